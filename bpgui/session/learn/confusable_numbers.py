"""The other numbers of the screen, any of which can be given by mistake for the one that is asked."""

from collections.abc import Iterator
from itertools import chain, islice

from bpgui.engine.elementary import Array
from bpgui.session.learn.exercise import Kind
from bpgui.session.learn.question_numbers import QuestionNumbers, Thing

#: Neurons, or parameters, of a layer whose numbers can be mistaken for the answer.
MAX_NEIGHBOURS = 12


def others(case: QuestionNumbers) -> Iterator[tuple[Thing, float]]:
    """Yield the numbers around the one that is asked, the nearest first, with what they belong to."""
    layer = case.question.layer
    match case.question.kind:
        case Kind.LOSS:
            yield from _activations(case, layer)
            yield from _targets(case)
        case Kind.ACTIVATION:
            yield from _values(case)
            yield from _targets(case)
        case Kind.DELTA:
            yield from _flowing_back(case)
            yield from _values(case)
            yield from _targets(case)
        case Kind.GRADIENT:
            yield from _flowing_back(case)
            yield from _values(case)
        case Kind.INNER:
            index = case.question.parameter or 0
            yield _parameter(case, "gradient", index)
            yield _parameter(case, "parameter", index)
            yield _parameter(case, "new", index)
        case Kind.UPDATE:
            yield _parameter(case, "gradient", case.question.parameter or 0)
            yield _parameter(case, "parameter", case.question.parameter or 0)
            for index in _near_parameters(case, layer):
                yield _parameter(case, "new", index)
            yield from _gradients(case, layer)
            yield from _deltas(case, layer)
            yield from _values(case)


def _values(case: QuestionNumbers) -> Iterator[tuple[Thing, float]]:
    """Yield the parameters that lead into the question's neuron, and the activations of its layer and the one below."""
    for below in (case.question.layer, case.question.layer - 1):
        yield from _activations(case, below)
    for index in case.network.incoming(case.question.layer, case.question.neuron)[:MAX_NEIGHBOURS]:
        yield _parameter(case, "parameter", index)


def _flowing_back(case: QuestionNumbers) -> Iterator[tuple[Thing, float]]:
    """Yield the deltas and gradients of the question's layer and of the one above."""
    for layer in (case.question.layer, case.question.layer + 1):
        yield from _deltas(case, layer)
        yield from _gradients(case, layer)


def _activations(case: QuestionNumbers, layer: int) -> Iterator[tuple[Thing, float]]:
    for name, value in _of_layer(case, layer, case.done.activations[layer]):
        yield Thing("activation", name), value


def _deltas(case: QuestionNumbers, layer: int) -> Iterator[tuple[Thing, float]]:
    """Yield the deltas of a layer, the question's own neuron's first."""
    if layer > len(case.network.layers):
        return
    found = [(Thing("delta", name), value) for name, value in _of_layer(case, layer, case.done.deltas[layer - 1])]
    own = case.network.neuron_names[layer][case.question.neuron] if layer == case.question.layer else ""
    yield from sorted(found, key=lambda pair: pair[0].name != own)


def _of_layer(case: QuestionNumbers, layer: int, values: Array) -> Iterator[tuple[str, float]]:
    """Yield the numbers of a layer's first neurons, shape (rows, neurons), of the sample that is walked: the last."""
    return zip(case.network.neuron_names[layer][:MAX_NEIGHBOURS], values[-1].tolist(), strict=False)


def _targets(case: QuestionNumbers) -> Iterator[tuple[Thing, float]]:
    if case.is_output:
        for name, value in _of_layer(case, case.question.layer, case.targets):
            yield Thing("target", name), value
        if case.question.kind is Kind.DELTA:
            yield Thing("loss", ""), float(case.done.losses[-1])


def _gradients(case: QuestionNumbers, layer: int) -> Iterator[tuple[Thing, float]]:
    for index in _near_parameters(case, layer):
        yield _parameter(case, "gradient", index)


def _near_parameters(case: QuestionNumbers, layer: int) -> Iterator[int]:
    """Yield some parameters that lead into a layer, those into the question's neuron first."""
    if layer > len(case.network.layers):
        return iter(())
    own = case.question.neuron if layer == case.question.layer else 0
    neurons = sorted(range(case.network.sizes[layer]), key=lambda neuron: neuron != own)[:MAX_NEIGHBOURS]
    return islice(chain.from_iterable(case.network.incoming(layer, neuron) for neuron in neurons), MAX_NEIGHBOURS)


def _parameter(case: QuestionNumbers, kind: str, index: int) -> tuple[Thing, float]:
    values = {
        "gradient": case.done.gradient,
        "parameter": case.exercise.state.parameters,
        "new": case.exercise.new_parameters,
    }
    return Thing(kind, case.network.parameters[index].name), float(values[kind][index])
