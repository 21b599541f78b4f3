"""Live video: cameras appear, are watched, and stop when nobody watches any more."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import replace
import logging
from typing import Any, override

from homeassistant.core import HomeAssistant, callback

from ..cloud_api import (
    CloudServer,
    ConnectionChanged,
    Dock,
    DockChanged,
    LiveCamera,
    LiveCapacityReported,
    LiveStatusReported,
    generation,
)
from ..database import Database, DatabaseUnusable
from ..util.feature import Feature
from ..util.subscriptions import Subscriptions
from .errors import refusal
from .models import Camera, CameraKey, CameraState, LiveSettings, LiveTimings, Receiving
from .reception import Reception
from .records import CameraId, CameraRecords, camera_id
from .stream import CameraStream

_LOGGER = logging.getLogger(__name__)

_MAX_CAMERAS = 32
"""Of one dock, with all aircraft that it ever had."""
_TURNS = frozenset({"2", "3"})
"""Generations of docks whose camera looks inside or outside."""


class LiveVideo(Feature):
    """The cameras of all docks."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        database: Database,
        spawn: Callable[[Coroutine[Any, Any, Any], str], asyncio.Task[Any]],
        *,
        settings: LiveSettings,
        may_film: Callable[[str], bool],
        timings: LiveTimings | None = None,
    ) -> None:
        """`may_film` says of a dock whether its owner lets Home Assistant use its cameras."""
        self._server, self._spawn = server, spawn
        self.settings, self._timings = settings, timings or LiveTimings()
        self.enabled = settings.enabled
        self.may_film = may_film
        self._records = CameraRecords(hass, database)
        self._reception = Reception(
            *(hass, entry_id, settings, self.stream),
            line_changed=self._line_changed,
            stray=self._stray,
            timings=self._timings,
        )
        self._streams: dict[CameraId, CameraStream] = {}
        self._announced = Subscriptions[Camera]()
        self._shown: set[CameraId] = set()
        """What was announced; not what is known only because its dock has yet to stop."""
        self._followers: dict[CameraId, Subscriptions[()]] = {}
        self._capacities: dict[str, LiveCapacityReported] = {}
        """What each dock has described last, also of an aircraft that it has not named yet."""

    @property
    def sees_readers(self) -> bool:
        """Whether it is known here who watches."""
        return self._reception.target.sees_readers

    @override
    async def async_load(self) -> None:
        """Take up which cameras there are, and begin to receive.

        Raises:
            DatabaseUnusable

        """
        await self._records.async_load()
        for record in self._records:
            self._add(record.camera)
        await self._reception.async_start()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen, and stop what the last run left; returns what ends that."""
        for record in self._records:
            if record.ours:
                self._streams[camera_id(record.camera.key)].dock_changed()
        listeners = self._server.listeners
        return [
            listeners.add(LiveCapacityReported, self._capacity_reported),
            listeners.add(LiveStatusReported, self._status_reported),
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(ConnectionChanged, self._connection_changed),
        ]

    @override
    async def async_end_sessions(self) -> None:
        """Let docks stop: nobody watches any more."""
        ends = (each.async_end() for each in self._streams.values())
        await asyncio.gather(*ends, self._reception.async_close())

    @override
    async def async_stop(self) -> None:
        """Receive nothing any more."""
        await self._reception.async_stop()

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of the cameras of a dock or an aircraft."""
        self._capacities.pop(serial, None)
        for known, stream in tuple(self._streams.items()):
            key = stream.camera.key
            if serial in (key.dock, key.device):
                await stream.async_end()
                self._reception.forget(key)
                del self._streams[known]
                self._shown.discard(known)
                if serial == key.dock and (record := self._records.get(key)) and record.ours:
                    # A dock that is away pushes on, perhaps: it is told when it comes back.
                    self._add(record.camera)
        try:
            await self._records.async_forget(serial)
        except DatabaseUnusable as err:
            _LOGGER.warning("The cameras of a dock could not be forgotten: %s", err)

    @callback
    def async_add_listener(self, listener: Callable[[Camera], None]) -> Callable[[], None]:
        """Announce cameras to a platform: those known, and each that appears later."""
        if not self.enabled:
            return _nothing
        remove = self._announced.add(listener)
        for known, stream in tuple(self._streams.items()):
            dock = stream.camera.key.dock
            if self.may_film(dock) and self._server.fleet.accepted(dock):
                self._shown.add(known)
                listener(stream.camera)
        return remove

    @callback
    def follow(self, camera: CameraKey, listener: Callable[[], None]) -> Callable[[], None]:
        """Notify whenever the state of a camera may have changed; returns what ends that."""
        followers = self._followers.setdefault(camera_id(camera), Subscriptions[()]())
        return followers.add(listener)

    def camera(self, camera: CameraKey) -> Camera | None:
        """Return a camera as its dock described it last, None if there is none any more."""
        stream = self._streams.get(camera_id(camera))
        return stream.camera if stream else None

    def state(self, camera: CameraKey) -> CameraState:
        """Return how a camera is now."""
        stream = self._streams.get(camera_id(camera))
        if stream is None:
            return CameraState()
        return replace(stream.state, taken_at=self._reception.taken_at(stream.camera.key))

    def cameras(self, dock: str) -> dict[CameraKey, CameraState]:
        """Return the cameras of a dock, and how they are now."""
        return {
            each.camera.key: self.state(each.camera.key)
            for each in self._streams.values()
            if each.camera.key.dock == dock
        }

    def receiving(self, camera: CameraKey) -> Receiving | None:
        """Return what has come of a camera, None where that cannot be seen."""
        return self._reception.receiving(self.stream(camera).camera.key)

    def available(self, camera: CameraKey) -> bool:
        """Return whether a camera can be watched now: a dock that is there, and what is switched on."""
        stream = self._streams.get(camera_id(camera))
        return stream is not None and _obstacle(self._server, stream.camera.key) is None

    def check(self, camera: CameraKey) -> None:
        """Look whether a camera can be watched now; nothing begins by that.

        Raises:
            ServiceValidationError: it cannot, and why.

        """
        stream = self.stream(camera)
        stream.require_on()
        self._check(stream.camera)

    def source(self, camera: CameraKey) -> str | None:
        """Return where a camera is read; the same always, and nothing begins by that."""
        stream = self._streams.get(camera_id(camera))
        return self._reception.source(stream.camera.key) if stream and self.enabled else None

    async def async_turn_on(self, camera: CameraKey) -> None:
        """Let a camera stream without anybody who watches, for a while.

        Raises:
            HomeAssistantError: it does not.

        """
        await self.stream(camera).async_hold()

    async def async_turn_off(self, camera: CameraKey) -> None:
        """Let a camera stream for nobody, also not for those who watch."""
        await self.stream(camera).async_release()

    async def async_set_lens(self, camera: CameraKey, lens: str) -> None:
        """Choose a lens; raises as async_choose() of a stream."""
        await self.stream(camera).async_choose(lens=lens)

    async def async_set_quality(self, camera: CameraKey, quality: str) -> None:
        """Choose a quality; raises as async_choose() of a stream."""
        await self.stream(camera).async_choose(quality=quality)

    async def async_set_position(self, camera: CameraKey, position: str) -> None:
        """Choose what the camera of a dock looks at; raises as async_choose() of a stream."""
        await self.stream(camera).async_choose(position=position)

    async def async_still(self, camera: CameraKey, longest: int | None = None) -> bytes | None:
        """Return a JPEG of the last key frame, None without one of the last hour; nothing begins.

        `longest` is the length of its longer side in pixels.
        """
        return await self._reception.async_still(self.stream(camera).camera.key, longest)

    def stream(self, camera: CameraKey) -> CameraStream:
        """Return what starts and stops a camera.

        Raises:
            ServiceValidationError: there is none any more.

        """
        if (stream := self._streams.get(camera_id(camera))) is None:
            raise refusal("live_no_camera", camera=camera.index)
        return stream

    @callback
    def _line_changed(self, camera: CameraKey) -> None:
        """Handle that a dock has come to push, or is gone."""
        if stream := self._streams.get(camera_id(camera)):
            stream.line_changed()

    @callback
    def _stray(self, camera: CameraKey) -> None:
        """Handle that a dock pushes though it was told to stop."""
        if stream := self._streams.get(camera_id(camera)):
            stream.stray()

    def _check(self, camera: Camera) -> None:
        """Raise what forbids to start a camera."""
        key = camera.key
        if not self.enabled:
            raise refusal("live_off")
        if not self.may_film(key.dock):
            raise refusal("live_not_allowed")
        if obstacle := _obstacle(self._server, key):
            raise refusal(obstacle)
        if not self._reception.ready:
            raise refusal("live_port_used", port=str(self.settings.port))

    def _add(self, camera: Camera) -> CameraStream:
        known = camera_id(camera.key)
        record = self._records.get(camera.key)
        self._reception.add(camera.key, record.digest if record else "")
        stream = self._streams[known] = CameraStream(
            *(camera, self._server, self._reception.target, self._records, self._spawn),
            check=self._check,
            changed=lambda: self._changed(known),
            hold=self.settings.hold,
            timings=self._timings,
        )
        return stream

    @callback
    def _changed(self, camera: CameraId) -> None:
        if followers := self._followers.get(camera):
            followers.notify()

    @callback
    def _capacity_reported(self, event: LiveCapacityReported) -> None:
        """Take which cameras a dock has now; those that are gone come back with their aircraft."""
        fleet = self._server.fleet
        if (dock := fleet.get(event.dock)) is None:
            return
        self._capacities[event.dock] = event
        for reported in event.cameras:
            # A message on one dock's topic says nothing of another's cameras.
            if reported.device == dock.serial or fleet.names(dock.serial, reported.device):
                self._described(_camera(dock, reported))

    def _described(self, camera: Camera) -> None:
        known = self._streams.get(camera_id(camera.key))
        if known is None:
            same_dock = [
                each for each in self._streams.values() if each.camera.key.dock == camera.key.dock
            ]
            if len(same_dock) >= _MAX_CAMERAS:
                return
            self._add(camera)
            self._spawn(self._async_remember(camera), "remember a camera")
        else:
            known.describe(camera)
        shown = camera_id(camera.key)
        if shown not in self._shown and self.enabled and self.may_film(camera.key.dock):
            self._shown.add(shown)
            self._announced.notify(camera)

    async def _async_remember(self, camera: Camera) -> None:
        try:
            await self._records.async_note(camera, camera=camera)
        except DatabaseUnusable as err:
            _LOGGER.warning("A camera could not be remembered: %s", err)

    @callback
    def _status_reported(self, event: LiveStatusReported) -> None:
        """Take what a dock pushes now: what is not on the list does not run."""
        running = {(each.device, each.index): each for each in event.streams}
        for known, stream in tuple(self._streams.items()):
            if stream.camera.key.dock == event.dock:
                stream.report(running.get(known), kept=event.kept)

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        """Look at the cameras of a dock that came or went, or whose aircraft did."""
        dock, before = change.dock, change.before
        if before and _presence(dock) == _presence(before):
            return
        if capacity := self._capacities.get(dock.serial):
            self._capacity_reported(capacity)
        if not dock.online:
            for stream in self._streams.values():
                if stream.camera.key.dock == dock.serial:
                    stream.dock_gone()
        self._look(dock.serial)

    @callback
    def _connection_changed(self, change: ConnectionChanged) -> None:
        """Look at all: without the broker none can be watched, and with it each can be told to stop."""
        if not change.again:
            self._look()

    def _look(self, dock: str = "") -> None:
        """Look at the cameras of a dock, or of all."""
        for stream in tuple(self._streams.values()):
            if dock in ("", stream.camera.key.dock):
                stream.dock_changed()
                self._changed(camera_id(stream.camera.key))


def _obstacle(server: CloudServer, camera: CameraKey) -> str | None:
    """Return the key of why a camera cannot be watched now, None if it can."""
    dock = server.fleet.get(camera.dock)
    if not (server.connected and dock and dock.accepted and dock.online):
        return "live_dock_offline"
    aircraft = dock.aircraft
    if camera.of_dock or (aircraft and aircraft.serial == camera.device and aircraft.online):
        return None
    return "live_aircraft_off"


def _presence(dock: Dock) -> tuple[bool, str, bool]:
    aircraft = dock.aircraft
    return dock.online, dock.aircraft_serial, bool(aircraft and aircraft.online)


def _camera(dock: Dock, reported: LiveCamera) -> Camera:
    key = CameraKey(dock.serial, reported.device, reported.index)
    return Camera(
        key=key,
        video_index=reported.video_index,
        lenses=tuple(lens.value for lens in reported.lenses),
        can_turn=key.of_dock and generation(dock.model_key) in _TURNS,
    )


def _nothing() -> None:
    """End nothing."""
