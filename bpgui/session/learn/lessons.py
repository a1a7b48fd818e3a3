"""Lessons: Markdown files that a teacher can write, stop by stop. docs/lessons.md describes the format.

A stop has a small header (where the session stands, what is chosen and shown, what is to be done) and a text with live
numbers in braces, which `quantities` reads at the moment that is shown.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

import numpy as np

from bpgui.engine.network import Network
from bpgui.session.basics.examples import example_names
from bpgui.session.basics.numbers import parse_number
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.reading import read_file
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.settings import SETTINGS
from bpgui.session.session import Session
from bpgui.session.step.ladder import Phase
from bpgui.session.step.moment import Moment
from bpgui.session.step.named_numbers import Quantities
from bpgui.session.stops import Halt

PANELS = ("data", "outline", "experiment", "plots", "explanation")
FIGURES = 18
#: A stop is entered at once, so it may not stand behind a long training.
MAX_STEPS = 1000
MAX_BYTES = 1 << 20
_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_PHASES = {phase.value: phase for phase in Phase}


class Fit(Enum):
    """How a session compares with the one that a lesson speaks of."""

    SAME = "same"
    OTHER_NUMBERS = "other numbers"
    OTHER_NETWORK = "other network"


@dataclass(frozen=True)
class Condition:
    """What a stop waits for: "phase loss", "step 2", "loss < 0.01", "edited w5" or "selected w1"."""

    kind: str
    name: str = ""
    value: float = 0.0

    def is_met(self, session: Session, selected: str, start: Session) -> bool:
        """Whether it holds now; `selected` is the name of what is chosen, "" for nothing.

        "Edited" compares with the lesson's own `start`: an edit at step 0 is no event, it makes another start.
        """
        if self.kind == "phase":
            return session.moment().phase.value == self.name
        if self.kind == "step":
            return session.step_number >= self.value
        if self.kind == "loss":
            return session.place.loss < self.value
        if self.kind == "edited":
            events, network = session.timeline.events, session.experiment.network
            is_event = any(self.name == word.name for event in events for word in event.edit.targets(network))
            return is_event or _starts_with(session, self.name) != _starts_with(start, self.name)
        return selected == self.name


def _starts_with(session: Session, name: str) -> object:
    """Return the setting or parameter of this name at state 0, None where there is none."""
    experiment = session.timeline.experiment_at(0)
    if name in SETTINGS:
        return SETTINGS[name].of(experiment.settings)
    index = experiment.network.parameter_index.get(name)
    return None if index is None else float(session.timeline.state_at(0).parameters[index])


@dataclass(frozen=True)
class Stop:
    """One stop: where the session stands when it is entered, and what it says and asks for."""

    title: str
    text: str
    phase: Phase = Phase.REST
    step: int = 0
    select: str = ""
    show: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()
    do: str = ""
    done: Condition | None = None

    @property
    def figure(self) -> int | None:
        """The figure that is shown when the stop is entered."""
        return self.figures[0] if self.figures else None


@dataclass(frozen=True)
class Lesson:
    """A lesson: `example` is the session file that it speaks of, `start` that session at state 0."""

    title: str
    example: Path
    start: Session
    stops: tuple[Stop, ...]

    def fit(self, session: Session) -> Fit:
        """Say whether the cursor stands in the lesson's own experiment, so that the lesson's numbers appear."""
        ours, theirs = self.start.experiment, session.experiment
        if ours.network != theirs.network:
            return Fit.OTHER_NETWORK
        pairs = (
            (self.start.timeline.state_at(0).parameters, session.timeline.state_at(0).parameters),
            (ours.data.inputs, theirs.data.inputs),
            (ours.data.targets, theirs.data.targets),
            (ours.settings.locked, theirs.settings.locked),
        )
        has_settings = all(entry.of(ours.settings) == entry.of(theirs.settings) for entry in SETTINGS.values())
        is_edited = any(event.row <= session.cursor for event in session.timeline.events)
        is_same = has_settings and all(np.array_equal(*pair) for pair in pairs)
        return Fit.SAME if is_same and not is_edited else Fit.OTHER_NUMBERS


def set_stage(session: Session, stop: Stop) -> Halt | None:
    """Stand at a stop's step and phase, trained where the present future does not reach so far.

    Return why that was not possible, or None. Nothing is edited, and no row is lost.
    """
    session.seek_step(stop.step)
    missing = stop.step - session.step_number
    halt = session.train(missing).halt if missing > 0 else None
    if halt is not None and halt.reason != "done":
        return halt
    while session.moment().phase is not stop.phase:
        obstacle = session.next_phase().halt
        if obstacle is not None:
            return obstacle
    return None


def numbers_of(session: Session, moment: Moment) -> Quantities:
    """Return the numbers that a stop may speak of, at a moment of the session's cursor (or a preview there)."""

    def before() -> Moment | None:
        row = session.timeline.first_row_of_step(session.step_number) - 1
        return session.place.at(row).moment() if row >= 0 else None

    return Quantities(moment, before)


