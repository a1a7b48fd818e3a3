"""From a formula's tree to boxes in lines: symbols, numbers put in, the result; wrapped to the room there is."""

import math
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from operator import itemgetter

from PySide6.QtCore import QRectF

from bpgui.engine.symbols import HAT, Partial, Symbol
from bpgui.engine.terms import (
    Applied,
    Call,
    Elementwise,
    Expr,
    Formula,
    Fraction,
    Negative,
    Number,
    Product,
    Quantity,
    Sum,
)
from bpgui.gui.formula import boxes
from bpgui.gui.formula.boxes import BINARY, RELATION, THIN, Box, Part, PlacedBoxes, space, text_box
from bpgui.gui.formula.breaking import SMALL, LinePart, joined, wrap
from bpgui.gui.formula.fonts import face_for
from bpgui.gui.formula.ink import ERROR, QUIET, Inks
from bpgui.session.basics.numbers import MINUS
from bpgui.session.formulas.notation import (
    ENTRYWISE,
    TIMES,
    FormulaWriter,
    Level,
    Row,
    is_matrix,
    number_parts,
    rows,
    written_terms,
)

#: Names what stands below a term, small: its part in the formula, or "" for nothing.
TermLabel = Callable[[Quantity], str]

#: Of the room: how wide a left side may be that the equals signs stand behind, and a sum above a fraction's line.
#: In em: other gaps.
WIDEST_LEFT, WIDEST_FRACTION, LEADING, INDENT, PAD = 0.42, 0.66, 0.46, 1.1, 0.25
#: Of a relation sign and its gaps.
_MARK = 2 * RELATION + 0.78
#: Letters in a line of a label below a term.
LABEL = 11
#: What no break makes fit is set smaller, down to this.
SMALLEST = 0.6


@lru_cache(maxsize=4000)
def symbol_box(symbol: Symbol) -> Box:
    """Set a symbol: a letter in italics, a word upright; sub- and superscript; the star of a new value."""
    name, prime = symbol.name.rstrip("′").removesuffix(HAT), "′" * symbol.name.count("′")
    is_letter = len(name) == 1 and name.isalpha() and name <= "\u03ff"
    base = text_box(name, "italic" if is_letter else face_for(name))
    base = boxes.hat(base) if symbol.name.endswith(HAT) else base
    above = text_box(prime) if prime else None if symbol.sample is None else text_box(f"({symbol.sample})")
    below = text_box(symbol.below, face_for(symbol.below)) if symbol.below else None
    made = boxes.scripts(base, above, below) if above or below else base
    return boxes.row([text_box("*"), made]) if symbol.is_new else made


def named(symbol: Symbol, words: Mapping[str, str]) -> Symbol:
    """Return a symbol with its word in the language that is shown."""
    name = words.get(symbol.name, symbol.name)
    return symbol if name == symbol.name else replace(symbol, name=name)


@lru_cache(maxsize=4000)
def constant_box(text: str) -> Box:
    """Set a number, with its power of ten, or a word."""
    if not text[0].isdigit() and text.lstrip("-") not in ("inf", "nan") and not text[1:2].isdigit():
        return text_box(text, face_for(text))
    is_negative, digits, exponent = number_parts(text)
    made = text_box(MINUS * is_negative + digits)
    if not exponent:
        return made
    power = text_box(exponent.replace("-", MINUS))
    return boxes.row([made, text_box("×"), boxes.scripts(text_box("10"), power, None)])


