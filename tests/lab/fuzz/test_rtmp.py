"""A publisher that says anything, at random."""

from collections.abc import Iterator
from random import Random

import pytest

from custom_components.dji_dock.rtmp.chunks import ChunkReader, Message

from .bench import Errors, Violation
from .rtmp_bench import SEEDS, changed, play

_ROUNDS = 300


def test_seeds() -> None:
    """What is right is understood: else random changes of it would show nothing."""
    errors = Errors()
    with errors.listening():
        assert play(SEEDS[0], errors) == 10
        assert sum(play(seed, errors) for seed in SEEDS[1:]) > 8


@pytest.mark.parametrize("seed", range(4))
def test_random(seed: int) -> None:
    """Whatever it says, it ends once, costs little, and is the same in pieces."""
    random, errors, arrived = Random(seed), Errors(), 0
    with errors.listening():
        for _ in range(_ROUNDS):
            arrived += play(changed(random.choice((SEEDS[0], *SEEDS[:4])), random), errors)
    assert arrived > _ROUNDS


def test_a_mistake_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the reader, planted here: it forgets half a header."""
    usual = ChunkReader.feed

    def feed(self: ChunkReader, data: bytes) -> Iterator[Message]:
        self._rest = b""
        return usual(self, data)

    monkeypatch.setattr(ChunkReader, "feed", feed)
    errors = Errors()
    with errors.listening(), pytest.raises(Violation, match="in pieces"):
        play(SEEDS[0], errors)
