"""The small plot of a proof: the loss against one weight, its tangent, and the step that will be taken."""

import math

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import base_font, look
from bpgui.session.basics.numbers import display, readable
from bpgui.session.step.proof import Proof

#: Pixels of the plot at text size 100 %.
HEIGHT, TICK, HEAD, DOT, ABOVE = 168.0, 4.0, 7.0, 3.6, 11.0
READ_DIGITS = 4


@guarded
class ProofPlot(QWidget):
    """Draws a Proof. `colour` is that of its weight, `name` what stands below the axis.

    Hovering, or Left and Right, read a point of the curve: `read` is its place among the proof's values, None for none.
    """

    read_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proof: Proof | None = None
        self.name, self.loss_name, self.colour = "", "", "#000000"
        self.read: int | None = None
        self.setObjectName("proofPlot")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(260 * look.scale), round(HEIGHT * look.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(180 * look.scale), round(HEIGHT * look.scale))  # the explanation is narrow in a small window

    def show_proof(self, proof: Proof | None) -> None:
        """Draw another proof."""
        if proof is None or (self.read is not None and self.read >= len(proof.values)):
            self._set_read(None)
        self.proof = proof
        self.update()

    # Reading a point

    def reading(self) -> str:
        """Return what the point that is read says: "w5 = 0.25, loss 0.257"; "" for none."""
        if self.proof is None or self.read is None:
            return ""
        value, loss = (float(numbers[self.read]) for numbers in (self.proof.values, self.proof.losses))
        at, height = (readable(display(number, READ_DIGITS)) for number in (value, loss))
        return f"{self.name} = {at}, {self.loss_name} {height}"

    def _set_read(self, place: int | None) -> None:
        if place != self.read:
            self.read = place
            self.update()
            self.read_changed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.proof is None:
            return
        area = self._area()
        share = (event.position().x() - area.left()) / area.width()
        last = len(self.proof.values) - 1
        self._set_read(min(max(round(share * last), 0), last))

    def leaveEvent(self, event: object) -> None:
        self._set_read(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._set_read(None)
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if self.proof is None or event.key() not in moves:
            super().keyPressEvent(event)
            return
        last = len(self.proof.values) - 1
        place = last // 2 if self.read is None else self.read + moves[Qt.Key(event.key())]
        self._set_read(min(max(place, 0), last))

    # Drawing

    def _font(self) -> QFont:
        font = base_font(look.scale)
        font.setPixelSize(round(10.5 * look.scale))
        return font

    def _area(self) -> QRectF:
        metrics, scale = QFontMetricsF(self._font()), look.scale
        left = metrics.horizontalAdvance("0.00000") + 8 * scale
        top = metrics.height() + 4 * scale
        return QRectF(self.rect()).adjusted(left, top, -10 * scale, -(2 * metrics.height() + 6 * scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        if self.proof is not None and np.isfinite([self.proof.loss, self.proof.new_loss, self.proof.analytic]).all():
            ProofDrawing(painter, self._area(), self.proof, self).draw()
        if self.hasFocus():
            painter.setPen(QPen(QColor(look.theme.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class ProofDrawing:
    """One painting of a proof in `area`."""

    def __init__(self, painter: QPainter, area: QRectF, proof: Proof, plot: ProofPlot) -> None:
        # Imported late: the package of the plots brings pyqtgraph, which nobody may wait for before the first paint.
        from bpgui.gui.widgets.scales import LARGEST_DRAWN, ValueScale, fitted

        self.painter, self.area, self.proof, self.plot = painter, area, proof, plot
        drawn = proof.losses[np.abs(proof.losses) <= LARGEST_DRAWN]
        losses = [*drawn.tolist(), proof.loss, proof.new_loss]
        self.across = ValueScale(float(proof.values[0]), float(proof.values[-1]))
        self.is_drawable = len(proof.values) > 1 and max(np.abs(losses)) <= LARGEST_DRAWN
        self.up = fitted(min(losses), max(losses), is_log=False, from_zero=False)

    def _point(self, value: float, loss: float) -> QPointF:
        x, y = float(self.across.unit(np.array(value))), float(self.up.unit(np.array(loss)))
        return QPointF(self.area.left() + x * self.area.width(), self.area.bottom() - y * self.area.height())

    def draw(self) -> None:
        """Paint everything, the step last."""
        if not self.is_drawable:
            return
        self._axes()
        self.painter.save()
        self.painter.setClipRect(self.area.adjusted(-1, -4, 1, 4))
        self._tangent()
        self._curve()
        self.painter.restore()
        if not self.proof.is_descent:
            self._descent()
        self._step()
        self._reading()

    def _axes(self) -> None:
        painter, area, theme, scale = self.painter, self.area, look.theme, look.scale
        metrics = painter.fontMetrics()
        for unit, text in self.up.ticks(max(2, int(area.height() / (30 * scale)))):
            y = area.bottom() - unit * area.height()
            painter.setPen(QPen(QColor(theme.hairline), 1))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))
            self._text(
                QRectF(0, y - metrics.height(), area.left() - 5 * scale, 2 * metrics.height()),
                text,
                Qt.AlignmentFlag.AlignRight,
            )
        painter.setPen(QPen(QColor(theme.quiet), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for unit, text in self.across.ticks(max(2, int(area.width() / (64 * scale)))):
            x = area.left() + unit * area.width()
            painter.setPen(QPen(QColor(theme.quiet), 1))
            painter.drawLine(QLineF(x, area.bottom(), x, area.bottom() + TICK * scale))
            self._text(
                QRectF(x - 60, area.bottom() + TICK * scale, 120, metrics.height()), text, Qt.AlignmentFlag.AlignHCenter
            )
        below = QRectF(area.left(), area.bottom() + TICK * scale + metrics.height(), area.width(), metrics.height())
        self._text(below, self.plot.name, Qt.AlignmentFlag.AlignHCenter)
        self._text(QRectF(2, 0, area.width(), metrics.height()), self.plot.loss_name, Qt.AlignmentFlag.AlignLeft)

    def _text(self, room: QRectF, text: str, where: Qt.AlignmentFlag) -> None:
        self.painter.setPen(look.theme.quiet)
        self.painter.drawText(room, where | Qt.AlignmentFlag.AlignVCenter, text)

    def _tangent(self) -> None:
        proof, pen = self.proof, QPen(QColor(look.theme.error_line), 1.4 * look.scale, Qt.PenStyle.DashLine)
        self.painter.setPen(pen)
        ends = [float(proof.values[0]), float(proof.values[-1])]
        self.painter.drawLine(QLineF(*(self._point(end, proof.tangent(end)) for end in ends)))

    def _curve(self) -> None:
        x = self.area.left() + self.across.unit(self.proof.values) * self.area.width()
        y = self.area.bottom() - self.up.unit(self.proof.losses) * self.area.height()
        points = zip(x.tolist(), y.tolist(), strict=True)
        line = QPolygonF([QPointF(*point) for point in points if math.isfinite(point[1])])
        self.painter.setPen(QPen(QColor(self.plot.colour), 2 * look.scale))
        self.painter.drawPolyline(line)

    def _step(self) -> None:
        """Draw an arrow from the old weight to the new one at the old height, then a line down to the loss there."""
        proof, painter, theme, scale = self.proof, self.painter, look.theme, look.scale
        old, tip, new = (self._point(*at) for at in self._corners())
        self._arrow(old, tip, theme.accent)
        painter.setPen(QPen(QColor(theme.accent), 1.2 * scale, Qt.PenStyle.DotLine))
        painter.drawLine(tip, new)
        dot = DOT * scale
        painter.setPen(QPen(QColor(self.plot.colour), 2 * scale))
        painter.setBrush(QColor(self.plot.colour))
        painter.drawEllipse(old, dot, dot)
        if proof.new != proof.old:
            painter.setPen(QPen(QColor(theme.accent), 2 * scale))
            painter.setBrush(QColor(theme.panel))
            painter.drawEllipse(new, dot, dot)

    def _descent(self) -> None:
        """Draw the step of the gradient alone above the other; one that leaves the plot ends at its edge."""
        old, tip = (self._point(value, self.proof.loss) for value in (self.proof.old, self.proof.descended))
        tip.setX(min(max(tip.x(), self.area.left()), self.area.right()))
        above = QPointF(0.0, ABOVE * look.scale)
        self._arrow(old - above, tip - above, look.theme.error_line)

    def _arrow(self, start: QPointF, tip: QPointF, colour: str) -> None:
        painter, scale = self.painter, look.scale
        painter.setPen(QPen(QColor(colour), 2 * scale))
        painter.drawLine(start, tip)
        head = min(HEAD * scale, abs(tip.x() - start.x()))
        if head >= 1.0:
            back = tip.x() - math.copysign(head, tip.x() - start.x())
            painter.setBrush(QColor(colour))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawPolygon(QPolygonF([tip, QPointF(back, tip.y() - head / 2), QPointF(back, tip.y() + head / 2)]))

    def _corners(self) -> tuple[tuple[float, float], ...]:
        proof = self.proof
        return (proof.old, proof.loss), (proof.new, proof.loss), (proof.new, proof.new_loss)

    def _reading(self) -> None:
        """Draw the point that is read, and its numbers in the corner that is free of the axis' name."""
        place, scale = self.plot.read, look.scale
        if place is None:
            return
        value, loss = float(self.proof.values[place]), float(self.proof.losses[place])
        if math.isfinite(loss):
            at = self._point(value, loss)
            self.painter.setPen(QPen(QColor(look.theme.quiet), 1))
            self.painter.drawLine(QLineF(at.x(), self.area.top(), at.x(), self.area.bottom()))
            self.painter.setBrush(QColor(look.theme.text))
            self.painter.drawEllipse(at, 2.5 * scale, 2.5 * scale)
        room = QRectF(0, 0, self.area.right(), self.painter.fontMetrics().height())
        self.painter.setPen(look.theme.text)
        self.painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self.plot.reading())
