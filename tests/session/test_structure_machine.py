"""Random edits of structure, values and names beside a plain model that knows everything by names."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import hypothesis
import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.session.basics.problems import Problem
from bpgui.session.files.recovery import OwnCopy, find
from bpgui.session.files.session_file import Snapshot, replayed, session_file
from bpgui.session.model.edits import SetCut, SetLocked, SetParameter
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.naming_edits import Rename, RenameLayer
from bpgui.session.model.structure_edits import (
    AddNeuron,
    DuplicateNeuron,
    InsertLayer,
    MoveNeuron,
    RemoveLayer,
    RemoveNeurons,
    Resize,
)
from bpgui.session.session import Session
from tests.campaigns import tries

PLACE = st.integers(0, 5)
NUMBERS = st.sampled_from([0.0, 0.3, -1.5, 2.0, 1 / 3])


@dataclass(frozen=True)
class Known:
    """What holds, by names: layers, and of each connection its number's bits, lock and cut."""

    layers: tuple[tuple[str, ...], ...]
    titles: dict[str, str] = field(hash=False)  # what the layer of a neuron is called
    numbers: dict[tuple[str, str], tuple[bytes, bool, bool]] = field(hash=False)


def known(session: Session, row: int | None = None) -> Known:
    """Read what a session holds at a row, at the cursor by default."""
    row = session.cursor if row is None else row
    experiment, state = session.timeline.experiment_at(row), session.timeline.state_at(row)
    names, found = experiment.network.neuron_names, {}
    for parameter in experiment.network.parameters:
        source = "" if parameter.source is None else names[parameter.layer - 1][parameter.source]
        locked, cut = bool(experiment.settings.locked[parameter.index]), parameter.index in experiment.settings.cut
        found[source, names[parameter.layer][parameter.destination]] = (
            state.parameters[parameter.index].tobytes(),
            locked,
            cut,
        )
    network = experiment.network
    titles = {name: network.layer_name(layer) for layer, layer_names in enumerate(names) for name in layer_names}
    return Known(names, titles, found)


