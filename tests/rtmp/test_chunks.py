"""Chunks become messages, however they are cut."""

from collections.abc import Iterable
from random import Random
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.dji_dock.rtmp.chunks import ChunkReader, Message
from custom_components.dji_dock.rtmp.models import EndReason, ProtocolError

from .wire import (
    ABORT,
    AUDIO,
    COMMAND,
    SET_CHUNK_SIZE,
    VIDEO,
    basic,
    cut,
    header,
    message,
)

_LONGEST = 100_000


def _read(*pieces: bytes, longest: int = _LONGEST) -> list[Message]:
    reader = ChunkReader(longest)
    return [each for piece in pieces for each in reader.feed(piece)]


def _payload(size: int, seed: int = 1) -> bytes:
    return Random(seed).randbytes(size)


def _refused(*pieces: bytes, longest: int = _LONGEST) -> EndReason:
    with pytest.raises(ProtocolError) as caught:
        _read(*pieces, longest=longest)
    return caught.value.reason


SIZES = (0, 1, 127, 128, 129, 255, 256, 257, 1280, 20_000)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("number", [2, 63, 64, 319, 320, 65599])
def test_one_message(size: int, number: int) -> None:
    """Of any size, on any stream."""
    payload = _payload(size)
    data = message(payload, number=number, time=4711)
    assert _read(data) == [Message(VIDEO, 4711, payload)]


@pytest.mark.parametrize("size", SIZES)
def test_a_number_in_more_bytes_than_it_needs(size: int) -> None:
    """It is the same stream."""
    payload = _payload(size)
    data = message(payload, number=70, size=3) + message(payload, form=3, number=70, size=2)
    assert _read(data) == [Message(VIDEO, 0, payload)] * 2


def test_what_a_header_leaves_out() -> None:
    """It is as before: length and kind, the difference in time, or both."""
    data = (
        message(b"a" * 200, time=1000)
        + message(b"b" * 300, form=1, time=40, kind=AUDIO)
        + message(b"c" * 300, form=2, time=33)
        + message(b"d" * 300, form=3)
        + message(b"e", form=0, time=5)
    )
    assert [(each.kind, each.timestamp, each.payload[:1]) for each in _read(data)] == [
        (VIDEO, 1000, b"a"),
        (AUDIO, 1040, b"b"),
        (AUDIO, 1073, b"c"),
        (AUDIO, 1106, b"d"),
        (VIDEO, 5, b"e"),
    ]


def test_a_time_after_a_whole_header() -> None:
    """Without one of its own a message is later by the time of the whole header: so it is written."""
    assert [each.timestamp for each in _read(message(b"a", time=30) + message(b"b", form=3))] == [
        30,
        60,
    ]


def test_a_fresh_stream_without_the_last_field() -> None:
    """As librtmp writes a ping."""
    assert _read(message(b"ping", form=1, number=2)) == [Message(VIDEO, 0, b"ping")]


@pytest.mark.parametrize("form", [2, 3])
def test_a_fresh_stream_that_continues_nothing(form: int) -> None:
    """Nobody knows how long that would be."""
    assert _refused(header(form, 9)) is EndReason.MALFORMED


@pytest.mark.parametrize("time", [0xFFFFFE, 0xFFFFFF, 0x1000000, 0xFFFFFFFF])
@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("size", [4, 128, 129, 1000])
def test_long_times(time: int, repeated: bool, size: int) -> None:
    """Above 24 bits they have four bytes of their own, in each chunk or only in the first."""
    payload = _payload(size)
    repeat = time.to_bytes(4) if repeated and time >= 0xFFFFFF else b""
    data = message(payload, time=time, repeat=repeat)
    follows = message(payload, form=1, time=10, number=6)
    assert _read(data + follows) == [
        Message(VIDEO, time, payload),
        Message(VIDEO, (time + 10) & 0xFFFFFFFF, payload),
    ]


