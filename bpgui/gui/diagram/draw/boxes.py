"""Parameter boxes: name, value and, when there is one, the gradient or the new value."""

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bpgui.gui.diagram.arrange.layout import box_text
from bpgui.gui.diagram.draw.shown import NumberKind
from bpgui.gui.diagram.draw.stage import BOTTOM_RIGHT, LEFT, RIGHT, TOP_LEFT, Sheet
from bpgui.session.formulas.formula_text import STAGE_SYMBOLS
from bpgui.session.step.moment import Phase


def paint_boxes(sheet: Sheet, layer: int) -> None:
    """Draw the boxes of a layer that can be seen."""
    layout, visible = sheet.stage.layout, sheet.visible
    boxes = layout.layers[layer].boxes
    if boxes is None or boxes.left > visible.right() or boxes.left + boxes.width < visible.left():
        return
    bottom = boxes.tops + boxes.count * boxes.pitch
    seen = np.flatnonzero((bottom > visible.top()) & (boxes.tops < visible.bottom()))
    for neuron in np.intersect1d(seen, layout.layers[layer].shown).tolist():
        box = BoxPainter(sheet, layer, neuron, rows=boxes.rows, is_wide=boxes.is_wide)
        for slot, index in enumerate(layout.network.incoming(layer, neuron)):
            box.paint(boxes.rect(neuron, slot), index)


