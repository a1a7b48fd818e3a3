import math
from dataclasses import replace

import numpy as np
import pytest

from bpgui.engine.batches import shuffled
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings, State, batch_of, next_state
from bpgui.engine.training import (
    Columns,
    Record,
    advance,
    diverged,
    loss_rule,
    mean_loss,
    mean_losses,
    measure,
    place_after,
    predict,
)
from tests.article import DATA, NETWORK, ORACLE, START, agrees, settings, start

SAMPLES = 7
WATCHED = np.arange(1)
ALL = Columns(WATCHED, np.arange(6), every=2)
RNG = np.random.default_rng(5)
SEVEN = Data(RNG.normal(size=(SAMPLES, 2)), RNG.normal(size=(SAMPLES, 1)))


def seven(batch_size=3, *, shuffle=False, seed=0, rate=0.05):
    return Settings(rate, np.zeros(6, dtype=bool), batch_size, shuffle, seed)


def trained(count, how=None, state=None, chunk=None, data=DATA, **rules):
    """Train `count` steps in chunks; return the last state and the records."""
    how, state, records, armed = how or settings(), state or start(), [], rules.pop("armed", True)
    first_loss = measure(NETWORK, state, how, data, WATCHED).loss
    while count > 0 and not (records and records[-1].reason):
        size = min(chunk or count, count)
        records.append(Record(NETWORK, ALL, size, first_loss, armed=armed, **rules))
        records[-1].clear(state.step + 1)
        state = advance(NETWORK, state, how, data, size, records[-1])
        armed, count = records[-1].armed, count - size
    return state, records


def batches(how, steps, state=None):
    """The samples of the next `steps` batches, without any mathematics."""
    state, found = state or start(), []
    for _ in range(steps):
        found.append(batch_of(state, how, SAMPLES).tolist())
        state = next_state(NETWORK, state, np.zeros(6), how, SAMPLES)
    return found, state


# The article


def test_five_steps_give_the_articles_numbers():
    _, [record] = trained(5)
    for k, exact in enumerate(ORACLE[1:]):
        assert agrees(record.parameters[k], exact["weights"])
        assert agrees(record.gradients[k], exact["gradients"])
        assert agrees(record.predictions[k], [exact["prediction"]])
        assert agrees(record.losses[k : k + 1], [exact["loss"]])


def test_the_first_step_is_not_the_in_place_one():
    state, _ = trained(1)
    assert state.parameters[0] == pytest.approx(0.121326, abs=1e-15)
    assert abs(state.parameters[0] - 0.124108) > 1e-3


def test_at_rate_1_the_article_diverges_at_step_3():
    state, [record] = trained(1000, settings(1.0))
    assert (record.reason, state.step, record.length) == ("diverged", 3, 3)


@pytest.mark.parametrize("rate", [0.05, 0.3, 0.5])
def test_at_smaller_rates_it_never_diverges(rate):
    state, [record] = trained(1000, settings(rate))
    assert (record.reason, state.step) == ("", 1000)


# Batches and epochs


def test_batches_go_in_order_and_the_last_of_an_epoch_is_smaller():
    found, _ = batches(seven(3), 4)
    assert found == [[0, 1, 2], [3, 4, 5], [6], [0, 1, 2]]


@pytest.mark.parametrize("batch_size", [None, 7, 9])
def test_a_full_batch_is_never_shuffled(batch_size):
    found, state = batches(seven(batch_size, shuffle=True), 2)
    assert found == [list(range(7))] * 2
    assert (state.epoch, state.position) == (2, 0)


@pytest.mark.parametrize("batch_size", [1, 2, 3, 6])
def test_a_shuffled_epoch_follows_its_own_order(batch_size):
    steps = math.ceil(SAMPLES / batch_size)
    found, _ = batches(seven(batch_size, shuffle=True, seed=9), 3 * steps)
    expected = [shuffled(9, epoch, SAMPLES).tolist() for epoch in range(3)]
    assert np.concatenate(found).tolist() == np.concatenate(expected).tolist()


def test_any_epoch_replays_without_its_past():
    state = State(step=30, epoch=10, position=0, parameters=START)
    found, _ = batches(seven(3, shuffle=True, seed=9), 3, state)
    assert np.concatenate(found).tolist() == shuffled(9, 10, SAMPLES).tolist()


@pytest.mark.parametrize("shuffle", [False, True])
def test_a_changed_batch_size_goes_on_from_the_position(shuffle):
    order = shuffled(9, 0, SAMPLES).tolist() if shuffle else list(range(SAMPLES))
    first, state = batches(seven(3, shuffle=shuffle, seed=9), 1)
    rest, after = batches(seven(2, shuffle=shuffle, seed=9), 2, state)
    assert first + rest == [order[:3], order[3:5], order[5:]]
    assert (after.epoch, after.position) == (1, 0)


