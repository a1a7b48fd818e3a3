"""The article's example, 2-2-1 and linear, and its exact numbers."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from bpgui.engine.elementary import Array
from bpgui.engine.network import Layer, Network
from bpgui.engine.step import Data, Settings, State
from bpgui.session.model.experiment import Experiment
from bpgui.session.session import Session

#: The states after 0 to 5 steps, computed with rational numbers, to 30 digits.
ORACLE: list[dict[str, Any]] = json.loads(Path(__file__).with_name("oracle.json").read_text(encoding="utf-8"))["steps"]

NETWORK = Network(2, (Layer(2), Layer(1)))
DATA = Data(np.array([[2.0, 3.0]]), np.array([[1.0]]))
START = np.array([0.11, 0.21, 0.12, 0.08, 0.14, 0.15])


def settings(learning_rate: float = 0.05) -> Settings:
    return Settings(learning_rate, np.zeros(6, dtype=bool))


def start() -> State:
    return State(step=0, epoch=0, position=0, parameters=START)


def article(learning_rate: float = 0.05) -> Experiment:
    return Experiment(NETWORK, settings(learning_rate), DATA)


def article_session(learning_rate: float = 0.05) -> Session:
    return Session(article(learning_rate), START)


def agrees(values: Array | list[float], exact: list[str]) -> bool:
    """Whether each of `values` lies within 1e-15 of the 30-digit number beside it."""
    pairs = zip(np.ravel(values).tolist(), exact, strict=True)
    return all(abs(Decimal(value) - Decimal(text)) <= Decimal("1e-15") for value, text in pairs)


def edits_made(session: Session) -> list[str]:
    """Say the edits that can be undone, the first one first, as their events would say them."""
    found, undo = [], session.undo_stack
    while entry := undo.undoable:
        found.append(
            str(entry.edit.sentence(entry.before.experiment_at(entry.row), entry.before.state_at(entry.row).parameters))
        )
        undo.step_back()
    for _ in found:
        undo.step_forward()
    return found[::-1]
