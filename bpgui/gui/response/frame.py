"""Where things stand in the picture: the plot between its ticks, its legend, and from shares of the axes to pixels."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from bpgui.gui.widgets.scales import ValueScale, fitted
from bpgui.session.response import Response

#: Pixels at text size 100 %: between text and plot, of a tick, of the bar of colours, and of a key of the legend.
GAP, TICK, BAR, KEY = 5.0, 4.0, 12.0, 12.0
MIN_SIDE, MIN_TICKS = 60.0, 2


@dataclass(frozen=True)
class Key:
    """An entry of the legend: how it is drawn ("line", "fill", "dot", "ring"), its colour, and its text."""

    kind: str
    colour: str
    text: str


@dataclass(frozen=True)
class PlotFrame:
    """A response's place in a widget: its `plot`, the `bar` of colours beside it, if any, and the legend below.

    `across` and `up` are the scales of the plot's sides, `values` that of the colours; a curve goes up by its values.
    """

    plot: QRectF
    bar: QRectF | None
    across: ValueScale
    up: ValueScale
    values: ValueScale
    keys: tuple[tuple[QRectF, Key], ...]

    def place(self, x: float, y: float) -> QPointF:
        """Return the pixel of shares of the two sides, 0 at the lower left."""
        plot = self.plot
        return QPointF(plot.left() + x * plot.width(), plot.bottom() - y * plot.height())

    def shares(self, at: QPointF) -> tuple[float, float]:
        """Return the shares of the two sides at a pixel."""
        plot = self.plot
        return (at.x() - plot.left()) / plot.width(), (plot.bottom() - at.y()) / plot.height()


def frame_of(response: Response, keys: list[Key], area: QRectF, metrics: QFontMetricsF) -> PlotFrame:
    """Divide the area of a widget."""
    line = metrics.height()
    placed, legend = _legend(keys, area, metrics)
    values = _value_scale(response)
    axes = response.query.axes
    across = ValueScale(axes[0].low, axes[0].high)
    up = ValueScale(axes[1].low, axes[1].high) if response.is_surface else values
    counts = range(MIN_TICKS, tick_count(area.height(), line) + 1)  # the plot is no higher than the area
    texts = (text for count in counts for _, text in up.ticks(count))  # none where numbers are too large to be drawn
    left = max(map(metrics.horizontalAdvance, texts), default=0.0) + TICK + GAP
    has_bar = response.is_surface and response.classes is None
    ticks = [metrics.horizontalAdvance(text) for _, text in values.ticks(4)] if has_bar else []
    right = GAP + BAR + TICK + GAP + max(ticks, default=0.0) if has_bar else metrics.horizontalAdvance("0") * 2
    room = area.adjusted(left, line + GAP, -right, -(2 * line + TICK + GAP + legend))
    width, height = max(room.width(), MIN_SIDE), max(room.height(), MIN_SIDE)
    if response.is_surface:
        width = height = min(width, height)  # two inputs of one size are seen as they are
        left += (room.width() - width) / 2 if room.width() > width else 0.0
    plot = QRectF(area.left() + left, room.top(), width, height)
    bar = QRectF(plot.right() + GAP, plot.top(), BAR, plot.height()) if has_bar else None
    top = plot.bottom() + 2 * line + TICK + GAP
    return PlotFrame(plot, bar, across, up, values, tuple((rect.translated(0, top), key) for rect, key in placed))


def tick_count(height: float, line: float) -> int:
    """Return how many ticks there are about, one above the other, for lines of text this high."""
    return max(MIN_TICKS, int(height / (3 * line)))


def _value_scale(response: Response) -> ValueScale:
    """Return the scale of the values; those of two sides stand symmetrically around what parts them."""
    low, high, border = response.low, response.high, response.border
    if response.is_surface and border is not None:
        half = max(border - low, high - border)
        low, high = border - half, border + half
    scale = fitted(low, high, is_log=False, from_zero=False)
    is_exact = response.is_surface and border is not None
    if is_exact and abs((scale.low + scale.high) / 2 - border) > 1e-9 * max(abs(scale.low), abs(scale.high)):  # type: ignore[operator]
        return ValueScale(low, high)  # rounding must not move the middle
    return scale


def _legend(keys: list[Key], area: QRectF, metrics: QFontMetricsF) -> tuple[list[tuple[QRectF, Key]], float]:
    """Return where the keys stand, from the legend's top on, in as many lines as they need, and its height."""
    line, x, y = metrics.height() + 3, area.left() + GAP, 0.0
    placed = []
    for key in keys:
        width = min(KEY + GAP + metrics.horizontalAdvance(key.text), area.width() - 2 * GAP)
        if x + width > area.right() and x > area.left() + GAP:
            x, y = area.left() + GAP, y + line
        placed.append((QRectF(x, y, width, line), key))
        x += width + 3 * GAP
    return placed, (y + line if keys else 0.0)
