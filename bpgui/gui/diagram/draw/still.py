"""Pictures of what stays the same from moment to moment."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap


def takes_pictures(painter: QPainter) -> bool:
    """Whether a picture drawn here looks as its lines would: not in a vector file, and not at another scale."""
    return painter.paintEngine().type() == QPaintEngine.Type.Raster and not painter.worldTransform().isScaling()


class Still:
    """A drawing that is kept as a picture from the second time that it is asked for with nothing of it changed."""

    def __init__(self) -> None:
        self._basis: object = None
        self._picture: QPixmap | None = None

    def forget(self) -> None:
        """Draw anew next time."""
        self._basis = self._picture = None

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        basis: object,
        draw: Callable[[QPainter], None],
        *,
        at_once: bool = False,
    ) -> None:
        """Show what `draw` draws; `basis` is all that it depends on, besides the part of the scene that is seen.

        What takes long is kept `at_once`, from the first time on.
        """
        ratio = painter.device().devicePixelRatioF()
        basis = (basis, area.getRect(), ratio)
        is_new = basis != self._basis
        if is_new or not takes_pictures(painter):
            self._basis, self._picture = basis, None
        if (is_new and not at_once) or not takes_pictures(painter):
            draw(painter)
            return
        if self._picture is None:
            picture = QPixmap((area.size() * ratio).toSize())
            if picture.isNull():  # nothing is seen of it, or there is no memory for it
                draw(painter)
                return
            self._picture = picture
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            brush = QPainter(self._picture)
            brush.setRenderHints(painter.renderHints())
            brush.translate(-area.topLeft())
            draw(brush)
            brush.end()
        painter.drawPixmap(area.topLeft(), self._picture)
