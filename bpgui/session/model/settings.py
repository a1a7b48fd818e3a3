"""The settings of training, one entry each.

To add one: put a field into the engine's `Settings`, an entry into SETTINGS and a line into docs/session-file.md. The
session file, the edit and what its event says, the row in the experiment panel and a lesson's fit read that table.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Union

import msgspec

from bpgui.engine.elementary import Array
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.edit import Edit, Outcome, check_known, finite
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.sentence import Word

#: The largest share of something that may be kept: what keeps all of it would never forget.
MAX_SHARE = 0.999999


@dataclass(frozen=True, eq=False)
class Range:
    """A setting's values are numbers from `low` to `high`, which may depend on the samples; both are included.

    `refusal` says so to a person; its fields are {low} and {high}. `absent` is what the value None is called, where
    there may be no number.
    """

    low: float
    high: float | Callable[[Data], float]
    refusal: str = QT_TRANSLATE_NOOP("Problem", "A number from {low} to {high} is expected.")
    is_whole: bool = False
    absent: Word | None = None

    @property
    def type(self) -> Any:
        """The type of a value."""
        number = int if self.is_whole else float
        return number if self.absent is None else number | None

    def highest(self, data: Data) -> float:
        """Return the largest number for these samples."""
        return self.high(data) if callable(self.high) else self.high

    def checked(self, value: Any, data: Data) -> Any:
        """Return a value as the engine has it. Raises Problem for one that is not possible with these samples."""
        if value is None:
            return None
        number = value if self.is_whole else finite(value)
        if not self.low <= number <= self.highest(data):
            raise Problem(self.refusal, low=self.low, high=self.highest(data))
        return number

    def said(self, value: Any) -> Word:
        """Return a value as an event says it."""
        if value is None and self.absent is not None:
            return self.absent
        return Word(shortest(value) if isinstance(value, float) else str(value))


@dataclass(frozen=True, eq=False)
class Choices:
    """A setting's values are those that `words` gives, each with the word that an event says."""

    words: Callable[[], Mapping[Any, Word]]
    absent: ClassVar[None] = None

    @property
    def type(self) -> Any:
        """The type of a value."""
        return type(next(iter(self.words())))

    def checked(self, value: Any, _data: Data) -> Any:
        """Return the value. Raises Problem for another one than those."""
        check_known(value, self.words())
        return value

    def said(self, value: Any) -> Word:
        """Return a value as an event says it."""
        return self.words()[value]


