import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from bpgui.gui.response.said_line import SaidLine
from bpgui.gui.widgets.theme import base_font


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(("text", "lines"), [("short", 2), ("word " * 60, 3)])
def test_it_has_two_lines_and_more_where_it_needs_them(qtbot, scale, text, lines):
    place = QWidget()
    qtbot.addWidget(place)
    line = SaidLine(place)
    column = QVBoxLayout(place)
    column.addWidget(line)
    column.addStretch(1)
    line.setFont(base_font(scale))
    line.setText(text)
    place.resize(300, 900)
    place.show()
    height = line.fontMetrics().height()
    assert line.height() == 2 * height if lines == 2 else line.height() >= 3 * height
