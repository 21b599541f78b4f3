"""What happens to uploads, the files that come in, flights, alarms and jobs."""

from typing import override

from homeassistant.components.event import EventEntity
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .alarms.entities import ALARM_EVENTS
from .entity import DockEntity, async_add_for_each_dock
from .flights.entities import FLIGHT_EVENTS
from .hub import DjiDockConfigEntry
from .jobs.entities import JOB_EVENTS
from .logs.entities import LOG_EVENTS
from .media.entities import MEDIA_EVENTS
from .util.dock_event import DockEvent

PARALLEL_UPDATES = 0

STORED_EVENTS = (*LOG_EVENTS, *MEDIA_EVENTS)
"""Of what docks upload: there is none without a bucket."""

EVENTS = (*STORED_EVENTS, *FLIGHT_EVENTS, *ALARM_EVENTS)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the events of each dock."""
    may_control = entry.runtime_data.debugging.may_control
    stored = entry.runtime_data.bucket.is_set
    events = [event for event in EVENTS if stored or event not in STORED_EVENTS]
    async_add_for_each_dock(
        entry,
        async_add_entities,
        lambda coordinator: [
            DockEventEntity(coordinator, description)
            for description in (*events, *(JOB_EVENTS if may_control(coordinator.serial) else ()))
        ],
    )


class DockEventEntity(DockEntity, EventEntity):
    """Fires for each event of its kind."""

    # The last event stays one, whether the dock can be heard now or not.
    _available_offline = True

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to the events of the dock."""
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
    def _fire(self, event: DockEvent) -> None:
        if event.key == self.entity_description.key:
            self._trigger_event(event.event_type, event.attributes)
            self.async_write_ha_state()
