"""A short life of the monkey: `python -m benchmarks.monkey 20000` is a long one."""

import subprocess
import sys
from pathlib import Path


def test_random_use_does_no_harm(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.monkey", "120", "--seed", "3", "--folder", str(tmp_path)]
    ended = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "120 deeds in" in ended.stdout