class BoxWriter(FormulaWriter[Box]):
    """Writes trees as boxes. `label` names what stands below terms in symbols."""

    def __init__(self, style: "Style", inks: Inks, *, in_numbers: bool = False, label: TermLabel | None = None) -> None:
        super().__init__(style.digits, in_numbers=in_numbers, more=style.more)
        self.inks, self.label, self._words = inks, label, style.words
        self._room = 0.0
        self.fit(style)
        self._written: dict[tuple[int, Level], tuple[Expr, Box]] = {}

    def fit(self, style: "Style") -> None:
        """Find breaks for another room; what is written stays."""
        self._room = WIDEST_FRACTION * style.room / style.em

    def write(self, expr: Expr, least: Level = Level.SUM) -> Box:
        """Write a tree; the same one only once: to find where lines may break, its parts are asked for again."""
        key = (id(expr), least)
        if key not in self._written:
            self._written[key] = (expr, super().write(expr, least))  # the tree is kept, and so its id
        return self._written[key][1]

    def leaf(self, quantity: Quantity, text: str | None) -> Box:
        """Set a quantity in its colour."""
        ink = self.inks.of(quantity)
        if text is not None:
            return boxes.inked(self.constant(text), ink, quantity)
        symbol = quantity.symbol
        made = self._partial(symbol) if isinstance(symbol, Partial) else self.name(symbol)
        made = boxes.inked(made, ink, quantity)
        word = self.label(quantity) if self.label is not None else ""
        if not word:
            return made
        ink = ink if word[-1].isdigit() else QUIET
        return boxes.under(made, [text_box(line, face_for(line), ink) for line in textwrap.wrap(word, LABEL)])

    def _partial(self, partial: Partial) -> Box:
        """Set a derivative, above and below in the colours of what stands there."""
        symbols = [named(symbol, self._words) for symbol in (partial.of, partial.by)]
        made = self.inks.derivatives.get(Partial(*symbols))
        if made is None:
            inks = [self.inks.of_symbol(symbol) for symbol in (partial.of, partial.by)]
            rows = [boxes.row([text_box("∂"), symbol_box(symbol)]) for symbol in symbols]
            made = boxes.fraction(*(boxes.inked(row, ink) for row, ink in zip(rows, inks, strict=True)))
            self.inks.derivatives[Partial(*symbols)] = made
        return made

    def name(self, symbol: Symbol) -> Box:
        """Set a symbol."""
        return symbol_box(named(symbol, self._words))

    def constant(self, text: str) -> Box:
        """Set a number or a word."""
        return constant_box(text)

    def operator(self, sign: str) -> Box:
        """Set a sign between its gaps."""
        if sign == "-":
            return text_box(MINUS)
        return boxes.row([space(BINARY), text_box(sign), space(BINARY)]) if sign else space(THIN)

    def row(self, parts: Sequence[Box]) -> Box:
        """Set boxes side by side."""
        return boxes.row(parts)

    def fraction(self, top: Box, bottom: Box) -> Box:
        """Set a fraction."""
        return boxes.fraction(top, bottom)

    def power(self, base: Box, exponent: Box) -> Box:
        """Set a power."""
        return boxes.scripts(base, exponent, None)

    def fenced(self, inside: Box, fence: str = "()") -> Box:
        """Set parentheses or bars around a box."""
        return boxes.fenced(inside, fence)

    def matrix(self, entries: list[list[Box]]) -> Box:
        """Set a matrix."""
        return boxes.matrix(entries)

    def cases(self, branches: list[tuple[Box, Box]]) -> Box:
        """Set branches behind a brace."""
        return boxes.cases(branches)

    # Places where a line may break

    def pieces(self, expr: Expr, depth: int = 0, least: Level = Level.SUM) -> list[LinePart]:
        """Return the boxes of a line, each with how deep in the tree the break before it would be.

        Only what is wide may be broken within anything but a sum or product.
        """
        if isinstance(expr, Sum):
            return self._terms(expr, depth) if least is Level.SUM else self._broken_fence(expr, depth)
        if isinstance(expr, Product) and least <= Level.PRODUCT:
            return self._factors(expr, depth)
        if isinstance(expr, Elementwise) and least <= Level.PRODUCT:
            return self._entries(expr, depth)
        box = self.write(expr, least)
        if box.width <= self._room:
            return [LinePart(box, depth)]
        if self._made(expr)[1] < least:  # it stands in parentheses
            return self._broken_fence(expr, depth)
        return self._of_wide(expr, box, depth)

    def _of_wide(self, expr: Expr, box: Box, depth: int) -> list[LinePart]:
        match expr:
            case Negative(term=term):
                return joined(self.operator("-"), self.pieces(term, depth, Level.PRODUCT), depth)
            case Fraction(top=Sum() as top, bottom=Number() as bottom):
                share = boxes.row([self.write(Fraction(Number(1.0), bottom)), space(THIN)])
                return joined(share, self._broken_fence(top, depth), depth)
            case Fraction(top=top, bottom=bottom):
                below = self.pieces(bottom, depth + 2, Level.POWER)
                return [*self.pieces(top, depth + 2, Level.POWER), *joined(self.operator("/"), below, depth + 1)]
            case Applied(symbol=symbol, argument=argument):
                return joined(self.name(symbol), self._broken_fence(argument, depth), depth)
            case Call(function=function, arguments=(argument,)) if function != "abs":
                return joined(text_box(function), self._broken_fence(argument, depth), depth)
        return [LinePart(box, depth)]

    def _terms(self, expr: Sum, depth: int) -> list[LinePart]:
        found: list[LinePart] = []
        for k, term in enumerate(written_terms(expr)):
            sign, bare, least = self.signed(term, is_first=k == 0)
            before = self.operator(sign) if sign else None
            found += joined(before, self.pieces(bare, depth + 2, least), depth)
        return found

    def _factors(self, expr: Product, depth: int) -> list[LinePart]:
        factors, is_wide = self.factors(expr), self.write(expr).width > self._room
        found: list[LinePart] = []
        for k, factor in enumerate(factors):
            sign = self.joint(factors[k - 1], factor) if k else ""
            if is_wide and not (is_matrix(factor) and is_matrix(factors[k - 1])):
                sign = TIMES  # a line must not begin with a factor whose sign is a gap
            before = self.operator(sign) if k else None
            inner = self.pieces(factor, depth + 4, Level.PRODUCT)
            found += joined(before, inner, depth + (3 if k and not sign else 0))
        return found

    def _entries(self, expr: Elementwise, depth: int) -> list[LinePart]:
        found: list[LinePart] = []
        for k, factor in enumerate(expr.factors):
            is_fenced = isinstance(factor, (Sum, Product))
            inner = self._broken_fence(factor, depth) if is_fenced else self.pieces(factor, depth + 4, Level.POWER)
            found += joined(self.operator(ENTRYWISE) if k else None, inner, depth)
        return found

    def _broken_fence(self, inside: Expr, depth: int) -> list[LinePart]:
        """Return the pieces of something in parentheses, which may be broken within."""
        found = self.pieces(inside, depth + 4)
        ascent, descent = max(p.box.ascent for p in found), max(p.box.descent for p in found)
        left, right = (boxes.fence(character, ascent, descent) for character in "()")
        found[0] = LinePart(boxes.row([left, found[0].box]), found[0].depth)
        found[-1] = LinePart(boxes.row([found[-1].box, right]), found[-1].depth)
        return found


