"""The measurements run; what they measure is for people."""

from pathlib import Path
import subprocess
import sys


def test_the_history_is_measured() -> None:
    """Every row has numbers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.history", "--uploads", "30"],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = done.stdout.splitlines()[2:]
    assert len(rows) == 2
    assert all(row.count(" ms |") == 2 for row in rows)


def test_the_bucket_is_measured() -> None:
    """Every row has numbers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bucket", "--objects", "300", "--docks", "2"],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = done.stdout.splitlines()[2:]
    assert len(rows) == 4
    assert all("MiB" in row for row in rows)
