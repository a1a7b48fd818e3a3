"""Which lines are thick, dashed, coloured, and which have the way back of the error beside them."""

import numpy as np
import pytest
from PySide6.QtCore import QLineF

from bpgui.gui.diagram.arrange.metrics import Metrics
from bpgui.gui.diagram.arrange.room import arrange
from bpgui.gui.diagram.draw import links
from bpgui.gui.diagram.draw.ink import Ink
from bpgui.gui.diagram.draw.links import LEVELS, Lines, Tint
from bpgui.gui.diagram.draw.shown import pull
from bpgui.gui.diagram.draw.stage import Stage
from bpgui.gui.document.document import Document
from bpgui.gui.widgets.theme import LIGHT
from bpgui.session.model.edits import SetParameter
from bpgui.session.step.ladder import Grain


def stage_of(document: Document) -> Stage:
    layout = arrange(document.experiment.network, width=900, height=600, metrics=Metrics())
    return Stage(layout, pull(document.moment), Ink(), LIGHT)


def lines_of(document: Document, layer: int) -> Lines:
    return Lines(stage_of(document).layout, layer)


def tint_of(document: Document, layer: int) -> Tint:
    return lines_of(document, layer).tint(stage_of(document))


def test_a_line_is_as_thick_as_its_weight_is_large_and_dashed_where_it_is_negative(document: Document) -> None:
    for name, value in {"w1": 1.0, "w2": -1.0, "w3": 0.0, "w4": -0.2}.items():
        document.perform(SetParameter(name, value))
    groups = lines_of(document, 1).groups(pull(document.moment))
    levels, negative = np.divmod(groups, 2)
    assert negative.tolist() == [0, 1, 0, 1]
    assert (levels[0], levels[1], levels[2]) == (LEVELS - 1, LEVELS - 1, 0)
    assert 0 < levels[3] < LEVELS - 1


def test_of_too_many_lines_the_strongest_are_drawn(document: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"w1": 1.0, "w2": -1.0, "w3": 0.0, "w4": -0.2}.items():
        document.perform(SetParameter(name, value))
    monkeypatch.setattr(links, "most_lines", lambda _layout, _layer: 2)
    lines, shown = lines_of(document, 1), pull(document.moment)
    assert (lines.groups(shown) >= 0).tolist() == [True, True, False, False]
    lit = np.array([False, False, True, True])
    assert (lines.groups(shown, lit) >= 0).all()


def test_the_lines_into_what_was_just_computed_stand_out(document: Document) -> None:
    assert tint_of(document, 1).members.all()
    assert tint_of(document, 1).colour == LIGHT.edge
    document.walk(Grain.PHASE)
    for layer in (1, 2):
        assert tint_of(document, layer).colour == LIGHT.accent
        assert tint_of(document, layer).members.all()


def test_the_error_goes_back_beside_few_lines_but_not_to_the_inputs(document: Document) -> None:
    hidden, output = lines_of(document, 1), lines_of(document, 2)
    assert [hidden.returns(pull(document.moment)).tolist(), output.returns(pull(document.moment)).tolist()] == [[], []]
    for _ in range(3):
        document.walk(Grain.PHASE)
    assert [hidden.returns(pull(document.moment)).tolist(), output.returns(pull(document.moment)).tolist()] == [
        [],
        [0, 1],
    ]


def test_of_many_lines_those_turn_red_through_which_the_error_flowed(
    document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "MAX_RETURNS", 1)
    for _ in range(3):
        document.walk(Grain.PHASE)
    tint = tint_of(document, 2)
    assert (tint.colour, tint.members.tolist()) == (LIGHT.error_line, [True, True])
    assert lines_of(document, 2).returns(pull(document.moment)).tolist() == []


def test_the_way_back_is_parallel_below_and_from_right_to_left() -> None:
    back = links._beside(QLineF(0, 0, 100, 0), 5)
    assert [*back.p1().toTuple(), *back.p2().toTuple()] == pytest.approx([98.5, 5, 3, 5])


def test_an_arrow_head_points_to_the_end_of_its_line() -> None:
    head = [point.toTuple() for point in links._head(QLineF(100, 0, 0, 0), 10).toList()]
    assert sorted(head) == [(0, 0), pytest.approx((10, -4.2)), pytest.approx((10, 4.2))]


@pytest.mark.parametrize("count", [200, 2000, 100_000])
def test_among_many_lines_the_weak_ones_are_faint(count: int) -> None:
    shares = [links._opacity(level, count) for level in range(LEVELS)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(0.85)
    assert shares[0] >= 0.14
