"""Formulas are laid out as in a textbook: nothing overlaps, lines align, terms keep their rectangles and colours."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontInfo, QFontMetricsF

from bpgui.engine.formulas.chain import chain
from bpgui.engine.network import Layer, Network
from bpgui.engine.symbols import Partial, Role
from bpgui.engine.terms import Formula, Line, Sum, derived, product
from bpgui.gui.formula import boxes
from bpgui.gui.formula.box_writer import Style, TermLabel
from bpgui.gui.formula.boxes import text_box
from bpgui.gui.formula.breaking import LinePart, text_lines, wrap
from bpgui.gui.formula.fonts import STYLES, WORDS, font
from bpgui.gui.formula.ink import QUIET, Inks, colour
from bpgui.gui.formula.reasons import reason_text
from bpgui.gui.formula.typeset import Typeset, Written
from bpgui.gui.widgets.theme import DARK, LIGHT
from bpgui.session.formulas.notation import rows, shown
from tests.campaigns import tries
from tests.engine.formulas.test_explain import explainer_of, formulas, one_sample
from tests.engine.random_networks import FEW_PAIRS, random_cases
from tests.gui.formula.formulas import INKS, article, formulas_of

EM = 15
pytestmark = pytest.mark.usefixtures("qapp")


def typeset(formula: Formula, inks: Inks, style: Style, label: TermLabel | None = None) -> Typeset:
    return Written(formula, inks, style, label).laid_out(style)


def laid_out(formula: Formula, room: float = 400, digits: int = 3) -> Typeset:
    return typeset(formula, INKS, Style(EM, room, digits))


def texts(done: Typeset, text: str) -> list[tuple[float, float]]:
    return [(place.x(), place.y()) for _, _, _, place, found in done.picture.texts if found == text]


@pytest.mark.parametrize("face", STYLES)
def test_the_fonts_of_formulas_are_there(face):
    assert QFontInfo(font(face, 20)).family() == STYLES[face][0]
    assert QFontMetricsF(font(face, 20)).horizontalAdvance("(" if face.startswith("size") else "a") > 5


def test_every_term_of_every_shown_line_has_a_rectangle():
    (formula,) = article().forward(1, 0)
    shown_terms = [quantity for _, quantity in laid_out(formula).picture.terms]
    h1, terms = formula.left, list(formula.last.leaves())
    assert shown_terms == [h1, *terms, *terms, h1]


def test_the_equals_signs_stand_in_one_column():
    signs = texts(laid_out(chain(article(), 0)[0]), "=")
    assert len(signs) == 6
    assert len({x for x, _ in signs}) == 1


def overlaps(done: Typeset) -> bool:
    edges = np.array([[r.left(), r.top(), r.right(), r.bottom()] for r, _ in done.picture.terms])
    left, top, right, bottom = (edges[:, k] for k in range(4))
    wide = np.minimum.outer(right, right) - np.maximum.outer(left, left)
    high = np.minimum.outer(bottom, bottom) - np.maximum.outer(top, top)
    return bool(np.triu((wide > 0.5) & (high > 0.5), 1).any())


def lies_outside(done: Typeset) -> bool:
    room = QRectF(-0.01, -0.01, done.width + 0.02, done.height + 0.02)
    return not all(room.contains(rect) for rect, _ in done.picture.terms)


def lost_weights(formula: Formula, done: Typeset) -> list[str]:
    """Return the weights that are not written, correctly rounded, where the formula stands in numbers."""
    if not rows(formula, 3)[-2].in_numbers:
        return []
    there = "".join(text for *_, text in done.picture.texts)
    weights = [shown(leaf.value, 3) for leaf in formula.last.leaves() if leaf.role is Role.WEIGHT]
    return [weight for weight in weights if "e" not in weight and weight.lstrip("-") not in there]


@pytest.mark.slow("some thousand formulas are laid out")
@pytest.mark.campaign
@pytest.mark.parametrize(("output", "loss"), FEW_PAIRS)
def test_every_formula_has_its_terms_apart_and_inside_and_its_numbers_rounded(output, loss):
    """One test, because it takes longest to lay a formula out."""
    for formula, inks in formulas_of(output, loss, tries(1, 20)):
        done = typeset(formula, inks, Style(EM, 320, 3))
        assert (overlaps(done), lies_outside(done), lost_weights(formula, done)) == (False, False, []), formula


def sizes(done: Typeset) -> set[int]:
    return {size for face, size, *_ in done.picture.texts if face == "main"}


@pytest.mark.parametrize("room", [2000, 390, 330, 260])
def test_a_formula_is_broken_before_it_is_set_smaller(room):
    (formula,) = article().update_matrix(1)[:1]
    done = laid_out(formula, room)
    assert done.width <= room + 1
    assert max(sizes(done)) == EM


@pytest.mark.parametrize("room", [110, 120])
def test_a_line_is_broken_where_it_is_too_wide(room):
    (formula,) = article().forward(1, 0)
    done = laid_out(formula, room)
    assert done.width <= room + 1
    assert done.height > laid_out(formula, 2000).height


def test_a_sum_is_broken_before_its_signs_and_hangs_behind_the_equals_sign():
    terms = tuple(product(leaf, leaf) for leaf in [article().forward(2, 0)[0].left] * 6)
    line = Sum(terms)
    done = laid_out(derived("test", article().leaves.loss(), Line(line)), 300)
    (equals, *_), plus = texts(done, "="), texts(done, "+")
    first_of_line = {y: min(x for x, at in plus if at == y) for _, y in plus}
    assert len(first_of_line) > 1
    later = [x for y, x in first_of_line.items() if y > equals[1]]
    assert len({round(x) for x in later}) <= 2  # symbols and numbers
    assert min(later) > equals[0]


def test_a_wide_left_side_stands_above_what_would_else_have_no_room():
    network = Network(2, (Layer(4, "tanh", bias=True), Layer(1)))
    explainer = one_sample(network)
    (formula, *_) = explainer.update_matrix(1)
    done = typeset(formula, Inks(network), Style(EM, 330, 3))
    left, first = done.picture.terms[0][0], done.picture.terms[len(formula.left.children())][0]
    assert first.top() > left.bottom()
    assert done.width <= 331


def test_words_are_set_in_the_language_that_is_shown():
    words = {"loss": "损失", "prediction": "预测", "target": "目标"}
    for formula in (article().loss()[0], chain(article(), 0)[0]):
        done = typeset(formula, INKS, Style(EM, 400, 3, words=words))
        assert texts(done, "损失")
        assert texts(done, "预测")
        assert not texts(done, "loss")


def reasons_of(done: Typeset) -> list[tuple[float, float, str]]:
    """Return where reasons stand, from above: x, y, text."""
    found = [(p.x(), p.y(), text) for face, _, ink, p, text in done.picture.texts if (face, ink) == (WORDS, QUIET)]
    return sorted(found, key=lambda place: place[1])


def with_reasons(formula: Formula, room: float, em: float = EM) -> Typeset:
    return typeset(formula, INKS, Style(em, room, 3, reason=reason_text))


def test_reasons_stand_beside_their_lines_in_one_column():
    formula = chain(article(), 0)[0]
    done = with_reasons(formula, 600)
    found = reasons_of(done)
    assert [text for *_, text in found] == [
        "chain rule",
        "each derivative written out",
        "the first links are the δ of the next layer",
        "all links up to z are δ of h1",
        "numbers put into line 2",
    ]
    assert len({x for x, *_ in found}) == 1
    assert {y for _, y, _ in found} <= {y for _, y in texts(done, "=")}
    assert max(rect.right() for rect, _ in done.picture.terms) < found[0][0]


def test_a_reason_without_room_beside_stands_below_its_line():
    (formula,) = article().forward(1, 0)
    done = with_reasons(formula, 170)
    (at, first, text), (_, second, numbers) = reasons_of(done)
    equals = [y for _, y in texts(done, "=")]
    assert (text, numbers) == ("weighted sum; a = z", "numbers put in")
    assert equals[0] < first < equals[1] < second < equals[2]
    assert at > texts(done, "=")[0][0]


@pytest.mark.parametrize("em", [15, 30])
@pytest.mark.parametrize("room", [200, 260, 320, 480, 900])
def test_reasons_lie_within_and_apart(room, em):
    for formula in formulas(article()):
        done = with_reasons(formula, room * em / 15, em)
        rects = [QRectF(x, y - size, width, size) for x, y, size, width in _set(done)]
        assert max(rect.right() for rect in rects) <= done.width + 0.5
        assert max(rect.bottom() for rect in rects) <= done.height
        assert done.width <= room * em / 15 + 1
        apart = [rect.adjusted(1, 1, -1, -1) for rect in rects]
        assert not any(mine.intersects(term) for mine in apart for term, _ in done.picture.terms), formula
        assert not any(one.intersects(other) for k, one in enumerate(apart) for other in apart[:k]), formula
        assert not any(mine.intersects(done.marker) for mine in apart), formula


def _set(done: Typeset) -> Iterator[tuple[float, float, float, float]]:
    """Yield place, height of small letters and width of each reason."""
    for face, size, ink, place, text in done.picture.texts:
        if (face, ink) == (WORDS, QUIET):
            yield place.x(), place.y(), 0.7 * size, size * text_box(text, WORDS).width


def test_the_lines_of_a_reason_stand_evenly_whichever_letters_are_on_them():
    style = Style(EM, 200, 3, reason=lambda _reason: "the half of the path " * 3 + "one sun on one moon " * 3)
    places = sorted({y for _, y, *_ in reasons_of(typeset(chain(article(), 0)[0], INKS, style))})
    gaps = {round(after - before, 3) for before, after in pairwise(places) if after - before < 1.2 * EM}
    assert len(gaps) == 1


def test_no_reason_is_set_where_none_is_wanted():
    assert reasons_of(laid_out(chain(article(), 0)[0])) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("numbers put in", ["numbers", "put in"]),
        ("链式法则：对各条路径求和", ["链式法则：对", "各条路径求和"]),
        ("单词", ["单词"]),
        ("unbreakable", ["unbreakable"]),
    ],
)
def test_texts_break_between_words_and_before_no_punctuation(text, lines):
    assert text_lines(text, WORDS, 6.3 if lines[0][0] > "z" else 4.5) == lines


def test_a_break_prefers_the_shallowest_place():
    pieces = [LinePart(text_box("aaaa"), depth) for depth in (0, 2, 0, 2)]
    width = pieces[0].box.width
    assert [line.width for line in wrap(pieces, 3.2 * width, 3.2 * width)] == pytest.approx([2 * width, 2 * width])


def test_what_follows_a_part_that_is_broken_deeper_begins_a_line():
    pieces = [LinePart(text_box("aaaa"), depth) for depth in (0, 2, 2, 0)]
    width = pieces[0].box.width
    assert [line.width for line in wrap(pieces, 2.2 * width, 2.2 * width)] == pytest.approx([2 * width, width, width])


def test_the_result_stands_on_the_marker():
    (formula,) = article().forward(1, 0)
    done = laid_out(formula)
    result = done.picture.terms[-1][0]
    assert done.marker.contains(result)


@pytest.mark.parametrize(
    ("make", "inks"),
    [
        (lambda e: e.forward(1, 0)[0], ["hidden", "input", "weight0", "input", "weight0"]),
        (lambda e: e.forward(2, 0)[0], ["output", "hidden", "weight-1", "hidden", "weight-1"]),
        (lambda e: e.loss()[0], ["error", "output", "target"]),
        (lambda e: e.delta(1, 1)[0], ["error", "error", "error", "weight-1"]),
        (lambda e: e.update(2)[0], ["weight1", "weight1", "rate", "error"]),
    ],
)
def test_terms_have_the_diagram_s_colours(make, inks):
    terms = [quantity for _, quantity in laid_out(make(article())).picture.terms]
    assert [INKS.of(quantity) for quantity in terms][: len(inks)] == inks


def test_a_derivative_has_a_colour_above_and_one_below():
    formula = chain(article(), 0)[0]
    middle = formula.lines[0].factors[1].symbol
    assert isinstance(middle, Partial)
    assert [INKS.of_symbol(symbol) for symbol in (middle.of, middle.by)] == ["output", "hidden"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("ink", ["text", "error", "input", "hidden", "output", "target", "rate", "weight-1",
                                 *(f"weight{k}" for k in range(6))])  # fmt: skip
def test_every_ink_can_be_read_on_the_panel(theme, ink):
    assert contrast(colour(theme, ink), theme.panel) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG defines it."""
    a, b = sorted((luminance(one), luminance(other)))
    return (b + 0.05) / (a + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_fence_grows_without_end():
    inside = boxes.grid([[text_box("x")]] * 6, 0.0)
    assert boxes.fence("(", inside.ascent, inside.descent).ascent >= inside.ascent


def test_a_fence_grows_with_what_stands_in_it():
    low, high = (boxes.fenced(box) for box in (text_box("x"), boxes.fraction(text_box("x"), text_box("x"))))
    assert high.ascent > low.ascent
    assert high.descent > low.descent


def test_a_label_stands_below_its_term():
    (formula,) = chain(article(), 0)[:1]
    done = typeset(formula, INKS, Style(EM, 400, 3), lambda term: "label" if isinstance(term.symbol, Partial) else "")
    labels, fractions = texts(done, "label"), [rect for rect, term in done.picture.terms if "loss" in str(term.symbol)]
    assert len(labels) == 3
    assert all(y > fractions[1].bottom() for _, y in labels)


def parentheses(done: Typeset) -> int:
    return sum(text in ("(", ")") for *_, text in done.picture.texts)


@pytest.mark.parametrize("room", [120, 180, 240])
def test_no_break_loses_parentheses(room):
    case = next(case for case in random_cases("softmax", "categorical_cross_entropy") if case.network.outputs > 2)
    inks = Inks(case.network)
    for formula in explainer_of(case).delta(len(case.network.layers), 0):
        narrow, wide = (typeset(formula, inks, Style(EM, width, 3)) for width in (room, 9000))
        assert parentheses(narrow) >= parentheses(wide)


def test_no_line_begins_with_a_factor_without_its_sign():
    """Two factors in parentheses stand beside each other where there is room, else × is between them."""
    leaf = article().forward(2, 0)[0].left
    line = product(Sum((leaf,) * 4), Sum((leaf,) * 4))
    formula = derived("test", article().leaves.loss(), Line(line))
    assert len(texts(laid_out(formula, 120), "×")) == len(texts(laid_out(formula, 9000), "×")) + 1
