"""Photos as a drone takes them: JPEG with time, place and a thumbnail in the header."""

from datetime import datetime
from functools import lru_cache
from io import BytesIO
import struct

from PIL import Image, ImageDraw

_ASCII, _SHORT, _LONG, _RATIONAL = 2, 3, 4, 5


def jpeg(
    number: int, taken: datetime, position: tuple[float, float], *, width: int, thermal: bool
) -> bytes:
    """Return a photo of a landscape with a number, taken at a local time and a place."""
    photo = _landscape(number, width, thermal=thermal)
    small = _encoded(photo.resize((160, 120)), quality=60)
    return _encoded(photo, exif=_exif(taken, position, small))


@lru_cache(maxsize=64)
def _landscape(number: int, width: int, *, thermal: bool) -> Image.Image:
    height = width * 3 // 4
    horizon = height // 2
    picture = Image.new("RGB", (width, height), (30, 0, 60) if thermal else (120, 170, 230))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, horizon, width, height), fill=(160, 60, 20) if thermal else (70, 120, 60))
    for step in range(24):
        left = (step * 97 + number * 53) % width
        top = horizon + step * height // 60
        size = width // 30 + step * width // 400
        shade = (step * 37 + number * 71) % 120
        fill = (200 + shade // 3, 120 + shade, 40) if thermal else (60 + shade, 90 + shade, 50)
        draw.rectangle((left, top, left + size, top + size // 2), fill=fill)
    draw.ellipse(
        (width * 0.75, height * 0.08, width * 0.85, height * 0.21),
        fill=(255, 255, 120) if thermal else (255, 240, 200),
    )
    draw.text(
        (width * 0.04, height * 0.05), str(number), fill=(255, 255, 255), font_size=height / 6
    )
    return picture


def _encoded(picture: Image.Image, quality: int = 88, exif: bytes = b"") -> bytes:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, exif=exif)
    return out.getvalue()


type _Field = tuple[int, int, bytes]
"""Tag, type and value."""


def _exif(taken: datetime, position: tuple[float, float], thumbnail: bytes) -> bytes:
    """Return the header that cameras write: TIFF with five directories (CIPA DC-008)."""
    when = f"{taken:%Y:%m:%d %H:%M:%S}\0".encode()
    latitude, longitude = position
    place: list[_Field] = [
        (1, _ASCII, b"N\0" if latitude >= 0 else b"S\0"),
        (2, _RATIONAL, _degrees(latitude)),
        (3, _ASCII, b"E\0" if longitude >= 0 else b"W\0"),
        (4, _RATIONAL, _degrees(longitude)),
    ]

    def main(details: int, position_at: int) -> list[_Field]:
        return [
            (0x010F, _ASCII, b"DJI\0"),
            (0x0110, _ASCII, b"M3TD\0"),
            (0x0132, _ASCII, when),
            (0x8769, _LONG, struct.pack("<L", details)),
            (0x8825, _LONG, struct.pack("<L", position_at)),
        ]

    def second(at: int) -> list[_Field]:
        return [
            (0x0103, _SHORT, struct.pack("<H", 6)),
            (0x0201, _LONG, struct.pack("<L", at)),
            (0x0202, _LONG, struct.pack("<L", len(thumbnail))),
        ]

    details: list[_Field] = [(0x9003, _ASCII, when)]
    details_at = 8 + len(_directory(main(0, 0), 8))
    place_at = details_at + len(_directory(details, details_at))
    second_at = place_at + len(_directory(place, place_at))
    thumbnail_at = second_at + len(_directory(second(0), second_at))
    return b"".join(
        (
            b"Exif\0\0II*\0",
            struct.pack("<L", 8),
            _directory(main(details_at, place_at), 8, second_at),
            _directory(details, details_at),
            _directory(place, place_at),
            _directory(second(thumbnail_at), second_at),
            thumbnail,
        )
    )


def _directory(fields: list[_Field], at: int, following: int = 0) -> bytes:
    """Return a directory that begins at an offset; long values come after it."""
    sizes = {_ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8}
    head = struct.pack("<H", len(fields))
    rest = b""
    behind = at + 2 + 12 * len(fields) + 4
    for tag, kind, value in fields:
        head += struct.pack("<HHL", tag, kind, len(value) // sizes[kind])
        if len(value) <= 4:
            head += value.ljust(4, b"\0")
        else:
            head += struct.pack("<L", behind + len(rest))
            rest += value + b"\0" * (len(value) % 2)
    return head + struct.pack("<L", following) + rest


def _degrees(value: float) -> bytes:
    value = abs(value)
    degrees, minutes = int(value), int(value * 60) % 60
    seconds = round((value * 3600 - degrees * 3600 - minutes * 60) * 1000)
    return struct.pack("<6L", degrees, 1, minutes, 1, seconds, 1000)