def test_long_differences() -> None:
    """They are repeated as the difference, or as the time that it makes."""
    first = message(b"", time=1000)
    for repeat in (0x1000000, 1000 + 0x1000000):
        payload = _payload(500)
        data = message(payload, form=1, time=0x1000000, repeat=repeat.to_bytes(4))
        assert _read(first + data)[1] == Message(VIDEO, 1000 + 0x1000000, payload)


def test_a_long_time_of_a_message_without_header() -> None:
    """It has the four bytes, too."""
    time = (0x1000000).to_bytes(4)
    data = message(b"a", time=0x1000000) + basic(3, 6) + time + b"b"
    assert [each.timestamp for each in _read(data)] == [0x1000000, 0x2000000]


def test_time_wraps() -> None:
    """After 49 days."""
    data = message(b"a", time=0xFFFFFFF0) + message(b"b", form=1, time=32)
    assert [each.timestamp for each in _read(data)] == [0xFFFFFFF0, 16]


def test_mixed_messages() -> None:
    """Chunks of one between those of others, on all of which the reader keeps its place."""
    video, audio = _payload(1000), _payload(300, 2)
    pieces = [header(0, 6, length=1000, time=7) + video[:128]]
    for at in range(128, 1000, 128):
        if at < 128 * 4:
            begin = header(0, 4, length=300, kind=AUDIO) if at == 128 else basic(3, 4)
            pieces.append(begin + audio[at - 128 : at])
        pieces.append(basic(3, 6) + video[at : at + 128])
    expected = [Message(AUDIO, 0, audio), Message(VIDEO, 7, video)]
    assert _read(b"".join(pieces)) == expected
    assert _read(*pieces) == expected


def test_a_payload_that_looks_like_headers() -> None:
    """Only those at their places are cut out."""
    payload = basic(3, 6) * 2000
    assert _read(message(payload)) == [Message(VIDEO, 0, payload)]


@pytest.mark.parametrize("size", [128, 129, 4096, 60_000, 0xFFFFFF, 0x7FFFFFFF])
def test_chunks_of_another_size(size: int) -> None:
    """From the next one on."""
    payload = _payload(70_000)
    change = message(size.to_bytes(4), number=2, kind=SET_CHUNK_SIZE)
    data = message(payload) + change + message(payload, chunk=size)
    assert [each.payload for each in _read(data) if each.kind == VIDEO] == [payload, payload]


def test_another_size_within_a_message() -> None:
    """What is left of it is cut so."""
    payload = _payload(1000)
    change = message((500).to_bytes(4), number=2, kind=SET_CHUNK_SIZE)
    begin = header(0, 6, length=1000)
    data = begin + payload[:128] + change + basic(3, 6) + payload[128:628] + basic(3, 6)
    assert _read(data + payload[628:])[1].payload == payload


@pytest.mark.parametrize("size", [b"", b"\x00", bytes(4), (127).to_bytes(4), b"\xff" * 4])
def test_impossible_sizes_of_chunks(size: bytes) -> None:
    """Tiny chunks would cost more than what they carry."""
    assert _refused(message(size, number=2, kind=SET_CHUNK_SIZE)) is EndReason.MALFORMED


def test_an_aborted_message() -> None:
    """It is forgotten, and the next one begins where it likes."""
    begin = header(0, 6, length=1000) + _payload(128)
    abort = message((6).to_bytes(4), number=2, kind=ABORT)
    for nothing in (b"", b"\x00", (99).to_bytes(4), (2).to_bytes(4)):
        assert _read(message(nothing, number=2, kind=ABORT))
    whole = message(b"whole", form=1)
    assert [each.payload for each in _read(begin + abort + whole)][1:] == [b"whole"]
    # As often as one likes: nothing of it is counted as waiting.
    reader = ChunkReader(1000)
    for _ in range(20):
        list(reader.feed(begin + abort))
    assert reader._pending == 0


