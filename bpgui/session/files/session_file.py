"""The session file: JSON that a person can write by hand. docs/session-file.md describes every field.

A file is the experiment, not a snapshot: network, data, settings and parameters at state 0, then the events, the
steps taken and the cursor. Opening it trains again, to the same bits.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.initialisation import INITIALISATIONS
from bpgui.engine.network import Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.atomic import atomic_writer
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.basics.reading import read_file
from bpgui.session.files.data_file import data_file, data_of
from bpgui.session.files.file_format import (
    MAX_EVENT_VALUES,
    MAX_SETTINGS_VALUES,
    DataFile,
    EventFile,
    InitialisationFile,
    SessionFile,
    SettingsFile,
    StopFile,
    at_field,
    decoded,
    part,
    refusal,
    written,
)
from bpgui.session.files.network_file import names_file, network_file, network_of, parameters_file, parameters_of
from bpgui.session.model.edit import check_known
from bpgui.session.model.experiment import (
    MAX_STEPS,
    Experiment,
    Initialisation,
    check_pair,
)
from bpgui.session.model.settings import SEED, SETTINGS
from bpgui.session.runner import next_chunk
from bpgui.session.session import Session
from bpgui.session.stops import StopRules
from bpgui.session.timeline.futures import MAX_SHOWN, Timeline

MAX_BYTES = 128 << 20
NO_DATA = DataFile(msgspec.Raw(b"[]"), msgspec.Raw(b"[]"))


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What a session is now, for another thread: its timeline may grow meanwhile, but not change."""

    timeline: Timeline
    stops: StopRules
    steps: int
    cursor: int
    path: Path | None
    title: str

    @classmethod
    def of(cls, session: Session) -> "Snapshot":
        """Take one; this costs nothing."""
        return cls(session.timeline, session.stops, session.steps, session.cursor, session.path, session.title)


def load_session(
    path: Path,
    progress: Callable[[int, int], bool] = lambda _done, _all: True,
    *,
    is_example: bool = False,
    prepare: Callable[[Experiment, int], None] = lambda _experiment, _steps: None,
) -> Session:
    """Open a session file and train it again to where it was.

    `progress(steps done, steps in all)` is asked between chunks; when it answers False the session stands at state 0
    of the file. `prepare` is told the experiment and how many steps there are before the first of them. Raises Problem,
    with the path of the field, for anything that is wrong.
    """
    try:
        return replayed(decoded(read_file(path, MAX_BYTES)), path, progress, is_example, prepare)
    except Problem as problem:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{name}” cannot be opened. {reason}"), name=path.name, reason=problem
        ) from problem


def _experiment(file: SessionFile) -> tuple[Experiment, Array]:
    network = network_of(file.network)
    data, source = data_of(file.data, network)
    at_field("data.targets", lambda: check_pair(network.layers[-1].activation, network.loss, data.targets))
    parameters = parameters_of(file.parameters, network)
    settings = part(file.settings, SettingsFile, "settings", MAX_SETTINGS_VALUES)
    obeyed = _settings(settings, network, data)
    parameters[sorted(obeyed.cut)] = 0.0
    return Experiment(network, obeyed, data, _initialisation(file, data), source), parameters


def _initialisation(file: SessionFile, data: Data) -> Initialisation:
    if isinstance(file.initialisation, msgspec.UnsetType):
        return Initialisation()
    method, seed = file.initialisation.method, file.initialisation.seed
    at_field("initialisation.method", lambda: check_known(method, INITIALISATIONS))
    at_field("initialisation.seed", lambda: SEED.values.checked(seed, data))
    return Initialisation(method, seed)


def _settings(file: Any, network: Network, data: Data) -> Settings:
    values = {
        entry.name: at_field(f"settings.{entry.name}", partial(entry.from_file, getattr(file, entry.name), data))
        for entry in SETTINGS.values()
    }
    locked, cut = (
        [_place(network, name, f"settings.{field}[{k}]") for k, name in enumerate(getattr(file, field))]
        for field in ("locked", "cut")
    )
    locks = np.zeros(network.parameter_count, dtype=bool)
    locks[locked + cut] = True
    return Settings(locked=locks, cut=frozenset(cut), **values)


def _place(network: Network, name: str, path: str) -> int:
    if name not in network.parameter_index:
        raise refusal(path, QT_TRANSLATE_NOOP("Problem", "There is no parameter {name}."), name=name)
    return network.parameter_index[name]


def replayed(
    file: SessionFile,
    path: Path,
    progress: Callable[[int, int], bool],
    is_example: bool,
    prepare: Callable[[Experiment, int], None] = lambda _experiment, _steps: None,
) -> Session:
    """Return the session of a file's content, trained again to where it was. See `load_session`."""
    experiment, parameters = _experiment(file)
    stops = file.stop.rules()

    def fresh(path_to_save: Path | None) -> Session:
        session = Session(experiment, parameters, path=path_to_save, is_example=is_example)
        session.stops, session.title = stops, path.name
        session.mark_saved()
        return session

    session = fresh(None if is_example else path)
    if file.steps > MAX_STEPS:
        raise refusal("steps", QT_TRANSLATE_NOOP("Problem", "At most {most} steps can be trained."), most=MAX_STEPS)
    prepare(experiment, file.steps)
    events: list[EventFile] = part(file.events, list[EventFile], "events", MAX_EVENT_VALUES)
    for k, event in enumerate(events):
        place = f"events[{k}]"
        if not session.steps <= event.step <= file.steps:
            raise refusal(
                f"{place}.step",
                QT_TRANSLATE_NOOP("Problem", "Steps of events must ascend and not exceed the {steps} steps taken."),
                steps=file.steps,
            )
        is_wanted = progress(session.steps, file.steps)  # events take time too
        if not is_wanted or not _train_to(session, event.step, file.steps, progress, f"{place}.step"):
            return fresh(None)  # Save must not put the start in the place of the whole file
        if len(events) > MAX_SHOWN:  # plots show some of so many, and each takes more than its numbers
            session.timeline.last.forget_envelopes()
        at_field(f"{place}.edit", partial(session.replay, event.edit))
    if not _train_to(session, file.steps, file.steps, progress, "steps"):
        return fresh(None)
    session.seek(session.timeline.length - 1 if file.cursor is None else file.cursor)
    session.mark_saved()
    return session


