"""What optimisers remember and do is explained by formulas that are true, step after step."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bpgui.engine.formulas.explain import Explainer
from bpgui.engine.formulas.optimiser_steps import WRITTEN
from bpgui.engine.inside import stage_names
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Data, Settings, State, Step
from tests.article import NETWORK, START
from tests.engine.random_networks import random_cases
from tests.worst_error import worst_error


def test_each_optimiser_is_explained():
    assert {*WRITTEN} == {*OPTIMISERS}


OBJECTIVES: tuple[dict[str, Any], ...] = (
    {},
    {"l2": 0.1, "l1": 0.05},
    {"clip": 0.01, "decay": 0.2},
    {"clip": 1e6, "l1": 0.3, "schedule": "exponential", "warm_up": 2},
)


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("name", WRITTEN)
def test_each_line_has_the_value_that_was_stored(name, objective):
    case = random_cases("tanh", "half_square")[0]
    count = case.network.parameter_count
    settings = Settings(0.1, np.arange(count) % 7 == 3, 2, optimiser=name, **objective)
    data = Data(case.inputs, case.targets)
    state = State(0, 0, 0, case.parameters, optimiser=OPTIMISERS[name].start(count))
    for _ in range(4):
        step = Step(case.network, state, settings, data)
        explainer = Explainer(step, int(step.batch[0]))
        formulas = [formula for index in range(count) for formula in explainer.update(index)]
        free = int(np.flatnonzero(~settings.locked)[0])
        assert tuple(explainer.update_stages(free)) == stage_names(settings)
        assert max(map(worst_error, formulas)) < 1e-12
        assert {"update", "locked"} <= {formula.kind for formula in formulas}
        state = step.after


@pytest.mark.parametrize("name", WRITTEN)
def test_a_wrong_formula_would_be_found(name):
    settings = Settings(0.1, np.zeros(6, dtype=bool), optimiser=name)
    state, data = State(0, 0, 0, START, optimiser=OPTIMISERS[name].start(6)), Data(np.ones((1, 2)), np.ones((1, 1)))
    step = Step(NETWORK, Step(NETWORK, state, settings, data).after, settings, data)
    *_, update = Explainer(step, 0).update(0)
    assert worst_error(replace(update, left=replace(update.left, value=update.left.value + 1e-6))) > 1e-7
