import pytest

from bpgui.session.data.sheet_extent import _any_places, _usual_places

USUAL = [
    b'<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>r</v></c></row>',
    b'<row r="1048576" spans="1:2"><c r="XFD1048576"/><c s="1" r="AA7"><v>1</v></c></row>',
    b"<row><c><v>1</v></c><c>2</c></row>",
    b'<x:row r="12"><x:c\nr="C12"></x:c></x:row><cols><col min="1"/></cols>',
    b"",
]
UNUSUAL = [
    b"<c r='A1'/>",
    b'<c r = "A1"/>',
    b'<c r="A"/>',
    b'<c r="A12345678"/>',
    b'<c r="ABCD1"/>',
    b'<c r=""/>',
    b"<t> r=</t>",
]


@pytest.mark.parametrize("piece", USUAL)
def test_usual_places_are_those_that_are_looked_for_closely(piece):
    assert _usual_places(piece) == _any_places(piece)


@pytest.mark.parametrize("piece", UNUSUAL)
def test_unusual_places_are_left_to_the_close_look(piece):
    assert _usual_places(piece) is None