class BoxPainter:
    """Draws parameter boxes of one neuron: name, value and, when there is one, gradient or new value."""

    def __init__(self, sheet: Sheet, layer: int, neuron: int, *, rows: int, is_wide: bool) -> None:
        self._sheet, self._painter, self._stage = sheet, sheet.painter, sheet.stage
        self._fill, self._ink = self._stage.theme.weight_box(layer, neuron, len(self._stage.layout.layers))
        self._rows, self._is_wide = rows, is_wide
        self._weights = self._stage.layout.weights
        self._widest = f"w{self._stage.layout.parameter(layer, 0, 0) + self._count(layer)}"
        shown = self._stage.shown
        self._is_lit = shown.phase is Phase.UPDATE and bool(shown.is_lit(layer)[neuron])

    def paint(self, rect: QRectF, index: int) -> None:
        """Draw one box."""
        stage = self._stage
        is_bias = index >= self._weights
        has_second = stage.shown.second(index) is not None
        is_cut = index in stage.shown.cut
        if not is_cut:
            self._paint_ground(rect, is_bias=is_bias)
        self._painter.setPen(QColor(stage.theme.quiet if is_cut else stage.theme.text if is_bias else self._ink))
        pad = max(0.14 * rect.height(), 3.0) if self._rows == 2 else 0.4 * stage.layout.smallest
        inner = rect.adjusted(pad, 0, -pad, 0)
        name = f"b{index - self._weights + 1}" if is_bias else f"w{index + 1}"
        if is_cut:
            self._paint_cut(inner, name)
        elif self._rows == 2 and (has_second or rect.height() > 3.2 * stage.layout.smallest):
            self._paint_tall(inner, index, name, has_second=has_second)
        else:
            self._paint_flat(inner, index, name, has_second=has_second)

    def _paint_ground(self, rect: QRectF, *, is_bias: bool) -> None:
        theme, is_lit = self._stage.theme, self._is_lit
        corner = min(5 * self._stage.layout.unit, 0.24 * rect.height())
        self._painter.setBrush(QColor(theme.panel if is_bias else self._fill))
        self._painter.setPen(Qt.PenStyle.NoPen)
        if is_lit:
            self._painter.setPen(QPen(QColor(theme.accent), 2))
        if is_bias:
            outline = QPen(QColor(theme.accent if is_lit else self._line()), 1.4)
            outline.setDashPattern([3, 2.2])
            self._painter.setPen(outline)
            rect = rect.adjusted(0.7, 0.7, -0.7, -0.7)
        self._painter.drawRoundedRect(rect, corner, corner)

    def _line(self) -> str:
        """Return the colour of a bias's outline: that of the neuron's boxes, lighter where the ground is dark."""
        return self._stage.theme.quiet if self._fill == self._stage.theme.output_weights else self._fill

    def _paint_name(self, rect: QRectF, index: int, name: str, size: float, align: Qt.AlignmentFlag) -> None:
        stage = self._stage
        self._sheet.name(rect, name, size, align)
        if stage.shown.locked[index]:
            size = max(size, stage.layout.smallest)
            left = rect.left() + stage.ink.width(name, size) + 0.35 * size
            middle = rect.center().y() if align == LEFT else rect.top() + 0.62 * size
            paint_lock(self._painter, QRectF(left, middle - 0.42 * size, 0.62 * size, 0.8 * size))

    def _lead(self, index: int, name: str, size: float) -> float:
        """Return the width that the name takes, and the lock after it."""
        return self._stage.ink.width(name, size) + 4 + (0.95 * size if self._stage.shown.locked[index] else 0.0)

    def _count(self, layer: int) -> int:
        """Return how many weights lead into a layer."""
        sizes = self._stage.layout.network.sizes
        return sizes[layer - 1] * sizes[layer]

    def _more(self, name: str, size: float) -> float:
        """Return how much more room a name leaves than the widest one of its layer."""
        width = self._stage.ink.width
        return max(width(self._widest, size) - width(name, size), 0.0)

    def _first(self, rect: QRectF, index: int, size: float, more: float = 0.0, align: Qt.AlignmentFlag = RIGHT) -> None:
        self._sheet.number(rect, NumberKind.PARAMETER, index, size, align, more=more)

    def _paint_cut(self, inner: QRectF, name: str) -> None:
        """Say that there is no such weight: its name, and a dot in the place of its number, as in a matrix."""
        layout = self._stage.layout
        size = box_text(inner.height(), self._rows, layout.unit, layout.smallest)
        self._sheet.name(inner, name, max(0.6 * size, layout.smallest), LEFT)
        self._sheet.name(inner, "·", size, RIGHT)

    def _paint_tall(self, inner: QRectF, index: int, name: str, *, has_second: bool) -> None:
        layout, height = self._stage.layout, inner.height()
        if not has_second:
            size = box_text(height, 2, layout.unit, layout.smallest)
            self._paint_name(inner.adjusted(0, 0.08 * height, 0, 0), index, name, 0.33 * height, TOP_LEFT)
            self._first(inner.adjusted(0, 0, 0, -0.06 * height), index, size, align=BOTTOM_RIGHT)
            return
        upper = inner.adjusted(0, 0, 0, -0.5 * height)
        size, lead = max(0.38 * height, layout.smallest), self._lead(index, name, max(0.3 * height, layout.smallest))
        self._paint_name(upper, index, name, 0.3 * height, LEFT)
        self._first(upper.adjusted(lead, 0, 0, 0), index, size, self._more(name, 0.3 * height))
        self._paint_second(inner.adjusted(-2, 0.5 * height, 2, -min(2.5, 0.06 * height)), index, size)

    def _paint_flat(self, inner: QRectF, index: int, name: str, *, has_second: bool) -> None:
        layout, height = self._stage.layout, inner.height()
        size = box_text(height, 1, layout.unit, layout.smallest)
        name_size = max(0.72 * size, layout.smallest)
        lead, more = self._lead(index, name, name_size), self._more(name, name_size)
        self._paint_name(inner, index, name, name_size, LEFT)
        is_waiting = self._stage.shown.is_new is not None and not (self._is_new(index) or self._is_open(index))
        if not has_second or (is_waiting and not self._is_wide):  # what moves next is rather seen than its gradient
            self._first(inner.adjusted(lead, 0, 0, 0), index, size, more)
        elif self._is_wide:
            half = (inner.width() - lead + 1.2 * size) / 2 + 4
            self._first(inner.adjusted(lead, 0, 4 - half, 0), index, size, more / 2)
            place = QRectF(inner.right() + 2 - half + 6, inner.top() + 1.5, half - 6, height - 3)
            self._paint_second(place, index, size, more=more / 2)
        else:
            self._paint_second(inner.adjusted(lead, 1.5, 2, -1.5), index, size, arrow="", more=more)

    def _is_open(self, index: int) -> bool:
        """Whether the box shows an inner value of its update."""
        in_stage = self._stage.shown.in_stage
        return in_stage is not None and bool(in_stage[index])

    def _is_new(self, index: int) -> bool:
        is_new = self._stage.shown.is_new
        return is_new is not None and bool(is_new[index])

    def _paint_second(self, rect: QRectF, index: int, size: float, arrow: str = "→ ", more: float = 0.0) -> None:
        """Leave room for the gradient in red, or the new value on a marker."""
        theme, is_update, is_open = self._stage.theme, self._is_new(index), self._is_open(index)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(QColor(theme.marker if is_update else theme.panel))
        corner = min(3.5, 0.22 * rect.height())
        self._painter.drawRoundedRect(rect, corner, corner)
        self._painter.setPen(QColor(theme.text if is_update or is_open else theme.error_line))
        place = rect.adjusted(3, 0, -3, 0)
        prefix = self._lead_in(arrow, is_update, is_open)
        self._sheet.number(place, NumberKind.SECOND, index, size, RIGHT, prefix, more=more)

    def _lead_in(self, arrow: str, is_update: bool, is_open: bool) -> str:
        """Return what stands before the second number: what it is."""
        if is_open:
            return f"{STAGE_SYMBOLS[self._stage.shown.stage]} "
        return arrow if is_update else "∂ "


def paint_lock(painter: QPainter, rect: QRectF) -> None:
    """Draw a small padlock in the painter's present colour."""
    colour = painter.pen().color()
    body = QRectF(rect.left(), rect.top() + 0.45 * rect.height(), rect.width(), 0.55 * rect.height())
    shackle = rect.adjusted(0.2 * rect.width(), 0, -0.2 * rect.width(), -0.2 * rect.height())
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, max(0.14 * rect.width(), 1.0)))
    painter.drawRoundedRect(shackle, shackle.width() / 2, shackle.width() / 2)
    painter.fillRect(body, colour)
    painter.restore()
