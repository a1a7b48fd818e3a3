"""How a response is drawn: colours, lines, ticks, samples and marks. It computes nothing of the network."""

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from bpgui.engine.elementary import Array
from bpgui.gui.response.frame import GAP, KEY, TICK, Key, PlotFrame, tick_count
from bpgui.gui.widgets.colours import class_colour, class_pixels, value_colours, value_pixels
from bpgui.gui.widgets.theme import look
from bpgui.session.response import Dots, Response

#: Pixels: the radius of a sample, of the ring around the chosen one, and of the mark of what is tried.
DOT, RING, MARK = 4.0, 7.5, 8.0
#: Beyond so many samples each is drawn smaller.
MANY, SMALL_DOT = 300, 2.6


@dataclass(frozen=True, eq=False)
class Dot:
    """A sample (from 0) as it is drawn."""

    sample: int
    at: QPointF
    colour: QColor
    is_test: bool


def paint_surface(painter: QPainter, frame: PlotFrame, response: Response) -> None:
    """Paint values as colours, or the regions of classes, and the contour lines."""
    if response.classes is not None and response.lead is not None:
        pixels = class_pixels(look.theme, response.classes, response.lead)
    else:
        pixels = value_pixels(look.theme, frame.values.unit(response.values))
    rows, columns = pixels.shape
    flipped = np.ascontiguousarray(pixels[::-1])
    image = QImage(flipped.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)
    across, up = frame.plot.width() / (columns - 1) / 2, frame.plot.height() / (rows - 1) / 2
    painter.save()
    painter.setClipRect(frame.plot)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(frame.plot.adjusted(-across, -up, across, up), image)  # a value is the middle of its pixel
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for level in response.lines:
        strong = QColor(look.theme.text)
        strong.setAlpha(255 if level.is_border else 90)
        painter.setPen(_round_pen(strong, 2.0 if level.is_border else 1.0))
        painter.drawLines(_lines(frame, level.pieces))
    painter.restore()


def _lines(frame: PlotFrame, pieces: Array) -> list[QLineF]:
    scaled = pieces * (frame.plot.width(), -frame.plot.height()) + (frame.plot.left(), frame.plot.bottom())
    return [QLineF(*numbers) for numbers in scaled.reshape(-1, 4).tolist()]


def paint_curves(painter: QPainter, frame: PlotFrame, response: Response) -> None:
    """Paint the curve of what is shown, or those of all outputs."""
    painter.save()
    painter.setClipRect(frame.plot)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if response.border is not None:
        painter.setPen(QPen(QColor(look.theme.quiet), 1, Qt.PenStyle.DashLine))
        height = float(frame.up.unit(np.array([response.border]))[0])
        painter.drawLine(frame.place(0.0, height), frame.place(1.0, height))
    values = response.values.reshape(len(response.values), -1)
    shares = np.linspace(0.0, 1.0, len(values)).tolist()
    for k in range(values.shape[1]):
        heights = frame.up.unit(values[:, k]).tolist()
        points = [frame.place(x, y) for x, y in zip(shares, heights, strict=True) if y == y]
        painter.setPen(QPen(curve_colour(response, k), 2.0))
        painter.drawPolyline(QPolygonF(points))
    painter.restore()


def curve_colour(response: Response, place: int) -> QColor:
    """Return the colour of a curve: that of its layer, or, of several outputs, its own."""
    if response.query.shown is None:
        return class_colour(place)
    return QColor(look.theme.output_line if response.query.is_output else look.theme.hidden_line)


def paint_dots(painter: QPainter, frame: PlotFrame, dots: list[Dot]) -> None:
    """Paint the samples: each filled with its colour, or, where it is for testing, ringed with it."""
    painter.save()
    painter.setClipRect(frame.plot.adjusted(-DOT, -DOT, DOT, DOT))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    radius = SMALL_DOT if len(dots) > MANY else DOT
    for dot in dots:
        paint_dot(painter, dot.at, radius, dot.colour, is_test=dot.is_test)
    painter.restore()


