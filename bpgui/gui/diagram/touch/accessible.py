"""The diagram in the accessibility tree: all things with name, value and place.

There is one for every neuron, parameter and target, the loss, and each control of the structure.

A scene has no accessible children of its own, so the view's interface is given some here. Qt keeps bare pointers to
them: each lives in `_alive` until `_release` takes it from Qt first.
"""

from __future__ import annotations

import weakref

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import Shiboken

from bpgui.gui.diagram.arrange.handles import Handle
from bpgui.gui.diagram.touch.accessible_items import AccessibleControl, AccessibleItem
from bpgui.gui.diagram.touch.surface import Surface
from bpgui.gui.diagram.touch.tips import summary
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.widgets.guard import guarded

#: Of larger networks only what can be seen is in the tree; the outline has the rest.
MAX_PARAMETERS = 300
_alive: dict[int, AccessibleItem] = {}
_is_installed = False


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
        return view.accessibility.thing(view.held or view.document.selection)


class Accessibility:
    """Keeps the things of one view in step with what it shows, and tells screen readers of changes."""

    def __init__(self, view: Surface) -> None:
        _install()
        self._view = view
        self._things: dict[Choice | Handle | None, AccessibleItem] = {}
        self._rung: object = None
        things = self._things
        view.destroyed.connect(lambda: _release(list(things.values())))

    def things(self) -> list[AccessibleItem]:
        """Return all things, made when they are first asked for."""
        if not self._things:
            self._sync()
        return list(self._things.values())

    def thing(self, choice: Choice | Handle | None) -> AccessibleItem | None:
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
            thing = kept.get(choice) or self._made(choice)
            _alive[id(thing)] = thing
            self._things[choice] = thing
        _release(stale)
        if stale and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self._view, QAccessible.Event.ObjectReorder))

    def _made(self, wanted: Choice | Handle | None) -> AccessibleItem:
        if isinstance(wanted, Handle):
            return AccessibleControl(self._view, wanted)
        return AccessibleItem(self._view, wanted)

    def _wanted(self) -> list[Choice | Handle | None]:
        """Return all that is in the tree, in reading order: by layer, each neuron after what leads into it."""
        layout = self._view.arrangement
        network = layout.network
        is_small = network.parameter_count <= MAX_PARAMETERS
        wanted: list[Choice | Handle | None] = []
        for layer, size in enumerate(network.sizes):
            for neuron in range(min(size, MAX_PARAMETERS)):
                parameters = [ParameterChoice(index) for index in network.incoming(layer, neuron)] if is_small else []
                wanted += [*parameters, NeuronChoice(layer, neuron)]
        stack = layout.stack
        if stack is not None and not is_small:
            slots = range(stack.first, stack.first + len(stack.rects))
            wanted += [ParameterChoice(layout.parameter(stack.layer, stack.neuron, slot)) for slot in slots]
        wanted += map(TargetChoice, range(min(network.outputs, MAX_PARAMETERS)))
        return [*wanted, None, *self._view.handles]

    def tell_choice(self) -> None:
        """Tell that another thing, or a control, has the keyboard."""
        thing = self.thing(self._view.held or self._view.document.selection)
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
