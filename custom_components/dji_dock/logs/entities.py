"""The entities of uploads of logs."""

from collections.abc import Callable
from typing import Any

from homeassistant.components.event import EventEntityDescription
from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import UnitOfDataRate, UnitOfRatio

from ..errors import describe_failure
from ..util.descriptions import FeatureButtonDescription, StateSensorDescription
from .manager import LogUploads
from .models import LogsState, UploadStatus
from .selection import LogSelection

IDLE = "idle"


def _running_progress(state: LogsState) -> float | None:
    upload = state.upload
    return None if upload is None or upload.status.finished else upload.progress


def _module_progress(module: str) -> Callable[[LogsState], float | None]:
    def value(state: LogsState) -> float | None:
        if state.upload is None or state.upload.status.finished:
            return None
        file = state.upload.file(module)
        return file.progress if file else None

    return value


def _upload_attributes(state: LogsState) -> dict[str, Any]:
    upload = state.upload
    return {
        "upload_id": upload.upload_id if upload else None,
        "modules": {file.module: file.status.value for file in upload.files} if upload else {},
        "partial": upload.partial if upload else False,
        "reason": describe_failure(upload.error, upload.error_code) if upload else None,
        "queued": state.queued,
    }


LOG_SENSORS: tuple[StateSensorDescription[LogsState], ...] = (
    StateSensorDescription(
        key="log_upload_status",
        translation_key="log_upload_status",
        device_class=SensorDeviceClass.ENUM,
        options=[IDLE, *(status.value for status in UploadStatus)],
        value_fn=lambda state: state.upload.status.value if state.upload else IDLE,
        attributes_fn=_upload_attributes,
        available_offline=True,
    ),
    StateSensorDescription(
        key="log_upload_progress",
        translation_key="log_upload_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_running_progress,
    ),
    StateSensorDescription(
        key="dock_log_upload_progress",
        translation_key="dock_log_upload_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_module_progress("dock"),
    ),
    StateSensorDescription(
        key="aircraft_log_upload_progress",
        translation_key="aircraft_log_upload_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        value_fn=_module_progress("aircraft"),
    ),
    StateSensorDescription(
        key="log_upload_rate",
        translation_key="log_upload_rate",
        device_class=SensorDeviceClass.DATA_RATE,
        native_unit_of_measurement=UnitOfDataRate.BYTES_PER_SECOND,
        suggested_unit_of_measurement=UnitOfDataRate.MEGABYTES_PER_SECOND,
        suggested_display_precision=3,
        value_fn=lambda state: state.upload.rate if state.upload else None,
    ),
    StateSensorDescription(
        key="log_download_progress",
        translation_key="log_download_progress",
        native_unit_of_measurement=UnitOfRatio.PERCENTAGE,
        suggested_display_precision=0,
        entity_registry_enabled_default=False,
        value_fn=lambda state: state.download,
        available_offline=True,
    ),
    StateSensorDescription(
        key="last_log_upload",
        translation_key="last_log_upload",
        device_class=SensorDeviceClass.TIMESTAMP,
        value_fn=lambda state: state.last_uploaded,
        available_offline=True,
    ),
)

LOG_BUTTONS: tuple[FeatureButtonDescription[LogUploads], ...] = (
    FeatureButtonDescription(
        key="upload_latest_logs",
        translation_key="upload_latest_logs",
        press_fn=lambda logs, dock, context: logs.starts.async_start(dock, LogSelection(), context),
        # Nobody switches all their aircraft on by pressing all buttons.
        alone_fn=lambda logs, dock, context: logs.starts.async_start(
            dock, logs.starts.latest(dock), context
        ),
    ),
    FeatureButtonDescription(
        key="cancel_log_upload",
        translation_key="cancel_log_upload",
        press_fn=lambda logs, dock, _: logs.async_cancel(dock),
        available_offline=True,
    ),
)

LOG_EVENTS = (
    EventEntityDescription(
        key="log_upload",
        translation_key="log_upload",
        event_types=["started", "uploaded", "failed", "canceled", "stalled"],
    ),
)
