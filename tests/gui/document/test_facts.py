"""Facts are told in their order; what needs them all comes once, when all are told."""

import pytest

from bpgui.gui.document.facts import Facts


@pytest.fixture
def heard() -> list[str]:
    return []


def test_what_needs_all_facts_comes_once_behind_them(heard: list[str]) -> None:
    facts = Facts()

    def react() -> None:
        heard.append("react")

    def tell(name: str) -> None:
        heard.append(name)
        facts.once_told(react)

    facts.tell(lambda: tell("a"), lambda: facts.tell(lambda: tell("c")), lambda: tell("b"))
    assert heard == ["a", "b", "c", "react"]

    facts.tell(lambda: tell("d"))
    assert heard[4:] == ["d", "react"]


def test_where_nothing_is_told_it_comes_at_once(heard: list[str]) -> None:
    Facts().once_told(lambda: heard.append("react"))
    assert heard == ["react"]


def test_what_is_told_together_is_one_change(heard: list[str]) -> None:
    facts = Facts()

    def react() -> None:
        heard.append("react")

    with facts.together():
        facts.tell(lambda: heard.append("a"), lambda: facts.once_told(react))
        facts.tell(lambda: heard.append("b"))
        facts.once_told(react)
        assert heard == ["a", "b"]
    assert heard == ["a", "b", "react"]


def test_an_error_loses_nothing_that_waits(heard: list[str]) -> None:
    facts = Facts()
    with facts.together():
        facts.once_told(lambda: heard.append("react"))
        with pytest.raises(ZeroDivisionError):
            facts.tell(lambda: 1 / 0)
    assert heard == ["react"]
