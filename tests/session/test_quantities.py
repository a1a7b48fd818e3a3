import math

import numpy as np
import pytest

from bpgui.engine.backprop import run_pass, update
from bpgui.session.ladder import Grain
from bpgui.session.quantities import Quantities
from bpgui.session.session import Session
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
    "w1": 0.121326,
    "old w1": 0.11,
    "new w1": 0.121326,
    "gradient w1": -0.22652,
    "delta out": -0.809,
    "prediction": 0.2557457808075,
    "old prediction": 0.191,
    "old h1": 0.85,
    "loss": float(ORACLE[1]["loss"]),
    "old loss": 0.3272405,
    "step": 1.0,
}


@pytest.mark.parametrize(("name", "exact"), AFTER_UPDATE.items())
def test_in_the_update_it_is_the_one_that_was_made(name: str, exact: float) -> None:
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
    new = update(state.parameters, whole.gradient, settings.learning_rate, settings.locked)
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
