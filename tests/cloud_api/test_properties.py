"""What devices report of themselves: merged, read with the wire's units, and bounded."""

from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import PropertiesChanged, Property, generation
from custom_components.dji_dock.cloud_api.devices import (
    aircraft_properties as aircraft,
    dock_properties as dock,
)
from custom_components.dji_dock.cloud_api.devices.properties import (
    MAX_DEVICES,
    MAX_VALUES,
    PropertyStore,
    first_keys,
)

from .wire import AIRCRAFT, DOCK, Wire

LINKED = {"device_sn": AIRCRAFT, "device_model_key": "0-100-1", "device_online_status": 1}


def merged(*messages: dict[str, Any]) -> dict[str, Any]:
    """Return what is known after some messages of one device."""
    book = PropertyStore(first_keys(dock) | first_keys(aircraft))
    for message in messages:
        book.merge("D", message)
    return dict(book.of("D"))


@pytest.mark.parametrize(
    ("source", "reported", "expected"),
    [
        (dock.WIND_SPEED, {"wind_speed": 2.44}, 2.4),
        # Tenths of a metre per second, unlike the dock's.
        (aircraft.WIND_SPEED, {"wind_speed": 16}, 1.6),
        (dock.WORKING_VOLTAGE, {"working_voltage": 47460}, 47460),
        (dock.SUPPLY_VOLTAGE, {"electric_supply_voltage": 210}, 210),
        (dock.BACKUP_BATTERY_VOLTAGE, {"backup_battery": {"voltage": 26.6}}, 26600),
        (dock.BACKUP_BATTERY_VOLTAGE, {"backup_battery": {"voltage": 0}}, 0),
        (dock.STORAGE_USED, {"storage": {"total": 9, "used": 20184}}, 20184),
        (dock.HUMIDITY, {"humidity": "82"}, 82),
        (dock.HUMIDITY, {"humidity": 32767}, None),
        (dock.OUTSIDE_TEMPERATURE, {"environment_temperature": 32767}, None),
        (dock.OUTSIDE_TEMPERATURE, {"environment_temperature": "-3.26"}, -3.3),
        (dock.OUTSIDE_TEMPERATURE, {"environment_temperature": None}, None),
        (dock.OUTSIDE_TEMPERATURE, {"environment_temperature": [1]}, None),
        (dock.LATITUDE, {"latitude": 0}, None),
        (dock.LATITUDE, {"latitude": "52.37"}, 52.37),
        (dock.LONGITUDE, {"longitude": 181}, None),
        (dock.COVER, {"cover_state": 2.0}, "half_open"),
        (dock.COVER, {"cover_state": "1"}, "open"),
        # Newer firmware: the number is better than nothing.
        (dock.COVER, {"cover_state": 9}, "9"),
        (dock.COVER, {"cover_state": "x"}, None),
        (dock.FLIGHT_STEP, {"flighttask_step_code": 255}, "aircraft_abnormal"),
        (dock.BATTERY_STORE_MODE, {"battery_store_mode": 1}, "schedule"),
        (aircraft.WIND_DIRECTION, {"wind_direction": 8}, "north_west"),
        (aircraft.MODE, {"mode_code": 9}, "returning"),
        (dock.SILENT_MODE, {"silent_mode": True}, True),
        (dock.AIRCRAFT_IN_DOCK, {"drone_in_dock": 0}, False),
        (aircraft.CAMERA, {"cameras": [{"payload_index": "99-0-0"}]}, "99-0-0"),
        (aircraft.CAMERA, {"cameras": [{"payload_index": "99/0"}]}, None),
        (aircraft.ZOOM, {"cameras": [{"zoom_factor": 7}]}, 7),
        (aircraft.PAYLOAD, {"payloads": [{"payload_index": "99-0-0"}]}, "99-0-0"),
        (aircraft.PAYLOAD_CONTROLLER, {"payloads": [{"control_source": "B"}]}, "B"),
        (dock.ACTIVATED, {"activation_time": 0}, None),
        (dock.ACTIVATED, {"activation_time": 1700000000}, datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
    ],
)  # fmt: skip
def test_units(source: Property[Any], reported: dict[str, Any], expected: object) -> None:
    """Each in the unit that its entity names; what cannot be read is unknown."""
    assert source.read(merged(reported)) == expected
    assert source.seen(merged(reported))


def test_batteries_by_their_index() -> None:
    """Left and right stay what they are, in whatever order they are reported; sole ones need no index."""
    batteries = [{"index": 1, "voltage": 2, "temperature": 21}, {"index": 0, "temperature": 32767}]
    values = merged({"drone_battery_maintenance_info": {"batteries": batteries}})
    assert dock.RIGHT_BATTERY_TEMPERATURE.read(values) == 21
    assert dock.BATTERY_TEMPERATURE.read(values) is None
    assert not dock.BATTERY_VOLTAGE.seen(values)
    sole = merged({"battery": {"batteries": [{"voltage": 23010}]}})
    assert aircraft.BATTERY_VOLTAGE.read(sole) == 23010
    assert aircraft.SECOND_BATTERY_VOLTAGE.read(sole) is None
    rubbish: object
    for rubbish in (None, {}, "x", [3], [[]]):
        values = merged({"battery": {"batteries": rubbish}})
        assert aircraft.BATTERY_VOLTAGE.read(values) is None


def test_partial_messages() -> None:
    """Structures grow, lists and values are replaced, and nothing is forgotten."""
    values = merged(
        {"network_state": {"type": 2, "quality": 3}, "cover_state": 0},
        {"network_state": {"rate": 527}},
        {"network_state": {"quality": 4}, "battery": {"batteries": [{"voltage": 1}]}},
        {"battery": {"capacity_percent": 59, "batteries": []}},
    )
    assert values == {
        "network_state": {"type": 2, "quality": 4, "rate": 527},
        "cover_state": 0,
        "battery": {"capacity_percent": 59, "batteries": []},
    }


def test_null_is_as_good_as_missing() -> None:
    """Nothing that is known gets lost by it, at any depth."""
    values = merged(
        {"network_state": {"type": 2}, "storage": {"used": 1}, "temperature": 20, "cover_state": 1},
        {"network_state": {"type": None}, "storage": None, "temperature": "", "cover_state": None},
    )
    assert dock.NETWORK.read(values) == "ethernet"
    assert dock.STORAGE_USED.read(values) == 1
    assert dock.TEMPERATURE.read(values) == 20
    assert dock.COVER.read(values) == "open"


def test_a_lone_object_for_a_list() -> None:
    """Counts as a list of one."""
    values = merged({"battery": {"batteries": {"index": 0, "voltage": 23010}}})
    assert aircraft.BATTERY_VOLTAGE.read(values) == 23010


def test_maintenance_by_its_kind() -> None:
    """Wherever it stands in the list; a dock that was only deeply maintained reports only of that."""
    deep = {"last_maintain_type": 18, "last_maintain_time": 1700000000}
    values = merged({"maintain_status": {"maintain_status_array": [deep]}})
    assert dock.ROUTINE_MAINTENANCE.read(values) is None
    assert dock.DEEP_MAINTENANCE.read(values) == datetime.fromtimestamp(1700000000, UTC)
    basic = {"last_maintain_type": 1, "last_maintain_time": 1700000000}
    values = merged({"maintain_status": {"maintain_status_array": [basic]}})
    assert aircraft.BASIC_MAINTENANCE.read(values) == datetime.fromtimestamp(1700000000, UTC)
    assert aircraft.DEEP_MAINTENANCE.read(values) is None


def test_only_changes_are_reported() -> None:
    """The first keys of what is another value than before."""
    book = PropertyStore({"storage", "cover_state"})
    assert book.merge("D", {"storage": {"used": 1, "total": 2}, "other": 1}) == ["storage"]
    assert book.merge("D", {"storage": {"used": 1}}) == []
    assert book.merge("D", {"storage": {"used": 2}, "cover_state": 1}) == ["storage", "cover_state"]
    assert "other" not in book.of("D")


def test_bounds() -> None:
    """However much a device reports, and however many devices there are."""
    book = PropertyStore({"storage", "battery"})
    for number in range(500):
        book.merge("D", {"storage": {f"key-{number}-{'x' * 1000}": "y" * 5000}})
    book.merge("D", {"battery": [{"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}}] * 500})
    values = book.of("D")
    assert len(values["storage"]) == 64
    assert all(len(key) <= 256 and len(text) <= 256 for key, text in values["storage"].items())
    assert len(values["battery"]) == 32
    assert len(str(values["battery"])) < 2000
    for number in range(MAX_DEVICES + 10):
        book.merge(f"D{number}", {"battery": 1})
    assert book.merge("one more", {"battery": 1}) == []
    book.forget("D")
    assert book.merge("one more", {"battery": 1}) == ["battery"]


def test_objects_do_not_grow_for_ever() -> None:
    """A device that invents keys keeps what it reported before, and what it always reports still comes."""
    book = PropertyStore(["storage", "humidity"])
    book.merge("D", {"storage": {"used": 1}})
    for number in range(100):
        deep = {f"a{number % 60}": {f"b{number}": dict.fromkeys(map(str, range(60)), 1)}}
        book.merge("D", {"storage": deep, "humidity": number})
    values = book.of("D")
    assert len(str(values)) < MAX_VALUES * 20
    assert values["storage"]["used"] == 1
    assert values["humidity"] == 99
    assert book.merge("D", {"storage": {"used": 2}}) == ["storage"]
    assert book.of("D")["storage"]["used"] == 2


def test_over_a_restart() -> None:
    """What is reported only when it changes is kept; rubbish in its place is not."""
    book = PropertyStore({"silent_mode", "cover_state"})
    book.merge("D", {"silent_mode": 1, "cover_state": 1})
    saved = book.as_dict(("silent_mode",))
    assert saved == {"D": {"silent_mode": 1}}
    again = PropertyStore({"silent_mode", "cover_state"})
    again.restore(saved)
    assert dict(again.of("D")) == {"silent_mode": 1}
    rubbish: object
    for rubbish in (None, [], {"D": None}, {"D": [1]}, {"D": {"what": 1}}):
        again.restore(rubbish)
    assert dict(again.of("D")) == {"silent_mode": 1}


def test_generations() -> None:
    """Which dock it is, or for which dock an aircraft is made."""
    keys = ("3-1-0", "0-67-1", "3-2-0", "0-91-0", "3-3-0", "0-100-1", "0-60-0", "", "3-9-0")
    assert [generation(key) for key in keys] == ["1", "1", "2", "2", "3", "3", "", "", ""]


async def test_listeners_hear_of_our_devices_only() -> None:
    """Docks that are accepted, and the aircraft that they name."""
    wire = Wire()
    events: list[tuple[str, list[str]]] = []
    wire.server.listeners.add(
        PropertiesChanged, lambda event: events.append((event.device, event.first_keys))
    )
    wire.say("osd", data={"cover_state": 1, "drone_in_dock": 1})
    wire.say("osd", data={"mode_code": 3}, serial=AIRCRAFT)
    assert events == []
    wire.accept()
    wire.say("osd", data={"cover_state": 1, "sub_device": LINKED})
    wire.say("state", data={"mode_code": 3}, serial=AIRCRAFT)
    assert events == [(DOCK, ["cover_state", "sub_device"]), (AIRCRAFT, ["mode_code"])]


async def test_an_aircraft_at_two_docks() -> None:
    """It belongs to the dock where it is on, and stays there until it is off there."""
    wire = Wire()
    other = "8UUXN0000000C3"
    wire.accept()
    wire.server.fleet.update(other, accepted=True)

    def owner_of(aircraft: str) -> str:
        owner = wire.server.fleet.dock_of(aircraft)
        return owner.serial if owner else ""

    def linked(serial: str, online: int) -> str:
        wire.say(
            "osd",
            data={"cover_state": 0, "sub_device": {**LINKED, "device_online_status": online}},
            serial=serial,
        )
        return owner_of(AIRCRAFT)

    assert linked(DOCK, 0) == DOCK
    assert linked(other, 0) == DOCK
    assert linked(other, 1) == other
    # Both receive it, as on a flight from one dock to another.
    assert linked(DOCK, 1) == other
    wire.server.listeners.add(PropertiesChanged, lambda event: None)
    wire.say("events", "hms", {"list": []}, serial=AIRCRAFT, gateway=DOCK)
    wire.say("events", "hms", {"list": []}, serial=AIRCRAFT, gateway=other)
    assert not wire.server.dropped["gateway"]
    assert linked(other, 0) == DOCK
    assert linked(DOCK, 1) == DOCK
    wire.server.fleet.forget(DOCK)
    assert owner_of(AIRCRAFT) == other
    wire.say(
        "osd",
        data={"cover_state": 0, "sub_device": {**LINKED, "device_sn": "1581FNEW"}},
        serial=other,
    )
    assert owner_of(AIRCRAFT) == ""
    assert owner_of("1581FNEW") == other
