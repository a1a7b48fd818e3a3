"""Edit > what is done with the chosen neuron and its layer: which of it is possible now, and what it does."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from bpgui.gui.diagram.touch import many
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document import structure
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.document.structure_menus import fill_layer_menu
from bpgui.gui.network.outline import Outline
from bpgui.gui.widgets.refilled_menu import clear_menu
from bpgui.gui.window.actions import OF_NEURON
from bpgui.gui.window.menus import Actions
from bpgui.session.model.structure_edits import Resize


class StructureActions(QObject):
    """Connects these actions; their keys act where the chosen neuron is shown."""

    def __init__(self, document: Document, actions: Actions, diagram: DiagramView, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._actions, self._diagram, self._window = document, actions, diagram, parent
        self._outline: Outline | None = None
        for name, slot in {
            "rename": self._rename,
            "add_neuron": self._with_neuron(structure.add_beside),
            "duplicate": self._with_neuron(structure.duplicate),
            "duplicate_halved": self._with_neuron(partial(structure.duplicate, halved=True)),
            "move_up": self._with_neuron(lambda document, neuron: structure.move(document, neuron, -1)),
            "move_down": self._with_neuron(lambda document, neuron: structure.move(document, neuron, 1)),
            "remove": lambda: structure.remove_neurons(document, *many.neurons(document)),
            "choose_layer": document.focus.choose_layer,
            "sizes": self.ask_sizes,
        }.items():
            actions.connect(name, slot)
        self._layer: QMenu = actions.submenus["layer"]
        self._layer.aboutToShow.connect(self._fill_layer)
        for menu in (self._layer, *parent.findChildren(QMenu, "edit_menu")):
            menu.hovered.connect(self._warn)
            menu.aboutToHide.connect(lambda: diagram.doom(()))
        self._show_keys_in(diagram)
        diagram.sizes_requested.connect(self.ask_sizes)
        document.selection_changed.connect(self._refresh)
        document.experiment_changed.connect(self._refresh)
        self._refresh()

    def follow(self, outline: Outline) -> None:
        """Let the keys act in the outline too."""
        self._outline = outline
        self._show_keys_in(outline.view)
        outline.view.selectionModel().currentChanged.connect(self._refresh)
        for keys, act in (("L", many.toggle_lock), ("X", many.toggle_cut)):  # as in the diagram
            shortcut = QShortcut(QKeySequence(keys), outline.view, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(act, self._document))

    def _show_keys_in(self, view: QWidget) -> None:
        for name in OF_NEURON:
            view.addAction(self._actions[name])

    def _with_neuron(self, do: Callable[[Document, NeuronChoice], bool]) -> Callable[[], None]:
        def act() -> None:
            choice = self._document.selection
            if isinstance(choice, NeuronChoice):
                do(self._document, choice)

        return act

    def _warn(self, action: QAction) -> None:
        """While Edit > Remove is looked at, show what it would remove."""
        if action is self._actions["remove"] and action.isEnabled():
            self._diagram.doom(many.neurons(self._document))
        elif action in self._actions.by_name.values():
            self._diagram.doom(())

    def _present_outline(self) -> Outline | None:
        """Return the outline where the person works in it."""
        outline, focus = self._outline, QApplication.focusWidget()
        return outline if outline is not None and focus is not None and outline.isAncestorOf(focus) else None

    def _layer_row(self) -> int | None:
        """Return the layer whose row is the current one in the outline."""
        return None if self._outline is None else self._outline.layer

    def _rename(self) -> None:
        """Open the name where the person works: of the layer whose row is the current one, else of the neuron.

        Out of the outline its current row counts where no neuron is chosen; its name is opened where it can be seen.
        """
        outline, choice, layer = self._present_outline(), self._document.selection, self._layer_row()
        if layer is not None and (outline is not None or not isinstance(choice, NeuronChoice)):
            seen = self._outline if self._outline is not None and self._outline.isVisible() else self._diagram
            seen.rename(layer)
        elif isinstance(choice, NeuronChoice):
            (outline or self._diagram).rename(choice)

    def _fill_layer(self) -> None:
        """Fill the submenu for the layer of what is chosen."""
        clear_menu(self._layer)
        chosen = structure.neuron_of(self._document, self._document.selection)
        if chosen is not None:
            rename = partial((self._present_outline() or self._diagram).rename, chosen.layer)
            fill_layer_menu(self._layer, self._document, chosen.layer, rename, self._diagram.doom)

    def ask_sizes(self) -> None:
        """Ask for other sizes of the network, and resize it."""
        from bpgui.gui.widgets.form_dialog import ask
        from bpgui.gui.window.sizes_dialog import SizesDialog

        self._document.pause()
        dialog = SizesDialog(self._window, self._document.session)
        if ask(dialog):
            self._document.perform(Resize(dialog.sizes()))

    def _refresh(self) -> None:
        """Allow what is possible with what is chosen."""
        choice = self._document.selection
        neuron = choice if isinstance(choice, NeuronChoice) else None
        sizes = self._document.session.experiment.network.sizes
        for name in OF_NEURON:
            self._actions[name].setEnabled(neuron is not None)
        self._actions["rename"].setEnabled(neuron is not None or self._layer_row() is not None)
        self._actions["remove"].setEnabled(bool(many.neurons(self._document)))
        self._actions["choose_layer"].setEnabled(choice is not None)
        self._layer.menuAction().setEnabled(choice is not None)
        if neuron is not None:
            self._actions["duplicate_halved"].setEnabled(neuron.layer < len(sizes) - 1)
            self._actions["move_up"].setEnabled(structure.can_move(self._document, neuron, -1))
            self._actions["move_down"].setEnabled(structure.can_move(self._document, neuron, 1))
