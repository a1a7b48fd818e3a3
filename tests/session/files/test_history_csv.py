import csv
import errno
import io
import itertools
import math
import os
from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.backprop import run_pass
from bpgui.engine.inside import stages
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.engine.training import mean_loss
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.problems import Problem
from bpgui.session.basics.work import Cancelled
from bpgui.session.files import history_csv
from bpgui.session.files.history_csv import (
    CsvOptions,
    chosen_rows,
    estimated_size,
    header,
    parse_samples,
    write_history,
)
from bpgui.session.model.edits import SetInput, SetLearningRate, SetLocked, SetLoss, SetParameter, SetTarget
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.sentence import Sentence
from bpgui.session.session import Session
from bpgui.session.timeline.block import Block
from bpgui.session.timeline.column_kinds import ACTIVATION, ASKED, DELTA, GRADIENT, INSIDE, KINDS, OF_PARAMETER, Z
from bpgui.session.timeline.columns import Asked, ColumnKind
from bpgui.session.timeline.path import Event
from tests.article import ORACLE, agrees, article_session
from tests.session.builders import batched_session

FIXED = ["step", "epoch", "event", "learning_rate", "loss", "train_loss", "test_loss"]
ALL = CsvOptions(frozenset(ASKED))


@pytest.fixture
def exported(tmp_path):
    """Write a session's history and read it back: one dict of cells a row."""

    def export(session, options=CsvOptions()):  # noqa: B008  immutable
        write_history(session.timeline, tmp_path / "history.csv", options)
        text = (tmp_path / "history.csv").read_bytes().decode("utf-8")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))

    return export


def trained(session, steps):
    session.train(steps)
    return session


# Columns


def test_columns_of_the_article():
    weights = ["w1", "w2", "w3", "w4", "w5", "w6"]
    assert header(article_session().experiment, CsvOptions()) == [*FIXED, "prediction", "target", *weights]


def test_all_columns_of_the_article():
    neurons = ["h1", "h2", "out"]
    found = header(article_session().experiment, ALL)
    assert found[15:] == [
        *[f"grad_w{k}" for k in range(1, 7)],
        *[f"{kind}_{neuron}" for kind in ("z", "a", "delta") for neuron in neurons],
    ]


def test_columns_with_several_samples_outputs_and_biases():
    found = header(batched_session(samples=2).experiment, CsvOptions())
    assert found[7:] == [
        *[f"prediction.{name}" for name in ("o1.1", "o2.1", "o1.2", "o2.2")],
        *[f"target.{name}" for name in ("o1.1", "o2.1", "o1.2", "o2.2")],
        *[f"w{k}" for k in range(1, 13)],
        *["b1", "b2", "b3"],
    ]


@pytest.mark.parametrize(("samples", "columns"), [(8, 16), (9, 0)])
def test_every_sample_stands_there_while_samples_times_outputs_is_at_most_16(samples, columns):
    names = header(batched_session(samples=samples).experiment, CsvOptions())
    assert sum(name.startswith("prediction") for name in names) == columns


def test_samples_are_asked_for_by_number():
    names = header(batched_session(samples=9).experiment, CsvOptions(frozenset({Z}), samples=(8, 0)))
    assert [name for name in names if name.startswith(("prediction", "z"))] == [
        *["prediction.o1.9", "prediction.o2.9", "prediction.o1.1", "prediction.o2.1"],
        *["z_h1.9", "z_h2.9", "z_h3.9", "z_o1.9", "z_o2.9", "z_h1.1", "z_h2.1", "z_h3.1", "z_o1.1", "z_o2.1"],
    ]


@pytest.mark.parametrize("samples", [(7,), (-1,), (0, 99)])
def test_a_sample_that_is_not_there_is_refused_before_any_file_is_touched(samples, tmp_path):
    with pytest.raises(Problem, match="There is no sample"):
        write_history(batched_session().timeline, tmp_path / "a.csv", CsvOptions(samples=samples))
    assert list(tmp_path.iterdir()) == []


# Cells


