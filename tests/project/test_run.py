"""What `.ci/run` makes of tests that fail: once may be an accident, twice is none."""

from collections.abc import Mapping
from itertools import takewhile
import os
from pathlib import Path
import shutil
import subprocess
import sys

import pytest

# Each test starts pytest some times, which is slow where others are busy.
pytestmark = pytest.mark.timeout(300)

ROOT = Path(__file__).parents[2]
ALL_TESTS = ROOT / "scripts" / "lib" / "all_tests.py"
PLUGINS = ("-p", "pytest_randomly", "-p", "xdist", "-p", "pytest_cov")
PASSES = "def test_passes(): pass\n"
FAILS = "def test_fails(): assert False\n"
FLAKY = """\
from pathlib import Path
def test_flaky():
    been_here = Path(__file__).with_name("been_here")
    first = not been_here.exists()
    been_here.touch()
    assert not first
"""
# As a test that hangs where no signal reaches it, and as a bug in a library may do.
DIES = "import os\ndef test_dies(): os._exit({code})\n"
INTERRUPTS = "def test_interrupts(): raise KeyboardInterrupt\n"
UNREADABLE = "import no_such_module\n"


def run(
    folder: Path, tests: Mapping[str, str], *arguments: str, command: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """Run tests of these names and texts in a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "pytest.ini").write_text("[pytest]\n")
    # pytest-randomly imports it where it is there, which is a quarter of the time of a run.
    (folder / "numpy.py").write_text("raise ImportError\n")
    for name, text in tests.items():
        (folder / f"test_{name}.py").write_text(text)
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return subprocess.run(
        [*(command or (sys.executable, str(ALL_TESTS), *PLUGINS)), *arguments],
        cwd=folder,
        env={**env, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def unstable(output: str) -> list[str]:
    """Return what the last lines name."""
    lines = reversed(output.splitlines())
    named = list(takewhile(lambda line: line.startswith("UNSTABLE "), lines))
    return [line.removeprefix("UNSTABLE ") for line in reversed(named)]


@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_passes_alone_is_named_and_stops_nothing(tmp_path: Path, workers: str) -> None:
    """Below pytest's own numbers, which stay readable, and in the file."""
    ended = run(
        tmp_path,
        {"passes": PASSES, "flaky": FLAKY},
        f"--workers={workers}",
        f"--conclusion={tmp_path / 'conclusion'}",
    )
    assert ended.returncode == 0, ended.stdout
    assert unstable(ended.stdout) == ["test_flaky.py::test_flaky"]
    first, second, named = ended.stdout.splitlines()[-3:]
    assert first.startswith("1 failed, 1 passed in ")
    assert second.startswith("1 passed in ")
    assert (tmp_path / "conclusion").read_text().splitlines() == [first, second, named]


def test_without_failures_nothing_runs_twice(tmp_path: Path) -> None:
    """And nothing is named."""
    ended = run(tmp_path, {"passes": PASSES})
    assert ended.returncode == 0
    assert ended.stdout.splitlines()[-1].startswith("1 passed in ")
    assert "once more" not in ended.stdout


def test_what_fails_again_stops_it(tmp_path: Path) -> None:
    """What passed the second time is named all the same."""
    ended = run(tmp_path, {"passes": PASSES, "fails": FAILS, "flaky": FLAKY})
    assert ended.returncode == 1
    assert unstable(ended.stdout) == ["test_flaky.py::test_flaky"]
    first, second, _ = ended.stdout.splitlines()[-3:]
    assert first.startswith("2 failed, 1 passed in ")
    assert second.startswith("1 failed, 1 passed in ")


@pytest.mark.parametrize(
    ("broken", "workers"),
    [(UNREADABLE, "1"), (UNREADABLE, "2"), (INTERRUPTS, "1"), (DIES.format(code=1), "2")],
    ids=["unreadable", "unreadable in parallel", "interrupted", "a worker dies"],
)
def test_a_run_that_was_broken_off_gets_no_second_chance(
    tmp_path: Path, broken: str, workers: str
) -> None:
    """A test that failed before it hides nothing."""
    ended = run(tmp_path, {"flaky": FLAKY, "broken": broken}, f"--workers={workers}")
    assert ended.returncode != 0
    assert "once more" not in ended.stdout
    assert unstable(ended.stdout) == []


@pytest.mark.parametrize("code", [0, 1])
def test_who_ends_without_a_word_has_failed(tmp_path: Path, code: int) -> None:
    """Whatever the exit code says: 1 is also what pytest says of tests that failed."""
    ended = run(tmp_path, {"flaky": FLAKY, "dies": DIES.format(code=code)})
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[-1] == "pytest ended without a word"


def test_who_ends_the_second_run_has_failed(tmp_path: Path) -> None:
    """What it did not come to is not named as if it had passed."""
    dies = FLAKY.replace("flaky", "dies") + "    __import__('os')._exit(0)\n"
    ended = run(tmp_path, {"dies": dies, "fails": FAILS})
    assert ended.returncode == 1
    assert unstable(ended.stdout) == []


def test_too_little_coverage_fails(tmp_path: Path) -> None:
    """Of both runs together, so that what only passed alone counts."""
    (tmp_path / ".coveragerc").write_text("[run]\nsource = .\nomit = numpy.py\n")
    flaky = FLAKY + "    " + "; ".join(f"x = {number}" for number in range(9)) + "\n"
    ended = run(tmp_path, {"flaky": flaky}, "--coverage=100")
    assert ended.returncode == 0, ended.stdout
    never = FLAKY + "    if first:\n        pass\n"
    ended = run(tmp_path / "2", {"flaky": never}, "--coverage=100")
    assert ended.returncode == 2
    assert "total of" in ended.stdout
    assert unstable(ended.stdout) == ["test_flaky.py::test_flaky"]


def test_a_seed_gives_the_same_order_again(tmp_path: Path) -> None:
    """It is told at the end of each run."""
    many = "".join(f"def test_{number}(): pass\n" for number in range(9))

    def order(*arguments: str) -> list[str]:
        lines = run(tmp_path, {"many": many}, "-v", *arguments).stdout.splitlines()
        return [line.split()[0] for line in lines if "PASSED" in line]

    found = order("--seed=7")
    assert len(found) == 9
    assert order("--seed=7") == found
    assert order("--seed=8") != found


def test_each_run_has_a_seed_of_its_own(tmp_path: Path) -> None:
    """Few tests may come in the same order all the same."""

    def seed() -> str:
        ended = run(tmp_path, {"passes": PASSES}).stdout
        return ended.partition("scripts/test --seed ")[2].split()[0]

    assert seed() != seed()


def outer(folder: Path, tests: Mapping[str, str], **scripts: str) -> tuple[int, str]:
    """Run `.ci/run` with these tests, and these texts in place of its other scripts."""
    (folder / ".ci").mkdir()
    (folder / ".cache").mkdir()
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci" / "run")
    (folder / "scripts").mkdir()
    pytest_here = f"exec {sys.executable} {ALL_TESTS} {' '.join(PLUGINS)} --conclusion .cache/tests"
    for name, text in {
        "lint": "exit 0",
        "frontend": "exit 0",
        "test": pytest_here,
        "demo": "exit 0",
        "chaos": "exit 0",
        **scripts,
    }.items():
        script = folder / "scripts" / name
        script.write_text(f"#!/usr/bin/env bash\n{text}\n")
        script.chmod(0o755)
    ended = run(folder, tests, command=(str(folder / ".ci" / "run"),))
    return ended.returncode, ended.stdout


ONCE = "[ -e .cache/{name} ] || {{ touch .cache/{name}; exit {code}; }}"


def test_the_last_lines_name_what_was_unstable(tmp_path: Path) -> None:
    """Tests and whole steps, after everything else."""
    code, output = outer(
        tmp_path,
        {"flaky": FLAKY, "passes": PASSES},
        demo=ONCE.format(name="demo", code=1),
    )
    assert code == 0, output
    assert unstable(output) == ["test_flaky.py::test_flaky", "scripts/demo --once"]
    verdict, first, second = output.splitlines()[-5:-2]
    assert verdict.startswith("PASSED")
    assert first.startswith("1 failed, 1 passed in ")
    assert second.startswith("1 passed in ")


@pytest.mark.parametrize(
    ("scripts", "failed"),
    [
        ({"lint": ONCE.format(name="lint", code=1)}, "scripts/lint"),
        ({"demo": "exit 1"}, "scripts/demo --once"),
        ({"chaos": ONCE.format(name="chaos", code=130)}, "scripts/chaos --seed 23 --minutes 1"),
        ({"test": "exit 2"}, "scripts/test"),
    ],
)
def test_a_step_that_fails_ends_it(tmp_path: Path, scripts: dict[str, str], failed: str) -> None:
    """Lint is no accident, nor is what was broken off."""
    code, output = outer(tmp_path, {"passes": PASSES}, **scripts)
    assert code == 1
    assert f"\nFAILED: {failed}\n" in output
    assert "PASSED" not in output
