"""Small pictures of large photos. Blocks."""

from io import BytesIO

from PIL import Image, ImageOps

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


def _require_size(picture: Image.Image) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureUnreadable("too many pixels")
