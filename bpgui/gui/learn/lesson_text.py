"""A stop's Markdown as rich text: paragraphs, lists, **bold**, *italics*, and numbers in their colours."""

import html
import re
from collections.abc import Callable

from bpgui.engine.network import Network
from bpgui.gui.widgets.theme import Theme
from bpgui.session.learn.lessons import fill

#: Stands for the k-th number while the text around it is turned into HTML; there is no other < in escaped text.
_HELD = re.compile(r"<(\d+)>")
_ITEM = re.compile(r"\s*[-*] +(.*)")
#: Chinese is broken over lines without a space.
_BREAK_IN_CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[^\s\x00-\x7f]|<)")
_MARK = re.compile(r"(\*\*|\*|\n)")
_TAGS = {"**": "b", "*": "i"}


def rich_text(text: str, show: Callable[[str], str]) -> str:
    """Return HTML in which `show`, given a name, says what HTML stands in its place."""
    held: list[str] = []

    def hold(name: str) -> str:
        held.append(show(html.unescape(name)))
        return f"<{len(held) - 1}>"

    blocks = re.split(r"\n\s*\n", fill(html.escape(text, quote=False), hold).strip())
    return _HELD.sub(lambda found: held[int(found[1])], "".join(_block(block) for block in blocks))


def inline(text: str) -> str:
    """Return one paragraph's text as HTML."""
    return _emphasised(html.escape(text, quote=False))


def _emphasised(text: str) -> str:
    """Turn **bold** and *italics* of one line into tags; a mark without its other half stays what it is."""
    pieces = _MARK.split(_BREAK_IN_CHINESE.sub("", text))  # text, mark, text, mark, .., text
    opened: dict[str, int] = {}
    for k in range(1, len(pieces), 2):
        if pieces[k : k + 3] == ["**", "", "*"] and list(opened) == ["**", "*"]:
            pieces[k], pieces[k + 2] = "*", "**"  # *** ends what was begun last
        mark = pieces[k]
        if mark == "\n":
            opened.clear()
        elif mark in opened and _is_closing(pieces, opened[mark], k):
            first = opened.pop(mark)
            pieces[first], pieces[k] = f"<{_TAGS[mark]}>", f"</{_TAGS[mark]}>"
            opened = {other: place for other, place in opened.items() if place < first}  # no tag crosses another
        elif mark not in opened and _is_opening(pieces, k):
            opened[mark] = k
    return "".join(pieces)


def _is_opening(pieces: list[str], k: int) -> bool:
    """Whether a mark may begin something: for italics no space comes behind it."""
    return pieces[k] == "**" or not pieces[k + 1][:1].isspace()


def _is_closing(pieces: list[str], first: int, k: int) -> bool:
    """Whether a mark may end what began at `first`: there is something between, for italics no space before it."""
    is_empty = k == first + 2 and not pieces[k - 1]
    return not is_empty and (pieces[k] == "**" or not pieces[k - 1][-1:].isspace())


def _block(block: str) -> str:
    """Turn a paragraph, and the list that follows it at once, into HTML; an item may go on in the next line."""
    words: list[str] = []
    items: list[list[str]] = []
    for line in block.splitlines():
        item = _ITEM.fullmatch(line)
        if item:
            items.append([item[1]])
        elif items:
            items[-1].append(line.strip())
        else:
            words.append(line.strip())
    paragraph = f"<p>{_emphasised(chr(10).join(words))}</p>" if words else ""
    listed = "".join(f"<li>{_emphasised(chr(10).join(item))}</li>" for item in items)
    return paragraph + (f'<ul style="-qt-list-indent: 0; margin-left: 12px">{listed}</ul>' if items else "")


def task_block(task: str, theme: Theme) -> str:
    """Return what to do, HTML already, as a marked block in the text."""
    return f'<table width="100%" cellpadding="6" bgcolor="{theme.marker}"><tr><td>{task}</td></tr></table>'


def colour_of(name: str, network: Network, theme: Theme) -> str:
    """Return the colour that a quantity of this name has in diagram and plots too."""
    kind, _, of = name.partition(" ")
    if kind in ("old", "new", "before", "z") and of:
        return colour_of(of, network, theme)
    if kind in ("delta", "gradient", "loss"):
        return theme.error_line
    named = {"prediction": theme.output_line, "target": theme.target_line, "learning_rate": theme.input_line}
    if name in network.parameter_index:
        parameter = network.parameters[network.parameter_index[name]]
        is_output = parameter.layer == len(network.sizes) - 1
        return theme.quiet if is_output else theme.curve(parameter.destination)
    for layer, names in enumerate(network.neuron_names):
        if name in names:
            is_output = layer == len(network.sizes) - 1
            return theme.input_line if layer == 0 else theme.output_line if is_output else theme.hidden_line
    return named.get(name, theme.text)
