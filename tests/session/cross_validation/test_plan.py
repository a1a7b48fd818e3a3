import csv
from dataclasses import replace

import numpy as np
import pytest

from bpgui.cli import train as train_command
from bpgui.session.basics.problems import Problem
from bpgui.session.cross_validation.plan import Training
from bpgui.session.cross_validation.training import train
from bpgui.session.data.scaling import fitted
from bpgui.session.files.session_file import save_session
from tests.session.cross_validation.plans import TEST, plan


@pytest.mark.parametrize("others", [{}, {"below": 0.9}, {"setting": "batch_size", "values": (2, 5)}])
def test_each_training_is_bit_equal_to_bpgui_train_on_the_session_of_its_fold(others, tmp_path, capsys):
    whole = plan(**others)
    for training in whole.trainings[1::3]:
        session = whole.session(training)
        save_session(session, tmp_path / "fold.bpgui")
        command = [str(tmp_path / "fold.bpgui"), "--steps", str(whole.steps(session))]
        command += ["--csv", str(tmp_path / "fold.csv")]
        assert train_command.main(command + (["--until-loss", "0.9"] if whole.below else [])) == 0

        _, result = train(whole, training)

        last = list(csv.DictReader((tmp_path / "fold.csv").read_text("utf-8").splitlines()))[-1]
        numbers = (last["step"], last["train_loss"], last["test_loss"])
        assert numbers == (str(result.steps), result.train, result.validation)
        assert float(last["test_accuracy"]) == result.validation_accuracy
        assert float(last["train_accuracy"]) == result.train_accuracy
        assert result.ended == ("loss" if whole.below else "done")


def test_a_fold_has_the_training_samples_alone_and_scaling_is_fitted_to_what_trains():
    whole = plan()
    table, fitted_anew = whole.experiment.source, 0
    kept = [n for n in range(20) if n not in TEST]
    for fold in range(4):
        data = whole.session(Training(0.1, fold)).experiment.source
        held_back = [kept.index(n) for n in np.flatnonzero(whole.fold_of == fold)]
        assert data.test == tuple(held_back)
        for place in (0, 2):
            column, numbers = data.columns[place], table.columns[place].numbers[kept]
            assert column.numbers.tobytes() == numbers.tobytes()
            assert column.scaling == fitted(column.scaling.kind, np.delete(numbers, held_back))
            fitted_anew += column.scaling != table.columns[place].scaling
    assert fitted_anew > 4


def test_all_begin_at_the_same_start_and_differ_in_the_value_alone():
    whole = plan()
    sessions = [whole.session(training) for training in whole.trainings]

    assert {s.timeline.state_at(0).parameters.tobytes() for s in sessions} == {whole.parameters.tobytes()}
    settings = [replace(s.experiment.settings, learning_rate=0.0) for s in sessions]
    assert len({repr(one) for one in settings}) == 1
    assert [s.experiment.settings.learning_rate for s in sessions] == [t.value for t in whole.trainings]


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"folds": 18}, "18 folds need at least 18 training samples, .* has 17"),
        ({"values": (-1.0,)}, "cannot be negative"),
        ({"setting": "batch_size", "values": (13,)}, "goes from 1 to the 12 samples"),
        ({"values": ()}, "1 to 5000 trainings"),
        ({"epochs": 0}, "1 to 10000000 epochs"),
    ],
)
def test_what_cannot_be_tried_is_refused_before_anything_begins(others, reason):
    with pytest.raises(Problem, match=reason):
        plan(**others).check()


def test_the_key_tells_apart_what_gives_other_numbers_and_nothing_else():
    first = plan()
    same = [
        plan((0.7,)),
        replace(first, experiment=replace(first.experiment, settings=first.experiment.settings.but(learning_rate=9.0))),
    ]
    other = [plan(epochs=8), plan(folds=3), plan(below=0.1), plan(setting="momentum"), replace(first, seed=3)]

    assert {one.key for one in same} == {first.key}
    assert len({one.key for one in other} | {first.key}) == 6
