"""Early stopping and accuracies as stop rules: one step, however it is run."""

import numpy as np
import pytest

from bpgui.engine.step import State
from bpgui.engine.training import Record
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.runner import Hold, met_rules
from bpgui.session.session import Session
from bpgui.session.stops import EpochRules, StopRules
from bpgui.session.timeline.column_kinds import TEST_ACCURACY, TEST_LOSS, TRAIN_ACCURACY, TRAIN_LOSS
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.epoch_rules import Watch
from tests.session.builders import run, split_session

pytestmark = pytest.mark.usefixtures("kernel")

STEPS = 400
RULES = {
    "patience": EpochRules(patience=4),
    "train_accuracy": EpochRules(train_accuracy=1.0),
    "test_accuracy": EpochRules(test_accuracy=1.0),
}
rules = pytest.mark.parametrize("name", RULES)
batches = pytest.mark.parametrize("batch_size", [3, None])


def session_of(batch_size: int | None) -> Session:
    """Return one whose test loss falls and then rises, and whose accuracies are not 1 at first."""
    session = split_session(batch_size, 12, (0, 3, 4, 8), noise=1.0)
    session.perform(SetLearningRate(1.5))
    return session


def expected(session: Session, name: str) -> int:
    """Return the step at which the usual definition stops, from the numbers of all rows."""
    session.train(STEPS)
    kind = {"patience": TEST_LOSS, "train_accuracy": TRAIN_ACCURACY, "test_accuracy": TEST_ACCURACY}[name]
    rows = session.timeline.rows(0, session.timeline.length)
    best, since = np.inf, 0
    for step, value in enumerate(np.concatenate([block.column(Column(kind)) for block in rows])):
        if np.isnan(value):
            continue
        if name != "patience":
            if step and value >= 1.0:
                return step
        elif value < best:
            best, since = value, 0
        else:
            since += 1
            if since == 4:
                return step
    raise AssertionError("it never stops")


@batches
@rules
def test_window_command_and_record_stop_at_the_same_step(name: str, batch_size: int | None) -> None:
    wanted = expected(trained := session_of(batch_size), name)
    stops = StopRules(**{name: getattr(RULES[name], name)})

    session = session_of(batch_size)
    session.stops = stops
    halt = run(session)
    assert (halt.reason, halt.step) == (name, wanted)

    session = session_of(batch_size)
    halt, chunks = session.train(1, rules=RULES[name]).ended, iter([7, 1, 40] + [100] * 99)
    while halt.reason == "done":
        halt = session.train(next(chunks), rules=RULES[name]).ended
    assert (halt.reason, halt.step) == (name, wanted)

    trained.stops = stops
    trained.seek(0)
    halt = run(trained)  # along the record
    assert (halt.reason, halt.step) == (name, wanted)
    trained.seek(0)
    assert trained.train(STEPS, rules=RULES[name]).ended == halt


@batches
@rules
def test_rows_are_the_same_bits_with_and_without_a_rule(name: str, batch_size: int | None) -> None:
    session, free = session_of(batch_size), session_of(batch_size)

    steps = session.train(STEPS, rules=RULES[name]).ended.step
    free.train(steps)

    assert session.timeline.length == free.timeline.length
    for row in range(free.timeline.length):
        ours, wanted = session.timeline.state_at(row), free.timeline.state_at(row)
        assert np.array_equal(ours.vector, wanted.vector)
        assert (ours.step, ours.epoch, ours.position) == (wanted.step, wanted.epoch, wanted.position)
    assert session.place.loss == free.place.loss


@pytest.mark.parametrize("patience", [None, 1000])
def test_keyframes_may_be_thinned_while_a_chunk_is_trained(
    monkeypatch: pytest.MonkeyPatch, patience: int | None
) -> None:
    session, free = session_of(3), session_of(3)
    free.train(70)
    session.train(10)
    keyframes = session.timeline.last.keyframes
    keyframes.thin()
    watch = None if patience is None else Watch(EpochRules(patience=patience))
    trainer = session.trainer(None, True, watch)
    train = trainer._advance

    def thinned(record: Record, count: int) -> State:
        state = train(record, count)
        keyframes.thin()  # as the window does for memory's sake, in its own thread
        return state

    monkeypatch.setattr(trainer, "_advance", thinned)
    for _ in range(4):
        session.append(trainer.train(15))

    assert (keyframes.every, keyframes.length) == (32, 3)
    for number in range(3):
        assert np.array_equal(keyframes.at(number), free.timeline.state_at(32 * number).vector)


@pytest.mark.parametrize("loss", [None, 0.12])
def test_a_loss_rule_and_a_rule_of_epochs_fire_as_they_come(loss: float | None) -> None:
    session = session_of(3)
    session.stops = StopRules(loss=loss, train_accuracy=0.9)
    halt = run(session)

    trained = session_of(3)
    trained.train(halt.step)
    accuracies = [trained.timeline.value(Column(TRAIN_ACCURACY), row) for row in range(halt.step + 1)]
    losses = [trained.timeline.value(Column(TRAIN_LOSS), row) for row in range(halt.step + 1)]
    fires = [k for k in range(1, halt.step + 1) if accuracies[k] >= 0.9 or (loss is not None and losses[k] < loss)]
    assert fires == [halt.step]


def test_a_rule_of_epochs_sees_each_of_many_short_epochs() -> None:
    session = session_of(None)  # each row begins an epoch
    wanted = session_of(None)
    session.train(300, rules=EpochRules(patience=100))
    wanted.train(300)
    values = [wanted.timeline.value(Column(TEST_LOSS), row) for row in range(301)]
    first = next((r for r in range(100, 301) if min(values[r - 99 : r + 1]) >= values[r - 100]), 300)

    assert session.steps == first


def test_a_rule_that_is_met_holds_a_run_and_is_silent_until_it_is_unmet() -> None:
    session = session_of(None)
    session.stops = StopRules(patience=4)
    first = run(session)
    assert met_rules(session) == {"patience"}
    hold = Hold()
    assert hold.keeps(session)
    assert hold.rules == {"patience"}
    assert not hold.keeps(session)
    assert run(session).step > first.step + 1  # it has fallen in between


def test_an_event_begins_the_count_anew() -> None:
    session = session_of(None)
    session.stops = StopRules(patience=4)
    step = run(session).step
    session.perform(SetLearningRate(1e-9))  # the test loss stays what it is, nearly
    assert met_rules(session) == frozenset()
    session.stops = StopRules(patience=4, step=step + 100)
    assert run(session).step >= step + 4


def test_the_file_has_them(tmp_path) -> None:
    session = split_session()
    session.stops = StopRules(patience=7, train_accuracy=0.5, test_accuracy=1.0)
    save_session(session, tmp_path / "a.bpgui")
    assert load_session(tmp_path / "a.bpgui").stops == session.stops
