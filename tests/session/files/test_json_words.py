"""What a JSON reader complains of is said with the field and in the words of a reader, in any language."""

from typing import Annotated, Literal

import msgspec
import pytest

from bpgui.session.files.json_words import complaint


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    size: Annotated[int, msgspec.Meta(ge=1)] = 1
    name: Annotated[str, msgspec.Meta(max_length=3, pattern="^[a-z]*$")] = ""
    way: Literal["up", "down"] = "up"
    either: int | str | None = None


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    inner: list[Inner]
    by_name: dict[str, float] = {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"inner": 1}', "In inner: Expected is a list; found is a whole number."),
        ('{"inner": [{"either": []}]}', "In inner[0].either: Expected is a whole number or a text or nothing (null)"),
        ('{"inner": [{"size": 0}]}', "In inner[0].size: The number should be >= 1."),
        ('{"inner": [{"name": "abcd"}]}', "In inner[0].name: The length should be <= 3."),
        ('{"inner": [{"name": "A"}]}', "In inner[0].name: A name has no blank at its ends"),
        ('{"inner": [{"way": "left"}]}', "In inner[0].way: 'left' is none of what may stand there."),
        ('{"inner": [{"colour": 1}]}', "In inner[0]: The field colour is not known."),
        ('{"by_name": {}}', "The field inner is missing."),
        ('{"inner": [], "by_name": {"a": "b"}}', "In by_name[...]: Expected is a number; found is a text."),
        ('{"inner": [\n  {"size": 1,}]}', "It is no JSON: line 2, character 14 cannot stand there."),
        ('{"inner": [', "It ends too early: a part of it is missing."),
    ],
)
def test_a_complaint_names_the_field_and_what_was_expected(content: str, said: str) -> None:
    with pytest.raises(msgspec.DecodeError) as caught:
        msgspec.json.decode(content, type=Outer)

    assert str(complaint(caught.value, content.encode())).startswith(said)


def test_a_part_is_named_as_it_stands_in_the_whole() -> None:
    with pytest.raises(msgspec.DecodeError) as caught:
        msgspec.json.decode('{"size": "x"}', type=Inner)

    assert str(complaint(caught.value, b"", "network.layers[1]")).startswith("In network.layers[1].size: ")
