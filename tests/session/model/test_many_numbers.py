"""Many numbers get values at once."""

import numpy as np

from bpgui.session.model.experiment import Initialisation
from bpgui.session.model.many_numbers import drawn_anew, scaled
from tests.article import article_session


def test_scaled():
    assert scaled([1.5, -2.0, 0.0], -2.0) == [-3.0, 4.0, 0.0]


def test_parameters_are_drawn_as_the_initialisation_draws_them():
    experiment = article_session().experiment
    whole = Initialisation(experiment.initialisation.method, 7).drawn(experiment.network)
    edits = drawn_anew(experiment, [1, 4], 7)
    assert [(edit.name, edit.value) for edit in edits] == [("w2", whole[1]), ("w5", whole[4])]


def test_each_draw_is_another_one():
    experiment = article_session().experiment
    first, second = ([edit.value for edit in drawn_anew(experiment, range(6))] for _ in range(2))
    assert not np.array_equal(first, second)
