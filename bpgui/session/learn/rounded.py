"""A copy of the training that rounds as one does by hand, beside the exact one. The record is not touched."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.rounded import Rule, rounded_pass, rounded_step
from bpgui.engine.step import State, next_state
from bpgui.engine.training import measure
from bpgui.session.basics.numbers import MAX_DIGITS, display
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.futures import Timeline

__all__ = ["Followed", "RoundedCopy", "Rule", "rounded_copy", "steps_to_show", "written"]

MIN_STEPS, MAX_STEPS = 20, 200
#: Numbers that are rounded at most, which takes part of a second. Large networks take fewer steps.
MAX_NUMBERS = 400_000
#: What one step gives: the next state; prediction, loss and gradient at the present one.
RoundedStep = tuple[State, Array, float, Array]
#: From here on decimals are not written out.
LARGE = 1e7


class Followed(NamedTuple):
    """Some steps of one training; row k of each array belongs to the state after k steps.

    `predictions` (steps + 1, outputs) are those of one sample, `losses` (steps + 1,) and `gradients` (steps + 1,
    parameters) those of the step's batch; `parameters` has the shape of the gradients.
    """

    predictions: Array
    losses: Array
    parameters: Array
    gradients: Array


@dataclass(frozen=True, eq=False)
class RoundedCopy:
    """Some steps from one row on, exact and rounded, with the settings of that row.

    Row k of both belongs to step `first` + k. `frozen` is the step number from which on no update changes anything.
    """

    experiment: Experiment
    rule: Rule
    first: int
    exact: Followed
    rounded: Followed
    frozen: int | None


def written(value: float, rule: Rule) -> str:
    """Write a rounded number: with all its decimals, as on paper ("0.50"); significant digits as everywhere."""
    if rule.is_significant or not math.isfinite(value) or abs(value) >= LARGE:
        return display(value, MAX_DIGITS)
    return format(value + 0.0, f".{rule.places}f")  # + 0.0 turns -0.0 into 0.0


def steps_to_show(timeline: Timeline, row: int) -> int:
    """Return how many steps are worth showing from a row: those trained since, 20 to 200, or as many as are quick."""
    experiment = timeline.experiment_at(row)
    network, settings, samples = experiment.network, experiment.settings, experiment.data.training_count
    numbers = 2 * network.parameter_count + 3 * sum(network.sizes[1:]) * (settings.batch_size or samples)
    trained = timeline.step_at(timeline.length - 1) - timeline.step_at(row)
    return min(max(trained, MIN_STEPS), MAX_STEPS, max(1, MAX_NUMBERS // numbers))


def rounded_copy(
    experiment: Experiment,
    state: State,
    sample: int,
    rule: Rule,
    steps: int,
    progress: Callable[[int, int], bool] = lambda _done, _all: True,
) -> RoundedCopy | None:
    """Train `steps` steps from a state, exactly and rounded; `sample` is whose predictions are shown.

    `progress(steps done, steps in all)` is asked after each step; when it answers False the result is None.
    """
    network, settings, data = experiment.network, experiment.settings, experiment.data
    shown = np.array([sample])

    def exact(now: State) -> RoundedStep:
        found = measure(network, now, settings, data, shown)
        after = next_state(network, now, found.gradient, settings, data.training_count)
        return after, found.predictions[0], found.loss, found.gradient

    def by_hand(now: State) -> RoundedStep:
        with np.errstate(all="ignore"):
            done = rounded_pass(network, now.parameters, data.inputs[shown], data.targets[shown], rule)
        after, loss, gradient = rounded_step(network, now, settings, data, rule)
        return after, done.activations[-1][0], loss, gradient

    total = 2 * (steps + 1)
    rounded = _followed(by_hand, replace(state, parameters=rule(state.parameters)), steps, lambda n: progress(n, total))
    side = _followed(exact, state, steps, lambda n: progress(steps + 1 + n, total)) if rounded else None
    if rounded is None or side is None:
        return None
    frozen = _frozen(rounded.parameters, experiment)
    last = None if frozen is None else state.step + frozen + 1
    return RoundedCopy(experiment, rule, state.step, side, rounded, last)


def _followed(
    move: Callable[[State], RoundedStep], state: State, steps: int, progress: Callable[[int], bool]
) -> Followed | None:
    """Take steps; return what holds at each state, the first and the last too; None where it is not wanted any more."""
    found: list[tuple[Array, float, Array, Array]] = []
    for _ in range(steps + 1):
        parameters = state.parameters
        state, prediction, loss, gradient = move(state)
        found.append((prediction, loss, parameters, gradient))
        if not progress(len(found)):
            return None
    return Followed(*map(np.array, zip(*found, strict=True)))


def _frozen(parameters: Array, experiment: Experiment) -> int | None:
    """Return the place of the first state from which on nothing moves, for an epoch at least; None if all moves."""
    last, samples = len(parameters) - 1, experiment.data.training_count
    first = last
    while first and np.array_equal(parameters[first - 1], parameters[last]):
        first -= 1
    epoch = -(-samples // (experiment.settings.batch_size or samples))
    return first if last - first >= epoch else None
