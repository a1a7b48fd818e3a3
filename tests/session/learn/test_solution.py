import re

import pytest

from bpgui.session.learn.exercise import Kind
from bpgui.session.learn.solution import hint, worked
from tests.session.exercises import article_step, ask, deep_step, softmax_step, xor_step

STEPS = [article_step, lambda: article_step(locked=4), xor_step, lambda: xor_step(2), softmax_step, deep_step]


@pytest.mark.parametrize("step", STEPS)
def test_the_last_formula_gives_the_answer(step):
    exercise = step()
    for question in exercise.questions:
        formula = worked(exercise, question)[-1]
        assert formula.left.evaluate() == exercise.value(question)
        assert formula.last.evaluate() == pytest.approx(exercise.value(question), rel=1e-12)


@pytest.mark.parametrize("step", STEPS)
def test_a_hint_has_no_number_of_the_network(step):
    """What is left of digits are indices and the constants 1, 2 and .01."""
    exercise = step()
    for question in exercise.questions:
        for formula in worked(exercise, question):
            numbers = set(re.findall(r"(?<![\w.])\d+\.?\d*(?![\w.])", hint(formula)))
            assert numbers <= {"0", "0.01", "1", "2", str(len(question.rows)), *map(str, range(1, 5))}, hint(formula)


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (Kind.ACTIVATION, "h1", "h1 = i1 w1 + i2 w2"),
        (Kind.LOSS, "", "loss = 1/2 (prediction − target)^2"),
        (Kind.DELTA, "h1", "δ_h1 = ∂loss/∂h1\n= δ w5"),
        (Kind.GRADIENT, "w5", "∂loss/∂w5 = δ h1"),
        (Kind.UPDATE, "w5", "*w5 = w5 − a × ∂loss/∂w5\n= w5 − a δ h1"),
    ],
)
def test_hints_of_the_article(kind, name, text):
    exercise = article_step()
    assert hint(worked(exercise, ask(exercise, kind, name))[-1]) == text
