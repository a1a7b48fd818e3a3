"""`bpgui data`: a table into a session file, as File > Import data in the window does it."""

import argparse
import contextlib
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from bpgui.cli.command import DONE, UsageError, answer, check_writable, plain
from bpgui.cli.opening import opened
from bpgui.cli.progress import Countdown, Progress
from bpgui.session.basics.numbers import parse_number, parse_whole
from bpgui.session.basics.problems import Problem
from bpgui.session.basics.reading import read_file
from bpgui.session.compiled import OnDemand
from bpgui.session.data.dataset import MAX_SAMPLES
from bpgui.session.data.dialect import DECIMALS, GROUPINGS, Dialect
from bpgui.session.data.guess_dialect import guess
from bpgui.session.data.import_options import (
    DELIMITER_NAMES,
    ENCODING_FLAGS,
    KIND_FLAGS,
    ROLE_FLAGS,
    SWITCHES,
    TEXT_FLAGS,
    place_and_value,
    place_of,
)
from bpgui.session.data.import_plan import (
    ColumnPlan,
    Imported,
    ImportPlan,
    SplitKind,
    SplitPlan,
    columns_guessed,
    imported,
)
from bpgui.session.data.missing import Fill
from bpgui.session.data.read_table import MAX_FILE, ReadTable, read
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.files.session_file import save_session
from bpgui.session.model.data_edits import SetDataSet
from bpgui.session.model.new_choices import MAX_SEED
from bpgui.session.model.sentence import Word

PROG = "bpgui data"
#: Problems that are printed.
MAX_PRINTED = 20


def main(argv: Sequence[str]) -> int:
    """Do what `bpgui data` was asked, and return the exit code."""
    return answer(_parser(), argv, _import)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROG,
        description="Read a table as File > Import data does, say what was guessed, and put it into a session file.",
        epilog="COLUMN is a name or a number from 1. Exit codes: 0 done, 1 could not, 2 wrong arguments.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("file", metavar="FILE", type=Path, help="a table: .csv, .tsv, .txt, .data, .xlsx, .ods")
    add(
        "--into",
        metavar="SESSION",
        type=Path,
        help="the session file that gets the data; without it nothing is written",
    )
    add("-o", "--output", metavar="OUT", type=Path, help="write to OUT, and leave SESSION as it is")
    add_dialect(parser)
    _add_columns(parser)
    split = parser.add_argument_group("test samples")
    which = split.add_mutually_exclusive_group()
    which.add_argument("--test-share", metavar="X", type=plain(parse_number), help="a share of all, drawn: 0.2")
    which.add_argument("--test-last", metavar="N", type=plain(partial(parse_whole, least=1, most=MAX_SAMPLES)))
    split.add_argument("--seed", metavar="N", type=plain(partial(parse_whole, least=0, most=MAX_SEED)), default=0)
    split.add_argument("--stratified", action="store_true", help="the same share of each class")
    return parser