def fill(text: str, show: Callable[[str], str]) -> str:
    """Return a stop's text with what `show` says in the place of each {name}; {{ and }} are braces."""
    return _PIECE.sub(lambda found: show(found[1]) if found[1] is not None else found[0][0], text)


def is_selectable(network: Network, name: str) -> bool:
    """Whether a network has a parameter or neuron of this name; "target" is the first output's."""
    return name == "target" or name in network.parameter_index or any(name in names for names in network.neuron_names)


# Reading


class _Fault(Exception):
    """What is wrong in one line."""

    def __init__(self, line: int, text: str, /, **values: object) -> None:
        super().__init__(text)
        self.line, self.reason = line, Problem(text, **values)


@dataclass
class _Part:
    """A heading, the header below it (key to line and value) and the text, which begins in line `first`."""

    line: int
    title: str
    header: dict[str, tuple[int, str]] = field(default_factory=dict)
    first: int = 0
    text: list[str] = field(default_factory=list)


def load_lesson(path: Path) -> Lesson:
    """Read a lesson file. Raises Problem, with file and line, for anything that is wrong."""
    try:
        content = read_file(path, MAX_BYTES).decode("utf-8-sig")
    except Problem as problem:
        reason = problem
    except UnicodeDecodeError:
        reason = Problem(QT_TRANSLATE_NOOP("Problem", "It is not a text file in UTF-8."))
    else:
        return parse(content, path)
    raise Problem(QT_TRANSLATE_NOOP("Problem", "“{name}” cannot be opened. {reason}"), name=path.name, reason=reason)


def parse(text: str, path: Path) -> Lesson:
    """Read a lesson from its text; `path` is the file it comes from. Raises Problem, with file and line."""
    try:
        head, *parts = _parts(text)
        example, start = _example(head, path)
        if head.text or not parts:
            line = head.first if head.text else head.line
            raise _Fault(line, QT_TRANSLATE_NOOP("Problem", "After the lesson's header a stop is expected: ## Title."))
        numbers = Quantities(start.moment())
        return Lesson(head.title, example, start, tuple(_stop(part, start, numbers) for part in parts))
    except _Fault as fault:
        sentence = QT_TRANSLATE_NOOP("Problem", "“{name}”, line {line}: {reason}")
        raise Problem(sentence, name=path.name, line=fault.line, reason=fault.reason) from fault


def _parts(text: str) -> list[_Part]:
    """Cut a file at its headings."""
    parts: list[_Part] = []
    in_header = False
    for number, line in enumerate([*text.splitlines(), ""], 1):
        marks, _, title = line.rstrip().partition(" ")
        if marks == ("##" if parts else "#") and title.strip():
            parts.append(_Part(number, title.strip()))
            in_header = True
        elif line.startswith("#") or (not parts and line.strip()):
            expected = "## Title" if parts else "# Title"
            raise _Fault(
                number, QT_TRANSLATE_NOOP("Problem", "A heading is expected here: {heading}."), heading=expected
            )
        elif in_header and line.strip():
            _take_header(parts[-1], number, line)
        elif in_header:
            in_header = False
        elif parts and (line.strip() or parts[-1].text):
            parts[-1].first = parts[-1].first or number
            parts[-1].text.append(line.rstrip())
    if not parts:
        raise _Fault(1, QT_TRANSLATE_NOOP("Problem", "A heading is expected here: {heading}."), heading="# Title")
    for part in parts:
        while part.text and not part.text[-1]:
            part.text.pop()
    return parts


def _take_header(part: _Part, number: int, line: str) -> None:
    key, colon, value = line.partition(":")
    if not (colon and re.fullmatch("[a-z]+", key)):
        text = QT_TRANSLATE_NOOP("Problem", "“key: value” or an empty line before the text is expected.")
        raise _Fault(number, text)
    value = value.strip()
    if key in part.header:
        raise _Fault(number, QT_TRANSLATE_NOOP("Problem", "There are two lines “{key}”."), key=key)
    if not value:
        raise _Fault(number, QT_TRANSLATE_NOOP("Problem", "“{key}” needs a value."), key=key)
    part.header[key] = (number, value)


def _check_keys(part: _Part, known: tuple[str, ...]) -> None:
    for key, (line, _) in part.header.items():
        _one_of(line, key, known)


