"""The status bar says where the cursor stands, and what holds there."""

import pytest
from pytestqt.qtbot import QtBot

from bpgui.gui.document.document import Document
from bpgui.gui.window.status import StatusLine
from bpgui.session.model.edits import SetParameter
from bpgui.session.step.ladder import Grain


@pytest.fixture
def status(qtbot: QtBot, document: Document) -> StatusLine:
    line = StatusLine(document)
    qtbot.addWidget(line)
    return line


def said(status: StatusLine) -> list[str]:
    status.refresh()
    return status.where.text().split("  ·  ")


def test_at_the_start(status: StatusLine) -> None:
    assert said(status) == ["Step 0 of 0", "loss 0.327", "prediction 0.191 (target 1)"]
    assert status.hint.text() == ""


def test_a_phase_says_what_happens_and_only_what_is_known_by_then(status: StatusLine, document: Document) -> None:
    document.walk(Grain.PHASE)
    assert said(status) == ["Step 0 of 0", "forward: inputs become a prediction", "prediction 0.191 (target 1)"]
    document.walk(Grain.PHASE)
    assert said(status)[1:3] == ["loss: how far the prediction is from the target", "loss 0.327"]
    document.walk(Grain.PHASE)
    assert said(status)[1] == "backward: the error flows back"


def test_the_past_says_so_and_what_an_edit_there_does(status: StatusLine, document: Document) -> None:
    document.step()
    document.step()
    document.back()
    assert said(status)[0] == "Step 1 of 2, in the past"
    assert status.hint.text() == "An edit here starts a new future"
    document.perform(SetParameter("w5", 0.3))
    document.undo()
    document.seek_step(0)
    assert said(status)[0] == "Step 0 of 2, in the past"


def test_an_undone_future_can_be_brought_back(status: StatusLine, document: Document) -> None:
    document.perform(SetParameter("w5", 0.3))
    document.step()
    document.step()
    document.undo()
    said(status)
    assert status.hint.text() == "Redo brings back steps 1 to 2"


def test_a_preview_says_so(status: StatusLine, document: Document) -> None:
    document.preview(SetParameter("w5", 0.3))
    assert said(status) == ["Step 0 of 0, preview", "loss 0.226", "prediction 0.327 (target 1)"]
    document.preview(None)


def test_several_samples_have_an_epoch_a_number_and_the_loss_of_their_batch(qtbot: QtBot, iris: Document) -> None:
    line = StatusLine(iris)
    qtbot.addWidget(line)
    assert said(line)[:3] == ["Step 0 of 0", "epoch 0", f"sample {iris.moment.sample + 1} of 150"]
    assert said(line)[3].startswith("batch loss ")
    for _ in range(2):
        iris.walk(Grain.PHASE)
    assert any(part.startswith("sample loss ") for part in said(line))


def test_what_is_too_long_is_in_the_tooltip_as_a_whole(status: StatusLine) -> None:
    said(status)
    assert "prediction 0.191 (target 1)" in status.where.toolTip()
