import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QLabel,
    QLineEdit,
    QScrollBar,
    QSlider,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.window.docks import LAYOUT_VERSION
from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.preferences import load_preferences
from bpgui.gui.window.start import make_window
from bpgui.session.basics.resources import resource_path
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.step.moment import Grain, Phase, Rung
from bpgui.session.stops import StopRules
from tests.e2e.conftest import find, trigger
from tests.e2e.spare_window import close

NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)


def controls(window: QWidget) -> list[QWidget]:
    """Return all controls that are shown, without the inner parts of Qt's own widgets."""
    found = [widget for widget in window.findChildren(QWidget) if isinstance(widget, CONTROLS) and widget.isVisible()]
    inner = (QAbstractSpinBox, QComboBox, QAbstractItemView)
    return [
        w
        for w in found
        if not w.objectName().startswith(("qt_", "ScrollBar"))
        and not isinstance(w.parent(), inner)
        and not isinstance(w, QScrollBar)
        and type(w).__name__ not in ("QHeaderView", "QDockWidgetTitleButton")
    ]


@pytest.mark.parametrize("example", ["article", "xor", "iris"])
def test_every_control_has_a_name(window: MainWindow, example: str) -> None:
    window.files.open_path(resource_path("examples", f"{example}.bpgui"), is_example=True)
    nameless = [
        f"{type(w).__name__} {w.objectName()!r}"
        for w in controls(window)
        if not (w.objectName() and (w.accessibleName() or getattr(w, "text", str)()))
    ]

    assert nameless == []


def test_every_action_has_a_name_and_a_text(window: MainWindow, tmp_path: Path) -> None:
    shutil.copy(resource_path("examples", "xor.bpgui"), tmp_path)
    window.files.open_path(tmp_path / "xor.bpgui")  # now there is a recent file
    actions = [action for action in window.findChildren(QAction) if not action.isSeparator() and action.menu() is None]
    own = [action for action in actions if not type(action.parent()).__module__.startswith("pyqtgraph")]
    nameless = [action.text() for action in own if action.text() and not action.objectName()]

    assert nameless == []


def test_keys_still_reach_the_controls(qtbot: QtBot, window: MainWindow) -> None:
    window.files.open_path(resource_path("examples", "iris.bpgui"), is_example=True)
    table, speed = find(window, QTableView, "dataTable"), find(window, QSlider, "speed")
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    speed.setFocus()
    position = speed.value()
    qtbot.keyClick(speed, Qt.Key.Key_Right)

    assert window.document.moment.sample == 1
    assert speed.value() == position + 1
    assert not window.document.is_running


def test_space_presses_the_button_that_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    button = find(window, QAbstractButton, "button_step")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)

    assert window.document.moment.state.step == 1
    assert not window.document.is_running


@pytest.mark.parametrize(
    ("key", "modifier", "steps"),
    [(Qt.Key.Key_F10, Qt.KeyboardModifier.NoModifier, 6), (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier, 4)],
)
def test_keys_step(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier, steps: int) -> None:
    for _ in range(5):
        trigger(window, "step")
    qtbot.keyClick(window, key, modifier)

    assert window.document.moment.state.step == steps


def test_keys_walk_by_the_rung_that_is_chosen(qtbot: QtBot, window: MainWindow) -> None:
    document, box = window.document, find(window, QComboBox, "grain")
    assert box.accessibleName() == "Move by"

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        qtbot.keyClick(window.diagram, key, modifier)

    press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert box.currentText() == "Neuron"
    for _ in range(10):
        press(Qt.Key.Key_F11)
    assert document.session.step_number == 1
    press(Qt.Key.Key_F11, Qt.KeyboardModifier.ShiftModifier)
    assert (document.session.step_number, document.moment.rung) == (0, Rung(Phase.UPDATE, 0, 2))
    press(Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_F11)
    assert (document.session.step_number, document.moment.rung) == (1, None)


