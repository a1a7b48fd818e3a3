"""What mouse and keys do with the controls of the structure."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QPoint, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from bpgui.engine.network import Network
from bpgui.gui.diagram.arrange.handles import Act, Handle, handle_at, near
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.diagram.touch.menu import MENU
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.document import structure
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.document.structure_menus import add_entry, fill_layer_menu
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.words import layer_title

_PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


def handle_name(network: Network, handle: Handle) -> str:
    """Say what a control does: "Remove h3, the last neuron: Hidden layer"."""
    title = layer_title(network, handle.layer)
    if handle.act is Act.MENU:
        return QCoreApplication.translate("Structure", "Menu: {layer}").format(layer=title)
    if handle.act is Act.REMOVE:
        text = QCoreApplication.translate("Structure", "Remove the last neuron, {name}: {layer}")
        return text.format(name=network.shown_names[handle.layer][-1], layer=title)
    if handle.act is Act.UNFOLD:
        text = QCoreApplication.translate("Structure", "Show all neurons: {layer}")
        return text.format(layer=title)
    if handle.act is Act.INSERT:
        before = layer_title(network, handle.layer - 1)
        text = QCoreApplication.translate("Structure", "Insert a layer that changes nothing yet: {before} | {after}")
        return text.format(before=before, after=title)
    return QCoreApplication.translate("Structure", "Add a neuron: {layer}").format(layer=title)


@guarded
class HeadMenu(QMenu):
    """The menu below a layer's head. It opens with the first click; a second one on the head asks for the name."""

    def __init__(self, view: QWidget, head: QRect, rename: Callable[[], None]) -> None:
        super().__init__(view)
        self.setObjectName(MENU)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._head, self._rename, self._since = head, rename, QElapsedTimer()
        self._since.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the second click of a double click for itself."""
        is_soon = self._since.elapsed() <= QApplication.doubleClickInterval()
        if is_soon and self._head.contains(event.globalPosition().toPoint()):
            self.setAttribute(Qt.WidgetAttribute.WA_NoMouseReplay)  # else the head would be pressed too
            self.close()
            QTimer.singleShot(0, self._rename)
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Answer a double click as two clicks."""
        self.mousePressEvent(event)


