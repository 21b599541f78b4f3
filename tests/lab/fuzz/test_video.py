"""A dock that sends anything as video, at random."""

from collections.abc import Iterator
from random import Random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.dji_dock.video import mender
from custom_components.dji_dock.video.h264 import split_units
from tests.helpers.video_streams import Message

from .bench import Violation
from .video_bench import PARTS, SEEDS, changed, play, written

_ROUNDS = 300


def test_seeds() -> None:
    """What is right is passed on: else random changes of it would show nothing."""
    assert [play(seed, still=True) for seed in SEEDS] == [12, 12, 8, 10, 30, 12]
    assert play(written([])) == 0


@pytest.mark.parametrize("seed", range(6))
def test_random(seed: int) -> None:
    """Whatever it sends, players get what they can read, or nothing."""
    random, passed = Random(seed), 0
    for number in range(_ROUNDS):
        data = random.choice(SEEDS)
        for _ in range(random.choice((1, 1, 5, 20))):
            data = changed(data, random)
        passed += play(data, still=number % 20 == 0)
    assert passed > _ROUNDS / 4


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2**32 - 1),
            st.lists(st.one_of(st.sampled_from(PARTS), st.binary(max_size=40)), max_size=4),
        ),
        max_size=12,
    )
)
@settings(deadline=None, max_examples=200)
def test_parts(messages: list[tuple[int, list[bytes]]]) -> None:
    """Whatever is put together, at whatever time."""
    play(written([Message(timestamp, b"".join(parts)) for timestamp, parts in messages]))


def test_a_mistake_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted here: what runs over the end is passed on, too."""

    def split(data: bytes, length_size: int) -> Iterator[memoryview]:
        yield from split_units(data, length_size)
        yield memoryview(b"\x41\x9a\x00\x00\x01")

    monkeypatch.setattr(mender, "split_units", split)
    with pytest.raises(Violation, match="start code"):
        play(SEEDS[0])
