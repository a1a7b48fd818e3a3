"""Neurons, targets and the loss: circles with a small name and a large number."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from bpgui.gui.diagram.arrange.geometry import LayerPlace, NumberPlace
from bpgui.gui.diagram.arrange.handles import MIN_TITLE, title_room
from bpgui.gui.diagram.arrange.layout import LOSS_LINES
from bpgui.gui.diagram.draw.inside import holds_names, paint_inside, paint_split
from bpgui.gui.diagram.draw.pictures import leave_number
from bpgui.gui.diagram.draw.pre_activation import ZPlace, paint_above, z_place
from bpgui.gui.diagram.draw.shown import NumberKind
from bpgui.gui.diagram.draw.stage import CENTRE, LEFT, Sheet, Stage, around, write_name
from bpgui.gui.document.selection import NeuronChoice
from bpgui.gui.widgets.theme import with_alpha
from bpgui.session.step.moment import Phase

#: In heights of a title: the room of the sign behind it that it opens a menu.
CHEVRON = 1.3
SLACK = 0.4


def paint_frame(painter: QPainter, stage: Stage, layer: int, title: str, detail: str) -> None:
    """Draw a layer's dashed frame and the title above it, with its activation where there is room.

    Of a layer too narrow for both there is its number alone.
    """
    theme, corner, place = stage.theme, min(14 * stage.layout.unit, 18.0), stage.layout.layers[layer]
    size = max(int(stage.layout.title_text), int(stage.layout.smallest))  # as `write_name` writes it
    room, sign = title_room(place), CHEVRON * size if stage.has_controls else 0.0
    if room.width() < MIN_TITLE * size:
        _paint_layer_number(painter, stage, layer)
        return
    frame = QPen(QColor(theme.hairline), 1.4)
    frame.setDashPattern([5, 4])
    painter.setPen(frame)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(place.frame, corner, corner)
    if place.title.height() < stage.layout.smallest:
        return
    full = f"{title} · {detail}" if detail else title
    text = full if stage.ink.width(full, size) + sign <= place.title.width() else title
    width = stage.ink.width(text, size)
    if width + sign > place.title.width():  # rather the whole name than the sign
        sign = 0.0
    width += sign
    if width > room.width():  # centred over its frame, unless only the gaps beside it hold it
        room = place.title
    width = min(width, room.width())
    left = min(max(place.frame.center().x() - width / 2, room.left()), room.right() - width)
    painter.setPen(QColor(theme.quiet))
    slack = SLACK * size  # glyphs of small sizes are wider than their measure says
    rect = QRectF(left, room.top(), width - sign + slack, room.height())
    write_name(painter, stage, rect, text, size, LEFT, Qt.TextElideMode.ElideMiddle)  # its number is at its end
    if sign:
        _paint_chevron(painter, QPointF(left + width - 0.4 * size, room.center().y() + 0.1 * size), 0.3 * size)


def _paint_layer_number(painter: QPainter, stage: Stage, layer: int) -> None:
    """Write a hidden layer's number above its neurons, as its full title says it, where the layers are not too near."""
    layers, small = stage.layout.layers, stage.layout.smallest
    place, text = layers[layer], str(layer)
    if not 0 < layer < len(layers) - 1 or place.title.height() < small:
        return
    if stage.ink.width(str(len(layers)), small) + 4 <= place.title.width() + 10:  # with what is kept free beside it
        painter.setPen(QColor(stage.theme.quiet))
        room = QRectF(place.frame.center().x() - 2 * small, place.frame.top() - 1.2 * small, 4 * small, 1.2 * small)
        write_name(painter, stage, room, text, small)


def _paint_chevron(painter: QPainter, centre: QPointF, reach: float) -> None:
    """Draw the sign of something that opens a menu, in the painter's colour."""
    painter.drawPolyline(
        [centre + QPointF(-reach, -reach / 2), centre + QPointF(0, reach / 2), centre + QPointF(reach, -reach / 2)]
    )


