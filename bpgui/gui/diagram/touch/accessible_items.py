"""One thing of the diagram in the accessibility tree: a neuron, parameter or target, the loss, a control."""

from __future__ import annotations

import weakref
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleValueInterface,
    QWindow,
)
from shiboken6 import Shiboken, VoidPtr

from bpgui.gui.diagram.arrange.handles import Handle
from bpgui.gui.diagram.touch.handles import handle_name
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.tips import full_name, in_and_out, not_computed
from bpgui.gui.diagram.touch.values import editable, number_of
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import nudged
from bpgui.session.basics.numbers import spoken

#: The one answer of interface_cast that means "none".
_NONE = VoidPtr(0)


@guarded
class AccessibleItem(QAccessibleInterface):
    """A neuron, parameter or target of a view; the loss where `choice` is None."""

    def __init__(self, view: Surface, choice: Choice | None) -> None:
        super().__init__()
        self.choice = choice
        self._view = weakref.ref(view)
        self._value, self._action = _Value(self), _Action(self)

    @property
    def view(self) -> Surface | None:
        """The view, None when it is gone."""
        view = self._view()
        return view if view is not None and Shiboken.isValid(view) else None

    def number(self) -> float | None:
        """Return the number it shows, None where none is computed."""
        view = self.view
        if view is None:
            return None
        moment = view.document.moment
        if self.choice is not None:
            return number_of(moment, self.choice)
        return moment.sample_loss if moment.shows_loss else None

    def set_number(self, value: float) -> None:
        """Set its number, as an edit."""
        view = self.view
        found = None if view is None else editable(view.document.moment, self.choice)
        if view is not None and found is not None:
            view.document.perform(found.edit(value))

    def press(self) -> None:
        """Do what a click does."""
        view = self.view
        if view is not None and self.choice is not None:
            view.setFocus()
            view.document.select(self.choice)
            view.edit(self.choice)

    def is_editable(self) -> bool:
        """Whether its number can be set."""
        view = self.view
        return view is not None and editable(view.document.moment, self.choice) is not None

    # What Qt asks

    def isValid(self) -> bool:  # noqa: N802
        return self.view is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        return None

    def window(self) -> QWindow | None:  # type: ignore[override]
        view = self.view
        return None if view is None else view.window().windowHandle()

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self.view
        return None if view is None else QAccessible.queryAccessibleInterface(view)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.SpinBox if self.is_editable() else QAccessible.Role.StaticText

    def rect(self) -> QRect:
        view = self.view
        place = None if view is None else view.screen_rect(self.choice)
        return place or QRect()

    def state(self) -> QAccessible.State:
        state, view = QAccessible.State(), self.view
        if view is None:
            state.invalid = True
            return state
        state.focusable = self.choice is not None
        state.selectable = state.focusable
        state.multiSelectable = state.extSelectable = state.focusable
        state.selected = self.choice is not None and self.choice in view.document.chosen
        state.focused = self.choice is not None and view.document.selection == self.choice and view.hasFocus()
        state.readOnly = not self.is_editable()
        state.invisible = not view.isVisible()
        state.offscreen = view.screen_rect(self.choice) is None
        return state

    def text(self, kind: QAccessible.Text) -> str:
        view, number = self.view, self.number()
        if view is None:
            return ""
        if kind == QAccessible.Text.Name:
            if self.choice is None:
                return QCoreApplication.translate("Diagram", "Loss")
            return full_name(view.document.experiment.network, self.choice)
        if kind == QAccessible.Text.Value:
            return not_computed() if number is None else spoken(view.document.text(number))
        if kind == QAccessible.Text.Description and isinstance(self.choice, NeuronChoice):
            return spoken(in_and_out(view.document, self.choice))
        if kind == QAccessible.Text.Description and isinstance(self.choice, ParameterChoice):
            if self.choice.index in view.document.experiment.settings.cut:
                return QCoreApplication.translate("Diagram", "cut")
            is_locked = view.document.experiment.settings.locked[self.choice.index]
            return QCoreApplication.translate("Diagram", "locked") if is_locked else ""
        return ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        """Do nothing: the value interface sets numbers."""

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.ValueInterface and self.number() is not None:
            return self._value
        if kind == QAccessible.InterfaceType.ActionInterface and self.choice is not None:
            return self._action
        return _NONE


@guarded
class _Value(QAccessibleValueInterface):
    def __init__(self, thing: AccessibleItem) -> None:
        super().__init__()
        self._thing = weakref.ref(thing)

    def currentValue(self) -> float:
        thing = self._thing()
        number = None if thing is None else thing.number()
        return float("nan") if number is None else number

    def setCurrentValue(self, value: float) -> None:
        thing = self._thing()
        if thing is not None:
            QTimer.singleShot(0, lambda: thing.set_number(float(value)))

    def minimumValue(self) -> float:
        return -1e9

    def maximumValue(self) -> float:
        return 1e9

    def minimumStepSize(self) -> float:
        value = self.currentValue()
        return abs(nudged(value, 1) - value)


@guarded
class _Action(QAccessibleActionInterface):
    def __init__(self, thing: AccessibleItem) -> None:
        super().__init__()
        self._thing = weakref.ref(thing)

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction()]

    def doAction(self, name: str) -> None:
        thing = self._thing()
        if thing is not None:
            QTimer.singleShot(0, thing.press)  # never inside the reader's call

    def keyBindingsForAction(self, name: str) -> list[str]:
        return []


@guarded
class AccessibleControl(AccessibleItem):
    """A control of the structure: a button with a name."""

    def __init__(self, view: Surface, handle: Handle) -> None:
        super().__init__(view, None)
        self.handle = handle

    def number(self) -> float | None:
        """Return none: it has no number."""
        return None

    def press(self) -> None:
        """Do what a click does."""
        view = self.view
        if view is not None:
            view.setFocus()
            view.press(self.handle)

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.Button

    def rect(self) -> QRect:
        view = self.view
        return (None if view is None else view.handle_rect(self.handle)) or QRect()

    def state(self) -> QAccessible.State:
        state, view = super().state(), self.view
        state.readOnly = state.offscreen = False
        state.focusable = True
        state.focused = view is not None and view.hasFocus() and view.held == self.handle
        return state

    def text(self, kind: QAccessible.Text) -> str:
        view = self.view
        if view is None or kind != QAccessible.Text.Name:
            return ""
        return handle_name(view.document.session.experiment.network, self.handle)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        return self._action if kind == QAccessible.InterfaceType.ActionInterface else _NONE
