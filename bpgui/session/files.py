"""The session file: JSON that a person can write by hand. docs/session-file.md describes every field.

A file is the experiment, not a snapshot: network, data, settings and parameters at state 0, then the events, the
steps taken and the cursor. Opening it trains again, to the same bits.
"""

import codecs
import math
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
import numpy as np

from bpgui.engine.activations import ACTIVATIONS
from bpgui.engine.elementary import Array
from bpgui.engine.losses import LOSSES
from bpgui.engine.network import Layer, Network
from bpgui.engine.training import Data, Settings
from bpgui.session.atomic import atomic_writer
from bpgui.session.edits import EventEdit, check_seed
from bpgui.session.experiment import (
    MOST_NUMBERS,
    MOST_SAMPLES,
    MOST_STEPS,
    Experiment,
    check_pair,
    check_sizes,
)
from bpgui.session.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.reading import read_file
from bpgui.session.runner import next_chunk
from bpgui.session.session import Session
from bpgui.session.stops import StopRules
from bpgui.session.timeline import Timeline

FORMAT, VERSION = "bpgui-session", 1
MOST_BYTES = 128 << 20

NonFinite = Literal["NaN", "Infinity", "-Infinity"]
Number = float | NonFinite
Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Positive = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
Name = Annotated[
    str, msgspec.Meta(min_length=1, max_length=40, pattern=r'^[^\s.,"\[\]:]([^.,"\[\]:\n\r\t]*[^\s.,"\[\]:])?\Z')
]


class _Head(msgspec.Struct):
    """What is looked at first."""

    format: Any = None
    version: Any = None


class _Strict(msgspec.Struct, forbid_unknown_fields=True):
    pass


class LayerFile(_Strict):
    """One computed layer."""

    size: Positive
    activation: str = "linear"
    bias: bool = False


class NetworkFile(_Strict, omit_defaults=True):
    """The network; names of inputs and outputs are optional."""

    inputs: Positive
    layers: list[LayerFile]
    loss: str = "half_square"
    input_names: list[Name] = []
    output_names: list[Name] = []


class DataFile(_Strict):
    """One list of numbers a sample."""

    inputs: list[list[float]]
    targets: list[list[float]]


class SettingsFile(_Strict):
    """What training obeys."""

    learning_rate: float
    batch_size: Positive | Literal["all"] = "all"
    shuffle: bool = False
    seed: Count = 0
    locked: list[str] = []


class StopFile(_Strict, omit_defaults=True):
    """When a run stops by itself."""

    step: Positive | None = None
    loss: float | None = None


class EventFile(_Strict):
    """An edit and the step number at which it was made."""

    step: Count
    edit: EventEdit


class SessionFile(_Strict, kw_only=True):
    """The whole file; each of the parameters is a Number."""

    format: Literal["bpgui-session"]
    version: Positive
    network: NetworkFile
    parameters: dict[str, msgspec.Raw]
    data: DataFile
    settings: SettingsFile
    stop: StopFile = msgspec.field(default_factory=StopFile)
    events: list[EventFile] = []
    steps: Count = 0
    cursor: Count | None = None


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
    path: Path, progress: Callable[[int, int], bool] = lambda _done, _all: True, *, is_example: bool = False
) -> Session:
    """Open a session file and train it again to where it was.

    `progress(steps done, steps in all)` is asked between chunks; when it answers False the session stands at state 0
    of the file. Raises Problem, with the path of the field, for anything that is wrong.
    """
    try:
        return replayed(decoded(read_file(path, MOST_BYTES)), path, progress, is_example)
    except Problem as problem:
        raise Problem(
            QT_TRANSLATE_NOOP("Problem", "“{name}” cannot be opened. {reason}"), name=path.name, reason=problem
        ) from problem


def decoded(content: bytes) -> SessionFile:
    """Read the content of a session file. Raises Problem."""
    content = content.removeprefix(codecs.BOM_UTF8)  # some editors put one there
    try:
        is_object = content.lstrip().startswith(b"{")
        head = msgspec.json.decode(content, type=_Head) if is_object else _Head()
        if head.format != FORMAT:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "It is not a bpgui session: the field $.format is missing or wrong.")
            )
        if isinstance(head.version, int) and head.version > VERSION:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "It was written by a newer bpgui (version {n}) than this one."),
                n=head.version,
            )
        return msgspec.json.decode(content, type=SessionFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:  # a ValidationError is a DecodeError
        raise Problem("{reason}", reason=f"{error}.") from error
    except RecursionError as error:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "It is nested too deeply.")) from error


def _at(path: str, check: Callable[[], Any]) -> Any:
    """Run `check`; put the path of the field behind what it complains of."""
    try:
        return check()
    except Problem as problem:
        raise Problem("{reason} - `{path}`", reason=problem, path=path) from problem


def _fail(path: str, text: str, **values: object) -> Problem:
    return Problem("{reason} - `{path}`", reason=Problem(text, **values), path=path)


