"""From bytes to text: which encoding it is, and what cannot be read in it.

The order that works: a byte order mark, zeros of UTF-16, strict UTF-8, then GB18030 where what it gives is common
Chinese, else Windows-1252 or Latin-1, in which any bytes are some text. (charset-normalizer and chardet miss GBK in
short files, which data sets are.)
"""

import codecs

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
#: What a guess looks at.
SAMPLE_BYTES = 1 << 16
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
    if _is_text(content, "utf-8"):
        return "utf-8"
    if _is_chinese(content):
        return "gb18030"
    return "cp1252" if _is_text(content, "cp1252") else "latin-1"


def _is_text(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese(content: bytes) -> bool:
    """Whether half of what is beyond ASCII is of the common characters (GB 2312, level 1), marks, or of four bytes.

    GB18030 reads nearly all that Latin-1 has, an accented letter and the one after it as one rare character.
    """
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        return False
    beyond = [sign for sign in text[:SAMPLE_BYTES] if sign > "\x7f"]
    pairs = (sign.encode("gb18030") for sign in beyond)
    common = sum(len(pair) == 4 or (pair[1] >= 0xA1 and (pair[0] <= 0xA9 or 0xB0 <= pair[0] <= 0xD7)) for pair in pairs)
    return 2 * common >= len(beyond) > 0


def decoded(content: bytes, encoding: str) -> str:
    """Return the text without a byte order mark, with U+FFFD for what cannot be read, and each line end as one LF.

    Raises Problem for a codec that is unknown or is not one of text.
    """
    try:
        text = content.decode(encoding, errors="replace")
    except (LookupError, UnicodeError, ValueError) as error:
        raise Problem(QT_TRANSLATE_NOOP("Problem", "The encoding {name} is not known."), name=encoding) from error
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
