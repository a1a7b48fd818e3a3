import math

import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.model.edits import (
    NewWeights,
    SetActivation,
    SetBatchSize,
    SetBias,
    SetInput,
    SetLearningRate,
    SetLocked,
    SetLoss,
    SetMany,
    SetParameter,
    SetSeed,
    SetShuffle,
    SetTarget,
)
from bpgui.session.model.experiment import new_experiment
from tests.article import START, article, article_session
from tests.session.builders import batched_session


def article_after(edit):
    return edit.apply(article(), START)


def after(edit):
    session = batched_session()
    return edit.apply(session.experiment, session.timeline.state_at(0).parameters)


# What they change


def test_a_parameter():
    _, parameters = article_after(SetParameter("w5", 0.3))
    assert parameters.tolist() == [0.11, 0.21, 0.12, 0.08, 0.3, 0.15]
    assert START[4] == 0.14


def test_an_input():
    experiment, _ = after(SetInput("i2", 3, 2.5))
    assert experiment.data.inputs[2, 1] == 2.5


def test_a_target():
    experiment, _ = after(SetTarget("o2", 7, 0.25))
    assert experiment.data.targets[6, 1] == 0.25


def test_a_lock():
    experiment, _ = after(SetLocked("b2", True))
    assert np.flatnonzero(experiment.settings.locked).tolist() == [13]


@pytest.mark.parametrize(
    ("edit", "name", "value"),
    [
        (SetLearningRate(0.0), "learning_rate", 0.0),
        (SetBatchSize(7), "batch_size", 7),
        (SetBatchSize(None), "batch_size", None),
        (SetShuffle(False), "shuffle", False),
        (SetSeed(2**31 - 1), "seed", 2**31 - 1),
    ],
)
def test_a_setting(edit, name, value):
    assert getattr(after(edit)[0].settings, name) == value


@pytest.mark.parametrize(("value", "output"), [("binary_cross_entropy", "sigmoid"), ("half_square", "sigmoid")])
def test_a_loss_keeps_an_output_that_goes_with_it(value, output):
    network = after(SetLoss(value))[0].network
    assert (network.loss, network.layers[-1].activation) == (value, output)


def test_a_loss_brings_the_output_that_it_needs():
    network = after(SetLoss("categorical_cross_entropy"))[0].network
    assert (network.loss, network.layers[-1].activation) == ("categorical_cross_entropy", "softmax")


def test_a_hidden_activation():
    network = after(SetActivation(1, "relu"))[0].network
    assert [layer.activation for layer in network.layers] == ["relu", "sigmoid"]


def test_an_output_activation_drops_a_loss_that_does_not_go_with_it():
    session = batched_session()
    session.perform(SetLoss("binary_cross_entropy"))
    network = SetActivation(2, "tanh").apply(session.experiment, session.moment().state.parameters)[0].network
    assert (network.loss, network.layers[-1].activation) == ("half_square", "tanh")


@pytest.mark.parametrize("edit", [SetParameter("w5", 0.3), SetInput("i1", 1, 9.0), SetLocked("w1", True)])
def test_an_edit_changes_nothing_in_place(edit):
    session = article_session()
    before = (START.tolist(), session.experiment.data.inputs.tolist(), session.experiment.settings.locked.tolist())
    edit.apply(session.experiment, START)
    assert before == (
        START.tolist(),
        session.experiment.data.inputs.tolist(),
        session.experiment.settings.locked.tolist(),
    )


def many(*values):
    """Set so many weights of the article."""
    return SetMany(tuple(SetParameter(f"w{k}", value) for k, value in enumerate(values, 1)))


def test_many_numbers_are_one_edit_that_leaves_what_it_does_not_name_as_it_is():
    experiment, parameters = after(SetMany((SetParameter("w1", 0.5), SetInput("i2", 3, 2.5), SetTarget("o2", 7, 0.25))))
    assert (parameters[0], experiment.data.inputs[2, 1], experiment.data.targets[6, 1]) == (0.5, 2.5, 0.25)


def test_an_edit_of_parameters_keeps_the_experiment_itself():
    before = article()
    assert many(0.5, 0.25).apply(before, START)[0] is before


