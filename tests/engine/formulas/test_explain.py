"""Every formula of a step is true: each of its lines has the value that the engine stored."""

from collections.abc import Iterator

import numpy as np
import pytest

from bpgui.engine.formulas.chain import chain
from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.formulas.figures import FIGURES, figure, why_not
from bpgui.engine.formulas.matrices import backward_matrix, batch_gradient_matrix, gradient_matrix
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings, State, Step
from bpgui.engine.symbols import Partial
from bpgui.engine.terms import Formula, Line, Negative, Product, Quantity, Sum, derived
from tests.article import DATA, NETWORK, settings, start
from tests.campaigns import tries
from tests.engine.random_networks import PAIRS, Case, random_cases
from tests.worst_error import worst_error

#: Cases of each pair: 1 to 5 layers of 1 to 6 neurons.
CASES = tries(3, 100)


def explainer_of(case: Case) -> Explainer:
    """Explain a sample of a batch; every third case has a batch of one, every fifth some locked parameters."""
    network, rng = case.network, np.random.default_rng(case.seed)
    samples = len(case.inputs)
    locked = rng.random(network.parameter_count) < (0.3 if case.seed % 5 == 0 else 0.0)
    size = 1 if case.seed % 3 == 0 else samples
    how = Settings(0.1, locked, size, shuffle=True, seed=case.seed)
    step = Step(network, State(0, 0, 0, case.parameters), how, Data(case.inputs, case.targets))
    return Explainer(step, int(step.batch[0]))


def alone(network: Network, parameters: np.ndarray, data: Data) -> Explainer:
    """Explain the step of the only sample."""
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    return Explainer(Step(network, State(0, 0, 0, parameters), settings, data), 0)


def formulas(explainer: Explainer) -> Iterator[Formula]:
    """Yield the formulas of every phase of a step."""
    network = explainer.network
    yield from explainer.loss()
    for layer in range(1, len(network.sizes)):
        yield from explainer.forward_matrix(layer)
        yield from explainer.update_matrix(layer)
        yield from backward_matrix(explainer, layer)
        yield from gradient_matrix(explainer, layer)
        yield from batch_gradient_matrix(explainer, layer)
        for neuron in range(network.sizes[layer]):
            yield from explainer.forward(layer, neuron)
            yield from explainer.delta(layer, neuron)
    for index in range(network.parameter_count):
        yield from explainer.gradient(index)
        yield from explainer.update(index)
        yield from chain(explainer, index)
    for number in FIGURES:
        yield from figure(explainer, number)


@pytest.mark.campaign
@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_every_line_of_every_formula_has_its_value(output, loss):
    for case in random_cases(output, loss)[:CASES]:
        for formula in formulas(explainer_of(case)):
            assert worst_error(formula) < 1e-12, (case.seed, formula)


def cut_explainer(case: Case, share: float) -> Explainer:
    """Explain a sample of a network in which a share of the weights is cut."""
    network, rng = case.network, np.random.default_rng(case.seed)
    is_weight = np.array([not parameter.is_bias for parameter in network.parameters])
    cut = is_weight & (rng.random(network.parameter_count) < share)
    how = Settings(0.1, cut, cut=frozenset(np.flatnonzero(cut).tolist()))
    parameters = np.where(cut, 0.0, case.parameters)
    step = Step(network, State(0, 0, 0, parameters), how, Data(case.inputs, case.targets))
    return Explainer(step, int(step.batch[0]))


@pytest.mark.parametrize("share", [0.3, 1.0])
@pytest.mark.parametrize(("output", "loss"), [("tanh", "half_square"), ("softmax", "categorical_cross_entropy")])
def test_formulas_of_a_network_with_cuts_are_true_and_leave_them_out(output, loss, share):
    for case in random_cases(output, loss)[: tries(1, 20)]:
        explainer = cut_explainer(case, share)
        for formula in formulas(explainer):
            assert worst_error(formula) < 1e-12, (case.seed, formula)
            if formula.kind in {"pre_activation", "delta"} or (formula.kind == "activation" and share == 1.0):
                assert not {leaf.parameter for leaf in formula.leaves()} & explainer.settings.cut


@pytest.mark.parametrize("z", [-800.0, -40.0, 10.0, 40.0, 800.0])
@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_saturated_outputs_are_explained_too(output, loss, z):
    network = Network(1, (Layer(2, output),), loss)
    explainer = alone(network, np.array([z, -z]), Data(np.array([[1.0]]), np.array([[1.0, 0.0]])))
    for formula in formulas(explainer):
        assert worst_error(formula) < 1e-12, formula


@pytest.fixture
def article() -> Explainer:
    return Explainer(Step(NETWORK, start(), settings(), DATA), 0)


def test_a_wrong_sign_in_a_formula_would_be_found(article):
    (formula,) = article.update(0)
    wrong = Sum(tuple(term.term if isinstance(term, Negative) else term for term in formula.last.terms))
    assert worst_error(derived("update", formula.left, Line(wrong))) > 0.02