def test_a_message_within_another() -> None:
    """On one stream they follow each other."""
    assert _refused(header(0, length=200) + _payload(128) + header(0)) is EndReason.MALFORMED


def test_a_large_message() -> None:
    """It is refused by its header; what is neither audio nor video may be smaller only."""
    assert _read(message(_payload(500)), longest=500)
    assert _refused(header(0, length=501), longest=500) is EndReason.TOO_LARGE
    reader = ChunkReader(100)
    reader.longest = 500
    assert list(reader.feed(message(_payload(500))))
    with pytest.raises(ProtocolError):
        list(reader.feed(header(0, length=101, kind=COMMAND)))


def test_many_large_messages() -> None:
    """All that is not complete counts together."""
    begun = [header(0, number, length=500) + _payload(128) for number in range(3, 20)]
    assert _refused(*begun, longest=500) is EndReason.TOO_LARGE


def test_many_streams() -> None:
    """There is an end to them, even if nothing is in them."""
    assert len(_read(*[message(b"", number=number) for number in range(2, 34)])) == 32
    empty = [message(b"", number=number) for number in range(2, 35)]
    assert _refused(*empty) is EndReason.MALFORMED


def test_little_is_kept() -> None:
    """Between two pieces at most a header, besides what a message has so far."""
    reader = ChunkReader(_LONGEST)
    data = message(_payload(50_000), number=70, time=0x1000000, repeat=(0x1000000).to_bytes(4))
    for at in range(0, len(data), 997):
        list(reader.feed(data[at : at + 997]))
        assert len(reader._rest) < 18


_MESSAGES = st.lists(
    st.fixed_dictionaries(
        {
            "size": st.integers(0, 1200),
            "number": st.sampled_from([2, 6, 64, 400]),
            "form": st.integers(0, 3),
            "time": st.sampled_from([0, 1, 40, 0xFFFFFE, 0xFFFFFF, 0x1000000, 0xFFFFFFFF]),
        }
    ),
    min_size=1,
    max_size=8,
)


def _written(messages: Iterable[dict[str, Any]]) -> bytes:
    data = b""
    known: dict[int, tuple[int, int]] = {}
    for seed, each in enumerate(messages):
        number, form = each["number"], each["form"]
        size, time = each["size"], each["time"]
        before = known.get(number)
        form = form if before else 0
        if before and form > 1:
            size = before[0]
        if before and form > 2:
            time = before[1]
        known[number] = size, time
        repeat = time.to_bytes(4) if time >= 0xFFFFFF else b""
        extra = repeat if form == 3 else b""
        payload = _payload(size, seed)
        begin = header(form, number, time=time, length=size) + extra
        parts = [payload[at : at + 128] for at in range(0, size, 128)]
        data += begin + (basic(3, number) + repeat).join(parts)
    return data


@settings(max_examples=300, deadline=None)
@given(_MESSAGES, st.lists(st.integers(0, 20_000), max_size=30))
def test_cut_anywhere(messages: list[dict[str, Any]], places: list[int]) -> None:
    """The same bytes are the same messages, in whatever pieces they come."""
    data = _written(messages)
    whole = _read(data)
    assert len(whole) == len(messages)
    assert _read(*cut(data, places)) == whole
    assert _read(*(data[at : at + 1] for at in range(len(data)))) == whole


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2000), st.lists(st.integers(0, 2000), max_size=10))
def test_garbage(data: bytes, places: list[int]) -> None:
    """It ends in the same way in whatever pieces it comes, and in no other."""

    def result(*pieces: bytes) -> tuple[list[Message], str]:
        reader = ChunkReader(1000)
        found: list[Message] = []
        try:
            for piece in pieces:
                found.extend(reader.feed(piece))
        except ProtocolError as err:
            return found, str(err)
        return found, ""

    assert result(*cut(data, places)) == result(data)
