from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.session.step.ladder import Grain, Group, Ladder, Phase, Rung

WALKED = [grain for grain in Grain if grain.is_walked]
ladders = st.builds(Ladder, st.lists(st.integers(1, 5), min_size=1, max_size=4).map(tuple), st.integers(1, 4))
ARTICLE = Ladder((2, 1), 1)


@given(ladders)
def test_each_stop_of_each_phase_comes_once_and_in_order(ladder):
    expected = [
        Rung(phase, place, done + 1)
        for place in range(ladder.batch)
        for phase in (Phase.FORWARD, Phase.LOSS, Phase.BACKWARD)
        for done in range(ladder.layers[-1] if phase is Phase.LOSS else sum(ladder.layers))
    ]
    expected += [Rung(Phase.UPDATE, ladder.batch - 1, done + 1) for done in range(sum(ladder.layers))]
    assert [ladder.rung(done) for done in range(1, ladder.stops + 1)] == expected


@given(ladders, st.data())
def test_number_and_rung_are_inverse(ladder, data):
    done = data.draw(st.integers(0, ladder.stops))
    assert ladder.number(ladder.rung(done)) == done


def test_a_walk_that_has_just_begun_has_nothing_done():
    assert ARTICLE.rung(0) == Rung(Phase.FORWARD, 0, 0)


@pytest.mark.parametrize(
    ("grain", "ends"),
    [
        (Grain.NEURON, list(range(1, 30))),
        (Grain.LAYER, [3, 5, 7, 9, 12, 15, 17, 19, 21, 24, 27, 29]),
        (Grain.PHASE, [5, 7, 12, 17, 19, 24, 29]),
        (Grain.SAMPLE, [12, 24, 29]),
        (Grain.STEP, [29]),
        (Grain.EPOCH, [29]),
    ],
)
def test_where_each_grain_ends(grain, ends):
    ladder, seen = Ladder((3, 2), 2), [0]
    while seen[-1] < ladder.stops and len(seen) <= len(ends):
        seen.append(ladder.next(seen[-1], grain))
    assert seen[1:] == ends


@given(ladders, st.sampled_from(list(Grain)))
def test_forward_and_backward_are_inverse(ladder, grain):
    ends = [0]
    while ends[-1] < ladder.stops:
        ends.append(ladder.next(ends[-1], grain))
    back = [ladder.stops]
    while back[-1]:
        back.append(ladder.previous(back[-1], grain))
    assert back == ends[::-1]


@given(ladders, st.data())
def test_a_coarser_grain_contains_the_finer(ladder, data):
    stop = data.draw(st.integers(0, ladder.stops - 1))
    units = [ladder.unit(stop, grain) for grain in (*WALKED, Grain.STEP)]
    assert all(stop in unit for unit in units)
    assert all(coarse.start <= fine.start < fine.stop <= coarse.stop for fine, coarse in pairwise(units))


@given(ladders, st.sampled_from(WALKED), st.data())
def test_from_the_middle_one_goes_to_the_ends_around(ladder, grain, data):
    done = data.draw(st.integers(1, ladder.stops - 1))
    before, after = ladder.previous(done, grain), ladder.next(done, grain)
    assert before < done < after
    assert ladder.next(before, grain) in (done, after)


def test_groups_name_the_layers_in_the_order_of_the_walk():
    ladder = Ladder((3, 2), 1)
    assert ladder.groups(0, ladder.stops) == (
        Group(Phase.FORWARD, 1, range(3)),
        Group(Phase.FORWARD, 2, range(2)),
        Group(Phase.LOSS, 2, range(2)),
        Group(Phase.BACKWARD, 2, range(2)),
        Group(Phase.BACKWARD, 1, range(3)),
        Group(Phase.UPDATE, 1, range(3)),
        Group(Phase.UPDATE, 2, range(2)),
    )


def test_groups_begin_and_end_within_a_layer():
    assert Ladder((3, 2), 1).groups(1, 4) == (Group(Phase.FORWARD, 1, range(1, 3)), Group(Phase.FORWARD, 2, range(1)))
    assert ARTICLE.groups(2, 2) == ()


@pytest.mark.parametrize(
    ("phase", "done", "expected"),
    [
        (Phase.FORWARD, 0, [False] * 5),
        (Phase.FORWARD, 4, [True, True, True, True, False]),
        (Phase.BACKWARD, 1, [False, False, False, True, False]),
        (Phase.BACKWARD, 3, [True, False, False, True, True]),
        (Phase.UPDATE, 2, [True, True, False, False, False]),
        (Phase.BACKWARD, 5, [True] * 5),
    ],
)
def test_which_neurons_are_computed(phase, done, expected):
    assert Ladder((3, 2), 1).computed(phase, done).tolist() == expected


def test_between_two_samples_stands_the_end_of_one_or_the_opening_of_the_other():
    ladder = Ladder((3, 2), 2)
    done = ladder.sample_stops
    assert ladder.rung(done) == Rung(Phase.BACKWARD, 0, 5)
    assert ladder.rung(done, opens=True) == Rung(Phase.FORWARD, 1, 0)
    assert ladder.number(ladder.rung(done, opens=True)) == done
    assert ladder.rung(2 * done, opens=True) == Rung(Phase.BACKWARD, 1, 5)
