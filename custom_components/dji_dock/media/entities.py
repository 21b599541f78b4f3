"""The entities of media."""

from typing import Any

from homeassistant.components.event import EventEntityDescription
from homeassistant.components.image import ImageEntityDescription
from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory, UnitOfInformation, UnitOfRatio

from ..util.descriptions import StateSensorDescription
from .models import MediaState


def _flight_attributes(state: MediaState) -> dict[str, Any] | None:
    flight = state.flight
    if flight is None:
        return None
    return {
        "flight_id": flight.flight,
        "expected": flight.expected,
        "arrived": flight.arrived,
    }


MEDIA_SENSORS: tuple[StateSensorDescription[MediaState], ...] = (
    StateSensorDescription(
        key="media_files",
        translation_key="media_files",
        # Not the increasing kind: files can be deleted, one by one or because of their age.
        state_class=SensorStateClass.TOTAL,
        value_fn=lambda state: state.files,
        available_offline=True,
    ),
    StateSensorDescription(
        key="media_size",
        translation_key="media_size",
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        suggested_unit_of_measurement=UnitOfInformation.GIGABYTES,
        suggested_display_precision=3,
        state_class=SensorStateClass.TOTAL,
        value_fn=lambda state: state.size,
        available_offline=True,
    ),
    StateSensorDescription(
        key="media_pending",
        translation_key="media_pending",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda state: state.pending,
        without_bucket=True,
    ),
    StateSensorDescription(
        key="last_media",
        translation_key="last_media",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda state: state.newest,
        available_offline=True,
    ),
    StateSensorDescription(
        key="media_upload_progress",
        translation_key="media_upload_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=lambda state: state.progress,
        attributes_fn=_flight_attributes,
        available_offline=True,
    ),
    StateSensorDescription(
        key="objects_deleted",
        translation_key="objects_deleted",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.deleted,
        available_offline=True,
    ),
)

MEDIA_EVENTS = (
    EventEntityDescription(
        key="media",
        translation_key="media",
        event_types=["uploaded"],
    ),
)

NEWEST_PHOTO = ImageEntityDescription(key="newest_photo", translation_key="newest_photo")