def _experiment(file: SessionFile) -> tuple[Experiment, Array]:
    network = _network(file.network)
    data = _data(file.data, network)
    _at("$.data.targets", lambda: check_pair(network.layers[-1].activation, network.loss, data.targets))
    parameters = _parameters(file.parameters, network)
    return Experiment(network, _settings(file.settings, network, data), data), parameters


def _network(file: NetworkFile) -> Network:
    unknown = QT_TRANSLATE_NOOP("Problem", "There is no {name} here; there are {names}.")
    if not file.layers:
        raise _fail("$.network.layers", QT_TRANSLATE_NOOP("Problem", "A network needs at least an output layer."))
    _at("$.network", lambda: check_sizes((file.inputs, *(layer.size for layer in file.layers))))
    for k, layer in enumerate(file.layers):
        path = f"$.network.layers[{k}].activation"
        if layer.activation not in ACTIVATIONS:
            raise _fail(path, unknown, name=layer.activation, names=", ".join(ACTIVATIONS))
        if ACTIVATIONS[layer.activation].output_only and k < len(file.layers) - 1:
            raise _fail(
                path, QT_TRANSLATE_NOOP("Problem", "{name} is for the output layer only."), name=layer.activation
            )
    if file.loss not in LOSSES:
        raise _fail("$.network.loss", unknown, name=file.loss, names=", ".join(LOSSES))
    _at("$.network.loss", lambda: check_pair(file.layers[-1].activation, file.loss, np.zeros((0, 1))))
    for path, names, size in (
        ("$.network.input_names", file.input_names, file.inputs),
        ("$.network.output_names", file.output_names, file.layers[-1].size),
    ):
        if names and (len(names) != size or len(set(names)) < len(names)):
            raise _fail(path, QT_TRANSLATE_NOOP("Problem", "There must be {count} different names."), count=size)
    layers = tuple(Layer(layer.size, layer.activation, layer.bias) for layer in file.layers)
    network = Network(file.inputs, layers, file.loss, tuple(file.input_names), tuple(file.output_names))
    [(most_common, times)] = Counter(name for layer in network.neuron_names for name in layer).most_common(1)
    if times > 1:
        raise _fail("$.network", QT_TRANSLATE_NOOP("Problem", "Two neurons are called {name}."), name=most_common)
    return network


def _data(file: DataFile, network: Network) -> Data:
    if not 1 <= len(file.inputs) <= MOST_SAMPLES:
        raise _fail(
            "$.data.inputs", QT_TRANSLATE_NOOP("Problem", "There must be 1 to {most} samples."), most=MOST_SAMPLES
        )
    if len(file.targets) != len(file.inputs):
        raise _fail(
            "$.data.targets",
            QT_TRANSLATE_NOOP("Problem", "There must be as many targets as inputs, {count}, but there are {found}."),
            count=len(file.inputs),
            found=len(file.targets),
        )
    numbers = len(file.inputs) * (network.inputs + network.outputs)
    if numbers > MOST_NUMBERS:
        text = QT_TRANSLATE_NOOP("Problem", "The samples have {count} numbers; at most {most} are possible.")
        raise _fail("$.data", text, count=numbers, most=MOST_NUMBERS)
    for path, rows, width in (("inputs", file.inputs, network.inputs), ("targets", file.targets, network.outputs)):
        for k, row in enumerate(rows):
            if len(row) != width:
                raise _fail(
                    f"$.data.{path}[{k}]",
                    QT_TRANSLATE_NOOP("Problem", "Expected {count} numbers, got {found}."),
                    count=width,
                    found=len(row),
                )
    return Data(np.array(file.inputs, dtype=np.float64), np.array(file.targets, dtype=np.float64))


def _parameters(found: dict[str, msgspec.Raw], network: Network) -> Array:
    expected = network.parameter_index
    for name in found:
        if name not in expected:
            raise _fail(
                f"$.parameters.{name}",
                QT_TRANSLATE_NOOP(
                    "Problem", "This network has no such parameter; it has {count}, from {first} to {last}."
                ),
                count=len(expected),
                first=network.parameters[0].name,
                last=network.parameters[-1].name,
            )
    for name in expected:
        if name not in found:
            raise _fail(f"$.parameters.{name}", QT_TRANSLATE_NOOP("Problem", "This parameter is missing."))
    return np.array([_number(found[name], f"$.parameters.{name}") for name in expected], dtype=np.float64)


def _number(found: msgspec.Raw, path: str) -> float:
    """Read one parameter here, because msgspec does not say which entry of a dict is wrong."""
    try:
        return float(msgspec.json.decode(found, type=Number))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Problem("{reason} - `{path}`", reason=str(error), path=path) from error