def test_a_batch_size_of_all_in_the_middle_of_an_epoch_takes_the_rest_of_it():
    _, state = batches(seven(3, shuffle=True, seed=9), 1)
    rest, after = batches(seven(None, shuffle=True, seed=9), 2, state)
    assert rest == [shuffled(9, 0, SAMPLES).tolist()[3:], list(range(SAMPLES))]
    assert (after.step, after.epoch) == (3, 2)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (seven(3), seven(3, shuffle=True, seed=9)),
        (seven(3, shuffle=True, seed=9), seven(3)),
        (seven(3, shuffle=True, seed=9), seven(3, shuffle=True, seed=10)),
    ],
)
def test_a_changed_order_or_seed_acts_from_the_next_epoch(before, after):
    unchanged, _ = batches(before, 3)
    first, state = batches(before, 1)
    changed, _ = batches(after, 5, state)
    assert first + changed[:2] == unchanged
    expected = shuffled(after.seed, 1, SAMPLES).tolist() if after.shuffle else list(range(SAMPLES))
    assert np.concatenate(changed[2:]).tolist() == expected


def test_a_step_counts_samples_and_epochs():
    _, state = batches(seven(3), 5)
    assert (state.step, state.epoch, state.position) == (5, 1, 6)


@pytest.mark.parametrize("batch_size", [None, 1, 2, 3, 6, 7, 9])
@pytest.mark.parametrize("position", [0, 1, 5, 6])
def test_the_place_after_some_steps_is_where_stepping_leads(batch_size, position):
    how, state = seven(batch_size), State(step=4, epoch=2, position=position, parameters=START)
    epochs, positions = place_after(state, how, SAMPLES, np.arange(25))
    for place in zip(epochs.tolist(), positions.tolist(), strict=True):
        assert place == (state.epoch, state.position)
        state = next_state(NETWORK, state, np.zeros(6), how, SAMPLES)


# Rows


def test_a_rows_loss_and_gradient_are_those_of_its_own_batch():
    state = replace(start(), position=3)
    row = measure(NETWORK, state, seven(2), SEVEN, WATCHED)
    part = measure(NETWORK, start(), seven(None), Data(SEVEN.inputs[3:5], SEVEN.targets[3:5]), WATCHED)
    assert (row.loss, row.gradient.tolist()) == (part.loss, part.gradient.tolist())


def test_the_training_loss_stands_in_rows_that_begin_an_epoch():
    _, [record] = trained(6, seven(3), data=SEVEN)
    assert np.isnan(record.train_losses).tolist() == [True, True, False, True, True, False]
    assert record.train_losses[2] == mean_loss(NETWORK, record.parameters[2], SEVEN)


@pytest.mark.parametrize("shuffle", [False, True])
def test_of_a_full_batch_the_row_loss_is_the_training_loss(shuffle):
    row = measure(NETWORK, start(), seven(None, shuffle=shuffle), SEVEN, WATCHED)
    assert row.loss == row.train_loss == mean_loss(NETWORK, START, SEVEN)


def test_predictions_are_those_of_the_watched_samples():
    row = measure(NETWORK, start(), seven(3), SEVEN, np.array([4, 1]))
    assert row.predictions.tolist() == predict(NETWORK, START, SEVEN.inputs)[[4, 1]].tolist()


def test_a_locked_parameter_does_not_move_and_has_a_gradient():
    how = replace(settings(), locked=np.array([False, False, False, False, True, False]))
    state, [record] = trained(3, how)
    assert state.parameters[4] == 0.14
    assert record.gradients[:, 4].all()
    assert (state.parameters != START).tolist() == [True, True, True, True, False, True]


def test_locking_does_not_change_the_first_gradient():
    locked = replace(settings(), locked=np.ones(6, dtype=bool))
    found = [measure(NETWORK, start(), how, DATA, WATCHED).gradient.tolist() for how in (settings(), locked)]
    assert found[0] == found[1]


def test_only_what_columns_ask_for_is_recorded():
    record = Record(NETWORK, Columns(traced=np.array([4, 1]), train_loss=False, every=3), 8, 1.0)
    record.clear(5)
    _, [whole] = trained(8)
    advance(NETWORK, start(), settings(), DATA, 8, record)

    assert (record.length, record.kept, record.train_losses.size, record.predictions.size) == (8, 3, 0, 0)
    assert record.parameters.tolist() == whole.parameters[:, [4, 1]].tolist()
    assert record.gradients.tolist() == whole.gradients[:, [4, 1]].tolist()
    assert record.states.tolist() == whole.parameters[[1, 4, 7]].tolist()  # rows 6, 9 and 12


