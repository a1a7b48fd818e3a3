"""The small pictures inside the neurons of the diagram."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from bpgui.gui.diagram.touch.view import DiagramView
from bpgui.gui.document.document import Document
from bpgui.session.model.edits import SetParameter
from tests.session.builders import split_session


@pytest.fixture
def view(qtbot: QtBot) -> DiagramView:
    document = Document(split_session(None))
    found = DiagramView(document)
    qtbot.addWidget(found)
    found.resize(700, 400)
    found.show()
    return found


def image(view: DiagramView) -> QImage:
    return view.grab().toImage()


def come(qtbot: QtBot, view: DiagramView) -> None:
    qtbot.waitUntil(lambda: view._stage.pictures is not None and not view.pictures._is_busy)


def test_they_are_shown_when_asked_for_and_follow_what_is_dragged(qtbot: QtBot, view: DiagramView) -> None:
    document, without = view.document, image(view)
    view.pictures.switch(True)
    come(qtbot, view)
    first = view._stage.pictures
    assert first is not None
    assert image(view) != without
    document.preview(SetParameter("w1", 3.0))
    qtbot.waitUntil(lambda: view._stage.pictures is not first and not view.pictures._is_busy)
    preview = view._stage.pictures
    assert preview is not None
    assert not np.array_equal(preview.layers[0][0], first.layers[0][0])
    assert np.array_equal(preview.layers[0][1], first.layers[0][1])
    view.pictures.switch(False)
    assert view._stage.pictures is None
    document.close()
