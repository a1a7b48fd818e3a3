"""The compiled kernel, the same lines as plain Python, and the readable engine give one set of bits."""

import importlib
import math
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine import kernel as kernel_room
from bpgui.engine import training
from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.batches import epoch_key, shuffled
from bpgui.engine.kernel import branches
from bpgui.engine.kernel import calls as kernel
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Layer, Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.schedules import SCHEDULES
from bpgui.engine.step import Data, Settings, State
from bpgui.engine.training import Columns, Record, advance_readably, measure
from tests.article import DATA, NETWORK, settings, start
from tests.campaigns import tries
from tests.engine.random_networks import PAIRS, random_case, random_targets

COLUMNS = ("losses", "train_losses", "predictions", "parameters", "gradients")


MODULES = ("compiling", "branches", "one_pass", "arguments", "moving", "loop", "calls")


pytestmark = pytest.mark.usefixtures("machine_code")


@pytest.fixture(scope="module")
def plain():
    """The kernel as it is where there is no numba."""
    return plain_kernel()


def plain_kernel():
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "numba", None)
        for name in MODULES:
            patch.setattr(kernel_room, name, None, raising=False)  # puts it back in the end
            patch.delitem(sys.modules, f"bpgui.engine.kernel.{name}", raising=False)
        found = importlib.import_module("bpgui.engine.kernel.calls")
        assert sys.modules["bpgui.engine.kernel.compiling"].numba is None
        for name in MODULES:
            patch.delitem(sys.modules, f"bpgui.engine.kernel.{name}")
    return found


def all_columns(network):
    return Columns(np.arange(1), np.arange(network.parameter_count), every=2)


def trained(way, network, state, how, data, count, chunk=None, columns=None, below=None, armed=True):
    """Train in chunks; return every column as bytes (any nan is one nan), why it stopped, and the last state."""
    columns, parts, end = columns or all_columns(network), [], state.step + count
    first_loss = measure(network, state, how, data, columns.watched).loss
    record = Record(network, columns, chunk or count, first_loss, below, armed, len(state.optimiser))
    while state.step < end and not record.reason:
        record.clear(state.step + 1)
        state = way(network, state, how, data, min(record.capacity, end - state.step), record)
        parts.append([getattr(record, name)[: record.length].copy() for name in COLUMNS])
        parts[-1].append(record.states[: record.kept].copy())
    filled = [np.concatenate(column) for column in zip(*parts, strict=True)]
    same = [np.where(np.isnan(column), np.nan, column).tobytes() for column in filled]
    return (
        same,
        record.reason,
        record.armed,
        vars(state) | {"parameters": state.parameters.tobytes(), "optimiser": state.optimiser.tobytes()},
    )


def random_objective(rng):
    """Draw penalties, clipping and a schedule; each is absent as often as not."""
    return {
        "l2": float(rng.choice([0.0, 0.0, 0.01, 3.0])),
        "l1": float(rng.choice([0.0, 0.0, 0.01, 0.5])),
        "clip": [None, None, 1e-3, 0.5, 1e9][rng.integers(5)],
        "schedule": list(SCHEDULES)[rng.integers(len(SCHEDULES))],
        "last_rate": float(rng.choice([0.0, 0.05])),
        "schedule_steps": int(rng.choice([1, 3, 100])),
        "warm_up": int(rng.choice([0, 0, 4, 100])),
        "origin": int(rng.choice([0, 0, 5])),
    }


