from functools import partial

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.model.edits import SetLearningRate, SetParameter
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.step.moment import Grain, Phase, Rung
from tests.article import ORACLE, START, agrees, article_session
from tests.session.builders import batched_session, rows_of


def trained(steps):
    session = article_session()
    session.train(steps)
    return session


def three_layers():
    """Return 2-3-3-1 with one sample."""
    network = Network(2, (Layer(3, "tanh", bias=True), Layer(3, "sigmoid"), Layer(1)))
    data = Data(np.array([[0.5, -1.0]]), np.array([[0.25]]))
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    return Session(Experiment(network, settings, data), np.linspace(-1, 1, network.parameter_count))


WALKED = [grain for grain in Grain if grain.is_walked]
MAKERS = [article_session, *(partial(batched_session, size) for size in (1, 2, 3, None)), three_layers]


# Phase by phase


def rungs(session, count):
    """Press "phase" `count` times and say where each press leads."""
    seen = []
    for _ in range(count):
        session.next_phase()
        moment = session.moment()
        seen.append((moment.phase.value, moment.sample, session.cursor))
    return seen


def test_with_one_sample_a_step_has_four_rungs_and_rest():
    expected = [("forward", 0, 0), ("loss", 0, 0), ("backward", 0, 0), ("update", 0, 1), ("rest", 0, 1)]
    assert rungs(article_session(), 6) == [*expected, ("forward", 0, 1)]


def test_with_a_batch_each_sample_is_walked_and_chosen_in_turn():
    session = batched_session(2, shuffle=False)
    assert rungs(session, 7) == [
        *[(phase, 0, 0) for phase in ("forward", "loss", "backward")],
        *[(phase, 1, 0) for phase in ("forward", "loss", "backward")],
        ("update", 1, 1),
    ]


def test_nothing_is_recorded_until_the_update():
    session = article_session()
    lengths = []
    for _ in range(4):
        session.next_phase()
        lengths.append(session.timeline.length)
    assert lengths == [1, 1, 1, 2]


def test_at_the_end_of_the_update_all_is_still_of_the_step_and_every_parameter_has_moved():
    session = article_session()
    rungs(session, 3)
    before = session.moment()
    rungs(session, 1)
    moment = session.moment()
    assert moment.state.parameters.tolist() == START.tolist()
    assert agrees(moment.after, ORACLE[1]["weights"])
    assert moment.values.deltas[0].tolist() == before.values.deltas[0].tolist()
    assert (moment.loss, moment.state.step, moment.shows_deltas) == (before.loss, 0, True)


@pytest.mark.parametrize("grain", Grain)
def test_from_the_end_of_the_update_any_move_shows_the_next_row_at_rest(grain):
    session = article_session()
    rungs(session, 4)
    assert session.walk(grain).halt is None
    assert (session.cursor, session.timeline.length, session.moment().phase) == (1, 2, Phase.REST)


def test_a_step_from_the_end_of_the_update_goes_to_rest():
    session = article_session()
    rungs(session, 4)
    assert session.step().ended.reason == "done"
    assert (session.cursor, session.timeline.length, session.place.is_walked) == (1, 2, False)


def test_an_edit_at_the_end_of_the_update_is_one_of_the_next_row():
    session = article_session()
    rungs(session, 4)
    session.perform(SetParameter("w5", 0.3))
    assert [event.step for event in session.timeline.events] == [1]
    assert (session.place.is_walked, session.moment().state.parameters[4]) == (False, 0.3)


def test_a_step_finishes_the_walk():
    session = article_session()
    rungs(session, 2)
    session.step()
    assert (session.cursor, session.place.is_walked, session.moment().phase) == (1, False, Phase.REST)


def test_back_goes_one_rung_back_and_out_of_the_walk_at_its_first():
    session = article_session()
    rungs(session, 4)
    seen = []
    for _ in range(5):
        session.back()
        seen.append((session.moment().phase.value, session.cursor))
    assert seen == [("backward", 0), ("loss", 0), ("forward", 0), ("rest", 0), ("rest", 0)]


def test_back_chooses_the_sample_of_its_rung():
    session = batched_session(2, shuffle=False)
    rungs(session, 4)
    session.choose_sample(5)
    session.back()
    assert (session.moment().phase, session.sample) == (Phase.BACKWARD, 0)


@pytest.mark.parametrize(
    "leave",
    [
        lambda session: session.perform(SetParameter("w5", 0.3)),
        lambda session: session.seek(0),
        lambda session: session.train(1),
        lambda session: (session.perform(SetParameter("w5", 0.3)), session.next_phase(), session.undo()),
    ],
)
def test_leaving_the_walk(leave):
    session = article_session()
    rungs(session, 2)
    leave(session)
    assert (session.place.is_walked, session.moment().phase) == (False, Phase.REST)


def test_in_the_past_the_walk_goes_along_the_record():
    session = trained(2)
    rows = rows_of(session.timeline)
    session.seek(0)
    assert [cursor for _, _, cursor in rungs(session, 9)] == [0, 0, 0, 1, 1, 1, 1, 1, 2]
    assert rows_of(session.timeline) == rows


def test_an_event_of_the_record_is_one_rung():
    session = trained(1)
    session.perform(SetParameter("w5", 0.3))
    session.train(1)
    session.seek(1)
    assert rungs(session, 2) == [("rest", 0, 2), ("forward", 0, 2)]


# Any rung of the ladder


def place(session):
    """Say where a session stands."""
    return (session.cursor, session.moment().rung)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("grain", [*WALKED, Grain.STEP])
