"""What there is to act on: found by walking the widgets, and written as a text that finds it again in a replay."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

Kind = TypeVar("Kind", bound=QObject)


def inside(root: QObject, kind: type[Kind]) -> Iterator[Kind]:
    """Go through what stands within `root`.

    What `findChildren` finds PySide keeps as long as `root` lives, also what is gone in Qt: a life would grow by it.
    """
    for child in root.children():
        if isinstance(child, kind):
            yield child
        yield from inside(child, kind)


def windows() -> list[QWidget]:
    """Return the windows that take input now: the popup, else the modal one, else all that are visible."""
    popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
    if popup is not None:
        return [popup]
    if modal is not None:
        return [modal]
    return [w for w in QApplication.topLevelWidgets() if w.isVisible() and w.metaObject().className() != "QTipLabel"]


def widgets() -> list[QWidget]:
    """Return all widgets that can be seen and used now."""
    found = []
    for window in windows():
        children = [window, *inside(window, QWidget)]
        found += [w for w in children if w.isEnabled() and w.isVisible() and not w.visibleRegion().isEmpty()]
    return found


def main_window() -> QMainWindow | None:
    """Return the main window."""
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow)), None)


# Widgets


def address(widget: QWidget) -> str:
    """Return where a widget stands: the labels from its window down."""
    steps = []
    while (parent := widget.parentWidget()) is not None and not widget.isWindow():
        steps.append(_label(widget, _children(parent)))
        widget = parent
    steps.append(_label(widget, windows()))
    return "/".join(reversed(steps))


def at(text: str) -> QWidget | None:
    """Return the widget at an address, None where there is none that can be used now."""
    steps = text.split("/")
    found = _labelled(steps[0], windows())
    for step in steps[1:]:
        found = None if found is None else _labelled(step, _children(found))
    return found if found is not None and found.isVisible() and found.isEnabled() else None


def _children(parent: QWidget) -> list[QWidget]:
    return [child for child in parent.children() if isinstance(child, QWidget) and not child.isWindow()]


def _name(widget: QWidget) -> str:
    return (widget.objectName() or type(widget).__name__).replace("/", "|").replace("#", "|")


def _label(widget: QWidget, others: list[QWidget]) -> str:
    alike = [other for other in others if _name(other) == _name(widget)]
    return f"{_name(widget)}#{alike.index(widget)}" if widget in alike else _name(widget)


def _labelled(label: str, among: list[QWidget]) -> QWidget | None:
    name, _, place = label.partition("#")
    alike = [widget for widget in among if _name(widget) == name]
    return alike[int(place or 0)] if int(place or 0) < len(alike) else None


# Actions of the menu bar


def actions() -> dict[str, QAction]:
    """Return the enabled actions of the menu bar and its submenus, by their address."""
    window = main_window()
    return {} if window is None else dict(_leaves(window.menuBar().actions(), ""))


def _leaves(entries: list[QAction], path: str) -> Iterator[tuple[str, QAction]]:
    for place, action in enumerate(entries):
        menu, own = action.menu(), f"{path}{place}"
        if isinstance(menu, QMenu):
            if menu.isEnabled():
                menu.aboutToShow.emit()  # some fill themselves now
                yield from _leaves(menu.actions(), f"{own}.")
        elif action.isEnabled() and not action.isSeparator():
            yield f"{own} {action.objectName() or 'action'}", action
