"""A drawing as the bytes of a file, and as what the clipboard takes."""

import math
from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QMimeData, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.pictures.outlines import outlined
from bpgui.gui.widgets.theme import LIGHT
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: Pixels of paper around a drawing.
MARGIN = 8
#: How much larger than on the screen a picture is when nothing else is asked for, and at most.
USUAL_SCALE, MAX_SCALE = 3, 16
#: Pixels of the largest picture: 400 MB of memory while it is painted.
MAX_PIXELS = 100_000_000
#: Pixels and points of an inch.
PIXELS, POINTS = 96, 72


def pixel_size(drawing: Drawing, scale: float) -> QSize:
    """Return how many pixels a picture has at this scale."""
    size = _size(drawing)
    return QSize(max(1, math.ceil(size.width() * scale)), max(1, math.ceil(size.height() * scale)))


def require_size(size: QSize) -> None:
    """Raise Problem where a picture of so many pixels would be too large."""
    if size.width() * size.height() > MAX_PIXELS:
        text = QT_TRANSLATE_NOOP(
            "Problem", "{width} x {height} pixels are too many for a picture; the most are {most}."
        )
        raise Problem(text, width=size.width(), height=size.height(), most=MAX_PIXELS)


def image(drawing: Drawing, scale: float) -> QImage:
    """Return a drawing as pixels. Raises Problem where there would be too many."""
    size = pixel_size(drawing, scale)
    require_size(size)
    result = QImage(size, QImage.Format.Format_RGB32)
    result.fill(QColor(LIGHT.panel))
    result.setDotsPerMeterX(round(PIXELS * scale / 0.0254))
    result.setDotsPerMeterY(round(PIXELS * scale / 0.0254))
    painter = QPainter(result)
    painter.scale(scale, scale)
    paint(drawing, painter)
    painter.end()
    return result


def paint(drawing: Drawing, painter: QPainter) -> None:
    """Paint a drawing with its margin, its upper left corner at the painter's origin."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    size = _size(drawing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), QColor(LIGHT.panel))
    painter.translate(MARGIN, MARGIN)
    drawing.paint(painter)


def png(drawing: Drawing, scale: float = USUAL_SCALE) -> bytes:
    """Return a drawing as PNG, so many times as large as on the screen. Raises Problem where it is too large."""
    return _compressed(image(drawing, scale))


def _compressed(picture: QImage) -> bytes:
    buffer = _buffer()
    QImageWriter(buffer, QByteArray(b"png")).write(picture)
    return bytes(buffer.data().data())


def svg(drawing: Drawing) -> bytes:
    """Return a drawing as SVG: lines, and text as outlines."""
    buffer, size = _buffer(), pixel_size(drawing, 1)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(PIXELS)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setTitle(drawing.title)
    generator.setDescription("bpgui")
    painter = QPainter(generator)
    paint(drawing, painter)
    painter.end()
    return outlined(bytes(buffer.data().data()).decode()).encode()


def pdf(drawing: Drawing) -> bytes:
    """Return a drawing as one page of PDF of its own size, with the fonts embedded."""
    buffer, size = _buffer(), pixel_size(drawing, 1)
    writer = QPdfWriter(buffer)
    writer.setTitle(drawing.title)
    writer.setCreator("bpgui")
    writer.setResolution(PIXELS)
    page = QSizeF(size.width() * POINTS / PIXELS, size.height() * POINTS / PIXELS)
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    paint(drawing, painter)
    painter.end()
    return bytes(buffer.data().data())


#: From the end of a file's name to what paints a drawing, and returns what makes the file of it: a large picture is
#: compressed for seconds, which any thread may do.
FORMATS: Mapping[str, Callable[[Drawing, float], Callable[[], bytes]]] = {
    ".png": lambda drawing, scale: partial(_compressed, image(drawing, scale)),
    ".svg": lambda drawing, _scale: partial(bytes, svg(drawing)),
    ".pdf": lambda drawing, _scale: partial(bytes, pdf(drawing)),
}


def clip(drawing: Drawing) -> QMimeData:
    """Return a drawing for the clipboard: as pixels, and as SVG for programs that draw."""
    data = QMimeData()
    data.setData("image/svg+xml", QByteArray(svg(drawing)))
    data.setImageData(image(drawing, USUAL_SCALE))
    return data


def _size(drawing: Drawing) -> QSizeF:
    size = drawing.size()
    return QSizeF(size.width() + 2 * MARGIN, size.height() + 2 * MARGIN)


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
