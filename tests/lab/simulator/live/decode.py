"""What a stream shows: its pictures, and the clocks in them."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path

import av
from PIL import Image

from .picture import read_clock


def pictures(source: Path | bytes, *, kind: str | None = None) -> list[Image.Image]:
    """Decode a file, or bytes that were broken off somewhere; `kind` is FFmpeg's name of a format."""
    found: list[Image.Image] = []
    opened = BytesIO(source) if isinstance(source, bytes) else source
    with suppress(av.FFmpegError), av.open(opened, mode="r", format=kind) as container:
        for frame in container.decode(video=0):
            picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call] # it has no types
            found.append(picture)
    return found


def clocks(source: Path | bytes, *, kind: str | None = None) -> list[int]:
    """Read the clock in each picture of a file, or of bytes that were broken off somewhere."""
    return [read_clock(picture) for picture in pictures(source, kind=kind)]
