"""From a formula's tree to boxes, in symbols or with numbers put in, and where their lines may break."""

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from bpgui.engine.symbols import HAT, Partial, Symbol
from bpgui.engine.terms import (
    Applied,
    Call,
    Elementwise,
    Expr,
    Fraction,
    Negative,
    Number,
    Product,
    Quantity,
    Sum,
)
from bpgui.gui.formula import boxes
from bpgui.gui.formula.boxes import BINARY, THIN, Box, space, text_box
from bpgui.gui.formula.breaking import LinePart, joined
from bpgui.gui.formula.fonts import face_for
from bpgui.gui.formula.ink import QUIET, Inks
from bpgui.session.basics.numbers import MINUS
from bpgui.session.formulas.formula_text import Says
from bpgui.session.formulas.notation import (
    ENTRYWISE,
    TIMES,
    FormulaWriter,
    Level,
    is_matrix,
    number_parts,
    written_terms,
)

#: Names what stands below a term, small: its part in the formula, or "" for nothing.
TermLabel = Callable[[Quantity], str]

#: Of the room: how wide a sum above a fraction's line may be.
WIDEST_FRACTION = 0.66
#: Letters in a line of a label below a term.
LABEL = 11


@lru_cache(maxsize=4000)
def symbol_box(symbol: Symbol) -> Box:
    """Set a symbol: a letter in italics, a word upright; sub- and superscript; the star of a new value."""
    name, prime = symbol.name.rstrip("′").removesuffix(HAT), "′" * symbol.name.count("′")
    is_letter = len(name) == 1 and name.isalpha() and name <= "\u03ff"
    base = text_box(name, "italic" if is_letter else face_for(name))
    base = boxes.hat(base) if symbol.name.endswith(HAT) else base
    raised = prime or symbol.power or ("" if symbol.sample is None else f"({symbol.sample})")
    above = text_box(raised, "italic" if symbol.power else "main") if raised else None
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


@dataclass(frozen=True)
class Style:
    """How formulas are set: the font's size in pixels, the room in pixels, digits, and the words they may need.

    `words` are what symbols that are words, "loss" and the like, read in the language that is shown; `reason` says why
    a line holds, None where that is left out.
    """

    em: float
    room: float
    digits: int
    more: str = "… and {n} more"
    words: Mapping[str, str] = field(default_factory=dict)
    reason: Says | None = None


class BoxWriter(FormulaWriter[Box]):
    """Writes trees as boxes. `label` names what stands below terms in symbols."""

    def __init__(self, style: Style, inks: Inks, *, in_numbers: bool = False, label: TermLabel | None = None) -> None:
        super().__init__(style.digits, in_numbers=in_numbers, more=style.more)
        self.inks, self.label, self._words = inks, label, style.words
        self._room = 0.0
        self.fit(style)
        self._written: dict[tuple[int, Level], tuple[Expr, Box]] = {}

    def fit(self, style: Style) -> None:
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

    def root(self, inside: Box) -> Box:
        """Set a square root."""
        return boxes.root(inside)

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
            case Call(function="sqrt", arguments=(argument,)):  # a line that breaks has no roof
                return joined(text_box("√", face_for("√")), self._broken_fence(argument, depth), depth)
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
