"""The compiled kernel, the same lines as plain Python, and the readable engine give one set of bits."""

import importlib.util
import math
import sys
from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine import kernel, training
from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.batches import shuffled
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Layer, Network
from bpgui.engine.training import Data, Record, Settings, State, advance_readably, measure
from tests.article import DATA, NETWORK, settings, start
from tests.engine.random_networks import PAIRS, random_case, random_targets


@pytest.fixture(scope="module")
def plain():
    """The kernel's module as it is where there is no numba."""
    spec = importlib.util.spec_from_file_location("plain_kernel", kernel.__file__)
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "numba", None)
        patch.setitem(sys.modules, "numba.extending", None)
        spec.loader.exec_module(module)
    assert module.numba is None
    return module


def trained(way, network, state, how, data, count, chunk=None, watched=(0,), below=None, armed=True):
    """Train in chunks; return every column as bytes (any nan is one nan), why it stopped, and the last state."""
    watched, reason, parts = np.array(watched, dtype=np.intp), "", []
    first_loss = measure(network, state, how, data, watched).loss
    while count > 0 and not reason:
        size = min(chunk or count, count)
        record = Record(network, watched, size, first_loss, below, armed)
        state = way(network, state, how, data, size, record)
        reason, armed, count = record.reason, record.armed, count - size
        parts.append([getattr(record, name)[: record.length] for name in kernel.Rows._fields])
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    same = [np.where(np.isnan(column), np.nan, column).tobytes() for column in columns]
    end = (state.step, state.epoch, state.position, state.epoch_seed, state.parameters.tobytes())
    return same, reason, armed, end


def random_training(output, loss, seed):
    """Draw a network of this pair, samples, and how to train: batches, order, locks, a state within an epoch."""
    case, rng = random_case(seed, output, loss), np.random.default_rng(seed)
    network, samples = case.network, int(rng.integers(1, 30))
    data = Data(rng.normal(size=(samples, network.inputs)), random_targets(rng, loss, (samples, network.outputs)))
    how = Settings(
        learning_rate=float(rng.choice([0.01, 0.3, 2.0])),
        locked=rng.random(network.parameter_count) < 0.2,
        batch_size=[None, 1, 2, 5, 8, samples, samples + 1][rng.integers(7)],
        shuffle=bool(rng.integers(2)),
        seed=int(rng.integers(-5, 2**40)),
    )
    position = int(rng.integers(0, samples))
    present = [None, 7][rng.integers(2)] if position else None
    state = State(3, int(rng.integers(0, 9)), position, case.parameters, present)
    watched = rng.choice(samples, rng.integers(0, min(samples, 4) + 1), replace=False)
    return network, state, how, data, watched


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_random_trainings_of_every_pair(output, loss):
    for seed in range(40):
        *what, watched = random_training(output, loss, seed)
        below = [None, 0.2, 1.0][seed % 3]
        readable = trained(advance_readably, *what, 25, watched=watched, below=below, armed=bool(seed % 2))
        fast = trained(kernel.advance, *what, 25, watched=watched, below=below, armed=bool(seed % 2))
        assert fast == readable, seed


@pytest.mark.parametrize(("output", "loss"), PAIRS)
def test_as_plain_python_too(plain, output, loss):
    for seed in range(3):
        *what, watched = random_training(output, loss, 100 + seed)
        assert trained(plain.advance, *what, 6, watched=watched) == trained(kernel.advance, *what, 6, watched=watched)


def test_the_article_at_rate_one_half_for_1000_steps(plain):
    readable = trained(advance_readably, NETWORK, start(), settings(0.5), DATA, 1000)
    for way in (kernel.advance, plain.advance):
        assert trained(way, NETWORK, start(), settings(0.5), DATA, 1000) == readable


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_chunks_of_any_size_give_the_same_rows(chunk):
    rng = np.random.default_rng(2)
    network = Network(2, (Layer(5, "tanh", True), Layer(3, "softmax", True)), "categorical_cross_entropy")
    data = Data(rng.normal(size=(23, 2)), rng.dirichlet(np.ones(3), 23))
    how = Settings(0.1, np.zeros(network.parameter_count, dtype=bool), 4, shuffle=True, seed=11)
    state = State(0, 0, 0, rng.normal(size=network.parameter_count))
    readable = trained(advance_readably, network, state, how, data, 1000)
    assert trained(kernel.advance, network, state, how, data, 1000, chunk) == readable


