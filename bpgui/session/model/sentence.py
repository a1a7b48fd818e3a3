"""What an event says, as data: the words of file and CSV, and beside each what a person reads in their language.

Nobody takes such a text apart again, so a neuron may be called `a; b`, `lock x` or `step 3 -> 4`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Of many changes at once a text says this many, and how many more there are.
MAX_SAID = 3


@dataclass(frozen=True)
class Word:
    """A name or a value, "w5", "lock w5", "all".

    `name` is never translated. `text`, marked with QT_TRANSLATE_NOOP("Words", ..), is what a person reads instead, with
    `values` in its {fields}; "" is the name itself. A `number` is read rounded, in as many digits as tell it apart.
    """

    name: str
    text: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    number: float | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Subject:
    """What was changed: up to MAX_SAID words, and how many `more` things."""

    words: tuple[Word, ...]
    more: int = 0

    def __str__(self) -> str:
        """Say it without a translation: "w1, w2, w3 (and 4 more)"."""
        return ", ".join(word.name for word in self.words) + _more(self.more)


@dataclass(frozen=True)
class Statement:
    """One thing that was changed, from what to what."""

    what: Word
    old: Word
    new: Word

    def __str__(self) -> str:
        return f"{self.what.name}: {self.old.name} -> {self.new.name}"


@dataclass(frozen=True)
class Sentence:
    """What one event says: up to MAX_SAID statements, and how many `more` changes."""

    statements: tuple[Statement, ...] = ()
    more: int = 0

    def __str__(self) -> str:
        """Say it as row and CSV have it, neither translated nor rounded: "w5: 0.14 -> 0.3; w6: 0 -> 1"; "" for none."""
        return "; ".join(map(str, self.statements)) + _more(self.more)


def _more(count: int) -> str:
    return f" (and {count} more)" if count else ""