def _train_to(session: Session, step: int, steps: int, progress: Callable[[int, int], bool], path: str) -> bool:
    chunk = 1
    while session.steps < step:
        if not progress(session.steps, steps):
            return False
        began = time.perf_counter()
        halt = session.train(min(chunk, step - session.steps)).ended
        chunk = next_chunk(chunk, time.perf_counter() - began)
        if session.steps < step and halt.reason != "done":
            text = QT_TRANSLATE_NOOP(
                "Problem", "Training ends at step {step} ({reason}), before the {steps} steps that the file has."
            )
            raise refusal(path, text, step=halt.step, reason=halt.reason, steps=step)
    return True


def save_copy(session: Session | Snapshot, path: Path, go_on: Callable[[], None] = lambda: None) -> None:
    """Write the present future to `path`, atomically, unless `go_on` raises; no session is changed. Raises Problem."""
    content = _compact_rows(msgspec.json.format(msgspec.json.encode(session_file(session)), indent=2)) + b"\n"
    if len(content) > MAX_BYTES:
        what = QT_TRANSLATE_NOOP("Problem", "“{name}” would be larger than {most} MB, and could not be opened again.")
        raise Problem(what, name=path.name, most=MAX_BYTES >> 20)
    go_on()
    with atomic_writer(path) as stream:
        stream.write(content)


def save_session(session: Session, path: Path, write: Callable[[Snapshot, Path], None] = save_copy) -> None:
    """Write the present future to `path`, by `write`, and note that it is saved. Raises Problem.

    The session may change while it is written: then it is still modified.
    """
    before = _content(session)
    write(Snapshot.of(session), path)
    session.path, session.is_example = path, False
    if before == _content(session):
        session.mark_saved()


def _content(session: Session) -> tuple[object, ...]:
    """Return what tells whether a session is still what was written of it."""
    return session.undo_stack.undoable, session.steps, session.stops


def _compact_rows(content: bytes) -> bytes:
    """Put each row of numbers on one line, so that data reads as a table and diffs by sample."""

    def one_line(found: re.Match[bytes]) -> bytes:
        return b"[" + b" ".join(found[1].split()) + b"]"

    return re.sub(rb"\[([^\[\]{}\"]*)\]", one_line, content)


def session_file(session: "Session | Snapshot", *, has_data: bool = True) -> SessionFile:
    """Return what is written of a session, perhaps without its data."""
    timeline = session.timeline
    experiment, start = timeline.experiment_at(0), timeline.state_at(0)
    network, settings = experiment.network, experiment.settings
    settled = [entry for entry in SETTINGS.values() if entry.is_written(settings)]
    return SessionFile(
        format="bpgui-session",
        version=max(
            2 if _needs_version_2(experiment) or session.stops.of_epochs else 1,
            *(entry.since for entry in settled),
            *(event.edit.since for event in timeline.events),
        ),
        network=network_file(network),
        parameters=parameters_file(network, start.parameters),
        data=data_file(experiment) if has_data else NO_DATA,
        settings=written(
            {entry.name: entry.in_file(entry.of(settings)) for entry in settled}
            | {"locked": [network.parameters[k].name for k in np.flatnonzero(settings.locked).tolist()]}
            | ({"cut": [network.parameters[k].name for k in sorted(settings.cut)]} if settings.cut else {})
        ),
        initialisation=_initialisation_in_file(experiment.initialisation),
        stop=StopFile.of(session.stops),
        events=written(event_files(timeline)),
        steps=session.steps,
        cursor=session.cursor,
    )


def _needs_version_2(experiment: Experiment) -> bool:
    has_names = not {"hidden_names", "layer_names"}.isdisjoint(names_file(experiment.network))
    has_data = experiment.source is not None or bool(experiment.data.test)
    return has_names or has_data or bool(experiment.settings.cut) or experiment.initialisation != Initialisation()


def _initialisation_in_file(initialisation: Initialisation) -> InitialisationFile | msgspec.UnsetType:
    is_usual = initialisation == Initialisation()
    return msgspec.UNSET if is_usual else InitialisationFile(initialisation.method, initialisation.seed)


def event_files(timeline: Timeline) -> list[EventFile]:
    """Return the events as a file has them: with the names that neurons have now."""
    return [
        EventFile(event.step, edit)  # type: ignore[arg-type]  # only EventEdits fork
        for event, edit in zip(timeline.events, timeline.edits_as_named_now(), strict=True)
    ]
