"""A number is written as far as it has room, and never cut off."""

import pytest

from bpgui.gui.diagram.draw.ink import ELLIPSIS, Ink


@pytest.mark.parametrize(
    ("room", "text"),
    [(7.0, "−0.000321"), (5.0, "−0.0003"), (4.3, "−.0003"), (2.0, ELLIPSIS), (0.2, "")],
)
def test_a_zero_is_dropped_before_a_number_is(qapp, room, text):
    ink = Ink()
    assert ink.number(-0.000321, 3, room * 10, 10, 10)[0] == text


@pytest.mark.parametrize("has_zero", [True, False])
def test_what_has_room_keeps_its_form(qapp, has_zero):
    assert Ink().number(0.5, 3, 100, 12, 10, has_zero=has_zero) == ("0.5" if has_zero else ".5", 12)
