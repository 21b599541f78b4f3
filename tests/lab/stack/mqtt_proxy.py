"""A proxy that knows MQTT 3.1.1 well enough to lose, double and reorder messages."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from .proxy import Proxy

_PUBLISH = 3
_PUBACK = 0x40
_MQTT_5 = 5
_PROTOCOL_REFUSED = bytes((0x20, 2, 0, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meddling:
    """Shares of the messages that something happens to."""

    drop_up: float = 0.0
    """Of what the client publishes; it is told that it arrived, as by a broker that crashes."""
    drop_down: float = 0.0
    double_up: float = 0.0
    late_up: float = 0.0
    """Overtaken by what comes after it."""
    late_by: float = 1.5
    """Seconds, at most."""


NONE = Meddling()

type Tap = Callable[[str, bytes], None]
"""Topic and payload of a message."""


class MqttProxy(Proxy):
    """Stands between one client and its broker."""

    def __init__(self, target: int, *, seed: int | str = 0, heard: Tap | None = None) -> None:
        """Take the broker's port, and who hears all that the broker sends, dropped or not."""
        super().__init__(target, seed=seed)
        self.meddling = NONE
        self.dropped = 0
        self.doubled = 0
        self.reordered = 0
        self._heard = heard

    def heal(self) -> None:
        """Pass everything on again, once and in its order."""
        super().heal()
        self.meddling = NONE

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._target)
        self._writers.add(far_writer)
        try:
            async with asyncio.TaskGroup() as late, asyncio.TaskGroup() as group:
                group.create_task(self._carry_up(reader, far_writer, writer, late))
                group.create_task(self._carry_down(far_reader, writer, far_writer))
        finally:
            self._writers.discard(far_writer)
            far_writer.transport.abort()

    async def _carry_up(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        back: asyncio.StreamWriter,
        late: asyncio.TaskGroup,
    ) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while packet := await read_packet(reader):
                meddling = self.meddling
                if packet[0] >> 4 != _PUBLISH or meddling is NONE:
                    await self._pass(writer, packet)
                elif self._random.random() < meddling.drop_up:
                    self.dropped += 1
                    _acknowledge(packet, back)
                elif self._random.random() < meddling.double_up:
                    self.doubled += 1
                    await self._pass(writer, packet)
                    await self._pass(writer, packet)
                elif self._random.random() < meddling.late_up:
                    self.reordered += 1
                    late.create_task(self._pass_late(writer, packet, meddling.late_by))
                else:
                    await self._pass(writer, packet)
        writer.transport.abort()

    async def _carry_down(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        back: asyncio.StreamWriter,
    ) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            while packet := await read_packet(reader):
                if packet[0] >> 4 == _PUBLISH:
                    if self._heard:
                        self._heard(*_message(packet))
                    if self._random.random() < self.meddling.drop_down:
                        self.dropped += 1
                        _acknowledge(packet, back)
                        continue
                await self._pass(writer, packet)
        writer.transport.abort()

    async def _pass_late(self, writer: asyncio.StreamWriter, packet: bytes, most: float) -> None:
        await asyncio.sleep(self._random.uniform(0.1, most))
        with suppress(OSError):
            await self._pass(writer, packet)


class OldBroker(Proxy):
    """Makes a broker one that speaks MQTT 3.1.1 alone."""

    refused = 0
    """How often it was asked for MQTT 5."""

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError):
            greeting = await read_packet(reader)
            if greeting[_body(greeting) + 6] == _MQTT_5:
                self.refused += 1
                writer.write(_PROTOCOL_REFUSED)
                await writer.drain()
                writer.close()
            else:
                await self._join(reader, writer, greeting)


async def read_packet(reader: asyncio.StreamReader) -> bytes:
    """Return the next packet as it came.

    Raises:
        asyncio.IncompleteReadError: the connection is over.
    """
    head = bytearray(await reader.readexactly(1))
    length = shift = 0
    while True:
        head += await reader.readexactly(1)
        length |= (head[-1] & 0x7F) << shift
        shift += 7
        if not head[-1] & 0x80:
            return bytes(head) + await reader.readexactly(length)


def _message(packet: bytes) -> tuple[str, bytes]:
    """Return topic and payload of a PUBLISH."""
    start = _body(packet)
    end = start + 2 + int.from_bytes(packet[start : start + 2])
    topic = packet[start + 2 : end].decode()
    return topic, packet[end + (2 if _qos(packet) else 0) :]


def _acknowledge(packet: bytes, writer: asyncio.StreamWriter) -> None:
    """Answer a PUBLISH that goes no further, so that nobody waits for it."""
    if _qos(packet) == 1:
        start = _body(packet)
        end = start + 2 + int.from_bytes(packet[start : start + 2])
        writer.write(bytes((_PUBACK, 2)) + packet[end : end + 2])


def _qos(packet: bytes) -> int:
    return packet[0] >> 1 & 3


def _body(packet: bytes) -> int:
    """Return where a packet's body begins."""
    position = 1
    while packet[position] & 0x80:
        position += 1
    return position + 1
