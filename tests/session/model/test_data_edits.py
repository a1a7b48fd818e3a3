"""Another data set: the network fits it, what stays keeps its weights, and the file has it whole."""

from dataclasses import replace

import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data.dataset import ColumnRole, DataSet, category_column, number_column
from bpgui.session.data.encode import scaled
from bpgui.session.data.scaling import ScalingKind
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.model.data_edits import SetDataSet, copied_rows, empty_row, fit, with_samples
from bpgui.session.model.edits import SetCell, SetInput
from bpgui.session.model.sentence import Word
from bpgui.session.model.sources import data_set_of
from bpgui.session.model.structure_edits import AddNeuron, DuplicateNeuron, RemoveNeurons
from bpgui.session.timeline.column_kinds import TEST_ACCURACY, TEST_LOSS, TRAIN_ACCURACY
from bpgui.session.timeline.columns import Column
from tests.article import article_session

LENGTHS = [1.0, 2.0, 4.0, 3.0]
FLOWERS = DataSet(
    (
        number_column("length", ColumnRole.INPUT, LENGTHS),
        category_column("colour", ColumnRole.INPUT, ["red", "blue", "red", "white"]),
        category_column("kind", ColumnRole.TARGET, ["a", "b", "a", "c"]),
        number_column("id", ColumnRole.IGNORED, [1, 2, 3, 4]),
    ),
    test=(3,),
)


def imported(data=FLOWERS):
    session = article_session()
    session.perform(SetDataSet(data, Word("import")))
    return session


def test_the_network_fits_the_columns():
    network = imported().experiment.network
    assert network.sizes == (4, 2, 3)
    assert network.neuron_names[0] == ("length", "colour=red", "colour=blue", "colour=white")
    assert network.neuron_names[-1] == ("kind=a", "kind=b", "kind=c")
    assert (network.layers[-1].activation, network.loss) == ("softmax", "categorical_cross_entropy")


def test_training_never_sees_test_samples():
    session = imported(scaled(FLOWERS, 0, ScalingKind.STANDARD))
    other = article_session()
    changed = FLOWERS.with_column(0, number_column("length", ColumnRole.INPUT, [*LENGTHS[:3], -50.0]))
    other.perform(SetDataSet(scaled(changed, 0, ScalingKind.STANDARD), Word("import")))
    for each in (session, other):
        each.train(7)
    last = [each.timeline.state_at(7).parameters.tobytes() for each in (session, other)]
    assert last[0] == last[1]
    assert session.timeline.value(Column(TEST_LOSS), 7) != other.timeline.value(Column(TEST_LOSS), 7)


def test_accuracy_is_the_share_that_is_right():
    session = imported()
    session.train(200)
    row = session.cursor
    assert session.timeline.value(Column(TRAIN_ACCURACY), row) in {0, 1 / 3, 2 / 3, 1}
    assert session.timeline.value(Column(TEST_ACCURACY), row) in {0, 1}


def test_columns_that_stay_keep_their_weights():
    session = imported()
    before = session.timeline.state_at(0).parameters
    columns = (FLOWERS.columns[1], FLOWERS.columns[0], *FLOWERS.columns[2:])
    change = session.perform(SetDataSet(DataSet(columns, FLOWERS.test), Word("order")))
    assert change.lineage is not None
    assert (change.lineage.sources >= 0).all()
    after = session.timeline.state_at(0).parameters
    assert np.array_equal(after, before[change.lineage.sources])
    assert session.experiment.network.neuron_names[0][-1] == "length"


@pytest.mark.parametrize("scaling", [ScalingKind.NONE, ScalingKind.MINUS_ONE_ONE])
def test_the_file_has_it_whole(tmp_path, scaling):
    session = imported(scaled(FLOWERS, 0, scaling))
    session.train(3)
    session.perform(SetInput("length", 2, 2.5))
    session.perform(SetCell("kind", 1, "c"))
    session.train(2)
    save_session(session, tmp_path / "a.bpgui")
    again = load_session(tmp_path / "a.bpgui")
    for each in (session, again):
        assert [column.cell(0) for column in each.experiment.source.columns] == [1.0, "red", "c", 1.0]
        assert each.experiment.source.columns[0].cell(1) == 2.5
        assert each.experiment.data.test == (3,)
    assert again.timeline.state_at(7).parameters.tobytes() == session.timeline.state_at(7).parameters.tobytes()


def test_edits_hold_original_values():
    session = imported(scaled(FLOWERS, 0, ScalingKind.ZERO_ONE))
    session.train(1)
    session.perform(SetInput("length", 1, 2.5))
    assert session.timeline.events[0].text == "length[1]: 1 -> 2.5"
    assert session.experiment.data.inputs[0, 0] == (2.5 - 1.0) / 3.0  # of the training samples 1, 2, 4
    session.perform(SetCell("colour", 1, "blue"))
    assert session.experiment.data.inputs[0].tolist() == [0.5, 0.0, 1.0, 0.0]


