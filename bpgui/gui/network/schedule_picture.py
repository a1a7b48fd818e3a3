"""A small picture of the schedule: the learning rate over the steps, and where training stands on it."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bpgui.engine.elementary import Array
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import plain_tip
from bpgui.gui.widgets.theme import base_font, look
from bpgui.session.basics.numbers import display, readable
from bpgui.session.step.rate_curve import RateCurve

#: Pixels at text size 100 %, and digits of the axes.
HEIGHT, DOT, DIGITS = 84.0, 3.4, 3
#: Pixels between the present rate and its point, and at least between it and the line.
AWAY, CLEAR = 5.0, 3.0


@guarded
class SchedulePicture(QWidget):
    """Draws a RateCurve; `rate` is the one that was set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("schedulePicture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.curve: RateCurve | None = None
        self.rate = 0.0
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(round(180 * look.scale), round(HEIGHT * look.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(120 * look.scale), round(HEIGHT * look.scale))

    def show_curve(self, curve: RateCurve | None, rate: float) -> None:
        """Draw another curve; none: nothing is there."""
        self.curve, self.rate = curve, rate
        self.setVisible(curve is not None)
        if curve is not None:
            text = self.tr("The learning rate of step {step} is {now}; {rate} was set.")
            said = text.format(step=curve.step, now=readable(display(curve.now, 4)), rate=readable(display(rate, 4)))
            self.setAccessibleName(self.tr("The schedule"))
            self.setAccessibleDescription(said)
            self.setToolTip(plain_tip(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(base_font(look.scale))
        font.setPixelSize(round(10.5 * look.scale))
        painter.setFont(font)
        if self.curve is not None and np.isfinite(self.curve.rates).all():
            self._draw(painter, self.curve, QFontMetricsF(font))

    def _draw(self, painter: QPainter, curve: RateCurve, metrics: QFontMetricsF) -> None:
        theme, scale = look.theme, look.scale
        highest = max(float(curve.rates.max()), self.rate, 1e-300)
        top, first, last = readable(display(highest, DIGITS)), int(curve.steps[0]), int(curve.steps[-1])
        left = max(metrics.horizontalAdvance(top), metrics.horizontalAdvance("0")) + 6 * scale
        area = QRectF(self.rect()).adjusted(left, metrics.height(), -8 * scale, -(metrics.height() + 4 * scale))

        def at(step: float, rate: float) -> QPointF:
            across = (step - first) / max(last - first, 1)
            return QPointF(area.left() + across * area.width(), area.bottom() - rate / highest * area.height())

        painter.setPen(QPen(QColor(theme.hairline), scale))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.setPen(QPen(QColor(theme.rate_line), 1.6 * scale))
        line = [at(*point) for point in zip(curve.steps.tolist(), curve.rates.tolist(), strict=True)]
        painter.drawPolyline(QPolygonF(line))
        now = at(curve.step, curve.now)
        painter.setPen(QPen(QColor(theme.edge), scale, Qt.PenStyle.DotLine))
        painter.drawLine(now, QPointF(now.x(), area.bottom()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.rate_line))
        painter.drawEllipse(now, DOT * scale, DOT * scale)
        self._write(painter, area, metrics, (top, f"{first}", f"{last}"))
        text = readable(display(curve.now, DIGITS))
        size = QSizeF(metrics.horizontalAdvance(text), metrics.capHeight())
        room = area.adjusted(0, -metrics.height(), 0, 0)
        painter.drawText(number_place(room, now, size, np.array([p.toTuple() for p in line]), scale).bottomLeft(), text)

    @staticmethod
    def _write(
        painter: QPainter,
        area: QRectF,
        metrics: QFontMetricsF,
        axes: tuple[str, str, str],
    ) -> None:
        """Write the highest rate, the first and the last step."""
        theme, scale, (top, first, last) = look.theme, look.scale, axes
        painter.setPen(QColor(theme.quiet))
        low = area.bottom() + metrics.ascent() + 2 * scale
        painter.drawText(QPointF(area.left() - metrics.horizontalAdvance(top) - 4 * scale, area.top() + 4 * scale), top)
        painter.drawText(QPointF(area.left() - metrics.horizontalAdvance("0") - 4 * scale, area.bottom()), "0")
        painter.drawText(QPointF(area.left(), low), first)
        painter.drawText(QPointF(area.right() - metrics.horizontalAdvance(last), low), last)
        painter.setPen(QColor(theme.text))


def number_place(room: QRectF, point: QPointF, size: QSizeF, line: Array, scale: float) -> QRectF:
    """Return where a number stands that belongs to a point of a line (n, 2): near it, where the line does not pass.

    Where the line passes everywhere, it is the place that is furthest from it.
    """
    parts = np.linspace(0.0, 1.0, 9)[:, None, None]
    passed = (line[:-1] + parts * (line[1:] - line[:-1])).reshape(-1, 2)
    found, most = QRectF(), -np.inf
    for rect in _places(point, size, AWAY * scale):
        if room.contains(rect):
            outside = np.maximum(rect.topLeft().toTuple() - passed, passed - rect.bottomRight().toTuple())
            free = float(outside.max(axis=1).min())
            if free > most:
                found, most = rect, free
            if most >= CLEAR * scale:
                break
    return found


def _places(point: QPointF, size: QSizeF, gap: float) -> Iterator[QRectF]:
    """Yield places beside a point, the nearest first: right and left of it; above it, on its level and below it."""
    width, height = size.width(), size.height()
    for away in range(1, 9):
        for x in (point.x() + away * gap, point.x() - away * gap - width):
            for y in (point.y() - gap - height, point.y() - height / 2, point.y() + gap):
                yield QRectF(x, y, width, height)
        for x in (point.x() + gap, point.x() - gap - width):
            for y in (point.y() - away * gap - height, point.y() + away * gap):
                yield QRectF(x, y, width, height)
