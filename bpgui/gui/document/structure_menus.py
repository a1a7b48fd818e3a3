"""The entries of a neuron and of a layer in every menu: on the diagram, in the outline, in the menu bar."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from bpgui.gui.document import structure
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.widgets.plain_text import menu_text
from bpgui.gui.widgets.refilled_menu import add_submenu
from bpgui.gui.widgets.words import activation_word
from bpgui.session.model.edits import SetActivation, SetBias
from bpgui.session.model.new_choices import activations_of

#: Shows, while an entry is looked at, the neurons that it would remove.
Doom = Callable[[tuple[NeuronChoice, ...]], None]


def no_doom(_neurons: tuple[NeuronChoice, ...]) -> None:
    """Show nothing: the view has no picture of the neurons."""


def add_entry(menu: QMenu, name: str, text: str, keys: str, slot: Callable[[], object]) -> QAction:
    """Add an action; its keys are shown only, the view itself answers them."""
    action = menu.addAction(f"{text}\t{keys}" if keys else text)
    action.setObjectName(name)
    action.triggered.connect(lambda _checked=False: slot())
    return action


def fill_neuron_menu(
    menu: QMenu, document: Document, neuron: NeuronChoice, rename: Callable[[], object], doom: Doom
) -> None:
    """Add what can be done with a neuron."""
    name = document.experiment.network.shown_names[neuron.layer][neuron.index]
    is_output = neuron.layer == len(document.experiment.network.sizes) - 1
    add_entry(menu, "renameNeuron", QCoreApplication.translate("Structure", "&Rename"), "F2", rename)
    text = QCoreApplication.translate("Structure", "Add a neuron &beside")
    add_entry(menu, "addBeside", text, "Ins", lambda: structure.add_beside(document, neuron))
    text = QCoreApplication.translate("Structure", "&Duplicate")
    add_entry(menu, "duplicateNeuron", text, "Ctrl+D", lambda: structure.duplicate(document, neuron))
    if not is_output:
        text = QCoreApplication.translate("Structure", "Duplicate, outgoing weights &halved")
        add_entry(menu, "duplicateHalved", text, "", lambda: structure.duplicate(document, neuron, halved=True))
    for step, entry, text, keys in (
        (-1, "moveUp", QCoreApplication.translate("Structure", "Move &up"), "Alt+↑"),
        (1, "moveDown", QCoreApplication.translate("Structure", "Move do&wn"), "Alt+↓"),
    ):
        action = add_entry(menu, entry, text, keys, _moving(document, neuron, step))
        action.setEnabled(structure.can_move(document, neuron, step))
    text = QCoreApplication.translate("Structure", "Re&move {name}").format(name=menu_text(name))
    action = add_entry(menu, "removeNeuron", text, "Del", lambda: structure.remove_neurons(document, neuron))
    _warn(menu, {action: (neuron,)}, doom)


def _moving(document: Document, neuron: NeuronChoice, step: int) -> Callable[[], bool]:
    return lambda: structure.move(document, neuron, step)


def fill_layer_menu(
    menu: QMenu,
    document: Document,
    layer: int,
    rename: Callable[[], object],
    doom: Doom = no_doom,
    sizes: Callable[[], object] | None = None,
) -> None:
    """Add what can be done with a layer (0 = inputs); `sizes` asks for the sizes of the whole network."""
    network = document.experiment.network
    add_entry(menu, "renameLayer", QCoreApplication.translate("Structure", "Re&name the layer"), "F2", rename)
    if layer:
        _add_activations(menu, document, layer)
        action = add_entry(menu, "layerBiases", QCoreApplication.translate("Structure", "&Biases"), "", lambda: None)
        action.setCheckable(True)
        action.setChecked(network.layers[layer - 1].bias)
        action.triggered.connect(lambda checked: document.perform(SetBias(layer, checked)))
        text = QCoreApplication.translate("Structure", "&Draw its weights anew")
        add_entry(menu, "drawLayer", text, "", lambda: structure.draw_layer(document, layer))
        menu.addSeparator()
    removing = _add_neurons(menu, document, layer)
    menu.addSeparator()
    removing |= _add_layers(menu, document, layer)
    if sizes is not None:
        menu.addSeparator()
        add_entry(menu, "networkSizes", QCoreApplication.translate("Structure", "&Sizes of the network..."), "", sizes)
    _warn(menu, removing, doom)


Removing = dict[QAction, tuple[NeuronChoice, ...]]


def _add_neurons(menu: QMenu, document: Document, layer: int) -> Removing:
    """Add what makes a layer larger or smaller; return which neurons an entry would remove."""
    network = document.experiment.network
    text = QCoreApplication.translate("Structure", "Add a &neuron")
    add_entry(menu, "addNeuron", text, "", lambda: structure.add_neuron(document, layer))
    end = NeuronChoice(layer, network.sizes[layer] - 1)
    name = menu_text(network.shown_names[layer][end.index])
    text = QCoreApplication.translate("Structure", "Remove the &last neuron, {name}").format(name=name)
    action = add_entry(menu, "removeLast", text, "", lambda: structure.remove_neurons(document, end))
    action.setEnabled(end.index > 0)
    return {action: (end,) if end.index else ()}


def _add_layers(menu: QMenu, document: Document, layer: int) -> Removing:
    """Add what inserts or removes a layer; return which neurons an entry would remove."""
    network, removing = document.experiment.network, Removing()
    last = len(network.sizes) - 1
    if layer:
        text = QCoreApplication.translate("Structure", "Insert a layer be&fore")
        add_entry(menu, "insertBefore", text, "", lambda: structure.insert_layer(document, layer))
    if layer < last:
        text = QCoreApplication.translate("Structure", "Insert a layer &after")
        add_entry(menu, "insertAfter", text, "", lambda: structure.insert_layer(document, layer + 1))
    if 0 < layer < last:
        text = QCoreApplication.translate("Structure", "&Remove the layer")
        action = add_entry(menu, "removeLayer", text, "", lambda: structure.remove_layer(document, layer))
        removing[action] = tuple(NeuronChoice(layer, n) for n in range(network.sizes[layer]))
    return removing


def _add_activations(menu: QMenu, document: Document, layer: int) -> None:
    network = document.experiment.network
    submenu = add_submenu(menu, QCoreApplication.translate("Structure", "Ac&tivation"))
    submenu.setObjectName("layerActivation")
    for name in activations_of(is_output=layer == len(network.layers)):
        action = add_entry(submenu, f"activation_{name}", activation_word(name), "", _activating(document, layer, name))
        action.setCheckable(True)
        action.setChecked(network.layers[layer - 1].activation == name)


def _activating(document: Document, layer: int, name: str) -> Callable[[], bool]:
    return lambda: document.perform(SetActivation(layer, name))


def _warn(menu: QMenu, removing: dict[QAction, tuple[NeuronChoice, ...]], doom: Doom) -> None:
    """While an entry is looked at, have the view show what it would remove."""
    for action in menu.actions():
        neurons = removing.get(action, ())
        action.hovered.connect(lambda neurons=neurons: doom(neurons))
