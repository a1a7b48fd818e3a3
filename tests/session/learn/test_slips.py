"""Each slip is made here as a person makes it, with numpy's own products, and must be named."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.step import Data
from bpgui.session.learn.exercise import Exercise, Kind
from bpgui.session.learn.grading import Verdict, grade, read_answer
from bpgui.session.learn.question_numbers import Slip, Thing
from tests.article import START, article
from tests.session.exercises import article_step, ask, deep_step, made, softmax_step, xor_step


def verdict(exercise: Exercise, kind: Kind, name: str, typed: float | str, rows: tuple[int, ...] | None = None):
    text = typed if isinstance(typed, str) else f"{typed:.6g}"
    return grade(exercise, ask(exercise, kind, name, rows), read_answer(text), 3)


# The article: linear, no biases, one sample


@pytest.mark.parametrize(
    ("kind", "name", "typed", "slip"),
    [
        (Kind.ACTIVATION, "h1", "-.85", Slip.SIGN),
        (Kind.ACTIVATION, "h1", ".58", Slip.TRANSPOSED),  # 2 x .11 + 3 x .12
        (Kind.ACTIVATION, "h1", ".75", Slip.OTHER_INPUT),  # 3 x .11 + 2 x .21
        (Kind.LOSS, "", ".654481", Slip.NO_HALF),
        (Kind.LOSS, "", "-.4045", Slip.NO_SQUARE),
        (Kind.LOSS, "", "-.809", Slip.NO_SQUARE),
        (Kind.LOSS, "", "-.327", Slip.SIGN),
        (Kind.DELTA, "out", ".809", Slip.SIGN),  # target - prediction
        (Kind.DELTA, "out", "-1.618", Slip.NO_HALF),
        (Kind.DELTA, "out", "-.4045", Slip.NO_TWO),
        (Kind.DELTA, "h1", ".11326", Slip.SIGN),
        (Kind.DELTA, "h1", "-.1410774", Slip.UPDATED_WEIGHT),  # -.809 x .1743825
        (Kind.GRADIENT, "w6", ".38832", Slip.SIGN),
        (Kind.GRADIENT, "w6", "-.019416", Slip.CHANGE),
        (Kind.GRADIENT, "w6", "-.77664", Slip.NO_HALF),
        (Kind.GRADIENT, "w1", "-.2821549", Slip.UPDATED_WEIGHT),
        (Kind.UPDATE, "w5", ".82765", Slip.NO_RATE),
        (Kind.UPDATE, "w5", ".1056175", Slip.ADDED),
        (Kind.UPDATE, "w5", "-.54765", Slip.ADDED),  # and without the rate
        (Kind.UPDATE, "w5", ".0343825", Slip.CHANGE),
        (Kind.UPDATE, "w5", "-.0344", Slip.CHANGE),
        (Kind.UPDATE, "w5", "-.1743825", Slip.SIGN),
        (Kind.UPDATE, "w1", ".124108", Slip.UPDATED_WEIGHT),
        (Kind.UPDATE, "w1", "0.124", Slip.UPDATED_WEIGHT),
        (Kind.UPDATE, "w5", ".208765", Slip.NO_HALF),
    ],
)
def test_slips_of_the_article(kind, name, typed, slip):
    assert verdict(article_step(), kind, name, typed) == Verdict(False, slip)


@pytest.mark.parametrize(
    ("kind", "name", "typed", "thing"),
    [
        (Kind.ACTIVATION, "h2", ".85", Thing("activation", "h1")),
        (Kind.ACTIVATION, "h2", ".08", Thing("parameter", "w4")),
        (Kind.ACTIVATION, "h1", "3", Thing("activation", "i2")),
        (Kind.LOSS, "", ".191", Thing("activation", "out")),
        (Kind.LOSS, "", "1", Thing("target", "out")),
        (Kind.DELTA, "out", ".191", Thing("activation", "out")),
        (Kind.ACTIVATION, "out", "1", Thing("target", "out")),
        (Kind.DELTA, "h1", "-.22652", Thing("gradient", "w1")),  # twice δ of h1, which the input 2 makes
        (Kind.DELTA, "h1", "-.12135", Thing("delta", "h2")),  # -.809 x .15
        (Kind.DELTA, "h1", "-.68765", Thing("gradient", "w5")),
        (Kind.DELTA, "out", ".327", Thing("loss", "")),
        (Kind.GRADIENT, "w1", "-.11326", Thing("delta", "h1")),  # half of it
        (Kind.GRADIENT, "w1", "-.12135", Thing("delta", "h2")),
        (Kind.GRADIENT, "w6", "-.809", Thing("delta", "out")),
        (Kind.GRADIENT, "w6", "-.68765", Thing("gradient", "w5")),  # times h1
        (Kind.GRADIENT, "w6", ".48", Thing("activation", "h2")),
        (Kind.UPDATE, "w5", ".14", Thing("parameter", "w5")),
        (Kind.UPDATE, "w5", "-.68765", Thing("gradient", "w5")),
        (Kind.UPDATE, "w5", ".169416", Thing("new", "w6")),
        (Kind.UPDATE, "w5", "-.809", Thing("delta", "out")),
    ],
)
def test_another_number_of_the_screen(kind, name, typed, thing):
    assert verdict(article_step(), kind, name, typed) == Verdict(False, Slip.OTHER_NUMBER, thing)


def test_a_zero_is_nobodys_number():
    """With i1 = 0 a typed 0 is not the input: most zeros of the screen are others'."""
    exercise = made(article().network, Data(np.array([[0.0, 3]]), np.array([[1.0]])), 0.05)
    assert verdict(exercise, Kind.GRADIENT, "w2", "0") == Verdict(False)
    assert verdict(exercise, Kind.ACTIVATION, "h1", "0") == Verdict(False)