def _settings(file: SettingsFile, network: Network, data: Data) -> Settings:
    if not (math.isfinite(file.learning_rate) and file.learning_rate >= 0):
        raise _fail("$.settings.learning_rate", QT_TRANSLATE_NOOP("Problem", "The learning rate cannot be negative."))
    _at("$.settings.seed", lambda: check_seed(file.seed))
    batch_size = None if file.batch_size == "all" else file.batch_size
    if batch_size is not None and batch_size > data.samples:
        raise _fail(
            "$.settings.batch_size",
            QT_TRANSLATE_NOOP("Problem", "The batch size goes from 1 to the {count} samples."),
            count=data.samples,
        )
    locked = np.zeros(network.parameter_count, dtype=bool)
    for k, name in enumerate(file.locked):
        if name not in network.parameter_index:
            raise _fail(
                f"$.settings.locked[{k}]", QT_TRANSLATE_NOOP("Problem", "There is no parameter {name}."), name=name
            )
        locked[network.parameter_index[name]] = True
    return Settings(file.learning_rate, locked, batch_size, file.shuffle, file.seed)


def replayed(file: SessionFile, path: Path, progress: Callable[[int, int], bool], is_example: bool) -> Session:
    """Return the session of a file's content, trained again to where it was. See `load_session`."""
    experiment, parameters = _experiment(file)
    stops = _at("$.stop.loss", lambda: StopRules(file.stop.step, file.stop.loss))

    def fresh(path_to_save: Path | None) -> Session:
        session = Session(experiment, parameters, path=path_to_save, is_example=is_example)
        session.stops, session.title = stops, path.name
        session.mark_saved()
        return session

    session = fresh(None if is_example else path)
    if file.steps > MOST_STEPS:
        raise _fail("$.steps", QT_TRANSLATE_NOOP("Problem", "At most {most} steps can be trained."), most=MOST_STEPS)
    for k, event in enumerate(file.events):
        place = f"$.events[{k}]"
        if not session.steps <= event.step <= file.steps:
            raise _fail(
                f"{place}.step",
                QT_TRANSLATE_NOOP("Problem", "Steps of events must ascend and not exceed the {steps} steps taken."),
                steps=file.steps,
            )
        is_wanted = progress(session.steps, file.steps)  # events take time too
        if not is_wanted or not _train_to(session, event.step, file.steps, progress, f"{place}.step"):
            return fresh(None)  # Save must not put the start in the place of the whole file
        session.timeline = _at(f"{place}.edit", partial(session.timeline.fork, session.timeline.length - 1, event.edit))
        session.seek(session.timeline.length - 1)
    if not _train_to(session, file.steps, file.steps, progress, "$.steps"):
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
        halt = session.train(min(chunk, step - session.steps))
        chunk = next_chunk(chunk, time.perf_counter() - began)
        if session.steps < step and halt.reason != "done":
            text = QT_TRANSLATE_NOOP(
                "Problem", "Training ends at step {step} ({reason}), before the {steps} steps that the file has."
            )
            raise _fail(path, text, step=halt.step, reason=halt.reason, steps=step)
    return True


def save_session(session: Session, path: Path) -> None:
    """Write the present future to `path`, atomically, and note that it is saved. Raises Problem."""
    # An edit may hold one of numpy's numbers, which are Python's only once asked.
    content = msgspec.json.encode(session_file(session), enc_hook=lambda number: number.item())
    content = msgspec.json.format(content, indent=2)
    with atomic_writer(path) as stream:
        stream.write(_compact_rows(content) + b"\n")
    session.path, session.is_example = path, False
    session.mark_saved()


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
    names = [parameter.name for parameter in network.parameters]
    return SessionFile(
        format="bpgui-session",
        version=VERSION,
        network=NetworkFile(
            inputs=network.inputs,
            layers=[LayerFile(layer.size, layer.activation, layer.bias) for layer in network.layers],
            loss=network.loss,
            input_names=list(network.input_names),
            output_names=list(network.output_names),
        ),
        parameters=dict(zip(names, map(_encoded, start.parameters.tolist()), strict=True)),
        data=DataFile(experiment.data.inputs.tolist(), experiment.data.targets.tolist())
        if has_data
        else DataFile([], []),
        settings=SettingsFile(
            learning_rate=settings.learning_rate,
            batch_size=settings.batch_size or "all",
            shuffle=settings.shuffle,
            seed=settings.seed,
            locked=[name for name, locked in zip(names, settings.locked, strict=True) if locked],
        ),
        stop=StopFile(session.stops.step, session.stops.loss),
        events=[EventFile(event.step, event.edit) for event in timeline.events],  # type: ignore[arg-type]  # only EventEdits fork
        steps=session.steps,
        cursor=session.cursor,
    )


def _encoded(value: float) -> msgspec.Raw:
    """Return a number that JSON can hold: msgspec would write nan and infinities as null."""
    number: Number = value
    if math.isnan(value):
        number = "NaN"
    elif math.isinf(value):
        number = "Infinity" if value > 0 else "-Infinity"
    return msgspec.Raw(msgspec.json.encode(number))
