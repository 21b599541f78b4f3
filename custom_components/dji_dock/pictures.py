"""Small pictures of large photos. Blocks."""

from io import BytesIO

from PIL import ExifTags, Image, ImageOps

MAX_PIXELS = 120_000_000
"""More than any camera of DJI takes; what claims more is made to exhaust memory."""

_QUALITY = 82


class PictureUnreadable(Exception):
    """The bytes are no picture, or one that is too large."""


def preview(data: bytes, longest: int) -> bytes:
    """Return a JPEG of a picture, its longer side not above `longest` pixels.

    Raises:
        PictureUnreadable

    """
    try:
        with Image.open(BytesIO(data)) as picture:
            _require_size(picture)
            # Lets the decoder leave out what would be scaled away: a fraction of time and memory.
            picture.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            out = BytesIO()
            upright.convert("RGB").save(out, "JPEG", quality=_QUALITY)
            return out.getvalue()
    except (OSError, ValueError, SyntaxError, MemoryError, Image.DecompressionBombError) as err:
        raise PictureUnreadable(type(err).__name__) from err


def embedded_thumbnail(head: bytes, longest: int) -> bytes | None:
    """Return the thumbnail that a camera put into the beginning of a JPEG, None without one.

    It is decoded and written anew, so that nothing of what was sent reaches a browser.
    """
    try:
        with Image.open(BytesIO(head)) as picture:
            raw = picture.info.get("exif", b"")
            pointers = picture.getexif().get_ifd(ExifTags.IFD.IFD1)
        offset = pointers.get(ExifTags.Base.JpegIFOffset)
        length = pointers.get(ExifTags.Base.JpegIFByteCount)
        if not isinstance(offset, int) or not isinstance(length, int) or offset < 0:
            return None
        tiff = raw.removeprefix(b"Exif\0\0")
        return preview(tiff[offset : offset + length], longest)
    except PictureUnreadable, OSError, ValueError, SyntaxError, MemoryError, KeyError:
        return None


def _require_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureUnreadable("too many pixels")
