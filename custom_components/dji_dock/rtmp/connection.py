"""One connection, from the handshake to its end, which always has a reason."""

import asyncio
from collections.abc import Callable, Iterator
import contextlib
import logging
import os
import traceback
from typing import Protocol, cast

from . import commands
from .chunks import ChunkReader, Message
from .meter import Meter
from .models import EndReason, MediaKind, ProtocolError, Publisher, RtmpLimits, Sink

_LOGGER = logging.getLogger(__name__)

VERSION = 3
HANDSHAKE = 1536
_READ = 64 * 1024
_WRITE = 16 * 1024
"""What may wait to be sent: replies are small, so who has more of them waiting reads none."""
_SLICE = 0.005
"""Seconds of work after which everything else in the loop has its turn."""
_BEFORE = (20.0, 5.0)
"""Messages per second, and over how many: of who does not publish yet."""
_LINGER = 1.0
"""Seconds for a publisher to leave after it has said so: FFmpeg takes a faster end for a failure."""
_SMALLEST_WINDOW = 4096
_MEDIA = {kind.value: kind for kind in MediaKind}
_DATA_AMF3 = 15
_ENDS = {"deleteStream", "closeStream", "FCUnpublish"}


class Owner(Protocol):
    """Who has the connections."""

    limits: RtmpLimits
    accept: Callable[[Publisher], Sink | None]

    def made(self, connection: Connection) -> bool:
        """Return whether there is room for one more."""

    def lost(self, connection: Connection) -> None:
        """Take that one is gone."""


