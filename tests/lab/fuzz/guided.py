"""Random messages for a library, guided by what code of it they reach."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
import sys

import atheris

_IN_PARTS = 0.5


def run(
    seeds: Sequence[bytes],
    play: Callable[[bytes], object],
    changed: Callable[[bytes, Random], bytes],
) -> None:
    """Run until libFuzzer ends, which exits; arguments are libFuzzer's.

    What `changed` makes of a message comes half of the time: bytes alone seldom leave one as long as
    it says, or get through a handshake.
    """

    def one_run(data: bytes) -> None:
        play(data)

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        random = Random(seed)
        if random.random() < _IN_PARTS:
            return changed(data, random)[:longest]
        return bytes(atheris.Mutate(data, longest))

    corpus = Path(sys.argv[1])
    # A file was kept by an earlier run, and is played alone.
    if not corpus.is_file():
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (corpus / f"seed-{number:03}").write_bytes(seed)
    atheris.Setup(sys.argv, one_run, custom_mutator=mutate)
    atheris.Fuzz()
