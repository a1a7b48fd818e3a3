import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.session.timeline import keyframes as keyframes_module
from bpgui.session.timeline.keyframes import Keyframes


def states(first, last, every=1):
    return np.array([[row, -row] for row in range(first, last, every)], dtype=float).reshape(-1, 2)


@given(st.lists(st.tuples(st.integers(0, 40), st.booleans()), max_size=12), st.sampled_from([16, 32, 64, 1 << 18]))
def test_every_kept_row_is_where_it_should_be(steps, block_bytes):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keyframes_module, "BLOCK_BYTES", block_bytes)
        kept, rows = Keyframes(lambda: states(0, 1)[0]), 1
        for more, is_thinned in steps:
            every = kept.every
            if is_thinned:  # between the training of rows and their arrival
                kept.thin()
            first = -(-rows // every) * every
            kept.extend(first, every, states(first, rows + more, every))
            rows += more
        assert kept.length == -(-rows // kept.every)
        numbers = [kept.at(number).tolist() for number in range(kept.length)]
    assert numbers == states(0, rows, kept.every).tolist()
    assert kept.column(1, 0, kept.length).tolist() == [-number[0] for number in numbers]
    assert kept.columns(0, kept.length, 3).tolist() == numbers[::3]


def test_thinning_gives_memory_back():
    kept = Keyframes(lambda: np.zeros(100))
    kept.extend(1, 1, np.zeros((9999, 100)))
    before = kept.nbytes
    kept.thin()
    assert kept.nbytes < 0.55 * before


def test_a_hole_is_refused():
    with pytest.raises(ValueError, match="next state to keep is row 1, not 3"):
        Keyframes(lambda: np.zeros(2)).extend(3, 1, states(3, 5))
