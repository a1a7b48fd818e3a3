"""The row above the explanation has room for all of it, in one line or two."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bpgui.gui.explanation.header import Header
from bpgui.gui.widgets.theme import look


@pytest.mark.parametrize("text_size", [1.0, 2.0])
@pytest.mark.parametrize("is_narrow", [False, True])
def test_the_list_goes_below_the_buttons_where_there_is_no_room(qtbot: QtBot, text_size, is_narrow):
    look.apply("light", text_size)
    window = QWidget()
    qtbot.addWidget(window)
    header = Header(window)
    layout = QVBoxLayout(window)
    layout.addWidget(header)
    layout.addStretch(1)
    try:
        window.show()
        window.resize(window.minimumSizeHint().width() if is_narrow else round(500 * text_size), 300)
        parts = (header.back, header.forward, header.reasons, header.label, header.shows)

        def places() -> list[QRect]:
            return [QRect(part.mapTo(header, QPoint()), part.size()) for part in parts]

        qtbot.waitUntil(lambda: (places()[-1].top() > places()[0].bottom()) == is_narrow)
        assert not any(one.intersects(other) for one, other in combinations(places(), 2))
        assert all(header.rect().contains(place) for place in places())
        assert all(part.width() >= part.minimumSizeHint().width() for part in parts)
    finally:
        look.apply("light", 1.0)
