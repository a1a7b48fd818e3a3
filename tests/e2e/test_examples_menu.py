"""File > Examples: published ones, then ours, in the chosen language, each with where it comes from."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from bpgui.gui.widgets.i18n import LANGUAGES, language
from bpgui.gui.widgets.plain_text import wrapped_tip
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.basics.examples import examples
from tests.e2e.conftest import find, trigger


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_examples_are_listed_in_the_chosen_language(window: MainWindow, code: str) -> None:
    trigger(window, f"language_{code}")
    QApplication.processEvents()  # windows hear of another language by an event

    assert language() == code
    for example in examples(code):
        action = find(window, QAction, f"action_example_{example.name}")
        assert (action.text(), action.toolTip()) == (example.title, wrapped_tip(example.line))


def test_a_line_stands_between_published_ones_and_ours(window: MainWindow) -> None:
    menu = window.actions_.submenus["examples"]
    lines = [place for place, action in enumerate(menu.actions()) if action.isSeparator()]

    assert lines == [menu.actions().index(find(window, QAction, "action_example_xor")) - 1]
    assert menu.toolTipsVisible()


def test_a_published_example_opens(window: MainWindow) -> None:
    trigger(window, "example_mazur")

    assert window.document.experiment.network.sizes == (2, 2, 2)
    assert window.document.session.is_example
