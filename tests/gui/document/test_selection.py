"""What is chosen stays the same thing when the network is rebuilt."""

import numpy as np
import pytest

from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings
from bpgui.gui.document.document import Document
from bpgui.gui.document.focus import MAX_CHOSEN
from bpgui.gui.document.selection import NeuronChoice, ParameterChoice, TargetChoice, between, follow, layer_mates
from bpgui.session.model.experiment import Experiment
from bpgui.session.model.lineage import Lineage
from bpgui.session.session import Session

OLD = Network(2, (Layer(3), Layer(2)))
#: Without i1 and h2, with the outputs the other way round.
NEW = Network(1, (Layer(2), Layer(2)))
LINEAGE = Lineage(OLD, NEW, (((0, 1),), ((1, 0), (1, 2)), ((2, 1), (2, 0))))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (None, None),
        (NeuronChoice(0, 1), NeuronChoice(0, 0)),
        (NeuronChoice(1, 1), None),
        (NeuronChoice(1, 2), NeuronChoice(1, 1)),
        (TargetChoice(0), TargetChoice(1)),
        (ParameterChoice(0), None),  # i1 to h1
        (ParameterChoice(5), ParameterChoice(1)),  # i2 to h3
        (ParameterChoice(8), ParameterChoice(5)),  # h3 to o1, which is the second now
    ],
)
def test_a_choice_follows_the_thing(old, new):
    assert follow(old, LINEAGE) == new
    if new is not None:
        assert follow(new, LINEAGE.inverse()) == old


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        (NeuronChoice(0, 1), NeuronChoice(1, 1), [NeuronChoice(0, 1), NeuronChoice(1, 0), NeuronChoice(1, 1)]),
        (ParameterChoice(3), ParameterChoice(1), [ParameterChoice(k) for k in (1, 2, 3)]),
        (TargetChoice(1), TargetChoice(0), [TargetChoice(0), TargetChoice(1)]),
        (NeuronChoice(0, 1), ParameterChoice(0), [NeuronChoice(0, 1), ParameterChoice(0)]),
    ],
)
def test_a_range_goes_in_the_order_of_the_outline(first, last, found):
    assert list(between(OLD, first, last)) == found


@pytest.mark.parametrize(
    ("choice", "mates"),
    [
        (NeuronChoice(0, 1), [NeuronChoice(0, 0), NeuronChoice(0, 1)]),
        (ParameterChoice(8), [ParameterChoice(k) for k in range(6, 12)]),
        (TargetChoice(1), [TargetChoice(0), TargetChoice(1)]),
    ],
)
def test_all_of_the_layer(choice, mates):
    assert list(layer_mates(OLD, choice)) == mates


def test_a_bias_stands_behind_the_weights_of_its_neuron():
    network = Network(2, (Layer(2, bias=True), Layer(1)))
    found = [ParameterChoice(k) for k in (1, 6, 2, 3, 7)]
    assert list(between(network, ParameterChoice(7), ParameterChoice(1))) == found


def test_of_a_million_things_only_those_that_can_be_chosen_are_made(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    network = Network(1000, (Layer(1000),))
    experiment = Experiment(
        network, Settings(0.1, np.zeros(10**6, dtype=bool)), Data(np.zeros((1, 1000)), np.zeros((1, 1000)))
    )
    document.open(Session(experiment, np.zeros(10**6)))
    problems: list[object] = []
    document.problem_met.connect(problems.append)
    asked: list[int] = []
    incoming = Network.incoming

    def counted(self: Network, layer: int, neuron: int) -> list[int]:
        asked.append(neuron)
        return incoming(self, layer, neuron)

    document.select(ParameterChoice(5))
    monkeypatch.setattr(Network, "incoming", counted)
    document.focus.choose_layer()
    document.focus.choose_up_to(ParameterChoice(999_999))

    assert len(problems) == 2
    assert document.chosen == (ParameterChoice(5),)
    assert len(asked) <= 2 * (1 + MAX_CHOSEN // 1000)
