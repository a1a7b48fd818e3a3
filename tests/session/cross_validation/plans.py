"""A small plan to test with: scaled columns, classes, test samples that no fold may have, batches, a shuffle."""

import numpy as np

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.cross_validation.plan import ValidationPlan
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column, with_test
from bpgui.session.data.encode import encoded, scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.model.experiment import Experiment, Initialisation

TEST = (0, 7, 19)


def table(samples: int = 20) -> DataSet:
    rng = np.random.default_rng(3)
    columns = (
        number_column("x", ColumnRole.INPUT, 30 + 10 * rng.normal(size=samples)),
        category_column("y", ColumnRole.TARGET, ["abc"[n] for n in rng.integers(0, 3, samples)]),
        number_column("u", ColumnRole.INPUT, rng.random(samples)),
    )
    data = with_test(DataSet(columns), TEST)
    return scaled(scaled(data, 0, ScalingKind.STANDARD), 2, ScalingKind.MINUS_ONE_ONE)


def plan(
    values: tuple[float, ...] = (0.1, 0.5),
    folds: int = 4,
    *,
    epochs: int = 7,
    setting: str = "learning_rate",
    below: float | None = None,
) -> ValidationPlan:
    data = table()
    numbers = encoded(data).data
    network = Network(2, (Layer(4, "tanh", bias=True), Layer(3, "softmax", bias=True)), "categorical_cross_entropy")
    settings = Settings(0.3, np.zeros(network.parameter_count, dtype=bool), 4, shuffle=True, seed=2)
    experiment = Experiment(network, settings, Data(numbers.inputs, numbers.targets, data.test), source=data)
    start = Initialisation(seed=5).all_of(network)
    return ValidationPlan(experiment, start, setting, values, folds, seed=1, epochs=epochs, below=below)
