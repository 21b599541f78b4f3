"""What entities share that show what a device reports."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import callback
from homeassistant.helpers.entity import Entity, EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..cloud_api import Property, generation
from ..util.entity_adder import EntityAdder
from .feed import FIRST, LAST, ORDINARY, DeviceFeed, DeviceKind
from .feeds import DeviceFeeds


@dataclass(frozen=True, kw_only=True)
class PropertyDescription(EntityDescription):
    """An entity that shows a property."""

    source: Property[Any]
    generations: str = "123"
    """Of which docks, or their aircraft, DJI documents it; of others it shows once it was reported."""
    priority: bool = False
    """Whether it is written before others."""
    replaced: bool = False
    """Whether a control shows the same, for docks that may be controlled."""


class FeedEntity(Entity):
    """Shows what a device reported last: at once, but not more often than is wanted."""

    _attr_has_entity_name = True
    _attr_should_poll = False
    _rank = ORDINARY

    def __init__(self, device: DeviceFeed, description: EntityDescription) -> None:
        """Take what it shows of which device."""
        self.entity_description = description
        self.device = device
        self._attr_unique_id = f"{device.serial}_{description.key}"

    @property
    def first_keys(self) -> Iterable[str]:
        """Return the first keys of what this shows, none if that is only whether it is there."""
        return ()

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the device."""
        await super().async_added_to_hass()
        self.async_on_remove(self.device.follow(self.first_keys, self._show, self._rank))
        self._read_all()

    @abstractmethod
    def _read(self) -> Any:
        """Return what is to be shown, None if nothing is known."""

    @abstractmethod
    def _take(self, value: Any) -> None:
        """Show what was read."""

    def _is_available(self) -> bool:
        return self.device.online

    def _read_all(self) -> None:
        self._written = self._read()
        self._attr_available = self._is_available()
        self._take(self._written)

    @callback
    def _show(self) -> bool:
        """Write what changed; returns whether there was anything."""
        value, available = self._read(), self._is_available()
        if value == self._written and available == self._attr_available:
            return False
        if value != self._written:
            self._written = value
            self._take(value)
        self._attr_available = available
        self.async_write_ha_state()
        return True


class PropertyEntity(FeedEntity):
    """Shows one property of a device."""

    entity_description: PropertyDescription

    def __init__(self, device: DeviceFeed, description: PropertyDescription) -> None:
        """Take which property."""
        self._rank = FIRST if description.priority else ORDINARY
        self._source = description.source
        super().__init__(device, description)
        if not description.translation_key:
            self._attr_translation_key = description.key

    @property
    @override
    def first_keys(self) -> Iterable[str]:
        """Return the first key of the property."""
        return (self._source.first_key,)

    @override
    def _read(self) -> Any:
        return self._source.read(self.device.values)


type Tables[D] = Mapping[DeviceKind, Iterable[D]]


def _always(device: DeviceFeed, description: PropertyDescription) -> bool:
    """Offer everything."""
    return True


@callback
def async_add_telemetry[D: PropertyDescription](
    entry: ConfigEntry,
    devices: DeviceFeeds,
    async_add_entities: AddConfigEntryEntitiesCallback,
    tables: Tables[D],
    make: Callable[[DeviceFeed, D], Entity],
    *,
    offered: Callable[[DeviceFeed, D], bool] = _always,
) -> None:
    """Add what each device has, now and when a device or a property appears.

    What is not offered is left out, unless it is known from an earlier start.
    """
    adder = EntityAdder(entry.entry_id, async_add_entities)

    def add(device: DeviceFeed) -> None:
        ready = []
        for description in tables.get(device.kind, ()):
            # What was there before a restart is there before it is reported again.
            known = adder.registered(f"{device.serial}_{description.key}")
            if known and known.disabled:
                continue
            if known or (offered(device, description) and _exists(device, description)):
                ready.append(make(device, description))
            elif offered(device, description):
                add_later(device, description)
        adder.add(device.serial, ready)

    def add_later(device: DeviceFeed, description: D) -> None:
        def add_once_reported() -> bool:
            if _exists(device, description):
                stop()
                adder.add(device.serial, [make(device, description)])
            return False

        stop = device.follow((description.source.first_key,), add_once_reported, LAST)

    entry.async_on_unload(devices.async_add_listener(add))


@callback
def async_add_for_each_device(
    entry: ConfigEntry,
    devices: DeviceFeeds,
    async_add_entities: AddConfigEntryEntitiesCallback,
    make: Callable[[DeviceFeed], Iterable[Entity]],
) -> None:
    """Add what every device has, now and when one appears."""
    adder = EntityAdder(entry.entry_id, async_add_entities)
    entry.async_on_unload(
        devices.async_add_listener(lambda device: adder.add_enabled(device.serial, make(device)))
    )


def _exists(device: DeviceFeed, description: PropertyDescription) -> bool:
    """Return whether a device has a property, by its documentation or by what it reported."""
    known = generation(device.model_key)
    return bool(known and known in description.generations) or description.source.seen(
        device.values
    )
