"""Paints a formula that is laid out: on a widget, and as a picture for the clipboard."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from bpgui.gui.formula.fonts import font
from bpgui.gui.formula.ink import colour
from bpgui.gui.formula.typeset import Typeset
from bpgui.gui.widgets.theme import LIGHT, Theme

#: Pictures are this much larger than on screen, with so many pixels around.
ENLARGED, MARGIN = 3, 6


def paint(painter: QPainter, done: Typeset, theme: Theme) -> None:
    """Paint a formula with its upper left corner at the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.marker))
    painter.drawRoundedRect(done.marker, 3, 3)
    for ink, rect in done.picture.rules:
        painter.fillRect(rect, QColor(colour(theme, ink)))
    last_ink = last_font = None
    for face, size, ink, place, text in done.picture.texts:
        if (face, size) != last_font:
            last_font = (face, size)
            painter.setFont(font(face, size))
        if ink != last_ink:
            last_ink = ink
            painter.setPen(QColor(colour(theme, ink)))
        painter.drawText(place, text)


def picture_data(done: Typeset) -> QMimeData:
    """Return a formula as PNG and SVG, in the light theme's colours."""
    size = QSize(round(done.width) + 2 * MARGIN, round(done.height) + 2 * MARGIN)
    image = QImage(size * ENLARGED, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.panel))
    _paint_on(image, done, ENLARGED)
    data, buffer = QMimeData(), QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    _paint_on(generator, done, 1)
    data.setData("image/svg+xml", QByteArray(buffer.data()))
    data.setImageData(image)
    return data


def _paint_on(device: QImage | QSvgGenerator, done: Typeset, scale: int) -> None:
    painter = QPainter(device)
    painter.scale(scale, scale)
    painter.translate(QPointF(MARGIN, MARGIN))
    paint(painter, done, LIGHT)
    painter.end()
