"""From bytes to text: which encoding it is, and what cannot be read in it.

The order that works: a byte order mark, zeros of UTF-16, strict UTF-8, then encodings of single languages where what
they give is common in them, else Windows-1252 or Latin-1, in which any bytes are some text. (charset-normalizer and
chardet miss GBK in short files, which data sets are.)
"""

import codecs
import re

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: What is offered; any other codec of Python that gives text may be named.
ENCODINGS = (
    "utf-8",
    "gb18030",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "big5",
    "shift_jis",
    "euc_kr",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "koi8-r",
    "mac-roman",
    "cp437",
)
#: Lines of a file.
MAX_LINES = 1_000_000
#: What a guess looks at.
SAMPLE_BYTES = 1 << 16
#: What is decoded in one go.
PIECE_BYTES = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def guess_encoding(content: bytes) -> str:
    """Return the codec in which `content` is most likely written."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return name
    sample = content[:SAMPLE_BYTES]
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if sum(zeros) > len(sample) // 8:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    if _is_nearly_utf8(content):
        return "utf-8"
    sample = content[: SAMPLE_BYTES + 1]
    for name, is_likely in _LIKELY:
        if is_likely(sample) and _is_text(content, name):
            return name
    return "cp1252" if _is_text(content, "cp1252") else "latin-1"


def _is_text(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether it is UTF-8 but for one in twenty of the characters beyond ASCII; other text is none at all."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    wrong = beyond = 0
    for k in range(0, len(content), PIECE_BYTES):  # one character of four bytes makes each of a text take as many
        text = decoder.decode(content[k : k + PIECE_BYTES], final=k + PIECE_BYTES >= len(content))
        wrong += text.count("\ufffd")
        beyond += len(text) - len(text.encode("ascii", "ignore"))
    return not wrong or beyond >= 21 * wrong


def _beyond(sample: bytes, encoding: str) -> list[str]:
    """Return the characters beyond ASCII."""
    return [sign for sign in sample.decode(encoding, errors="ignore") if sign > "\x7f"]


def _is_japanese(sample: bytes) -> bool:
    """Whether a fifth of what is beyond ASCII are kana, which Chinese has not."""
    beyond = _beyond(sample, "shift_jis")
    return 5 * sum("\u3040" <= sign <= "\u30ff" for sign in beyond) >= len(beyond) > 0


def _is_korean(sample: bytes) -> bool:
    """Whether there are Hangul of six kinds and nothing else: they are where a third of the common Chinese ones are."""
    beyond = _beyond(sample, "euc_kr")
    return len(set(beyond)) >= 6 and all("\uac00" <= sign <= "\ud7a3" for sign in beyond)


def _is_chinese(sample: bytes) -> bool:
    """Whether half of what is beyond ASCII is of the common characters (GB 2312, level 1), marks, or of four bytes.

    GB18030 reads nearly all that Latin-1 has, an accented letter and the one after it as one rare character.
    """
    pairs = [sign.encode("gb18030") for sign in _beyond(sample, "gb18030")]
    common = sum(len(pair) == 4 or (pair[1] >= 0xA1 and (pair[0] <= 0xA9 or 0xB0 <= pair[0] <= 0xD7)) for pair in pairs)
    return 2 * common >= len(pairs) > 0


def _is_traditional(sample: bytes) -> bool:
    """Whether four of five characters beyond ASCII, three at least, are the common ones of Big5."""
    pairs = [sign.encode("big5") for sign in _beyond(sample, "big5")]
    return len(pairs) > 2 and 5 * sum(0xA4 <= pair[0] <= 0xC6 for pair in pairs) >= 4 * len(pairs)


def _is_cyrillic(sample: bytes) -> bool:
    """Whether half of the bytes beyond ASCII stand in rows of three letters; in western text they stand alone."""
    high = len(sample) - len(sample.translate(None, bytes(range(0x80, 0x100))))
    return 2 * sum(map(len, re.findall(rb"[\xc0-\xff\xa8\xb8]{3,}", sample))) >= high > 0


#: In this order; each gives sensible text for bytes of those below it.
_LIKELY = (
    ("shift_jis", _is_japanese),
    ("euc_kr", _is_korean),
    ("gb18030", _is_chinese),
    ("big5", _is_traditional),
    ("cp1251", _is_cyrillic),
)


def decoded(content: bytes, encoding: str) -> str:
    """Return the text without a byte order mark, with U+FFFD for what cannot be read, and each line end as one LF.

    Raises Problem for a codec that is unknown or is not one of text.
    """
    try:
        text = content.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError) as error:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The encoding {name} is not known."), name=encoding) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def decoded_lines(content: bytes, encoding: str) -> list[str]:
    """Return the lines of `decoded`, each as small as its own characters allow. Raises Problem, for too many too."""
    decoded(content[:1], encoding)  # is it one of text?
    if not _has_plain_line_ends(encoding):
        text = decoded(content, encoding)
        _check_count(text.count("\n"))
        return text.split("\n")
    _check_count(content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n"))
    lines = [line.decode(encoding, errors="replace") for line in content.splitlines()]
    if content.endswith((b"\n", b"\r")) or not lines:
        lines.append("")
    return [lines[0].removeprefix("\ufeff"), *lines[1:]]


def _has_plain_line_ends(encoding: str) -> bool:
    """Whether CR and LF are single bytes, as nearly everywhere but in UTF-16 and UTF-32."""
    try:
        return "\r\n".encode(encoding) == b"\r\n"
    except (LookupError, UnicodeError, ValueError):
        return False


def _check_count(ends: int) -> None:
    if ends > MAX_LINES:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "It has more than {most} lines."), most=MAX_LINES)
