"""The drawing of one plot: curves by pyqtgraph, all that stands around them painted in pixels. Knows no session."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ViewBox.ViewBox import ChildGroup
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEngine,
    QPainter,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from bpgui.gui.pictures.drawing import TOLERANCE, is_screen
from bpgui.gui.plots import frame
from bpgui.gui.plots.curves import Cursor, PlotLine, Trace
from bpgui.gui.plots.gestures import ChartPan, Seek
from bpgui.gui.plots.steps import Number, StepRange
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.scales import ValueScale
from bpgui.gui.widgets.theme import look, mixed, with_alpha

for used_as_it_is in (pg.GraphicsScene, pg.ViewBox, ChildGroup):
    guarded(used_as_it_is)

#: The drawing goes this many pixels beyond the lowest and highest value, so that lines there are whole.
BLEED = 3
#: A zoom within so many pixels of an end of the steps leaves that end where it is.
EDGE = 24
#: Widths of curves in pixels.
THIN, PLAIN, STRONG = 1.0, 1.8, 2.6
#: How much of its colour a curve of a former future has.
PALE = 0.45
#: A curve longer than this many widths of the plot fills a band: dashes and a second drawing would only cost time.
NOISY = 4
_KEYS = {
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Right: "forward",
    Qt.Key.Key_PageDown: "page_back",  # as in sliders
    Qt.Key.Key_PageUp: "page_forward",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "latest",
    Qt.Key.Key_Plus: "zoom_in",
    Qt.Key.Key_Equal: "zoom_in",
    Qt.Key.Key_Minus: "zoom_out",
    Qt.Key.Key_Up: "stretch",
    Qt.Key.Key_Down: "squeeze",
    Qt.Key.Key_F: "fit",
    Qt.Key.Key_S: "fit_settled",
    Qt.Key.Key_L: "log_steps",
    Qt.Key.Key_Space: "run",
}


def _offsets(width: float, ratio: float, pixel: float) -> tuple[float, ...]:
    """Return how far from its place a line of one device pixel is drawn, again and again, to look `width` wide."""
    times = max(1, math.ceil(width * ratio - 0.5))
    room = (width - 1 / ratio) * pixel
    return tuple(np.linspace(-room / 2, room / 2, times).tolist()) if times > 1 else (0.0,)


def line_colour(line: PlotLine) -> QColor:
    """Return the colour in which a line is drawn."""
    if line.is_former:  # opaque, for there are as many of them as of all others
        return QColor(mixed(look.theme.panel, line.colour, PALE))
    return with_alpha(line.colour, 130) if line.is_faint else QColor(line.colour)


@guarded
class Curve(pg.PlotCurveItem):
    """One curve, drawn several times with a pen of width 1, side by side: a wide pen costs 100 times more."""

    def __init__(self) -> None:
        super().__init__(antialias=True, connect="finite")
        self.offsets: tuple[float, ...] = (0.0,)
        #: The width of the line in pixels of the screen, the height of such a pixel, and its dots.
        self.width, self.pixel, self.ratio = PLAIN, 1.0, 1.0

    def paint(self, painter: QPainter, option: object, widget: QWidget) -> None:
        dots = abs(painter.combinedTransform().m22()) * self.pixel
        if painter.paintEngine().type() != QPaintEngine.Type.Raster or abs(dots - self.ratio) > TOLERANCE:
            self._paint_picture(painter)
            return
        for offset in self.offsets:
            painter.save()
            painter.translate(0.0, offset)
            super().paint(painter, option, widget)
            painter.restore()

    def _paint_picture(self, painter: QPainter) -> None:
        """Draw with a real pen: in a file, or on another scale than the screen's, a pen of one dot is no measure."""
        place, pen = painter.worldTransform(), QPen(self.opts["pen"])
        pen.setDashPattern([gap / self.ratio for gap in pen.dashPattern()])
        pen.setCosmetic(False)
        pen.setWidthF(self.width)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setWorldTransform(QTransform())
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(place.map(self.getPath()))
        painter.restore()


