"""What terms of formulas are called, in the chosen language."""

from PySide6.QtCore import QCoreApplication

from bpgui.engine.network import Network
from bpgui.engine.symbols import Partial, Role
from bpgui.engine.terms import Quantity
from bpgui.gui.widgets.words import parameter_text
from bpgui.session.basics.numbers import display, readable
from bpgui.session.formulas.formula_text import plain_symbol


def more_word() -> str:
    """Return how a long sum says that it has {n} terms more."""
    return QCoreApplication.translate("Formula", "… and {n} more")


def symbol_words() -> dict[str, str]:
    """Return what the symbols that are words are called."""
    return {
        "loss": QCoreApplication.translate("Formula", "loss"),
        "objective": QCoreApplication.translate("Formula", "objective"),
        "prediction": QCoreApplication.translate("Formula", "prediction"),
        "target": QCoreApplication.translate("Formula", "target"),
        "slope": QCoreApplication.translate("Formula", "slope"),
    }


def term_text(network: Network, quantity: Quantity, digits: int) -> str:
    """Return a term's name, number and meaning: "h1 = 0.85, activation of h1"."""
    number = readable(display(quantity.value, digits))
    text = f"{plain_symbol(quantity.symbol, symbol_words())} = {number}"
    meaning = _meaning(network, quantity)
    return f"{text}, {meaning}" if meaning else text


def _meaning(network: Network, quantity: Quantity) -> str:
    if isinstance(quantity.symbol, Partial):
        text = QCoreApplication.translate("Formula", "how fast {of} changes with {by}")
        of, by = (plain_symbol(symbol, symbol_words()) for symbol in (quantity.symbol.of, quantity.symbol.by))
        return text.format(of=of, by=by)
    if quantity.parameter is not None:
        parameter = network.parameters[quantity.parameter]
        name = parameter_text(network, parameter).removeprefix(parameter.name).lstrip(",， ")  # Chinese has its comma
        if quantity.role is Role.NEW:
            return QCoreApplication.translate("Formula", "{what}, after the update").format(what=name)
        return name
    neuron = ""
    if quantity.neuron is not None:
        layer, place = quantity.neuron
        neuron = network.shown_names[layer][place]
    words = {
        Role.INPUT: QCoreApplication.translate("Formula", "input, given by the data"),
        Role.PRE_ACTIVATION: QCoreApplication.translate("Formula", "pre-activation of {neuron}"),
        Role.ACTIVATION: QCoreApplication.translate("Formula", "activation of {neuron}"),
        Role.TARGET: QCoreApplication.translate("Formula", "target of {neuron}, given by the data"),
        Role.DELTA: QCoreApplication.translate("Formula", "delta of {neuron}"),
        Role.LOSS: QCoreApplication.translate("Formula", "loss"),
        Role.LEARNING_RATE: QCoreApplication.translate("Formula", "learning rate"),
    }
    return words.get(quantity.role, "").format(neuron=neuron)
