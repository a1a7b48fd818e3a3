"""The diagram as a picture that is always right: it listens to the document, lays the network out in the room there
is, and repaints at most once a frame. What mouse and keys do with it is in view.py."""

import time
from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from bpgui.engine.network import Network
from bpgui.gui.diagram.arrange.folds import Folding, looked_at
from bpgui.gui.diagram.arrange.geometry import Layout, open_stack
from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange, can_show_all, is_small, text_sizes
from bpgui.gui.diagram.draw.ink import Ink
from bpgui.gui.diagram.draw.items import StageItem, all_items
from bpgui.gui.diagram.draw.neurons import paint_frame
from bpgui.gui.diagram.draw.shown import pull
from bpgui.gui.diagram.draw.slide import Slide
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.diagram.draw.still import Still
from bpgui.gui.diagram.touch.tips import summary
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice
from bpgui.gui.pictures.drawing import Drawing
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.i18n import follows_language
from bpgui.gui.widgets.theme import LIGHT, look
from bpgui.gui.widgets.words import activation_word, layer_title
from bpgui.session.step.moment import Phase

#: Milliseconds in which changes of the moment are gathered into one repaint.
FRAME = 8
#: Milliseconds from which a repaint is slow.
SLOW = 20
#: Pixels in which a network of many parameters can be read.
LEAST_ROOM = 340, 220
ZOOM_STEP, MIN_ZOOM = 1.2, 0.5


