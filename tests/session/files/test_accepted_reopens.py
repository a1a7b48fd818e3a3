"""Whatever a session accepts can be saved and opened again: edits, generators and files have the same limits."""

import contextlib
import re
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import hypothesis
import msgspec
import numpy as np
import pytest
from hypothesis import strategies as st

from bpgui.session.basics.problems import Problem
from bpgui.session.data import dataset
from bpgui.session.data.dataset import ColumnRole, DataColumn, DataSet, category_column, number_column
from bpgui.session.data.generate import GENERATORS, generated
from bpgui.session.files import data_file, file_format, session_file
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.data_edits import SetDataSet, duplicated, empty_row, with_samples
from bpgui.session.model.edit import Edit
from bpgui.session.model.experiment import new_experiment
from bpgui.session.model.number_edits import SetInput, SetMany
from bpgui.session.model.sentence import Word
from bpgui.session.model.sources import data_set_of
from bpgui.session.model.structure_edits import AddNeuron
from bpgui.session.session import Session
from bpgui.session.timeline import path as timeline_path
from tests.campaigns import tries

DONE = Word("test")
NASTY = ["a, b", 'say "no", twice', "C:\\", '\\",', "x" * 50, "长" * 45, "é,\\\\", "\u202e,", "w1", "h1", "out", " , "]
TEXTS = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
FINITE = st.floats(-1e6, 1e6)


def started() -> Session:
    experiment = new_experiment((2, 2, 1), ["tanh", "linear"], [True, True], "half_square", samples=3)
    return Session(experiment, experiment.initialisation.all_of(experiment.network))


def reopened(session: Session, folder: Path) -> Session:
    save_session(session, folder / "a.bpgui")
    return load_session(folder / "a.bpgui")


def check_reopens(session: Session, folder: Path) -> None:
    found = reopened(session, folder).experiment
    assert found.network.neuron_names == session.experiment.network.neuron_names
    assert np.array_equal(found.data.inputs, session.experiment.data.inputs)
    assert np.array_equal(found.data.targets, session.experiment.data.targets)
    assert (found.source is None) == (session.experiment.source is None)
    for own, its in zip(data_set_of(session.experiment).columns, data_set_of(found).columns, strict=True):
        assert (own.name, own.role, own.categories) == (its.name, its.role, its.categories)
        assert [own.cell(n) for n in range(len(own))] == [its.cell(n) for n in range(len(its))]


@st.composite
def columns(draw: st.DrawFn, samples: int, role: ColumnRole) -> DataColumn:
    name = draw(TEXTS)
    kinds = ["numbers", "categories", "texts"] if role is ColumnRole.IGNORED else ["numbers", "categories"]
    kind = draw(st.sampled_from(kinds))
    if kind == "numbers":
        return number_column(name, role, draw(st.lists(FINITE, min_size=samples, max_size=samples)))
    different = draw(st.lists(TEXTS, min_size=1, max_size=4))
    cells = draw(st.lists(st.sampled_from(different), min_size=samples, max_size=samples))
    return DataColumn(name, role, texts=tuple(cells)) if kind == "texts" else category_column(name, role, cells)


@st.composite
def data_sets(draw: st.DrawFn) -> DataSet:
    samples = draw(st.integers(1, 6))
    roles = [ColumnRole.INPUT, ColumnRole.TARGET, *draw(st.lists(st.sampled_from(ColumnRole), max_size=3))]
    return DataSet(tuple(draw(columns(samples, role)) for role in draw(st.permutations(roles))))


@pytest.mark.campaign
@hypothesis.settings(max_examples=tries(60, 5000))
@hypothesis.given(data_sets(), data_sets())
def test_any_data_set_that_is_accepted(first: DataSet, second: DataSet) -> None:
    session = started()
    with tempfile.TemporaryDirectory() as folder:
        for data in (first, second):
            with contextlib.suppress(Problem):
                session.perform(SetDataSet(data, DONE, is_new=True))
            check_reopens(session, Path(folder))


def test_a_name_of_forty_characters_that_is_taken_is_cut_for_its_number(tmp_path):
    def plain(first: str, second: str) -> SetDataSet:
        columns = number_column(first, ColumnRole.INPUT, [1, 2]), number_column(second, ColumnRole.TARGET, [1, 2])
        return SetDataSet(DataSet(columns), DONE)

    session = started()
    session.perform(plain("n" * 40, "n" * 41))
    assert session.experiment.network.neuron_names[-1] == ("n" * 38 + " 2",)
    session.perform(plain("m", "n" * 40))
    session.perform(plain("n" * 40, "m"))
    check_reopens(session, tmp_path)


def with_rows(session: Session, count: int) -> SetDataSet:
    data = data_set_of(session.experiment)
    return SetDataSet(with_samples(data, 0, [empty_row(data)] * count), DONE)


def _generate(name: str, _session: Session, count: int) -> SetDataSet:
    return SetDataSet(generated(name, np.random.default_rng(1), count, 0.0), DONE, is_new=True)


#: Each makes a data set of so many samples: what was there has 3, with 3 cells each.
WAYS: dict[str, Callable[[Session, int], Edit]] = {
    "rows": lambda session, count: with_rows(session, count - 3),
    "copies": lambda session, count: SetDataSet(duplicated(data_set_of(session.experiment), range(count - 3)), DONE),
    "column": lambda session, count: AddNeuron(0, 1),
    **{name: partial(_generate, name) for name in GENERATORS if name != "digits"},
}


