"""The panel of plots, used as a person uses it: by its tabs, its plot and its slider."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTranslator
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QSlider, QStyle, QStyleOptionSlider, QTabBar, QToolButton

from bpgui.engine.inside import stages
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.plots import pages
from bpgui.gui.plots.panel import PlotPanel
from bpgui.gui.widgets.theme import look
from bpgui.session.model.edits import SetParameter, SetTarget
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.settings import OPTIMISER, SETTINGS
from bpgui.session.session import Session
from bpgui.session.timeline import segment
from bpgui.session.timeline.column_kinds import GRADIENT, KINDS, LOSS, OF_EXPERIMENT, PREDICTION, TARGET
from bpgui.session.timeline.column_names import column_named, name_of
from bpgui.session.timeline.columns import Column, ColumnKind
from tests.article import article_session
from tests.gui.conftest import quiz_of
from tests.gui.plots.fake_timeline import FakeTimeline


@pytest.fixture
def open_panel(qtbot):
    """Return a function that shows a session's plots in a window of their own."""

    def show(session: Session, size: tuple[int, int] = (1000, 240)) -> PlotPanel:
        look.apply("light", 1.0)
        document = Document(session)
        panel = PlotPanel(document)
        document.setParent(panel)
        qtbot.addWidget(panel)
        panel.resize(*size)
        panel.show()
        settle(panel)
        return panel

    return show


def settle(panel):
    """Let the next frame come."""
    QApplication.processEvents()
    while panel._refresh_timer.isActive():
        QTest.qWait(1)
    QApplication.processEvents()


def trained(steps: int) -> Session:
    session = article_session()
    session.train(steps)
    return session


def many_samples(samples: int, outputs: int, batch_size: int | None = None) -> Session:
    network = Network(2, (Layer(3, "tanh"), Layer(outputs)))
    rng = np.random.default_rng(1)
    data = Data(rng.normal(size=(samples, 2)), rng.normal(size=(samples, outputs)))
    count = network.parameter_count
    settings = Settings(0.05, np.zeros(count, dtype=bool), batch_size)
    return Session(Experiment(network, settings, data), rng.normal(size=count) / 2)


def called(panel, column):
    """Return a column's name in the CSV."""
    return name_of(panel.document.experiment, column)


def trace_of(panel, name):
    """Return what is drawn for a column."""
    return next(trace for trace in panel.chart.traces if called(panel, trace.line.column) == name)


def curve(panel, name):
    """Return the values that are drawn for a column."""
    return trace_of(panel, name).values


def note(panel) -> str:
    return panel.note.text() if panel.note.isVisible() else ""


@pytest.mark.parametrize("steps", [0, 1, 30, 3000])
def test_the_loss_ends_at_the_timelines_last_loss(open_panel, steps):
    panel = open_panel(trained(steps))
    panel.show_page("loss")
    settle(panel)
    last = next(panel.document.timeline.rows(steps, steps + 1)).losses[0]
    assert curve(panel, "loss")[-1] == last
    assert panel.chart.traces[0].steps[-1] == steps


def test_what_is_trained_is_drawn_in_the_next_frame(open_panel):
    panel = open_panel(trained(30))
    panel.document.step()
    settle(panel)
    assert panel.chart.traces[-1].steps[-1] == 31
    assert panel.chart.steps.last == 31


def test_a_session_at_its_start_shows_one_point_and_room_for_20_steps(open_panel):
    panel = open_panel(article_session())
    assert (panel.chart.steps.first, panel.chart.steps.last) == (0, 20)
    assert panel.chart.cursor_shown.step == 0
    assert {line.column: value for line, value in panel.chart.cursor_shown.values}[Column(TARGET)] == 1
    assert not panel.chip.isVisible()


def test_the_slider_moves_the_sessions_cursor(open_panel):
    panel = open_panel(trained(40))
    slider = panel.findChild(QSlider, "timelineSlider")
    assert (slider.minimum(), slider.maximum(), slider.value()) == (0, 40, 40)
    slider.setValue(7)
    settle(panel)
    assert panel.document.session.cursor == 7
    assert panel.chart.cursor_shown.step == 7
    assert "7" in slider.toolTip()
    assert "40" in slider.toolTip()


