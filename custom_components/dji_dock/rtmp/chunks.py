"""The chunk stream: messages, cut into chunks that may be mixed with those of others.

Source: "Adobe's Real Time Messaging Protocol", 2012, section 5.3.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .models import EndReason, ProtocolError

SET_CHUNK_SIZE = 1
ABORT = 2
_CHUNK_SIZE = 128
_SMALLEST, _LARGEST = 128, 0xFFFFFF
_MOST_STREAMS = 32
_EXTENDED = 0xFFFFFF
_WRAP = 0xFFFFFFFF
_LARGE = (8, 9, 22)
"""Audio, video, and messages of messages."""
_HEADER_SIZES = (11, 7, 3, 0)


class Message(NamedTuple):
    """A message as it was before it was cut."""

    kind: int
    timestamp: int
    payload: bytes


@dataclass(slots=True)
class _Stream:
    """What the next chunk of a stream may leave out, and what its message has so far."""

    timestamp: int = 0
    time_field: int = 0
    """As sent last: a time or a difference."""
    extended: bool = False
    length: int = 0
    kind: int = 0
    begun: bool = False
    body: bytearray = field(default_factory=bytearray)
    continuation: bytes = b""
    """The header of each further chunk of the message."""


class ChunkReader:
    """Puts messages together again; keeps nothing but messages that are not complete."""

    def __init__(self, longest: int) -> None:
        """Take the limit for each message and for all that are not complete, in bytes."""
        self.longest = longest
        self.longest_other = longest
        """The limit for what is neither audio nor video."""
        self._chunk_size = _CHUNK_SIZE
        self._streams: dict[int, _Stream] = {}
        self._stream: _Stream | None = None
        self._left = 0
        self._rest = b""
        self._pending = 0

    def feed(self, data: bytes) -> Iterator[Message]:
        """Return the messages that are complete with some more bytes; to be read to the end.

        Raises:
            ProtocolError: These are no chunks, or too large.

        """
        if self._rest:
            data = self._rest + data
            self._rest = b""
        at = 0
        while at < len(data):
            stream = self._stream
            if stream is None:
                begun = self._header(data, at)
                if begun is None:
                    break
                self._stream, at = begun
                stream = self._stream
            run, at = self._run(stream, data, at)
            if len(stream.body) + len(run) == stream.length:
                self._stream = None
                yield self._message(stream, run)
                continue
            stream.body += run
            self._pending += len(run)
            if self._pending > self.longest:
                raise ProtocolError("messages are too large", EndReason.TOO_LARGE)
            if not self._left:
                self._stream = None
        self._rest = data[at:]

    def _header(self, data: bytes, start: int) -> tuple[_Stream, int] | None:
        """Read the header of a chunk.

        Returns:
            Its stream, and where it ends; None if that is still to come.

        """
        form, number = data[start] >> 6, data[start] & 0x3F
        at = start + (number + 2 if number < 2 else 1)
        size = _HEADER_SIZES[form]
        if len(data) < at + size:
            return None
        basic = bytes((data[start] | 0xC0,)) + data[start + 1 : at]
        number = number if number > 1 else 64 + int.from_bytes(basic[1:], "little")
        stream = self._streams.get(number) or self._fresh(form)
        if form == 3:
            time_field, extended = stream.time_field, stream.extended
        elif stream.begun:
            raise ProtocolError("a message begins within another")
        else:
            time_field = int.from_bytes(data[at : at + 3])
            extended = time_field == _EXTENDED
        fields = data[at + 3 : at + 7]
        at += size
        if extended:
            if len(data) < at + 4:
                return None
            sent = int.from_bytes(data[at : at + 4])
            if form < 3:
                time_field = sent
            # Some repeat it in each chunk, as a difference or as the time, and some do not.
            if sent in (time_field, stream.timestamp):
                at += 4
        if not stream.begun:
            if form < 2:
                stream.length, stream.kind = int.from_bytes(fields[:3]), fields[3]
            stream.time_field, stream.extended = time_field, extended
            self._begin(stream, 0 if form == 0 else stream.timestamp)
            stream.continuation = basic + (time_field.to_bytes(4) if extended else b"")
            self._streams[number] = stream
        self._left = min(self._chunk_size, stream.length - len(stream.body))
        return stream, at

    def _fresh(self, form: int) -> _Stream:
        """Return a new stream; librtmp leaves out the last field of its header in a ping."""
        if form > 1:
            raise ProtocolError("a chunk continues nothing")
        if len(self._streams) == _MOST_STREAMS:
            raise ProtocolError("too many chunk streams")
        return _Stream()

    def _begin(self, stream: _Stream, before: int) -> None:
        """Begin a message, a time after another."""
        if stream.length > (self.longest if stream.kind in _LARGE else self.longest_other):
            raise ProtocolError("a message is too large", EndReason.TOO_LARGE)
        stream.timestamp = (before + stream.time_field) & _WRAP
        stream.begun = True

    def _run(self, stream: _Stream, data: bytes, at: int) -> tuple[bytes | bytearray, int]:
        """Take what is there of a chunk, and of those that follow it with nothing between.

        A picture of 20 KB has 150 chunks. Their headers are equal and lie at equal distances, so
        they are compared and cut out in columns, not one by one.

        Returns:
            Bytes of the message, and where they end.

        """
        first = self._left
        missing = stream.length - len(stream.body)
        follow = 0
        header = stream.continuation
        step = self._chunk_size + len(header)
        begin = at + first
        if first < missing and begin + len(header) <= len(data):
            follow = -(-(missing - first) // self._chunk_size)
            for offset, byte in enumerate(header):
                end = begin + offset + follow * step
                column = data[begin + offset : end : step]
                follow = len(column) - len(column.lstrip(bytes((byte,))))
        size = min(missing, first + follow * self._chunk_size)
        end = min(at + size + follow * len(header), len(data))
        run: bytes | bytearray = data[at:end]
        if follow:
            run = bytearray(run)
            for offset in range(len(header)):
                del run[first :: step - offset]
        self._left = size - len(run)
        return run, end

    def _message(self, stream: _Stream, run: bytes | bytearray) -> Message:
        self._left = 0
        self._pending -= len(stream.body)
        payload = bytes(stream.body + run) if stream.body else bytes(run)
        self._forget(stream)
        message = Message(stream.kind, stream.timestamp, payload)
        if message.kind == SET_CHUNK_SIZE:
            # The first bit is zero; more than a message can have is as good as that.
            size = int.from_bytes(payload[:4])
            if len(payload) < 4 or not _SMALLEST <= size <= 0x7FFFFFFF:
                raise ProtocolError("an impossible size of chunks")
            self._chunk_size = min(size, _LARGEST)
        elif message.kind == ABORT:
            if aborted := self._streams.get(int.from_bytes(payload[:4])):
                self._pending -= len(aborted.body)
                self._forget(aborted)
        return message

    @staticmethod
    def _forget(stream: _Stream) -> None:
        stream.begun = False
        if stream.body:
            stream.body = bytearray()


def chunks(kind: int, payload: bytes, *, number: int = 3, message_stream: int = 0) -> bytes:
    """Return a message of ours, at time zero; a payload of 128 bytes at most is one chunk."""
    header = bytes((number, 0, 0, 0)) + len(payload).to_bytes(3) + bytes((kind,))
    header += message_stream.to_bytes(4, "little")
    parts = [payload[at : at + _CHUNK_SIZE] for at in range(0, len(payload), _CHUNK_SIZE)]
    return header + bytes((number | 0xC0,)).join(parts)
