"""A picture of a neuron's activation: f and f' with the neuron's own point and tangent, and what its slope means."""

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from bpgui.engine.elementary import Array
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.plain_text import Label
from bpgui.gui.widgets.theme import base_font, look
from bpgui.gui.widgets.words import activation_word
from bpgui.session.step.activation_curve import ActivationCurve, Flatness, activation_curve

#: Pixels of the picture at text size 100 %; how far the tangent reaches to either side, in parts of the width.
HEIGHT, DOT, TANGENT = 150.0, 3.6, 0.16


@guarded
class ActivationPlot(QWidget):
    """Draws an ActivationCurve: f in the neuron's colour, f' dashed, the point with its tangent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activationPlot")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.curve: ActivationCurve | None = None
        self.is_output = False

    def sizeHint(self) -> QSize:
        return QSize(round(260 * look.scale), round(HEIGHT * look.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(180 * look.scale), round(HEIGHT * look.scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(base_font(look.scale))
        font.setPixelSize(round(10.5 * look.scale))
        painter.setFont(font)
        if self.curve is not None and np.isfinite([self.curve.z, self.curve.a, self.curve.slope]).all():
            ActivationDrawing(painter, QRectF(self.rect()), self.curve).draw(is_output=self.is_output)


class ActivationDrawing:
    """One painting of a curve."""

    def __init__(self, painter: QPainter, rect: QRectF, curve: ActivationCurve) -> None:
        self._painter, self._curve, self._metrics = painter, curve, QFontMetricsF(painter.font())
        scale, line = look.scale, self._metrics.height()
        self._area = rect.adjusted(6 * scale, 4 * scale + line, -6 * scale, -line - 2 * scale)
        numbers = np.concatenate([curve.values, curve.slopes])
        self._low, self._high = float(min(numbers.min(), 0.0)), float(max(numbers.max(), 0.1))

    def _at(self, z: float, height: float) -> QPointF:
        first, last = float(self._curve.zs[0]), float(self._curve.zs[-1])
        up = (height - self._low) / (self._high - self._low)
        return QPointF(
            self._area.left() + (z - first) / (last - first) * self._area.width(),
            self._area.bottom() - up * self._area.height(),
        )

    def draw(self, *, is_output: bool) -> None:
        """Draw axes, both curves, the tangent and the point."""
        theme, scale, painter, curve = look.theme, look.scale, self._painter, self._curve
        first, last = float(curve.zs[0]), float(curve.zs[-1])
        painter.setPen(QPen(QColor(theme.hairline), scale))
        painter.drawLine(self._at(first, 0.0), self._at(last, 0.0))
        painter.drawLine(self._at(0.0, self._low), self._at(0.0, self._high))
        line, slope_line = QColor(theme.output_line if is_output else theme.hidden_line), QColor(theme.error_line)
        self._polyline(curve.slopes, QPen(slope_line, 1.4 * scale, Qt.PenStyle.DashLine))
        self._polyline(curve.values, QPen(line, 1.8 * scale))
        painter.save()
        painter.setClipRect(self._area)
        painter.setPen(QPen(QColor(theme.text), 1.2 * scale))
        left, right = (curve.z + side * TANGENT * (last - first) for side in (-1, 1))
        painter.drawLine(self._at(left, curve.tangent(left)), self._at(right, curve.tangent(right)))
        painter.setPen(QPen(QColor(theme.edge), scale, Qt.PenStyle.DotLine))
        painter.drawLine(self._at(curve.z, self._low), self._at(curve.z, self._high))
        painter.restore()
        painter.setPen(Qt.PenStyle.NoPen)
        for height, colour in ((curve.slope, slope_line), (curve.a, line)):
            painter.setBrush(colour)
            painter.drawEllipse(self._at(curve.z, height), DOT * scale, DOT * scale)
        self._write(line, slope_line)

    def _polyline(self, heights: Array, pen: QPen) -> None:
        self._painter.setPen(pen)
        points = zip(self._curve.zs.tolist(), heights.tolist(), strict=True)
        self._painter.drawPolyline(QPolygonF([self._at(z, height) for z, height in points]))

    def _write(self, line: QColor, slope_line: QColor) -> None:
        """Name the curves above, and the ends of the axes."""
        painter, metrics, area = self._painter, self._metrics, self._area
        top = area.top() - 3 * look.scale
        painter.setPen(line)
        painter.drawText(QPointF(area.left(), top), "f(z)")
        painter.setPen(slope_line)
        painter.drawText(QPointF(area.left() + metrics.horizontalAdvance("f(z)   "), top), "f′(z)")
        painter.setPen(QColor(look.theme.quiet))
        low = area.bottom() + metrics.ascent() + 1
        first, last = (_tick(float(end)) for end in (self._curve.zs[0], self._curve.zs[-1]))
        painter.drawText(QPointF(area.left(), low), first)
        painter.drawText(QPointF(area.right() - metrics.horizontalAdvance(last), low), last)
        painter.drawText(QPointF(self._at(0.0, 0.0).x() - metrics.horizontalAdvance("0") / 2, low), "0")
        beside = self._at(0.0, 0.0).x() + 3
        painter.drawText(QPointF(beside, self._at(0.0, self._high).y() + metrics.ascent() / 3), _tick(self._high))
        if self._low < 0:
            painter.drawText(QPointF(beside, self._at(0.0, self._low).y()), _tick(self._low))


def _tick(value: float) -> str:
    return f"{value:.3g}".replace("-", "−")


@guarded
class ActivationView(QWidget):
    """The picture of the chosen neuron's activation, with a sentence on its slope below."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("activationView")
        self._document = document
        self.heading, self.plot, self.said = Label(self), ActivationPlot(self), Label(self)
        self.heading.setObjectName("explanationHeading")
        self.said.setObjectName("activationSaid")
        self.said.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (self.heading, self.plot, self.said):
            column.addWidget(widget)
        look.changed.connect(self.plot.updateGeometry)

    def refresh(self) -> bool:
        """Show the chosen neuron's; return whether there is one whose value is computed."""
        choice, moment = self._document.selection, self._document.moment
        curve = None
        if isinstance(choice, NeuronChoice) and choice.layer and self._document.hides is None:
            if moment.activation_is_computed(choice.layer, choice.index):
                curve = activation_curve(moment, choice.layer, choice.index)
            self.plot.is_output = choice.layer == len(moment.experiment.network.layers)
        self.plot.curve = curve
        if curve is not None:
            self._write(curve)
        self.plot.update()
        return curve is not None

    def _write(self, curve: ActivationCurve) -> None:
        number = self._document.text
        self.heading.setText(self.tr("{name}: f and its slope f′").format(name=activation_word(curve.activation)))
        here = self.tr("Here z = {z}, f(z) = {a}, f′(z) = {slope}.")
        here = here.format(z=number(curve.z), a=number(curve.a), slope=number(curve.slope))
        text = f"{here} {self._meaning(curve)}".strip().replace("-", "−")
        self.said.setText(text)
        for widget in (self, self.plot):
            widget.setAccessibleName(self.heading.text())
            widget.setAccessibleDescription(text)

    def _meaning(self, curve: ActivationCurve) -> str:
        text = {
            Flatness.WELL: "",
            Flatness.SATURATED: self.tr(
                "Saturated: f is nearly flat here, its steepest slope is {steepest}. δ is what comes back times f′(z), "
                "so the gradients of all weights into this neuron are small."
            ),
            Flatness.OFF: self.tr(
                "Off for this sample: f′(z) = 0, so δ and the gradients of all weights into this neuron are 0."
            ),
            Flatness.DEAD: self.tr(
                "Dead: f′(z) = 0 for all {n} training samples, so no weight into this neuron gets a gradient."
            ),
        }[curve.flatness]
        return text.format(steepest=self._document.text(curve.steepest), n=curve.samples)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.refresh()
        super().changeEvent(event)