def test_the_article_to_1e_15(exported):
    rows = exported(trained(article_session(), 5), ALL)
    for row, exact in zip(rows, ORACLE, strict=True):
        found = {name: float(value) for name, value in row.items() if value}
        assert agrees([found[f"w{k}"] for k in range(1, 7)], exact["weights"])
        assert agrees([found[f"grad_w{k}"] for k in range(1, 7)], exact["gradients"])
        assert agrees([found["a_h1"], found["a_h2"], found["z_h1"]], [exact["h1"], exact["h2"], exact["h1"]])
        assert agrees([found["prediction"], found["loss"]], [exact["prediction"], exact["loss"]])
        assert agrees([found["delta_out"]], [exact["delta"]])


def test_the_first_lines_of_the_article_byte_for_byte(tmp_path):
    session = trained(article_session(), 1)
    session.perform(SetParameter("w5", 0.3))
    write_history(session.timeline, tmp_path / "a.csv", CsvOptions())
    lines = (tmp_path / "a.csv").read_bytes().split(b"\n")
    assert lines[0] == b"step,epoch,event,learning_rate,loss,train_loss,test_loss,prediction,target,w1,w2,w3,w4,w5,w6"
    assert lines[1] == b"0,0,,0.05,0.32724049999999993,0.32724049999999993,,0.191,1,0.11,0.21,0.12,0.08,0.14,0.15"
    assert lines[3].startswith(b"1,1,w5: 0.17438250000000002 -> 0.3,0.05,0.1973")
    assert lines[4:] == [b""]


def test_numbers_read_back_as_the_same_bits(exported):
    session = trained(batched_session(), 30)
    rows = exported(session, ALL)
    for k, row in enumerate(rows):
        names = [parameter.name for parameter in session.experiment.network.parameters]
        assert [float(row[name]) for name in names] == session.timeline.state_at(k).parameters.tolist()


def test_no_number_has_more_digits_than_it_needs(exported):
    def digits(text):
        return text.partition("e")[0].replace(".", "").strip("-0")

    for row in exported(trained(batched_session(), 5), ALL):
        numbers = [cell for name, cell in row.items() if name != "event" and cell]
        assert [digits(cell) for cell in numbers] == [digits(repr(float(cell))) for cell in numbers]


def test_cells_of_neurons_are_those_of_a_pass_of_that_sample(exported):
    session = trained(batched_session(), 12)
    row = exported(session, ALL)[9]
    state, data = session.timeline.state_at(9), session.experiment.data
    done = run_pass(session.experiment.network, state.parameters, data.inputs[[4]], data.targets[[4]])
    for kind, layers in (("z", done.zs), ("a", done.activations[1:]), ("delta", done.deltas)):
        found = [row[f"{kind}_{name}.5"] for name in ("h1", "h2", "h3", "o1", "o2")]
        assert [float(cell) for cell in found] == np.concatenate(layers, axis=1)[0].tolist()


def test_the_training_loss_stands_where_an_epoch_begins_and_in_the_last_row(exported):
    session = trained(batched_session(3), 7)
    rows = exported(session)
    assert [bool(row["train_loss"]) for row in rows] == [True, False, False, True, False, False, True, True]
    state = session.timeline.state_at(7)
    expected = mean_loss(session.experiment.network, state.parameters, session.experiment.data)
    assert float(rows[7]["train_loss"]) == expected


def test_loss_is_that_of_the_batch_and_epoch_counts_completed_ones(exported):
    session = trained(batched_session(3), 7)
    rows = exported(session)
    blocks = session.timeline.rows(0, 8)
    assert [float(row["loss"]) for row in rows] == [loss for block in blocks for loss in block.losses.tolist()]
    assert [row["epoch"] for row in rows] == list("00011122")


def test_events_have_rows_of_their_own(exported):
    session = trained(article_session(), 1)
    session.perform(SetLearningRate(0.1))
    session.perform(SetInput("i1", 1, 2.5))
    session.train(1)
    rows = exported(session)
    assert [(row["step"], row["event"], row["learning_rate"]) for row in rows] == [
        ("0", "", "0.05"),
        ("1", "", "0.05"),
        ("1", "learning_rate: 0.05 -> 0.1", "0.1"),
        ("1", "i1[1]: 2 -> 2.5", "0.1"),
        ("2", "", "0.1"),
    ]


def test_columns_that_an_experiment_does_not_have_are_empty(exported, monkeypatch):
    asked = Asked("velocity", "", "")
    kind = ColumnKind("velocity_", OF_PARAMETER, asked, read=lambda *_: 1 / 0, exists=lambda _: False)
    monkeypatch.setattr(history_csv, "KINDS", (*KINDS, kind))
    rows = exported(trained(article_session(), 2), CsvOptions(frozenset({kind, Z})))
    assert [[row[f"velocity_w{k}"] for k in range(1, 7)] for row in rows] == [[""] * 6] * 3
    assert all(row["z_out"] and row["w6"] for row in rows)


