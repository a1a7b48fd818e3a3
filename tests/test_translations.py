"""The shipped Chinese says every text of the program, with the same fields to fill in."""

import re
import xml.etree.ElementTree as ET

import pytest

from bpgui.session.basics.resources import resource_path

MESSAGES = list(ET.parse(resource_path("translations", "bpgui_zh_CN.ts")).getroot().iter("message"))


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{\w+\}|%n", text))


@pytest.mark.parametrize("kind", ["unfinished", "vanished", "obsolete"])
def test_every_text_is_translated(kind: str) -> None:
    assert [m.findtext("source") for m in MESSAGES if m.find(f"translation[@type='{kind}']") is not None] == []


def test_a_translation_has_the_fields_of_its_source() -> None:
    texts = [(m.findtext("source") or "", m.find("translation")) for m in MESSAGES]
    said = [(source, "".join(found.itertext())) for source, found in texts if found is not None]
    assert len(said) == len(MESSAGES) > 500
    assert [source for source, text in said if fields(source) != fields(text)] == []
