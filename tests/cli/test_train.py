"""`bpgui train`: the same experiments without a window."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from bpgui.cli import progress, train
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.history_csv import CsvOptions, write_history
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import SetLearningRate, SetParameter
from bpgui.session.session import Session
from bpgui.session.stops import StopRules
from bpgui.session.timeline.column_kinds import GRADIENT
from tests.article import ORACLE, agrees, article_session
from tests.session.builders import split_session


@pytest.fixture
def file(tmp_path):
    """The article's example, as a session file."""
    return shutil.copy(resource_path("examples", "article.bpgui"), tmp_path / "article.bpgui")


@pytest.fixture
def run(capsys):
    """Call `bpgui train`; return its exit code, stdout and stderr."""

    def call(*arguments):
        code = train.main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return call


def rows(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def numbers(row, names):
    return [float(row[name]) for name in names]


# The numbers


def test_the_csv_has_the_articles_numbers(run, file, tmp_path):
    out = tmp_path / "history.csv"

    run(file, "--steps", 5, "--csv", out, "--gradients", "--deltas", "--z", "--a")

    weights = [f"w{k}" for k in range(1, 7)]
    for row, exact in zip(rows(out), ORACLE, strict=True):
        assert agrees(numbers(row, weights), exact["weights"])
        assert agrees(numbers(row, [f"grad_{name}" for name in weights]), exact["gradients"])
        values = numbers(row, ["loss", "train_loss", "prediction", "a_h1", "z_h2", "delta_out"])
        assert agrees(values, [exact[key] for key in ("loss", "loss", "prediction", "h1", "h2", "delta")])


def test_the_csv_is_that_of_single_steps_byte_for_byte(run, tmp_path):
    xor = resource_path("examples", "xor.bpgui")
    session = load_session(xor)
    for _ in range(300):
        session.step()
    write_history(session.timeline, tmp_path / "steps.csv", CsvOptions(frozenset({GRADIENT})))

    run(xor, "--steps", 300, "--csv", tmp_path / "train.csv", "--gradients")

    assert (tmp_path / "train.csv").read_bytes() == (tmp_path / "steps.csv").read_bytes()


def test_training_in_two_pieces_gives_the_rows_of_one(run, tmp_path):
    iris, half = resource_path("examples", "iris.bpgui"), tmp_path / "half.bpgui"
    run(iris, "--steps", 40, "--csv", tmp_path / "one.csv")

    run(iris, "--steps", 18, "--save", half)
    run(half, "--steps", 22, "--csv", tmp_path / "two.csv")

    assert (tmp_path / "two.csv").read_bytes() == (tmp_path / "one.csv").read_bytes()


# How many steps


def test_steps_come_on_top_of_those_in_the_file_whatever_its_stop_rules(run, tmp_path):
    session = article_session()
    session.train(3)
    session.seek(1)
    session.stops = StopRules(step=4, loss=0.2)
    save_session(session, tmp_path / "three.bpgui")

    assert run(tmp_path / "three.bpgui", "--steps", 5, "--save", tmp_path / "out.bpgui")[0] == 0

    saved = load_session(tmp_path / "out.bpgui")
    assert (saved.steps, saved.cursor, saved.stops) == (8, 8, StopRules(step=4, loss=0.2))


def test_the_summary_says_step_and_training_loss(run, file):
    assert run(file, "--steps", 5) == (0, "step 5, training loss 0.07670897613266937\n", "")


def test_no_steps_write_the_history_that_is_there(run, file, tmp_path):
    assert run(file, "--steps", 0, "--csv", tmp_path / "history.csv")[0] == 0
    assert [row["step"] for row in rows(tmp_path / "history.csv")] == ["0"]


def test_until_loss_stops_at_the_first_loss_below(run, file, tmp_path):
    code, said, _ = run(file, "--steps", 1000, "--until-loss", "1/1000", "--csv", tmp_path / "history.csv")

    losses = [float(row["train_loss"]) for row in rows(tmp_path / "history.csv")]
    assert (code, len(losses)) == (0, 13)
    assert losses[-1] < 0.001 <= losses[-2]
    assert said == "step 12, training loss 0.000520589330923751, below 0.001\n"


def test_until_loss_that_is_met_already_takes_no_step(run, file):
    assert run(file, "--steps", 9, "--until-loss", 1)[:2] == (
        0,
        "step 0, training loss 0.32724049999999993, already below 1: no step was taken\n",
    )


def test_until_loss_that_is_not_reached_is_said(run, file):
    assert run(file, "--steps", 1, "--until-loss", "1e-9")[1].endswith(", not below 1e-9\n")


# The learning rate


def test_the_learning_rate_is_an_edit_at_the_last_row(run, file, tmp_path):
    run(file, "--steps", 2, "--save", tmp_path / "two.bpgui")

    run(tmp_path / "two.bpgui", "--steps", 1, "--learning-rate", "1/8", "--csv", tmp_path / "history.csv")

    table = rows(tmp_path / "history.csv")
    assert [row["step"] for row in table] == ["0", "1", "2", "2", "3"]
    assert [row["event"] for row in table] == ["", "", "", "learning_rate: 0.05 -> 0.125", ""]


def test_the_saved_file_has_the_edit(run, file, tmp_path):
    run(file, "--steps", 1, "--save", tmp_path / "one.bpgui")
    run(tmp_path / "one.bpgui", "--steps", 1, "--learning-rate", 0.125, "--save", tmp_path / "out.bpgui")

    saved = json.loads((tmp_path / "out.bpgui").read_text())
    assert saved["settings"]["learning_rate"] == 0.05
    assert saved["events"] == [{"step": 1, "edit": {"change": "learning_rate", "value": 0.125}}]


def test_a_learning_rate_at_step_0_makes_another_start(run, file, tmp_path):
    run(file, "--steps", 1, "--learning-rate", 0.125, "--save", tmp_path / "out.bpgui")

    saved = json.loads((tmp_path / "out.bpgui").read_text())
    assert (saved["settings"]["learning_rate"], saved.get("events", [])) == (0.125, [])


def test_the_same_learning_rate_is_no_edit(run, file, tmp_path):
    run(file, "--steps", 1, "--learning-rate", 0.05, "--csv", tmp_path / "history.csv")

    assert len(rows(tmp_path / "history.csv")) == 2


# Divergence


def test_divergence_is_a_failure_that_says_step_and_reason_and_writes_all(run, file, tmp_path):
    outputs = ("--csv", tmp_path / "history.csv", "--save", tmp_path / "out.bpgui")

    code, said, complaint = run(file, "--steps", 100, "--learning-rate", 1, *outputs)

    assert (code, said) == (1, "step 3, training loss 242080124937243.4\n")
    assert complaint.startswith("bpgui train: Training diverged at step 3: the loss is 2.421e14, above a million")
    assert rows(tmp_path / "history.csv")[-1]["step"] == "3"
    assert load_session(tmp_path / "out.bpgui").steps == 3


def test_a_loss_that_is_no_number_is_said_to_be_none(run, tmp_path):
    session = article_session()
    session.perform(SetParameter("w5", 1e200))
    save_session(session, tmp_path / "huge.bpgui")

    code, _, complaint = run(tmp_path / "huge.bpgui", "--steps", 1)

    assert (code, complaint) == (1, "bpgui train: Training diverged at step 0: the loss is inf, not a finite number.\n")


# Rows and columns


def test_rows_asked_for_are_written(run, file, tmp_path):
    out = tmp_path / "history.csv"

    run(file, "--steps", 30, "--csv", out, "--from-step", 3, "--to-step", 20, "--every", 5)

    assert [row["step"] for row in rows(out)] == ["3", "8", "13", "18", "20"]


def test_where_training_ends_before_the_rows_the_session_is_saved_and_the_reason_said(run, file, tmp_path):
    outputs = ("--csv", tmp_path / "history.csv", "--save", tmp_path / "out.bpgui")

    code, _, complaint = run(file, "--steps", 99, "--until-loss", "1/1000", "--from-step", 50, *outputs)

    assert (code, complaint) == (1, "bpgui train: There is no step 50; the last one is 12.\n")
    assert load_session(tmp_path / "out.bpgui").steps == 12
    assert not (tmp_path / "history.csv").exists()


def test_samples_asked_for_have_their_columns(run, tmp_path):
    iris, out = resource_path("examples", "iris.bpgui"), tmp_path / "history.csv"

    run(iris, "--steps", 1, "--csv", out, "--samples", "1,149-150", "--a")

    names = [name for name in rows(out)[0] if name.startswith(("prediction.setosa", "a_h6"))]
    assert names == [f"{name}.{sample}" for name in ("prediction.setosa", "a_h6") for sample in (1, 149, 150)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--samples", "151"], "argument --samples: There is no sample 151; there are 150."),
        (["--samples", "one"], "argument --samples: Write the samples like 1,3,7-9."),
        (["--deltas"], "say which of the 150, for example --samples 1,2"),
    ],
)
def test_columns_that_the_file_cannot_have_are_wrong_usage(run, tmp_path, arguments, said):
    iris, out = resource_path("examples", "iris.bpgui"), tmp_path / "history.csv"

    code, _, complaint = run(iris, "--steps", 1, "--csv", out, *arguments)

    assert code == 2
    assert said in complaint
    assert not out.exists()


