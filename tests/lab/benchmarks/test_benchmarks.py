"""The measurements run; what they measure is for people."""

import json
from pathlib import Path
import subprocess
import sys

import pytest

pytestmark = pytest.mark.timeout(600)


def test_the_history_is_measured() -> None:
    """Every row has numbers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.lab.benchmarks.history", "--uploads", "30"],
        cwd=Path(__file__).parents[3],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = done.stdout.splitlines()[2:]
    assert len(rows) == 2
    assert all(row.count(" ms |") == 2 for row in rows)


def test_the_page_is_measured() -> None:
    """Every row has numbers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.lab.benchmarks.page", "--uploads", "60"],
        cwd=Path(__file__).parents[3],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = done.stdout.splitlines()[2:]
    assert len(rows) == 3
    assert all(row.count(" ms |") == 2 for row in rows)


def test_the_bucket_is_measured() -> None:
    """Every row has numbers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.lab.benchmarks.bucket", "--objects", "300", "--docks", "2"],
        cwd=Path(__file__).parents[3],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = done.stdout.splitlines()[2:]
    assert len(rows) == 4
    assert all("MiB" in row for row in rows)


def test_the_telemetry_is_measured(tmp_path: Path) -> None:
    """Both show what was told, and every number that both have is there."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "tests.lab.benchmarks.telemetry",
            "--quick",
            *("--docks", "1"),
            *("--subjects", "dji_dock", "alone"),
            *("--json", str(tmp_path / "runs.json")),
        ],
        cwd=Path(__file__).parents[3],
        check=True,
        capture_output=True,
    )
    ours, alone = json.loads((tmp_path / "runs.json").read_text())
    for run in (ours, alone):
        assert run["paced"] > 0
        assert run["throughput"] > 0
        assert 0 < run["p50"] <= run["p95"]
        assert run["memory"] > 0
    assert 0 < ours["rows"] <= ours["changes"]
    assert ours["differences"] == []
    assert ours["start"] > 0


def test_live_video_is_measured() -> None:
    """Both received the same, and telemetry was measured beside it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.lab.benchmarks.live", "--quick"],
        cwd=Path(__file__).parents[3],
        check=True,
        capture_output=True,
        text=True,
    )
    rows = [line.split("|")[2:-1] for line in done.stdout.splitlines() if line.startswith("| ")]
    ours, ffmpeg, beside, inside = (row for row in rows if "ms" not in "".join(row))
    assert all(float(cell) >= 0 for cell in ours)
    assert [cell.strip() for cell in ffmpeg[-2:]] == ["-", "-"]
    assert all(float(cell) > 0 for row in (beside, inside) for cell in row)


def test_the_gallery_is_measured() -> None:
    """Every row has numbers."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.lab.benchmarks.gallery", "--objects", "500"],
        cwd=Path(__file__).parents[3],
        check=True,
        capture_output=True,
        text=True,
    )
    table, _, archive = done.stdout.partition("\n\n")
    rows = table.splitlines()[2:]
    assert len(rows) == 7
    assert all(row.count(" ms |") == 2 for row in rows)
    assert archive.strip().endswith("MiB/s")
