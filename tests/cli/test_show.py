"""`bpgui show`: a session file as text."""

import re
from dataclasses import replace

import numpy as np
import pytest

from bpgui.cli import show
from bpgui.cli.text_table import WIDTH, width_of
from bpgui.session.basics.examples import examples
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import save_session
from bpgui.session.model.edits import SetCut, SetLearningRate, SetLocked, SetParameter
from bpgui.session.model.experiment import new_experiment
from bpgui.session.session import Session
from bpgui.session.stops import StopRules
from tests.article import article_session


@pytest.fixture
def said(capsys, tmp_path):
    """Show a session; return the lines."""

    def call(session, *arguments):
        save_session(session, tmp_path / "it.bpgui")
        assert show.main([str(tmp_path / "it.bpgui"), *arguments]) == 0
        out, complaint = capsys.readouterr()
        assert complaint == ""
        return out.splitlines()

    return call


def large(*sizes, samples=7):
    layers = len(sizes) - 1
    experiment = new_experiment(sizes, ["tanh"] * layers, [True] * layers, "half_square", samples)
    return Session(experiment, np.linspace(-1, 1, experiment.network.parameter_count))


ARTICLE = """\
it.bpgui: 2-2-1, step 0, training loss 0.32724

Network
  input      (i1) (i2)
             2 neurons
      |      w1 .. w4
  hidden     (h1) (h2)
             2 neurons, linear, no biases
      |      w5 .. w6
  output     (out)
             1 neuron, linear, no biases
  loss       half_square

Parameters: 6
  name  from  to      value
  w1    i1    -> h1    0.11
  w2    i2    -> h1    0.21
  w3    i1    -> h2    0.12
  w4    i2    -> h2    0.08
  w5    h1    -> out   0.14
  w6    h2    -> out   0.15

Settings
  learning rate     0.05
  batch size        all
  order             in order
  shuffle seed      0
  optimiser         plain
  L2 penalty        0
  L1 penalty        0
  weight decay      usual
  longest gradient  off
  schedule          constant
  warm-up           0

Samples: 1
  sample  i1  i2  target out  output out
       1   2   3           1       0.191"""


def test_the_article_s_network_is_drawn_and_listed(said):
    assert "\n".join(said(article_session())) == ARTICLE


def test_a_trained_session_says_both_values_its_events_locks_and_stop_rules(said):
    session = article_session()
    session.perform(SetLocked("w2", True))
    session.perform(SetCut("w3", True))
    session.train(2)
    session.perform(SetParameter("w5", 0.3))
    session.perform(SetLearningRate(0.1))
    session.train(1)
    session.stops = StopRules(step=9, loss=0.5)
    lines = said(session, "--digits", "3")

    assert lines[0].startswith("it.bpgui: 2-2-1, step 3, training loss ")
    assert next(line for line in lines if " w2 " in line).split() == ["w2", "i2", "->", "h1", "0.21", "0.21", "locked"]
    assert [line.split() for line in lines if line.startswith(("  stop", "  learning rate"))] == [
        ["learning", "rate", "0.1"],
        ["stop", "at", "step", "9"],
        ["stop", "at", "a", "loss", "below", "0.5"],
    ]
    assert lines[-3] == "Events: 2"
    assert [line.rpartition(" -> ")[2] for line in lines[-2:]] == ["0.3", "0.1"]


def test_what_holds_at_the_cursor_is_shown(said):
    session = article_session()
    session.train(5)
    session.seek(2)
    lines = said(session, "--digits", "17")

    assert lines[0].startswith("it.bpgui: 2-2-1, step 2 of 5, training loss ")
    value = float(next(line for line in lines if line.startswith("  w5")).split()[4])
    assert value == session.timeline.state_at(2).parameters[4]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_an_example_fits_into_80_columns(example, capsys):
    assert show.main([str(example.path)]) == 0

    assert max(map(width_of, capsys.readouterr().out.splitlines())) <= WIDTH