def test_a_step_left_out_is_named_before_another_number():
    """Without f', the delta of a sigmoid with the target 0 is the prediction itself."""
    exercise = xor_step(batch_size=1)
    prediction = exercise.pass_of((0,)).activations[-1][0, 0]
    assert verdict(exercise, Kind.DELTA, "out", float(prediction)) == Verdict(False, Slip.NO_SLOPE)


def test_rounding_too_early():
    """After a step of the article: h1 from w1 = .121326 and w2 = .226989, taken as .12 and .23."""
    first = article_step()
    second = Exercise(first.experiment, first.experiment.start(first.new_parameters))
    assert verdict(second, Kind.ACTIVATION, "h1", 2 * 0.12 + 3 * 0.23) == Verdict(False, Slip.ROUNDED)
    assert verdict(second, Kind.ACTIVATION, "h1", 2 * 0.121 + 3 * 0.227) == Verdict(False, Slip.CUT_OFF)  # of .9236
    # The article's two-digit weights give its prediction .2533.
    h = np.array([2 * 0.12 + 3 * 0.23, 2 * 0.13 + 3 * 0.10])
    assert verdict(second, Kind.ACTIVATION, "out", h @ [0.17, 0.17]) == Verdict(False, Slip.ROUNDED)
    assert verdict(second, Kind.ACTIVATION, "out", ".2533") == Verdict(False, Slip.ROUNDED)
    assert verdict(first, Kind.GRADIENT, "w1", 2 * -0.11) == Verdict(False, Slip.ROUNDED)


def test_a_locked_weight_does_not_move():
    exercise = article_step(locked=4)
    assert verdict(exercise, Kind.UPDATE, "w5", ".14").is_right
    assert verdict(exercise, Kind.UPDATE, "w5", ".1743825") == Verdict(False, Slip.MOVED_LOCKED)


# XOR: tanh, sigmoid, biases; one sample, and a batch of four


