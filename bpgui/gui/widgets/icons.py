"""The icons of resources/icons, drawn in the colours of the theme."""

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from bpgui.gui.widgets.theme import look
from bpgui.session.basics.resources import resource_path

SIZE = 16


def icon(name: str, *, on_accent: bool = False) -> QIcon:
    """Return an icon in the theme's text colour, or in the one that stands on the accent."""
    theme = look.theme
    result = QIcon()
    result.addPixmap(_pixmap(name, theme.on_accent if on_accent else theme.text))
    result.addPixmap(_pixmap(name, theme.quiet, opacity=0.45), QIcon.Mode.Disabled)
    return result


def _pixmap(name: str, colour: str, opacity: float = 1.0) -> QPixmap:
    size = round(SIZE * look.scale) * 2  # twice, for screens with small pixels
    svg = resource_path("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    QSvgRenderer(QByteArray(svg)).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return pixmap
