"""What docks send, and what players get of it."""

from collections.abc import Iterable

import pytest

from custom_components.dji_dock.video import Mender, Tag, UnsupportedCodec
from tests.helpers.video_streams import (
    STEP,
    Message,
    decoded,
    file_of,
    stream,
    tags,
    units,
)


def mended(messages: Iterable[Message], mender: Mender | None = None) -> list[Tag]:
    """Return what a mender passes on."""
    mender = mender or Mender()
    return [tag for message in messages for tag in mender.video(*message)]


def pictures(passed: Iterable[Tag]) -> list[list[int]]:
    """Return the kinds of NAL units of each picture."""
    return [
        [unit[0] & 0x1F for unit in units(bytes(tag.units))] for tag in passed if not tag.is_header
    ]


def times(passed: Iterable[Tag]) -> list[int]:
    """Return the time stamps of the pictures."""
    return [tag.timestamp for tag in passed if not tag.is_header]


def test_healthy_video() -> None:
    """Each picture arrives when it was sent; the header is ours, and before each key frame."""
    mender = Mender()
    passed = mended(stream(50), mender)
    assert [tag.is_header for tag in passed] == [True] + [False] * 50
    assert times(passed) == [number * STEP for number in range(50)]
    kinds = pictures(passed)
    assert kinds[0] == kinds[25] == [7, 8, 5]
    assert {tuple(kind) for number, kind in enumerate(kinds) if number % 25} == {(1,)}
    assert mender.size == (320, 240)
    assert mender.counts.passed == 50
    shown = decoded(file_of(passed))
    assert [(each.width, each.height) for each in shown] == [(320, 240)] * 50
    assert [each.time for each in shown] == [number * STEP for number in range(50)]


def test_the_header_announces_video_alone() -> None:
    """A reader that waits for audio waits for ever; go2rtc takes no codec without metadata."""
    data = file_of(mended(stream(2)))
    assert data[:13] == b"FLV\x01\x01\x00\x00\x00\x09\x00\x00\x00\x00"
    kinds = [(kind, content[:2]) for kind, _, content in tags(data)]
    assert kinds == [(18, b"\x02\x00"), (9, b"\x17\x00"), (9, b"\x17\x01"), (9, b"\x27\x01")]
    metadata = next(tags(data))[2]
    assert b"onMetaData" in metadata
    assert b"videocodecid" in metadata
    assert b"audio" not in metadata


@pytest.mark.parametrize(
    ("begin", "codec"),
    [
        (b"\x1c\x00\x00\x00\x00", "hevc"),
        (b"\x90hvc1", "hevc"),
        (b"\x91hev1", "hevc"),
        (b"\x90av01", "av1"),
        (b"\x90vp09", "vp9"),
        (b"\x90\x00\xff<b", "unknown"),
        (b"\x12\x00", "h263"),
    ],
)
def test_other_codecs(begin: bytes, codec: str) -> None:
    """They are named, in words of ours."""
    with pytest.raises(UnsupportedCodec) as raised:
        Mender().video(0, begin + bytes(20))
    assert raised.value.codec == codec
