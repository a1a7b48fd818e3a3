from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.engine.batches import shuffled, splitmix64

SEEDS = st.integers(0, 2**63 - 1)


def test_splitmix64_gives_the_published_sequence():
    assert splitmix64(1234567, 5) == [
        6457827717110365317,
        3203168211198807973,
        9817491932198370423,
        4593380528125082431,
        16408922859458223821,
    ]


def test_splitmix64_starts_at_zero_too():
    assert splitmix64(0, 1) == [16294208416658607535]


@pytest.mark.parametrize(
    ("seed", "epoch", "samples", "order"),
    [
        (0, 0, 1, [0]),
        (0, 0, 2, [0, 1]),
        (0, 0, 5, [2, 3, 1, 4, 0]),
        (0, 1, 5, [2, 1, 4, 3, 0]),
        (1, 0, 5, [2, 4, 1, 3, 0]),
        (42, 0, 10, [4, 7, 2, 9, 0, 6, 8, 5, 3, 1]),
        (42, 7, 10, [0, 5, 2, 9, 4, 1, 3, 8, 7, 6]),
        (2**63 - 1, 1000000, 10, [5, 9, 8, 7, 1, 3, 4, 0, 6, 2]),
    ],
)
def test_a_shuffle_is_the_same_for_ever(seed, epoch, samples, order):
    assert shuffled(seed, epoch, samples).tolist() == order


@given(SEEDS, st.integers(0, 10**6), st.integers(1, 200))
def test_a_shuffle_has_every_sample_once(seed, epoch, samples):
    assert sorted(shuffled(seed, epoch, samples)) == list(range(samples))


def test_every_order_comes_up_about_as_often():
    counts = dict.fromkeys(permutations(range(4)), 0)
    for epoch in range(2400):
        counts[tuple(shuffled(7, epoch, 4).tolist())] += 1
    assert all(60 <= count <= 140 for count in counts.values())


@pytest.mark.parametrize(("seed", "epoch"), [(0, 1), (1, 0), (1, 1), (2**63 - 1, 0)])
def test_another_seed_or_epoch_is_another_order(seed, epoch):
    assert shuffled(seed, epoch, 50).tolist() != shuffled(0, 0, 50).tolist()


def test_an_order_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        shuffled(0, 0, 3)[0] = 1
