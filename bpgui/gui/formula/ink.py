"""Which colour a term has: that of its neuron, its weight or its error in the diagram, dark enough for text."""

from functools import cache

from bpgui.engine.formulas.leaves import neuron_symbol, parameter_symbol
from bpgui.engine.network import Network
from bpgui.engine.symbols import Partial, Role, Symbol
from bpgui.engine.terms import Quantity
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.formula.boxes import Box
from bpgui.gui.widgets.theme import Theme

TEXT, QUIET, ERROR = "text", "quiet", "error"
_ROLES = {
    Role.INPUT: "input",
    Role.TARGET: "target",
    Role.DELTA: ERROR,
    Role.GRADIENT: ERROR,
    Role.LOSS: ERROR,
    Role.LEARNING_RATE: "rate",
    Role.COUNT: TEXT,
}


@cache
def colour(theme: Theme, ink: str) -> str:
    """Return what an ink looks like on the panel's ground."""
    if ink.startswith("weight"):
        return theme.weight_text(int(ink.removeprefix("weight")))
    return {
        TEXT: theme.text,
        QUIET: theme.quiet,
        ERROR: theme.error_line,
        "input": theme.input_line,
        "hidden": theme.hidden_line,
        "output": theme.output_line,
        "target": theme.target_line,
        "rate": theme.rate_line,
    }[ink]


def choice_of(quantity: Quantity) -> Choice | None:
    """Return what a term stands for in the diagram."""
    if quantity.parameter is not None:
        return ParameterChoice(quantity.parameter)
    if quantity.neuron is None:
        return None
    layer, place = quantity.neuron
    return TargetChoice(place) if quantity.role is Role.TARGET else NeuronChoice(layer, place)


class Inks:
    """The inks of one network's terms and symbols; `derivatives` keeps those that are set already."""

    def __init__(self, network: Network) -> None:
        self.derivatives: dict[Partial, Box] = {}
        self.network = network
        self._last = len(network.sizes) - 1
        self._neurons = {
            neuron_symbol(network, layer, neuron): self._neuron(layer)
            for layer, size in enumerate(network.sizes)
            for neuron in range(size)
        }

    def _neuron(self, layer: int) -> str:
        return "input" if layer == 0 else "output" if layer == self._last else "hidden"

    def _parameter(self, index: int) -> str:
        parameter = self.network.parameters[index]
        return f"weight{-1 if parameter.layer == self._last else parameter.destination}"

    def of(self, quantity: Quantity) -> str:
        """Return the ink of a term's number, and of its symbol unless that is a derivative."""
        if quantity.role in _ROLES:
            return _ROLES[quantity.role]
        if quantity.parameter is not None:
            return self._parameter(quantity.parameter)
        return TEXT if quantity.neuron is None else self._neuron(quantity.neuron[0])

    def of_symbol(self, symbol: Symbol) -> str | None:
        """Return the ink of a symbol in a derivative."""
        if symbol.name == "loss":
            return ERROR
        if symbol.name == "z":
            return self._of_name(symbol.below)
        index = self.network.parameter_index.get(f"{symbol.name}{symbol.below}")  # of a million none is made before
        if index is not None and parameter_symbol(self.network, index) == symbol:
            return self._parameter(index)
        return self._neurons.get(symbol)

    def _of_name(self, label: str) -> str:
        """Return the ink of the neuron that a subscript names."""
        is_output = label.replace(",", "_") in self.network.shown_names[-1]
        return "output" if is_output else "hidden"
