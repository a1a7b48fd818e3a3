"""What came out of the trainings: one result each, kept on disk as it comes, summed up for each value."""

import contextlib
import math
import shutil
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np

from bpgui.engine.elementary import Array
from bpgui.session.basics.atomic import atomic_writer
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.user_folders import state_folder
from bpgui.session.cross_validation.plan import Training, ValidationPlan

#: Seconds that results are kept for somebody to ask for them again.
MAX_AGE = 30 * 24 * 3600.0
#: Bytes: a result is smaller, and a file that is larger is none of ours.
MAX_BYTES = 4096
#: Numbers above this are made smaller before they are squared: a float64 ends at 1.8e308.
LARGE = 1e150


class Result(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one training came to: losses, as texts that read back exactly (there may be nan), at its last state.

    `value` is an int of a setting that has whole numbers. `ended` is "done" (after the epochs), "loss" (the rule) or
    "diverged"; `seconds` are those of training alone.
    """

    value: int | float
    fold: int
    ended: Literal["done", "loss", "diverged"]
    steps: int
    train: str
    validation: str
    train_accuracy: float | None = None
    validation_accuracy: float | None = None
    seconds: float = 0.0

    def __post_init__(self) -> None:
        """Raise ValueError for a text that is no number."""
        float(self.train), float(self.validation)

    @property
    def training(self) -> Training:
        """Which training it is of."""
        return Training(self.value, self.fold)

    @property
    def has_diverged(self) -> bool:
        """Whether there is no loss to speak of."""
        return self.ended == "diverged" or not math.isfinite(self.validation_loss)

    @property
    def train_loss(self) -> float:
        """The mean loss over the samples that trained."""
        return float(self.train)

    @property
    def validation_loss(self) -> float:
        """The mean loss over the samples of the fold."""
        return float(self.validation)


Results = Mapping[Training, Result]


# On disk


class Kept:
    """The results of a plan on disk: a file each, whole or not there, so that nothing that was done is done again."""

    def __init__(self, plan: ValidationPlan) -> None:
        """Find the place; where there is none, nothing is kept."""
        state = state_folder()
        self._plan = plan
        self.folder = None if state is None else state / "cross-validation" / plan.key
        if self.folder is not None:
            _remove_old(self.folder.parent)

    def load(self) -> dict[Training, Result]:
        """Return what was done before; what is damaged is not there."""
        found = dict[Training, Result]()
        for training in self._plan.trainings:
            with contextlib.suppress(OSError, msgspec.MsgspecError, ValueError, TypeError):
                if self.folder is not None and (path := self._path(training)).stat().st_size <= MAX_BYTES:
                    result = msgspec.json.decode(path.read_bytes(), type=Result)
                    if result.training == training:
                        found[training] = result
        return found

    def put(self, result: Result) -> None:
        """Write one. Raises Problem where it cannot be."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):  # the writer says why not
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with atomic_writer(self._path(result.training)) as stream:
            stream.write(msgspec.json.encode(result))

    def _path(self, training: Training) -> Path:
        assert self.folder is not None
        return self.folder / f"{shortest(training.value)}-{training.fold + 1}.json"


def _remove_old(place: Path) -> None:
    with contextlib.suppress(OSError):
        for folder in place.iterdir():
            if time.time() - folder.stat().st_mtime > MAX_AGE:
                shutil.rmtree(folder, ignore_errors=True)


# Summed up


@dataclass(frozen=True)
class Summary:
    """One value over its folds: how many are done and diverged; of the others mean, deviation (divisor: one less).

    `mean` and all else are nan where no fold came to an end, `deviation` where fewer than two did; `accuracy` where
    there is none.
    """

    value: float
    done: int
    diverged: int
    mean: float
    deviation: float
    lowest: float
    highest: float
    train_mean: float
    accuracy: float


def summary(plan: ValidationPlan, results: Results, value: float) -> Summary:
    """Sum up the folds of a value that are done."""
    found = [results[t] for fold in range(plan.folds) if (t := Training(value, fold)) in results]
    good = [result for result in found if not result.has_diverged]
    losses = np.array([result.validation_loss for result in good])
    accuracies = [result.validation_accuracy for result in good if result.validation_accuracy is not None]
    return Summary(
        value,
        len(found),
        len(found) - len(good),
        _mean(losses),
        _deviation(losses),
        float(losses.min()) if good else math.nan,
        float(losses.max()) if good else math.nan,
        _mean(np.array([result.train_loss for result in good])),
        _mean(np.array(accuracies)),
    )


def _mean(values: Array) -> float:
    scale = _scale(values)
    return float((values / scale).mean() * scale) if len(values) else math.nan


def _deviation(values: Array) -> float:
    scale = _scale(values)
    return float((values / scale).std(ddof=1) * scale) if len(values) > 1 else math.nan


def _scale(values: Array) -> float:
    """Return what to divide by before numbers are squared or summed: 1 unless they are near the largest there are."""
    largest = float(np.abs(values).max(initial=0.0))
    return largest if LARGE < largest < math.inf else 1.0


def best_value(plan: ValidationPlan, results: Results) -> float | None:
    """Return the value with the smallest mean validation loss, of those whose folds all came to an end."""
    found = [summary(plan, results, value) for value in plan.values]
    whole = [one for one in found if one.done == plan.folds and not one.diverged]
    return min(whole, key=lambda one: one.mean).value if whole else None


# As CSV


def write_csv(plan: ValidationPlan, results: Results, path: Path) -> None:
    """Write a row for each value: its summary, then each fold's numbers. Raises Problem.

    Empty cells are not computed; numbers are the shortest that read back exactly.
    """
    columns = ("ended", "steps", "train_loss", "validation_loss", "train_accuracy", "validation_accuracy")
    head = [plan.setting, "folds_done", "diverged", "mean_validation_loss", "standard_deviation"]
    head += ["lowest_validation_loss", "highest_validation_loss", "mean_train_loss", "mean_validation_accuracy"]
    head += [f"{column}.{fold + 1}" for fold in range(plan.folds) for column in columns]
    lines = [head, *(_row(plan, results, value, columns) for value in plan.values)]
    with atomic_writer(path) as stream:
        stream.write("".join(",".join(line) + "\n" for line in lines).encode())


def _row(plan: ValidationPlan, results: Results, value: float, columns: Iterable[str]) -> list[str]:
    one = summary(plan, results, value)
    numbers = (one.mean, one.deviation, one.lowest, one.highest, one.train_mean, one.accuracy)
    row = [shortest(value), str(one.done), str(one.diverged)]
    row += ["" if math.isnan(number) else shortest(number) for number in numbers]
    for fold in range(plan.folds):
        result = results.get(Training(value, fold))
        row += ["" if result is None else _cell(getattr(result, column)) for column in columns]
    return row


def _cell(value: object) -> str:
    return "" if value is None else shortest(value) if isinstance(value, float) else str(value)
