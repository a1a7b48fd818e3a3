"""The submenus that are filled from lists: examples, recent files, and the choices of how the window looks."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from bpgui.gui.diagram.draw.flow import PACES
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.i18n import LANGUAGES, language
from bpgui.gui.widgets.plain_text import menu_text, plain_tip, wrapped_tip
from bpgui.gui.widgets.theme import look
from bpgui.gui.window.actions import ACTIONS, action_text
from bpgui.gui.window.file_actions import FileActions
from bpgui.gui.window.menus import Actions, set_text
from bpgui.gui.window.preferences import Preferences
from bpgui.session.basics.examples import examples
from bpgui.session.basics.file_names import text_to_path
from bpgui.session.basics.numbers import MAX_DIGITS, MIN_DIGITS
from bpgui.session.basics.problems import shown
from bpgui.session.neuron_pictures import can_be_pictured

TEXT_SIZES = (100, 125, 150, 200)


class Submenus(QObject):
    """Fills the menus and keeps in the preferences what is chosen there."""

    animation_chosen = Signal(str)  #: how quickly values travel: a name of PACES
    pictures_chosen = Signal(bool)  #: whether neurons show what they compute
    former_chosen = Signal(bool)  #: whether plots show the future that an edit replaced
    language_chosen = Signal(str)  #: the code of a language, or "system"
    size_changed = Signal()  #: texts have another size

    def __init__(
        self, document: Document, preferences: Preferences, actions: Actions, files: FileActions, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._document, self._preferences = document, preferences
        self._menus, self._files = actions.submenus, files
        self._groups: list[QActionGroup] = []
        digits = [(str(n), n) for n in range(MIN_DIGITS, MAX_DIGITS + 1)]
        self._choices("digits", digits, preferences.digits, self._set_digits)
        self._choices("text_size", [(f"{n} %", n) for n in TEXT_SIZES], preferences.text_size, self._set_text_size)
        themes = [("", name) for name in ("system", "light", "dark")]
        self._choices("theme", themes, preferences.theme, self._set_theme)
        self._choices("animation", [("", name) for name in PACES], preferences.animation, self._set_animation)
        languages = [("", "system"), *((name, code) for code, name in LANGUAGES.items())]
        self._choices("language", languages, preferences.language, self._set_language)
        self._offer_reasons(actions["reasons"])
        self._switch(actions, "pictures", self.pictures_chosen)
        self._pictures = actions["pictures"]
        document.experiment_changed.connect(self._allow_pictures)
        self._allow_pictures()
        self._switch(actions, "former", self.former_chosen)
        self._fill_examples()
        files.recent_changed.connect(self._fill_recent)

    def _choices(self, name: str, entries: Sequence[tuple[str, object]], present: object, slot: object) -> None:
        menu, group = self._menus[name], QActionGroup(self)
        for text, value in entries:
            action = menu.addAction(text)
            action.setObjectName(f"action_{name}_{value}")
            action.setCheckable(True)
            action.setChecked(value == present)
            action.setData(value)
            group.addAction(action)
        group.triggered.connect(slot)
        self._groups.append(group)

    def _switch(self, actions: Actions, name: str, chosen: SignalInstance) -> None:
        """Let an action switch the preference of its name."""

        def switch(is_on: bool) -> None:
            setattr(self._preferences, name, is_on)
            chosen.emit(is_on)

        actions[name].setCheckable(True)
        actions[name].setChecked(getattr(self._preferences, name))
        actions.connect(name, switch)

    def _allow_pictures(self) -> None:
        """Offer pictures in neurons where there are some; where not, say why in the entry itself."""
        can = can_be_pictured(self._document.experiment)
        if can != self._pictures.isEnabled():
            self._pictures.setEnabled(can)
            self._name_pictures()

    def _name_pictures(self) -> None:
        spec = next(spec for spec in ACTIONS if spec.name == "pictures")
        text = action_text(spec.text)
        if not self._pictures.isEnabled():
            text = self.tr("{entry}: only with one or two inputs").format(entry=text)
        set_text(self._pictures, text)

    def _offer_reasons(self, action: QAction) -> None:
        """The explanation has a button for the same."""
        focus = self._document.focus
        action.setCheckable(True)
        action.setChecked(focus.reasons)
        action.toggled.connect(focus.show_reasons)
        focus.reasons_changed.connect(lambda: self._keep_reasons(action))

    def _keep_reasons(self, action: QAction) -> None:
        self._preferences.reasons = self._document.focus.reasons
        action.setChecked(self._preferences.reasons)

    def _fill_examples(self) -> None:
        """List those that books and articles have, then ours."""
        menu, has_source = self._menus["examples"], True
        menu.setToolTipsVisible(True)
        for example in examples():
            if has_source and not example.source:
                menu.addSeparator()
            has_source = bool(example.source)
            action = menu.addAction("")
            action.setObjectName(f"action_example_{example.name}")
            action.setData(str(example.path))
            action.triggered.connect(self._open_example)

    def _fill_recent(self) -> None:
        menu: QMenu = self._menus["recent"]
        menu.clear()
        recent = zip(self._preferences.recent, self._preferences.recent_paths, strict=True)
        for k, (name, path) in enumerate(recent, start=1):
            action = menu.addAction(menu_text(shown(path.name)))
            action.setObjectName(f"action_recent_{k}")
            action.setData(name)
            action.setToolTip(plain_tip(shown(str(path))))
            action.triggered.connect(self._open_recent)
        menu.setToolTipsVisible(True)
        menu.setEnabled(bool(self._preferences.recent))
        if self._preferences.recent:
            menu.addSeparator()
            clear = menu.addAction(self.tr("&Clear the list"))
            clear.setObjectName("action_clear_recent")
            clear.triggered.connect(self._files.clear_recent)

    # What is chosen

    def _open_example(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._files.open_path(Path(action.data()), is_example=True)

    def _open_recent(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self._files.open_recent(text_to_path(action.data()))

    def _set_digits(self, action: QAction) -> None:
        self._preferences.digits = action.data()
        self._document.set_digits(action.data())

    def _set_animation(self, action: QAction) -> None:
        self._preferences.animation = action.data()
        self.animation_chosen.emit(action.data())

    def _set_text_size(self, action: QAction) -> None:
        self._preferences.text_size = action.data()
        self._apply_look()

    def _set_theme(self, action: QAction) -> None:
        self._preferences.theme = action.data()
        self._apply_look()

    def _apply_look(self) -> None:
        scale = self._preferences.text_size / 100
        is_other_size = scale != look.scale
        look.apply(self._preferences.theme, scale)
        if is_other_size:
            QTimer.singleShot(0, self, self.size_changed.emit)

    def _set_language(self, action: QAction) -> None:
        self._preferences.language = action.data()
        self.language_chosen.emit(action.data())

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        words = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "off": self.tr("Off"),
            "slow": self.tr("Slow"),
            "normal": self.tr("Normal"),
            "fast": self.tr("Fast"),
        }
        for group in self._groups:
            for action in group.actions():
                if action.data() in words:
                    action.setText(words[action.data()])
        actions = (action for action in self._menus["examples"].actions() if not action.isSeparator())
        for action, example in zip(actions, examples(language()), strict=True):
            action.setText(menu_text(example.title))
            action.setToolTip(wrapped_tip(example.line))
        self._name_pictures()
        self._fill_recent()
