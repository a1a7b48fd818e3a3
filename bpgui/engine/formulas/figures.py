"""The article's figures 6 to 18 as formulas of the present network (1 to 5 are pictures of the network and its data).

The article's w6, w5 and w1 stand for the last and first weight into the first output and the first weight of all.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from bpgui.engine.formulas.chain import chain
from bpgui.engine.formulas.explain import MAX_ROWS, Explainer, F
from bpgui.engine.network import Network
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.terms import Applied, Expr, Formula, Line, derived, difference, product, total

#: Weights of the first layers that unfolding a prediction writes out.
MAX_UNFOLDED = 64


def why_not(network: Network, number: int) -> str:
    """Say why a figure does not apply to a network: "hidden", "weights", "unfolded", "rows", or "" where it does."""
    if number == 14 and len(network.layers) < 2:
        return "hidden"  # there is no weight below a hidden layer
    if number == 13 and network.sizes[-2] < 2:
        return "weights"  # only one weight leads into the output
    if number == 8 and unfolded_size(network) > MAX_UNFOLDED:
        return "unfolded"
    if number == 16 and all(max(network.sizes[k : k + 2]) > MAX_ROWS for k in range(len(network.layers))):
        return "rows"
    return ""


def figure(explainer: Explainer, number: int, parameter: int | None = None, most: int | None = None) -> list[Formula]:
    """Return the formulas of a figure, [] where it does not apply; `parameter` is the chosen one, for figure 9.

    No more than `most` are made. Raises KeyError for a number that is not 6 to 18.
    """
    make = FIGURES[number]
    return [] if why_not(explainer.network, number) else list(islice(make(explainer, parameter), most))


def weights_of_figures(network: Network) -> dict[str, str]:
    """Name the parameters that figures are about: the "last" of all, the one "beside" it, the "first" of all."""
    return {
        "last": network.parameters[_last_weight(network)].name,
        "beside": network.parameters[_first_weight(network)].name,
        "first": network.parameters[0].name,
    }


def unfolded_size(network: Network) -> int:
    """Return how many terms a prediction has when it is written with inputs and weights alone."""
    terms = 1 + network.outputs if network.layers[-1].activation == "softmax" else 1
    for layer, kind in zip(range(len(network.layers), 0, -1), reversed(network.layers), strict=True):
        terms *= network.sizes[layer - 1] + kind.bias
    return terms


def _last_weight(network: Network) -> int:
    return network.incoming(len(network.sizes) - 1, 0)[network.sizes[-2] - 1]


def _first_weight(network: Network) -> int:
    return network.incoming(len(network.sizes) - 1, 0)[0]


def _forward(explainer: Explainer, parameter: int | None) -> Iterator[Formula]:  # noqa: ARG001  one signature for all
    """Figures 6 and 18: layer by layer, as matrices and written out."""
    for layer in range(1, len(explainer.network.sizes)):
        yield from explainer.forward_matrix(layer)
        for neuron in range(explainer.network.sizes[layer]):
            yield from explainer.forward(layer, neuron)


def _unfold(explainer: Explainer, parameter: int | None) -> list[Formula]:  # noqa: ARG001
    """Figure 8: the prediction in terms of what it is made of, one layer further with each line."""
    last = explainer.leaves.last
    first, *others = (unfolded(explainer, last, 0, depth) for depth in range(1, last + 1))
    of_sum = Reason(Why.LINEAR if explainer.leaves.is_linear(last) else Why.OF_WEIGHTED_SUM)
    lines = [Line(first, of_sum), *(Line(line, Reason(Why.WRITTEN_OUT)) for line in others)]
    return [derived("unfolded", explainer.leaves.a(last, 0), *lines)]


def unfolded(explainer: Explainer, layer: int, neuron: int, depth: int) -> Expr:
    """Return a neuron's activation as a tree of what stands `depth` layers below it."""
    network = explainer.network
    if depth == 0 or layer == 0:
        return explainer.leaves.a(layer, neuron)
    if network.layers[layer - 1].activation == "softmax":
        zs = tuple(_weighted(explainer, layer, other, depth) for other in range(network.sizes[layer]))
        return explainer.activated(layer, zs[neuron], zs)
    z = _weighted(explainer, layer, neuron, depth)
    return z if explainer.leaves.is_linear(layer) else Applied(F, z, explainer.activated(layer, z))


def _weighted(explainer: Explainer, layer: int, neuron: int, depth: int) -> Expr:
    leaves, network = explainer.leaves, explainer.network
    incoming, fan_in = network.incoming(layer, neuron), network.sizes[layer - 1]
    below = (unfolded(explainer, layer - 1, source, depth - 1) for source in range(fan_in))
    terms = [product(a, leaves.parameter(k)) for a, k in zip(below, incoming, strict=False)]
    return total(*terms, *(leaves.parameter(k) for k in incoming[fan_in:]))


def _rule(explainer: Explainer, index: int) -> list[Formula]:
    """Figures 9 and 10: *w = w - a dloss/dw, nothing put in yet."""
    old, gradient = explainer.leaves.parameter(index), explainer.batch_gradient_leaf(index)
    if explainer.settings.locked[index] or explainer.settings.optimiser != "plain":
        return explainer.update(index)
    line = Line(difference(old, product(explainer.rate, gradient)), Reason(Why.UPDATE))
    return [derived("rule", explainer.new_leaf(index), line)]


def _updates(explainer: Explainer, parameter: int | None) -> Iterator[Formula]:  # noqa: ARG001
    """Figure 15: what delta is, and the rule of every parameter from the output back, the last one first."""
    network = explainer.network
    yield from _output_deltas(explainer)
    for layer in reversed(range(1, len(network.sizes))):
        for neuron in reversed(range(network.sizes[layer])):
            for index in reversed(network.incoming(layer, neuron)):
                yield from explainer.update(index)


def _output_deltas(explainer: Explainer) -> Iterator[Formula]:
    for output in range(explainer.network.outputs):
        yield from explainer.delta(explainer.leaves.last, output)


def _update_matrices(explainer: Explainer, parameter: int | None) -> Iterator[Formula]:  # noqa: ARG001
    """Figure 16: the updates of each layer at once, from the output back."""
    for layer in reversed(range(1, len(explainer.network.sizes))):
        yield from explainer.update_matrix(layer)


def _backward_in_numbers(explainer: Explainer, parameter: int | None) -> Iterator[Formula]:
    """Figure 17: the deltas of the outputs, and the updates with their numbers."""
    yield from _output_deltas(explainer)
    yield from _update_matrices(explainer, parameter)


def _again(explainer: Explainer, parameter: int | None) -> Iterator[Formula]:
    """Figure 18: the forward pass with the new parameters, and the loss that it comes to."""
    after = explainer.after()
    yield from _forward(after, parameter)
    yield from after.loss()[:1]


FIGURES: dict[int, Callable[[Explainer, int | None], Iterable[Formula]]] = {
    6: _forward,
    7: lambda explainer, _: explainer.loss(),
    8: _unfold,
    9: lambda explainer, parameter: _rule(
        explainer, _last_weight(explainer.network) if parameter is None else parameter
    ),
    10: lambda explainer, _: _rule(explainer, _last_weight(explainer.network)),
    11: lambda explainer, _: chain(explainer, _last_weight(explainer.network)),
    12: lambda explainer, _: explainer.update(_last_weight(explainer.network)),
    13: lambda explainer, _: explainer.update(_first_weight(explainer.network)),
    14: lambda explainer, _: chain(explainer, 0),
    15: _updates,
    16: _update_matrices,
    17: _backward_in_numbers,
    18: _again,
}
