import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data
from bpgui.session.learn.exercise import MAX_ASKED, Exercise, Kind, fair_choice
from bpgui.session.session import Session
from bpgui.session.step.ladder import Phase, Rung
from tests.article import ORACLE, START, article
from tests.session.builders import batched_session
from tests.session.exercises import article_step, ask, deep_step, made, softmax_step, xor_step

STEPS = [article_step, xor_step, softmax_step, deep_step]


def names(exercise: Exercise) -> list[str]:
    """Name the questions: "a h1", "loss", "delta out", "gradient w5", "update w1"."""
    network, found = exercise.network, []
    for question in exercise.questions:
        neuron = network.neuron_names[question.layer][question.neuron]
        of = neuron if question.parameter is None else network.parameters[question.parameter].name
        found.append(f"{question.kind.value} {of}")
    return found


def test_the_questions_of_the_articles_step():
    assert names(article_step()) == [
        *("activation h1", "activation h2", "activation out", "loss out"),
        *("delta out", "gradient w5", "gradient w6"),
        *("delta h1", "gradient w1", "gradient w2", "delta h2", "gradient w3", "gradient w4"),
        *(f"update w{k}" for k in range(1, 7)),
    ]


def test_the_right_answers_of_the_articles_step():
    exercise = article_step()
    first = ORACLE[0]
    found = {name: exercise.value(q) for name, q in zip(names(exercise), exercise.questions, strict=True)}
    assert found["activation h1"] == pytest.approx(0.85, abs=1e-15)
    assert found["activation out"] == pytest.approx(float(first["prediction"]), abs=1e-15)
    assert found["loss out"] == pytest.approx(0.3272405, abs=1e-15)
    assert found["delta out"] == pytest.approx(-0.809, abs=1e-15)
    assert found["gradient w6"] == pytest.approx(-0.809 * 0.48, abs=1e-15)
    assert found["update w1"] == pytest.approx(0.121326, abs=1e-15)


@pytest.mark.parametrize("step", STEPS)
def test_the_stops_of_the_walk_are_asked_in_their_order(step):
    exercise = step()
    stops = [question.after for question in exercise.questions]
    assert stops == sorted(stops)
    assert stops[-1] <= exercise.ladder.stops
    assert all(question.before < question.after for question in exercise.questions)


def test_every_stop_of_a_small_step_is_asked():
    exercise = article_step()
    covered = {stop for q in exercise.questions for stop in range(q.before, q.after)}
    assert covered == set(range(exercise.ladder.stops))


def test_the_loss_of_several_outputs_is_one_question():
    exercise = softmax_step()
    question = ask(exercise, Kind.LOSS)
    assert question.after - question.before == 3
    assert exercise.value(question) == float(exercise.pass_of(question.rows).losses[0])


def test_the_last_sample_of_a_batch_asks_for_the_gradients_of_the_batch():
    exercise = xor_step(batch_size=2)
    rows = [q.rows for q in exercise.questions if q.kind is Kind.GRADIENT]
    assert set(rows) == {(0,), (0, 1)}
    question = next(q for q in exercise.questions if q.kind is Kind.GRADIENT and len(q.rows) == 2)
    own = exercise.pass_of((1,)).gradient[question.parameter]
    assert exercise.value(question) == pytest.approx((exercise.sum_before(question) + own) / 2, rel=1e-15)


@pytest.mark.parametrize("step", [0, 1, 4])
def test_gradients_and_new_parameters_are_the_recorded_ones(step):
    session = batched_session(3)
    session.train(step + 1)
    exercise = Exercise(session.experiment, session.timeline.state_at(step))
    assert exercise.new_parameters.tolist() == session.timeline.state_at(step + 1).parameters.tolist()
    [block] = session.timeline.rows(step, step + 1)
    assert exercise.pass_of(exercise.batch).gradient.tolist() == block.gradients[0].tolist()


@given(st.integers(0, 500), st.integers(1, 20), st.integers(0, 1000))
def test_a_fair_choice_takes_one_of_each_run(count, most, turn):
    found = fair_choice(count, most, turn)
    assert len(found) == min(count, most)
    assert found == sorted(set(found))
    assert not found or (found[0] >= 0 and found[-1] < count)


@pytest.mark.parametrize("count", [13, 40, 100])
def test_every_question_has_its_turn(count):
    assert {k for turn in range(count) for k in fair_choice(count, 12, turn)} == set(range(count))


def test_a_large_network_is_asked_a_fair_choice():
    network = Network(30, (Layer(40, "tanh", bias=True), Layer(20, "sigmoid")))
    rng = np.random.default_rng(2)
    exercise = made(network, Data(rng.normal(size=(50, 30)), rng.random((50, 20))), 0.1)
    kinds = [question.kind for question in exercise.questions]
    assert all(kinds.count(kind) == MAX_ASKED for kind in Kind if kind is not Kind.INNER)
    for question in exercise.questions:
        if question.parameter is not None:
            found = network.parameters[question.parameter]
            assert (found.layer, found.destination) == (question.layer, question.neuron)


def zeros_step(*samples: tuple[float, float], batch_size: int | None = None) -> Exercise:
    """XOR's network on these inputs."""
    network = xor_step().network
    return made(network, Data(np.array(samples), np.zeros((len(samples), 1))), 0.5, batch_size)


@pytest.mark.parametrize(
    ("samples", "places"),
    [
        (((0.0, 0.0), (0.0, 1.0), (1.0, 1.0)), [1, 2]),
        (((0.0, 1.0), (0.0, 0.0), (1.0, 0.0)), [0, 2]),
        (((0.0, 1.0), (0.0, 0.0)), [0, 1]),  # with the last the gradients of the batch are asked
        (((0.0, 0.0), (0.0, 0.0)), [1]),
        (((0.0, 0.0),), [0]),
    ],
)
def test_samples_whose_inputs_are_all_zero_are_passed_over(samples, places):
    exercise = zeros_step(*samples)
    assert exercise.asked_places == places
    asked = {q.rows[-1] for q in exercise.questions if q.kind is not Kind.UPDATE}
    assert asked == {exercise.batch[place] for place in places}
    assert exercise.questions[0].before == exercise.ladder.number(Rung(Phase.FORWARD, places[0], 0))


def test_how_many_numbers_a_step_has():
    exercise = zeros_step((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0))
    assert [exercise.count(kind) for kind in Kind] == [12, 4, 12, 36, 0, 9]
    article = article_step()
    assert sum(map(article.count, Kind)) == len(article.questions) == 19


def test_another_step_is_asked_other_questions():
    session = Session(article(), START)
    session.train(1)
    small = Exercise(session.experiment, session.timeline.state_at(1))
    assert names(small) == names(article_step())
    batched = batched_session(None)
    batched.train(1)
    first, second = (Exercise(batched.experiment, batched.timeline.state_at(step)) for step in (0, 1))
    assert first.questions != second.questions