def paint_neurons(sheet: Sheet, layer: int) -> None:
    """Draw the neurons of a layer that can be seen."""
    painter, stage, visible = sheet.painter, sheet.stage, sheet.visible
    place, network, layers = stage.layout.layers[layer], stage.layout.network, len(stage.layout.layers)
    fill, lit = QColor(stage.theme.neuron(layer, layers)), _lit(stage, layer)
    is_lit, there = stage.shown.is_lit(layer).tolist(), stage.shown.part(stage.shown.has_activation, layer).tolist()
    halo, reach = min(5.0 * stage.layout.unit, 0.05 * place.cell + 1), place.radius + place.cell
    first = sum(network.sizes[:layer])
    has_delta = stage.shown.part(stage.shown.has_delta, layer).tolist()
    if stage.shown.deltas is None or not layer:
        has_delta = [False] * len(has_delta)
    z, names = z_place(stage, layer), network.shown_names[layer] if holds_names(stage, layer) else ()
    for row, (neuron, y) in enumerate(zip(place.shown.tolist(), place.ys[place.shown].tolist(), strict=True)):
        if not visible.top() - reach < y < visible.bottom() + reach:
            continue
        centre, index = QPointF(place.x, y), first + neuron
        if there[neuron]:
            disc(painter, centre, place.radius, fill, lit if is_lit[neuron] else None, halo)
        else:
            _paint_hollow(painter, stage, centre, place.radius)
        if names:
            painter.setPen(QColor(stage.theme.ink if there[neuron] else stage.theme.quiet))
            sheet.name(around(centre, 2 * place.radius, place.radius), names[neuron], stage.layout.smallest)
        _paint_numbers(
            sheet, centre, NeuronChoice(layer, neuron), z, has_number=there[neuron], has_delta=has_delta[neuron]
        )
        if there[neuron] and z is ZPlace.ABOVE:
            paint_above(sheet, place, row, index - network.inputs)


def _paint_numbers(
    sheet: Sheet, centre: QPointF, neuron: NeuronChoice, z: ZPlace, *, has_number: bool, has_delta: bool
) -> None:
    """Leave room for the numbers of a neuron inside its circle or beside it, and for its delta."""
    stage, network = sheet.stage, sheet.stage.layout.network
    place, index = stage.layout.layers[neuron.layer], sum(network.sizes[: neuron.layer]) + neuron.index
    delta = index - network.inputs
    if place.label is NumberPlace.INSIDE:
        sheet.painter.setPen(QColor(stage.theme.ink if has_number else stage.theme.quiet))
        name = network.shown_names[neuron.layer][neuron.index]
        if stage.pictures is not None and neuron.layer and has_number:
            leave_number(sheet, centre, place.radius, NumberKind.ACTIVATION, index)
        elif z is ZPlace.INSIDE and has_number:
            paint_split(sheet, centre, place.radius, name, delta, index)
        else:
            paint_inside(sheet, centre, place.radius, name, NumberKind.ACTIVATION if has_number else None, index)
        if has_delta:
            _paint_below(sheet, place, centre, NumberKind.DELTA, delta, "δ ")
    elif place.label is NumberPlace.BESIDE:
        if has_delta:
            _paint_beside(sheet, place, centre, stage.theme.error_line, NumberKind.DELTA, delta, "δ ")
        elif has_number:
            _paint_beside(sheet, place, centre, stage.theme.text, NumberKind.ACTIVATION, index)


def paint_folds(sheet: Sheet, layer: int) -> None:
    """Draw the rows of a layer in which several neurons are folded: how many there are."""
    painter, stage = sheet.painter, sheet.stage
    small = stage.layout.smallest
    for fold in stage.layout.layers[layer].folds:
        painter.setPen(QPen(QColor(stage.theme.hairline), 1))
        painter.setBrush(QColor(stage.theme.window))
        painter.drawRoundedRect(fold.rect, 4, 4)
        painter.setPen(QColor(stage.theme.quiet))
        more = QCoreApplication.translate("Diagram", "{n} more").format(n=fold.count)
        texts = (f"… {more} …", f"⋮ {fold.count}", "⋮")
        fitting = (text for text in texts if stage.ink.width(text, small) <= fold.rect.width() - 4)
        if fold.rect.height() >= 0.9 * small:
            sheet.name(fold.rect, next(fitting, ""), small)


def _lit(stage: Stage, layer: int) -> QColor | None:
    """Return the colour of the halo of what the phase computes in a layer; an update lights boxes instead."""
    if not layer or stage.shown.phase in (Phase.REST, Phase.UPDATE):
        return None
    is_back = stage.shown.phase is Phase.BACKWARD
    return with_alpha(stage.theme.error_line, 75) if is_back else with_alpha(stage.theme.accent, 90)


def _paint_hollow(painter: QPainter, stage: Stage, centre: QPointF, radius: float) -> None:
    """Draw the place of a neuron that is not computed yet."""
    outline = QPen(QColor(stage.theme.quiet), 1.2)
    outline.setDashPattern([4, 3])
    painter.setPen(outline)
    painter.setBrush(QColor(stage.theme.panel))
    painter.drawEllipse(centre, radius - 0.6, radius - 0.6)


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


