"""What the entities of cameras share."""

from collections.abc import Callable, Iterable
from dataclasses import replace
import re
from typing import override

from homeassistant.components.camera import DOMAIN as CAMERA_DOMAIN
from homeassistant.components.select import DOMAIN as SELECT_DOMAIN
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..util.entity_adder import EntityAdder
from .entities import key_of
from .manager import LiveVideo
from .models import Camera, CameraState

_UNIQUE_ID = re.compile(
    r"(?P<device>[^_]+)_(dock_camera|camera_[\d-]+)(_(quality|position|lens))?", re.ASCII
)
_DOMAINS = (CAMERA_DOMAIN, SELECT_DOMAIN)


class LiveEntity(Entity):
    """Shows something of a camera, as its dock reports it."""

    _attr_has_entity_name = True
    _attr_should_poll = False

    def __init__(
        self, live: LiveVideo, camera: Camera, description: EntityDescription, suffix: str = ""
    ) -> None:
        """Take which camera; `suffix` is what the unique id has behind that of the camera."""
        self.entity_description = description
        self._live = live
        self._key = camera.key
        self._attr_unique_id = f"{camera.key.device}_{key_of(camera.key)}{suffix}"
        self._attr_translation_placeholders = {"index": camera.key.index}
        self._written: object = None

    @property
    def camera_state(self) -> CameraState:
        """Return how the camera is now."""
        return self._live.state(self._key)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the camera."""
        await super().async_added_to_hass()
        self.async_on_remove(self._live.follow(self._key, self._show))
        self._take(self.camera_state)

    def _take(self, state: CameraState) -> None:
        """Show how the camera is."""

    @callback
    def _show(self) -> None:
        """Write what changed. A key frame every two seconds is no change, the first one is."""
        state = self.camera_state
        shown = (self.available, state.taken_at is None, replace(state, taken_at=None))
        if shown != self._written:
            self._written = shown
            self._take(state)
            self.async_write_ha_state()


@callback
def async_add_for_each_camera(
    entry: ConfigEntry,
    live: LiveVideo,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[Camera], Iterable[Entity]],
) -> None:
    """Add what each camera has, now and when one appears."""
    adder = EntityAdder(entry.entry_id, async_add_entities)
    entry.async_on_unload(
        live.async_add_listener(lambda camera: adder.add_enabled(camera.key.device, make(camera)))
    )


@callback
def async_remove_live_entities(hass: HomeAssistant, entry_id: str, live: LiveVideo) -> None:
    """Remove what no camera has that may be used; Home Assistant remembers how it was called."""
    devices: set[str] = set()
    live.async_add_listener(lambda camera: devices.add(camera.key.device))()
    registry = er.async_get(hass)
    for entity in er.async_entries_for_config_entry(registry, entry_id):
        found = _UNIQUE_ID.fullmatch(entity.unique_id) if entity.domain in _DOMAINS else None
        if found and found["device"] not in devices:
            registry.async_remove(entity.entity_id)
