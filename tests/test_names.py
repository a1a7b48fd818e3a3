"""One name, one thing."""

import ast
from collections import Counter
from pathlib import Path

import bpgui

FOLDER = Path(bpgui.__file__).parent


def _public_classes(source: Path) -> list[str]:
    nodes = ast.parse(source.read_text(encoding="utf-8")).body
    return [node.name for node in nodes if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def test_no_public_class_name_occurs_twice() -> None:
    times = Counter(name for source in FOLDER.rglob("*.py") for name in _public_classes(source))
    assert times["Network"] == 1
    assert [name for name, count in times.items() if count > 1] == []
