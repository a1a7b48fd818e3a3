import numpy as np
import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.change import Change
from bpgui.session.model.edits import (
    NewWeights,
    SetActivation,
    SetBatchSize,
    SetBias,
    SetInput,
    SetLearningRate,
    SetParameter,
    SetShuffle,
)
from bpgui.session.session import Session
from bpgui.session.step.moment import Phase
from bpgui.session.stops import StopRules
from bpgui.session.timeline import segment
from tests.article import DATA, ORACLE, START, agrees, article, article_session
from tests.campaigns import tries
from tests.session.builders import batched_session, rows_of, run


def parameters(session):
    return session.moment().state.parameters.tolist()


def trained(steps=5, **how):
    session = article_session(**how)
    session.train(steps)
    return session


def walk(session, steps):
    """Go `steps` steps on, phase by phase."""
    goal = session.step_number + steps
    while session.step_number < goal:
        assert session.next_phase().halt is None


# The article


@pytest.mark.parametrize("k", range(6))
def test_every_row_has_the_articles_numbers(k):
    session = trained()
    session.seek(k)
    moment, exact = session.moment(), ORACLE[k]
    assert agrees(moment.state.parameters, exact["weights"])
    assert agrees(moment.values.activations[1], [exact["h1"], exact["h2"]])
    assert agrees(moment.predictions, [exact["prediction"]])
    assert agrees([moment.loss], [exact["loss"]])
    assert agrees(moment.values.deltas[1], [exact["delta"]])
    assert agrees(moment.values.gradient, exact["gradients"])


def test_at_rate_1_training_ends_at_step_3():
    session = article_session(1.0)
    halt = session.train(1000).ended
    assert (halt.reason, halt.step, session.timeline.length) == ("diverged", 3, 4)
    assert halt.loss > 1e6


@pytest.mark.parametrize("rate", [0.3, 0.5])
def test_at_smaller_rates_it_does_not_diverge(rate):
    assert article_session(rate).train(1000).ended.reason == "done"


def test_from_a_diverged_row_there_is_no_step():
    session = article_session(1.0)
    session.train(1000)
    assert [session.step().ended.reason, session.train(5).ended.reason, session.next_phase().ended.reason] == [
        "diverged"
    ] * 3
    assert session.timeline.length == 4


def test_an_edit_frees_a_diverged_run():
    session = article_session(1.0)
    session.train(1000)
    session.perform(SetLearningRate(1e-9))
    assert session.train(2).ended.reason == "done"


# One set of bits


