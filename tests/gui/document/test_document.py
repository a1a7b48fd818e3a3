import math
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from bpgui.gui.document import run as run_module
from bpgui.gui.document.document import Document
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice
from bpgui.session.basics.problems import Problem
from bpgui.session.files.session_file import Snapshot, save_copy
from bpgui.session.model.edits import NewWeights, SetBias, SetLearningRate, SetParameter
from bpgui.session.session import Session
from bpgui.session.step.ladder import Grain
from bpgui.session.step.moment import Phase
from bpgui.session.stops import StopRules
from bpgui.session.timeline.trainer import Trainer
from tests.article import article_session, edits_made
from tests.gui.conftest import finish_run


def test_an_edit_is_one_fact_and_one_entry(qtbot: QtBot, document: Document) -> None:
    with qtbot.waitSignals([document.moment_changed, document.timeline_changed, document.undo_changed]):
        assert document.perform(SetParameter("w5", 0.3))

    assert document.moment.state.parameters[4] == 0.3
    assert (document.timeline.length, edits_made(document.session)) == (1, ["w5: 0.14 -> 0.3"])


def test_an_impossible_edit_is_told_and_changes_nothing(qtbot: QtBot, document: Document) -> None:
    with qtbot.waitSignal(document.problem_met) as met:
        assert not document.perform(SetLearningRate(-1))

    assert isinstance(met.args[0], Problem)
    assert document.timeline.length == 1


def test_a_preview_is_not_recorded(document: Document) -> None:
    document.preview(SetParameter("w5", 0.3))
    previewed = document.moment.values.activations[-1][0, 0]
    document.preview(None)

    assert previewed == pytest.approx(0.327)
    assert document.moment.values.activations[-1][0, 0] == pytest.approx(0.191)
    assert document.timeline.length == 1


def test_a_run_stops_at_its_rule(qtbot: QtBot, document: Document) -> None:
    document.set_stops(StopRules(step=200))
    document.run.set_rate(math.inf)

    with qtbot.waitSignal(document.run_halted, timeout=20_000) as halted:
        document.toggle_run()

    assert (halted.args[0].reason, halted.args[0].step) == ("step", 200)
    assert document.timeline.length == 201


def test_a_rule_that_is_met_already_holds_the_run_until_it_is_asked_for_again(qtbot: QtBot, document: Document) -> None:
    document.run.set_rate(1000.0)
    document.run_steps(40)
    finish_run(qtbot, document)
    document.set_stops(StopRules(loss=1e-3))
    with qtbot.waitSignal(document.held):
        document.toggle_run()
    assert (document.is_running, set(document.run.held_by), document.timeline.length) == (False, {"loss"}, 41)

    document.toggle_run()
    assert (document.is_running, set(document.run.held_by)) == (True, set())
    qtbot.waitUntil(lambda: document.timeline.length > 42)
    document.pause()
    document.toggle_run()
    assert document.is_running
    document.pause()


@pytest.mark.parametrize(
    "move", [Document.to_start, Document.step, Document.undo, lambda d: d.set_stops(StopRules(step=3))]
)
def test_the_offer_to_run_on_ends_with_what_it_speaks_of(
    qtbot: QtBot, document: Document, move: Callable[[Document], object]
) -> None:
    document.run_steps(40)
    finish_run(qtbot, document)
    document.perform(SetLearningRate(0.1))
    document.set_stops(StopRules(step=30))
    document.toggle_run()
    with qtbot.waitSignal(document.held):
        move(document)

    assert not document.run.held_by
    assert not document.is_running


def test_a_rule_that_is_met_when_it_is_set_ends_the_run(qtbot: QtBot, document: Document) -> None:
    document.run.set_rate(math.inf)
    document.toggle_run()
    qtbot.waitUntil(lambda: document.timeline.length > 12)
    document.set_stops(StopRules(step=7))

    assert (document.is_running, set(document.run.held_by)) == (False, {"step"})


def test_a_setting_changed_during_a_run_keeps_it_running(qtbot: QtBot, document: Document) -> None:
    document.run.set_rate(math.inf)
    document.toggle_run()
    qtbot.waitUntil(lambda: document.timeline.length > 100)

    document.perform(SetLearningRate(0.01))
    length = document.timeline.length
    qtbot.waitUntil(lambda: document.timeline.length > length + 100)

    assert document.is_running
    document.pause()
    assert [event.text for event in document.timeline.events] == ["learning_rate: 0.05 -> 0.01"]


def test_undo_pauses_and_returns_to_the_old_future(qtbot: QtBot, document: Document) -> None:
    document.run_steps(100)
    finish_run(qtbot, document)
    document.perform(SetParameter("w5", 0.3))
    document.run_steps(100)
    finish_run(qtbot, document)

    document.undo()

    assert document.moment.state.step == 100
    assert document.session.undo_stack.redo_steps() == (101, 200)


def test_phases_walk_one_step(document: Document) -> None:
    phases = []
    for _ in range(4):
        document.walk(Grain.PHASE)
        phases.append(document.moment.phase)

    assert phases == [Phase.FORWARD, Phase.LOSS, Phase.BACKWARD, Phase.UPDATE]
    assert (document.moment.state.step, document.session.step_number) == (0, 1)


