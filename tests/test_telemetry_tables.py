"""The tables of what docks and aircraft show, as a whole."""

from collections import Counter
import json
from pathlib import Path

from homeassistant.components.sensor import SensorEntityDescription, SensorStateClass
from homeassistant.components.sensor.const import (
    DEVICE_CLASS_STATE_CLASSES,
    DEVICE_CLASS_UNITS,
    STATE_CLASS_UNITS,
)
import pytest

from custom_components.dji_dock import (
    binary_sensor,
    device_tracker,
    number,
    select,
    sensor,
    switch,
)
from custom_components.dji_dock.telemetry import DeviceKind

TRANSLATIONS = Path(sensor.__file__).parent / "translations"
TABLES = {
    "binary_sensor": binary_sensor.PROPERTY_BINARY_SENSORS,
    "device_tracker": device_tracker.PLACES,
    "number": number.NUMBERS,
    "select": select.SELECTS,
    "sensor": sensor.PROPERTY_SENSORS,
    "switch": switch.SWITCHES,
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


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "zh-Hans"])
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
