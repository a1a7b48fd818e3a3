"""Your turn: an answer is graded, its likely slip named, and a sitting's score kept."""

import math
from collections import Counter
from dataclasses import dataclass
from enum import Enum

from bpgui.session.basics.numbers import last_place, parse_number
from bpgui.session.learn.exercise import Exercise, Kind, Question
from bpgui.session.learn.question_numbers import QuestionNumbers, Slip, Thing
from bpgui.session.learn.rounding_slip import rounded
from bpgui.session.learn.slips import explain

#: Numbers closer than this to their size are the same; so is 0 and what is smaller than NOISE.
SAME, NOISE = 1e-9, 1e-12


@dataclass(frozen=True)
class Answer:
    """A number as it was typed; `unit` is that of its last digit, 0 for a fraction."""

    value: float
    unit: float

    @property
    def has_two_digits(self) -> bool:
        """Whether it has at least two significant digits, so that it can be a rounded number."""
        return abs(self.value) > 9.999 * self.unit


def read_answer(text: str, *, comma: bool = False) -> Answer:
    """Read a typed number: ".85", "0.85" and "17/20" alike; "0,85" as `numbers.parse_number` does. Raises Problem."""
    return Answer(parse_number(text, comma=comma), last_place(text))


@dataclass(frozen=True)
class Verdict:
    """Whether an answer is right; if not the slip, where it can be told, and what its number belongs to instead."""

    is_right: bool
    slip: Slip | None = None
    thing: Thing | None = None

    @property
    def is_nearly_right(self) -> bool:
        """Whether it is right as far as it goes."""
        return self.slip is Slip.TOO_FEW_DIGITS


def agrees(answer: Answer, exact: float, digits: int) -> bool:
    """Whether an answer is `exact` to the displayed digits, or to the digits that were typed if these are fewer.

    That is within half a unit of the last displayed significant digit; or, of at least two typed significant digits,
    within half a unit of the last of them: .26 is .2557 rounded to two digits. One digit is too few.
    """
    if not math.isfinite(exact):
        return False
    error = abs(answer.value - exact)
    if error <= max(0.5 * _last_displayed(exact, digits) * (1 + SAME), SAME * abs(exact)):
        return True
    if answer.value == 0:
        return abs(exact) < NOISE
    return answer.has_two_digits and error <= 0.5 * answer.unit * (1 + SAME)


def _last_displayed(exact: float, digits: int) -> float:
    """Return the unit of the last of `digits` significant digits; 0 for 0."""
    return 10.0 ** (math.floor(math.log10(abs(exact))) - digits + 1) if exact else 0.0


def is_too_short(answer: Answer, exact: float) -> bool:
    """Whether an answer is `exact` rounded to its first significant digit: .3 for .296, 1 for .96, but not 0."""
    error, unit = abs(answer.value - exact), answer.unit * (1 + SAME)
    return 0 < abs(answer.value) <= 9.999 * unit and error <= 0.5 * unit and abs(exact) * (1 + SAME) >= 0.95 * unit


def is_near(answer: Answer, value: float) -> bool:
    """Whether an answer of three digits or more is `value` to within a unit of its last one: cut off, not rounded."""
    has_three = abs(answer.value) > 99.99 * answer.unit
    return has_three and math.isfinite(value) and abs(answer.value - value) <= answer.unit * (1 + SAME)


def is_cut_off(answer: Answer, exact: float) -> bool:
    """Whether an answer is `exact` with its further digits cut off, where they round up: .0990 for .09907."""
    return is_near(answer, exact) and abs(answer.value) < abs(exact)


def grade(exercise: Exercise, question: Question, answer: Answer, digits: int) -> Verdict:
    """Compare an answer with the right one, and if it is wrong with what each slip would give: see `slips.explain`."""
    exact = exercise.value(question)
    if agrees(answer, exact, digits):
        return Verdict(True)
    if is_too_short(answer, exact):
        return Verdict(False, Slip.TOO_FEW_DIGITS)
    if is_cut_off(answer, exact):
        return Verdict(False, Slip.CUT_OFF)
    case = QuestionNumbers(exercise, question)
    found = explain(case, lambda value: agrees(answer, value, digits))
    if found is not None:
        return Verdict(False, *found)
    if is_near(answer, exact) or any(agrees(answer, value, digits) for value in rounded(case, digits)):
        return Verdict(False, Slip.ROUNDED)
    found = explain(case, lambda value: is_near(answer, value))
    return Verdict(False, *found) if found is not None else Verdict(False)


class Outcome(Enum):
    """How a question ended."""

    FIRST = "first"  # right at the first try
    LATER = "later"  # right after wrong tries
    HINTED = "hinted"  # right after a hint, at whatever try
    SHOWN = "shown"  # the person had the answer shown


#: The outcomes that are right.
RIGHT = (Outcome.FIRST, Outcome.LATER, Outcome.HINTED)


class Sitting:
    """The score of one sitting: how its questions ended, by kind. A skipped question is not counted."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[Kind, Outcome]] = Counter()

    def note(self, kind: Kind, outcome: Outcome) -> None:
        """Count one question."""
        self.counts[kind, outcome] += 1

    def total(self, *outcomes: Outcome, kind: Kind | None = None) -> int:
        """Return how many questions (of a kind) ended so; without outcomes all of them."""
        wanted = outcomes or tuple(Outcome)
        return sum(n for (of, how), n in self.counts.items() if how in wanted and kind in (None, of))
