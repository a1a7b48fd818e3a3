import re
from dataclasses import MISSING, fields
from pathlib import Path

import msgspec
import pytest

from bpgui.engine.step import Settings
from bpgui.session.basics.problems import Problem
from bpgui.session.model.edits import EventEdit
from bpgui.session.model.setting import Range, Setting
from bpgui.session.model.settings import SETTINGS
from tests.article import START, article

DOCS = (Path(__file__).parents[3] / "docs" / "session-file.md").read_text(encoding="utf-8")
ENTRIES = pytest.mark.parametrize("entry", SETTINGS.values(), ids=SETTINGS)


def test_all_that_training_obeys_has_an_entry():
    assert {entry.name for entry in SETTINGS.values()} == {field.name for field in fields(Settings)} - {
        "locked",
        "cut",
        "origin",
    }


#: Of each setting a value and the event that sets it.
EVENTS = {
    "learning_rate": (0.5, b'{"change":"learning_rate","value":0.5}'),
    "batch_size": (1, b'{"change":"batch_size","value":1}'),
    "order": (True, b'{"change":"order","shuffle":true}'),
    "seed": (9, b'{"change":"seed","value":9}'),
    "optimiser": ("plain", b'{"change":"optimiser","value":"plain"}'),
    "momentum": (0.5, b'{"change":"momentum","value":0.5}'),
    "rho": (0.5, b'{"change":"rho","value":0.5}'),
    "beta1": (0.5, b'{"change":"beta1","value":0.5}'),
    "beta2": (0.5, b'{"change":"beta2","value":0.5}'),
    "epsilon": (0.5, b'{"change":"epsilon","value":0.5}'),
    "l2": (0.5, b'{"change":"l2","value":0.5}'),
    "l1": (0.5, b'{"change":"l1","value":0.5}'),
    "decay": (0.5, b'{"change":"decay","value":0.5}'),
    "clip": (0.5, b'{"change":"clip","value":0.5}'),
    "schedule": ("cosine", b'{"change":"schedule","value":"cosine"}'),
    "step_factor": (0.25, b'{"change":"step_factor","value":0.25}'),
    "exponential_factor": (0.5, b'{"change":"exponential_factor","value":0.5}'),
    "inverse_decay": (0.5, b'{"change":"inverse_decay","value":0.5}'),
    "last_rate": (0.5, b'{"change":"last_rate","value":0.5}'),
    "schedule_steps": (5, b'{"change":"schedule_steps","value":5}'),
    "warm_up": (5, b'{"change":"warm_up","value":5}'),
}


@ENTRIES
def test_an_edit_is_written_and_read(entry):
    value, event = EVENTS[entry.change]
    assert msgspec.json.encode(entry.edit(value)) == event
    assert msgspec.json.decode(event, type=EventEdit) == entry.edit(value)


def test_no_number_is_written_as_null():
    assert msgspec.json.encode(SETTINGS["batch_size"].edit(None)) == b'{"change":"batch_size","value":null}'


@ENTRIES
def test_its_default_is_possible(entry):
    assert entry.default is MISSING or entry.values.checked(entry.default, article().data) == entry.default


@ENTRIES
def test_it_goes_through_the_file(entry):
    value, data = entry.of(article().settings), article().data
    assert entry.from_file(entry.in_file(value), data) == value


@ENTRIES
def test_the_document_tells_of_it(entry):
    assert re.search(rf"^\| `settings\.{entry.name}` \|", DOCS, re.MULTILINE)
    assert re.search(rf"^\| `{entry.change}` \| `{entry.key}` \|", DOCS, re.MULTILINE)


NUMBER = Setting("learning_rate", Range(0, 1), word="", label="", tip="", group="", event="number")


def test_values_that_are_not_possible_are_refused_in_general_words():
    with pytest.raises(Problem, match=r"^A number from 0 to 1 is expected\.$"):
        NUMBER.edit(1.5).apply(article(), START)


@ENTRIES
def test_an_edit_sets_its_field_only(entry):
    value, _ = EVENTS[entry.change]
    experiment, parameters = entry.edit(value).apply(article(), START)
    before = article().settings
    changed = {other.name for other in SETTINGS.values() if other.of(experiment.settings) != other.of(before)}
    assert (changed - {"optimiser"}, entry.of(experiment.settings)) == ({entry.name} - {"optimiser"}, value)
    assert parameters is START