def test_one_undo_takes_many_numbers_back_and_they_are_one_event():
    session = article_session()
    session.step()
    old = session.moment().state.parameters
    session.perform(many(1.0, 2.0, 3.0, 4.0, 5.0))
    [event] = session.timeline.events
    assert event.text.count("; ") == 2
    assert event.text.endswith(" -> 3 (and 2 more)")
    session.undo()
    assert session.moment().state.parameters.tolist() == old.tolist()
    assert session.undo_stack.undoable is None


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (many(0.11, 0.5), SetParameter("w2", 0.5)),
        (many(0.11, 0.5, 0.12, 0.6), SetMany((SetParameter("w2", 0.5), SetParameter("w4", 0.6)))),
    ],
)
def test_of_many_what_holds_already_can_be_left_out(edit, kept):
    assert edit.within(article(), START) == kept


# Those that begin a new timeline


def test_biases_that_come_start_at_zero_and_the_others_survive():
    session = batched_session()
    old = session.timeline.state_at(0).parameters
    experiment, parameters = SetBias(2, True).apply(session.experiment, old)
    assert parameters.tolist() == [*old.tolist(), 0.0, 0.0]
    assert experiment.settings.locked.shape == (17,)


def test_biases_that_go_take_their_locks_along():
    session = batched_session()
    session.perform(SetLocked("b3", True))
    session.perform(SetLocked("w12", True))
    experiment, parameters = SetBias(1, False).apply(session.experiment, session.moment().state.parameters)
    assert parameters.tolist() == session.moment().state.parameters[:12].tolist()
    assert np.flatnonzero(experiment.settings.locked).tolist() == [11]


def test_new_weights_leave_locked_parameters():
    session = article_session()
    session.perform(SetLocked("w5", True))
    _, parameters = NewWeights("uniform", 3).apply(session.experiment, START)
    assert (parameters == START).tolist() == [False, False, False, False, True, False]


@pytest.mark.parametrize("edit", [SetBias(1, True), NewWeights("he", 1)])
def test_they_say_that_they_begin_one(edit):
    assert edit.begins_timeline


# What the history says


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (SetParameter("w5", 0.3), "w5: 0.14 -> 0.3"),
        (SetParameter("w5", 1 / 3), "w5: 0.14 -> 0.3333333333333333"),
        (SetParameter("w1", -2.0), "w1: 0.11 -> -2"),
        (SetInput("i1", 1, 2.5), "i1[1]: 2 -> 2.5"),
        (SetTarget("out", 1, 0.0), "target out[1]: 1 -> 0"),
        (SetLocked("w5", True), "lock w5: free -> locked"),
        (SetLearningRate(0.1), "learning_rate: 0.05 -> 0.1"),
        (SetBatchSize(1), "batch_size: all -> 1"),
        (SetShuffle(True), "order: in order -> shuffled"),
        (SetSeed(42), "seed: 0 -> 42"),
        (SetActivation(1, "tanh"), "activation of layer 1: linear -> tanh"),
        (many(0.5, 0.25), "w1: 0.11 -> 0.5; w2: 0.21 -> 0.25"),
        (many(0.5, 0.21, 0.7, 0.8), "w1: 0.11 -> 0.5; w3: 0.12 -> 0.7; w4: 0.08 -> 0.8"),
        (many(1.0, 2.0, 3.0, 4.0, 5.0), "w1: 0.11 -> 1; w2: 0.21 -> 2; w3: 0.12 -> 3 (and 2 more)"),
        (
            SetLoss("categorical_cross_entropy"),
            "loss: half_square -> categorical_cross_entropy; output activation: linear -> softmax",
        ),
    ],
)
def test_text(edit, text):
    assert str(edit.sentence(article(), START)) == text


@pytest.mark.parametrize(
    ("edit", "text"),
    [
        (SetInput("i1", 3, 2.5), "i1[3]: 0.6036018 -> 2.5"),
        (SetBatchSize(None), "batch_size: 3 -> all"),
        (SetShuffle(False), "order: shuffled -> in order"),
    ],
)
def test_text_with_several_samples(edit, text):
    session = batched_session()
    session.experiment.data.inputs[2, 0] = 0.6036018
    assert str(edit.sentence(session.experiment, session.moment().state.parameters)) == text


def test_a_loss_that_gives_way_is_said():
    session = batched_session()
    session.perform(SetLoss("binary_cross_entropy"))
    sentence = SetActivation(2, "tanh").sentence(session.experiment, session.moment().state.parameters)
    assert str(sentence) == "activation of layer 2: sigmoid -> tanh; loss: binary_cross_entropy -> half_square"


