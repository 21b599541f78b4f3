"""A connection of the server for live video, without a socket, that says anything."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any, cast

from custom_components.dji_dock.rtmp import EndReason, MediaKind, Publisher, RtmpLimits, Sink
from custom_components.dji_dock.rtmp.connection import Connection
from tests.rtmp.recorder import KEY
from tests.rtmp.wire import (
    ABORT,
    AUDIO,
    DATA,
    HANDSHAKE,
    SET_CHUNK_SIZE,
    USER_CONTROL,
    WINDOW,
    amf,
    basic,
    command,
    header,
    message,
    publish,
)

from .bench import Errors, Violation

_LIMITS = RtmpLimits(message=20_000, command=5_000, rate=1e9)
_READ = 64 * 1024
_LONGEST_HEADER = 18
_LONG = (0x1000000).to_bytes(4)
_AFTER = (
    message(amf("@setDataFrame", "onMetaData", {"width": 1920.0}), kind=DATA, number=4),
    message(bytes(range(256)) * 4, time=40),
    message(b"\x17" * 300, form=1, time=40),
    message(b"\x27" * 300, form=2, time=40),
    message(b"\x27" * 300, form=3),
    message(b"a" * 400, number=7, time=0x1000000, repeat=_LONG),
    message(b"b" * 200, number=300, kind=AUDIO),
    header(0, 9, length=300) + b"c" * 128 + message(b"d", number=10) + basic(3, 9) + b"c" * 128,
    message((9).to_bytes(4), kind=ABORT, number=2),
    message((1000).to_bytes(4), kind=SET_CHUNK_SIZE, number=2) + message(b"e" * 900, chunk=1000),
    message((5000).to_bytes(4), kind=WINDOW, number=2),
    message(b"\x00\x06" + bytes(4), kind=USER_CONTROL, number=2),
    message(b"\x09\x00\x00\x01" + bytes(7) + b"f" + bytes(4), kind=22),
    command("_checkbw", 7, None),
    command("deleteStream", 8, None, 1.0),
)
_BEGIN = len(HANDSHAKE + publish())
PARTS = (HANDSHAKE[:5], HANDSHAKE, publish(), publish(KEY, ""), publish(name="guessed"), *_AFTER)
"""What a publisher says, part by part."""
SEEDS = (
    b"".join((HANDSHAKE, publish(), *_AFTER)),
    *(HANDSHAKE + publish() + part for part in _AFTER),
    HANDSHAKE + publish(KEY, "") + _AFTER[1],
    HANDSHAKE + publish(name="guessed") + _AFTER[1],
)


class _Clock:
    """Stands still, so that the same bytes always have the same consequences."""

    def time(self) -> float:
        return 0.0

    def call_later(self, *_: object) -> asyncio.TimerHandle:
        return cast("asyncio.TimerHandle", self)

    call_at = call_later

    def cancel(self) -> None:
        """Nothing is ever called."""


class _Transport(asyncio.Transport):
    """Takes all that is said."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.7", 5)})
        self.said = 0
        self.ends = 0

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def write(self, data: Any) -> None:
        self.said += len(data)

    def pause_reading(self) -> None:
        pass

    def write_eof(self) -> None:
        self.ends += 1

    def abort(self) -> None:
        self.ends += 1


class _Owner:
    """Lets who knows the key publish, and notes what comes."""

    limits = _LIMITS

    def __init__(self) -> None:
        self.accept: Callable[[Publisher], Sink | None] = self._accept
        self.publisher: Publisher | None = None
        self.pieces: list[tuple[MediaKind, int, bytes]] = []
        self.reasons: list[EndReason] = []

    def made(self, connection: Connection) -> bool:
        return True

    def lost(self, connection: Connection) -> None:
        pass

    def _accept(self, publisher: Publisher) -> Sink | None:
        _demand(self.publisher is None, "it publishes twice")
        self.publisher = publisher
        return self if KEY in publisher.parts else None

    def media(self, kind: MediaKind, timestamp: int, payload: bytes) -> None:
        _demand(not self.reasons, "media after the end")
        _demand(len(payload) <= _LIMITS.message, "a message is too large")
        _demand(0 <= timestamp <= 0xFFFFFFFF, "an impossible time")
        self.pieces.append((kind, timestamp, payload))

    def ended(self, reason: EndReason) -> None:
        self.reasons.append(reason)


def play(data: bytes, errors: Errors) -> int:
    """Let a publisher say something at once, and again in pieces.

    Returns:
        The number of messages of media that arrived.

    Raises:
        Violation: It had consequences that it may not have, or others in pieces.

    """
    loop = asyncio.new_event_loop()
    try:
        once = loop.run_until_complete(_say(_whole(data), errors))
        pieces = loop.run_until_complete(_say(_cut(data), errors))
    finally:
        loop.close()
    _demand(once == pieces, "other consequences in pieces")
    return len(once[0])


def _whole(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), _READ):
        yield data[at : at + _READ]


def _cut(data: bytes) -> Iterator[bytes]:
    random, at = Random(len(data)), 0
    while at < len(data):
        size = random.choice((1, 2, 3, 7, 50, 300))
        yield data[at : at + size]
        at += size


async def _say(pieces: Iterable[bytes], errors: Errors) -> tuple[Any, ...]:
    owner, transport = _Owner(), _Transport()
    connection = Connection(owner)
    cast("Any", connection)._loop = _Clock()
    connection.connection_made(transport)
    got = 0
    for piece in pieces:
        got += len(piece)
        connection.get_buffer(-1)[: len(piece)] = piece
        connection.buffer_updated(len(piece))
        reader = connection._reader
        _demand(not errors.said, "\n".join(errors.said))
        _demand(reader._pending <= reader.longest, "too much waits")
        _demand(
            reader._pending == sum(len(each.body) for each in reader._streams.values()),
            "what waits is counted wrongly",
        )
        _demand(connection.ended or len(reader._rest) < _LONGEST_HEADER, "the rest grows")
        if connection.ended:
            break
    connection.connection_lost(None)
    _demand(transport.ends == 1, "it ends once")
    _demand(transport.said < 8192 + 20 * got, "it says too much")
    published = owner.publisher is not None and KEY in owner.publisher.parts
    _demand(len(owner.reasons) == published, "who published hears of the end once")
    _demand(KEY not in repr(owner.publisher), "a key is shown")
    # How much of it was read when it ended differs: what came before that does not.
    return owner.pieces, owner.reasons


def changed(data: bytes, random: Random) -> bytes:
    """Return what is said with some changes: other bytes, and parts more or less."""
    told = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        # If it does not get to publish, nothing that follows is read: that is mostly left alone.
        begin = random.choice((0, len(HANDSHAKE), _BEGIN, _BEGIN, _BEGIN, _BEGIN))
        at = random.randrange(min(begin, len(told)), len(told) + 1)
        match random.randrange(5):
            case 0 if at < len(told):
                told[at] = random.choice((0, 1, 2, 3, 4, 0x7F, 0x80, 0xC3, 0xC6, 0xFF))
            case 1:
                told[at:at] = random.choice(PARTS)
            case 2:
                del told[at : at + random.choice((1, 2, 128, 1000))]
            case 3:
                told[at:at] = random.randbytes(random.choice((1, 4, 20)))
            case _:
                told += random.choice(PARTS)
    return bytes(told)


def _demand(fulfilled: object, text: str) -> None:
    if not fulfilled:
        raise Violation(text)