@pytest.mark.parametrize(
    ("key", "row"),
    [
        (Qt.Key.Key_Left, 19),
        (Qt.Key.Key_Right, 21),
        (Qt.Key.Key_PageUp, 24),
        (Qt.Key.Key_PageDown, 16),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_End, 40),
    ],
)
@pytest.mark.parametrize("place", ["slider", "chart"])
def test_slider_and_plot_obey_the_same_keys(open_panel, place, key, row):
    panel = open_panel(trained(40))
    panel.document.seek(20)
    settle(panel)
    QTest.keyClick(getattr(panel, place), key)
    assert panel.document.session.cursor == row


def test_a_press_on_the_slider_brings_the_handle_there(open_panel):
    panel = open_panel(trained(40))
    QTest.mouseClick(panel.slider, Qt.MouseButton.LeftButton, pos=QPoint(panel.slider.width() // 2, 8))
    assert panel.document.session.cursor == pytest.approx(20, abs=1)


def test_dragging_in_the_plot_moves_the_cursor_to_the_step_under_the_mouse(open_panel):
    panel = open_panel(trained(40))
    chart, view = panel.chart, panel.chart.viewport()
    y = round(chart.area.center().y())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(round(chart.x_of(10)), y))
    assert panel.document.session.cursor == 10
    QTest.mouseMove(view, QPoint(round(chart.x_of(25)), y))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(round(chart.x_of(25)), y))
    settle(panel)
    assert panel.document.session.cursor == 25


def test_the_chip_says_that_one_is_in_the_past_and_leads_out_of_it(open_panel):
    panel = open_panel(trained(40))
    panel.document.seek(3)
    settle(panel)
    assert panel.chip.isVisible()
    panel.chip.click()
    settle(panel)
    assert panel.document.session.cursor == 40
    assert not panel.chip.isVisible()


def test_tabs_are_changed_by_keyboard(open_panel):
    panel = open_panel(trained(5))
    tabs = panel.findChild(QTabBar, "plotTabs")
    assert tabs.focusPolicy() & Qt.FocusPolicy.TabFocus
    seen = [panel.page.name]
    for _ in range(3):
        QTest.keyClick(tabs, Qt.Key.Key_Right)
        settle(panel)
        seen.append(panel.page.name)
    assert seen == ["prediction", "loss", "weights", "gradients"]
    assert [trace.line.column for trace in panel.chart.traces] == [Column(GRADIENT, k) for k in range(6)]


def test_tab_leads_through_every_control(open_panel, qtbot):
    panel = open_panel(trained(5))
    panel.show_page("loss")
    panel.document.seek(2)
    settle(panel)
    panel.activateWindow()
    panel.tabs.setFocus()
    names = []
    for _ in range(6):
        names.append(QApplication.focusWidget().objectName())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert names == ["plotTabs", "logScale", "fitPlots", "chart", "pastChip", "timelineSlider"]


def test_every_control_has_a_name_for_screen_readers(open_panel):
    panel = open_panel(trained(5))
    for control in (panel, panel.tabs, panel.log_button, panel.fit_button, panel.slider, panel.chip, panel.legend):
        assert control.objectName()
        assert control.accessibleName()
    for control in (panel.log_button, panel.fit_button, panel.slider, panel.chip):
        assert control.toolTip()


def test_nothing_is_told_of_rows_that_are_gone_when_the_cursor_rests(open_panel, qtbot):
    panel = open_panel(trained(30))
    panel.show_page("loss")
    panel.document.seek(12)
    settle(panel)
    panel.hide()  # it does not come to the next session
    panel.document.open(article_session())
    qtbot.waitUntil(lambda: not panel.telling._rest.isActive())
    panel.telling.hover(None)
    assert panel.chart.accessibleDescription() == ""
    assert not panel.telling.card.isVisibleTo(panel.chart)


def test_a_screen_reader_hears_the_values_at_the_cursor(open_panel, qtbot):
    panel = open_panel(trained(30))
    panel.document.seek(12)
    qtbot.waitUntil(lambda: panel.chart.accessibleDescription().startswith("step 12"))
    assert panel.chart.accessibleDescription() == "step 12: prediction 0.968, target 1"
    assert panel.slider.accessibleDescription() == "step 12 of 30"