class SetSetting(Edit, frozen=True):
    """Set one setting. Each entry of SETTINGS has a subclass of its own, `Setting.edit`."""

    setting: ClassVar["Setting"]
    value: Any

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this value."""
        value = self.setting.values.checked(self.value, experiment.data)
        return replace(experiment, settings=experiment.settings.but(**{self.setting.name: value})), parameters

    def target(self) -> Word:
        return Word(self.setting.change, self.setting.word)

    def before(self, experiment: Experiment, parameters: Array) -> object:
        return self.setting.of(experiment.settings)

    @classmethod
    def said(cls, value: object) -> Word:
        return cls.setting.values.said(value)


@dataclass(frozen=True, eq=False)
class Setting:
    """One setting.

    `name` is its field in the engine's `Settings` and in the file; `event` is its event's name where that is another
    one, `key` the field of the value there. `word` is what an event calls it. `label`, with its mnemonic, and `tip` are
    what its field in the window is called; `group` is where the experiment panel has its row, "" where it stands
    elsewhere. It `is_of_use` where training obeys it, and
    `is_hidden` in the panel elsewhere. `since` is the file's version that added it: a setting of version
    1 is always written, a later one where it is not the default, so that earlier programs open what they understand.
    """

    name: str
    values: Range | Choices
    word: str
    label: str
    tip: str
    group: str
    is_of_use: Callable[[Settings, Data], bool] = lambda _settings, _data: True
    event: str = ""
    key: str = "value"
    since: int = 2
    is_hidden: bool = False

    @property
    def change(self) -> str:
        """The name of its event."""
        return self.event or self.name

    def of(self, settings: Settings) -> Any:
        """Return the value that holds."""
        return getattr(settings, self.name)

    @property
    def default(self) -> Any:
        """The engine's default, MISSING where there is none."""
        return Settings.__dataclass_fields__[self.name].default

    @cached_property
    def edit(self) -> type[SetSetting]:
        """The edit that sets it: `edit(value)`."""
        return msgspec.defstruct(  # type: ignore[return-value]  # msgspec does not say that it has these bases
            "Set" + self.name.title().replace("_", ""),
            [("value", self.values.type)],
            bases=(SetSetting,),
            namespace={"setting": self, "since": self.since, "__doc__": f"Set {self.name}."},
            module=__name__,
            frozen=True,
            tag=self.change,
            rename={"value": self.key},
        )

    # In the file, where no number has a name

    @property
    def file_field(self) -> tuple[Any, ...]:
        """Its name, type and default in the file, as msgspec.defstruct takes them."""
        absent = self.values.absent
        kind = self.values.type if absent is None else self.values.type | Literal[absent.name]
        return (self.name, kind) if self.default is MISSING else (self.name, kind, self.in_file(self.default))

    def in_file(self, value: Any) -> Any:
        """Return a value as the file has it."""
        return self.values.absent.name if value is None and self.values.absent is not None else value

    def from_file(self, value: Any, data: Data) -> Any:
        """Return a value of the file as the engine has it. Raises Problem."""
        absent = self.values.absent
        return None if absent is not None and value == absent.name else self.values.checked(value, data)

    def is_written(self, settings: Settings) -> bool:
        """Whether the file has it."""
        return self.since == 1 or self.of(settings) != self.default


def _is_batched(settings: Settings, data: Data) -> bool:
    return settings.batch_size is not None and settings.batch_size < data.training_count


LEARNING_RATE = Setting(
    "learning_rate",
    Range(0, float("inf"), QT_TRANSLATE_NOOP("Problem", "The learning rate cannot be negative.")),
    word=QT_TRANSLATE_NOOP("Words", "learning rate"),
    label=QT_TRANSLATE_NOOP("Words", "Learning rate a"),
    tip=QT_TRANSLATE_NOOP("Words", "The learning rate that the next step uses (Ctrl+L)"),
    group="",  # it stands in the toolbar
    since=1,
)
BATCH_SIZE = Setting(
    "batch_size",
    Range(
        1,
        lambda data: data.training_count,
        QT_TRANSLATE_NOOP("Problem", "The batch size goes from 1 to the {high} samples."),
        is_whole=True,
        absent=Word("all", QT_TRANSLATE_NOOP("Words", "all")),
    ),
    word=QT_TRANSLATE_NOOP("Words", "batch size"),
    label=QT_TRANSLATE_NOOP("Words", "&Batch size"),
    tip=QT_TRANSLATE_NOOP("Words", "How many samples make one step"),
    group="batch",
    since=1,
)
SHUFFLE = Setting(
    "shuffle",
    Choices(
        lambda: {
            False: Word("in order", QT_TRANSLATE_NOOP("Words", "in order")),
            True: Word("shuffled", QT_TRANSLATE_NOOP("Words", "shuffled")),
        }
    ),
    word=QT_TRANSLATE_NOOP("Words", "order"),
    label=QT_TRANSLATE_NOOP("Words", "O&rder"),
    tip=QT_TRANSLATE_NOOP("Words", "The order of an epoch's samples; shuffled: another one each epoch"),
    group="batch",
    is_of_use=_is_batched,
    event="order",
    key="shuffle",
    since=1,
)
SEED = Setting(
    "seed",
    Range(
        0,
        2**31 - 1,
        QT_TRANSLATE_NOOP("Problem", "A seed is a whole number from 0 to 2^31 - 1."),
        is_whole=True,
    ),
    word=QT_TRANSLATE_NOOP("Words", "shuffle seed"),
    label=QT_TRANSLATE_NOOP("Words", "S&huffle seed"),
    tip=QT_TRANSLATE_NOOP("Words", "The same seed shuffles the same way"),
    group="batch",
    is_of_use=lambda settings, data: settings.shuffle and _is_batched(settings, data),
    since=1,
)
OPTIMISER = Setting(
    "optimiser",
    Choices(lambda: {name: Word(name, entry.word) for name, entry in OPTIMISERS.items()}),
    word=QT_TRANSLATE_NOOP("Words", "optimiser"),
    label=QT_TRANSLATE_NOOP("Words", "&Optimiser"),
    tip=QT_TRANSLATE_NOOP("Words", "How a step moves the parameters by their gradients"),
    group="update",
)


