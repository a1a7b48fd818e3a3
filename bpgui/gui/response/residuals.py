"""Predicted against target, with the line where both are equal; or residuals, with the line where there is none."""

import math

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from bpgui.engine.elementary import Array
from bpgui.gui.response.painting import DOT, MANY, SMALL_DOT, paint_chosen, paint_dot
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.scales import LARGEST_DRAWN, ValueScale, fitted
from bpgui.gui.widgets.theme import look, paint_focus
from bpgui.session.results import Residuals

#: Pixels from a sample within which the mouse takes hold of it; and around the plot.
REACH, ROOM = 9.0, 6.0


@guarded
class ResidualsPicture(QWidget):
    """Draws one output's residuals. `hovered` is the place of the sample under the mouse, in the arrays."""

    sample_chosen = Signal(int)
    pointed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("residualsPicture")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.found: Residuals | None = None
        self.hovered: int | None = None
        self._chosen, self._is_residual = 0, False
        self._scales = ValueScale(0, 1), ValueScale(0, 1)
        self._plot = QRectF()
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(round(300 * look.scale), round(300 * look.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(180 * look.scale), round(150 * look.scale))

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Residuals") if self._is_residual else self.tr("Predicted against target"))

    def show_way(self, *, is_residual: bool) -> None:
        """Draw residuals over targets, or predictions."""
        self._is_residual = is_residual
        self._name()
        self._fit()

    def show_results(self, found: Residuals, chosen: int) -> None:
        """Draw these, and mark the chosen sample (from 0)."""
        self.found, self._chosen = found, chosen
        self._fit()

    # Where things stand

    def _heights(self) -> Array:
        assert self.found is not None
        return self.found.residuals if self._is_residual else self.found.predictions

    def _fit(self) -> None:
        found = self.found
        if found is not None:
            ends = [_ends(found.targets), _ends(self._heights())]
            if self._is_residual:
                most = max(abs(ends[1][0]), abs(ends[1][1]))
                ends[1] = (-most, most)
            else:  # both sides alike, so that the line of equals is a diagonal
                ends = [(min(ends[0][0], ends[1][0]), max(ends[0][1], ends[1][1]))] * 2
            self._scales = fitted(*ends[0], False, False), fitted(*ends[1], False, False)
        self.update()

    def _lay_out(self) -> None:
        metrics = QFontMetricsF(self.font())
        left = max((metrics.horizontalAdvance(text) for _, text in self._scales[1].ticks(4)), default=20.0)
        line = metrics.height()
        self._plot = QRectF(self.rect()).adjusted(left + 2 * ROOM, line + ROOM, -3 * ROOM, -2 * line - ROOM)

    def places(self) -> list[tuple[int, QPointF]]:
        """Return the place of each drawn sample in the arrays, and its pixel."""
        found = self.found
        if found is None:
            return []
        drawn = found.drawn
        x = self._scales[0].unit(found.targets[drawn])
        y = self._scales[1].unit(self._heights()[drawn])
        plot = self._plot
        return [
            (k, QPointF(plot.left() + a * plot.width(), plot.bottom() - b * plot.height()))
            for k, a, b in zip(drawn.tolist(), x.tolist(), y.tolist(), strict=True)
            if a == a and b == b
        ]

    def left_out(self) -> int:
        """Return how many of those that would be drawn are too large for it, or no number."""
        return 0 if self.found is None else len(self.found.drawn) - len(self.places())

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._lay_out()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        found = self.found
        if found is not None:
            painter.setPen(QPen(QColor(look.theme.quiet), 1.2, Qt.PenStyle.DashLine))
            painter.setClipRect(self._plot)
            painter.drawLine(*self._ideal())
            painter.setClipRect(self._plot.adjusted(-DOT, -DOT, DOT, DOT))
            places, colour = self.places(), QColor(look.theme.output_line)
            radius = SMALL_DOT if len(places) > MANY else DOT
            for place, at in places:
                if found.query.samples[place] == self._chosen:
                    paint_chosen(painter, at)
                paint_dot(painter, at, radius, colour, is_test=found.query.of_test)
            painter.setClipping(False)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))
        painter.end()

    def _ideal(self) -> tuple[QPointF, QPointF]:
        """Return the ends of the line on which all is right."""
        plot, (across, up) = self._plot, self._scales
        ends = (across.low, across.high)
        heights = up.unit(np.zeros(2) if self._is_residual else np.array(ends)).tolist()
        return (
            QPointF(plot.left(), plot.bottom() - heights[0] * plot.height()),
            QPointF(plot.right(), plot.bottom() - heights[1] * plot.height()),
        )

    def _paint_axes(self, painter: QPainter) -> None:
        plot, metrics = self._plot, QFontMetricsF(self.font())
        painter.setPen(QPen(QColor(look.theme.hairline), 1))
        painter.drawRect(plot)
        painter.setPen(QColor(look.theme.quiet))
        for share, text in self._scales[0].ticks(4):
            x = plot.left() + share * plot.width() - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(x, plot.bottom() + metrics.height()), text)
        for share, text in self._scales[1].ticks(4):
            y = plot.bottom() - share * plot.height() + metrics.ascent() / 2
            painter.drawText(QPointF(plot.left() - ROOM - metrics.horizontalAdvance(text), y), text)
        up = self.tr("residual: prediction - target") if self._is_residual else self.tr("prediction")
        painter.drawText(QPointF(plot.left(), plot.top() - ROOM / 2), up)
        across = self.tr("target")
        at = QPointF(plot.right() - metrics.horizontalAdvance(across), plot.bottom() + 2 * metrics.height())
        painter.drawText(at, across)

    # Mouse and keys

    def _at(self, at: QPointF) -> int | None:
        near = [(math.hypot(point.x() - at.x(), point.y() - at.y()), place) for place, point in self.places()]
        distance, place = min(near, default=(math.inf, -1))
        return place if distance <= REACH else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        place = self._at(event.position())
        if place != self.hovered:
            self.hovered = place
            shape = Qt.CursorShape.ArrowCursor if place is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            self.pointed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a sample."""
        place = self._at(event.position())
        if place is not None and self.found is not None:
            self.sample_chosen.emit(int(self.found.query.samples[place]))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        if self.hovered is not None:
            self.hovered = None
            self.pointed.emit()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the samples."""
        found, steps = self.found, {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        if found is None or event.key() not in steps or not len(found.query.samples):
            super().keyPressEvent(event)
            return
        samples = found.query.samples
        place = int(np.searchsorted(samples, self._chosen)) + steps[Qt.Key(event.key())]
        self.sample_chosen.emit(int(samples[min(max(place, 0), len(samples) - 1)]))


def _ends(values: Array) -> tuple[float, float]:
    """Return the smallest and the largest value that can be drawn."""
    found = values[np.abs(values) <= LARGEST_DRAWN]
    return (float(found.min()), float(found.max())) if len(found) else (0.0, 1.0)