def names(expr) -> list[str]:
    """Name the leaves: w5 as it is, a derivative as loss/w5."""
    found = []
    for leaf in expr.leaves():
        symbol = leaf.symbol
        parts = (symbol.of, symbol.by) if isinstance(symbol, Partial) else (symbol,)
        found.append("/".join(f"{'*' * part.is_new}{part.name}{part.below}" for part in parts))
    return found


@pytest.mark.parametrize(
    ("index", "lines"),
    [
        (5, [["loss/prediction", "prediction/w6"], ["prediction", "target", "h2"], ["δ", "h2"]]),
        (
            0,
            [
                ["loss/prediction", "prediction/h1", "h1/w1"],
                ["prediction", "target", "w5", "i1"],
                ["δ", "w5", "i1"],
                ["δh1", "i1"],
            ],
        ),
    ],
)
def test_the_article_s_chains_are_figures_11_and_14(article, index, lines):
    assert [names(line) for line in chain(article, index)[0].lines] == lines


@pytest.mark.parametrize(
    ("number", "left", "last"),
    [
        (9, ["*w6"], ["w6", "a", "loss/w6"]),
        (12, ["*w6"], ["w6", "a", "δ", "h2"]),
        (13, ["*w5"], ["w5", "a", "δ", "h1"]),
    ],
)
def test_the_article_s_rules_have_its_symbols(article, number, left, last):
    (formula,) = figure(article, number)
    assert (names(formula.left), names(formula.last)) == (left, last)


def test_figure_8_ends_in_inputs_and_weights(article):
    (formula,) = figure(article, 8)
    assert [names(line) for line in formula.lines] == [
        ["h1", "w5", "h2", "w6"],
        ["i1", "w1", "i2", "w2", "w5", "i1", "w3", "i2", "w4", "w6"],
    ]


def test_figure_16_multiplies_the_column_of_inputs_by_the_row_of_weights(article):
    above, below = figure(article, 16)
    assert names(above.last) == ["w5", "w6", "a", "δ", "h1", "h2"]
    assert names(below.last) == ["w1", "w3", "w2", "w4", "a", "δ", "i1", "i2", "w5", "w6"]


def test_figure_18_is_the_forward_pass_with_the_new_weights(article):
    found = figure(article, 18)
    assert names(found[1].left) == ["h1"]
    assert names(found[1].last) == ["i1", "*w1", "i2", "*w2"]
    values = [formula.left.evaluate() for formula in found if isinstance(formula.left, Quantity)]
    assert values[:3] == pytest.approx([0.923619, 0.5588775, 0.2557457808075], abs=1e-15)


@pytest.mark.parametrize(
    ("network", "number", "reason"),
    [
        (Network(2, (Layer(1),)), 14, "hidden"),
        (Network(2, (Layer(1), Layer(1))), 13, "weights"),
        (Network(9, (Layer(9), Layer(1))), 8, "unfolded"),
        (Network(2, (Layer(2), Layer(1))), 14, ""),
    ],
)
def test_a_figure_that_does_not_apply_says_why(network, number, reason):
    assert why_not(network, number) == reason


def test_figure_15_goes_from_the_last_weight_back_to_the_first(article):
    lefts = [names(formula.left)[0] for formula in figure(article, 15)]
    assert lefts == ["δ", "*w6", "*w5", "*w4", "*w3", "*w2", "*w1"]


@pytest.mark.parametrize("number", [6, 15, 18])
def test_of_a_wide_figure_no_more_is_made_than_is_asked_for(number, monkeypatch):
    made = []
    for name in ("forward", "update"):
        method = getattr(Explainer, name)
        monkeypatch.setattr(Explainer, name, lambda self, *args, _do=method: made.append(args) or _do(self, *args))
    explainer = one_sample(Network(50, (Layer(100, "tanh"), Layer(10, "tanh"))))
    assert len(figure(explainer, number, most=24)) == 24
    assert len(made) <= 24


def one_sample(network: Network, targets: np.ndarray | None = None, parameters: np.ndarray | None = None) -> Explainer:
    """Explain a network for one sample; where nothing is given, of random numbers."""
    rng = np.random.default_rng(5)
    w = rng.normal(size=network.parameter_count) if parameters is None else parameters
    t = rng.random(network.outputs) if targets is None else targets
    data = Data(rng.normal(size=(1, network.inputs)), t[None, :])
    return alone(network, w, data)


# How an output's delta comes about


def test_sigmoid_and_cross_entropy_are_derived_line_by_line():
    explainer = one_sample(Network(2, (Layer(1, "sigmoid"),), "binary_cross_entropy"))
    assert [names(line) for line in explainer.delta(1, 0)[0].lines] == [
        ["loss/zout"],
        ["loss/prediction", "prediction/zout"],
        ["target", "prediction", "target", "prediction", "prediction", "prediction"],
        ["target", "prediction", "target", "prediction"],
        ["prediction", "target"],
    ]


