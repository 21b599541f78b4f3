"""Access units as messages of RTMP, with the quirks of real docks (FLV specification, annex E)."""

from collections.abc import Iterator
import struct
from typing import Any

from .encoder import PICTURE, SEI, SEQUENCE, AccessUnit, kind_of
from .rtmp import DATA, VIDEO, encode_amf
from .settings import LiveQuirks

type Media = tuple[int, int, bytes]
"""Kind, milliseconds, payload of a message."""

_AVC, _AAC = 7, 10.0
_KEY, _INTER = 1, 2
_DJI = bytes.fromhex("d0dfe0e1e2e34455a6a7a8a9aaabacad")
_SEI_KINDS = (5, 101, 240)
_BACK_MS = 150
_DELAY = 3
"""Frames by which pictures are shown late, so that no time is below 0 with B-frames."""


class Writer:
    """Writes one stream; begins anew with each connection."""

    def __init__(self, quirks: LiveQuirks, frames_per_second: int) -> None:
        """Write with quirks; pictures come at frames per second."""
        self._quirks = quirks
        self._rate = frames_per_second
        self._sets: tuple[bytes, bytes] | None = None
        self._count = 0

    def begin(self, width: int, height: int) -> Iterator[Media]:
        """Return what comes first."""
        facts: dict[str, Any] = {
            "width": width,
            "height": height,
            "framerate": self._rate,
            "videocodecid": float(_AVC),
            "encoder": "DJI",
        }
        if self._quirks.audio_announced:
            facts |= {"audiocodecid": _AAC, "audiosamplerate": 44_100, "hasAudio": True}
        data = b"".join(map(encode_amf, ("@setDataFrame", "onMetaData", facts)))
        yield DATA, self._quirks.first_timestamp, data
        if self._quirks.hevc:
            yield VIDEO, self._quirks.first_timestamp, b"\x90hvc1" + bytes(23)

    def write(self, unit: AccessUnit) -> Iterator[Media]:
        """Return the messages of one picture, in the order in which they are sent."""
        quirks = self._quirks
        if quirks.hevc:
            frame = bytes(((0x80 | (_KEY if unit.is_key else _INTER) << 4) | 1,))
            yield VIDEO, self._time(unit.decoded), frame + b"hvc1" + _prefixed(unit.units)
            return
        yield from self._header(unit)
        time = self._time(unit.decoded)
        each_second = self._count % self._rate == self._rate // 2
        self._count += 1
        if each_second:
            yield from self._beside(time)
            if quirks.time_goes_back:
                time = max(0, time - _BACK_MS)
        units = unit.units
        if quirks.empty_units:
            units = (b"", *units, b"\x00", b"")
        late = (unit.shown - unit.decoded) * 1000 // self._rate
        yield VIDEO, time, _packet(1, _prefixed(units), key=unit.is_key, late=late)

    def _header(self, unit: AccessUnit) -> Iterator[Media]:
        """Return the parameter sets when they are new."""
        found = {kind_of(part): part for part in unit.units}
        if SEQUENCE not in found or PICTURE not in found:
            return
        sets = found[SEQUENCE], found[PICTURE]
        if sets != self._sets:
            self._sets = sets
            payload = _packet(0, _configuration(*sets), key=True)
            yield VIDEO, self._time(unit.decoded), payload

    def _beside(self, time: int) -> Iterator[Media]:
        """Return what comes between pictures."""
        quirks = self._quirks
        if quirks.data_track:
            facts: dict[str, Any] = {"text": f"{time}"}
            yield DATA, time, b"".join(map(encode_amf, ("onTextData", facts)))
        if quirks.sei_only:
            units = tuple(_sei(kind, f"{time}".encode()) for kind in _SEI_KINDS)
            yield VIDEO, time, _packet(1, _prefixed(units), key=False)
        if quirks.empty_packets:
            yield VIDEO, time, _packet(1, _prefixed((b"",)), key=False)
        if quirks.overlong_units:
            yield VIDEO, time, _packet(1, struct.pack(">L", 5000) + b"\x41\x9a", key=False)

    def _time(self, frame: int) -> int:
        milliseconds = (frame + _DELAY) * 1000 // self._rate
        return (self._quirks.first_timestamp + milliseconds) & 0xFFFFFFFF


def _packet(kind: int, content: bytes, *, key: bool, late: int = 0) -> bytes:
    frame = (_KEY if key else _INTER) << 4 | _AVC
    return bytes((frame, kind)) + late.to_bytes(3, signed=True) + content


def _prefixed(units: tuple[bytes, ...]) -> bytes:
    return b"".join(struct.pack(">L", len(unit)) + unit for unit in units)


def _configuration(sequence: bytes, picture: bytes) -> bytes:
    """Return a decoder configuration record (ISO 14496-15, 5.2.4)."""
    return (
        b"\x01"
        + sequence[1:4]
        + b"\xff\xe1"
        + struct.pack(">H", len(sequence))
        + sequence
        + b"\x01"
        + struct.pack(">H", len(picture))
        + picture
    )


def _sei(kind: int, text: bytes) -> bytes:
    """Return a NAL unit with a message of supplemental information; DJI's have its UUID."""
    content = (_DJI if kind == 5 else b"") + text
    return bytes((SEI, kind, len(content))) + content + b"\x80"
