"""A video as a dock films it, encoded once: 1080p at 30 pictures a second, 4 Mbit/s, a key frame every 2 s."""

from pathlib import Path
import subprocess
from typing import NamedTuple

import imageio_ffmpeg

MEGABITS = 4
_GROUP_SECONDS = 2
_RATE = 30
_HEADER, _TAG, _AFTER = 13, 11, 4
_SIGNATURE = 24
VIDEO = 9


class Tag(NamedTuple):
    """A tag of an FLV file."""

    kind: int
    timestamp: int
    payload: bytes

    @property
    def is_picture(self) -> bool:
        """Whether it is video, and no codec header."""
        return self.kind == VIDEO and len(self.payload) > _SIGNATURE and self.payload[1] == 1

    @property
    def is_key(self) -> bool:
        """Whether decoding can begin here."""
        return self.payload[0] >> 4 == 1

    @property
    def signature(self) -> bytes:
        """Return what tells it from all others; what is mended stands before it."""
        return self.payload[-_SIGNATURE:]


class FlvReader:
    """Reads the tags of an FLV file as they come."""

    def __init__(self) -> None:
        """Begin before the header of the file."""
        self._data = bytearray()
        self._skip = _HEADER

    def feed(self, data: bytes) -> list[Tag]:
        """Return the tags that are complete with some more bytes."""
        self._data += data
        at, tags = self._skip, []
        while len(self._data) >= at + _TAG:
            size = int.from_bytes(self._data[at + 1 : at + 4])
            end = at + _TAG + size + _AFTER
            if len(self._data) < end:
                break
            time = self._data[at + 7 : at + 8] + self._data[at + 4 : at + 7]
            payload = bytes(self._data[at + _TAG : end - _AFTER])
            tags.append(Tag(self._data[at], int.from_bytes(time), payload))
            at = end
        if at > self._skip or not self._skip:
            del self._data[:at]
            self._skip = 0
        return tags


def film(folder: Path, seconds: int) -> list[Tag]:
    """Return the tags of a video."""
    path = folder / "footage.flv"
    noise = f"testsrc2=size=1920x1080:rate={_RATE},noise=alls=6:allf=t"
    rate = f"{MEGABITS}M"
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        *("-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", noise, "-t", str(seconds)),
        *("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-bf", "0"),
        *("-g", str(_GROUP_SECONDS * _RATE), "-pix_fmt", "yuv420p"),
        *("-b:v", rate, "-minrate", rate, "-maxrate", rate, "-bufsize", rate),
        *("-f", "flv", str(path)),
    ]
    subprocess.run(command, check=True)
    return FlvReader().feed(path.read_bytes())
