"""What a person means who types a part of a name."""

import pytest

from bpgui.gui.document.finding import MAX_FOUND, found
from bpgui.gui.document.selection import Choice, NeuronChoice, ParameterChoice
from tests.gui.diagram.networks import network

NET = network(2, 3, 1, bias=True).named([("rain", "wind"), ("h1", "Brain", "w"), ("out",)])


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("rain", [NeuronChoice(0, 0), NeuronChoice(1, 1)]),
        ("BRAIN ", [NeuronChoice(1, 1)]),
        ("w2", [ParameterChoice(1)]),
        ("b4", [ParameterChoice(12)]),
        ("w", [NeuronChoice(1, 2), ParameterChoice(0), ParameterChoice(1)]),
        ("nothing", []),
        ("w99", []),
        ("w٣", []),
        (" ", []),
    ],
)
def test_the_best_comes_first(text: str, best: list[Choice]) -> None:
    assert found(NET, text)[: len(best)] == best
    assert bool(found(NET, text)) == bool(best)


def test_a_million_weights_are_not_gone_through() -> None:
    large = network(1000, 999, 1)
    names = [
        large.parameters[choice.index].name for choice in found(large, "w12") if isinstance(choice, ParameterChoice)
    ]
    assert names[:3] == ["w12", "w120", "w121"]
    assert len(names) == MAX_FOUND == len(set(names))
