"""`bpgui data` and `bpgui predict`: a table into a session file, and predictions out of it."""

import csv

import numpy as np
import pytest

from bpgui.cli import data, new, predict, train
from bpgui.session.data.guess_dialect import guess
from bpgui.session.data.import_options import options
from bpgui.session.data.import_plan import ImportPlan, columns_guessed
from bpgui.session.data.read_table import read
from bpgui.session.files.session_file import load_session

TABLE = "size;colour;kind\n" + "".join(f"{n},5;{'red' if n % 2 else 'blue'};{'abc'[n % 3]}\n" for n in range(12))


@pytest.fixture
def files(tmp_path, capsys):
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    assert new.main(["2-3-1", "-o", str(tmp_path / "s.bpgui")]) == 0
    capsys.readouterr()
    return tmp_path


def run(module, *arguments):
    return module.main([str(argument) for argument in arguments])


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_table_goes_into_a_session(files, capsys):
    arguments = ("--into", files / "s.bpgui", "-o", files / "o.bpgui", "--test-share=0.25", "--stratified")
    assert run(data, files / "t.csv", *arguments, "--scale=size=standard") == 0
    out = capsys.readouterr().out
    session = load_session(files / "o.bpgui")

    assert "12 rows (utf-8, ';'), samples: 12, for testing: 3" in out
    assert session.experiment.network.sizes == (2, 3, 3)
    assert len(session.experiment.data.test) == 3
    assert load_session(files / "s.bpgui").experiment.network.sizes == (2, 3, 1)


def test_without_into_it_only_tells(files, capsys):
    assert run(data, files / "t.csv") == 0
    assert "2 colour: input, category, zero_one, missing: 0" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--input=nothing"], "no column"),
        (["--scale=size=odd"], "There is no odd here"),
        (["--seed=3"], "go with --test-share"),
        (["-o", "x"], "needs --into"),
    ],
)
def test_impossible_arguments(files, capsys, arguments, word):
    assert run(data, files / "t.csv", *arguments) == 2
    assert word in capsys.readouterr().err


def test_what_cannot_be_read_names_the_file(files, capsys):
    assert run(data, files / "none.csv") == 1
    assert "none.csv" in capsys.readouterr().err


def test_the_command_of_the_dialog_makes_the_same_plan(files):
    """Options written for a plan, and read again, are the plan."""
    content = TABLE.encode()
    dialect = guess(content)
    table = read(content, dialect)
    guessed = ImportPlan(dialect, columns_guessed(table, dialect))
    asked = [
        *("--delimiter=semicolon", "--no-join", "--skip=0", "--missing=", "--missing=x y", "--categories=size"),
        *("--ignore=size", "--one=colour=blue", "--order=kind=c,b", "--fill=kind=commonest", "--rename=kind=a=b"),
        *("--target=colour", "--one-hot=colour", "--test-share=0.3", "--seed=7", "--stratified", "--only-right"),
    ]
    parse = data._parser().parse_args
    arguments = parse(["f", *asked])
    chosen = data.plan_of(table, data.dialect_of(content, arguments), arguments)
    again = parse(["f", *options(chosen, guessed)])

    assert chosen != guessed
    assert data.plan_of(table, data.dialect_of(content, again), again) == chosen


def test_predictions_have_what_was_given_seen_and_predicted(files, capsys):
    run(data, files / "t.csv", "--into", files / "s.bpgui", "--test-last=2", "--scale=size=zero_one", "--target=size")
    run(train, files / "s.bpgui", "--steps", 5, "--save", files / "s.bpgui")
    assert run(predict, files / "s.bpgui", "-o", files / "p.csv") == 0
    found = rows_of(files / "p.csv")

    assert [row["set"] for row in found] == ["training"] * 10 + ["test"] * 2
    assert found[3]["size"] == "3.5"
    assert found[3]["colour"] == "red"
    assert float(found[9]["size (seen)"]) == 1.0
    low, high = 0.5, 9.5
    for row in found:
        units = float(row["size (predicted, in units)"])
        assert units == pytest.approx(low + (high - low) * float(row["size (predicted)"]))
        assert row["kind (predicted category)"] in "abc"


def test_predictions_of_other_rows(files, capsys):
    run(data, files / "t.csv", "--into", files / "s.bpgui", "--scale=size=standard")
    run(predict, files / "s.bpgui", "-o", files / "p.csv")
    (files / "n.csv").write_text("colour,size\nblue,0.5\nred,1.5\n", encoding="utf-8")
    assert run(predict, files / "s.bpgui", files / "n.csv", "-o", files / "q.csv") == 0
    own, other = rows_of(files / "p.csv"), rows_of(files / "q.csv")

    assert len(other) == 2
    for name in ("kind=a (predicted)", "kind=b (predicted)", "kind (predicted category)", "size (seen)"):
        assert [row[name] for row in other] == [row[name] for row in own[:2]]
    assert {row["right"] for row in own} <= {"0", "1"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("colour\nred\n", "size is not there"),
        ("size,colour\n1,red\n2,green\n", "Line 3, column colour: “green”"),
        ("size,colour\n1,red\nx,red\n2,red\n4,red\n", "Line 3, column size: “x” is no number"),
        ("size,colour\n1,red\n,red\n", "Line 3, column size"),
    ],
)
def test_rows_that_the_network_cannot_see(files, capsys, text, word):
    run(data, files / "t.csv", "--into", files / "s.bpgui")
    (files / "n.csv").write_text(text, encoding="utf-8")
    assert run(predict, files / "s.bpgui", files / "n.csv", "-o", files / "q.csv") == 1
    assert word in capsys.readouterr().err
    assert not (files / "q.csv").exists()


def test_a_fill_is_for_missing_cells_not_for_unknown_ones(files, capsys):
    run(data, files / "t.csv", "--into", files / "s.bpgui", "--fill=colour=commonest")
    (files / "n.csv").write_text("size,colour\n1,\n2,green\n", encoding="utf-8")
    assert run(predict, files / "s.bpgui", files / "n.csv", "-o", files / "q.csv") == 1
    assert "Line 3, column colour: “green”" in capsys.readouterr().err


def test_a_share_of_nothing_is_refused(files, capsys):
    assert run(data, files / "t.csv", "--test-share=0") == 1
    assert "share of 0" in capsys.readouterr().err


def test_the_table_is_not_overwritten(files, capsys):
    before = (files / "t.csv").read_bytes()
    assert run(data, files / "t.csv", "--into", files / "s.bpgui", "-o", files / "t.csv") == 2
    assert "overwrite" in capsys.readouterr().err
    assert (files / "t.csv").read_bytes() == before


def test_what_is_read_is_not_overwritten(files, capsys):
    assert run(predict, files / "s.bpgui", "-o", files / "s.bpgui") == 2
    assert "overwrite" in capsys.readouterr().err


def test_predictions_of_plain_numbers(files):
    assert run(predict, files / "s.bpgui", "-o", files / "p.csv") == 0
    session = load_session(files / "s.bpgui")
    found = rows_of(files / "p.csv")
    name = session.experiment.network.neuron_names[-1][0]
    predicted = [float(row[f"{name} (predicted)"]) for row in found]
    assert np.array_equal(predicted, session.moment().predictions[:, 0])