class HandleTouch:
    """The controls of one diagram, under the mouse and by keys.

    Up from the first neuron of a layer, or Down from the last, goes to its controls; the arrows go on among them.
    """

    def __init__(self, view: Surface, stage: Stage) -> None:
        self._view, self._stage = view, stage

    # Mouse

    def at(self, point: QPointF) -> Handle | None:
        """Return the control at a point of the viewport."""
        place = self._view.mapToScene(point.toPoint())
        return handle_at(self._stage.handles, place.x(), place.y())

    def hover(self, point: QPointF | None) -> Handle | None:
        """Show what is near the mouse, and which control is under it; None: the mouse is gone."""
        stage = self._stage
        pointed, close = None, frozenset[Handle]()
        if point is not None:
            place = self._view.mapToScene(point.toPoint())
            pointed, close = self.at(point), near(stage.layout, place.x(), place.y())
        if (pointed, close) != (stage.pointed, stage.near):
            stage.pointed, stage.near = pointed, close
            self.doom(self._doomed_by(pointed))
            self._view.viewport().update()
        return pointed

    def _doomed_by(self, handle: Handle | None) -> tuple[NeuronChoice, ...]:
        if handle is None or handle.act is not Act.REMOVE:
            return ()
        size = self._stage.layout.network.sizes[handle.layer]
        return (NeuronChoice(handle.layer, size - 1),) if size > 1 else ()

    def doom(self, neurons: tuple[NeuronChoice, ...]) -> None:
        """Show what would be removed."""
        if neurons != self._stage.doomed:
            self._stage.doomed = neurons
            self._view.viewport().update()

    def forget(self) -> None:
        """Other controls may stand elsewhere: none is under the mouse or has the keys."""
        stage, found = self._stage, self._stage.handles
        stage.pointed = stage.pointed if stage.pointed in found else None
        stage.held = stage.held if stage.held in found else None
        stage.near &= frozenset(found)
        stage.doomed = self._doomed_by(stage.pointed or stage.held)

    def press(self, handle: Handle) -> None:
        """Do what a control is for."""
        document = self._view.document
        if handle.act is Act.MENU:
            self.show_menu(handle)
        elif handle.act is Act.UNFOLD:
            self._view.set_opened(handle.layer, is_opened=True)
        elif handle.act is Act.INSERT:
            structure.insert_layer(document, handle.layer)
        elif handle.act is Act.REMOVE:
            last = document.session.experiment.network.sizes[handle.layer] - 1
            structure.remove_neurons(document, NeuronChoice(handle.layer, last))
        else:
            structure.add_neuron(document, handle.layer)

    def show_menu(self, handle: Handle, place: QPoint | None = None) -> None:
        """Open the menu of a control's layer, below it or at a point of the screen."""
        view = self._view
        if not view.document.settle():
            return
        rect = self.screen_rect(handle)
        rename = partial(view.rename, handle.layer)
        menu = HeadMenu(view, rect if handle.act is Act.MENU and rect is not None else QRect(), rename)
        fill_layer_menu(menu, view.document, handle.layer, rename, self.doom, view.sizes_requested.emit)
        self._add_folding(menu, handle.layer)
        menu.aboutToHide.connect(lambda: self.doom(()))
        menu.popup(place or (rect.bottomLeft() if rect is not None else view.mapToGlobal(QPoint(0, 0))))

    def _add_folding(self, menu: QMenu, layer: int) -> None:
        """Add the entry that folds a layer of more neurons than can be read, or shows them all."""
        is_opened = layer in self._view.opened
        if not is_opened and not self._stage.layout.layers[layer].folds:
            return
        menu.addSeparator()
        text = QCoreApplication.translate("Structure", "&Show all neurons, small as they are")
        action = add_entry(menu, "showAll", text, "", lambda: self._view.set_opened(layer, is_opened=not is_opened))
        action.setCheckable(True)
        action.setChecked(is_opened)

    def screen_rect(self, handle: Handle) -> QRect | None:
        """Return where a control stands on the screen, None where it is not shown."""
        rect, view = self._stage.handles.get(handle), self._view
        if rect is None:
            return None
        place = view.viewport().mapToGlobal(view.mapFromScene(rect.topLeft()))
        return QRect(place, rect.size().toSize())

    # Keys

    @property
    def held(self) -> Handle | None:
        """The control that has the keys."""
        return self._stage.held

    def hold(self, handle: Handle | None) -> bool:
        """Give the keys to a control, None takes them back; say whether it is there."""
        if handle is not None and handle not in self._stage.handles:
            return False
        if handle != self._stage.held:
            self._stage.held = handle
            self.doom(self._doomed_by(handle))
            self._view.handle_held.emit()
            self._view.viewport().update()
        return True

    def leave_neuron(self, neuron: NeuronChoice, key: int) -> bool:
        """Go by an arrow from a neuron to the control in its way: the layer's menu, its ghost or a fold."""
        last, place = self._stage.layout.network.sizes[neuron.layer] - 1, self._stage.layout.layers[neuron.layer]
        for number, fold in enumerate(place.folds):
            if (key, neuron.index) in ((Qt.Key.Key_Down, fold.first - 1), (Qt.Key.Key_Up, fold.last)):
                return self.hold(Handle(Act.UNFOLD, neuron.layer, number))
        if key == Qt.Key.Key_Up and neuron.index == 0:
            return self.hold(Handle(Act.MENU, neuron.layer)) or self.hold(Handle(Act.ADD, neuron.layer))
        return key == Qt.Key.Key_Down and neuron.index == last and self.hold(Handle(Act.GHOST, neuron.layer))

    def key(self, event: QKeyEvent) -> bool:
        """Answer a key while a control has them; say whether it was meant for one."""
        held, key = self._stage.held, event.key()
        if held is None:
            return False
        if key in _PRESS:
            self.press(held)
        elif key == Qt.Key.Key_F2:
            self._view.rename(held.layer)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._go(held, -1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self._return(held, key)
        else:
            return False
        return True

    def _go(self, held: Handle, step: int) -> None:
        """Go to the next control of the same height, from left to right."""
        found, level = self._stage.handles, _level(held)
        row = [handle for handle in found if _level(handle) == level]
        row.sort(key=lambda handle: (found[handle].left(), found[handle].top()))
        self.hold(row[min(max(row.index(held) + step, 0), len(row) - 1)])

    def _return(self, held: Handle, key: int) -> None:
        """Go back to the neuron beside the control; Escape only takes the keys back."""
        if key == Qt.Key.Key_Escape:
            self.hold(None)
            return
        if held.act is Act.UNFOLD:
            fold = self._stage.layout.layers[held.layer].folds[held.place]
            self.hold(None)
            neuron = fold.first - 1 if key == Qt.Key.Key_Up else fold.last
            self._view.document.select(NeuronChoice(held.layer, neuron))
            return
        is_low = held.act is Act.GHOST
        if (key == Qt.Key.Key_Up) == is_low:
            size = self._stage.layout.network.sizes[held.layer]
            self.hold(None)
            self._view.document.select(NeuronChoice(held.layer, size - 1 if is_low else 0))


def _level(handle: Handle) -> int:
    """Return at which height a control stands: on the heads, among the neurons, or below them."""
    return {Act.UNFOLD: 1, Act.GHOST: 2}.get(handle.act, 0)
