"""A camera whose dock speaks to the real server from memory, and a target that sees what is pushed."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field, replace
from typing import Any

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.cloud_api import LiveStatusReported, UrlType
from custom_components.dji_dock.jobs.store import jobs_database
from custom_components.dji_dock.live.errors import refusal
from custom_components.dji_dock.live.models import Camera, CameraKey, LiveTimings
from custom_components.dji_dock.live.records import CameraRecords
from custom_components.dji_dock.live.stream import CameraStream
from tests.cloud_api.wire import DOCK, Wire

KEY = CameraKey(DOCK, DOCK, "165-0-7")
CAMERA = Camera(key=KEY, video_index="normal-0", lenses=("normal",), can_turn=True)

PATIENT = LiveTimings(
    linger=3600, first_media=3600, reply=3600, come_back=3600, retry=0, stop_again=0, settled=3600
)
"""Nothing happens because time passes."""


@dataclass
class MemoryTarget:
    """Sees what is pushed, as the test says."""

    sees_readers: bool = True
    connected: bool = False
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    begun: int = 0
    ended: int = 0
    unseen: str = ""
    """A codec that cannot be shown."""

    def begin(self, camera: CameraKey) -> tuple[UrlType, str]:
        """Return an address that says which start it is."""
        self.begun += 1
        self.arrived.clear()
        return UrlType.RTMP, f"rtmp://ha/live/{self.begun}"

    def digest(self, camera: CameraKey) -> str:
        """Return which start it was."""
        return str(self.begun)

    def end(self, camera: CameraKey) -> None:
        """Cut the line."""
        self.ended += 1
        self.connected = False
        self.arrived.clear()

    async def async_arrived(self, camera: CameraKey) -> None:
        """Return when something has arrived."""
        if self.sees_readers:
            await self.arrived.wait()

    def is_connected(self, camera: CameraKey) -> bool | None:
        """Return whether the dock has its line."""
        return self.connected if self.sees_readers else None

    def is_arriving(self, camera: CameraKey) -> bool | None:
        """Return whether something arrives."""
        return self.connected and self.arrived.is_set() if self.sees_readers else None

    def codec(self, camera: CameraKey) -> str:
        """Return what cannot be shown."""
        return self.unseen


class LiveRig:
    """A camera, and a dock that does what it is told unless the test says otherwise."""

    def __init__(
        self, hass: HomeAssistant, timings: LiveTimings = PATIENT, *, sees_readers: bool = True
    ) -> None:
        """Build the parts; load() begins."""
        self.hass = hass
        self.timings = timings
        self.wire = Wire()
        self.target = MemoryTarget(sees_readers=sees_readers)
        self.results: dict[str, list[int | None]] = {}
        """By method what the dock answers, one after the other; None for no answer. Else 0."""
        self.comes = True
        """Whether it pushes when it said so."""
        self.reports = True
        """Whether it reports what it pushes."""
        self.obeys = True
        """Whether it stops when it said so."""
        self.forbidden = ""
        self.seen: list[dict[str, Any]] = []
        self.pushing = False
        self.tasks: list[asyncio.Task[Any]] = []
        self.records: CameraRecords
        self.stream: CameraStream
        self._database = jobs_database(hass, f"rig{id(self)}")
        self._moved = asyncio.Event()
        self._dock: asyncio.Task[None] | None = None
        self._remove: Callable[[], None] = lambda: None
        self.wire.accept(model_key="3-3-0")
        self.wire.say("osd", data={"mode_code": 0})

    async def load(self, *, ours: bool = False) -> None:
        """Begin, or begin again as after a restart."""
        self.wire.server.takes_orders = True
        if self._dock is None:
            await self.hass.async_add_executor_job(self._database.open)
        self.records = CameraRecords(self.hass, self._database)
        await self.records.async_load()
        if self.records.get(KEY) is None:
            await self.records.async_note(CAMERA, ours=ours)
        self.stream = CameraStream(
            *(CAMERA, self.wire.server, self.target, self.records, self._spawn),
            check=self._check,
            changed=self._moved.set,
            hold=900,
            timings=self.timings,
        )
        self._remove = self.wire.server.listeners.add(
            LiveStatusReported, lambda event: self.stream.report(next(iter(event.streams), None))
        )
        if self._dock is None:
            self._dock = self.hass.async_create_background_task(self._obey(), "dock")

    async def end(self) -> None:
        """Stop."""
        if self._dock is None:
            return
        self.wire.server.takes_orders = False
        await self.stream.async_end()
        self._remove()
        self._dock.cancel()
        self._dock = None
        await self.hass.async_add_executor_job(self._database.close)

    async def kill(self) -> None:
        """Stop without a goodbye."""
        self._remove()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    @property
    def ours(self) -> bool:
        """Return whether it is on disk that the dock pushes for us."""
        record = self.records.get(KEY)
        return record is not None and record.ours

    def methods(self, *only: str) -> list[str]:
        """Return the commands that the dock got."""
        methods = [command["method"] for command in self.seen]
        return [method for method in methods if not only or method in only]

    async def until(self, true: Callable[[], object]) -> None:
        """Wait for something that changes with the camera or with a command."""
        async with asyncio.timeout(20):
            while not true():
                self._moved.clear()
                await self._moved.wait()

    def report(self, *, running: bool, **more: Any) -> None:
        """Let the dock report what it pushes."""
        video = {"video_id": f"{DOCK}/165-0-7/wide-0", "video_type": "normal", "status": 1}
        status = [video | {"video_quality": 0} | more] if running else []
        self.wire.say("state", data={"live_status": status})

    def arrive(self) -> None:
        """Let the dock push."""
        self.pushing = self.target.connected = True
        self.target.arrived.set()
        self.stream.line_changed()

    def lose_line(self) -> None:
        """Cut the line of the dock."""
        self.target.connected = False
        self.stream.line_changed()

    def _check(self, camera: Camera) -> None:
        if self.forbidden:
            raise refusal(self.forbidden)

    def _spawn(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = self.hass.async_create_background_task(work, name)
        self.tasks.append(task)
        return task

    async def _obey(self) -> None:
        published = self.wire.transport.published
        while True:
            for topic, message in tuple(published):
                published.remove((topic, message))
                if topic.endswith("/services"):
                    self._take(message)
            self._moved.set()
            await self.wire.transport.anything()

    def _take(self, command: dict[str, Any]) -> None:
        self.seen.append(command)
        method = command["method"]
        answers = self.results.get(method, [])
        result = answers.pop(0) if answers else 0
        if method == "live_start_push" and self.pushing and not answers and result == 0:
            result = 513003
        if result is not None:
            ids = {"tid": command["tid"], "bid": command["bid"]}
            self.wire.say("services_reply", method, {"result": result}, **ids)
        if method == "live_start_push" and result in (0, None) and self.comes:
            self.arrive()
            if self.reports:
                self.report(running=True)
        if method == "live_stop_push" and result in (0, None) and self.obeys:
            self.pushing = False
            if self.reports:
                self.report(running=False)


def timed(**seconds: float) -> LiveTimings:
    """Return timings in which something passes soon."""
    return replace(PATIENT, **seconds)
