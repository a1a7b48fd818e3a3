"""The log file: always there when it can be, and never in the way."""

import faulthandler
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from bpgui.session.basics import logs
from bpgui.session.basics.logs import CRASHES, LOG, kept_log, log_folder

logger = logging.getLogger("some.part")


def read(name: str) -> str:
    folder = log_folder()
    assert folder is not None
    return (folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("debug", "is_there"), [(False, False), (True, True)])
def test_what_is_logged_is_kept(debug: bool, is_there: bool) -> None:
    with kept_log(debug=debug):
        logger.debug("a small thing")
        logger.info("a thing of \udcff\n")
    logger.info("after the end")
    assert "INFO some.part: a thing of \\xff" in read(LOG)
    assert ("a small thing" in read(LOG)) is is_there
    assert "after the end" not in read(LOG)


def test_names_that_are_logged_act_on_no_terminal() -> None:
    with kept_log():
        try:
            raise ValueError("\x1b]0;title\x07")
        except ValueError:
            logger.info("\x1b[31mred", exc_info=True)
    text = read(LOG)
    assert r"some.part: \x1b[31mred" in text
    assert r"\nValueError: \x1b]0;title\x07".replace(r"\n", "\n") in text
    assert "\x1b" not in text


def test_old_logs_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MAX_BYTES", 1000)
    with kept_log():
        for k in range(200):
            logger.info("line %d", k)
    folder = log_folder()
    assert folder is not None
    assert len([path for path in folder.iterdir() if path.name.startswith(LOG)]) == 4
    assert "line 199" in read(LOG)


def test_without_a_folder_the_program_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "a file"))
    with kept_log():
        logger.info("a thing")
    assert log_folder() is None


def test_a_crash_is_written_and_told_at_the_next_start() -> None:
    script = "from bpgui.session.basics.logs import *; import faulthandler\nwith kept_log(): faulthandler._sigsegv()"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert run.returncode < 0
    assert "Segmentation fault" in read(CRASHES)
    subprocess.run([sys.executable, "-c", "from bpgui.session.basics.logs import *\nwith kept_log(): pass"], check=True)
    assert read(CRASHES) == ""
    assert "an earlier start ended in a crash:\nFatal Python error: Segmentation fault" in read(LOG)


def test_a_fault_handler_that_is_there_is_left_alone() -> None:
    before = faulthandler.is_enabled()
    with kept_log():
        pass
    assert faulthandler.is_enabled() is before
