"""Formulas as text: plain, for the clipboard and the ear, and LaTeX."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.losses import LOSSES
from bpgui.engine.reasons import Reason
from bpgui.engine.symbols import HAT, Partial, Role, Symbol
from bpgui.engine.terms import Formula, Quantity
from bpgui.session.basics.numbers import MINUS
from bpgui.session.formulas.notation import ENTRYWISE, TIMES, FormulaWriter, Level, Row, number_parts, rows

#: Symbols that are words, as they stand in formulas; {} leaves them as they are.
Words = Mapping[str, str]
#: Says a reason in the language that is shown.
Says = Callable[[Reason], str]


def plain(
    formula: Formula,
    digits: int,
    *,
    more: str = "… and {n} more",
    words: Words = MappingProxyType({}),
    reason: Says | None = None,
) -> str:
    """Write a formula as lines of text, aligned at the equals signs; `words` are read in place of symbols.

    `reason` says why a line holds, in parentheses behind it; None leaves that out.
    """
    symbols, numbers = (PlainWriter(digits, in_numbers=kind, more=more, words=words) for kind in (False, True))
    left = symbols.write(formula.left)
    lines = [
        f"{row.relation} {(numbers if row.in_numbers else symbols).write(row.expr)}{_said(row, reason, '   ({})')}"
        for row in rows(formula, digits)
    ]
    return "\n".join(f"{left if k == 0 else ' ' * len(left)} {line}" for k, line in enumerate(lines))


def sentence(
    formula: Formula,
    digits: int,
    *,
    more: str = "… and {n} more",
    words: Words = MappingProxyType({}),
    reason: Says | None = None,
) -> str:
    """Write a formula as one line of text, for the ear."""
    return " ".join(plain(formula, digits, more=more, words=words, reason=reason).split())


def _said(row: Row, reason: Says | None, form: str) -> str:
    return "" if reason is None or row.reason is None else form.format(reason(row.reason))


def latex(formula: Formula, digits: int, *, more: str = "… and {n} more", reason: Says | None = None) -> str:
    """Write a formula as LaTeX, its lines aligned, reasons in a column of their own; amsmath is needed."""

    def text_of(said: Reason) -> str:
        return latex_text("" if reason is None else reason(said))

    symbols, numbers = (LatexWriter(digits, in_numbers=kind, more=more) for kind in (False, True))
    lines = [
        rf"&{RELATIONS[row.relation]} {(numbers if row.in_numbers else symbols).write(row.expr)}"
        + _said(row, None if reason is None else text_of, " && {}")
        for row in rows(formula, digits)
    ]
    lines[0] = symbols.write(formula.left) + " " + lines[0]
    return "\\begin{align*}\n" + " \\\\\n".join(lines) + "\n\\end{align*}"


#: How the stages of an update are written beside a number.
STAGE_SYMBOLS = {
    "penalty": "∂",
    "clipped": "g",
    "velocity": "v",
    "s": "s",
    "m": "m",
    "v": "v",
    "vmax": "u",
    "m_hat": "m^",
    "v_hat": "v^",
    "step": "Δ",
    "new": "→",
}


def activation_text(name: str) -> str:
    """Write what an activation is: "f(z) = 1/(1 + e^(−z))"; of one that looks at its whole layer, for two neurons."""
    z, other = (Quantity(Symbol("z", below), 0.5, Role.PRE_ACTIVATION) for below in ("", "2"))
    if ACTIVATIONS[name].output_only:
        z = Quantity(Symbol("z", "1"), 0.5, Role.PRE_ACTIVATION)
    return f"f({plain_symbol(z.symbol)}) = {PlainWriter(3).write(ACTIVATIONS[name].formula(z, (z, other)))}"


def loss_text(name: str) -> str:
    """Write what a loss is, for one output, or for several where one alone would not say it."""
    several = {"categorical_cross_entropy": ("1", "2"), "mean_square": ("1", "2", "3")}
    belows = several.get(name, ("",))
    zs, predictions, targets = (
        tuple(Quantity(Symbol(symbol, below), 0.5, role) for below in belows)
        for symbol, role in (("z", Role.PRE_ACTIVATION), ("prediction", Role.ACTIVATION), ("target", Role.TARGET))
    )
    return f"loss = {PlainWriter(3).write(LOSSES[name].formula(zs, predictions, targets))}"


def plain_symbol(symbol: Symbol | Partial, words: Words = MappingProxyType({})) -> str:
    """Write a symbol in plain text: w5, δ_h1, *w5, loss(3) of sample 3, ∂loss/∂w5."""
    if isinstance(symbol, Partial):
        return f"∂{plain_symbol(symbol.of, words)}/∂{plain_symbol(symbol.by, words)}"
    below = symbol.below.replace(",", "_")
    link = "_" if below and (symbol.is_word or not below[0].isdigit()) else ""
    above = f"^{symbol.power}" if symbol.power else "" if symbol.sample is None else f"({symbol.sample})"
    return f"{'*' if symbol.is_new else ''}{words.get(symbol.name, symbol.name)}{link}{below}{above}"


class PlainWriter(FormulaWriter[str]):
    """Writes one line of text; `words` stand in for symbols that are words."""

    least_in_fraction = Level.POWER
    least_in_exponent = Level.ATOM

    def __init__(
        self,
        digits: int,
        *,
        in_numbers: bool = False,
        more: str = "… and {n} more",
        words: Words = MappingProxyType({}),
    ) -> None:
        super().__init__(digits, in_numbers=in_numbers, more=more)
        self._words = words

    def leaf(self, quantity: Quantity, text: str | None) -> str:
        """Write a quantity."""
        return plain_symbol(quantity.symbol, self._words) if text is None else self.constant(text)

    def name(self, symbol: Symbol) -> str:
        """Write a function's symbol."""
        return plain_symbol(symbol, self._words)

    def constant(self, text: str) -> str:
        """Write a number with a real minus sign, or a word."""
        return text.replace("-", MINUS)

    def operator(self, sign: str) -> str:
        """Write a sign with its gaps."""
        return MINUS if sign == "-" else f" {sign} " if sign else " "

    def row(self, parts: Sequence[str]) -> str:
        """Write things side by side."""
        return "".join(parts)

    def fraction(self, top: str, bottom: str) -> str:
        """Write top/bottom."""
        return f"{top}/{bottom}"

    def power(self, base: str, exponent: str) -> str:
        """Write base^exponent."""
        return f"{base}^{exponent}"

    def root(self, inside: str) -> str:
        """Write √(inside)."""
        return f"√({inside})"

    def fenced(self, inside: str, fence: str = "()") -> str:
        """Write something in parentheses or bars."""
        return f"{fence[0]}{inside}{fence[1]}"

    def matrix(self, entries: list[list[str]]) -> str:
        """Write [1, 2; 3, 4]."""
        return f"[{'; '.join(', '.join(row) for row in entries)}]"

    def cases(self, branches: list[tuple[str, str]]) -> str:
        """Write {1: z > 0; 0: z ≤ 0}."""
        return f"{{{'; '.join(f'{condition}: {value}' for value, condition in branches)}}}"


