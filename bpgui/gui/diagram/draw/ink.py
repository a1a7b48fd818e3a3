"""Text of the diagram: fonts by size, numbers cut to the room they have, names shortened."""

from collections.abc import Iterator
from functools import cache, lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.widgets.theme import base_font
from bpgui.session.basics.numbers import MINUS, display, readable

#: Text is measured at this size and scaled: widths grow in proportion.
_MEASURED = 100
ELLIPSIS = "…"
#: What has to have room where numbers keep the zero before their point.
WIDEST = f"{MINUS}0.000"


def without_zero(text: str) -> str:
    """Write a number without the zero before its point, as in the article's figures."""
    return text.replace("0.", ".", 1) if text[:3].lstrip(MINUS).startswith("0.") and "×" not in text else text


def _forms(value: float, digits: int, *, has_zero: bool) -> Iterator[str]:
    """Yield how a number can be written, from all its shown digits to the shortest."""
    for count in range(digits, 0, -1):
        text = readable(display(value, count))
        yield text if has_zero else without_zero(text)
    if 0 < abs(value) < 0.01:
        mantissa, _, exponent = f"{value:.0e}".partition("e")
        yield readable(f"{mantissa}e{int(exponent)}")


class _Advances(dict[str, float]):
    """How far each character moves the pen, looked up once."""

    def __init__(self, metrics: QFontMetricsF) -> None:
        super().__init__()
        self._metrics = metrics

    def __missing__(self, character: str) -> float:
        self[character] = advance = self._metrics.horizontalAdvance(character)
        return advance


class Face:
    """The bold font of numbers at one size. Its text is not shaped: digits need no shaping and are written faster."""

    def __init__(self, font: QFont) -> None:
        font.setStyleStrategy(font.styleStrategy() | QFont.StyleStrategy.PreferNoShaping)
        metrics = QFontMetricsF(font)
        self.font = font
        self.ascent, self.height = metrics.ascent(), metrics.height()
        self._advances = _Advances(metrics)

    def width(self, text: str) -> float:
        """Return how wide a text is."""
        return sum(map(self._advances.__getitem__, text))


class Ink:
    """The fonts of one text scale, and what fits where."""

    def __init__(self, scale: float = 1.0) -> None:
        self._scale = scale
        self.font = cache(self._font)
        self.face = cache(lambda size: Face(self._font(size, bold=True)))
        self._names = QFontMetricsF(self._font(_MEASURED))
        self.name = lru_cache(maxsize=5000)(self._name)

    def _font(self, size: int, bold: bool = False) -> QFont:
        font = base_font(self._scale)
        font.setPixelSize(max(size, 1))
        font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)  # alike on a picture and on the ground
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font

    def metrics(self, digits: int) -> Metrics:
        """Return what the layout needs to know of text."""
        digit = self.width("0123456789", 1.0, bold=True) / 10
        letter = self.width("weight sum", 1.0) / 10
        return Metrics(self._scale, digit, letter, digits)

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """Return how wide a text is at this size."""
        measured = self.face(_MEASURED).width(text) if bold else self._names.horizontalAdvance(text)
        return measured * size / _MEASURED

    def has_zero(self, room: float, smallest: float, prefix: str = "") -> bool:
        """Whether numbers in rooms of this width have the zero before their point: all of them, or none."""
        return self.width(f"{prefix.rstrip()}{WIDEST}", int(smallest), bold=True) <= room

    def number(
        self,
        value: float,
        digits: int,
        room: float,
        size: float,
        smallest: float,
        prefix: str = "",
        *,
        has_zero: bool = True,
    ) -> tuple[str, int]:
        """Return a number's text and size for this width: smaller, with fewer digits, without a zero, then an ellipsis.

        A number is never cut off, nor is the prefix that says what it is; "" means that not even the ellipsis fits.
        """
        smallest = min(smallest, size)
        width, tight = self.face(_MEASURED).width, prefix.rstrip()
        forms = [*_forms(value, digits, has_zero=has_zero)]
        for text in (*forms, *map(without_zero, forms if has_zero else ()), ELLIPSIS):
            for written in (prefix + text, tight + text):
                fitting = min(size, room * _MEASURED / max(width(written), 1e-9))
                if fitting >= smallest:
                    return written, int(fitting)
        return "", 0

    def digits(
        self, value: float, most: int, room: float, size: float, prefix: str = "", *, has_zero: bool = True
    ) -> int:
        """Return how many digits of a number have room at this size, 1 to `most`."""
        forms = list(_forms(value, most, has_zero=has_zero))[:most]
        fitting = (k for k, text in enumerate(forms) if self.width(prefix.rstrip() + text, size, bold=True) <= room)
        return most - next(fitting, most - 1)

    def _name(self, text: str, room: float, size: float, way: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> str:
        """Return a name, shortened with an ellipsis where it is too wide; "" where next to nothing would be left."""
        if self.width(text, size) <= room:
            return text
        shortened = self._names.elidedText(text, way, room * _MEASURED / max(size, 1e-9))
        return shortened if len(shortened) > 2 else ""
