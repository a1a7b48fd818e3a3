"""The window's room: small networks show all at any size, panels give way and come back."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.arrange.room import shows_all
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.widgets.theme import look
from bpgui.gui.window import docks
from bpgui.gui.window.main_window import MainWindow
from bpgui.gui.window.share import Shares
from bpgui.gui.window.start import make_window
from bpgui.session.basics.resources import resource_path
from tests.campaigns import IS_CAMPAIGN
from tests.e2e.conftest import find, trigger

SIZES = [(960, 640), (1024, 700), (1280, 720), (1440, 900), (1920, 1080), (2560, 1440)]
TEXTS = [100, 125, 150, 200]
EVERY = [(size, text, language) for size in SIZES for text in TEXTS for language in ("en", "zh_CN")]
SOME = [
    ((960, 640), 100, "en"),
    ((960, 640), 150, "zh_CN"),
    ((960, 640), 200, "en"),
    ((1024, 700), 125, "zh_CN"),
    ((1440, 900), 200, "zh_CN"),
]


@pytest.fixture
def window(fresh: MainWindow) -> MainWindow:
    """One for each test: sizes that a person chose stay."""
    return fresh


def settle(qtbot: QtBot) -> None:
    for _ in range(6):
        QApplication.processEvents()
        qtbot.wait(1)


def open_example(window: MainWindow, name: str) -> None:
    window.document.session.mark_saved()
    window.files.open_path(resource_path("examples", f"{name}.bpgui"), is_example=True)


def hidden(window: MainWindow) -> set[str]:
    names = ("data", "outline", "plots", "explanation")
    return {name for name in names if find(window, QDockWidget, f"{name}_dock").isHidden()}


@pytest.mark.campaign
@pytest.mark.parametrize(("size", "text", "language"), EVERY if IS_CAMPAIGN else SOME)
def test_small_networks_show_every_parameter(
    qtbot: QtBot, sized: MainWindow, size: tuple[int, int], text: int, language: str
) -> None:
    window = sized
    window.resize(*size)
    missing = []
    for example in ("article", "xor"):
        open_example(window, example)
        settle(qtbot)
        if not shows_all(window.diagram.arrangement):
            missing.append(example)
    assert (window.width(), window.height()) == size
    assert missing == []


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("text", [200])
def test_the_learning_rate_is_in_reach_with_the_largest_text(
    qtbot: QtBot, sized: MainWindow, text: int, language: str
) -> None:
    field = sized.toolbar.learning_rate
    for width in (960, 1024):
        sized.resize(width, 700)
        settle(qtbot)
        assert field.visibleRegion().boundingRect() == field.rect()


def test_a_longer_text_on_a_button_leaves_the_learning_rate_in_reach(qtbot: QtBot, window: MainWindow) -> None:
    trigger(window, "language_zh_CN")
    field, seen = window.toolbar.learning_rate, []
    for width in range(960, 1240, 20):
        trigger(window, "grain_phase")
        window.resize(width, 700)
        settle(qtbot)
        trigger(window, "grain_neuron")
        settle(qtbot)
        seen.append(field.visibleRegion().boundingRect() == field.rect())
    assert seen == [True] * len(seen)


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("text", [200])
def test_what_the_first_start_says_covers_no_number(qtbot: QtBot, sized: MainWindow, text: int, language: str) -> None:
    window = sized
    window.resize(960, 640)
    settle(qtbot)
    window.teller.preparation(once=True)
    settle(qtbot)
    top, diagram = window.notice.mapTo(window, QPoint()).y(), window.diagram
    rects = [diagram.arrangement.rect(ParameterChoice(k)) for k in range(6)]
    low = max(diagram.mapTo(window, diagram.mapFromScene(rect.bottomLeft())).y() for rect in rects if rect is not None)
    assert top - low > 10


@pytest.mark.parametrize(("width", "text"), [(1024, 150), (960, 200)])
def test_titles_on_tabs_are_whole(qtbot: QtBot, window: MainWindow, width: int, text: int) -> None:
    trigger(window, f"text_size_{text}")
    window.resize(width, 700)
    settle(qtbot)
    bar = next(bar for bar in window.findChildren(QTabBar) if "Response" in bar.tabText(1))
    trigger(window, "text_size_100")
    assert bar.sizeHint().width() <= bar.width()


def test_panels_give_way_before_they_have_something_to_show(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(tmp_path / "settings.json")
    window.resize(960, 640)
    window.show()
    settle(qtbot)
    before = hidden(window)
    window.load_panels()
    window.load_plots()
    settle(qtbot)
    after = hidden(window)
    window.close()
    window.deleteLater()
    assert before == after == {"data", "outline"}


def test_panels_give_way_and_come_back(qtbot: QtBot, window: MainWindow) -> None:
    found = []
    for size in ((1440, 900), (960, 640), (1440, 900)):
        window.resize(*size)
        settle(qtbot)
        found.append(hidden(window))
    assert found == [set(), {"data", "outline"}, set()]


@pytest.mark.parametrize(("size", "text"), [((1024, 700), 200), ((1440, 900), 150)])
def test_the_lesson_is_seen_where_panels_come_back_beside_it(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int], text: int
) -> None:
    trigger(window, f"text_size_{text}")
    window.resize(*size)
    settle(qtbot)
    trigger(window, "lesson")
    settle(qtbot)
    lesson = find(window, QDockWidget, "lesson_dock")
    is_seen, height = not lesson.visibleRegion().isEmpty(), lesson.height()
    trigger(window, "text_size_100")
    assert is_seen
    assert height > size[1] / 2


def test_the_explanation_has_its_part_of_a_wider_window(qtbot: QtBot, window: MainWindow) -> None:
    widths = []
    for size in ((1440, 900), (2200, 900), (1440, 900)):
        window.resize(*size)
        settle(qtbot)
        widths.append(find(window, QDockWidget, "explanation_dock").width())
    assert widths[1] / widths[0] == pytest.approx(2200 / 1440, rel=0.05)
    assert widths[2] == widths[0]


def drag(window: QWidget, kind: QEvent.Type, at: QPoint) -> None:
    handle, left, keys = window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    if kind is QEvent.Type.MouseButtonPress:
        QTest.mousePress(handle, left, keys, at)
    elif kind is QEvent.Type.MouseMove:
        QTest.mouseMove(handle, at)
    else:
        QTest.mouseRelease(handle, left, keys, at)
    QApplication.processEvents()


def test_a_border_that_a_person_moved_stays(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot)
    dock = find(window, QDockWidget, "explanation_dock")
    border = QPoint(dock.x() - 4, 300)
    drag(window, QEvent.Type.MouseButtonPress, border)
    drag(window, QEvent.Type.MouseMove, border - QPoint(60, 0))
    drag(window, QEvent.Type.MouseButtonRelease, border - QPoint(60, 0))
    chosen = dock.width()
    window.resize(2200, 900)
    settle(qtbot)
    assert chosen == pytest.approx(1440 / 4 + 60, abs=12)
    assert dock.width() == chosen


def test_a_size_that_no_person_chose_does_not_stay_after_a_command(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot)
    dock = find(window, QDockWidget, "explanation_dock")
    window.resizeDocks([dock], [500], Qt.Orientation.Horizontal)
    settle(qtbot)
    find(window, QAction, "action_step").trigger()
    window.resize(2200, 900)
    settle(qtbot)
    assert dock.width() == pytest.approx(2200 / 4, abs=12)


@pytest.mark.parametrize("names", [("panel_data",), ("whole_dock", "whole_dock"), ("presentation", "presentation")])
def test_a_border_is_let_go_of_when_panels_change(qtbot: QtBot, window: MainWindow, names: tuple[str, ...]) -> None:
    settle(qtbot)
    dock = find(window, QDockWidget, "explanation_dock")
    border = QPoint(dock.x() - 4, 300)
    drag(window, QEvent.Type.MouseButtonPress, border)
    drag(window, QEvent.Type.MouseMove, border - QPoint(60, 0))
    for name in names:
        find(window, QAction, f"action_{name}").trigger()
    settle(qtbot)
    left = dock.width()
    drag(window, QEvent.Type.MouseMove, border - QPoint(160, 0))
    assert dock.width() == left


def panel_tabs(window: MainWindow) -> QTabBar:
    return next(bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.count() > 1)


def begin_to_drag(dock: QDockWidget) -> None:
    window = dock.window()
    at = dock.mapTo(window, QPoint(60, 10))
    drag(window, QEvent.Type.MouseButtonPress, at)
    drag(window, QEvent.Type.MouseMove, at + QPoint(60, 80))
    assert QWidget.mouseGrabber() is dock


@pytest.mark.parametrize("name", ["your_turn", "whole_dock", "presentation", "reset_layout", "lesson"])
def test_a_panel_is_let_go_of_before_a_command(qtbot: QtBot, window: MainWindow, name: str) -> None:
    settle(qtbot)
    begin_to_drag(find(window, QDockWidget, "outline_dock"))
    find(window, QAction, f"action_{name}").trigger()
    assert QWidget.mouseGrabber() is None


@pytest.mark.parametrize(
    "names", [("panel_experiment",), ("panel_explanation", "panel_response", "panel_experiment"), ("whole_dock",)]
)
def test_a_tab_is_let_go_of_before_it_goes(qtbot: QtBot, window: MainWindow, names: tuple[str, ...]) -> None:
    settle(qtbot)
    tabs = panel_tabs(window)
    at = tabs.mapTo(window, tabs.tabRect(2).center())
    drag(window, QEvent.Type.MouseButtonPress, at)
    for name in names:
        find(window, QAction, f"action_{name}").trigger()
    settle(qtbot)
    drag(window, QEvent.Type.MouseMove, at + QPoint(30, 0))  # Qt would ask for the tab by its former number
    drag(window, QEvent.Type.MouseButtonRelease, at)


def test_panels_give_way_when_the_one_that_is_dragged_is_let_go_of(qtbot: QtBot, window: MainWindow) -> None:
    settle(qtbot)
    dock, before = find(window, QDockWidget, "outline_dock"), hidden(window)
    begin_to_drag(dock)
    window.resize(960, 640)
    settle(qtbot)
    assert hidden(window) == before
    drag(dock, QEvent.Type.MouseButtonRelease, QPoint(60, 10))
    qtbot.waitUntil(lambda: hidden(window) != before)


def test_a_tab_is_let_go_of_when_panels_give_way(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(qtbot)
    tabs = panel_tabs(window)
    at = tabs.mapTo(window, tabs.tabRect(2).center())
    drag(window, QEvent.Type.MouseButtonPress, at)
    monkeypatch.setattr(docks, "share", lambda *_: Shares({}, frozenset({"right"}), is_narrowed=False))
    window.resize(1400, 900)
    settle(qtbot)
    assert hidden(window) == {"explanation"}
    drag(window, QEvent.Type.MouseMove, at - QPoint(40, 0))
    drag(window, QEvent.Type.MouseButtonRelease, at - QPoint(40, 0))


def test_a_panel_that_is_asked_for_stays(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(960, 640)
    settle(qtbot)
    find(window, QAction, "action_panel_data").trigger()
    settle(qtbot)
    window.resize(970, 650)
    settle(qtbot)
    assert "data" not in hidden(window)


def test_the_next_start_has_the_panels_that_gave_way(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(960, 640)
    settle(qtbot)
    assert hidden(window)
    window.close()
    assert hidden(window) == set()


def test_larger_text_is_larger_in_the_diagram(qtbot: QtBot, window: MainWindow) -> None:
    texts = []
    for size in (100, 150, 200):
        trigger(window, f"text_size_{size}")
        settle(qtbot)
        texts.append(window.diagram.arrangement.smallest)
    trigger(window, "text_size_100")
    assert texts[0] < texts[1] < texts[2]
    assert look.scale == 1


def test_docks_that_are_dragged_as_a_group_stand_on_no_side(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, area_of = find(window, QDockWidget, "data_dock"), MainWindow.dockWidgetArea

    def area(dock: QDockWidget) -> Qt.DockWidgetArea:  # what Qt says until the group is dropped
        return Qt.DockWidgetArea.NoDockWidgetArea if dock is data else area_of(window, dock)

    window.resize(1440, 900)
    settle(qtbot)
    monkeypatch.setattr(window, "dockWidgetArea", area, raising=False)
    window.resize(1024, 700)
    settle(qtbot)
    outline = find(window, QDockWidget, "outline_dock")
    assert outline.isVisible()
    assert outline.width() <= 300


def test_the_articles_table_has_all_of_its_columns_with_larger_text(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1440, 900)
    look.apply("light", 1.5)
    try:
        settle(qtbot)
        table = find(window, QTableView, "dataTable")
        assert table.isVisible()
        assert table.horizontalHeader().length() <= table.viewport().width()
    finally:
        look.apply("light", 1.0)
