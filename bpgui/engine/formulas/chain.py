"""The chain of one parameter: dloss/dw unfolded by the chain rule along every path to the loss (figures 11 and 14)."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from itertools import product as combinations
from math import prod

from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.formulas.output_delta import derivative, output_derivatives
from bpgui.engine.reasons import Reason, Why
from bpgui.engine.symbols import Partial, Role, Symbol
from bpgui.engine.terms import Expr, Formula, Line, Number, Quantity, derived, distinct, product, total

#: Paths that are written out whole, and those of which each factor is written as a derivative first.
MAX_PATHS = 64
MAX_DERIVED = 6

#: The neurons of a path, from the layer that the parameter leads into to an output.
NeuronPath = tuple[int, ...]
#: Gives the factors of a path that are its own, and those that it shares with all paths of the parameter.
LinkWriter = Callable[[Explainer, int, NeuronPath], tuple[list[Expr], list[Expr]]]


def path_count(explainer: Explainer, layer: int) -> int:
    """Return how many paths lead from a neuron of this layer to the outputs."""
    return prod(explainer.network.sizes[layer + 1 :])


def paths(explainer: Explainer, layer: int, neuron: int) -> Iterator[NeuronPath]:
    """Yield every path from a neuron to an output, but for those through a weight that is cut."""
    above = (range(size) for size in explainer.network.sizes[layer + 1 :])
    cut = explainer.settings.cut
    for rest in combinations(*above):
        path = (neuron, *rest)
        steps = enumerate(pairwise(path), layer + 1)
        if not cut or not any(explainer.network.incoming(l, end)[begin] in cut for l, (begin, end) in steps):
            yield path


def chain(explainer: Explainer, index: int) -> list[Formula]:
    """dloss/dw line by line: derivatives, what each one is, deltas; then the delta that it ends in.

    Above MAX_PATHS paths the recursion over deltas stands in for them.
    """
    parameter = explainer.network.parameters[index]
    layer, neuron = parameter.layer, parameter.destination
    count, numbered = path_count(explainer, layer), -1
    lines: list[Line] = []
    if count <= MAX_DERIVED:
        rule = Reason(Why.CHAIN_RULE if count == 1 else Why.PATHS)
        lines.append(Line(_along_paths(explainer, index, _derivatives), rule))
    if count <= MAX_PATHS:
        lines.append(Line(_along_paths(explainer, index, _factors), Reason(Why.EACH_DERIVATIVE)))
        numbered = len(lines) - 1
    if layer < explainer.leaves.last:
        source = _source(explainer, index)
        back = product(explainer.back_sum(layer, neuron), explainer.slope(layer, neuron), source)
        lines.append(Line(back, Reason(Why.LINKS_ARE_DELTAS)))
    name = explainer.network.shown_names[layer][neuron]
    lines.append(Line(explainer.delta_times_source(index), Reason(Why.LINKS_ARE_DELTA, name)))
    lines = distinct(lines)
    numbered = min(numbered, len(lines) - 1)
    return [
        derived("chain", explainer.gradient_leaf(index), *lines, numbered=numbered),
        *explainer.delta(layer, neuron),
    ]


def _along_paths(explainer: Explainer, index: int, write: LinkWriter) -> Expr:
    """Return the sum over all paths of the product of their factors, times what all paths share."""
    parameter = explainer.network.parameters[index]
    every = list(paths(explainer, parameter.layer, parameter.destination))
    if not every:
        return Number(0.0)
    heads, shared = zip(*(write(explainer, index, path) for path in every), strict=True)
    if len(every) == 1:
        return product(*heads[0], *shared[0])
    return product(total(*(product(*head) for head in heads)), *shared[0])


def _source(explainer: Explainer, index: int) -> Quantity | None:
    parameter = explainer.network.parameters[index]
    return None if parameter.source is None else explainer.leaves.a(parameter.layer - 1, parameter.source)


def _factors(explainer: Explainer, index: int, path: NeuronPath) -> tuple[list[Expr], list[Expr]]:
    """Return what each derivative of a path is, those of the path itself and those that all paths share."""
    leaves, first = explainer.leaves, explainer.network.parameters[index].layer
    last, found = leaves.last, list[Expr | None]()
    if path_count(explainer, first) > MAX_DERIVED:
        found.append(leaves.delta(last, path[-1]))
    else:
        found.append(explainer.output_delta(path[-1]))
    for layer in range(last - 1, first - 1, -1):
        at = layer - first
        found.append(leaves.weight(layer + 1, path[at], path[at + 1]))
        if at:
            found.append(explainer.slope(layer, path[at]))
    shared = [explainer.slope(first, path[0]) if first < last else None, _source(explainer, index)]
    return _there(found), _there(shared)


def _derivatives(explainer: Explainer, index: int, path: NeuronPath) -> tuple[list[Expr], list[Expr]]:
    """Return the derivatives of a path, from the loss back to the parameter, in two parts as in `_factors`."""
    leaves, parameter = explainer.leaves, explainer.network.parameters[index]
    first, last = parameter.layer, leaves.last
    found = list[Expr | None](output_derivatives(leaves, path[-1]))
    for layer in range(last - 1, first - 1, -1):
        at = layer - first
        weight = leaves.weight(layer + 1, path[at], path[at + 1])
        found.append(_by(leaves.z(layer + 1, path[at + 1]), leaves.a(layer, path[at]), weight))
        if at:
            found.append(_slope_derivative(explainer, layer, path[at]))
    z, w, source = leaves.z(first, path[0]), leaves.parameter(index), _source(explainer, index)
    constant = Quantity(w.symbol, 1.0, Role.COUNT, parameter=index)  # a bias enters z as it is
    shared = [_slope_derivative(explainer, first, path[0]) if first < last else None, _by(z, w, source or constant)]
    return _there(found), _there(shared)


def _slope_derivative(explainer: Explainer, layer: int, neuron: int) -> Quantity | None:
    """da/dz of a neuron; None where a is z."""
    slope = explainer.slope(layer, neuron)
    if slope is None:
        return None
    leaves = explainer.leaves
    return derivative(leaves.a(layer, neuron), leaves.z(layer, neuron), float(slope.evaluate()))


def _by(of: Quantity, by: Quantity, value: Quantity) -> Quantity:
    """d `of` / d `by`, which is the quantity `value`."""
    assert isinstance(of.symbol, Symbol)
    assert isinstance(by.symbol, Symbol)
    return Quantity(Partial(of.symbol, by.symbol), value.value, value.role, value.neuron, value.parameter)


def _there(factors: Sequence[Expr | None]) -> list[Expr]:
    return [factor for factor in factors if factor is not None]