def test_an_event_changes_the_cells_that_it_is_about(exported):
    session = trained(article_session(), 1)
    session.perform(SetTarget("out", 1, 0.25))
    session.perform(SetParameter("w6", -1.0))
    before, *rows = exported(session)[1:]
    assert [(row["target"], row["w6"]) for row in rows] == [("0.25", before["w6"]), ("0.25", "-1")]
    assert before["target"] == "1"


def test_an_edit_at_step_0_leaves_one_row_of_step_0(exported):
    session = article_session()
    session.perform(SetTarget("out", 1, 0.25))
    session.perform(SetParameter("w6", -1.0))
    session.train(1)
    rows = exported(session)
    assert [(row["step"], row["event"], row["target"]) for row in rows] == [("0", "", "0.25"), ("1", "", "0.25")]
    assert rows[0]["w6"] == "-1"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("height", "height"),
        ("a = b - c", "a = b - c"),
        ("2-1", "2-1"),
        ("'quoted'", "'quoted'"),
        ("=SUM(A1)", "'=SUM(A1)"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("＝1", "'＝1"),
        ("a; =1", "a; '=1"),
        ("a;@b", "a;'@b"),
        ("\x1b]0;x\x07", "\\x1b]0;x\\x07"),
        ("\x00=1", "\\x00=1"),
        ("a\u202eb", "a\\u202eb"),
    ],
)
def test_text_of_others_is_shown_by_a_spreadsheet_and_not_run(exported, name, shown):
    start = article_session()
    network = replace(start.experiment.network, names=((name, "i2"), (), (f"{name} too",)))
    session = Session(replace(start.experiment, network=network), start.timeline.state_at(0).parameters)
    session.train(1)
    session.perform(SetInput(name, 1, -2.5))
    session.perform(SetTarget(f"{name} too", 1, -1.0))
    rows = exported(session, CsvOptions(frozenset({Z})))
    assert rows[2]["event"] == f"{shown}[1]: 2 -> -2.5"
    assert rows[3]["event"].startswith("target ")
    assert rows[3]["target"] == "-1"
    assert not any(cell.startswith(tuple("=+@＝\t\r")) for row in rows for cell in (*row, *row.values()))


def test_an_event_with_odd_characters_is_one_cell(exported):
    """No name has a comma or quotation mark today; the writer does not rely on it."""
    assert history_csv.text_cell('a,"b"') == '"a,""b"""'
    session = trained(batched_session(), 1)
    session.perform(SetLoss("categorical_cross_entropy"))
    assert exported(session)[2]["event"].endswith("; output activation: sigmoid -> softmax")


def test_locked_parameters_have_a_gradient_and_do_not_move(exported):
    session = article_session()
    session.perform(SetLocked("w5", True))
    rows = exported(trained(session, 2), CsvOptions(frozenset({GRADIENT})))
    assert {row["w5"] for row in rows} == {"0.14"}
    assert all(float(row["grad_w5"]) for row in rows)


def test_numbers_that_are_none_are_spelled(exported):
    session = article_session(1e200)
    session.perform(SetParameter("w1", 1e308))
    session.train(2)
    cells = {cell for row in exported(session, ALL) for name, cell in row.items() if name != "event"}
    assert {"nan", "inf", "-inf"} & cells
    assert all(math.isfinite(float(cell)) or cell in ("nan", "inf", "-inf") for cell in cells if cell)


def test_nothing_is_computed_for_test_loss(exported):
    assert {row["test_loss"] for row in exported(trained(article_session(), 3))} == {""}


def test_bytes_are_utf_8_without_bom_and_lines_end_in_lf(tmp_path):
    session = trained(batched_session(), 3)
    write_history(session.timeline, tmp_path / "a.csv", ALL)
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"step,")
    assert b"\r" not in content
    assert content.count(b"\n") == 5
    assert content.endswith(b"\n")


def test_the_whole_history_is_written_wherever_the_cursor_is(exported):
    session = trained(article_session(), 9)
    session.seek(2)
    assert [row["step"] for row in exported(session)] == [str(k) for k in range(10)]


