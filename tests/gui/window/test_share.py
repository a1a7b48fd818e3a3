"""Who gives way to the diagram, in which order, and how far."""

import pytest

from bpgui.gui.window.share import Side, centre, share, too_low

LEFT, RIGHT = frozenset({"data", "outline"}), frozenset({"explanation", "experiment"})
SIDES = {
    "left": Side(200, 250, LEFT),
    "right": Side(250, 300, RIGHT),
    "below": Side(150, 200, frozenset({"plots"}), is_below=True),
}
ROOM = 960, 530


def wants(width: int, height: int):
    return lambda across, down: across >= width and down >= height


@pytest.mark.parametrize(
    ("width", "height", "gone", "middle"),
    [
        (400, 300, set(), (410, 330)),
        (440, 300, set(), (460, 355)),
        (520, 300, {"left"}, (660, 330)),
        (400, 450, {"below"}, (410, 530)),
        (700, 450, {"left", "below"}, (710, 530)),
        (800, 300, {"left", "right", "below"}, (960, 530)),
        (2000, 300, set(), (410, 330)),
    ],
)
def test_sides_get_narrower_then_give_way(width, height, gone, middle):
    shares = share(ROOM, SIDES, [wants(width, height)])
    assert shares.gone == gone
    got = centre(ROOM, SIDES, shares.sizes)
    assert got == middle or (not gone and got >= (width, height))
    assert shares.is_narrowed == (width == 440) or gone


def test_for_larger_text_a_side_gives_way_but_not_what_explains():
    shares = share(ROOM, SIDES, [wants(900, 500), wants(650, 400), wants(400, 300)])
    assert shares.gone == {"left", "below"}


@pytest.mark.parametrize("kept", [{"data"}, {"outline"}])
def test_what_was_asked_for_stays_and_others_give_way(kept):
    assert share(ROOM, SIDES, [wants(520, 300)], frozenset(kept)).gone == {"below", "right"}


def test_what_is_below_gives_way_where_it_would_not_be_wide_enough():
    sides = {**SIDES, "below": Side(150, 200, frozenset({"plots"}), is_below=True, across=750)}
    assert share(ROOM, sides, [wants(400, 300)]).gone == share(ROOM, sides, []).gone == {"below"}
    assert share((1060, 530), sides, [wants(400, 300)]).gone == set()


def test_a_lesson_stays():
    sides = {**SIDES, "left": Side(200, 250, LEFT | {"lesson"})}
    assert "left" not in share(ROOM, sides, [wants(700, 300)]).gone


def test_a_diagram_that_asks_for_nothing_leaves_all_their_usual_sizes():
    shares = share(ROOM, SIDES, [])
    assert shares.sizes == {"left": 250, "right": 300, "below": 200}


@pytest.mark.parametrize(
    ("height", "whole", "scale", "panels", "kept", "gone"),
    [
        (330, 530, 1.0, LEFT, set(), {"outline"}),
        (405, 530, 1.0, LEFT, set(), set()),
        (405, 530, 1.5, LEFT, set(), {"outline"}),
        (330, 530, 1.0, LEFT, {"outline"}, set()),
        (330, 530, 1.0, {"outline"}, set(), set()),
        (330, 530, 1.0, LEFT | {"lesson"}, set(), set()),
        (330, 530, 1.5, LEFT | {"lesson"}, set(), LEFT),
        (330, 530, 1.5, LEFT | {"lesson"}, {"data"}, {"outline"}),
    ],
)
def test_what_is_too_low_on_the_left_gives_way(height, whole, scale, panels, kept, gone):
    assert too_low(height, whole, scale, {"left": Side(200, 250, frozenset(panels))}, kept) == gone


@pytest.mark.parametrize(("reaches_down", "gone"), [(False, set()), (True, {"below"})])
def test_what_is_below_needs_its_width_beside_what_reaches_down(reaches_down, gone):
    left = Side(200, 250, frozenset({"lesson"}), reaches_down=reaches_down)
    below = Side(150, 200, frozenset({"plots"}), is_below=True, across=500)
    found = share((900, 530), {**SIDES, "left": left, "below": below}, [wants(100, 100)])
    assert found.gone == gone