def paint_dot(painter: QPainter, at: QPointF, radius: float, colour: QColor, *, is_test: bool) -> None:
    """Paint one sample, with a rim that parts it from the ground."""
    rim = QColor(look.theme.window if look.theme.is_dark else look.theme.panel)
    ink = colour.lighter(120) if look.theme.is_dark else colour.darker(120)
    if is_test:
        painter.setBrush(rim)
        for pen in (QPen(rim, 4.0), QPen(ink, 1.8)):
            painter.setPen(pen)
            painter.drawEllipse(at, radius - 0.5, radius - 0.5)
    else:
        painter.setPen(QPen(rim, 1.4))
        painter.setBrush(ink)
        painter.drawEllipse(at, radius + 0.5, radius + 0.5)


def drawn(frame: PlotFrame, response: Response) -> list[Dot]:
    """Return where and how samples are drawn."""
    dots, heights = response.dots, response.heights
    samples, tests, across = dots.samples.tolist(), dots.is_test.tolist(), dots.places[:, 0].tolist()
    if response.is_surface:
        colours = _surface_colours(frame, response, dots)
        rows = zip(samples, tests, across, dots.places[:, 1].tolist(), colours, strict=True)
        return [Dot(sample, frame.place(x, y), colour, test) for sample, test, x, y, colour in rows]
    found = []
    for k in range(heights.shape[1]):
        colour = class_colour(k) if response.query.shown is None else QColor(look.theme.target_line)
        if not response.query.is_output:
            colour = QColor(look.theme.hidden_line)
        rows_of_curve = zip(samples, tests, across, frame.up.unit(heights[:, k]).tolist(), strict=True)
        found += [Dot(sample, frame.place(x, y), colour, test) for sample, test, x, y in rows_of_curve if y == y]
    return found


def _surface_colours(frame: PlotFrame, response: Response, dots: Dots) -> list[QColor]:
    """Return the colours of samples: their target's, as the surface has it for that value, or their class'."""
    query, outputs = response.query, dots.targets.shape[1]
    if query.shown is None or (not query.is_output and outputs > 1 and dots.classes.min() >= 0):
        return [class_colour(place) for place in dots.classes.tolist()]
    if query.is_output:
        shares = frame.values.unit(dots.targets[:, query.shown[1]])
    else:  # a hidden neuron has no target: the first output's, from the smallest to the largest
        targets = dots.targets[:, 0]
        shares = (targets - targets.min()) / max(float(np.ptp(targets)), 1e-300)
    return value_colours(look.theme, shares)


