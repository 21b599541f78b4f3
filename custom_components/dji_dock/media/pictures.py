"""Small pictures of large photos. Blocks."""

from io import BytesIO

from PIL import ExifTags, Image, ImageOps, JpegImagePlugin

MAX_PIXELS = 120_000_000
"""More than any camera of DJI takes; what claims more is made to exhaust memory."""

MAX_WHOLE_PIXELS = 30_000_000
"""Of pictures that can only be decoded whole: each pixel takes its place in memory."""

# Other decoders are not needed, and each of them is one more way in.
_FORMATS = ("JPEG", "PNG")
_QUALITY = 82


class PictureUnreadable(Exception):
    """The bytes are no picture, or one that is too large."""


def preview(data: bytes, longest: int) -> bytes:
    """Return a JPEG of a picture, its longer side not above `longest` pixels.

    Raises:
        PictureUnreadable

    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            _require_size(picture)
            # Lets the decoder leave out what would be scaled away: a fraction of time and memory.
            picture.draft("RGB", (longest, longest))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
            out = BytesIO()
            upright.convert("RGB").save(out, "JPEG", quality=_QUALITY)
            return out.getvalue()
    except PictureUnreadable:
        raise
    except Exception as err:  # Damaged pictures make decoders fail in every way there is.
        raise PictureUnreadable(type(err).__name__) from err


def embedded_thumbnail(head: bytes, longest: int) -> bytes | None:
    """Return the thumbnail that a camera put into the beginning of a JPEG, None without one.

    It is decoded and written anew, so that nothing of what was sent reaches a browser.
    """
    try:
        with Image.open(BytesIO(head), formats=_FORMATS) as picture:
            raw = picture.info.get("exif", b"")
            pointers = picture.getexif().get_ifd(ExifTags.IFD.IFD1)
        offset = pointers.get(ExifTags.Base.JpegIFOffset)
        length = pointers.get(ExifTags.Base.JpegIFByteCount)
        if not isinstance(offset, int) or not isinstance(length, int) or min(offset, length) < 0:
            return None
        tiff = raw.removeprefix(b"Exif\0\0")
        return preview(tiff[offset : offset + length], longest)
    except Exception:  # noqa: BLE001 - the same, and the photo itself is left to try
        return None


def _require_size(picture: Image.Image) -> None:
    whole = not isinstance(picture, JpegImagePlugin.JpegImageFile) or "progressive" in picture.info
    if picture.width * picture.height > (MAX_WHOLE_PIXELS if whole else MAX_PIXELS):
        raise PictureUnreadable("too many pixels")
