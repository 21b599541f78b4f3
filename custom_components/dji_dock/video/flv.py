"""FLV: what an RTMP video message holds, and the tags of a file with video only.

Source: Adobe, Video File Format Specification 10.1, annex E; Enhanced RTMP, version 1.
"""

from dataclasses import dataclass
from enum import Enum, auto
import struct

FLV_HEADER = b"FLV\x01\x01" + struct.pack(">II", 9, 0)
"""The beginning of a file that announces video and no audio: a reader waits for what is announced."""

_VIDEO_TAG, _DATA_TAG = 9, 18
_KEY_FRAME, _INTER_FRAME, _COMMAND_FRAME = 1, 2, 5
_AVC = 7
# In the place of the codec; 12 and 13 are what servers without enhanced RTMP agreed on.
_OTHER_CODECS = {2: "h263", 3: "screen", 4: "vp6", 5: "vp6", 6: "screen", 12: "hevc", 13: "av1"}
_ENHANCED = 0x80
_FOUR_LETTERS = {
    b"hvc1": "hevc",
    b"hev1": "hevc",
    b"av01": "av1",
    b"vp08": "vp8",
    b"vp09": "vp9",
    b"vvc1": "vvc",
}
_TAG = struct.Struct(">BBHBHBxxx")
_PICTURE_HEADER = 5
# Pictures per second, as announced: lower than any. ffmpeg, and so Home Assistant's stream, looks at
# five seconds of what it is promised before it shows anything, and with this at 40 pictures. The
# rate that it uses is the one that it counts there.
_ANNOUNCED_RATE = 5
_LARGEST = 0xFFFFFF
LONGEST_TIME = 0x7FFFFFFF
"""Milliseconds: readers take the upper half of what 32 bits hold as negative."""


class UnsupportedCodec(Exception):
    """The camera sends what browsers and Home Assistant cannot be expected to play; `codec` names it."""

    def __init__(self, codec: str) -> None:
        """Take one of our own names, never the sender's."""
        super().__init__(f"Video in {codec} is not supported")
        self.codec = codec


@dataclass(frozen=True, slots=True)
class Tag:
    """What readers get at once: the same bytes for each of them."""

    data: bytes
    """A whole FLV tag with the size that follows it. Of a header two: metadata, and how to decode."""
    timestamp: int
    """Milliseconds, of decoding."""
    is_header: bool
    is_key: bool

    @property
    def units(self) -> memoryview:
        """Return the NAL units of a picture, each after its length in four bytes."""
        return memoryview(self.data)[_TAG.size + _PICTURE_HEADER : -4]


class Content(Enum):
    """What a video message is about."""

    CONFIGURATION = auto()
    PICTURE = auto()
    NOTHING = auto()
    """The end of a sequence, a command, metadata."""


@dataclass(frozen=True, slots=True)
class VideoMessage:
    """A video message of RTMP, read."""

    content: Content
    is_key: bool
    composition: int
    """Milliseconds from decoding to showing; may be negative."""
    data: bytes


def read_message(payload: bytes) -> VideoMessage | None:
    """Read the body of a video message; None for what is none.

    Raises:
        UnsupportedCodec

    """
    if len(payload) < 2:
        return None
    first = payload[0]
    if first & _ENHANCED:
        return _read_enhanced(payload)
    kind = first >> 4
    if codec := _OTHER_CODECS.get(first & 0x0F):
        raise UnsupportedCodec(codec)
    if first & 0x0F != _AVC:
        return None
    if kind == _COMMAND_FRAME or len(payload) < _PICTURE_HEADER:
        return VideoMessage(Content.NOTHING, False, 0, b"")
    content = {0: Content.CONFIGURATION, 1: Content.PICTURE, 2: Content.NOTHING}.get(payload[1])
    if content is None:
        return None
    return VideoMessage(content, kind == _KEY_FRAME, _signed(payload[2:5]), payload[5:])


def _read_enhanced(payload: bytes) -> VideoMessage | None:
    if len(payload) < 5:
        return None
    letters = payload[1:5]
    if letters != b"avc1":
        raise UnsupportedCodec(_FOUR_LETTERS.get(letters, "unknown"))
    is_key = payload[0] >> 4 & 0x07 == _KEY_FRAME
    match payload[0] & 0x0F:
        case 0:
            return VideoMessage(Content.CONFIGURATION, is_key, 0, payload[5:])
        case 1 if len(payload) >= 8:
            return VideoMessage(Content.PICTURE, is_key, _signed(payload[5:8]), payload[8:])
        case 3:
            return VideoMessage(Content.PICTURE, is_key, 0, payload[5:])
    return VideoMessage(Content.NOTHING, False, 0, b"")


def picture_tag(
    timestamp: int, composition: int, is_key: bool, units: list[memoryview]
) -> Tag | None:
    """Return the tag of a picture; None if it is larger than a tag can be."""
    kind = _KEY_FRAME if is_key else _INTER_FRAME
    parts: list[bytes | memoryview] = [bytes([kind << 4 | _AVC, 1]), composition.to_bytes(3)]
    for unit in units:
        parts += (len(unit).to_bytes(4), unit)
    data = _tag(_VIDEO_TAG, timestamp, parts)
    return Tag(data, timestamp, is_header=False, is_key=is_key) if data else None


def header_tag(timestamp: int, configuration: bytes, size: tuple[int, int]) -> Tag | None:
    """Return what readers need before the first picture.

    go2rtc looks for a codec only after metadata that announce one, and drops what comes before.
    """
    parts = [bytes([_KEY_FRAME << 4 | _AVC, 0, 0, 0, 0]), configuration]
    data = _tag(_VIDEO_TAG, timestamp, parts)
    if not data:
        return None
    return Tag(_metadata(timestamp, size) + data, timestamp, is_header=True, is_key=False)


def _metadata(timestamp: int, size: tuple[int, int]) -> bytes:
    """Return a data tag `onMetaData` in AMF0, as every other source of FLV begins."""
    values = {
        b"videocodecid": _AVC,
        b"width": size[0],
        b"height": size[1],
        b"framerate": _ANNOUNCED_RATE,
    }
    name = b"onMetaData"
    parts = [b"\x02", len(name).to_bytes(2), name, b"\x08", len(values).to_bytes(4)]
    for key, value in values.items():
        parts += (len(key).to_bytes(2), key, b"\x00", struct.pack(">d", value))
    return _tag(_DATA_TAG, timestamp, [*parts, b"\x00\x00\x09"])


def _tag(kind: int, timestamp: int, parts: list[bytes] | list[bytes | memoryview]) -> bytes:
    """Return a tag of any kind, empty if it does not fit."""
    size = sum(map(len, parts))
    if size > _LARGEST:
        return b""
    timestamp &= LONGEST_TIME
    head = _TAG.pack(
        kind, size >> 16, size & 0xFFFF, timestamp >> 16 & 0xFF, timestamp & 0xFFFF, timestamp >> 24
    )
    return b"".join((head, *parts, (size + _TAG.size).to_bytes(4)))


def _signed(three: bytes) -> int:
    return int.from_bytes(three, signed=True)
