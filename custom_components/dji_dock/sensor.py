"""The upload of logs in numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import override

from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntity,
    SensorEntityDescription,
)
from homeassistant.const import UnitOfDataRate, UnitOfRatio
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.typing import StateType

from .coordinator import DockCoordinator, DockState
from .entity import DockEntity, async_add_for_each_dock
from .runtime import DjiDockConfigEntry
from .upload import UploadStatus

PARALLEL_UPDATES = 0

IDLE = "idle"


@dataclass(frozen=True, kw_only=True)
class DockSensorDescription(SensorEntityDescription):
    """A sensor and where its value comes from."""

    value_fn: Callable[[DockState], StateType | datetime]
    kept_here: bool = False
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


SENSORS = (
    DockSensorDescription(
        key="log_upload_status",
        translation_key="log_upload_status",
        device_class=SensorDeviceClass.ENUM,
        options=[IDLE, *(status.value for status in UploadStatus)],
        value_fn=lambda state: state.upload.status.value if state.upload else IDLE,
        kept_here=True,
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
        suggested_display_precision=2,
        value_fn=lambda state: state.upload.rate if state.upload else None,
    ),
    DockSensorDescription(
        key="last_log_upload",
        translation_key="last_log_upload",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda state: state.last_uploaded,
        kept_here=True,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the sensors of each dock."""
    async_add_for_each_dock(
        entry,
        async_add_entities,
        lambda coordinator: [DockSensor(coordinator, description) for description in SENSORS],
    )


class DockSensor(DockEntity, SensorEntity):
    """A value of a dock."""

    entity_description: DockSensorDescription

    def __init__(self, coordinator: DockCoordinator, description: DockSensorDescription) -> None:
        """Take where the value comes from."""
        super().__init__(coordinator, description)
        self._kept_here = description.kept_here

    @property
    @override
    def native_value(self) -> StateType | datetime:
        """Return the value, None while there is none."""
        return self.entity_description.value_fn(self.state_of_dock)