@guarded
@follows_language
class DiagramCanvas(QGraphicsView):
    """The network, drawn. It fits its panel until the user zooms; zooming lays it out anew, larger, so that text stays
    crisp and boxes appear as soon as they can be read."""

    arranged = Signal()  #: things stand elsewhere, or others can be seen

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setObjectName("diagram")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # one drags the ground
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(240, 160)
        self.setAcceptDrops(False)  # a dropped file is the window's
        self.viewport().setAcceptDrops(False)
        self._zoom, self._folding = 1.0, Folding()
        ink = Ink(look.scale)
        self._stage = Stage(self._arranged(ink), pull(document.moment), ink, look.theme, document.digits)
        self._items: list[StageItem] = []
        self._ring = Still()
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.slide = Slide(self._stage, self)
        self.slide.moved.connect(self._show_on_the_way)
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(self._scene)
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._pace = FRAME
        self._timer.timeout.connect(self.refresh)
        document.digits_changed.connect(self.arrange_anew)
        document.experiment_changed.connect(self._take_experiment)
        document.moment_changed.connect(self._schedule)
        document.numbers_changed.connect(self._keep_up)
        document.running_changed.connect(self._schedule)
        document.selection_changed.connect(self._take_selection)
        document.hover_changed.connect(self._take_hover)
        document.session_opened.connect(self._take_session)
        look.changed.connect(self._take_look)
        self.retranslate()

    # What it shows

    @property
    def arrangement(self) -> Layout:
        """Where everything stands, in the scene's pixels."""
        return self._stage.layout

    def _schedule(self) -> None:
        if not self._timer.isActive():
            self._timer.start(self._pace)

    def _keep_up(self) -> None:
        """In a run, show in the same frame the step that all texts come to show."""
        if self.document.is_running:
            self._timer.stop()
            self.refresh()

    def refresh(self) -> None:
        """Pull the present moment and repaint: at most once a frame, whatever happens in between."""
        stage, moment = self._stage, self.document.shown.newest
        if moment.experiment.network is not stage.layout.network:
            self.arrange_anew()
            return
        before = self._is_stack_wide(), self._updated()
        stage.shown = pull(moment)
        if before != (self._is_stack_wide(), self._updated()):
            self._open_stack()
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        if not self.document.is_running:
            self.setAccessibleDescription(summary(self.document))

    def _arranged(self, ink: Ink) -> Layout:
        room = self.maximumViewportSize()
        return arrange(
            self.document.experiment.network,
            width=max(room.width(), 60) * self._zoom,
            height=max(room.height(), 40) * self._zoom,
            metrics=ink.metrics(self.document.digits),
            zoom=self._zoom,
            folding=self._folding,
        )

    def rooms_wanted(self) -> list[Callable[[int, int], bool]]:
        """Return what says whether a width and a height show every parameter, the largest text first.

        A network of many parameters only asks not to be squeezed.
        """
        network = self.document.experiment.network
        if not is_small(network):
            return [_is_not_squeezed]
        sizes = text_sizes(network, self._stage.ink.metrics(self.document.digits))
        return [partial(_has_room, network, metrics) for metrics in sizes]

    def arrange_anew(self) -> None:
        """Lay everything out anew, for another size, zoom, network or look."""
        stage = self._stage
        before, network = stage.layout, self.document.experiment.network
        if network is not before.network:
            has_same_layers = len(network.sizes) == len(before.network.sizes)
            opened = self._folding.opened if has_same_layers else frozenset[int]()
            self._folding = Folding(opened, looked_at(network, self.document.chosen))
        stage.layout, stage.shown = self._arranged(stage.ink), pull(self.document.moment)
        stage.digits, stage.hovered = self.document.digits, self._held(self.document.hovered)
        self._take_chosen()
        if len(stage.layout.layers) != len(before.layers):
            self._build()
        for item in self._items:
            item.grow()
        self._scene.setSceneRect(QRectF(QPointF(0, 0), stage.layout.size))
        self.resetCachedContent()
        self._open_stack()
        if stage.layout.network is not before.network:
            self.slide.begin(before)
        self._describe()
        self.viewport().update()

    def _show_on_the_way(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

    def _held(self, choice: Choice | None) -> Choice | None:
        """Return a thing if it is here."""
        return choice if self._stage.layout.holds(choice) else None

    def _take_hover(self) -> None:
        self._stage.hovered = self._held(self.document.hovered)
        self._open_stack()
        self.viewport().update()

    def _build(self) -> None:
        self._scene.clear()
        self._items = all_items(self._stage)
        for item in self._items:
            self._scene.addItem(item)

    def _is_stack_wide(self) -> bool:
        return self._stage.shown.seconds is not None

    def _updated(self) -> NeuronChoice | None:
        """Return the first neuron without boxes whose parameters the walk has just updated."""
        shown, layout = self._stage.shown, self._stage.layout
        if shown.phase is not Phase.UPDATE:
            return None
        for layer, place in enumerate(layout.layers):
            lit = np.flatnonzero(shown.is_lit(layer))
            if place.boxes is None and len(lit):
                return NeuronChoice(layer, int(lit[0]))
        return None

    def _open_stack(self) -> None:
        """Show the boxes of the hovered neuron, else of the chosen or the updated one, where not all have room."""
        stage = self._stage
        neuron, slot = self._updated(), 0
        for choice in (stage.chosen, stage.hovered):
            if isinstance(choice, ParameterChoice):
                parameter = stage.layout.network.parameters[choice.index]
                neuron, slot = NeuronChoice(parameter.layer, parameter.destination), stage.layout.slot(parameter)
            elif isinstance(choice, NeuronChoice) and choice.layer:
                neuron, slot = choice, 0
        open_now = stage.layout.stack
        if open_now is not None and neuron == NeuronChoice(open_now.layer, open_now.neuron):
            is_shown = 0 <= slot - open_now.first < len(open_now.rects)
            if is_shown and open_now.is_wide == self._is_stack_wide():
                return  # the boxes stay where they are while one moves over them
        stage.layout = open_stack(stage.layout, neuron, slot, is_wide=self._is_stack_wide())
        self.arranged.emit()

    # What it hears

    def _take_experiment(self) -> None:
        if self.document.experiment.network is not self._stage.layout.network:
            self.arrange_anew()

    def _take_session(self) -> None:
        self._zoom, self._folding = 1.0, Folding()
        self.arrange_anew()
        self.slide.stop()  # these are other neurons, whatever they are called

    def _take_chosen(self) -> None:
        stage = self._stage
        stage.chosen = self._held(self.document.selection)
        stage.also = tuple(filter(stage.layout.holds, self.document.focus.also))
        stage.caught = tuple(filter(stage.layout.holds, stage.caught))

    def _take_selection(self) -> None:
        stage = self._stage
        self._take_chosen()
        wanted = looked_at(stage.layout.network, [c for c in (stage.chosen, *stage.also) if c is not None])
        if any(stage.layout.rect(neuron) is None for neuron in wanted):
            self._folding = Folding(self._folding.opened, wanted)
            self.arrange_anew()
        self._open_stack()
        place = None if stage.chosen is None else stage.layout.rect(stage.chosen)
        visible = self.mapToScene(self.viewport().rect()).boundingRect()
        if place is not None and not visible.contains(place):
            self.ensureVisible(place, 20, 20)
        self.viewport().update()

    def _take_look(self) -> None:
        self._stage.ink, self._stage.theme = Ink(look.scale), look.theme
        self.arrange_anew()

    def retranslate(self) -> None:
        """Write all texts in the present language."""
        self.setAccessibleName(self.tr("Network diagram"))
        self._describe()
        self.resetCachedContent()
        for item in self._items:
            item.still.forget()
        self.viewport().update()

    # What is folded

    @property
    def opened(self) -> frozenset[int]:
        """The layers of which all neurons are shown, however small."""
        return self._folding.opened

    def set_opened(self, layer: int, *, is_opened: bool) -> None:
        """Show all neurons of a layer, however small, or fold what cannot be read."""
        opened = self._folding.opened | {layer} if is_opened else self._folding.opened - {layer}
        self._folding = Folding(opened, looked_at(self._stage.layout.network, self.document.chosen))
        self.arrange_anew()

    # Size and zoom

    @property
    def zoom(self) -> float:
        """How much larger than its panel the drawing is."""
        return self._zoom

    def fit(self) -> None:
        """Fit the whole network into the panel, and go on fitting it."""
        self.set_zoom(1.0)

    def zoom_in(self) -> None:
        """Zoom in by one step."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Zoom out by one step."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    def set_zoom(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Zoom; what is at `anchor` (in the viewport; its middle unless given) stays there."""
        most = max(6.0, 44.0 * max(self.document.experiment.network.sizes) / max(self.viewport().height(), 1))
        anchor = QPointF(self.viewport().rect().center()) if anchor is None else anchor
        size, point = self._stage.layout.size, self.mapToScene(anchor.toPoint())
        self._zoom = min(max(zoom, MIN_ZOOM), most)
        if abs(self._zoom - 1.0) < 0.02:
            self._zoom = 1.0
        self.arrange_anew()
        grown = self._stage.layout.size
        self.horizontalScrollBar().setValue(round(point.x() / size.width() * grown.width() - anchor.x()))
        self.verticalScrollBar().setValue(round(point.y() / size.height() * grown.height() - anchor.y()))

    def pan(self, dx: float, dy: float) -> None:
        """Move the drawing with the mouse."""
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - round(dx))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - round(dy))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint, and let a drawing that takes long be renewed less often, so that the window stays fluent."""
        began = time.perf_counter()
        with self.slide.on_the_way():
            super().paintEvent(event)
        milliseconds = round((time.perf_counter() - began) * 1000)
        self._pace = FRAME if milliseconds < SLOW else min(2 * milliseconds, 1000)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the new room."""
        super().resizeEvent(event)
        self.arrange_anew()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the frames and titles of the layers; Qt keeps the picture until something of it changes."""
        network = self._stage.layout.network
        for layer in range(len(self._stage.layout.layers)):
            detail = activation_word(network.layers[layer - 1].activation) if layer else ""
            paint_frame(painter, self._stage, layer, layer_title(network, layer), detail)

    def drawing(self) -> Drawing:
        """Return the whole network as a picture in light colours, however it is zoomed, without the controls."""
        return Drawing(
            "network", self.tr("Network diagram"), lambda: self._stage.layout.size, self._draw_on, is_styled=False
        )

    def _draw_on(self, painter: QPainter) -> None:
        stage = self._stage
        before = stage.theme, stage.has_controls, stage.hovered, stage.doomed
        stage.theme, stage.has_controls, stage.hovered, stage.doomed = LIGHT, False, None, ()
        whole = QRectF(QPointF(0, 0), stage.layout.size)
        self.drawBackground(painter, whole)
        for item in self._items:
            painter.save()
            item.draw(painter, whole)
            painter.restore()
        stage.theme, stage.has_controls, stage.hovered, stage.doomed = before

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the ring of the keyboard focus around the whole panel."""
        if not self.hasFocus():
            return
        visible = self.mapToScene(self.viewport().rect()).boundingRect()
        self._ring.paint(painter, visible, look.theme, lambda brush: _paint_ring(brush, visible))


def _is_not_squeezed(width: int, height: int) -> bool:
    return width >= LEAST_ROOM[0] and height >= LEAST_ROOM[1]


def _has_room(network: Network, metrics: Metrics, width: int, height: int) -> bool:
    return can_show_all(network, width=width, height=height, metrics=metrics)


def _paint_ring(painter: QPainter, visible: QRectF) -> None:
    painter.setPen(QPen(QColor(look.theme.accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(visible.adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
