"""An edit of many samples holds nothing up: views show what there is, and the rest when a thread has brought it."""

import threading

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from bpgui.engine import step
from bpgui.engine.gradient_check import central_difference
from bpgui.engine.step import Step
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import ParameterChoice
from bpgui.gui.explanation.panel import ExplanationPanel
from bpgui.gui.window.status import StatusLine
from bpgui.session.model.edits import SetInput, SetParameter
from tests.session.builders import batched_session


@pytest.fixture
def large(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Document:
    """A session whose whole batch is too much for a click: no pass over it ends before `gate` is open."""
    session = batched_session(None)
    session.train(2)
    monkeypatch.setattr(step, "MAX_AT_ONCE", 0)
    return Document(session)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    found, gate = Step._found_sums, threading.Event()

    def found_sums(step: Step) -> object:
        assert gate.is_set() or threading.current_thread() is not threading.main_thread(), "the window waits"
        assert gate.wait(10)
        return found(step)

    monkeypatch.setattr(Step, "_found_sums", found_sums)
    return gate


def batch_loss(document: Document) -> float:
    moment = document.moment
    return Step(moment.experiment.network, moment.state, moment.experiment.settings, moment.experiment.data).loss


def kinds(panel: ExplanationPanel) -> list[str]:
    return [view.formula.kind for view in panel.formulas if view.formula is not None]


def texts(panel: ExplanationPanel) -> list[str]:
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_status_and_explanation_follow(qtbot: QtBot, large: Document, gate: threading.Event) -> None:
    status, panel = StatusLine(large), ExplanationPanel(large)
    for widget in (status, panel):
        qtbot.addWidget(widget)
        widget.resize(500, 900)
        widget.show()
    large.perform(SetInput("i1", 2, 0.25))
    assert "batch loss …" in status.where.text()
    assert "batch_loss" not in kinds(panel)
    assert any("is being computed" in text for text in texts(panel))
    gate.set()
    with qtbot.waitSignal(large.numbers_changed):
        pass
    assert f"batch loss {large.text(batch_loss(large))}" in status.where.text()
    [formula] = [view.formula for view in panel.formulas if view.formula and view.formula.kind == "batch_loss"]
    assert formula.left.evaluate() == batch_loss(large)
    assert not any("is being computed" in text for text in texts(panel))
    large.undo()  # of this step all is known
    assert "…" not in status.where.text()
    large.close()


def test_a_weight_and_its_proof_follow(qtbot: QtBot, large: Document, gate: threading.Event) -> None:
    panel = ExplanationPanel(large)
    qtbot.addWidget(panel)
    panel.resize(500, 900)
    panel.show()
    large.select(ParameterChoice(4))
    assert kinds(panel) == []
    assert "Being computed …" in texts(panel) or not panel.proof.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: panel.proof.proof is not None and "batch_gradient" in kinds(panel))
    moment = large.moment
    data, found = moment.experiment.data, panel.proof.proof
    assert found is not None
    assert found.analytic == moment.step.gradient[4]
    wanted = central_difference(moment.experiment.network, moment.state.parameters, data.inputs, data.targets, 4)
    assert found.numeric == wanted.value
    large.close()


def test_what_is_dragged_is_shown_without_its_loss(qtbot: QtBot, large: Document, gate: threading.Event) -> None:
    status = StatusLine(large)
    qtbot.addWidget(status)
    for value in (0.1, 0.2, 0.3):
        large.preview(SetParameter("w1", value))
        assert "batch loss …" in status.where.text()
    gate.set()
    with qtbot.waitSignal(large.numbers_changed):
        pass
    assert f"batch loss {large.text(batch_loss(large))}" in status.where.text()
    large.close()


def test_closing_ends_the_thread(qtbot: QtBot, large: Document, gate: threading.Event) -> None:
    status = StatusLine(large)
    qtbot.addWidget(status)
    large.perform(SetInput("i1", 2, 0.25))
    QApplication.processEvents()  # it begins
    threading.Timer(0.05, gate.set).start()
    large.close()  # a thread that is left fails the test
    assert large.moment.loss == batch_loss(large)
    assert "batch loss …" in status.where.text()


def test_what_another_thread_brought_first_is_told_too(qtbot: QtBot, large: Document, gate: threading.Event) -> None:
    status = StatusLine(large)
    qtbot.addWidget(status)
    large.timeline_changed.connect(lambda: large.moment)

    def bring() -> None:
        gate.set()
        large.moment.step.prepare()

    large.moment_changed.connect(bring)
    large.perform(SetInput("i1", 2, 0.25))
    qtbot.waitUntil(lambda: f"batch loss {large.text(batch_loss(large))}" in status.where.text())
    large.close()
