"""The compiled kernel beside C loops and the libraries that people train with.

Everyone does the same training and leaves the same record: the loss of each step, the loss over all samples where an
epoch begins, the predictions of the watched samples. That they agree is checked before anything is timed.
"""

import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from benchmarks.networks import w3_session
from benchmarks.peers import by_hand, by_numpy, c, frameworks
from benchmarks.peers.work import Outcome, Trainer, Work
from benchmarks.table import Figure, printed, round_robin, seconds
from bpgui.engine.network import Layer, Network
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Data, Settings, State
from bpgui.engine.training import Columns, Record, advance
from bpgui.session.compiled import warm_up
from bpgui.session.response import ResponseQuery, points_for, response

ROUNDS, SECONDS = 9, 0.1
#: The agreement that is asked for, over so many steps.
CLOSE, CHECKED_STEPS = 1e-9, 100
STRICT = ("gcc -O2, strict", "gcc -O3, strict")


class Promise(NamedTuple):
    """What a work is: how many steps ours and C, numpy and the others, and plain Python take at a time (0: none).

    `reach` is the promised share of the speed of the best C (W1: strict C), which counts from `times_numpy` on.
    """

    work: Work
    fast: int
    slow: int
    by_hand: int
    reach: float
    times_numpy: float


def spiral() -> Data:
    """Return 500 points of two spirals."""
    rng = np.random.default_rng(1)
    distance, arm = np.linspace(0.05, 1.0, 500), np.arange(500.0) % 2.0
    angle = 1.75 * distance * 2 * np.pi + arm * np.pi
    points = 2.0 * distance[:, None] * np.column_stack((np.sin(angle), np.cos(angle)))
    order = rng.permutation(500)
    return Data(points[order], (2.0 * arm - 1.0)[order, None])


def work(name: str, network: Network, data: Data, batch_size: int, watched: int, size: float) -> Work:
    """Return a work that starts from random weights up to `size`."""
    start = np.random.default_rng(0).uniform(-size, size, network.parameter_count)
    return Work(name, network, data, batch_size, watched, 0.03, start)


def promises() -> list[Promise]:
    """Return the four works, and three of them with Adam, and what is promised of each."""
    rng = np.random.default_rng(2)
    article = Network(2, (Layer(2), Layer(1)))
    xor = Network(2, (Layer(4, "tanh", True), Layer(1, "tanh", True)))
    deep = Network(2, (Layer(8, "tanh", True), Layer(8, "tanh", True), Layer(1, "tanh", True)))
    wide = Network(30, (Layer(64, "relu", True), Layer(64, "relu", True), Layer(1, "tanh", True)))
    corners = Data(np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]), np.array([[-1.0], [1.0], [1.0], [-1.0]]))
    inputs = rng.normal(size=(1000, 30))
    wide_data = Data(inputs, np.sign(inputs[:, :1] * inputs[:, 1:2]))
    one = Data(np.array([[2.0, 3.0]]), np.array([[1.0]]))
    plain = [
        Promise(work("W1 article 2-2-1", article, one, 1, 1, 0.2), 50_000, 1_000, 1_000, 0.8, 0.0),
        Promise(work("W2 XOR 2-4-1", xor, corners, 4, 4, 1.0), 50_000, 1_000, 1_000, 0.8, 50.0),
        Promise(work("W3 spiral 2-8-8-1", deep, spiral(), 10, 0, 0.6), 2_500, 50, 50, 0.8, 20.0),
        Promise(work("W4 wide 30-64-64-1", wide, wide_data, 32, 0, 0.15), 160, 32, 0, 0.75, 1.3),
    ]
    return [*plain, *(with_adam(promise) for promise in plain[1:])]


def with_adam(promise: Promise) -> Promise:
    """Return the same work with Adam: 0.8 of strict C, which does the same arithmetic."""
    what = replace(promise.work, name=f"{promise.work.name}, Adam", optimiser="adam", learning_rate=0.001)
    return promise._replace(work=what, by_hand=0, reach=0.8, times_numpy=0.0)


def our_trainer(what: Work, most: int) -> Trainer:
    """Prepare the work for our own kernel."""
    columns = Columns(np.arange(what.watched))
    record = Record(what.network, columns, most, first_loss=1.0)
    state = State(0, 0, 0, what.start, optimiser=OPTIMISERS[what.optimiser].start(len(what.start)))
    locked = np.zeros(len(what.start), dtype=bool)
    settings = Settings(what.learning_rate, locked, what.batch_size, optimiser=what.optimiser)

    def train(steps: int) -> Outcome:
        record.clear(1)
        advance(what.network, state, settings, what.data, steps, record)
        return Outcome(record.losses[:steps], record.train_losses[:steps], record.predictions[steps - 1])

    return train


