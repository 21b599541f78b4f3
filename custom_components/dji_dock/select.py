"""What is chosen of aircraft, docks and their cameras."""

from functools import partial
from typing import Any, override

from homeassistant.components.select import SelectEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .cloud_api import CloudServer
from .debugging.control import ControlEntity, async_add_control_entities
from .debugging.entities import SELECTS as CONTROL_SELECTS, ControlSelectDescription
from .errors import raise_translated
from .hub import DjiDockConfigEntry
from .live.entities import SELECTS as LIVE_SELECTS, LiveSelectDescription, kind_of
from .live.entity import LiveEntity, async_add_for_each_camera
from .live.manager import LiveVideo
from .live.models import Camera, CameraState
from .telemetry.entity import async_add_telemetry
from .telemetry.feed import DeviceFeed
from .telemetry.setting import SettingEntity
from .telemetry.settings import SELECTS, SettingSelectDescription

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the selects of each aircraft and camera, and of each dock that may be controlled."""
    hub = entry.runtime_data
    async_add_telemetry(
        entry, hub.devices, async_add_entities, SELECTS, partial(SettingSelect, hub.server)
    )
    async_add_control_entities(
        *(entry, hub.devices, hub.debugging, async_add_entities, CONTROL_SELECTS),
        make=partial(ControlSelect, hub.debugging),
    )
    async_add_for_each_camera(
        *(entry, hub.live, async_add_entities),
        make=lambda camera: [
            LiveSelect(hub.live, camera, description)
            for description in LIVE_SELECTS[kind_of(camera.key)]
            if len(description.offered(camera)) > 1
        ],
    )


class SettingSelect(SettingEntity, SelectEntity):
    """A setting with named values."""

    entity_description: SettingSelectDescription

    def __init__(
        self, server: CloudServer, device: DeviceFeed, description: SettingSelectDescription
    ) -> None:
        """Take which number stands for which name."""
        self._numbers = {name: number for number, name in (description.source.names or {}).items()}
        super().__init__(server, device, description)

    @override
    def _take(self, value: Any) -> None:
        # Newer firmware may have values that this table does not name; they cannot be chosen.
        self._attr_current_option = value if value in self._numbers else None

    @override
    async def async_select_option(self, option: str) -> None:
        """Ask for another value."""
        await self._async_set(self._numbers[option])


class ControlSelect(ControlEntity, SelectEntity):
    """A mode of a dock."""

    entity_description: ControlSelectDescription

    @override
    def _take(self, value: str | None) -> None:
        option = self.entity_description.shown.get(value or "", value)
        self._attr_current_option = option if option in self.entity_description.commands else None

    @override
    async def async_select_option(self, option: str) -> None:
        """Let the dock change the mode."""
        await self._async_do(self.entity_description.commands[option])


class LiveSelect(LiveEntity, SelectEntity):
    """Something to choose of a camera: asked for while it streams, else at its next start."""

    entity_description: LiveSelectDescription

    def __init__(self, live: LiveVideo, camera: Camera, description: LiveSelectDescription) -> None:
        """Take what can be chosen of which camera."""
        super().__init__(live, camera, description, f"_{description.key}")
        self._attr_options = list(description.offered(camera))

    @override
    def _take(self, state: CameraState) -> None:
        chosen = self.entity_description.chosen(state)
        self._attr_current_option = chosen if chosen in self.options else None

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose something else."""
        with raise_translated():
            await self.entity_description.choose(self._live, self._key, option)
