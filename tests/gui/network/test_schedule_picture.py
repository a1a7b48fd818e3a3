"""The little picture of a schedule: its number stands free of its line."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF

from bpgui.gui.network.schedule_picture import CLEAR, number_place

ROOM, NUMBER = QRectF(0, 0, 160, 70), QSizeF(38, 8)
XS = np.linspace(0, 160, 240)
LINES = {
    "cosine": 15 + 55 * (1 - np.cos(np.pi * XS / 160)) / 2,
    "warm-up": np.maximum(70 - 3 * XS, 15.0),
    "steps": 15 + 14 * np.floor(XS / 41),
    "constant": np.full(240, 15.0),
    "falls at once": np.where(XS < 3, 15.0, 70.0),
}


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("name", LINES)
def test_the_number_stands_near_its_point_and_free_of_the_line(name: str, scale: float) -> None:
    line = scale * np.column_stack([XS, LINES[name]])
    room, size = QRectF(0, 0, 160 * scale, 70 * scale), NUMBER * scale
    for k in range(0, 240, 7):
        place = number_place(room, QPointF(*line[k]), size, line, scale)
        assert room.contains(place)
        near = place.adjusted(-CLEAR * scale, -CLEAR * scale, CLEAR * scale, CLEAR * scale)
        assert not any(near.contains(QPointF(x, y)) for x, y in line), k
