"""What stands around and between the curves: ticks, grid, cursor, dots, words. Painted in pixels for a chart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from bpgui.gui.plots.curves import Cursor, Trace
from bpgui.gui.plots.pages import word
from bpgui.gui.plots.steps import Number, StepRange
from bpgui.gui.widgets.scales import ValueScale
from bpgui.gui.widgets.theme import base_font, look, with_alpha

MAX_TARGET_LABELS = 4
TARGET_VALUE = QT_TRANSLATE_NOOP("Plots", "target = {value}")


class Plot(Protocol):
    """What of a plot is painted here: its place and ranges in pixels, and what it shows."""

    area: QRectF  #: the space for the curves
    steps: StepRange
    scale_shown: ValueScale
    traces: Sequence[Trace]
    cursor_shown: Cursor
    event_steps: Sequence[int]
    hover_step: int | None
    message: str
    covered: QRectF  #: what stands before the plot: its readout
    word_boxes: Sequence[QRectF]  #: where words were painted
    noted: QRectF  #: where a note stands above the curves

    @property
    def number(self) -> Callable[[float], str]:
        """How a value is written."""

    def x_of(self, step: Number) -> Number:
        """Return the place of a step."""

    def y_of(self, height: Number) -> Number:
        """Return the place of a height, 0 at the bottom and 1 at the top."""

    def width(self) -> int:
        """Return the width of the whole."""

    def height(self) -> int:
        """Return the height of the whole."""


def small_font() -> QFont:
    """Return the font of ticks and words in a plot."""
    return _small_font(look.scale)


@lru_cache(maxsize=4)
def _small_font(scale: float) -> QFont:
    font = base_font(scale)
    font.setPixelSize(round(11 * scale))
    return font


def area(chart: Plot) -> QRectF:
    """Return the space for the curves, in whole pixels."""
    metrics = QFontMetricsF(small_font())
    texts = [text for _, text in chart.scale_shown.ticks(_value_ticks(chart))]
    left = max([metrics.horizontalAdvance(text) for text in texts] + [metrics.horizontalAdvance("-0.000")]) + 14
    top, bottom = round(max(metrics.height(), chart.noted.height())) + 2, round(metrics.height()) + 8
    right = round(metrics.horizontalAdvance(max("00000", str(int(chart.steps.last)), key=len)) / 2) + 8
    width, height = chart.width() - round(left) - right, chart.height() - top - bottom
    return QRectF(round(left), top, max(width, 10), max(height, 10))


def _value_ticks(chart: Plot) -> int:
    height = chart.height() - 3 * QFontMetricsF(small_font()).height()
    return max(2, min(4, int(height / (22 * look.scale))))


def paint_grid(chart: Plot, painter: QPainter) -> None:
    """Paint a hairline and a number at each tick."""
    area, theme = chart.area, look.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(small_font())
    height = painter.fontMetrics().height()
    flags = Qt.AlignmentFlag
    for unit, text in chart.scale_shown.ticks(_value_ticks(chart)):
        y = round(chart.y_of(unit))
        painter.setPen(QColor(theme.hairline))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        painter.setPen(QColor(theme.quiet))
        painter.drawText(
            QRectF(0, y - height / 2, area.left() - 8, height), flags.AlignRight | flags.AlignVCenter, text
        )
    for step in chart.steps.ticks(int(area.width() / (100 * look.scale))):
        x = round(chart.x_of(step))
        painter.drawText(QRectF(x - 60, area.bottom() + 6, 120, height), flags.AlignHCenter, str(step))


def paint_lines(chart: Plot, painter: QPainter) -> None:
    """Paint the events, the step under the mouse and the cursor, as upright lines."""
    area, theme = chart.area, look.theme
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    shown = [step for step in chart.event_steps if chart.steps.first <= step <= chart.steps.last]
    painter.setPen(QPen(with_alpha(theme.quiet, 150), 1, Qt.PenStyle.DotLine))
    for x in sorted({round(chart.x_of(step)) for step in shown}):
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    if chart.hover_step is not None:
        x = round(chart.x_of(chart.hover_step))
        painter.setPen(with_alpha(theme.quiet, 110))
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
    if chart.steps.first <= chart.cursor_shown.step <= chart.steps.last:
        x = round(chart.x_of(chart.cursor_shown.step))
        top = area.top() - (4 if chart.noted.isEmpty() else 0)
        painter.fillRect(QRectF(x - 1, top, 2, area.bottom() - top), QColor(theme.accent))
    _paint_event_marks(chart, painter, [chart.x_of(step) for step in shown])


def _paint_event_marks(chart: Plot, painter: QPainter, places: list[float]) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.theme.panel), 1))
    painter.setBrush(QColor(look.theme.quiet))
    y, size = chart.area.bottom(), 4.5 * look.scale
    for x in sorted({round(place) for place in places}):
        corners = [(x, y - size), (x + size, y), (x, y + size), (x - size, y)]
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))


def paint_dots(chart: Plot, painter: QPainter) -> None:
    """Paint the values at the cursor, points that no line joins, and those of sparse lines."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for trace in chart.traces:
        for x, y in _single_points(chart, trace):
            _dot(painter, x, y, 2.0, trace.line.colour)
    cursor = chart.cursor_shown
    if not chart.steps.first <= cursor.step <= chart.steps.last:
        return
    values = [(line, value) for line, value in cursor.values if not line.holds]
    heights = chart.scale_shown.unit(np.array([value for _, value in values])).tolist()
    x = chart.x_of(cursor.step)
    for (line, _), height in sorted(zip(values, heights, strict=True), key=lambda pair: not pair[0][0].is_faint):
        if -0.02 <= height <= 1.02:  # not so for nan
            alone = len(values) == 1
            colour = look.theme.accent if alone else line.colour
            _dot(painter, x, chart.y_of(height), 5.0 if alone else 2.5 if line.is_faint else 3.5, colour, ring=True)


