"""H.264 as far as it must be read to pass it on: NAL units, parameter sets, kinds of slices.

Source: ITU-T H.264, chapters 7.3 and 7.4, annex B; ISO/IEC 14496-15, 5.3.3 (configuration record).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import islice

_START = b"\x00\x00\x01"
_LARGEST_SET = 1024
_LONGEST_SIDE = 8192
MOST_PIXELS = 36_864 * 256
"""Of a picture, cropped ones included: those of level 5.2, such as 4096 by 2304."""
_MOST_UNITS = 256
# Stands for what runs over the end: its forbidden bit is set.
_DAMAGED = memoryview(b"\x80")
_HIGH_PROFILES = {44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244}
_RECOVERY_POINT = 6


class NalType(IntEnum):
    """Kinds of NAL units that matter here."""

    SLICE = 1
    IDR = 5
    SEI = 6
    SPS = 7
    PPS = 8


class SliceType(IntEnum):
    """Kinds of slices, which a stream may also count from five on."""

    P = 0
    B = 1
    I = 2  # noqa: E741 - its name
    SP = 3
    SI = 4


class InvalidUnit(Exception):
    """What should be a NAL unit is none, or cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceParameters:
    """What a sequence parameter set says, as far as it is needed."""

    number: int
    profile: int
    size: tuple[int, int]
    chroma: int
    luma_depth: int
    chroma_depth: int


def unit_type(unit: memoryview) -> int:
    """Return the kind of a NAL unit.

    Raises:
        InvalidUnit

    """
    if not unit or unit[0] & 0x80:
        raise InvalidUnit
    kind = unit[0] & 0x1F
    if not 0 < kind < 24:
        raise InvalidUnit
    return kind


def is_reference(unit: memoryview) -> bool:
    """Return whether other pictures may need this one."""
    return bool(unit[0] & 0x60)


def slice_type(unit: memoryview) -> SliceType:
    """Return the kind of a slice.

    Raises:
        InvalidUnit

    """
    bits = _Bits(unit[1:17])
    bits.unsigned()
    if (kind := bits.unsigned()) > 9:
        raise InvalidUnit
    return SliceType(kind % 5)


def read_sps(unit: memoryview) -> SequenceParameters:
    """Read a sequence parameter set.

    Raises:
        InvalidUnit

    """
    if not 4 < len(unit) <= _LARGEST_SET:
        raise InvalidUnit
    bits = _Bits(unit[1:])
    profile = bits.take(8)
    bits.take(16)
    if (number := bits.unsigned()) > 31:
        raise InvalidUnit
    chroma, luma_depth, chroma_depth = 1, 0, 0
    if profile in _HIGH_PROFILES:
        chroma, luma_depth, chroma_depth = _read_format(bits)
    # Bits of a frame's number.
    bits.unsigned()
    _skip_order(bits)
    # Number of references, and whether frames may be missing.
    bits.unsigned()
    bits.take(1)
    return SequenceParameters(
        number=number,
        profile=profile,
        size=_read_size(bits, chroma),
        chroma=chroma,
        luma_depth=luma_depth,
        chroma_depth=chroma_depth,
    )


def _read_format(bits: _Bits) -> tuple[int, int, int]:
    """Return the format of colours, and the bits of brightness and colour beyond eight."""
    if (chroma := bits.unsigned()) > 3:
        raise InvalidUnit
    if chroma == 3:
        bits.take(1)
    luma_depth, chroma_depth = bits.unsigned(), bits.unsigned()
    if luma_depth > 6 or chroma_depth > 6:
        raise InvalidUnit
    bits.take(1)
    if bits.take(1):
        for index in range(12 if chroma == 3 else 8):
            if bits.take(1):
                _skip_scaling(bits, 16 if index < 6 else 64)
    return chroma, luma_depth, chroma_depth


def _skip_scaling(bits: _Bits, count: int) -> None:
    last = following = 8
    for _ in range(count):
        if following:
            following = (last + bits.signed()) & 0xFF
        last = following or last


def _skip_order(bits: _Bits) -> None:
    """Read over how the order of showing is counted."""
    match bits.unsigned():
        case 0:
            bits.unsigned()
        case 1:
            bits.take(1)
            bits.signed()
            bits.signed()
            for _ in range(min(bits.unsigned(), 256)):
                bits.signed()


def _read_size(bits: _Bits, chroma: int) -> tuple[int, int]:
    """Return width and height without what is cropped."""
    width, height = (bits.unsigned() + 1) * 16, (bits.unsigned() + 1) * 16
    fields = 2 - bits.take(1)
    bits.take(fields)
    height *= fields
    # What is cropped is decoded all the same.
    if width * height > MOST_PIXELS:
        raise InvalidUnit
    if bits.take(1):
        across = 2 if chroma in {1, 2} else 1
        down = fields * (2 if chroma == 1 else 1)
        width -= across * (bits.unsigned() + bits.unsigned())
        height -= down * (bits.unsigned() + bits.unsigned())
    if not (0 < width <= _LONGEST_SIDE and 0 < height <= _LONGEST_SIDE):
        raise InvalidUnit
    return width, height


