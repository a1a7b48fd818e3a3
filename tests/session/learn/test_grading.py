import numpy as np
import pytest

from bpgui.session.basics.numbers import CommaDoubt
from bpgui.session.basics.problems import Problem
from bpgui.session.learn.exercise import Exercise, Kind
from bpgui.session.learn.grading import RIGHT, Outcome, Sitting, Verdict, agrees, grade, is_too_short, read_answer
from bpgui.session.learn.question_numbers import Slip
from tests.session.exercises import article_step, ask, deep_step, softmax_step, xor_step


@pytest.mark.parametrize("text", [".85", "0.85", "17/20", "85e-2", "8.5E-1", " ０．８５ ", "+.850", "0.8500001"])
def test_a_right_answer_in_any_form_is_right(text):
    exercise = article_step()
    assert grade(exercise, ask(exercise, Kind.ACTIVATION, "h1"), read_answer(text), 3) == Verdict(True)


@pytest.mark.parametrize("text", ["0,85", ",85"])
def test_a_comma_is_read_as_everywhere(text):
    exercise = article_step()
    question = ask(exercise, Kind.ACTIVATION, "h1")
    assert grade(exercise, question, read_answer(text, comma=True), 3).is_right
    with pytest.raises(CommaDoubt):
        read_answer(text)


@pytest.mark.parametrize("text", ["-0.809", "\u2212.809", "-809e-3", "-809/1000", "\uff0d.809", "-.81"])
def test_a_negative_answer_in_any_form_is_right(text):
    exercise = article_step()
    assert grade(exercise, ask(exercise, Kind.DELTA, "out"), read_answer(text), 3).is_right


@pytest.mark.parametrize(
    ("text", "exact", "digits", "is_right"),
    [
        ("0.256", 0.2557, 3, True),
        ("0.26", 0.2557, 3, True),  # fewer digits, well rounded
        ("0.25", 0.2557, 3, False),
        ("0.3", 0.2557, 3, False),  # one digit is too few
        ("0.2557", 0.2557, 3, True),
        ("0.2553", 0.2557, 3, True),  # shows as the same number
        ("0.3", 0.3, 3, True),
        ("3e-1", 0.3001, 3, True),
        ("0.30", 0.3049, 3, True),
        ("0.250", 0.2557, 3, False),
        ("0.2557", 0.25574578, 6, True),
        ("0.2558", 0.25574578, 6, False),
        ("1/3", 0.3333333333333333, 17, True),
        ("17/20", 0.8500000000000001, 17, True),
        ("1/4", 0.2557, 3, False),
        ("0", 0.0, 3, True),
        ("0.001", 0.0, 3, False),
        ("0", 2.8e-17, 3, True),
        ("0", 1e-5, 3, False),
        ("1200", 1234.0, 3, False),
        ("1230", 1234.0, 3, True),
        ("1.2e3", 1234.0, 3, True),
        ("100", 99.96, 3, True),
        ("1e-5", 1.04e-5, 3, False),
        ("0.26", float("nan"), 3, False),
        ("0.26", float("inf"), 3, False),
    ],
)
def test_which_numbers_agree(text, exact, digits, is_right):
    assert agrees(read_answer(text), exact, digits) is is_right


@pytest.mark.parametrize("text", ["", "abc", "1/0", "1,000.5", "1e999", "0.8.5"])
def test_what_is_no_number_is_refused(text):
    with pytest.raises(Problem):
        read_answer(text)


@pytest.mark.parametrize("step", [article_step, xor_step, softmax_step, deep_step])
@pytest.mark.parametrize("digits", [2, 3, 6, 17])
def test_every_right_answer_as_it_is_displayed_is_right(step, digits):
    exercise = step()
    for question in exercise.questions:
        text = f"{exercise.value(question):.{digits}g}"
        assert grade(exercise, question, read_answer(text), digits).is_right, (question, text)


def test_one_digit_of_a_longer_answer_is_too_few():
    exercise = article_step()
    verdict = grade(exercise, ask(exercise, Kind.ACTIVATION, "out"), read_answer(".2"), 3)
    assert verdict == Verdict(False, Slip.TOO_FEW_DIGITS)


@pytest.mark.parametrize(
    ("text", "exact", "is_short"),
    [
        ("0.3", 0.296, True),
        ("-.3", -0.296, True),
        ("1", 0.96, True),
        ("1e-3", 0.00104, True),
        ("0", -0.0142, False),
        ("0.0", -0.0142, False),
        ("0", 0.4, False),
        ("1", 0.85, False),  # not a digit of 0.85
        ("1", 0.6, False),
        ("0.1", -0.0142, False),
        ("0.2", 0.296, False),
        ("0.29", 0.2962, False),
    ],
)
def test_one_digit_counts_where_it_is_a_digit_of_the_answer(text, exact, is_short):
    assert is_too_short(read_answer(text), exact) is is_short


def test_zero_for_a_small_number_is_wrong():
    exercise = xor_step()
    question = next(q for q in exercise.questions if 0 < abs(exercise.value(q)) < 0.05)
    for text in ("0", "0.0", "-0"):
        assert grade(exercise, question, read_answer(text), 3) == Verdict(False)


def test_a_number_from_nowhere_has_no_slip():
    exercise = article_step()
    for question in exercise.questions:
        assert grade(exercise, question, read_answer("7654.3"), 3) == Verdict(False)


def test_numbers_too_large_for_floats_are_no_answers():
    exercise = article_step()
    large = Exercise(exercise.experiment, exercise.experiment.start(np.full(6, 1e200)))
    question = ask(large, Kind.LOSS)
    assert not np.isfinite(large.value(question))
    assert not grade(large, question, read_answer("1.5"), 3).is_right


def test_the_score_of_a_sitting():
    sitting = Sitting()
    for outcome in (Outcome.FIRST, Outcome.HINTED, Outcome.LATER):
        sitting.note(Kind.DELTA, outcome)
    sitting.note(Kind.LOSS, Outcome.SHOWN)
    assert sitting.total() == 4
    assert sitting.total(*RIGHT) == 3
    assert sitting.total(Outcome.HINTED) == 1
    assert sitting.total(kind=Kind.LOSS) == 1
    assert sitting.total(Outcome.FIRST, kind=Kind.LOSS) == 0