@pytest.mark.parametrize("chunk", [1, 2, 7, 1000])
@pytest.mark.parametrize(("rate", "below", "reason", "steps"), [(1.0, None, "diverged", 3), (0.05, 0.01, "loss", None)])
def test_it_stops_at_the_exact_state(chunk, rate, below, reason, steps):
    readable = trained(advance_readably, NETWORK, start(), settings(rate), DATA, 1000, below=below)
    fast = trained(kernel.advance, NETWORK, start(), settings(rate), DATA, 1000, chunk, below=below)
    assert fast == readable
    assert (fast[1], fast[3][0]) == (reason, steps or fast[3][0])


def test_a_rule_that_is_met_already_fires_once_it_has_been_unmet():
    good = replace(start(), parameters=2.2 * start().parameters)
    _, reason, _, end = trained(kernel.advance, NETWORK, good, settings(0.5), DATA, 99, below=0.05, armed=False)
    assert (reason, end[0]) == ("loss", 4)


def test_no_step_is_taken_from_a_diverged_state():
    state = replace(start(), parameters=np.full(6, np.inf))
    record = Record(NETWORK, np.arange(1), 5, 1.0)
    assert kernel.advance(NETWORK, state, settings(), DATA, 5, record) is state
    assert (record.reason, record.length) == ("diverged", 0)


@pytest.mark.parametrize("samples", [63, 64, 65, 200])
def test_more_samples_than_are_taken_at_a_time(samples):
    rng = np.random.default_rng(samples)
    network = Network(3, (Layer(4, "sigmoid", True), Layer(2, "leaky_relu")))
    data = Data(rng.normal(size=(samples, 3)), rng.normal(size=(samples, 2)))
    state = State(0, 0, 0, rng.normal(size=network.parameter_count))
    for batch_size in (None, 9, 100):
        how = Settings(0.1, np.zeros(network.parameter_count, dtype=bool), batch_size, shuffle=True, seed=1)
        what = (network, state, how, data, 12)
        watched = range(samples - 1, 0, -1)
        assert trained(kernel.advance, *what, watched=watched) == trained(advance_readably, *what, watched=watched)


def test_the_order_of_an_epoch_is_that_of_batches(plain):
    for seed, epoch, samples in [(0, 0, 1), (5, 0, 50), (-1, 10**9, 7), (2**63, 3, 200)]:
        how = Settings(0.1, np.zeros(1, dtype=bool), 1, shuffle=True, seed=seed)
        data = Data(np.zeros((samples, 1)), np.zeros((samples, 1)))
        record = Record(Network(1, (Layer(1),)), np.arange(0), 1, 1.0)
        course = plain.course_of(State(0, 0, 0, np.zeros(1)), how, data, record)._replace(shuffle=True)
        order = np.zeros(samples, dtype=np.int64)
        with np.errstate(over="ignore"):
            plain.order_epoch(course, epoch, order)
        assert order.tolist() == shuffled(seed, epoch, samples).tolist()


def test_every_activation_and_loss_has_its_branch():
    assert set(kernel.KINDS) == set(ACTIVATIONS)
    assert set(kernel.LOSS_KINDS) == set(LOSSES)


def test_arrays_that_are_read_only_or_strided_are_not_compiled_for_anew():
    inputs = np.arange(8.0).reshape(2, 4).T[:, :]
    inputs.setflags(write=False)
    data = Data(inputs, np.ones((8, 1))[::2])
    record = Record(NETWORK, np.arange(1), 2, math.inf)
    kernel.advance(NETWORK, start(), settings(1e-9), data, 2, record)
    assert len(kernel.advance_rows.signatures) == 1


def test_training_goes_through_whatever_is_ready(monkeypatch):
    called = []
    monkeypatch.setattr(training, "compiled_advance", lambda *what: called.append(what[4]) or what[1])
    record = Record(NETWORK, np.arange(1), 2, 1.0)
    training.advance(NETWORK, start(), settings(), DATA, 2, record)
    assert called == [2]
