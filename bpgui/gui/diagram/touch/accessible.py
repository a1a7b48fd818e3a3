"""The diagram in the accessibility tree: every neuron, parameter and target, and the loss, with name, value and place.

A scene has no accessible children of its own, so the view's interface is given some here. Qt keeps bare pointers to
them: each lives in `_alive` until `_release` takes it from Qt first.
"""

from __future__ import annotations

import weakref
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
    QAccessibleValueInterface,
    QWindow,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken, VoidPtr

from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.tips import full_name, not_computed, summary
from bpgui.gui.diagram.touch.values import editable, number_of
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.number_edit import nudged

#: Of larger networks only what can be seen is in the tree; the outline has the rest.
MAX_PARAMETERS = 300
#: The one answer of interface_cast that means "none".
_NONE = VoidPtr(0)
_alive: dict[int, AccessibleItem] = {}
_is_installed = False


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
        state.selected = self.choice is not None and view.document.selection == self.choice
        state.focused = state.selected and view.hasFocus()
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
            return not_computed() if number is None else view.document.text(number)
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
class DiagramAccessible(QAccessibleWidget):
    """The view's own interface: its children are the things of the network, then the open editor."""

    def __init__(self, view: Surface) -> None:
        super().__init__(view, QAccessible.Role.Graphic)
        self._view = weakref.ref(view)

    def _children(self) -> list[QAccessibleInterface]:
        view = self._view()
        if view is None or not Shiboken.isValid(view):
            return []
        children: list[QAccessibleInterface] = list(view.accessibility.things())
        if view.editor.isVisible():
            children.append(QAccessible.queryAccessibleInterface(view.editor))
        return children

    def childCount(self) -> int:
        return len(self._children())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        children = self._children()
        return children[index] if 0 <= index < len(children) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return next((k for k, found in enumerate(self._children()) if found is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return next((child for child in reversed(self._children()) if child.rect().contains(x, y)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        view = self._view()
        if view is None or not view.hasFocus():
            return None
        return view.accessibility.thing(view.document.selection)


class Accessibility:
    """Keeps the things of one view in step with what it shows, and tells screen readers of changes."""

    def __init__(self, view: Surface) -> None:
        _install()
        self._view = view
        self._things: dict[Choice | None, AccessibleItem] = {}
        self._rung: object = None
        things = self._things
        view.destroyed.connect(lambda: _release(list(things.values())))

    def things(self) -> list[AccessibleItem]:
        """Return all things, made when they are first asked for."""
        if not self._things:
            self._sync()
        return list(self._things.values())

    def thing(self, choice: Choice | None) -> AccessibleItem | None:
        """Return one thing that is in the tree."""
        return self._things.get(choice) if choice is not None else None

    def arrange(self) -> None:
        """Other things may be shown: bring the tree in step, if somebody ever looked at it."""
        if self._things or QAccessible.isActive():
            self._sync()

    def _sync(self) -> None:
        wanted = self._wanted()
        stale = [self._things.pop(choice) for choice in set(self._things) - set(wanted)]
        kept = dict(self._things)
        self._things.clear()
        for choice in wanted:
            thing = kept.get(choice) or AccessibleItem(self._view, choice)
            _alive[id(thing)] = thing
            self._things[choice] = thing
        _release(stale)
        if stale and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.ObjectReorder))

    def _wanted(self) -> list[Choice | None]:
        """Return all that is in the tree, in reading order: by layer, each neuron after what leads into it."""
        layout = self._view.arrangement
        network = layout.network
        is_small = network.parameter_count <= MAX_PARAMETERS
        wanted: list[Choice | None] = []
        for layer, size in enumerate(network.sizes):
            for neuron in range(min(size, MAX_PARAMETERS)):
                parameters = [ParameterChoice(index) for index in network.incoming(layer, neuron)] if is_small else []
                wanted += [*parameters, NeuronChoice(layer, neuron)]
        stack = layout.stack
        if stack is not None and not is_small:
            slots = range(stack.first, stack.first + len(stack.rects))
            wanted += [ParameterChoice(layout.parameter(stack.layer, stack.neuron, slot)) for slot in slots]
        return [*wanted, *map(TargetChoice, range(min(network.outputs, MAX_PARAMETERS))), None]

    def tell_choice(self) -> None:
        """Tell that another thing has the keyboard."""
        thing = self.thing(self._view.document.selection)
        if thing is not None and QAccessible.isActive() and self._view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(thing, QAccessible.Event.Focus))

    def tell_moment(self) -> None:
        """Tell the chosen thing's new value; announce each phase of a walk."""
        document = self._view.document
        if not QAccessible.isActive() or document.is_running:
            return
        for thing in (self.thing(document.selection), self._things.get(None)):
            number = None if thing is None else thing.number()
            if thing is not None and number is not None:
                QAccessible.updateAccessibility(QAccessibleValueChangeEvent(thing, number))
        rung = (document.moment.rung, document.moment.row)
        if document.moment.rung is not None and rung != self._rung:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._view, summary(document)))
        self._rung = rung


def _release(things: list[AccessibleItem]) -> None:
    for thing in things:
        if _alive.pop(id(thing), None) is not None and Shiboken.isValid(thing):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(thing))


def _install() -> None:
    """Give every diagram its own interface; once is enough for the whole program."""
    global _is_installed  # noqa: PLW0603  Qt's list of factories is global too
    if not _is_installed:
        QAccessible.installFactory(_factory)
        _is_installed = True


def _factory(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
    return DiagramAccessible(thing) if isinstance(thing, Surface) else None