def test_softmax_and_cross_entropy_sum_over_all_predictions():
    explainer = one_sample(Network(2, (Layer(2, "softmax"),), "categorical_cross_entropy"), np.array([0.25, 0.75]))
    assert [names(line) for line in explainer.delta(1, 0)[0].lines] == [
        ["loss/zo1"],
        ["loss/o1", "o1/zo1", "loss/o2", "o2/zo1"],
        ["targeto1", "o1", "o1", "o1", "targeto2", "o2", "o2", "o1"],
        ["targeto1", "o1", "targeto2", "o1"],
        ["o1", "targeto1", "targeto2", "targeto1"],
        ["o1", "targeto1"],
    ]


def test_many_outputs_are_summed_in_part_the_own_one_first():
    network = Network(2, (Layer(10, "softmax"),), "categorical_cross_entropy")
    formula = one_sample(network).delta(1, 7)[0]
    assert names(formula.lines[1]) == ["loss/o8", "o8/zo8", "loss/o1", "o1/zo8", "loss/o2", "o2/zo8"]
    assert worst_error(formula) < 1e-12


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_a_diverged_network_is_explained_all_the_same(output, loss):
    network = Network(1, (Layer(2, output),), loss)
    assert one_sample(network, parameters=np.full(2, np.nan)).delta(1, 0)[0].lines


# The way back as matrices


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_the_matrices_of_the_way_back_are_those_of_the_pass(output, loss):
    for case in random_cases(output, loss)[:CASES]:
        explainer = explainer_of(case)
        for layer in range(1, len(case.network.sizes)):
            (deltas,) = backward_matrix(explainer, layer)
            assert deltas.last.evaluate()[0] == pytest.approx(explainer.leaves.values.deltas[layer - 1][0], abs=1e-12)
            for formula in batch_gradient_matrix(explainer, layer):
                wanted = {leaf.parameter: leaf.value for leaf in formula.left.leaves()}
                assert np.ravel(formula.last.evaluate()) == pytest.approx(list(wanted.values()), abs=1e-12)


def test_the_way_back_goes_over_the_transposed_weights(article):
    (below,) = backward_matrix(article, 1)
    assert (names(below.left), names(below.last)) == (["δh1", "δh2"], ["δ", "w5", "w6"])


@pytest.mark.parametrize(("neurons", "lines"), [(4, 2), (5, 1)])
def test_a_long_row_of_slopes_is_written_by_its_name_only(neurons, lines):
    explainer = one_sample(Network(2, (Layer(neurons, "sigmoid"), Layer(1))))
    assert len(backward_matrix(explainer, 1)[0].lines) == lines


def test_what_is_too_large_is_not_written_as_a_matrix():
    explainer = one_sample(Network(2, (Layer(9), Layer(2))))
    assert [backward_matrix(explainer, 1), gradient_matrix(explainer, 2)] == [[], []]


# The chain of w1 in a 2-3-3-1 network of sigmoids, by hand


def test_the_chain_of_w1_in_a_deep_network_sums_over_its_three_paths():
    network = Network(2, (Layer(3, "sigmoid"), Layer(3, "sigmoid"), Layer(1, "sigmoid")))
    w = np.linspace(-0.7, 0.9, network.parameter_count)
    x, t = np.array([[0.5, -1.5]]), np.array([[0.8]])
    explainer = alone(network, w, Data(x, t))
    first, second, third = w[:6].reshape(3, 2), w[6:15].reshape(3, 3), w[15:]
    h1 = 1 / (1 + np.exp(-first @ x[0]))
    h2 = 1 / (1 + np.exp(-second @ h1))
    p = 1 / (1 + np.exp(-third @ h2))
    by_hand = [(p - 0.8) * p * (1 - p) * third[j] * h2[j] * (1 - h2[j]) * second[j, 0] for j in range(3)]

    formula = chain(explainer, 0)[0]
    derived, unfolded = formula.lines[:2]
    for line in (derived, unfolded):
        assert isinstance(line, Product)
        paths, *shared = line.factors
        assert [path.evaluate() for path in paths.terms] == pytest.approx(by_hand, rel=1e-13)
        assert np.prod([factor.evaluate() for factor in shared]) == pytest.approx(h1[0] * (1 - h1[0]) * 0.5, rel=1e-13)
    assert formula.last is unfolded
    assert names(derived)[:6] == [
        "loss/prediction", "prediction/zout", "zout/h2,1", "h2,1/zh2,1", "zh2,1/h1,1", "loss/prediction",
    ]  # fmt: skip
    assert names(derived)[-2:] == ["h1,1/zh1,1", "zh1,1/w1"]


@pytest.mark.parametrize(("sizes", "kinds"), [((2, 8, 8, 1), 3), ((2, 9, 8, 1), 3), ((2, 4, 9, 9, 1), 2)])
def test_above_64_paths_the_recursion_over_deltas_stands_in(sizes, kinds):
    network = Network(sizes[0], tuple(Layer(size, "tanh") for size in sizes[1:]))
    rng = np.random.default_rng(3)
    data = Data(rng.normal(size=(1, 2)), rng.normal(size=(1, 1)))
    explainer = alone(network, rng.normal(size=network.parameter_count), data)
    assert len(chain(explainer, 0)[0].lines) == kinds
