"""What can be set on docks and aircraft, and how."""

from dataclasses import dataclass
from typing import Any

from homeassistant.const import EntityCategory

from ..cloud_api import CloudServer, Property, property_set
from ..errors import raise_translated
from .entity import PropertyDescription, PropertyEntity
from .feed import DeviceFeed


@dataclass(frozen=True, kw_only=True)
class SettingDescription(PropertyDescription):
    """A property that can be set."""

    entity_category: EntityCategory | None = EntityCategory.CONFIG
    # Whoever changes a setting looks at it.
    priority: bool = True


class SettingEntity(PropertyEntity):
    """Sets a property; what it shows is always what the device reported, never what was asked for."""

    def __init__(
        self, server: CloudServer, device: DeviceFeed, description: SettingDescription
    ) -> None:
        """Take whose server sends the command."""
        self._server = server
        super().__init__(device, description)

    async def _async_set(self, value: float | bool) -> None:
        """Ask the device to take a value.

        Raises:
            HomeAssistantError: it did not, or nobody knows.

        """
        target: Property[Any] = self._source
        with raise_translated():
            await property_set(self._server, self.device.dock, target, value, self.device.serial)
