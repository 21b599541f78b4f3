"""Pictures for tests."""

from io import BytesIO
import struct
from typing import Any

from PIL import Image


def jpeg(width: int = 1600, height: int = 1200, color: str = "red", **options: Any) -> bytes:
    """Return a picture."""
    return saved(Image.new("RGB", (width, height), color), "JPEG", **options)


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the bytes of a picture."""
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def with_thumbnail(thumbnail: bytes, offset: int = 44, length: int | None = None) -> bytes:
    """Return a large red picture with a thumbnail in its header, and where it is said to be."""
    # Little endian TIFF: an empty first directory, and a second one with offset and length.
    second = struct.pack("<H", 2) + struct.pack("<HHLL", 0x0201, 4, 1, offset)
    second += struct.pack("<HHLL", 0x0202, 4, 1, len(thumbnail) if length is None else length)
    second += struct.pack("<L", 0)
    tiff = b"II*\0" + struct.pack("<L", 8) + struct.pack("<HL", 0, 14) + second + thumbnail
    return jpeg(exif=b"Exif\0\0" + tiff)


def opened(data: bytes) -> Image.Image:
    """Return what the bytes show."""
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture
