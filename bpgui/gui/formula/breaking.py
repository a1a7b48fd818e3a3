"""Where a line of a formula is broken. Lengths are in em."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bpgui.gui.formula import boxes
from bpgui.gui.formula.boxes import Box, text_box


@dataclass(frozen=True, slots=True)
class LinePart:
    """A part of a line, before which it may be broken, the better the smaller `depth` is."""

    box: Box
    depth: int


#: Where a text may be broken: between words, and behind a Chinese character with its punctuation.
_WORDS = re.compile(r"[\u2e80-\uffef][，。；：、！？）]*|[^\s\u2e80-\uffef]+[，。；：、！？）]*|\s+")


def text_lines(text: str, face: str, room: float) -> list[str]:
    """Break a text into lines no wider than `room`, but for a single word that is wider."""
    lines = [""]
    for word in _WORDS.findall(text):
        if lines[-1] and text_box(lines[-1] + word.rstrip(), face).width > room:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines]


def joined(before: Box | None, pieces: list[LinePart], depth: int) -> list[LinePart]:
    """Put a box before the first piece."""
    first, *rest = pieces
    return [LinePart(first.box if before is None else boxes.row([before, first.box]), depth), *rest]


def wrap(pieces: Sequence[LinePart], first: float, room: float) -> list[Box]:
    """Break pieces into lines, the first of width `first`, the others of `room`.

    Breaks are as shallow as can be: a deeper one comes only where a part would else be too wide.
    """
    depths = sorted({piece.depth for piece in pieces[1:]})
    lines: list[list[Box]] = [[]]
    for chunk, begins_line in _chunks(pieces, depths, min(first, room)):
        width = sum(box.width for box in lines[-1]) + chunk.width
        if lines[-1] and (begins_line or width > (first if len(lines) == 1 else room)):
            lines.append([])
        lines[-1].append(chunk)
    return [boxes.row(line) for line in lines]


def _chunks(pieces: Sequence[LinePart], depths: Sequence[int], room: float) -> list[tuple[Box, bool]]:
    """Put together what no break has to part: that of the first of these depths comes before those of the others.

    What follows a part that is broken more deeply begins a line.
    """
    if not depths or (depths[0] > 0 and sum(piece.box.width for piece in pieces) <= room):
        return [(boxes.row([piece.box for piece in pieces]), False)]
    groups: list[list[LinePart]] = []
    for piece in pieces:
        if groups and piece.depth > depths[0]:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    found: list[tuple[Box, bool]] = []
    parts = 1  # of the group before
    for group in groups:
        (first, _), *others = _chunks(group, depths[1:], room)
        found += [(first, parts > 1), *others]
        parts = 1 + len(others)
    return found
