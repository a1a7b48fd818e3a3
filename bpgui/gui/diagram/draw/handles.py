"""The controls of the structure as they look, and in dashed red what one of them would remove."""

from collections.abc import Iterator

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bpgui.gui.diagram.arrange.handles import QUIET, Act, Handle, counter
from bpgui.gui.diagram.draw.stage import CENTRE, Stage, pen
from bpgui.gui.document.selection import NeuronChoice

#: Lines of what would be removed that are drawn; more cannot be told apart.
MAX_DOOMED_LINES = 400
#: The part of a button's smaller side that its sign takes.
SIGN = 0.46


def paint_handles(painter: QPainter, stage: Stage) -> None:
    """Draw the counters of all layers, and of the other controls those that are near the mouse or have the keys."""
    for layer in range(len(stage.layout.layers)):
        pill = counter(stage.layout, layer)
        if not pill.isEmpty() and Handle(Act.ADD, layer) in stage.handles:
            _paint_counter(painter, stage, layer, pill)
    for handle, rect in stage.handles.items():
        is_lit = handle in (stage.pointed, stage.held)
        if handle.act in QUIET and (is_lit or handle in stage.near):
            _paint_quiet(painter, stage, rect, is_lit=is_lit, is_neuron=handle.act is Act.GHOST)
        elif handle.act in (Act.MENU, Act.UNFOLD) and is_lit:
            painter.setPen(QPen(QColor(stage.theme.accent), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 5, 5)
    if stage.held in stage.handles:
        _paint_focus(painter, stage, stage.handles[stage.held])


def _paint_counter(painter: QPainter, stage: Stage, layer: int, pill: QRectF) -> None:
    """Draw one counter: the number of neurons between its two buttons."""
    theme, corner, size = stage.theme, pill.height() / 2, stage.layout.network.sizes[layer]
    painter.setPen(QPen(QColor(theme.hairline), 1))
    painter.setBrush(QColor(theme.panel))
    painter.drawRoundedRect(pill, corner, corner)
    for act in (Act.REMOVE, Act.ADD):
        handle = Handle(act, layer)
        rect = stage.handles.get(handle)
        if rect is None:
            continue
        is_possible = act is Act.ADD or size > 1
        if handle == stage.pointed and is_possible:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), corner - 1, corner - 1)
        danger = theme.error_line if handle == stage.pointed else theme.accent
        colour = (theme.accent if act is Act.ADD else danger) if is_possible else theme.hairline
        _paint_sign(painter, rect, colour, is_plus=act is Act.ADD)
    painter.setPen(QColor(theme.text))
    painter.setFont(stage.ink.font(int(stage.layout.smallest), bold=True))
    painter.drawText(pill, CENTRE, str(size))


def _paint_quiet(painter: QPainter, stage: Stage, rect: QRectF, *, is_lit: bool, is_neuron: bool) -> None:
    """Draw a layer or neuron that is not there yet."""
    theme = stage.theme
    outline = QPen(QColor(theme.accent if is_lit else theme.quiet), 1.3)
    if is_neuron:
        outline.setDashPattern([3, 2.4])
    painter.setPen(outline)
    painter.setBrush(QColor(theme.hover if is_lit else theme.panel))
    painter.drawEllipse(rect.adjusted(0.7, 0.7, -0.7, -0.7))
    _paint_sign(painter, rect, theme.accent if is_lit else theme.quiet, is_plus=True)


def _paint_sign(painter: QPainter, rect: QRectF, colour: str, *, is_plus: bool) -> None:
    reach, centre = SIGN * min(rect.width(), rect.height()) / 2, rect.center()
    painter.setPen(pen(colour, 1.6))
    painter.drawLine(QLineF(centre.x() - reach, centre.y(), centre.x() + reach, centre.y()))
    if is_plus:
        painter.drawLine(QLineF(centre.x(), centre.y() - reach, centre.x(), centre.y() + reach))


def _paint_focus(painter: QPainter, stage: Stage, rect: QRectF) -> None:
    """Draw the ring around the control that has the keys."""
    painter.setPen(QPen(QColor(stage.theme.accent), 2.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    corner = min(rect.width(), rect.height()) / 2 + 2
    painter.drawRoundedRect(rect.adjusted(-2, -2, 2, 2), corner, corner)


def paint_doomed(painter: QPainter, stage: Stage) -> None:
    """Draw dashed and red what the control under the mouse would remove: neurons, their boxes, their lines."""
    layout, red = stage.layout, stage.theme.error_line
    doomed = [neuron for neuron in stage.doomed if layout.holds(neuron)]
    if not doomed:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(red, 1.6, (6.0, 4.0)))
    lines = _lines_of(stage, doomed)
    for _, (start, end) in zip(range(MAX_DOOMED_LINES), lines, strict=False):
        painter.drawLine(start, end)
    painter.setPen(pen(red, 2.2, (6.0, 4.0)))
    for neuron in doomed:
        painter.drawEllipse(layout.layers[neuron.layer].circle(neuron.index).adjusted(-3, -3, 3, 3))
        boxes = layout.layers[neuron.layer].boxes
        if boxes is not None:
            stack = boxes.rect(neuron.index, 0).united(boxes.rect(neuron.index, boxes.count - 1))
            painter.drawRoundedRect(stack.adjusted(-2, -2, 2, 2), 5, 5)


def _lines_of(stage: Stage, neurons: list[NeuronChoice]) -> Iterator[tuple[QPointF, QPointF]]:
    """Yield the lines into and out of neurons; a cut weight has none."""
    layout, sizes = stage.layout, stage.layout.network.sizes
    for layer, index in ((neuron.layer, neuron.index) for neuron in neurons):
        ends = [(layer, index, source) for source in range(sizes[layer - 1] if layer else 0)]
        ends += [(layer + 1, target, index) for target in range(sizes[layer + 1] if layer + 1 < len(sizes) else 0)]
        yield from (layout.link(*end) for end in ends if layout.parameter(*end) not in stage.shown.cut)
