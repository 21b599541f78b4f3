"""Live video: which cameras can be watched, which are, and how a dock is told to push one.

Source: "Live" of DJI's Cloud API documentation for Dock 1, 2 and 3: `live_capacity` and `live_status`
in the state of a dock, and the services `live_start_push`, `live_stop_push`, `live_set_quality`,
`live_lens_change` and `live_camera_change`. A reply comes seconds before the first picture. A camera
that does not exist gets no reply at all. All are sent as orders are: what comes late films unasked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum, StrEnum
import re
from typing import Any

from ..cloud import Cloud
from ..errors import DockRefused
from ..wire import parse
from ..wire.envelope import Data, Message
from ..wire.topics import is_serial

_MAX_DEVICES = 4
_MAX_CAMERAS = 8
_MAX_TYPES = 8
_MAX_STREAMS = 32
_MAX_INDEX = 16
_NUMBERS = re.compile(r"[0-9]+(-[0-9]+)*")

_NOT_RUNNING = frozenset({513001, 513002, 513011})
"""Answers to a stop of what does not run: there is no aircraft, no such camera, no such stream."""
ALREADY_RUNNING = 513003
"""Answer to a start of what runs already, to whatever address it may go."""
_LATER = frozenset({513006, 513008, 513010, 513099})
"""Answers to a start that works some seconds later, as after take-off."""


class UrlType(IntEnum):
    """How video is pushed; the numbers are DJI's `url_type`."""

    RTMP = 1
    WHIP = 4


class Lens(StrEnum):
    """What a camera with several lenses shows, in DJI's words (`video_type`)."""

    NORMAL = "normal"
    WIDE = "wide"
    ZOOM = "zoom"
    INFRARED = "ir"


class VideoQuality(IntEnum):
    """DJI's `video_quality`; pages disagree on the bit rates."""

    AUTO = 0
    SMOOTH = 1
    STANDARD = 2
    HIGH = 3
    ULTRA = 4


class CameraSide(IntEnum):
    """What the camera of a Dock 2 or 3 looks at; DJI's `camera_position`."""

    INSIDE = 0
    OUTSIDE = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveCamera:
    """A camera that can be watched."""

    device: str
    """Serial number of the dock or the aircraft."""
    index: str
    """DJI's `camera_index`: `{type}-{subtype}-{gimbal index}`."""
    video_index: str
    lenses: tuple[Lens, ...]
    """Which it can show, in the dock's order; empty where it names none."""

    @property
    def video_id(self) -> str:
        """Return its name in commands."""
        return f"{self.device}/{self.index}/{self.video_index}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveStream:
    """A camera that is being watched, by whomever."""

    device: str
    index: str
    lens: Lens | None
    quality: VideoQuality | None
    running: bool
    error: int
    """A result code, 0 for none."""


@dataclass(frozen=True, slots=True)
class LiveCapacityReported:
    """A dock reported which cameras can be watched now: those of its aircraft only while it is on."""

    dock: str
    cameras: tuple[LiveCamera, ...]


@dataclass(frozen=True, slots=True)
class LiveStatusReported:
    """A dock reported what is being watched: all of it, each time."""

    dock: str
    streams: tuple[LiveStream, ...]
    kept: bool = False
    """Whether that was so while we were away, as the broker has kept it."""


def telemetry(cloud: Cloud, message: Message) -> None:
    """Notify of what a dock reports of live video."""
    data = parse.mapping(message.data)
    if isinstance(capacity := data.get("live_capacity"), dict):
        cameras = {(each.device, each.index): each for each in _cameras(capacity)}
        # An index may stand there twice, with different types.
        cloud.listeners.notify(LiveCapacityReported(message.serial, tuple(cameras.values())))
    if isinstance(status := data.get("live_status"), list | dict):
        streams = tuple(_streams(status))
        reported = LiveStatusReported(message.serial, streams, kept=not message.alive)
        cloud.listeners.notify(reported)


async def live_start_push(
    cloud: Cloud,
    dock: str,
    video_id: str,
    url: str,
    url_type: UrlType,
    quality: VideoQuality,
    timeout: float,
) -> None:
    """Let a dock push what a camera sees to a URL; returns when it has agreed to.

    Raises:
        NotConnected, DockOffline, DockSilent: nothing was sent.
        ReplyTimeout: no reply within so many seconds; it may push all the same.
        DockRefused: with ALREADY_RUNNING for a camera that is being pushed.

    """
    data: Data = {
        "url_type": int(url_type),
        "url": url,
        "video_id": video_id,
        "video_quality": int(quality),
    }
    await cloud.ask(dock, "live_start_push", data, timeout)