@guarded
class Chart(pg.GraphicsView):
    """One plot. Says what a person wants of it (`..._requested`), shows what it is given."""

    step_requested = Signal(int)  #: put the cursor on this step
    row_requested = Signal(int)  #: put the cursor on this row
    hovered = Signal(object)  #: the mouse stands over (step, height), or None
    zoom_requested = Signal(float, float, object)  #: show so many times the steps, around one; another stays in view
    stretch_requested = Signal(float, float)  #: show so many times the values, around this height
    pan_requested = Signal(float)  #: move on by so much of what is shown
    command_requested = Signal(str)  #: a key was pressed, see _KEYS
    menu_requested = Signal(QPoint)  #: the right button was pressed and released at one place, or the key of menus
    resized = Signal()

    def __init__(self, number: Callable[[float], str], parent: QWidget | None = None) -> None:
        """Write numbers as `number` does."""
        super().__init__(parent, background=None)
        self.number = number
        self.setCacheMode(QGraphicsView.CacheModeFlag(0))
        # Whoever changes something asks for a paint; the scene would ask for another one, a moment later.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # what lies below need not be painted
        self.steps, self.scale_shown = StepRange(), ValueScale(0.0, 1.0)
        self.traces: Sequence[Trace] = ()
        self.cursor_shown = Cursor(0, 0)
        self.hover_step: int | None = None
        self.event_steps: Sequence[int] = ()
        self.message = ""
        #: Part of the drawing that something else covers.
        self.covered = QRectF()
        self.word_boxes: Sequence[QRectF] = ()
        self.noted = QRectF()
        self._gesture: Seek | ChartPan | None = None
        self._row_before_press: int | None = None
        self._shows_focus = False
        self._curves: list[Curve] = []
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0.0)
        self.scene().addItem(self._box)
        self.setMinimumSize(160, 90)
        self.area, self._steps_placed = QRectF(), (0.0, 0.0, False)
        self._bleed = 0.0

    # What is shown

    def show_traces(self, traces: Sequence[Trace], scale: ValueScale) -> None:
        """Draw these curves over the steps of `self.steps`."""
        self.traces, self.scale_shown = traces, scale
        self.place()
        while len(self._curves) < len(traces):
            self._curves.append(Curve())
            self._box.addItem(self._curves[-1], ignoreBounds=True)
        for k, curve in enumerate(self._curves):
            trace = traces[k] if k < len(traces) else None
            curve.setVisible(trace is not None and self._draw(curve, trace, k))
        self.viewport().update()

    def _draw(self, curve: Curve, trace: Trace, order: int) -> bool:
        """Give a curve its points and look; say whether there is anything to draw."""
        line, steps, heights = trace.line, trace.steps, self.scale_shown.unit(trace.values)
        if np.isnan(heights).all():
            return False
        if line.holds and steps[-1] < self.steps.last:
            steps, heights = np.append(steps, self.steps.last), np.append(heights, heights[-1])
        pixel = 1 / max(self.area.height(), 1)
        is_noisy = np.nansum(np.abs(np.diff(heights))) * self.area.height() > NOISY * self.area.width()
        ratio = self.devicePixelRatioF()
        width = STRONG if line.is_strong else THIN if line.steps_back or is_noisy else PLAIN
        curve.offsets = (0.0,) if line.holds else _offsets(width, ratio, pixel)
        curve.width, curve.pixel, curve.ratio = 1.4 if line.holds else width, pixel, ratio
        # A target has a few corners only: a wide pen costs nothing there.
        colour = line_colour(line)
        pen = QPen(colour, 1.4 * ratio if line.holds else 1)
        pen.setCosmetic(True)
        if line.is_dashed and not (is_noisy or line.is_former):
            pen.setDashPattern([6, 3.5] if line.holds else [3 * ratio, 2 * ratio])
        curve.setData(self.steps.share(steps), heights, pen=pen)
        level = 1 if line.is_strong else -2 if line.is_former else -1 if line.is_faint or line.holds else 0
        curve.setZValue(order + 100 * level)
        return True

    def show_cursor(self, cursor: Cursor) -> None:
        """Draw the cursor there."""
        if cursor != self.cursor_shown:
            self.cursor_shown = cursor
            self.viewport().update()

    def show_events(self, steps: Sequence[int]) -> None:
        """Mark the steps at which something was edited."""
        self.event_steps = steps
        self.viewport().update()

    def place(self) -> None:
        """Put the drawing into the space that the texts leave."""
        area, steps = frame.area(self), (self.steps.first, self.steps.last, self.steps.is_log)
        if (area, steps) == (self.area, self._steps_placed):
            return
        self.area, self._steps_placed = area, steps
        self._bleed = BLEED / max(self.area.height(), 1)
        self._box.setGeometry(self.area.adjusted(0, -BLEED, 0, BLEED))
        self._box.setRange(xRange=(0, 1), yRange=(-self._bleed, 1 + self._bleed), padding=0)

    # Places

    def x_of(self, step: Number) -> Number:
        """Return where a step stands, in pixels."""
        return self.area.left() + self.steps.share(step) * self.area.width()

    def y_of(self, height: Number) -> Number:
        """Return where a height stands, in pixels."""
        return self.area.bottom() - height * self.area.height()

    def step_at(self, x: Number) -> Number:
        """Return the step at a pixel."""
        return self.steps.at((x - self.area.left()) / max(self.area.width(), 1))

    def share_of(self, pixels: float) -> float:
        """Return what part of the drawing's width so many pixels are."""
        return pixels / max(self.area.width(), 1)

    def height_at(self, y: float) -> float:
        """Return the height at a pixel."""
        return (self.area.bottom() - y) / max(self.area.height(), 1)

    def shows(self, step: float) -> bool:
        """Whether a step lies in the part that is shown."""
        return self.steps.first <= step <= self.steps.last

    def hides(self, box: QRectF) -> float:
        """Return how much would lie under a box: 1 is as bad as a whole curve."""
        words = sum(box.intersects(other) for other in self.word_boxes)
        return self.hides_curves(box) + words + (3 if box.intersects(self.covered) else 0)

    def hides_curves(self, box: QRectF) -> float:
        """Return how much of the curves would lie under a box."""
        lost = 0.0
        steps = self.step_at(np.linspace(box.left() - 4, box.right() + 4, 24))
        for trace in self.traces:
            if len(trace.steps):
                heights = np.interp(steps, trace.steps, self.scale_shown.unit(trace.values))
                ys = self.y_of(heights)
                lost += float(np.mean((ys > box.top() - 4) & (ys < box.bottom() + 4)))
        return lost

    # Painting

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the ground, the grid and the cursor's line, below the curves."""
        painter.fillRect(rect, QColor(look.theme.panel))
        frame.paint_grid(self, painter)
        frame.paint_lines(self, painter)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        """Paint dots and words, above the curves."""
        frame.paint_dots(self, painter)
        frame.paint_target_labels(self, painter)
        frame.paint_message(self, painter)
        if self._shows_focus and is_screen(painter):
            frame.paint_focus(self, painter)

    # What a person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        if left and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._row_before_press = self.cursor_shown.row
            self._gesture = Seek(self)
        elif left or event.button() in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton):
            self._gesture = ChartPan(self, event.position().x())
        self._point(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_click = isinstance(self._gesture, ChartPan) and self._gesture.is_still
        if is_click and event.button() == Qt.MouseButton.RightButton:
            self.menu_requested.emit(event.globalPosition().toPoint())
        self._gesture = None
        self._point(event.position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Answer the key; the mouse's right button drags, and opens the menu only where it does not."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_requested.emit(self.mapToGlobal(self.rect().center()))

    def let_go(self) -> None:
        """End what was begun: the steps are others."""
        self._gesture = self._row_before_press = None
        self._leave()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show all; the first click of the two moved the cursor, and that is taken back."""
        if event.button() == Qt.MouseButton.LeftButton:
            if self._row_before_press is not None:
                self.row_requested.emit(self._row_before_press)
            self.command_requested.emit("fit")

    def _point(self, position: QPointF) -> None:
        if self._gesture is not None:
            self._gesture.move(position.x())
        is_inside = self.area.adjusted(-8, -BLEED, 8, BLEED).contains(position)
        if is_inside or isinstance(self._gesture, Seek):
            self.hover_step = round(min(max(self.step_at(position.x()), self.steps.first), self.steps.last))
            self.hovered.emit((self.hover_step, self.height_at(position.y())))
        elif self.hover_step is not None:
            self._leave()
        near = is_inside and abs(self.x_of(self.cursor_shown.step) - position.x()) <= 5
        panning = isinstance(self._gesture, ChartPan)
        shapes = Qt.CursorShape
        self.viewport().setCursor(
            shapes.ClosedHandCursor if panning else shapes.SizeHorCursor if near else shapes.ArrowCursor
        )
        self.viewport().update()

    def _leave(self) -> None:
        self.hover_step = None
        self.hovered.emit(None)
        self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        self._leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom into the steps, with Ctrl into the values; sideways, or with Shift, move along the steps."""
        turned, point = event.angleDelta(), event.position()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.stretch_requested.emit(0.8 ** (turned.y() / 120), self.height_at(point.y()))
        elif turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan_requested.emit(-(turned.x() or turned.y()) / 1200)
        else:
            self.zoom_requested.emit(0.8 ** (turned.y() / 120), *self._held_by_zoom(point.x()))
        event.accept()

    def _held_by_zoom(self, x: float) -> tuple[float, float | None]:
        """Return the step that a zoom at a pixel leaves in its place, and the one that it leaves in view, if any.

        Near an end of the axis that end stays. The cursor stays in view, at its side, while the mouse is not far.
        """
        about, cursor = self.step_at(x), float(self.cursor_shown.step)
        if x - self.area.left() < EDGE:
            about = self.steps.first
        elif self.area.right() - x < EDGE:
            about = self.steps.last
        is_near = self.shows(cursor) and abs(self.x_of(cursor) - x) < 0.49 * self.area.width()
        return about, cursor if is_near else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        command = _KEYS.get(Qt.Key(event.key())) if plain == Qt.KeyboardModifier.NoModifier else None
        if command is None:
            event.ignore()
            return
        event.accept()
        self.command_requested.emit(command)

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = Qt.FocusReason
        self._shows_focus = event.reason() in (
            reasons.TabFocusReason,
            reasons.BacktabFocusReason,
            reasons.ShortcutFocusReason,
            reasons.OtherFocusReason,
        )
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._shows_focus = False
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None:
            self.resized.emit()
