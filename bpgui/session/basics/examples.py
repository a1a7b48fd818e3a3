"""The examples that come with the program: session files, and a table that says what each is and whence it comes."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bpgui.session.basics.resources import resource_path


@dataclass(frozen=True)
class WorkedExample:
    """One example: its `name`, and in one language what it is called and, in a line, what it is.

    `source` is the author and title of what was published, and `about` says too what that got right or wrong; "" where
    the example is ours.
    """

    name: str
    title: str
    about: str
    source: str = ""

    @property
    def path(self) -> Path:
        """Its session file."""
        return resource_path("examples", f"{self.name}.bpgui")

    @property
    def line(self) -> str:
        """What there is to say of it: its source, then what it is."""
        return f"{self.source}. {self.about}" if self.source else self.about


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(resource_path("examples", "examples.toml").read_text(encoding="utf-8"))


def example_names() -> tuple[str, ...]:
    """Return the names of the examples, in the order in which menus show them, from the simplest on."""
    return tuple(_table())


def examples(language: str = "en") -> list[WorkedExample]:
    """Return the examples in this order, in a language of the program, "en" or "zh_CN"."""
    return [
        WorkedExample(name, entry["title"][language], entry["about"][language], entry.get("source", ""))
        for name, entry in _table().items()
    ]
