"""From a plan to a data set, and from a plan to the options that say the same."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Settings
from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole, Encoding
from bpgui.session.data.encode import encoded
from bpgui.session.data.guess_columns import CellKind
from bpgui.session.data.guess_dialect import guess
from bpgui.session.data.import_options import command_line, options, place_and_value, place_of
from bpgui.session.data.import_plan import ImportPlan, SplitKind, SplitPlan, columns_guessed, imported
from bpgui.session.data.missing import Fill
from bpgui.session.data.read_table import read
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session

TEXT = b"""size,colour,late
1,red,no
2,blue,yes
?,red,no
4,blue,yes
x5,red,yes
6,red,no
"""


def planned(text=TEXT, **changes):
    dialect = guess(text)
    table = read(text, dialect)
    plan = ImportPlan(dialect, columns_guessed(table, dialect))
    return table, replace(plan, **changes)


def with_column(plan, place, **changes):
    columns = list(plan.columns)
    columns[place] = replace(columns[place], **changes)
    return replace(plan, columns=tuple(columns))


def test_the_guess_drops_and_fills_nothing():
    table, plan = planned()
    made = imported(table, plan)

    assert made.data.samples == 6
    assert (made.dropped, made.missing, made.problems.count) == (0, 2, 1)
    assert [column.role for column in made.data.columns] == [ColumnRole.INPUT, ColumnRole.INPUT, ColumnRole.TARGET]


def test_rows_that_miss_a_cell_are_left_out_when_asked():
    table, plan = planned(drops_incomplete=True)
    made = imported(table, plan)

    assert made.rows == (0, 1, 3, 5)
    assert (made.dropped, made.missing) == (2, 0)


def test_only_rows_without_a_problem():
    table, plan = planned(only_right=True)
    assert imported(table, plan).rows == (0, 1, 2, 3, 5)


def test_fill_and_scaling_know_training_samples_only():
    table, plan = planned(split=SplitPlan(SplitKind.LAST, count=2), only_right=True)
    made = imported(table, with_column(plan, 0, fill=Fill.MEAN, scaling=ScalingKind.ZERO_ONE))

    assert made.data.test == (3, 4)
    assert made.data.columns[0].fill == 1.5
    assert (made.data.columns[0].scaling.first, made.data.columns[0].scaling.second) == (1.0, 2.0)


def test_the_category_that_is_one_and_the_order():
    table, plan = planned()
    plan = with_column(plan, 2, one="no")
    plan = with_column(plan, 1, categories=("blue",), encoding=Encoding.ONE_HOT)
    columns = imported(table, plan).data.columns

    assert columns[2].categories[columns[2].one] == "no"
    assert columns[1].categories == ("blue", "red")
    assert columns[1].encoding is Encoding.ONE_HOT
    with pytest.raises(Problem, match="no category"):
        imported(table, with_column(plan, 2, one="maybe"))


def test_a_split_is_stratified():
    text = b"x,class\n" + b"".join(b"%d,%s\n" % (n, b"abc"[n % 3 : n % 3 + 1]) for n in range(30))
    table, plan = planned(text, split=SplitPlan(SplitKind.SHARE, 0.2, 3, True))
    data = imported(table, plan).data

    assert data.columns[1].codes is not None
    assert np.bincount(data.columns[1].codes[list(data.test)]).tolist() == [2, 2, 2]


def test_no_row_left_is_said():
    table, plan = planned(b"a,b\n?,1\n2,?\n?,3\n5,?\n", drops_incomplete=True)
    with pytest.raises(Problem, match="none is left"):
        imported(table, plan)


def test_options_say_what_differs_and_nothing_else():
    _, plan = planned()
    assert options(plan, plan) == []
    chosen = replace(plan, dialect=replace(plan.dialect, delimiter="\t", has_header=False), only_right=True)
    chosen = with_column(chosen, 0, role=ColumnRole.IGNORED, kind=CellKind.TEXT, name="a b")
    assert options(chosen, plan) == [
        *("--delimiter=tab", "--no-header", "--texts=size", "--ignore=size", "--rename=size=a b", "--only-right"),
    ]


def test_the_command_is_one_for_a_shell():
    _, plan = planned()
    assert command_line("my file.csv", plan, plan) == "bpgui data 'my file.csv' --into SESSION.bpgui"


def test_columns_are_found_by_name_or_number():
    names = ["a", "b=c", "d", "d"]
    assert place_of(names, "a") == 0
    assert place_of(names, "4") == 3
    assert place_and_value(names, "b=c=x") == (1, "x")
    assert place_and_value(names, "3=x=y") == (2, "x=y")
    for text in ("d", "9", "0"):
        with pytest.raises(Problem, match="no column"):
            place_of(names, text)
    with pytest.raises(Problem, match="must be a column"):
        place_and_value(names, "a")


def trained_on(text):
    """Import, hold the last three rows back, and train 30 steps; return all parameters, the scaling and the start."""
    split = SplitPlan(SplitKind.LAST, count=3)
    table, plan = planned(text, split=split)
    plan = with_column(with_column(plan, 0, scaling=ScalingKind.STANDARD, fill=Fill.MEAN), 1, fill=Fill.COMMONEST)
    made = imported(table, plan)
    network = Network(4, (Layer(2, "tanh", bias=True), Layer(1, "sigmoid", bias=True)), "binary_cross_entropy")
    seen = replace(encoded(made.data).data, test=made.data.test)
    settings = Settings(0.3, np.zeros(network.parameter_count, dtype=bool), 2, shuffle=True, seed=3)
    session = Session(Experiment(network, settings, seen, source=made.data), np.linspace(-1, 1, 13))
    session.train(30)
    rows = [session.timeline.state_at(row).vector.tobytes() for row in range(31)]
    column = made.data.columns[0]
    return rows, column.scaling, column.fill, made.data.columns[1].categories


def test_what_stands_in_test_samples_changes_nothing_of_the_training():
    text = b"size,colour,late\n1,red,no\n2,blue,yes\n?,red,no\n4,green,yes\n5,blue,yes\n6,red,no\n2.5,blue,yes\n"
    head, lines = text.splitlines()[:-3], [b"900,red,yes", b"?,green,no", b"-7,blue,no"]

    assert trained_on(text) == trained_on(b"\n".join([*head, *lines]) + b"\n")
