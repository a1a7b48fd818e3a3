"""What the layout knows of text: how large it is, and how wide a number may get."""

from dataclasses import dataclass

#: Of more digits the longest numbers may be shortened.
MAX_SIZED_DIGITS = 8
#: The scale of the smallest text where not everything has room at a larger one.
MAX_LEAST = 1.15
#: How wide a bold minus is, in ems, with a little air.
SIGN = 0.9


@dataclass(frozen=True)
class Metrics:
    """What the layout knows of text: the scale of all text and the widths, in ems, of a bold digit and a letter.

    `least` is the scale that the smallest text has at least: numbers are rather small than not there.
    """

    scale: float = 1.0
    digit: float = 0.68
    letter: float = 0.62
    digits: int = 3
    most_least: float = MAX_LEAST

    @property
    def least(self) -> float:
        """The scale that the smallest text has at least."""
        return min(self.scale, self.most_least)

    @property
    def smallest(self) -> float:
        """The size of the smallest text, in pixels."""
        return 10.0 * self.least

    def number(self, text: float) -> float:
        """Return the width to leave for a number whose text is this high: without a sign, or without its zero."""
        return text * ((min(self.digits, MAX_SIZED_DIGITS) + 1) * self.digit + 0.4)

    def signed(self, text: float) -> float:
        """Return the width to leave for a number with its sign and its zero."""
        return self.number(text) + SIGN * text
