"""Scaling, test loss and accuracy against scikit-learn's: see benchmarks/peers/by_scikit_learn.py."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Settings
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column
from bpgui.session.data.encode import encoded, scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.timeline.column_kinds import TEST_ACCURACY, TEST_LOSS
from bpgui.session.timeline.columns import Column

GIVEN = json.loads(Path(__file__).with_name("scikit_learn.json").read_text(encoding="utf-8"))
INPUTS, NUMBERS = np.array(GIVEN["inputs"]), np.array(GIVEN["numbers"])
CLOSE = {"rel": 1e-12, "abs": 1e-12}


def data_set(targets, kind=ScalingKind.STANDARD):
    columns = [number_column(f"x{k}", ColumnRole.INPUT, values) for k, values in enumerate(INPUTS.T)]
    data = DataSet((*columns, *targets), tuple(GIVEN["test"]))
    for place in range(3):
        data = scaled(data, place, kind)
    return data


def last_row(data, activation, loss, outputs=3):
    """Train nothing, and return the test loss and the test accuracy of the start."""
    network = Network(3, (Layer(outputs, activation, bias=False),), loss)
    settings = Settings(0.1, np.zeros(network.parameter_count, dtype=bool))
    parameters = np.zeros(network.parameter_count)
    network.weights(parameters, 0)[:] = np.array(GIVEN["weights"])[:, :outputs]
    seen = replace(encoded(data).data, test=data.test)
    session = Session(Experiment(network, settings, seen, source=data), parameters)
    kinds = [kind for kind in (TEST_LOSS, TEST_ACCURACY) if kind.exists(session.experiment)]
    return [session.timeline.value(Column(kind), 0) for kind in kinds]


@pytest.mark.parametrize("kind", [kind for kind in ScalingKind if kind is not ScalingKind.NONE])
def test_scaling(kind):
    found = encoded(data_set([number_column("y", ColumnRole.TARGET, NUMBERS[:, 0])], kind)).data

    assert found.inputs == pytest.approx(np.array(GIVEN["scaled"][kind.value]), **CLOSE)


def test_classes():
    texts = [f"c{number}" for number in GIVEN["classes"]]
    column = category_column("c", ColumnRole.TARGET, ["c0", "c1", "c2", *texts])
    column = column.taken(np.arange(3, 43))

    assert last_row(data_set([column]), "softmax", "categorical_cross_entropy") == pytest.approx(
        GIVEN["softmax"], **CLOSE
    )


def test_one_class_or_not():
    column = number_column("c", ColumnRole.TARGET, [float(number == 0) for number in GIVEN["classes"]])

    assert last_row(data_set([column]), "sigmoid", "binary_cross_entropy", 1) == pytest.approx(
        GIVEN["sigmoid"], **CLOSE
    )


def test_numbers():
    columns = [number_column(f"y{k}", ColumnRole.TARGET, values) for k, values in enumerate(NUMBERS.T)]

    assert last_row(data_set(columns), "linear", "mean_square") == pytest.approx([GIVEN["linear"]], **CLOSE)
