"""The same experiments without a window: `bpgui train`. Goes through the same session, so the bits are the same."""

import argparse
import contextlib
import math
import os
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO, TypeVar

from bpgui.session.basics.numbers import display, parse_number, parse_whole, shortest
from bpgui.session.basics.problems import Problem, shown
from bpgui.session.compiled import OnDemand, notice
from bpgui.session.files.history_csv import CsvOptions, chosen_rows, parse_samples, write_history
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.edits import SetLearningRate
from bpgui.session.runner import next_chunk
from bpgui.session.session import Session
from bpgui.session.stops import Halt, StopRules
from bpgui.session.timeline.column_kinds import ASKED

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
MAX_STEPS = 10**9
#: Seconds between two looks of the progress line, and before the first.
PROGRESS_SECONDS = 0.1

Value = TypeVar("Value")


def main(argv: Sequence[str]) -> int:
    """Do what `bpgui train` was asked, and return the exit code."""
    parser = _parser()
    try:
        arguments, unknown = parser.parse_known_args(argv)
        if unknown:
            parser.error(f"unrecognized arguments: {shown(' '.join(unknown))}")
        _check_files(parser, arguments)
    except SystemExit as end:  # argparse has said why, or has shown the help
        return int(end.code or DONE)
    progress = Progress(sys.stderr)
    training = _Training(arguments, progress)
    try:
        return training.run()
    except UsageError as error:
        progress.clear()
        return _complain(error, USAGE)
    except Problem as problem:
        progress.clear()
        return _complain(problem, FAILED)
    except KeyboardInterrupt:
        progress.clear()
        return _complain(f"Interrupted: {training.written} was written.", INTERRUPTED)


def _complain(reason: object, code: int) -> int:
    with contextlib.suppress(OSError):  # the code says it too
        print(f"bpgui train: {shown(str(reason))}", file=sys.stderr)
    return code


# Arguments


class UsageError(Exception):
    """An argument that this session file cannot take."""


