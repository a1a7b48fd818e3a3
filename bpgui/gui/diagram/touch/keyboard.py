"""The keys of the diagram: which way the arrows lead, and what Help > Keyboard says of them."""

import math
from collections.abc import Callable

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from bpgui.engine.network import Network
from bpgui.gui.diagram.touch import many
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.values import editable
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.widgets.in_place import opens_field

#: Keys and what they do, for Help > Keyboard, which translates the texts.
KEYS: tuple[tuple[str, object], ...] = (
    (
        "← →",
        QT_TRANSLATE_NOOP("MainWindow", "Choose the weight, then the neuron beside; after an output, its target"),
    ),
    ("↑ ↓", QT_TRANSLATE_NOOP("MainWindow", "Choose the neuron, target or weight above or below")),
    ("Shift+↑ ↓", QT_TRANSLATE_NOOP("MainWindow", "Go through the weights and the bias of the chosen neuron")),
    (
        "↑ ↓",
        QT_TRANSLATE_NOOP(
            "MainWindow", "Beyond the first or last neuron: the layer's controls; Enter presses one, F2 names the layer"
        ),
    ),
    ("Enter, F2", QT_TRANSLATE_NOOP("MainWindow", "Edit the chosen number; typing a digit, - or . does too")),
    (
        "Tab",
        QT_TRANSLATE_NOOP("MainWindow", "While editing: keep it and edit the next number; Shift+Tab the one before"),
    ),
    ("Ctrl+C", QT_TRANSLATE_NOOP("MainWindow", "Copy the chosen number in full digits")),
    ("Ctrl+V", QT_TRANSLATE_NOOP("MainWindow", "Put a number, a row or a table of weights there, from a spreadsheet")),
    ("L", QT_TRANSLATE_NOOP("MainWindow", "Lock or unlock the chosen weights and biases")),
    ("X", QT_TRANSLATE_NOOP("MainWindow", "Cut or rejoin the chosen weights")),
    (
        "Ctrl, Shift",
        QT_TRANSLATE_NOOP("MainWindow", "With a click: choose one thing more or less; all up to there"),
    ),
    (
        "Shift",
        QT_TRANSLATE_NOOP("MainWindow", "With a drag on the ground: choose all in a rectangle; with Ctrl besides"),
    ),
    ("Ctrl+A", QT_TRANSLATE_NOOP("MainWindow", "Choose all neurons, or all weights and biases, of the layer")),
    ("Menu", QT_TRANSLATE_NOOP("MainWindow", "Open the menu of what is chosen")),
    ("Space", QT_TRANSLATE_NOOP("MainWindow", "Run, or pause")),
    (
        "+ -",
        QT_TRANSLATE_NOOP("MainWindow", "Zoom, unless a number that can be edited is chosen; so does Ctrl+wheel"),
    ),
    ("0, F", QT_TRANSLATE_NOOP("MainWindow", "Fit the diagram into its panel")),
    ("Esc", QT_TRANSLATE_NOOP("MainWindow", "Leave an editor or a drag without a change; the choice stays")),
    ("Ctrl+Shift+A", QT_TRANSLATE_NOOP("MainWindow", "Choose nothing; so does a click on the ground")),
)


def beside(network: Network, choice: Choice | None, step: int) -> Choice | None:
    """Return what the left (-1) or right (1) arrow chooses.

    A neuron leads to the weight between it and the neuron at the same height in the next layer, a weight to the neuron
    at its end, a bias on the left to the layer before, an output to its target.
    """
    sizes = network.sizes
    if choice is None:
        return NeuronChoice(0, 0)
    if isinstance(choice, ParameterChoice):
        parameter = network.parameters[choice.index]
        if step > 0:
            return NeuronChoice(parameter.layer, parameter.destination)
        source = parameter.source
        if source is None:
            source = _at_same_height(network, parameter.layer, parameter.destination, parameter.layer - 1)
        return NeuronChoice(parameter.layer - 1, source)
    if isinstance(choice, TargetChoice):
        return NeuronChoice(len(sizes) - 1, choice.output) if step < 0 else choice
    layer = choice.layer + step
    if layer == len(sizes):
        return TargetChoice(choice.index)
    if layer < 0:
        return choice
    other = _at_same_height(network, choice.layer, choice.index, layer)
    source, destination = (choice.index, other) if step > 0 else (other, choice.index)
    return ParameterChoice(network.incoming(max(layer, choice.layer), destination)[source])


def _at_same_height(network: Network, layer: int, neuron: int, other: int) -> int:
    """Return the neuron of another layer that stands about where this one does, the upper one of two."""
    return math.ceil((neuron + 0.5) / network.sizes[layer] * network.sizes[other]) - 1


def above(network: Network, choice: Choice | None, step: int) -> Choice | None:
    """Return what the up (-1) or down (1) arrow chooses: the next in the same column, boxes among boxes."""
    if choice is None:
        return NeuronChoice(0, 0)
    if isinstance(choice, NeuronChoice):
        return NeuronChoice(choice.layer, _inside(choice.index + step, network.sizes[choice.layer]))
    if isinstance(choice, TargetChoice):
        return TargetChoice(_inside(choice.output + step, network.outputs))
    parameter = network.parameters[choice.index]
    stack = network.incoming(parameter.layer, parameter.destination)
    place = stack.index(choice.index) + step
    if 0 <= place < len(stack):
        return ParameterChoice(stack[place])
    neuron = _inside(parameter.destination + step, network.sizes[parameter.layer])
    if neuron == parameter.destination:
        return choice
    return ParameterChoice(network.incoming(parameter.layer, neuron)[0 if step > 0 else -1])


