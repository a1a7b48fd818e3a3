"""A formula laid out: symbols, numbers put in, the result, reasons beside them; wrapped to the room there is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from PySide6.QtCore import QRectF

from bpgui.engine.terms import Formula
from bpgui.gui.formula import boxes
from bpgui.gui.formula.box_writer import BoxWriter, Style, TermLabel
from bpgui.gui.formula.boxes import RELATION, Box, Part, PlacedBoxes, space, text_box
from bpgui.gui.formula.breaking import LinePart, text_lines, wrap
from bpgui.gui.formula.fonts import WORDS
from bpgui.gui.formula.ink import ERROR, QUIET, Inks
from bpgui.session.formulas.notation import Row, rows

#: Of the room: how wide a left side may be that the equals signs stand behind. In em: other gaps.
WIDEST_LEFT, LEADING, INDENT, PAD = 0.42, 0.46, 1.1, 0.25
#: Of a relation sign and its gaps.
_MARK = 2 * RELATION + 0.78
#: What no break makes fit is set smaller, down to this.
SMALLEST = 0.6
#: The size of a reason; the gap before it, and between it and what it stands below.
REASON, REASON_GAP, REASON_LEADING = 0.74, 1.0, 0.2


@dataclass
class Typeset:
    """A formula laid out, in pixels: its size, what to paint, where its result and its last relation sign stand."""

    width: float = 0.0
    height: float = 0.0
    picture: PlacedBoxes = field(default_factory=PlacedBoxes)
    marker: QRectF = field(default_factory=QRectF)
    relation: str = "="
    sign: QRectF = field(default_factory=QRectF)


class Written:
    """A formula of which each part is written as boxes once, whatever rooms and sizes it is laid out for."""

    def __init__(self, formula: Formula, inks: Inks, style: Style, label: TermLabel | None = None) -> None:
        self.symbols = BoxWriter(style, inks)
        self.labelled = BoxWriter(style, inks, label=label)
        self.numbers = BoxWriter(style, inks, in_numbers=True)
        self.digits = style.digits
        self._formula = formula
        self.left = (self.labelled if formula.kind == "rule" else self.symbols).write(formula.left)
        *self.lines, self.result = rows(formula, style.digits)

    def says(self, formula: Formula, inks: Inks) -> bool:
        """Whether another formula is written with the same symbols, numbers and reasons, in the same colours."""
        was = self._formula
        return (
            inks is self.symbols.inks
            and (was.kind, was.left, was.numbered) == (formula.kind, formula.left, formula.numbered)
            and was.derivation == formula.derivation
        )

    def laid_out(self, style: Style) -> Typeset:
        """Lay it out; of the style only size and room may be others."""
        for writer in (self.symbols, self.labelled, self.numbers):
            writer.fit(style)
        return _Setting(self, style).done


class _Lines(NamedTuple):
    """One row of a formula, broken into lines: each with where it begins, and why the row holds, "" for no reason."""

    sign: str
    lines: list[tuple[float, Box]]
    reason: str

    @property
    def end(self) -> float:
        """Where the last line ends."""
        at, box = self.lines[-1]
        return at + box.width


class _Setting:
    """One formula being laid out, line after line; lengths in em until they are drawn."""

    def __init__(self, formula: Written, style: Style) -> None:
        self._em, self._room, self._reason = style.em, style.room / style.em, style.reason
        self._numbers, self._labelled = formula.numbers, formula.labelled
        self.done = Typeset()
        self._y = 0.0
        left, result = formula.left, formula.result
        pieces = [self._writer(line).pieces(line.expr) for line in formula.lines]
        result_box = self._numbers.write(result.expr)
        widest = max(sum(piece.box.width for piece in line) for line in pieces)
        self._indent = self._place_of_signs(left, max(widest, result_box.width + 2 * PAD))
        written = [self._broken(line, parts) for line, parts in zip(formula.lines, pieces, strict=True)]
        self._column = self._place_of_reasons(written)
        waiting: Box | None = left
        if self._indent < left.width:
            self._line(self._fitted(left, 0.0), 0.0)
            waiting = None
        for row in written:
            self._row(row, waiting)
            waiting = None
        self._result(result.relation, result_box, waiting)
        self.done.picture.texts.sort(key=itemgetter(0, 1, 2))  # painting changes font and pen as seldom as can be
        self.done.height = self._em * (self._y - LEADING) + 2

    def _writer(self, line: Row) -> BoxWriter:
        return self._numbers if line.in_numbers else self._labelled

    def _place_of_signs(self, left: Box, widest: float) -> float:
        """Return where the relation signs stand: behind the left side, unless that leaves too little room."""
        is_crowded = left.width + _MARK + widest > self._room and left.width > 3 * INDENT
        return INDENT if is_crowded or left.width > WIDEST_LEFT * self._room else left.width

    def _broken(self, row: Row, pieces: Sequence[LinePart]) -> _Lines:
        """Break a row into lines: a formula is broken before anything of it is set smaller."""
        start = self._indent + self._mark(row.relation).width
        found = wrap(pieces, self._room - start, self._room - start - INDENT)
        places = [start, *(start + INDENT for _ in found[1:])]
        lines = [(at, self._fitted(box, at)) for at, box in zip(places, found, strict=True)]
        reason = "" if self._reason is None or row.reason is None else self._reason(row.reason)
        return _Lines(row.relation, lines, reason)

    @staticmethod
    def _mark(sign: str) -> Box:
        return boxes.row([space(RELATION), text_box(sign), space(RELATION)])

    def _place_of_reasons(self, rows: Sequence[_Lines]) -> float | None:
        """Return where all reasons stand one under the other, None where there is no room beside all rows."""
        told = [row for row in rows if row.reason]
        column = max((row.end for row in told), default=0.0) + REASON_GAP
        widest = max((_reason_box(row.reason).width for row in told), default=0.0)
        return column if column + REASON * widest <= self._room else None

    def _row(self, row: _Lines, left: Box | None) -> None:
        """Put "= .." on lines of its own, behind the left side on the first one; the reason beside or below."""
        reason = _reason_box(row.reason)
        column = row.end + REASON_GAP if self._column is None else self._column
        is_beside = bool(row.reason) and column + REASON * reason.width <= self._room
        for k, (at, box) in enumerate(row.lines):
            head = [Part(self._indent, 0.0, self._mark(row.sign))] if k == 0 else []
            head += [Part(0.0, 0.0, left)] if k == 0 and left is not None else []
            head += [Part(column, 0.0, reason, REASON)] if is_beside and k == len(row.lines) - 1 else []
            self._line(box, at, head)
        if row.reason and not is_beside:
            self._below(row.reason, row.lines[0][0])

    def _below(self, reason: str, at: float) -> None:
        """Put a reason on lines of its own, below what it is about."""
        self._y -= LEADING - REASON_LEADING
        line = _reason_box(reason)  # lines stand evenly, whichever letters are on each
        for text in text_lines(reason, WORDS, (self._room - at) / REASON):
            box = _reason_box(text)
            base = self._y + REASON * line.ascent
            self.done.picture.add(box, self._em * at, self._em * base, self._em * REASON)
            self._y = base + REASON * line.descent + REASON_LEADING
            self.done.width = max(self.done.width, self._em * (at + REASON * box.width))
        self._y += LEADING - REASON_LEADING

    def _fitted(self, box: Box, at: float) -> Box:
        """Return a box, smaller where it is too wide."""
        scale = max(SMALLEST, min(1.0, (self._room - at) / max(box.width, 1e-9)))
        if scale == 1.0:
            return box
        return Box(scale * box.width, scale * box.ascent, scale * box.descent, (Part(0.0, 0.0, box, scale),))

    def _line(self, box: Box, x: float, head: Sequence[Part] = ()) -> None:
        """Put a box on a new line, with what stands beside it."""
        parts = [*head, Part(x, 0.0, box)]
        ascent = max(0.7, *(part.scale * part.box.ascent for part in parts))
        descent = max(0.2, *(part.scale * part.box.descent for part in parts))
        self._base = self._y + ascent
        for part in parts:
            self.done.picture.add(part.box, self._em * part.x, self._em * self._base, self._em * part.scale)
            self.done.width = max(self.done.width, self._em * (part.x + part.scale * part.box.width))
        self._y += ascent + descent + LEADING

    def _result(self, sign: str, box: Box, left: Box | None) -> None:
        """Put the result on its marker, on a line of its own."""
        mark = boxes.row([space(RELATION), text_box(sign, ink=ERROR if sign == "≈" else None), space(RELATION)])
        at = self._indent
        box = self._fitted(box, at + mark.width + 2 * PAD)
        head = [Part(at, 0.0, mark), *([] if left is None else [Part(0.0, 0.0, left)])]
        self._line(box, at + mark.width + PAD, head)
        em, base = self._em, self._em * self._base
        up, down = max(box.ascent, 0.7) + 0.2, max(box.descent, 0.1) + 0.15
        self.done.marker = QRectF(em * (at + mark.width), base - em * up, em * (box.width + 2 * PAD), em * (up + down))
        self.done.relation, self.done.sign = sign, QRectF(em * at, base - em * 0.9, em * mark.width, em * 1.2)
        self.done.width = max(self.done.width, self.done.marker.right())


def _reason_box(text: str) -> Box:
    """Return a reason in the face of texts, which tells it from the formula."""
    return text_box(text, WORDS, QUIET)
