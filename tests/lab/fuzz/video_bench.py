"""A dock that sends anything in the place of video, and a reader that takes what is made of it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from random import Random

from custom_components.dji_dock.video import (
    Feed,
    FeedLimits,
    FeedReader,
    Mender,
    StillUnreadable,
    Tag,
    UnsupportedCodec,
    decode_still,
)
from tests.helpers.video_streams import (
    DJI_SEI,
    START,
    Message,
    picture,
    sets_of,
    stream,
    tags,
    units,
)

from .bench import Violation

_LONGEST_STEP = 3000 + 2 * 2000
_LONGEST_COMPOSITION = 2000
_LIMITS = FeedLimits(group=50_000, group_pictures=8, backlog=80_000, backlog_pictures=12)
_HEAD = 7


def written(messages: Iterable[Message]) -> bytes:
    """Return messages as one input: time stamp, length and content of each."""
    return b"".join(
        timestamp.to_bytes(4) + len(payload).to_bytes(3) + payload
        for timestamp, payload in messages
    )


def _read(data: bytes) -> Iterator[Message]:
    at = 0
    while at + _HEAD <= len(data):
        end = at + _HEAD + int.from_bytes(data[at + 4 : at + _HEAD])
        yield Message(int.from_bytes(data[at : at + 4]), data[at + _HEAD : end])
        at = end


def _annex_b(message: Message) -> Message:
    body = b"".join(START + unit for unit in message.units)
    return Message(message.timestamp, message.payload[:5] + body)


def _seeds() -> Iterator[list[Message]]:
    plain = list(stream(6, (64, 48), 3))
    yield plain
    yield [plain[0], *map(_annex_b, plain[1:])]
    yield list(stream(8, (64, 48), 100, 2))
    yield list(stream(8, (64, 48), 100, 3, "normal"))
    sets = sets_of(plain)
    yield [picture(0, DJI_SEI), picture(0, sets), *plain[1:], *stream(3, (96, 64)), *plain]
    yield [Message(0, b"\x90hvc1abc"), Message(0, b"\x90avc1" + plain[0].payload[5:]), *plain[1:]]


# Twice: each publication brings its own configuration.
SEEDS = tuple(written(messages * 2) for messages in _seeds())
PARTS = (
    *(bytes(message.payload) for message in stream(2, (64, 48), 3)),
    *(START + unit for unit in sets_of(stream(1, (96, 64)))),
    *DJI_SEI,
    *(bytes([kind, 1, 0, 0, 0]) for kind in (0x17, 0x27, 0x91)),
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    START,
)


def play(data: bytes, *, still: bool = False) -> int:
    """Let a dock send, with another publication from the middle on, and read what is passed on.

    Returns:
        The number of pictures that were passed on.

    Raises:
        Violation: It had consequences that it may not have.

    """
    mender, feed = Mender(), Feed(_LIMITS)
    reader, received = feed.read(), b""
    for number, tag in enumerate(_passed(mender, feed, list(_read(data)))):
        feed.push(tag)
        _demand(reader.backlog <= _LIMITS.backlog, "it grows")
        # Too seldom at times.
        if number % 5:
            received += _taken(reader)
    for kind, _, _ in tags(received + _taken(reader)):
        _demand(kind in {9, 18}, "neither video nor metadata")
    if still and feed.key_frame:
        with suppress(StillUnreadable):
            decode_still(feed.key_frame, 64)
    return mender.counts.passed


def _passed(mender: Mender, feed: Feed, messages: list[Message]) -> Iterator[Tag]:
    last, begun = -1, False
    for number, message in enumerate(messages):
        if number == len(messages) // 2:
            mender.restart()
            feed.clear()
            begun = False
        try:
            passed = mender.video(*message)
        except UnsupportedCodec as err:
            _demand(err.codec.isascii() and len(err.codec) < 10, "a sender's words")
            continue
        for tag in passed:
            begun |= tag.is_header
            _demand(begun, "a picture without a header")
            last = _check(tag, last)
            yield tag


def _taken(reader: FeedReader) -> bytes:
    """Return all that waits for a reader, which needs no event loop."""
    data = b""
    while reader.backlog:
        try:
            reader.__anext__().send(None)
        except StopIteration as taken:
            data += taken.value
    return data


def _check(tag: Tag, last: int) -> int:
    """Compare what is passed on with what a player takes; return its time stamp."""
    inside = list(tags(b"FLV" + bytes(10) + tag.data))
    if tag.is_header:
        _demand([kind for kind, *_ in inside] == [18, 9], "a header")
        return last
    [(kind, timestamp, content)] = inside
    _demand(kind == 9 and content[0] == (0x17 if tag.is_key else 0x27), "a picture")
    _demand(timestamp == tag.timestamp, "another time")
    _demand(last < timestamp <= last + _LONGEST_STEP, "time goes in steps")
    _demand(int.from_bytes(content[2:5]) <= _LONGEST_COMPOSITION, "shown late")
    found = units(content[5:])
    kinds = [unit[0] & 0x1F for unit in found]
    _demand({1, 5} & set(kinds), "no picture")
    _demand(not set(kinds) - {1, 5, 6, 7, 8}, "what players need not")
    _demand(not any(unit[0] & 0x80 for unit in found), "an invalid NAL unit")
    _demand(not any(START[1:] in unit for unit in found), "a start code")
    _demand((kinds[0] == 7 and 8 in kinds) if tag.is_key else 5 not in kinds, "where one may begin")
    return timestamp


def changed(data: bytes, random: Random) -> bytes:
    """Return what is sent with some changes: in one message, or of the messages."""
    messages = list(_read(data)) or [Message(0, b"")]
    for _ in range(random.choice((1, 1, 2, 4))):
        at = random.randrange(len(messages))
        timestamp, payload = messages[at]
        match random.randrange(7):
            case 0:
                timestamp = random.choice((0, 1, timestamp ^ 1 << random.randrange(32), 2**32 - 1))
            case 1:
                messages.insert(at, Message(timestamp, random.choice(PARTS)))
                continue
            case 2:
                messages.insert(random.randrange(len(messages)), messages[at])
                continue
            case 3:
                cut = random.randrange(len(payload) + 1)
                payload = payload[:cut] + payload[cut + random.choice((1, 4, 40)) :]
            case 4:
                cut = random.randrange(len(payload) + 1)
                payload = payload[:cut] + random.choice(PARTS) + payload[cut:]
            case _ if payload:
                cut = random.choice((0, 1, 5, 8, 9, 10, random.randrange(len(payload))))
                cut = min(cut, len(payload) - 1)
                payload = payload[:cut] + random.randbytes(1) + payload[cut + 1 :]
        messages[at] = Message(timestamp, payload)
    return written(messages)


def _demand(fulfilled: object, text: str) -> None:
    if not fulfilled:
        raise Violation(text)
