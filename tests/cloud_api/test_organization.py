"""What a dock asks until it is bound."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    Aircraft,
    BindingRefused,
    CloudSettings,
    DockChanged,
    LicenseMissing,
    NotSaved,
    Refusal,
)
from custom_components.dji_dock.cloud_api.devices.fleet import MAX_DOCKS
from custom_components.dji_dock.cloud_api.features.organization import (
    BAD_BINDING_CODE,
    BIND_FAILED,
    ILLEGAL_ARGUMENT,
    UNKNOWN_ORGANIZATION,
)
from tests.cloud_api.wire import bind_data

from .wire import AIRCRAFT, DOCK, SETTINGS, Wire


async def test_config_is_flat() -> None:
    """The developer app and the time server stand directly in `data`; the id is text."""
    assert await Wire().ask("config", {"config_type": "json", "config_scope": "product"}) == {
        "app_id": "123456",
        "app_key": "app-key",
        "app_license": "app-license",
        "ntp_server_host": "pool.ntp.org",
        "ntp_server_port": 123,
    }


async def test_binding() -> None:
    """Unbound at first; with the right code both are bound, and it is saved before the answer."""
    wire = Wire()
    asked = {"devices": [{"sn": DOCK}, {"sn": AIRCRAFT}]}
    before = await wire.ask("airport_bind_status", asked)
    assert [entry["is_device_bind_organization"] for entry in before["output"]["bind_status"]] == [
        False,
        False,
    ]
    assert await wire.ask(
        "airport_organization_get", {"device_binding_code": "7KQ2MXP4", "organization_id": "roof"}
    ) == {"result": 0, "output": {"organization_name": "Home"}}
    bound = await wire.ask("airport_organization_bind", bind_data())
    assert bound == {
        "result": 0,
        "output": {"err_infos": [{"sn": DOCK, "err_code": 0}, {"sn": AIRCRAFT, "err_code": 0}]},
    }
    assert wire.saves == 1
    dock = wire.server.fleet.get(DOCK)
    assert dock is not None
    assert (dock.accepted, dock.callsign, dock.online) == (True, "Roof", True)
    wire.say("osd", data={"sub_device": {"device_sn": AIRCRAFT}})
    after = await wire.ask("airport_bind_status", asked)
    assert after["output"]["bind_status"][0] == {
        "sn": DOCK,
        "is_device_bind_organization": True,
        "organization_id": "roof",
        "organization_name": "Home",
        "device_callsign": "Roof",
    }
    assert after["output"]["bind_status"][1]["is_device_bind_organization"] is True


async def test_what_is_not_saved_is_not_bound() -> None:
    """The dock is answered so, and nobody takes it for one of ours; its next attempt works."""
    wire = Wire()
    changes = wire.events(DockChanged)
    saved: list[list[dict[str, Any]]] = []

    async def full() -> None:
        saved.append(wire.server.fleet.as_dict())
        raise NotSaved("disk full")

    wire.server.save, works = full, wire.server.save
    bound = await wire.ask("airport_organization_bind", bind_data())
    assert [entry["err_code"] for entry in bound["output"]["err_infos"]] == [BIND_FAILED] * 2
    assert not wire.server.fleet.accepted(DOCK)
    assert changes == []
    # What was to be saved is that it is accepted.
    assert [(dock["serial"], dock["accepted"]) for dock in saved[0]] == [(DOCK, True)]
    assert wire.server.fleet.as_dict() == []
    wire.server.save = works
    bound = await wire.ask("airport_organization_bind", bind_data())
    assert [entry["err_code"] for entry in bound["output"]["err_infos"]] == [0, 0]
    assert wire.server.fleet.accepted(DOCK)
    assert changes


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bind_data(code="WRONG"), BAD_BINDING_CODE),
        (bind_data(code=""), BAD_BINDING_CODE),
        (bind_data(organization="other"), UNKNOWN_ORGANIZATION),
        ({"bind_devices": [{"sn": "../x"}]}, ILLEGAL_ARGUMENT),
    ],
)
async def test_refused_binding(data: dict[str, Any], code: int) -> None:
    """Every device gets its own code, and nobody is accepted."""
    wire = Wire()
    answer = await wire.ask("airport_organization_bind", data)
    assert {entry["err_code"] for entry in answer["output"]["err_infos"]} == {code}
    assert wire.saves == 0
    assert not wire.server.fleet.accepted(DOCK)


@pytest.mark.parametrize(
    ("settings", "data", "reason"),
    [
        (SETTINGS, bind_data(code="WRONG"), Refusal.WRONG_CODE),
        (SETTINGS, bind_data(organization="other"), Refusal.OTHER_ORGANIZATION),
        (CloudSettings(organization_id="roof"), bind_data(), Refusal.NO_CODE),
    ],
)
async def test_refusals_are_reported(
    settings: CloudSettings, data: dict[str, Any], reason: Refusal
) -> None:
    """Whether it only asks for the name or binds itself, and of the dock that speaks alone."""
    wire = Wire(settings)
    events = wire.events(BindingRefused)
    await wire.ask("airport_organization_get", data["bind_devices"][0])
    await wire.ask("airport_organization_bind", data)
    assert events == [BindingRefused(dock=DOCK, reason=reason)] * 2
    events.clear()
    await wire.ask("airport_organization_bind", data, serial="OTHERDOCK")
    await wire.ask("airport_organization_bind", {"bind_devices": [{"sn": "../x"}]})
    wire.accept()
    await wire.ask("airport_organization_bind", data)
    assert events == []


async def test_too_many_guesses_say_nothing_of_a_dock() -> None:
    """It is refused without its code having been looked at."""
    wire = Wire()
    events: list[BindingRefused] = []
    for _ in range(10):
        await wire.ask("airport_organization_bind", bind_data(code="WRONG"))
    wire.server.listeners.add(BindingRefused, events.append)
    await wire.ask("airport_organization_bind", bind_data())
    assert events == []


@pytest.mark.parametrize("missing", ["app_id", "app_key", "app_license"])
async def test_a_developer_app_that_is_missing_is_reported(missing: str) -> None:
    """Once a dock asks for it; the answer stays what it is."""
    changes: dict[str, Any] = {missing: ""}
    wire = Wire(replace(SETTINGS, **changes))
    events = wire.events(LicenseMissing)
    assert (await wire.ask("config"))[missing] == ""
    assert events == [LicenseMissing(DOCK)]


async def test_organization_get_refused() -> None:
    """The organization's name is answered only to those who know the code."""
    answer = await Wire().ask(
        "airport_organization_get", {"device_binding_code": "x", "organization_id": "roof"}
    )
    assert answer == {"result": BAD_BINDING_CODE}


