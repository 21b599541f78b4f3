"""What entities share that use the camera of an aircraft."""

from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import callback
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..cloud_api import aircraft_properties as aircraft
from ..errors import raise_translated
from ..telemetry.entity import PropertyEntity, async_add_telemetry
from ..telemetry.feed import DeviceFeed
from ..telemetry.feeds import DeviceFeeds
from ..util.single_target import async_require_alone
from .entities import PayloadDescription
from .manager import PayloadControl

_DEPENDS_ON = (aircraft.CAMERA, aircraft.PAYLOAD_CONTROLLER, aircraft.MODE)


class PayloadEntity(PropertyEntity):
    """Uses the camera of an aircraft, if it is named alone; unavailable while it could not."""

    def __init__(
        self, payload: PayloadControl, device: DeviceFeed, description: PayloadDescription
    ) -> None:
        """Take who sends commands."""
        self._payload = payload
        super().__init__(device, description)

    @property
    @override
    def first_keys(self) -> Iterable[str]:
        """Return the first keys of what is shown, and of what decides whether it could work."""
        return {*super().first_keys, *(source.first_key for source in _DEPENDS_ON)}

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the aircraft."""
        await super().async_added_to_hass()
        # What has to wait for others would come late: it is refused instead.
        self.parallel_updates = None

    @override
    def _is_available(self) -> bool:
        return super()._is_available() and self._payload.refusal(self.device.dock) is None

    @asynccontextmanager
    async def _commanding(self) -> AsyncGenerator[str]:
        """Return the dock to send a command to.

        Raises:
            ServiceValidationError: the action names other entities, too.
            HomeAssistantError: whatever goes wrong within.

        """
        await async_require_alone(self, self._context)
        with raise_translated():
            yield self.device.dock


@callback
def async_add_payload_entities[D: PayloadDescription](
    entry: ConfigEntry,
    devices: DeviceFeeds,
    async_add_entities: AddConfigEntryEntitiesCallback,
    table: Iterable[D],
    make: Callable[[DeviceFeed, D], Entity],
) -> None:
    """Add the controls of each aircraft."""
    async_add_telemetry(entry, devices, async_add_entities, {"aircraft": table}, make)
