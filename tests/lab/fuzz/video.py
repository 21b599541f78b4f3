"""`python -m tests.lab.fuzz.video`, which scripts/fuzz runs: a dock that sends anything as video."""

from pathlib import Path
from random import Random
import sys

import atheris

with atheris.instrument_imports(include=["custom_components.dji_dock.video"]):
    import custom_components.dji_dock.video  # noqa: F401 - before all that imports it

from .video_bench import SEEDS, changed, play

_IN_PARTS = 0.5


def main() -> None:
    """Run until libFuzzer ends, which exits; arguments are libFuzzer's."""
    corpus = Path(sys.argv[1])
    # A file was kept by an earlier run, and is played alone.
    if not corpus.is_file():
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(SEEDS):
            (corpus / f"seed-{number:03}").write_bytes(seed)
    atheris.Setup(sys.argv, _one_run, custom_mutator=_mutate)
    atheris.Fuzz()


def _one_run(data: bytes) -> None:
    play(data)


def _mutate(data: bytes, longest: int, seed: int) -> bytes:
    """Change a message half of the time: bytes alone seldom leave one as long as it says."""
    random = Random(seed)
    if random.random() < _IN_PARTS:
        return changed(data, random)[:longest]
    return bytes(atheris.Mutate(data, longest))


if __name__ == "__main__":
    main()
