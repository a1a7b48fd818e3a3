"""The picture of what a network computes: draws a response and its samples, and tells what the hand does in it."""

import math

import numpy as np
from PySide6.QtCore import QT_TRANSLATE_NOOP, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from bpgui.gui.pictures.drawing import is_screen
from bpgui.gui.response import painting
from bpgui.gui.response.frame import Key, PlotFrame, frame_of
from bpgui.gui.widgets.guard import guarded
from bpgui.gui.widgets.theme import look, paint_focus
from bpgui.session.response import Response

#: Pixels from a sample, and from the mark of what is tried, within which the mouse takes hold of it.
REACH, MARK_REACH = 9.0, 13.0
#: The share of an axis by which a key moves the mark.
STEP = 0.02

Point = tuple[float, ...]

#: Keys and what they do while the picture has the focus, for Help > Keyboard, which translates the texts.
KEYS: tuple[tuple[str, object], ...] = (
    ("← →", QT_TRANSLATE_NOOP("MainWindow", "The sample before or after")),
    ("Home, End", QT_TRANSLATE_NOOP("MainWindow", "First or last sample")),
    ("Shift+← → ↑ ↓", QT_TRANSLATE_NOOP("MainWindow", "Move what is tried")),
)


@guarded
class ResponsePicture(QWidget):
    """Shows a response. `point` is in units, a number for each axis; samples are numbers from 0."""

    sample_chosen = Signal(int)
    sample_stepped = Signal(object)  #: by so many samples; math.inf is the last, -math.inf the first
    pointed = Signal()  #: `hovered` or `hovered_sample` is another one
    placed = Signal(object, object)  #: a sample is wanted at a point, and, over a curve, with this target, or None
    tried = Signal(object)  #: the mark was moved: its point
    seen = Signal()  #: is painted though what it shows is not the newest

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("responsePicture")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.response: Response | None = None
        self.is_stale = True
        self.note = ""  #: what stands in the place of a response
        self.hovered: Point | None = None
        self.hovered_sample: int | None = None
        self.mark: Point | None = None
        self._keys: list[Key] = []
        self._value_name = ""
        self._chosen = 0
        self._drags = False
        self._frame: PlotFrame | None = None
        self._drawn: list[painting.Dot] = []
        self._still, self._still_key = QPixmap(), tuple[object, ...]()
        look.changed.connect(self._lay_out)

    def sizeHint(self) -> QSize:
        return QSize(round(300 * look.scale), round(330 * look.scale))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(180 * look.scale), round(170 * look.scale))

    def greatest_height(self, width: int) -> int:
        """Return the height of which more is of no use: a surface is a square; a curve is no taller than wide."""
        lines = 3.5 + (0 if self._frame is None else len({rect.top() for rect, _ in self._frame.keys}))
        return max(
            self.minimumSizeHint().height(), round(width - 60 * look.scale + lines * (self.fontMetrics().height() + 6))
        )

    # What is shown

    def show_response(self, response: Response | None, keys: list[Key], value_name: str) -> None:
        """Show a response with its samples; None shows the note."""
        if response is None or (self.hovered is not None and len(self.hovered) != len(response.query.axes)):
            self.hovered = self.hovered_sample = None  # a place in another picture
        self.response = response
        self._keys, self._value_name = keys, value_name
        self._lay_out()

    def choose(self, sample: int) -> None:
        """Mark the chosen sample."""
        self._chosen = sample
        self.update()

    def set_mark(self, point: Point | None) -> None:
        """Mark what is tried; None: nothing is."""
        self.mark = point
        self.update()

    def _lay_out(self) -> None:
        response = self.response
        if response is None:
            self._frame, self._drawn, self._still_key = None, [], ()
        else:
            area = QRectF(self.rect()).adjusted(4, 2, -4, -2)
            self._frame = frame_of(response, self._keys, area, QFontMetricsF(self.font()))
            values = tuple(line.value for line in response.lines)
            key = (
                self._frame,
                response.dots,
                response.heights.tobytes(),
                response.query.shown,
                values,
                look.theme,
                self.devicePixelRatio(),
            )
            if key != self._still_key:
                self._still_key = key
                self._drawn = painting.drawn(self._frame, response)
                self._paint_still(self._frame, response)
        self.update()

    def _paint_still(self, frame: PlotFrame, response: Response) -> None:
        """Paint what stays while a network learns: axes, legend and samples."""
        ratio = self.devicePixelRatio()
        self._still = QPixmap(self.size() * ratio)
        self._still.setDevicePixelRatio(ratio)
        self._still.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._still)
        self._draw_still(painter, frame, response)
        painter.end()

    def _draw_still(self, painter: QPainter, frame: PlotFrame, response: Response) -> None:
        painter.setFont(self.font())
        names = [axis.name for axis in response.query.axes]
        painting.paint_axes(painter, frame, (names[0], names[1] if response.is_surface else self._value_name))
        painting.paint_bar(painter, frame, response)
        painting.paint_keys(painter, frame)
        painting.paint_dots(painter, frame, self._drawn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._lay_out()
        super().changeEvent(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, frame, response = QPainter(self), self._frame, self.response
        if self.is_stale:
            self.seen.emit()
        if frame is None or response is None:
            painter.setPen(look.theme.quiet)
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), _WRAPPED, self.note)
        else:
            if response.is_surface:
                painting.paint_surface(painter, frame, response)
            if is_screen(painter):
                painter.drawPixmap(0, 0, self._still)
            else:
                self._draw_still(painter, frame, response)
            if not response.is_surface:  # a curve must be seen through many samples
                painting.paint_curves(painter, frame, response)
            self._paint_marks(painter, frame, response)
        if self.hasFocus() and is_screen(painter):
            paint_focus(painter, QRectF(self.rect()))
        painter.end()

    def _paint_marks(self, painter: QPainter, frame: PlotFrame, response: Response) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for dot in self._drawn:
            if dot.sample == self._chosen:
                painting.paint_chosen(painter, dot.at)
                painting.paint_dot(painter, dot.at, painting.DOT, dot.colour, is_test=dot.is_test)
        at = self._mark_place()
        if at is not None:
            beyond = QPointF(*(int(share > 1) - int(share < 0) for share in self._mark_shares()))
            painting.paint_tried(painter, frame, at, beyond, response.is_surface)

    def _mark_place(self) -> QPointF | None:
        """Return the pixel of the mark; beyond the range it stands at its edge."""
        shares = self._mark_shares()
        return self._frame.place(*(min(max(share, 0.0), 1.0) for share in shares)) if self._frame and shares else None

    def _mark_shares(self) -> list[float]:
        """Return where the mark stands, as shares of both axes, below 0 and over 1 beyond them; [] without a mark."""
        response = self.response
        if self.mark is None or response is None or len(self.mark) != len(response.query.axes):
            return []
        axes = response.query.axes
        shares = [float(axis.share(np.array(value))) for axis, value in zip(axes, self.mark, strict=True)]
        return shares if response.is_surface else [*shares, self._curve_height(shares[0])]

    def _curve_height(self, share: float) -> float:
        """Return where the drawn (first) curve stands at a share of the axis across."""
        assert self._frame is not None
        assert self.response is not None
        values = self.response.values.reshape(len(self.response.values), -1)[:, 0]
        heights = self._frame.up.unit(values)
        found = float(np.interp(share, np.linspace(0.0, 1.0, len(heights)), heights))
        return found if math.isfinite(found) else 0.5

    # The mouse

    def point_at(self, at: QPointF) -> Point | None:
        """Return the point at a pixel of the plot, None outside."""
        frame, response = self._frame, self.response
        if frame is None or response is None or not frame.plot.contains(at):
            return None
        return tuple(axis.value(share) for axis, share in zip(response.query.axes, frame.shares(at), strict=False))

    def sample_at(self, at: QPointF) -> int | None:
        """Return the sample at a pixel, the nearest where there are several, None where there is none."""
        near = [(math.hypot(dot.at.x() - at.x(), dot.at.y() - at.y()), dot.sample) for dot in self._drawn]
        distance, sample = min(near, default=(math.inf, -1))
        return sample if distance <= REACH else None

    def place_of(self, sample: int) -> QPointF | None:
        """Return the pixel of a sample, None where it is not drawn."""
        return next((dot.at for dot in self._drawn if dot.sample == sample), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse, or drag the mark."""
        at = event.position()
        if self._drags:
            self._move_mark(at)
        self._point(self.point_at(at), None if self._drags else self.sample_at(at))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a sample, or take the mark."""
        at, mark = event.position(), self._mark_place()
        if event.button() != Qt.MouseButton.LeftButton or self._frame is None:
            return
        sample = self.sample_at(at)
        holds = mark is not None and math.hypot(mark.x() - at.x(), mark.y() - at.y()) <= MARK_REACH
        if sample is not None and not holds:
            self.sample_chosen.emit(sample)
        elif self.mark is not None and (holds or self.point_at(at) is not None):
            self._drags = True
            self._move_mark(at)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for a sample where there is none."""
        at, response = event.position(), self.response
        point = self.point_at(at)
        self._drags = False
        if event.button() != Qt.MouseButton.LeftButton or point is None or response is None or self._frame is None:
            return
        if self.sample_at(at) is None:
            height = None if response.is_surface else self._frame.up.value(self._frame.shares(at)[1])
            self.placed.emit(point, height)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the mark go."""
        self._drags = False

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the mouse."""
        self._point(None, None)
        super().leaveEvent(event)

    def _point(self, point: Point | None, sample: int | None) -> None:
        if (point, sample) != (self.hovered, self.hovered_sample):
            self.hovered, self.hovered_sample = point, sample
            shape = Qt.CursorShape.ArrowCursor if sample is None else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            self.pointed.emit()

    def _move_mark(self, at: QPointF) -> None:
        assert self._frame is not None
        plot = self._frame.plot
        inside = QPointF(min(max(at.x(), plot.left()), plot.right()), min(max(at.y(), plot.top()), plot.bottom()))
        point = self.point_at(inside)
        if point is not None:
            self.tried.emit(point)

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the samples; with Shift, move the mark."""
        key, keys = event.key(), Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Up: -1, keys.Key_Right: 1, keys.Key_Down: 1}
        ends = {keys.Key_Home: -math.inf, keys.Key_End: math.inf}
        moves = {keys.Key_Left: (0, -STEP), keys.Key_Right: (0, STEP)}
        moves |= {keys.Key_Down: (1, -STEP), keys.Key_Up: (1, STEP)}
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in moves and self.mark is not None:
            self._nudge(*moves[keys(key)])
        elif key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.sample_stepped.emit(steps[keys(key)])
        elif key in ends:
            self.sample_stepped.emit(ends[keys(key)])
        else:
            super().keyPressEvent(event)

    def _nudge(self, side: int, share: float) -> None:
        if self.response is None or self.mark is None or side >= len(self.mark):
            return
        axis, values = self.response.query.axes[side], list(self.mark)
        values[side] += share * (axis.high - axis.low)
        self.tried.emit(tuple(values))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()
        super().focusOutEvent(event)


_WRAPPED = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