def pps_number(unit: memoryview) -> int:
    """Return the number of a picture parameter set.

    Raises:
        InvalidUnit

    """
    if not 1 < len(unit) <= _LARGEST_SET:
        raise InvalidUnit
    if (number := _Bits(unit[1:17]).unsigned()) > 255:
        raise InvalidUnit
    return number


def is_recovery_point(unit: memoryview) -> bool:
    """Return whether a SEI says that decoding may begin here."""
    data, at = bytes(unit[1:64]), 0
    while at + 2 <= len(data):
        kind = size = 0
        while at < len(data) and data[at] == 0xFF:
            kind, at = kind + 255, at + 1
        if at >= len(data):
            break
        kind, at = kind + data[at], at + 1
        while at < len(data) and data[at] == 0xFF:
            size, at = size + 255, at + 1
        if at >= len(data):
            break
        if kind == _RECOVERY_POINT:
            return True
        at += 1 + size + data[at]
    return False


def split_units(data: bytes, length_size: int = 4) -> Iterator[memoryview]:
    """Return the NAL units of an access unit, among them empty and damaged ones.

    Where the lengths do not fit and start codes stand instead (annex B), they count; and a NAL unit
    that contains start codes is several. What comes after 256 is left out: no picture has as many.
    """
    if data.startswith((b"\x00" + _START, _START)) and not _lengths_fit(data, length_size):
        units = _between_start_codes(data, 0, len(data))
    else:
        units = _after_lengths(data, length_size)
    return islice(units, _MOST_UNITS)


def _after_lengths(data: bytes, length_size: int) -> Iterator[memoryview]:
    whole, at = memoryview(data), 0
    while at < len(data):
        start = at + length_size
        at = start + int.from_bytes(data[at:start])
        if at > len(data):
            yield _DAMAGED
        elif data.find(_START, start, at) < 0:
            yield whole[start:at]
        else:
            yield from _between_start_codes(data, start, at)


def _lengths_fit(data: bytes, length_size: int) -> bool:
    at = 0
    for _ in range(_MOST_UNITS):
        start = at + length_size
        at = start + (size := int.from_bytes(data[at:start]))
        if not size or at > len(data) or data[start] & 0x80:
            return False
        if at == len(data):
            return True
    return False


def _between_start_codes(data: bytes, start: int, end: int) -> Iterator[memoryview]:
    whole = memoryview(data)
    while start < end:
        found = data.find(_START, start, end)
        stop = end if found < 0 else found
        # Zeros may fill up before a start code, and at the end; no NAL unit ends with one.
        if size := len(data[start:stop].rstrip(b"\x00")):
            yield whole[start : start + size]
        start = stop + len(_START)


def read_configuration(data: bytes) -> tuple[int, list[memoryview]]:
    """Return how many bytes a length has, and the parameter sets of a configuration record.

    Some senders put the parameter sets there with start codes.

    Raises:
        InvalidUnit

    """
    if data.startswith((b"\x00" + _START, _START)):
        return 4, list(_between_start_codes(data, 0, len(data)))
    if len(data) < 7 or data[0] != 1:
        raise InvalidUnit
    whole, at, sets = memoryview(data), 5, list[memoryview]()
    for mask in (0x1F, 0xFF):
        if at >= len(data):
            raise InvalidUnit
        count, at = data[at] & mask, at + 1
        for _ in range(count):
            start = at + 2
            at = start + int.from_bytes(data[at:start])
            if at > len(data) or start > len(data):
                raise InvalidUnit
            sets.append(whole[start:at])
    return (data[4] & 3) + 1, sets


def write_configuration(
    parameters: SequenceParameters, sps: list[bytes], pps: list[bytes]
) -> bytes:
    """Return a configuration record with lengths of four bytes."""
    parts = [b"\x01", sps[-1][1:4], b"\xff", bytes([0xE0 | len(sps)])]
    for unit in sps:
        parts += (len(unit).to_bytes(2), unit)
    parts.append(bytes([len(pps)]))
    for unit in pps:
        parts += (len(unit).to_bytes(2), unit)
    if parameters.profile in _HIGH_PROFILES:
        depths = (0xF8 | parameters.luma_depth, 0xF8 | parameters.chroma_depth)
        parts.append(bytes([0xFC | parameters.chroma, *depths, 0]))
    return b"".join(parts)


class _Bits:
    """Bits of a NAL unit, from the first on."""

    def __init__(self, data: memoryview) -> None:
        raw = bytes(data).replace(b"\x00\x00\x03", b"\x00\x00")
        # A text is read in constant time at any place; a number of this size is not.
        self._bits = f"{int.from_bytes(raw):0{len(raw) * 8}b}"
        self._at = 0

    def take(self, count: int) -> int:
        start, self._at = self._at, self._at + count
        if self._at > len(self._bits):
            raise InvalidUnit
        return int(self._bits[start : self._at], 2) if count else 0

    def unsigned(self) -> int:
        """Read an Exp-Golomb code of up to 32 bits."""
        one = self._bits.find("1", self._at, self._at + 32)
        if one < 0:
            raise InvalidUnit
        zeros, self._at = one - self._at, one
        return self.take(zeros + 1) - 1

    def signed(self) -> int:
        value = self.unsigned()
        return (value + 1) // 2 if value % 2 else -(value // 2)