def test_a_number_that_is_none_is_said_too():
    assert str(SetParameter("w1", 1.0).sentence(article(), np.full(6, np.nan))) == "w1: nan -> 1"


@pytest.mark.parametrize(
    "edit",
    [
        SetParameter("w5", 0.14),
        many(0.11, 0.21),
        SetInput("i2", 1, 3.0),
        SetTarget("out", 1, 1),
        SetLocked("w1", False),
        SetLearningRate(0.05),
        SetBatchSize(None),
        SetShuffle(False),
        SetSeed(0),
        SetLoss("half_square"),
        SetActivation(2, "linear"),
        SetBias(1, False),
    ],
)
def test_what_holds_already_is_no_edit(edit):
    assert edit.changes_nothing(article(), START)
    session = article_session()
    assert not session.perform(edit)
    assert (session.timeline.length, session.undo_stack.undoable) == (1, None)


# What is refused


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (SetParameter("w7", 1.0), "There is no w7 here; there are w1, w2, w3, w4, w5, w6."),
        (SetParameter("w1", math.nan), "finite number"),
        (SetParameter("w1", math.inf), "finite number"),
        (SetInput("i3", 1, 1.0), "There is no i3 here"),
        (SetInput("i1", 0, 1.0), "There is no sample 0"),
        (SetInput("i1", 2, 1.0), "There is no sample 2; there are 1"),
        (SetInput("i1", 1, math.inf), "finite number"),
        (SetTarget("h1", 1, 1.0), "There is no h1 here; there are out."),
        (SetTarget("out", 2, 1.0), "There is no sample 2"),
        (SetLocked("b1", True), "There is no b1 here"),
        (SetMany((SetParameter("w1", 1.0), SetParameter("w1", 2.0))), "w1 is set twice at once"),
        (SetMany((SetParameter("w1", 1.0), SetInput("i1", 2, 1.0))), "There is no sample 2"),
        (SetMany((SetParameter("w1", 1.0), SetParameter("w2", math.nan))), "finite number"),
        (SetLearningRate(-0.1), "cannot be negative"),
        (SetLearningRate(math.nan), "finite number"),
        (SetBatchSize(0), "from 1 to the 1 samples"),
        (SetBatchSize(2), "from 1 to the 1 samples"),
        (SetSeed(-1), "whole number from 0"),
        (SetSeed(2**31), "whole number from 0"),
        (SetLoss("hinge"), "There is no hinge here; there are half_square"),
        (SetLoss("binary_cross_entropy"), None),
        (SetActivation(1, "sine"), "There is no sine here; there are linear"),
        (SetActivation(1, "softmax"), "softmax is for the output layer only"),
        (SetActivation(2, "softmax"), "softmax over one output is always 1"),
        (SetLoss("categorical_cross_entropy"), "softmax over one output is always 1"),
        (SetActivation(0, "tanh"), "There is no layer 0; layers go from 1 to 2"),
        (SetActivation(3, "tanh"), "There is no layer 3"),
        (SetBias(3, True), "There is no layer 3"),
        (NewWeights("ones", 0), "There is no ones here; there are uniform"),
        (NewWeights("he", -1), "whole number from 0"),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(edit, reason):
    session = article_session()
    if reason is None:
        session.perform(SetTarget("out", 1, 3.0))
        reason = "needs targets from 0 to 1; sample 1 has 3"
    length, undoable = session.timeline.length, session.undo_stack.undoable
    with pytest.raises(Problem, match=reason):
        session.perform(edit)
    assert (session.timeline.length, session.undo_stack.undoable) == (length, undoable)


def test_a_target_that_the_loss_does_not_take_is_refused():
    session = batched_session()
    session.perform(SetLoss("binary_cross_entropy"))
    with pytest.raises(Problem, match="needs targets from 0 to 1; sample 2"):
        session.perform(SetTarget("o1", 2, 1.5))


def test_biases_beyond_the_limit_are_refused():
    made = new_experiment((1000, 1000), ["linear"], [False], "half_square")
    with pytest.raises(Problem, match="1001000 parameters"):
        SetBias(1, True).apply(made, np.zeros(1_000_000))


def test_of_many_names_the_first_few_are_said():
    with pytest.raises(Problem, match=r"there are w1, w2, w3, w4, w5, w6, w7, w8, \.\.\."):
        after(SetParameter("x", 1.0))
