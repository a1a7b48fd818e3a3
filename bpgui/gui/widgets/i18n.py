"""The languages of the window, switched at run time."""

from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase

from bpgui.session.basics.resources import resource_path

#: From code to the language's own name.
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}


class Translated(Protocol):
    """A widget whose texts are its own."""

    def retranslate(self) -> None:
        """Write all texts in the present language."""


Kind = TypeVar("Kind", bound=type[Translated])


def follows_language(kind: Kind) -> Kind:
    """Have a class of widgets write its texts anew when the language changes: the one way in which a view hears of it.

    What a widget holds that is no widget (menus, rows, models) it writes in its own `retranslate`.
    """

    def changeEvent(self: Translated, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super(kind, self).changeEvent(event)  # type: ignore[arg-type]  # it is a class

    kind.changeEvent = changeEvent  # type: ignore[attr-defined]  # as if it stood in the class
    return kind


class Languages:
    """Installs the translators of one language and takes the former ones away."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []
        self.code = ""

    def apply(self, choice: str) -> None:
        """Switch to "en", "zh_CN" or "system"; where that is another language, widgets hear a LanguageChange."""
        code = _system_language() if choice == "system" else choice
        if code == self.code:
            return
        self.code = code
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed = []
        own = str(resource_path("translations"))
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{self.code}", qt), (f"bpgui_{self.code}", own)):
            translator = QTranslator()
            if translator.load(name, folder):
                QCoreApplication.installTranslator(translator)
                self._installed.append(translator)


def language() -> str:
    """Return the code of the language that the program speaks now."""
    return QCoreApplication.translate("Languages", "en", "the code of the language that is translated into: zh_CN")


def _system_language() -> str:
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def can_show_chinese() -> bool:
    """Whether a font with Simplified Chinese is installed."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