class Connection(asyncio.BufferedProtocol):
    """Reads what comes, in pieces of 64 KiB at most, and answers."""

    def __init__(self, owner: Owner) -> None:
        """Take who has it, and with that its limits."""
        limits = owner.limits
        self._owner = owner
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._buffer = memoryview(bytearray(_READ))
        # Chunks are read once the handshake is complete.
        self._handshake: bytearray | None = bytearray()
        self._reader = ChunkReader(limits.command)
        self._rate = Meter(limits.rate / 8, limits.burst)
        # To publish takes a dozen messages; each costs more than a picture's.
        self._messages = Meter(*_BEFORE)
        self._waiting: Iterator[Message] = iter(())
        """What has come, and has not been looked at yet."""
        self._received = self._acknowledged = 0
        self._window = commands.WINDOW
        self._heard = self._loop.time()
        self._app: str | None = None
        self._sink: Sink | None = None
        self.address = ""
        self.publishes = False
        self.ended = False

    # What asyncio calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for the handshake."""
        self._transport = transport = cast("asyncio.Transport", transport)
        transport.set_write_buffer_limits(high=_WRITE)
        peer = transport.get_extra_info("peername")
        self.address = str(peer[0]) if peer else ""
        if not self._owner.made(self):
            self.end(EndReason.STOPPED)
            return
        self._timer = self._loop.call_later(self._limits.handshake, self._late)

    def get_buffer(self, sizehint: int) -> memoryview:
        """Return where to put what comes."""
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Read what came."""
        if self.ended:
            return
        self._heard = self._loop.time()
        self._received += nbytes
        data = bytes(self._buffer[:nbytes])
        self._try(lambda: self._read(data))

    def pause_writing(self) -> None:
        """End it: it does not read what we say."""
        self.end(EndReason.MALFORMED)

    def connection_lost(self, exc: Exception | None) -> None:
        """Take that it is gone."""
        self.end(EndReason.LOST)
        if self._timer is not None:
            self._timer.cancel()
        self._transport = None
        self._owner.lost(self)

    # What comes

    def _try(self, work: Callable[[], None]) -> None:
        """Do something with what came; nothing that comes may end the server."""
        try:
            work()
        except ProtocolError as err:
            _LOGGER.debug("%s: %s", self.address, err)
            self.end(err.reason)
        except Exception as err:  # noqa: BLE001 - as above
            self._failed(err)

    def _read(self, data: bytes) -> None:
        if self._rate.exceeded(len(data), self._heard):
            raise ProtocolError("more than it may send", EndReason.TOO_FAST)
        if self._handshake is not None:
            data = self._shake_hands(self._handshake, data)
        self._waiting = commands.unpacked(self._reader.feed(data))
        self._work()

    def _work(self) -> None:
        """Take what waits, in slices: nothing else waits long, and no more is read before all is done."""
        until = self._loop.time() + _SLICE
        for message in self._waiting:
            if self._messages.exceeded(1, self._heard):
                raise ProtocolError("too many messages", EndReason.TOO_FAST)
            self._message(message)
            if self.ended:
                return
            if self._loop.time() > until and self._transport is not None:
                self._transport.pause_reading()
                self._loop.call_soon(self._go_on)
                return
        if not self.publishes and self._received > self._limits.command + 2 * HANDSHAKE + 1:
            raise ProtocolError("too much before it publishes", EndReason.TOO_LARGE)
        if self._received - self._acknowledged >= self._window // 2:
            self._acknowledged = self._received
            self._write(commands.acknowledged(self._received))

    def _go_on(self) -> None:
        if self._transport is not None and not self.ended:
            self._transport.resume_reading()
            self._try(self._work)

    def _shake_hands(self, got: bytearray, data: bytes) -> bytes:
        """Answer the handshake; returns what came after it.

        Ours is the simple one: four zeros in it tell those who know the other one not to expect it.
        What the second part of theirs says is not looked at, as it differs with theirs.
        """
        before = len(got)
        got += data
        if got[:1] and got[0] != VERSION:
            raise ProtocolError("this is not RTMP")
        if before <= HANDSHAKE < len(got):
            self._write(bytes((VERSION,)) + bytes(8) + os.urandom(HANDSHAKE - 8))
            self._write(bytes(got[1 : HANDSHAKE + 1]))
        if len(got) < 2 * HANDSHAKE + 1:
            return b""
        self._handshake = None
        return bytes(got[2 * HANDSHAKE + 1 :])

    def _message(self, message: Message) -> None:
        kind, timestamp, payload = message
        if media := _MEDIA.get(kind):
            self._media(media, timestamp, payload)
        elif kind == _DATA_AMF3:
            self._media(MediaKind.DATA, timestamp, payload[1:])
        elif commands.is_command(kind):
            self._command(commands.Command(kind, payload))
        elif kind == commands.USER_CONTROL:
            self._write(commands.pong(payload))
        elif kind == commands.WINDOW_SIZE:
            self._window = max(int.from_bytes(payload[:4]), _SMALLEST_WINDOW)
        elif not 1 <= kind <= 6:
            raise ProtocolError("a message of an unknown type")

    def _media(self, kind: MediaKind, timestamp: int, payload: bytes) -> None:
        if self._sink is None:
            raise ProtocolError("media of nobody")
        self._sink.media(kind, timestamp, payload)

    def _command(self, command: commands.Command) -> None:
        match command.name:
            case "connect" if self._app is None:
                self._app = command.app
                self._write(commands.connected(command.number))
            case "createStream":
                self._write(commands.created(command.number))
            case "releaseStream" | "_checkbw":
                self._write(commands.done(command.number))
            case "FCPublish":
                self._write(commands.done(command.number) + commands.prepared())
            case "publish" if self._app is not None and not self.publishes:
                self._publish(self._app, command.stream)
            case name if name in _ENDS:
                self.end(EndReason.CLOSED)
            case "connect" | "publish" | "play" | "play2":
                raise ProtocolError("a command that nobody may give here")
            case _:
                self._write(commands.unknown(command.number))

    def _publish(self, app: str, name: str) -> None:
        """Ask whether it may, before anything of it is taken."""
        publisher = Publisher(app, name, self.address, self._stop)
        sink = self._owner.accept(publisher)
        if sink is None:
            raise ProtocolError("nobody expects this")
        if self.ended:
            sink.ended(EndReason.STOPPED)
            return
        self._sink = sink
        self.publishes = True
        self._reader.longest = self._limits.message
        self._messages = Meter(self._limits.messages, self._limits.burst)
        if self._timer is not None:
            self._timer.cancel()
        self._idle()
        self._write(commands.published())

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self.ended:
            self._transport.write(data)

    # How it ends

    def end(self, reason: EndReason) -> None:
        """End it, if it has not ended; what was not sent is thrown away."""
        if self.ended:
            return
        self.ended = True
        if self._timer is not None:
            self._timer.cancel()
        sink, self._sink = self._sink, None
        if reason is EndReason.CLOSED and sink is not None:
            self._linger()
        else:
            self.abort()
        _LOGGER.debug("%s: %s", self.address, reason)
        if sink is not None:
            try:
                sink.ended(reason)
            except Exception as err:  # noqa: BLE001 - the connection is gone all the same
                self._failed(err)

    def abort(self) -> None:
        """Close it at once."""
        if self._transport is not None:
            self._transport.abort()

    def _linger(self) -> None:
        """Say and read nothing any more, and close it in a moment."""
        if self._transport is not None:
            self._transport.pause_reading()
            self._timer = self._loop.call_later(_LINGER, self._transport.abort)
            # It may be gone by now.
            with contextlib.suppress(OSError):
                self._transport.write_eof()

    def _stop(self) -> None:
        self.end(EndReason.STOPPED)

    def _late(self) -> None:
        self.end(EndReason.IDLE)

    def _idle(self) -> None:
        """End it if nothing came for long, else look again when that could be."""
        if (until := self._heard + self._limits.idle) > self._loop.time():
            self._timer = self._loop.call_at(until, self._idle)
        else:
            self.end(EndReason.IDLE)

    def _failed(self, err: Exception) -> None:
        """Say where our own code failed; the text of an error could hold a key, so it stays out."""
        where = "".join(traceback.format_tb(err.__traceback__))
        _LOGGER.error("A publisher's message failed: %s\n%s", type(err).__name__, where)
        self.end(EndReason.STOPPED)
