"""Formulas of the article and of random networks, for tests of how they look."""

from collections.abc import Iterator

from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.step import Step
from bpgui.engine.terms import Formula
from bpgui.gui.formula.ink import Inks
from tests.article import DATA, NETWORK, settings, start
from tests.engine.formulas.test_explain import explainer_of, formulas
from tests.engine.random_networks import random_cases

INKS = Inks(NETWORK)


def article() -> Explainer:
    """Explain the article's first step."""
    return Explainer(Step(NETWORK, start(), settings(), DATA), 0)


def formulas_of(output: str, loss: str, networks: int) -> Iterator[tuple[Formula, Inks]]:
    """Yield every formula of some random networks of a pair of output and loss."""
    for case in random_cases(output, loss)[:networks]:
        inks = Inks(case.network)
        yield from ((formula, inks) for formula in formulas(explainer_of(case)))
