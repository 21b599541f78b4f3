"""A server that speaks just enough MQTT 3.1.1 to misbehave as no real broker can be made to."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from .mqtt_proxy import read_packet

_CONNECT, _PUBLISH, _SUBSCRIBE, _PINGREQ, _DISCONNECT = 1, 3, 8, 12, 14


@dataclass(kw_only=True)
class Manners:
    """What a server does with a connection."""

    connack: int | None = 0
    """The code with which it answers, None for hanging up instead."""
    session_present: bool = False
    granted: int | None = 1
    """QoS granted to every topic; None for no answer at all."""
    closes_after_connack: bool = False
    closes_on_subscribe: bool = False
    closes_after_suback: bool = False
    kept: tuple[tuple[str, bytes], ...] = ()
    """Topic and payload of what it delivers before it answers the subscription."""


@dataclass
class FakeMqtt:
    """A broker by appearance only; it remembers the client ids it saw, and whether they were clean."""

    manners: Callable[[str, bool], Manners] = lambda client_id, clean: Manners()
    """Decides by client id and whether it wants a clean session."""
    seen: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])
    published: list[tuple[str, bytes]] = field(default_factory=list[tuple[str, bytes]])
    port: int = 0

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[FakeMqtt]:
        """Listen."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._speak(reader, writer)
        finally:
            writer.close()

    async def _speak(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        manners = Manners()
        while packet := await read_packet(reader):
            # None of ours is so long that its length takes more than two bytes.
            body = packet[3 if packet[1] & 0x80 else 2 :]
            kind = packet[0] >> 4
            if kind == _CONNECT:
                manners = self._greeted(body)
                if not _welcome(manners, writer):
                    return
            elif kind == _SUBSCRIBE:
                if not _grant(manners, body, writer):
                    return
            elif kind == _PUBLISH:
                end = 2 + int.from_bytes(body[:2])
                self.published.append((body[2:end].decode(), body[end + 2 :]))
                writer.write(bytes((0x40, 2)) + body[end : end + 2])
            elif kind == _PINGREQ:
                writer.write(bytes((0xD0, 0)))
            elif kind == _DISCONNECT:
                return

    def _greeted(self, body: bytes) -> Manners:
        """Read a CONNECT, and return how its sender is to be treated."""
        length = int.from_bytes(body[10:12])
        client_id, clean = body[12 : 12 + length].decode(), bool(body[7] & 2)
        self.seen.append((client_id, clean))
        return self.manners(client_id, clean)


def _welcome(manners: Manners, writer: asyncio.StreamWriter) -> bool:
    """Answer a CONNECT; False to hang up."""
    if manners.connack is None:
        return False
    writer.write(bytes((0x20, 2, manners.session_present, manners.connack)))
    for topic, payload in manners.kept:
        writer.write(_publish(topic, payload))
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
