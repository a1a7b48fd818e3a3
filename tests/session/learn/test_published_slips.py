"""What published examples get wrong, typed as an answer, is named: the very numbers that they print."""

import pytest

from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.learn.exercise import Exercise, Kind
from bpgui.session.learn.grading import Verdict, grade, read_answer
from bpgui.session.learn.question_numbers import Slip, Thing
from tests.session.basics.test_published import PRINTED
from tests.session.exercises import ask


def published(name: str, steps: int = 0) -> Exercise:
    session = load_session(resource_path("examples", f"{name}.bpgui"), is_example=True)
    for _ in range(steps):
        session.step()
    return Exercise.at_cursor(session)


def verdict(exercise: Exercise, kind: Kind, of: str, typed: str, digits: int = 3) -> Verdict:
    return grade(exercise, ask(exercise, kind, of), read_answer(typed), digits)


@pytest.mark.parametrize(
    ("name", "kind", "of", "typed", "slip"),
    [
        ("rgu", Kind.UPDATE, "w1", ".09916", Slip.UPDATED_WEIGHT),
        ("rgu", Kind.UPDATE, "w2", ".7978", Slip.UPDATED_WEIGHT),
        ("rgu", Kind.UPDATE, "w3", ".3972", Slip.UPDATED_WEIGHT),
        ("rgu", Kind.UPDATE, "w4", ".5928", Slip.UPDATED_WEIGHT),
        ("prakash", Kind.ACTIVATION, "o1", ".2698", Slip.PLAIN_SHARE),
        ("prakash", Kind.ACTIVATION, "o2", ".3223", Slip.PLAIN_SHARE),
        ("prakash", Kind.ACTIVATION, "o3", ".408", Slip.PLAIN_SHARE),
        ("softmax", Kind.ACTIVATION, "o1", ".561", Slip.LOST_PRODUCT),
        ("softmax", Kind.ACTIVATION, "o2", ".439", Slip.LOST_PRODUCT),
        ("softmax", Kind.LOSS, "", ".579", Slip.LOST_PRODUCT),
        ("han", Kind.DELTA, "out", ".1312", Slip.SIGN),
        ("han", Kind.DELTA, "h1", "-.0087", Slip.SIGN),
        ("han", Kind.DELTA, "h2", "-.0065", Slip.SIGN),
        ("negnevitsky", Kind.DELTA, "h1", ".0381", Slip.SIGN),
        ("negnevitsky", Kind.UPDATE, "b1", ".7962", Slip.SIGN),  # a threshold
        ("sivanandam", Kind.UPDATE, "w6", ".12117", Slip.ROUNDED),
        ("sivanandam", Kind.UPDATE, "b3", "-.17022", Slip.ROUNDED),
        ("article", Kind.UPDATE, "w1", ".124108", Slip.UPDATED_WEIGHT),
    ],
)
def test_a_wrong_number_of_a_source_is_named(name, kind, of, typed, slip):
    assert verdict(published(name), kind, of, typed, digits=6) == Verdict(False, slip)


@pytest.mark.parametrize(
    ("of", "typed", "slip"),
    [
        ("h1", ".85", Slip.OLD_PASS),  # its figure 18 still writes them out
        ("h2", ".48", Slip.OLD_PASS),
        ("out", ".2533", Slip.ROUNDED),  # from its weights of two digits
        ("out", ".26063", Slip.UPDATED_WEIGHT),
    ],
)
def test_the_article_s_second_step(of, typed, slip):
    assert verdict(published("article", 1), Kind.ACTIVATION, of, typed) == Verdict(False, slip)


@pytest.mark.parametrize(
    ("kind", "of", "typed", "slip"),
    [
        (Kind.LOSS, "", "1.31", Slip.PLAIN_SHARE),  # -ln .2698
        (Kind.DELTA, "o1", "-.730", Slip.PLAIN_SHARE),  # .2698 - 1
        (Kind.DELTA, "o3", ".408", Slip.PLAIN_SHARE),
    ],
)
def test_what_follows_from_z_by_its_sum(kind, of, typed, slip):
    assert verdict(published("prakash"), kind, of, typed) == Verdict(False, slip)


@pytest.mark.parametrize(
    ("kind", "of", "typed", "slip"),
    [
        (Kind.GRADIENT, "w1", "-.2427", Slip.OTHER_NEURON),  # 2 x -.12135, into h2
        (Kind.UPDATE, "w1", ".122135", Slip.OTHER_NEURON),
        (Kind.UPDATE, "w3", ".131326", Slip.OTHER_NEURON),
    ],
)
def test_a_gradient_summed_into_the_wrong_neuron(kind, of, typed, slip):
    assert verdict(published("article"), kind, of, typed, digits=6) == Verdict(False, slip)


def test_a_path_that_is_left_out():
    """Of Mazur's network: the error of h1 comes back from both outputs, .0554 and -.0191."""
    exercise = published("mazur")
    done = exercise.pass_of((0,))
    slope = done.activations[1][0, 0] * (1 - done.activations[1][0, 0])
    for weight, delta in zip((0.40, 0.50), done.deltas[1][0], strict=True):
        assert verdict(exercise, Kind.DELTA, "h1", f"{weight * delta * slope:.6g}") == Verdict(False, Slip.MISSING_PATH)


def test_the_step_before_is_known_where_a_step_led_here():
    session = load_session(resource_path("examples", "article.bpgui"), is_example=True)
    assert Exercise.at_cursor(session).earlier is None
    session.step()
    earlier = Exercise.at_cursor(session).earlier
    assert earlier is not None
    assert earlier.state.step == 0


@pytest.mark.parametrize(
    ("typed", "verdict_of"),
    [
        (".0990", Verdict(False, Slip.CUT_OFF)),  # .09907
        (".0991", Verdict(True)),
        (".099", Verdict(True)),
    ],
)
def test_digits_that_are_cut_off(typed, verdict_of):
    assert verdict(published("rgu"), Kind.UPDATE, "w1", typed) == verdict_of


def test_every_other_printed_number_is_right_or_cut_off_or_rounded_too_early():
    kinds = {"delta": Kind.DELTA, "gradient": Kind.GRADIENT, "new": Kind.UPDATE, "": Kind.ACTIVATION}
    off = {}
    for name, numbers in PRINTED.items():
        exercise = published(name)
        for of, text in numbers.items():
            kind, _, what = of.rpartition(" ")
            if kind != "z" and of != "new out":  # these are not asked
                found = verdict(exercise, Kind.LOSS if of == "loss" else kinds[kind], what, text, digits=12)
                off.update({} if found.is_right else {(name, of): found.slip})
    assert off == {
        ("han", "delta out"): Slip.CUT_OFF,
        ("sivanandam", "new w6"): Slip.ROUNDED,
        ("sivanandam", "new b3"): Slip.ROUNDED,
        ("sivanandam", "new w2"): Slip.ROUNDED,
        ("tutorial", "delta h2"): Slip.TOO_FEW_DIGITS,
    }


def test_another_weight_s_gradient_into_the_same_neuron_is_told_by_its_name():
    assert verdict(published("article"), Kind.GRADIENT, "w1", "-.33978") == Verdict(
        False, Slip.OTHER_NUMBER, Thing("gradient", "w2")
    )
