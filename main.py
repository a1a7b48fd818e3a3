"""Starts the app."""

import sys
from typing import NoReturn


def cannot_start(reason: str) -> NoReturn:
    """Say why, and end."""
    sys.stderr.write("bpgui: " + reason + "\n")
    sys.exit(2)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  some will try, and should read why it fails
        cannot_start("Python 3.11 or later is needed; `uv run python main.py` finds or fetches one.")
    try:
        from bpgui.app import main
    except ModuleNotFoundError as error:
        if error.name not in ("bpgui", "bpgui.app"):
            raise
        cannot_start("main.py needs the folder bpgui beside it.")
    sys.exit(main())
