"""What all entities of the cloud server's own device share."""

from homeassistant.helpers.device_registry import DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from ..const import DOMAIN
from .coordinator import CloudCoordinator, CloudState


class CloudEntity(CoordinatorEntity[CloudCoordinator]):
    """An entity of the cloud server; Home Assistant itself knows the value at any time."""

    _attr_has_entity_name = True

    def __init__(self, coordinator: CloudCoordinator, description: EntityDescription) -> None:
        """Attach to the device, which the hub has registered."""
        super().__init__(coordinator)
        entry_id = coordinator.config_entry.entry_id
        self.entity_description = description
        self._attr_unique_id = f"{entry_id}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={(DOMAIN, entry_id)})

    @property
    def state_of_cloud(self) -> CloudState:
        """Return what is known of the cloud server."""
        return self.coordinator.data