def check(name: str, ours: Outcome, theirs: Outcome) -> None:
    """Raise ArithmeticError where a peer computes something else."""
    for mine, other in zip(ours, theirs, strict=True):
        if not np.allclose(mine, other, rtol=CLOSE, atol=CLOSE, equal_nan=True):
            raise ArithmeticError(f"{name} does not agree with the kernel")


def trainers(promise: Promise) -> dict[str, tuple[Trainer, int]]:
    """Return ours and all peers that are here, each with the steps it takes at a time."""
    what, fast, slow = promise.work, promise.fast, promise.slow
    found = {"ours": (our_trainer(what, fast), fast)}
    for name, library in c.compiled().items():
        found[name] = (c.trainer(library, what, fast), fast)
    found["numpy, buffers made once"] = (by_numpy.trainer(what, max(slow, CHECKED_STEPS)), slow)
    if promise.by_hand:
        found["plain Python"] = (by_hand.trainer(what, promise.by_hand), promise.by_hand)
    if frameworks.has_torch():
        found["PyTorch, with autograd"] = (frameworks.torch_trainer(what, slow), slow)
    for name, (train, _) in found.items():
        check(name, found["ours"][0](CHECKED_STEPS), train(CHECKED_STEPS))
    if frameworks.has_sklearn() and what.optimiser == "plain":
        found["scikit-learn, linear output"] = (frameworks.sklearn_trainer(what, slow), slow)
    return found


def measured(promise: Promise) -> list[Figure]:
    """Return the figures of one work."""
    what, everyone = promise.work, trainers(promise)
    rest = partial(time.sleep, SECONDS)  # numpy's threads are busy for a while after its last product
    works = [work for train, steps in everyone.values() for work in (rest, partial(train, steps))]
    timings = np.array(round_robin(works, ROUNDS, SECONDS))[:, 1::2]
    steps = [steps for _, steps in everyone.values()]
    table = dict(zip(everyone, np.transpose(timings / steps).tolist(), strict=True))  # seconds a step, by rounds
    figures = [c_figure(promise, table)]
    for name, times in table.items():
        if name != "ours":
            detail = f"{1e6 * statistics.median(times):.3g} us a step"
            figures.append(Figure(f"kernel, {what.name}, times {name}", ratio(times, table["ours"]), detail=detail))
    return figures


def ratio(slow: Sequence[float], fast: Sequence[float]) -> float:
    """Return the median over the rounds of how many times as fast `fast` is."""
    return statistics.median(a / b for a, b in zip(slow, fast, strict=True))


def c_figure(promise: Promise, table: dict[str, list[float]]) -> Figure:
    """Return the promise: our share of the speed of the fastest C."""
    ours = table["ours"]
    variants = [name for name in (c.VARIANTS if promise.times_numpy else STRICT) if name in table]
    title = f"kernel, {promise.work.name}, of the fastest {'' if promise.times_numpy else 'strict '}by-batch C"
    if not variants:
        return Figure(title, float("nan"), promise.reach, is_least=True, counts=False, detail="there is no gcc here")
    best = min(variants, key=lambda name: statistics.median(table[name]))
    above = ratio(table["numpy, buffers made once"], table[best])
    detail = f"{best}, {above:.3g} times numpy; ours {1e6 * statistics.median(ours):.3g} us a step"
    counts = above >= promise.times_numpy
    return Figure(title, ratio(table[best], ours), promise.reach, is_least=True, detail=detail, counts=counts)


def figures() -> list[Figure]:
    """Measure everything."""
    if not warm_up():
        raise RuntimeError("there is no compiled kernel here")
    return [*(figure for promise in promises() for figure in measured(promise)), response_figure()]


def response_figure() -> Figure:
    """Return how long a picture of what W3's network computes takes its worker: 100x100 points and their contours."""
    experiment = w3_session().experiment
    query = ResponseQuery(experiment, experiment.initialisation.all_of(experiment.network), (3, 0), (0, 1))
    milliseconds = 1e3 * seconds(lambda: response(query))
    detail = f"{points_for(query)}x{points_for(query)} points, with contour lines"
    return Figure("what W3's network computes, a picture", milliseconds, 4.0, unit=" ms", detail=detail)


if __name__ == "__main__":
    print(printed(figures()))
