"""Uploads of logs and media in numbers, and what docks and aircraft measure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.const import (
    EntityCategory,
    UnitOfDataRate,
    UnitOfInformation,
    UnitOfRatio,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .alarms.entities import AlarmCount
from .cloud_device.sensors import cloud_sensors
from .coordinator import DockCoordinator, DockState
from .entity import DockEntity, async_add_for_each_dock
from .errors import describe_failure
from .hub import DjiDockConfigEntry
from .logs.models import UploadStatus
from .telemetry.aircraft_sensors import AIRCRAFT_SENSORS
from .telemetry.dock_sensors import DOCK_SENSORS
from .telemetry.entity import Tables, async_add_for_each_device, async_add_telemetry
from .telemetry.sensor import PropertySensor, PropertySensorDescription

PARALLEL_UPDATES = 0

IDLE = "idle"


@dataclass(frozen=True, kw_only=True)
class DockSensorDescription(SensorEntityDescription):
    """A sensor and where its value comes from."""

    value_fn: Callable[[DockState], StateType | datetime]
    attributes_fn: Callable[[DockState], dict[str, Any] | None] | None = None
    available_offline: bool = False
    """Whether Home Assistant knows the value also while the dock cannot be heard."""


def _running_progress(state: DockState) -> float | None:
    upload = state.upload
    return None if upload is None or upload.status.finished else upload.progress


def _module_progress(module: str) -> Callable[[DockState], float | None]:
    def value(state: DockState) -> float | None:
        if state.upload is None or state.upload.status.finished:
            return None
        file = state.upload.file(module)
        return file.progress if file else None

    return value


def _flight_attributes(state: DockState) -> dict[str, Any] | None:
    flight = state.media.flight
    if flight is None:
        return None
    return {
        "flight_id": flight.flight,
        "expected": flight.expected,
        "arrived": flight.arrived,
    }


def _upload_attributes(state: DockState) -> dict[str, Any]:
    upload = state.upload
    return {
        "upload_id": upload.upload_id if upload else None,
        "modules": {file.module: file.status.value for file in upload.files} if upload else {},
        "partial": upload.partial if upload else False,
        "reason": describe_failure(upload.error, upload.error_code) if upload else None,
        "queued": state.queued,
    }


SENSORS = (
    DockSensorDescription(
        key="log_upload_status",
        translation_key="log_upload_status",
        device_class=SensorDeviceClass.ENUM,
        options=[IDLE, *(status.value for status in UploadStatus)],
        value_fn=lambda state: state.upload.status.value if state.upload else IDLE,
        attributes_fn=_upload_attributes,
        available_offline=True,
    ),
    DockSensorDescription(
        key="log_upload_progress",
        translation_key="log_upload_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_running_progress,
    ),
    DockSensorDescription(
        key="dock_log_upload_progress",
        translation_key="dock_log_upload_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_module_progress("dock"),
    ),
    DockSensorDescription(
        key="aircraft_log_upload_progress",
        translation_key="aircraft_log_upload_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_module_progress("aircraft"),
    ),
    DockSensorDescription(
        key="log_upload_rate",
        translation_key="log_upload_rate",
        device_class=SensorDeviceClass.DATA_RATE,
        native_unit_of_measurement=UnitOfDataRate.BYTES_PER_SECOND,
        suggested_unit_of_measurement=UnitOfDataRate.MEGABYTES_PER_SECOND,
        suggested_display_precision=3,
        value_fn=lambda state: state.upload.rate if state.upload else None,
    ),
    DockSensorDescription(
        key="log_download_progress",
        translation_key="log_download_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.download,
        available_offline=True,
    ),
    DockSensorDescription(
        key="last_log_upload",
        translation_key="last_log_upload",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda state: state.last_uploaded,
        available_offline=True,
    ),
    DockSensorDescription(
        key="media_files",
        translation_key="media_files",
        # Not the increasing kind: files can be deleted, one by one or because of their age.
        state_class=SensorStateClass.TOTAL,
        value_fn=lambda state: state.media.files,
        available_offline=True,
    ),
    DockSensorDescription(
        key="media_size",
        translation_key="media_size",
        device_class=SensorDeviceClass.DATA_SIZE,
        native_unit_of_measurement=UnitOfInformation.BYTES,
        suggested_unit_of_measurement=UnitOfInformation.GIGABYTES,
        suggested_display_precision=3,
        state_class=SensorStateClass.TOTAL,
        value_fn=lambda state: state.media.size,
        available_offline=True,
    ),
    DockSensorDescription(
        key="media_pending",
        translation_key="media_pending",
        state_class=SensorStateClass.MEASUREMENT,
        value_fn=lambda state: state.media.pending,
    ),
    DockSensorDescription(
        key="last_media",
        translation_key="last_media",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda state: state.media.newest,
        available_offline=True,
    ),
    DockSensorDescription(
        key="media_upload_progress",
        translation_key="media_upload_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=lambda state: state.media.progress,
        attributes_fn=_flight_attributes,
        available_offline=True,
    ),
    DockSensorDescription(
        key="objects_deleted",
        translation_key="objects_deleted",
        state_class=SensorStateClass.TOTAL_INCREASING,
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.media.deleted,
        available_offline=True,
    ),
)


PROPERTY_SENSORS: Tables[PropertySensorDescription] = {
    "dock": DOCK_SENSORS,
    "aircraft": AIRCRAFT_SENSORS,
}


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of the cloud, each dock and each aircraft."""
    async_add_entities(cloud_sensors(entry.runtime_data.cloud))
    async_add_for_each_dock(
        entry,
        async_add_entities,
        lambda coordinator: [DockSensor(coordinator, description) for description in SENSORS],
    )
    devices = entry.runtime_data.devices
    async_add_for_each_device(
        entry, devices, async_add_entities, lambda device: [AlarmCount(device)]
    )
    async_add_telemetry(entry, devices, async_add_entities, PROPERTY_SENSORS, PropertySensor)


class DockSensor(DockEntity, SensorEntity):
    """A value of a dock."""

    entity_description: DockSensorDescription

    def __init__(self, coordinator: DockCoordinator, description: DockSensorDescription) -> None:
        """Take where the value comes from."""
        super().__init__(coordinator, description)
        self._kept_here = description.available_offline

    @override
    def _displayed(self) -> object:
        return self.native_value, self.extra_state_attributes

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """Return the value, None while there is none."""
        return self.entity_description.value_fn(self.state_of_dock)

    @property
    @override
    def extra_state_attributes(self) -> dict[str, Any] | None:
        """Return what belongs to the value."""
        attributes = self.entity_description.attributes_fn
        return attributes(self.state_of_dock) if attributes else None
