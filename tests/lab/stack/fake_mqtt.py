"""A server that speaks just enough MQTT 3.1.1 and 5 to misbehave as no real broker can be made to."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from .mqtt_proxy import read_packet

_NEWEST = 5
_EXPIRY = 2
_CONNECT, _PUBLISH, _SUBSCRIBE, _PINGREQ, _DISCONNECT = 1, 3, 8, 12, 14


@dataclass(kw_only=True)
class Manners:
    """What a server does with a connection."""

    connack: int | None = 0
    """The code with which it answers, None for hanging up instead."""
    silent: bool = False
    """Says nothing at all, not even whether it takes the connection."""
    old_shape: bool = False
    """Answers as brokers do that never heard of MQTT 5."""
    largest: int | None = None
    """Bytes that it takes at once, told to who speaks MQTT 5."""
    pings_answered: int | None = None
    """How many, None for all."""
    throws_out_others: bool = False
    """One connection for each user: a new one ends all others."""
    session_present: bool = False
    granted: int | None = 1
    """QoS granted to every topic; None for no answer at all."""
    closes_after_connack: bool = False
    closes_on_subscribe: bool = False
    closes_after_suback: bool = False
    kept: tuple[tuple[str, bytes], ...] = ()
    """Topic and payload of what it delivers before it answers the subscription."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A message that somebody published."""

    client_id: str
    topic: str
    payload: bytes
    qos: int
    retain: bool
    expires: int | None
    """Seconds, by MQTT 5."""


@dataclass
class FakeMqtt:
    """A broker by appearance only; it remembers the client ids it saw, and whether they were clean."""

    manners: Callable[[str, bool], Manners] = lambda client_id, clean: Manners()
    """Decides by client id and whether it wants a clean session."""
    seen: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])
    published: list[Published] = field(default_factory=list["Published"])
    port: int = 0
    _writers: set[asyncio.StreamWriter] = field(default_factory=set[asyncio.StreamWriter])

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[FakeMqtt]:
        """Listen."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    def hang_up(self) -> None:
        """End all connections."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._speak(reader, writer)
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guest = _Guest(writer)
        while packet := await read_packet(reader):
            # None of ours is so long that its length takes more than two bytes.
            body = packet[3 if packet[1] & 0x80 else 2 :]
            kind = packet[0] >> 4
            if kind == _CONNECT:
                if not self._let_in(guest, body):
                    return
            elif kind == _SUBSCRIBE:
                if not _grant(guest.manners, body, writer):
                    return
            elif kind == _PUBLISH:
                self._take(guest, packet[0], body)
            elif kind == _PINGREQ:
                guest.answer_ping()
            elif kind == _DISCONNECT:
                return

    def _let_in(self, guest: _Guest, body: bytes) -> bool:
        """Answer a CONNECT; False to hang up."""
        guest.version = body[6]
        start = 10 + (1 + body[10] if guest.version == _NEWEST else 0)
        length = int.from_bytes(body[start : start + 2])
        guest.client_id = body[start + 2 : start + 2 + length].decode()
        clean = bool(body[7] & 2)
        self.seen.append((guest.client_id, clean))
        guest.manners = self.manners(guest.client_id, clean)
        if guest.manners.throws_out_others:
            self.hang_up()
        self._writers.add(guest.writer)
        return _welcome(guest)

    def _take(self, guest: _Guest, head: int, body: bytes) -> None:
        """Read a PUBLISH, and answer it where it asks for that."""
        qos = head >> 1 & 3
        end = 2 + int.from_bytes(body[:2])
        topic, start, expires = body[2:end].decode(), end + (2 if qos else 0), None
        if guest.version == _NEWEST:
            length = body[start]
            if length and body[start + 1] == _EXPIRY:
                expires = int.from_bytes(body[start + 2 : start + 6])
            start += 1 + length
        self.published.append(
            Published(
                client_id=guest.client_id,
                topic=topic,
                payload=body[start:],
                qos=qos,
                retain=bool(head & 1),
                expires=expires,
            )
        )
        if qos:
            guest.writer.write(bytes((0x40, 2)) + body[end : end + 2])


@dataclass
class _Guest:
    """Who is connected."""

    writer: asyncio.StreamWriter
    manners: Manners = field(default_factory=Manners)
    client_id: str = ""
    version: int = 4
    pings: int = 0

    def answer_ping(self) -> None:
        """Answer, unless there were enough of them."""
        self.pings += 1
        answered = self.manners.pings_answered
        if answered is None or self.pings <= answered:
            self.writer.write(bytes((0xD0, 0)))


def _welcome(guest: _Guest) -> bool:
    """Answer a CONNECT; False to hang up."""
    manners = guest.manners
    if manners.silent:
        return True
    if manners.connack is None:
        return False
    answer = bytes((manners.session_present, manners.connack))
    if guest.version == _NEWEST and not manners.old_shape:
        told = b"" if manners.largest is None else b"\x27" + manners.largest.to_bytes(4)
        answer += bytes((len(told),)) + told
    guest.writer.write(bytes((0x20, len(answer))) + answer)
    for topic, payload in manners.kept:
        guest.writer.write(_publish(topic, payload))
    return not (manners.connack or manners.closes_after_connack)


def _grant(manners: Manners, body: bytes, writer: asyncio.StreamWriter) -> bool:
    """Answer a SUBSCRIBE; False to hang up."""
    if manners.closes_on_subscribe:
        return False
    if manners.granted is not None:
        # No topic gets more than it asked for.
        codes = bytes(min(manners.granted, qos) for qos in _asked(body))
        writer.write(bytes((0x90, 2 + len(codes))) + body[:2] + codes)
    return not manners.closes_after_suback


def _publish(topic: str, payload: bytes) -> bytes:
    """Return a PUBLISH at QoS 1."""
    body = len(topic).to_bytes(2) + topic.encode() + b"\x00\x07" + payload
    length = len(body)
    head = bytes((length,)) if length < 128 else bytes((length & 0x7F | 0x80, length >> 7))
    return b"\x32" + head + body


def _asked(body: bytes) -> list[int]:
    """Return the QoS that a SUBSCRIBE asks for, by topic."""
    asked, position = [], 2
    while position < len(body):
        position += 2 + int.from_bytes(body[position : position + 2])
        asked.append(body[position])
        position += 1
    return asked
