"""Random edits, undos, steps and movements: the session beside a plain model of the contract's futures."""

import re
from dataclasses import replace

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.model.edits import (
    NewWeights,
    SetBatchSize,
    SetBias,
    SetInput,
    SetLearningRate,
    SetLocked,
    SetMany,
    SetParameter,
    SetSeed,
    SetShuffle,
    SetTarget,
)
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session
from bpgui.session.timeline.memory import MEMORY_BYTES
from tests.campaigns import tries
from tests.session.builders import run
from tests.session.plain_model import Model, Row

SAMPLES = 4
START = (0.11, 0.21, 0.12, 0.08, 0.14, 0.15)
INPUTS = ((2.0, 3.0), (1.0, -1.0), (0.5, 2.0), (-0.5, 1.5))
TARGETS = (1.0, 0.0, -0.5, 0.25)

NUMBERS = st.sampled_from([0.0, 0.3, -1.5, 2.0, 0.14, 1 / 3])
WEIGHTS = st.integers(0, 5)
SAMPLE = st.integers(0, SAMPLES - 1)
RATES = st.sampled_from([0.0, 0.05, 0.3, 1.0, 5.0])  # the last two diverge


class Futures(RuleBasedStateMachine):
    @initialize(
        shuffle=st.booleans(), batch_size=st.sampled_from([None, 1, 2]), memory=st.sampled_from([3000, MEMORY_BYTES])
    )
    def begin(self, shuffle, batch_size, memory):
        network = Network(2, (Layer(2), Layer(1)))
        settings = Settings(0.05, np.zeros(6, dtype=bool), batch_size, shuffle)
        data = Data(np.array(INPUTS), np.array(TARGETS)[:, None])
        self.session = Session(Experiment(network, settings, data), np.array(START))
        self.session._memory._most = memory
        self.model = Model(Row(0, 0, 0, START, INPUTS, TARGETS, batch_size=batch_size, shuffle=shuffle))

    # Edits

    def make(self, edit, after, text=None):
        is_new = bool(self.session.perform(edit))
        assert is_new == (after is not None)
        if after is not None:
            self.model.edit(after, text)

    def set(self, edit, target, old, new, **changes):
        self.make(edit, None if old == new else replace(self.model.row, **changes), (target, old, new))

    @rule(k=WEIGHTS, value=NUMBERS)
    def set_parameter(self, k, value):
        old = self.model.row.parameters
        changed = (*old[:k], value, *old[k + 1 :])
        self.set(SetParameter(f"w{k + 1}", value), f"w{k + 1}", old[k], value, parameters=changed)

    @rule(sample=SAMPLE, value=NUMBERS)
    def set_input(self, sample, value):
        rows = list(self.model.row.inputs)
        old, rows[sample] = rows[sample][0], (value, rows[sample][1])
        self.set(SetInput("i1", sample + 1, value), f"i1[{sample + 1}]", old, value, inputs=tuple(rows))

    @rule(sample=SAMPLE, value=NUMBERS)
    def set_target(self, sample, value):
        targets = list(self.model.row.targets)
        old, targets[sample] = targets[sample], value
        edit = SetTarget("out", sample + 1, value)
        self.set(edit, f"target out[{sample + 1}]", old, value, targets=tuple(targets))

    @rule(weights=st.dictionaries(WEIGHTS, NUMBERS, max_size=4), wanted=st.dictionaries(SAMPLE, NUMBERS, max_size=2))
    def set_many(self, weights, wanted):
        row = self.model.row
        edits = [SetParameter(f"w{k + 1}", value) for k, value in weights.items()]
        edits += [SetTarget("out", sample + 1, value) for sample, value in wanted.items()]
        said = [(f"w{k + 1}", row.parameters[k], value) for k, value in weights.items()]
        said += [(f"target out[{sample + 1}]", row.targets[sample], value) for sample, value in wanted.items()]
        parameters = tuple(weights.get(k, value) for k, value in enumerate(row.parameters))
        changed = replace(
            row, parameters=parameters, targets=tuple(wanted.get(k, t) for k, t in enumerate(row.targets))
        )
        real = tuple((target, old, new) for target, old, new in said if old != new)
        self.make(SetMany(tuple(edits)), changed if real else None, real)

    @rule(k=WEIGHTS, locked=st.booleans())
    def set_locked(self, k, locked):
        before = self.model.row.locked
        old, new = ("locked" if is_so else "free" for is_so in (k in before, locked))
        changed = before | {k} if locked else before - {k}
        self.set(SetLocked(f"w{k + 1}", locked), f"lock w{k + 1}", old, new, locked=changed)

    @rule(value=RATES)
    def set_learning_rate(self, value):
        self.set(SetLearningRate(value), "learning_rate", self.model.row.rate, value, rate=value)

    @rule(value=st.sampled_from([None, 1, 2, 3, 4]))
    def set_batch_size(self, value):
        old = self.model.row.batch_size
        self.set(SetBatchSize(value), "batch_size", old or "all", value or "all", batch_size=value)

    @rule(value=st.booleans())
    def set_shuffle(self, value):
        old, new = ("shuffled" if is_so else "in order" for is_so in (self.model.row.shuffle, value))
        self.set(SetShuffle(value), "order", old, new, shuffle=value)

    @rule(value=st.integers(0, 2))
    def set_seed(self, value):
        self.set(SetSeed(value), "seed", self.model.row.seed, value, seed=value)

    @rule(value=st.booleans())
    def set_bias(self, value):
        row = self.model.row
        self.make(SetBias(1, value), None if value == row.has_biases else row.with_biases(value))

    @rule(seed=st.integers(0, 2))
    def new_weights(self, seed):
        self.make(NewWeights("uniform", seed), self.model.row.with_new_weights("uniform", seed))

    # Undo and redo

    @rule()
    def forget(self):
        assert bool(self.session.forget_future()) == self.model.forget()

    @rule()
    def undo(self):
        self.session.undo()
        self.model.undo()

    @rule()
    def redo(self):
        self.session.redo()
        self.model.redo()

    # Training and movements

    @rule()
    def step(self):
        self.session.step()
        self.model.step()

    @rule(steps=st.integers(0, 8))
    def train(self, steps):
        self.session.train(steps)
        self.model.train_to(self.model.row.step + steps)

    @rule(steps=st.integers(1, 8))
    def run_in_a_thread(self, steps):
        run(self.session, self.session.step_number + steps)
        self.model.train_to(self.model.row.step + steps)
        self.model.walk = None

    @rule()
    def train_epoch(self):
        goal = self.session.timeline.epoch_end(self.session.cursor)
        assert goal == self.model.epoch_end()
        self.session.train(goal - self.session.step_number)
        self.model.train_to(goal)

    @rule(rungs=st.integers(1, 7))
    def walk(self, rungs):
        for _ in range(rungs):
            self.session.next_phase()
            self.model.next_phase()

    @rule()
    def back(self):
        self.session.back()
        self.model.back()

    @rule(where=st.floats(-0.1, 1.1))
    def seek(self, where):
        row = round(where * len(self.model.rows))
        self.session.seek(row)
        self.model.seek(row)

    @precondition(lambda self: self.model.rows[-1].step)
    @rule(where=st.floats(0.0, 1.0))
    def seek_step(self, where):
        step = round(where * self.model.rows[-1].step)
        self.session.seek_step(step)
        self.model.seek(max(k for k, row in enumerate(self.model.rows) if row.step == step))

    # What a person sees

    @invariant()
    def the_cursor_is_where_it_should_be(self):
        session, model = self.session, self.model
        assert (session.cursor, session.step_number, session.in_past) == (model.cursor, model.row.step, model.in_past)
        assert (session.timeline.length, session.steps) == (len(model.rows), model.rows[-1].step)

    @invariant()
    def its_row_has_the_same_bits(self):
        model, moment = self.model, self.session.moment()
        row = model.rows[model.walk[0]] if model.walk else model.row
        state, settings = moment.state, moment.experiment.settings
        assert (state.epoch, state.position) == (row.epoch, row.position)
        assert is_same(state.parameters, row.parameters)
        assert (settings.learning_rate, settings.batch_size) == (row.rate, row.batch_size)
        assert (settings.shuffle, settings.seed) == (row.shuffle, row.seed)
        assert np.flatnonzero(settings.locked).tolist() == sorted(row.locked)
        assert is_same(self.session.place.loss, model.row.loss)

    @invariant()
    def the_walk_is_on_the_same_rung(self):
        session, model = self.session, self.model
        assert session.moment().phase.value == model.phase
        row = model.rows[model.walk[0]] if model.walk else model.row
        assert session.moment().batch.tolist() == list(row.batch)

    @invariant()
    def the_events_say_the_same(self):
        expected = [(k, row.step, row.event) for k, row in enumerate(self.model.rows) if row.event]
        assert [(event.row, event.step) for event in self.session.timeline.events] == [e[:2] for e in expected]
        for event, (_, _, text) in zip(self.session.timeline.events, expected, strict=True):
            assert says(event.text, text), event.text

    @invariant()
    def the_same_can_be_undone_and_redone(self):
        stack, model = self.session.undo_stack, self.model
        assert (stack.undoable is not None, stack.redoable is not None) == (bool(model.undoable), bool(model.redoable))
        assert self.session.undo_stack.redo_steps() == model.redo_steps

    def teardown(self):
        if hasattr(self, "session"):
            self.compare_all_rows()

    def compare_all_rows(self):
        blocks = list(self.session.timeline.rows(0, self.session.timeline.length))
        for name in ("steps", "epochs", "positions", "parameters", "losses", "train_losses"):
            found = np.concatenate([getattr(block, name) for block in blocks])
            expected = np.array([getattr(row, SINGULAR[name]) for row in self.model.rows])
            assert is_same(found, expected), name