def test_a_log_scale_leaves_zeros_out_and_says_so(open_panel):
    session = article_session()
    session.perform(SetParameter("w5", 0.0))
    session.perform(SetParameter("w6", 0.0))
    session.perform(SetTarget("out", 1, 0.0))  # prediction 0, target 0: the loss is 0
    session.train(2)
    panel = open_panel(session)
    panel.show_page("loss")
    settle(panel)
    assert note(panel) == ""
    button = panel.findChild(QToolButton, "logScale")
    assert button.isVisible()
    QTest.keyClick(button, Qt.Key.Key_Space)
    settle(panel)
    assert note(panel) == "Zeros are not shown on a log scale"
    assert np.isnan(panel.chart.scale_shown.unit(curve(panel, "loss"))[-3:]).all()
    panel.show_page("weights")
    settle(panel)
    assert not button.isVisible()
    assert note(panel) == ""


def test_a_diverged_run_is_drawn_without_what_is_not_finite(open_panel):
    session = article_session(1e150)
    session.train(3)
    panel = open_panel(session)
    for page in ("loss", "prediction", "weights", "gradients"):
        panel.show_page(page)
        settle(panel)
        panel.grab()
        if page == "loss":
            assert "not finite or too large" in note(panel)


@pytest.mark.parametrize(
    ("samples", "outputs", "curves"),
    [(1, 1, 1), (4, 1, 4), (8, 2, 16), (17, 1, 1), (6, 3, 3), (150, 3, 3), (1, 16, 16), (1, 20, 16)],
)
def test_at_most_16_predictions_else_those_of_the_chosen_sample(open_panel, samples, outputs, curves):
    session = many_samples(samples, outputs)
    session.train(3)
    panel = open_panel(session)
    panel.document.choose_sample(samples - 1)
    settle(panel)
    shown = [trace for trace in panel.chart.traces if trace.line.column.kind is PREDICTION]
    assert len(shown) == curves
    exact = panel.document.moment.predictions
    last = {called(panel, trace.line.column): trace.values[-1] for trace in shown}
    if samples * outputs > 16:
        assert all(column.endswith(f".{samples}") for column in last if samples > 1)
        np.testing.assert_array_equal(list(last.values()), exact[-1][:16])
    else:
        np.testing.assert_array_equal(list(last.values()), exact.ravel())


def test_a_target_that_was_edited_is_a_stair_and_the_edit_is_marked(open_panel):
    session = trained(5)
    session.perform(SetTarget("out", 1, 0.5))
    session.train(5)
    panel = open_panel(session)
    target = trace_of(panel, "target")
    assert target.steps.tolist() == [0, 5, 5, 10]
    assert target.values.tolist() == [1, 1, 0.5, 0.5]
    assert panel.chart.event_steps == [5]
    hover(panel, 5)
    assert "target of out, sample 1: 1 → 0.5" in panel.telling.card.text()


def test_after_many_edits_at_one_step_the_card_names_the_last_ones_and_stays(open_panel):
    session = trained(5)
    for k in range(30):
        session.perform(SetParameter("w5", k / 100))
    panel = open_panel(session)
    hover(panel, 5)

    area = panel.chart.area
    assert panel.telling.card.isVisible()
    assert "w5: 0.28 → 0.29" in panel.telling.card.text()
    assert "w5: 0.26 → 0.27" not in panel.telling.card.text()
    assert (panel.telling.card.y() >= 0, panel.telling.card.geometry().bottom() <= area.bottom()) == (True, True)


def hover(panel, step):
    chart = panel.chart
    QTest.mouseMove(chart.viewport(), QPoint(round(chart.x_of(step)), round(chart.area.center().y())))
    settle(panel)


def test_the_card_shows_the_step_under_the_mouse(open_panel):
    panel = open_panel(trained(30))
    hover(panel, 12)
    assert panel.telling.card.isVisible()
    assert "step 12 of 30" in panel.telling.card.text()
    assert "0.968" in panel.telling.card.text()
    assert panel.document.session.cursor == 30


