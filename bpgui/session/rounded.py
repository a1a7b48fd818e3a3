"""A copy of the training that rounds as one does by hand, beside the exact one. The record is not touched."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.rounded import Rule, rounded_pass, rounded_step
from bpgui.engine.training import State, measure, next_state
from bpgui.session.experiment import Experiment
from bpgui.session.timeline import Timeline

__all__ = ["RoundedCopy", "Rule", "rounded_copy", "steps_to_show"]

FEWEST_STEPS, MOST_STEPS = 20, 200
#: Numbers that are rounded at most, which takes part of a second. Large networks take fewer steps.
MOST_NUMBERS = 400_000


@dataclass(frozen=True, eq=False)
class RoundedCopy:
    """Some steps from one row on, exact and rounded, with the settings of that row.

    Row k of the predictions (steps + 1, outputs), those of one sample, and of the losses (steps + 1,), those of the
    step's batch, belongs to step `first` + k. `frozen` is the step number from which on no update changes anything.
    """

    first: int
    predictions: Array
    losses: Array
    rounded_predictions: Array
    rounded_losses: Array
    frozen: int | None


def steps_to_show(timeline: Timeline, row: int) -> int:
    """Return how many steps are worth showing from a row: those trained since, 20 to 200, or as many as are quick."""
    experiment = timeline.experiment_at(row)
    network, settings, samples = experiment.network, experiment.settings, experiment.data.samples
    numbers = 2 * network.parameter_count + 3 * sum(network.sizes[1:]) * (settings.batch_size or samples)
    trained = timeline.step_at(timeline.length - 1) - timeline.step_at(row)
    return min(max(trained, FEWEST_STEPS), MOST_STEPS, max(1, MOST_NUMBERS // numbers))


def rounded_copy(timeline: Timeline, row: int, sample: int, rule: Rule, steps: int) -> RoundedCopy:
    """Train `steps` steps from a row of a timeline, exactly and rounded; `sample` is whose predictions are shown."""
    experiment, state = timeline.experiment_at(row), timeline.state_at(row)
    network, settings, data = experiment.network, experiment.settings, experiment.data
    shown = np.array([sample])

    def exact(now: State) -> tuple[State, float, Array]:
        found = measure(network, now, settings, data, shown)
        return next_state(now, found.gradient, settings, data.samples), found.loss, found.predictions[0]

    def by_hand(now: State) -> tuple[State, float, Array]:
        with np.errstate(all="ignore"):
            done = rounded_pass(network, now.parameters, data.inputs[shown], data.targets[shown], rule)
        after, loss = rounded_step(network, now, settings, data, rule)
        return after, loss, done.activations[-1][0]

    _, losses, predictions = _followed(exact, state, steps)
    start = replace(state, parameters=rule(state.parameters))
    parameters, rounded_losses, rounded_predictions = _followed(by_hand, start, steps)
    frozen = _frozen(parameters, experiment)
    return RoundedCopy(
        first=state.step,
        predictions=predictions,
        losses=losses,
        rounded_predictions=rounded_predictions,
        rounded_losses=rounded_losses,
        frozen=None if frozen is None else state.step + frozen + 1,
    )


def _followed(
    move: Callable[[State], tuple[State, float, Array]], state: State, steps: int
) -> tuple[list[Array], Array, Array]:
    """Take steps; return the parameters, losses and predictions of each state, the first and last ones too."""
    parameters, losses, predictions = [], [], []
    for _ in range(steps + 1):
        parameters.append(state.parameters)
        state, loss, prediction = move(state)
        losses.append(loss)
        predictions.append(prediction)
    return parameters, np.array(losses), np.array(predictions)


def _frozen(parameters: list[Array], experiment: Experiment) -> int | None:
    """Return the place of the first state from which on nothing moves, for an epoch at least; None if all moves."""
    last, samples = len(parameters) - 1, experiment.data.samples
    first = last
    while first and np.array_equal(parameters[first - 1], parameters[last]):
        first -= 1
    epoch = -(-samples // (experiment.settings.batch_size or samples))
    return first if last - first >= epoch else None