def test_it_speaks_chinese_and_english_at_run_time(qtbot: QtBot, window: MainWindow) -> None:
    trigger(window, "language_zh_CN")
    QApplication.processEvents()
    chinese = [window.menuBar().actions()[0].text(), find(window, QAction, "action_step").text()]
    trigger(window, "language_en")
    QApplication.processEvents()

    assert chinese == ["文件(&F)", "一步(&S)"]
    assert find(window, QAction, "action_step").text() == "&Step"


def test_dark_and_large(window: MainWindow) -> None:
    trigger(window, "theme_dark")
    trigger(window, "text_size_150")
    font, ground = window.font().pixelSize(), window.palette().window().color().name()
    trigger(window, "theme_light")
    trigger(window, "text_size_100")

    assert (font, ground) == (20, "#17191d")
    assert window.font().pixelSize() == 13


def test_a_dropped_file_opens(window: MainWindow) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(resource_path("examples", "xor.bpgui")))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))

    assert window.document.experiment.network.sizes == (2, 4, 1)


def test_divergence_says_where_and_offers_to_go_back(qtbot: QtBot, window: MainWindow) -> None:
    window.document.perform(SetLearningRate(1.0))
    window.toolbar.speed.setValue(100)
    trigger(window, "run")
    qtbot.waitUntil(lambda: not window.document.is_running, timeout=20_000)
    assert "diverged at step 3" in window.notice.text()

    find(window.notice, QAbstractButton, "noticeOffer").click()
    assert window.document.moment.state.step == 0


def test_closing_during_a_run_is_clean(qtbot: QtBot, fresh: MainWindow) -> None:
    fresh.document.set_stops(StopRules())
    fresh.document.session.mark_saved()
    fresh.toolbar.speed.setValue(100)
    trigger(fresh, "run")
    qtbot.waitUntil(lambda: fresh.document.timeline.length > 50)

    assert fresh.close()
    assert not fresh.document.is_running


def test_a_floating_panel_goes_with_the_window_and_floats_at_the_next_start(fresh: MainWindow, tmp_path: Path) -> None:
    panel = find(fresh, QDockWidget, "response_dock")
    panel.setFloating(True)
    panel.show()

    fresh.close()
    assert not panel.isVisible()

    again = make_window(tmp_path / "settings.json")
    again.show()
    panel = find(again, QDockWidget, "response_dock")
    assert panel.isFloating()
    assert panel.isVisible()
    close(again)


def test_layout_and_settings_are_remembered(fresh: MainWindow, tmp_path: Path) -> None:
    for name in ("digits_5", "grain_layer", "animation_slow"):
        trigger(fresh, name)
    fresh.close()
    kept, _ = load_preferences(tmp_path / "settings.json")

    assert (kept.digits, kept.grain, kept.animation) == (5, Grain.LAYER, "slow")
    assert kept.window.parts(LAYOUT_VERSION) is not None


def test_the_former_future_is_switched_and_remembered(fresh: MainWindow, tmp_path: Path) -> None:
    session = fresh.document.session
    session.train(10)
    fresh.document.seek(3)
    fresh.document.perform(SetLearningRate(0.2))
    found = []
    for _ in range(2):
        found.append(fresh.plots.former is not None)
        trigger(fresh, "former")
    trigger(fresh, "former")
    session.mark_saved()
    fresh.close()
    assert found == [True, False]
    assert not load_preferences(tmp_path / "settings.json")[0].former


def test_pictures_in_neurons_say_why_there_are_none(window: MainWindow) -> None:
    action, found = find(window, QAction, "action_pictures"), []
    for example, language in (("iris", "en"), ("iris", "zh_CN"), ("article", "en")):
        trigger(window, f"language_{language}")
        QApplication.processEvents()
        window.document.session.mark_saved()
        window.files.open_path(resource_path("examples", f"{example}.bpgui"), is_example=True)
        found.append((action.isEnabled(), action.text()))
    assert found == [
        (False, "Pictures in ne&urons: only with one or two inputs"),
        (False, "神经元内的图像(&U)：仅限一两个输入"),
        (True, "Pictures in ne&urons"),
    ]