def _one_of(line: int, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        text = QT_TRANSLATE_NOOP("Problem", "There is no {name} here; there are {names}.")
        raise _Fault(line, text, name=value, names=", ".join(known))
    return value


def _example(head: _Part, path: Path) -> tuple[Path, Session]:
    """Return the session file that a lesson speaks of, an example or a file beside the lesson, and its start."""
    _check_keys(head, ("example",))
    line, name = head.header.get("example", (head.line, example_names()[0]))
    if not name.endswith(".bpgui"):
        _one_of(line, name, (*example_names(), "*.bpgui"))
    if any(separator in name for separator in "/\\:"):  # a path, or the address of another computer
        text = QT_TRANSLATE_NOOP("Problem", "“{name}” is not the name of a file beside the lesson.")
        raise _Fault(line, text, name=name)
    example = path.parent / name if name.endswith(".bpgui") else resource_path("examples", f"{name}.bpgui")
    try:
        return example, load_session(example, lambda _done, _all: False, is_example=True)
    except Problem as problem:
        raise _Fault(line, "{reason}", reason=problem) from problem


def _stop(part: _Part, start: Session, numbers: Quantities) -> Stop:
    """Read one stop and check every name in it against the lesson's network."""
    _check_keys(part, ("phase", "step", "select", "show", "figure", "do", "done"))
    if not part.text:
        raise _Fault(part.line, QT_TRANSLATE_NOOP("Problem", "This stop has no text."))
    found = part.header
    for line, text in [*enumerate(part.text, part.first), *(found[key] for key in ("do",) if key in found)]:
        _check_names(line, text, numbers)
    phase = _one_of(*found["phase"], tuple(_PHASES)) if "phase" in found else "rest"
    select = found.get("select", (0, ""))
    if select[1] and not is_selectable(start.experiment.network, select[1]):
        raise _no_such(*select)
    show, figures = found.get("show", (0, "")), found.get("figure", (0, ""))
    panels = tuple(_one_of(show[0], name, PANELS) for name in _listed(show[1]))
    if "done" in found and "do" not in found:
        raise _Fault(found["done"][0], QT_TRANSLATE_NOOP("Problem", "“done” needs a “do” that says what to do."))
    return Stop(
        title=part.title,
        text="\n".join(part.text),
        phase=_PHASES[phase],
        step=_count(found["step"], 0, MAX_STEPS) if "step" in found else 0,
        select=select[1],
        show=panels,
        figures=tuple(_count((figures[0], text), 1, FIGURES) for text in _listed(figures[1])),
        do=found.get("do", (0, ""))[1],
        done=_condition(*found["done"], start) if "done" in found else None,
    )


def _listed(text: str) -> list[str]:
    """Return the parts of a value that are separated by spaces or commas, each once."""
    return list(dict.fromkeys(part for part in re.split(r"[,\s]+", text) if part))


def _check_names(line: int, text: str, numbers: Quantities) -> None:
    for found in _PIECE.finditer(text):
        if found[0] in "{}":
            brace = QT_TRANSLATE_NOOP("Problem", "A brace is open; a brace of the text itself is written twice.")
            raise _Fault(line, brace)
        if found[1] is not None:
            try:
                numbers[found[1]]
            except KeyError as error:
                raise _no_such(line, found[1]) from error


def _no_such(line: int, name: str) -> _Fault:
    text = QT_TRANSLATE_NOOP("Problem", "The lesson's network has no “{name}”.")
    return _Fault(line, text, name=name)


def _count(found: tuple[int, str], low: int, high: int) -> int:
    line, text = found
    if not (text.isascii() and text.isdigit() and len(text) < 9 and low <= int(text) <= high):
        expected = QT_TRANSLATE_NOOP("Problem", "A whole number from {low} to {high} is expected, not “{text}”.")
        raise _Fault(line, expected, low=low, high=high, text=text)
    return int(text)


def _condition(line: int, text: str, start: Session) -> Condition:
    """Read what a stop waits for."""
    kind, _, rest = text.partition(" ")
    network = start.experiment.network
    if kind == "phase":
        return Condition(kind, _one_of(line, rest, tuple(_PHASES)))
    if kind == "step":
        return Condition(kind, value=_count((line, rest), 0, MAX_STEPS))
    if kind == "loss" and rest.startswith("<"):
        try:
            return Condition(kind, value=parse_number(rest[1:].strip()))
        except Problem as problem:
            raise _Fault(line, "{reason}", reason=problem) from problem
    if kind == "edited" and rest:
        if rest not in SETTINGS and rest not in network.parameter_index:
            raise _no_such(line, rest)
        return Condition(kind, rest)
    if kind == "selected" and rest:
        if not is_selectable(network, rest):
            raise _no_such(line, rest)
        return Condition(kind, rest)
    expected = QT_TRANSLATE_NOOP(
        "Problem", "“phase ..”, “step ..”, “loss < ..”, “edited ..” or “selected ..” is expected, not “{text}”."
    )
    raise _Fault(line, expected, text=text)
