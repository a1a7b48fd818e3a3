from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Settings
from bpgui.engine.training import predict
from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column
from bpgui.session.data.encode import encoded, scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.model.edits import SetInput, SetMany, SetParameter, SetTarget
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.number_edits import SetCell
from bpgui.session.session import Session
from bpgui.session.step.trial import Trial, is_tried, with_trial
from bpgui.session.table.columns import cell, table_columns

ROWS = 4


@pytest.fixture
def session():
    columns = (
        number_column("size", ColumnRole.INPUT, [1.0, 2.0, 3.0, 6.0]),
        category_column("colour", ColumnRole.INPUT, ["red", "blue", "green", "red"]),
        category_column("ripe", ColumnRole.TARGET, ["no", "yes", "yes", "no"]),
    )
    data = scaled(DataSet(columns, (3,)), 0, ScalingKind.STANDARD)
    network = Network(4, (Layer(2, "tanh", bias=True), Layer(1, "sigmoid", bias=True)), "binary_cross_entropy")
    network = network.named((("size", "colour=red", "colour=blue", "colour=green"), ("h1", "h2"), ("ripe",)))
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    seen = replace(encoded(data).data, test=data.test)
    return Session(Experiment(network, settings, seen, source=data), np.linspace(-1, 1, network.parameter_count))


def tried(session, *edits, sample=1):
    trial = Trial.like(session.experiment, sample)
    for edit in edits:
        trial = trial.edited(session.experiment, edit)
    return replace(session.moment(), trial=trial, is_tried=True)


def test_it_begins_as_a_sample_without_its_target(session):
    moment = tried(session)

    assert moment.trial.cells == (2.0, "blue", None)
    assert np.array_equal(moment.inputs, session.experiment.data.inputs[1])
    assert np.isnan(moment.targets).all()
    assert (moment.shows_forward, moment.shows_loss) == (True, False)


def test_cells_are_in_units_and_the_network_sees_what_it_always_does(session):
    moment = tried(session, SetCell("size", ROWS + 1, 4.0), SetCell("colour", ROWS + 1, "green"))
    data = session.experiment.source
    wanted = [float(data.columns[0].scaling.to_network(np.array(4.0))), 0.0, 0.0, 1.0]

    assert moment.inputs.tolist() == wanted
    parameters = session.place.state.parameters
    prediction = predict(session.experiment.network, parameters, np.array([wanted]))[0]
    assert np.array_equal(moment.values.activations[-1][0], prediction)
    assert np.array_equal(moment.prediction(ROWS), prediction)


def test_a_target_gives_a_loss_and_no_gradient(session):
    moment = tried(session, SetCell("ripe", ROWS + 1, "yes"))
    p = float(moment.values.activations[-1][0, 0])

    assert moment.sample_loss == pytest.approx(-np.log(p), rel=1e-14)
    assert moment.shows_loss
    assert not moment.shows_gradients


def test_it_trains_nothing(session):
    moment, plain = tried(session, SetInput("size", ROWS + 1, 1e9)), session.moment()

    assert with_trial(session.experiment, moment.trial).training.tolist() == [0, 1, 2]
    assert moment.batch.tolist() == plain.batch.tolist()
    assert not moment.in_batch
    assert moment.loss == plain.loss
    assert np.array_equal(moment.step.after.parameters, plain.step.after.parameters)
    assert moment.predictions.shape == (ROWS, 1)


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (SetCell("colour", ROWS + 1, "black"), "no category"),
        (SetInput("colour=red", ROWS + 1, 1.0), "stands for a category"),
        (SetInput("size", ROWS + 1, float("inf")), "finite"),
    ],
)
def test_what_is_impossible_is_said(session, edit, reason):
    with pytest.raises(Problem, match=reason):
        tried(session, edit)


def test_cells_of_the_table_have_categories_as_text(session):
    moment = tried(session, SetCell("colour", ROWS + 1, "green"), SetCell("size", ROWS + 1, 4.0))
    given = table_columns(session.experiment, as_given=True)
    seen = table_columns(session.experiment, as_given=False)

    shown = [cell(moment, column, ROWS) for column in given]
    assert shown[:3] == [4.0, "green", None]
    assert shown[3] in ("no", "yes")
    assert [cell(moment, column, ROWS) for column in seen][1:5] == [0.0, 0.0, 1.0, None]


@pytest.mark.parametrize(
    ("edit", "is_one"),
    [
        (SetInput("size", ROWS + 1, 1.0), True),
        (SetMany((SetInput("size", ROWS + 1, 1.0), SetTarget("ripe", ROWS + 1, 1.0))), True),
        (SetMany((SetInput("size", ROWS + 1, 1.0), SetInput("size", ROWS, 1.0))), False),
        (SetInput("size", ROWS, 1.0), False),
        (SetParameter("w1", 1.0), False),
    ],
)
def test_it_is_edited_as_the_sample_behind_the_last(session, edit, is_one):
    assert is_tried(session.experiment, edit) is is_one


def test_it_fits_a_data_set_with_the_same_columns(session):
    trial, experiment = Trial.like(session.experiment, 0), session.experiment
    renamed = replace(experiment.source.columns[0], name="width")

    assert trial.fits(replace(experiment, source=scaled(experiment.source, 0, ScalingKind.ZERO_ONE)))
    assert not trial.fits(replace(experiment, source=experiment.source.with_column(0, renamed)))
