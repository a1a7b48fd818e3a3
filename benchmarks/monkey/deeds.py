"""What can be done with a widget, an action or the window, as a value that a replay does again."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QWheelEvent,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDockWidget,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QWidget,
)
from shiboken6 import Shiboken

from benchmarks.monkey import places
from bpgui.gui.window.dock_drags import let_go_of_all

NO_KEYS = Qt.KeyboardModifier.NoModifier
#: Called before each key of a text: a person presses one after the other, and each may take its time.
before_keys: list[Callable[[], None]] = []


@dataclass(frozen=True)
class Deed:
    """One thing to do: its name in DOING, the address of what it is done to, how, and the pause before it in ms."""

    what: str
    where: str = ""
    how: tuple[Any, ...] = ()
    pause: int = 0

    def text(self) -> str:
        """Return it as one line of a trail."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, line: str) -> "Deed":
        """Read a line of a trail."""
        fields = json.loads(line)
        return cls(fields["what"], fields["where"], tuple(fields["how"]), fields["pause"])

    def do(self) -> None:
        """Do it; nothing happens where it is not possible now."""
        if self.what == "trigger":
            action = places.actions().get(self.where)
            if action is not None:
                action.trigger()
            return
        widget = places.at(self.where) if self.where else places.main_window()
        if widget is None and self.what == "release":  # what was pressed is gone, the button is down all the same
            widget = places.main_window()
        if widget is not None:
            DOING[self.what](widget, *self.how)


# Mouse


def _window(widget: QWidget, *pixels: QPoint) -> QWindow | None:
    """Return the platform's window of a widget, None where these pixels lie outside it."""
    window: QWindow | None = widget.window().windowHandle()
    if window is None or not all(QRect(QPoint(0, 0), window.size()).contains(pixel) for pixel in pixels):
        return None
    return window


def _place(widget: QWidget, x: float, y: float) -> QPoint:
    """Return the pixel of a widget at these shares of its width and height."""
    return QPoint(int(x * (widget.width() - 1)), int(y * (widget.height() - 1)))


def _mouse(widget: QWidget, act: Callable[..., None], button: int, keys: int, place: QPoint) -> None:
    point = widget.mapTo(widget.window(), place)
    window = _window(widget, point)
    if window is not None:
        act(window, Qt.MouseButton(button), Qt.KeyboardModifier(keys), point)


def _click(widget: QWidget, x: float, y: float, button: int, keys: int) -> None:
    place = widget.mapTo(widget.window(), _place(widget, x, y))
    if _window(widget, place) is None:
        return
    _press(widget, x, y, button, keys)
    if (window := _left_by_press(widget)) is not None:
        QTest.mouseRelease(window, Qt.MouseButton(button), Qt.KeyboardModifier(keys), _within(window, place))


def _left_by_press(widget: QWidget) -> QWindow | None:
    """Return the window that hears of a release: the press may have ended the widget, or its window."""
    held = widget if Shiboken.isValid(widget) else places.main_window()
    return None if held is None else _window(held)


def _double(widget: QWidget, x: float, y: float, button: int, keys: int) -> None:
    _mouse(widget, QTest.mouseDClick, button, keys, _place(widget, x, y))


def _press(widget: QWidget, x: float, y: float, button: int, keys: int) -> None:
    _mouse(widget, QTest.mousePress, button, keys, _place(widget, x, y))


def _release(widget: QWidget, x: float, y: float, button: int, keys: int) -> None:
    window = _window(widget)
    if window is not None:
        point = _within(window, widget.mapTo(widget.window(), _place(widget, x, y)))
        QTest.mouseRelease(window, Qt.MouseButton(button), Qt.KeyboardModifier(keys), point)


def _within(window: QWindow, point: QPoint) -> QPoint:
    """Return a pixel of a window, which may have become smaller since the button was pressed."""
    area = QRect(QPoint(0, 0), window.size())
    return point if area.contains(point) else area.center()


def _move(widget: QWidget, x: float, y: float) -> None:
    point = widget.mapTo(widget.window(), _place(widget, x, y))
    window = _window(widget, point)
    if window is not None:
        QTest.mouseMove(window, point)


def _drag(widget: QWidget, button: int, keys: int, *points: float) -> None:
    shares = zip(points[::2], points[1::2], strict=True)
    pixels = [widget.mapTo(widget.window(), _place(widget, x, y)) for x, y in shares]
    window = _window(widget, *pixels)
    if window is None:
        return
    QTest.mousePress(window, Qt.MouseButton(button), Qt.KeyboardModifier(keys), pixels[0])
    for point in pixels[1:]:
        QTest.mouseMove(window, _within(window, point))
    QTest.mouseRelease(window, Qt.MouseButton(button), Qt.KeyboardModifier(keys), _within(window, pixels[-1]))