def random_training(output, loss, seed):
    """Draw a network of this pair, samples, how to train, a state within an epoch, and columns."""
    case, rng = random_case(seed, output, loss), np.random.default_rng(seed)
    network, samples = case.network, int(rng.integers(1, 30))
    test = rng.choice(samples, rng.integers(0, samples) * (seed % 2), replace=False)
    inputs, targets = rng.normal(size=(samples, network.inputs)), random_targets(rng, loss, (samples, network.outputs))
    data = Data(inputs, targets, tuple(sorted(test.tolist())))
    how = Settings(
        learning_rate=float(rng.choice([0.01, 0.3, 2.0])),
        locked=rng.random(network.parameter_count) < 0.2,
        batch_size=[None, 1, 2, 5, 8, samples, samples + 1][rng.integers(7)],
        shuffle=bool(rng.integers(2)),
        seed=int(rng.integers(-5, 2**40)),
        optimiser=list(OPTIMISERS)[seed % len(OPTIMISERS)],
        decay=[None, 0.0, 0.3][seed % 3],
        **random_objective(rng),
    )
    position = int(rng.integers(0, data.training_count))
    present = [None, 7][rng.integers(2)] if position else None
    optimiser = OPTIMISERS[how.optimiser].start(network.parameter_count)
    state = State(int(rng.integers(9)), int(rng.integers(9)), position, case.parameters, present, optimiser)
    columns = Columns(
        watched=rng.choice(samples, rng.integers(0, min(samples, 16) + 1), replace=False),
        traced=rng.choice(network.parameter_count, rng.integers(0, network.parameter_count + 1), replace=False),
        train_loss=bool(rng.integers(2)),
        every=int(rng.choice([0, 1, 2, 7])),
    )
    return {"network": network, "state": state, "how": how, "data": data, "columns": columns}


@pytest.mark.slow("the readable engine takes the same steps")
@pytest.mark.campaign
@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_random_trainings_of_every_pair(output, loss):
    for seed in range(tries(8, 3000)):
        rule = {"below": [None, 0.2, 1.0][seed % 3], "armed": bool(seed % 2)}
        what = random_training(output, loss, seed) | rule
        readable = trained(advance_readably, **what, count=25)
        assert trained(kernel.advance, **what, count=25, chunk=[25, 1, 4][seed % 3]) == readable, seed


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_as_plain_python_too(plain, output, loss):
    for seed in range(100, 103):
        what = random_training(output, loss, seed)
        assert trained(plain.advance, **what, count=6) == trained(kernel.advance, **what, count=6)


def test_the_article_at_rate_one_half_for_1000_steps(plain):
    readable = trained(advance_readably, NETWORK, start(), settings(0.5), DATA, 1000)
    for way in (kernel.advance, plain.advance):
        assert trained(way, NETWORK, start(), settings(0.5), DATA, 1000) == readable


def three_classes(samples=23):
    """A training in shuffled batches, whose last one is smaller."""
    rng = np.random.default_rng(2)
    network = Network(2, (Layer(5, "tanh", True), Layer(3, "softmax", True)), "categorical_cross_entropy")
    data = Data(rng.normal(size=(samples, 2)), rng.dirichlet(np.ones(3), samples))
    how = Settings(0.1, np.zeros(network.parameter_count, dtype=bool), 4, shuffle=True, seed=11)
    return network, State(0, 0, 0, rng.normal(size=network.parameter_count)), how, data


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_chunks_of_any_size_give_the_same_rows(chunk):
    readable = trained(advance_readably, *three_classes(), 1000)
    assert trained(kernel.advance, *three_classes(), 1000, chunk) == readable


@pytest.mark.parametrize("batch", [None, 130, 70, 40])
def test_a_batch_for_which_there_is_no_room_goes_through_in_pieces(batch, monkeypatch):
    network, state, how, data = three_classes(150)
    how = replace(how, batch_size=batch)
    readable = trained(advance_readably, network, state, how, data, 12)
    monkeypatch.setattr(kernel, "MAX_ROOM", 1)
    assert kernel.width_for(kernel.plan_for(network), 150) == kernel.BLOCK
    assert trained(kernel.advance, network, state, how, data, 12) == readable


def test_threads_do_not_disturb_each_other():
    def work(_):
        return trained(kernel.advance, *three_classes(), 2000, 50)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(work, range(8)))
    assert found == 8 * [work(0)]


@pytest.mark.parametrize("chunk", [1, 2, 7, 1000])
@pytest.mark.parametrize(("rate", "below", "reason", "steps"), [(1.0, None, "diverged", 3), (0.05, 0.01, "loss", None)])
def test_it_stops_at_the_exact_state(chunk, rate, below, reason, steps):
    readable = trained(advance_readably, NETWORK, start(), settings(rate), DATA, 1000, below=below)
    fast = trained(kernel.advance, NETWORK, start(), settings(rate), DATA, 1000, chunk, below=below)
    assert fast == readable
    assert (fast[1], fast[3]["step"]) == (reason, steps or fast[3]["step"])


