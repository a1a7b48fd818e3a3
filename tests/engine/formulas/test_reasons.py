"""Each line of a derivation says why it holds; what it says is part of the formula."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.formulas.chain import chain
from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.formulas.optimiser_steps import WRITTEN
from bpgui.engine.formulas.unfolded import unfolded
from bpgui.engine.network import Layer, Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.reasons import NUMBERS, Reason, Why
from bpgui.engine.step import Data, Settings, State, Step
from bpgui.engine.terms import Formula
from tests.article import DATA, NETWORK, settings, start
from tests.engine.formulas.test_explain import alone, cut_explainer, explainer_of, formulas
from tests.engine.random_networks import PAIRS, random_cases


def article() -> Explainer:
    return Explainer(Step(NETWORK, start(), settings(), DATA), 0)


def curved(output: str = "sigmoid", loss: str = "half_square", outputs: int = 1, *, hidden: str = "tanh") -> Explainer:
    """Explain 2-2-n, tanh below, biases."""
    network = Network(2, (Layer(2, hidden, bias=True), Layer(outputs, output, bias=True)), loss)
    parameters = np.linspace(-0.5, 0.7, network.parameter_count)
    return alone(network, parameters, Data(np.array([[1.0, 0.5]]), np.eye(1, outputs)))


def reasons_of(formula: Formula) -> tuple[Reason, ...]:
    return tuple(line.reason for line in formula.derivation if line.reason is not None)


def why(formula: Formula) -> list[Why]:
    return [reason.why for reason in reasons_of(formula)]


@pytest.mark.parametrize(
    ("make", "reasons"),
    [
        (lambda e: e.forward(1, 0)[0], [Why.LINEAR]),
        (lambda e: e.loss()[0], [Why.LOSS]),
        (lambda e: e.delta(2, 0)[0], [Why.DELTA, Why.LOSS_SLOPE]),
        (lambda e: e.delta(1, 1)[0], [Why.DELTA, Why.BACK_LINEAR]),
        (lambda e: e.sample_gradient(0), [Why.GRADIENT]),
        (lambda e: e.update(0)[0], [Why.UPDATE, Why.GRADIENT_IS]),
        (lambda e: chain(e, 0)[0], [Why.CHAIN_RULE, Why.EACH_DERIVATIVE, Why.LINKS_ARE_DELTAS, Why.LINKS_ARE_DELTA]),
        (lambda e: chain(e, 5)[0], [Why.CHAIN_RULE, Why.EACH_DERIVATIVE, Why.LINKS_ARE_DELTA]),
        (lambda e: e.update_matrix(1)[0], [Why.INPUTS_TIMES_DELTAS, Why.BACK_THROUGH_LINEAR]),
    ],
)
def test_the_article_s_lines(make, reasons):
    assert why(make(article())) == reasons


@pytest.mark.parametrize(
    ("make", "reasons"),
    [
        (lambda e: e.forward(1, 0)[0], [Why.WEIGHTED_SUM_AND_BIAS]),
        (lambda e: e.forward(1, 0)[1], [Why.ACTIVATION, Why.ACTIVATION_IS]),
        (lambda e: e.delta(2, 0)[0], [Why.DELTA, Why.CHAIN_RULE, Why.LOSS_SLOPE, Why.SLOPE_IS]),
        (lambda e: e.delta(1, 0)[0], [Why.DELTA, Why.BACK, Why.SLOPE_IS]),
        (lambda e: e.sample_gradient(8), [Why.BIAS]),
        (lambda e: e.update(8)[0], [Why.UPDATE, Why.GRADIENT_IS_BIAS]),
    ],
)
def test_lines_of_curved_neurons_with_biases(make, reasons):
    assert why(make(curved())) == reasons


def test_a_reason_names_what_it_speaks_of():
    explainer = curved()
    assert reasons_of(explainer.delta(1, 0)[0])[1:] == (Reason(Why.BACK, "out"), Reason(Why.SLOPE_IS, "tanh"))
    assert reasons_of(explainer.delta(2, 0)[0])[2:] == (
        Reason(Why.LOSS_SLOPE, "half_square"),
        Reason(Why.SLOPE_IS, "sigmoid"),
    )
    assert reasons_of(explainer.sample_gradient(0)) == (Reason(Why.GRADIENT, "h1"),)


def test_several_ways_back_are_a_sum_over_paths():
    explainer = curved("softmax", "categorical_cross_entropy", 3)
    assert why(explainer.delta(1, 0)[0]) == [Why.DELTA, Why.BACK_PATHS, Why.SLOPE_IS]
    assert why(chain(explainer, 0)[0])[0] is Why.PATHS


@pytest.mark.parametrize(
    ("output", "loss", "outputs", "reasons"),
    [
        ("softmax", "categorical_cross_entropy", 3, [Why.CANCELLED, Why.COLLECTED, Why.TARGETS_ADD_UP]),
        ("softmax", "half_square", 3, [Why.COLLECTED]),
        ("sigmoid", "binary_cross_entropy", 2, [Why.CANCELLED, Why.MULTIPLIED_OUT]),
    ],
)
def test_how_a_product_of_derivatives_becomes_simple(output, loss, outputs, reasons):
    found = why(curved(output, loss, outputs).delta(2, 0)[0])
    rule = Why.OUTPUTS if output == "softmax" else Why.CHAIN_RULE
    assert found == [Why.DELTA, rule, Why.EACH_DERIVATIVE, *reasons]


def test_a_way_back_that_is_cut_is_none():
    case = random_cases("tanh", "half_square")[1]
    found = {reason.why for formula in formulas(cut_explainer(case, 1.0)) for reason in reasons_of(formula)}
    assert (Why.NO_WAY in found, Why.BACK in found, Why.BACK_PATHS in found) == (True, False, False)


def steps(name: str, **more: object) -> list[Step]:
    """Return two steps of the article with an optimiser."""
    how = Settings(0.1, np.zeros(6, dtype=bool), optimiser=name, **more)  # type: ignore[arg-type]
    state = replace(start(), optimiser=OPTIMISERS[name].start(6))
    first = Step(NETWORK, state, how, DATA)
    return [first, Step(NETWORK, first.after, how, DATA)]


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("momentum", [Reason(Why.REMEMBERED, "velocity"), Reason(Why.STEP, "momentum"), Reason(Why.STEP_TAKEN)]),
        ("adagrad", [Reason(Why.SUMMED_SQUARES), Reason(Why.STEP, "adagrad"), Reason(Why.STEP_TAKEN)]),
        (
            "adam",
            [
                Reason(Why.REMEMBERED, "m"),
                Reason(Why.REMEMBERED, "v"),
                *2 * [Reason(Why.CORRECTED)],
                Reason(Why.STEP, "adam"),
                Reason(Why.STEP_TAKEN),
            ],
        ),
    ],
)
def test_stages_of_an_update(name, reasons):
    found = Explainer(steps(name)[1], 0).update(0)
    assert [reasons_of(formula)[0] for formula in found] == reasons


@pytest.mark.parametrize(("clip", "reason"), [(0.01, Why.CLIPPED), (1e6, Why.SHORT_ENOUGH)])
def test_clipping_penalty_and_decay(clip, reason):
    step = steps("momentum", clip=clip, l2=0.1, decay=0.2)[1]
    found = [why(formula)[0] for formula in Explainer(step, 0).update(0)]
    assert found == [Why.PENALTY, Why.LENGTH, reason, Why.REMEMBERED, Why.STEP, Why.DECAYED]


def all_formulas() -> Iterator[Formula]:
    """Yield formulas of every kind there is."""
    for output, loss in PAIRS:
        yield from curved(output, loss, 2).delta(2, 0)
    yield from formulas(explainer_of(random_cases("tanh", "half_square")[1]))
    yield from formulas(article())
    yield from formulas(curved())
    yield from formulas(curved("tanh", "square", 2, hidden="linear"))
    yield from formulas(curved("softmax", "categorical_cross_entropy", 3))
    yield from formulas(cut_explainer(random_cases("tanh", "half_square")[1], 1.0))
    for name in WRITTEN:
        for step in (*steps(name), *steps(name, clip=0.01, l2=0.1), *steps(name, clip=1e6, decay=0.2)):
            yield from Explainer(step, 0).update(0)
        yield from unfolded(steps(name), 0)
    biased = curved()
    how = biased.settings.but(l2=0.1, locked=np.arange(9) == 3)
    state = State(0, 0, 0, biased.step.state.parameters)
    penalised = Explainer(Step(biased.network, state, how, biased.step.data), 0)
    yield from (formula for index in range(9) for formula in penalised.update(index))


def test_every_line_has_a_reason_and_every_reason_is_given():
    given = {NUMBERS.why, Why.NUMBERS_OF, Why.CENTRAL_DIFFERENCE}
    for formula in all_formulas():
        assert len(reasons_of(formula)) == len(formula.lines), formula
        given.update(why(formula))
    assert given == {*Why}
