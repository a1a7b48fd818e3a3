"""What stays from moment to moment is drawn once; numbers and lines are always those of the moment."""

import pytest
from PySide6.QtCore import QBuffer, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.draw.boxes import BoxPainter
from bpgui.gui.diagram.draw.still import Still
from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.theme import look
from bpgui.session.model.edits import SetLocked
from bpgui.session.step.ladder import Grain
from tests.gui.diagram.conftest import shown
from tests.gui.diagram.networks import large_document

ALL = QRectF(0, 0, 8, 8)


def test_a_drawing_is_kept_until_something_of_it_changes(qapp: object) -> None:
    still, drawn, image = Still(), [], QImage(8, 8, QImage.Format.Format_RGB32)

    def draw(painter: QPainter) -> None:
        drawn.append(painter)
        painter.fillRect(2, 2, 3, 3, QColor("#ff0000"))

    painter = QPainter(image)
    for basis in ("a", "a", "a", "a", "b"):
        image.fill(0)
        still.paint(painter, ALL, basis, draw)
        assert image.pixelColor(3, 3).name() == "#ff0000"
        assert image.pixelColor(0, 0).name() == "#000000"
    painter.end()

    assert len(drawn) == 3


def test_what_takes_long_is_kept_from_the_first_time_on(qapp: object) -> None:
    still, drawn, image = Still(), [], QImage(8, 8, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for _ in range(3):
        still.paint(painter, ALL, "a", lambda _brush: drawn.append(True), at_once=True)
    painter.end()

    assert len(drawn) == 1


def boxes_drawn(view: DiagramView, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The boxes that are drawn from now on."""
    drawn: list[int] = []
    paint = BoxPainter.paint

    def counted(self: BoxPainter, rect: QRectF, index: int) -> None:
        drawn.append(index)
        paint(self, rect, index)

    for _ in range(3):
        view.viewport().grab()
    monkeypatch.setattr(BoxPainter, "paint", counted)
    return drawn


def test_new_numbers_draw_no_box_anew(
    qtbot: QtBot, view: DiagramView, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, before = boxes_drawn(view, monkeypatch), view.viewport().grab().toImage()
    document.step()
    view.refresh()

    assert view.viewport().grab().toImage() != before
    assert drawn == []


def test_a_lock_another_look_and_another_phase_draw_boxes_anew(
    view: DiagramView, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = boxes_drawn(view, monkeypatch)
    changes = (
        lambda: document.perform(SetLocked("w1", locked=True)),
        lambda: look.apply("dark", 1.0),
        lambda: look.apply("light", 1.0),
        lambda: document.walk(Grain.PHASE),
        view.retranslate,
    )
    for change in changes:
        change()
        view.refresh()
        view.viewport().grab()
        assert 0 in drawn
        drawn.clear()
        view.viewport().grab()
        drawn.clear()


def test_a_vector_file_gets_lines_and_letters_not_pictures(qtbot: QtBot) -> None:
    view = shown(qtbot, large_document(16, 16, 2))
    view.viewport().grab()
    buffer, file = QBuffer(), QSvgGenerator()
    file.setOutputDevice(buffer)
    painter = QPainter(file)
    view.scene().render(painter)
    painter.end()

    text = bytes(buffer.data().data()).decode()
    assert text.count("<polyline") >= 16 * 16
    assert "<text" in text
    assert "<image" not in text
