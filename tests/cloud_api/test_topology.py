"""Docks and their aircraft: how they appear, change and fall silent."""

import pytest

from custom_components.dji_dock.cloud_api import (
    Aircraft,
    Dock,
    DockChanged,
    HmsReport,
    UnknownDockForgotten,
    model_name,
)
from custom_components.dji_dock.cloud_api.devices.fleet import MAX_AIRCRAFT, MAX_DOCKS

from .wire import AIRCRAFT, DOCK, Wire

TOPOLOGY = {
    "domain": "3", "type": 3, "sub_type": 0, "device_secret": "s", "nonce": "n",
    "sub_devices": [{"sn": AIRCRAFT, "domain": "0", "type": 100, "sub_type": 1, "index": "A"}],
}  # fmt: skip


async def topology(wire: Wire, data: object = None, serial: str = DOCK) -> None:
    """Let a dock report its topology, and see that it is answered."""
    wire.say("status", "update_topo", TOPOLOGY if data is None else data, serial=serial)
    assert (await wire.transport.next("status_reply"))["data"] == {"result": 0}


def dock(wire: Wire, serial: str = DOCK) -> Dock:
    """Return the dock as the server knows it."""
    found = wire.server.fleet.get(serial)
    assert found is not None
    return found


async def test_topology() -> None:
    """The topology names the products, and that both are on."""
    wire = Wire()
    wire.accept()
    await topology(wire)
    assert dock(wire).model_key == "3-3-0"
    assert dock(wire).online
    assert dock(wire).aircraft == Aircraft(serial=AIRCRAFT, model_key="0-100-1", online=True)
    assert model_name("3-3-0") == "DJI Dock 3"
    assert model_name("3-9-0") is None


@pytest.mark.parametrize("sub_devices", [[], None, "", {}])
async def test_no_sub_devices_means_the_aircraft_is_off(sub_devices: object) -> None:
    """The dock stays online, and the aircraft stays known."""
    wire = Wire()
    wire.accept()
    await topology(wire)
    await topology(wire, {**TOPOLOGY, "sub_devices": sub_devices})
    assert dock(wire).online
    assert dock(wire).aircraft == Aircraft(serial=AIRCRAFT, model_key="0-100-1", online=False)


async def test_old_firmware_without_domain() -> None:
    """The type of a dock is one; what only an example shows is not, and its osd shows it then."""
    wire = Wire()
    await topology(wire, {"type": 1, "sub_type": 0, "version": 1, "sub_devices": []}, "OLDDOCK")
    assert dock(wire, "OLDDOCK").model_key == "3-1-0"
    await topology(wire, {"type": 119, "sub_type": 0, "version": 1, "sub_devices": []})
    wire.say("osd", data={"cover_state": 0})
    assert dock(wire).model_key == ""
    sub_devices = [{"sn": AIRCRAFT, "type": 67, "sub_type": 1}]
    await topology(wire, {"type": 119, "sub_type": 0, "version": 1, "sub_devices": sub_devices})
    assert dock(wire).aircraft == Aircraft(serial=AIRCRAFT, model_key="0-67-1", online=True)


@pytest.mark.parametrize(
    "fields",
    [
        {"domain": "2"},
        {"domain": None, "type": 119},
        {"domain": None, "type": 144},
        {"domain": None, "type": "174"},
        {"domain": None, "type": 56},
        {"domain": None, "type": None},
    ],
)
async def test_a_remote_controller_is_no_dock(fields: dict[str, object]) -> None:
    """Only domain 3 is a dock, or the type of one where the domain is missing."""
    wire = Wire()
    await topology(wire, {**TOPOLOGY, **fields})
    wire.say("osd", data={"capacity_percent": 80, "latitude": 0, "longitude": 0})
    assert wire.server.fleet.get(DOCK) is None


async def test_a_dock_appears_from_its_osd() -> None:
    """A dock that kept its session over our restart repeats no topology."""
    wire = Wire()
    wire.say(
        "osd",
        data={
            "cover_state": 0,
            "sub_device": {
                "device_sn": AIRCRAFT, "device_model_key": "0-91-1",
                "device_online_status": 1, "device_paired": 1,
            },
        },
    )  # fmt: skip
    assert not dock(wire).accepted
    assert dock(wire).model_key == "3-2-0"
    assert dock(wire).aircraft == Aircraft(serial=AIRCRAFT, model_key="0-91-1", online=True)


