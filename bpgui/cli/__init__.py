"""The commands that work without a window: each is a module of its name, and goes through the same session.

Nothing is imported here, so that the front door can name the commands whatever is missing.
"""

from collections.abc import Sequence
from importlib import import_module

#: Each command's name, its arguments in short and what it does.
COMMANDS = {
    "train": ("FILE --steps N", "train a session file"),
    "cross-validate": ("FILE --rates A:B:N", "find a learning rate"),
    "new": ("SIZES -o FILE", "make a session file"),
    "data": ("FILE --into SESSION", "put a table into a session file"),
    "predict": ("SESSION [DATA] -o OUT", "write predictions as CSV"),
    "show": ("FILE", "print a session file as text"),
}


def main(argv: Sequence[str]) -> int:
    """Do what a command, the first of the arguments, was asked, and return the exit code."""
    command: Sequence[str] = argv[1:]
    return int(import_module(f"bpgui.cli.{argv[0].replace('-', '_')}").main(command))
