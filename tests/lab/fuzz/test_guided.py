"""The coverage guided runs, which scripts/fuzz makes for longer."""

from pathlib import Path
import re
import subprocess
import sys

import pytest

pytestmark = pytest.mark.timeout(300)

_ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    "module", ["tests.lab.fuzz", "tests.lab.fuzz.rtmp", "tests.lab.fuzz.video"]
)
def test_a_short_run(module: str, tmp_path: Path) -> None:
    """It reaches more with each message that it makes, and finds nothing."""
    pytest.importorskip("atheris", reason="has no wheel for this machine")
    options = ["-runs=300", "-seed=1", f"-artifact_prefix={tmp_path}/"]
    run = subprocess.run(
        [sys.executable, "-m", module, tmp_path / "corpus", *options],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    # What it begins with is counted, too, when it begins anew in between.
    done = re.search(r"^Done (\d+) runs", run.stderr, re.MULTILINE)
    assert done
    assert int(done[1]) >= 300
    assert "NEW    cov:" in run.stderr
