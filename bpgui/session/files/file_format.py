"""What stands in a session file, and how its parts are read: counted first, then built.

The large parts stay text (`msgspec.Raw`, a view of the file's content) until somebody reads them with `part`, which
refuses those that hold more than is allowed before it makes anything of them: numbers take ten times the room of their
text.
"""

import codecs
import dataclasses
import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Literal

import msgspec
import numpy as np

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.data.dataset import MAX_TEXT, ColumnRole, Encoding
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.files.json_words import at, complaint
from bpgui.session.model.edits import EventEdit
from bpgui.session.model.experiment import MAX_LAYERS, MAX_NEURONS, MAX_PARAMETERS
from bpgui.session.model.settings import SETTINGS
from bpgui.session.stops import StopRules
from bpgui.session.timeline.path import MAX_CHANGES, MAX_EVENTS

#: The newest version that is read. The oldest that can say it all is written: `since` of edits and settings tells.
FORMAT, VERSION = "bpgui-session", 2
#: What all events may hold: none, and no change of one that makes many, has more than 8 values.
MAX_EVENT_VALUES = 8 * (MAX_EVENTS + MAX_CHANGES)
#: What the description of the network, and of the settings, may hold.
MAX_NETWORK_VALUES = 4 * MAX_LAYERS + 2 * MAX_NEURONS
MAX_SETTINGS_VALUES = MAX_PARAMETERS + 100
#: A text that is not ASCII; the program writes no character in more than twelve bytes.
MAX_TEXT_BYTES = 12 * MAX_TEXT
#: Text in which values are counted at a time.
PIECE = 1 << 20

NonFinite = Literal["NaN", "Infinity", "-Infinity"]
Number = float | NonFinite
Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
Positive = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
_NAME = r'[^\s.,"\[\]:]([^.,"\[\]:\n\r\t]*[^\s.,"\[\]:])?'
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40, pattern=rf"^{_NAME}\Z")]
NameOrNone = Annotated[str, msgspec.Meta(max_length=40, pattern=rf"^({_NAME})?\Z")]
NumberRows = list[list[float]]
NumberByName = dict[str, Number]


class _Head(msgspec.Struct):
    """What is looked at first."""

    format: msgspec.Raw = msgspec.Raw(b"null")
    version: msgspec.Raw = msgspec.Raw(b"null")


class _Strict(msgspec.Struct, forbid_unknown_fields=True):
    pass


class LayerFile(_Strict):
    """One computed layer."""

    size: Positive
    activation: str = "linear"
    bias: bool = False


class NetworkFile(_Strict, omit_defaults=True):
    """The network. Names are optional; those of hidden neurons and of layers came with version 2.

    `hidden_names` has a list for each hidden layer, [] for one without; `layer_names` begins with the inputs, "" for
    one without.
    """

    inputs: Positive
    layers: list[LayerFile]
    loss: str = "half_square"
    input_names: list[Name] = []
    output_names: list[Name] = []
    hidden_names: list[list[Name]] = []
    layer_names: list[NameOrNone] = []


class ScalingFile(_Strict):
    """A scaling: mean and standard deviation, or minimum and maximum."""

    kind: ScalingKind
    first: float
    second: float


class ColumnFile(_Strict, omit_defaults=True):
    """A column of a data set with its original cells: numbers, or texts; null where one is missing."""

    name: str
    role: ColumnRole
    cells: msgspec.Raw
    encoding: Encoding = Encoding.NUMBER
    categories: list[str] | None = None
    one: int = 1
    scaling: ScalingFile | None = None
    fill: float | None = None


class DataFile(_Strict, omit_defaults=True):
    """One list of numbers a sample: inputs and targets, each a NumberRows; or columns, a list of ColumnFile.

    `test` are the numbers of the test samples, from 1, a list of Positive.
    """

    inputs: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    targets: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    columns: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    test: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET


#: What training obeys: the fields of SETTINGS, then the names of locked parameters and of weights that are cut.
SettingsFile = msgspec.defstruct(
    "SettingsFile",
    [
        *(entry.file_field for entry in SETTINGS.values()),
        *((name, list[str], msgspec.field(default_factory=list)) for name in ("locked", "cut")),
    ],
    forbid_unknown_fields=True,
)


class InitialisationFile(_Strict):
    """How new weights are drawn."""

    method: str = "xavier"
    seed: Count = 0


