"""The items of the scene: one for the lines of each layer pair, one for what stands on them, and what stands out."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bpgui.gui.diagram.draw.boxes import BoxPainter, paint_boxes
from bpgui.gui.diagram.draw.choice import DASHES, ChosenLines, lit_width, ringed
from bpgui.gui.diagram.draw.handles import paint_doomed, paint_handles
from bpgui.gui.diagram.draw.links import MANY, Lines
from bpgui.gui.diagram.draw.neurons import paint_folds, paint_loss, paint_neurons, paint_targets
from bpgui.gui.diagram.draw.notes import paint_band
from bpgui.gui.diagram.draw.pictures import paint_pictures
from bpgui.gui.diagram.draw.pre_activation import paint_card
from bpgui.gui.diagram.draw.stage import Numbers, Sheet, Stage, numbers_of, pen
from bpgui.gui.diagram.draw.still import Still
from bpgui.gui.diagram.draw.thinning import strongest
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import with_alpha

#: Lines between two layers up to which all those on the ways of a weight to the loss are lit.
MAX_ON_PATHS = 1200
#: How much of 255 of the ground lies over many lines while something is chosen.
RECEDING = 150


@guarded
class StageItem(QGraphicsItem):
    """An item as large as the scene; what it draws comes from the stage."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._size = stage.layout.size
        self.still = Still()

    def grow(self) -> None:
        """Cover the scene at its present size."""
        if self._size != self.stage.layout.size:
            self.prepareGeometryChange()
            self._size = self.stage.layout.size

    def boundingRect(self) -> QRectF:
        """Cover the whole scene: the view repaints all that can be seen at once."""
        return QRectF(0, 0, self._size.width(), self._size.height())

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw what can be seen."""
        self.draw(painter, option.exposedRect)

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw; the subclasses know what."""
        raise NotImplementedError


class LinksItem(StageItem):
    """All lines into one layer."""

    def __init__(self, stage: Stage, layer: int) -> None:
        super().__init__(stage)
        self._layer = layer
        self._layers = stage.layout.layers
        self._lines = Lines(stage.layout, layer)
        self._returns = Still()

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the lines, and the way back beside them."""
        stage, shown = self.stage, self.stage.shown
        if stage.layout.layers is not self._layers:
            self._lines, self._layers = Lines(stage.layout, self._layer), stage.layout.layers
        lines = self._lines
        room = lines.room.intersected(visible)
        if room.isEmpty():
            return
        tint = lines.tint(stage)
        groups = lines.groups(shown, tint.members)
        basis = (shown.phase, groups.tobytes(), self._layers, stage.ink, tint.colour, tint.members.tobytes())
        self.still.paint(
            painter,
            room,
            basis,
            lambda brush: lines.paint(brush, stage, groups, tint, visible),
            at_once=lines.is_thinned,
        )
        returns = lines.returns(shown)
        if returns.size:
            place = (self._layers, stage.ink, returns.tobytes())
            self._returns.paint(painter, room, place, lambda brush: lines.paint_returns(brush, stage, returns))


class NumberedItem(StageItem):
    """An item whose numbers are written anew each time, over a picture of the rest."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._numbers: list[Numbers] = []

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Show the picture and write the numbers."""
        stage = self.stage
        basis = (stage.shown.kind, stage.shown.locked.tobytes(), self.place(), stage.ink, stage.pictures is None)
        self.still.paint(painter, visible, basis, lambda brush: self._paint(Sheet(brush, stage, visible)))
        self.paint_between(painter, visible)
        for numbers in self._numbers:
            numbers.write(painter, stage)

    def paint_between(self, painter: QPainter, visible: QRectF) -> None:
        """Draw what changes from moment to moment and lies under the numbers."""

    def _paint(self, sheet: Sheet) -> None:
        self.compose(sheet)
        self._numbers = numbers_of(sheet)

    def place(self) -> object:
        """Return the part of the layout that it draws."""
        return self.stage.layout.layers

    def compose(self, sheet: Sheet) -> None:
        """Draw all but the numbers, and note where those go; the subclasses know what."""
        raise NotImplementedError


class BodyItem(NumberedItem):
    """Boxes, circles, targets and loss."""

    def paint_between(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the small pictures inside neurons."""
        paint_pictures(painter, self.stage, visible)

    def compose(self, sheet: Sheet) -> None:
        """Draw all layers and the end of the network."""
        shown = self.stage.shown
        for layer in range(len(self.stage.layout.layers)):
            paint_boxes(sheet, layer)
            paint_neurons(sheet, layer)
            paint_folds(sheet, layer)
        paint_targets(sheet, QCoreApplication.translate("Diagram", "target"))
        title = QCoreApplication.translate("Diagram", "Loss")
        full = QCoreApplication.translate("Diagram", "Loss, sample {n}").format(n=shown.sample + 1)
        paint_loss(sheet, full if shown.samples > 1 and not shown.is_tried else title, title)