@dataclass
class Typeset:
    """A formula laid out, in pixels: its size, what to paint, where its result and its last relation sign stand."""

    width: float = 0.0
    height: float = 0.0
    picture: PlacedBoxes = field(default_factory=PlacedBoxes)
    marker: QRectF = field(default_factory=QRectF)
    relation: str = "="
    sign: QRectF = field(default_factory=QRectF)


@dataclass(frozen=True)
class Style:
    """How formulas are set: the font's size in pixels, the room in pixels, digits, and the words they may need.

    `words` are what symbols that are words, "loss" and the like, read in the language that is shown.
    """

    em: float
    room: float
    digits: int
    more: str = "… and {n} more"
    words: Mapping[str, str] = field(default_factory=dict)


class Written:
    """A formula of which each part is written as boxes once, whatever rooms and sizes it is laid out for."""

    def __init__(self, formula: Formula, inks: Inks, style: Style, label: TermLabel | None = None) -> None:
        self.symbols = BoxWriter(style, inks)
        self.labelled = BoxWriter(style, inks, label=label)
        self.numbers = BoxWriter(style, inks, in_numbers=True)
        self.digits = style.digits
        self.left = (self.labelled if formula.kind == "rule" else self.symbols).write(formula.left)
        *self.lines, self.result = rows(formula, style.digits)

    def laid_out(self, style: Style) -> Typeset:
        """Lay it out; of the style only size and room may be others."""
        for writer in (self.symbols, self.labelled, self.numbers):
            writer.fit(style)
        return _Setting(self, style).done


