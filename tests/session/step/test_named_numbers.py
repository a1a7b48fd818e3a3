import math

import numpy as np
import pytest

from bpgui.engine.backprop import run_pass, update
from bpgui.session.learn.lessons import numbers_of
from bpgui.session.model.edits import SetParameter
from bpgui.session.session import Session
from bpgui.session.step.ladder import Grain, Phase, Rung
from bpgui.session.step.named_numbers import Quantities
from tests.article import ORACLE, article_session
from tests.session.builders import batched_session


def numbers(session: Session) -> Quantities:
    return Quantities(session.moment())


AT_REST = {
    "i1": 2.0,
    "h1": 0.85,
    "z h2": 0.48,
    "out": 0.191,
    "prediction": 0.191,
    "target": 1.0,
    "loss": 0.3272405,
    "learning_rate": 0.05,
    "step": 0.0,
    "w5": 0.14,
    "old w5": 0.14,
    "new w1": 0.121326,
    "new w5": 0.1743825,
    "new h1": 0.923619,
    "new prediction": 0.2557457808075,
    "new loss": float(ORACLE[1]["loss"]),
    "delta out": -0.809,
    "delta h1": -0.11326,
    "gradient w1": -0.22652,
    "gradient w6": -0.38832,
}


@pytest.mark.parametrize(("name", "exact"), AT_REST.items())
def test_at_rest_the_step_in_question_is_the_next_one(name: str, exact: float) -> None:
    assert numbers(article_session())[name] == pytest.approx(exact, abs=1e-15)


AFTER_UPDATE = {
    "w1": 0.11,
    "old w1": 0.11,
    "new w1": 0.121326,
    "gradient w1": -0.22652,
    "delta out": -0.809,
    "prediction": 0.191,
    "old prediction": 0.191,
    "new prediction": 0.2557457808075,
    "old h1": 0.85,
    "loss": 0.3272405,
    "new loss": float(ORACLE[1]["loss"]),
    "step": 0.0,
}


@pytest.mark.parametrize(("name", "exact"), AFTER_UPDATE.items())
def test_at_the_end_of_the_update_it_is_still_the_one_that_was_made(name: str, exact: float) -> None:
    session = article_session()
    for _ in range(4):
        session.next_phase()

    assert numbers(session)[name] == pytest.approx(exact, abs=1e-15)


@pytest.mark.parametrize("moves", range(10))
def test_the_walk_changes_no_number_of_its_step(moves: int) -> None:
    session = article_session()
    for _ in range(moves):
        session.walk(Grain.NEURON)

    assert numbers(session)["gradient w1"] == numbers(article_session())["gradient w1"]
    assert numbers(session)["new w1"] == numbers(article_session())["new w1"]


def test_a_batch_brings_its_mean_gradient_and_the_new_parameters_of_the_record() -> None:
    session = batched_session()
    found, moment = numbers(session), session.moment()
    state, data = moment.state, moment.experiment.data
    network, settings = moment.experiment.network, moment.experiment.settings
    whole = run_pass(network, state.parameters, data.inputs[moment.batch], data.targets[moment.batch])
    session.step()

    names = [parameter.name for parameter in network.parameters]
    new = update(state.parameters, settings.learning_rate * whole.gradient, settings.locked)
    assert np.array_equal([found[f"gradient {name}"] for name in names], whole.gradient)
    assert np.array_equal([found[f"new {name}"] for name in names], new)
    assert np.array_equal(session.moment().state.parameters, new)


@pytest.mark.parametrize("name", ["h3", "w7", "delta i1", "z i1", "gradient h1", "old delta out", "", "old", "new x"])
def test_what_is_not_there_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        numbers(article_session())[name]


def test_a_diverged_network_has_numbers_too() -> None:
    session = article_session(learning_rate=1.0)
    session.train(10)

    assert math.isfinite(numbers(session)["old w1"])


WALKED = {  # stops done of the article's 3 forward, 1 loss, 3 backward (out, h1, h2), 3 update (h1, h2, out)
    0: {"i1", "old i1", "new i1", "target", "learning_rate", "step", "w5", "old w5"},
    1: {"h1", "z h1", "old h1"},
    2: {"h2"},
    3: {"out", "prediction", "z out", "old prediction"},
    4: {"loss", "old loss"},
    5: {"delta out", "gradient w5", "gradient w6"},
    6: {"delta h1", "gradient w1"},
    7: {"delta h2", "gradient w4"},
    8: {"new w1"},
    9: {"new w3"},
}
NEVER_BEFORE_ITS_END = {"new w5", "new out", "new prediction", "new loss"}


@pytest.mark.parametrize("stops", range(10))
def test_what_the_walk_has_computed(stops: int) -> None:
    session = article_session()
    session.walk_to(stops)
    found = numbers(session)
    names = set().union(*WALKED.values()) | NEVER_BEFORE_ITS_END
    assert {name for name in names if found.is_computed(name)} == set().union(*(WALKED[k] for k in range(stops + 1)))


def test_of_a_batch_means_are_computed_with_its_last_sample() -> None:
    session = batched_session(3)
    ladder = session.moment().ladder
    seen: dict[str, list[bool]] = {name: [] for name in ("loss", "gradient w7", "delta o1")}
    for place in range(3):
        session.walk_to(ladder.number(Rung(Phase.BACKWARD, place, 1)))
        for name, found in seen.items():
            found.append(numbers(session).is_computed(name))
    assert seen == {"loss": [False, False, True], "gradient w7": [False, False, True], "delta o1": [True, True, True]}


def test_a_mean_is_not_computed_at_the_end_of_the_sample_before_the_last() -> None:
    session = batched_session(3)
    for _ in range(2):
        session.walk(Grain.SAMPLE)
    assert not numbers(session).is_computed("gradient w7")
    session.walk(Grain.SAMPLE)
    assert numbers(session).is_computed("gradient w7")


@pytest.mark.parametrize("name", ["h9", "delta h9", "gradient w99", "old h9"])
def test_what_is_not_there_is_not_computed_either(name: str) -> None:
    with pytest.raises(KeyError):
        numbers(article_session()).is_computed(name)


def before(session: Session, name: str) -> float:
    return numbers_of(session, session.moment())[f"before {name}"]


@pytest.mark.parametrize("moves", range(4))
def test_before_is_before_the_step_that_led_here_whatever_of_the_next_is_walked(moves: int) -> None:
    session = article_session()
    session.train(2)
    for _ in range(moves):
        session.next_phase()

    assert before(session, "prediction") == pytest.approx(0.2557457808075, abs=1e-15)
    assert before(session, "loss") == pytest.approx(float(ORACLE[1]["loss"]), abs=1e-15)
    assert before(session, "step") == 1.0


def test_before_is_not_before_an_edit_but_before_the_step() -> None:
    session = article_session()
    assert before(session, "w5") == 0.14
    session.train(1)
    session.perform(SetParameter("w5", 0.3))
    assert before(session, "w5") == 0.14


def test_before_is_known_while_the_step_is_asked_but_not_at_the_start() -> None:
    session = article_session()
    session.walk_to(0)
    assert not numbers_of(session, session.moment()).is_computed("before prediction")
    session.step()
    session.walk_to(0)
    found = numbers_of(session, session.moment())
    assert found.is_computed("before prediction")
    with pytest.raises(KeyError):
        found.is_computed("before h9")