async def test_a_dock_binds_only_itself() -> None:
    """The right code in the name of another dock accepts nobody."""
    wire = Wire()
    await wire.ask("airport_organization_bind", bind_data(), serial="OTHERDOCK")
    assert not wire.server.fleet.accepted(DOCK)
    assert not wire.server.fleet.accepted("OTHERDOCK")


def codes(answer: dict[str, Any]) -> set[int]:
    """Return what a dock was answered of itself and of its aircraft."""
    return {entry["err_code"] for entry in answer["output"]["err_infos"]}


async def test_guessing_is_limited() -> None:
    """After ten wrong codes even the right one has to wait a minute; dock and aircraft are one."""
    now = 100.0
    wire = Wire(clock=lambda: now)
    for _ in range(10):
        answer = await wire.ask("airport_organization_bind", bind_data(code="WRONG"))
        assert codes(answer) == {BAD_BINDING_CODE}
    assert codes(await wire.ask("airport_organization_bind", bind_data())) == {BIND_FAILED}
    now += 61
    await wire.ask("airport_organization_bind", bind_data())
    assert wire.server.fleet.accepted(DOCK)


async def test_several_guesses_in_one_request_count_each() -> None:
    """Whoever names eight devices does not get eight tries for one."""
    wire = Wire()
    devices = [bind_data(code=f"WRONG{number}")["bind_devices"][0] for number in range(5)]
    for number, device in enumerate(devices):
        device["sn"] = f"SN{number}"
    for _ in range(2):
        await wire.ask("airport_organization_bind", {"bind_devices": devices})
    assert codes(await wire.ask("airport_organization_bind", bind_data())) == {BIND_FAILED}


