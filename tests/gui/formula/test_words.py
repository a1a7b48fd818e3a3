"""A term of a formula is called by its name, number and meaning."""

import pytest

from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.step import Step
from bpgui.engine.terms import Quantity
from bpgui.gui.formula.words import more_word, symbol_words, term_text
from tests.article import DATA, NETWORK, settings, start

pytestmark = pytest.mark.usefixtures("qapp")


def terms() -> dict[str, Quantity]:
    """The leaves of some of the article's formulas, by what is written of each."""
    explainer = Explainer(Step(NETWORK, start(), settings(), DATA), 0)
    formulas = [explainer.forward(1, 0)[0], explainer.loss()[0], explainer.update(4)[0], explainer.delta(1, 0)[0]]
    leaves = [leaf for formula in formulas for leaf in (*formula.left.leaves(), *formula.last.leaves())]
    return {term_text(NETWORK, leaf, 3): leaf for leaf in leaves}


@pytest.mark.parametrize(
    "said",
    [
        "i1 = 2, input, given by the data",
        "w1 = 0.11, weight from i1 to h1",
        "target = 1, target of out, given by the data",
        "a = 0.05, learning rate",
    ],
)
def test_a_term_says_what_it_is(said: str) -> None:
    assert said in terms()


def test_a_negative_number_has_its_sign_and_a_new_weight_is_told_from_the_old_one() -> None:
    assert any("−" in text and "-" not in text for text in terms())
    assert any(text.endswith("weight from h1 to out, after the update") for text in terms())


def test_words_and_the_rest_of_a_sum() -> None:
    assert symbol_words() == {name: name for name in ("loss", "objective", "prediction", "target", "slope")}
    assert more_word().format(n=3) == "… and 3 more"