class Xor:
    """The step in numpy's words: x (4, 2), W (2, 2), b, V (2,), c."""

    def __init__(self, batch_size: int | None = None) -> None:
        self.exercise = exercise = xor_step(batch_size)
        p = exercise.state.parameters
        self.x, self.t = exercise.experiment.data.inputs, exercise.experiment.data.targets[:, 0]
        self.w, self.v, self.b, self.c = p[:4].reshape(2, 2).T, p[4:6], p[6:8], p[8]
        self.rate = exercise.experiment.settings.learning_rate
        self.z = self.x @ self.w + self.b
        self.h = np.tanh(self.z)
        self.y = sigmoid(self.h @ self.v + self.c)
        self.slope, self.hidden_slope = self.y * (1 - self.y), 1 - self.h**2
        self.delta = (self.y - self.t) * self.slope
        self.hidden = np.outer(self.delta, self.v) * self.hidden_slope

    def new(self, delta: np.ndarray) -> float:
        """Return the new w1 where these are the deltas of h1."""
        return float(self.w[0, 0] - self.rate * (self.x[:, 0] * delta).mean())


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_slips_of_curved_neurons_with_biases():
    xor = Xor(batch_size=1)
    z, x = xor.z[0], xor.x[0]
    for name, k in (("h1", 0), ("h2", 1)):
        assert verdict(xor.exercise, Kind.ACTIVATION, name, z[k]).slip is Slip.NO_ACTIVATION
        assert verdict(xor.exercise, Kind.ACTIVATION, name, np.tanh(x @ xor.w[:, k])).slip is Slip.NO_BIAS
    assert verdict(xor.exercise, Kind.ACTIVATION, "h1", np.tanh(x @ xor.w[0] + xor.b[0])).slip is Slip.TRANSPOSED
    assert verdict(xor.exercise, Kind.ACTIVATION, "out", sigmoid(xor.h[0] @ xor.v)).slip is Slip.NO_BIAS
    assert verdict(xor.exercise, Kind.DELTA, "out", xor.y[0] - xor.t[0]).slip is Slip.NO_SLOPE
    assert verdict(xor.exercise, Kind.DELTA, "h2", xor.delta[0] * xor.v[1]).slip is Slip.NO_SLOPE
    assert verdict(xor.exercise, Kind.DELTA, "h2", (xor.y[0] - xor.t[0]) * xor.v[1]).slip is Slip.NO_SLOPE
    new_v = xor.v - xor.rate * xor.delta[0] * xor.h[0]
    used_new = xor.delta[0] * new_v[0] * xor.hidden_slope[0, 0]
    assert verdict(xor.exercise, Kind.DELTA, "h1", used_new).slip is Slip.UPDATED_WEIGHT
    assert verdict(xor.exercise, Kind.GRADIENT, "w1", used_new * x[0]).slip is Slip.UPDATED_WEIGHT
    assert verdict(xor.exercise, Kind.GRADIENT, "w5", xor.delta[0] * z[0]).slip is Slip.NO_ACTIVATION
    assert verdict(xor.exercise, Kind.GRADIENT, "b3", xor.y[0] - xor.t[0]).slip is Slip.NO_SLOPE


def test_slips_of_a_batch():
    xor = Xor()
    rows = (0, 1, 2, 3)
    gradients = xor.h[:, 1] * xor.delta

    def of(kind, name, typed):
        return verdict(xor.exercise, kind, name, float(typed), rows).slip

    asked = min(q.parameter or 0 for q in xor.exercise.questions if q.kind is Kind.GRADIENT and q.rows == rows)
    name = xor.exercise.network.parameters[asked].name
    own = xor.exercise.pass_of(rows).gradient[asked]
    assert of(Kind.UPDATE, "w6", xor.v[1] - xor.rate * gradients.sum()) is Slip.SUM_NOT_MEAN
    assert of(Kind.UPDATE, "w6", xor.v[1] - xor.rate * gradients[3]) is Slip.ONE_SAMPLE
    assert of(Kind.UPDATE, "w6", xor.v[1] - gradients.mean()) is Slip.NO_RATE
    no_slope = xor.h[:, 1] * (xor.y - xor.t)
    assert of(Kind.UPDATE, "w6", xor.v[1] - xor.rate * no_slope.mean()) is Slip.NO_SLOPE
    assert of(Kind.UPDATE, "b3", xor.c - xor.rate * xor.delta.sum()) is Slip.SUM_NOT_MEAN
    new_v = xor.v - xor.rate * (xor.h * xor.delta[:, None]).mean(axis=0)
    assert of(Kind.UPDATE, "w1", xor.new(xor.delta * new_v[0] * xor.hidden_slope[:, 0])) is Slip.UPDATED_WEIGHT
    assert of(Kind.GRADIENT, name, 4 * own) is Slip.SUM_NOT_MEAN
    assert of(Kind.GRADIENT, name, -own) is Slip.SIGN


# Softmax with cross-entropy


