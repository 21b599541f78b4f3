"""A short video that any browser plays: H.264 without compression, in an MP4 file.

Each frame is an IDR picture made of I_PCM macroblocks (ITU-T H.264, 7.3 and 7.4), so that no
encoder is needed and every frame can be sought to. The index comes before the frames.
"""

from functools import lru_cache
import struct

WIDTH, HEIGHT = 160, 96
FRAMES_PER_SECOND = 8

_PROFILE, _COMPATIBILITY, _LEVEL = 66, 0xC0, 30
_I_PCM = 25
_BLACK, _WHITE = 16, 235


@lru_cache(maxsize=8)
def mp4(number: int, seconds: float = 3.0) -> bytes:
    """Return a video of a bar that moves over a ramp; the number changes its colours."""
    frames = [
        _sample(_frame(number, index)) for index in range(max(1, int(seconds * FRAMES_PER_SECOND)))
    ]
    # Offsets depend on how long the index is, which does not depend on the offsets.
    index = _movie(frames, 0)
    start = _box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41")
    index = _movie(frames, len(start) + len(index) + 8)
    return start + index + _box(b"mdat", *frames)


class _Bits:
    """Bits from the most significant on, with Exp-Golomb codes."""

    def __init__(self) -> None:
        self._text: list[str] = []

    def put(self, value: int, width: int) -> None:
        self._text.append(f"{value:0{width}b}")

    def ue(self, *values: int) -> None:
        for value in values:
            width = (value + 1).bit_length()
            self.put(value + 1, 2 * width - 1)

    def align(self, fill: str = "0") -> bytes:
        text = "".join(self._text)
        text += fill + "0" * (-len(text + fill) % 8) if fill == "1" else "0" * (-len(text) % 8)
        return int(text, 2).to_bytes(len(text) // 8) if text else b""


def _sequence() -> bytes:
    bits = _Bits()
    for value in (_PROFILE, _COMPATIBILITY, _LEVEL):
        bits.put(value, 8)
    # Id, frame number bits, picture order of decoding, no references.
    bits.ue(0, 0, 2, 0)
    bits.put(0, 1)
    bits.ue(WIDTH // 16 - 1, HEIGHT // 16 - 1)
    # Frames only, 8x8 inference, no cropping, no usability information.
    bits.put(0b1100, 4)
    return b"\x67" + bits.align("1")


def _picture() -> bytes:
    bits = _Bits()
    bits.ue(0, 0)
    bits.put(0, 2)
    bits.ue(0, 0, 0)
    bits.put(0, 3)
    # Quantizers: signed codes of zero are the unsigned ones.
    bits.ue(0, 0, 0)
    bits.put(0, 3)
    return b"\x68" + bits.align("1")


def _frame(number: int, index: int) -> bytes:
    bits = _Bits()
    # First macroblock, only intra slices, picture set.
    bits.ue(0, 7, 0)
    bits.put(0, 4)
    bits.ue(index % 2)
    bits.put(0, 2)
    bits.ue(0)
    bits.ue(_I_PCM)
    later = _Bits()
    later.ue(_I_PCM)
    data = bytearray(b"\x65" + bits.align())
    bar = (index * 4) % WIDTH
    luma = bytes(
        _WHITE if bar <= x < bar + 12 else _BLACK + (x * 200 // WIDTH) for x in range(WIDTH)
    )
    chroma = bytes((90 + number * 23 % 80,)) * 64 + bytes((170 - number * 31 % 80,)) * 64
    for block in range(WIDTH // 16 * HEIGHT // 16):
        if block:
            data += later.align()
        column = block % (WIDTH // 16) * 16
        data += luma[column : column + 16] * 16 + chroma
    return bytes(data) + b"\x80"


def _sample(unit: bytes) -> bytes:
    """Return a unit as MP4 holds it: escaped, after its length."""
    escaped = bytearray()
    zeros = 0
    for byte in unit:
        if zeros >= 2 and byte <= 3:
            escaped.append(3)
            zeros = 0
        escaped.append(byte)
        zeros = zeros + 1 if byte == 0 else 0
    return struct.pack(">L", len(escaped)) + bytes(escaped)


def _box(kind: bytes, *content: bytes) -> bytes:
    size = 8 + sum(len(part) for part in content)
    return struct.pack(">L", size) + kind + b"".join(content)


def _full(kind: bytes, *content: bytes, flags: int = 0) -> bytes:
    return _box(kind, struct.pack(">L", flags), *content)


_MATRIX = struct.pack(">9L", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)


def _movie(frames: list[bytes], offset: int) -> bytes:
    scale = FRAMES_PER_SECOND * 100
    length = len(frames) * 100
    header = _full(
        b"mvhd",
        struct.pack(">4LLHH8x", 0, 0, scale, length, 0x10000, 0x100, 0),
        _MATRIX,
        struct.pack(">24xL", 2),
    )
    track = _full(
        b"tkhd",
        struct.pack(">5L8xHHHH", 0, 0, 1, 0, length, 0, 0, 0, 0),
        _MATRIX,
        struct.pack(">2L", WIDTH << 16, HEIGHT << 16),
        flags=7,
    )
    media = _box(
        b"mdia",
        _full(b"mdhd", struct.pack(">4LHH", 0, 0, scale, length, 0x55C4, 0)),
        _full(b"hdlr", struct.pack(">L4s12x", 0, b"vide"), b"video\0"),
        _box(
            b"minf",
            _full(b"vmhd", bytes(8), flags=1),
            _box(b"dinf", _full(b"dref", struct.pack(">L", 1), _full(b"url ", flags=1))),
            _table(frames, offset),
        ),
    )
    return _box(b"moov", header, _box(b"trak", track, media))


def _table(frames: list[bytes], offset: int) -> bytes:
    sequence, picture = _sample(_sequence())[4:], _sample(_picture())[4:]
    configuration = _box(
        b"avcC",
        bytes((1, _PROFILE, _COMPATIBILITY, _LEVEL, 0xFF, 0xE1)),
        struct.pack(">H", len(sequence)),
        sequence,
        struct.pack(">BH", 1, len(picture)),
        picture,
    )
    entry = _box(
        b"avc1",
        struct.pack(">6xH16xHHLL4xH32xHh", 1, WIDTH, HEIGHT, 0x480000, 0x480000, 1, 24, -1),
        configuration,
    )
    return _box(
        b"stbl",
        _full(b"stsd", struct.pack(">L", 1), entry),
        _full(b"stts", struct.pack(">3L", 1, len(frames), 100)),
        _full(b"stsc", struct.pack(">4L", 1, 1, len(frames), 1)),
        _full(b"stsz", struct.pack(f">2L{len(frames)}L", 0, len(frames), *map(len, frames))),
        _full(b"stco", struct.pack(">2L", 1, offset)),
    )
