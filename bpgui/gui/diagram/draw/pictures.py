"""The small pictures inside neurons: what each computes over the inputs, under its number."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from bpgui.engine.elementary import Array
from bpgui.gui.diagram.arrange.geometry import NumberPlace
from bpgui.gui.diagram.draw.shown import NumberKind
from bpgui.gui.diagram.draw.stage import CENTRE, Sheet, Stage, around
from bpgui.gui.widgets.colours import value_pixels
from bpgui.session.neuron_pictures import NeuronPictures

#: Of a circle's radius: the rim that keeps the colour of its layer, and the strip that its number stands on.
RIM, STRIP, STRIP_AT = 0.1, 0.52, 0.56
#: How much of 255 the strip hides of the picture.
COVER = 215


def paint_pictures(painter: QPainter, stage: Stage, visible: QRectF) -> None:
    """Draw the pictures of all neurons that are seen, and the strips for their numbers."""
    pictures = stage.pictures
    if pictures is None or len(pictures.layers) != len(stage.layout.layers) - 1:
        return
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    for layer in range(1, len(stage.layout.layers)):
        _paint_layer(painter, stage, visible, layer, pictures)
    painter.restore()


def _paint_layer(painter: QPainter, stage: Stage, visible: QRectF, layer: int, pictures: NeuronPictures) -> None:
    place, shares = stage.layout.layers[layer], pictures.layers[layer - 1]
    there = stage.shown.part(stage.shown.has_activation, layer)
    radius = place.radius * (1 - RIM)
    pixels = value_pixels(stage.theme, shares) if shares.ndim == 3 else None
    for neuron, y in zip(place.shown.tolist(), place.ys[place.shown].tolist(), strict=True):
        if neuron >= len(shares) or not there[neuron] or not visible.top() - radius < y < visible.bottom() + radius:
            continue
        circle = around(QPointF(place.x, y), 2 * radius, 2 * radius)
        path = QPainterPath()
        path.addEllipse(circle)
        painter.setClipPath(path)
        if pixels is not None:
            _paint_surface(painter, circle, pixels[neuron])
        else:
            _paint_curve(painter, stage, circle, shares[neuron])
        if place.label is NumberPlace.INSIDE:
            strip = QColor(stage.theme.panel)
            strip.setAlpha(COVER)
            painter.fillRect(number_strip(circle.center(), place.radius), strip)
    painter.setClipping(False)


def number_strip(centre: QPointF, radius: float) -> QRectF:
    """Return where the number of a neuron with a picture stands."""
    return around(centre + QPointF(0, STRIP_AT * radius), 2 * radius, STRIP * radius)


def _paint_surface(painter: QPainter, circle: QRectF, pixels: Array) -> None:
    flipped = np.ascontiguousarray(pixels[::-1])
    rows, columns = flipped.shape
    painter.drawImage(circle, QImage(flipped.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32))


def _paint_curve(painter: QPainter, stage: Stage, circle: QRectF, shares: Array) -> None:
    painter.fillRect(circle, QColor(stage.theme.panel))
    xs = np.linspace(circle.left(), circle.right(), len(shares))
    ys = circle.bottom() - (0.15 + 0.7 * shares) * circle.height()
    points = [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True) if y == y]
    painter.setPen(QPen(QColor(stage.theme.text), max(1.2, 0.03 * circle.width())))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF(points))


def leave_number(sheet: Sheet, centre: QPointF, radius: float, quantity: NumberKind, index: int) -> None:
    """Leave the strip below the middle of a picture to a neuron's number."""
    strip = number_strip(centre, radius)
    sheet.painter.setPen(QColor(sheet.stage.theme.text))
    size = max(0.42 * radius, sheet.stage.layout.smallest)
    sheet.number(around(strip.center(), 1.5 * radius, strip.height()), quantity, index, size, CENTRE)
