"""`python -m tests.lab.fuzz.video`, which scripts/fuzz runs: a dock that sends anything as video."""

import atheris

with atheris.instrument_imports(include=["custom_components.dji_dock.video"]):
    import custom_components.dji_dock.video  # noqa: F401 - before all that imports it

from .guided import run
from .video_bench import SEEDS, changed, play


def main() -> None:
    """Let it send."""
    run(SEEDS, play, changed)


if __name__ == "__main__":
    main()