def _constant(name: str, high: float, word: str, label: str, tip: str) -> Setting:
    """Return the entry of a constant that some optimisers have."""

    def is_of_use(settings: Settings, _data: Data) -> bool:
        optimiser = OPTIMISERS[settings.optimiser]
        return name in optimiser.constants or (name == "decay" and optimiser.decays)

    return Setting(name, Range(0, high), word, label, tip, "update", is_of_use, is_hidden=True)


MOMENTUM = _constant(
    "momentum",
    MAX_SHARE,
    QT_TRANSLATE_NOOP("Words", "momentum"),
    QT_TRANSLATE_NOOP("Words", "&Momentum µ"),
    QT_TRANSLATE_NOOP("Words", "How much of its velocity a parameter keeps with each step"),
)
RHO = _constant(
    "rho",
    MAX_SHARE,
    QT_TRANSLATE_NOOP("Words", "rho"),
    QT_TRANSLATE_NOOP("Words", "Memory ρ"),
    QT_TRANSLATE_NOOP("Words", "How much of the mean square of its gradients a parameter keeps with each step"),
)
BETA1 = _constant(
    "beta1",
    MAX_SHARE,
    QT_TRANSLATE_NOOP("Words", "beta1"),
    QT_TRANSLATE_NOOP("Words", "Memory β₁"),
    QT_TRANSLATE_NOOP("Words", "How much of m, the mean of its gradients, a parameter keeps with each step"),
)
BETA2 = _constant(
    "beta2",
    MAX_SHARE,
    QT_TRANSLATE_NOOP("Words", "beta2"),
    QT_TRANSLATE_NOOP("Words", "Memory β₂"),
    QT_TRANSLATE_NOOP("Words", "How much of v, the mean of its gradients' squares, a parameter keeps with each step"),
)
EPSILON = _constant(
    "epsilon",
    float("inf"),
    QT_TRANSLATE_NOOP("Words", "epsilon"),
    QT_TRANSLATE_NOOP("Words", "Epsilon ε"),
    QT_TRANSLATE_NOOP("Words", "What keeps the optimiser from dividing by zero"),
)
DECAY = _constant(
    "decay",
    float("inf"),
    QT_TRANSLATE_NOOP("Words", "weight decay"),
    QT_TRANSLATE_NOOP("Words", "Weight &decay"),
    QT_TRANSLATE_NOOP("Words", "What part of each weight a step takes away, times the learning rate"),
)

#: By the names of their events; in this order the file has them and the panel shows them.
SETTINGS = {
    entry.change: entry
    for entry in (
        *(LEARNING_RATE, BATCH_SIZE, SHUFFLE, SEED, OPTIMISER),
        *(MOMENTUM, RHO, BETA1, BETA2, EPSILON, DECAY),
    )
}

if TYPE_CHECKING:
    SettingEdit = SetSetting
else:
    SettingEdit = Union[tuple(entry.edit for entry in SETTINGS.values())]  # noqa: UP007  of as many as there are
