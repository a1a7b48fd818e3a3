"""Confusion and residuals: exact values worked out by hand."""

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.model.experiment import Experiment
from bpgui.session.results import Confusion, Residuals, ResultsQuery, TooManyClasses, results


def asked(
    targets: list[list[float]], predictions: list[list[float]], test: tuple[int, ...] = (), **more: int
) -> ResultsQuery:
    """Return the query of a network that predicts its inputs."""
    data = Data(np.array(predictions, dtype=np.float64), np.array(targets, dtype=np.float64), test)
    outputs = data.targets.shape[1]
    network = Network(outputs, (Layer(outputs),))
    settings = Settings(0.1, np.zeros(outputs * outputs, dtype=bool))
    return ResultsQuery(Experiment(network, settings, data), np.eye(outputs).ravel(), **more)  # type: ignore[arg-type]


def test_rows_are_true_and_columns_predicted() -> None:
    query = asked(
        [[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]],
        [[0.9, 0, 0], [0.1, 0.8, 0], [0, 0.7, 0.1], [0.5, 0.2, 0.1], [np.nan, 0, 0]],
    )
    found = results(query)
    assert isinstance(found, Confusion)
    assert found.names == ("o1", "o2", "o3")
    assert found.counts.tolist() == [[1, 1, 0], [0, 1, 0], [1, 0, 0]]
    assert found.shares.tolist() == [[0.5, 0.5, 0], [0, 0.5, 0], [1, 0, 0]]
    assert found.right == 2
    assert found.samples_of(0, 1).tolist() == [1]


@pytest.mark.parametrize(("of_test", "counts", "sample"), [(False, [[1, 0], [1, 0]], 1), (True, [[0, 1], [0, 1]], 3)])
def test_test_samples_have_a_matrix_of_their_own(of_test: bool, counts: list[list[int]], sample: int) -> None:
    query = asked([[0], [1], [0], [1]], [[0.1], [0.2], [0.7], [0.5]], test=(2, 3), of_test=of_test)
    found = results(query)
    assert isinstance(found, Confusion)
    assert (found.names, found.counts.tolist()) == (("0", "1"), counts)
    assert found.samples_of(1, int(of_test)).tolist() == [sample]


def test_several_outputs_that_are_each_right_or_wrong_make_a_class_of_each_combination() -> None:
    found = results(asked([[1, 1], [0, 0], [0, 1]], [[0.6, 0.7], [0, 0.9], [0.1, 0.8]]))
    assert isinstance(found, Confusion)
    assert found.names == ("0 0", "0 1", "1 1")
    assert found.counts.tolist() == [[0, 1, 0], [0, 1, 0], [0, 0, 1]]


def test_numbers_leave_residuals() -> None:
    found = results(asked([[1.5, 0], [2.0, 4], [3.0, 1]], [[1.0, 9], [4.0, 9], [3.0, 9]]))
    assert isinstance(found, Residuals)
    assert found.residuals.tolist() == [-0.5, 2.0, 0.0]
    assert (found.mae, found.rmse) == (2.5 / 3, np.sqrt(4.25 / 3))
    other = results(asked([[1.5, 0], [2.0, 4], [3.0, 1]], [[1.0, 9], [4.0, 9], [3.0, 9]], output=1))
    assert isinstance(other, Residuals)
    assert other.mae == 22 / 3


def test_more_classes_than_a_matrix_has_room_for_are_counted() -> None:
    found = results(asked(np.eye(41).tolist(), np.eye(41).tolist()))
    assert isinstance(found, TooManyClasses)
    assert found.count == 41