def test_divergence_is_told(qtbot: QtBot, document: Document) -> None:
    document.perform(SetLearningRate(1.0))
    document.run.set_rate(math.inf)

    with qtbot.waitSignal(document.run_halted, timeout=20_000) as halted:
        document.toggle_run()

    assert (halted.args[0].reason, halted.args[0].step) == ("diverged", 3)


def test_new_weights_begin_a_new_timeline(document: Document) -> None:
    document.step()
    old = document.timeline

    document.perform(NewWeights("xavier", 1))
    assert (document.timeline.length, document.moment.state.step) == (1, 0)
    document.undo()

    assert document.timeline is old


def test_an_epoch_uses_every_sample_once(qtbot: QtBot, iris: Document) -> None:
    iris.run_epoch()
    finish_run(qtbot, iris)

    assert (iris.moment.state.epoch, iris.moment.state.position) == (1, 0)


def test_at_most_twelve_parameters_are_plotted(iris: Document) -> None:
    assert len(iris.plotting.parameters) == 12
    iris.plotting.choose(tuple(range(20)))

    assert iris.plotting.parameters == tuple(range(8, 20))


def test_a_fact_reaches_everybody_before_the_next_one(document: Document, xor: Document) -> None:
    told: list[tuple[str, str]] = []
    document.session_opened.connect(lambda: told.append(("first", "opened")))
    document.session_opened.connect(lambda: document.preview(None))  # it has another fact told
    document.session_opened.connect(lambda: told.append(("second", "opened")))
    document.moment_changed.connect(lambda: told.append(("first", "moment")))
    document.open(xor.session)
    assert told[:3] == [("first", "opened"), ("second", "opened"), ("first", "moment")]


def test_what_was_begun_ends_while_its_session_is_still_there(document: Document, xor: Document) -> None:
    old = document.session
    seen: list[Session] = []
    document.session_left.connect(lambda: seen.append(document.session))
    document.open(xor.session)
    assert seen == [old]


@pytest.mark.parametrize("fact", ["selection_changed", "plotted_changed", "moment_changed", "numbers_changed"])
def test_another_network_is_told_before_anything_of_it_is_asked_for(xor: Document, fact: str) -> None:
    told: list[str] = []
    xor.select(ParameterChoice(xor.experiment.network.parameter_count - 1))
    xor.experiment_changed.connect(lambda: told.append("experiment_changed"))
    getattr(xor, fact).connect(lambda: told.append(fact))
    xor.perform(SetBias(1, False))
    assert told[0] == "experiment_changed"
    assert fact in told


def test_a_choice_that_stays_is_not_told_again(document: Document) -> None:
    told: list[str] = []
    document.select(NeuronChoice(1, 0))
    document.selection_changed.connect(lambda: told.append("selection"))
    document.hiding_changed.connect(lambda: told.append("hiding"))
    document.perform(SetBias(1, True))
    assert told == []


def test_what_the_network_does_not_have_cannot_be_chosen(document: Document) -> None:
    for choice in (ParameterChoice(6), NeuronChoice(1, 2), NeuronChoice(3, 0), TargetChoice(1)):
        document.select(choice)
        document.hover(choice)
        assert (document.selection, document.hovered) == (None, None)


def test_a_run_that_fails_says_so_once_and_ends(
    qtbot: QtBot, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Trainer, "train", lambda trainer, count: 1 // 0)
    with qtbot.capture_exceptions() as caught:
        document.toggle_run()
        qtbot.waitUntil(lambda: not document.is_running)
        qtbot.wait(60)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_the_speed_of_a_run_is_a_guess_until_one_is_chosen(document: Document) -> None:
    guessed = [document.run.has_guessed_rate]
    document.toggle_run()
    guessed.append(document.run.has_guessed_rate)
    assert 1 <= document.run.rate <= 6

    document.run.set_rate(20)
    document.pause()
    document.toggle_run()
    guessed.append(document.run.has_guessed_rate)
    assert (document.run.rate, guessed) == (20, [False, True, False])
    document.pause()


def test_a_guess_is_made_anew_after_an_edit_only(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    guesses: list[Session] = []

    def guess(session: Session) -> float:
        guesses.append(session)
        return 50.0

    monkeypatch.setattr(run_module, "suitable_rate", guess)
    for _ in range(2):
        document.toggle_run()
        document.pause()
    assert len(guesses) == 1

    document.perform(SetLearningRate(0.01))
    document.toggle_run()
    assert len(guesses) == 2

    document.run.set_rate(7)
    document.run.guess_rate()
    assert (len(guesses), document.run.rate) == (3, 50.0)
    document.pause()


def test_another_session_begins_with_a_guess(document: Document) -> None:
    document.run.set_rate(7)
    document.open(article_session())
    assert document.run.guesses_rate


def test_what_is_edited_while_a_file_is_written_is_still_to_be_saved(document: Document, tmp_path: Path) -> None:
    def write(snapshot: Snapshot, path: Path) -> None:
        document.perform(SetParameter("w1", 0.75))
        save_copy(snapshot, path)

    document.perform(SetParameter("w1", 0.5))
    document.save(tmp_path / "a.bpgui", write)

    assert document.session.path == tmp_path / "a.bpgui"
    assert document.session.is_modified
    document.save(tmp_path / "a.bpgui")
    assert not document.session.is_modified