# What is refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--steps"),
        (["--steps", "-1"], "“-1” is not a whole number from 0"),
        (["--steps", "abc"], "“abc” is not a number"),
        (["--steps", "1.5"], "“1.5” is not a whole number"),
        (["--steps", "1e300"], "“1e300” is not a whole number"),
        (["--steps", "1", "--learning-rate", "nan"], "“nan” is not a number"),
        (["--steps", "1", "--learning-rate", "-0.1"], "cannot be negative"),
        (["--steps", "1", "--learning-rate", "1/0"], "divides by zero"),
        (["--steps", "1", "--learning-rate", "0,1"], "“0,1” has a comma: 0.1?"),
        (["--steps", "1", "--until-loss", "0"], "above 0"),
        (["--steps", "1", "--until-loss", "inf"], "is not a number"),
        (["--steps", "1", "--z"], "--z is about the CSV"),
        (["--steps", "1", "--samples", "1"], "--samples is about the CSV"),
        (["--steps", "1", "--from-step", "0"], "--from-step is about the CSV"),
        (["--steps", "1", "--csv", "a", "--every", "0"], "“0” is not a whole number from 1 to 1000000000"),
        (["--steps", "1", "--csv", "a", "--to-step", "-1"], "“-1” is not a whole number from 0"),
        (
            ["--steps", "1", "--csv", "a", "--from-step", "2", "--to-step", "1"],
            "--to-step is a step before --from-step",
        ),
        (["--steps", "1", "--csv", "a", "--from-step", "2"], "there is no step 2; the last one will be 1"),
        (["--steps", "1", "--csv", "article.bpgui"], "would overwrite"),
        (["--steps", "1", "--csv", "a", "--save", "./a"], "name the same file"),
        (["--steps", "1", "--epochs", "1"], "--epochs"),
    ],
)
def test_wrong_usage_is_said_in_plain_words(run, file, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    before = file.read_bytes()

    code, _, complaint = run("article.bpgui", *arguments)

    assert code == 2
    assert said in complaint
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [before]


def test_a_damaged_file_is_refused_with_the_path_of_the_field(run, file, tmp_path):
    file.write_text(file.read_text().replace('"linear"', '"linaer"', 1))

    code, said, complaint = run(file, "--steps", 1, "--csv", tmp_path / "history.csv")

    assert (code, said) == (1, "")
    assert "network.layers[0].activation" in complaint
    assert complaint.count("\n") == 1
    assert not (tmp_path / "history.csv").exists()


def test_a_file_that_is_not_there(run, tmp_path):
    code, _, complaint = run(tmp_path / "none.bpgui", "--steps", 1)

    assert (code, complaint) == (
        1,
        "bpgui train: “none.bpgui” cannot be opened. The system says: No such file or directory.\n",
    )


@pytest.mark.parametrize("out", ["no/history.csv", "folder", "article.bpgui/history.csv"])
@pytest.mark.parametrize("option", ["--csv", "--save"])
def test_what_cannot_be_written_is_said_before_the_work(run, file, tmp_path, monkeypatch, option, out):
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(Session, "train", lambda *_: pytest.fail("trained"))

    code, _, complaint = run(file, "--steps", 1, option, tmp_path / out)

    assert code == 1
    assert f"“{tmp_path / out}” could not be written: " in complaint


# Interruption


def interrupted(*_):
    raise KeyboardInterrupt


@pytest.mark.parametrize("where", ["bpgui.session.session.Session.train", "bpgui.session.files.history_csv._texts"])
def test_an_interruption_leaves_files_as_they_were(run, file, tmp_path, monkeypatch, where):
    (tmp_path / "history.csv").write_text("old")
    monkeypatch.setattr(where, interrupted)

    code, said, complaint = run(file, "--steps", 1, "--csv", tmp_path / "history.csv")

    assert (code, said, complaint) == (130, "", "bpgui train: Interrupted: no file was written.\n")
    assert (tmp_path / "history.csv").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.bpgui", "history.csv"]


def test_an_interruption_between_the_files_says_which_is_there(run, file, tmp_path, monkeypatch):
    monkeypatch.setattr(train, "write_history", interrupted)

    code, _, complaint = run(file, "--steps", 1, "--csv", tmp_path / "history.csv", "--save", tmp_path / "out.bpgui")

    assert code == 130
    assert complaint == f"bpgui train: Interrupted: only “{tmp_path / 'out.bpgui'}” was written.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT to send to one process")
