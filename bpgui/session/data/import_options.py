"""The options of `bpgui data`, by name, and those that stand for what a person changed of a guess."""

import shlex
from collections.abc import Iterator, Sequence

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import ColumnRole, Encoding
from bpgui.session.data.dialect import Dialect
from bpgui.session.data.guess_columns import CellKind
from bpgui.session.data.import_plan import ColumnPlan, ImportPlan, SplitKind

#: Names for delimiters that a terminal does not show.
DELIMITER_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "blank": " "}
ROLE_FLAGS = {ColumnRole.INPUT: "input", ColumnRole.TARGET: "target", ColumnRole.IGNORED: "ignore"}
KIND_FLAGS = {CellKind.NUMBER: "numbers", CellKind.CATEGORY: "categories", CellKind.TEXT: "texts"}
ENCODING_FLAGS = {Encoding.ONE_HOT: "one-hot", Encoding.ZERO_ONE: "zero-one"}
#: What a dialect is written as: (option, field) for texts, and for what is yes or no.
TEXT_FLAGS = (
    ("encoding", "encoding"),
    ("delimiter", "delimiter"),
    ("quote", "quote"),
    ("skip", "skip"),
    ("comment", "comment"),
    ("decimal", "decimal"),
    ("grouping", "grouping"),
    ("sheet", "sheet"),
)
SWITCHES = (("join", "joins"), ("header", "has_header"), ("row-names", "has_row_names"))


def command_line(file: str, chosen: ImportPlan, guessed: ImportPlan) -> str:
    """Return the command that makes the data set of `chosen` of a file for which `guessed` is the guess.

    `guessed.columns` are the guess for the dialect that was chosen. The text is for a POSIX shell.
    """
    words = ["bpgui", "data", file, *options(chosen, guessed), "--into", "SESSION.bpgui"]
    return shlex.join(words)


def options(chosen: ImportPlan, guessed: ImportPlan) -> list[str]:
    """Return the options for all in which a plan differs from the guess."""
    found = [*_dialect_options(chosen.dialect, guessed.dialect)]
    names = [column.name for column in guessed.columns]
    for place, (new, old) in enumerate(zip(chosen.columns, guessed.columns, strict=True)):
        name = old.name if names.count(old.name) == 1 else str(place + 1)
        found += _column_options(name, new, old)
    split = chosen.split
    if split.kind is SplitKind.SHARE:
        found += ["--test-share", f"{split.share:g}", "--seed", str(split.seed)]
        found += ["--stratified"] * split.is_stratified
    elif split.kind is SplitKind.LAST:
        found += ["--test-last", str(split.count)]
    return found + ["--drop-incomplete"] * chosen.drops_incomplete + ["--only-right"] * chosen.only_right


def _dialect_options(new: Dialect, old: Dialect) -> Iterator[str]:
    shown = {sign: name for name, sign in DELIMITER_NAMES.items()}
    for flag, field in TEXT_FLAGS:
        value = getattr(new, field)
        if value != getattr(old, field):
            text = "" if value is None else str(value)
            yield f"--{flag}={shown.get(text, text) if flag == 'delimiter' else text}"
    for flag, field in SWITCHES:
        value = getattr(new, field)
        if value != getattr(old, field):
            yield f"--{flag}" if value else f"--no-{flag}"
    if new.missing != old.missing:
        yield from (f"--missing={text}" for text in new.missing or ("",))


def _column_options(name: str, new: ColumnPlan, old: ColumnPlan) -> Iterator[str]:
    if new.kind is not old.kind:
        yield f"--{KIND_FLAGS[new.kind]}={name}"
    if new.role is not old.role:
        yield f"--{ROLE_FLAGS[new.role]}={name}"
    if new.encoding is not old.encoding and new.encoding in ENCODING_FLAGS:
        yield f"--{ENCODING_FLAGS[new.encoding]}={name}"
    if new.one != old.one and new.one is not None:
        yield f"--one={name}={new.one}"
    if new.categories != old.categories:
        yield f"--order={name}={','.join(new.categories)}"
    if new.scaling is not old.scaling:
        yield f"--scale={name}={new.scaling.value}"
    if new.fill is not None:
        yield f"--fill={name}={new.fill.value}"
    if new.name != old.name:
        yield f"--rename={name}={new.name}"


def place_of(names: Sequence[str], text: str) -> int:
    """Return the place of the column that is called so, or has this number from 1. Raises Problem."""
    if names.count(text) == 1:
        return names.index(text)
    if text.isdecimal() and text.isascii() and len(text) < 9 and 1 <= int(text) <= len(names):
        return int(text) - 1
    what = QT_TRANSLATE_NOOP("Problem", "There is no column {name}, or more than one; there are {names}.")
    raise Problem(what, name=text, names=", ".join(names[:20]))


def place_and_value(names: Sequence[str], text: str) -> tuple[int, str]:
    """Return the place of the column and what stands behind it in "name=value". Raises Problem.

    A name may hold "=" itself: the longest one that fits counts.
    """
    cuts = [place for place, sign in enumerate(text) if sign == "="]
    for cut in reversed(cuts):
        if names.count(text[:cut]) == 1:
            return names.index(text[:cut]), text[cut + 1 :]
    head, _, value = text.partition("=")
    if not cuts:
        what = QT_TRANSLATE_NOOP("Problem", "“{text}” must be a column, “=” and a value.")
        raise Problem(what, text=text)
    return place_of(names, head), value
