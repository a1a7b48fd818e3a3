"""The colours of values and classes: others than those that mean a layer, a weight or an error."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from bpgui.engine.elementary import Array
from bpgui.gui.widgets.theme import Theme

#: From the low end by the middle to the high one, for light and dark: told apart by every kind of colour blindness.
LIGHT_STOPS = ("#B9762B", "#E3C08A", "#F6F4EF", "#9BD0C8", "#1F8F83")
DARK_STOPS = ("#D9984A", "#7C5A33", "#2B2E33", "#2C6B66", "#45BFB0")
#: Of classes, in their order: those of Okabe and Ito (2008), told apart by every kind of colour blindness.
CLASSES = ("#D55E00", "#0072B2", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8C6D31", "#7F7F7F")
#: How much of a class' colour its region has where the largest output is ahead by nothing, and by all.
FAINT, STRONG = 0.18, 0.5
STEPS = 256

Pixels = NDArray[np.uint32]


@lru_cache(maxsize=4)
def _stops(theme: Theme) -> Array:
    return np.array([_rgb(stop) for stop in (DARK_STOPS if theme.is_dark else LIGHT_STOPS)])


@lru_cache(maxsize=4)
def _table(theme: Theme) -> Pixels:
    stops = _stops(theme)
    at = np.linspace(0, len(stops) - 1, STEPS)
    return _pixels(np.column_stack([np.interp(at, np.arange(len(stops)), stops[:, k]) for k in range(3)]))


def value_pixels(theme: Theme, shares: Array) -> Pixels:
    """Return the colours of values, given as shares of their range; what is no number has that of hairlines."""
    known = np.isfinite(shares)
    places = (np.clip(np.where(known, shares, 0.0), 0.0, 1.0) * (STEPS - 1)).astype(np.intp)
    return np.where(known, _table(theme)[places], _pixels(np.array(_rgb(theme.hairline)))).astype(np.uint32)


def value_colours(theme: Theme, shares: Array) -> list[QColor]:
    """Return the colours of values, given as shares of their range."""
    return [QColor.fromRgba(pixel) for pixel in value_pixels(theme, shares).tolist()]


def class_pixels(theme: Theme, classes: NDArray[np.intp], lead: Array) -> Pixels:
    """Return the colours of the regions of classes, stronger where the largest output is further ahead."""
    own = np.array([_rgb(colour) for colour in CLASSES])[classes % len(CLASSES)]
    ground, share = np.array(_rgb(theme.panel)), (FAINT + (STRONG - FAINT) * lead)[..., None]
    return _pixels(ground + share * (own - ground))


def class_colour(place: int) -> QColor:
    """Return the colour of a class."""
    return QColor(CLASSES[place % len(CLASSES)])


def _rgb(colour: str) -> tuple[float, float, float]:
    found = QColor(colour)
    return float(found.red()), float(found.green()), float(found.blue())


def _pixels(rgb: Array) -> Pixels:
    red, green, blue = (np.rint(rgb[..., k]).astype(np.uint32) for k in range(3))
    return (np.uint32(0xFF000000) | red << np.uint32(16) | green << np.uint32(8) | blue).astype(np.uint32)
