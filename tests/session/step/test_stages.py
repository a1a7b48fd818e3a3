"""The walk stops at each inner value of an update, and shows it; nothing that is recorded changes by that."""

import numpy as np
import pytest

from bpgui.engine.inside import stage_names, stages
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.session.model.settings import CLIP, L2, OPTIMISER
from bpgui.session.step.ladder import Grain, Ladder, Phase
from tests.session.builders import batched_session, rows_of

ADAM = ("penalty", "clipped", "m", "v", "m_hat", "v_hat", "step", "new")


def with_all(optimiser="adam"):
    session = batched_session()
    for edit in (OPTIMISER.edit(optimiser), L2.edit(0.01), CLIP.edit(0.1)):
        session.perform(edit)
    session.train(2)
    return session


def at_update(session, more=0):
    ladder = session.moment().ladder
    session.walk_to(ladder.batch * ladder.sample_stops + more)
    return ladder


def test_plain_descent_has_one_stop_a_neuron():
    assert batched_session().moment().ladder == Ladder((3, 2), 3)


def test_the_ladder_stops_at_each_inner_value_of_each_neuron():
    session, seen = with_all(), []
    ladder = at_update(session)
    assert session.moment().stage_names == ADAM
    for _ in range(ladder.neurons * len(ADAM)):
        session.walk(Grain.NEURON)
        moment = session.moment()
        stage = moment.open_stage
        seen.append(stage[0] if stage else "new")
        if stage is not None:
            assert {moment.stages_done(k) for k in np.flatnonzero(stage[1])} == {ADAM.index(stage[0]) + 1}
            newest = {moment.newest_stages(k) for k in np.flatnonzero(stage[1])}
            assert newest == {range(ADAM.index(stage[0]), ADAM.index(stage[0]) + 1)}
            assert not any(moment.update_is_computed(k) for k in np.flatnonzero(stage[1]))
    assert seen == list(ADAM) * ladder.neurons
    assert session.moment().is_updated


def test_layers_and_phases_are_whole_moves():
    session = with_all()
    at_update(session)
    session.walk(Grain.LAYER)
    moment = session.moment()
    assert moment.computed(Phase.UPDATE).tolist() == [True] * 3 + [False] * 2
    assert [moment.newest_stages(k) for k in (0, moment.experiment.network.weight_count - 1)] == [range(8), range(0)]
    session.walk(Grain.PHASE)
    assert session.moment().is_updated


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_walked_by_its_inner_values_a_step_is_the_same(optimiser):
    walked, whole = with_all(optimiser), with_all(optimiser)
    whole.train(2)
    while walked.steps < 4:
        walked.walk(Grain.NEURON)
    assert rows_of(walked.timeline) == rows_of(whole.timeline)


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_the_stages_lead_to_the_new_parameters(optimiser):
    step = with_all(optimiser).moment().step
    found, count = stages(step), step.network.weight_count
    assert tuple(found) == stage_names(step.settings)
    assert found["new"] is step.after.parameters
    if "step" in found:
        kept = step.state.parameters.copy()
        kept[:count] *= step.settings.kept_share(step.rate)
        assert np.array_equal(kept - found["step"], found["new"])
