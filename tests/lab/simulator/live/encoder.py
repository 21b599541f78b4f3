"""Pictures into H.264, as access units of NAL units."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
import re

from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from PIL import Image

SEI, SEQUENCE, PICTURE = 6, 7, 8
"""Types of NAL units (ITU-T H.264, table 7-1)."""

_START = re.compile(rb"\x00\x00\x00?\x01")


@dataclass(frozen=True, slots=True)
class AccessUnit:
    """One picture. Times are numbers of frames; a B-frame is decoded before it is shown."""

    units: tuple[bytes, ...]
    is_key: bool
    decoded: int
    shown: int


class Encoder:
    """Encodes pictures of one size."""

    def __init__(
        self,
        width: int,
        height: int,
        *,
        frames_per_second: int,
        bit_rate: int,
        key_frames: int,
        b_frames: bool,
    ) -> None:
        """Encode at bits per second, with a key frame every so many frames."""
        codec = VideoCodecContext.create("libx264", "w")
        codec.width, codec.height = width, height
        codec.pix_fmt = "yuv420p"
        codec.time_base = Fraction(1, frames_per_second)
        codec.framerate = Fraction(frames_per_second)
        codec.bit_rate = bit_rate
        codec.gop_size = key_frames
        codec.max_b_frames = 2 if b_frames else 0
        codec.thread_count = 1
        codec.options = {
            "preset": "ultrafast",
            "profile": "main" if b_frames else "baseline",
            "x264-params": f"scenecut=0:bframes={2 * b_frames}:b-adapt=0:rc-lookahead=0",
        }
        if not b_frames:
            codec.options["tune"] = "zerolatency"
        self._codec = codec

    def encode(self, picture: Image.Image, number: int) -> list[AccessUnit]:
        """Encode the picture of a number, which rises; with B-frames what comes out is older."""
        made = VideoFrame.from_image(picture)  # type: ignore[no-untyped-call] # it has no types
        frame: VideoFrame = made.reformat(format="yuv420p")
        frame.pts = number
        frame.time_base = self._codec.time_base
        return [
            AccessUnit(
                units=tuple(split(bytes(packet))),
                is_key=packet.is_keyframe,
                decoded=packet.dts or 0,
                shown=packet.pts or 0,
            )
            for packet in self._codec.encode(frame)
        ]


def split(stream: bytes) -> Iterator[bytes]:
    """Take NAL units out of a byte stream (ITU-T H.264, annex B)."""
    for unit in _START.split(stream):
        if unit := unit.rstrip(b"\x00"):
            yield unit


def kind_of(unit: bytes) -> int:
    """Return the type of a NAL unit."""
    return unit[0] & 31
