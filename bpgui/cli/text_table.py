"""Text in columns, for a terminal of 80 characters; Chinese and Japanese letters take the place of two."""

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

WIDTH = 80
#: A longer name is cut in a table.
MAX_NAME = 16


def width_of(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def cut(text: str, width: int = MAX_NAME) -> str:
    """Return a text that takes at most so many columns, with two dots for the end that is cut off."""
    if width_of(text) <= width:
        return text
    while width_of(text) > width - 2:
        text = text[:-1]
    return text + ".."


def fitting(words: Sequence[str], width: int) -> str:
    """Return the words on one line, those in the middle as two dots where they do not all fit."""
    line = " ".join(words)
    if width_of(line) <= width:
        return line
    last, kept = cut(words[-1], width // 3), ""
    for word in words[:-1]:
        longer = f"{kept}{cut(word, width // 3)} "
        if width_of(longer) + 3 + width_of(last) > width:
            break
        kept = longer
    return f"{kept}.. {last}"


def table(rows: Sequence[Sequence[str] | str], numbers: Sequence[int] = ()) -> Iterator[str]:
    """Yield the lines of a table whose columns `numbers` stand at the right of their width; a text is a line itself."""
    cells = [row for row in rows if not isinstance(row, str)]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    for row in rows:
        if isinstance(row, str):
            yield f"  {row}"
            continue
        pads = [" " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True)]
        texts = [
            pad + cell if k in numbers else cell + pad for k, (cell, pad) in enumerate(zip(row, pads, strict=True))
        ]
        yield ("  " + "  ".join(texts)).rstrip()
