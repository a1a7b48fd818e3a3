"""Boxes that formulas are built of. Lengths are in em, from the left end of the baseline; y grows downwards."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF

from bpgui.engine.terms import Quantity
from bpgui.gui.formula.fonts import extents

#: Where the middle of a fraction or a minus sign lies above the baseline, and how thick a fraction's line is.
AXIS, RULE = 0.25, 0.05
THIN, BINARY, RELATION = 0.17, 0.24, 0.3
SCRIPT = 0.7
#: Where the hat of the font begins above the baseline.
HAT_BOTTOM = 0.53


@dataclass(slots=True)
class Part:
    """A box inside another: where it stands, and its size."""

    x: float
    y: float
    box: "Box"
    scale: float = 1.0


@dataclass(slots=True)
class Box:
    """A rectangle around the baseline with parts in it, with `text`, or filled (`is_rule`). Nothing changes a box.

    What has no ink of its own has that of the box it is in. `quantity` is the term that the box shows.
    """

    width: float
    ascent: float
    descent: float
    parts: tuple[Part, ...] = ()
    text: str = ""
    face: str = ""
    is_rule: bool = False
    ink: str | None = None
    quantity: Quantity | None = None


@lru_cache(maxsize=5000)
def text_box(text: str, face: str = "main", ink: str | None = None) -> Box:
    """Return a run of characters of one face."""
    known = extents(face)
    width = ascent = descent = 0.0
    for advance, up, down in map(known.__getitem__, text):
        width += advance
        ascent, descent = max(ascent, up), max(descent, down)
    return Box(width, ascent, descent, text=text, face=face, ink=ink)


def space(width: float) -> Box:
    """Return a gap."""
    return Box(width, 0.0, 0.0)


def inked(box: Box, ink: str | None, quantity: Quantity | None = None) -> Box:
    """Return a box with an ink and a term of its own."""
    return Box(box.width, box.ascent, box.descent, (Part(0.0, 0.0, box),), ink=ink, quantity=quantity)


def row(boxes: Sequence[Box]) -> Box:
    """Return boxes side by side."""
    x = ascent = descent = 0.0
    parts = []
    for box in boxes:
        if box.text or box.parts or box.is_rule:
            parts.append(Part(x, 0.0, box))
        x += box.width
        if box.ascent > ascent:
            ascent = box.ascent
        if box.descent > descent:
            descent = box.descent
    return Box(x, ascent, descent, tuple(parts))


def fraction(top: Box, bottom: Box) -> Box:
    """Return top / bottom with a line between, centred."""
    width, gap = max(top.width, bottom.width) + 0.16, 0.18
    up, down = AXIS + RULE / 2 + gap + top.descent, RULE / 2 + gap + bottom.ascent - AXIS
    parts = (
        Part((width - top.width) / 2, -up, top),
        Part(0.04, -AXIS, Box(width - 0.08, RULE / 2, RULE / 2, is_rule=True)),
        Part((width - bottom.width) / 2, down, bottom),
    )
    return Box(width + 0.08, up + top.ascent, down + bottom.descent, parts)


def hat(base: Box) -> Box:
    """Return a letter with a hat."""
    width, up, _ = extents("main")["^"]
    shift = base.ascent - HAT_BOTTOM + 0.05
    parts = (Part(0.0, 0.0, base), Part((base.width - width) / 2 + 0.05, -shift, text_box("^")))
    return Box(max(base.width, width), shift + up, base.descent, parts)


def scripts(base: Box, above: Box | None, below: Box | None) -> Box:
    """Return a base with a superscript and a subscript."""
    parts, width, ascent, descent = [Part(0.0, 0.0, base)], base.width, base.ascent, base.descent
    for script, shift in ((above, -max(0.4, base.ascent - 0.3)), (below, 0.18 + max(0.0, base.descent - 0.1))):
        if script is not None:
            parts.append(Part(base.width + 0.03, shift, script, SCRIPT))
            width = max(width, base.width + 0.06 + SCRIPT * script.width)
            ascent, descent = max(ascent, SCRIPT * script.ascent - shift), max(descent, SCRIPT * script.descent + shift)
    return Box(width, ascent, descent, tuple(parts))


def under(box: Box, lines: Sequence[Box]) -> Box:
    """Return a box with small lines of text below its middle."""
    scale, down = 0.74, box.descent + 0.2
    width = max(box.width, *(scale * line.width for line in lines))
    parts = [Part((width - box.width) / 2, 0.0, box)]
    for line in lines:
        down += scale * 0.75
        parts.append(Part((width - scale * line.width) / 2, down, line, scale))
        down += scale * 0.25
    return Box(width, box.ascent, down, tuple(parts))


#: Faces of ever taller fences, each with how far from the axis may reach what it stands around.
_FENCES = (("main", 0.65), ("size1", 0.72), ("size2", 1.0), ("size3", 1.3), ("size4", 1.5))


def fence(character: str, ascent: float, descent: float) -> Box:
    """Return a parenthesis, bar or brace as high as what it stands around."""
    reach = max(ascent - AXIS, descent + AXIS)
    if character == "|":
        line = Box(RULE, reach + AXIS, reach - AXIS, is_rule=True)
        return Box(0.3, line.ascent, line.descent, (Part(0.125, 0.0, line),))
    face, size = next(((face, size) for face, size in _FENCES if size >= reach), _FENCES[-1])
    glyph = text_box(character, face)
    if size >= reach:
        return glyph
    grown = reach / size
    part = Part(0.0, AXIS * (grown - 1.0), glyph, grown)  # the axis stays where it is
    return Box(grown * glyph.width, reach + AXIS, reach - AXIS, (part,))


def fenced(inside: Box, fences: str = "()") -> Box:
    """Return a box in parentheses or bars."""
    left, right = (fence(character, inside.ascent, inside.descent) for character in fences)
    return row([left, inside, right])


#: Faces of ever taller radical signs.
_ROOTS = ("main", "size1", "size2", "size3", "size4")


def root(inside: Box) -> Box:
    """Return the square root of a box: a sign as high as it is, and a line over it."""
    gap, height = 0.12, inside.ascent + max(inside.descent, 0.0)
    signs = [text_box("√", face) for face in _ROOTS]
    sign = next((one for one in signs if one.ascent + one.descent >= height + gap + RULE), signs[-1])
    scale = max(1.0, (height + gap + RULE) / (sign.ascent + sign.descent))
    gap += (scale * (sign.ascent + sign.descent) - height - gap - RULE) / 2
    top, start = inside.ascent + gap + RULE, scale * sign.width
    line = Box(inside.width + 0.08, RULE / 2, RULE / 2, is_rule=True)
    parts = (
        Part(0.0, scale * sign.ascent - top, sign, scale),
        Part(start - 0.02, RULE / 2 - top, line),
        Part(start + 0.03, 0.0, inside),
    )
    return Box(start + line.width + 0.06, top, scale * (sign.ascent + sign.descent) - top, parts)


def grid(entries: Sequence[Sequence[Box]], gap: float, *, is_left: bool = False) -> Box:
    """Return boxes in rows and columns around the axis, the columns centred or flush left."""
    widths = [max(box.width for box in column) for column in zip(*entries, strict=True)]
    rows = [(max(0.62, *(box.ascent for box in line)), max(0.12, *(box.descent for box in line))) for line in entries]
    leading = 0.32
    height = sum(up + down for up, down in rows) + leading * (len(rows) - 1)
    y, parts = -AXIS - height / 2, []
    for line, (up, down) in zip(entries, rows, strict=True):
        x = 0.0
        for box, width in zip(line, widths, strict=True):
            parts.append(Part(x + (0.0 if is_left else (width - box.width) / 2), y + up, box))
            x += width + gap
        y += up + down + leading
    return Box(sum(widths) + gap * (len(widths) - 1), AXIS + height / 2, height / 2 - AXIS, tuple(parts))


def matrix(entries: Sequence[Sequence[Box]]) -> Box:
    """Return a matrix in square brackets."""
    inside, pad, serif, rule = grid(entries, 0.75), 0.12, 0.2, 0.06
    ascent, descent = inside.ascent + pad, inside.descent + pad
    upright = Box(rule, ascent, descent, is_rule=True)
    flat = Box(serif, rule / 2, rule / 2, is_rule=True)
    start, right = 0.1, 0.1 + rule + 4 * pad + inside.width
    parts = [Part(start + rule + 2 * pad, 0.0, inside), Part(start, 0.0, upright), Part(right, 0.0, upright)]
    for x in (start, right + rule - serif):
        parts += [Part(x, -ascent + rule / 2, flat), Part(x, descent - rule / 2, flat)]
    return Box(right + rule + 0.1, ascent, descent, tuple(parts))


def cases(branches: Sequence[Sequence[Box]]) -> Box:
    """Return branches behind a brace."""
    inside = grid(branches, 0.9, is_left=True)
    return row([fence("{", inside.ascent, inside.descent), space(0.1), inside])


@dataclass
class PlacedBoxes:
    """Boxes taken apart, in pixels: texts with face, size and ink, filled rectangles, and the terms' rectangles."""

    texts: list[tuple[str, int, str, QPointF, str]] = field(default_factory=list)
    rules: list[tuple[str, QRectF]] = field(default_factory=list)
    terms: list[tuple[QRectF, Quantity]] = field(default_factory=list)

    def add(self, box: Box, x: float, y: float, em: float, ink: str = "text") -> None:
        """Take a box apart whose origin is at (x, y)."""
        ink = box.ink or ink
        if box.text:
            self.texts.append((box.face, round(em), ink, QPointF(x, y), box.text))
        elif box.is_rule:
            height = max(em * (box.ascent + box.descent), 1.0)
            self.rules.append((ink, QRectF(x, y - em * box.ascent, max(em * box.width, 1.0), height)))
        if box.quantity is not None:
            rect = QRectF(x, y - em * box.ascent, em * box.width, em * (box.ascent + box.descent))
            self.terms.append((rect, box.quantity))
        for part in box.parts:
            inner, at, below, size = part.box, x + em * part.x, y + em * part.y, em * part.scale
            if inner.text and inner.quantity is None:  # most boxes are such: this spares a call each
                self.texts.append((inner.face, round(size), inner.ink or ink, QPointF(at, below), inner.text))
            else:
                self.add(inner, at, below, size, ink)
