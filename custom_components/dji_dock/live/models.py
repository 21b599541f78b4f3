"""What is known of live video at one moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

from homeassistant.exceptions import HomeAssistantError

from ..cloud_api import CameraSide, Lens, VideoQuality
from ..video import MendCounts

type Protocol = Literal["builtin", "rtmp", "whip"]

STILL_FOR = timedelta(hours=1)
"""How old the picture of a still may be."""

QUALITIES = tuple(quality.name.lower() for quality in VideoQuality)
LENSES = tuple(lens.value for lens in Lens)
POSITIONS = tuple(side.name.lower() for side in CameraSide)


@dataclass(frozen=True, slots=True, order=True)
class CameraKey:
    """Which camera."""

    dock: str
    """Serial number of the dock through which it is watched."""
    device: str
    """Serial number of what has the camera: the dock, or an aircraft."""
    index: str
    """DJI's `camera_index`, such as `165-0-7`."""

    @property
    def of_dock(self) -> bool:
        """Whether it is a camera of the dock itself."""
        return self.device == self.dock

    def __str__(self) -> str:
        """Return it as records have it."""
        return f"{self.dock}/{self.device}/{self.index}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A camera, as its dock described it last."""

    key: CameraKey
    video_index: str
    lenses: tuple[str, ...] = ()
    can_turn: bool = False
    """Whether it looks inside or outside."""

    @property
    def video_id(self) -> str:
        """Return its name in commands."""
        return f"{self.key.device}/{self.key.index}/{self.video_index}"


class LiveStatus(StrEnum):
    """What is being done with a camera for whoever watches it here."""

    IDLE = "idle"
    STARTING = "starting"
    STREAMING = "streaming"
    STOPPING = "stopping"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraState:
    """Of a camera."""

    status: LiveStatus = LiveStatus.IDLE
    streaming: bool = False
    """Whether the dock pushes, as it reports, or as what arrives shows; never what was asked."""
    elsewhere: bool = False
    """Whether it pushes to somebody else."""
    viewers: int = 0
    held_until: datetime | None = None
    lens: str | None = None
    """While it streams what the dock reports, else what it will be asked for; None if nobody knows."""
    quality: str | None = None
    position: str | None = None
    error: HomeAssistantError | None = None
    """Why it could not be started the last time; None once it was."""
    taken_at: datetime | None = None
    """When the last key frame arrived, of which stills are made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiving:
    """What has come of a camera, for whoever looks for a missing picture."""

    connected: bool
    codec: str
    """What cannot be shown; blank while it can."""
    size: tuple[int, int] | None
    counts: MendCounts


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSettings:
    """What the owner has chosen."""

    enabled: bool = False
    port: int = 1935
    """On which docks find this Home Assistant."""
    address: str = ""
    """Host name or address by which docks reach it."""
    protocol: Protocol = "builtin"
    publish_url: str = ""
    """Where docks push, and where Home Assistant reads: templates, unless this receives itself."""
    play_url: str = ""
    hold: float = 900.0
    """Seconds for which a camera that was turned on streams without anybody who watches."""
    media_server_url: str = ""
    """By which address a media server on another host reads; blank for this host only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveTimings:
    """In seconds."""

    linger: float = 15
    """After the last viewer, until the dock is told to stop."""
    off: float = 60
    """How long a camera that was turned off under the eyes of viewers refuses them after the last attempt."""
    first_media: float = 12
    """How long a viewer waits for the first picture."""
    reply: float = 15
    key_valid: float = 60
    """After a start, until its first bytes."""
    come_back: float = 30
    """How long a dock may be gone until its key is worth nothing any more."""
    retry: float = 5
    """Between attempts to start."""
    stop_again: float = 10
    """After the first stop that was not obeyed; the pauses double, up to five minutes."""
    restart: float = 10
    """After the first failure of what is held; the pauses double, up to five minutes."""
    settled: float = 5
    """After a command, until what the dock reports is believed to come after it."""

    @property
    def patience(self) -> float:
        """How long it takes at most until whoever turns a camera on is told how it went."""
        return 3 * self.reply + 2 * self.retry + self.first_media + 5
