"""Limits and heights of aircraft, and how far their cameras zoom."""

from functools import partial
from typing import override

from homeassistant.components.number import NumberEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .hub import DjiDockConfigEntry
from .payload.control import PayloadEntity, async_add_payload_entities
from .payload.entities import ZOOM, PayloadNumberDescription
from .telemetry.entity import async_add_telemetry
from .telemetry.setting import SettingEntity
from .telemetry.settings import NUMBERS, SettingNumberDescription

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the numbers of each aircraft."""
    hub = entry.runtime_data
    async_add_telemetry(
        entry, hub.devices, async_add_entities, NUMBERS, partial(SettingNumber, hub.server)
    )
    async_add_payload_entities(
        entry, hub.devices, async_add_entities, (ZOOM,), partial(ZoomNumber, hub.payload)
    )


class SettingNumber(SettingEntity, NumberEntity):
    """A number that can be set."""

    entity_description: SettingNumberDescription

    @override
    def _take(self, value: float | None) -> None:
        self._attr_native_value = value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Ask for another number; devices know whole ones only."""
        await self._async_set(round(value))


class ZoomNumber(PayloadEntity, NumberEntity):
    """How far the camera of an aircraft zooms."""

    entity_description: PayloadNumberDescription

    @override
    def _take(self, value: float | None) -> None:
        self._attr_native_value = value

    @override
    async def async_set_native_value(self, value: float) -> None:
        """Zoom."""
        async with self._commanding() as dock:
            await self._payload.async_zoom(dock, value)