def test_a_rule_that_is_met_already_fires_once_it_has_been_unmet():
    good = replace(start(), parameters=2.2 * start().parameters)
    _, reason, _, end = trained(kernel.advance, NETWORK, good, settings(0.5), DATA, 99, below=0.05, armed=False)
    assert (reason, end["step"]) == ("loss", 4)


def test_no_step_is_taken_from_a_diverged_state():
    state = replace(start(), parameters=np.full(6, np.inf))
    record = Record(NETWORK, Columns(), 5, 1.0)
    assert kernel.advance(NETWORK, state, settings(), DATA, 5, record) is state
    assert (record.reason, record.length) == ("diverged", 0)


def test_a_record_is_filled_on_up_to_its_capacity_and_the_state_given_stays():
    begin, record = start(), Record(NETWORK, all_columns(NETWORK), 5, 1.0)
    state = kernel.advance(NETWORK, begin, settings(), DATA, 3, record)
    state = kernel.advance(NETWORK, state, settings(), DATA, 9, record)
    assert (state.step, record.length, record.kept) == (5, 5, 2)
    assert record.states.tolist()[:2] == record.parameters[[1, 3]].tolist()
    assert begin.parameters.tolist() == start().parameters.tolist()
    record.reason = "loss"
    assert kernel.advance(NETWORK, state, settings(), DATA, 1, record) is state


@pytest.mark.parametrize("samples", [63, 64, 65, 200])
def test_more_samples_than_are_taken_at_a_time(samples):
    rng = np.random.default_rng(samples)
    network = Network(3, (Layer(4, "sigmoid", True), Layer(2, "leaky_relu")))
    data = Data(rng.normal(size=(samples, 3)), rng.normal(size=(samples, 2)))
    state = State(0, 0, 0, rng.normal(size=network.parameter_count))
    columns = Columns(np.arange(samples - 1, 0, -1))
    for batch_size in (None, 9, 100):
        how = Settings(0.1, np.zeros(network.parameter_count, dtype=bool), batch_size, shuffle=True, seed=1)
        what = {"network": network, "state": state, "how": how, "data": data, "count": 12, "columns": columns}
        assert trained(kernel.advance, **what) == trained(advance_readably, **what)


@pytest.mark.parametrize("batch_size", [None, 1])
def test_more_samples_may_be_shown_than_are_trained(plain, batch_size):
    network, state, how, data = three_classes(13)
    data = replace(data, test=tuple(range(1, 13)))
    what = (network, state, replace(how, batch_size=batch_size), data, 6, 6, Columns(np.arange(13)))
    readable = trained(advance_readably, *what)
    for way in (plain.advance, kernel.advance):  # plain Python keeps to its room, machine code does not
        assert trained(way, *what) == readable


def test_the_order_of_an_epoch_is_that_of_batches(plain):
    order_epoch = plain.advance_rows.__globals__["order_epoch"]  # of loop.py without numba
    for seed, epoch, samples in [(0, 0, 1), (5, 0, 50), (-1, 10**9, 7), (2**63, 3, 200)]:
        order = np.zeros(samples, dtype=np.int64)
        with np.errstate(over="ignore"):
            order_epoch(order, np.arange(samples), True, np.uint64(epoch_key(seed)), epoch)
        assert order.tolist() == shuffled(seed, epoch, samples).tolist()


def test_every_loss_has_its_branch():
    assert set(branches.LOSS_KINDS) == set(LOSSES)


def test_an_entry_in_the_table_is_all_that_an_activation_needs(monkeypatch):
    cube = replace(ACTIVATIONS["tanh"], name="cube", value=lambda z: z * z * z, derivative=lambda z, a: 3.0 * z * z)
    monkeypatch.setitem(ACTIVATIONS, "cube", cube)
    network = Network(2, (Layer(3, "cube", True), Layer(1, "tanh")))
    data, start = Data(np.array([[0.5, -1.0]]), np.ones((1, 1))), State(0, 0, 0, np.linspace(-0.9, 0.8, 12))
    what = (network, start, Settings(0.1, np.zeros(12, dtype=bool)), data, 20)
    assert trained(plain_kernel().advance, *what) == trained(advance_readably, *what)


