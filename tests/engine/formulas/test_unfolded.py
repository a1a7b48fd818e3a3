"""What optimisers remember, unfolded over past steps, is what they remember."""

import numpy as np
import pytest

from bpgui.engine.formulas.unfolded import unfolded
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Data, Settings, State, Step
from tests.engine.random_networks import random_cases
from tests.worst_error import worst_error

REMEMBERING = [name for name, optimiser in OPTIMISERS.items() if optimiser.inner]


@pytest.mark.parametrize("how", [{}, {"clip": 0.05, "l2": 0.1}])
@pytest.mark.parametrize("past", [1, 2, 4])
@pytest.mark.parametrize("name", REMEMBERING)
def test_it_is_the_number_that_is_remembered(name, past, how):
    case = random_cases("tanh", "half_square")[0]
    count = case.network.parameter_count
    settings = Settings(0.1, np.zeros(count, dtype=bool), 2, optimiser=name, **how)
    state, steps = State(0, 0, 0, case.parameters, optimiser=OPTIMISERS[name].start(count)), []
    for _ in range(6):
        steps.append(Step(case.network, state, settings, Data(case.inputs, case.targets)))
        state = steps[-1].after
    found = unfolded(steps[-past:], 3)
    assert found
    assert max(map(worst_error, found)) < 1e-12
    assert {leaf.symbol.sample for leaf in found[0].last.leaves() if leaf.parameter == 3} == {*range(6 - past - 1, 6)}
    assert [formula.left.value for formula in found] == [
        float(values[3])
        for inner, values in zip(OPTIMISERS[name].inner, OPTIMISERS[name].parts(state.optimiser, count)[0], strict=True)
        if inner != "vmax"
    ]


def test_what_began_with_0_has_no_term_for_it():
    case = random_cases("tanh", "half_square")[0]
    count = case.network.parameter_count
    settings = Settings(0.1, np.zeros(count, dtype=bool), optimiser="momentum")
    start = State(0, 0, 0, case.parameters, optimiser=OPTIMISERS["momentum"].start(count))
    found = unfolded([Step(case.network, start, settings, Data(case.inputs, case.targets))], 3)
    assert [leaf.symbol.sample for leaf in found[0].last.leaves()] == [0]