def paint_axes(painter: QPainter, frame: PlotFrame, names: tuple[str, str]) -> None:
    """Paint ticks and names of both sides; of the first it says what goes to the right, of the second what goes up."""
    theme, metrics, plot = look.theme, QFontMetricsF(painter.font()), frame.plot
    painter.setPen(QPen(QColor(theme.hairline), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(plot)
    line, end = metrics.height(), plot.left()
    painter.setPen(QPen(QColor(theme.quiet), 1))
    for share, text in frame.across.ticks(max(2, int(plot.width() / 70))):
        at, width = frame.place(share, 0.0), metrics.horizontalAdvance(text)
        painter.drawLine(at, at + QPointF(0, TICK))
        if at.x() - width / 2 >= end:
            place = QRectF(at.x() - width / 2 - 1, at.y() + TICK, width + 2, line)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
            end = at.x() + width / 2 + GAP
    for share, text in frame.up.ticks(tick_count(plot.height(), line)):
        at, width = frame.place(0.0, share), metrics.horizontalAdvance(text)
        painter.drawLine(at, at - QPointF(TICK, 0))
        place = QRectF(at.x() - TICK - GAP / 2 - width, at.y() - line / 2, width + 1, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
    painter.setPen(QColor(theme.text))
    below = QRectF(plot.left(), plot.bottom() + TICK + line, plot.width(), line)
    above = QRectF(plot.left(), plot.top() - line - GAP / 2, plot.width(), line)
    for rect, name, sides in (
        (below, f"{names[0]} →", Qt.AlignmentFlag.AlignRight),
        (above, f"↑ {names[1]}", Qt.AlignmentFlag.AlignLeft),
    ):
        painter.drawText(rect, sides, metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, rect.width()))


def paint_bar(painter: QPainter, frame: PlotFrame, response: Response) -> None:
    """Paint which colour is which value, with the contour lines' values marked."""
    if frame.bar is None:
        return
    bar, metrics = frame.bar, QFontMetricsF(painter.font())
    pixels = np.ascontiguousarray(value_pixels(look.theme, np.linspace(1.0, 0.0, 64))[:, None])
    painter.drawImage(bar, QImage(pixels.data, 1, 64, 4, QImage.Format.Format_RGB32))
    painter.setPen(QPen(QColor(look.theme.hairline), 1))
    painter.drawRect(bar)
    for share, text in frame.values.ticks(4):
        y = bar.bottom() - share * bar.height()
        painter.setPen(QPen(QColor(look.theme.quiet), 1))
        painter.drawLine(QPointF(bar.right(), y), QPointF(bar.right() + TICK, y))
        place = QRectF(bar.right() + TICK + GAP / 2, y - metrics.height() / 2, 200, metrics.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
    for level in response.lines:
        y = bar.bottom() - float(frame.values.unit(np.array([level.value]))[0]) * bar.height()
        painter.setPen(QPen(QColor(look.theme.text), 2.0 if level.is_border else 1.0))
        painter.drawLine(QPointF(bar.left(), y), QPointF(bar.right(), y))


def paint_keys(painter: QPainter, frame: PlotFrame) -> None:
    """Paint the legend."""
    metrics = QFontMetricsF(painter.font())
    for rect, key in frame.keys:
        middle = QPointF(rect.left() + KEY / 2, rect.center().y())
        _paint_key(painter, middle, key)
        painter.setPen(QColor(look.theme.quiet))
        place = rect.adjusted(KEY + GAP, 0, 1, 0)
        text = metrics.elidedText(key.text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_key(painter: QPainter, middle: QPointF, key: Key) -> None:
    colour, half = QColor(key.colour), QPointF(KEY / 2, 0)
    if key.kind in ("line", "dash"):
        style = Qt.PenStyle.SolidLine if key.kind == "line" else Qt.PenStyle.DashLine
        painter.setPen(QPen(colour, 2.0 if key.kind == "line" else 1.0, style))
        painter.drawLine(middle - half, middle + half)
    elif key.kind == "fill":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(middle.x() - KEY / 2, middle.y() - KEY / 2, KEY, KEY), 3, 3)
    else:
        paint_dot(painter, middle, DOT, colour, is_test=key.kind == "ring")


def paint_chosen(painter: QPainter, at: QPointF) -> None:
    """Paint the ring around the chosen sample."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(look.theme.panel), 5))
    painter.drawEllipse(at, RING, RING)
    painter.setPen(QPen(QColor(look.theme.accent), 3))
    painter.drawEllipse(at, RING, RING)


def paint_tried(painter: QPainter, frame: PlotFrame, at: QPointF, beyond: QPointF, is_surface: bool) -> None:
    """Paint the mark of what is tried: a cross, and through a curve its place across.

    What is `beyond` the plot, by -1 or 1 across and up, is an arrow at its edge.
    """
    if not is_surface:
        painter.setPen(QPen(QColor(look.theme.accent), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(at.x(), frame.plot.top()), QPointF(at.x(), frame.plot.bottom()))
    if not beyond.isNull():
        along = QPointF(beyond.x(), -beyond.y()) * (MARK / math.hypot(beyond.x(), beyond.y()))
        base, aside = at - along * 1.6, QPointF(-along.y(), along.x())
        painter.setBrush(QColor(look.theme.accent))
        painter.setPen(QPen(QColor(look.theme.panel), 1.5))
        painter.drawPolygon([at, base + aside, base - aside])
        return
    for colour, width in ((look.theme.panel, 5.0), (look.theme.accent, 2.5)):
        painter.setPen(_round_pen(QColor(colour), width))
        painter.drawLine(at - QPointF(MARK, 0), at + QPointF(MARK, 0))
        painter.drawLine(at - QPointF(0, MARK), at + QPointF(0, MARK))


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