class StopFile(_Strict, omit_defaults=True):
    """When a run stops by itself."""

    step: Positive | None = None
    loss: float | None = None
    patience: Positive | None = None
    train_accuracy: float | None = None
    test_accuracy: float | None = None

    @classmethod
    def of(cls, stops: StopRules) -> "StopFile":
        """Return how these are written."""
        return cls(**dataclasses.asdict(stops))

    def rules(self) -> StopRules:
        """Return what it says. Raises a refusal that names the field."""
        said = msgspec.structs.asdict(self)
        for name, value in said.items():
            at_field(f"stop.{name}", partial(StopRules, **{name: value}))
        return StopRules(**said)


class EventFile(_Strict):
    """An edit and the step number at which it was made."""

    step: Count
    edit: EventEdit


class SessionFile(_Strict, kw_only=True):
    """The whole file. Raw parts: a NetworkFile, a NumberByName, a SettingsFile and a list of EventFile."""

    format: Literal["bpgui-session"]
    version: Positive
    network: msgspec.Raw
    parameters: msgspec.Raw
    data: DataFile
    settings: msgspec.Raw
    initialisation: InitialisationFile | msgspec.UnsetType = msgspec.UNSET
    stop: StopFile = msgspec.field(default_factory=StopFile)
    events: msgspec.Raw = msgspec.Raw(b"[]")
    steps: Count = 0
    cursor: Count | None = None


def decoded(content: bytes) -> SessionFile:
    """Read the content of a session file; its large parts stay text. Raises Problem."""
    content = content.removeprefix(codecs.BOM_UTF8)  # some editors put one there
    _check_texts(content)
    try:
        head = msgspec.json.decode(content, type=_Head) if re.match(rb"\s*\{", content) else _Head()
        if bytes(head.format) != b'"%s"' % FORMAT.encode():
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "It is not a bpgui session: the field format is missing or wrong.")
            )
        version = bytes(head.version)
        if version.isdigit() and len(version) < 100 and int(version) > VERSION:
            raise Problem(
                QT_TRANSLATE_NOOP("Problem", "It was written by a newer bpgui (version {n}) than this one."),
                n=int(version),
            )
        return msgspec.json.decode(content, type=SessionFile)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:  # a ValidationError is a DecodeError
        raise complaint(error, content) from error
    except RecursionError as error:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "It is nested too deeply.")) from error


def _check_texts(content: bytes) -> None:
    """Raise Problem for a long text that is not ASCII: one character of it can make each of them four bytes."""
    last = 0
    for k in [*range(0, len(content), PIECE), len(content)]:
        first = content.find(b'"', k, k + PIECE) if k < len(content) else k
        if first - last > MAX_TEXT_BYTES and not content[last:first].isascii():
            raise Problem(QT_TRANSLATE_NOOP("Problem", "A text in it has more than {most} bytes."), most=MAX_TEXT_BYTES)
        last = max(last, content.rfind(b'"', k, k + PIECE))


def part(raw: msgspec.Raw, kind: Any, path: str, most: int) -> Any:
    """Read a part of at most `most` values as a `kind`; `path` is where it stands. Raises Problem."""
    if count_values(raw) > most:
        raise refusal(path, QT_TRANSLATE_NOOP("Problem", "It holds more than {most} values."), most=most)
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise complaint(error, bytes(raw), path) from error


def count_values(raw: msgspec.Raw) -> int:
    """Return how many values a part holds at most: there is a comma between any two, and those in texts are none."""
    text, commas, is_within, is_escaped = memoryview(raw), 0, False, False
    for k in range(0, len(text), PIECE):
        piece = bytes(text[k : k + PIECE])
        if b"\\" in piece or is_escaped:
            piece = piece[is_escaped:]
            is_escaped = bool((len(piece) - len(piece.rstrip(b"\\"))) % 2)
            piece = re.sub(rb"\\.", b"", piece, flags=re.DOTALL)
        if b'"' not in piece:
            commas += 0 if is_within else piece.count(b",")
            continue
        signs = np.frombuffer(piece, np.uint8)
        within = np.logical_xor.accumulate(signs == ord('"')) ^ is_within
        commas += int(np.count_nonzero((signs == ord(",")) & ~within))
        is_within = bool(within[-1])
    return 1 + commas


def at_field(path: str, check: Callable[[], Any]) -> Any:
    """Run `check`; put the path of the field before what it complains of."""
    try:
        return check()
    except Problem as problem:
        raise at(path, problem) from problem


def refusal(path: str, text: str, **values: object) -> Problem:
    """Return the Problem of a field."""
    return at(path, Problem(text, **values))


def written(part: Any) -> msgspec.Raw:
    """Write a part of a file."""
    # An edit may hold one of numpy's numbers, which are Python's only once asked.
    return msgspec.Raw(msgspec.json.encode(part, enc_hook=lambda number: number.item()))
