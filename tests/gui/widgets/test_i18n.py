"""A change of language: one way in which it is heard."""

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.guard import guarded, unguarded
from bpgui.gui.widgets.i18n import Languages, follows_language


@guarded
@follows_language
class Speaker(QWidget):
    """Counts how often it writes its texts, and what else it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.written = 0

    def retranslate(self) -> None:
        self.written += 1


class SecondSpeaker(Speaker):
    """One that inherits it."""


def test_a_widget_writes_its_texts_at_a_change_of_language_and_at_no_other(qtbot: QtBot) -> None:
    for kind in (Speaker, SecondSpeaker):
        speaker = kind()
        qtbot.addWidget(speaker)
        for type_ in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            QApplication.sendEvent(speaker, QEvent(type_))
        assert speaker.written == 1
    assert not unguarded(Speaker)


def test_only_another_language_makes_widgets_write_their_texts_anew(qtbot: QtBot) -> None:
    speaker, languages, written = Speaker(), Languages(), []
    qtbot.addWidget(speaker)
    for code in ("en", "en", "zh_CN", "zh_CN", "en"):
        languages.apply(code)
        QApplication.processEvents()
        written.append(speaker.written)
    assert written[0] == written[1] < written[2] == written[3] < written[4]


def test_no_view_has_a_way_of_its_own() -> None:
    handlers = {
        path.name for path in Path("bpgui").rglob("*.py") if "LanguageChange:" in path.read_text(encoding="utf-8")
    }
    assert handlers == {"i18n.py"}
