"""Alt and a letter leads to one control of a dialog."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from bpgui.gui.data.import_dialog import ImportDialog
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import find, trigger, when_dialog_opens


def shared(dialog: QWidget) -> dict[str, int]:
    """Return the letters that several of the controls that can be seen have."""
    texts = [
        label.text() for label in dialog.findChildren(QLabel) if label.isVisibleTo(dialog) and label.buddy() is not None
    ]
    texts += [button.text() for button in dialog.findChildren(QAbstractButton) if button.isVisibleTo(dialog)]
    letters = Counter(letter.upper() for text in texts for letter in re.findall(r"&(\w)", text))
    return {letter: count for letter, count in letters.items() if count > 1}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("name", ["new", "generate_data", "save_picture", "run_steps", "import_data"])
def test_a_letter_is_that_of_one_control(
    window: MainWindow, name: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trigger(window, f"language_{language}")
    found: list[dict[str, int]] = []

    def look(dialog: QWidget) -> None:
        found.append(shared(dialog))
        dialog.close()

    if name == "import_data":
        (path := tmp_path / "table.csv").write_text("a,b,c\n1,2,x\n3,4,y\n", encoding="utf-8")
        dialog = ImportDialog(window, window.document, path)
        look(dialog)
        dialog.reader.stop()
        dialog.deleteLater()
    else:
        assert find(window, QAction, f"action_{name}").isEnabled()
        when_dialog_opens(look)
        trigger(window, name)
    assert found == [{}]