async def test_a_dock_that_guesses_locks_nobody_else_out() -> None:
    """One whose code was typed in wrong tries for ever; the next one knows it."""
    now = 100.0
    wire = Wire(clock=lambda: now)
    for _ in range(30):
        now += 10
        await wire.ask("airport_organization_get", bind_data("WRONG")["bind_devices"][0])
        answer = await wire.ask("airport_organization_bind", bind_data("WRONG"), serial="OTHER")
        assert codes(answer) == {BAD_BINDING_CODE}
    assert codes(await wire.ask("airport_organization_bind", bind_data())) == {0}


async def test_invented_docks_keep_nobody_from_binding() -> None:
    """Not with all the codes that a thousand of them try once, nor with the room that they take."""
    wire = Wire()
    for number in range(MAX_DOCKS + 1):
        serial = f"SN{number}"
        wire.say("osd", data={"cover_state": 0, "silent_mode": 1}, serial=serial)
        await wire.ask("airport_organization_bind", bind_data("WRONG"), serial=serial)
    assert codes(await wire.ask("airport_organization_bind", bind_data())) == {0}
    assert wire.server.fleet.accepted(DOCK)
    assert len(list(wire.server.fleet)) == MAX_DOCKS
    # Nor do they take a dock's place once it is ours.
    for number in range(MAX_DOCKS):
        wire.say("osd", data={"cover_state": 0}, serial=f"NEW{number}")
    assert wire.server.fleet.accepted(DOCK)


async def test_guesses_of_all_are_bounded() -> None:
    """However many docks somebody invents for them."""
    now = 100.0
    wire = Wire(clock=lambda: now)
    for number in range(2000):
        wire.server.binding_attempts.failed(f"SN{number}")
    assert codes(await wire.ask("airport_organization_bind", bind_data())) == {BIND_FAILED}
    now += 601
    assert codes(await wire.ask("airport_organization_bind", bind_data())) == {0}


async def test_the_aircraft_is_bound_with_its_dock() -> None:
    """Before the dock has reported that it is linked, and after a restart; of others nothing is answered."""
    wire = Wire()
    await wire.ask("airport_organization_bind", bind_data())
    again = Wire()
    again.server.fleet.restore(wire.server.fleet.as_dict())
    for known in (wire, again):
        answer = await known.ask(
            "airport_bind_status", {"devices": [{"sn": DOCK}, {"sn": AIRCRAFT}, {"sn": "OTHER"}]}
        )
        bound = [each["is_device_bind_organization"] for each in answer["output"]["bind_status"]]
        assert bound == [True, True, False]
    bound_with = wire.server.fleet.dock_of(AIRCRAFT)
    assert bound_with
    assert bound_with.aircraft == Aircraft(serial=AIRCRAFT, model_key="0-100-1", online=False)


async def test_a_dock_does_not_bind_another_dock_as_its_aircraft() -> None:
    """Whatever stands beside it in the request."""
    wire = Wire()
    data = bind_data()
    data["bind_devices"][1]["device_model_key"] = "3-2-0"
    await wire.ask("airport_organization_bind", data)
    assert wire.server.fleet.accepted(DOCK)
    assert wire.server.fleet.dock_of(AIRCRAFT) is None


async def test_bind_status_of_others_is_not_answered() -> None:
    """A dock learns about itself and its aircraft only."""
    wire = Wire()
    wire.accept()
    answer = await wire.ask("airport_bind_status", {"devices": [{"sn": DOCK}]}, serial="OTHERDOCK")
    assert answer["output"]["bind_status"][0]["is_device_bind_organization"] is False


@pytest.mark.parametrize("method", ["flight_areas_get", "offline_map_get"])
async def test_nothing_to_offer_is_said_at_once(method: str) -> None:
    """A dock without this answer waits 40 seconds at each take-off."""
    assert await Wire().ask(method) == {"result": 0}


async def test_without_a_binding_code_nobody_binds() -> None:
    """An empty code is no code that a dock could know."""
    wire = Wire(CloudSettings(organization_id="roof"))
    await wire.ask("airport_organization_bind", bind_data(code=""))
    assert not wire.server.fleet.accepted(DOCK)
