"""Bytes become lines: the same ones whatever way they are decoded, in a memory that goes with the bytes."""

import random
import tracemalloc

import pytest

from bpgui.session.basics.problems import Problem
from bpgui.session.data import encodings
from bpgui.session.data.encodings import ENCODINGS, decoded, decoded_lines, guess_encoding

PIECES = [
    b"a",
    b",",
    b"\r",
    b"\n",
    b"\r\n",
    b"\x81",
    b"\xe9",
    b"\xff",
    "长,é😀\n".encode(),
    "长,é".encode("gb18030"),
    b"\x1b$B",
]


@pytest.mark.parametrize("encoding", [*ENCODINGS, "utf-8-sig", "utf-16", "utf-32", "cp037", "hz"])
def test_lines_are_those_of_the_whole_text(encoding):
    chance = random.Random(1)
    for _ in range(100):
        content = b"".join(chance.choice(PIECES) for _ in range(chance.randrange(12)))
        if encoding == "hz":
            content = bytes(byte & 0x7F for byte in content)
        assert decoded_lines(content, encoding) == decoded(content, encoding).split("\n")


@pytest.mark.parametrize("encoding", ["rot13", "base64", "idna", "undefined", "none"])
def test_what_is_no_encoding_of_a_text_is_refused(encoding):
    with pytest.raises(Problem, match="is not known"):
        decoded_lines(b"\xff\n", encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_too_many_lines_are_refused_before_they_are_built(encoding, end, monkeypatch):
    monkeypatch.setattr(encodings, "MAX_LINES", 3)
    assert decoded_lines((f"a{end}" * 3).encode(encoding), encoding)[:3] == ["a", "a", "a"]
    with pytest.raises(Problem, match="It has more than 3 lines"):
        decoded_lines((f"a{end}" * 4).encode(encoding), encoding)


@pytest.mark.parametrize("way", [guess_encoding, lambda content: decoded_lines(content, "utf-8")])
def test_one_wide_character_does_not_widen_all_others(way, monkeypatch):
    monkeypatch.setattr(encodings, "PIECE_BYTES", 1 << 14)

    def peak(first: bytes) -> int:
        content = first + (b"a" * 999 + b"\n") * 1000
        tracemalloc.start()
        way(content)
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak("😀".encode()) < peak("é".encode()) + 100_000


def test_a_character_across_two_pieces_is_read(monkeypatch):
    monkeypatch.setattr(encodings, "PIECE_BYTES", 1)
    assert guess_encoding("é长😀".encode()) == "utf-8"
    assert guess_encoding("é".encode() + b"\xe9\xff\xfe, ") != "utf-8"
    assert guess_encoding(b"x" * 30 + b"\xe9") != "utf-8"
