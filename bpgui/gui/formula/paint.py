"""Paints a formula that is laid out."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter

from bpgui.gui.formula.fonts import font
from bpgui.gui.formula.ink import colour
from bpgui.gui.formula.typeset import Typeset
from bpgui.gui.widgets.theme import Theme


def paint(painter: QPainter, done: Typeset, theme: Theme) -> None:
    """Paint a formula with its upper left corner at the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.marker))
    painter.drawRoundedRect(done.marker, 3, 3)
    for ink, rect in done.picture.rules:
        painter.fillRect(rect, QColor(colour(theme, ink)))
    last_ink = last_font = None
    for face, size, ink, place, text in done.picture.texts:
        if (face, size) != last_font:
            last_font = (face, size)
            painter.setFont(font(face, size))
        if ink != last_ink:
            last_ink = ink
            painter.setPen(QColor(colour(theme, ink)))
        painter.drawText(place, text)
