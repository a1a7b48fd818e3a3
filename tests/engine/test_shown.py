import os
import unicodedata

import pytest

from bpgui.engine.shown import shown

DIRECTIONS = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("loss", "loss"),
        ("宽 ε′ ≤ é 👩\u200d🔬", "宽 ε′ ≤ é 👩\u200d🔬"),
        ("שלום", "שלום"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("a\x9b31m\x7f", r"a\x9b31m\x7f"),
        ("one\ntwo\r\tthree\u2028four", r"one\x0atwo\x0d\x09three\u2028four"),
        ("abc\u202efdp.exe\u2066x", r"abc\u202efdp.exe\u2066x"),
        ("a\u200bb\ufeff\xad", r"a\u200bb\ufeff\xad"),
        ("\U000e0041", r"\U000e0041"),
        (os.fsdecode(b"caf\xe9"), r"caf\xe9"),
        ("\ud800", r"\ud800"),
    ],
)
def test_what_is_not_seen_is_written_out_and_all_else_stays(text, expected):
    assert shown(text) == expected


def test_what_is_shown_has_no_control_no_format_character_and_no_surrogate():
    seen = shown("".join(map(chr, range(0x20000))))
    left = {c for c in seen if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}
    directed = {
        c
        for c in seen
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }
    assert not left | directed
    assert {"\u200c", "\u200d"} <= set(seen)  # the joiners
    seen.encode()


def test_what_is_shown_stays_as_it_is():
    text = shown("".join(map(chr, range(0x3000))))
    assert shown(text) == text
