"""A publisher of RTMP, message by message (Adobe's RTMP specification 1.0, sections 5 to 7).

It blocks, for a thread of its own. What a library would not write, like an empty AVC packet, it
sends as it is told.
"""

from collections.abc import Iterator
from contextlib import suppress
import os
import select
import socket
import struct
from typing import Any, Self
from urllib.parse import urlsplit

AUDIO, VIDEO, DATA = 8, 9, 18
"""Kinds of messages that carry media."""

_PORT = 1935
_SET_CHUNK_SIZE, _COMMAND = 1, 20
_CHUNK = 4096
_HANDSHAKE = 1536
_CONTROL_STREAM, _COMMAND_STREAM = 2, 3
_MEDIA_STREAMS = {AUDIO: 4, DATA: 5, VIDEO: 6}
_EXTENDED = 0xFFFFFF
_LONGEST_COMMAND = 65_536
_HEADERS = (11, 7, 3, 0)


class RtmpRefused(Exception):
    """The server does not take the stream; the text says what it answered."""


class Publisher:
    """A connection that publishes one stream."""

    def __init__(self, connection: socket.socket) -> None:
        """Take a connected socket; open() does everything."""
        self._socket = connection
        self._readable = select.poll()
        self._readable.register(connection, select.POLLIN)
        self._chunk_in = 128
        self._open_in: dict[int, _Incoming] = {}
        self._stream = 0
        self.sent = 0
        """Bytes that went out."""

    @classmethod
    def open(cls, url: str, timeout: float) -> Self:
        """Connect and publish; returns when the server takes the stream.

        Raises:
            OSError: no connection, or it ended.
            RtmpRefused: the server says no, or what answers is none.
        """
        parts = urlsplit(url)
        if parts.scheme != "rtmp" or not parts.hostname:
            raise RtmpRefused("this is no address for RTMP")
        port = parts.port or _PORT
        app, _, name = parts.path.lstrip("/").partition("/")
        name += f"?{parts.query}" if parts.query else ""
        connection = socket.create_connection((parts.hostname, port), timeout)
        try:
            connection.settimeout(timeout)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            publisher = cls(connection)
            publisher._publish(f"rtmp://{parts.hostname}:{port}/{app}", app, name)
        except BaseException:
            connection.close()
            raise
        return publisher

    def send(self, kind: int, timestamp: int, payload: bytes) -> None:
        """Send one message of media; milliseconds.

        Raises:
            OSError: the connection ended.
        """
        self._look()
        self._write(_MEDIA_STREAMS[kind], kind, timestamp & 0xFFFFFFFF, self._stream, payload)

    def finish(self) -> None:
        """Say that the stream is over, and close."""
        with suppress(OSError):
            self._command("FCUnpublish", 6, None)
            self._command("deleteStream", 7, None, self._stream)
        self.close()

    def cut(self) -> None:
        """End without a word, as a line that breaks; from any thread."""
        with suppress(OSError):
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the socket."""
        self._socket.close()

    def _publish(self, address: str, app: str, name: str) -> None:
        hello = struct.pack(">LL", 0, 0) + os.urandom(_HANDSHAKE - 8)
        self._raw(b"\x03" + hello)
        answer = self._read(1 + 2 * _HANDSHAKE)
        if answer[0] != 3:
            raise RtmpRefused("what answers does not speak RTMP")
        self._raw(answer[1 : 1 + _HANDSHAKE])
        self._write(_CONTROL_STREAM, _SET_CHUNK_SIZE, 0, 0, struct.pack(">L", _CHUNK))
        self._command(
            "connect",
            1,
            {"app": app, "type": "nonprivate", "flashVer": "FMLE/3.0", "tcUrl": address},
        )
        self._answer("_result", 1)
        self._command("releaseStream", 2, None, name)
        self._command("FCPublish", 3, None, name)
        self._command("createStream", 4, None)
        created = self._answer("_result", 4)
        self._stream = int(created[-1]) if created and isinstance(created[-1], float) else 1
        self._command("publish", 5, None, name, "live", stream=self._stream)
        status = self._answer("onStatus", None)
        facts = next((item for item in status if isinstance(item, dict)), {})
        if facts.get("level") == "error":
            raise RtmpRefused(str(facts.get("code", "error")))

    def _command(self, name: str, number: int, *values: object, stream: int = 0) -> None:
        payload = b"".join(map(encode_amf, (name, float(number), *values)))
        self._write(_COMMAND_STREAM, _COMMAND, 0, stream, payload)

    def _answer(self, name: str, number: int | None) -> list[Any]:
        """Read until a command; returns what follows its name and number."""
        while True:
            kind, payload = self._message()
            if kind != _COMMAND:
                continue
            values = list(decode_amf(payload))
            if values[:1] == ["_error"]:
                raise RtmpRefused("the server answers with an error")
            if values[:1] == [name] and (number is None or values[1:2] == [number]):
                return values[2:]

    def _message(self) -> tuple[int, bytes]:
        """Read one message."""
        while True:
            first = self._read(1)[0]
            shape, number = first >> 6, first & 63
            if number < 2:
                number = 64 + int.from_bytes(self._read(number + 1), "little")
            message = self._open_in.setdefault(number, _Incoming())
            header = self._read(_HEADERS[shape])
            if len(header) >= 3:
                message.extended = header[:3] == b"\xff\xff\xff"
            if len(header) >= 7:
                message.length, message.kind = int.from_bytes(header[3:6]), header[6]
            if message.length > _LONGEST_COMMAND:
                raise RtmpRefused("the server says too much")
            if message.extended:
                self._read(4)
            size = min(self._chunk_in, message.length - len(message.payload))
            message.payload += self._read(size)
            if len(message.payload) < message.length:
                continue
            payload, message.payload = message.payload, b""
            if message.kind == _SET_CHUNK_SIZE:
                self._chunk_in = max(1, int.from_bytes(payload[:4]) & 0x7FFFFFFF)
            return message.kind, payload

    def _write(self, number: int, kind: int, timestamp: int, stream: int, payload: bytes) -> None:
        extended = struct.pack(">L", timestamp) if timestamp >= _EXTENDED else b""
        header = (
            bytes((number,))
            + min(timestamp, _EXTENDED).to_bytes(3)
            + len(payload).to_bytes(3)
            + bytes((kind,))
            + struct.pack("<L", stream)
            + extended
        )
        following = bytes((0xC0 | number,)) + extended
        parts = [header, payload[:_CHUNK]]
        for start in range(_CHUNK, len(payload), _CHUNK):
            parts += [following, payload[start : start + _CHUNK]]
        self._raw(b"".join(parts))

    def _raw(self, data: bytes) -> None:
        self._socket.sendall(data)
        self.sent += len(data)

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self._socket.recv(size - len(data))
            if not part:
                raise ConnectionResetError("the server closed the connection")
            data += part
        return data

    def _look(self) -> None:
        """Throw away what the server says meanwhile, and see whether it is gone."""
        while self._readable.poll(0):
            if not self._socket.recv(65_536):
                raise ConnectionResetError("the server closed the connection")


class _Incoming:
    """A message of which chunks came."""

    def __init__(self) -> None:
        self.length = 0
        self.kind = 0
        self.extended = False
        self.payload = b""


def encode_amf(value: object) -> bytes:
    """Write a value as AMF0."""
    match value:
        case None:
            return b"\x05"
        case bool():
            return b"\x01" + bytes((value,))
        case int() | float():
            return b"\x00" + struct.pack(">d", value)
        case str():
            return b"\x02" + _text(value)
        case dict():
            pairs = (_text(name) + encode_amf(item) for name, item in value.items())
            return b"\x03" + b"".join(pairs) + b"\x00\x00\x09"
    raise TypeError(f"AMF0 for {type(value).__name__}")


def decode_amf(data: bytes) -> Iterator[Any]:
    """Read AMF0 values, up to the first that is unknown."""
    at = 0
    with suppress(IndexError, struct.error, ValueError):
        while at < len(data):
            value, at = _decode(data, at)
            yield value


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    kind, at = data[at], at + 1
    match kind:
        case 0:
            return struct.unpack_from(">d", data, at)[0], at + 8
        case 1:
            return bool(data[at]), at + 1
        case 2:
            return _decode_text(data, at)
        case 3 | 8:
            at += 4 if kind == 8 else 0
            values: dict[str, Any] = {}
            while data[at : at + 3] != b"\x00\x00\x09":
                name, at = _decode_text(data, at)
                values[name], at = _decode(data, at)
            return values, at + 3
        case 5 | 6:
            return None, at
    raise ValueError(f"AMF0 type {kind}")


def _decode_text(data: bytes, at: int) -> tuple[str, int]:
    size = int.from_bytes(data[at : at + 2])
    end = at + 2 + size
    return data[at + 2 : end].decode(errors="replace"), end
