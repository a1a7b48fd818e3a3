"""`bpgui cross-validate`: find a learning rate, or another setting, by k-fold cross-validation."""

import argparse
import contextlib
import math
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bpgui.cli.command import DONE, FAILED, answer, check_writable, complain, plain
from bpgui.cli.opening import opened
from bpgui.cli.progress import Countdown, Progress
from bpgui.cli.text_table import table
from bpgui.session.basics.numbers import display, parse_number, parse_whole, shortest
from bpgui.session.compiled import OnDemand
from bpgui.session.cross_validation.plan import MAX_EPOCHS, ValidationPlan
from bpgui.session.cross_validation.results import best_value, summary, write_csv
from bpgui.session.cross_validation.trainings import Trainings
from bpgui.session.cross_validation.values import parse_values, tunable_settings
from bpgui.session.model.setting import Range
from bpgui.session.model.settings import LEARNING_RATE, SETTINGS
from bpgui.session.stops import StopRules

PROG = "bpgui cross-validate"
#: Seconds between two looks at the trainings.
PAUSE = 0.02
MAX_JOBS, MAX_SEED = 4096, 2**31 - 1


def main(argv: Sequence[str]) -> int:
    """Do what `bpgui cross-validate` was asked, and return the exit code."""
    parser = _parser()
    return answer(parser, argv, _cross_validate, partial(_check, parser))


def _whole(least: int, most: int) -> Callable[[str], int]:
    return plain(lambda text: parse_whole(text, least, most))


def _loss(text: str) -> float:
    return StopRules(loss=parse_number(text)).loss or math.nan


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROG,
        description="Train a session from its start with each of several learning rates, on each part of k-fold "
        "cross-validation, in several processes; print the losses of the samples that were held back.",
        epilog="What is done is kept in the user's state folder for 30 days: the same command goes on where an earlier "
        "one ended. Exit codes: 0 done, 1 could not, 2 wrong arguments.",
        allow_abbrev=False,
    )
    parser.add_argument("session", metavar="SESSION", type=Path, help="the session file (.bpgui)")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--rates", metavar="A:B:N", help="learning rates: a range (from, to, how many), or a list 0.01,0.1"
    )
    what.add_argument("--setting", choices=tunable_settings(), help="try this setting instead, with --values")
    parser.add_argument("--values", metavar="A:B:N", help="what to try of --setting; A:B:N:linear is evenly spaced")
    parser.add_argument("--folds", metavar="K", type=_whole(2, 10**6), default=5, help="how many parts (5)")
    parser.add_argument("--seed", metavar="S", type=_whole(0, MAX_SEED), default=0, help="draws the parts (0)")
    parser.add_argument("--epochs", metavar="N", type=_whole(1, MAX_EPOCHS), default=100, help="of each training (100)")
    parser.add_argument("--until-loss", metavar="X", type=plain(_loss), help="stop at the first training loss below X")
    parser.add_argument("--csv", metavar="OUT", type=Path, help="write all numbers to OUT")
    parser.add_argument(
        "--jobs", metavar="J", type=_whole(1, MAX_JOBS), default=0, help="processes (one for each core)"
    )
    parser.add_argument(
        "--cluster", metavar="NAME", default="", help="dask:ADDRESS or ray:ADDRESS, one that is running"
    )
    parser.add_argument("--again", action="store_true", help="train all again, also what is done already")
    return parser


def _check(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    if (arguments.setting is None) != (arguments.values is None):
        parser.error("--setting and --values go together")
    with contextlib.suppress(OSError):
        if arguments.csv and os.path.realpath(arguments.csv) == os.path.realpath(arguments.session):
            parser.error("--csv would overwrite the session file SESSION")


def _cross_validate(arguments: argparse.Namespace) -> int:
    if arguments.csv is not None:
        check_writable(arguments.csv)
    progress = Progress(sys.stderr)
    try:
        plan = _plan(arguments, progress)
        trainings = Trainings(plan, jobs=arguments.jobs, cluster=arguments.cluster, use_kept=not arguments.again)
        try:
            _wait(trainings, progress)
        except KeyboardInterrupt as interruption:
            trainings.stop()
            done = f"{len(trainings.results)} of {len(plan.trainings)} trainings are kept"
            raise KeyboardInterrupt(f"Interrupted: {done}; the same command goes on with the others.") from interruption
        finally:
            trainings.stop()
            if arguments.csv is not None:
                write_csv(plan, trainings.results, arguments.csv)
    finally:
        progress.clear()
    return _report(trainings)


def _plan(arguments: argparse.Namespace, progress: Progress) -> ValidationPlan:
    name = arguments.setting or LEARNING_RATE.change
    kind = SETTINGS[name].values
    values = parse_values(arguments.rates or arguments.values, is_whole=isinstance(kind, Range) and kind.is_whole)
    kernel = OnDemand()
    try:
        session = opened(arguments.session, kernel, progress)
    finally:
        kernel.stop()
    session.seek(session.timeline.length - 1)
    start = session.timeline.state_at(0).parameters
    folds, seed, epochs, below = arguments.folds, arguments.seed, arguments.epochs, arguments.until_loss
    return ValidationPlan(session.experiment, start, name, values, folds, seed, epochs, below)


def _wait(trainings: Trainings, progress: Progress) -> None:
    todo, countdown = len(trainings.plan.trainings) - trainings.kept, None
    while trainings.is_going_on:
        trainings.poll()
        if trainings.has_begun:
            countdown = countdown or Countdown(progress, "training")
            countdown.show(len(trainings.results) - trainings.kept, todo)
        elif progress.is_due:
            progress.show("getting ready to train")
        time.sleep(PAUSE)


def _report(trainings: Trainings) -> int:
    plan, results = trainings.plan, trainings.results
    rows = [[plan.setting, "mean loss", "deviation", "lowest", "highest", "diverged"]]
    for value in plan.values:
        one = summary(plan, results, value)
        numbers = (one.mean, one.deviation, one.lowest, one.highest)
        texts = ["" if math.isnan(number) else display(number, 4) for number in numbers]
        rows.append([shortest(value), *texts, str(one.diverged) if one.diverged else ""])
    print("\n".join(table(rows, range(1, len(rows[0])))))
    best = best_value(plan, results)
    if best is not None:
        print(f"smallest mean validation loss: {plan.setting} {shortest(best)}")
    if trainings.kept:
        print(f"{trainings.kept} of {len(plan.trainings)} trainings were done before.")
    if trainings.trouble is not None:
        complain(PROG, trainings.trouble, DONE)
    if best is None:
        return complain(PROG, "Every value diverged in some fold.", FAILED)
    return DONE