def test_weights_are_those_that_were_chosen_and_the_selected_one_stands_out(open_panel):
    panel = open_panel(many_samples(4, 2))
    panel.show_page("weights")
    settle(panel)
    assert panel.legend.names == [f"w{k}" for k in range(1, 13)]
    panel.document.plotting.choose((2, 4))
    panel.document.select(ParameterChoice(4))
    settle(panel)
    assert [(trace.line.name, trace.line.is_strong) for trace in panel.chart.traces] == [("w3", False), ("w5", True)]
    panel.document.plotting.choose(())
    settle(panel)
    assert panel.chart.message


def test_the_note_says_how_many_weights_there_are(open_panel):
    panel = open_panel(many_samples(4, 5))
    panel.show_page("gradients")
    settle(panel)
    assert note(panel).startswith("12 of 21 shown")


def test_mini_batches_have_two_losses(open_panel):
    session = many_samples(20, 1, batch_size=5)
    session.train(42)
    panel = open_panel(session)
    panel.show_page("loss")
    settle(panel)
    training = trace_of(panel, "train_loss")
    assert training.steps.tolist() == list(range(0, 43, 4))
    assert np.isfinite(training.values).all()
    assert len(curve(panel, "loss")) == 43


def test_a_zoom_holds_while_training_goes_on_until_fit(open_panel):
    panel = open_panel(trained(100))
    QTest.keyClick(panel.chart, Qt.Key.Key_Plus)
    settle(panel)
    span = panel.chart.steps.first, panel.chart.steps.last
    assert span[1] - span[0] == pytest.approx(80)
    assert not panel.fit_button.isChecked()
    panel.show_page("loss")
    panel.document.session.train(50)
    panel.document.moment_changed.emit()
    settle(panel)
    assert panel.chart.steps.last - panel.chart.steps.first == pytest.approx(80)
    panel.fit_button.click()
    settle(panel)
    assert (panel.chart.steps.first, panel.chart.steps.last) == (0, 150)
    assert panel.fit_button.isChecked()


def test_a_double_click_fits_and_leaves_the_cursor_alone(open_panel):
    panel = open_panel(trained(100))
    QTest.keyClick(panel.chart, Qt.Key.Key_Plus)
    settle(panel)
    QTest.mouseClick(panel.chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 60))
    assert panel.document.session.cursor < 60
    QTest.mouseDClick(panel.chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 60))
    settle(panel)
    assert panel.chart.steps.follows
    assert panel.document.session.cursor == 100


def turn(panel, notches, modifiers=Qt.KeyboardModifier.NoModifier, angle="y", at=None):
    """Turn the wheel over the middle of the plot, or at another pixel from its left."""
    place = panel.chart.area.center()
    if at is not None:
        place.setX(at)
    turned = QPoint(0, 120 * notches) if angle == "y" else QPoint(120 * notches, 0)
    view = panel.chart.viewport()
    event = QWheelEvent(
        place,
        QPointF(view.mapToGlobal(place.toPoint())),
        QPoint(),
        turned,
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)
    settle(panel)


def test_the_wheel_zooms_the_steps_and_with_ctrl_the_values(open_panel):
    panel = open_panel(trained(100))
    start = panel.chart.scale_shown
    turn(panel, 1)
    assert (panel.chart.steps.first, panel.chart.steps.last) == pytest.approx((10, 90))
    before = panel.chart.scale_shown
    turn(panel, 1, Qt.KeyboardModifier.ControlModifier)
    after = panel.chart.scale_shown
    assert after.high - after.low == pytest.approx(0.8 * (before.high - before.low))
    turn(panel, 1, angle="x")
    assert panel.chart.steps.first == pytest.approx(2)
    QTest.keyClick(panel.chart, Qt.Key.Key_F)
    settle(panel)
    assert (panel.chart.steps.first, panel.chart.steps.last) == (0, 100)
    assert panel.chart.scale_shown == start