def test_the_first_paint_needs_neither_pyqtgraph_nor_numba(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication\n"
        "app = QApplication([]); from bpgui.gui.window.start import make_window\n"
        f"window = make_window(Path({str(tmp_path / 'settings.json')!r})); window.show(); app.processEvents()\n"
        "print([name for name in ('pyqtgraph', 'numba') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_formulas_have_the_height_of_the_window(window: MainWindow) -> None:
    assert window.corner(Qt.Corner.BottomRightCorner) == Qt.DockWidgetArea.RightDockWidgetArea


@pytest.mark.parametrize(("action", "name"), [("keyboard", "keyboard"), ("rounding", "rounding_window")])
def test_a_window_beside_opens_once_and_goes_with_the_main_one(fresh: MainWindow, action: str, name: str) -> None:
    for _ in range(3):
        trigger(fresh, action)
    (beside,) = fresh.findChildren(QDialog, name)
    assert beside.isVisible()
    fresh.document.session.mark_saved()
    fresh.close()
    assert not beside.isVisible()


def test_a_notice_ends_when_what_it_speaks_of_ends(qtbot: QtBot, window: MainWindow) -> None:
    window.document.step()
    window.document.perform(SetLearningRate(1.0))
    window.document.run_steps(10)
    qtbot.waitUntil(lambda: not window.document.is_running, timeout=20_000)
    assert "diverged" in window.notice.text()
    trigger(window, "back")
    assert "diverged" in window.notice.text()

    trigger(window, "undo")
    assert window.notice.text() == ""


def test_a_refusal_ends_with_the_next_thing_that_is_done(window: MainWindow) -> None:
    window.document.perform(SetLearningRate(-1.0))
    assert window.notice.text() == "The learning rate cannot be negative."

    window.document.perform(SetLearningRate(0.2))
    assert window.notice.text() == ""


def test_a_guessed_speed_is_shown_as_a_guess_and_can_be_changed(qtbot: QtBot, window: MainWindow) -> None:
    speed, text = window.toolbar.speed, find(window, QLabel, "speedText")
    assert text.text() == "suitable"
    trigger(window, "run")
    assert text.text().startswith("≈ ")
    assert "guess" in speed.toolTip()
    assert window.actions_["guess_speed"].isChecked()

    trigger(window, "faster")
    assert not text.text().startswith("≈")
    assert "guess" not in speed.toolTip()
    assert not window.actions_["guess_speed"].isChecked()

    trigger(window, "guess_speed")
    assert text.text().startswith("≈ ")
    trigger(window, "run")


def test_within_five_seconds_xor_shows_something(window: MainWindow) -> None:
    window.files.open_path(resource_path("examples", "xor.bpgui"), is_example=True)
    first = window.document.session.place.training_loss()
    trigger(window, "run")
    trigger(window, "run")
    steps = round(5 * window.document.run.rate) - window.document.session.steps
    window.document.session.train(steps)

    assert 100 < steps <= 5000  # the kernel is not ready here, and the machine may be slow
    assert window.document.session.place.training_loss() < 0.2 * first


def test_reasons_are_remembered_and_switched_by_menu_and_button(window: MainWindow) -> None:
    action, button = find(window, QAction, "action_reasons"), window.explanation.header.reasons
    assert (action.isChecked(), button.isChecked()) == (True, True)
    trigger(window, "reasons")
    assert (button.isChecked(), window.preferences.reasons) == (False, False)
    button.click()
    assert (action.isChecked(), window.preferences.reasons) == (True, True)


def test_keys_go_back_through_what_was_explained_and_leave_the_lesson_s_alone(window: MainWindow) -> None:
    window.document.select(ParameterChoice(0))
    found = []
    for name in ("explained_before", "explained_after"):
        trigger(window, name)
        found.append(window.document.selection)
    assert found == [None, ParameterChoice(0)]
    keys = [
        key.toString() for name in ("explained_before", "explained_after") for key in window.actions_[name].shortcuts()
    ]
    assert keys == ["Alt+Shift+Left", "Back", "Alt+Shift+Right", "Forward"]
    header = window.explanation.header
    assert [keys[0] in header.back.toolTip(), keys[2] in header.forward.toolTip()] == [True, True]
    assert window.actions_["reasons"].shortcut().toString() in header.reasons.toolTip()