def _single_points(chart: Plot, trace: Trace) -> list[tuple[float, float]]:
    """Return the points that a line does not show: those between gaps, and all of a sparse line if there is room."""
    steps, heights = trace.steps, chart.scale_shown.unit(trace.values)
    known = np.isfinite(heights)
    if not trace.line.is_sparse:
        before, after = np.append([False], known[:-1]), np.append(known[1:], [False])
        known &= ~(before | after)
    elif np.count_nonzero(known) > chart.area.width() / 7:
        return []
    if trace.line.holds or trace.line.is_former or np.count_nonzero(known) > 500:
        return []
    inside = known & (steps >= chart.steps.first) & (steps <= chart.steps.last) & (heights >= -0.01) & (heights <= 1.01)
    pairs = zip(steps[inside].tolist(), heights[inside].tolist(), strict=True)
    return [(chart.x_of(step), chart.y_of(height)) for step, height in pairs]


def _dot(painter: QPainter, x: float, y: float, radius: float, colour: str, ring: bool = False) -> None:
    radius *= look.scale
    painter.setPen(QPen(QColor(look.theme.panel), 1.5) if ring else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QPointF(x, y), radius, radius)


def paint_target_labels(chart: Plot, painter: QPainter) -> None:
    """Write "target = 1" at the right end of each target's line, while there are few."""
    chart.word_boxes = ()
    found: dict[float, str] = {}
    for trace in chart.traces:
        if trace.line.holds and len(trace.values):
            found.setdefault(float(trace.values[-1]), trace.line.colour)
    if len(found) > MAX_TARGET_LABELS:
        return
    painter.setFont(small_font())
    metrics = QFontMetricsF(small_font())
    taken: list[QRectF] = []
    for value, colour in sorted(found.items()):
        height = float(chart.scale_shown.unit(np.array([value]))[0])
        if not -0.01 <= height <= 1.01:
            continue
        text = word(TARGET_VALUE).format(value=chart.number(value))
        box = QRectF(0, 0, metrics.horizontalAdvance(text) + 8, metrics.height())
        box.moveBottomRight(QPointF(chart.area.right(), chart.y_of(height) - 2))
        if chart.noted.intersects(box):  # rather below its line
            box.moveTop(chart.y_of(height) + 2)
        if chart.covered.intersects(box):
            box.moveRight(chart.covered.left() - 6)
        if not any(box.intersects(other) for other in [chart.covered, *taken]):
            taken.append(box)
            painter.fillRect(box, with_alpha(look.theme.panel, 190))
            painter.setPen(QColor(colour))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    chart.word_boxes = taken


def paint_message(chart: Plot, painter: QPainter) -> None:
    """Say in the middle why there is nothing to see."""
    if chart.message:
        painter.setFont(base_font(look.scale))
        painter.setPen(QColor(look.theme.quiet))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        space = chart.area.adjusted(20, 0, -20, 0)
        words = painter.boundingRect(space, flags, chart.message)
        painter.fillRect(words.adjusted(-8, -4, 8, 4), QColor(look.theme.panel))
        painter.drawText(space, flags, chart.message)


def paint_focus(chart: Plot, painter: QPainter) -> None:
    """Show that the plot has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(1, 1, chart.width() - 2, chart.height() - 2), 5, 5)