async def test_partial_osd_resets_nothing() -> None:
    """Three messages alternate; what one leaves out stays."""
    wire = Wire()
    wire.accept()
    await topology(wire)
    wire.say("osd", data={"job_number": 12})
    wire.say("state", data={"firmware_version": "10.01.0305"})
    wire.say("osd", data={"drone_in_dock": 1, "sub_device": {"device_sn": AIRCRAFT}})
    assert dock(wire).firmware == "10.01.0305"
    assert dock(wire).aircraft == Aircraft(serial=AIRCRAFT, model_key="0-100-1", online=True)


async def test_null_ends_no_flight() -> None:
    """A dock that leaves its mode blank for once is still at work, and no time for logs."""
    wire = Wire()
    wire.accept()
    wire.say("osd", data={"cover_state": 1, "mode_code": 4, "flighttask_step_code": 1})
    wire.say("osd", data={"cover_state": 1, "mode_code": None, "flighttask_step_code": ""})
    assert (dock(wire).mode, dock(wire).flight_step) == (4, 1)


async def test_aircraft_tells_its_firmware_and_is_no_dock() -> None:
    """An aircraft's topic changes the aircraft only; a stranger's changes nothing."""
    wire = Wire()
    wire.accept()
    await topology(wire)
    wire.say("state", data={"firmware_version": "07.01.10"}, serial=AIRCRAFT, gateway=DOCK)
    wire.say("osd", data={"battery": {}}, serial="STRANGER", gateway=DOCK)
    aircraft = dock(wire).aircraft
    assert aircraft is not None
    assert aircraft.firmware == "07.01.10"
    assert [known.serial for known in wire.server.fleet] == [DOCK]


async def test_a_dock_cannot_take_another_dock_for_its_aircraft() -> None:
    """Nor can an aircraft's topic make a dock of it."""
    wire = Wire()
    wire.accept()
    wire.server.fleet.update("OTHERDOCK", accepted=True)
    wire.say("osd", data={"sub_device": {"device_sn": "OTHERDOCK"}})
    assert dock(wire).aircraft is None
    await topology(wire)
    await topology(wire, serial=AIRCRAFT)
    assert wire.server.fleet.get(AIRCRAFT) is None


def owner(wire: Wire, aircraft: str = AIRCRAFT) -> str:
    """Return the dock to which an aircraft belongs, blank for none."""
    found = wire.server.fleet.dock_of(aircraft)
    return found.serial if found else ""


def names(wire: Wire, serial: str, aircraft: str, online: int = 1) -> None:
    """Let an accepted dock name a device as its aircraft."""
    wire.server.fleet.update(serial, accepted=True)
    linked = {"device_sn": aircraft, "device_online_status": online}
    wire.say("osd", data={"cover_state": 0, "sub_device": linked}, serial=serial)


async def test_an_aircraft_that_another_dock_names() -> None:
    """It is where it speaks: who only names it has it for as long as it is silent."""
    now = 0.0
    wire = Wire(clock=lambda: now)
    changes: list[DockChanged] = []
    names(wire, DOCK, AIRCRAFT)
    names(wire, "OTHER", AIRCRAFT)
    assert owner(wire) == DOCK
    names(wire, DOCK, AIRCRAFT, online=0)
    assert owner(wire) == "OTHER"
    names(wire, DOCK, AIRCRAFT)
    wire.server.listeners.add(DockChanged, changes.append)
    wire.say("osd", data={"elevation": 1}, serial=AIRCRAFT, gateway=DOCK)
    assert owner(wire) == DOCK
    assert [change.dock.serial for change in changes] == [DOCK]
    # On its way to another dock both pass on what it says: it does not go to and fro.
    for _ in range(3):
        now += 1
        wire.say("osd", data={"elevation": now}, serial=AIRCRAFT, gateway="OTHER")
        wire.say("osd", data={"elevation": now}, serial=AIRCRAFT, gateway=DOCK)
        assert owner(wire) == DOCK
    now += 16
    wire.say("osd", data={"elevation": 9}, serial=AIRCRAFT, gateway="STRANGER")
    assert owner(wire) == DOCK
    wire.say("osd", data={"elevation": 9}, serial=AIRCRAFT, gateway="OTHER")
    assert owner(wire) == "OTHER"


