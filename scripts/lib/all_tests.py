"""Run all tests in random order; what fails runs once more, alone, and counts if it fails again.

What passed the second time is named UNSTABLE in the last lines, which go into `--conclusion FILE`,
too. Only failed tests get another chance: a run that was broken off, tests that cannot be collected
and too little coverage do not. What else is on the command line is pytest's.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
import json
from pathlib import Path
import random
import re
import subprocess
import sys
import tempfile

_FAILED = 1  # pytest's exit code when tests failed, and when something ended its process
_ENOUGH = 10
"""Failures of what runs once more: so many are no accident."""
_CLOSING = re.compile(r"^(?:=+ )?((?:\d+|no) \w+.* in \d+(?:\.\d+)?s.*?)(?: =+)?$")
# What pytest says in between, and of a worker whose process ended: its tests are tried again and again.
_BROKEN_OFF = re.compile(r"^!+ .* !+$|^\[gw\d+\] node down")


@dataclass(frozen=True)
class Run:
    """What came of a run of pytest."""

    code: int
    closing: str
    """Its last line, with the numbers."""
    complete: bool
    failed: tuple[str, ...]
    """Ids of tests."""


def main(arguments: Sequence[str]) -> int:
    """Run the tests; returns the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/test", allow_abbrev=False)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--coverage", type=int, default=0, help="what is too little, in percent")
    parser.add_argument("--conclusion", type=Path)
    options, others = parser.parse_known_args(arguments)
    others += [f"--randomly-seed={options.seed}"]
    if options.coverage:
        others += ["--cov", "--cov-report="]
    parallel = ["-n", str(options.workers), "--dist", "loadfile", "--no-loadscope-reorder"]
    parallel += ["--max-worker-restart", "1"]
    with tempfile.TemporaryDirectory() as folder:
        first = last = _pytest([*others, *(parallel if options.workers > 1 else [])], Path(folder))
        if first.complete and first.failed:
            _say("What failed, once more, alone")
            again = ["--last-failed", "--last-failed-no-failures=none", f"--maxfail={_ENOUGH}"]
            again += ["--cov-append"] if options.coverage else []
            last = _pytest([*others, *again], Path(folder))
    code = last.code or (0 if last.complete and not last.failed else _FAILED)
    if code == 0 and options.coverage:
        code = _coverage(options.coverage)
    conclusion = [
        run.closing or "pytest ended without a word" for run in dict.fromkeys((first, last))
    ]
    conclusion += [f"UNSTABLE {test}" for test in first.failed if test not in last.failed]
    _say(f"The same order again: scripts/test --seed {options.seed}")
    text = "".join(f"{line}\n" for line in conclusion)
    sys.stdout.write(text)
    if options.conclusion:
        options.conclusion.write_text(text)
    return code


def _pytest(arguments: Sequence[str], folder: Path) -> Run:
    """Run pytest, show what it prints, and read what it says at the end."""
    cache = folder / "v" / "cache" / "lastfailed"
    before = _ids(cache)
    closing, complete = "", True
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "pytest", *arguments, "-o", f"cache_dir={folder}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            if _BROKEN_OFF.match(line):
                complete = False
            elif found := _CLOSING.match(line):
                closing = found[1]
    code = process.returncode
    failed = _ids(cache) if closing else before
    # What has no name of a test is a file that cannot be collected.
    readable = all("::" in name for name in failed)
    complete = complete and readable and bool(closing) and code in (0, _FAILED)
    return Run(code, closing, complete, failed)


def _ids(cache: Path) -> tuple[str, ...]:
    """Return the tests that failed last, and have not passed since."""
    return tuple(sorted(json.loads(cache.read_text()))) if cache.exists() else ()


def _coverage(least: int) -> int:
    _say("Coverage")
    report = [sys.executable, "-m", "coverage", "report", f"--fail-under={least}"]
    return subprocess.run(report, check=False).returncode


def _say(text: str) -> None:
    sys.stdout.write(f"\n--- {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