def _wheel(widget: QWidget, x: float, y: float, notches: int, keys: int) -> None:
    place = QPointF(_place(widget, x, y))
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(place)),
        QPoint(0, 0),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier(keys),
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def _menu(widget: QWidget, x: float, y: float, reason: int) -> None:
    place = _place(widget, x, y)
    event = QContextMenuEvent(QContextMenuEvent.Reason(reason), place, widget.mapToGlobal(place), NO_KEYS)
    QApplication.sendEvent(widget, event)


def _tip(widget: QWidget, x: float, y: float) -> None:
    place = _place(widget, x, y)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))


# Keys


def _key(widget: QWidget, key: int, keys: int) -> None:
    if (window := _window(widget)) is not None:
        QTest.keyPress(window, Qt.Key(key), Qt.KeyboardModifier(keys))
        if (left := _left_by_press(widget)) is not None:
            QTest.keyRelease(left, Qt.Key(key), Qt.KeyboardModifier(keys))


def _type(widget: QWidget, text: str, end: int) -> None:
    """Replace what stands in an editor, and end with a key; 0 is none."""
    widget.setFocus()
    if isinstance(widget, QLineEdit):
        widget.selectAll()
    target: QWidget = widget
    for letter in text:
        _wait_for_key()
        target = _typed_into() or target
        if letter.isascii() and letter.isprintable():
            QTest.keyClicks(target, letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)
    if end:
        _wait_for_key()
        QTest.keyClick(_typed_into() or target, Qt.Key(end))


def _typed_into() -> QWidget | None:
    """Return what has the focus, unless a modal dialog before it would get the keys of a person."""
    focus, modal = QApplication.focusWidget(), QApplication.activeModalWidget()
    return None if focus is None or (modal is not None and focus.window() is not modal) else focus


def _wait_for_key() -> None:
    for listener in before_keys:
        listener()


def _numbers(widget: QWidget, key: int, *texts: str) -> None:
    """Type numbers one after the other, with Tab or Shift+Tab between: each goes where the last one led."""
    widget.setFocus()
    shift = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab.value else NO_KEYS
    for text in texts:
        for letter in text:
            _wait_for_key()
            QTest.keyClicks(QApplication.focusWidget() or widget, letter)
        _wait_for_key()
        QTest.keyClick(QApplication.focusWidget() or widget, Qt.Key(key), shift)


def _number(widget: QWidget, text: str) -> None:
    """Answer a dialog with a number and Enter, wherever it begins."""
    QTest.keyClicks(QApplication.focusWidget() or widget, text)
    QTest.keyClick(QApplication.focusWidget() or widget, Qt.Key.Key_Return)


def _new(widget: QWidget, sizes: str, samples: int, source: int, numbers: str) -> None:
    """Fill in what makes a network, and end with Enter."""
    texts, count = widget.findChild(QLineEdit, "sizes"), widget.findChild(QSpinBox, "samples")
    sources, pasted = widget.findChild(QComboBox, "source"), widget.findChild(QPlainTextEdit, "pasted")
    if texts is None or count is None or sources is None or pasted is None:
        return
    texts.setText(sizes)
    count.setValue(samples)
    sources.setCurrentIndex(source)
    pasted.setPlainText(numbers)
    texts.setFocus()
    QTest.keyClick(texts, Qt.Key.Key_Return)


def _picture(widget: QWidget, share: float, name: str) -> None:
    """Choose a picture and a file, wherever there is one to choose, and end with the dialog's own button."""
    pictures = widget.findChild(QComboBox, "picture")
    if pictures is not None:
        pictures.setCurrentIndex(int(share * pictures.count()))
    path = widget.findChild(QLineEdit, "path") or widget.findChild(QLineEdit, "filename")
    if path is not None:
        path.setText(str(Path(name).absolute()) if name else "")
    for box in places.inside(widget, QDialogButtonBox):
        for button in box.buttons():
            if box.buttonRole(button) == QDialogButtonBox.ButtonRole.AcceptRole and button.isVisible():
                button.click()
                return


def _validate(widget: QWidget, values: str, folds: int, epochs: int) -> None:
    """Ask for a short cross-validation."""
    texts, begin = widget.findChild(QLineEdit, "validationValues"), widget.findChild(QPushButton, "validationBegin")
    counts = [widget.findChild(QSpinBox, f"validation{name}") for name in ("Folds", "Epochs")]
    if texts is None or begin is None:
        return
    texts.setText(values)
    texts.textEdited.emit(values)
    for field, count in zip(counts, (folds, epochs), strict=True):
        if field is not None:
            field.setValue(count)
    begin.click()


