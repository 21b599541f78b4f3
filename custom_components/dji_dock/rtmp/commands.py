"""What a publisher asks for, and what it hears.

Source: "Adobe's Real Time Messaging Protocol", 2012, sections 5.4 and 7; what encoders expect
besides is noted where it is sent.
"""

from collections.abc import Iterator

from . import amf
from .chunks import Message, chunks
from .models import MediaKind, ProtocolError

ACKNOWLEDGEMENT = 3
USER_CONTROL = 4
WINDOW_SIZE = 5
_PEER_BANDWIDTH = 6
_COMMAND_AMF3 = 17
COMMAND = 20
AGGREGATE = 22
_TAGS = frozenset(MediaKind)

WINDOW = 2_500_000
"""Bytes after which each side acknowledges what it got."""

_CONTROL = 2
_STREAM = 1.0
_LONGEST_TEXT = 1024
_STREAM_BEGIN = 0
_PING, _PONG = 6, 7
_DYNAMIC = 2


class Command:
    """A command and its arguments, which are there or not."""

    def __init__(self, kind: int, payload: bytes) -> None:
        """Read a message.

        Raises:
            ProtocolError: It is none.

        """
        values = amf.decode(payload[1:] if kind == _COMMAND_AMF3 else payload)
        if not values or not isinstance(values[0], str):
            raise ProtocolError("a command without a name")
        self.name = values[0]
        self._values = values
        number = self._argument(1)
        self.number = float(number) if isinstance(number, int | float) else 0.0

    def _argument(self, at: int) -> amf.Value:
        return self._values[at] if len(self._values) > at else None

    @property
    def app(self) -> str:
        """Return what `connect` wants to connect to."""
        settings = self._argument(2)
        return _short(settings.get("app") if isinstance(settings, dict) else None)

    @property
    def stream(self) -> str:
        """Return what `publish` wants to publish as."""
        return _short(self._argument(3))


def _short(text: amf.Value) -> str:
    if text is None:
        return ""
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT:
        raise ProtocolError("a name that is none")
    return text


def connected(number: float) -> bytes:
    """Return what follows `connect`."""
    window = WINDOW.to_bytes(4)
    return (
        chunks(WINDOW_SIZE, window, number=_CONTROL)
        + chunks(_PEER_BANDWIDTH, window + bytes((_DYNAMIC,)), number=_CONTROL)
        + _command(
            "_result",
            number,
            {"fmsVer": "FMS/3,0,1,123", "capabilities": 31.0},
            _status("status", "NetConnection.Connect.Success", objectEncoding=0.0),
        )
    )


def created(number: float) -> bytes:
    """Return what follows `createStream`: there is one, and it is always the same."""
    return _command("_result", number, None, _STREAM)


def done(number: float) -> bytes:
    """Return what follows a command that has nothing to say."""
    return _command("_result", number, None, None)


def unknown(number: float) -> bytes:
    """Return what follows a command that we do not know."""
    return _command("_error", number, None, _status("error", "NetConnection.Call.Failed"))


def prepared() -> bytes:
    """Return what FMLE and those that do as it does wait for after `FCPublish`."""
    return _command("onFCPublish", 0.0, None, _status("status", "NetStream.Publish.Start"))


def published() -> bytes:
    """Return what follows `publish`."""
    begin = _STREAM_BEGIN.to_bytes(2) + int(_STREAM).to_bytes(4)
    start = ("onStatus", 0.0, None, _status("status", "NetStream.Publish.Start"))
    return chunks(USER_CONTROL, begin, number=_CONTROL) + _command(*start, stream=int(_STREAM))


def acknowledged(received: int) -> bytes:
    """Return that so many bytes have come, counted in 32 bits."""
    return chunks(ACKNOWLEDGEMENT, (received & 0xFFFFFFFF).to_bytes(4), number=_CONTROL)


def pong(event: bytes) -> bytes:
    """Return the answer to a ping, nothing to any other event."""
    if int.from_bytes(event[:2]) != _PING:
        return b""
    return chunks(USER_CONTROL, _PONG.to_bytes(2) + event[2:6], number=_CONTROL)


def is_command(kind: int) -> bool:
    """Return whether a message is a command, in either of two forms."""
    return kind in (COMMAND, _COMMAND_AMF3)


def _status(level: str, code: str, **others: float) -> dict[str, amf.Value]:
    return {"level": level, "code": code, "description": code, **others}


def _command(*values: amf.Value, stream: int = 0) -> bytes:
    return chunks(COMMAND, amf.encode(*values), message_stream=stream)


def unpacked(messages: Iterator[Message]) -> Iterator[Message]:
    """Return messages, and instead of a message of messages one after the other of what it holds.

    Raises:
        ProtocolError: One is cut off.

    """
    for message in messages:
        if message.kind == AGGREGATE:
            yield from _tags(message.timestamp, message.payload)
        else:
            yield message


def _tags(timestamp: int, payload: bytes) -> Iterator[Message]:
    """Return the FLV tags in an aggregate message; their times are relative to that of the first."""
    at = first = 0
    while at < len(payload):
        kind, size = payload[at], int.from_bytes(payload[at + 1 : at + 4])
        end = at + 11 + size + 4
        if end > len(payload):
            raise ProtocolError("a tag is cut off")
        time = int.from_bytes(payload[at + 7 : at + 8] + payload[at + 4 : at + 7])
        first = first if at else time
        body = payload[at + 11 : at + 11 + size]
        # What is no media counts as a message, and nobody acts upon it.
        known = kind if kind in _TAGS else ACKNOWLEDGEMENT
        yield Message(known, (timestamp + time - first) & 0xFFFFFFFF, body)
        at = end
