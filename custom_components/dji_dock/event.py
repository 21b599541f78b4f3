"""What happens to uploads, the files that come in, flights and alarms."""

from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DockEntity, async_add_for_each_dock
from .hub import DjiDockConfigEntry
from .util.dock_event import DockEvent

PARALLEL_UPDATES = 0

EVENTS = (
    EventEntityDescription(
        key="log_upload",
        translation_key="log_upload",
        event_types=["started", "uploaded", "failed", "canceled", "stalled"],
    ),
    EventEntityDescription(
        key="media",
        translation_key="media",
        event_types=["uploaded"],
    ),
    EventEntityDescription(
        key="flight",
        translation_key="flight",
        event_types=["started", "ended"],
    ),
    EventEntityDescription(
        key="hms",
        translation_key="hms",
        event_types=["raised", "cleared"],
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the events of each dock."""
    async_add_for_each_dock(
        entry,
        async_add_entities,
        lambda coordinator: [DockEventEntity(coordinator, description) for description in EVENTS],
    )


class DockEventEntity(DockEntity, EventEntity):
    """Fires for each moment of its kind."""

    # The last event stays one, whether the dock can be heard now or not.
    _kept_here = True

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the dock's moments."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.async_add_event_listener(self._fire))

    @property
    @override
    def suggested_object_id(self) -> str | None:
        """Return what entity ids are made of: as before for alarms, which had DJI's name."""
        key = self.entity_description.key
        return key if key == "hms" else super().suggested_object_id

    @override
    def _displayed(self) -> object:
        # Events are written when they happen.
        return None

    @callback
    def _fire(self, moment: DockEvent) -> None:
        if moment.key == self.entity_description.key:
            self._trigger_event(moment.event_type, moment.attributes)
            self.async_write_ha_state()