def _paste(widget: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    widget.setFocus()
    _key(widget, Qt.Key.Key_V.value, Qt.KeyboardModifier.ControlModifier.value)


def _focus(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.TabFocusReason)


# Views, tabs, docks


def _cell(widget: QWidget, row: float, column: float, is_twice: bool) -> None:
    if not isinstance(widget, QAbstractItemView) or widget.model() is None:
        return
    model = widget.model()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()  # a list's own count is not public
    index = model.index(int(row * model.rowCount()), int(column * columns))
    if index.isValid():
        widget.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        act = QTest.mouseDClick if is_twice else QTest.mouseClick
        place = widget.visualRect(index).center()
        if widget.viewport().rect().contains(place):
            _mouse(widget.viewport(), act, Qt.MouseButton.LeftButton.value, 0, place)


def _tab(widget: QWidget, share: float) -> None:
    if isinstance(widget, QTabBar):
        place = widget.tabRect(int(share * widget.count())).center()
        _mouse(widget, QTest.mouseClick, Qt.MouseButton.LeftButton.value, 0, place)


def _dock(widget: QWidget, name: str, what: str, other: str) -> None:
    dock, second = widget.findChild(QDockWidget, name), widget.findChild(QDockWidget, other)
    if dock is None or second is None or not isinstance(widget, QMainWindow):
        return
    let_go_of_all(widget)  # as the program does before it moves a panel
    if what == "float":
        dock.setFloating(not dock.isFloating())
    elif what == "close":
        dock.close()
    elif what == "show":
        dock.show()
        dock.raise_()
    elif what == "tab" and dock is not second:
        widget.tabifyDockWidget(second, dock)
    elif what == "split" and dock is not second:
        widget.splitDockWidget(second, dock, Qt.Orientation.Horizontal)
    elif what in AREAS:
        widget.addDockWidget(AREAS[what], dock)


AREAS = {
    "left": Qt.DockWidgetArea.LeftDockWidgetArea,
    "right": Qt.DockWidgetArea.RightDockWidgetArea,
    "top": Qt.DockWidgetArea.TopDockWidgetArea,
    "bottom": Qt.DockWidgetArea.BottomDockWidgetArea,
}
DOCK_MOVES = ("float", "close", "show", "show", "tab", "split", *AREAS)


# Windows and dialogs


def _resize(widget: QWidget, width: int, height: int) -> None:
    widget.window().resize(width, height)


def _state(widget: QWidget, what: str) -> None:
    window = widget.window()
    {
        "minimise": window.showMinimized,
        "maximise": window.showMaximized,
        "normal": window.showNormal,
        "away": lambda: QApplication.sendEvent(window, QEvent(QEvent.Type.WindowDeactivate)),
        "front": window.activateWindow,
        "close": window.close,
    }[what]()


STATES = ("minimise", "maximise", "normal", "normal", "away", "front")


def _drop(widget: QWidget, name: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(Path(name).absolute()))])
    place, buttons = QPoint(9, 9), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, buttons, NO_KEYS)
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, NO_KEYS))


def _file(widget: QWidget, name: str) -> None:
    """Answer a file dialog; nothing else is ever done in one, because it can remove files."""
    if not isinstance(widget, QFileDialog):
        return
    field = widget.findChild(QLineEdit, "fileNameEdit")
    if name and field is not None:
        field.setText(str(Path(name).absolute()))
        widget.accept()
    else:
        widget.reject()


def _reject(widget: QWidget) -> None:
    if isinstance(widget, QDialog):
        widget.reject()
    else:
        widget.close()


def _wait(_widget: QWidget) -> None:
    """Let time pass."""


DOING: dict[str, Callable[..., None]] = {
    "cell": _cell,
    "click": _click,
    "dock": _dock,
    "double": _double,
    "drag": _drag,
    "drop": _drop,
    "file": _file,
    "focus": _focus,
    "key": _key,
    "menu": _menu,
    "move": _move,
    "new": _new,
    "number": _number,
    "numbers": _numbers,
    "paste": _paste,
    "picture": _picture,
    "press": _press,
    "reject": _reject,
    "release": _release,
    "resize": _resize,
    "state": _state,
    "tab": _tab,
    "tip": _tip,
    "type": _type,
    "validate": _validate,
    "wait": _wait,
    "wheel": _wheel,
}
