"""`bpgui train`: the same experiments without a window. Goes through the same session, so the bits are the same."""

import argparse
import contextlib
import math
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bpgui.cli.command import DONE, FAILED, UsageError, answer, check_writable, complain, learning_rate, plain
from bpgui.cli.opening import opened
from bpgui.cli.progress import Countdown, Progress
from bpgui.session.basics.numbers import display, parse_number, parse_whole, shortest
from bpgui.session.basics.problems import Problem
from bpgui.session.compiled import OnDemand, notice
from bpgui.session.files.history_csv import CsvOptions, chosen_rows, parse_samples, write_history
from bpgui.session.files.session_file import save_session
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.model.setting import Choices, Range
from bpgui.session.model.settings import SETTINGS
from bpgui.session.runner import next_chunk
from bpgui.session.session import Session
from bpgui.session.stops import EpochRules, Halt, StopRules
from bpgui.session.timeline.column_kinds import ASKED
from bpgui.session.timeline.epoch_rules import WATCHED, met

PROG = "bpgui train"
MAX_STEPS = 10**9
#: The options of rules that look at the rows that begin an epoch.
FLAGS = {
    "patience": "--patience",
    "train_accuracy": "--until-train-accuracy",
    "test_accuracy": "--until-test-accuracy",
}


def main(argv: Sequence[str]) -> int:
    """Do what `bpgui train` was asked, and return the exit code."""
    parser = _parser()
    return answer(parser, argv, lambda arguments: _Training(arguments).run(), partial(_check_files, parser))


# Arguments


def _steps(text: str, least: int = 0) -> int:
    return parse_whole(text, least, MAX_STEPS)


def _every(text: str) -> int:
    return _steps(text, least=1)


def _loss(text: str) -> float:
    return StopRules(loss=parse_number(text)).loss or math.nan


def _patience(text: str) -> int:
    return StopRules(patience=_steps(text)).patience or 0


def _share(text: str) -> float:
    return StopRules(train_accuracy=parse_number(text)).train_accuracy or math.nan


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROG,
        description="Train a session file without a window, to the same bits as in one.",
        epilog="Exit codes: 0 done, 1 could not or diverged, 2 wrong arguments. Numbers may be written 0.3, 3e-1, 1/3.",
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the session file (.bpgui)")
    parser.add_argument(
        "--steps", metavar="N", type=plain(_steps), required=True, help="take N more steps than the file has"
    )
    parser.add_argument("--until-loss", metavar="X", type=plain(_loss), help="stop at the first training loss below X")
    parser.add_argument(
        "--patience",
        metavar="N",
        type=plain(_patience),
        help="early stopping: stop when the test loss has not fallen for N epochs",
    )
    for name in ("train", "test"):
        about = f"stop at the first epoch with a {name} accuracy of at least X, from 0 to 1"
        parser.add_argument(f"--until-{name}-accuracy", metavar="X", type=plain(_share), help=about)
    parser.add_argument(
        "--learning-rate", metavar="R", type=plain(learning_rate), help="set the learning rate first, as an edit"
    )
    _add_settings(parser)
    parser.add_argument("--save", metavar="OUT", type=Path, help="write the trained session to OUT")
    parser.add_argument("--csv", metavar="OUT", type=Path, help="write the history, from step 0 on, to OUT")
    rows = parser.add_argument_group("fewer rows in the CSV (those of edits, and the last one, are always there)")
    rows.add_argument("--from-step", metavar="A", type=plain(_steps), help="begin with step A")
    rows.add_argument("--to-step", metavar="B", type=plain(_steps), help="end with step B")
    rows.add_argument("--every", metavar="K", type=plain(_every), help="every K-th step, counted from the first")
    columns = parser.add_argument_group("more columns in the CSV")
    for kind, asked in ASKED.items():
        columns.add_argument(
            f"--{asked.flag}", action="append_const", dest="more", const=kind, default=[], help=asked.about
        )
    columns.add_argument("--samples", metavar="1,3,7-9", help="the samples whose predictions and neurons to write")
    return parser


