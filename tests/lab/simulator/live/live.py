"""Live video of a simulated dock: what it can push, what it does, and what that costs.

Written from the protocol document alone. A start really pushes: H.264 over RTMP, to the address
that the dock was told.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlsplit

from ..faults import Faults
from ..profile import DockProfile, Model
from ..state import State
from .cameras import INSIDE, OUTSIDE, CameraModel, cameras_of, capacity
from .order import NO_REPLY, BadLiveOrder, LiveOrder, read_live
from .stream import LiveStream, Push, Pushing, View

NO_AIRCRAFT, NO_SUCH_CAMERA, ALREADY_LIVE, NOT_LIVE = 513001, 513002, 513003, 513011
OTHER_LIVE = 513012
NO_SUCH_PROTOCOL, BAD_PARAMETER, CONNECTION_LOST = 513013, 513014, 513015
DOWNLOADING, UNSUPPORTED = 513017, 314000

RTMP, WHIP = 1, 4
_WHIP_PATH = "/rtc/v1/whip/"
_WHIP_CHECKED = 17
"""The first version of a Dock 3's firmware that looks at the path, 17.01.0506."""
_START_SECONDS = 2.0
_RETRY_SECONDS, _RETRIES_SECONDS = 3.0, 30.0
_SHORTEST_RETRY = 0.1


class Filmed(Protocol):
    """The dock, as far as its live video sees it."""

    profile: DockProfile
    faults: Faults
    state: State

    @property
    def aircraft_on(self) -> bool:
        """Whether the aircraft is switched on."""

    def tell_live(self) -> None:
        """Send what runs, if anybody hears it."""

    def say(self, text: str) -> None:
        """Tell what happens."""

    def complain(self, text: str) -> None:
        """Write down what the cloud did wrong."""