def test_a_large_network_is_shortened_with_counts(said):
    lines = said(large(30, 900, 20, samples=50))

    assert len(lines) < 80
    assert max(map(width_of, lines)) <= WIDTH
    assert "  input      (i1) (i2) (i3) (i4) (i5) (i6) (i7) (i8) (i9) (i10) (i11) .. (i30)" in lines
    assert "             900 neurons, tanh, biases b1 .. b900" in lines
    assert [line for line in lines if ".. and" in line] == [
        "  .. and 26,992 more, to w27000",
        "  .. and 17,992 more, to w45000",
        "  .. and 892 more, to b900",
        "  .. and 12 more, to b920",
        "  .. and 45 more",
    ]
    assert "  columns of the first 3 of 30 inputs" in lines


def test_all_of_it_is_said_when_asked_for(said):
    lines = said(large(4, 10, 3, samples=12), "--all")

    assert not any(".." in line for line in lines if line.startswith("  .."))
    assert sum(re.match(r"  [wb]\d", line) is not None for line in lines) == 83
    first = lines.index("Samples: 12") + 2
    assert [line.split()[0] for line in lines[first : first + 12]] == [str(number) for number in range(1, 13)]


def test_test_samples_are_marked(said):
    session = large(2, 2, 1, samples=4)
    experiment = replace(session.experiment, data=replace(session.experiment.data, test=(0, 3)))
    lines = said(Session(experiment, session.timeline.state_at(0).parameters))

    first = lines.index("Samples: 4, 2 of them test samples") + 2
    assert [line.split()[:2] for line in lines[first : first + 4]] == [
        ["1", "test"],
        ["2", "1"],
        ["3", "1"],
        ["4", "test"],
    ]


def test_long_and_wide_names_keep_the_table_straight(said, tmp_path):
    session = large(2, 2, 1)
    names = (("长度" * 15, "i" * 40), (), ("ou\u0301t",))
    session = Session(renamed(session.experiment, names), session.timeline.state_at(0).parameters)
    lines = said(session)

    assert max(map(width_of, lines)) <= WIDTH
    first = next(number for number, line in enumerate(lines) if line.startswith("  name"))
    assert len({width_of(line) for line in lines[first : first + 7]}) == 1


def renamed(experiment, names):
    return type(experiment)(
        type(experiment.network)(
            experiment.network.inputs, experiment.network.layers, experiment.network.loss, names=names
        ),
        experiment.settings,
        experiment.data,
    )


def test_a_terminal_without_the_letters_of_a_name_gets_their_numbers(monkeypatch, tmp_path):
    import io

    session = large(1, 1)
    session = Session(renamed(session.experiment, (("长",), ())), session.timeline.state_at(0).parameters)
    save_session(session, tmp_path / "it.bpgui")
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", out)

    assert show.main([str(tmp_path / "it.bpgui")]) == 0

    out.flush()
    assert b"(\\u957f)" in out.buffer.getvalue()


@pytest.mark.parametrize(
    ("code", "arguments", "said"),
    [
        (1, ["none.bpgui"], "“none.bpgui” cannot be opened. The system says: No such file or directory."),
        (1, ["broken.bpgui"], "“broken.bpgui” cannot be opened. "),
        (2, [], "FILE"),
        (2, ["article.bpgui", "--digits", "1"], "“1” is not a whole number from 2 to 17"),
        (2, ["article.bpgui", "--rows"], "unrecognized arguments: --rows"),
    ],
)
def test_what_cannot_be_shown_is_said_in_one_sentence(capsys, tmp_path, monkeypatch, code, arguments, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.bpgui").write_text("{")
    (tmp_path / "article.bpgui").write_bytes(resource_path("examples", "article.bpgui").read_bytes())

    assert show.main(arguments) == code

    out, complaint = capsys.readouterr()
    assert out == ""
    assert said in complaint.splitlines()[-1]
