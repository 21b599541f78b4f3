"""`python -m tests.lab.fuzz.rtmp`, which scripts/fuzz runs: a publisher that says anything."""

import atheris

with atheris.instrument_imports(include=["custom_components.dji_dock.rtmp"]):
    import custom_components.dji_dock.rtmp  # noqa: F401 - before all that imports it

from .bench import Errors
from .guided import run
from .rtmp_bench import SEEDS, changed, play


def main() -> None:
    """Let it publish, and note every error that is written to the log."""
    errors = Errors()
    with errors.listening():
        run(SEEDS, lambda data: play(data, errors), changed)


if __name__ == "__main__":
    main()
