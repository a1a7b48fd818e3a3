"""Text of an SVG file as outlines, so that it looks the same where the fonts are not installed."""

import re
from html import unescape

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFont, QPainterPath

#: One run of text as Qt's generator writes it: its attributes, and what it says.
_TEXT = re.compile(r"<text ([^>]*)>(.*?)</text>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')


def outlined(svg: str) -> str:
    """Return an SVG document of Qt's generator with a path in place of each text; the words stay as its label."""
    return _TEXT.sub(lambda match: _path(dict(_ATTRIBUTE.findall(match[1])), match[2]), svg)


def _path(attributes: dict[str, str], words: str) -> str:
    text = unescape(words)
    path = QPainterPath()
    path.addText(QPointF(float(attributes["x"]), float(attributes["y"])), _font(attributes), text)
    look = " ".join(f'{name}="{attributes[name]}"' for name in ("fill", "fill-opacity") if name in attributes)
    label = words.strip().replace('"', "&quot;")
    return f'<path {look} stroke="none" fill-rule="nonzero" aria-label="{label}" d="{_commands(path)}"/>'


def _font(attributes: dict[str, str]) -> QFont:
    font = QFont()
    font.setFamilies([unescape(family).strip(" '\"") for family in attributes["font-family"].split(",")])
    font.setPixelSize(max(1, round(float(attributes["font-size"]))))
    font.setWeight(QFont.Weight(int(attributes["font-weight"])))
    font.setItalic(attributes["font-style"] == "italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _commands(path: QPainterPath) -> str:
    """Return a path's elements as SVG writes them: a curve is its element and the two that follow."""
    words = []
    for k in range(path.elementCount()):
        element = path.elementAt(k)
        letter = "M" if element.isMoveTo() else "L" if element.isLineTo() else "C" if element.isCurveTo() else ""
        words.append(f"{letter}{element.x:.2f},{element.y:.2f}")
    return " ".join(words)
