"""Which neurons and parameters a person means who types a part of a name."""

from collections.abc import Iterator
from itertools import islice

from bpgui.engine.network import Network
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice

#: So many are offered, no more.
MAX_FOUND = 12


def found(network: Network, text: str) -> list[Choice]:
    """Return what is meant by a text, best first: this very name, names that begin with it, names that have it."""
    wanted = text.strip().casefold()
    return list(islice(dict.fromkeys(_candidates(network, wanted)), MAX_FOUND)) if wanted else []


def _candidates(network: Network, wanted: str) -> Iterator[Choice]:
    neurons = [
        (shown.casefold(), NeuronChoice(layer, n))
        for layer, names in enumerate(network.shown_names)
        for n, shown in enumerate(names)
    ]
    yield from (choice for name, choice in neurons if name == wanted)
    yield from _parameters(network, wanted)
    yield from (choice for name, choice in neurons if name.startswith(wanted))
    yield from (choice for name, choice in neurons if wanted in name)


def _parameters(network: Network, wanted: str) -> Iterator[Choice]:
    """Yield the weights or biases whose name is a text, or begins with it; there may be a million of them."""
    kind, number = wanted[:1], wanted[1:]
    if kind not in ("w", "b") or (number and not (number.isascii() and number.isdigit())):
        return
    width = len(str(network.parameter_count))
    names = [f"{kind}{n}" for n in range(1, MAX_FOUND + 1)]
    if number:
        names = [wanted, *(f"{wanted}{n:0{more}}" for more in range(1, width) for n in range(min(10**more, MAX_FOUND)))]
    for name in names:
        if name in network.parameter_index:
            yield ParameterChoice(network.parameter_index[name])