@pytest.mark.parametrize("way", WAYS)
def test_the_limit_of_cells_is_the_same_for_edit_generator_and_file(way, tmp_path, monkeypatch):
    for most in range(9, 22):
        for module in (dataset, data_file):
            monkeypatch.setattr(module, "MAX_CELLS", most)
        session = started()
        with contextlib.suppress(Problem):
            session.perform(WAYS[way](session, 5))
        data = data_set_of(session.experiment)
        assert data.samples * len(data.columns) <= most
        check_reopens(session, tmp_path)
    assert session.undo_stack.undoable is not None


@pytest.mark.slow("two million cells are written and read")
def test_a_hundred_thousand_samples_of_twenty_columns_with_commas_in_texts_reopen():
    columns = (
        *(number_column(f"x{n}", ColumnRole.INPUT, np.arange(1e5)) for n in range(18)),
        DataColumn("address", ColumnRole.IGNORED, texts=tuple(f"Street {n}, no. 5, town" for n in range(100_000))),
        category_column("kind", ColumnRole.TARGET, [f"k, {n % 10}" for n in range(100_000)]),
    )
    experiment, _ = SetDataSet(DataSet(columns), DONE).apply(started().experiment, np.zeros(9))
    data, source = data_file.data_of(data_file.data_file(experiment), experiment.network)
    assert source.equals(experiment.source)
    assert np.array_equal(data.targets, experiment.data.targets)


def test_events_have_a_limit_that_the_session_keeps(tmp_path, monkeypatch):
    monkeypatch.setattr(timeline_path, "MAX_CHANGES", 4)
    session = started()
    session.train(1)
    session.perform(SetMany((SetInput("i1", 1, 0.25), SetInput("i2", 1, 0.75))))
    session.perform(SetInput("i1", 2, 0.25))
    with pytest.raises(Problem, match=re.escape("All events would set 5 numbers; at most 4 are possible.")):
        session.perform(SetMany((SetInput("i1", 1, 1.25), SetInput("i2", 1, 1.75))))
    session.perform(SetInput("i1", 2, 0.5))
    monkeypatch.setattr(timeline_path, "MAX_EVENTS", 3)
    with pytest.raises(Problem, match="At most 3 events can be kept"):
        session.perform(SetInput("i1", 2, 0.75))
    check_reopens(session, tmp_path)


def test_what_would_be_too_large_to_open_is_not_saved(tmp_path, monkeypatch):
    session = started()
    save_session(session, tmp_path / "a.bpgui")
    size = (tmp_path / "a.bpgui").stat().st_size
    monkeypatch.setattr(session_file, "MAX_BYTES", size)
    check_reopens(session, tmp_path)
    monkeypatch.setattr(session_file, "MAX_BYTES", size - 1)
    with pytest.raises(Problem, match="could not be opened again"):
        save_session(session, tmp_path / "a.bpgui")
    assert (tmp_path / "a.bpgui").stat().st_size == size


@pytest.mark.parametrize("piece", [1, 2, 3, 5, 1 << 20])
def test_commas_in_texts_are_no_values(piece, monkeypatch):
    monkeypatch.setattr(file_format, "PIECE", piece)
    for text, count in (
        ("[1,2,3]", 3),
        ('["a,b","c,",","]', 3),
        (r'["\",",2,"\\",4]', 4),
        (r'["\\\",\\","\\\\",[","]]', 3),
        (r'{"a":",\u002c,","b":1}', 2),
    ):
        assert file_format.count_values(msgspec.Raw(text.encode())) == count


@pytest.mark.parametrize("place", ["name", "cells", "categories"])
def test_a_text_has_a_limit(place, tmp_path, monkeypatch):
    def one(length: int) -> SetDataSet:
        text = "字" * length
        column = DataColumn(text if place == "name" else "t", ColumnRole.IGNORED, texts=(text, "b"))
        if place == "categories":
            column = category_column("t", ColumnRole.INPUT, [text, "b"])
        numbers = (
            number_column(name, role, [1, 2]) for name, role in (("a", ColumnRole.INPUT), ("b", ColumnRole.TARGET))
        )
        return SetDataSet(DataSet((*numbers, column)), DONE)

    monkeypatch.setattr(dataset, "MAX_TEXT", 50)
    session = started()
    session.perform(one(50))
    check_reopens(session, tmp_path)
    with pytest.raises(Problem, match=r"Column .+ has a text of 51 characters; at most 50 are possible\."):
        session.perform(one(51))


@pytest.mark.parametrize("end", ['"}', '",1]', ""])
@pytest.mark.parametrize("piece", [7, 50, 100])
def test_a_long_text_that_is_not_ascii_is_refused_before_it_is_built(end, piece, monkeypatch):
    monkeypatch.setattr(file_format, "MAX_TEXT_BYTES", 100)
    monkeypatch.setattr(file_format, "PIECE", piece)
    for text in ("a" * 200 + "é", "é" * 60, "é" + "a" * 100):
        with pytest.raises(Problem, match="A text in it has more than 100 bytes"):
            file_format.decoded(f'{{"format":"bpgui-session","x":["{text}{end}'.encode())
    with pytest.raises(Problem, match="It is not a bpgui session"):
        file_format.decoded(f'{{"x":["é","{"a" * 300}", "é", [{"1," * 300}1]]}}'.encode())