async def test_an_aircraft_that_is_flown_by_hand() -> None:
    """It speaks through a remote controller, for as long as that is heard."""
    now = 0.0
    wire = Wire(clock=lambda: now)
    names(wire, DOCK, AIRCRAFT)
    wire.server.fleet.expire(-1)

    def controller() -> str:
        aircraft = dock(wire).aircraft
        assert aircraft
        return aircraft.controller

    def alarm(gateway: str) -> None:
        wire.say("events", "hms", {"list": []}, serial=AIRCRAFT, gateway=gateway)

    reports = wire.events(HmsReport)
    alarm("RC1")
    assert wire.server.dropped["gateway"] == 1
    wire.say("osd", data={"elevation": 1}, serial=AIRCRAFT, gateway="../x")
    assert controller() == ""
    changes = wire.events(DockChanged)
    for _ in range(3):
        wire.say("osd", data={"elevation": 1}, serial=AIRCRAFT, gateway="RC1")
        wire.say("osd", data={"elevation": 1}, serial=AIRCRAFT, gateway="RC2")
    assert (controller(), len(changes)) == ("RC1", 1)
    alarm("RC1")
    assert [(report.dock, report.device) for report in reports] == [(DOCK, AIRCRAFT)]
    # Nobody else speaks for it then, and the controller is no dock.
    alarm("OTHER")
    assert wire.server.dropped["gateway"] == 2
    assert not dock(wire).online
    assert wire.server.fleet.get("RC1") is None
    now = 59.0
    assert wire.server.fleet.expire(60) == 0
    now = 60.0
    assert wire.server.fleet.expire(60) == 1
    assert controller() == ""
    assert wire.server.fleet.expire(60) == 0


@pytest.mark.parametrize("how", ["osd", "topology", "binding"])
async def test_what_speaks_as_a_dock_is_nobodys_aircraft(how: str) -> None:
    """Although another one named it before it was heard of."""
    wire = Wire()
    names(wire, DOCK, "OTHER")
    assert owner(wire, "OTHER") == DOCK
    if how == "osd":
        wire.say("osd", data={"cover_state": 0}, serial="OTHER")
    elif how == "topology":
        await topology(wire, {**TOPOLOGY, "sub_devices": []}, "OTHER")
    else:
        wire.server.fleet.update("OTHER", accepted=True)
    assert dock(wire, "OTHER").serial == "OTHER"
    assert dock(wire).aircraft is None
    assert owner(wire, "OTHER") == ""
    names(wire, DOCK, "OTHER")
    assert dock(wire).aircraft is None


async def test_an_aircraft_that_was_taken_for_a_dock() -> None:
    """It belongs to its dock again as soon as it speaks through it."""
    wire = Wire()
    names(wire, DOCK, AIRCRAFT)
    wire.say("osd", data={"cover_state": 0, "silent_mode": 1}, serial=AIRCRAFT)
    assert owner(wire) == ""
    wire.say("osd", data={"elevation": 1}, serial=AIRCRAFT, gateway="STRANGER")
    assert not dock(wire, AIRCRAFT).accepted
    wire.say("osd", data={"elevation": 1}, serial=AIRCRAFT, gateway=DOCK)
    names(wire, DOCK, AIRCRAFT)
    assert owner(wire) == DOCK
    assert wire.server.fleet.get(AIRCRAFT) is None
    assert "silent_mode" not in wire.server.properties.of(AIRCRAFT)


async def test_a_saved_dock_is_no_saved_aircraft() -> None:
    """Also where an earlier run has saved it as both."""
    wire = Wire()
    saved = [
        {"serial": DOCK, "accepted": True, "aircraft": {"serial": "OTHER"}},
        {"serial": "OTHER", "accepted": True, "aircraft": {"serial": AIRCRAFT}},
    ]
    wire.server.fleet.restore(saved)
    assert dock(wire).aircraft is None
    assert owner(wire) == "OTHER"


