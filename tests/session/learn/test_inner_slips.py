"""Your turn asks the inner values of an update, and knows the slips within it."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.inside import stage_names
from bpgui.engine.optimisers import OPTIMISERS
from bpgui.session.learn.exercise import Exercise, Kind
from bpgui.session.learn.grading import Answer, grade
from bpgui.session.learn.question_numbers import Slip
from bpgui.session.learn.solution import constants, worked
from bpgui.session.session import Session
from tests.article import START, article


def exercise_of(steps=2, **how):
    session = Session(replace(article(), settings=article().settings.but(**how)), START)
    session.train(steps)
    moment = session.moment()
    return Exercise(moment.experiment, moment.state)


def question_of(exercise, stage):
    kind = Kind.UPDATE if stage == "new" else Kind.INNER
    return next(q for q in exercise.questions if q.kind is kind and (q.stage == stage or kind is Kind.UPDATE))


def test_plain_descent_has_no_inner_questions():
    assert Kind.INNER not in {question.kind for question in exercise_of().questions}


@pytest.mark.parametrize(
    ("how", "stage", "found"),
    [
        ({"optimiser": "adam"}, "m", {"β1": 0.9}),
        ({"optimiser": "adam"}, "v", {"β2": 0.999}),
        ({"optimiser": "adam"}, "m_hat", {}),
        ({"optimiser": "adam"}, "step", {"ε": 1e-8}),
        ({"optimiser": "rmsprop"}, "s", {"ρ": 0.99}),
        ({"optimiser": "momentum"}, "velocity", {"μ": 0.9}),
        ({"optimiser": "momentum", "clip": 0.2}, "clipped", {"c": 0.2}),
        ({"optimiser": "adamw"}, "new", {"d": 0.01}),
    ],
)
def test_a_question_needs_the_constants_of_its_formula(how, stage, found):
    exercise = exercise_of(**how)
    assert constants(worked(exercise, question_of(exercise, stage))[-1:]) == found


@pytest.mark.parametrize("optimiser", OPTIMISERS)
def test_every_stage_is_asked_and_its_formula_gives_the_answer(optimiser):
    exercise = exercise_of(optimiser=optimiser, l2=0.1, clip=0.2, decay=0.1)
    asked = [q for q in exercise.questions if q.kind is Kind.INNER]
    assert {q.stage for q in asked} == {*stage_names(exercise.experiment.settings)} - {"new"}
    for question in asked:
        right = exercise.value(question)
        assert worked(exercise, question)[-1].left.evaluate() == right
        assert grade(exercise, question, Answer(right, 0.0), 4).is_right
        assert question.after == question.before + 1


RATE = 0.05


@pytest.mark.parametrize(
    ("how", "stage", "wrong", "slip"),
    [
        ({"optimiser": "adam"}, "m_hat", lambda n: n["m"], Slip.NO_CORRECTION),
        ({"optimiser": "adam"}, "m_hat", lambda n: n["m"] / 0.1, Slip.FIRST_POWER),
        ({"optimiser": "adam"}, "v", lambda n: n["old_v"] * 0.999 + n["g"] ** 2, Slip.NO_SHARE),
        ({"optimiser": "adam"}, "v", lambda n: n["old_v"] * 0.999 + (1 - 0.999) * n["g"], Slip.NO_SQUARE),
        ({"optimiser": "adam"}, "step", lambda n: RATE * n["m"] / (np.sqrt(n["v"]) + 1e-8), Slip.NO_CORRECTION),
        ({"optimiser": "adam"}, "step", lambda n: n["m_hat"] / (np.sqrt(n["v_hat"]) + 1e-8), Slip.NO_RATE),
        (
            {"optimiser": "adam", "epsilon": 0.5},
            "step",
            lambda n: RATE * n["m_hat"] / np.sqrt(n["v_hat"] + 0.5),
            Slip.EPSILON_INSIDE,
        ),
        ({"optimiser": "momentum"}, "velocity", lambda n: n["old_velocity"] + n["g"], Slip.NO_SHARE),
        ({"optimiser": "momentum"}, "step", lambda n: RATE * n["old_velocity"], Slip.OLD_VELOCITY),
        ({"optimiser": "momentum", "l2": 0.5}, "penalty", lambda n: n["mean"], Slip.NO_PENALTY),
        ({"optimiser": "momentum", "clip": 0.1}, "clipped", lambda n: n["mean"], Slip.NOT_CLIPPED),
        ({"optimiser": "adam", "decay": 2.0}, "new", lambda n: n["w"] - n["step"], Slip.WRONG_DECAY),
    ],
)
def test_a_slip_is_named_by_its_number(how, stage, wrong, slip):
    exercise = exercise_of(**{"learning_rate": RATE} | how)
    question, step = question_of(exercise, stage), exercise.step
    index, optimiser = question.parameter, OPTIMISERS[exercise.experiment.settings.optimiser]
    old, _ = optimiser.parts(exercise.state.optimiser, 6)
    numbers = {name: float(values[index]) for name, values in exercise.stages.items()}
    numbers |= {f"old_{name}": float(values[index]) for name, values in zip(optimiser.inner, old, strict=True)}
    numbers |= {"g": float(step.gradient[index]), "mean": float(step.mean_gradient[index])}
    numbers["w"] = float(exercise.state.parameters[index])
    assert grade(exercise, question, Answer(wrong(numbers), 0.0), 6).slip is slip
