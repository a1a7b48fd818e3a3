"""What can be taken away as a picture: its size, and who paints it. The same code paints the screen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QPoint, QPointF, QSizeF
from PySide6.QtGui import QPaintEngine, QPainter
from PySide6.QtWidgets import QGraphicsView, QWidget

#: How far two scales may be apart to be the same.
TOLERANCE = 0.001


@dataclass(frozen=True)
class Drawing:
    """A picture that is painted when it is asked for, in units of the screen's pixels at a scale of 1."""

    stem: str  #: what its file is called
    title: str  #: what it shows, in the chosen language
    size: Callable[[], QSizeF]
    paint: Callable[[QPainter], None]
    is_styled: bool = True  #: whether it has the screen's colours; else it is in those of paper by itself


@runtime_checkable
class Drawable(Protocol):
    """A view that knows better than its widget what of it belongs into a picture."""

    def drawing(self) -> Drawing:
        """Return the picture."""
        ...


def is_screen(painter: QPainter) -> bool:
    """Whether this paints the screen, dot for dot: kept pixels serve, and the focus is shown."""
    dots = painter.device().devicePixelRatioF()
    return (
        painter.paintEngine().type() == QPaintEngine.Type.Raster
        and abs(painter.combinedTransform().m11() - dots) < TOLERANCE
    )


def of_widgets(stem: str, title: str, widgets: Sequence[QWidget]) -> Drawing:
    """Return widgets as they stand on the screen, one below the other."""

    def size() -> QSizeF:
        return QSizeF(max(widget.width() for widget in widgets), sum(widget.height() for widget in widgets))

    def paint(painter: QPainter) -> None:
        y = 0
        for widget in widgets:
            render(widget, painter, QPoint(0, y))
            y += widget.height()

    return Drawing(stem, title, size, paint)


def render(widget: QWidget, painter: QPainter, place: QPoint) -> None:
    """Paint a widget and all in it; what Qt keeps as pixels is painted as lines and text."""
    views = [view for view in [widget, *widget.findChildren(QGraphicsView)] if isinstance(view, QGraphicsView)]
    modes = [view.cacheMode() for view in views]
    for view in views:
        view.setCacheMode(QGraphicsView.CacheModeFlag(0))
    painter.save()
    painter.translate(QPointF(place))
    QWidget.render(widget, painter, QPoint())  # a view of a scene has another `render`
    painter.restore()
    for view, mode in zip(views, modes, strict=True):
        view.setCacheMode(mode)
