"""Thousands of lines as one picture: which pixels a line touches is found once, how dark they are anew each time."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from bpgui.engine.elementary import Array

#: Beyond so many touched pixels there is no mesh: finding them would take too long.
MAX_TOUCHED = 10_000_000
#: So many lines are looked at together: their numbers stay in the processor's cache.
CHUNK = 256


class Mesh:
    """Lines, all of one width, on a ground of `size` (width, height) pixels; where they cross, the darkest is seen."""

    def __init__(self, ends: Array, size: tuple[int, int], width: float = 1.0) -> None:
        """Find what each line touches; `ends` are rows of x1, y1, x2, y2."""
        self._size, self._kept = size, np.zeros(0, dtype=np.uint32)
        chunks = (_Spans(ends, first) for first in range(0, len(ends), CHUNK))
        found = [_touches(spans, k, size, width) for spans in chunks for k in range(math.ceil(width) + 1)]
        self._cells, self._covers, self._lines, self._counts = map(np.concatenate, zip(*found, strict=True))

    def picture(self, shades: NDArray[np.uint8], colour: QColor) -> QImage:
        """Return the lines in one colour, each as opaque as its shade, 0 to 255; the picture holds until the next."""
        darkness = np.repeat(shades[self._lines], self._counts).astype(np.uint16)
        darkness *= self._covers
        pixels = np.zeros(self._size[0] * self._size[1], dtype=np.uint8)
        np.maximum.at(pixels, self._cells, (darkness >> 8).astype(np.uint8))
        self._kept = _premultiplied(colour).take(pixels, mode="clip")  # Qt does not hold it
        return QImage(self._kept.data, *self._size, 4 * self._size[0], QImage.Format.Format_ARGB32_Premultiplied)


class _Spans:
    """Some lines, from the `first` on, as one step a pixel along the longer way: the pixel's place along, the line's
    own place across."""

    def __init__(self, ends: Array, first: int) -> None:
        ends = ends[first : first + CHUNK]
        self.lines = np.arange(first, first + len(ends), dtype=np.int32)
        steep = np.abs(ends[:, 3] - ends[:, 1]) > np.abs(ends[:, 2] - ends[:, 0])
        turned = np.where(steep[:, None], ends[:, [1, 0, 3, 2]], ends)
        start, base, stop, end = np.where((turned[:, 0] > turned[:, 2])[:, None], turned[:, [2, 3, 0, 1]], turned).T
        begin = np.floor(start).astype(np.int32)
        counts = np.maximum(np.floor(stop).astype(np.int32) - begin, 1)
        slope = (end - base) / np.maximum(stop - start, 1e-9)
        step = np.arange(counts.sum(), dtype=np.int32) - np.repeat(np.cumsum(counts, dtype=np.int32) - counts, counts)
        self.line = np.repeat(np.arange(len(ends), dtype=np.int32), counts)
        self.along = step + np.repeat(begin, counts)
        self.across = step * np.repeat(slope, counts) + np.repeat(base + slope * (begin + 0.5 - start) - 0.5, counts)
        self.is_steep = np.repeat(steep, counts)


def _touches(
    spans: _Spans, k: int, size: tuple[int, int], width: float
) -> tuple[NDArray[np.int32], NDArray[np.uint8], NDArray[np.int32], NDArray[np.intp]]:
    """Return the k-th pixel across at each step: its place, how much of it is covered; by line how many there are."""
    across = np.floor(spans.across - (width - 1) / 2).astype(np.int32) + np.int32(k)
    cover = np.clip((width + 1) / 2 - np.abs(across - spans.across), 0, 1)
    x, y = np.where(spans.is_steep, across, spans.along), np.where(spans.is_steep, spans.along, across)
    is_inside = (x >= 0) & (x < size[0]) & (y >= 0) & (y < size[1])
    counts = np.bincount(spans.line[is_inside], minlength=len(spans.lines))
    return (y * np.int32(size[0]) + x)[is_inside], (255 * cover[is_inside]).astype(np.uint8), spans.lines, counts


def touched(ends: Array, width: float = 1.0) -> float:
    """Return about how many pixels lines touch."""
    steps = np.abs(ends[:, 2:] - ends[:, :2]).max(axis=1, initial=0.0)
    return float(steps.sum()) * (math.ceil(width) + 1)


def _premultiplied(colour: QColor) -> NDArray[np.uint32]:
    """Return a colour at each opacity, 0 to 255, as Qt keeps it."""
    alpha = np.arange(256, dtype=np.uint32)
    red, green, blue = ((alpha * part + 127) // 255 for part in (colour.red(), colour.green(), colour.blue()))
    return (alpha << 24 | red << 16 | green << 8 | blue).astype(np.uint32)