def _paint_below(
    sheet: Sheet, place: LayerPlace, centre: QPointF, quantity: NumberKind, index: int, prefix: str
) -> None:
    """Leave room for a red number below a circle: a delta, or what an output adds to the loss."""
    layout, small = sheet.stage.layout, sheet.stage.layout.smallest
    height = 1.25 * max(min(0.36 * place.radius, 0.12 * place.cell), small)
    width = 2 * place.radius + (
        min(24 * layout.unit, 3 * small) if place.boxes is None else min(12 * layout.unit, small)
    )
    room = around(centre + QPointF(0, place.radius + 0.58 * height), width, height)
    sheet.painter.setPen(QColor(sheet.stage.theme.error_line))
    sheet.number(room, quantity, index, height / 1.25, CENTRE, prefix)


def _paint_beside(
    sheet: Sheet, place: LayerPlace, centre: QPointF, colour: str, quantity: NumberKind, index: int, prefix: str = ""
) -> None:
    """Leave room for a small neuron's number to its right."""
    small = sheet.stage.layout.smallest
    left, width = centre.x() + place.radius + 0.2 * small, place.label_width - 0.3 * small
    sheet.painter.setPen(QColor(colour))
    room = QRectF(left, centre.y() - 0.6 * small, width, 1.2 * small)
    sheet.number(room, quantity, index, small, LEFT, prefix)


def paint_targets(sheet: Sheet, title: str) -> None:
    """Draw each output's target beside it, and the thin line that compares them."""
    painter, stage = sheet.painter, sheet.stage
    layout, theme, place, x = stage.layout, stage.theme, stage.layout.layers[-1], stage.layout.target_x
    shown = stage.shown
    is_lit, has_losses = shown.phase is Phase.LOSS, shown.output_losses is not None
    lit = shown.is_lit(len(layout.layers) - 1).tolist()
    outputs, ys = place.shown.tolist(), place.ys[place.shown].tolist()
    painter.setPen(QPen(QColor(theme.accent if is_lit else theme.target_line), 2.2 if is_lit else 1.4))
    # with losses below the circles, the line would run through them
    painter.drawLine(QPointF(x, ys[0] if has_losses else ys[-1]), QPointF(x, layout.loss.bottom()))
    painter.drawLines([QLineF(place.port, y, x, y) for y in ys])
    halo = with_alpha(theme.accent, 90) if is_lit else None
    for output, y in zip(outputs, ys, strict=True):
        centre = QPointF(x, y)
        own_halo = halo if lit[output] else None
        quantity = None if np.isnan(shown.targets[output]) else NumberKind.TARGET  # what is tried may have none
        disc(painter, centre, place.radius, QColor(theme.target), own_halo, min(5 * layout.unit, 0.05 * place.cell + 1))
        if place.label is NumberPlace.INSIDE:
            painter.setPen(QColor(theme.on_dark))
            paint_inside(sheet, centre, place.radius, title, quantity, output)
            if output < shown.losses_done:
                _paint_below(sheet, place, centre, NumberKind.OUTPUT_LOSS, output, "L ")
        elif place.label is NumberPlace.BESIDE and quantity is not None:
            _paint_beside(sheet, place, centre, theme.target_line, quantity, output)


def paint_loss(sheet: Sheet, title: str, short_title: str) -> None:
    """Draw the loss box, with the title that fits; hollow while the loss is not computed yet."""
    painter, stage = sheet.painter, sheet.stage
    layout, theme, has_loss = stage.layout, stage.theme, stage.shown.loss is not None
    rect, corner = layout.loss, min(6 * layout.unit, 0.2 * layout.loss.height())
    painter.setPen(Qt.PenStyle.NoPen)
    if stage.shown.phase is Phase.LOSS and has_loss:
        painter.setBrush(with_alpha(theme.accent, 90))
        halo = min(5 * layout.unit, 6.0)
        painter.drawRoundedRect(rect.adjusted(-halo, -halo, halo, halo), corner + halo, corner + halo)
    painter.setBrush(QColor(theme.error if has_loss else theme.panel))
    if not has_loss:
        painter.setPen(QPen(QColor(theme.error_line), 1.4, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(rect, corner, corner)
    painter.setPen(QColor(theme.on_dark if has_loss else theme.error_line))
    number, size = rect.adjusted(4, 0, -4, 0), layout.smallest
    if rect.height() >= LOSS_LINES * layout.smallest:
        upper = rect.adjusted(4, 0.06 * rect.height(), -4, -0.56 * rect.height())
        small = max(int(min(0.25 * rect.height(), upper.width() / stage.ink.width(title, 1.0))), layout.smallest)
        is_short = stage.ink.width(title, small) > upper.width()
        sheet.name(upper, short_title if is_short else title, 0.25 * rect.height() if is_short else small)
        number, size = rect.adjusted(4, 0.4 * rect.height(), -4, -2), 0.37 * rect.height()
    if has_loss:
        sheet.number(number, NumberKind.LOSS, 0, size, CENTRE)
