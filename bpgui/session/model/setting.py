"""What a setting of training is: its values, its edit and how the file has it. settings.py has the table of all."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, replace
from functools import cached_property
from typing import Any, ClassVar, Literal

import msgspec

from bpgui.engine.elementary import Array
from bpgui.engine.network import Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.numbers import shortest
from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem
from bpgui.session.model.edit import Edit, Outcome, check_known, finite
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.sentence import Word


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
        return Word(shortest(value), number=value) if isinstance(value, float) else Word(str(value))


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
    """Set one setting. Each setting has a subclass of its own, `Setting.edit`."""

    setting: ClassVar["Setting"]
    value: Any

    def apply(self, experiment: Experiment, parameters: Array) -> Outcome:
        """Return the experiment with this value."""
        value = self.setting.values.checked(self.value, experiment.data)
        return replace(experiment, settings=experiment.settings.but(**{self.setting.name: value})), parameters

    def target(self, network: Network) -> Word:
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