RELATIONS = {"=": "=", "≈": r"\approx"}
_SIGNS = {
    "": r" \, ",
    "-": "-",
    MINUS: " - ",
    TIMES: r" \times ",
    ENTRYWISE: r" \circ ",
    "≤": r" \le ",
}
_LETTERS = {"δ": r"\delta", "f′": "f'", "Δ": r"\Delta", "π": r"\pi", "m" + HAT: r"\hat{m}", "v" + HAT: r"\hat{v}"}
_LETTERS |= {"μ": r"\mu", "ρ": r"\rho", "β": r"\beta", "ε": r"\varepsilon"}
_SPECIAL = {
    **{character: rf"\{character}" for character in "&%$#_{}"},
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "…": r"\dots{}",
}


def latex_text(text: str) -> str:
    """Write a word in a formula."""
    return r"\text{" + "".join(_SPECIAL.get(character, character) for character in text) + "}"


def latex_symbol(symbol: Symbol | Partial) -> str:
    """Write a symbol in LaTeX."""
    if isinstance(symbol, Partial):
        return rf"\frac{{\partial {latex_symbol(symbol.of)}}}{{\partial {latex_symbol(symbol.by)}}}"
    is_letter = len(symbol.name) == 1 and symbol.name.isascii() and symbol.name.isalpha()
    name = _LETTERS.get(symbol.name) or (symbol.name if is_letter else latex_text(symbol.name))
    is_number = symbol.below.replace(",", "").isdigit()
    below = "" if not symbol.below else f"_{{{symbol.below if is_number else latex_text(symbol.below)}}}"
    raised = symbol.power or ("" if symbol.sample is None else f"({symbol.sample})")
    above = f"^{{{raised}}}" if raised else ""
    return f"{'{}^{*}' if symbol.is_new else ''}{name}{below}{above}"


class LatexWriter(FormulaWriter[str]):
    """Writes what stands in LaTeX's maths mode."""

    def leaf(self, quantity: Quantity, text: str | None) -> str:
        """Write a quantity."""
        return latex_symbol(quantity.symbol) if text is None else self.constant(text)

    def name(self, symbol: Symbol) -> str:
        """Write a function's symbol."""
        return latex_symbol(symbol)

    def constant(self, text: str) -> str:
        """Write a number, a function's name or a word."""
        if text in ("ln", "tanh", "max", "min"):
            return rf"\{text}"
        if text == "nan" or not (text[0] in "-,0123456789" or text == "inf"):
            return latex_text(text)
        is_negative, digits, exponent = number_parts(text) if text != "," else (False, text, "")
        sign, digits = "-" * is_negative, digits.replace("∞", r"\infty")
        return f"{sign}{digits}" + (rf" \times 10^{{{exponent}}}" if exponent else "")

    def operator(self, sign: str) -> str:
        """Write a sign."""
        return _SIGNS.get(sign, f" {sign} ")

    def row(self, parts: Sequence[str]) -> str:
        """Write things side by side; a command's name does not run into the letter behind it."""
        return " ".join(parts) if parts[0] in (r"\ln", r"\tanh", r"\max") else "".join(parts)

    def fraction(self, top: str, bottom: str) -> str:
        """Write a fraction."""
        return rf"\frac{{{top}}}{{{bottom}}}"

    def power(self, base: str, exponent: str) -> str:
        """Write a power."""
        return f"{base}^{{{exponent}}}"

    def root(self, inside: str) -> str:
        """Write a square root."""
        return rf"\sqrt{{{inside}}}"

    def fenced(self, inside: str, fence: str = "()") -> str:
        """Write something in parentheses or bars as high as it is."""
        return rf"\left{fence[0]}{inside}\right{fence[1]}"

    def matrix(self, entries: list[list[str]]) -> str:
        """Write a matrix in square brackets."""
        return r"\begin{bmatrix} " + r" \\ ".join(" & ".join(row) for row in entries) + r" \end{bmatrix}"

    def cases(self, branches: list[tuple[str, str]]) -> str:
        """Write branches behind a brace."""
        return r"\begin{cases} " + r" \\ ".join(f"{value} & {when}" for value, when in branches) + r" \end{cases}"
