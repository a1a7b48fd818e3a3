"""The article's figures 6 to 18 as formulas of the present network (1 to 5 are pictures of the network and its data).

The article's w6, w5 and w1 stand for the last and first weight into the first output and the first weight of all.
"""

from collections.abc import Callable
from itertools import islice

from bpgui.engine.chain import chain
from bpgui.engine.explain import Explainer
from bpgui.engine.network import Network
from bpgui.engine.terms import Expr, Formula, difference, product, total

#: Weights of the first layers that unfolding a prediction writes out; formulas of one figure.
MOST_UNFOLDED = 64
MOST_FORMULAS = 48


def why_not(network: Network, number: int) -> str:
    """Say why a figure does not apply to a network: "hidden", "weights", "unfolded", or "" where it does."""
    if number == 14 and len(network.layers) < 2:
        return "hidden"  # there is no weight below a hidden layer
    if number == 13 and network.sizes[-2] < 2:
        return "weights"  # only one weight leads into the output
    if number == 8 and unfolded_size(network) > MOST_UNFOLDED:
        return "unfolded"
    return ""


def figure(explainer: Explainer, number: int, parameter: int | None = None) -> list[Formula]:
    """Return the formulas of a figure, [] where it does not apply; `parameter` is the chosen one, for figure 9.

    Raises KeyError for a number that is not 6 to 18.
    """
    make = FIGURES[number]
    return [] if why_not(explainer.network, number) else make(explainer, parameter)[:MOST_FORMULAS]


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


def _forward(explainer: Explainer, parameter: int | None) -> list[Formula]:  # noqa: ARG001  one signature for all
    """Figures 6 and 18: layer by layer, as matrices and written out."""
    found: list[Formula] = []
    for layer in range(1, len(explainer.network.sizes)):
        found += explainer.forward_matrix(layer)
        for neuron in range(explainer.network.sizes[layer]):
            found += explainer.forward(layer, neuron)
    return found


def _unfold(explainer: Explainer, parameter: int | None) -> list[Formula]:  # noqa: ARG001
    """Figure 8: the prediction in terms of what it is made of, one layer further with each line."""
    last = explainer.leaves.last
    lines = [unfolded(explainer, last, 0, depth) for depth in range(1, last + 1)]
    return [Formula("unfolded", explainer.leaves.a(last, 0), tuple(lines))]


def unfolded(explainer: Explainer, layer: int, neuron: int, depth: int) -> Expr:
    """Return a neuron's activation as a tree of what stands `depth` layers below it."""
    network = explainer.network
    if depth == 0 or layer == 0:
        return explainer.leaves.a(layer, neuron)
    if network.layers[layer - 1].activation == "softmax":
        zs = tuple(_weighted(explainer, layer, other, depth) for other in range(network.sizes[layer]))
        return explainer.activated(layer, zs[neuron], zs)
    return explainer.activated(layer, _weighted(explainer, layer, neuron, depth))


def _weighted(explainer: Explainer, layer: int, neuron: int, depth: int) -> Expr:
    leaves, network = explainer.leaves, explainer.network
    incoming, fan_in = network.incoming(layer, neuron), network.sizes[layer - 1]
    below = (unfolded(explainer, layer - 1, source, depth - 1) for source in range(fan_in))
    terms = [product(a, leaves.parameter(k)) for a, k in zip(below, incoming, strict=False)]
    return total(*terms, *(leaves.parameter(k) for k in incoming[fan_in:]))


def _rule(explainer: Explainer, index: int) -> list[Formula]:
    """Figures 9 and 10: *w = w - a dloss/dw, nothing put in yet."""
    old, gradient = explainer.leaves.parameter(index), explainer.batch_gradient_leaf(index)
    if explainer.settings.locked[index]:
        return explainer.update(index)
    return [Formula("rule", explainer.new_leaf(index), (difference(old, product(explainer.rate, gradient)),))]


def _updates(explainer: Explainer, parameter: int | None) -> list[Formula]:  # noqa: ARG001
    """Figure 15: the rule of every parameter, from the output back, with what delta is."""
    network = explainer.network
    layers = reversed(range(1, len(network.sizes)))
    found = (
        formula
        for layer in layers
        for neuron in range(network.sizes[layer])
        for index in reversed(network.incoming(layer, neuron))
        for formula in explainer.update(index)
    )
    return [*islice(found, max(MOST_FORMULAS - network.outputs, 0)), *_output_deltas(explainer)]


def _output_deltas(explainer: Explainer) -> list[Formula]:
    return [
        formula
        for output in range(explainer.network.outputs)
        for formula in explainer.delta(explainer.leaves.last, output)
    ]


def _update_matrices(explainer: Explainer, parameter: int | None) -> list[Formula]:  # noqa: ARG001
    """Figure 16: the updates of each layer at once, from the output back."""
    layers = reversed(range(1, len(explainer.network.sizes)))
    return [formula for layer in layers for formula in explainer.update_matrix(layer)]


def _backward_in_numbers(explainer: Explainer, parameter: int | None) -> list[Formula]:
    """Figure 17: the deltas of the outputs, and the updates with their numbers."""
    return [*_output_deltas(explainer), *_update_matrices(explainer, parameter)]


def _again(explainer: Explainer, parameter: int | None) -> list[Formula]:
    """Figure 18: the forward pass with the new parameters, and the loss that it comes to."""
    after = explainer.after()
    return [*_forward(after, parameter), *after.loss()[:1]]


FIGURES: dict[int, Callable[[Explainer, int | None], list[Formula]]] = {
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
