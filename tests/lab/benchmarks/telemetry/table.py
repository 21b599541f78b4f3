"""The values that every variant turns into states: one table, so that all do the same work."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

type Step = str | int

SENSOR = "sensor"
BINARY_SENSOR = "binary_sensor"
DEVICE_TRACKER = "device_tracker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A state, and where it stands in which message."""

    key: str
    """Follows the serial number in the unique id."""
    owner: Literal["dock", "aircraft", "log"]
    """Whose message: the osd of the dock, the osd of the aircraft, the progress of a log upload."""
    path: tuple[Step, ...] = ()
    """From the message's `data` down; a place has latitude and longitude there."""
    platform: str = SENSOR
    divisor: int = 1
    unit: str | None = None
    device_class: str | None = None
    names: Mapping[int | str, str] | None = None
    """Of a choice: what its values are called."""

    @property
    def root(self) -> str:
        """Return the first key, which tells whether a partial message holds the value."""
        return str(self.path[0]) if self.path else "latitude"

    @property
    def state_class(self) -> str | None:
        """Return what makes the recorder keep statistics of a number."""
        return "measurement" if self.platform == SENSOR and not self.names else None

    def as_dict(self) -> dict[str, Any]:
        """Return it for a file."""
        return {**asdict(self), "root": self.root, "state_class": self.state_class}


def unique_id(value: Value, dock: str, aircraft: str) -> str:
    """Return the unique id of a state of a dock with its aircraft."""
    return f"{aircraft if value.owner == 'aircraft' else dock}_{value.key}"


def _names(*names: str) -> dict[int | str, str]:
    return dict(enumerate(names))


def _dock(key: str, path: str, **details: Any) -> Value:
    return _value("dock", key, path, **details)


def _aircraft(key: str, path: str, **details: Any) -> Value:
    return _value("aircraft", key, path, **details)


def _value(owner: Literal["dock", "aircraft", "log"], key: str, path: str, **details: Any) -> Value:
    steps = tuple(int(step) if step.isdecimal() else step for step in path.split("."))
    return Value(key=key, owner=owner, path=steps, **details)


_VOLT = {"unit": "V", "device_class": "voltage"}
_CELSIUS = {"unit": "°C", "device_class": "temperature"}
_PER_SECOND = {"unit": "m/s", "device_class": "speed"}
_WIND = {"unit": "m/s", "device_class": "wind_speed"}
_PERCENT = {"unit": "%"}
_BATTERY = {"unit": "%", "device_class": "battery"}
_FLAG = {"platform": BINARY_SENSOR}
_METERS = {"unit": "m", "device_class": "distance"}

DOCK = (
    _dock(
        "mode",
        "mode_code",
        names=_names(
            "idle", "on_site_debug", "remote_debug", "upgrading", "working", "uncalibrated"
        ),
    ),
    _dock(
        "flight_step",
        "flighttask_step_code",
        names=_names(
            "preparing", "in_flight", "recovering", "updating_areas", "updating_maps", "idle"
        ),
    ),
    _dock("cover", "cover_state", names=_names("closed", "open", "half_open", "abnormal")),
    _dock("aircraft_in_dock", "drone_in_dock", **_FLAG),
    _dock(
        "aircraft_charging",
        "drone_charge_state.state",
        device_class="battery_charging",
        **_FLAG,
    ),
    _dock("aircraft_battery", "drone_charge_state.capacity_percent", **_BATTERY),
    _dock("supplement_light", "supplement_light_state", device_class="light", **_FLAG),
    _dock("alarm", "alarm_state", **_FLAG),
    _dock("emergency_stop", "emergency_stop_state", device_class="safety", **_FLAG),
    _dock("network_rate", "network_state.rate", unit="kB/s", device_class="data_rate"),
    _dock("network_quality", "network_state.quality"),
    _dock("storage_used", "storage.used", divisor=1_000_000, unit="GB", device_class="data_size"),
    _dock("flights", "job_number"),
    _dock("environment_temperature", "environment_temperature", **_CELSIUS),
    _dock("temperature", "temperature", **_CELSIUS),
    _dock("humidity", "humidity", unit="%", device_class="humidity"),
    _dock("rainfall", "rainfall", names=_names("none", "light", "medium", "heavy")),
    _dock("wind_speed", "wind_speed", **_WIND),
    _dock("supply_voltage", "electric_supply_voltage", **_VOLT),
    _dock("working_voltage", "working_voltage", divisor=1000, **_VOLT),
    _dock("working_current", "working_current", divisor=1000, unit="A", device_class="current"),
    _dock("backup_battery_voltage", "backup_battery.voltage", divisor=1000, **_VOLT),
    _dock("backup_battery_temperature", "backup_battery.temperature", **_CELSIUS),
    _dock(
        "air_conditioner",
        "air_conditioner.air_conditioner_state",
        names=_names("idle", "cooling", "heating", "dehumidifying"),
    ),
    _dock("gps_satellites", "position_state.gps_number"),
    _dock("rtk_satellites", "position_state.rtk_number"),
    _dock("sdr_quality", "wireless_link.sdr_quality"),
    Value(key="location", owner="dock", platform=DEVICE_TRACKER),
)
AIRCRAFT = (
    _aircraft(
        "mode",
        "mode_code",
        names=_names("standby", "preparing", "ready", "manual", "taking_off", "wayline"),
    ),
    _aircraft("battery", "battery.capacity_percent", **_BATTERY),
    _aircraft(
        "remaining_flight_time", "battery.remain_flight_time", unit="s", device_class="duration"
    ),
    _aircraft("height", "height", **_METERS),
    _aircraft("elevation", "elevation", **_METERS),
    _aircraft("heading", "attitude_head", unit="°"),
    _aircraft("pitch", "attitude_pitch", unit="°"),
    _aircraft("roll", "attitude_roll", unit="°"),
    _aircraft("horizontal_speed", "horizontal_speed", **_PER_SECOND),
    _aircraft("vertical_speed", "vertical_speed", **_PER_SECOND),
    _aircraft("wind_speed", "wind_speed", divisor=10, **_WIND),
    _aircraft("home_distance", "home_distance", **_METERS),
    _aircraft("gps_satellites", "position_state.gps_number"),
    _aircraft("rtk_satellites", "position_state.rtk_number"),
    _aircraft("battery_voltage", "battery.batteries.0.voltage", divisor=1000, **_VOLT),
    _aircraft("battery_temperature", "battery.batteries.0.temperature", **_CELSIUS),
    Value(key="location", owner="aircraft", platform=DEVICE_TRACKER),
)
LOG = (
    _value(
        "log",
        "log_upload_status",
        "output.status",
        names={
            "file_pull": "pulling",
            "file_zip": "compressing",
            "file_uploading": "uploading",
        },
    ),
    _value("log", "log_upload_progress", "output.ext.files.0.progress.progress", **_PERCENT),
)
VALUES = (*DOCK, *AIRCRAFT, *LOG)

CARRIER = next(value for value in DOCK if value.key == "network_rate")
"""Changes with every message that holds it, so it tells when a message has become a state."""