class _Setting:
    """One formula being laid out, line after line; lengths in em until they are drawn."""

    def __init__(self, formula: Written, style: Style) -> None:
        self._em, self._room = style.em, style.room / style.em
        self._numbers, self._labelled = formula.numbers, formula.labelled
        self.done = Typeset()
        self._y = self._x = 0.0
        left, lines, result = formula.left, formula.lines, formula.result
        written = [(line.relation, self._writer(line).pieces(line.expr)) for line in lines]
        widths = [sum(piece.box.width for piece in pieces) for _, pieces in written]
        result_box = self._numbers.write(result.expr)
        self._indent = self._place_of_signs(left, max(*widths, result_box.width + 2 * PAD))
        self._shrink(widths)
        waiting: Box | None = left
        if self._indent < left.width:
            self._line(self._fitted(left, 0.0), 0.0)
            waiting = None
        for sign, pieces in written:
            self._relation(sign, pieces, waiting)
            waiting = None
        self._result(result.relation, result_box, waiting)
        self.done.picture.texts.sort(key=itemgetter(0, 1, 2))  # painting changes font and pen as seldom as can be
        self.done.height = self._em * (self._y - LEADING) + 2

    def _writer(self, line: Row) -> BoxWriter:
        return self._numbers if line.in_numbers else self._labelled

    def _place_of_signs(self, left: Box, widest: float) -> float:
        """Return where the relation signs stand: behind the left side, unless that leaves too little room."""
        is_crowded = SMALL * (left.width + _MARK + widest) > self._room and left.width > 3 * INDENT
        return INDENT if is_crowded or left.width > WIDEST_LEFT * self._room else left.width

    def _shrink(self, widths: Sequence[float]) -> None:
        """Set the whole formula smaller where that alone makes lines fit, in steps of a pixel."""
        shares = [self._room / (self._indent + _MARK + width) for width in widths]
        share = min((share for share in shares if SMALL <= share < 1.0), default=1.0)
        em = max(math.floor(share * self._em), math.ceil(SMALL * self._em))
        self._room, self._em = self._room * self._em / em, em

    def _relation(self, sign: str, pieces: Sequence[LinePart], left: Box | None) -> None:
        """Put "= .." on lines of its own, behind the left side on the first one."""
        mark = boxes.row([space(RELATION), text_box(sign), space(RELATION)])
        start = self._indent + mark.width
        lines = wrap(pieces, self._room - start, self._room - start - INDENT)
        for k, box in enumerate(lines):
            at = start if k == 0 else start + INDENT
            head = [Part(self._indent, 0.0, mark)] if k == 0 else []
            head += [Part(0.0, 0.0, left)] if k == 0 and left is not None else []
            self._line(self._fitted(box, at), at, head)

    def _fitted(self, box: Box, at: float) -> Box:
        """Return a box, smaller where it is too wide."""
        scale = max(SMALLEST, min(1.0, (self._room - at) / max(box.width, 1e-9)))
        if scale == 1.0:
            return box
        return Box(scale * box.width, scale * box.ascent, scale * box.descent, (Part(0.0, 0.0, box, scale),))

    def _line(self, box: Box, x: float, head: Sequence[Part] = ()) -> None:
        """Put a box on a new line, with what stands before it."""
        all_boxes = [box, *(part.box for part in head)]
        ascent, descent = max(b.ascent for b in all_boxes), max(b.descent for b in all_boxes)
        ascent = max(ascent, 0.7)
        self._base = self._y + ascent
        for part in (*head, Part(x, 0.0, box)):
            self.done.picture.add(part.box, self._em * part.x, self._em * self._base, self._em)
        self._y += ascent + max(descent, 0.2) + LEADING
        self._x = x + box.width
        self.done.width = max(self.done.width, self._em * self._x)

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
