"""What the window tells, and what may take its place."""

import pytest

from bpgui.gui.window.main_window import MainWindow


@pytest.mark.parametrize("once", [True, False])
def test_that_it_gets_ready_does_not_cover_what_went_wrong(window: MainWindow, once: bool) -> None:
    window.teller.wrong("“cut.bpgui” cannot be opened.")
    window.teller.preparation(once)
    assert window.notice.text() == "“cut.bpgui” cannot be opened."

    window.notice.hide()
    window.teller.preparation(once)
    assert window.notice.text().endswith("slower for half a minute.")
