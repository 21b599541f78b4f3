"""How entities come to the devices that the hub has registered."""

from collections.abc import Iterable

from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.entity import Entity
from homeassistant.helpers.entity_platform import (
    AddConfigEntryEntitiesCallback,
    async_get_current_platform,
)

from ..const import DOMAIN


class EntityAdder:
    """Adds entities of the platform that is being set up to their devices.

    A fleet has thousands of entities, half of them disabled, and each costs a start a fraction of a
    millisecond: a device is looked up once, not by each of its entities through a device info, and
    what is disabled is left out. Enabling an entity loads the entry anew, and so adds it.
    """

    def __init__(self, entry_id: str, async_add_entities: AddConfigEntryEntitiesCallback) -> None:
        """Take whose devices; call this while a platform is set up."""
        self._platform = platform = async_get_current_platform()
        self._domain = platform.domain
        self._devices = dr.async_get(platform.hass)
        self._entities = er.async_get(platform.hass)
        self._entry_id = entry_id
        self._add = async_add_entities

    def registered(self, unique_id: str) -> er.RegistryEntry | None:
        """Return the entity as an earlier start has left it."""
        known = self._entities.async_get_entity_id(self._domain, DOMAIN, unique_id)
        return self._entities.async_get(known) if known else None

    def add_enabled(self, serial: str, entities: Iterable[Entity]) -> None:
        """Add those entities to a device that are not disabled."""
        self.add(
            serial,
            [
                entity
                for entity in entities
                if entity.unique_id
                and ((known := self.registered(entity.unique_id)) is None or not known.disabled)
            ],
        )

    def add(self, serial: str, entities: list[Entity]) -> None:
        """Add entities to a device, but for what it has: an aircraft may turn out to be a dock."""
        device = self._devices.async_get_device_by_identifier((DOMAIN, serial), self._entry_id)
        for entity in entities:
            entity.device_entry = device
        self._add([entity for entity in entities if not self._has(entity)])

    def _has(self, entity: Entity) -> bool:
        known = self._entities.async_get_entity_id(self._domain, DOMAIN, entity.unique_id or "")
        return known in self._platform.entities
