"""What all entities of a dock share."""

from collections.abc import Callable, Iterable
from typing import override

from homeassistant.core import callback
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .coordinator import DockCoordinator, DockState
from .debugging.control import ControlEntity
from .debugging.entities import ControlDescription
from .hub import DjiDockConfigEntry, Hub
from .telemetry.feed import DeviceFeed
from .util.entity_adder import EntityAdder


class DockEntity(CoordinatorEntity[DockCoordinator]):
    """An entity of a dock, for what Home Assistant knows of it.

    Which base an entity has: what a device itself reports is a property, and its entity a
    `telemetry.entity.FeedEntity`, which follows the keys of its properties at a pace. What Home
    Assistant derives, such as the progress of an upload or how many files there are, is a part of
    `DockState`, and its entity is one of these.

    It is unavailable while the dock cannot be heard, unless Home Assistant knows the value itself
    (`_available_offline`), such as the record of an upload: it is how an upload that stalls, is
    canceled meanwhile or is proven by the bucket can be seen at all.
    """

    _attr_has_entity_name = True
    _available_offline = False

    def __init__(self, coordinator: DockCoordinator, description: EntityDescription) -> None:
        """Take what it shows."""
        super().__init__(coordinator)
        self.entity_description = description
        self._written: object = None
        self._attr_unique_id = f"{coordinator.serial}_{description.key}"

    def _displayed(self) -> object:
        """Return what a write would show; without one of its own an entity is always written."""
        return object()

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write what changed: a dock has dozens of entities, and one of them changed."""
        if (shown := (self.available, self._displayed())) != self._written:
            self._written = shown
            super()._handle_coordinator_update()

    @property
    def state_of_dock(self) -> DockState:
        """Return what is known of the dock."""
        return self.coordinator.data

    @property
    @override
    def available(self) -> bool:
        """Return whether the value is current."""
        return super().available and (self._available_offline or self.state_of_dock.reachable)


class DockControlEntity(ControlEntity):
    """A control that also shows what Home Assistant knows of its dock, such as the job at work."""

    def __init__(self, hub: Hub, device: DeviceFeed, description: ControlDescription) -> None:
        """Take who knows."""
        self._coordinator = hub.coordinators[device.serial]
        super().__init__(hub.debugging, device, description)

    @property
    def state_of_dock(self) -> DockState:
        """Return what is known of the dock."""
        return self._coordinator.data

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the dock, and what is known of it."""
        await super().async_added_to_hass()

        @callback
        def look() -> None:
            self._show()

        self.async_on_remove(self._coordinator.async_add_listener(look))


@callback
def async_add_for_each_dock(
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[DockCoordinator], Iterable[Entity]],
) -> None:
    """Add the entities of a platform for each dock, now and when one appears."""
    adder = EntityAdder(entry.entry_id, async_add_entities)
    entry.async_on_unload(
        entry.runtime_data.coordinators.async_add_listener(
            lambda coordinator: adder.add_enabled(coordinator.serial, make(coordinator))
        )
    )