def add_dialect(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a file is written; each is guessed where it is not given."""
    group = parser.add_argument_group("how the file is written (guessed where it is not said)")
    about = {
        "delimiter": f"a character, or {', '.join(DELIMITER_NAMES)}",
        "decimal": f"one of {' '.join(DECIMALS)}",
        "grouping": f"between thousands, one of {' '.join(map(repr, GROUPINGS))}",
        "skip": "lines above the table",
    }
    for flag, _ in TEXT_FLAGS:
        kind = plain(partial(parse_whole, least=0, most=MAX_FILE)) if flag == "skip" else str
        group.add_argument(f"--{flag}", metavar="N" if flag == "skip" else "TEXT", type=kind, help=about.get(flag))
    for flag, _ in SWITCHES:
        group.add_argument(f"--{flag}", action=argparse.BooleanOptionalAction)
    group.add_argument(
        "--missing", metavar="TEXT", action="append", help="means that there is no value; may be repeated"
    )


def _add_columns(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("columns (guessed where nothing is said; each option may be repeated)")
    for flags in (ROLE_FLAGS, KIND_FLAGS, ENCODING_FLAGS):
        for flag in flags.values():
            group.add_argument(f"--{flag}", metavar="COLUMN", action="append", default=[])
    for flag, value, about in (
        ("one", "CATEGORY", "the category that is 1"),
        ("order", "A,B,..", "the order of categories"),
        ("scale", "HOW", ", ".join(ScalingKind)),
        ("fill", "HOW", f"what stands for missing cells: {', '.join(Fill)}"),
        ("rename", "NAME", "another name"),
    ):
        group.add_argument(f"--{flag}", metavar=f"COLUMN={value}", action="append", default=[], help=about)
    group.add_argument("--drop-incomplete", action="store_true", help="leave out samples with missing cells")
    group.add_argument("--only-right", action="store_true", help="leave out rows with problems")


def dialect_of(content: bytes, arguments: argparse.Namespace) -> Dialect:
    """Return the guess with what the arguments say otherwise. Raises Problem."""
    found = guess(content)
    given: dict[str, Any] = {}
    for flag, field in (*TEXT_FLAGS, *SWITCHES):
        value = getattr(arguments, flag.replace("-", "_"))
        if value is not None:
            given[field] = DELIMITER_NAMES.get(value, value) if field == "delimiter" else value
    if arguments.missing is not None:
        given["missing"] = tuple(arguments.missing)
    return replace(found, **given)


def plan_of(table: ReadTable, dialect: Dialect, arguments: argparse.Namespace) -> ImportPlan:
    """Return the guess for a table's columns with what the arguments say otherwise. Raises UsageError."""
    columns = list(columns_guessed(table, dialect))
    try:
        tables: tuple[tuple[Mapping[Any, str], str], ...] = (
            (KIND_FLAGS, "kind"),
            (ROLE_FLAGS, "role"),
            (ENCODING_FLAGS, "encoding"),
        )
        for flags, part in tables:
            for value, flag in flags.items():
                for name in getattr(arguments, flag.replace("-", "_")):
                    _change(columns, place_of(table.names, name), part, value)
        for flag, part, parse in _VALUES:
            for text in getattr(arguments, flag):
                place, value = place_and_value(table.names, text)
                _change(columns, place, part, parse(value))
    except Problem as problem:
        raise UsageError(str(problem)) from problem
    kind = SplitKind.SHARE if arguments.test_share is not None else SplitKind.NONE
    kind = SplitKind.LAST if arguments.test_last is not None else kind
    share = 0.2 if arguments.test_share is None else arguments.test_share
    split = SplitPlan(kind, share, arguments.seed, arguments.stratified, arguments.test_last or 1)
    if (arguments.seed or arguments.stratified) and kind is not SplitKind.SHARE:
        raise UsageError("--seed and --stratified go with --test-share.")
    return ImportPlan(dialect, tuple(columns), split, arguments.drop_incomplete, arguments.only_right)


def _change(columns: list[ColumnPlan], place: int, part: str, value: object) -> None:
    changes: dict[str, Any] = {part: value}
    columns[place] = replace(columns[place], **changes)


def _one_of(kind: type[ScalingKind] | type[Fill], text: str) -> object:
    if text not in list(kind):
        raise Problem("There is no {name} here; there are {names}.", name=text, names=", ".join(kind))
    return kind(text)


def _order(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


_VALUES: tuple[tuple[str, str, Callable[[str], object]], ...] = (
    ("one", "one", str),
    ("order", "categories", _order),
    ("scale", "scaling", partial(_one_of, ScalingKind)),
    ("fill", "fill", partial(_one_of, Fill)),
    ("rename", "name", str),
)


def _import(arguments: argparse.Namespace) -> int:
    if arguments.output is not None and arguments.into is None:
        raise UsageError("-o OUT needs --into SESSION, the session that gets the data.")
    with contextlib.suppress(OSError):
        if arguments.output is not None and os.path.realpath(arguments.output) == os.path.realpath(arguments.file):
            raise UsageError("-o would overwrite the table that is read.")
    progress, kernel = Progress(sys.stderr), OnDemand()
    try:
        return _imported(arguments, progress, kernel)
    finally:
        kernel.stop()
        progress.clear()


def read_table(path: Path, arguments: argparse.Namespace, progress: Progress) -> tuple[ReadTable, Dialect]:
    """Read a table as the arguments say. Raises Problem, which names the file."""
    reading = Countdown(progress, "reading")

    def tell(done: int, total: int) -> bool:
        reading.show(done, total)
        return True

    try:
        content = read_file(path, MAX_FILE)
        dialect = dialect_of(content, arguments)
        return read(content, dialect, tell), dialect
    except Problem as problem:
        raise Problem("“{path}” could not be read: {reason}", path=path, reason=problem) from problem


def _imported(arguments: argparse.Namespace, progress: Progress, kernel: OnDemand) -> int:
    out = arguments.output or arguments.into
    if out is not None:
        check_writable(out)
    table, dialect = read_table(arguments.file, arguments, progress)
    plan = plan_of(table, dialect, arguments)
    made = imported(table, plan)
    progress.clear()
    _tell(table, plan, made)
    if out is None:
        return DONE
    session = opened(arguments.into, kernel, progress)
    progress.clear()
    name = arguments.file.name
    session.perform(SetDataSet(made.data, Word(f"data of {name}", "data of {file}", {"file": name}), is_new=True))
    save_session(session, out)
    network = session.experiment.network
    print(f"{'-'.join(map(str, network.sizes))}, parameters: {network.parameter_count}, loss: {network.loss}")
    return DONE


def _tell(table: ReadTable, plan: ImportPlan, made: Imported) -> None:
    """Print what was read, and what is wrong with it on the other stream."""
    dialect = plan.dialect
    how = f"sheet {dialect.sheet}" if dialect.sheet is not None else f"{dialect.encoding}, {dialect.delimiter!r}"
    print(f"{len(table.lines)} rows ({how}), samples: {made.data.samples}, for testing: {len(made.data.test)}")
    for place, column in enumerate(made.data.columns):
        what = f"{column.role}, {plan.columns[place].kind}"
        if column.is_used:
            what += f", {column.encoding}" if column.codes is not None else f", scaling {column.scaling.kind}"
            what += f", missing: {int(column.missing.sum())}"
        print(f"  {place + 1} {column.name}: {what}")
    flaws = [*table.problems.listed, *made.problems.listed]
    for flaw in flaws[:MAX_PRINTED]:
        where = f"line {flaw.line}" + (f", column {flaw.column}" if flaw.column else "")
        print(f"{where}: {flaw.problem}", file=sys.stderr)
    more = table.problems.count + made.problems.count - MAX_PRINTED
    if more > 0:
        print(f"and {more} problems more", file=sys.stderr)
