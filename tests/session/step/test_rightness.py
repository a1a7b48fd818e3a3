"""Which samples are predicted rightly."""

import pytest

from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.step.moment import Grain
from bpgui.session.step.rightness import rightness
from tests.article import article_session


def test_shares_are_those_of_the_samples() -> None:
    session = load_session(resource_path("examples", "iris.bpgui"))
    session.train(200)
    moment = session.moment()
    found = rightness(moment)
    assert found is not None
    expected = moment.predictions.argmax(axis=1) == moment.experiment.data.targets.argmax(axis=1)
    assert found.right.tolist() == expected.tolist()
    test = sorted(moment.experiment.data.test)
    training = [n for n in range(150) if n not in test]
    assert found.training == pytest.approx(expected[training].mean(), abs=1e-15)
    assert found.test == (pytest.approx(expected[test].mean(), abs=1e-15) if test else None)


def test_nothing_is_right_or_wrong_within_a_walk_and_for_a_single_sample() -> None:
    assert rightness(article_session().moment()) is None
    session = load_session(resource_path("examples", "xor.bpgui"))
    assert rightness(session.moment()) is not None
    session.walk(Grain.NEURON)
    assert rightness(session.moment()) is None
