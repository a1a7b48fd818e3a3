"""An optimiser that only tests know: it remembers one number a parameter, so a state that loses a part is found out."""

from typing import Any

import pytest

from bpgui.engine import training
from bpgui.engine.optimisers import OPTIMISERS, Optimiser

REMEMBERING = "remembering"


def move(gradient: Any, learning_rate: Any, velocity: Any, *_: Any) -> tuple[Any, Any, Any, Any]:
    """v = v / 2 + gradient; the parameter moves by learning_rate * v."""
    faster = 0.5 * velocity + gradient
    return learning_rate * faster, faster, 0.0, 0.0


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> Optimiser:
    """Put it into the table, beside the readable engine: a kernel that is compiled already does not know it."""
    monkeypatch.setitem(OPTIMISERS, REMEMBERING, Optimiser(REMEMBERING, move, ("velocity",)))
    monkeypatch.setattr(training, "compiled_advance", None)
    return OPTIMISERS[REMEMBERING]