def _plain(check: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return `check` with what it complains of in the form that argparse shows."""

    def checked(text: str) -> Value:
        try:
            return check(text)
        except Problem as problem:
            raise argparse.ArgumentTypeError(str(problem)) from problem

    return checked


def _steps(text: str, least: int = 0) -> int:
    return parse_whole(text, least, MAX_STEPS)


def _every(text: str) -> int:
    return _steps(text, least=1)


def _learning_rate(text: str) -> float:
    rate = parse_number(text)
    if rate < 0:
        raise Problem("The learning rate cannot be negative.")
    return rate


def _loss(text: str) -> float:
    return StopRules(loss=parse_number(text)).loss or math.nan


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bpgui train",
        description="Train a session file without a window, to the same bits as in one.",
        epilog="Exit codes: 0 done, 1 could not or diverged, 2 wrong arguments. Numbers may be written 0.3, 3e-1, 1/3.",
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the session file (.bpgui)")
    parser.add_argument(
        "--steps", metavar="N", type=_plain(_steps), required=True, help="take N more steps than the file has"
    )
    parser.add_argument("--until-loss", metavar="X", type=_plain(_loss), help="stop at the first training loss below X")
    parser.add_argument(
        "--learning-rate", metavar="R", type=_plain(_learning_rate), help="set the learning rate first, as an edit"
    )
    parser.add_argument("--save", metavar="OUT", type=Path, help="write the trained session to OUT")
    parser.add_argument("--csv", metavar="OUT", type=Path, help="write the history, from step 0 on, to OUT")
    rows = parser.add_argument_group("fewer rows in the CSV (those of edits, and the last one, are always there)")
    rows.add_argument("--from-step", metavar="A", type=_plain(_steps), help="begin with step A")
    rows.add_argument("--to-step", metavar="B", type=_plain(_steps), help="end with step B")
    rows.add_argument("--every", metavar="K", type=_plain(_every), help="every K-th step, counted from the first")
    columns = parser.add_argument_group("more columns in the CSV")
    for kind, asked in ASKED.items():
        columns.add_argument(
            f"--{asked.flag}", action="append_const", dest="more", const=kind, default=[], help=asked.about
        )
    columns.add_argument("--samples", metavar="1,3,7-9", help="the samples whose predictions and neurons to write")
    return parser


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

    def __init__(self, arguments: argparse.Namespace, progress: "Progress") -> None:
        self._arguments, self._progress = arguments, progress
        self._kernel = OnDemand()
        self.written = "no file"

    def run(self) -> int:
        """Return the exit code. Raises Problem, UsageError."""
        try:
            return self._run()
        finally:
            self._kernel.stop()

    def _run(self) -> int:
        arguments = self._arguments
        for path in (arguments.csv, arguments.save):
            if path is not None:
                _check_writable(path)
        session = self._open()
        options = self._csv_options(session)
        if arguments.learning_rate is not None:
            session.perform(SetLearningRate(arguments.learning_rate))
        goal = session.steps + arguments.steps
        if options.from_step > goal:
            raise UsageError(
                f"argument --from-step: there is no step {options.from_step}; the last one will be {goal}."
            )
        halt = self._train(session, goal)
        self._write(session, options)
        self._progress.clear()
        return self._report(session, halt)

    def _open(self) -> Session:
        opening = Countdown(self._progress, "opening")

        def opened(done: int, steps: int) -> bool:
            self._kernel.poll()
            opening.show(done, steps)
            return True

        session = load_session(self._arguments.file, opened, prepare=self._kernel.prepare)
        session.seek(session.timeline.length - 1)
        return session

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
        below = self._arguments.until_loss
        if below is not None and session.training_loss() < below:
            return None
        self._kernel.prepare(session.experiment, goal - session.steps)
        first, chunk, training = session.steps, 1, Countdown(self._progress, "training")
        halt = Halt("done", first, session.row_loss())
        while halt.reason == "done" and session.steps < goal:
            self._kernel.poll()
            began = time.perf_counter()
            halt = session.train(min(chunk, goal - session.steps), below).ended
            chunk = next_chunk(chunk, time.perf_counter() - began)
            training.show(session.steps - first, goal - first, f"loss {display(halt.loss, 4)}")
        return halt

    def _write(self, session: Session, options: CsvOptions) -> None:
        """Write what was asked for, each file whole or not at all; the session first, for it took the time."""
        arguments = self._arguments
        if arguments.save is not None:
            save_session(session, arguments.save)
            self.written = f"only “{arguments.save}”"
        if arguments.csv is not None:
            writing, rows = Countdown(self._progress, "writing"), chosen_rows(session.timeline, options).count
            write_history(session.timeline, arguments.csv, options, lambda done: writing.show(done, rows))

    def _report(self, session: Session, halt: Halt | None) -> int:
        loss = session.training_loss()
        summary = f"step {session.steps}, training loss {shortest(loss)}"
        below = self._arguments.until_loss
        if halt is None:
            summary += f", already below {shortest(below)}: no step was taken"
        elif below is not None:
            summary += f", {'below' if loss < below else 'not below'} {shortest(below)}"
        print(summary)
        trouble = notice()
        if trouble is not None:
            _complain(trouble, DONE)
        if halt is not None and halt.reason == "diverged":
            return _complain(_divergence(halt), FAILED)
        return DONE


def _divergence(halt: Halt) -> str:
    """Say at which step training diverged, and why."""
    is_number = math.isfinite(halt.loss)
    why = "above a million times the larger of 1 and its first value" if is_number else "not a finite number"
    return f"Training diverged at step {halt.step}: the loss is {display(halt.loss, 4)}, {why}."


def _check_writable(path: Path) -> None:
    """Raise Problem, before the work is done, where `path` surely cannot be written after it."""
    try:
        reason = _why_not_writable(path)
    except OSError as error:
        reason = error.strerror or str(error)
    if reason:
        raise Problem("“{path}” could not be written: {reason}.", path=path, reason=reason)


def _why_not_writable(path: Path) -> str:
    folder = Path(os.path.realpath(path)).parent
    if path.is_dir():
        return "it is a folder"
    if not folder.is_dir():
        return f"there is no folder “{folder}”"
    if not os.access(folder, os.W_OK):
        return f"the folder “{folder}” is read-only"
    if path.exists() and not path.is_file():
        return "it is not a file"
    return "the file is read-only" if path.exists() and not os.access(path, os.W_OK) else ""


# Progress


class Progress:
    """One line on a terminal, rewritten; nothing where the stream is none."""

    def __init__(self, stream: TextIO | None) -> None:
        self._stream = stream if stream is not None and stream.isatty() else None
        self._shown, self._next = "", time.monotonic() + PROGRESS_SECONDS

    @property
    def is_due(self) -> bool:
        """Whether it is time for another look."""
        return self._stream is not None and time.monotonic() >= self._next

    def show(self, text: str) -> None:
        """Put `text` in place of the line."""
        if self._stream is None:
            return
        text = text[: shutil.get_terminal_size().columns - 1]
        self._stream.write("\r" + text.ljust(len(self._shown)))
        self._stream.flush()
        self._shown, self._next = text, time.monotonic() + PROGRESS_SECONDS

    def clear(self) -> None:
        """Take the line away."""
        if self._stream is not None and self._shown:
            self._stream.write("\r" + " " * len(self._shown) + "\r")
            self._stream.flush()
            self._shown = ""


class Countdown:
    """A progress line of one piece of work: how much is done, and how long the rest takes at this pace."""

    def __init__(self, progress: Progress, verb: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._progress, self._verb, self._clock = progress, verb, clock
        self._began = clock()

    def show(self, done: int, of: int, more: str = "") -> None:
        """Say that `done` of `of` is done, when a look is due."""
        if not self._progress.is_due:
            return
        left = (self._clock() - self._began) * (of - done) / done if done else math.nan
        parts = [f"{self._verb}: {done:,} of {of:,}".replace(",", " "), more, _duration(left)]
        self._progress.show(", ".join(part for part in parts if part))


def _duration(seconds: float) -> str:
    if math.isnan(seconds):
        return ""
    whole = math.ceil(seconds)
    minutes, hours = whole // 60, whole // 3600
    if hours:
        return f"{hours} h {minutes % 60} min left"
    return f"{minutes} min {whole % 60} s left" if minutes else f"{whole} s left"
