"""The tables of what docks and aircraft show, as a whole."""

from collections import Counter
import json
from pathlib import Path
from unittest.mock import Mock

from homeassistant.components.number import NumberDeviceClass
from homeassistant.components.sensor import (
    SensorDeviceClass,
    SensorEntityDescription,
    SensorStateClass,
)
from homeassistant.components.sensor.const import (
    DEVICE_CLASS_STATE_CLASSES,
    DEVICE_CLASS_UNITS,
    STATE_CLASS_UNITS,
)
from homeassistant.const import UnitOfDataRate, UnitOfInformation, UnitOfSpeed
from homeassistant.util.unit_conversion import DataRateConverter, InformationConverter
from homeassistant.util.unit_system import METRIC_SYSTEM, US_CUSTOMARY_SYSTEM, UnitSystem
import pytest

from custom_components.dji_dock import binary_sensor, sensor
from custom_components.dji_dock.logs.entities import LOG_SENSORS
from custom_components.dji_dock.media.entities import MEDIA_SENSORS
from custom_components.dji_dock.telemetry.feed import DeviceKind
from custom_components.dji_dock.telemetry.places import PLACES
from custom_components.dji_dock.telemetry.sensor import PropertySensor
from custom_components.dji_dock.telemetry.settings import NUMBERS, SELECTS, SWITCHES

TRANSLATIONS = Path(sensor.__file__).parent / "translations"
TABLES = {
    "binary_sensor": binary_sensor.PROPERTY_BINARY_SENSORS,
    "device_tracker": PLACES,
    "number": NUMBERS,
    "select": SELECTS,
    "sensor": sensor.PROPERTY_SENSORS,
    "switch": SWITCHES,
}
SENSORS = [
    pytest.param(description, id=f"{kind}-{description.key}")
    for kind, descriptions in sensor.PROPERTY_SENSORS.items()
    for description in descriptions
]


@pytest.mark.parametrize("description", SENSORS)
def test_units_and_state_classes(description: SensorEntityDescription) -> None:
    """Are those that Home Assistant takes for the device class, else it warns of each."""
    kind, unit = description.device_class, description.native_unit_of_measurement
    if kind in DEVICE_CLASS_UNITS:
        assert unit in DEVICE_CLASS_UNITS[kind]
        suggested = description.suggested_unit_of_measurement
        assert suggested is None or suggested in DEVICE_CLASS_UNITS[kind]
    if kind is not None and description.state_class is not None:
        assert description.state_class in DEVICE_CLASS_STATE_CLASSES[kind]
    if description.state_class in STATE_CLASS_UNITS:
        assert unit in STATE_CLASS_UNITS[SensorStateClass(description.state_class)]


def test_the_mean_of_headings() -> None:
    """Lies between 179 and -179 degrees at 180, not at 0."""
    headings = [
        description.state_class
        for descriptions in sensor.PROPERTY_SENSORS.values()
        for description in descriptions
        if description.key == "heading"
    ]
    assert headings == [SensorStateClass.MEASUREMENT_ANGLE] * 2


def test_totals_never_fall() -> None:
    """What belongs to a battery does, when it is swapped for another."""
    assert not [
        description.key
        for descriptions in sensor.PROPERTY_SENSORS.values()
        for description in descriptions
        if description.state_class is SensorStateClass.TOTAL_INCREASING
        and "battery" in description.key
    ]


@pytest.mark.parametrize("language", sorted(path.stem for path in TRANSLATIONS.glob("*.json")))
@pytest.mark.parametrize("kind", ["dock", "aircraft"])
def test_no_two_names_are_alike(language: str, kind: DeviceKind) -> None:
    """Of one device, whatever the platforms are."""
    texts = json.loads((TRANSLATIONS / f"{language}.json").read_text(encoding="utf-8"))["entity"]
    names = Counter(
        texts[platform][description.translation_key or description.key]["name"].casefold()
        for platform, tables in TABLES.items()
        for description in tables.get(kind, ())
    )
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("units", "unit"),
    [
        (METRIC_SYSTEM, UnitOfSpeed.KILOMETERS_PER_HOUR),
        (US_CUSTOMARY_SYSTEM, UnitOfSpeed.MILES_PER_HOUR),
    ],
)
def test_all_speeds_have_one_unit(units: UnitSystem, unit: str) -> None:
    """That in which Home Assistant shows wind: of the aircraft and of the air around it."""
    kinds = (SensorDeviceClass.SPEED, SensorDeviceClass.WIND_SPEED)
    shown = {}
    for kind, descriptions in sensor.PROPERTY_SENSORS.items():
        for description in descriptions:
            if description.device_class in kinds:
                entity = PropertySensor(Mock(serial="A"), description)
                entity.hass = Mock(config=Mock(units=units))
                options = entity.get_initial_entity_options() or {}
                (private,) = options.values()
                shown[f"{kind} {description.key}"] = private["suggested_unit_of_measurement"]
    assert len(shown) == 4
    assert set(shown.values()) == {unit}


def test_heights_and_distances_have_icons_of_their_own() -> None:
    """Home Assistant's is the same arrow, from left to right, for all of them."""
    icons = json.loads((TRANSLATIONS.parent / "icons.json").read_text())["entity"]
    kinds = (SensorDeviceClass.DISTANCE, NumberDeviceClass.DISTANCE)
    found = {
        (platform, description.key): icons[platform].get(description.key, {}).get("default")
        for platform in ("sensor", "number")
        for descriptions in TABLES[platform].values()
        for description in descriptions
        if description.device_class in kinds
    }
    assert len(found) == 9
    assert None not in found.values()
    vertical = {
        ("sensor", "height"),
        ("sensor", "elevation"),
        ("sensor", "alternate_landing_height"),
    }
    horizontal = {("sensor", "home_distance"), ("sensor", "flight_distance")}
    assert not {found[key] for key in vertical} & {found[key] for key in horizontal}


def test_little_is_not_shown_as_nothing() -> None:
    """A photo, a slow link and a first flight are more than 0.00."""
    (size,) = [description for description in MEDIA_SENSORS if description.key == "media_size"]
    (rate,) = [description for description in LOG_SENSORS if description.key == "log_upload_rate"]
    gigabytes = InformationConverter.convert(
        1_000_000, UnitOfInformation.BYTES, size.suggested_unit_of_measurement
    )
    assert round(gigabytes, size.suggested_display_precision) > 0
    megabytes = DataRateConverter.convert(
        1_000, UnitOfDataRate.BYTES_PER_SECOND, rate.suggested_unit_of_measurement
    )
    assert round(megabytes, rate.suggested_display_precision) > 0
    tables = sensor.PROPERTY_SENSORS
    aircraft = {description.key: description for description in tables["aircraft"]}
    for key in ("flight_time", "flight_distance"):
        assert aircraft[key].suggested_display_precision == 1
    for descriptions in tables.values():
        (used,) = [item for item in descriptions if item.key == "storage_used"]
        assert used.suggested_display_precision == 2
