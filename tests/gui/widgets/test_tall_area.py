from PySide6.QtWidgets import QWidget

from bpgui.gui.widgets.tall_area import TallArea


def test_it_is_as_wide_as_its_view_needs_and_scrolls_what_is_taller(qtbot):
    place, view = QWidget(), QWidget()
    qtbot.addWidget(place)
    view.setMinimumSize(200, 500)
    area = TallArea(view, place)
    area.resize(area.minimumSizeHint().width(), 120)
    place.show()
    assert area.minimumSizeHint().height() < 120
    assert area.minimumSizeHint().width() >= 200
    assert area.verticalScrollBar().maximum() == 500 - area.viewport().height()
    view.setMinimumSize(300, 500)
    qtbot.waitUntil(lambda: area.minimumSizeHint().width() >= 300)
