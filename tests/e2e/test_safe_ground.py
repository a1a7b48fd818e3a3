"""What is killed or damaged costs nobody a session or a start: `python -m benchmarks.kills` and `.damage`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns import tries

KILLS, DAMAGED, STARTS = tries(1, 100), tries(300, 5000), tries(0, 100)


@pytest.mark.campaign
@pytest.mark.slow("the program is started, worked with, killed and started again")
@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize(
    ("campaign", "said"),
    [
        (["kills", str(KILLS), "--seed", "5", "--seconds", str(tries(1, 3) + 0.5)], f"{KILLS} kills, "),
        (
            ["damage", str(DAMAGED), "--starts", str(STARTS)],
            f"{DAMAGED} damaged settings read, {STARTS} started with twice, 0 faults",
        ),
    ],
    ids=["kills", "damage"],
)
def test_a_campaign_finds_no_fault(campaign: list[str], said: str) -> None:
    command = [sys.executable, "-m", f"benchmarks.{campaign[0]}", *campaign[1:]]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert said in ended.stdout
