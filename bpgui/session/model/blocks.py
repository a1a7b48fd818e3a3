"""Where the numbers of a pasted block go: which edits it stands for. Blocks are rows of numbers of one length."""

from collections.abc import Sequence

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.number_edits import SetInput, SetParameter, SetTarget

NumberBlock = Sequence[Sequence[float]]


def parameters_from(network: Network, index: int, numbers: Sequence[float]) -> list[SetParameter]:
    """Set the weight (or bias) at this place of the parameter vector and the weights (or biases) that follow it.

    Raises Problem where there are fewer than numbers.
    """
    is_bias = network.parameters[index].source is None
    end = (
        network.parameter_count if is_bias else network.parameter_count - sum(x.size for x in network.layers if x.bias)
    )
    return _named([network.parameters[k].name for k in range(index, end)], numbers)


def neuron_parameters(network: Network, layer: int, neuron: int, numbers: Sequence[float]) -> list[SetParameter]:
    """Set the parameters that lead into a computed neuron, by source, the bias last. Raises Problem for too many."""
    return _named([network.parameters[k].name for k in network.incoming(layer, neuron)], numbers)


def _named(names: Sequence[str], numbers: Sequence[float]) -> list[SetParameter]:
    _check_count(len(names), len(numbers))
    return [SetParameter(name, value) for name, value in zip(names, numbers, strict=False)]


def _check_count(places: int, numbers: int) -> None:
    if numbers > places:
        text = QT_TRANSLATE_NOOP(
            "Problem", "The block has {found} numbers; there are {count} places for it from here on."
        )
        raise Problem(text, found=numbers, count=places)


def layer_matrix(network: Network, layer: int, block: NumberBlock, *, rows_are_sources: bool) -> Array:
    """Return a block as the weights into a layer, shape (fan_in, fan_out), or with the biases as one row more.

    `layer` is 1 for the first computed one. With `rows_are_sources` each row of the block has the weights from one
    neuron, and may be followed by a row of biases; else each row has the weights into one neuron, and may end with its
    bias. Raises Problem where the block has another shape.
    """
    found = np.array(block, dtype=np.float64)
    matrix = found if rows_are_sources else found.T
    sources, neurons = network.sizes[layer - 1 : layer + 1]
    rows = {sources, sources + 1} if network.layers[layer - 1].bias else {sources}
    if matrix.shape[0] in rows and matrix.shape[1] == neurons:
        return matrix
    wanted = (sources, neurons) if rows_are_sources else (neurons, sources)
    if len(rows) == 1:
        text = QT_TRANSLATE_NOOP(
            "Problem", "This needs {rows} rows and {columns} columns, not {found_rows} and {found_columns}."
        )
    elif rows_are_sources:
        text = QT_TRANSLATE_NOOP(
            "Problem",
            "This needs {rows} rows, or one more with the biases, and {columns} columns, not {found_rows} and "
            "{found_columns}.",
        )
    else:
        text = QT_TRANSLATE_NOOP(
            "Problem",
            "This needs {rows} rows and {columns} columns, or one more with the biases, not {found_rows} and "
            "{found_columns}.",
        )
    values = dict(zip(("rows", "columns", "found_rows", "found_columns"), (*wanted, *found.shape), strict=True))
    raise Problem(text, **values)


def layer_parameters(network: Network, layer: int, matrix: Array) -> list[SetParameter]:
    """Set the weights into a layer, and its biases where the matrix has them, see `layer_matrix`."""
    return [
        SetParameter(network.parameters[index].name, float(value))
        for neuron in range(matrix.shape[1])
        for index, value in zip(network.incoming(layer, neuron), matrix[:, neuron], strict=False)
    ]


def matrix_of(network: Network, layer: int, parameters: Array) -> list[list[float]]:
    """Return the weights into a layer as rows, one a source, then a row of the biases where it has them."""
    rows: list[list[float]] = network.weights(parameters, layer - 1).tolist()
    biases: list[float] = network.biases(parameters, layer - 1).tolist()
    return [*rows, biases] if biases else rows


def inputs_from(network: Network, sample: int, neuron: int, numbers: Sequence[float]) -> list[SetInput]:
    """Set the inputs of a sample, counted from 1, from this neuron on. Raises Problem for too many numbers."""
    names = network.neuron_names[0][neuron:]
    _check_count(len(names), len(numbers))
    return [SetInput(name, sample, value) for name, value in zip(names, numbers, strict=False)]


def targets_from(network: Network, sample: int, output: int, numbers: Sequence[float]) -> list[SetTarget]:
    """Set the targets of a sample, counted from 1, from this output on. Raises Problem for too many numbers."""
    names = network.neuron_names[-1][output:]
    _check_count(len(names), len(numbers))
    return [SetTarget(name, sample, value) for name, value in zip(names, numbers, strict=False)]