# Bytes: an oracle that formats cell by cell


def quoted(text):
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([text, ""])
    return stream.getvalue()[:-2]


def lines_of(block, options, last_row):
    """Yield (step, is event, line) of each row of a block."""
    experiment, data = block.experiment, block.experiment.data
    network, samples, watched = experiment.network, options.chosen(experiment), experiment.watched.tolist()
    for k, parameters in enumerate(block.parameters):
        with np.errstate(all="ignore"):
            passes = [run_pass(network, parameters, data.inputs[[s]], data.targets[[s]]) for s in samples]
            mean = mean_loss(network, parameters, data)
        event, row = block.event if k == 0 else "", block.first + k
        recorded = shortest(block.train_losses[k]) if block.positions[k] == 0 else ""
        train_loss = recorded or (shortest(mean) if row == last_row else "")
        line = [
            str(block.steps[k]),
            str(block.epochs[k]),
            quoted(event.replace("\n", "\\x0a")),
            shortest(experiment.settings.learning_rate),
        ]
        line += [shortest(block.losses[k]), train_loss, ""]
        predictions = [
            block.predictions[k, watched.index(s)] if s in watched else done.activations[-1][0]
            for s, done in zip(samples, passes, strict=True)
        ]
        numbers = [*predictions, *(data.targets[s] for s in samples), parameters]
        numbers += [block.gradients[k]] if GRADIENT in options.more else []
        for wanted, layers in (
            (Z, [z[0] for done in passes for z in done.zs]),
            (ACTIVATION, [a[0] for done in passes for a in done.activations[1:]]),
            (DELTA, [delta[0] for done in passes for delta in done.deltas]),
        ):
            numbers += layers if wanted in options.more else []
        yield int(block.steps[k]), bool(event), ",".join(line + [shortest(x) for part in numbers for x in part]) + "\n"


def slowly(timeline, options):
    """Return the whole file."""
    blocks = list(timeline.rows(0, timeline.length))
    last_step = int(blocks[-1].steps[-1]) if options.to_step is None else options.to_step
    in_range = [step for block in blocks for step in block.steps if step <= last_step]
    rows = [row for block in blocks for row in lines_of(block, options, len(in_range) - 1)]
    rows = [row for row in rows if options.from_step <= row[0] <= last_step]
    kept = [row for row in rows[:-1] if (row[0] - options.from_step) % options.every == 0 or row[1]] + rows[-1:]
    return (",".join(header(blocks[0].experiment, options)) + "\n" + "".join(row[2] for row in kept)).encode()


ODD = [
    0.0,
    -0.0,
    1.0,
    -3.0,
    1e15,
    1e16,
    123456789012345680.0,
    1e300,
    -1e-300,
    5e-324,
    np.nan,
    np.inf,
    -np.inf,
    0.1,
    1e-5,
]