SINGULAR = {
    "steps": "step",
    "epochs": "epoch",
    "positions": "position",
    "parameters": "parameters",
    "losses": "loss",
    "train_losses": "train_loss",
}


def is_same(found, expected):
    """Whether all numbers are equal; one nan is as good as another."""
    return np.array_equal(found, expected, equal_nan=True)


def says(text, expected):
    """Whether an event says "target: old -> new"; its numbers are compared as numbers. Of many it says three."""
    if isinstance(expected[0], tuple):
        more = f" (and {len(expected) - 3} more)" if len(expected) > 3 else ""
        parts = text.removesuffix(more).split("; ")
        return text.endswith(more) and len(parts) == len(expected[:3]) and all(map(says, parts, expected))
    found = re.fullmatch(r"(.+): (.+) -> (.+)", text)
    return found is not None and all(
        str(value) == piece or (isinstance(value, float) and is_same(float(piece), value))
        for piece, value in zip(found.groups(), expected, strict=True)
    )


SLOW = pytest.mark.slow("3,000 random deeds, each of which is compared in full with the model")
TestFutures = pytest.mark.campaign(SLOW(Futures.TestCase))
TestFutures.settings = hypothesis.settings(max_examples=tries(90, 5000), stateful_step_count=30, deadline=None)
