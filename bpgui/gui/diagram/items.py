"""The items of the scene: one for the lines and boxes of each layer pair, one for each layer, one for the end, and
what stands out among them."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from bpgui.gui.diagram.boxes import BoxPainter, paint_boxes
from bpgui.gui.diagram.geometry import Label
from bpgui.gui.diagram.links import Lines
from bpgui.gui.diagram.neurons import paint_loss, paint_neurons, paint_targets
from bpgui.gui.diagram.notes import paint_band
from bpgui.gui.diagram.stage import LEFT, Stage, pen
from bpgui.gui.selection import NeuronChoice, ParameterChoice


class StageItem(QGraphicsItem):
    """An item as large as the scene; what it draws comes from the stage."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.stage = stage
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._size = stage.layout.size

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
    """All lines into one layer, and its boxes."""

    def __init__(self, stage: Stage, layer: int) -> None:
        super().__init__(stage)
        self._layer = layer
        self._layers = stage.layout.layers
        self._lines = Lines(stage.layout, layer)
        self._painted: tuple[object, ...] = ()
        self._picture: QPixmap | None = None

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the lines, the way back beside them, and the boxes."""
        layout, shown = self.stage.layout, self.stage.shown
        if layout.layers is not self._layers:
            self._lines, self._layers = Lines(layout, self._layer), layout.layers
        if self._lines.is_dense:
            self._paint_dense(painter, visible)
        else:
            self._lines.paint(painter, self.stage)
        if shown.deltas is not None and self._layer > 1:
            self._lines.paint_returns(painter, self.stage)
        paint_boxes(painter, self.stage, self._layer, visible)

    def _paint_dense(self, painter: QPainter, visible: QRectF) -> None:
        """Draw thousands of lines; a second time, with nothing of them changed, from a picture of the first."""
        look = (self.stage.shown, self._layers, self.stage.theme, visible.getRect())
        if look != self._painted:
            self._painted, self._picture = look, None
            self._lines.paint(painter, self.stage)
            return
        if self._picture is None:
            ratio = painter.device().devicePixelRatioF()
            self._picture = QPixmap((visible.size() * ratio).toSize())
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            pen = QPainter(self._picture)
            pen.setRenderHints(painter.renderHints())
            pen.translate(-visible.topLeft())
            self._lines.paint(pen, self.stage)
            pen.end()
        painter.drawPixmap(visible.topLeft(), self._picture)


class LayerItem(StageItem):
    """The circles of one layer."""

    def __init__(self, stage: Stage, layer: int) -> None:
        super().__init__(stage)
        self._layer = layer

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the neurons."""
        paint_neurons(painter, self.stage, self._layer, visible)


class EndItem(StageItem):
    """Targets, loss, and the band below all layers."""

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw the end of the network."""
        paint_targets(painter, self.stage, QCoreApplication.translate("Diagram", "target"))
        title = QCoreApplication.translate("Diagram", "Loss")
        full = QCoreApplication.translate("Diagram", "Loss, sample {n}").format(n=self.stage.shown.sample + 1)
        paint_loss(painter, self.stage, full if self.stage.shown.samples > 1 else title, title)
        paint_band(painter, self.stage)


class HighlightItem(StageItem):
    """The lines of the hovered or chosen neuron, or the one of a weight."""

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw these lines again, in the accent colour."""
        stage = self.stage
        neuron = stage.focus_neuron()
        if neuron is not None:
            for source in range(stage.layout.network.sizes[neuron.layer - 1] if neuron.layer else 0):
                self._line(painter, neuron.layer, neuron.index, source)
            if neuron.layer + 1 < len(stage.layout.layers):
                for target in range(stage.layout.network.sizes[neuron.layer + 1]):
                    self._line(painter, neuron.layer + 1, target, neuron.index)
            return
        choice = stage.hovered if isinstance(stage.hovered, ParameterChoice) else stage.chosen
        if isinstance(choice, ParameterChoice):
            parameter = stage.layout.network.parameters[choice.index]
            if parameter.source is not None:
                self._line(painter, parameter.layer, parameter.destination, parameter.source)

    def _line(self, painter: QPainter, layer: int, neuron: int, source: int) -> None:
        stage = self.stage
        index = stage.layout.parameter(layer, neuron, source)
        width = 1.4 + 2.2 * float(stage.shown.thickness[index]) * min(max(stage.layout.unit, 0.8), 1.4)
        dashes = (7.0, 4.0) if stage.shown.parameter(index) < 0 else ()
        painter.setPen(pen(stage.theme.accent, width, dashes))
        painter.drawLine(*stage.layout.link(layer, neuron, source))