class OddTimeline:
    """Rows of numbers that are hard to write, in segments that begin with an event whose text is."""

    def __init__(self, rng, rows=40):
        samples = int(rng.integers(1, 9))
        layers = [Layer(int(n), "tanh", bias=bool(rng.integers(2))) for n in rng.integers(1, 4, size=2)]
        network = Network(2, (*layers, Layer(int(rng.integers(1, 4)), "linear")))
        data = Data(rng.choice(ODD, (samples, 2)), rng.choice([0.0, -0.0, 1.0, 0.1], (samples, network.outputs)))
        self.length, starts = rows, [0, *sorted(int(n) for n in rng.choice(np.arange(1, rows), 4, replace=False)), rows]
        self.events, self._blocks = [], []
        for k, (first, last) in enumerate(itertools.pairwise(starts)):
            settings = Settings(float(rng.choice([0.1, 1.0, 1e-9])), np.zeros(network.parameter_count, dtype=bool))
            self._blocks.append(self._block(rng, Experiment(network, settings, data), first, last, k))
            if k:
                text = str(rng.choice(["w1: 1.0, 2", '"],["', "[a] 3.0", "plain", "zwei\nZeilen"]))
                self._blocks[-1] = replace(self._blocks[-1], event=text)
                self.events.append(Event(first, first - k, Sentence(), SetParameter("w1", 0)))

    @staticmethod
    def _block(rng, experiment, first, last, events):
        def odd(*shape):
            return np.where(rng.random(shape) < 0.3, rng.choice(ODD, shape), rng.normal(size=shape))

        rows, network = last - first, experiment.network
        steps = np.arange(first, last) - events
        numbers = (odd(rows), odd(rows), odd(rows, len(experiment.watched), network.outputs))
        weights = (odd(rows, network.parameter_count), odd(rows, network.parameter_count), np.zeros((rows, 0)))
        return Block(first, "", experiment, steps, steps // 3, steps % 3, *numbers, *weights)

    def experiment_at(self, row):
        return self._blocks[0].experiment

    def rows(self, first, last):
        for block in self._blocks:
            low, high = max(first - block.first, 0), min(last - block.first, len(block.steps))
            if low < high:
                arrays = {name: part[low:high] for name, part in vars(block).items() if isinstance(part, np.ndarray)}
                yield replace(block, first=block.first + low, event="" if low else block.event, **arrays)


@pytest.mark.parametrize("seed", range(25))
def test_bytes_are_those_of_cells_written_one_by_one(seed, tmp_path, monkeypatch):
    rng = np.random.default_rng(seed)
    monkeypatch.setattr(history_csv, "PIECE_CELLS", int(rng.choice([1, 300, 1 << 13])))
    monkeypatch.setattr(history_csv, "SPAN_ROWS", int(rng.choice([1, 7, 4096])))
    timeline = OddTimeline(rng)
    more = frozenset(kind for kind in ASKED if rng.random() < 0.5)
    samples = (None, (), (0,))[seed % 3]
    first, last = sorted(rng.integers(0, 36, size=2).tolist())
    ranges = [{}, {"from_step": first, "to_step": last, "every": int(rng.integers(1, 9))}]
    for options in (CsvOptions(more, samples, **some) for some in ranges):
        write_history(timeline, tmp_path / "a.csv", options)
        expected = slowly(timeline, options)
        assert (tmp_path / "a.csv").read_bytes() == expected
        assert chosen_rows(timeline, options).count == len(list(csv.reader(io.StringIO(expected.decode())))) - 1


def test_bytes_of_a_real_session_are_those_of_cells_written_one_by_one(tmp_path):
    session = trained(batched_session(3, samples=9), 300)
    session.perform(SetParameter("w1", 2.0))
    session.train(1)
    options = replace(ALL, samples=(8, 0))
    write_history(session.timeline, tmp_path / "a.csv", options)
    assert (tmp_path / "a.csv").read_bytes() == slowly(session.timeline, options)


# Rows


def edited_session():
    """Steps 0 to 6, with two edits at step 3: rows 0 1 2 3 3 3 4 5 6."""
    session = trained(article_session(), 3)
    session.perform(SetLearningRate(0.1))
    session.perform(SetLearningRate(0.2))
    return trained(session, 3)


@pytest.mark.parametrize(
    ("asked", "steps"),
    [
        ({}, "012333456"),
        ({"every": 2}, "0233" + "46"),
        ({"every": 3}, "033" + "36"),
        ({"every": 4}, "033" + "46"),
        ({"every": 99}, "033" + "6"),
        ({"from_step": 1, "to_step": 4}, "123334"),
        ({"from_step": 3, "to_step": 3}, "333"),
        ({"from_step": 3, "to_step": 3, "every": 5}, "333"),
        ({"from_step": 1, "to_step": 3, "every": 5}, "133"),
        ({"from_step": 1, "every": 2}, "1333" + "56"),
        ({"from_step": 6}, "6"),
        ({"to_step": 99}, "012333456"),
    ],
)
def test_rows_are_chosen_by_step_and_edits_and_the_last_row_always_stand_there(asked, steps, exported):
    session = edited_session()
    rows = exported(session, CsvOptions(**asked))
    assert "".join(row["step"] for row in rows) == steps
    assert chosen_rows(session.timeline, CsvOptions(**asked)).count == len(steps)


def test_the_last_row_of_a_range_has_a_training_loss(exported):
    rows = exported(trained(batched_session(3), 7), CsvOptions(to_step=4))
    assert [bool(row["train_loss"]) for row in rows] == [True, False, False, True, True]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"every": 0}, "every 0 steps is not possible"),
        ({"from_step": 7}, "There is no step 7; the last one is 6"),
        ({"from_step": -1}, "There is no step -1"),
        ({"from_step": 4, "to_step": 3}, "The first step, 4, comes after the last, 3"),
    ],
)
def test_rows_that_are_not_there_are_refused_before_any_file_is_touched(asked, said, tmp_path):
    with pytest.raises(Problem, match=said):
        write_history(edited_session().timeline, tmp_path / "a.csv", CsvOptions(**asked))
    assert list(tmp_path.iterdir()) == []