class StackItem(NumberedItem):
    """The open stack of boxes."""

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the stack, if one is open."""
        if self.stage.layout.stack is not None:
            super().draw(painter, visible)

    def place(self) -> object:
        """Return the stack."""
        return self.stage.layout.stack

    def compose(self, sheet: Sheet) -> None:
        """Draw its boxes, and how many are left out."""
        layout = self.stage.layout
        stack = layout.stack
        if stack is None:
            return
        box = BoxPainter(sheet, stack.layer, stack.neuron, rows=1, is_wide=stack.is_wide)
        for rect, slot in zip(stack.rects, range(stack.first, layout.slots(stack.layer)), strict=False):
            box.paint(rect, layout.parameter(stack.layer, stack.neuron, slot))
        if stack.left_out:
            sheet.painter.setPen(QColor(self.stage.theme.quiet))
            text = QCoreApplication.translate("Diagram", "{n} more").format(n=stack.left_out)
            sheet.name(stack.more, text, layout.smallest)


class HighlightItem(StageItem):
    """The lines of the hovered or chosen neuron, or the one of a weight and all on its ways to the loss."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._beside = ChosenLines()

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw these lines again, in the accent colour."""
        stage, layers = self.stage, self.stage.layout.layers
        if stage.chosen is not None:
            self._recede(painter)
        self._beside.paint(painter, stage, visible)
        neuron = stage.focus_neuron()
        if neuron is not None:
            if neuron.layer:
                sources = layers[neuron.layer - 1].shown.tolist()
                self._fan(painter, [(neuron.layer, neuron.index, source) for source in sources])
            if neuron.layer + 1 < len(layers):
                targets = layers[neuron.layer + 1].shown.tolist()
                self._fan(painter, [(neuron.layer + 1, target, neuron.index) for target in targets])
            return
        choice = stage.hovered if isinstance(stage.hovered, ParameterChoice) else stage.chosen
        if isinstance(choice, ParameterChoice):
            parameter = stage.layout.network.parameters[choice.index]
            self._paths(painter, parameter.layer, parameter.destination)
            self._line_of(painter, choice.index)

    def _recede(self, painter: QPainter) -> None:
        """Let the lines fade where there are many, so that those of the choice are seen."""
        layout = self.stage.layout
        for before, place in pairwise(layout.layers):
            if len(before.shown) * len(place.shown) > MANY:
                left = before.port
                right = place.x - place.radius if place.boxes is None else place.boxes.left
                room = QRectF(left, place.frame.top() + 2, right - left, place.frame.height() - 4)
                painter.fillRect(room, with_alpha(self.stage.theme.panel, RECEDING))

    def _fan(self, painter: QPainter, lines: list[tuple[int, int, int]]) -> None:
        """Draw the lines on one side of a neuron: of many the strongest, and thinner."""
        if len(lines) <= MANY:
            for line in lines:
                self._line(painter, *line)
            return
        weights = [self.stage.layout.parameter(*line) for line in lines]
        for k in map(int, strongest(self.stage.shown.thickness[weights], MANY)):
            self._line(painter, *lines[k], width=lambda _, thickness: 1.0 + 0.8 * thickness)

    def _line_of(self, painter: QPainter, index: int) -> None:
        """Draw the line of a weight; a bias has none."""
        parameter = self.stage.layout.network.parameters[index]
        if parameter.source is not None:
            self._line(painter, parameter.layer, parameter.destination, parameter.source)

    def _paths(self, painter: QPainter, layer: int, neuron: int) -> None:
        """Draw every line between a neuron and the loss: its way through the layers above (figures 11 and 14)."""
        layers = self.stage.layout.layers
        for above in range(layer + 1, len(layers)):
            if len(layers[above - 1].shown) * len(layers[above].shown) > MAX_ON_PATHS:
                return
            sources = [neuron] if above == layer + 1 else layers[above - 1].shown.tolist()
            for source in sources:
                for target in layers[above].shown.tolist():
                    self._line(painter, above, target, source)

    def _line(
        self,
        painter: QPainter,
        layer: int,
        neuron: int,
        source: int,
        width: Callable[[Stage, float], float] = lit_width,
    ) -> None:
        stage = self.stage
        index = stage.layout.parameter(layer, neuron, source)
        if index in stage.shown.cut:  # no line is there
            return
        dashes = DASHES if stage.shown.parameter(index) < 0 else ()
        painter.setPen(pen(stage.theme.accent, width(stage, float(stage.shown.thickness[index])), dashes))
        painter.drawLine(*stage.layout.link(layer, neuron, source))


class TopItem(StageItem):
    """What stands above all else: cards of neurons, the ring of the choice, the band below all, controls."""

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw card, ring and band."""
        stage = self.stage
        for choice in dict.fromkeys((stage.chosen, stage.hovered)):
            if isinstance(choice, NeuronChoice) and stage.layout.rect(choice) is not None:
                paint_card(painter, stage, choice)
        beside = stage.also if stage.band is None else stage.caught
        hovered, chosen = ([] if choice is None else [choice] for choice in (stage.hovered, stage.chosen))
        seen = visible.adjusted(-9, -9, 9, 9)  # a ring reaches beyond what it is around
        for choices, width in ((hovered, 1.5), (beside, 2.0), (chosen, 3.0)):
            for rect, is_box in ringed(stage.layout, choices):
                if rect.intersects(seen):
                    self._draw_ring(painter, rect, width, is_box=is_box)
        paint_band(painter, stage)
        if stage.band is not None:
            self._draw_rubber_band(painter, stage.band)
        paint_doomed(painter, self.stage)
        paint_handles(painter, self.stage)

    def _draw_ring(self, painter: QPainter, rect: QRectF, width: float, *, is_box: bool) -> None:
        """Draw the ring of the choice, three pixels of accent with a little ground between, or the hover's thin one."""
        gap = 3.0 if rect.height() > 20 else 2.0
        painter.setPen(QPen(QColor(self.stage.theme.accent), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = rect.adjusted(-gap, -gap, gap, gap)
        if is_box:
            corner = min(5 * self.stage.layout.unit, 0.24 * rect.height()) + gap
            painter.drawRoundedRect(ring, corner, corner)
        else:
            painter.drawEllipse(ring)

    def _draw_rubber_band(self, painter: QPainter, band: QRectF) -> None:
        """Draw the area in which everything will be chosen, so that what is below can be read."""
        accent = QColor(self.stage.theme.accent)
        painter.setPen(QPen(accent, 1))
        accent.setAlphaF(0.12)
        painter.setBrush(accent)
        painter.drawRect(band)


def all_items(stage: Stage) -> list[StageItem]:
    """Return the items of a network, from the ground up."""
    links = [LinksItem(stage, layer) for layer in range(1, len(stage.layout.layers))]
    return [*links, HighlightItem(stage), BodyItem(stage), StackItem(stage), TopItem(stage)]
