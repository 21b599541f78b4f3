"""AMF0, from whoever writes it."""

import contextlib
import struct
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.dji_dock.rtmp import amf
from custom_components.dji_dock.rtmp.models import ProtocolError

END = b"\x00\x00\x09"
READ: dict[str, tuple[bytes, Any]] = {
    "number": (struct.pack(">Bd", 0, 2.5), 2.5),
    "true": (b"\x01\x01", True),
    "false": (b"\x01\x00", False),
    "text": (b"\x02\x00\x03abc", "abc"),
    "text that is none": (b"\x02\x00\x01\xff", "\ufffd"),
    "long text": (b"\x0c\x00\x00\x00\x03abc", "abc"),
    "document": (b"\x0f\x00\x00\x00\x03abc", "abc"),
    "null": (b"\x05", None),
    "undefined": (b"\x06", None),
    "unsupported": (b"\x0d", None),
    "object": (b"\x03\x00\x01a\x01\x01" + END, {"a": True}),
    "object of a class": (b"\x10\x00\x01C\x00\x01a\x01\x01" + END, {"a": True}),
    "map": (b"\x08\x00\x00\x00\x07\x00\x01a\x01\x01" + END, {"a": True}),
    "list": (b"\x0a\x00\x00\x00\x02\x05\x01\x01", [None, True]),
    "date": (struct.pack(">Bdh", 11, 1000.0, 60), 1000.0),
}
REFUSED = {
    "cut number": b"\x00\x00",
    "cut text": b"\x02\x00\x05abc",
    "text without length": b"\x02\x00",
    "huge text": b"\x0c\xff\xff\xff\xffabc",
    "object without end": b"\x03\x00\x01a\x05",
    "object that is cut in its end": b"\x03\x00\x00",
    "huge list": b"\x0a\xff\xff\xff\xff" + b"\x05" * 300,
    "list without members": b"\x0a\x00\x00\x00\x02",
    "reference": b"\x07\x00\x00",
    "AMF3": b"\x11\x04\x01",
    "unknown": b"\xff",
    "many values": b"\x05" * 257,
    "deep list": b"\x0a\x00\x00\x00\x01" * 10 + b"\x05",
    "deep object": b"\x03\x00\x01a" * 10 + b"\x05" + END * 10,
    "very deep": b"\x0a\x00\x00\x00\x01" * 5000,
}


@pytest.mark.parametrize("name", READ)
def test_read(name: str) -> None:
    """Each kind of value, alone and before another."""
    data, value = READ[name]
    assert amf.decode(data) == [value]
    assert amf.decode(data + b"\x05") == [value, None]


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    """What is cut, deep, long or unknown."""
    with pytest.raises(ProtocolError):
        amf.decode(REFUSED[name])


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda values: (
        st.lists(values, max_size=3)
        | st.dictionaries(st.text(min_size=1, max_size=5), values, max_size=3)
    ),
    max_leaves=8,
)


@given(st.lists(_VALUES, max_size=3))
def test_written_and_read(values: list[Any]) -> None:
    """It is what it was."""
    assert amf.decode(amf.encode(*values)) == values


@given(st.binary(max_size=200))
def test_garbage(data: bytes) -> None:
    """It is read, or refused in one way."""
    with contextlib.suppress(ProtocolError):
        amf.decode(data)