@pytest.mark.parametrize(
    ("button", "modifier"),
    [
        (Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier),
        (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_the_paper_can_be_dragged(open_panel, button, modifier):
    panel = open_panel(trained(100))
    turn(panel, 3)
    chart, view = panel.chart, panel.chart.viewport()
    first = chart.steps.first
    pixels_a_step = chart.x_of(1) - chart.x_of(0)
    QTest.mousePress(view, button, modifier, QPoint(400, 80))
    QTest.mouseMove(view, QPoint(400 + round(10 * pixels_a_step), 80))
    QTest.mouseRelease(view, button, modifier, QPoint(400 + round(10 * pixels_a_step), 80))
    settle(panel)
    assert chart.steps.first == pytest.approx(first - 10, abs=0.2)
    assert panel.document.session.cursor == 100


class Chinese(QTranslator):
    """Knows one word."""

    def isEmpty(self):  # noqa: N802  Qt's name
        return False

    def translate(self, context, text, disambiguation=None, n=-1):
        return "损失" if (context, text) == ("Plots", "Loss") else None


def test_the_language_can_be_switched_while_it_is_shown(open_panel):
    panel = open_panel(trained(3))
    translator = Chinese()
    QApplication.installTranslator(translator)
    settle(panel)
    assert [panel.tabs.tabText(k) for k in range(4)] == ["Prediction → target", "损失", "Weights", "Gradients"]
    QApplication.removeTranslator(translator)
    settle(panel)
    assert panel.tabs.tabText(1) == "Loss"


def test_space_in_the_plot_runs_and_pauses(open_panel):
    panel = open_panel(trained(3))
    QTest.keyClick(panel.chart, Qt.Key.Key_Space)
    assert panel.document.is_running
    QTest.keyClick(panel.chart, Qt.Key.Key_Space)
    assert not panel.document.is_running


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_plots_can_be_painted_in_both_themes_and_large(open_panel, theme):
    panel = open_panel(trained(40), (600, 130))
    look.apply(theme, 1.75)
    for page in ("prediction", "loss", "weights", "gradients"):
        panel.show_page(page)
        settle(panel)
        picture = panel.chart.grab().toImage()
        assert picture.pixelColor(2, 2).name().upper() == look.theme.panel


def test_another_session_is_shown_from_its_start(open_panel):
    panel = open_panel(trained(100))
    QTest.keyClick(panel.chart, Qt.Key.Key_Plus)
    panel.document.open(many_samples(4, 2))
    settle(panel)
    assert panel.chart.steps.follows
    assert panel.legend.names == [f"o{o}, sample {s}" for s in range(1, 5) for o in (1, 2)] + ["target"]


def menu_action(panel, name):
    return panel.fit_button.menu().findChild(QAction, name) or next(
        a for a in panel.fit_button.menu().actions() if a.objectName() == name
    )


@pytest.mark.parametrize("way", ["key", "menu"])
def test_fit_until_it_settled(kernel, open_panel, way):
    panel = open_panel(trained(20_000))
    panel.show_page("loss")
    settle(panel)
    if way == "key":
        QTest.keyClick(panel.chart, Qt.Key.Key_S)
    else:
        menu_action(panel, "fitSettled").trigger()
    settle(panel)
    losses = panel.document.timeline.series(Column(LOSS), 0, 60, 60)[1]
    settled = int(np.flatnonzero(losses > losses[-1] + 0.02 * 0.4)[-1]) + 1
    assert panel.chart.steps.last == pytest.approx(max(settled * 1.25, 20), abs=2)
    assert menu_action(panel, "fitSettled").isChecked()

    QTest.keyClick(panel.chart, Qt.Key.Key_F)
    settle(panel)
    assert panel.chart.steps.last == 20_000
    assert [menu_action(panel, name).isChecked() for name in ("fitAll", "fitSettled")] == [True, False]


def test_what_still_moves_at_the_end_has_not_settled(open_panel):
    panel = open_panel(trained(30))
    panel.show_page("loss")
    panel.document.perform(SetParameter("w5", 3.0))
    panel.document.step()
    settle(panel)
    panel.fit_settled()
    settle(panel)
    assert panel.chart.steps.follows


@pytest.mark.parametrize("page", ["prediction", "loss", "weights", "gradients"])
def test_on_logarithmic_steps_the_first_ones_are_drawn_one_by_one(open_panel, page):
    session = article_session()
    fake = FakeTimeline(2_000_001, 1_000_001)
    session.place = replace(session.place, timeline=fake)
    panel = open_panel(session)
    panel.show_page(page)
    QTest.keyClick(panel.chart, Qt.Key.Key_L)
    settle(panel)
    assert menu_action(panel, "logSteps").isChecked()
    trace = panel.chart.traces[-1]
    assert set(range(16)) <= set(trace.steps.tolist())
    assert (np.diff(trace.steps) >= 0).all()
    assert len(trace.steps) < 5 * panel.chart.width()
    assert panel.chart.step_at(panel.chart.x_of(1000.0)) == pytest.approx(1000)

    QTest.mouseClick(panel.chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(round(panel.chart.x_of(32)), 60))
    settle(panel)
    assert panel.chart.cursor_shown.step == pytest.approx(32, abs=2)


@pytest.mark.parametrize("step", [0, 3, 32, 777, 1000])
def test_on_logarithmic_steps_the_slider_stands_under_the_cursor(open_panel, step):
    panel = open_panel(trained(1000))
    QTest.keyClick(panel.chart, Qt.Key.Key_L)
    settle(panel)
    panel.document.seek(step)
    settle(panel)
    share = panel.slider.value() / panel.slider.maximum()
    assert share == pytest.approx(panel.chart.steps.share(float(step)), abs=0.001)

    panel.slider.setValue(panel.slider.maximum() - panel.slider.value())
    settle(panel)
    assert panel.chart.steps.share(float(panel.document.session.cursor)) == pytest.approx(1 - share, abs=0.1)


def test_the_wheel_near_an_end_leaves_that_end(open_panel):
    panel = open_panel(trained(1000))
    panel.document.seek(500)
    settle(panel)
    for place in (panel.chart.area.left() + 3, panel.chart.area.right() - 3):
        panel.fit()
        turn(panel, 3, at=place)
        steps = panel.chart.steps
        assert (steps.first == 0) if place < 500 else (steps.last == 1000)


def test_the_wheel_keeps_the_cursor_in_view_at_its_side(open_panel):
    panel = open_panel(trained(1000))
    panel.document.seek(20)
    settle(panel)
    turn(panel, 20, at=panel.chart.x_of(150.0))
    steps = panel.chart.steps
    assert steps.first <= 20 <= steps.last
    assert 20 - steps.first < 0.2 * (steps.last - steps.first)


def test_a_kind_of_columns_that_is_new_to_the_table_is_drawn_where_it_says(open_panel, monkeypatch):
    """A column that rows do not record: it is sampled at once, and brought while somebody looks."""
    largest = ColumnKind(
        "largest",
        OF_EXPERIMENT,
        read=lambda _, rows, __: np.abs(rows.gradients).max(axis=1, keepdims=True),
        is_computed=lambda moment, _: moment.gradient_is_computed,
        page="loss",
        label="largest gradient",
    )
    for module in (pages, segment):
        monkeypatch.setattr(module, "KINDS", (*KINDS, largest))
    panel = open_panel(trained(30))
    panel.show_page("loss")
    settle(panel)
    [block] = panel.document.timeline.rows(1, 31)
    assert panel.legend.names == ["loss", "largest gradient"]
    assert curve(panel, "largest")[1:].tolist() == np.abs(block.gradients).max(axis=1).tolist()
    panel.document.walk_to(6)
    assert shown_at_the_cursor(panel, "loss")[0] == ["loss"]


def test_plots_need_no_states(open_panel):
    """A timeline that keeps no states, only answers its interface, drives every plot."""
    session = article_session()
    fake = FakeTimeline(200_001, 101)
    session.place = replace(session.place, timeline=fake)
    panel = open_panel(session)
    for page, column in (("prediction", "prediction"), ("loss", "loss"), ("weights", "w5"), ("gradients", "grad_w5")):
        panel.show_page(page)
        settle(panel)
        assert curve(panel, column)[-1] == fake.value(column_named(session.experiment, column), fake.length - 1)
        assert len(curve(panel, column)) < 5 * panel.chart.width()
    assert fake.rows_read == 0
    panel.slider.setValue(1000)
    settle(panel)
    assert panel.chart.cursor_shown.step == 1000
    assert panel.chart.event_steps == [100]
    assert set(fake.states_asked) <= {0, 1001, 200_000}


def test_zeros_are_told_of_without_reading_any_row(open_panel):
    session = article_session()
    session.place = replace(session.place, timeline=FakeTimeline(200_001, 101, zero_from=100_003))
    panel = open_panel(session)
    panel.show_page("loss")
    panel.log_button.click()
    settle(panel)
    assert note(panel) == "Zeros are not shown on a log scale"
    assert session.timeline.rows_read == 0


# In a walk


def shown_at_the_cursor(panel, page):
    """Say what the card names, how many dots there are, and the step at which the last curve ends."""
    panel.show_page(page)
    settle(panel)
    trace, dots = panel.chart.traces[-1], [line for line, _ in panel.chart.cursor_shown.values if not line.holds]
    names = [called(panel, reading.line.column) for reading in panel.telling._readings(panel.document.session.cursor)]
    return names, len(dots), trace.steps[-1]


@pytest.mark.parametrize(
    ("page", "column", "stops"), [("prediction", "prediction", 3), ("loss", "loss", 4), ("gradients", "grad_w1", 7)]
)
def test_what_the_walk_has_not_computed_is_not_there(open_panel, page, column, stops):
    """Neither on the card, nor as a dot, nor as the end of a curve."""
    panel = open_panel(trained(5))
    lines = len(panel.document.plotting.parameters) if page == "gradients" else 1
    seen = []
    for done in (stops - 1, stops, 9):
        panel.document.walk_to(done)
        seen.append(shown_at_the_cursor(panel, page))
    assert seen[0] == ([], 0, 4.0)
    assert all(names[0] == column and (dots, end) == (lines, 5.0) for names, dots, end in seen[1:])


def test_the_weights_that_the_walk_leaves_are_there(open_panel):
    panel = open_panel(trained(5))
    panel.document.walk_to(0)
    names, dots, end = shown_at_the_cursor(panel, "weights")
    assert (names[0], dots, end) == ("w1", 6, 5.0)


def test_predictions_of_other_samples_are_those_of_the_old_weights(open_panel):
    panel = open_panel(many_samples(3, 1, batch_size=2))
    panel.document.walk_to(0)
    walked = panel.document.moment.sample
    names, _, _ = shown_at_the_cursor(panel, "prediction")
    assert names == [f"prediction.{n + 1}" for n in range(3) if n != walked]


def test_at_a_start_that_is_walked_there_is_no_curve_yet(open_panel):
    panel = open_panel(article_session())
    panel.document.walk_to(1)
    settle(panel)
    assert curve(panel, "prediction").tolist() == []
    assert not panel.telling.card.isVisible()


def test_while_a_question_is_open_other_samples_are_hidden_too(open_panel):
    panel = open_panel(many_samples(3, 1))
    panel.document.step()
    quiz_of(panel.document).set_on(True)
    names, dots, _ = shown_at_the_cursor(panel, "prediction")
    assert (names, dots) == ([], 0)


@pytest.mark.parametrize(("page", "end"), [("prediction", 1.0), ("gradients", 1.0), ("weights", 2.0)])
def test_while_a_question_is_open_what_was_run_once_gives_nothing_away(open_panel, page, end):
    panel = open_panel(trained(5))
    panel.document.seek(2)
    quiz_of(panel.document).set_on(True)
    assert shown_at_the_cursor(panel, page)[2] == end


def test_the_scale_does_not_tell_of_what_is_hidden(open_panel):
    panel = open_panel(article_session())
    panel.show_page("gradients")
    panel.document.walk_to(1)
    settle(panel)
    assert (panel.chart.scale_shown.low, panel.chart.scale_shown.high) == pytest.approx((0.0, 1.0), abs=0.2)


def test_a_tab_stays_where_the_cursor_crosses_the_event_that_made_it(open_panel):
    session = trained(5)
    session.perform(OPTIMISER.edit("adam"))
    session.train(5)
    panel = open_panel(session)
    page = [page.name for page in pages.PAGES].index("optimiser")
    for row in (0, session.timeline.length - 1):
        panel.document.seek(row)
        panel.show_page("optimiser")
        settle(panel)
        assert panel.tabs.isTabVisible(page)
        assert {name.split()[0] for name in panel.legend.names} == {"m", "v"}
    panel.document.undo()
    assert not panel.tabs.isTabVisible(page)


def test_the_inside_of_adams_updates_is_chosen_from_the_list_and_drawn_as_it_is_explained(open_panel):
    session = article_session()
    session.perform(OPTIMISER.edit("adam"))
    session.train(12)
    panel = open_panel(session)
    panel.show_page("optimiser")
    settle(panel)
    assert {name.split()[0] for name in panel.legend.names} == {"m", "v"}

    offered = {action.objectName(): action for action in panel.kinds_button.menu().actions() if action.isVisible()}
    assert list(offered) == ["plot_m", "plot_v", "plot_m_hat", "plot_v_hat", "plot_step"]
    for name in ("plot_m", "plot_m_hat", "plot_v_hat", "plot_step"):
        offered[name].trigger()
    settle(panel)
    assert {name.split()[0] for name in panel.legend.names} == {"v", "m^", "v^", "step"}
    for row in range(13):
        session.seek(row)
        wanted = stages(session.moment().step)
        for name in ("m_hat", "v_hat", "step"):
            assert trace_of(panel, f"{name}_w5").values[row] == wanted[name][4]


def test_values_of_the_chosen_weight_have_colours_of_their_own(open_panel):
    session = article_session()
    session.perform(OPTIMISER.edit("adam"))
    session.train(3)
    panel = open_panel(session)
    panel.show_page("optimiser")
    settle(panel)
    colours = {trace.line.name: trace.line.colour for trace in panel.chart.traces}
    assert colours["m w5"] == colours["v w5"]

    panel.document.select(ParameterChoice(4))
    settle(panel)
    assert [(trace.line.name, trace.line.colour) for trace in panel.chart.traces if trace.line.is_strong] == [
        ("m w5", look.theme.curve(0)),
        ("v w5", look.theme.curve(1)),
    ]
    panel.show_page("weights")
    settle(panel)
    assert {trace.line.colour for trace in panel.chart.traces if trace.line.is_strong} == {colours["m w5"]}


def test_a_tab_that_comes_later_has_its_room(open_panel):
    panel = open_panel(article_session())
    before = panel.tabs.width()
    panel.document.perform(OPTIMISER.edit("adam"))
    settle(panel)
    assert panel.tabs.width() >= before + panel.tabs.tabRect(4).width() > before
    assert panel.tabs.tabRect(0).left() == 0


def test_where_an_update_is_all_there_is_its_only_kind_is_shown_without_a_list(open_panel):
    session = article_session()
    session.perform(SETTINGS["clip"].edit(0.1))
    panel = open_panel(session)
    panel.show_page("optimiser")
    settle(panel)
    assert panel.legend.names[0] == "clipped gradient w1"
    assert panel.kinds_button.isHidden()


# Nothing stands on something else


@pytest.mark.parametrize("size", [(420, 200), (1000, 240)])
@pytest.mark.parametrize("steps", [0, 1, 2, 7, 20, 400])
@pytest.mark.parametrize("is_log", [False, True])
def test_the_sliders_handle_stands_under_the_cursor_at_every_length(open_panel, size, steps, is_log):
    panel = open_panel(trained(steps), size)
    if is_log:
        panel.fit_button.log_steps.trigger()
    for step in {0, steps // 2, steps}:
        panel.document.seek(step)
        settle(panel)
        slider, option = panel.slider, QStyleOptionSlider()
        slider.initStyleOption(option)
        parts = (QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, slider)
        handle = slider.mapTo(panel, slider.style().subControlRect(*parts).center()).x()
        cursor = panel.chart.mapTo(panel, QPoint(0, 0)).x() + panel.chart.x_of(step)
        assert abs(handle - cursor) <= 2


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_note_stands_above_the_plot_and_on_no_words(open_panel, scale):
    panel = open_panel(many_samples(40, 2), (420, 260))
    look.apply("light", scale)
    settle(panel)
    panel.grab()
    note, area = QRectF(panel.note.geometry()), panel.chart.area
    words = list(panel.chart.word_boxes)
    look.apply("light", 1.0)
    assert panel.note.isVisible()
    assert note.bottom() <= area.top() + 1
    assert words
    assert not any(note.intersects(box) for box in words)
