"""Neurons, targets and the loss: circles with a small name and a large number."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bpgui.gui.diagram.geometry import Label, LayerPlace
from bpgui.gui.diagram.stage import CENTRE, LEFT, Stage, around
from bpgui.gui.theme import with_alpha
from bpgui.session.moment import Phase

#: How much of a circle's width a number may take; a name, being smaller, may take a little more.
NUMBER_SHARE, NAME_SHARE = 0.87, 0.94


def paint_frame(painter: QPainter, stage: Stage, place: LayerPlace, title: str, detail: str) -> None:
    """Draw a layer's dashed frame and the title above it, with its activation where there is room."""
    theme, corner = stage.theme, min(14 * stage.layout.unit, 18.0)
    frame = QPen(QColor(theme.hairline), 1.4)
    frame.setDashPattern([5, 4])
    painter.setPen(frame)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.frame, corner, corner)
    if place.title.height() < stage.layout.smallest:
        return
    size = stage.layout.title_text
    full = f"{title} · {detail}" if detail else title
    text = full if stage.ink.width(full, size) <= place.title.width() else title
    painter.setPen(QColor(theme.quiet))
    middle = place.frame.center().x()
    half = min(middle - place.title.left(), place.title.right() - middle)
    room = place.title
    if stage.ink.width(text, size) <= 2 * half:  # centred over its frame, unless only the gaps beside it hold it
        room = QRectF(middle - half, place.title.top(), 2 * half, place.title.height())
    stage.name(painter, room, text, size)


def paint_neurons(painter: QPainter, stage: Stage, layer: int, visible: QRectF) -> None:
    """Draw the neurons of a layer that can be seen."""
    place, shown = stage.layout.layers[layer], stage.shown
    fill = QColor(stage.theme.neuron(layer, len(stage.layout.layers)))
    lit = _lit(stage, layer)
    reach = place.radius + place.cell
    names = stage.layout.network.neuron_names[layer]
    for neuron, y in enumerate(place.ys.tolist()):
        if not visible.top() - reach < y < visible.bottom() + reach:
            continue
        centre = QPointF(place.x, y)
        disc(painter, centre, place.radius, fill, lit, min(5.0 * stage.layout.unit, 0.05 * place.cell + 1))
        value, delta = shown.activation(layer, neuron), shown.delta(layer, neuron)
        if place.label is Label.INSIDE:
            painter.setPen(QColor(stage.theme.ink))
            _paint_inside(painter, stage, centre, place.radius, names[neuron], value)
            if delta is not None:
                _paint_below(painter, stage, place, centre, delta, "δ ")
        elif place.label is Label.BESIDE:
            _paint_beside(painter, stage, place, centre, value, delta)


def _lit(stage: Stage, layer: int) -> QColor | None:
    """Return the colour of the halo of what the phase touches."""
    phase, last = stage.shown.phase, len(stage.layout.layers) - 1
    if (phase is Phase.FORWARD and layer) or (phase is Phase.LOSS and layer == last):
        return with_alpha(stage.theme.accent, 90)
    if phase is Phase.BACKWARD and layer:
        return with_alpha(stage.theme.error_line, 75)
    return None


def disc(
    painter: QPainter, centre: QPointF, radius: float, fill: QColor, halo: QColor | None, halo_width: float
) -> None:
    """Draw a filled circle, with a halo when it is lit."""
    painter.setPen(Qt.PenStyle.NoPen)
    if halo is not None:
        painter.setBrush(halo)
        painter.drawEllipse(centre, radius + halo_width, radius + halo_width)
    painter.setBrush(fill)
    painter.drawEllipse(centre, radius, radius)


def _paint_inside(
    painter: QPainter, stage: Stage, centre: QPointF, radius: float, name: str, value: float | None
) -> None:
    """Write name and number into a circle; a small one holds the number only."""
    small = stage.layout.smallest
    if radius < 1.9 * small:
        if value is not None:
            room = around(centre, _chord(radius, 0.3 * radius, NUMBER_SHARE), radius)
            stage.number(painter, room, value, 0.6 * radius, CENTRE)
        return
    size = max(0.33 * radius, small)
    lines = _name_lines(stage, name, radius, size)
    for k, line in enumerate(lines):
        dy = (-0.4 if len(lines) == 1 else (-0.62, -0.62 + 1.08 * size / radius)[k]) * radius
        stage.name(
            painter, around(centre + QPointF(0, dy), _chord(radius, abs(dy) + 0.42 * size), 1.3 * size), line, size
        )
    if value is not None:
        dy = (0.2 if len(lines) == 1 else 0.38) * radius
        text = (0.54 if len(lines) == 1 else 0.46) * radius
        stage.number(
            painter,
            around(centre + QPointF(0, dy), _chord(radius, dy + 0.3 * text, NUMBER_SHARE), text),
            value,
            text,
            CENTRE,
        )


def _name_lines(stage: Stage, name: str, radius: float, size: float) -> list[str]:
    """Break a name of several words in two, where it is too long for one line and there is room for two."""
    if (
        stage.ink.width(name, size) <= _chord(radius, 0.4 * radius + 0.42 * size)
        or radius < 2.6 * stage.layout.smallest
    ):
        return [name]
    words = name.split()
    return [name] if len(words) < 2 else [words[0], " ".join(words[1:])]


