"""Whatever people call their neurons, each column has a name of its own, which leads back to it."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.model.experiment import Experiment
from bpgui.session.timeline.column_kinds import KINDS
from bpgui.session.timeline.column_names import column_named, name_of
from tests.article import article
from tests.session.builders import batched_session

#: Names that look like columns, or like parts of their names.
ODD = [
    "a.b",
    "3",
    "3.1",
    ".",
    "w5",
    "loss",
    "train_loss",
    "grad_w5",
    "prediction",
    "target.1",
    "z_h1",
    "a_",
    "",
    "٣",
    "1_0",
]
NAMES = st.lists(st.sampled_from(ODD) | st.text(max_size=8), min_size=1, max_size=5, unique=True)


def experiment_of(names, samples, hidden=2):
    network = Network(1, (Layer(hidden, "tanh", bias=True), Layer(len(names))), names=((), (), tuple(names)))
    data = Data(np.ones((samples, 1)), np.ones((samples, len(names))))
    return Experiment(network, Settings(0.1, np.zeros(network.parameter_count, dtype=bool)), data)


def columns_of(experiment):
    samples = range(experiment.data.samples)
    return [c for kind in KINDS if kind.exists(experiment) for c in kind.columns(experiment, samples)]


@given(NAMES, st.integers(1, 12))
@example(ODD, 1)
@example(ODD, 3)
@example(["3"], 3)
@example(["3", "3.3", "3.3.3"], 4)
def test_a_name_leads_back_to_its_column(names, samples):
    experiment = experiment_of(names, samples)
    columns = columns_of(experiment)
    written = [name_of(experiment, column) for column in columns]

    assert [column_named(experiment, name) for name in written] == columns
    assert Counter(written).most_common(1)[0][1] == 1


@given(st.text(max_size=12) | st.sampled_from(ODD), NAMES, st.integers(1, 3))
def test_no_other_name_is_taken_for_a_column(name, names, samples):
    experiment = experiment_of(names, samples)
    written = {name_of(experiment, column) for column in columns_of(experiment)}
    if name in written:
        assert name_of(experiment, column_named(experiment, name)) == name
    else:
        with pytest.raises(KeyError):
            column_named(experiment, name)


@pytest.mark.parametrize(
    "name",
    [
        "w7",
        "b1",
        "w05",
        "grad_w7",
        "prediction.out",
        "prediction.1",
        "h1",
        "",
        "weight",
        "test_loss",
        "z_i1",
        "z_h1.1",
        "loss.1",
    ],
)
def test_the_article_has_no_such_column(name):
    with pytest.raises(KeyError):
        column_named(article(), name)


@pytest.mark.parametrize(
    "end", ["", ".o1", ".1", ".o9.1", ".o1.8", ".o1.0", ".o1.01", ".o1.+1", ".o1.٣", ".o1.", ".O1.1"]
)
@pytest.mark.parametrize("start", ["prediction", "target"])
def test_seven_samples_of_two_outputs_have_no_such_column(start, end):
    with pytest.raises(KeyError):
        column_named(batched_session().experiment, start + end)


@pytest.mark.parametrize(
    ("outputs", "samples", "name"),
    [(1, 1, "prediction"), (2, 1, "prediction.o2"), (1, 7, "prediction.3"), (2, 7, "prediction.o2.3")],
)
def test_a_part_of_a_name_is_left_out_where_there_is_only_one(outputs, samples, name):
    experiment = experiment_of([f"o{n + 1}" for n in range(outputs)], samples)
    column = column_named(experiment, name)
    assert (column.number, column.sample) == (outputs - 1, min(2, samples - 1))
