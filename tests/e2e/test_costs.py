"""What one deed has the window do, counted: nothing is written, measured or laid out twice."""

from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from bpgui.gui.data.data_table import DataTable
from bpgui.gui.explanation import panel as explanation
from bpgui.gui.formula.typeset import Written
from bpgui.gui.network.outline import Outline
from bpgui.gui.window.main_window import MainWindow
from tests.e2e.conftest import trigger


def count_calls(monkeypatch: pytest.MonkeyPatch, *places: tuple[object, str]) -> Counter[str]:
    """Count the calls of functions and methods from now on."""
    found: Counter[str] = Counter()

    def counted(name: str, call: Callable[..., object]) -> Callable[..., object]:
        def counts(*arguments: object, **options: object) -> object:
            found[name] += 1
            return call(*arguments, **options)

        return counts

    for owner, name in places:
        monkeypatch.setattr(owner, name, counted(name, getattr(owner, name)))
    return found


def test_an_example_opens_with_one_page_of_formulas_and_one_look_at_the_table(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    QApplication.processEvents()
    calls = count_calls(monkeypatch, (explanation, "page"), (DataTable, "_show_marks"), (Outline, "refresh"))
    trigger(window, "example_iris")

    assert calls == {"page": 1, "_show_marks": 1, "refresh": 1}


def test_another_theme_lays_no_formula_out(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    QApplication.processEvents()
    calls = count_calls(monkeypatch, (Written, "laid_out"))
    trigger(window, "theme_dark")
    QApplication.processEvents()
    trigger(window, "theme_light")
    QApplication.processEvents()

    assert not calls


def test_another_room_or_size_writes_no_formula_anew(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    QApplication.processEvents()
    calls = count_calls(monkeypatch, (Written, "__init__"), (Written, "laid_out"))
    trigger(window, "text_size_125")
    QApplication.processEvents()
    trigger(window, "reset_layout")
    QApplication.processEvents()

    assert calls["laid_out"] > 0
    assert calls["__init__"] == 0
