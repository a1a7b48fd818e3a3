"""`bpgui cross-validate`: a learning rate is found without a window."""

import csv
import shutil

import pytest

from bpgui.cli import cross_validate
from bpgui.session.basics.resources import resource_path


@pytest.fixture
def file(tmp_path):
    return shutil.copy(resource_path("examples", "xor.bpgui"), tmp_path / "xor.bpgui")


@pytest.fixture
def run(capsys):
    """Call `bpgui cross-validate`; return its exit code, stdout and stderr."""

    def call(*arguments):
        code = cross_validate.main([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return call


def test_a_range_of_rates_is_tried_and_what_is_done_is_not_done_again(run, file, tmp_path):
    out = tmp_path / "out.csv"
    command = (file, "--folds", 2, "--epochs", 3, "--csv", out)

    code, said, wrong = run(*command, "--rates", "0.01:1:3")
    again = run(*command, "--rates", "0.01, 0.1, 1")

    assert (code, wrong) == (0, "")
    assert "smallest mean validation loss: learning_rate" in said
    rows = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert [row["learning_rate"] for row in rows] == ["0.01", "0.1", "1"]
    assert {row["folds_done"] for row in rows} == {"2"}
    assert "6 of 6 trainings were done before." in again[1]


def test_another_setting_is_tried_and_values_that_diverge_are_told(run, file):
    code, said, _ = run(file, "--setting", "batch_size", "--values", "1, 2", "--folds", 2, "--epochs", 1)
    assert code == 0
    assert "  batch_size" in said

    code, said, wrong = run(file, "--rates", "1e300", "--folds", 2, "--epochs", 9)
    assert (code, wrong) == (1, "bpgui cross-validate: Every value diverged in some fold.\n")
    assert said.splitlines()[1].split() == ["1e300", "2"]


@pytest.mark.parametrize(
    ("arguments", "code", "reason"),
    [
        (["--rates", "0.1"], 1, "5 folds need at least 5 training samples, one for each; this session has 4."),
        (["--rates", "x"], 1, "“x” is not a number."),
        (["--rates", "0.1", "--folds", "1"], 2, "“1” is not a whole number from 2"),
        (["--rates", "0.1", "--values", "1"], 2, "--setting and --values go together"),
        ([], 2, "one of the arguments --rates --setting is required"),
        (["--rates", "0.1", "--folds", "2", "--cluster", "slurm"], 1, "Name a cluster like dask:"),
        (["--rates", "0.1", "--csv", "."], 1, "it is a folder"),
    ],
)
def test_what_cannot_be_done_says_why(run, file, arguments, code, reason):
    found = run(file, *arguments)
    assert found[0] == code
    assert reason in found[2]
