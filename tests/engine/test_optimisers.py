"""Each optimiser from its paper, on one linear neuron: x = 1, target 0, half square, so the gradient is w."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.optimisers import MAX_CONSTANTS, MAX_INNER, MAX_PRODUCTS, OPTIMISERS
from bpgui.engine.step import Settings, State, next_state

NEURON = Network(1, (Layer(1),))


def stepped(settings: Settings, gradients: list[float | None]) -> list[float]:
    """Take steps from w = 10, along w itself where no gradient is given; return w after each."""
    state = State(0, 0, 0, np.array([10.0]), optimiser=OPTIMISERS[settings.optimiser].start(1))
    found = []
    for gradient in gradients:
        along = state.parameters if gradient is None else np.array([gradient])
        state = next_state(NEURON, state, along.copy(), settings, 1)
        found.append(float(state.parameters[0]))
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("plain", [9, 8.1, 7.29]),
        ("momentum", [9, 7.2, 4.86]),
        ("nesterov", [8.1, 5.751, 3.27321]),
        ("adagrad", [9.900000000001, 9.8296455402, 9.7723793949]),
        ("rmsprop", [9.00000001, 8.3291796, 7.7998227]),
        ("adam", [9.9000000001, 9.8000274592, 9.7001009926]),
        ("adamw", [9.8900000001, 9.7801403599, 9.6704415222]),
    ],
)
def test_three_steps(name, expected):
    found = stepped(Settings(0.1, np.zeros(1, dtype=bool), optimiser=name), [None] * 3)
    assert found == pytest.approx(expected, abs=5e-8)


def test_amsgrad_remembers_the_largest():
    found = stepped(Settings(0.1, np.zeros(1, dtype=bool), optimiser="amsgrad"), [10.0, 0.0, 0.0])
    assert found == pytest.approx([9.9000000001, 9.8330276861, 9.7812837846], abs=5e-11)


def test_momentum_keeps_its_velocity_when_the_rate_changes():
    settings = Settings(0.1, np.zeros(1, dtype=bool), optimiser="momentum")
    first = next_state(NEURON, State(0, 0, 0, np.array([10.0]), optimiser=np.zeros(1)), np.array([10.0]), settings, 1)
    second = next_state(NEURON, first, first.parameters.copy(), replace(settings, learning_rate=0.01), 1)
    assert second.parameters[0] == pytest.approx(8.82, abs=1e-12)


@pytest.mark.parametrize("name", OPTIMISERS)
def test_a_locked_parameter_neither_moves_nor_decays_and_nothing_is_remembered_of_it(name):
    settings = Settings(0.1, np.ones(1, dtype=bool), optimiser=name)
    optimiser = OPTIMISERS[name]
    after = next_state(NEURON, State(0, 0, 0, np.array([10.0]), optimiser=optimiser.start(1)), np.ones(1), settings, 1)
    assert after.parameters[0] == 10.0
    assert not optimiser.parts(after.optimiser, 1)[0].any()


@pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=OPTIMISERS)
def test_the_kernel_has_room_for_its_numbers(optimiser):
    assert len(optimiser.inner) <= MAX_INNER
    assert len(optimiser.products) <= MAX_PRODUCTS
    assert len(optimiser.constants) <= MAX_CONSTANTS
