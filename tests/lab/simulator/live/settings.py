"""How a simulated dock films, and how its stream is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Self

_SCALES = {0: 0.75, 1: 0.75, 4: 1.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePicture:
    """What comes out of a camera at quality 3; the others have other sizes, as real ones have."""

    width: int = 320
    height: int = 180
    frames_per_second: int = 10
    bit_rate: int = 250_000
    key_seconds: float = 2.0
    """Between key frames."""
    scales: Mapping[int, float] = field(default_factory=lambda: dict(_SCALES))
    """Quality -> of the size; what is missing has all of it."""

    def size(self, quality: int) -> tuple[int, int]:
        """Return width and height at a quality; both are even."""
        scale = self.scales.get(quality, 1.0)
        return int(self.width * scale) // 2 * 2, int(self.height * scale) // 2 * 2


FULL_HD = LivePicture(width=1920, height=1080, frames_per_second=30, bit_rate=4_000_000, scales={})
"""What a real one pushes at its best, whatever the quality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveQuirks:
    """How a stream is written; all of these were seen from real docks."""

    data_track: bool = True
    """Data beside the video, each second."""
    sei_only: bool = False
    """Each second an access unit of SEI alone, with the time stamp of the next picture."""
    empty_units: bool = False
    """NAL units without a byte, and of a type that does not exist, beside those of a picture."""
    empty_packets: bool = False
    """Each second an AVC packet of nine bytes: one NAL unit, which is empty."""
    overlong_units: bool = False
    """Each second a packet whose NAL unit claims to be longer than the packet."""
    time_goes_back: bool = False
    """Each second one picture is stamped earlier than the one before it."""
    audio_announced: bool = False
    """The metadata names audio, and none comes."""
    b_frames: bool = False
    odd_video_id: bool = True
    """`live_status` names another video than the one that was started."""
    status_as_boolean: bool = False
    """`status` of `live_status`."""
    first_timestamp: int = 0
    """Milliseconds; near 2**32 it soon begins anew at 0."""
    hevc: bool = False
    """Other video than H.264 is announced."""

    @classmethod
    def worst(cls) -> Self:
        """Return one with all that can be mended."""
        names = {item.name for item in fields(cls) if isinstance(item.default, bool)}
        return cls(**dict.fromkeys(names - {"hevc"}, True))