def within(network: Network, choice: Choice | None, step: int) -> Choice | None:
    """Return what Shift with up or down chooses: round through a neuron and all that leads into it."""
    if isinstance(choice, ParameterChoice):
        parameter = network.parameters[choice.index]
        neuron = NeuronChoice(parameter.layer, parameter.destination)
    elif isinstance(choice, NeuronChoice):
        neuron = choice
    else:
        return above(network, choice, step)
    ring: list[Choice] = [neuron, *map(ParameterChoice, network.incoming(neuron.layer, neuron.index))]
    return ring[(ring.index(choice) + step) % len(ring)]


def _inside(place: int, count: int) -> int:
    return min(max(place, 0), count - 1)


_ARROWS = {
    Qt.Key.Key_Left: (beside, -1),
    Qt.Key.Key_Right: (beside, 1),
    Qt.Key.Key_Up: (above, -1),
    Qt.Key.Key_Down: (above, 1),
}
_EDIT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2)
_OWN = (
    *_ARROWS,
    *_EDIT,
    Qt.Key.Key_Space,
    Qt.Key.Key_Escape,
    Qt.Key.Key_F,
    Qt.Key.Key_L,
    Qt.Key.Key_X,
    Qt.Key.Key_Plus,
)
_STANDARD = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Paste)
#: What lets the choice go; some platforms have no key of their own for it.
_DESELECT = QKeySequence("Ctrl+Shift+A")
_OTHER_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def _is_deselect(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == _DESELECT


class Keyboard:
    """Answers the keys of one diagram. The space bar runs or pauses on its release, unless it was held to pan."""

    def __init__(self, view: Surface) -> None:
        self._view = view
        self._space = False
        self._plain: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_F: view.fit,
            Qt.Key.Key_0: view.fit,
            Qt.Key.Key_Plus: view.zoom_in,
            Qt.Key.Key_Equal: view.zoom_in,
            Qt.Key.Key_Minus: view.zoom_out,
            Qt.Key.Key_L: lambda: many.toggle_lock(view.document),
            Qt.Key.Key_X: lambda: many.toggle_cut(view.document),
        }

    @property
    def is_space_held(self) -> bool:
        """Whether the space bar is down."""
        return self._space

    def use_space(self) -> None:
        """The held space bar served another purpose: its release does nothing."""
        self._space = False

    def owns(self, event: QKeyEvent) -> bool:
        """Whether a key is the diagram's own, whatever shortcuts the window has."""
        if event.modifiers() & _OTHER_MODIFIERS:
            return any(event.matches(keys) for keys in _STANDARD) or _is_deselect(event)
        return event.key() in _OWN or self._is_typing(event)

    def press(self, event: QKeyEvent) -> bool:
        """Answer a key; say whether it was the diagram's."""
        view, choice = self._view, self._view.document.selection
        if self._press_standard(event, choice):
            return True
        if event.modifiers() & _OTHER_MODIFIERS:
            return False
        if event.key() in _ARROWS:
            self._move(event)
        elif event.key() == Qt.Key.Key_Space:
            self._space = self._space or not event.isAutoRepeat()
        elif event.key() == Qt.Key.Key_F2 and isinstance(choice, NeuronChoice):
            view.rename(choice)
        elif choice is not None and event.key() in _EDIT:
            view.edit(choice)
        elif choice is not None and self._is_typing(event) and self._has_number(choice):
            view.edit(choice, event.text())
        elif event.key() == Qt.Key.Key_Escape:
            return view.cancel_gesture()  # else it may be the window's
        elif event.key() in self._plain:
            self._plain[Qt.Key(event.key())]()
        else:
            return False
        return True

    def _has_number(self, choice: Choice) -> bool:
        """Whether a number can be typed for what is chosen."""
        document = self._view.document
        return editable(document.moment, choice) is not None or many.as_one(document) is not None

    def _press_standard(self, event: QKeyEvent, choice: Choice | None) -> bool:
        """Answer the keys that mean the same in every program."""
        copies, pastes, deselects = *(event.matches(keys) for keys in _STANDARD), _is_deselect(event)
        if deselects:
            self._view.document.select(None)
        elif choice is not None and copies:
            self._view.copy(choice)
        elif pastes:
            self._view.paste(choice)
        return copies or pastes or deselects

    def release(self, event: QKeyEvent) -> bool:
        """Answer the release of a key; say whether it was the diagram's."""
        if event.key() != Qt.Key.Key_Space:
            return False
        if self._space and not event.isAutoRepeat():
            self._space = False
            self._view.document.toggle_run()
        return True

    @staticmethod
    def _is_typing(event: QKeyEvent) -> bool:
        return opens_field(event)

    def _move(self, event: QKeyEvent) -> None:
        choice = self._view.document.selection
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if isinstance(choice, NeuronChoice) and is_plain and self._view.leave_neuron(choice, event.key()):
            return
        way, step = _ARROWS[Qt.Key(event.key())]
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and way is above:
            way = within
        document = self._view.document
        document.select(way(document.experiment.network, document.selection, step))