def _add_settings(parser: argparse.ArgumentParser) -> None:
    """Add an option for each setting that came after the first version, such as --optimiser adam --beta1 0.9."""
    group = parser.add_argument_group("settings, each set first, as an edit")
    for entry in SETTINGS.values():
        if entry.since == 1:
            continue
        flag = f"--{entry.name.replace('_', '-')}"
        how: dict[str, Any] = {"default": argparse.SUPPRESS, "help": entry.word}
        if isinstance(entry.values, Choices):
            group.add_argument(flag, choices=[*entry.values.words()], **how)
        else:
            absent = entry.values.absent
            how["metavar"] = ("N" if entry.values.is_whole else "X") + (f"|{absent.name}" if absent else "")
            group.add_argument(flag, type=plain(partial(_setting, entry.values)), **how)


def _setting(values: Range, text: str) -> float | None:
    """Read the value of a setting; its limits are looked at when it is set."""
    if values.absent is not None and text == values.absent.name:
        return None
    return parse_whole(text, 0, MAX_STEPS) if values.is_whole else parse_number(text)


def _check_files(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> None:
    """Refuse rows and columns without a CSV, and outputs that would overwrite what they must not."""
    if arguments.csv is None:
        flags = [ASKED[kind].flag for kind in arguments.more]
        flags += [name for name in ("samples", "from_step", "to_step", "every") if getattr(arguments, name) is not None]
        if flags:
            parser.error(f"--{flags[0].replace('_', '-')} is about the CSV: it needs --csv OUT")
        return
    if arguments.to_step is not None and arguments.to_step < (arguments.from_step or 0):
        parser.error("--to-step is a step before --from-step")
    with contextlib.suppress(OSError):  # where it is a name that cannot be, or the current folder is gone
        csv = os.path.realpath(arguments.csv)
        if csv == os.path.realpath(arguments.file):
            parser.error("--csv would overwrite the session file FILE")
        if arguments.save and csv == os.path.realpath(arguments.save):
            parser.error("--csv and --save name the same file")


# Training


class _Training:
    """One call of `bpgui train`, from opening the file to the last line of output."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._arguments, self._progress = arguments, Progress(sys.stderr)
        self._kernel = OnDemand()
        self._written = "no file"

    def run(self) -> int:
        """Return the exit code. Raises Problem, UsageError, and KeyboardInterrupt with what was written till then."""
        try:
            return self._run()
        except KeyboardInterrupt as interruption:
            raise KeyboardInterrupt(f"Interrupted: {self._written} was written.") from interruption
        finally:
            self._kernel.stop()
            self._progress.clear()

    def _run(self) -> int:
        arguments = self._arguments
        for path in (arguments.csv, arguments.save):
            if path is not None:
                check_writable(path)
        session = opened(arguments.file, self._kernel, self._progress)
        session.seek(session.timeline.length - 1)
        options = self._csv_options(session)
        if arguments.learning_rate is not None:
            session.perform(SetLearningRate(arguments.learning_rate))
        for entry in SETTINGS.values():
            if entry.since > 1 and entry.name in arguments:
                session.perform(entry.edit(getattr(arguments, entry.name)))
        goal = session.steps + arguments.steps
        if options.from_step > goal:
            raise UsageError(
                f"argument --from-step: there is no step {options.from_step}; the last one will be {goal}."
            )
        halt = self._train(session, goal)
        self._write(session, options)
        self._progress.clear()
        return self._report(session, halt)

    def _csv_options(self, session: Session) -> CsvOptions:
        asked, experiment = self._arguments, session.experiment
        try:
            samples = None if asked.samples is None else parse_samples(asked.samples, experiment.data.samples)
        except Problem as problem:
            raise UsageError(f"argument --samples: {problem}") from problem
        options = CsvOptions(frozenset(asked.more), samples, asked.from_step or 0, asked.to_step, asked.every or 1)
        if any(kind.owner.per_sample for kind in options.more) and not options.chosen(experiment):
            flags = [f"--{more.flag}" for kind, more in ASKED.items() if kind.owner.per_sample]
            raise UsageError(
                f"{', '.join(flags[:-1])} and {flags[-1]} write columns for the samples asked for: say which of the "
                f"{experiment.data.samples}, for example --samples 1,2"
            )
        return options

    def _train(self, session: Session, goal: int) -> Halt | None:
        """Train on to step number `goal`; return None where the loss asked for is reached already."""
        below, rules = self._arguments.until_loss, self._rules(session)
        is_below = below is not None and session.place.training_loss() < below
        if is_below or met(rules, *session.timeline.locate(session.cursor)):
            return None
        self._kernel.prepare(session.experiment, goal - session.steps)
        first, chunk, training = session.steps, 1, Countdown(self._progress, "training")
        halt = Halt("done", first, session.place.loss)
        while halt.reason == "done" and session.steps < goal:
            self._kernel.poll()
            began = time.perf_counter()
            halt = session.train(min(chunk, goal - session.steps), below, rules).ended
            chunk = next_chunk(chunk, time.perf_counter() - began)
            training.show(session.steps - first, goal - first, f"loss {display(halt.loss, 4)}")
        return halt

    def _rules(self, session: Session) -> EpochRules:
        asked = self._arguments
        rules = EpochRules(asked.patience, asked.until_train_accuracy, asked.until_test_accuracy)
        missing = sorted(name for name in vars(rules) if getattr(rules, name) is not None)
        missing = [name for name in missing if WATCHED[name] not in session.timeline.last.kinds]
        if missing:
            raise UsageError(f"argument {FLAGS[missing[0]]}: {_why_missing(session, missing[0])}.")
        return rules

    def _write(self, session: Session, options: CsvOptions) -> None:
        """Write what was asked for, each file whole or not at all; the session first, for it took the time."""
        arguments = self._arguments
        if arguments.save is not None:
            save_session(session, arguments.save)
            self._written = f"only “{arguments.save}”"
        if arguments.csv is not None:
            writing, rows = Countdown(self._progress, "writing"), chosen_rows(session.timeline, options).count
            write_history(session.timeline, arguments.csv, options, lambda done: writing.show(done, rows))

    def _report(self, session: Session, halt: Halt | None) -> int:
        loss = session.place.training_loss()
        summary = f"step {session.steps}, training loss {shortest(loss)}"
        below = self._arguments.until_loss
        if halt is None and below is not None and loss < below:
            summary += f", already below {shortest(below)}: no step was taken"
        elif halt is None:
            summary += ", where a stop rule is met already: no step was taken"
        elif halt.reason in FLAGS:
            summary += f", stopped by {FLAGS[halt.reason]}"
        elif below is not None:
            summary += f", {'below' if loss < below else 'not below'} {shortest(below)}"
        print(summary)
        trouble = notice()
        if trouble is not None:
            complain(PROG, trouble, DONE)
        if halt is not None and halt.reason == "diverged":
            return complain(PROG, _divergence(halt), FAILED)
        return DONE


def _why_missing(session: Session, name: str) -> str:
    """Say why an experiment has no column that a rule looks at."""
    if name != "train_accuracy" and not session.experiment.data.test:
        return "there are no test samples"
    return "the targets are no classes of a data set"


def _divergence(halt: Halt) -> str:
    """Say at which step training diverged, and why."""
    is_number = math.isfinite(halt.loss)
    why = "above a million times the larger of 1 and its first value" if is_number else "not a finite number"
    return f"Training diverged at step {halt.step}: the loss is {display(halt.loss, 4)}, {why}."