class Live:
    """The streams of a dock and its aircraft."""

    def __init__(self, dock: Filmed) -> None:
        """Push nothing."""
        self.streams: dict[str, LiveStream] = {}
        """What runs, by camera: serial and index, with a slash between."""
        self.history: list[LiveStream] = []
        """All that ever began, the newest last."""
        self.urls: list[str] = []
        """Every address that it was told, in the order they came."""
        self._dock = dock
        self._lenses: dict[str, str] = {}
        self._position = OUTSIDE if dock.profile.model is Model.DOCK_1 else INSIDE
        self._failed: Counter[str] = Counter()
        self._ignored_stops = 0
        self._ending: set[LiveStream] = set()

    def pushed_seconds(self, camera: str = "") -> float:
        """Return how long it pushed, one camera or all: what the owner pays."""
        return sum(item.seconds for item in self.history if camera in {"", item.camera})

    def pushes(self, camera: str = "") -> list[Push]:
        """Return each time that a server took a stream, of one camera or all."""
        return [
            push for item in self.history if camera in {"", item.camera} for push in item.pushes
        ]

    @property
    def pushing(self) -> list[LiveStream]:
        """What a server takes at the moment, also against all orders."""
        return [item for item in self.history if item.pushes_now]

    async def wait_pushing(self, camera: str = "", timeout: float = 60.0) -> LiveStream:
        """Wait until a server takes a stream, of one camera or any.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while True:
                for item in self.pushing:
                    if camera in {"", item.camera}:
                        return item
                await asyncio.sleep(0.02)

    async def wait_quiet(self, timeout: float = 60.0) -> None:
        """Wait until nothing is pushed, nor to be pushed.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while self.streams or self.pushing:
                await asyncio.sleep(0.02)

    def cut_line(self, back_after: float = 1.0) -> None:
        """Break all streams, as a 4G line does; they come back so many seconds later."""
        for stream in self.streams.values():
            stream.cut(back_after)

    def start_alone(self, camera: str, url: str) -> LiveStream:
        """Push because another platform, of which the cloud knows nothing, said so."""
        return self._begin(self._cameras()[camera], url, 3)

    def states(self) -> list[dict[str, Any]]:
        """Return what it tells once it is online, and when the aircraft is switched."""
        return [self.capacity(), self.status()]

    def capacity(self) -> dict[str, Any]:
        """Return `live_capacity`."""
        return {"live_capacity": capacity(list(self._cameras().values()), self._lenses)}

    def status(self) -> dict[str, Any]:
        """Return `live_status`: the complete list of what runs."""
        return {"live_status": [self._status(stream) for stream in self.streams.values()]}

    def aircraft_switched(self) -> None:
        """Lose the streams of an aircraft that is off or gone; a fresh one may fail at first."""
        self._failed.clear()
        cameras = self._cameras()
        for camera in [name for name in self.streams if name not in cameras]:
            self._end(camera)

    def abandon(self) -> None:
        """Lose everything: the power is gone."""
        for stream in self.streams.values():
            stream.lose_power()
            self._ending.add(stream)
        self.streams.clear()
        self._failed.clear()

    async def close(self) -> None:
        """End everything; afterwards no thread is left."""
        self.abandon()
        for stream in tuple(self._ending):
            await stream.wait_ended()
        self._ending.clear()

    def obey(self, method: str, data: dict[str, Any]) -> dict[str, Any] | None:
        """Do what is commanded; return the data of the reply, None where a dock says nothing."""
        if method == "live_start_push" and isinstance(url := data.get("url"), str):
            self.urls.append(url)
        try:
            order = read_live(method, data)
        except BadLiveOrder as err:
            self._dock.complain(f"{method}: {err}")
            return {"result": err.code}
        result = self._refusal(order)
        if result == 0:
            result = self._do(order)
        return None if result is NO_REPLY else {"result": result}

    def _cameras(self) -> Mapping[str, CameraModel]:
        found = cameras_of(self._dock.profile, aircraft_on=self._dock.aircraft_on)
        return {camera.name: camera for camera in found}

    def _refusal(self, order: LiveOrder) -> int | None:
        """Return the code with which an order is refused, or NO_REPLY; 0 if it is not."""
        dock, profile = self._dock, self._dock.profile
        if order.serial not in {profile.serial, profile.aircraft_serial}:
            return NO_SUCH_CAMERA
        if order.serial == profile.aircraft_serial and not dock.aircraft_on:
            return NO_AIRCRAFT
        camera = self._cameras().get(order.camera)
        if camera is None:
            return NO_REPLY
        if order.method == "live_start_push":
            return self._start_refusal(order, camera)
        if order.camera not in self.streams:
            others = any(name.startswith(f"{order.serial}/") for name in self.streams)
            return OTHER_LIVE if others and order.method == "live_lens_change" else NOT_LIVE
        if order.method == "live_lens_change" and order.lens not in camera.lenses:
            return BAD_PARAMETER
        if order.method == "live_camera_change":
            if profile.model is Model.DOCK_1:
                return UNSUPPORTED
            return 0 if camera.in_dock else BAD_PARAMETER
        return 0

    def _start_refusal(self, order: LiveOrder, camera: CameraModel) -> int:
        faults = self._dock.faults
        if order.url_type not in {RTMP, WHIP}:
            return NO_SUCH_PROTOCOL
        if order.url_type == WHIP and not self._takes_whip(order.url):
            return BAD_PARAMETER
        if not camera.in_dock and faults.live_downloading:
            return DOWNLOADING
        if order.camera in self.streams:
            return ALREADY_LIVE
        if self._failed[order.camera] < faults.live_fails_first:
            self._failed[order.camera] += 1
            return faults.live_fails_with
        return 0

    def _takes_whip(self, url: str) -> bool:
        """Return whether the form of an address pleases the firmware."""
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"}:
            return False
        version = self._dock.state.equipment.firmware.partition(".")[0]
        return int(version) < _WHIP_CHECKED or parts.path == _WHIP_PATH

    def _do(self, order: LiveOrder) -> int:
        dock, camera = self._dock, order.camera
        if order.method in dock.faults.no_effect:
            return 0
        match order.method:
            case "live_start_push":
                self._begin(self._cameras()[camera], order.url, order.quality)
            case "live_stop_push":
                if self._ignored_stops < dock.faults.live_ignores_stops:
                    self._ignored_stops += 1
                    return 0
                self._end(camera)
            case "live_set_quality":
                self.streams[camera].change(quality=order.quality)
            case "live_lens_change":
                self._lenses[camera] = order.lens
                self.streams[camera].change(kind=order.lens)
            case "live_camera_change":
                self._position = order.position
                self.streams[camera].change(kind=_place(order.position))
        dock.tell_live()
        return 0

    def _begin(self, camera: CameraModel, url: str, quality: int) -> LiveStream:
        dock, faults, profile = self._dock, self._dock.faults, self._dock.profile
        kind = _place(self._position) if camera.in_dock else self._lens(camera.name)
        speed = profile.speed
        stream = LiveStream(
            camera.name,
            f"{url}x" if faults.live_wrong_key else url,
            View(title=camera.serial[-6:], kind=kind, quality=quality),
            Pushing(
                picture=profile.live_picture,
                quirks=profile.live_quirks,
                delay=_START_SECONDS / speed,
                retry=max(_SHORTEST_RETRY, _RETRY_SECONDS / speed),
                retries_for=None if faults.live_retries_for_ever else _RETRIES_SECONDS / speed,
                dies_after=faults.live_dies_after,
                back_after=faults.live_back_after,
                silent=faults.live_never_pushes or urlsplit(url).scheme != "rtmp",
            ),
            changed=self._changed,
        )
        self.streams[camera.name] = stream
        self.history.append(stream)
        dock.say(f"pushes {camera.name}")
        stream.start()
        return stream

    def _end(self, camera: str) -> None:
        stream = self.streams.pop(camera)
        stream.stop()
        self._ending.add(stream)
        self._dock.say(f"stops {camera} after {stream.seconds:.1f} s")

    def _changed(self, stream: LiveStream) -> None:
        if stream.ended:
            self._ending.discard(stream)
        if self.streams.get(stream.camera) is stream:
            if stream.ended:
                del self.streams[stream.camera]
            self._dock.tell_live()

    def _lens(self, camera: str) -> str:
        main = camera.endswith(f"/{self._dock.profile.model.camera}")
        return self._lenses.setdefault(camera, "zoom") if main else ""

    def _status(self, stream: LiveStream) -> dict[str, Any]:
        quirks = self._dock.profile.live_quirks
        lens = self._lenses.get(stream.camera, "normal")
        odd = {"normal": "normal", "wide": "zoom"}.get(lens, "wide")
        running = not stream.error
        return {
            "video_id": f"{stream.camera}/{odd if quirks.odd_video_id else lens}-0",
            "video_type": lens,
            "video_quality": stream.view.quality,
            "status": running if quirks.status_as_boolean else int(running),
            "error_status": 0 if running else CONNECTION_LOST,
        }


def _place(position: int) -> str:
    return "outside" if position == OUTSIDE else "inside"