async def live_stop_push(cloud: Cloud, dock: str, video_id: str, timeout: float) -> None:
    """Let a dock stop pushing what a camera sees; that it did not is as good.

    Raises:
        NotConnected, DockOffline: nothing was sent.
        ReplyTimeout: no reply within so many seconds.
        DockRefused

    """
    try:
        await cloud.ask(dock, "live_stop_push", {"video_id": video_id}, timeout, urgent=True)
    except DockRefused as err:
        if _as_of_docks(err.code) not in _NOT_RUNNING:
            raise


async def live_set_quality(
    cloud: Cloud, dock: str, video_id: str, quality: VideoQuality, timeout: float
) -> None:
    """Change the quality of what is being pushed; raises as live_start_push()."""
    data: Data = {"video_id": video_id, "video_quality": int(quality)}
    await cloud.ask(dock, "live_set_quality", data, timeout)


async def live_lens_change(
    cloud: Cloud, dock: str, video_id: str, lens: Lens, timeout: float
) -> None:
    """Change the lens of what is being pushed; raises as live_start_push()."""
    # The table for Dock 3 leaves the video_id out; docks want it.
    data: Data = {"video_id": video_id, "video_type": lens.value}
    await cloud.ask(dock, "live_lens_change", data, timeout)


async def live_camera_change(
    cloud: Cloud, dock: str, video_id: str, side: CameraSide, timeout: float
) -> None:
    """Let the camera of a Dock 2 or 3 show its other side; raises as live_start_push()."""
    data: Data = {"video_id": video_id, "camera_position": int(side)}
    await cloud.ask(dock, "live_camera_change", data, timeout)


def is_already_running(err: DockRefused) -> bool:
    """Return whether a start was refused because the camera is being pushed."""
    return _as_of_docks(err.code) == ALREADY_RUNNING


def may_start_later(err: DockRefused) -> bool:
    """Return whether a start that was refused may work some seconds later."""
    return _as_of_docks(err.code) in _LATER


def _as_of_docks(code: int) -> int:
    """Return a code as docks write it: remote controllers write 613 instead of 513."""
    return code - 100_000 if code // 1000 == 613 else code


def _cameras(capacity: Mapping[str, Any]) -> Iterator[LiveCamera]:
    for device in parse.items(capacity.get("device_list"), _MAX_DEVICES):
        serial = parse.text(device.get("sn"))
        if not is_serial(serial):
            continue
        for camera in parse.items(device.get("camera_list"), _MAX_CAMERAS):
            index = _camera_index(camera.get("camera_index"))
            videos = parse.items(camera.get("video_list"), _MAX_TYPES)
            if not index:
                continue
            names = [name for video in videos if (name := _index(video.get("video_index")))]
            lenses = [lens for video in videos for lens in _lenses(video)]
            yield LiveCamera(
                device=serial,
                index=index,
                video_index=names[0] if names else "normal-0",
                lenses=tuple(dict.fromkeys(lenses)),
            )


def _lenses(video: Mapping[str, Any]) -> Iterator[Lens]:
    types = video.get("switchable_video_types")
    for each in types[:_MAX_TYPES] if isinstance(types, list) else ():
        if lens := _lens(each):
            yield lens


def _streams(status: object) -> Iterator[LiveStream]:
    for stream in parse.items(status, _MAX_STREAMS):
        device, _, rest = parse.text(stream.get("video_id")).partition("/")
        index = _camera_index(rest.partition("/")[0])
        if not (is_serial(device) and index):
            continue
        quality = parse.integer(stream.get("video_quality"))
        yield LiveStream(
            device=device,
            index=index,
            lens=_lens(stream.get("video_type")),
            quality=VideoQuality(quality) if quality in _QUALITIES else None,
            # A stream that is on the list without a status runs.
            running=parse.flag(stream.get("status")) is not False,
            error=parse.integer(stream.get("error_status")) or 0,
        )


_QUALITIES = frozenset(VideoQuality)
_LENSES = {lens.value: lens for lens in Lens}


def _lens(value: object) -> Lens | None:
    return _LENSES.get(parse.text(value, _MAX_INDEX).lower())


def _camera_index(value: object) -> str:
    """Return a `camera_index` as it is, blank for what is no row of numbers."""
    found = _index(value)
    return found if _NUMBERS.fullmatch(found) else ""


def _index(value: object) -> str:
    """Return an index as it is; blank for what can be none, since it becomes a part of addresses."""
    found = parse.text(value, _MAX_INDEX)
    return found if found.replace("-", "").replace("_", "").isalnum() and found.isascii() else ""
