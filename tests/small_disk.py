"""Disks that are full half way through a file."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = 4096
#: Bytes that there is room for.
ROOM = 512 * PAGE


@contextlib.contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: what anybody may do who runs the tests."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextlib.contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """Put a file system of its own at a folder; skip the test where that is not allowed."""
    mount = shutil.which("mount")
    if mount is None or not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount a file system")
    command = [mount, "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, room: int) -> Path:
    """Leave room for so many bytes on a small disk; return what takes the rest."""
    filler = disk / "filler"
    filler.write_bytes(b"x" * (ROOM - room))
    return filler