MAKES = {
    "article": (article_session, tries(300, 1000)),
    "mini-batches": (batched_session, tries(300, 1000)),
    "batches of one": (lambda: batched_session(1, shuffle=False), tries(100, 300)),
    "whole batches": (lambda: batched_session(None), tries(100, 300)),
}
WAYS = {
    "step by step": lambda session, steps: [session.step() for _ in range(steps)],
    "seven by seven": lambda session, steps: [session.train(7) for _ in range(steps // 7)] + [session.train(steps % 7)],
    "phase by phase": walk,
    "run": run,
}


@pytest.fixture(scope="module", params=MAKES)
def trained_readably(request):
    """How to make a session, how far to train it, and the rows that the readable engine then gives."""
    make, steps = MAKES[request.param]
    session = make()
    session.train(steps)
    return make, steps, rows_of(session.timeline)


@pytest.mark.campaign
@pytest.mark.parametrize("way", WAYS)
def test_every_way_of_training_by_the_kernel_gives_the_same_rows(trained_readably, way, kernel):
    make, steps, rows = trained_readably
    session = make()

    WAYS[way](session, steps)

    assert session.steps == steps
    assert rows_of(session.timeline) == rows


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("make", MAKES)
def test_every_way_of_training_by_the_readable_engine_gives_the_same_rows(make, way):
    whole, session = (MAKES[make][0]() for _ in range(2))
    whole.train(60)

    WAYS[way](session, 60)

    assert session.steps == 60
    assert rows_of(session.timeline) == rows_of(whole.timeline)


def test_chunks_do_not_show_in_the_rows(monkeypatch):
    whole = batched_session()
    whole.train(100)
    monkeypatch.setattr(segment, "MAX_CHUNK", 3)
    pieces = batched_session()
    pieces.train(100)
    assert rows_of(pieces.timeline) == rows_of(whole.timeline)


def test_walking_the_record_gives_the_rows_that_are_there():
    session = batched_session()
    session.train(50)
    before = rows_of(session.timeline)
    session.seek(0)
    walk(session, 60)
    longer = batched_session()
    longer.train(60)
    assert session.timeline.length == 61
    assert rows_of(session.timeline) == rows_of(longer.timeline) != before


# Futures


def test_run_100_edit_run_100_undo():
    """The contract's own example."""
    session = trained(100)
    old = parameters(session)
    session.perform(SetParameter("w5", 0.3))
    session.train(100)

    session.undo()

    assert (session.step_number, parameters(session), session.steps) == (100, old, 100)
    assert session.undo_stack.redo_steps() == (101, 200)


def test_redo_returns_to_everything_that_was_trained_on_the_edit():
    session = trained(100)
    session.perform(SetParameter("w5", 0.3))
    session.train(100)
    rows = rows_of(session.timeline)
    session.undo()

    session.redo()

    assert session.timeline.events[-1].edit == SetParameter("w5", 0.3)
    assert (session.cursor, session.step_number) == (201, 200)
    assert rows_of(session.timeline) == rows


def test_undo_gives_back_all_the_steps_of_the_old_future():
    session = trained(100)
    rows = rows_of(session.timeline)
    session.seek_step(40)
    session.perform(SetParameter("w5", 0.3))

    session.undo()

    assert (session.cursor, session.steps) == (40, 100)
    assert rows_of(session.timeline) == rows


def test_an_edit_adds_a_row_with_the_same_step_number():
    session = trained(3)
    session.perform(SetParameter("w5", 0.3))
    assert [session.timeline.step_at(row) for row in range(5)] == [0, 1, 2, 3, 3]
    assert [(e.row, e.step, e.edit) for e in session.timeline.events] == [(4, 3, SetParameter("w5", 0.3))]


@pytest.mark.parametrize("steps", [0, 3])
def test_an_edit_is_applied_once(monkeypatch, steps):
    session, applied = trained(steps), []
    apply = SetParameter.apply
    monkeypatch.setattr(SetParameter, "apply", lambda edit, *of: applied.append(edit) or apply(edit, *of))
    session.perform(SetParameter("w5", 0.3))
    assert len(applied) == 1


def test_steps_that_redo_does_not_bring_back_are_none():
    session = trained(3)
    session.perform(SetParameter("w5", 0.3))
    assert session.undo_stack.redo_steps() is None
    session.undo()
    assert session.undo_stack.redo_steps() is None


def test_a_further_edit_drops_what_could_be_redone():
    session = trained(3)
    session.perform(SetParameter("w5", 0.3))
    session.undo()
    session.perform(SetParameter("w5", 0.4))
    assert not session.redo()


def test_running_never_touches_the_undo_stack():
    session = trained(3)
    session.perform(SetParameter("w5", 0.3))
    session.undo()
    session.train(10)
    session.redo()
    assert session.timeline.events[-1].edit == SetParameter("w5", 0.3)
    session.undo()
    assert session.steps == 13


def test_forgotten_steps_leave_no_event_and_no_row_and_undo_brings_them_back():
    session = article_session()
    session.train(10)
    session.perform(SetParameter("w5", 0.3))
    session.train(20)
    whole = rows_of(session.timeline)
    session.seek_step(15)
    assert session.forget_future()
    assert (session.steps, session.timeline.length, len(session.timeline.events)) == (15, 17, 1)
    assert not session.in_past
    assert session.is_modified

    session.train(15)
    assert rows_of(session.timeline) == whole
    session.undo()
    assert (session.steps, session.step_number) == (30, 15)
    assert rows_of(session.timeline) == whole


def test_with_nothing_after_the_cursor_nothing_is_forgotten():
    session = article_session()
    session.train(3)
    assert not session.forget_future()
    assert session.undo_stack.undoable is None


def test_after_steps_were_forgotten_divergence_is_judged_as_before():
    """At the rate 0.7 the loss goes from 23 to 1.9e6: too far from the first loss, 0.3, not from 23."""
    session = article_session(0.7)
    run(session)
    rows = rows_of(session.timeline)
    session.seek(session.timeline.length - 2)
    session.forget_future()
    assert session.train(5).ended.reason == "diverged"
    assert rows_of(session.timeline) == rows


def test_with_nothing_to_undo_or_redo_nothing_happens():
    session = trained(3)
    assert (session.undo(), session.redo(), session.undo_stack.redo_steps(), session.cursor) == (
        Change(),
        Change(),
        None,
        3,
    )


@pytest.mark.parametrize("edit", [SetBias(1, True), NewWeights("uniform", 1)])
def test_an_edit_of_columns_or_a_new_draw_begins_a_new_timeline(edit):
    session = trained(3)
    session.perform(edit)
    assert (session.cursor, session.timeline.length, session.step_number) == (0, 1, 0)
    session.train(2)
    session.undo()
    assert (session.cursor, session.steps, session.undo_stack.redo_steps()) == (3, 3, (1, 2))


def test_a_new_timeline_begins_with_what_held_at_the_cursor():
    session = trained(3)
    session.seek(2)
    session.perform(SetLearningRate(0.2))
    before = parameters(session)
    session.perform(SetBias(1, True))
    assert parameters(session) == [*before, 0.0, 0.0]
    assert session.experiment.settings.learning_rate == 0.2


def test_settings_are_those_that_hold_at_the_cursor():
    session = trained(2)
    session.perform(SetLearningRate(0.2))
    session.train(2)
    session.seek(1)
    assert session.experiment.settings.learning_rate == 0.05


def test_the_old_future_is_untouched_by_training_on_the_new_one():
    session = trained(5)
    rows = rows_of(session.timeline)
    session.seek(2)
    session.perform(SetInput("i1", 1, 7.0))
    session.train(20)
    session.undo()
    assert rows_of(session.timeline) == rows


def test_a_refused_edit_leaves_the_session_as_it_was():
    session = trained(3)
    with pytest.raises(Problem):
        session.perform(SetParameter("w9", 0.3))
    assert (session.cursor, session.timeline.length, session.undo()) == (3, 4, Change())


def test_a_preview_shows_an_edit_and_makes_none():
    session = trained(3)
    preview = session.place.preview(SetParameter("w5", 0.9))
    assert (preview.preview, preview.state.parameters[4], preview.phase) == (True, 0.9, Phase.REST)
    assert (session.timeline.length, parameters(session)[4]) == (4, session.moment().state.parameters[4])
    session.perform(SetParameter("w5", 0.9))
    assert session.moment().sample_loss == preview.sample_loss


# The cursor


@pytest.mark.parametrize(("row", "cursor"), [(-5, 0), (0, 0), (3, 3), (5, 5), (99, 5)])
def test_the_cursor_goes_to_the_nearest_row(row, cursor):
    session = trained(5)
    session.seek(row)
    assert (session.cursor, session.in_past) == (cursor, cursor < 5)


@pytest.mark.parametrize(("step", "row"), [(-1, 0), (1, 1), (2, 4), (3, 5), (99, 5)])
def test_a_step_is_its_last_row(step, row):
    session = trained(2)
    session.perform(SetParameter("w5", 0.3))
    session.perform(SetParameter("w5", 0.4))
    session.train(1)
    session.seek_step(step)
    assert session.cursor == row


def test_in_the_past_a_step_walks_the_record_events_included():
    session = trained(1)
    session.perform(SetParameter("w5", 0.3))
    session.train(1)
    session.seek(0)
    visited = [(session.step().ended.step, session.cursor) for _ in range(4)]
    assert visited == [(1, 1), (1, 2), (2, 3), (3, 4)]


def test_training_in_the_past_lengthens_only_past_the_end():
    session = trained(10)
    session.seek(3)
    session.train(5)
    assert (session.cursor, session.steps) == (8, 10)
    session.train(5)
    assert (session.cursor, session.steps) == (13, 13)


def test_back_goes_one_row_back():
    session = trained(2)
    session.perform(SetParameter("w5", 0.3))
    rows = []
    for _ in range(4):
        session.back()
        rows.append(session.cursor)
    assert rows == [2, 1, 0, 0]


@pytest.mark.parametrize(("sample", "chosen"), [(-1, 0), (4, 4), (7, 6)])
def test_the_chosen_sample_is_one_that_exists(sample, chosen):
    session = batched_session()
    session.choose_sample(sample)
    assert session.moment().sample == chosen


# Epochs and stop rules


@pytest.mark.parametrize(("before", "end"), [(0, 3), (1, 3), (2, 3), (3, 6), (4, 6)])
def test_an_epoch_ends_when_every_sample_was_used(before, end):
    session = batched_session(3)
    session.train(before)
    assert session.timeline.epoch_end(session.cursor) == end


def test_in_the_past_an_epoch_ends_where_it_did():
    session = batched_session(3)
    session.train(1)
    session.perform(SetBatchSize(1))
    session.train(20)
    session.seek(0)
    assert session.timeline.epoch_end(session.cursor) == 5
    session.seek_step(5)
    assert session.timeline.epoch_end(session.cursor) == 12


def test_an_epoch_that_the_record_has_only_half_of_ends_by_training():
    session = batched_session(3)
    session.train(1)
    session.perform(SetBatchSize(2))
    session.train(1)
    session.seek(0)
    assert session.timeline.epoch_end(session.cursor) == 3


def test_of_a_full_batch_every_step_is_an_epoch():
    session = trained(3)
    assert session.timeline.epoch_end(session.cursor) == 4


def test_training_stops_at_the_first_loss_below_a_value():
    session, whole = article_session(), trained(100)
    losses = np.concatenate([block.losses for block in whole.timeline.rows(0, 101)])
    first = int(np.flatnonzero(losses < 0.01)[0])
    halt = session.train(1000, below=0.01).ended
    assert (halt.reason, halt.step, halt.loss) == ("loss", first, losses[first])


def test_walking_the_record_stops_there_too():
    session = trained(100)
    session.seek(0)
    halt = session.train(1000, below=0.01).ended
    assert halt.reason == "loss"
    assert session.in_past
    assert halt.step == article_session().train(1000, below=0.01).ended.step


def test_in_the_middle_of_an_epoch_the_training_loss_is_computed():
    session = batched_session(3)
    session.train(1)
    assert np.isnan(session.place.train_loss)
    session.perform(SetBatchSize(None))
    expected = session.place.training_loss()
    fresh = Session(session.experiment, session.moment().state.parameters)
    assert expected == fresh.place.train_loss


@pytest.mark.parametrize(("step", "loss"), [(0, None), (-3, None), (None, 0.0), (None, -1.0), (None, float("nan"))])
def test_stop_rules_that_mean_nothing_are_refused(step, loss):
    with pytest.raises(Problem):
        StopRules(step, loss)


# Unsaved changes


def example():
    return Session(article(), START, is_example=True)


@pytest.mark.parametrize(
    ("change", "is_modified", "of_an_example"),
    [
        (lambda s: None, False, False),
        (lambda s: s.train(3), True, False),
        (lambda s: (s.train(3), s.seek(0)), True, False),
        (lambda s: s.perform(SetParameter("w5", 0.3)), True, True),
        (lambda s: (s.perform(SetParameter("w5", 0.3)), s.undo()), False, False),
        (lambda s: (s.perform(SetParameter("w5", 0.3)), s.train(3), s.undo()), False, False),
        (lambda s: s.perform(SetParameter("w5", 0.14)), False, False),
        (lambda s: (s.next_phase(), s.choose_sample(0)), False, False),
        (lambda s: setattr(s, "stops", StopRules(loss=0.1)), True, True),
    ],
)
def test_what_is_an_unsaved_change(change, is_modified, of_an_example):
    for session, expected in ((article_session(), is_modified), (example(), of_an_example)):
        change(session)
        assert session.is_modified is expected
        session.mark_saved()
        assert not session.is_modified


def test_an_undo_behind_the_saved_edits_is_a_change():
    session = article_session()
    session.perform(SetParameter("w5", 0.3))
    session.mark_saved()
    session.undo()
    assert session.is_modified
    session.redo()
    assert not session.is_modified


def test_saved_edits_that_are_undone_and_replaced_cannot_be_reached_again():
    session = article_session()
    session.perform(SetParameter("w5", 0.3))
    session.mark_saved()
    session.undo()
    session.perform(SetParameter("w5", 0.4))
    assert session.is_modified


def test_the_data_of_a_session_are_shared_with_no_other():
    session = article_session()
    session.perform(SetInput("i1", 1, 9.0))
    assert DATA.inputs.tolist() == [[2.0, 3.0]]


def test_a_changed_order_waits_for_the_next_epoch_in_every_future():
    """Replayed from any row, an epoch goes on in the order in which it began."""
    session = batched_session(2)
    session.train(2)
    rest = [session.moment().batch.tolist()]
    session.perform(SetShuffle(False))
    assert session.moment().batch.tolist() == rest[0]
    session.train(1)
    session.perform(SetActivation(1, "relu"))
    session.train(1)
    assert (session.moment().state.position, session.moment().batch.tolist()) == (0, [0, 1])
