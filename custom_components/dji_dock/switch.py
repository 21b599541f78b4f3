"""Settings of docks and aircraft that are on or off, and what docks switch."""

from functools import partial
from typing import Any, override

from homeassistant.components.switch import SwitchEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .debugging.control import OnOffControl, async_add_control_entities
from .debugging.entities import (
    REMOTE_DEBUGGING,
    SWITCHES as CONTROL_SWITCHES,
    ControlSwitchDescription,
)
from .entity import DockControlEntity
from .errors import raise_translated
from .hub import DjiDockConfigEntry
from .payload.control import PayloadEntity, async_add_payload_entities
from .payload.entities import RECORDING, PayloadSwitchDescription
from .telemetry.entity import async_add_telemetry
from .telemetry.setting import SettingEntity
from .telemetry.settings import SWITCHES, SettingSwitchDescription

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the switches of each device."""
    hub = entry.runtime_data
    async_add_telemetry(
        entry, hub.devices, async_add_entities, SWITCHES, partial(SettingSwitch, hub.server)
    )
    common = entry, hub.devices, hub.debugging, async_add_entities
    async_add_control_entities(*common, CONTROL_SWITCHES, partial(ControlSwitch, hub.debugging))
    async_add_control_entities(*common, (REMOTE_DEBUGGING,), partial(DebuggingSwitch, hub))
    async_add_payload_entities(
        entry, hub.devices, async_add_entities, (RECORDING,), partial(RecordingSwitch, hub.payload)
    )


class SettingSwitch(SettingEntity, SwitchEntity):
    """A setting that is on or off."""

    entity_description: SettingSwitchDescription

    @override
    def _take(self, value: bool | None) -> None:
        self._attr_is_on = value

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Ask for it to be on."""
        await self._async_set(True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Ask for it to be off."""
        await self._async_set(False)


class ControlSwitch(OnOffControl, SwitchEntity):
    """Something that a dock switches."""

    entity_description: ControlSwitchDescription


class DebuggingSwitch(DockControlEntity, SwitchEntity):
    """Remote debugging itself: on keeps it open, off closes it whoever has opened it."""

    entity_description: ControlSwitchDescription

    @override
    def _read(self) -> Any:
        state = self.state_of_dock.debugging
        return super()._read(), state.ours, state.closes_at

    @override
    def _take(self, value: Any) -> None:
        mode, ours, closes_at = value
        self._attr_is_on = None if mode is None else mode == self.entity_description.is_on
        self._attr_extra_state_attributes = {
            "opened_by_home_assistant": ours,
            "closes_at": closes_at.isoformat() if closes_at else None,
        }

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Open remote debugging, and keep it open."""
        await self._async_named_alone()
        with raise_translated():
            await self.debugging.async_open(self.device.serial)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Close remote debugging."""
        await self._async_named_alone()
        with raise_translated():
            await self.debugging.async_close(self.device.serial)


class RecordingSwitch(PayloadEntity, SwitchEntity):
    """Whether the camera of an aircraft records a video."""

    entity_description: PayloadSwitchDescription

    @override
    def _take(self, value: bool | None) -> None:
        self._attr_is_on = value

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Begin to record."""
        async with self._commanding() as dock:
            await self._payload.async_record(dock, on=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """End the recording."""
        async with self._commanding() as dock:
            await self._payload.async_record(dock, on=False)
