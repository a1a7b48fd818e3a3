"""What an edit leaves as it was is shared; what is read is what a copy would have been."""

import pickle
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.engine import changed as changed_module
from bpgui.engine.changed import ArrayField, Changed, rows_of
from bpgui.engine.step import Data, Settings

CHANGES = st.dictionaries(st.integers(0, 11), st.floats(allow_nan=False), max_size=4)


@given(st.lists(CHANGES, max_size=12), st.lists(st.integers(0, 11), max_size=20))
def test_any_version_is_what_a_copy_would_have_been(edits, read):
    versions, copies = [np.arange(12.0).reshape(4, 3)], [np.arange(12.0).reshape(4, 3)]
    for edit in edits:
        versions.append(Changed(versions[-1], edit))
        copies.append(copies[-1].copy())
        for place, value in edit.items():
            copies[-1].flat[place] = value
    for k in read:
        version, copy = versions[k % len(versions)], copies[k % len(copies)]
        found = version.array() if isinstance(version, Changed) else version
        assert (found.tobytes(), found.shape) == (copy.tobytes(), (4, 3))


@given(st.lists(CHANGES, max_size=20), st.lists(st.integers(0, 3), max_size=6), st.booleans())
def test_rows_are_those_of_the_whole(edits, rows, is_read):
    version = Changed(np.arange(12.0).reshape(4, 3), {})
    for k, edit in enumerate(edits):
        version = Changed(version, edit)
        if is_read and k == 2:
            kept = version.array()
            assert kept.shape == (4, 3)
    wanted = np.array(rows, dtype=np.intp)
    found = version.rows(wanted)
    assert found.tobytes() == version.array()[wanted].tobytes()


def test_a_row_is_read_without_the_whole_table():
    changed_module._read.clear()
    data = Data(np.zeros((1000, 20)), np.zeros((1000, 1)))
    for sample in range(changed_module.MAX_APART):
        data = data.changed({(sample, 3): 1.0}, {})
        assert rows_of(data, "inputs", np.array([sample]))[0, 3] == 1
    assert not changed_module._read
    assert rows_of(data.changed({(999, 0): 2.0}, {}), "inputs", np.array([999]))[0, 0] == 2
    assert len(changed_module._read) == 1


@pytest.mark.parametrize("is_read", [False, True])
def test_it_goes_to_another_process_as_an_array(is_read):
    data = Data(np.zeros((3, 2)), np.zeros((3, 1))).changed({(2, 1): 5.0}, {})
    if is_read:
        assert data.inputs.shape == (3, 2)
    found = pickle.loads(pickle.dumps(data))
    assert found.inputs.tolist() == data.inputs.tolist() == [[0, 0], [0, 0], [0, 5]]


def test_only_the_last_few_are_kept():
    changed_module._read.clear()
    version = Changed(np.zeros(1000), {0: 1.0})
    for k in range(20):
        version = Changed(version, {k: 1.0})
        assert version.array().sum() == k + 1
    assert len(changed_module._read) == changed_module.MAX_READ


def test_a_thousand_changes_before_anything_is_read():
    version = Changed(np.zeros(3), {0: 0.0})
    for k in range(20_000):
        version = Changed(version, {k % 3: float(k)})
    assert version.array().tolist() == [19998.0, 19999.0, 19997.0]


def test_data_and_locks_share_what_they_do_not_change():
    data = Data(np.zeros((3, 2)), np.ones((3, 1)))
    after = data.changed({(2, 1): 5.0}, {})
    assert (after.targets is data.targets, after.samples) == (True, 3)
    assert (after.inputs.tolist(), data.inputs.sum()) == ([[0, 0], [0, 0], [0, 5]], 0)
    locked = Settings(0.1, np.zeros(4, dtype=bool)).with_locks({2: True}, {})
    faster = locked.but(learning_rate=0.2)
    assert (faster.locked.tolist(), faster.locked.dtype) == ([False, False, True, False], bool)
    assert faster.locked is locked.locked


def test_a_dataclass_reads_an_array_or_a_changed_one_alike():
    @dataclass(frozen=True, eq=False)
    class Holder:
        values: ArrayField[np.float64] = ArrayField()  # noqa: RUF009  a descriptor

    base = np.zeros(2)
    assert Holder(base).values is base
    assert Holder(values=Changed(base, {1: 2.0})).values.tolist() == [0.0, 2.0]
