"""The network and its parameters in a session file."""

import sys
from collections import Counter
from itertools import pairwise
from operator import eq
from typing import Any

import msgspec
import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Layer, Network
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.files.file_format import (
    MAX_NETWORK_VALUES,
    LayerFile,
    NetworkFile,
    Number,
    NumberByName,
    at_field,
    part,
    refusal,
    written,
)
from bpgui.session.model.experiment import MAX_PARAMETERS, check_output, check_pair, check_sizes


def network_of(raw: msgspec.Raw) -> Network:
    """Return the network of a file. Raises Problem."""
    file = part(raw, NetworkFile, "network", MAX_NETWORK_VALUES)
    unknown = QT_TRANSLATE_NOOP("Problem", "There is no {name} here; there are {names}.")
    if not file.layers:
        raise refusal("network.layers", QT_TRANSLATE_NOOP("Problem", "A network needs at least an output layer."))
    sizes, biases = (file.inputs, *(layer.size for layer in file.layers)), [layer.bias for layer in file.layers]
    at_field("network", lambda: check_sizes(sizes, biases))
    for k, layer in enumerate(file.layers):
        path = f"network.layers[{k}].activation"
        if layer.activation not in ACTIVATIONS:
            raise refusal(path, unknown, name=layer.activation, names=", ".join(ACTIVATIONS))
        if ACTIVATIONS[layer.activation].output_only and k < len(file.layers) - 1:
            raise refusal(
                path, QT_TRANSLATE_NOOP("Problem", "{name} is for the output layer only."), name=layer.activation
            )
    path = f"network.layers[{len(file.layers) - 1}].activation"
    at_field(path, lambda: check_output(file.layers[-1].activation, sizes[-1]))
    if file.loss not in LOSSES:
        raise refusal("network.loss", unknown, name=file.loss, names=", ".join(LOSSES))
    at_field("network.loss", lambda: check_pair(file.layers[-1].activation, file.loss, np.zeros((0, 1))))
    layers = tuple(Layer(layer.size, layer.activation, layer.bias) for layer in file.layers)
    network = Network(file.inputs, layers, file.loss, _names(file, sizes)).with_layer_names(_layer_names(file, sizes))
    [(most_common, times)] = Counter(name for layer in network.neuron_names for name in layer).most_common(1)
    if times > 1:
        raise refusal("network", QT_TRANSLATE_NOOP("Problem", "Two neurons are called {name}."), name=most_common)
    return network


def _names(file: NetworkFile, sizes: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the names that were given, by layer."""
    hidden = file.hidden_names or [[]] * (len(sizes) - 2)
    if len(hidden) != len(sizes) - 2:
        text = QT_TRANSLATE_NOOP("Problem", "Expected {count} lists of names, one for each hidden layer; got {found}.")
        raise refusal("network.hidden_names", text, count=len(sizes) - 2, found=len(hidden))
    hidden_paths = [f"network.hidden_names[{k}]" for k in range(len(hidden))]
    paths = ["network.input_names", *hidden_paths, "network.output_names"]
    given = [file.input_names, *hidden, file.output_names]
    for path, names, size in zip(paths, given, sizes, strict=True):
        if names and (len(names) != size or len(set(names)) < len(names)):
            raise refusal(path, QT_TRANSLATE_NOOP("Problem", "There must be {count} different names."), count=size)
    return tuple(map(tuple, given)) if any(given) else ()


def _layer_names(file: NetworkFile, sizes: tuple[int, ...]) -> list[str]:
    """Return the names of layers, the inputs first, "" for one without; [] for all."""
    path, names = "network.layer_names", file.layer_names
    if names and len(names) != len(sizes):
        text = QT_TRANSLATE_NOOP("Problem", "Expected {count} names, one for each layer; got {found}.")
        raise refusal(path, text, count=len(sizes), found=len(names))
    [(most_common, times)] = Counter(filter(None, names)).most_common(1) or [("", 0)]
    if times > 1:
        raise refusal(path, QT_TRANSLATE_NOOP("Problem", "Two layers are called {name}."), name=most_common)
    return names


def parameters_of(raw: msgspec.Raw, network: Network) -> Array:
    """Return all parameters (parameters,), in the network's order. Raises Problem."""
    expected, path = network.parameter_index, "parameters"
    try:
        found: dict[str, Number] = part(raw, NumberByName, path, MAX_PARAMETERS)
    except Problem:
        found = _one_by_one(part(raw, dict[str, msgspec.Raw], path, MAX_PARAMETERS))
    if not all(map(eq, found, expected)) or len(found) != len(expected):  # not all there, or in another order
        found = _in_order(found, network)
    return np.fromiter(map(float, found.values()), np.float64, len(expected))


def _one_by_one(found: dict[str, msgspec.Raw]) -> dict[str, Number]:
    """Read each parameter alone: of an entry of a dict that is wrong msgspec does not say which one it is."""
    return {name: part(number, Number, f"parameters.{name}", 1) for name, number in found.items()}


def _in_order(found: dict[str, Number], network: Network) -> dict[str, Number]:
    expected = network.parameter_index
    for name in found:
        if name not in expected:
            text = QT_TRANSLATE_NOOP(
                "Problem", "This network has no such parameter; it has {count}, from {first} to {last}."
            )
            first, last = network.parameters[0].name, network.parameters[-1].name
            raise refusal(f"parameters.{name}", text, count=len(expected), first=first, last=last)
    for name in expected:
        if name not in found:
            raise refusal(f"parameters.{name}", QT_TRANSLATE_NOOP("Problem", "This parameter is missing."))
    return {name: found[name] for name in expected}


def network_file(network: Network) -> msgspec.Raw:
    """Return what a file holds of a network."""
    return written(
        NetworkFile(
            inputs=network.inputs,
            layers=[LayerFile(layer.size, layer.activation, layer.bias) for layer in network.layers],
            loss=sys.intern(network.loss),  # msgspec knows a default by its identity
            **names_file(network),
        )
    )


def names_file(network: Network) -> dict[str, Any]:
    """Return the fields of a file for the names that neurons and layers were given."""
    layers = {"layer_names": list(network.layer_names)} if network.layer_names else {}
    if not network.names:
        return layers
    first, *hidden, last = map(list, network.names)
    has_hidden = {"hidden_names": hidden} if any(hidden) else {}
    return {"input_names": first, "output_names": last, **has_hidden, **layers}


def parameters_file(network: Network, parameters: Array) -> msgspec.Raw:
    """Return all parameters by name. They may be a million, so their names are set in one go, and no dict is made."""
    texts = msgspec.json.encode(_encodable(parameters))[1:-1].split(b",")
    weights = sum(a * b for a, b in pairwise(network.sizes))
    biases = len(texts) - weights
    entries: list[int | bytes] = [0] * (2 * len(texts))
    entries[::2], entries[1::2] = [*range(1, weights + 1), *range(1, biases + 1)], texts
    pattern = b'"w%d":%b,' * weights + b'"b%d":%b,' * biases
    return msgspec.Raw(b"{" + (pattern % tuple(entries))[:-1] + b"}")


def _encodable(values: Array) -> list[Number]:
    """Return numbers that JSON can hold: msgspec would write nan and infinities as null."""
    numbers: list[Number] = values.tolist()
    for k in np.flatnonzero(~np.isfinite(values)).tolist():
        numbers[k] = "NaN" if np.isnan(values[k]) else "Infinity" if values[k] > 0 else "-Infinity"
    return numbers
