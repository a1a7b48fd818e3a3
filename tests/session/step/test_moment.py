import numpy as np
import pytest

from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.model.edits import SetLocked
from bpgui.session.step.ladder import Group
from bpgui.session.step.moment import Grain, Phase, Rung
from tests.article import START, article_session
from tests.session.builders import batched_session


def at(rung, session=None):
    """Return the moment after `rung` presses of "phase" (0: at rest)."""
    session = session or article_session()
    for _ in range(rung):
        session.next_phase()
    return session.moment()


def neuron_by_neuron(stops, session=None):
    """Return the moment after so many neurons, outputs and updates."""
    session = session or article_session()
    for _ in range(stops):
        session.walk(Grain.NEURON)
    return session.moment()


@pytest.mark.parametrize(
    ("rung", "phase", "shown"),
    [
        (0, Phase.REST, ("forward", "loss")),
        (1, Phase.FORWARD, ("forward",)),
        (2, Phase.LOSS, ("forward", "loss")),
        (3, Phase.BACKWARD, ("forward", "loss", "deltas", "gradients")),
        (4, Phase.UPDATE, ("forward", "loss", "deltas", "gradients")),
        (5, Phase.REST, ("forward", "loss")),
        (6, Phase.FORWARD, ("forward",)),
    ],
)
def test_what_is_not_computed_yet_is_not_shown(rung, phase, shown):
    moment = at(rung)
    assert moment.phase is phase
    kinds = ("forward", "loss", "deltas", "gradients")
    assert tuple(kind for kind in kinds if getattr(moment, f"shows_{kind}")) == shown


def computed(moment):
    """Name all that is computed of the article's network."""
    names, parameters = moment.experiment.network.neuron_names, moment.experiment.network.parameters
    neurons = [(layer, k) for layer in (0, 1, 2) for k in range(len(names[layer]))]
    found = [names[layer][k] for layer, k in neurons if moment.activation_is_computed(layer, k)]
    found += ["loss"] if moment.loss_is_computed(0) else []
    found += [f"d{names[layer][k]}" for layer, k in neurons if moment.delta_is_computed(layer, k)]
    return " ".join([*found, *(p.name for p in parameters if moment.update_is_computed(p.index))])


@pytest.mark.parametrize(
    ("stops", "expected"),
    [
        (0, "i1 i2 h1 h2 out loss"),
        (1, "i1 i2 h1"),
        (2, "i1 i2 h1 h2"),
        (3, "i1 i2 h1 h2 out"),
        (4, "i1 i2 h1 h2 out loss"),
        (5, "i1 i2 h1 h2 out loss dout"),
        (6, "i1 i2 h1 h2 out loss dh1 dout"),
        (7, "i1 i2 h1 h2 out loss dh1 dh2 dout"),
        (8, "i1 i2 h1 h2 out loss dh1 dh2 dout w1 w2"),
        (9, "i1 i2 h1 h2 out loss dh1 dh2 dout w1 w2 w3 w4"),
        (10, "i1 i2 h1 h2 out loss dh1 dh2 dout w1 w2 w3 w4 w5 w6"),
        (11, "i1 i2 h1 h2 out loss"),
        (12, "i1 i2 h1"),
    ],
)
def test_what_each_stop_computes(stops, expected):
    assert computed(neuron_by_neuron(stops)) == expected


def test_a_walk_that_has_just_begun_shows_the_inputs_only():
    session = article_session()
    session.begin_walk()
    assert (computed(session.moment()), session.moment().latest) == ("i1 i2", ())


@pytest.mark.parametrize(
    ("stops", "latest"),
    [
        (0, ()),
        (2, (Group(Phase.FORWARD, 1, range(1, 2)),)),
        (4, (Group(Phase.LOSS, 2, range(1)),)),
        (5, (Group(Phase.BACKWARD, 2, range(1)),)),
        (10, (Group(Phase.UPDATE, 2, range(1)),)),
    ],
)
def test_the_latest_is_what_the_last_move_did(stops, latest):
    assert neuron_by_neuron(stops).latest == latest


def test_the_latest_of_a_phase_are_all_its_layers():
    assert at(3).latest == (Group(Phase.BACKWARD, 2, range(1)), Group(Phase.BACKWARD, 1, range(2)))


def test_of_several_outputs_each_adds_its_part_to_the_loss():
    session = batched_session(1)
    found = [neuron_by_neuron(n, session) for n in (6, 1)]
    parts = [(m.loss_is_computed(0), m.loss_is_computed(1), m.shows_loss) for m in found]
    assert parts == [(True, False, False), (True, True, True)]


def test_an_update_on_its_way_moves_the_parameters_of_the_neurons_done():
    moment, end = neuron_by_neuron(9), neuron_by_neuron(10)
    assert moment.after.tolist() == [*end.after[:4].tolist(), *START[4:].tolist()]
    assert moment.state.parameters.tolist() == START.tolist()


@pytest.mark.parametrize("make", [article_session, batched_session, lambda: batched_session(None)])
def test_the_last_of_the_update_are_the_recorded_bits(make):
    session = make()
    while session.step_number == 0:
        moment = session.moment()
        session.walk(Grain.NEURON)
    network, last = moment.experiment.network, session.moment()
    into_last = network.incoming(len(network.sizes) - 1, network.outputs - 1)
    recorded = session.timeline.state_at(1).parameters
    expected = recorded.copy()
    expected[into_last] = moment.state.parameters[into_last]
    assert (moment.after.tolist(), last.after.tolist()) == (expected.tolist(), recorded.tolist())


