"""How the validation losses are painted: a column for each value, with its folds, their spread and their mean."""

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from bpgui.gui.widgets.scales import LARGEST_DRAWN, ValueScale, fitted
from bpgui.gui.widgets.theme import base_font, look, with_alpha
from bpgui.session.cross_validation.plan import Training, ValidationPlan
from bpgui.session.cross_validation.results import Results, Summary, summary

#: Pixels at text size 100 %: radii of the mean and of a fold; how near the mouse must be; the strip of diverged ones.
MEAN, FOLD, NEAR, STRIP = 4.5, 3.0, 9.0, 20.0
#: Largest over smallest from which on an axis is logarithmic.
WIDE = 8.0


@dataclass(frozen=True)
class ValidationPoint:
    """A training and where it stands in the picture."""

    training: Training
    at: QPointF


def small_font() -> QFont:
    font = base_font(look.scale)
    font.setPixelSize(round(11 * look.scale))
    return font


class ValidationPicture:
    """Where everything stands in a rectangle, and how it is painted."""

    def __init__(self, plan: ValidationPlan, results: Results, whole: QRectF, titles: tuple[str, str]) -> None:
        self.plan, self.results, self.whole, self._titles = plan, results, whole, titles
        self.summaries = [summary(plan, results, value) for value in plan.values]
        self._good = [result for result in results.values() if not result.has_diverged]
        self.has_diverged = any(one.diverged for one in self.summaries)
        self.x_scale = _scale(list(plan.values))
        self.y_scale = _scale([result.validation_loss for result in self._good]).zoom(1.12, 0.5)
        metrics, scale = QFontMetricsF(small_font()), look.scale
        texts = [text for _, text in self.y_scale.ticks(5)]
        left = max([metrics.horizontalAdvance(text) for text in texts] + [metrics.horizontalAdvance("0.000")]) + 14
        top = metrics.height() + 10 + (STRIP * scale if self.has_diverged else 0)
        self.area = whole.adjusted(left, top, -16 * scale, -(2 * metrics.height() + 14))
        inset = min(14 * scale, self.area.width() / 10)
        self._first, self._span = self.area.left() + inset, max(self.area.width() - 2 * inset, 1)
        self.spots = [ValidationPoint(result.training, self._place(result.training)) for result in results.values()]

    def x_of(self, value: float) -> float:
        return self._first + self._span * _share(self.x_scale, value)

    def y_of(self, loss: float) -> float:
        return self.area.bottom() - self.area.height() * _share(self.y_scale, loss)

    def _place(self, training: Training) -> QPointF:
        result = self.results[training]
        x = self.x_of(training.value)
        y = self._strip if result.has_diverged else self.y_of(result.validation_loss)
        return QPointF(x, y)

    @property
    def _strip(self) -> float:
        """The height at which diverged trainings stand, above all numbers."""
        return self.area.top() - STRIP * look.scale / 2

    def value_at(self, x: float) -> float:
        """Return the value whose column is nearest."""
        return min(self.plan.values, key=lambda value: abs(self.x_of(value) - x))

    def training_at(self, place: QPointF) -> Training | None:
        """Return the training whose spot is under the mouse."""
        near = [(math.hypot(s.at.x() - place.x(), s.at.y() - place.y()), s.training) for s in self.spots]
        found = min(near, key=lambda pair: pair[0], default=None)
        return found[1] if found is not None and found[0] <= NEAR * look.scale else None

    # Painting

    def paint(self, painter: QPainter, chosen: float | None, lit: Training | None, best: float | None) -> None:
        painter.setFont(small_font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen is not None:
            self._paint_chosen(painter, chosen)
        self._paint_axes(painter)
        self._paint_means(painter)
        for one in self.summaries:
            self._paint_value(painter, one, is_best=one.value == best)
        for spot in self.spots:
            if spot.training == lit:
                painter.setPen(QPen(QColor(look.theme.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(spot.at, 7 * look.scale, 7 * look.scale)

    def _paint_chosen(self, painter: QPainter, value: float) -> None:
        half = 9 * look.scale
        top = self.whole.top() + 4
        column = QRectF(self.x_of(value) - half, top, 2 * half, self.area.bottom() - top)
        painter.fillRect(column, with_alpha(look.theme.accent, 40))

    def _paint_axes(self, painter: QPainter) -> None:
        theme, area, flags = look.theme, self.area, Qt.AlignmentFlag
        height = painter.fontMetrics().height()
        for unit, text in self.y_scale.ticks(5):
            y = round(area.bottom() - unit * area.height()) + 0.5
            painter.setPen(QColor(theme.hairline))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            painter.setPen(QColor(theme.quiet))
            box = QRectF(0, y - height / 2, area.left() - 8, height)
            painter.drawText(box, flags.AlignRight | flags.AlignVCenter, text)
        painter.setPen(QColor(theme.quiet))
        for unit, text in self.x_scale.ticks(max(2, int(area.width() / (70 * look.scale)))):
            x = self._first + unit * self._span
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4))
            painter.drawText(QRectF(x - 60, area.bottom() + 6, 120, height), flags.AlignHCenter, text)
        box = QRectF(area.left(), area.bottom() + 8 + height, area.width(), height)
        painter.drawText(box, flags.AlignHCenter, self._titles[0])
        painter.drawText(QRectF(8, 4, area.right(), height), flags.AlignLeft, self._titles[1])

    def _paint_means(self, painter: QPainter) -> None:
        """Join the means of neighbours whose folds all came to an end."""
        whole = [one for one in self.summaries if one.done == self.plan.folds]
        painter.setPen(QPen(with_alpha(look.theme.accent, 150), 1.5))
        for first, second in pairwise(whole):
            if not (first.diverged or second.diverged):
                ends = [QPointF(self.x_of(one.value), self.y_of(one.mean)) for one in (first, second)]
                painter.drawLine(*ends)

    def _paint_value(self, painter: QPainter, one: Summary, *, is_best: bool) -> None:
        theme, scale, x = look.theme, look.scale, self.x_of(one.value)
        if one.diverged:
            _paint_cross(painter, QPointF(x, self._strip))
        if math.isnan(one.mean):
            return
        painter.setPen(QPen(QColor(theme.quiet), 1))
        low, high = self.y_of(one.lowest), self.y_of(one.highest)
        painter.drawLine(QPointF(x, low), QPointF(x, high))
        for y in (low, high):
            painter.drawLine(QPointF(x - 4 * scale, y), QPointF(x + 4 * scale, y))
        painter.setBrush(QColor(theme.panel))
        for spot in self.spots:
            if spot.training.value == one.value and not self.results[spot.training].has_diverged:
                painter.drawEllipse(spot.at, FOLD * scale, FOLD * scale)
        is_whole = one.done == self.plan.folds and not one.diverged
        painter.setPen(QPen(QColor(theme.panel), 1.5))
        painter.setBrush(QColor(theme.accent if is_whole else theme.quiet))
        at, radius = QPointF(x, self.y_of(one.mean)), MEAN * scale
        if is_best:
            painter.setBrush(QColor(theme.output_line))
            painter.drawPolygon(_diamond(at, 1.7 * radius))
        else:
            painter.drawEllipse(at, radius, radius)


def _paint_cross(painter: QPainter, at: QPointF) -> None:
    size = 4.5 * look.scale
    painter.setPen(QPen(QColor(look.theme.error_line), 2))
    for sign in (1, -1):
        painter.drawLine(at + QPointF(-size, -sign * size), at + QPointF(size, sign * size))


def _diamond(at: QPointF, size: float) -> QPolygonF:
    return QPolygonF([at + QPointF(*corner) for corner in ((-size, 0), (0, -size), (size, 0), (0, size))])


def _share(scale: ValueScale, value: float) -> float:
    """Return the height of a value; one too large to be drawn stands at the end."""
    return float(np.nan_to_num(scale.unit(np.array([value])), nan=1.0)[0])


def _scale(values: list[float]) -> ValueScale:
    """Return a scale that shows the values, logarithmic where they are positive and far apart."""
    found = [value for value in values if abs(value) <= LARGEST_DRAWN]
    if not found:
        return ValueScale(0.0, 1.0)
    low, high = min(found), max(found)
    if low > 0 and high > WIDE * low:
        return ValueScale(math.log10(low), math.log10(high), is_log=True)
    if low == high:
        return fitted(low, high, False, False)
    return ValueScale(low, high)