def test_however_a_step_is_walked_the_record_has_the_same_bits(make, grain):
    whole, session = make(), make()
    whole.train(3)
    while session.step_number < 3:
        assert session.walk(grain).halt is None
    assert rows_of(session.timeline) == rows_of(whole.timeline)


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("grain", [*WALKED, Grain.STEP])
def test_the_way_back_is_the_way_forward_turned_round(make, grain):
    session = make()
    places = [place(session)]
    while session.step_number < 2:
        session.walk(grain)
        places.append(place(session))
    session.walk(grain)
    places.append(place(session))
    back = [places[-1]]
    while session.cursor or session.place.is_walked:
        session.walk_back(grain)
        back.append(place(session))
    assert back == places[::-1]


@pytest.mark.parametrize(
    ("grain", "moves"), [(Grain.NEURON, 10), (Grain.LAYER, 7), (Grain.PHASE, 4), (Grain.SAMPLE, 2), (Grain.STEP, 1)]
)
def test_how_many_moves_the_articles_step_has(grain, moves):
    session = article_session()
    for _ in range(moves - 1):
        session.walk(grain)
    assert session.timeline.length == 1
    session.walk(grain)
    assert (session.timeline.length, session.cursor) == (2, 1)


def test_a_walk_goes_on_with_another_grain():
    session = article_session()
    seen = []
    for grain in (Grain.NEURON, Grain.LAYER, Grain.NEURON, Grain.PHASE, Grain.SAMPLE, Grain.NEURON, Grain.STEP):
        session.walk(grain)
        seen.append(place(session)[1])
    assert seen == [
        Rung(Phase.FORWARD, 0, 1),
        Rung(Phase.FORWARD, 0, 2),
        Rung(Phase.FORWARD, 0, 3),
        Rung(Phase.LOSS, 0, 1),
        Rung(Phase.BACKWARD, 0, 3),
        Rung(Phase.UPDATE, 0, 1),
        None,
    ]
    assert session.cursor == 1


def test_back_is_of_the_grain_that_was_walked_last():
    session = article_session()
    session.walk(Grain.SAMPLE)
    session.walk(Grain.NEURON)
    session.back()
    session.back()
    assert place(session) == (0, Rung(Phase.BACKWARD, 0, 2))
    session.walk_back(Grain.PHASE)
    session.back()
    assert place(session) == (0, Rung(Phase.FORWARD, 0, 3))


def test_from_rest_back_leads_into_the_step_before_but_not_through_an_event():
    session = trained(1)
    session.perform(SetLearningRate(0.1))
    session.walk_back(Grain.NEURON)
    assert place(session) == (1, None)
    session.walk_back(Grain.NEURON)
    assert place(session) == (1, Rung(Phase.UPDATE, 0, 3))
    session.walk_back(Grain.NEURON)
    assert place(session) == (0, Rung(Phase.UPDATE, 0, 2))


def test_a_walk_begins_with_nothing_done():
    session = article_session()
    assert session.begin_walk().halt is None
    assert (session.moment().rung, session.place.is_walked) == (Rung(Phase.FORWARD, 0, 0), True)
    session.walk(Grain.NEURON)
    assert session.moment().rung == Rung(Phase.FORWARD, 0, 1)


def test_a_walk_begins_behind_the_events_of_its_step():
    session = trained(1)
    session.perform(SetLearningRate(0.1))
    session.perform(SetLearningRate(0.2))
    session.seek(1)
    session.begin_walk()
    assert session.cursor == 3


def test_a_diverged_step_does_not_begin():
    session = article_session(1.0)
    session.train(1000)
    assert [session.begin_walk().ended.reason, session.walk(Grain.NEURON).ended.reason] == ["diverged"] * 2
    assert not session.place.is_walked


@pytest.mark.parametrize("grain", WALKED)
def test_in_the_past_any_walk_goes_along_the_record(grain):
    session = trained(3)
    rows = rows_of(session.timeline)
    session.seek(1)
    while session.cursor == 1:
        session.walk(grain)
    assert (session.cursor, rows_of(session.timeline)) == (2, rows)


def test_an_edit_in_the_middle_of_an_update_takes_none_of_it():
    session = article_session()
    session.walk(Grain.SAMPLE)
    session.walk(Grain.NEURON)
    session.perform(SetParameter("w6", 0.3))
    assert session.moment().state.parameters.tolist() == [*START[:5].tolist(), 0.3]
    assert not session.place.is_walked


def test_one_can_walk_to_any_stop_and_the_record_is_the_same():
    session, other = batched_session(2), batched_session(2)
    stops = session.moment().ladder.stops
    for done in [0, 3, 11, 12, 13, 1, stops - 1]:
        assert session.walk_to(done).halt is None
        moment = session.moment()
        assert moment.ladder.number(moment.rung) == done
        is_past_forward = moment.rung.done == 5 or moment.phase is not Phase.FORWARD
        assert moment.prediction_is_computed(moment.sample) == is_past_forward
    session.step()
    other.step()
    assert rows_of(session.timeline) == rows_of(other.timeline)


@pytest.mark.parametrize(("asked", "is_end"), [(-1, False), (10_000, True)])
def test_to_walk_beyond_the_ladder_leads_to_its_nearest_end(asked, is_end):
    session, other = batched_session(2), batched_session(2)
    session.walk_to(asked)
    other.walk_to(other.moment().ladder.stops if is_end else 0)
    assert session.place.at_end_of_update is is_end
    assert session.place.within_future == other.place.within_future
    assert session.moment().rung == other.moment().rung


def test_at_the_opening_of_a_sample_nothing_of_it_is_shown():
    session = batched_session(2, shuffle=False)
    session.walk_to(session.moment().ladder.sample_stops)
    moment = session.moment()
    assert (moment.sample, moment.samples_done, moment.latest) == (1, 1, ())
    assert not any(moment.computed(phase).any() for phase in (Phase.FORWARD, Phase.BACKWARD))