async def test_silence_and_return() -> None:
    """Offline after the silence, the aircraft with it; online again with the first message."""
    now = 0.0
    wire = Wire(clock=lambda: now)
    wire.accept()
    await topology(wire)
    changes = wire.events(DockChanged)
    now = 59.0
    wire.server.fleet.expire(60)
    assert changes == []
    now = 60.0
    wire.server.fleet.expire(60)
    assert not dock(wire).online
    assert dock(wire).aircraft == Aircraft(serial=AIRCRAFT, model_key="0-100-1", online=False)
    wire.say("osd", data={"job_number": 12})
    assert dock(wire).online
    assert len(changes) == 2


async def test_docks_survive_a_restart() -> None:
    """Accepted and ignored docks are saved, strangers are not; nobody is online at first."""
    wire = Wire()
    wire.accept(callsign="Roof")
    await topology(wire)
    wire.server.fleet.update("IGNORED", ignored=True)
    wire.server.fleet.update("STRANGER")
    again = Wire()
    again.server.fleet.restore(wire.server.fleet.as_dict())
    assert {known.serial for known in again.server.fleet} == {DOCK, "IGNORED"}
    assert dock(again) == Dock(
        serial=DOCK, model_key="3-3-0", callsign="Roof", accepted=True,
        aircraft=Aircraft(serial=AIRCRAFT, model_key="0-100-1"),
    )  # fmt: skip


@pytest.mark.parametrize("saved", [None, {}, "x", [None, {"serial": "../x"}, {"no": 1}]])
async def test_restoring_rubbish(saved: object) -> None:
    """A damaged store costs what it held, not the start."""
    wire = Wire()
    wire.server.fleet.restore(saved)
    assert list(wire.server.fleet) == []


async def test_the_number_of_docks_is_bounded() -> None:
    """A flood of invented serial numbers fills no memory; who is silent for longest makes room."""
    now = 0.0
    wire = Wire(clock=lambda: now)
    forgotten: list[str] = []
    wire.server.listeners.add(UnknownDockForgotten, lambda event: forgotten.append(event.dock))
    wire.accept()
    for number in range(MAX_DOCKS + 4):
        now += 1
        wire.say("osd", data={"cover_state": 0, "silent_mode": 1}, serial=f"SN{number}")
        wire.say("osd", data={"cover_state": 0}, serial="SN0")
    assert len(list(wire.server.fleet)) == MAX_DOCKS
    assert wire.server.fleet.accepted(DOCK)
    assert forgotten == [f"SN{number}" for number in range(1, 6)]
    assert not wire.server.properties.of("SN1")
    assert wire.server.properties.of("SN6")
    wire.server.fleet.forget("SN0")
    assert wire.server.fleet.get("SN0") is None


async def test_docks_of_ours_give_way_to_nobody() -> None:
    """When all are ours there is no room, and a stranger is refused."""
    wire = Wire()
    for number in range(MAX_DOCKS):
        wire.server.fleet.update(f"SN{number}", accepted=True)
    wire.say("osd", data={"cover_state": 0})
    await topology(wire)
    assert wire.server.fleet.get(DOCK) is None
    assert len(list(wire.server.fleet)) == MAX_DOCKS


async def test_the_number_of_aircraft_is_bounded() -> None:
    """A dock that names another one each time stays with the last that it may name."""
    wire = Wire()
    wire.accept()
    for number in range(MAX_AIRCRAFT + 5):
        linked = {"device_sn": f"1581F{number}", "device_online_status": 1}
        wire.say("osd", data={"sub_device": linked})
    last = f"1581F{MAX_AIRCRAFT - 1}"
    assert dock(wire).aircraft_serial == last
    sub_devices = [{"sn": "1581FNEW", "type": 100, "sub_type": 1}]
    await topology(wire, {**TOPOLOGY, "sub_devices": sub_devices})
    assert dock(wire).aircraft == Aircraft(serial=last, online=False)
    # Those that it named before still come and go.
    wire.say("osd", data={"sub_device": {"device_sn": "1581F3", "device_online_status": 1}})
    assert dock(wire).aircraft_serial == "1581F3"
    wire.say(
        "osd", data={"cover_state": 1, "sub_device": {"device_sn": "1581FY"}}, serial="8UUXYARD"
    )
    assert dock(wire, "8UUXYARD").aircraft_serial == "1581FY"
    wire.server.fleet.forget(DOCK)
    wire.accept()
    wire.say("osd", data={"sub_device": {"device_sn": "1581FNEW"}})
    assert dock(wire).aircraft_serial == "1581FNEW"
