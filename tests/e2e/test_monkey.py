"""The monkey uses the program at random: `python -m benchmarks.monkey`."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns import tries

DEEDS = tries(60, 20_000)


@pytest.mark.campaign
@pytest.mark.slow("60 deeds in a window of its own process")
def test_random_use_does_no_harm(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.monkey", str(DEEDS), "--seed", "3", "--folder", str(tmp_path)]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"{DEEDS} deeds in" in ended.stdout
