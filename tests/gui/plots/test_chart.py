"""One plot, without a session: places in pixels, and what mouse, wheel and keys ask for."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPicture, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bpgui.gui.plots.chart import Chart, Curve, _offsets
from bpgui.gui.plots.curves import Cursor, PlotLine, Trace
from bpgui.gui.widgets.scales import ValueScale
from bpgui.session.timeline.column_kinds import LOSS
from bpgui.session.timeline.columns import Column


@pytest.fixture
def chart(qtbot: QtBot) -> Chart:
    """A falling line over the steps 0 to 20."""
    chart = Chart(str)
    qtbot.addWidget(chart)
    chart.resize(500, 200)
    chart.show()
    steps = np.arange(21.0)
    chart.show_traces([Trace(PlotLine(Column(LOSS), "loss", "#3060c0"), steps, 1 - steps / 20)], ValueScale(0.0, 1.0))
    return chart


def asked(chart: Chart, name: str) -> list[tuple[object, ...]]:
    """Return a list that is filled with what the chart asks for."""
    found: list[tuple[object, ...]] = []
    getattr(chart, name).connect(lambda *what: found.append(what))
    return found


def test_steps_and_heights_have_places_and_places_have_steps_and_heights(chart: Chart) -> None:
    area = chart.area
    assert [chart.x_of(0.0), chart.x_of(20.0)] == pytest.approx([area.left(), area.right()])
    assert [chart.y_of(0.0), chart.y_of(1.0)] == pytest.approx([area.bottom(), area.top()])
    assert chart.step_at(chart.x_of(7.0)) == pytest.approx(7)
    assert chart.height_at(chart.y_of(0.3)) == pytest.approx(0.3)
    assert chart.share_of(area.width() / 4) == 0.25


def test_a_click_asks_for_the_step_below_it(qtbot: QtBot, chart: Chart) -> None:
    steps = asked(chart, "step_requested")
    place = QPoint(round(chart.x_of(13.0)), round(chart.area.center().y()))
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert set(steps) == {(13,)}


def test_a_double_click_puts_the_cursor_back_and_shows_all(qtbot: QtBot, chart: Chart) -> None:
    chart.show_cursor(Cursor(5, 5))
    rows, commands = asked(chart, "row_requested"), asked(chart, "command_requested")
    place = chart.area.center().toPoint()
    qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert (rows, commands) == ([(5,)], [("fit",)])


def turn(chart: Chart, x: float, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    point = QPointF(x, chart.area.center().y())
    buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    everywhere = QPointF(chart.viewport().mapToGlobal(point))
    event = QWheelEvent(point, everywhere, QPoint(), QPoint(0, 120), buttons, keys, phase, False)
    QApplication.sendEvent(chart.viewport(), event)


@pytest.mark.parametrize(("share", "about"), [(0.02, 0.0), (0.5, 10.0), (0.98, 20.0)])
def test_the_wheel_zooms_around_the_mouse_or_the_end_beside_it(chart: Chart, share: float, about: float) -> None:
    zooms = asked(chart, "zoom_requested")
    turn(chart, chart.area.left() + share * chart.area.width())
    ((factor, step, _),) = zooms
    assert (factor, step) == (0.8, pytest.approx(about, abs=0.05))


def test_with_ctrl_the_wheel_stretches_the_values_and_with_shift_it_moves_on(chart: Chart) -> None:
    stretched, moved = asked(chart, "stretch_requested"), asked(chart, "pan_requested")
    turn(chart, chart.area.center().x(), Qt.KeyboardModifier.ControlModifier)
    turn(chart, chart.area.center().x(), Qt.KeyboardModifier.ShiftModifier)
    assert stretched == [(0.8, pytest.approx(0.5, abs=0.01))]
    assert moved == [(-0.1,)]


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (Qt.Key.Key_Home, "first"),
        (Qt.Key.Key_Equal, "zoom_in"),
        (Qt.Key.Key_Up, "stretch"),
        (Qt.Key.Key_L, "log_steps"),
    ],
)
def test_a_key_asks_for_its_command(qtbot: QtBot, chart: Chart, key: Qt.Key, command: str) -> None:
    commands = asked(chart, "command_requested")
    qtbot.keyClick(chart, key)
    qtbot.keyClick(chart, key, Qt.KeyboardModifier.ControlModifier)
    assert commands == [(command,)]


def test_a_box_on_the_line_hides_it_and_one_in_the_corner_does_not(chart: Chart) -> None:
    box = QRectF(0, 0, 40, 16)
    box.moveCenter(QPointF(chart.x_of(10.0), chart.y_of(0.5)))
    assert chart.hides_curves(box) > 0.4
    box.moveTopRight(chart.area.topRight())
    assert chart.hides(box) == 0
    chart.covered = chart.area
    assert chart.hides(box) == 3


@pytest.mark.parametrize(
    ("width", "ratio", "expected"),
    [
        (1.0, 1.0, [0.0]),
        (2.6, 1.0, [-0.8, 0, 0.8]),
        (1.8, 2.0, [-0.65, -0.22, 0.22, 0.65]),
    ],
)
def test_a_wide_line_is_drawn_by_thin_ones_side_by_side(width: float, ratio: float, expected: list[float]) -> None:
    assert _offsets(width, ratio, 1.0) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("height", [120, 201])
def test_on_the_screen_no_curve_is_drawn_with_a_wide_pen(
    chart: Chart, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []  # it takes 100 times longer
    monkeypatch.setattr(Curve, "_paint_picture", lambda _curve, painter: drawn.append(painter))
    chart.resize(500, height)
    chart.show_traces(chart.traces, chart.scale_shown)
    chart.viewport().repaint()
    assert drawn == []
    picture = QPicture()
    painter = QPainter(picture)
    chart.render(painter)
    painter.end()
    assert len(drawn) == 1
