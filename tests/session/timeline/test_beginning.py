"""What takes long to measure waits until it is needed, and then has the bits that it would have had at once."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bpgui.engine import step
from bpgui.engine.elementary import Array
from bpgui.engine.training import measure, predict
from bpgui.session.files.history_csv import CsvOptions, write_history
from bpgui.session.model.edits import SetBatchSize, SetInput, SetLearningRate, SetParameter
from bpgui.session.model.experiment import new_experiment
from bpgui.session.session import Session
from bpgui.session.timeline import beginning, column_kinds
from bpgui.session.timeline.column_kinds import GRADIENT, LOSS, PARAMETER, PREDICTION, TARGET, TRAIN_LOSS
from bpgui.session.timeline.columns import Column
from bpgui.session.timeline.refiner import Refiner, View
from tests.session.builders import batched_session, rows_of, run


@pytest.fixture(params=[1 << 22, 0], ids=["at once", "late"])
def is_late(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr(step, "MAX_AT_ONCE", request.param)
    return bool(request.param == 0)


def edited(batch_size: int | None) -> Session:
    session = batched_session(batch_size)
    session.train(5)
    for edit in (SetInput("i1", 2, 0.25), SetLearningRate(0.2), SetParameter("w3", 0.5)):
        session.perform(edit)
        session.train(2)
    session.undo()
    session.train(4)
    return session


#: What the steps of `edited` are whoever asks for what first.
ACTS: tuple[Callable[[Session], object], ...] = (
    lambda session: rows_of(session.timeline),
    lambda session: session.train(30, below=0.11),
    lambda session: run(session, 40).reason,
    lambda session: [session.place.at(row).moment().loss for row in range(session.timeline.length)],
    lambda session: [session.place.at(row).moment().step.gradient.tobytes() for row in range(session.timeline.length)],
    lambda session: session.timeline.first_below(0.2, True, 0, session.timeline.length),
    lambda session: session.timeline.last.first_loss,
)


@pytest.mark.parametrize("batch_size", [3, None])
@pytest.mark.parametrize("act", ACTS)
def test_a_late_number_has_the_same_bits(
    batch_size: int | None, act: Callable[[Session], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = act(at_once := edited(batch_size)), rows_of(at_once.timeline)
    monkeypatch.setattr(step, "MAX_AT_ONCE", 0)
    assert (act(late := edited(batch_size)), rows_of(late.timeline)) == wanted


def test_the_history_has_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_history(edited(3).timeline, tmp_path / "at once.csv", CsvOptions())
    monkeypatch.setattr(step, "MAX_AT_ONCE", 0)
    write_history(edited(3).timeline, tmp_path / "late.csv", CsvOptions())
    assert (tmp_path / "late.csv").read_bytes() == (tmp_path / "at once.csv").read_bytes()


def test_an_edit_of_many_samples_measures_nothing(is_late: bool) -> None:
    session = batched_session(None)
    session.train(2)
    session.perform(SetInput("i1", 2, 0.25))
    session.moment()
    for kind in (LOSS, TRAIN_LOSS, PARAMETER, PREDICTION, TARGET, GRADIENT):
        session.timeline.series(Column(kind), 0, session.timeline.length, 100)
    assert session.timeline.last.beginning.is_measured is not is_late


def test_what_nobody_looks_at_needs_no_pass_over_the_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """So a file of a hundred thousand events opens in seconds."""
    session = batched_session(None)
    for name in ("measures_of", "predict"):
        monkeypatch.setattr(beginning, name, lambda *_: pytest.fail("a pass"))
    for k in range(20):
        session.replay(SetInput("i1", 2, k / 4))
    assert session.timeline.length == 21


@pytest.mark.parametrize("is_full", [True, False])
def test_plots_show_what_is_there_and_then_the_rest(is_late: bool, is_full: bool) -> None:
    session = batched_session(None if is_full else 3)
    session.train(7)
    session.perform(SetInput("i1", 2, 0.25))
    row, state = session.cursor, session.timeline.state_at(session.cursor)
    data, experiment = session.experiment.data, session.experiment
    found = measure(experiment.network, state, experiment.settings, data, experiment.watched)
    wanted = {
        Column(LOSS): found.loss,
        Column(TRAIN_LOSS): found.train_loss,
        Column(GRADIENT, 4): found.gradient[4],
        Column(PARAMETER, 4): state.parameters[4],
        Column(PREDICTION, 1, 2): found.predictions[2, 1],
    }
    at_hand = {column: session.timeline.series(column, row, row + 1, 100)[1][0] for column in wanted}
    for column, value in at_hand.items():
        is_awaited = is_late and column.kind in (LOSS, TRAIN_LOSS, GRADIENT)
        np.testing.assert_equal(value, np.nan if is_awaited else wanted[column])
    refiner = Refiner()
    refiner.look(View(session.timeline, tuple(wanted), 0, session.timeline.length, 100))
    refiner.poll()
    while refiner.is_busy:
        refiner.poll()
    for column, value in wanted.items():
        np.testing.assert_equal(session.timeline.series(column, row, row + 1, 100)[1][0], value)
        np.testing.assert_equal(session.timeline.value(column, row), value)


def test_training_on_does_not_lose_the_row_that_came_late(is_late: bool) -> None:
    session = batched_session(3)
    session.perform(SetBatchSize(None))
    column = Column(LOSS)
    session.timeline.series(column, 0, 1, 100)
    assert session.timeline.is_awaited(column, 0) is is_late
    session.train(20)
    losses = rows_of(session.timeline)["losses"]
    assert session.timeline.series(column, 0, 21, 100)[1].tobytes() == losses


def test_threads_that_need_the_same_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "MAX_AT_ONCE", 0)
    passes, whole = list[step.Step](), step.Step._found_sums

    def found_sums(self: step.Step) -> object:
        passes.append(self)
        return whole(self)

    monkeypatch.setattr(step.Step, "_found_sums", found_sums)
    session = batched_session(None)
    threads = [threading.Thread(target=session.timeline.last.beginning.measure) for _ in range(4)]
    threads += [threading.Thread(target=session.moment().step.prepare) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passes) == 1


def test_all_predictions_of_a_sample_come_of_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    experiment = new_experiment((2, 60), ["linear"], [True], "half_square", 3)
    assert not experiment.watched.size
    session = Session(experiment, np.linspace(-1, 1, 180))
    calls: list[int] = []

    def counted(*arguments: Any) -> Array:
        calls.append(1)
        return predict(*arguments)

    monkeypatch.setattr(column_kinds, "predict", counted)
    found = [session.timeline.series(Column(PREDICTION, k, 0), 0, 1, 10)[1][0] for k in range(60)]

    assert len(calls) == 1
    assert found == session.moment().values.activations[-1][0].tolist()
