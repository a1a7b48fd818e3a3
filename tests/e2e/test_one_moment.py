"""Diagram, outline, table, formulas and status line show one moment: at rest, after any action, and in a run."""

import math
import random
import re
from collections.abc import Callable

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from bpgui.engine.symbols import Role
from bpgui.gui.diagram.draw.shown import pull
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice
from bpgui.gui.window.main_window import MainWindow
from bpgui.session.basics.numbers import display, readable, spoken
from bpgui.session.basics.resources import resource_path
from bpgui.session.model.edits import SetParameter
from bpgui.session.step.ladder import Grain
from bpgui.session.step.moment import Moment, Phase
from bpgui.session.stops import StopRules

VALUE = QAccessible.Text.Value


class Reader:
    """Reads what the window's views show, and compares it with one moment."""

    def __init__(self, window: MainWindow, moment: Moment) -> None:
        self.window, self.moment = window, moment
        window.diagram.accessibility.things()

    def text(self, value: float) -> str:
        return readable(display(value, self.window.document.digits))

    def check(self) -> None:
        """Compare every parameter, activation, prediction, formula and the line of the status."""
        network, activations = self.moment.experiment.network, self.moment.values.activations
        for index, value in enumerate(self.moment.parameters):
            self._compare(ParameterChoice(index), value)
        for layer, size in enumerate(network.sizes):
            for place in range(size):
                if self.moment.activation_is_computed(layer, place):
                    self._compare(NeuronChoice(layer, place), activations[layer][0, place])
        self._check_table()
        self._check_formulas()
        said = re.match(r"Step ([\d,]+)", self.window.status.where.text())
        assert said is not None
        assert said.group(1) == f"{self.moment.state.step:,}"

    def _compare(self, choice: Choice, value: float) -> None:
        thing = self.window.diagram.accessibility.thing(choice)
        assert thing is not None
        assert thing.text(VALUE) == spoken(self.text(value))
        model = self.window.outline.model
        assert model.index_of(choice, 1).data() == self.text(value)

    def _check_table(self) -> None:
        model, sample = self.window.table.model, self.moment.sample
        if self.moment.prediction_is_computed(sample):
            row = model.rows.row(sample)
            columns = [k for k, column in enumerate(model.columns) if column.kind == "prediction"]
            shown = [model.index(row, column).data() for column in columns]
            assert shown == [self.text(value) for value in self.moment.values.activations[-1][0]]

    def _check_formulas(self) -> None:
        """Compare the stored numbers of the whole forward pass, bit for bit."""
        views = self.window.explanation.formulas
        leaves = [leaf for view in views if view.formula is not None for leaf in view.formula.leaves()]
        assert all(view.digits == self.window.document.digits for view in views)
        is_moving = self.moment.phase is Phase.UPDATE  # the pass was made before its weights moved
        for leaf in leaves:
            if leaf.role in (Role.WEIGHT, Role.BIAS) and leaf.parameter is not None and not is_moving:
                assert leaf.value == self.moment.parameters[leaf.parameter]
            if leaf.role is Role.ACTIVATION and leaf.neuron is not None:
                assert leaf.value == self.moment.values.activations[leaf.neuron[0]][0, leaf.neuron[1]]
        assert leaves


@pytest.fixture(params=["article", "iris"])
def opened(window: MainWindow, request: pytest.FixtureRequest) -> MainWindow:
    """The window on an example, with its whole forward pass written out."""
    window.document.session.mark_saved()
    window.files.open_path(resource_path("examples", f"{request.param}.bpgui"), is_example=True)
    box = window.explanation.show_list
    box.setCurrentIndex(box.findData("forward"))
    window.document.set_stops(StopRules())
    window.document.run.set_rate(math.inf)
    return window


def deeds(window: MainWindow, chance: random.Random) -> list[Callable[[], object]]:
    document = window.document
    index = chance.randrange(document.session.experiment.network.parameter_count)
    return [
        document.step,
        document.back,
        document.undo,
        document.redo,
        document.to_start,
        document.to_end,
        lambda: document.walk(Grain.PHASE),
        lambda: document.walk(Grain.NEURON),
        lambda: document.walk_back(Grain.NEURON),
        lambda: document.seek(chance.randrange(document.timeline.length)),
        lambda: document.perform(SetParameter(name_of(window, index), chance.uniform(-2, 2))),
        lambda: document.choose_sample(chance.randrange(document.session.experiment.data.samples)),
        lambda: document.set_digits(chance.choice((2, 3, 6, 17))),
        lambda: document.select(ParameterChoice(index)),
        lambda: document.hover(ParameterChoice(index)),
    ]


def name_of(window: MainWindow, index: int) -> str:
    return window.document.session.experiment.network.parameters[index].name


def test_after_any_action_all_show_the_same(opened: MainWindow) -> None:
    chance = random.Random(15)
    for _ in range(25):
        chance.choice(deeds(opened, chance))()
        Reader(opened, opened.document.session.moment()).check()


def test_in_a_run_all_texts_show_one_step(opened: MainWindow, qtbot: QtBot) -> None:
    document, step = opened.document, 0
    document.toggle_run()
    for _ in range(8):
        qtbot.waitUntil(lambda before=step: document.moment.state.step > before)  # type: ignore[misc]
        qtbot.wait(20)
        Reader(opened, document.moment).check()
        step = document.moment.state.step
        card = opened.plots.telling.card
        assert card.isVisible() or document.experiment.data.samples > 1
        assert not card.isVisible() or f"step {step:,} of {step:,}" in card.text()
    assert document.is_running
    document.pause()
    Reader(opened, document.session.moment()).check()


def test_the_diagram_is_never_behind_the_texts(opened: MainWindow, qtbot: QtBot) -> None:
    document, shown = opened.document, []
    stage = opened.diagram._stage
    document.toggle_run()
    document.numbers_changed.connect(
        lambda: shown.append((document.moment, document.shown.newest, stage.shown.parameter(0)))
    )
    qtbot.waitUntil(lambda: len(shown) > 3)
    seen = list(shown)
    document.pause()
    assert all(moment is newest for moment, newest, _ in seen)
    assert [float(moment.parameters[0]) for moment, _, _ in seen] == [drawn for _, _, drawn in seen]
    opened.diagram.refresh()
    assert pull(document.moment).parameter(0) == opened.diagram._stage.shown.parameter(0)
