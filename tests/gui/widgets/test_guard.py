"""No override of a Qt method can end the program, whatever goes wrong in it."""

import importlib
import pkgutil
import subprocess
import sys

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QGraphicsItem, QPushButton, QStyledItemDelegate, QWidget

import bpgui.gui
from bpgui.gui.widgets.guard import guarded, is_qt, unguarded


def test_no_override_of_the_program_is_unguarded():
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(bpgui.gui.__path__, "bpgui.gui.")]
    kinds = {
        k for module in modules for k in vars(module).values() if isinstance(k, type) and any(map(is_qt, k.__mro__))
    }
    kinds = {kind for kind in kinds if not is_qt(kind)}
    assert len(kinds) > 50
    assert {kind: list(unguarded(kind)) for kind in kinds if unguarded(kind)} == {}


# Each error comes from C code in a method that Qt calls while Python waits for Qt: what ended Python 3.11.
SCRIPT = """
import sys
import numpy as np
from PySide6.QtCore import *
from PySide6.QtGui import *
from PySide6.QtWidgets import *
from bpgui.gui.widgets.guard import guarded

ERRORS = [lambda: [][0], lambda: {}["x"], lambda: np.zeros(3)[7], lambda: int("x"), lambda: "\\udcff".encode(),
          lambda: np.zeros(2) + np.zeros(3), lambda: np.linalg.inv(np.zeros((2, 2))), lambda: 1 // 0,
          lambda: sys.exit(3)]
told = []
sys.excepthook = lambda kind, error, traceback: told.append(kind.__name__)
app = QApplication([])

for error in ERRORS:
    class Failing:
        def closeEvent(self, event): error()
        def changeEvent(self, event): error()
        def paintEvent(self, event): painter = QPainter(self); error()
        def resizeEvent(self, event): error()
        def showEvent(self, event): error()
        def sizeHint(self): error()
        def eventFilter(self, watched, event): error()

    class Model(QAbstractTableModel):
        def rowCount(self, parent=None): return 3
        def columnCount(self, parent=None): return 3
        def data(self, index, role=0): error()
        def flags(self, index): error()

    class Item(QGraphicsItem):
        def boundingRect(self): error()
        def paint(self, painter, option, widget=None): error()

    widget = guarded(type("Window", (Failing, QWidget), {}))()
    widget.installEventFilter(widget)
    view, model = QTableView(widget), guarded(Model)()
    view.setModel(model)
    scene = QGraphicsScene()
    scene.addItem(item := guarded(Item)())
    drawing = QGraphicsView(scene, widget)
    widget.show()
    widget.resize(50, 50)
    widget.adjustSize()
    widget.setWindowTitle("title")
    widget.grab()
    drawing.grab()
    view.resizeColumnToContents(1)
    assert widget.close()
    assert len(told) > 10, told  # every method above has failed
    print(told[0])
    told.clear()
"""


def test_errors_of_c_code_below_python_and_qt_do_not_end_the_program():
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    arithmetic = ["ValueError", "LinAlgError", "ZeroDivisionError"]
    kinds = ["IndexError", "KeyError", "IndexError", "ValueError", "UnicodeEncodeError", *arithmetic, "SystemExit"]
    assert run.stdout.split() == kinds


def failing(kind: type, name: str) -> type:
    """Return a guarded class whose method of this name fails."""
    return guarded(type("Failing", (kind,), {name: lambda *args, **kwargs: vars(kind)[""]}))


@pytest.mark.parametrize(
    ("kind", "name", "args", "answer"),
    [
        (QAbstractItemModel, "data", (QModelIndex(), 0), None),
        (QAbstractItemModel, "rowCount", (QModelIndex(),), 0),
        (QAbstractItemModel, "index", (0, 0, QModelIndex()), QModelIndex()),
        (QAbstractItemModel, "parent", (QModelIndex(),), QModelIndex()),
        (QAbstractItemModel, "flags", (QModelIndex(),), Qt.ItemFlag.NoItemFlags),
        (QAbstractItemModel, "setData", (QModelIndex(), 1, 0), False),
        (QStyledItemDelegate, "createEditor", (None, None, QModelIndex()), None),
        (QWidget, "sizeHint", (), QSize(-1, -1)),
        (QWidget, "heightForWidth", (9,), -1),
        (QWidget, "event", (QEvent(QEvent.Type.User),), False),
        (QWidget, "eventFilter", (None, QEvent(QEvent.Type.User)), False),
        (QWidget, "paintEvent", (None,), None),
        (QGraphicsItem, "boundingRect", (), QRectF()),
        (
            QGraphicsItem,
            "itemChange",
            (QGraphicsItem.GraphicsItemChange.ItemPositionChange, QPointF(1, 2)),
            QPointF(1, 2),
        ),
        (QAccessibleInterface, "rect", (), QRect()),
        (QAccessibleInterface, "role", (), QAccessible.Role.NoRole),
        (QAccessibleInterface, "text", (QAccessible.Text.Name,), ""),
        (QAccessibleInterface, "child", (0,), None),
        (QAccessibleInterface, "childCount", (), 0),
    ],
)
def test_qt_gets_a_harmless_answer(qapp, monkeypatch, kind, name, args, answer):
    told = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, traceback: told.append(kind))
    given = getattr(failing(kind, name)(), name)(*args)
    assert (given, type(given)) == (answer, type(answer))
    assert told == [KeyError]


def test_an_error_while_an_error_is_told_ends_nothing(qapp, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", lambda *error: vars(sys)[""])
    assert failing(QWidget, "sizeHint")().sizeHint() is None


def test_a_guarded_method_is_the_slot_that_it_was(qtbot):
    @guarded
    class Window(QWidget):
        def hide(self):
            self.was_hidden = True

        def setToolTip(self, text="none"):  # noqa: N802  Qt's name
            self.text = text

    window, button = Window(), QPushButton()
    qtbot.addWidget(window)
    qtbot.addWidget(button)
    button.clicked.connect(window.hide)  # it has an argument, of which hide knows nothing
    button.click()
    window.setToolTip()
    assert window.was_hidden
    assert window.text == "none"
    window.setToolTip(text="some")
    assert window.text == "some"
