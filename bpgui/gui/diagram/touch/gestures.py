"""What a press of the mouse becomes: one object a gesture, from press to release or Escape."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QApplication

from bpgui.gui.diagram.arrange.handles import Handle
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.values import Editable, editable
from bpgui.gui.document.selection import Choice
from bpgui.gui.widgets.number_edit import nudged
from bpgui.session.basics.problems import Problem

#: Pixels of a drag that make one notch.
NOTCH = 4.0


class Gesture:
    """A press at `origin`, in the viewport's pixels."""

    def __init__(self, view: Surface, origin: QPointF) -> None:
        self.view, self.origin = view, origin

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> "Gesture":
        """The mouse moved; return the gesture that goes on, this one or what it became."""
        return self

    def end(self) -> None:
        """The button was released."""

    def cancel(self) -> None:
        """Escape was pressed, or the mouse was taken away."""

    def is_void(self) -> bool:
        """Whether what it was begun on is not shown any more."""
        return False

    def _is_drag(self, point: QPointF) -> bool:
        return (point - self.origin).manhattanLength() >= QApplication.startDragDistance()


class Press(Gesture):
    """A press on a thing: a click chooses it and opens its editor; a drag scrubs its number, or pans.

    A click with Ctrl chooses it beside what is chosen, or lets it go; one with Shift chooses all up to it.
    """

    def __init__(self, view: Surface, origin: QPointF, choice: Choice, modifiers: Qt.KeyboardModifier) -> None:
        super().__init__(view, origin)
        self._choice, self._modifiers = choice, modifiers

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> "Gesture":
        """Become a scrub or a pan once it is a drag."""
        if not self._is_drag(point):
            return self
        way = point - self.origin
        found = editable(self.view.document.moment, self._choice)
        if found is not None and abs(way.x()) >= abs(way.y()):
            self.view.document.select(self._choice)
            return Scrub(self.view, point, found)
        return Pan(self.view, self.origin).move(point, modifiers)

    def end(self) -> None:
        """Choose, and edit what can be edited."""
        if self._modifiers & Qt.KeyboardModifier.ControlModifier:
            self.view.document.focus.choose_too(self._choice)
        elif self._modifiers & Qt.KeyboardModifier.ShiftModifier:
            self.view.document.focus.choose_up_to(self._choice)
        else:
            self.view.document.select(self._choice)
            self.view.edit(self._choice)


class HandlePress(Gesture):
    """A press on a control of the structure: it acts on the release, where the mouse is still on it."""

    def __init__(self, view: Surface, origin: QPointF, handle: Handle) -> None:
        super().__init__(view, origin)
        self._handle, self._is_on = handle, True

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> "Gesture":
        """Note whether the mouse is still on the control."""
        place, rect = self.view.mapToScene(point.toPoint()), self.view.handles.get(self._handle)
        self._is_on = rect is not None and rect.contains(place)
        return self

    def end(self) -> None:
        """Do what the control is for."""
        if self._is_on:
            self.view.press(self._handle)


class Scrub(Gesture):
    """A drag on a number: each notch changes it, prediction and loss follow, the release makes one edit."""

    def __init__(self, view: Surface, origin: QPointF, found: Editable) -> None:
        super().__init__(view, origin)
        view.document.pause()
        # A pause may have taken the run further: the number to begin with is the one shown now.
        self._editable = editable(view.document.moment, found.choice) or found
        self._notches, self._x = 0.0, origin.x()
        self._value = self._editable.value
        self._place = view.document.shown.place
        view.viewport().setCursor(Qt.CursorShape.SizeHorCursor)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> "Gesture":
        """Move the number by the notches gone: ten times as far with Shift, a tenth with Ctrl."""
        fine = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        factor = 10.0 if modifiers & Qt.KeyboardModifier.ShiftModifier else 0.1 if fine else 1.0
        self._notches += (point.x() - self._x) / NOTCH * factor
        self._x = point.x()
        grain = 0.1 if fine else 1.0
        value = nudged(self._editable.value, round(self._notches / grain) * grain)
        if value == self._value:
            return self
        try:
            self.view.document.preview(self._editable.edit(value))
        except Problem:
            return self  # the last possible number stays
        self._value = value
        return self

    def end(self) -> None:
        """Keep the number, as one edit."""
        self.view.viewport().unsetCursor()
        if self._value == self._editable.value:
            self.view.document.preview(None)
        else:
            self.view.document.perform(self._editable.edit(self._value))

    def is_void(self) -> bool:
        """Whether the number would go to another place than it was taken from."""
        return self.view.document.shown.place != self._place

    def cancel(self) -> None:
        """Return to the old number."""
        self.view.viewport().unsetCursor()
        self.view.document.preview(None)


class Ground(Gesture):
    """A press on empty ground: a click lets the choice go, a drag pans."""

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> "Gesture":
        """Become a pan once it is a drag."""
        return Pan(self.view, self.origin).move(point, modifiers) if self._is_drag(point) else self

    def end(self) -> None:
        """Choose nothing."""
        self.view.document.select(None)


class Band(Gesture):
    """A drag from empty ground with Shift: a rubber band, which chooses all that it touches; with Ctrl besides."""

    def __init__(self, view: Surface, origin: QPointF, *, adds: bool) -> None:
        super().__init__(view, origin)
        self._kept = view.document.chosen if adds else ()
        self._caught: tuple[Choice, ...] | None = None

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> "Gesture":
        """Draw the band to the mouse."""
        if self._caught is not None or self._is_drag(point):
            start, end = self.view.mapToScene(self.origin.toPoint()), self.view.mapToScene(point.toPoint())
            self._caught = self.view.catch(QRectF(start, end).normalized(), self._kept)
        return self

    def end(self) -> None:
        """Choose what the band touches; a click leaves the choice as it is."""
        self.view.catch(None)
        if self._caught is not None:
            document, caught = self.view.document, self._caught
            main = document.selection if document.selection in caught else next(iter(caught), None)
            document.select(main, caught)

    def cancel(self) -> None:
        """Leave the choice as it is."""
        self.view.catch(None)


class Pan(Gesture):
    """A drag of the whole drawing."""

    def __init__(self, view: Surface, origin: QPointF) -> None:
        super().__init__(view, origin)
        self._last = origin
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> "Gesture":
        """Move the drawing along."""
        way = point - self._last
        self._last = point
        self.view.pan(way.x(), way.y())
        return self

    def end(self) -> None:
        """Let go."""
        self.view.viewport().unsetCursor()

    def cancel(self) -> None:
        """Let go."""
        self.view.viewport().unsetCursor()
