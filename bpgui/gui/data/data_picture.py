"""A picture of a data set with one or two inputs: a curve's points, or classes in the plane; of digits their levels."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from bpgui.engine.elementary import Array
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import look
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet, Encoding
from bpgui.session.data.encode import seen

#: Points that are painted, and images of 8x8 levels.
MAX_POINTS, MAX_IMAGES = 4000, 40
MARGIN, RADIUS = 14, 3.5
SIDE = 8


def _values(column: DataColumn) -> Array:
    """Return one number for each sample: the number, or the place of the category."""
    if column.numbers is not None:
        return column.numbers
    return seen(column).argmax(axis=1).astype(float) if column.encoding is Encoding.ONE_HOT else seen(column)[:, 0]


@guarded
class DataPicture(QWidget):
    """Paints what the samples look like; of more inputs than two the first two."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dataPicture")
        self._data: DataSet | None = None
        self.setMinimumSize(260, 220)

    def sizeHint(self) -> QSize:
        """Ask for a square that shows a spiral."""
        return QSize(380, 380)

    def show_data(self, data: DataSet | None) -> None:
        """Show these samples; None shows nothing."""
        self._data = data
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint points or images."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(look.theme.panel))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._data is None or not self._data.samples:
            return
        inputs = self._data.of(ColumnRole.INPUT)
        if len(inputs) == SIDE * SIDE:
            self._paint_images(painter, inputs)
        else:
            self._paint_points(painter, self._data)

    def _paint_points(self, painter: QPainter, data: DataSet) -> None:
        inputs, target = data.of(ColumnRole.INPUT), data.of(ColumnRole.TARGET)[0]
        values = _values(target)
        is_curve = len(inputs) == 1
        xs, ys = _values(inputs[0]), values if is_curve else _values(inputs[1])
        x, y = self._placed(xs, MARGIN, self.width() - MARGIN), self._placed(ys, self.height() - MARGIN, MARGIN)
        painter.setPen(QPen(QColor(look.theme.panel), 0.7))
        colours = [QColor(name) for name in self._colours()]
        levels = np.unique(values)
        is_class = len(levels) <= len(colours)
        low, span = float(values.min()), float(np.ptp(values)) or 1.0
        for n in range(min(len(xs), MAX_POINTS)):
            if is_curve:
                colour = QColor(look.theme.target_line)
            elif is_class:
                colour = colours[int(np.searchsorted(levels, values[n]))]
            else:
                colour = _between(colours[0], colours[1], (float(values[n]) - low) / span)
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(x[n], y[n]), RADIUS * look.scale, RADIUS * look.scale)

    def _colours(self) -> tuple[str, ...]:
        theme = look.theme
        return (theme.input, theme.hidden, theme.target_line, theme.output, theme.error_line, *theme.weights)

    def _placed(self, values: Array, first: float, last: float) -> list[float]:
        """Return pixels for values, shape (n,); equal ones stand in the middle."""
        low, span = float(values.min()), float(np.ptp(values))
        part = (values - low) / span if span else np.full(len(values), 0.5)
        return list((first + (last - first) * part).tolist())

    def _paint_images(self, painter: QPainter, inputs: tuple[DataColumn, ...]) -> None:
        """Paint the first images, each of 8x8 levels, in rows."""
        samples = min(len(inputs[0]), MAX_IMAGES)
        across = max(1, int(np.ceil(np.sqrt(samples * self.width() / max(1, self.height())))))
        side = min((self.width() - MARGIN) / across, (self.height() - MARGIN) / np.ceil(samples / across))
        pixel = side / (SIDE + 1)
        levels = np.column_stack([_values(column)[:samples] for column in inputs])
        painter.setPen(Qt.PenStyle.NoPen)
        ground, ink = QColor(look.theme.hover), QColor(look.theme.text)
        for n in range(samples):
            left, top = MARGIN / 2 + n % across * side, MARGIN / 2 + n // across * side
            for k, level in enumerate(np.clip(levels[n] / 16.0, 0.0, 1.0).tolist()):
                place = QRectF(left + k % SIDE * pixel, top + k // SIDE * pixel, pixel + 0.5, pixel + 0.5)
                painter.fillRect(place, _between(ground, ink, level))


def _between(first: QColor, last: QColor, part: float) -> QColor:
    """Return a colour on the way from one to another."""
    parts = zip(first.getRgbF()[:3], last.getRgbF()[:3], strict=True)  # type: ignore[index]  # four numbers
    return QColor.fromRgbF(*(a + (b - a) * part for a, b in parts))
