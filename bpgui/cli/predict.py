"""`bpgui predict`: what the network of a session file predicts, for its own samples or for those of a table."""

import argparse
import contextlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bpgui.cli.command import DONE, answer, check_writable
from bpgui.cli.data import add_dialect, read_table
from bpgui.cli.opening import opened
from bpgui.cli.progress import Countdown, Progress
from bpgui.session.compiled import OnDemand
from bpgui.session.data.same_columns import other_rows
from bpgui.session.files.predictions_csv import write_predictions
from bpgui.session.model.sources import data_set_of


def main(argv: Sequence[str]) -> int:
    """Do what `bpgui predict` was asked, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="bpgui predict",
        description="Write the predictions of a session's last state as CSV: the columns as they were given, what the "
        "network saw, what it predicts, in units where the data were scaled.",
        epilog="Exit codes: 0 done, 1 could not, 2 wrong arguments.",
        allow_abbrev=False,
    )
    parser.add_argument("session", metavar="SESSION", type=Path, help="the session file (.bpgui)")
    parser.add_argument("data", metavar="DATA", type=Path, nargs="?", help="a table with the same names of columns")
    parser.add_argument("-o", "--output", metavar="OUT", type=Path, required=True, help="the CSV file to write")
    add_dialect(parser)

    def check(arguments: argparse.Namespace) -> None:
        with contextlib.suppress(OSError):
            inputs = (path for path in (arguments.session, arguments.data) if path is not None)
            if os.path.realpath(arguments.output) in map(os.path.realpath, inputs):
                parser.error("-o would overwrite what is read")

    return answer(parser, argv, _predict, check)


def _predict(arguments: argparse.Namespace) -> int:
    check_writable(arguments.output)
    progress, kernel = Progress(sys.stderr), OnDemand()
    writing = Countdown(progress, "writing")

    def tell(done: int, total: int) -> bool:
        writing.show(done, total)
        return True

    try:
        session = opened(arguments.session, kernel, progress)
        session.seek(session.timeline.length - 1)
        experiment, rows = session.experiment, None
        if arguments.data is not None:
            table, dialect = read_table(arguments.data, arguments, progress)
            rows = other_rows(data_set_of(experiment), table, dialect)
        parameters = session.timeline.state_at(session.cursor).parameters
        count = write_predictions(arguments.output, experiment, parameters, rows, tell)
    finally:
        kernel.stop()
        progress.clear()
    print(f"step {session.steps}, samples: {count}")
    return DONE
