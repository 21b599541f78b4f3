"""A key frame as a JPEG."""

from io import BytesIO

from .feed import KeyFrame
from .h264 import MOST_PIXELS, InvalidUnit, NalType, read_sps, split_units, unit_type

_START = b"\x00\x00\x00\x01"
_QUALITY = 85


class StillUnreadable(Exception):
    """A key frame cannot be decoded, or there is nothing to decode it with."""


def decode_still(key_frame: KeyFrame, longest: int | None) -> bytes:
    """Return a JPEG, no side of it longer than asked for. Blocks.

    Raises:
        StillUnreadable

    """
    try:
        return _decode(key_frame, longest)
    except StillUnreadable:
        raise
    # PyAV raises its own errors, those of the system, and ValueError.
    except Exception as err:
        raise StillUnreadable(type(err).__name__) from err


def _decode(key_frame: KeyFrame, longest: int | None) -> bytes:
    # Home Assistant's stream brings PyAV; the manifest may not ask for what core pins.
    import av
    from PIL import Image

    units = list(split_units(bytes(key_frame.tag.units)))
    _check_size(units)
    decoder = av.CodecContext.create("h264", "r")
    # One picture: threads would only wait for more.
    decoder.thread_count = 1
    # Should it understand a size otherwise than we do.
    decoder.options = {"max_pixels": str(MOST_PIXELS)}
    data = b"".join(part for unit in units for part in (_START, unit))
    frames = [*decoder.decode(av.Packet(data)), *decoder.decode(None)]
    if not frames:
        raise StillUnreadable("no picture")
    frame = frames[0]
    width, height = frame.width, frame.height
    if longest and (factor := longest / max(width, height)) < 1:
        # JPEG halves the resolution of colours.
        width, height = (max(2, round(side * factor) // 2 * 2) for side in (width, height))
    scaled = frame.reformat(width=width, height=height, format="rgb24")
    image = Image.fromarray(scaled.to_ndarray())
    written = BytesIO()
    image.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _check_size(units: list[memoryview]) -> None:
    """Refuse what would need more memory than a camera's picture.

    Raises:
        StillUnreadable

    """
    try:
        for unit in units:
            if unit_type(unit) == NalType.SPS:
                read_sps(unit)
    except InvalidUnit as err:
        raise StillUnreadable("no size") from err
