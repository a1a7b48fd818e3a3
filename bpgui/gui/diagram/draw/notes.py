"""The band below the layers: the way the error flows, and what there is to say of the moment."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from bpgui.gui.diagram.draw.shown import Shown
from bpgui.gui.diagram.draw.stage import Stage, around, write_name
from bpgui.gui.diagram.draw.thinning import is_thinned
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.widgets.words import stage_word
from bpgui.session.basics.numbers import display, readable
from bpgui.session.formulas.formula_text import STAGE_SYMBOLS
from bpgui.session.step.moment import Phase


def note(stage: Stage) -> tuple[str, str]:
    """Return what the band says, and in which colour."""
    shown, theme = stage.shown, stage.theme
    if shown.is_preview:
        return QCoreApplication.translate("Diagram", "preview, not kept yet"), theme.accent
    if shown.walked is not None and shown.samples > 1:
        is_red = shown.phase in (Phase.BACKWARD, Phase.UPDATE)
        return "  ·  ".join(_of_batch(stage)), theme.error_line if is_red else theme.quiet
    if shown.is_updated:
        return _updated(shown), theme.quiet
    if shown.stage:
        return _stage(shown), theme.text
    if shown.phase is Phase.BACKWARD:
        return QCoreApplication.translate("Diagram", "error flows back"), theme.error_line
    if is_thinned(stage.layout):
        return QCoreApplication.translate("Diagram", "of many lines the strongest are drawn"), theme.quiet
    return "", theme.quiet


def _of_batch(stage: Stage) -> Iterator[str]:
    """Yield which sample is shown, where the walk of the batch stands, and what the gradients are of."""
    shown = stage.shown
    if shown.phase is Phase.REST or shown.is_outside_batch:
        yield _elsewhere(shown)
    elif shown.is_updated:
        yield _updated(shown)
    elif shown.phase is Phase.UPDATE:
        yield QCoreApplication.translate("Diagram", "values, δ: of sample {n}").format(n=shown.sample + 1)
    else:
        yield _place(shown)
    if shown.is_updated:
        return
    if shown.stage:
        yield _stage(shown)
    if shown.phase is Phase.UPDATE and shown.batch > 1:
        text = QCoreApplication.translate("Diagram", "∂: mean of {batch} samples")
        yield text.format(batch=shown.batch)
    elif shown.seconds is not None:
        yield QCoreApplication.translate("Diagram", "∂: of sample {n}").format(n=shown.sample + 1)
    if shown.phase is Phase.REST or shown.so_far is None or shown.batch == 1:
        return
    if isinstance(stage.chosen, ParameterChoice):
        name, value = shown.network.parameters[stage.chosen.index].name, float(shown.so_far()[stage.chosen.index])
        text = QCoreApplication.translate("Diagram", "∂ of {name}, batch so far: {value} (sum of {done} ÷ {batch})")
        yield text.format(name=name, value=readable(display(value, stage.digits)), done=shown.done, batch=shown.batch)


def _stage(shown: Shown) -> str:
    """Say which inner value of the update the boxes of the lit neuron show: "m̂: m, corrected"."""
    return f"{STAGE_SYMBOLS[shown.stage]}: {stage_word(shown.stage)}"


def _updated(shown: Shown) -> str:
    """Say that what flowed forward did so with the old parameters still."""
    if shown.samples == 1:
        return QCoreApplication.translate("Diagram", "updated: values, loss and δ are of the old weights")
    text = QCoreApplication.translate("Diagram", "updated: values, loss and δ of sample {n} are of the old weights")
    return text.format(n=shown.sample + 1)


def _elsewhere(shown: Shown) -> str:
    """Say of another sample than the walked one that it is shown for itself."""
    if shown.is_tried:
        text = QCoreApplication.translate("Diagram", "an input that is tried; the walk is at sample {walked}")
    elif shown.phase is Phase.UPDATE:
        text = QCoreApplication.translate("Diagram", "sample {n} is not in this batch")
    elif shown.is_outside_batch:
        text = QCoreApplication.translate("Diagram", "sample {n} is not in this batch; the walk is at sample {walked}")
    else:
        text = QCoreApplication.translate("Diagram", "sample {n}, as at rest; the walk is at sample {walked}")
    return text.format(n=shown.sample + 1, walked=(shown.walked or 0) + 1)


def _place(shown: Shown) -> str:
    text = QCoreApplication.translate("Diagram", "sample {n} ({place} of {batch} in this batch)")
    if shown.is_shuffled:
        text = QCoreApplication.translate("Diagram", "sample {n} ({place} of {batch} in this batch, shuffled)")
    return text.format(n=shown.sample + 1, place=shown.place, batch=shown.batch)


def paint_band(painter: QPainter, stage: Stage) -> None:
    """Draw the arrow of the error while it flows back, and the note in its middle."""
    band, size = stage.layout.band, stage.layout.title_text
    if band.height() < stage.layout.smallest:
        return
    text, colour = note(stage)
    middle = QPointF(band.center().x(), band.center().y() + 0.1 * size)
    width = min(stage.ink.width(text, size) + 2 * size, band.width())
    if stage.shown.phase is Phase.BACKWARD:
        _paint_arrow(painter, stage, band, middle, width)
    if text:
        painter.setPen(QColor(colour))
        write_name(painter, stage, around(middle, width, 1.6 * size), text, size)


def _paint_arrow(painter: QPainter, stage: Stage, band: QRectF, middle: QPointF, gap: float) -> None:
    """Draw an arrow from the loss back to the first computed layer, leaving room for the words."""
    unit = min(max(stage.layout.unit, 0.7), 1.3)
    red = QColor(stage.theme.error_line)
    start, end = stage.layout.target_x, stage.layout.layers[0].x
    left = min(end, middle.x() - gap / 2 - 40 * unit)
    right = max(start, middle.x() + gap / 2 + 20 * unit)
    left, right = max(left, band.left()), min(right, band.right())
    painter.setPen(QPen(red, 2.2 * unit))
    y, head = middle.y(), 13 * unit
    painter.drawLine(QPointF(right, y), QPointF(middle.x() + gap / 2, y))
    painter.drawLine(QPointF(middle.x() - gap / 2, y), QPointF(left + head * 0.8, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(red)
    painter.drawPolygon(
        QPolygonF([QPointF(left, y), QPointF(left + head, y - 0.5 * head), QPointF(left + head, y + 0.5 * head)])
    )