def test_only_rows_near_those_that_are_written_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr(history_csv, "SPAN_ROWS", 100)
    timeline, read = trained(article_session(), 5000).timeline, []
    rows = timeline.rows
    monkeypatch.setattr(timeline, "rows", lambda first, last: read.append((first, last)) or rows(first, last))
    write_history(timeline, tmp_path / "a.csv", CsvOptions(every=1000))
    assert read == [(k, k + 1) for k in range(0, 5001, 1000)]


@pytest.mark.parametrize("options", [CsvOptions(), ALL, CsvOptions(every=7)])
def test_the_size_is_estimated(options, tmp_path):
    timeline = trained(batched_session(), 400).timeline
    rows, size = estimated_size(timeline, options)
    write_history(timeline, tmp_path / "a.csv", options)
    written = (tmp_path / "a.csv").read_bytes()
    assert rows == written.count(b"\n") - 1
    assert size == pytest.approx(len(written), rel=0.1)


# Writing


def test_progress_hears_of_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(history_csv, "PIECE_CELLS", 4 * 15)
    heard = []
    write_history(trained(article_session(), 9).timeline, tmp_path / "a.csv", CsvOptions(), heard.append)
    assert heard == [1, 5, 9, 10]  # the first row is a block of its own


def test_a_cancelled_export_leaves_an_earlier_file(tmp_path, monkeypatch):
    monkeypatch.setattr(history_csv, "PIECE_CELLS", 4 * 15)
    path, answers = tmp_path / "a.csv", iter([False, True])
    path.write_bytes(b"earlier")
    with pytest.raises(Cancelled):
        write_history(trained(article_session(), 9).timeline, path, CsvOptions(), cancelled=lambda: next(answers))
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_said_with_the_file(tmp_path, monkeypatch):
    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Problem, match=r"a\.csv” could not be written: No space left on device"):
        write_history(article_session().timeline, tmp_path / "a.csv", CsvOptions())
    assert list(tmp_path.iterdir()) == []


# Samples by number


@pytest.mark.parametrize(
    ("text", "samples"),
    [
        ("1", (0,)),
        ("1,3", (0, 2)),
        (" 3 , 1 ", (2, 0)),
        ("7-9", (6, 7, 8)),
        ("1,3,7-9", (0, 2, 6, 7, 8)),
        ("2,2,1-3", (1, 0, 2)),
        ("", ()),
        (",", ()),
    ],
)
def test_samples_as_people_write_them(text, samples):
    assert parse_samples(text, 9) == samples


@pytest.mark.parametrize("text", ["x", "1.5", "-1", "3-", "3-1", "1-2-3", "\u00b2", "1;2", "999999999"])
def test_samples_that_are_no_list_are_refused(text):
    with pytest.raises(Problem, match="Write the samples like 1,3,7-9"):
        parse_samples(text, 9)


@pytest.mark.parametrize("text", ["0", "10", "5-12", "1-99999999"])
def test_samples_that_are_not_there_are_refused(text):
    with pytest.raises(Problem, match="There is no sample"):
        parse_samples(text, 9)


@pytest.mark.parametrize(("optimiser", "count"), [("plain", 1), ("momentum", 2), ("adam", 4), ("adamw", 4)])
def test_the_inside_of_each_update_is_there_where_it_is_asked_for(optimiser, count, exported):
    session = batched_session()
    settings = replace(session.experiment.settings, optimiser=optimiser, l2=0.1, clip=0.05, warm_up=3)
    start = session.timeline.state_at(0).parameters
    session = trained(Session(replace(session.experiment, settings=settings), start), 5)
    asked = [kind for kind in INSIDE if kind.exists(session.experiment)]
    rows = exported(session, CsvOptions(frozenset(asked)))

    assert len(asked) == count
    for step, row in enumerate(rows):
        session.seek(step)
        wanted = stages(session.moment().step)
        for kind in asked:
            found = [float(row[f"{kind.heading}{p.name}"]) for p in session.experiment.network.parameters]
            assert found == wanted[kind.heading.removesuffix("_")].tolist()