def test_a_neuron_of_a_category_is_chosen_not_typed():
    with pytest.raises(Problem, match="colour=red stands for a category"):
        imported().perform(SetInput("colour=red", 1, 0.5))


def test_a_removed_neuron_takes_its_column_along_and_undo_brings_it_back():
    session = imported()
    session.perform(RemoveNeurons(((0, 0),)))
    assert [column.name for column in session.experiment.source.columns] == ["colour", "kind", "id"]
    session.undo()
    assert session.experiment.source.columns[0].name == "length"


def test_a_part_of_a_column_of_categories_cannot_go():
    with pytest.raises(Problem, match="stands for a category"):
        imported().perform(RemoveNeurons(((0, 1),)))


def test_nothing_comes_between_the_neurons_of_a_column():
    with pytest.raises(Problem, match="stands for a category"):
        imported().perform(AddNeuron(0, 2))


def test_a_copied_input_keeps_scaling_and_fill():
    holes = number_column("length", ColumnRole.INPUT, [1.0, np.nan, 4.0, 3.0])
    data = FLOWERS.with_column(0, replace(holes, fill=2.0))
    session = imported(scaled(data, 0, ScalingKind.ZERO_ONE))
    session.perform(DuplicateNeuron(0, 0))
    inputs = session.experiment.data.inputs
    assert inputs[:, 1].tolist() == inputs[:, 0].tolist() == [0.0, 1 / 3, 1.0, 2 / 3]
    assert session.experiment.source.columns[1].missing.tolist() == [False, True, False, False]


def test_a_copied_neuron_of_a_category_is_a_column_of_numbers():
    session = imported()
    session.perform(DuplicateNeuron(0, 3))
    assert session.experiment.data.inputs[:, 4].tolist() == session.experiment.data.inputs[:, 3].tolist()
    assert [column.name for column in session.experiment.source.columns][:2] == ["length", "colour"]


@pytest.mark.parametrize("scaling", [ScalingKind.NONE, ScalingKind.ZERO_ONE])
def test_the_same_data_change_nothing(scaling):
    session = imported(scaled(FLOWERS, 0, scaling))
    session.train(3)
    same = data_set_of(session.experiment)
    session.perform(SetDataSet(same.taken(range(4)), Word("again")))
    assert session.steps == 3
    session.perform(SetDataSet(same.with_column(3, number_column("id", ColumnRole.IGNORED, [1, 2, 3, 5])), Word("id")))
    assert session.steps == 0


def test_an_added_input_is_a_column_of_zeros():
    session = imported()
    session.perform(AddNeuron(0, 4))
    assert session.experiment.source.columns[2].cell(0) == 0.0


def test_samples_are_added_copied_and_removed():
    session = article_session()
    data = data_set_of(session.experiment)
    more = with_samples(data, 1, [*copied_rows(data, [0]), empty_row(data)])
    session.perform(SetDataSet(more, Word("add samples")))
    assert session.experiment.data.inputs.tolist() == [[2, 3], [2, 3], [0, 0]]
    assert session.experiment.source is None
    assert session.experiment.network == article_session().experiment.network
    session.perform(SetDataSet(data_set_of(session.experiment).taken([2, 0]), Word("remove samples")))
    assert session.experiment.data.inputs.tolist() == [[0, 0], [2, 3]]


def test_a_batch_above_the_training_samples_becomes_all():
    session = imported()
    assert session.experiment.settings.batch_size is None


def test_a_data_set_without_a_target_is_refused():
    data = DataSet(FLOWERS.columns[:2])
    with pytest.raises(Problem, match="No column is a target"):
        fit(article_session().experiment, data)


@pytest.mark.parametrize(
    ("targets", "output", "loss"),
    [
        ([0, 1, 1, 0], "sigmoid", "binary_cross_entropy"),
        ([-1, 1, 1, -1], "tanh", "half_square"),
        ([0.5, 2, 3, 4], "linear", "half_square"),
    ],
)
def test_a_new_data_set_brings_the_output_that_suits_its_targets(targets, output, loss):
    columns = (number_column("x", ColumnRole.INPUT, LENGTHS), number_column("y", ColumnRole.TARGET, targets))
    session = article_session()
    session.perform(SetDataSet(DataSet(columns), Word("import"), is_new=True))
    network = session.experiment.network
    assert (network.layers[-1].activation, network.loss) == (output, loss)
    session.perform(SetDataSet(DataSet(columns, (0,)), Word("split")))
    assert session.experiment.network == network
