"""What happens to uploads, and the files that come in."""

from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .entity import DockEntity, async_add_for_each_dock
from .errors import describe_failure
from .index import IndexedObject
from .runtime import DjiDockConfigEntry
from .upload import LogUpload

PARALLEL_UPDATES = 0

LOG_UPLOAD = EventEntityDescription(
    key="log_upload",
    translation_key="log_upload",
    event_types=["started", "uploaded", "failed", "canceled", "stalled"],
)


MEDIA = EventEntityDescription(
    key="media",
    translation_key="media",
    event_types=["uploaded"],
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
        lambda coordinator: [
            LogUploadEvent(coordinator, LOG_UPLOAD),
            MediaEvent(coordinator, MEDIA),
        ],
    )


class LogUploadEvent(DockEntity, EventEntity):
    """Fires when an upload starts, stalls and ends."""

    _kept_here = True

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to uploads."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.async_add_upload_listener(self._fire))

    @callback
    def _fire(self, event_type: str, upload: LogUpload) -> None:
        self._trigger_event(
            event_type,
            {
                "upload_id": upload.upload_id,
                "modules": upload.modules,
                "object_keys": upload.object_keys,
                "stored": upload.stored,
                "error": upload.error_code or upload.error or None,
                "reason": describe_failure(upload.error, upload.error_code),
            },
        )
        self.async_write_ha_state()


class MediaEvent(DockEntity, EventEntity):
    """Fires for each file that a dock has uploaded, once."""

    _kept_here = True

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to media."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.async_add_media_listener(self._fire))

    @callback
    def _fire(self, file: IndexedObject) -> None:
        position = None
        if file.latitude is not None and file.longitude is not None:
            position = {"latitude": file.latitude, "longitude": file.longitude}
        self._trigger_event(
            "uploaded",
            {
                "object_key": file.key,
                "name": file.name,
                "kind": file.kind,
                "variant": file.variant,
                "flight_id": file.flight or None,
                "taken_at": file.taken.isoformat(),
                "position": position,
            },
        )
        self.async_write_ha_state()
