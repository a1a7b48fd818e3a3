"""The symbols of formulas, and what kind of quantity each stands for."""

from dataclasses import dataclass
from enum import Enum


class Role(Enum):
    """What kind of quantity a leaf is."""

    INPUT = "input"
    PRE_ACTIVATION = "pre_activation"
    ACTIVATION = "activation"
    TARGET = "target"
    WEIGHT = "weight"
    BIAS = "bias"
    NEW = "new"
    DELTA = "delta"
    GRADIENT = "gradient"
    LOSS = "loss"
    LEARNING_RATE = "learning_rate"
    COUNT = "count"


#: Combines with the letter before it.
HAT = "\u0302"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol: `name` with a text `below` as subscript; as superscript a `sample` number in brackets, or a `power`.

    `is_new` puts the article's star before it (*w5, figure 9). A name of several letters is a word.
    """

    name: str
    below: str = ""
    sample: int | None = None
    is_new: bool = False
    power: str = ""

    @property
    def is_word(self) -> bool:
        """Whether the name is set upright, as a word."""
        return len(self.name.replace(HAT, "")) > 1


@dataclass(frozen=True, slots=True)
class Partial:
    """The symbol of a partial derivative: d `of` / d `by`, both symbols."""

    of: Symbol
    by: Symbol