class Structure(RuleBasedStateMachine):
    @initialize(biases=st.booleans(), hidden=st.sampled_from([(), (2,), (2, 3)]))
    def begin(self, biases, hidden):
        network = Network(2, tuple(Layer(size, "tanh", biases) for size in (*hidden, 2)), "half_square")
        count = network.parameter_count
        data = Data(np.array([[2.0, 3.0], [1.0, -1.0], [0.5, 2.0]]), np.array([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]]))
        self.session = Session(
            Experiment(network, Settings(0.05, np.zeros(count, dtype=bool)), data), np.linspace(-1, 1, count)
        )
        self.now = known(self.session)
        self.done: list[tuple[Known, object]] = []
        self.undone: list[tuple[Known, object, Known]] = []

    # What a person does

    def make(self, edit, survives=lambda pair: True, renamed=None):
        """Make an edit; compare what survives, by names."""
        before = self.now
        try:
            change = self.session.perform(edit)
        except Problem:
            assert known(self.session) == before
            return
        if not change:
            assert known(self.session) == before
            return
        self.done.append((before, edit))
        self.undone.clear()
        self.now = known(self.session)
        renamed = renamed or {}
        if not isinstance(edit, RenameLayer):
            now = self.now.titles
            assert all(now.get(renamed.get(name, name), title) == title for name, title in before.titles.items())
        for (source, destination), number in before.numbers.items():
            pair = renamed.get(source, source), renamed.get(destination, destination)
            if survives((source, destination)) and pair in self.now.numbers:
                assert self.now.numbers[pair] == number, (edit, pair)

    def neuron(self, a, b):
        layer = a % len(self.now.layers)
        return layer, b % len(self.now.layers[layer])

    @rule(a=PLACE, b=PLACE, silent=st.booleans())
    def add(self, a, b, silent):
        layer, neuron = self.neuron(a, b)
        before = self.now
        self.make(AddNeuron(layer, neuron, silent))
        if self.now is not before:
            assert set(sum(before.layers, ())) < set(sum(self.now.layers, ()))

    @rule(a=PLACE, b=PLACE)
    def remove(self, a, b):
        layer, neuron = self.neuron(a, b)
        before = self.now
        self.make(RemoveNeurons(((layer, neuron),)))
        if self.now is not before:
            kept = [list(names) for names in before.layers]
            del kept[layer][neuron]
            assert self.now.layers == tuple(map(tuple, kept))
            gone = before.layers[layer][neuron]
            assert {*self.now.numbers} == {pair for pair in before.numbers if gone not in pair}

    @rule(a=PLACE, b=PLACE)
    def duplicate(self, a, b):
        layer, neuron = self.neuron(a, b)
        self.make(DuplicateNeuron(layer, neuron))

    @rule(a=PLACE, b=PLACE, to=PLACE)
    def move(self, a, b, to):
        layer, neuron = self.neuron(a, b)
        before = self.now
        self.make(MoveNeuron(layer, neuron, to % len(before.layers[layer])))
        assert self.now.numbers == before.numbers

    @rule(at=PLACE)
    def insert_layer(self, at):
        self.make(InsertLayer(1 + at % (len(self.now.layers) - 1)))

    @precondition(lambda self: len(self.now.layers) > 2)
    @rule(at=PLACE)
    def remove_layer(self, at):
        self.make(RemoveLayer(1 + at % (len(self.now.layers) - 2)))

    @rule(sizes=st.lists(st.integers(1, 4), min_size=2, max_size=4))
    def resize(self, sizes):
        before = self.now
        self.make(Resize(tuple(sizes)))
        for old, new in ((before.layers[0], self.now.layers[0]), (before.layers[-1], self.now.layers[-1])):
            shared = min(len(old), len(new))
            assert old[:shared] == new[:shared]

    @rule(a=PLACE, b=PLACE, name=st.sampled_from(["σ_1", "left", "h9", "w1", "a b", "x.y", ""]))
    def rename(self, a, b, name):
        layer, neuron = self.neuron(a, b)
        old, rows = self.now.layers[layer][neuron], self.session.timeline.length
        new = name or self.session.experiment.network.default_names[layer][neuron]
        before = self.now
        self.make(Rename(layer, neuron, name, old), renamed={old: new})
        assert self.session.timeline.length == rows
        if self.now is not before:
            assert self.now.layers[layer][neuron] == new

    @rule(a=PLACE, name=st.sampled_from(["encoder", "σ layer", "x.y", ""]))
    def rename_layer(self, a, name):
        layer, before, rows = a % len(self.now.layers), self.now, self.session.timeline.length
        self.make(RenameLayer(layer, name))
        assert self.session.timeline.length == rows
        if self.now is not before:
            assert {self.now.titles[neuron] for neuron in self.now.layers[layer]} == {name}

    @rule(k=PLACE, value=NUMBERS)
    def set_value(self, k, value):
        self.make(SetParameter(f"w{k + 1}", value), survives=lambda pair: False)

    @rule(k=PLACE, locked=st.booleans())
    def lock(self, k, locked):
        self.make(SetLocked(f"w{k + 1}", locked), survives=lambda pair: False)

    @rule(k=PLACE, cut=st.booleans())
    def cut(self, k, cut):
        self.make(SetCut(f"w{k + 1}", cut), survives=lambda pair: False)

    @rule(steps=st.integers(1, 4))
    def train(self, steps):
        self.session.train(steps)
        self.now = known(self.session)

    @rule(row=PLACE)
    def seek(self, row):
        self.session.seek(row)
        self.now = known(self.session)

    @precondition(lambda self: self.done)
    @rule()
    def undo(self):
        before, edit = self.done.pop()
        self.undone.append((before, edit, known(self.session, self.session.timeline.length - 1)))
        self.session.undo()
        self.now = known(self.session)
        assert self.now.layers == before.layers
        if not edit.keeps_rows:  # what was trained under another name stays
            assert self.now == before

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self):
        before, edit, after = self.undone.pop()
        self.session.redo()
        self.now = known(self.session)
        self.done.append((before, edit))
        assert self.now.layers == after.layers
        if not edit.keeps_rows:
            assert self.now == after

    @rule()
    def save_and_reopen(self):
        again = replayed(session_file(self.session), Path("a.bpgui"), lambda *_: True, is_example=False)
        assert known(again) == self.now
        assert again.timeline.length == self.session.timeline.length

    @rule()
    def recover(self):
        """Take the session from the copy of a process that was killed."""
        with TemporaryDirectory() as place:
            folder = Path(place)
            copy = OwnCopy(folder)
            assert copy.write(Snapshot.of(self.session))
            os.close(copy._lock)  # as the system does when a process ends
            [found] = find(folder)
            again = found.load()
            found.discard()
        assert known(again) == self.now
        assert (again.timeline.length, again.cursor) == (self.session.timeline.length, self.session.cursor)
        assert [str(e.sentence) for e in again.timeline.events] == [
            str(e.sentence) for e in self.session.timeline.events
        ]

    @invariant()
    def names_differ_and_cuts_are_locked_zeros(self):
        if hasattr(self, "now"):
            names = sum(self.now.layers, ())
            assert len(set(names)) == len(names)
            for number, locked, is_cut in self.now.numbers.values():
                assert not is_cut or (locked and np.frombuffer(number)[0] == 0.0)


TestStructure = pytest.mark.campaign(Structure.TestCase)
TestStructure.settings = hypothesis.settings(max_examples=tries(25, 5000), stateful_step_count=30, deadline=None)