class TopItem(StageItem):
    """What stands above all else: the open stack of boxes, the name of a tiny neuron, the ring of the choice."""

    def draw(self, painter: QPainter, visible: QRectF) -> None:
        """Draw stack, name and ring."""
        self._draw_stack(painter)
        neuron = self.stage.focus_neuron()
        if neuron is not None and self.stage.layout.layers[neuron.layer].label is not Label.INSIDE:
            self._draw_name(painter, neuron)
        choice = self.stage.chosen
        rect = None if choice is None else self.stage.layout.rect(choice)
        if rect is not None:
            self._draw_ring(painter, rect, is_box=isinstance(choice, ParameterChoice))

    def _draw_stack(self, painter: QPainter) -> None:
        layout = self.stage.layout
        stack = layout.stack
        if stack is None:
            return
        box = BoxPainter(self.stage, stack.layer, stack.neuron, rows=1, is_wide=stack.is_wide)
        for rect, slot in zip(stack.rects, range(stack.first, layout.slots(stack.layer)), strict=False):
            box.paint(painter, rect, layout.parameter(stack.layer, stack.neuron, slot))
        if stack.left_out:
            painter.setPen(QColor(self.stage.theme.quiet))
            text = QCoreApplication.translate("Diagram", "{n} more").format(n=stack.left_out)
            self.stage.name(painter, stack.more, text, layout.smallest)

    def _draw_name(self, painter: QPainter, neuron: NeuronChoice) -> None:
        """Write name and number of a neuron that is too small for them beside it."""
        stage = self.stage
        place, small = stage.layout.layers[neuron.layer], stage.layout.smallest
        name = stage.layout.network.neuron_names[neuron.layer][neuron.index]
        value = stage.shown.activation(neuron.layer, neuron.index)
        number = "" if value is None else stage.ink.number(value, stage.digits, 12 * small, small, small)[0]
        width = stage.ink.width(f"{name} {number}", small) + small
        y = float(place.ys[neuron.index])
        rect = QRectF(place.x + place.radius + 3, y - 0.8 * small, width, 1.6 * small)
        if rect.right() > stage.layout.size.width():
            return
        painter.setPen(QPen(QColor(stage.theme.hairline), 1))
        painter.setBrush(QColor(stage.theme.panel))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QColor(stage.theme.text))
        painter.setFont(stage.ink.font(int(small)))
        painter.drawText(rect.adjusted(0.5 * small, 0, 0, 0), LEFT, f"{name} {number}")

    def _draw_ring(self, painter: QPainter, rect: QRectF, *, is_box: bool) -> None:
        """Draw the ring of the choice: three pixels of accent, with a little ground between."""
        gap = 3.0 if rect.height() > 20 else 2.0
        painter.setPen(QPen(QColor(self.stage.theme.accent), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ring = rect.adjusted(-gap, -gap, gap, gap)
        if is_box:
            corner = min(5 * self.stage.layout.unit, 0.24 * rect.height()) + gap
            painter.drawRoundedRect(ring, corner, corner)
        else:
            painter.drawEllipse(ring)


def all_items(stage: Stage) -> list[StageItem]:
    """Return the items of a network, from the ground up."""
    layers = range(len(stage.layout.layers))
    return [
        *(LinksItem(stage, layer) for layer in layers[1:]),
        HighlightItem(stage),
        *(LayerItem(stage, layer) for layer in layers),
        EndItem(stage),
        TopItem(stage),
    ]
