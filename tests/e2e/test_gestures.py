"""Whatever is begun and held, and whatever is commanded meanwhile: no error, and one network in all views.

The suite gives each gesture some of the commands; a campaign gives each gesture all of them.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDockWidget,
    QMenu,
    QMessageBox,
    QSpinBox,
    QTabBar,
    QWidget,
)
from shiboken6 import Shiboken

from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice, TargetChoice
from bpgui.gui.learn.rounding_window import RoundingWindow
from bpgui.gui.widgets.number_edit import NumberEdit, ScrubLabel
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import SetParameter
from bpgui.session.step.ladder import Grain
from tests.campaigns import IS_CAMPAIGN
from tests.e2e.conftest import find, trigger, when_dialog_opens

LEFT, RIGHT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
KINDS = QEvent.Type
WEIGHT, BIAS = ParameterChoice(0), ParameterChoice(16)  # XOR has 17 parameters; the article has no such bias
INPUT, HIDDEN, TARGET = NeuronChoice(0, 1), NeuronChoice(1, 3), TargetChoice(0)
Release = Callable[[], object]


# What is begun: each function returns what lets go.


def mouse(kind: QEvent.Type, widget: QWidget, place: QPoint, button: Qt.MouseButton) -> None:
    held = NO_BUTTON if kind == KINDS.MouseButtonRelease else button
    button = NO_BUTTON if kind == KINDS.MouseMove else button
    at = (QPointF(place), QPointF(widget.mapToGlobal(place)))
    QApplication.sendEvent(widget, QMouseEvent(kind, *at, button, held, Qt.KeyboardModifier.NoModifier))


def drag(widget: QWidget, start: QPoint, way: QPoint, button: Qt.MouseButton = LEFT) -> Release:
    mouse(KINDS.MouseButtonPress, widget, start, button)
    for k in (1, 2):
        mouse(KINDS.MouseMove, widget, start + way * k / 2, button)

    def release() -> None:
        mouse(KINDS.MouseMove, widget, start + way * 2, button)
        mouse(KINDS.MouseButtonRelease, widget, start + way * 2, button)

    return release


def place_of(window: MainWindow, choice: Choice) -> QPoint:
    window.document.select(choice)
    rect = window.diagram.screen_rect(choice)
    assert rect is not None
    return window.diagram.viewport().mapFromGlobal(rect.center())


def scrub(choice: Choice, window: MainWindow) -> Release:
    release = drag(window.diagram.viewport(), place_of(window, choice), QPoint(40, 0))
    assert window.document.moment.preview
    return release


def scrub_rate(window: MainWindow) -> Release:
    label = next(label for label in window.findChildren(ScrubLabel) if label.buddy() is window.toolbar.learning_rate)
    release = drag(label, label.rect().center(), QPoint(40, 0))
    assert window.document.moment.preview
    return release


def pan(window: MainWindow) -> Release:
    return drag(window.diagram.viewport(), QPoint(3, 3), QPoint(40, 20))


def seek(window: MainWindow) -> Release:
    return drag(window.plots.chart.viewport(), window.plots.chart.area.center().toPoint(), QPoint(60, 0))


def pan_plot(window: MainWindow) -> Release:
    return drag(window.plots.chart.viewport(), window.plots.chart.area.center().toPoint(), QPoint(60, 0), RIGHT)


def slide(window: MainWindow) -> Release:
    slider = window.plots.slider
    release = drag(slider, QPoint(slider.width() - 9, slider.height() // 2), QPoint(-60, 0))
    assert slider.isSliderDown()
    return release


def drag_dock(window: MainWindow) -> Release:
    dock = find(window, QDockWidget, "data_dock")
    let_go = drag(dock, QPoint(30, 8), QPoint(60, 40))

    def release() -> None:
        let_go()
        dock.setFloating(False)

    return release


def hold_tab(window: MainWindow) -> Release:
    tabs = next(bar for bar in window.findChildren(QTabBar) if bar.parent() is window and bar.count() > 1)
    last = tabs.tabRect(tabs.count() - 1).center()
    mouse(KINDS.MouseButtonPress, tabs, last, LEFT)

    def release() -> None:
        if Shiboken.isValid(tabs):  # Reset layout makes others
            mouse(KINDS.MouseMove, tabs, last - QPoint(30, 0), LEFT)
            mouse(KINDS.MouseButtonRelease, tabs, last, LEFT)

    return release


def drag_border(window: MainWindow) -> Release:
    dock = find(window, QDockWidget, "data_dock").geometry()
    return drag(window, QPoint(dock.right() + 2, dock.center().y()), QPoint(30, 0))


def edit_in_diagram(window: MainWindow) -> Release:
    window.document.select(BIAS)
    window.diagram.edit(BIAS)
    QApplication.processEvents()
    editor = QApplication.focusWidget()  # that of the outline, where an earlier command left too little room for one
    assert isinstance(editor, NumberEdit)
    assert window.isAncestorOf(editor)
    QTest.keyClicks(editor, "1.5")
    assert editor.text() == "1.5"
    return window.diagram.setFocus


def edit_in(window: MainWindow, view: QAbstractItemView) -> Release:
    view.setFocus()
    view.edit(view.currentIndex())
    editor = next(editor for editor in view.findChildren(NumberEdit, "cellEditor") if editor.isVisible())
    QTest.keyClicks(editor, "1.5")
    return window.diagram.setFocus


def edit_in_table(window: MainWindow) -> Release:
    window.table.view.setCurrentIndex(window.table.model.index(3, 1))
    return edit_in(window, window.table.view)


def edit_in_outline(window: MainWindow) -> Release:
    window.outline.view.setCurrentIndex(window.outline.model.index_of(BIAS, 1))
    return edit_in(window, window.outline.view)


def type_rate(window: MainWindow) -> Release:
    window.toolbar.learning_rate.setFocus()
    QTest.keyClicks(window.toolbar.learning_rate, "0.25")
    return window.diagram.setFocus


def type_seed(window: MainWindow) -> Release:
    field = find(window, QSpinBox, "weightsSeed")
    field.setFocus()
    QTest.keyClicks(field, "12")
    return window.diagram.setFocus


def open_menu(window: MainWindow) -> Release:
    window.diagram.show_menu(BIAS, window.mapToGlobal(QPoint(100, 100)))
    menu = find(window, QMenu, "diagramMenu")

    def release() -> None:
        if Shiboken.isValid(menu):
            menu.actions()[0].trigger()
            menu.close()

    return release


def run(window: MainWindow) -> Release:
    window.document.toggle_run()
    QTest.qWait(30)
    return window.document.pause


def animate(window: MainWindow) -> Release:
    window.diagram.flow.set_pace("slow")
    window.document.walk(Grain.PHASE)
    QTest.qWait(30)
    return partial(window.diagram.flow.set_pace, "off")


def ask(window: MainWindow) -> Release:
    set_asking(window, True)
    assert window.document.hides is not None
    return partial(set_asking, window, False)


def set_asking(window: MainWindow, is_on: bool) -> None:
    if window.quiz.is_on is not is_on:
        trigger(window, "your_turn")


def learn(window: MainWindow) -> Release:
    trigger(window, "lesson")
    return find(window, QDockWidget, "lesson_dock").hide


def explain_chain(window: MainWindow) -> Release:
    window.document.select(BIAS)
    window.explanation.show_list.setCurrentIndex(window.explanation.show_list.findData("chain"))
    return partial(window.explanation.show_list.setCurrentIndex, 0)


def look_closely(window: MainWindow) -> Release:
    trigger(window, "rounding")
    window.document.hover(BIAS)
    return find(window, RoundingWindow, "rounding_window").close


BEGUN: dict[str, Callable[[MainWindow], Release]] = {
    **{f"scrub {choice}": partial(scrub, choice) for choice in (WEIGHT, BIAS, INPUT, TARGET)},
    **{
        function.__name__: function
        for function in (
            *(scrub_rate, pan, seek, pan_plot, slide, drag_dock, drag_border, hold_tab),
            *(edit_in_diagram, edit_in_table, edit_in_outline, type_rate, type_seed, open_menu),
            *(run, animate, ask, learn, explain_chain, look_closely),
        )
    },
}

# What is commanded meanwhile


def open_file(path: Path, window: MainWindow) -> None:
    window.files.open_path(path)


def new(window: MainWindow) -> None:
    when_dialog_opens(lambda dialog: dialog.accept())  # type: ignore[attr-defined]
    trigger(window, "new")


def close(window: MainWindow) -> None:
    window.close()
    window.show()


def resize(window: MainWindow) -> None:
    window.resize(1280, 800)
    QApplication.processEvents()
    window.resize(1024, 700)


def chosen(*names: str) -> Callable[[MainWindow], None]:
    def give(window: MainWindow) -> None:
        for name in names:
            trigger(window, name)
            QApplication.processEvents()

    return give


COMMANDS = {
    **{name: chosen(f"example_{name}") for name in ("article", "xor", "regression", "iris")},
    **{name: chosen(name) for name in ("undo", "redo", "step", "next_phase", "back", "to_start", "reset_layout")},
    "panels": chosen("panel_data", "panel_data", "panel_plots", "panel_plots"),
    "tabs": chosen("panel_experiment", "panel_experiment"),
    "whole dock": chosen("whole_dock", "whole_dock"),
    "presentation": chosen("presentation", "presentation"),
    "theme": chosen("theme_dark", "theme_light"),
    "language": chosen("language_zh_CN", "language_en"),
    "text size": chosen("text_size_150", "text_size_100"),
    "new": new,
    "resize": resize,
    "close": close,
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """XOR with some steps, and a smaller network."""
    files = {"xor": tmp_path / "xor.bpgui", "small": tmp_path / "small.bpgui"}
    session = load_session(resource_path("examples", "xor.bpgui"))
    for _ in range(12):
        session.step()
    save_session(session, files["xor"])
    save_session(load_session(resource_path("examples", "article.bpgui")), files["small"])
    return files


def begin_anew(window: MainWindow, path: Path) -> None:
    """Stand in XOR, with something to undo and to redo, and nothing that would be asked for."""
    document = window.document
    window.resize(1440, 900)  # a smaller window gives the room of some panels to the diagram
    document.open(load_session(path))
    document.perform(SetParameter("w1", 0.5))
    document.perform(SetParameter("w2", 0.5))
    document.undo()
    document.session.mark_saved()
    window.activateWindow()
    window.diagram.setFocus()


def some_of(names: list[str], begun: str) -> list[str]:
    """Return the commands for one gesture: the one that matters most to it, and one of the others in turn."""
    if IS_CAMPAIGN:
        return names
    first = {"drag_dock": "reset_layout", "drag_border": "reset_layout", "hold_tab": "whole dock"}.get(begun, "open")
    others, turn = [name for name in names if name != first], list(BEGUN).index(begun)
    return [first, others[turn % len(others)]]


@pytest.mark.campaign
@pytest.mark.parametrize("begun", BEGUN)
def test_what_is_held_and_what_is_commanded_meet_no_error(
    window: MainWindow, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch, begun: str
) -> None:
    monkeypatch.setattr(QMessageBox, "exec", lambda box: QMessageBox.StandardButton.Discard)
    commands: dict[str, Callable[[MainWindow], object]] = {
        **COMMANDS,
        "open": lambda window: window.files.open_path(files["small"]),
    }
    document = window.document
    for name in some_of(list(commands), begun):
        begin_anew(window, files["xor"])
        QApplication.processEvents()
        release = BEGUN[begun](window)
        commands[name](window)
        QApplication.processEvents()
        release()
        QApplication.processEvents()
        network = document.session.experiment.network
        last = ParameterChoice(network.parameter_count - 1)
        assert not document.is_running, name
        assert not document.moment.preview, name
        assert window.diagram.arrangement.network is network, name
        assert window.outline.model.choice_at(window.outline.model.index_of(last)) == last, name
        assert window.table.model.columnCount() == window.table.view.horizontalHeader().count(), name
