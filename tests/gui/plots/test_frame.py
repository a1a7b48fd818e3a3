"""What stands around and between the curves of a plot: the space for them, dots, the words at targets."""

import numpy as np
import pytest
from PySide6.QtCore import QRect, QRectF
from pytestqt.qtbot import QtBot

from bpgui.gui.plots import frame
from bpgui.gui.plots.chart import Chart
from bpgui.gui.plots.curves import PlotLine, Trace
from bpgui.gui.widgets.scales import ValueScale
from bpgui.session.timeline.column_kinds import LOSS, TARGET, TRAIN_LOSS
from bpgui.session.timeline.columns import Column, ColumnKind


@pytest.fixture
def chart(qtbot: QtBot) -> Chart:
    chart = Chart("{:g}".format)
    qtbot.addWidget(chart)
    chart.resize(500, 200)
    chart.show()
    return chart


def target(value: float) -> Trace:
    line = PlotLine(Column(TARGET), "target", "#c03030", is_dashed=True)
    return Trace(line, np.arange(21.0), np.full(21, value))


def words(chart: Chart, *targets: float) -> list[QRectF]:
    """Return where words stand after a paint."""
    chart.show_traces([target(value) for value in targets], ValueScale(0.0, 1.0))
    chart.grab()
    return list(chart.word_boxes)


def test_the_space_for_the_curves_is_of_whole_pixels_and_leaves_room_for_the_numbers(chart: Chart) -> None:
    chart.show_traces([], ValueScale(0.0, 1.0))
    short = frame.area(chart)
    assert short == QRectF(short.toRect())
    assert QRectF(chart.rect()).contains(short)
    chart.show_traces([], ValueScale(1e9, 1e9 + 1))
    assert frame.area(chart).left() > short.left()


def test_it_never_vanishes(chart: Chart) -> None:
    chart.setMinimumSize(1, 1)
    chart.resize(5, 5)
    assert frame.area(chart).size().toTuple() == (10, 10)


def test_a_target_has_its_value_at_its_right_end_above_its_line(chart: Chart) -> None:
    (box,) = words(chart, 0.5)
    assert box.right() == chart.area.right()
    assert box.bottom() == pytest.approx(chart.y_of(0.5) - 2)


def test_no_words_stand_on_others_or_outside_and_many_targets_have_none(chart: Chart) -> None:
    assert len(words(chart, 0.5, 0.51, 0.9)) == 2
    assert len(words(chart, 0.1, 0.5, 1.7)) == 2
    assert words(chart, *(k / 10 for k in range(frame.MAX_TARGET_LABELS + 1))) == []


def test_words_give_way_to_what_stands_before_the_plot(chart: Chart) -> None:
    words(chart, 0.5)
    chart.covered = QRectF(chart.area.right() - 50, chart.area.top(), 50, chart.area.height())
    (box,) = words(chart, 0.5)
    assert box.right() == chart.covered.left() - 6


@pytest.mark.parametrize(
    ("values", "kind", "points"),
    [
        ([0.1, 0.2, np.nan, 0.4, np.nan, 0.6, 0.7], LOSS, [3]),
        ([0.1, np.nan, np.nan, 0.4, np.nan, np.nan, 0.7], TRAIN_LOSS, [0, 3, 6]),
        ([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], LOSS, []),
        ([np.nan, np.nan, np.nan, 1.4, np.nan, np.nan, np.nan], LOSS, []),
    ],
)
def test_a_point_that_no_line_joins_is_a_dot(
    chart: Chart, values: list[float], kind: ColumnKind, points: list[int]
) -> None:
    trace = Trace(PlotLine(Column(kind), "loss", "#3060c0"), np.arange(7.0), np.array(values))
    chart.show_traces([trace], ValueScale(0.0, 1.0))
    assert frame._single_points(chart, trace) == [(chart.x_of(float(k)), chart.y_of(values[k])) for k in points]


def test_a_message_stands_in_the_middle(chart: Chart) -> None:
    chart.show_traces([], ValueScale(0.0, 1.0))
    middle, top = chart.area.adjusted(100, 30, -100, -30).toRect(), QRect(0, 0, chart.width(), 20)
    before = [chart.grab(rect).toImage() for rect in (middle, top)]
    chart.message = "There is nothing to see"
    after = [chart.grab(rect).toImage() for rect in (middle, top)]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, False]
