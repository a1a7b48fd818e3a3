"""What all commands have in common: arguments, exit codes, and how they say what went wrong."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from bpgui.session.basics.numbers import parse_number
from bpgui.session.basics.problems import Problem, shown

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130

Value = TypeVar("Value")


class UsageError(Exception):
    """An argument that goes with no session, or not with this one."""


def answer(
    parser: argparse.ArgumentParser,
    argv: Sequence[str],
    work: Callable[[argparse.Namespace], int],
    check: Callable[[argparse.Namespace], None] = lambda _arguments: None,
) -> int:
    """Read the arguments, do the work with them and return its exit code; say in one sentence why it could not.

    `check` may refuse arguments by `parser.error`, which shows how the command is used.
    """
    try:
        arguments, unknown = parser.parse_known_args(argv)
        if unknown:
            parser.error(f"unrecognized arguments: {shown(' '.join(unknown))}")
        check(arguments)
    except SystemExit as end:  # argparse has said why, or has shown the help
        return int(end.code or DONE)
    try:
        return work(arguments)
    except UsageError as error:
        return complain(parser.prog, error, USAGE)
    except Problem as problem:
        return complain(parser.prog, problem, FAILED)
    except KeyboardInterrupt as interruption:
        return complain(parser.prog, str(interruption) or "Interrupted.", INTERRUPTED)


def complain(prog: str, reason: object, code: int) -> int:
    """Say why on the terminal and return the exit code."""
    with contextlib.suppress(OSError):  # the code says it too
        print(f"{prog}: {shown(str(reason))}", file=sys.stderr)
    return code


def plain(check: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return `check` with what it complains of in the form that argparse shows."""

    def checked(text: str) -> Value:
        try:
            return check(text)
        except Problem as problem:
            raise argparse.ArgumentTypeError(str(problem)) from problem

    return checked


def learning_rate(text: str) -> float:
    """Read a learning rate. Raises Problem."""
    rate = parse_number(text)
    if rate < 0:
        raise Problem("The learning rate cannot be negative.")
    return rate


def check_writable(path: Path) -> None:
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
