"""The parameters that a new network starts with, where a person has them in a text: a book's, or another program's."""

import re
from enum import Enum

import numpy as np
from numpy.typing import NDArray

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.session.basics.numbers import parse_number, plain
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: What stands between numbers. A comma does where a space follows it, so that 0,5 stays one number.
_BETWEEN = re.compile(r"(?:[\s;|]|,(?=\s|$))+")
_BRACKETS = str.maketrans("[](){}", " " * 6)


class Order(Enum):
    """In which order a text has the parameters."""

    NAMES = "names"  # w1, w2, .. b1, b2, ..
    INTO = "into"  # layer by layer: the weights, a row for each neuron that they lead into, then the biases
    FROM = "from"  # layer by layer: the weights, a row for each neuron that they come from, then the biases


def parse_list(text: str, *, comma: bool = False) -> list[float]:
    """Read all numbers of a text, between which spaces, lines, semicolons, brackets or commas stand.

    Raises Problem that says which is none, counted from 1.
    """
    found: list[float] = []
    for part in _BETWEEN.split(plain(text).translate(_BRACKETS)):
        if part:
            try:
                found.append(parse_number(part, comma=comma))
            except Problem as problem:
                what = QT_TRANSLATE_NOOP("Problem", "Number {n}: {reason}")
                raise Problem(what, n=len(found) + 1, reason=problem) from problem
    return found


def parameters_of(network: Network, values: list[float], order: Order) -> Array:
    """Return the parameters (parameter_count,) that have these values; those that are left out are 0.

    Raises Problem for more values than there are parameters.
    """
    if len(values) > network.parameter_count:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "These are {found} numbers; the network has {count} weights and biases."),
            found=len(values),
            count=network.parameter_count,
        )
    parameters = np.zeros(network.parameter_count)
    parameters[_places(network, order)[: len(values)]] = values
    return parameters


def _places(network: Network, order: Order) -> NDArray[np.intp]:
    """Return the place of each parameter in the vector, in the order of the text."""
    places = np.arange(float(network.parameter_count))
    parts = [places] if order is Order.NAMES else []
    for layer in range(0 if parts else len(network.layers)):
        weights = network.weights(places, layer)  # (fan_in, fan_out)
        parts += [(weights if order is Order.FROM else weights.T).ravel(), network.biases(places, layer)]
    return np.concatenate(parts).astype(np.intp)
