"""The files of the integration that are no code, and its descriptions of entities."""

from itertools import chain
import json
from pathlib import Path
from typing import Any

from custom_components.dji_dock.alarms.entities import ALARM_COUNT, PROBLEM
from custom_components.dji_dock.binary_sensor import PROPERTY_BINARY_SENSORS
from custom_components.dji_dock.cloud_device.binary_sensors import CLOUD_BINARY_SENSORS
from custom_components.dji_dock.cloud_device.sensors import CLOUD_SENSORS
from custom_components.dji_dock.debugging import entities as debugging
from custom_components.dji_dock.event import EVENTS
from custom_components.dji_dock.firmware.entities import FIRMWARE
from custom_components.dji_dock.jobs.entities import JOB_EVENTS, JOB_SENSORS
from custom_components.dji_dock.live import entities as live
from custom_components.dji_dock.logs.entities import LOG_BUTTONS, LOG_SENSORS
from custom_components.dji_dock.media.entities import MEDIA_SENSORS, NEWEST_PHOTO
from custom_components.dji_dock.payload import entities as payload
from custom_components.dji_dock.sensor import PROPERTY_SENSORS
from custom_components.dji_dock.telemetry.binary_sensor import ONLINE
from custom_components.dji_dock.telemetry.places import PLACES
from custom_components.dji_dock.telemetry.settings import NUMBERS, SELECTS, SWITCHES

ROOT = Path(__file__).parents[2]
INTEGRATION = ROOT / "custom_components" / "dji_dock"


def load(name: str) -> dict[str, Any]:
    """Return a JSON file of the integration."""
    data: dict[str, Any] = json.loads((INTEGRATION / name).read_text())
    return data


ENGLISH = load("translations/en.json")


DESCRIPTIONS: dict[str, list[Any]] = {
    "binary_sensor": [
        *CLOUD_BINARY_SENSORS,
        ONLINE,
        PROBLEM,
        *chain(*PROPERTY_BINARY_SENSORS.values()),
    ],
    "button": [*LOG_BUTTONS, *debugging.BUTTONS, *payload.BUTTONS],
    "camera": list(live.CAMERAS.values()),
    "cover": list(debugging.COVERS),
    "device_tracker": list(chain(*PLACES.values())),
    "event": [*EVENTS, *JOB_EVENTS],
    "image": [NEWEST_PHOTO],
    "light": list(debugging.LIGHTS),
    "number": [*chain(*NUMBERS.values()), payload.ZOOM],
    "select": [
        *chain(*SELECTS.values()),
        *debugging.SELECTS,
        *chain(*live.SELECTS.values()),
    ],
    "sensor": [
        *CLOUD_SENSORS,
        *JOB_SENSORS,
        *LOG_SENSORS,
        *MEDIA_SENSORS,
        ALARM_COUNT,
        *chain(*PROPERTY_SENSORS.values()),
    ],
    "siren": list(debugging.SIRENS),
    "switch": [
        *chain(*SWITCHES.values()),
        debugging.REMOTE_DEBUGGING,
        *debugging.SWITCHES,
        payload.RECORDING,
    ],
    "update": [FIRMWARE],
}