def test_slips_of_softmax_with_cross_entropy():
    exercise = softmax_step()
    done = exercise.pass_of((1,))
    p, t = done.activations[-1][0], exercise.experiment.data.targets[1]

    def of(kind, name, typed):
        return verdict(exercise, kind, name, float(typed), (1,)).slip

    assert of(Kind.DELTA, "o1", t[0] - p[0]) is Slip.SIGN
    assert of(Kind.DELTA, "o2", (p[1] - t[1]) * p[1] * (1 - p[1])) is Slip.EXTRA_SLOPE
    assert of(Kind.ACTIVATION, "o3", done.zs[-1][0, 2]) is Slip.NO_ACTIVATION
    assert of(Kind.LOSS, "", np.log(p[0])) is Slip.SIGN
    weights = exercise.network.weights(exercise.state.parameters, 1)
    assert of(Kind.DELTA, "h2", weights[1] @ (p - t)) in (Slip.NO_SLOPE, None)
    crossed = weights.T.copy()[1] @ (p - t)
    slope = np.where(done.zs[0][0, 1] > 0, 1.0, 0.01)
    assert of(Kind.DELTA, "h2", crossed * slope) is Slip.TRANSPOSED


# Three computed layers


def test_a_weight_is_used_new_in_one_layer_or_in_all():
    exercise = deep_step()
    done, network, old = exercise.pass_of((0,)), exercise.network, exercise.state.parameters
    rate = exercise.experiment.settings.learning_rate
    a = [values[0] for values in done.activations]
    weights = [network.weights(old, layer) for layer in range(3)]
    slopes = [values * (1 - values) for values in a[1:]]
    out = (a[3] - exercise.experiment.data.targets[0]) * slopes[2]
    middle = (weights[2] - rate * np.outer(a[2], out)) @ out * slopes[1]
    in_all = (weights[1] - rate * np.outer(a[1], middle)) @ middle * slopes[0]
    right = weights[2] @ out * slopes[1]
    in_one = (weights[1] - rate * np.outer(a[1], right)) @ right * slopes[0]
    for typed in (in_all[0], in_one[0]):
        assert verdict(exercise, Kind.DELTA, "h1_1", typed).slip is Slip.UPDATED_WEIGHT
        new = weights[0][0, 0] - rate * a[0][0] * typed
        assert verdict(exercise, Kind.UPDATE, "w1", new).slip is Slip.UPDATED_WEIGHT


@pytest.mark.parametrize("step", [article_step, xor_step, softmax_step, deep_step])
def test_no_slip_is_named_for_a_right_answer(step):
    exercise = step()
    for question in exercise.questions:
        assert grade(exercise, question, read_answer(repr(exercise.value(question))), 3) == Verdict(True)


def optimised(name: str) -> Exercise:
    """Return the article's second step with another optimiser."""
    experiment = article()
    experiment = replace(experiment, settings=experiment.settings.but(optimiser=name))
    return Exercise(experiment, Exercise(experiment, experiment.start(START)).step.after)


@pytest.mark.parametrize("name", ["momentum", "nesterov", "adagrad", "rmsprop", "adam", "amsgrad", "adamw"])
def test_a_plain_step_for_another_optimiser_s(name):
    exercise = optimised(name)
    plain = exercise.state.parameters[0] - 0.05 * exercise.step.gradient[0]
    assert verdict(exercise, Kind.UPDATE, "w1", plain) == Verdict(False, Slip.PLAIN_STEP)
    assert verdict(exercise, Kind.UPDATE, "w1", exercise.step.after.parameters[0]).is_right


def test_the_velocity_of_the_step_before():
    exercise = optimised("momentum")
    typed = exercise.state.parameters[0] - 0.05 * exercise.state.optimiser[0]
    assert verdict(exercise, Kind.UPDATE, "w1", typed) == Verdict(False, Slip.OLD_VELOCITY)


def test_m_and_v_that_are_not_corrected():
    exercise = optimised("adam")
    m, v = exercise.step.after.optimiser[4], exercise.step.after.optimiser[10]
    typed = exercise.state.parameters[4] - 0.05 * m / (np.sqrt(v) + 1e-8)
    assert verdict(exercise, Kind.UPDATE, "w5", typed) == Verdict(False, Slip.NO_CORRECTION)


def test_a_softmax_without_its_exponentials():
    exercise = softmax_step()
    zs = exercise.pass_of(ask(exercise, Kind.ACTIVATION, "o1").rows).zs[-1][0]
    assert verdict(exercise, Kind.ACTIVATION, "o1", zs[0] / zs.sum()) == Verdict(False, Slip.PLAIN_SHARE)
