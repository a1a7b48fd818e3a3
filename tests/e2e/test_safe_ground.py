"""Short campaigns: `python -m benchmarks.kills 100` and `python -m benchmarks.damage 5000` are the long ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize(
    ("campaign", "said"),
    [
        (["kills", "1", "--seed", "5", "--seconds", "1.5"], "1 kills, "),
        (["damage", "300", "--starts", "0"], "300 damaged settings read, 0 started with twice, 0 faults"),
    ],
)
def test_a_campaign_finds_no_fault(campaign: list[str], said: str) -> None:
    command = [sys.executable, "-m", f"benchmarks.{campaign[0]}", *campaign[1:]]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert said in ended.stdout
