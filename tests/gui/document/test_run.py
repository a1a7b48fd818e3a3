"""The pace of a run."""

import time

import pytest
from PySide6.QtCore import QObject

from bpgui.gui.document.facts import Facts
from bpgui.gui.document.run import LONG, TOO_LONG, Run
from bpgui.session.basics.resources import resource_path
from bpgui.session.files.session_file import load_session
from bpgui.session.runner import Runner


@pytest.mark.parametrize(("milliseconds", "looks"), [(0, 1), (LONG + 2, 2), (TOO_LONG + 2, 1)])
def test_a_look_that_takes_long_is_followed_by_another_one(
    qapp: object, monkeypatch: pytest.MonkeyPatch, milliseconds: int, looks: int
) -> None:
    pauses = [milliseconds / 1000, 0.0]
    monkeypatch.setattr(Runner, "poll", lambda _runner: time.sleep(pauses.pop(0)))
    session = load_session(resource_path("examples", "article.bpgui"), is_example=True)
    owner = QObject()
    run = Run(session, lambda _change: None, Facts(), owner)
    run.set_rate(1.0)
    run.begin()
    run._poll()
    run.pause()
    assert 2 - len(pauses) == looks