def test_outside_the_update_there_is_nothing_after_it():
    assert neuron_by_neuron(7).after is None


def test_a_sample_from_outside_the_batch_shows_its_own_pass_and_no_gradients():
    session = batched_session(2, shuffle=False)
    at(3, session)
    session.choose_sample(5)
    moment = session.moment()
    assert (moment.in_batch, moment.shows_loss, moment.shows_gradients) == (False, True, False)


@pytest.mark.parametrize("sample", [0, 2, 5])
def test_another_sample_than_the_walked_one_is_shown_at_rest(sample):
    """The batch is samples 1 to 3, the walk has some deltas of the second; nothing of that is mixed in."""
    session = batched_session(3, shuffle=False)
    ladder = session.moment().ladder
    session.walk_to(ladder.number(Rung(Phase.BACKWARD, 1, 2)))
    assert session.moment().is_walked
    session.choose_sample(sample)
    moment = session.moment()
    assert (moment.phase, moment.is_walked, moment.shows_forward, moment.shows_loss) == (Phase.REST, False, True, True)
    assert not moment.computed(Phase.BACKWARD).any()
    assert (moment.samples_done, moment.prediction_is_computed(1)) == (1, True)


@pytest.mark.parametrize(("sample", "has_deltas"), [(0, True), (1, True), (5, False)])
def test_in_the_update_each_sample_of_the_batch_has_its_deltas(sample, has_deltas):
    session = batched_session(2, shuffle=False)
    at(6, session)
    session.walk(Grain.NEURON)
    session.choose_sample(sample)
    moment = session.moment()
    assert (moment.phase, moment.shows_deltas, moment.after is None) == (Phase.UPDATE, has_deltas, False)


def test_a_sample_from_outside_shows_its_loss_while_another_goes_forward():
    session = batched_session(2, shuffle=False)
    at(1, session)
    assert not session.moment().shows_loss
    session.choose_sample(5)
    assert session.moment().shows_loss


def test_a_samples_gradient_belongs_to_its_own_loss():
    """No 1/B: it does not know of the batch."""
    session = batched_session(None)
    gradients = []
    for sample in range(7):
        session.choose_sample(sample)
        gradients.append(session.moment().values.gradient)
    [block] = session.timeline.rows(0, 1)
    assert np.sum(gradients, axis=0) / 7 == pytest.approx(block.gradients[0], rel=1e-14)


@pytest.mark.parametrize(("rung", "done"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (6, 2), (8, 2), (9, 3), (10, 3)])
def test_how_many_samples_of_the_batch_are_done(rung, done):
    assert at(rung, batched_session(3)).samples_done == done


def test_the_gradient_so_far_ends_as_the_one_that_the_update_uses():
    session = batched_session(3)
    [block] = session.timeline.rows(0, 1)
    assert at(9, session).gradient_so_far.tolist() == block.gradients[0].tolist()
    session.next_phase()
    assert session.moment().gradient_so_far.tolist() == block.gradients[0].tolist()


def test_the_gradient_so_far_is_the_sum_over_the_batch_size():
    session = batched_session(3)
    first = at(3, session)
    assert first.gradient_so_far.tolist() == (first.values.gradient / 3).tolist()


def test_before_any_backward_phase_the_gradient_so_far_is_zero():
    assert not at(2, batched_session(3)).gradient_so_far.any()


def test_the_update_is_old_minus_rate_times_gradient():
    moment = at(10, batched_session(3))
    rate = moment.experiment.settings.learning_rate
    expected = moment.state.parameters - rate * moment.gradient_so_far
    assert moment.parameters.tolist() == expected.tolist()


def test_a_locked_parameter_shows_its_gradient_and_stays():
    session = article_session()
    session.perform(SetLocked("w5", True))
    moment = at(4, session)
    assert moment.gradient_so_far[4] == pytest.approx(-0.68765, abs=1e-15)
    assert moment.parameters[4] == START[4]


def test_the_batch_of_an_update_is_the_one_it_was_made_from():
    session = batched_session(3, shuffle=False)
    assert at(10, session).batch.tolist() == [0, 1, 2]
    session.seek(1)
    assert session.moment().batch.tolist() == [3, 4, 5]


@pytest.mark.parametrize("steps", [0, 1, 2, 3])
def test_the_loss_is_the_one_of_the_row(steps):
    session = batched_session(3)
    session.train(steps)
    assert session.moment().loss == session.place.loss


def test_predictions_are_those_of_the_row():
    session = batched_session(3)
    session.train(4)
    [block] = session.timeline.rows(4, 5)
    assert session.moment().predictions.tolist() == block.predictions[0].tolist()


def test_the_loss_of_the_sample_is_its_own():
    session = batched_session(None)
    losses = []
    for sample in range(7):
        session.choose_sample(sample)
        losses.append(session.moment().sample_loss)
    assert np.mean(losses) == pytest.approx(session.place.loss, rel=1e-15)


def test_numbers_too_large_for_floats_are_shown_without_a_warning():
    session = article_session(1e200)
    session.train(5)
    moment = session.moment()
    assert not np.isfinite(moment.loss)
    assert not np.isfinite(moment.values.gradient).all()
    assert moment.predictions.shape == (1, 1)


def test_the_prediction_of_one_sample_has_the_bits_of_all():
    moment = load_session(resource_path("examples", "iris.bpgui")).moment()
    found = np.array([moment.prediction(sample) for sample in (149, 0, 127, 128)])
    assert found.tolist() == moment.predictions[[149, 0, 127, 128]].tolist()
