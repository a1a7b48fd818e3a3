"""What mouse and keys do with the diagram: choose, edit in place, scrub, pan, zoom, ask for a menu or a tooltip."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QGestureEvent, QMenu, QPinchGesture, QToolTip, QWidget

from bpgui.gui.diagram.arrange.handles import Handle, name_room
from bpgui.gui.diagram.draw.flow import Flow
from bpgui.gui.diagram.draw.number_places import number_place
from bpgui.gui.diagram.touch import many
from bpgui.gui.diagram.touch.accessible import Accessibility
from bpgui.gui.diagram.touch.canvas import ZOOM_STEP
from bpgui.gui.diagram.touch.editor import ValueEditor
from bpgui.gui.diagram.touch.find import FindField
from bpgui.gui.diagram.touch.gestures import Band, Gesture, Ground, HandlePress, Pan, Press
from bpgui.gui.diagram.touch.handles import HandleTouch
from bpgui.gui.diagram.touch.keyboard import Keyboard
from bpgui.gui.diagram.touch.menu import MENU, build_menu
from bpgui.gui.diagram.touch.pictures import PicturesInNeurons
from bpgui.gui.diagram.touch.pointer import Pointer
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.values import editable, number_of
from bpgui.gui.document.document import Document
from bpgui.gui.document.name_edit import Named, NameEdit
from bpgui.gui.document.pasting import paste
from bpgui.gui.document.selection import Choice, NeuronChoice, TargetChoice, next_number
from bpgui.gui.pictures.menu import pop_up
from bpgui.gui.widgets.guard import guarded
from bpgui.session.basics.numbers import shortest


@guarded
class DiagramView(Surface):
    """The diagram that people work with. A click chooses a thing and opens the editor of its number, a drag on a
    number scrubs it, a drag on the ground pans, with Shift or Ctrl it is a rubber band; keys are in keyboard.KEYS."""

    tabbed_out = Signal(int)  #: Tab leads on from the last number, or Shift+Tab back from the first
    no_room = Signal(object, str)  #: there is no room for this choice's editor, nor for the text that is typed into it

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(document, parent)
        self._stage.has_controls = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self._gesture: Gesture | None = None
        self._keyboard = Keyboard(self)
        self.editor = ValueEditor(document, self)
        self.flow = Flow(self._stage, self)
        self.flow.moved.connect(self.viewport().update)
        self.flow.ended.connect(super().refresh)
        document.walked.connect(self._start_flow)
        document.moment_changed.connect(self._follow)
        document.session_left.connect(self._let_go)
        self.pictures = PicturesInNeurons(document, self._stage, self.viewport().update, self)
        self.names = NameEdit(document, self)
        self.names.left.connect(self.setFocus)
        self.finder = FindField(self)
        self._touch = HandleTouch(self, self._stage)
        self._pointer = Pointer(self, self._stage, self._touch)
        self.accessibility: Accessibility = Accessibility(self)
        self.handle_held.connect(self.accessibility.tell_choice)
        self.editor.left.connect(self.setFocus)
        self.editor.moved.connect(self._move_on)
        self.editor.block_pasted.connect(self._paste)
        self.arranged.connect(self._place_editor)
        self.arranged.connect(self.accessibility.arrange)
        self.horizontalScrollBar().valueChanged.connect(self._place_editor)
        self.verticalScrollBar().valueChanged.connect(self._place_editor)

    # Requests, of the main window too

    def set_animation(self, pace: str) -> None:
        """Let values travel at this pace, and neurons slide; "off": neither."""
        self.flow.set_pace(pace)
        self.slide.is_on = pace != "off"
        self.slide.stop()

    def edit(self, choice: Choice, text: str = "") -> None:
        """Open the editor of a thing's number, where it has one that can be edited; `text` is typed into it.

        Where the thing is one of several that are chosen, what is typed is for all of them.
        """
        if not self.document.settle():
            return
        self.document.pause()
        several = many.as_one(self.document) if choice in self.document.chosen else None
        found = several or editable(self.document.moment, choice)
        if found is None:
            return
        room = self._number_room(found.choice)
        if room is None or self.height() < self.editor.sizeHint().height():
            if several is not None:
                many.ask_value(self.document, self, text)
                return
            self.no_room.emit(choice, text)
        else:
            self.editor.open(found, room, text)

    def edit_next(self, choice: Choice) -> None:
        """Choose a thing and open its number; a stack of boxes opens with the choice."""
        self.document.select(choice)
        self.edit(choice)

    def _move_on(self, step: int) -> None:
        """Open the next number, or the one before; at either end the tabs lead out."""
        chosen = self.document.selection
        following = None if chosen is None else next_number(self.document.experiment.network, chosen, step)
        if following is None:
            self.tabbed_out.emit(step)
        else:
            self.edit_next(following)

    def paste(self, choice: Choice | None, text: str = "") -> None:
        """Put numbers on a thing and what follows it: this text, or what is copied."""
        paste(self.document, self, choice, text or QGuiApplication.clipboard().text())

    def _paste(self, text: str) -> None:
        if self.document.selection is not None:
            self.paste(self.document.selection, text)

    def copy(self, choice: Choice) -> None:
        """Copy a thing's number in full digits."""
        number = number_of(self.document.moment, choice)
        if number is not None:
            QGuiApplication.clipboard().setText(shortest(number))

    def show_menu(self, choice: Choice, place: QPoint) -> None:
        """Choose a thing and open its menu at a point of the screen."""
        if not self.document.settle():
            return
        if choice not in self.document.chosen:
            self.document.select(choice)
        build_menu(self, choice).popup(place)

    def rename(self, named: Named) -> None:
        """Open the editor of the name of a neuron, over the neuron, or of a layer, in the place of its title."""
        if not self.document.settle():
            return
        self.document.pause()
        if isinstance(named, NeuronChoice):
            self.document.select(named)
        room = self._name_room(named)
        if room is not None:
            self.names.open(named, room.toRect())

    def _name_room(self, named: Named) -> QRectF | None:
        """Return where a name stands in the viewport."""
        if isinstance(named, NeuronChoice):
            return self._place(named)
        rect = name_room(self._stage.layout, named)
        return QRectF(self.mapFromScene(rect.topLeft()), rect.size())

    def leave_neuron(self, neuron: NeuronChoice, key: int) -> bool:
        """Go by an arrow from a layer's first or last neuron to its controls; say whether there are some that way."""
        return self._touch.leave_neuron(neuron, key)

    def press(self, handle: Handle) -> None:
        """Do what a control of the structure is for."""
        self._touch.press(handle)

    def doom(self, neurons: tuple[NeuronChoice, ...]) -> None:
        """Show what an entry of a menu would remove."""
        self._touch.doom(neurons)

    def handle_rect(self, handle: Handle) -> QRect | None:
        """Return where a control of the structure stands on the screen, None where it is not shown."""
        return self._touch.screen_rect(handle)

    def _place(self, choice: Choice) -> QRectF | None:
        """Return where a thing stands in the viewport."""
        rect = self._stage.layout.rect(choice)
        return None if rect is None else QRectF(self.mapFromScene(rect.topLeft()), rect.size())

    def _number_room(self, choice: Choice) -> QRectF | None:
        """Return where a thing's number stands in the viewport."""
        room = number_place(self._stage, choice)
        return None if room is None else QRectF(self.mapFromScene(room.topLeft()), room.size())

    def screen_rect(self, choice: Choice | None) -> QRect | None:
        """Return where a thing, or with None the loss, stands on the screen; None where it is not shown."""
        layout, rect = self._stage.layout, self._stage.layout.loss
        if choice is not None:
            rect = (layout.rect(choice) if layout.holds(choice) else None) or QRectF()
        if rect.isEmpty():
            return None
        place = QRect(self.mapFromScene(rect.topLeft()), rect.size().toSize())
        return QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())

    def refresh(self) -> None:
        """Tell screen readers too; an animation of this very moment goes on."""
        if self.flow.shows(self.document.moment):
            self._describe()
        else:
            self.flow.stop()
            super().refresh()
        self.accessibility.tell_moment()

    def _start_flow(self) -> None:
        moment = self.document.moment
        self.flow.start(moment, moment if moment.rung is not None else self.document.session.place.last_step())

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw what travels above all else."""
        super().drawForeground(painter, rect)
        self.flow.paint(painter)

    def _take_selection(self) -> None:
        before = self._stage.chosen
        super()._take_selection()
        if self._stage.chosen != before:
            self._touch.hold(None)
        self.accessibility.tell_choice()

    def _place_editor(self) -> None:
        self._touch.forget()
        if self.names.named is not None:
            self.names.place((self._name_room(self.names.named) or QRectF()).toRect())
        if self.editor.editable is None:
            return
        choice = self.editor.editable.choice
        room = self._number_room(choice) if self._stage.layout.holds(choice) else None
        if room is None:
            self.editor.give_way()
        else:
            self.editor.place(room)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.flow.finish()
        if not self.document.settle():
            return
        self._touch.hold(None)
        point, handle = event.position(), self._touch.at(event.position())
        choice = None if handle is not None else self._pointer.thing_at(point)
        if event.button() == Qt.MouseButton.MiddleButton or self._keyboard.is_space_held:
            self._keyboard.use_space()
            self._gesture = Pan(self, point)
        elif handle is not None and event.button() == Qt.MouseButton.LeftButton:
            self._gesture = HandlePress(self, point, handle)
        elif event.button() == Qt.MouseButton.LeftButton and choice is None and self._pointer.is_on_loss(point):
            self.document.select(TargetChoice(0))  # what is told of a target is the loss
        elif event.button() == Qt.MouseButton.LeftButton:
            self._gesture = self._press_of(point, choice, event.modifiers())

    def _press_of(self, point: QPointF, choice: Choice | None, modifiers: Qt.KeyboardModifier) -> Gesture:
        """Return what a press of the left button on a thing, or on the ground, begins."""
        adds = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if choice is not None:
            return Press(self, point, choice, modifiers)
        if adds or modifiers & Qt.KeyboardModifier.ShiftModifier:
            return Band(self, point, adds=adds)
        return Ground(self, point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what the mouse is over."""
        if self._gesture is not None:
            self._gesture = self._gesture.move(event.position(), event.modifiers())
        elif not event.buttons():
            self._pointer.hover(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the gesture."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit, on empty ground."""
        if self._pointer.is_on_ground(event.position()):
            self.fit()
        else:
            self.mousePressEvent(event)

    def cancel_gesture(self) -> bool:
        """End a gesture without its effect; say whether there was one."""
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.cancel()
        return gesture is not None

    def _follow(self) -> None:
        """Let a drag go whose number is not shown any more: a step, an undo or another sample came in between."""
        if self._gesture is not None and self._gesture.is_void():
            self.cancel_gesture()

    def _let_go(self) -> None:
        """End all that was begun on this network."""
        self.cancel_gesture()
        self.flow.stop()
        for menu in self.findChildren(QMenu, MENU):
            menu.close()

    def _take_experiment(self) -> None:
        if self.document.experiment.network is not self._stage.layout.network:
            self._let_go()
        super()._take_experiment()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Forget a held space bar."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._touch.hold(None)
        self._keyboard.use_space()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the focus."""
        super().focusInEvent(event)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse any more."""
        super().leaveEvent(event)
        self._pointer.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl; scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Answer tooltips and pinches."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self._zoom * (1 + event.value()), event.position())
                return True
        elif isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.set_zoom(self._zoom * pinch.scaleFactor(), pinch.centerPoint())
                return True
        return super().viewportEvent(event)

    def _show_tip(self, event: QHelpEvent) -> None:
        QToolTip.showText(event.globalPos(), self._pointer.tip(QPointF(event.pos())), self.viewport())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of what is under the mouse, or, by key, of what is chosen."""
        choice, place = self._pointer.thing_at(QPointF(event.pos())), event.globalPos()
        handle = self._touch.at(QPointF(event.pos()))
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            choice, handle = self._stage.chosen, self._touch.held
            rect = None if choice is None else self._place(choice)
            place = self.viewport().mapToGlobal(rect.bottomLeft().toPoint()) if rect is not None else place
        if handle is not None:
            self._touch.show_menu(handle)
        elif choice is not None:
            self.show_menu(choice, place)
        else:
            pop_up(self, place, "fit", "zoom_in", "zoom_out", "find")
        event.accept()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Claim the diagram's own keys before shortcuts of the window see them."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._keyboard.owns(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the diagram's keys."""
        if not self._touch.key(event) and not self._keyboard.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Answer the release of the space bar."""
        if not self._keyboard.release(event):
            super().keyReleaseEvent(event)
