"""What a monkey does next: chosen at random among all that the window offers now."""

import random
from collections import defaultdict
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QFileDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QTabBar,
    QTextEdit,
    QWidget,
)

from benchmarks.monkey import places
from benchmarks.monkey.deeds import AREAS, DOCK_MOVES, STATES, Deed

#: What is typed into any field: numbers as they may be, and what is none.
TEXTS = (
    *("0", "1", "-1", "0.5", ".5", "0,5", "1/3", "-2e-3", "7", "12", "100", "0.01"),
    *("1e-320", "1e308", "-1e308", "1e400"),
    *("", " ", "-", "1/0", "nan", "inf", "1_0", "0x1F", "١٢", "½", "1e", "--1", "10 000", "999999999999999999999"),
    *("2-4-1", "3, 5 2", "20-30-10", "2-0-1", "1,3,7-9", "1-", "w1", "σ(z)", "舍入", "<b>x</b>", "a&b", "%s {0} {x}"),
    *("x" * 300, "e\u0301\u202e", "\u200b", "\ue000", "tab\there"),
)
LONG = 30
#: What is pasted where numbers stand: rows, columns and tables of several shapes, and what is none.
BLOCKS = (
    *("0.5", "0.5\t0.6", "1\t2\t3", "1\t2\t3\t4", "0.1\n0.2\n0.3", "0.1\t0.2\n0.3\t0.4", "1\t2\n3\t4\n5\t6\n"),
    *("1\t2\t3\r\n4\t5\t6\r\n", "0,5\t0,6", "1 2; 3", "1\t2\n3", "w1\tw2\n0.1\t0.2", "\t", "0.1\t\n0.2\t0.3"),
    *("1e308\t-1e308\n1e308\t1e308", "\n".join(["\t".join(["0.25"] * 12)] * 40)),
)
#: What File > New is asked for.
SIZES = ("3-2-1", "1-1", "2-2-2", "4-8-8-3", "2-4-1", "60-50-10", "2-0-1", "1-1-1-1-1-1", "12-30-2")
#: What is typed one after the other, with Tab or Shift+Tab between.
NUMBERS = ("0.15", "-.2", "1/4", ".3", "0,35", "2e-3", "", "abc")
#: Entries of the menus that are chosen the more often.
OFTEN = (
    *("new", "go_to_step", "forget", "undo", "redo", "run", "step", "presentation", "cross_validate", "save_picture"),
    *("print", "pictures", "former", "reasons", "explained_before", "explained_after", "keyboard", "rename"),
)
#: What a picture is saved or printed as, and where a cross-validation begins.
PICTURES = ("picture.png", "picture.svg", "picture.pdf", "folder", "no/such.png", "")
VALUES = ("0.01, 0.1", "0.001:1:3", "1e308", "", "0", "x")
#: Names of files and folders in the monkey's own folder.
FILES = (
    *(
        "mine.bpgui",
        "mine.bpgui",
        "other.bpgui",
        "带名字.bpgui",
        "article.bpgui",
        "iris.bpgui",
        "xor.bpgui",
        "lesson.md",
    ),
    *("damaged.bpgui", "empty.bpgui", "text.bpgui", "huge.bpgui", "folder", "no/such.bpgui", "out.csv", "plain", ""),
)
KEYS = tuple(
    getattr(Qt.Key, f"Key_{name}").value
    for name in (
        *("Left", "Right", "Up", "Down", "Home", "End", "PageUp", "PageDown", "Return", "Escape", "Tab", "Backtab"),
        *("Space", "Delete", "Backspace", "F2", "F6", "Menu", "Insert", "Plus", "Minus", "Slash", "0", "1", "5", "9"),
        *("A", "C", "E", "F", "H", "L", "N", "P", "S", "V", "X", "Y", "Z"),
        *("Period", "Comma", "BracketLeft", "F10", "F11"),
    )
)
NONE, SHIFT, CONTROL, ALT = (
    modifier.value
    for modifier in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.ShiftModifier,
        Qt.KeyboardModifier.ControlModifier,
        Qt.KeyboardModifier.AltModifier,
    )
)
LEFT, RIGHT, MIDDLE = (
    button.value for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton)
)
ENDS = (Qt.Key.Key_Return.value, Qt.Key.Key_Escape.value, Qt.Key.Key_Tab.value, 0, 0)
CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QTabBar)
#: One deed in so many closes the window, and with it this life of the monkey.
LIFE = 2500


