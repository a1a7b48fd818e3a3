"""A tooltip above what it is about: it covers what was read before, never the line that is read next."""

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from bpgui.gui.widgets.plain_text import plain_tip

#: Pixels between a tooltip and what it is about.
GAP = 6


def show_above(widget: QWidget, rect: QRectF, text: str) -> None:
    """Show `text` as a tooltip above a rectangle of a widget; without room there, below the widget."""
    area = rect.toAlignedRect()
    place = widget.mapToGlobal(area.topLeft())
    QToolTip.showText(place, plain_tip(text), widget, area)
    tip = next((w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel") and w.isVisible()), None)
    if tip is None:
        return
    screen = widget.screen().availableGeometry()
    top = place.y() - GAP - tip.height()
    if top < screen.top():
        top = widget.mapToGlobal(QPoint(0, widget.height())).y() + GAP
    left = min(place.x(), screen.right() - tip.width())
    tip.move(max(screen.left(), left), min(top, screen.bottom() - tip.height()))
