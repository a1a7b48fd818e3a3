import csv
import math
import os
import time

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.cross_validation.plan import Training
from bpgui.session.cross_validation.results import MAX_AGE, Kept, Result, best_value, summary, write_csv
from tests.session.cross_validation.plans import plan


def result(value, fold, loss, ended="done"):
    return Result(value, fold, ended, 12, "0.25", str(loss), 0.5, 0.75, 1.5)


def results(*found):
    return {one.training: one for one in found}


def test_kept_results_come_back_to_the_bit():
    kept = Kept(plan())
    found = [result(0.1, 0, 0.1 + 0.2), result(0.5, 3, math.inf, "diverged"), result(0.5, 1, math.nan, "diverged")]
    for one in found:
        kept.put(one)

    assert Kept(plan()).load() == results(*found)
    assert Kept(plan(epochs=8)).load() == {}


def test_a_kept_result_of_a_whole_number_can_be_opened():
    of_seeds = plan(setting="seed", values=(1, 2))
    Kept(of_seeds).put(result(2, 0, 0.5))

    ((training, found),) = Kept(of_seeds).load().items()

    assert isinstance(found.value, int)
    assert of_seeds.session(found.training).experiment.settings.seed == training.value


@pytest.mark.parametrize("damage", [b"", b"{", b'{"value":0.1,"fold":1}', b"x" * 9999])
def test_what_is_damaged_is_not_there(damage):
    kept = Kept(plan())
    for one in (result(0.1, 0, 1), result(0.1, 1, 2)):
        kept.put(one)
    (kept.folder / "0.1-2.json").write_bytes(damage)

    assert list(kept.load()) == [Training(0.1, 0)]


def test_where_nothing_can_be_written_the_result_is_told(home):
    kept = Kept(plan())
    kept.folder.parent.parent.mkdir(parents=True, exist_ok=True)
    kept.folder.parent.write_text("no folder")

    with pytest.raises(Problem, match="could not be written"):
        kept.put(result(0.1, 0, 1))


def test_old_results_go():
    old, new = Kept(plan()), Kept(plan(epochs=8))
    for kept in (old, new):
        kept.put(result(0.1, 0, 1))
    past = time.time() - MAX_AGE - 60
    os.utime(old.folder, (past, past))

    Kept(plan())

    assert (old.folder.exists(), new.folder.exists()) == (False, True)


def test_a_summary_leaves_diverged_folds_out_and_says_so():
    found = results(result(0.1, 0, 1), result(0.1, 1, 2), result(0.1, 2, 6), result(0.1, 3, math.nan, "diverged"))

    one = summary(plan(), found, 0.1)

    assert (one.done, one.diverged, one.mean, one.lowest, one.highest) == (4, 1, 3, 1, 6)
    assert one.deviation == math.sqrt(7)
    assert summary(plan(), found, 0.5).done == 0
    assert math.isnan(summary(plan(), found, 0.5).mean)


@pytest.mark.parametrize("size", [1.0, 1e200, 1e308])
def test_numbers_near_the_largest_are_summed_up_too(size):
    one = summary(plan(), results(result(0.5, 0, size), result(0.5, 1, size / 2)), 0.5)
    assert (one.mean, one.deviation) == pytest.approx((0.75 * size, 0.5**1.5 * size), rel=1e-15)


def test_an_infinite_training_loss_stays_one():
    found = Result(0.5, 0, "done", 12, "inf", "0.25")
    assert summary(plan(), results(found), 0.5).train_mean == math.inf


def test_the_best_value_has_the_smallest_mean_of_those_that_never_diverged():
    values = {0.1: [2, 2, 2, 2], 0.2: [1, 1, 1, 1], 0.3: [0, 0, 0, math.inf], 0.4: [0, 0, 0]}
    found = results(*(result(value, k, loss) for value, losses in values.items() for k, loss in enumerate(losses)))

    assert best_value(plan(tuple(values)), found) == 0.2
    assert best_value(plan((0.3, 0.4)), found) is None


def test_the_csv_has_every_number_in_full(tmp_path):
    found = results(result(0.1, 0, 1 / 3), result(0.1, 1, math.inf, "diverged"))

    write_csv(plan(), found, tmp_path / "out.csv")

    first, second = csv.DictReader((tmp_path / "out.csv").read_text("utf-8").splitlines())
    assert (first["learning_rate"], first["diverged"], first["validation_loss.1"]) == ("0.1", "1", repr(1 / 3))
    assert (first["ended.2"], first["validation_loss.2"], first["validation_loss.3"]) == ("diverged", "inf", "")
    assert (second["folds_done"], second["mean_validation_loss"], second["validation_loss.4"]) == ("0", "", "")
