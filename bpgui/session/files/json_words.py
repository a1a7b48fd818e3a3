"""What is wrong in a JSON file, said with the name of the field and what was expected there.

msgspec says it in English and in words of programmers ("Expected `int`, got `str` - at `$.network.inputs`").
"""

import re

from bpgui.session.basics.problems import QT_TRANSLATE_NOOP, Problem

#: Kinds of values as msgspec calls them, and in the words of a reader.
KINDS = {
    "int": QT_TRANSLATE_NOOP("Problem", "a whole number"),
    "float": QT_TRANSLATE_NOOP("Problem", "a number"),
    "str": QT_TRANSLATE_NOOP("Problem", "a text"),
    "bool": QT_TRANSLATE_NOOP("Problem", "true or false"),
    "null": QT_TRANSLATE_NOOP("Problem", "nothing (null)"),
    "array": QT_TRANSLATE_NOOP("Problem", "a list"),
    "object": QT_TRANSLATE_NOOP("Problem", "a group of fields"),
}
#: What msgspec says, and the sentence for it. Groups named `wanted` and `found` are kinds.
SENTENCES = (
    (
        r"Expected `(?P<wanted>[a-z |]+)`, got `(?P<found>[a-z]+)`",
        QT_TRANSLATE_NOOP("Problem", "Expected is {wanted}; found is {found}."),
    ),
    (
        r"Object missing required field `(?P<name>.*)`",
        QT_TRANSLATE_NOOP("Problem", "The field {name} is missing."),
    ),
    (
        r"Object contains unknown field `(?P<name>.*)`",
        QT_TRANSLATE_NOOP("Problem", "The field {name} is not known."),
    ),
    (
        r"Invalid (?:enum )?value (?P<value>.+)",
        QT_TRANSLATE_NOOP("Problem", "{value} is none of what may stand there."),
    ),
    (
        r"Expected `(?:int|float)` (?P<limit>[<>]=? \S+)",
        QT_TRANSLATE_NOOP("Problem", "The number should be {limit}."),
    ),
    (
        r"Expected `(?:str|array|object)` of length (?P<limit>.+)",
        QT_TRANSLATE_NOOP("Problem", "The length should be {limit}."),
    ),
    (
        r"Expected `str` matching regex .*",
        QT_TRANSLATE_NOOP(
            "Problem", "A name has no blank at its ends, and no point, comma, colon, quotation mark or bracket in it."
        ),
    ),
    (r"(?:Integer value|Number) out of range", QT_TRANSLATE_NOOP("Problem", "The number is beyond all limits.")),
)
#: Where a complaint ends with a place: of a field, or of a byte in the file.
FIELD, BYTE = re.compile(r"(?s)(?P<said>.*?) - at (?:key in )?`\$(?P<path>.*)`"), re.compile(r"\(byte (\d+)\)")


def complaint(error: Exception, content: bytes, path: str = "") -> Problem:
    """Return what msgspec says of `content`, which stands at `path` of the whole file."""
    text = str(error)
    placed = FIELD.fullmatch(text)
    if placed is not None:
        inner = placed["path"].lstrip(".") if not path else path + placed["path"]
        return at(inner, _sentence(placed["said"]))
    if isinstance(error, UnicodeDecodeError):
        return Problem(QT_TRANSLATE_NOOP("Problem", "It is not encoded as UTF-8."))
    if "truncated" in text:
        return Problem(QT_TRANSLATE_NOOP("Problem", "It ends too early: a part of it is missing."))
    place = BYTE.search(text)
    if place is not None:
        before = content[: int(place[1])]
        line, column = before.count(b"\n") + 1, len(before) - (before.rfind(b"\n") + 1) + 1
        sentence = QT_TRANSLATE_NOOP("Problem", "It is no JSON: line {line}, character {column} cannot stand there.")
        return Problem(sentence, line=line, column=column)
    return at(path, _sentence(text))


def at(path: str, reason: Problem) -> Problem:
    """Return what is wrong with a field, such as network.layers[0].size; "" is the whole file."""
    if not path:
        return reason
    return Problem(QT_TRANSLATE_NOOP("Problem", "In {path}: {reason}"), path=path, reason=reason)


def _sentence(said: str) -> Problem:
    for pattern, sentence in SENTENCES:
        found = re.fullmatch(f"(?s){pattern}", said)
        if found is not None:
            return Problem(sentence, **{name: _kind(name, text) for name, text in found.groupdict().items()})
    return Problem(QT_TRANSLATE_NOOP("Problem", "It cannot be read."))


def _kind(name: str, text: str) -> Problem | str:
    """Return the kinds "int | null" as words, and any other text as it is."""
    if name not in ("wanted", "found"):
        return text
    kinds = [Problem(KINDS[kind]) for kind in text.split(" | ") if kind in KINDS]
    said = kinds.pop() if kinds else Problem(QT_TRANSLATE_NOOP("Problem", "something else"))
    while kinds:
        said = Problem(QT_TRANSLATE_NOOP("Problem", "{one} or {other}"), one=kinds.pop(), other=said)
    return said
