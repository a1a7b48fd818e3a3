"""A net below changes of structure: what was written before one must be what is written after it, byte for byte.

The files beside this one were written by version 0.1.0 before its rooms were divided. They are never written again; a
file that must differ, because the contract changed, is replaced in the commit that changes the contract.
"""

from pathlib import Path

import pytest

from bpgui.session.basics.resources import resource_path
from bpgui.session.files.history_csv import CsvOptions, write_history
from bpgui.session.files.session_file import load_session, save_session
from bpgui.session.timeline.column_kinds import ACTIVATION, DELTA, GRADIENT, Z

HERE = Path(__file__).parent
SESSIONS = sorted(path.stem for path in (HERE / "sessions").glob("*.bpgui"))
EXAMPLES = {"article": None, "xor": None, "regression": (0, 3, 7), "iris": (0, 74, 149)}
#: All columns that could be asked for in version 0.1.0.
COLUMNS = frozenset({GRADIENT, Z, ACTIVATION, DELTA})
CASES = [*SESSIONS, *EXAMPLES]


def history(case: str, path: Path) -> bytes:
    """Return the CSV of a case with all columns; the examples, which have no steps, take seven."""
    if case in EXAMPLES:
        session, samples = load_session(resource_path("examples", f"{case}.bpgui")), EXAMPLES[case]
        session.train(7)
    else:
        session, samples = load_session(HERE / "sessions" / f"{case}.bpgui"), None
    chosen = tuple(range(session.experiment.data.samples)) if samples is None else samples
    write_history(session.timeline, path, CsvOptions(COLUMNS, chosen))
    return path.read_bytes()


@pytest.mark.parametrize("case", CASES)
def test_history_has_the_same_bytes(case, tmp_path):
    assert history(case, tmp_path / "history.csv") == (HERE / "csv" / f"{case}.csv").read_bytes()


@pytest.mark.parametrize("name", SESSIONS)
def test_session_is_saved_with_the_same_bytes(name, tmp_path):
    before = HERE / "sessions" / f"{name}.bpgui"
    save_session(load_session(before), tmp_path / "after.bpgui")
    assert (tmp_path / "after.bpgui").read_bytes() == before.read_bytes()