class Monkey:
    """Chooses deeds; the same seed in the same window chooses the same."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._held: tuple[str, int] | None = None  # where a mouse button is held down, and which

    def choose(self) -> Deed:
        """Return the next deed."""
        rng, windows = self._random, places.windows()
        pause = rng.choice((0, 0, 0, 1, 5, 20, 60)) if rng.random() < 0.98 else 400
        if not windows:
            return Deed("wait", "", (), 50)
        deed = self._while_holding() if self._held is not None else self._answer(windows[0]) or self._free()
        return Deed(deed.what, deed.where, deed.how, pause)

    def _answer(self, window: QWidget) -> Deed | None:
        """Return how a dialog or a menu is answered, None where anything may be done."""
        rng, where = self._random, places.address(window)
        if isinstance(window, QFileDialog):
            return Deed("file", where, (rng.choice(FILES),))
        if isinstance(window, QProgressDialog):
            return Deed("reject", where) if rng.random() < 0.1 else Deed("wait")
        if isinstance(window, QMenu):
            return self._in_menu(window, where)
        if isinstance(window, QMessageBox):
            button = rng.choice(window.buttons())
            return Deed("click", places.address(button), (0.5, 0.5, LEFT, NONE)) if rng.random() < 0.9 else None
        if window is QApplication.activeModalWidget() and rng.random() < 0.3:
            return (self._in_form(window, where) if rng.random() < 0.5 else None) or Deed("reject", where)
        return None

    def _in_form(self, window: QWidget, where: str) -> Deed | None:
        """Return how the dialogs are answered that random touches seldom get through."""
        rng = self._random
        if window.objectName() == "newNetwork":
            return Deed("new", where, (rng.choice(SIZES), rng.randint(1, 6), rng.randrange(3), rng.choice(BLOCKS)))
        if window.objectName() == "goToStep":
            return Deed("number", where, (str(rng.randint(0, 60)),))
        if window.objectName() in ("savePicture", "printPicture", "printer"):
            return Deed("picture", where, (rng.random(), rng.choice(PICTURES)))
        return None

    def _in_menu(self, menu: QMenu, where: str) -> Deed:
        rng, chance = self._random, self._random.random()
        entries = [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
        if not entries or chance < 0.2:
            return Deed("key", where, (Qt.Key.Key_Escape.value, NONE))
        if chance < 0.5:
            return Deed("key", where, (rng.choice(KEYS), NONE))
        place = menu.actionGeometry(rng.choice(entries)).center()
        return Deed(
            "click", where, (place.x() / max(menu.width() - 1, 1), place.y() / max(menu.height() - 1, 1), LEFT, 0)
        )

    # What may be done when nothing waits for an answer

    def _free(self) -> Deed:
        rng = self._random
        is_modal = QApplication.activeModalWidget() is not None
        kinds: list[tuple[float, Callable[[], Deed]]] = [(50, self._use_widget), (12, self._press_key)]
        if not is_modal:
            kinds += [(28, self._trigger), (3, self._window), (3, self._dock), (2, self._drop), (1, self._hold)]
            kinds += [(4, self._type_numbers), (4, self._paste_block), (2, self._take_offer)]
            kinds += [(5, self._press_shortcut), (2, self._validate)]
        weights = [weight for weight, _ in kinds]
        return rng.choices([kind for _, kind in kinds], weights)[0]()

    def _trigger(self) -> Deed:
        rng, actions = self._random, places.actions()
        if not actions:
            return Deed("wait")
        where = rng.choice(sorted(actions))
        often = [place for place in sorted(actions) if actions[place].objectName() in {f"action_{x}" for x in OFTEN}]
        if often and rng.random() < 0.2:
            where = rng.choice(often)
        if actions[where].objectName() == "action_quit" and rng.random() * LIFE > len(actions):
            return Deed("wait")
        return Deed("trigger", where)

    def _type_numbers(self) -> Deed:
        """Type numbers into what has the focus and what Tab opens then; where nothing is open, open something."""
        rng, focus = self._random, QApplication.focusWidget()
        if not isinstance(focus, QLineEdit):
            return self._open_a_number()
        texts = tuple(rng.choice(NUMBERS) for _ in range(rng.randint(2, 12)))
        key = rng.choice((Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)).value
        return Deed("numbers", places.address(focus), (key, *texts))

    def _open_a_number(self) -> Deed:
        """Double click a number of a view."""
        views = [x for x in places.widgets() if x.objectName() in ("outlineTree", "dataTable", "diagram")]
        viewports = [x.viewport() for x in views if isinstance(x, QAbstractScrollArea)]
        viewport = self._random.choice(viewports) if viewports else None
        place = None if viewport is None else self._aim(viewport)
        if viewport is None or place is None:
            return Deed("wait")
        return Deed("double", places.address(viewport), (*place, LEFT, NONE))

    def _paste_block(self) -> Deed:
        """Paste a block where a person may: at what is chosen in a view, or into an open editor."""
        rng = self._random
        names = ("outlineTree", "dataTable", "diagram", "cellEditor", "valueEditor")
        found = [x for x in places.widgets() if x.objectName() in names]
        return Deed("paste", places.address(rng.choice(found)), (rng.choice(BLOCKS),)) if found else Deed("wait")

    def _take_offer(self) -> Deed:
        """Take what the notice offers."""
        offers = [x for x in places.widgets() if x.objectName() == "noticeOffer"]
        return Deed("click", places.address(offers[0]), (0.5, 0.5, LEFT, NONE)) if offers else Deed("wait")

    def _validate(self) -> Deed:
        """Begin a cross-validation where its window is open."""
        rng, found = self._random, [x for x in places.windows() if x.objectName() == "validationWindow"]
        if not found:
            return Deed("wait")
        how = (rng.choice(VALUES), rng.randint(2, 4), rng.randint(1, 20))
        return Deed("validate", places.address(found[0]), how)

    def _window(self) -> Deed:
        rng = self._random
        window = rng.choice(places.windows())
        where, chance = places.address(window), rng.random()
        if window is not places.main_window() and chance < 0.5:
            return Deed("state", where, ("close",))
        if chance < 0.7:
            return Deed("resize", where, (rng.randint(200, 1900), rng.randint(150, 1200)))
        return Deed("state", where, (rng.choice(STATES),))

    def _dock(self) -> Deed:
        window = places.main_window()
        names = sorted(dock.objectName() for dock in places.inside(window, QDockWidget)) if window else []
        if window is None or not names:
            return Deed("wait")
        move, *two = self._random.choice(DOCK_MOVES), *self._random.choices(names, k=2)
        assert move in AREAS or move in DOCK_MOVES
        return Deed("dock", places.address(window), (two[0], move, two[1]))

    def _hold(self) -> Deed:
        """Press what Qt itself drags: a tab, a panel by its title, a column."""
        rng, found = self._random, [x for x in places.widgets() if isinstance(x, QTabBar | QDockWidget | QHeaderView)]
        if not found:
            return Deed("wait")
        widget = rng.choice(found)
        where = places.address(widget)
        self._held = (where, LEFT)
        return Deed("press", where, (rng.random(), 0.02 if isinstance(widget, QDockWidget) else 0.5, LEFT, NONE))

    def _drop(self) -> Deed:
        window = places.main_window()
        return Deed("drop", places.address(window), (self._random.choice(FILES),)) if window else Deed("wait")

    def _press_key(self) -> Deed:
        rng = self._random
        window, focus = QApplication.activeWindow() or rng.choice(places.windows()), QApplication.focusWidget()
        if isinstance(focus, QLineEdit) and rng.random() < 0.4:
            return self._special(focus) or Deed("wait")
        keys = rng.choice((NONE, NONE, NONE, NONE, SHIFT, CONTROL, CONTROL | SHIFT, ALT))
        key = rng.choice(KEYS)
        if key == Qt.Key.Key_F10.value and keys == ALT:
            keys = NONE
        return Deed("key", places.address(window), (key, keys))

    def _press_shortcut(self) -> Deed:
        """Press the keys of an action, of the menu bar or of a view."""
        window = QApplication.activeWindow() or self._random.choice(places.windows())
        shortcuts = [keys for action in places.inside(window, QAction) for keys in action.shortcuts()]
        if not shortcuts:
            return Deed("wait")
        return Deed("key", places.address(window), _combination(self._random.choice(shortcuts)))

    # Widgets

    def _use_widget(self) -> Deed:
        """Use a widget: what stands at some point, or one of a kind chosen first, so that the rare are used too."""
        rng, chance = self._random, self._random.random()
        if chance < 0.3:
            return self._touch_somewhere()
        kinds = defaultdict(list)
        for widget in places.widgets():
            if chance < 0.5 or isinstance(widget, CONTROLS):
                kinds[type(widget).__name__, widget.objectName()].append(widget)
        if not kinds:
            return Deed("wait")
        widget = rng.choice(kinds[rng.choice(sorted(kinds))])
        special = self._special(widget)
        if special is not None and rng.random() < 0.7:
            return special
        return self._touch(widget)

    def _touch_somewhere(self) -> Deed:
        """Touch what stands at a point of a window: large views, such as the diagram, are hit the more."""
        rng = self._random
        window = rng.choice(places.windows())
        point = QPoint(rng.randrange(max(window.width(), 1)), rng.randrange(max(window.height(), 1)))
        widget = window.childAt(point) or window
        return self._touch(widget) if widget.isEnabled() else Deed("wait")

    def _special(self, widget: QWidget) -> Deed | None:
        """Return what a person does with a widget of this kind."""
        rng, where = self._random, places.address(widget)
        if isinstance(widget, QLineEdit | QAbstractSpinBox | QPlainTextEdit | QTextEdit):
            if isinstance(widget, QLineEdit) and widget.objectName() == "path":  # outside the folder nothing is written
                return Deed("type", where, (rng.choice(FILES), rng.choice(ENDS)))
            text = rng.choice(TEXTS)
            is_pasted = len(text) > LONG or rng.random() < 0.1  # each key that is typed may take its time
            return Deed("paste", where, (text,)) if is_pasted else Deed("type", where, (text, rng.choice(ENDS)))
        if isinstance(widget, QTabBar):
            return Deed("tab", where, (rng.random(),))
        if isinstance(widget, QAbstractItemView):
            return Deed("cell", where, (rng.random(), rng.random(), rng.random() < 0.4))
        if isinstance(widget, QAbstractButton):
            return Deed("click", where, (0.5, 0.5, LEFT, NONE))
        if isinstance(widget, QAbstractSlider):
            return Deed("drag", where, (LEFT, NONE, *(rng.random() for _ in range(6))))
        if isinstance(widget, QComboBox):
            return Deed("wheel", where, (0.5, 0.5, rng.choice((-1, 1)), NONE))
        return None

    def _touch(self, widget: QWidget) -> Deed:
        """Return what the mouse can do with any widget."""
        rng, where = self._random, places.address(widget)
        x, y = (rng.random() < 0.5 and self._aim(widget)) or (rng.random(), rng.random())
        keys = rng.choice((NONE, NONE, NONE, SHIFT, CONTROL, ALT))
        button = rng.choice((LEFT, LEFT, LEFT, LEFT, RIGHT, MIDDLE))
        deeds = (
            (8, Deed("click", where, (x, y, button, keys))),
            (3, Deed("double", where, (x, y, LEFT, keys))),
            (
                5,
                Deed(
                    "drag",
                    where,
                    (button, keys, x, y, *self._near(x, y), *self._near(x, y), rng.random(), rng.random()),
                ),
            ),
            (6, Deed("press", where, (x, y, button, keys))),
            (4, Deed("move", where, (x, y))),
            (4, Deed("wheel", where, (x, y, rng.choice((-3, -1, 1, 3)), keys))),
            (3, Deed("menu", where, (x, y, rng.randrange(2)))),
            (2, Deed("tip", where, (x, y))),
            (2, Deed("focus", where)),
        )
        deed = rng.choices([deed for _, deed in deeds], [weight for weight, _ in deeds])[0]
        if deed.what == "press":
            self._held = (where, button)
        return deed

    def _aim(self, widget: QWidget) -> tuple[float, float] | None:
        """Return where in a widget a thing stands that a screen reader knows: a neuron, a weight, a cell, a curve."""
        view = widget if isinstance(widget, QAbstractScrollArea) else widget.parentWidget()
        known = view if isinstance(view, QAbstractScrollArea) else widget
        interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(known)
        if interface is None or not interface.childCount():
            return None
        child: QAccessibleInterface | None = interface.child(self._random.randrange(interface.childCount()))
        if child is None:
            return None
        place = widget.mapFromGlobal(child.rect().center())
        if not widget.rect().contains(place):
            return None
        return place.x() / max(widget.width() - 1, 1), place.y() / max(widget.height() - 1, 1)

    def _while_holding(self) -> Deed:
        """Go on with a button held down: move, do what needs no mouse, or let go."""
        assert self._held is not None
        rng, (where, button), chance = self._random, self._held, self._random.random()
        is_asked = QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None
        if chance < 0.25 or is_asked:
            self._held = None
            return Deed("release", where, (rng.random(), rng.random(), button, NONE))
        if chance < 0.6:
            return Deed("move", where, (rng.random(), rng.random()))
        return rng.choice((self._trigger, self._trigger, self._press_key, self._dock, self._window, self._drop))()

    def _near(self, x: float, y: float) -> tuple[float, float]:
        rng = self._random
        return tuple(min(max(share + rng.uniform(-0.1, 0.1), 0.0), 1.0) for share in (x, y))  # type: ignore[return-value]


def _combination(keys: QKeySequence) -> tuple[int, int]:
    """Return the key and the modifiers of a shortcut."""
    combination = keys[0]  # type: ignore[index]  # the stubs do not know it
    return combination.key().value, combination.keyboardModifiers().value
