"""What is written of a formula is what it says: the shown digits, the right relation sign, LaTeX and plain text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.engine.formulas.chain import chain
from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.formulas.figures import FIGURES, figure
from bpgui.engine.step import Step
from bpgui.engine.symbols import Partial, Role, Symbol
from bpgui.engine.terms import (
    Applied,
    Case,
    Elementwise,
    Expr,
    Fraction,
    Line,
    Matrix,
    Negative,
    Number,
    Power,
    Product,
    Quantity,
    Rest,
    Sum,
    Transposed,
    call,
    derived,
    difference,
    product,
    total,
)
from bpgui.session.basics.numbers import display
from bpgui.session.formulas.formula_text import (
    LatexWriter,
    PlainWriter,
    activation_text,
    latex,
    latex_symbol,
    loss_text,
    plain,
    plain_symbol,
    sentence,
)
from bpgui.session.formulas.notation import enough_digits, relation, rows
from tests.article import DATA, NETWORK, settings, start
from tests.campaigns import tries
from tests.engine.formulas.test_explain import explainer_of, formulas
from tests.engine.random_networks import FEW_PAIRS, random_cases
from tests.worst_error import worst_error


def leaf(name: str, value: float, below: str = "") -> Quantity:
    return Quantity(Symbol(name, below), value, Role.WEIGHT)


W, X, P = leaf("w", 0.14, "5"), leaf("i", -2.0, "1"), leaf("prediction", 0.191)
B, E = r"\begin{bmatrix}", r"\end{bmatrix}"
N = f"{B} 0.14 & -2 {E}"
ROW, NUMBERED = Matrix(((W, X),)), "([0.14, −2] [0.14, −2]) ∘ [0.14, −2]^T"
TINY = leaf("x", 1.25e-9)
ONE = Number(1.0)
DERIVATIVE = Quantity(Partial(Symbol("loss"), Symbol("w", "5")), 3.0, Role.GRADIENT)


@pytest.mark.parametrize(
    ("tree", "symbols", "numbers"),
    [
        (product(W, X), "w5 i1", "0.14 × (−2)"),
        (product(X, W), "i1 w5", "(−2) × 0.14"),
        (product(W, P), "w5 × prediction", "0.14 × 0.191"),
        (total(X, W), "i1 + w5", "−2 + 0.14"),
        (total(W, X), "w5 + i1", "0.14 + (−2)"),
        (difference(W, X), "w5 − i1", "0.14 − (−2)"),
        (difference(W, total(X, P)), "w5 − (i1 + prediction)", "0.14 − (−2 + 0.191)"),
        (total(Negative(W), X), "−w5 + i1", "−0.14 + (−2)"),
        (product(total(W, X), P), "(w5 + i1) × prediction", "(0.14 + (−2)) × 0.191"),
        (product(W, Negative(X)), "w5 (−i1)", "0.14 × (−(−2))"),
        (Power(X, 2), "i1^2", "(−2)^2"),
        (Power(difference(W, X), 2), "(w5 − i1)^2", "(0.14 − (−2))^2"),
        (Power(DERIVATIVE, 2), "(∂loss/∂w5)^2", "3^2"),
        (Power(Quantity(Symbol("g", sample=2), 3.0, Role.GRADIENT), 2), "(g(2))^2", "3^2"),
        (total(call("sqrt", P), W), "√(prediction) + w5", "√(0.191) + 0.14"),
        (Power(TINY, 2), "x^2", "(1.25e−9)^2"),
        (Fraction(ONE, total(ONE, call("exp", Negative(W)))), "1/(1 + e^(−w5))", "1/(1 + e^(−0.14))"),
        (product(Fraction(ONE, Number(2.0)), Power(W, 2)), "1/2 × w5^2", "1/2 × 0.14^2"),
        (product(Fraction(ONE, Number(2.0)), Power(difference(W, X), 2)), "1/2 (w5 − i1)^2", "1/2 (0.14 − (−2))^2"),
        (call("max", Number(0.0), W), "max(0, w5)", "max(0, 0.14)"),
        (call("abs", X), "|i1|", "|−2|"),
        (call("ln", P), "ln prediction", "ln(0.191)"),
        (Case(W, ONE, Number(0.01)), "{w5 > 0: 1; w5 ≤ 0: 0.01}", "1"),
        (product(P, Case(X, ONE, Number(-0.01))), "prediction × {i1 > 0: 1; i1 ≤ 0: −0.01}", "0.191 × (−0.01)"),
        (Applied(Symbol("f′"), W, ONE), "f′(w5)", "f′(0.14)"),
        (Matrix(((W, X), (P, ONE))), "[w5, i1; prediction, 1]", "[0.14, −2; 0.191, 1]"),
        (Elementwise((product(ROW, ROW), Transposed(ROW))), "([w5, i1] [w5, i1]) ∘ [w5, i1]^T", NUMBERED),
        (total(W, Rest(3, X)), "w5 + … and 3 more", "0.14 + … and 3 more"),
    ],
)
def test_a_tree_is_written_with_the_signs_and_parentheses_it_needs(tree: Expr, symbols: str, numbers: str):
    assert PlainWriter(3).write(tree) == symbols
    assert PlainWriter(3, in_numbers=True).write(tree) == numbers


@pytest.mark.parametrize(
    ("tree", "symbols", "numbers"),
    [
        (product(W, X), r"w_{5} \, i_{1}", r"0.14 \times \left(-2\right)"),
        (P, r"\text{prediction}", "0.191"),
        (TINY, "x", r"1.25 \times 10^{-9}"),
        (leaf("sepal_1 %", 1.0), r"\text{sepal\_1 \%}", "1"),
        (leaf("δ", 1.0, "h2,1"), r"\delta_{\text{h2,1}}", "1"),
        (leaf("w", float("inf")), "w", r"\infty"),
        (Quantity(Symbol("β", "1", power="t"), 0.81, Role.LEARNING_RATE), r"\beta_{1}^{t}", "0.81"),
        (call("sqrt", total(W, X)), r"\sqrt{w_{5} + i_{1}}", r"\sqrt{0.14 + \left(-2\right)}"),
        (call("tanh", W), r"\tanh \left(w_{5}\right)", r"\tanh \left(0.14\right)"),
        (Fraction(ONE, W), r"\frac{1}{w_{5}}", r"\frac{1}{0.14}"),
        (Elementwise((ROW, ROW)), rf"{B} w_{{5}} & i_{{1}} {E} \circ {B} w_{{5}} & i_{{1}} {E}", rf"{N} \circ {N}"),
        (Transposed(ROW), rf"{B} w_{{5}} & i_{{1}} {E}^{{\text{{T}}}}", rf"{N}^{{\text{{T}}}}"),
        (Matrix(((W, X),)), r"\begin{bmatrix} w_{5} & i_{1} \end{bmatrix}", r"\begin{bmatrix} 0.14 & -2 \end{bmatrix}"),
    ],
)
def test_a_tree_is_written_as_latex(tree: Expr, symbols: str, numbers: str):
    assert LatexWriter(3).write(tree) == symbols
    assert LatexWriter(3, in_numbers=True).write(tree) == numbers


@pytest.mark.parametrize(
    ("symbol", "text"),
    [
        (Symbol("w", "5", is_new=True), "*w5"),
        (Symbol("δ", "h2,1"), "δ_h2_1"),
        (Symbol("loss", sample=3), "loss(3)"),
        (Symbol("β", "1", power="t"), "β1^t"),
        (Partial(Symbol("loss"), Symbol("w", "5")), "∂loss/∂w5"),
    ],
)
def test_a_symbol_is_written_plainly(symbol, text):
    assert plain_symbol(symbol) == text


@pytest.fixture
def article() -> Explainer:
    return Explainer(Step(NETWORK, start(), settings(), DATA), 0)


def test_the_chain_of_w1_is_figure_14_in_plain_text(article):
    assert plain(chain(article, 0)[0], 3).splitlines() == [
        "∂loss/∂w1 = ∂loss/∂prediction × ∂prediction/∂h1 × ∂h1/∂w1",
        "          = (prediction − target) w5 i1",
        "          = δ w5 i1",
        "          = δ_h1 i1",
        "          = (0.191 − 1) × 0.14 × 2",
        "          = −0.227",
    ]


def test_words_are_read_in_another_language(article):
    words = {"loss": "损失", "prediction": "预测", "target": "目标"}
    assert sentence(article.loss()[0], 3, words=words).startswith("损失 = 1/2 (预测 − 目标)^2 = ")
    assert plain_symbol(Partial(Symbol("loss", sample=2), Symbol("w", "5")), words) == "∂损失(2)/∂w5"


def test_the_ear_hears_one_line(article):
    assert sentence(article.forward(1, 0)[0], 3) == "h1 = i1 w1 + i2 w2 = 2 × 0.11 + 3 × 0.21 = 0.85"


def test_latex_aligns_the_lines(article):
    assert latex(article.loss()[0], 3) == "\n".join(
        [
            r"\begin{align*}",
            r"\text{loss} &= \frac{1}{2} \, \left(\text{prediction} - \text{target}\right)^{2} \\",
            r"&= \frac{1}{2} \, \left(0.191 - 1\right)^{2} \\",
            r"&= 0.327",
            r"\end{align*}",
        ]
    )


@pytest.mark.parametrize(("count", "written"), [(64, 64), (65, 16), (784, 16)])
def test_a_very_long_sum_says_how_many_more_terms_there_are(count, written):
    text = PlainWriter(3).write(total(*(leaf("x", 1.0, str(k)) for k in range(count))))
    assert text.count("x") == written
    assert text.endswith(f"+ … and {count - written} more") == (written < count)


def test_a_value_that_is_its_own_line_is_not_written_twice():
    assert [row.in_numbers for row in rows(derived("locked", leaf("w", 0.14), Line(W)), 3)] == [False, True]


# "=" and "≈"


def test_rounded_weights_do_not_give_figure_18_s_numbers(article):
    h1 = figure(article, 18)[1]
    assert plain(h1, 3).splitlines()[-2:] == ["   = 2 × 0.121 + 3 × 0.227", "   ≈ 0.924"]
    assert [relation(h1, n) for n in (3, enough_digits(h1, 3))] == ["≈", "="]


def test_no_digits_are_enough_for_a_wrong_formula():
    wrong = derived("test", leaf("z", 1.0), Line(product(W, X)))
    assert worst_error(wrong) > 1.0
    assert (relation(wrong, 3), enough_digits(wrong, 3)) == ("≈", 17)


def test_a_matrix_is_equal_only_where_each_entry_is():
    row = Matrix(((leaf("p", 1.0), leaf("q", 2.0)),))
    other = Matrix(((leaf("p", 1.0), leaf("q", 2.1)),))
    assert relation(derived("test", row, Line(row)), 3) == "="
    assert relation(derived("test", row, Line(other)), 3) == "≈"


numbers = st.floats(-1e6, 1e6).filter(lambda value: value == 0 or abs(value) > 1e-6)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=5), st.integers(2, 12))
def test_the_sign_says_what_a_reader_with_the_shown_numbers_finds(pairs, digits):
    line = total(*(product(leaf("a", a), leaf("b", b)) for a, b in pairs))
    formula = derived("test", leaf("z", float(line.evaluate())), Line(line))
    by_hand = sum(float(display(a, digits)) * float(display(b, digits)) for a, b in pairs)
    is_equal = display(by_hand, digits) == display(float(line.evaluate()), digits)
    assert relation(formula, digits) == ("=" if is_equal else "≈")
    enough = enough_digits(formula, digits)
    assert all(relation(formula, n) == "≈" for n in range(digits, enough))


@given(st.recursive(numbers.map(lambda value: leaf("x", value)), lambda inner: st.one_of(
    st.tuples(inner, inner).map(Sum),
    st.tuples(inner, inner).map(Product),
    inner.map(Negative),
), max_leaves=8))  # fmt: skip
def test_what_is_written_in_numbers_can_be_computed_back(tree):
    text = PlainWriter(17, in_numbers=True).write(tree)
    value = eval(text.replace("−", "-").replace("×", "*"))
    assert value == pytest.approx(float(tree.evaluate()), rel=1e-9, abs=1e-9)


@pytest.mark.campaign
@pytest.mark.parametrize(("output", "loss"), FEW_PAIRS)
def test_every_formula_of_random_networks_can_be_written(output, loss):
    for case in random_cases(output, loss)[: tries(2, 30)]:
        for formula in formulas(explainer_of(case)):
            text, written = plain(formula, 3), latex(formula, 3)
            assert len(text.splitlines()) == len(rows(formula, 3))
            assert text.splitlines()[-1].split()[0] == relation(formula, 3)
            assert "⋅" not in text  # × is the one sign of a product
            assert written.count("{") == written.count("}")


def test_all_figures_can_be_written(article):
    assert all(plain(formula, 3) for number in FIGURES for formula in figure(article, number))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (activation_text("linear"), "f(z) = z"),
        (activation_text("sigmoid"), "f(z) = 1/(1 + e^(−z))"),
        (activation_text("leaky_relu"), "f(z) = {z > 0: z; z ≤ 0: 0.01 z}"),
        (activation_text("softmax"), "f(z1) = e^z1/(e^z1 + e^z2)"),
        (loss_text("half_square"), "loss = 1/2 (prediction − target)^2"),
        (
            loss_text("binary_cross_entropy"),
            "loss = −(target × ln prediction + (1 − target) ln(1 − prediction))",
        ),
    ],
)
def test_functions_are_written_from_their_tables(text, written):
    assert text == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("x", "x"),
        ("%", r"\text{\%}"),
        ("\\", r"\text{\textbackslash{}}"),
        ("\\input x", r"\text{\textbackslash{}input x}"),
        ("}$", r"\text{\}\$}"),
        ("é", r"\text{é}"),
    ],
)
def test_a_name_is_no_command_in_latex(name: str, written: str):
    assert latex_symbol(Symbol(name)) == written
