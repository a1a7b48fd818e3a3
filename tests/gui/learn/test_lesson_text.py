import time

import pytest

from bpgui.gui.learn.lesson_text import colour_of, rich_text
from bpgui.gui.widgets.theme import LIGHT
from tests.article import NETWORK


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\ntwo\n\nthree", "<p>one\ntwo</p><p>three</p>"),
        ("a **bold** and *leaning* word", "<p>a <b>bold</b> and <i>leaning</i> word</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("**{h1}** {{x}}", "<p><b>[h1]</b> {x}</p>"),
        ("两行，\n一段", "<p>两行，一段</p>"),
        ("两行，\n{h1}", "<p>两行，[h1]</p>"),
        ("***both*** **two *of* them**", "<p><b><i>both</i></b> <b>two <i>of</i> them</b></p>"),
        ("a *b **c* d** e", "<p>a <i>b **c</i> d** e</p>"),
        ("*a **b*", "<p><i>a **b</i></p>"),
        ("a* b* ** *", "<p>a* b* ** *</p>"),
        ("not *over\nlines*", "<p>not *over\nlines*</p>"),
        ("\ue0000\ue001 \ue0007\ue001 <0> {a<b>&}", "<p>\ue0000\ue001 \ue0007\ue001 &lt;0&gt; [a<b>&]</p>"),
    ],
)
def test_paragraphs_and_marks(text: str, expected: str) -> None:
    assert rich_text(text, lambda name: f"[{name}]") == expected


def test_a_list_follows_its_paragraph_and_its_items_may_be_broken() -> None:
    html = rich_text("As follows:\n- {h1}\n  more\n- two", lambda name: f"<b>{name}</b>")

    assert html.startswith("<p>As follows:</p><ul")
    assert html.endswith("><li><b>h1</b>\nmore</li><li>two</li></ul>")


@pytest.mark.parametrize("line", ["*a ", "**a ", "*a** ", "* a\n", "- a\n", "- a\nb\n", "\n ", "{h1} ", "<b>"])
def test_a_text_is_turned_into_html_in_linear_time(line: str) -> None:
    def seconds(count: int) -> float:
        began = time.perf_counter()
        rich_text(line * count, str)
        return time.perf_counter() - began

    assert min(seconds(32_000) / seconds(1_000) for _ in range(3)) < 300  # linear it is 32, quadratic 1024


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("i1", LIGHT.input_line),
        ("new h1", LIGHT.hidden_line),
        ("z out", LIGHT.output_line),
        ("prediction", LIGHT.output_line),
        ("old prediction", LIGHT.output_line),
        ("target", LIGHT.target_line),
        ("delta h1", LIGHT.error_line),
        ("gradient w3", LIGHT.error_line),
        ("loss", LIGHT.error_line),
        ("w1", LIGHT.curve(0)),
        ("new w4", LIGHT.curve(1)),
        ("w5", LIGHT.quiet),
        ("step", LIGHT.text),
        ("h7", LIGHT.text),
    ],
)
def test_a_number_has_the_colour_it_has_in_the_diagram(name: str, colour: str) -> None:
    assert colour_of(name, NETWORK, LIGHT) == colour
