"""Steps of random networks, optimisers, penalties, clippings and schedules against papers.py."""

import numpy as np
import pytest

from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.schedules import SCHEDULES
from bpgui.engine.step import Data, Settings, State, Step
from tests.campaigns import tries
from tests.engine.papers import Mover
from tests.engine.random_networks import random_case

STEP, WALK = 1e-12, 1e-8


def drawn(seed, optimiser):
    rng = np.random.default_rng(seed)
    case = random_case(seed, ["tanh", "sigmoid", "linear"][seed % 3], "half_square")
    network = case.network
    settings = Settings(
        float(rng.choice([0.003, 0.05])),
        rng.random(network.parameter_count) < 0.15,
        [None, 2][seed % 2],
        optimiser=optimiser,
        momentum=float(rng.choice([0.5, 0.9])),
        rho=float(rng.choice([0.9, 0.99])),
        beta1=float(rng.choice([0.5, 0.9])),
        beta2=float(rng.choice([0.9, 0.999])),
        epsilon=float(rng.choice([1e-8, 1e-3])),
        decay=[None, None, 0.1][rng.integers(3)],
        l2=float(rng.choice([0.0, 0.02])),
        l1=float(rng.choice([0.0, 0.02])),
        clip=[None, 0.1, 5.0][rng.integers(3)],
        schedule=list(SCHEDULES)[rng.integers(len(SCHEDULES))],
        schedule_steps=int(rng.choice([7, 30])),
        last_rate=0.001,
        warm_up=int(rng.choice([0, 10])),
    )
    start = State(0, 0, 0, case.parameters, optimiser=OPTIMISERS[optimiser].start(network.parameter_count))
    return network, start, settings, Data(case.inputs, case.targets)


def relative(found, expected):
    return float(np.max(np.abs(found - expected) / np.maximum(np.abs(expected), 1e-3), initial=0.0))


@pytest.mark.campaign
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_each_step_from_the_same_state_and_gradient(optimiser):
    for seed in range(tries(6, 300)):
        network, state, settings, data = drawn(seed, optimiser)
        mover = Mover(settings, network.weight_count, settings.locked.tolist())
        for _ in range(50):
            step = Step(network, state, settings, data)
            gradient = mover.objective_gradient(state.parameters.tolist(), step.mean_gradient.tolist())
            assert relative(step.gradient, np.array(gradient)) < STEP, seed
            expected = mover.move(state.parameters.tolist(), step.mean_gradient.tolist(), state.step)
            assert step.rate == pytest.approx(mover.rate(state.step), rel=STEP)
            state = step.after
            assert relative(state.parameters, np.array(expected)) < STEP, (seed, state.step)


@pytest.mark.campaign
@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_walks_of_50_steps(optimiser):
    for seed in range(100, 100 + tries(3, 100)):
        network, state, settings, data = drawn(seed, optimiser)
        mover = Mover(settings, network.weight_count, settings.locked.tolist())
        theirs = state
        for _ in range(50):
            state = Step(network, state, settings, data).after
            gradient = Step(network, theirs, settings, data).mean_gradient
            moved = np.array(mover.move(theirs.parameters.tolist(), gradient.tolist(), theirs.step))
            theirs = State(state.step, state.epoch, state.position, moved, state.epoch_seed, theirs.optimiser)
        if settings.l1 == 0.0:  # the sign of a weight near 0 is no smooth function
            assert relative(state.parameters, theirs.parameters) < WALK, seed
