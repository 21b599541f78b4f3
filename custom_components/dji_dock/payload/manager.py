"""Who may use the camera of an aircraft that flies, and when; each command is sent once."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import override

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..cloud_api import (
    CameraMode,
    CloudApiError,
    CloudServer,
    DockChanged,
    GimbalReset,
    PropertiesChanged,
    Values,
    aircraft_properties as aircraft,
    camera_focal_length_set,
    camera_look_at,
    camera_mode_switch,
    camera_photo_take,
    camera_recording_start,
    camera_recording_stop,
    gimbal_reset,
    payload_authority_grab,
)
from ..const import DOMAIN
from ..errors import reason_text
from ..util.feature import Feature
from .models import PayloadTimings

_REMOTE_CONTROLLER = "B"
"""DJI's name for the remote controller of a pilot."""
_ON_THE_GROUND = "standby"


def _never(dock: str) -> bool:
    """Fly nowhere."""
    return False


class PayloadControl(Feature):
    """The cameras of aircraft, as far as Home Assistant flies them.

    Control of a camera is taken from whoever has it, once a flight, before the first command; without
    it nothing is sent.
    """

    def __init__(
        self,
        server: CloudServer,
        *,
        flying_for_us: Callable[[str], bool] = _never,
        timings: PayloadTimings | None = None,
    ) -> None:
        """Take who knows of flights."""
        self._server = server
        self.flying_for_us = flying_for_us
        """Whether a dock flies a flight that Home Assistant has started."""
        self._timings = timings or PayloadTimings()
        self._granted: set[str] = set()
        """Docks in whose flight control was taken."""
        self._busy: set[str] = set()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Notice when a flight is over; returns what ends that."""
        listeners = self._server.listeners
        return [
            listeners.add(DockChanged, lambda change: self._look(change.dock.serial)),
            listeners.add(PropertiesChanged, self._properties_changed),
        ]

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a dock."""
        self._granted.discard(serial)

    def refusal(self, dock: str) -> str | None:
        """Return the translation key of why nothing can be sent now, None if it can."""
        values = self._values(dock)
        if not self.flying_for_us(dock):
            return "payload_not_flying"
        if (camera := aircraft.CAMERA.read(values)) is None:
            return "payload_unknown"
        holder = aircraft.PAYLOAD_CONTROLLER.read(values)
        if holder == _REMOTE_CONTROLLER and aircraft.PAYLOAD.read(values) == camera:
            return "payload_held"
        return None

    async def async_take_photo(self, dock: str) -> None:
        """Take a photo.

        Raises:
            HomeAssistantError: none was taken, or nobody knows.
            CloudApiError: the dock did not agree.

        """
        async with self._controlling(dock) as camera:
            if aircraft.CAMERA_MODE.read(self._values(dock)) == CameraMode.VIDEO.name.lower():
                if aircraft.RECORDING.read(self._values(dock)):
                    raise _refused("payload_recording")
                await self._async_switch(dock, camera, CameraMode.PHOTO)
            await camera_photo_take(self._server, dock, camera, self._timings.reply)

    async def async_record(self, dock: str, on: bool) -> None:
        """Begin or end a recording; raises as async_take_photo()."""
        async with self._controlling(dock, stop=not on) as camera:
            if not on:
                await camera_recording_stop(self._server, dock, camera, self._timings.reply)
                return
            await self._async_switch(dock, camera, CameraMode.VIDEO)
            await camera_recording_start(self._server, dock, camera, self._timings.reply)

    async def async_zoom(self, dock: str, factor: float) -> None:
        """Zoom; raises as async_take_photo()."""
        async with self._controlling(dock) as camera:
            await camera_focal_length_set(self._server, dock, camera, factor, self._timings.reply)

    async def async_reset_gimbal(self, dock: str, reset: GimbalReset) -> None:
        """Turn the gimbal forward or down; raises as async_take_photo()."""
        async with self._controlling(dock) as camera:
            await gimbal_reset(self._server, dock, camera, reset, self._timings.reply)

    async def async_point(
        self, dock: str, latitude: float, longitude: float, height: float
    ) -> None:
        """Turn the gimbal to a point, in degrees and meters above the ellipsoid.

        Raises as async_take_photo().
        """
        async with self._controlling(dock) as camera:
            await camera_look_at(
                *(self._server, dock, camera, latitude, longitude, height),
                timeout=self._timings.reply,
            )

    @asynccontextmanager
    async def _controlling(self, dock: str, *, stop: bool = False) -> AsyncGenerator[str]:
        """Return the camera, once control of it was taken.

        A second command while one is under way is refused: it would come late. One that stops
        something is not.
        """
        camera = self._require(dock)
        if stop and dock in self._granted:
            yield camera
            return
        if dock in self._busy:
            raise _refused("payload_busy")
        self._busy.add(dock)
        try:
            if dock not in self._granted:
                await self._async_take_control(dock, camera)
            yield camera
        finally:
            self._busy.discard(dock)

    async def _async_take_control(self, dock: str, camera: str) -> None:
        try:
            await payload_authority_grab(self._server, dock, camera, self._timings.reply)
        except CloudApiError as err:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="payload_no_control",
                translation_placeholders={"reason": reason_text(err)},
            ) from err
        # Meanwhile the flight may have ended, or a pilot may have taken over.
        self._require(dock)
        self._granted.add(dock)

    async def _async_switch(self, dock: str, camera: str, mode: CameraMode) -> None:
        """Switch the camera to a mode, and wait until it reports that, if it is in another one."""
        values, wanted = self._values(dock), mode.name.lower()
        if aircraft.CAMERA_MODE.read(values) in (None, wanted):
            return
        switched = asyncio.Event()

        def look(change: PropertiesChanged) -> None:
            if aircraft.CAMERA_MODE.read(values) == wanted:
                switched.set()

        remove = self._server.listeners.add(PropertiesChanged, look)
        try:
            await camera_mode_switch(self._server, dock, camera, mode, self._timings.reply)
            async with asyncio.timeout(self._timings.switch):
                await switched.wait()
        except TimeoutError:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="payload_mode_kept",
                translation_placeholders={"seconds": f"{self._timings.switch:g}"},
            ) from None
        finally:
            remove()
        self._require(dock)

    def _require(self, dock: str) -> str:
        """Return the camera.

        Raises:
            ServiceValidationError: nothing can be sent now.

        """
        if key := self.refusal(dock):
            raise _refused(key)
        return aircraft.CAMERA.read(self._values(dock)) or ""

    def _values(self, dock: str) -> Values:
        """Return what the aircraft of a dock reported."""
        known = self._server.fleet.get(dock)
        serial = known.aircraft_serial if known else ""
        return self._server.properties.of(serial) if serial else {}

    @callback
    def _properties_changed(self, change: PropertiesChanged) -> None:
        if aircraft.MODE.first_key in change.first_keys:
            dock = self._server.fleet.dock_of(change.device)
            if dock and aircraft.MODE.read(self._values(dock.serial)) == _ON_THE_GROUND:
                self._granted.discard(dock.serial)

    @callback
    def _look(self, dock: str) -> None:
        if dock in self._granted and not self.flying_for_us(dock):
            self._granted.discard(dock)


def _refused(key: str) -> ServiceValidationError:
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key)
