"""AMF0, in which commands are written; what is read has limits.

Source: "Action Message Format -- AMF 0", Adobe, 2007.
"""

from collections.abc import Mapping, Sequence
import struct

from .models import ProtocolError

type Value = float | bool | str | Mapping[str, Value] | Sequence[Value] | None

_DEEPEST = 8
_MOST_VALUES = 256
_OBJECT_END = b"\x00\x00\x09"


def encode(*values: Value) -> bytes:
    """Return values one after the other."""
    return b"".join(map(_encode, values))


def decode(data: bytes) -> list[Value]:
    """Return the values in a message.

    Raises:
        ProtocolError: It is cut off, too deep, has too many values, or one that AMF0 does not have.

    """
    return _Reader(data).all()


def _encode(value: Value) -> bytes:
    match value:
        case None:
            return b"\x05"
        case bool():
            return bytes((1, value))
        case int() | float():
            return struct.pack(">Bd", 0, value)
        case str():
            return b"\x02" + _text(value)
        case Mapping():
            members = (_text(name) + _encode(member) for name, member in value.items())
            return b"\x03" + b"".join(members) + _OBJECT_END
        case _:
            return struct.pack(">BI", 10, len(value)) + encode(*value)


def _text(text: str) -> bytes:
    data = text.encode()
    return struct.pack(">H", len(data)) + data


class _Reader:
    """Reads from the first byte to the last."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._values = 0

    def all(self) -> list[Value]:
        values = []
        while self._at < len(self._data):
            values.append(self._value(0))
        return values

    def _take(self, size: int) -> bytes:
        start, self._at = self._at, self._at + size
        if self._at > len(self._data):
            raise ProtocolError("a value is cut off")
        return self._data[start : self._at]

    def _number(self, size: int) -> int:
        return int.from_bytes(self._take(size))

    def _string(self, size: int) -> str:
        return self._take(self._number(size)).decode(errors="replace")

    def _value(self, depth: int) -> Value:
        self._values += 1
        if depth > _DEEPEST or self._values > _MOST_VALUES:
            raise ProtocolError("too many values")
        kind = self._number(1)
        match kind:
            case 3:
                return self._members(depth)
            case 8:
                # The number of members is a hint: those that come are read to the end mark.
                self._take(4)
                return self._members(depth)
            case 10:
                # Each needs a byte at least, so a large number ends where the message ends.
                return [self._value(depth + 1) for _ in range(self._number(4))]
            case 16:
                self._string(2)
                return self._members(depth)
            case _:
                return self._single(kind)

    def _single(self, kind: int) -> Value:
        match kind:
            case 0:
                return self._double()
            case 1:
                return self._number(1) != 0
            case 2:
                return self._string(2)
            case 5 | 6 | 13:
                return None
            case 11:
                date = self._double()
                self._take(2)
                return date
            case 12 | 15:
                return self._string(4)
            case _:
                raise ProtocolError("a value of an unknown type")

    def _double(self) -> float:
        [number] = struct.unpack(">d", self._take(8))
        return float(number)

    def _members(self, depth: int) -> dict[str, Value]:
        members: dict[str, Value] = {}
        while self._data[self._at : self._at + 3] != _OBJECT_END:
            name = self._string(2)
            members[name] = self._value(depth + 1)
        self._at += 3
        return members