def test_arrays_that_are_read_only_or_strided_are_not_compiled_for_anew():
    inputs = np.arange(8.0).reshape(2, 4).T[:, :]
    inputs.setflags(write=False)
    data = Data(inputs, np.ones((8, 1))[::2])
    record = Record(NETWORK, Columns(), 2, math.inf)
    kernel.advance(NETWORK, start(), settings(1e-9), data, 2, record)
    assert len(kernel.advance_rows.signatures) == 1


def test_training_goes_through_whatever_is_ready(monkeypatch):
    called = []
    monkeypatch.setattr(training, "compiled_advance", lambda *what: called.append(what[4]) or what[1])
    record = Record(NETWORK, Columns(), 2, 1.0)
    training.advance(NETWORK, start(), settings(), DATA, 2, record)
    assert called == [2]


# Blocks of rows


def filled_record(rng, rows, first):
    network = Network(2, (Layer(3, "tanh", True), Layer(2, "tanh")))
    record = Record(network, Columns(np.arange(2), np.array([1, 4, 7])), rows + 3, 1.0)
    record.clear(first)
    record.length = rows
    for name in COLUMNS:
        column = getattr(record, name)
        column[:] = np.where(rng.random(column.shape) < 0.3, np.nan, rng.normal(size=column.shape))
    return record


@pytest.mark.parametrize("size", [1, 2, 8, 64])
@pytest.mark.parametrize("first", [1, 8, 13])
@pytest.mark.parametrize("rows", [1, 7, 40])
def test_rows_fold_into_blocks(plain, rows, first, size):
    record, places = filled_record(np.random.default_rng(rows + first), rows, first), np.array([0, 1, 5, 2, 8, 11])
    columns = np.concatenate([array.T for array in record.arrays()])[places]
    parts = [column[np.arange(first, first + rows) // size == n] for column in columns for n in range(999)]
    parts = [part[~np.isnan(part)] for part in parts if len(part)]
    expected = [[f(part) if len(part) else np.nan for part in parts] for f in (np.min, np.max)]
    for way in (training.fold_readably, kernel.fold, plain.fold):
        minima, maxima = way(record, places, size)
        np.testing.assert_array_equal([minima.ravel(), maxima.ravel()], expected)


def test_folding_goes_through_the_hook(monkeypatch):
    record = filled_record(np.random.default_rng(0), 5, 1)
    monkeypatch.setattr(training, "compiled_fold", lambda *what: what)
    assert training.fold(record, COLUMNS, 2) == (record, COLUMNS, 2)


@pytest.mark.parametrize("samples", [1, 63, 64, 65, 200])
@pytest.mark.parametrize("layer", [0, 1, 2, 3])
def test_activations_have_the_readable_bits(plain, layer, samples, monkeypatch):
    network = Network(3, (Layer(5, "tanh", True), Layer(2, "relu"), Layer(3, "softmax", True)))
    rng = np.random.default_rng(samples)
    parameters, inputs = rng.normal(size=network.parameter_count), rng.normal(size=(samples, 3))
    monkeypatch.setattr(training, "compiled_activations", None)
    wanted = training.activations_of(network, parameters, inputs, layer).tobytes()

    for way in (kernel.activations, plain.activations):
        monkeypatch.setattr(training, "compiled_activations", way)
        assert training.activations_of(network, parameters, inputs, layer).tobytes() == wanted


@pytest.mark.parametrize(("activation", "loss"), PAIRS)
def test_mean_losses_have_the_readable_bits(activation, loss, monkeypatch):
    network = Network(3, (Layer(5, "tanh", True), Layer(3, activation, True)), loss=loss)
    rng = np.random.default_rng(5)
    parameters, inputs = rng.normal(size=network.parameter_count), rng.normal(size=(70, 3))
    data, test = Data(inputs, np.eye(3)[rng.integers(0, 3, 70)]), np.arange(0, 70, 3)
    monkeypatch.setattr(training, "compiled_activations", None)
    wanted = training.mean_loss(network, parameters, data, test)
    monkeypatch.setattr(training, "compiled_activations", kernel.activations)
    assert training.mean_loss(network, parameters, data, test) == wanted