def _chord(radius: float, distance: float, share: float = NAME_SHARE) -> float:
    """Return how wide a circle is at this distance from its centre, less a little air."""
    return 2 * share * math.sqrt(max(radius * radius - distance * distance, 0.0))


def _paint_below(
    painter: QPainter, stage: Stage, place: LayerPlace, centre: QPointF, value: float, prefix: str
) -> None:
    """Write a red number below a circle: a delta, or what an output adds to the loss."""
    small = stage.layout.smallest
    height = 1.25 * max(min(0.36 * place.radius, 0.12 * place.cell), small)
    width = 2 * place.radius + min(12 * stage.layout.unit, small)
    room = around(centre + QPointF(0, place.radius + 0.58 * height), width, height)
    painter.setPen(QColor(stage.theme.error_line))
    stage.number(painter, room, value, height / 1.25, CENTRE, prefix)


def _paint_beside(
    painter: QPainter, stage: Stage, place: LayerPlace, centre: QPointF, value: float | None, delta: float | None
) -> None:
    """Write a small neuron's number to its right: its activation, or delta while the error flows back."""
    shown = value if delta is None else delta
    if shown is None:
        return
    small = stage.layout.smallest
    room = QRectF(centre.x() + place.radius + 0.2 * small, centre.y() - 0.6 * small, 0, 1.2 * small)
    room.setWidth(place.label_width - 0.3 * small)
    painter.setPen(QColor(stage.theme.text if delta is None else stage.theme.error_line))
    stage.number(painter, room, shown, small, LEFT)


def paint_targets(painter: QPainter, stage: Stage, title: str) -> None:
    """Draw each output's target beside it, and the thin line that compares them."""
    layout, theme, shown = stage.layout, stage.theme, stage.shown
    place, x = layout.layers[-1], layout.target_x
    is_lit = shown.phase is Phase.LOSS
    halo = with_alpha(theme.accent, 90) if is_lit else None
    line = QPen(QColor(theme.accent if is_lit else theme.target_line), 2.2 if is_lit else 1.4)
    ys = place.ys.tolist()
    painter.setPen(line)
    if shown.output_losses is None:
        painter.drawLine(QPointF(x, ys[-1]), QPointF(x, layout.loss.bottom()))
    else:  # the line would run through the losses below the circles
        painter.drawLine(QPointF(x, ys[0]), QPointF(x, layout.loss.bottom()))
    for y in ys:
        painter.drawLine(QPointF(place.port, y), QPointF(x, y))
    for output, y in enumerate(ys):
        centre, target = QPointF(x, y), float(shown.targets[output])
        disc(painter, centre, place.radius, QColor(theme.target), halo, min(5 * layout.unit, 0.05 * place.cell + 1))
        if place.label is Label.INSIDE:
            painter.setPen(QColor(theme.on_dark))
            _paint_inside(painter, stage, centre, place.radius, title, target)
            if shown.output_losses is not None:
                _paint_below(painter, stage, place, centre, float(shown.output_losses[output]), "L ")
        elif place.label is Label.BESIDE:
            small = layout.smallest
            room = QRectF(x + place.radius + 0.2 * small, y - 0.6 * small, place.label_width - 0.3 * small, 1.2 * small)
            painter.setPen(QColor(theme.target_line))
            stage.number(painter, room, target, small, LEFT)


def paint_loss(painter: QPainter, stage: Stage, title: str, short_title: str) -> None:
    """Draw the loss box, with the title that fits; hollow while the loss is not computed yet."""
    layout, theme, loss = stage.layout, stage.theme, stage.shown.loss
    rect, corner = layout.loss, min(6 * layout.unit, 0.2 * layout.loss.height())
    painter.setPen(Qt.PenStyle.NoPen)
    if stage.shown.phase is Phase.LOSS:
        painter.setBrush(with_alpha(theme.accent, 90))
        halo = min(5 * layout.unit, 6.0)
        painter.drawRoundedRect(rect.adjusted(-halo, -halo, halo, halo), corner + halo, corner + halo)
    painter.setBrush(QColor(theme.error if loss is not None else theme.panel))
    if loss is None:
        painter.setPen(QPen(QColor(theme.error_line), 1.4, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect, corner, corner)
    painter.setPen(QColor(theme.on_dark if loss is not None else theme.error_line))
    if rect.height() < 2.6 * layout.smallest:
        if loss is not None:
            stage.number(painter, rect.adjusted(4, 0, -4, 0), loss, layout.smallest, CENTRE)
        return
    upper, lower = (
        rect.adjusted(4, 0.06 * rect.height(), -4, -0.56 * rect.height()),
        rect.adjusted(4, 0.4 * rect.height(), -4, -2),
    )
    size = 0.25 * rect.height()
    is_short = stage.ink.width(title, max(size, layout.smallest)) > upper.width()
    stage.name(painter, upper, short_title if is_short else title, size)
    if loss is not None:
        stage.number(painter, lower, loss, 0.37 * rect.height(), CENTRE)
