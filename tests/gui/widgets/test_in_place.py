"""A number that is typed where it stands."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.widgets.in_place import InPlaceEdit
from bpgui.gui.widgets.open_editors import OpenEditors


def test_what_opens_it_is_typed_and_previewed_once(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    edit = InPlaceEdit(OpenEditors(window), window)
    edit.set_value(0.14)
    seen: list[float] = []
    edit.value_previewed.connect(seen.append)

    edit.type_over("7")

    assert (edit.text(), edit.isModified(), seen) == ("7", True, [7.0])
