"""One step is computed once, and carries the whole state along."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine import step
from bpgui.engine.backprop import run_pass
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Data, Settings, State, Step
from bpgui.engine.training import Columns, Record, advance_readably, mean_loss, predict
from tests.article import DATA, NETWORK, START, settings, start
from tests.engine.kernel.test_loop import plain_kernel
from tests.engine.random_networks import random_case
from tests.remembering import REMEMBERING, remembering

__all__ = ["remembering"]
SEVEN = Data(np.arange(14.0).reshape(7, 2) / 7, np.arange(7.0)[:, None] / 3)


def batched(size: int = 3) -> Settings:
    return replace(settings(), batch_size=size, shuffle=True, seed=5)


def test_the_gradient_is_that_of_the_batch_and_the_update_moves_against_it():
    found = Step(NETWORK, start(), batched(), SEVEN)
    alone = run_pass(NETWORK, START, SEVEN.inputs[found.batch], SEVEN.targets[found.batch])
    assert found.gradient.tobytes() == alone.gradient.tobytes()
    assert found.after.parameters.tobytes() == (START - 0.05 * alone.gradient).tobytes()


@pytest.mark.parametrize("size", [1, 3, 7])
def test_the_gradient_after_the_last_sample_is_the_step_s(size):
    found = Step(NETWORK, start(), batched(size), SEVEN)
    sums = [found.gradient_after(k) for k in range(size + 1)]
    assert sums[-1].tobytes() == found.gradient.tobytes()
    assert not sums[0].any()


@pytest.mark.parametrize("size", [1, 3, 7])
def test_pieces_of_a_batch_make_the_same_bits(size, monkeypatch):
    whole = Step(NETWORK, start(), batched(size), SEVEN)
    rows = whole.batch
    alone = run_pass(NETWORK, START, SEVEN.inputs[rows], SEVEN.targets[rows])
    monkeypatch.setattr(step, "MAX_ROOM", 2 * sum(NETWORK.sizes))
    found = Step(NETWORK, start(), batched(size), SEVEN)
    assert found.gradient.tobytes() == alone.gradient.tobytes()
    assert found.losses.tobytes() == alone.losses.tobytes()
    assert found.gradient_after(size).tobytes() == alone.gradient.tobytes()
    for index in range(6):
        parts = [Step(NETWORK, start(), batched(1), SEVEN).pass_of(row).gradient[index] for row in rows.tolist()]
        assert found.sample_gradients(index).tolist() == parts
    assert mean_loss(NETWORK, START, SEVEN) == Step(NETWORK, start(), batched(7), SEVEN).loss
    assert predict(NETWORK, START, SEVEN.inputs).shape == (7, 1)


def test_a_pass_is_run_once(monkeypatch):
    ran = []
    monkeypatch.setattr(step, "run_pass", lambda *args: ran.append(args) or run_pass(*args))
    found = Step(NETWORK, start(), settings(), DATA)
    for _ in range(2):
        assert found.gradient is found.pass_of(0).gradient
        assert found.after is found.after
        assert found.loss == found.pass_of(0).losses[0]
    assert len(ran) == 1


def test_what_an_optimiser_remembers_is_part_of_the_step(remembering):
    state = State(0, 0, 0, START, optimiser=np.full(6, 2.0))
    locked = np.array([True, *[False] * 5])
    found = Step(NETWORK, state, replace(settings(), locked=locked, optimiser=REMEMBERING), DATA)
    velocity = 0.5 * 2.0 + found.gradient
    assert found.after.optimiser.tobytes() == np.where(locked, 0.0, velocity).tobytes()
    assert found.after.parameters.tobytes() == np.where(locked, START, START - 0.05 * velocity).tobytes()


@pytest.mark.parametrize("seed", range(6))
def test_the_kernel_carries_what_an_optimiser_remembers(remembering, seed):
    case, rng = random_case(seed, "sigmoid", "half_square"), np.random.default_rng(seed)
    network, count = case.network, case.network.parameter_count
    how = Settings(0.3, rng.random(count) < 0.3, 2, shuffle=True, seed=seed, optimiser=REMEMBERING)
    begin = State(0, 0, 0, case.parameters, optimiser=np.where(how.locked, 0.0, rng.normal(size=count)))
    columns = Columns(np.arange(1), np.arange(count), every=3)
    found = []
    for way in (advance_readably, plain_kernel().advance):
        record = Record(network, columns, 10, 1.0, inner=count)
        state = way(network, begin, how, Data(case.inputs, case.targets), 10, record)
        found.append([state.vector, record.parameters, record.losses, record.states[: record.kept]])
    for readable, by_kernel in zip(*found, strict=True):
        assert readable.tobytes() == by_kernel.tobytes()


def test_plain_descent_remembers_nothing():
    assert not OPTIMISERS["plain"].start(6).size
    assert start().vector is START