def test_ctrl_c_ends_a_real_run(tmp_path):
    iris, out = resource_path("examples", "iris.bpgui"), tmp_path / "history.csv"
    # A shell that starts the tests in the background lets them, and what they start, ignore Ctrl+C.
    hears = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    program = hears + "import sys; from bpgui.app import main; print('begun', flush=True); sys.exit(main())"
    command = [sys.executable, "-c", program, "train", iris, "--steps", "99999999", "--csv", out]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "begun\n"
    time.sleep(1)

    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=30)

    assert (process.returncode, complaint.count("\n")) == (130, 1)
    assert list(tmp_path.iterdir()) == []


# Places


@pytest.mark.parametrize("option", ["--csv", "--save"])
def test_a_name_that_no_file_can_have_is_refused_before_the_work(run, file, option):
    code, said, complaint = run(file, "--steps", 1, option, "x" * 256)

    assert (code, said) == (1, "")
    assert complaint.endswith("could not be written: File name too long.\n")


@pytest.mark.parametrize("option", ["--csv", "--save"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_no_place_to_write_to(run, file, tmp_path, option):
    os.mkfifo(tmp_path / "pipe")
    code, said, complaint = run(file, "--steps", 1, option, tmp_path / "pipe")

    assert (code, said) == (1, "")
    assert complaint.endswith("could not be written: it is not a file.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="a current folder cannot be removed elsewhere")
@pytest.mark.parametrize("option", ["--csv", "--save"])
def test_from_a_folder_that_is_gone_what_has_a_whole_path_is_trained(run, file, tmp_path, monkeypatch, option):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()

    assert run(file, "--steps", 1)[0] == 0
    assert run(file, "--steps", 1, option, tmp_path / "out")[0] == 0
    code, _, complaint = run(file, "--steps", 1, option, "out")
    assert (code, complaint) == (1, "bpgui train: “out” could not be written: No such file or directory.\n")


# Progress


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and shows what a person sees on its last line."""

    def isatty(self) -> bool:
        return True

    def line(self) -> str:
        shown = ""
        for text in self.getvalue().split("\n")[-1].split("\r"):
            shown = text + shown[len(text) :]
        return shown


def test_progress_is_one_line_of_a_terminal_that_goes_at_the_end(run, file, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stderr", terminal := Terminal())
    monkeypatch.setattr(progress, "PROGRESS_SECONDS", 0)

    run(file, "--steps", 300, "--save", tmp_path / "long.bpgui")
    run(tmp_path / "long.bpgui", "--steps", 3, "--csv", tmp_path / "history.csv")

    shown = terminal.getvalue()
    assert all(part in shown for part in ("training: 1 of 300, loss 0.277, ", " s left", "opening: ", "writing: "))
    assert "\n" not in shown
    assert terminal.line().strip() == ""


def test_no_progress_where_stderr_is_no_terminal(run, file, monkeypatch):
    monkeypatch.setattr(progress, "PROGRESS_SECONDS", 0)

    assert run(file, "--steps", 300)[2] == ""


def test_there_may_be_no_stderr_at_all(file, monkeypatch, capsys):
    monkeypatch.setattr("sys.stderr", None)

    assert train.main([str(file), "--steps", "3"]) == 0


def test_a_progress_line_fits_the_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "20")
    terminal = Terminal()

    progress.Progress(terminal).show("x" * 99)

    assert len(terminal.line()) == 19


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s left"), (0.2, "1 s left"), (61, "1 min 1 s left"), (7260, "2 h 1 min left"), (float("nan"), "")],
)
def test_the_time_that_is_left_is_said_as_people_say_it(seconds, text):
    assert progress._duration(seconds) == text


def test_early_stopping_says_so(run, tmp_path):
    session = split_session(None, 12, (0, 3, 4, 8), noise=1.0)
    session.perform(SetLearningRate(1.5))
    save_session(session, tmp_path / "a.bpgui")
    code, said, _ = run(tmp_path / "a.bpgui", "--steps", 400, "--patience", 4)
    assert (code, said.split(",")[0], said.split(", ")[-1]) == (0, "step 85", "stopped by --patience\n")
    code, said, _ = run(tmp_path / "a.bpgui", "--steps", 9, "--until-test-accuracy", 0.5)
    assert said.endswith("a stop rule is met already: no step was taken\n")


@pytest.mark.parametrize(("flag", "why"), [("--patience", "no test samples"), ("--until-train-accuracy", "no classes")])
def test_a_rule_without_its_numbers_is_refused(run, file, flag, why):
    code, _, complaint = run(file, "--steps", 9, flag, 1)
    assert (code, why in complaint) == (2, True)
