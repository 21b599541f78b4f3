"""`python -m tests.lab.benchmarks.bucket`: a large bucket, with the index and without.

Prints a table: how long it takes to bring the index in line with the bucket, how long the first
page of the media browser takes, and how much memory each needs beyond what it began with.
"""

import argparse
import json
from pathlib import Path
import subprocess
import sys
import tempfile

from tests.lab.stack.process import Process, free_port

ROOT = Path(__file__).parents[3]
_START_SECONDS = 600
_ROWS = {
    "listing": "List the bucket, keep nothing",
    "reconcile": "List it into the index",
    "first_page": "First page, from the index",
    "first_page_by_listing": "First page, by listing",
}


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.lab.benchmarks.bucket", description=__doc__
    )
    parser.add_argument("--objects", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--docks", type=int, default=1, help="among which they are divided")
    options = parser.parse_args()
    print("| objects | what | time | memory |")
    print("|---:|---|---:|---:|")
    for objects in options.objects:
        for name, measured in measure(objects, options.docks).items():
            worst = f" (worst {milliseconds(measured['worst'])})" if "worst" in measured else ""
            print(
                f"| {objects:,} | {_ROWS[name]} | {milliseconds(measured['seconds'])}{worst}"
                f" | {measured['mib']:.1f} MiB |",
                flush=True,
            )


def milliseconds(seconds: float) -> str:
    """Return a time as it reads best."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def measure(objects: int, docks: int) -> dict[str, dict[str, float]]:
    """Return what was measured for a bucket with so many objects."""
    with tempfile.TemporaryDirectory(prefix="dji-dock-benchmark-") as folder:
        port = free_port()
        store = Process("The S3 server", Path(folder) / "s3.log")
        filled = [sys.executable, "-m", "tests.lab.benchmarks.filled_store"]
        store.start([*filled, str(port), str(objects), str(docks)], {"PYTHONPATH": str(ROOT)})
        try:
            store.wait_for_port(port, _START_SECONDS)
            endpoint = f"http://127.0.0.1:{port}"
            return {name: _run(name, endpoint, docks, folder) for name in _ROWS}
        finally:
            store.stop()


def _run(name: str, endpoint: str, docks: int, folder: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.lab.benchmarks.bucket_work"]
    done = subprocess.run(
        [*command, name, endpoint, str(docks), folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


if __name__ == "__main__":
    main()
