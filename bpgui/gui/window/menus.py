"""The menus: which actions stand in each; and the window's actions by name, made from these tables."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from bpgui.gui.widgets.plain_text import plain, plain_tip
from bpgui.gui.window.actions import ACTIONS, OF_NEURON, UNSETTLED, action_text, tip
from bpgui.gui.window.dock_drags import let_go_of_all

#: From a menu's objectName and title to the actions in it; "-" is a separator, "@name" a submenu filled elsewhere.
MENUS: tuple[tuple[str, object, tuple[str, ...]], ...] = (
    (
        "file_menu",
        QT_TRANSLATE_NOOP("Actions", "&File"),
        (
            "new",
            "open",
            "@recent",
            "@examples",
            "-",
            "save",
            "save_as",
            "-",
            "import_data",
            "paste_data",
            "generate_data",
            "-",
            "recover",
            "keep_copy",
            "-",
            "export",
            "export_predictions",
            "save_picture",
            "print",
            "-",
            "quit",
        ),
    ),
    (
        "edit_menu",
        QT_TRANSLATE_NOOP("Actions", "&Edit"),
        (
            "undo",
            "redo",
            "copy_picture",
            "-",
            "rename",
            "add_neuron",
            "duplicate",
            "duplicate_halved",
            "move_up",
            "move_down",
            "remove",
            "-",
            "@layer",
            "sizes",
            "-",
            "choose_layer",
            "find",
            "-",
            "forget",
            "-",
            "try_input",
            "learning_rate",
        ),
    ),
    (
        "view_menu",
        QT_TRANSLATE_NOOP("Actions", "&View"),
        (
            "@panels",
            "-",
            "zoom_in",
            "zoom_out",
            "fit",
            "pictures",
            "former",
            "-",
            "reasons",
            "explained_before",
            "explained_after",
            "-",
            "@theme",
            "@text_size",
            "@digits",
            "@animation",
            "@language",
            "-",
            "presentation",
            "whole_dock",
            "reset_layout",
        ),
    ),
    (
        "run_menu",
        QT_TRANSLATE_NOOP("Actions", "&Run"),
        (
            "@grain",
            "next_phase",
            "back_rung",
            "-",
            "run",
            "step",
            "epoch",
            "run_steps",
            "cross_validate",
            "-",
            "back",
            "to_start",
            "to_end",
            "go_to_step",
            "-",
            "guess_speed",
            "faster",
            "slower",
        ),
    ),
    (
        "learn_menu",
        QT_TRANSLATE_NOOP("Actions", "&Learn"),
        ("lesson", "lesson_optimisers", "open_lesson", "-", "@figures", "-", "your_turn", "rounding"),
    ),
    ("help_menu", QT_TRANSLATE_NOOP("Actions", "&Help"), ("keyboard", "log_folder", "-", "about")),
)
SUBMENUS: Mapping[str, object] = {
    "recent": QT_TRANSLATE_NOOP("Actions", "Open &recent"),
    "examples": QT_TRANSLATE_NOOP("Actions", "E&xamples"),
    "figures": QT_TRANSLATE_NOOP("Actions", "&Figures of the article"),
    "panels": QT_TRANSLATE_NOOP("Actions", "&Panels"),
    "layer": QT_TRANSLATE_NOOP("Actions", "La&yer"),
    "theme": QT_TRANSLATE_NOOP("Actions", "&Colours"),
    "text_size": QT_TRANSLATE_NOOP("Actions", "&Text size"),
    "digits": QT_TRANSLATE_NOOP("Actions", "&Displayed digits"),
    "language": QT_TRANSLATE_NOOP("Actions", "&Language"),
    "grain": QT_TRANSLATE_NOOP("Actions", "Mo&ve by"),
    "animation": QT_TRANSLATE_NOOP("Actions", "&Animation"),
}


class Actions:
    """The window's actions by name, and its menus."""

    def __init__(self, parent: QWidget, menu_bar: QMenuBar, settle: Callable[[], bool]) -> None:
        """Make all of them; `settle` keeps what is typed anywhere, and says whether it could."""
        self._window, self._settle = parent.window(), settle
        self.by_name: dict[str, QAction] = {}
        self.submenus: dict[str, QMenu] = {}
        self._menus: list[tuple[QMenu, object]] = []
        for spec in ACTIONS:
            action = QAction(parent)
            action.setObjectName(f"action_{spec.name}")
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            if spec.name in OF_NEURON:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            else:
                parent.addAction(action)
            self.by_name[spec.name] = action
        for name, title, entries in MENUS:
            menu = menu_bar.addMenu("")
            menu.setObjectName(name)
            self._menus.append((menu, title))
            self._fill(menu, entries)
        self.retranslate()

    def __getitem__(self, name: str) -> QAction:
        return self.by_name[name]

    def connect(self, name: str, slot: Callable[..., object]) -> None:
        """Let an action do something; where what is typed cannot be kept, nothing is done."""
        action, is_free = self.by_name[name], name in UNSETTLED

        def act(checked: bool = False) -> None:
            let_go_of_all(self._window)
            if is_free or self._settle():
                _ = slot(checked) if action.isCheckable() else slot()
            elif action.isCheckable():
                action.setChecked(not checked)

        action.triggered.connect(act)

    def _fill(self, menu: QMenu, entries: tuple[str, ...]) -> None:
        for entry in entries:
            if entry == "-":
                menu.addSeparator()
            elif entry.startswith("@"):
                submenu = menu.addMenu("")
                submenu.setObjectName(f"{entry[1:]}_menu")
                self.submenus[entry[1:]] = submenu
            else:
                menu.addAction(self.by_name[entry])

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        for spec in ACTIONS:
            action = self.by_name[spec.name]
            set_text(action, action_text(spec.text))
            action.setToolTip(plain_tip(tip(spec)))
            action.setStatusTip("")
        for menu, title in self._menus:
            menu.setTitle(action_text(title))
            menu.setAccessibleName(plain(menu.title()))
        for name, submenu in self.submenus.items():
            submenu.setTitle(action_text(SUBMENUS[name]))
            submenu.setAccessibleName(plain(submenu.title()))


def set_text(action: QAction, text: str) -> None:
    """Give an action its menu text, and the plain one for the toolbar."""
    action.setText(text)
    action.setIconText(plain(text))