def test_advancing_leaves_the_state_it_starts_from():
    trained(3)
    assert START.tolist() == [0.11, 0.21, 0.12, 0.08, 0.14, 0.15]


# One set of bits, whatever the chunks


def columns(records):
    names = ("parameters", "gradients", "losses", "train_losses", "predictions")
    filled = {name: np.concatenate([getattr(r, name)[: r.length] for r in records]).tobytes() for name in names}
    return filled | {"states": np.concatenate([r.states[: r.kept] for r in records]).tobytes()}


@pytest.mark.parametrize("chunk", [1, 2, 7, 50])
@pytest.mark.parametrize(
    ("how", "data"), [(settings(), DATA), (seven(3), SEVEN), (seven(2, shuffle=True, seed=3), SEVEN)]
)
def test_chunks_of_any_size_give_the_same_rows(how, data, chunk):
    _, whole = trained(120, how, data=data)
    _, pieces = trained(120, how, data=data, chunk=chunk)
    assert columns(pieces) == columns(whole)


@pytest.mark.parametrize("chunk", [1, 2, 7, 64, 1000])
def test_the_loss_rule_stops_at_the_first_row_below_it(chunk):
    state, records = trained(1000, chunk=chunk, below=0.01)
    losses = np.concatenate([record.losses[: record.length] for record in records])
    assert records[-1].reason == "loss"
    assert (losses < 0.01).tolist() == [False] * (state.step - 1) + [True]


@pytest.mark.parametrize("chunk", [1, 2, 7, 64, 1000])
def test_divergence_stops_at_the_same_row(chunk):
    state, records = trained(1000, settings(1.0), chunk=chunk)
    assert (records[-1].reason, state.step) == ("diverged", 3)


@pytest.mark.parametrize("chunk", [1, 2, 3, 1000])
def test_a_rule_that_is_met_already_does_not_fire_until_it_has_been_unmet(chunk):
    """At this rate the loss rises over the rule and comes back: 0.003, then 0.023, 0.177, 0.495, 0.033."""
    good = replace(start(), parameters=2.2 * START)
    assert measure(NETWORK, good, settings(0.5), DATA, WATCHED).loss < 0.05

    state, records = trained(1000, settings(0.5), good, chunk, below=0.05, armed=False)

    assert (records[-1].reason, state.step) == ("loss", 4)


@pytest.mark.parametrize(
    ("below", "armed", "train_loss", "expected"),
    [
        (None, True, 0.0, (False, True)),
        (0.1, True, 0.2, (False, True)),
        (0.1, True, 0.1, (False, True)),
        (0.1, True, 0.09, (True, True)),
        (0.1, False, 0.09, (False, False)),
        (0.1, False, 0.2, (False, True)),
        (0.1, False, math.nan, (False, False)),
        (0.1, True, math.nan, (False, True)),
    ],
)
def test_the_loss_rule(below, armed, train_loss, expected):
    assert loss_rule(below, armed, train_loss) == expected


@pytest.mark.parametrize(
    ("loss", "first_loss", "expected"),
    [
        (1e6, 0.1, False),
        (1.0000001e6, 0.1, True),
        (1.9e6, 2.0, False),
        (2.1e6, 2.0, True),
        (math.nan, 1.0, True),
        (math.inf, 1.0, True),
        (math.inf, math.inf, True),
        (5.0, math.nan, False),
        (5.0, math.inf, False),
        (2e6, math.inf, True),
    ],
)
def test_diverged(loss, first_loss, expected):
    assert diverged(loss, first_loss) is expected


def test_no_step_is_taken_from_a_diverged_state():
    state = replace(start(), parameters=np.full(6, np.inf))
    after, [record] = trained(5, state=state)
    assert after is state
    assert (record.reason, record.length) == ("diverged", 0)


def test_numbers_too_large_for_floats_diverge_without_a_warning():
    network = Network(1, (Layer(1, "relu"), Layer(1)))
    state = State(0, 0, 0, np.array([1e200, 1e200]))
    row = measure(
        network, state, Settings(1.0, np.zeros(2, dtype=bool)), Data(np.ones((1, 1)), np.ones((1, 1))), WATCHED
    )
    assert row.loss == math.inf


def test_training_data_has_a_number_of_samples():
    assert (DATA.samples, SEVEN.samples) == (1, 7)


def test_losses_of_many_parameters_at_once_are_those_of_each():
    vectors = RNG.normal(size=(5, 6))

    for samples in (None, np.array([4, 1])):
        alone = [mean_loss(NETWORK, own, SEVEN, samples) for own in vectors]
        assert mean_losses(NETWORK, vectors, SEVEN, samples).tolist() == alone
