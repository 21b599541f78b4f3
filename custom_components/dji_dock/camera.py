"""The cameras of docks and aircraft. A dock films only while somebody watches."""

from datetime import datetime
from typing import override

from aiohttp import web
from homeassistant.components.camera import (
    Camera as CameraEntity,
    CameraEntityFeature,
    async_get_still_stream,
    get_dynamic_camera_stream_settings,
)
from homeassistant.components.stream import Stream
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .errors import raise_translated, reason_text
from .hub import DjiDockConfigEntry
from .live.entities import CAMERAS, kind_of
from .live.entity import LiveEntity, async_add_for_each_camera
from .live.manager import LiveVideo
from .live.models import STILL_FOR, Camera, CameraState, LiveStatus
from .util.single_target import async_is_alone

PARALLEL_UPDATES = 0

_KEY_FRAMES = 2.0
"""Seconds between two pictures of those that show stills only: a dock sends no key frame sooner."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the cameras of each dock that may be watched, and of its aircraft."""
    hub = entry.runtime_data
    async_add_for_each_camera(
        *(entry, hub.live, async_add_entities),
        make=lambda camera: [LiveCamera(hub.live, camera)],
    )


class LiveCamera(LiveEntity, CameraEntity):
    """A camera. Reading its source lets the dock push; everything else here starts nothing.

    Home Assistant asks for the source also when nobody watches, and again whenever a provider of
    WebRTC comes: it is the same always. A camera that is off would have no stills, so it is on.
    """

    _attr_supported_features = CameraEntityFeature.STREAM | CameraEntityFeature.ON_OFF
    _attr_frame_interval = _KEY_FRAMES
    _unrecorded_attributes = frozenset({"held_until", "taken_at", "viewers"})

    def __init__(self, live: LiveVideo, camera: Camera) -> None:
        """Take which camera."""
        self._status = LiveStatus.IDLE
        CameraEntity.__init__(self)
        LiveEntity.__init__(self, live, camera, CAMERAS[kind_of(camera.key)])
        self._given: datetime | None = None
        """Of when the picture is that somebody got last."""

    @property
    @override
    def available(self) -> bool:
        """Return whether it can be watched; that one stream of it broke off does not matter."""
        return self._live.available(self._key)

    @override
    def _take(self, state: CameraState) -> None:
        self._attr_is_streaming = state.streaming
        before, self._status = self._status, state.status
        if state.status is LiveStatus.FAILED and before is not LiveStatus.FAILED:
            self._let_go()

    def _let_go(self) -> None:
        """End a stream of Home Assistant that never began: it would try for ever, for nobody.

        One that began ends by itself half a minute after its last viewer.
        """
        stream = self.stream
        if stream is None or stream.dynamic_stream_settings.preload_stream:
            return
        if not any(output.last_segment for output in stream.outputs().values()):
            self._end_stream()

    def _end_stream(self) -> None:
        """End what shows it in a browser; it begins again when somebody asks for it.

        It is kept: Home Assistant keeps every stream that it made until it stops itself.
        """
        if stream := self.stream:
            self.hass.async_create_task(_async_end(stream), f"{DOMAIN} end a stream")

    @property
    @override
    def extra_state_attributes(self) -> dict[str, int | bool | str | datetime | None]:
        """Return who watches, why it could not be started, and of when its picture is."""
        state = self.camera_state
        return {
            "viewers": state.viewers,
            "held_until": state.held_until,
            "taken_at": state.taken_at,
            "error": reason_text(state.error) if state.error else None,
            "streams_elsewhere": state.elsewhere,
        }

    @property
    def _has_still(self) -> bool:
        taken_at = self.camera_state.taken_at
        return taken_at is not None and dt_util.utcnow() - taken_at < STILL_FOR

    @property
    @override
    def entity_picture(self) -> str | None:  # type: ignore[override] # as of every entity but cameras
        """Return a link to the last picture; without one its icon is shown."""
        return super().entity_picture if self._has_still else None

    @override
    async def stream_source(self) -> str | None:
        """Return where it is read; nothing begins by that."""
        return self._live.source(self._key)

    @override
    async def async_create_stream(self) -> Stream | None:
        """Return what shows it in a browser.

        Raises:
            HomeAssistantError: it cannot be watched now, which is better known here than after the
                attempt: then the log would only say that a server refused. Or nobody would notice
                a viewer, and it has to be turned on first.

        """
        settings = await get_dynamic_camera_stream_settings(self.hass, self.entity_id)
        # What is loaded in advance waits for the picture, and no error may keep others waiting.
        if not settings.preload_stream:
            self._live.check(self._key)
            if not self._live.sees_readers and not self.camera_state.streaming:
                raise HomeAssistantError(
                    translation_domain=DOMAIN,
                    translation_key="live_turn_on_first",
                    translation_placeholders={"entity": self.entity_id},
                )
        return await super().async_create_stream()

    @override
    async def async_camera_image(
        self, width: int | None = None, height: int | None = None
    ) -> bytes:
        """Return the last picture, at most an hour old.

        Raises:
            HomeAssistantError: there is none.

        """
        if picture := await self._async_still(width, height):
            if (taken_at := self.camera_state.taken_at) != self._given:
                # Not with each key frame: it is told to whoever gets one.
                self._given = taken_at
                self.async_write_ha_state()
            return picture
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="live_still_unreadable" if self._has_still else "live_no_still",
            translation_placeholders={"entity": self.entity_id},
        )

    @override
    async def handle_async_still_stream(
        self, request: web.Request, interval: float
    ) -> web.StreamResponse:
        """Serve pictures one after the other, as long as there are any."""
        return await async_get_still_stream(request, self._async_still, self.content_type, interval)

    async def _async_still(
        self, width: int | None = None, height: int | None = None
    ) -> bytes | None:
        return await self._live.async_still(self._key, max(width or 0, height or 0) or None)

    @override
    async def async_turn_on(self) -> None:
        """Let it stream for a while without anybody who watches.

        Raises:
            HomeAssistantError: it does not, or the action names others, too.

        """
        if not await async_is_alone(self, self._context):
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="live_not_named_alone",
                translation_placeholders={"entity": self.entity_id},
            )
        with raise_translated():
            await self._live.async_turn_on(self._key)

    @override
    async def async_turn_off(self) -> None:
        """Let it stream for nobody; that may be asked of all at once."""
        if self._live.sees_readers:
            # It would try again, and write to the log each time that nothing comes.
            self._end_stream()
        with raise_translated():
            await self._live.async_turn_off(self._key)

    @override
    async def async_will_remove_from_hass(self) -> None:
        """End what reads a source that is no more."""
        await super().async_will_remove_from_hass()
        # Its thread ends when it reads the next time, and what it reads is closed after this.
        self._end_stream()


async def _async_end(stream: Stream) -> None:
    """Stop a stream, also one that Home Assistant is to keep loaded."""
    settings = stream.dynamic_stream_settings
    preload, settings.preload_stream = settings.preload_stream, False
    try:
        for output in stream.outputs().values():
            await stream.remove_provider(output)
        await stream.stop()
    finally:
        settings.preload_stream = preload
