"""Opening a session file on the terminal: it is trained again, and says how far it is."""

from pathlib import Path

from bpgui.cli.progress import Countdown, Progress
from bpgui.session.compiled import OnDemand
from bpgui.session.files.session_file import load_session
from bpgui.session.session import Session


def opened(path: Path, kernel: OnDemand, progress: Progress) -> Session:
    """Return the session of a file, its cursor where the file has it. Raises Problem."""
    opening = Countdown(progress, "opening")

    def shown(done: int, steps: int) -> bool:
        kernel.poll()
        opening.show(done, steps)
        return True

    return load_session(path, shown, prepare=kernel.prepare)
