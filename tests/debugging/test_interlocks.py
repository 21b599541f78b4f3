"""What forbids a command."""

from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import COMMANDS, Aircraft, Dock
from custom_components.dji_dock.debugging.interlocks import Facts, refuse
from tests.cloud_api.wire import AIRCRAFT, DOCK

INSIDE = Dock(serial=DOCK, model_key="3-3-0", accepted=True, online=True, mode=0, in_dock=True)


def facts(dock: dict[str, Any] | None = None, **others: Any) -> Facts:
    """Return an idle dock with its aircraft inside and off, but for what is given."""
    changes = {"aircraft": Aircraft(serial=AIRCRAFT), **(dock or {})}
    fields = {name: getattr(INSIDE, name) for name in ("serial", "model_key", "mode", "in_dock")}
    fresh = {"place_is_fresh": True, "power_is_fresh": True, "mode_is_fresh": True}
    return Facts(dock=Dock(**{**fields, **changes}), **{**fresh, **others})


ON = {"aircraft": Aircraft(serial=AIRCRAFT, online=True)}
OFF = {"sub_device": {"device_online_status": 0}}
BY_HAND = {"aircraft": Aircraft(serial=AIRCRAFT, controller="RC1")}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("reported", "key"),
    [
        (facts({"mode": None}), "debug_mode_unknown"),
        (facts(mode_is_fresh=False), "debug_mode_unknown"),
        (facts({"mode": 4}), "debug_flying"),
        (facts({"flight_step": 2}), "debug_flying"),
        (facts({"mode": 3}), "debug_upgrading"),
        (facts(values={"firmware_upgrade_status": 1}), "debug_upgrading"),
        (facts(installing=True), "debug_upgrading"),
        (facts({"mode": 1}), "debug_on_site"),
        (facts(values={"emergency_stop_state": 1}), "debug_emergency_stop"),
        (facts(exporting=True), "debug_exporting"),
        (facts(minutes_to_flight=7), "debug_flight_due"),
    ],
)
def test_what_forbids_everything(command: str, reported: Facts, key: str) -> None:
    """Also what is forced."""
    found = refuse(reported, command, force=True)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("model", ["3-1-0", "3-2-0", "3-3-0", ""])
@pytest.mark.parametrize("wind", [7.9, 8.0, 8.1, 12.0, 12.1])
def test_wind(model: str, wind: float) -> None:
    """More than the model allows; of an unknown one the strictest limit."""
    limit = 8.0 if model in ("3-2-0", "") else 12.0
    found = refuse(facts({"model_key": model}, values={"wind_speed": wind}), "cover_open")
    assert (found is not None) is (wind > limit)
    assert refuse(facts({"model_key": model}, values={"wind_speed": wind}), "cover_close") is None


@pytest.mark.parametrize(
    ("command", "reported", "key"),
    [
        ("cover_open", facts(values={"rainfall": 0}), None),
        ("cover_open", facts(values={"rainfall": 1}), "cover_rain"),
        ("cover_open", facts(values={"rainfall": 7}), "cover_rain"),
        # The dock itself refuses then, too.
        ("cover_open", facts(), None),
        ("cover_close", facts(ON), None),
        ("cover_close", facts({"in_dock": False}, values=OFF), None),
        ("cover_close", facts({"in_dock": False}), "cover_aircraft_outside"),
        (
            "cover_close",
            facts({"in_dock": False}, values=OFF, power_is_fresh=False),
            "cover_aircraft_outside",
        ),
        ("cover_close", facts({**ON, "in_dock": False}), "cover_aircraft_outside"),
        ("cover_close", facts({**ON, "in_dock": None}), "cover_aircraft_outside"),
        ("cover_close", facts({**BY_HAND, "in_dock": False}), "cover_aircraft_outside"),
        (
            "cover_force_close",
            facts(
                {"in_dock": False},
                values=OFF,
                place_is_fresh=True,
            ),
            None,
        ),
        (
            "cover_force_close",
            facts(
                {"in_dock": False},
                values=OFF,
                place_is_fresh=False,
            ),
            "force_needs_proof",
        ),
        (
            "cover_force_close",
            facts({"in_dock": False}, values=OFF, power_is_fresh=False),
            "force_needs_proof",
        ),
        ("cover_force_close", facts({"in_dock": False}, place_is_fresh=True), "force_needs_proof"),
        (
            "cover_force_close",
            facts(values=OFF, place_is_fresh=True),
            "force_needs_proof",
        ),
        (
            "cover_force_close",
            facts(
                {"in_dock": None},
                values=OFF,
                place_is_fresh=True,
            ),
            "force_needs_proof",
        ),
        (
            "cover_force_close",
            facts(
                {"in_dock": False, **BY_HAND},
                values=OFF,
                place_is_fresh=True,
            ),
            "force_needs_proof",
        ),
        # What was reported before the dock fell silent says nothing of now.
        ("cover_close", facts(place_is_fresh=False), "cover_aircraft_outside"),
        ("drone_open", facts(place_is_fresh=False), "power_on_outside"),
        ("drone_close", facts(place_is_fresh=False), "power_off_not_idle"),
        ("drone_open", facts(), None),
        ("drone_open", facts({"in_dock": False}), "power_on_outside"),
        ("drone_open", facts({"in_dock": None}), "power_on_outside"),
        ("drone_close", facts(), None),
        ("drone_close", facts(ON, aircraft={"mode_code": 0}), None),
        ("drone_close", facts(ON, aircraft={"mode_code": 9}), "power_off_not_idle"),
        ("drone_close", facts(ON), "power_off_not_idle"),
        (
            "drone_close",
            facts({**ON, "in_dock": False}, aircraft={"mode_code": 0}),
            "power_off_not_idle",
        ),
        ("drone_close", facts({"mode": 5}), "power_off_not_idle"),
        ("device_reboot", facts(), None),
        ("device_reboot", facts(uploading=True), "restart_uploading"),
        (
            "air_conditioner_mode_switch",
            facts(values={"air_conditioner": {"switch_time": 42}}),
            "air_conditioner_locked",
        ),
        (
            "air_conditioner_mode_switch",
            facts(values={"air_conditioner": {"switch_time": 0}}),
            None,
        ),
        ("device_format", facts(), "format_media_unknown"),
        ("device_format", facts(pending=3), "format_media_waits"),
        ("drone_format", facts(pending=3), "format_media_waits"),
        ("drone_format", facts(pending=0), None),
    ],
)
def test_what_forbids_a_command(command: str, reported: Facts, key: str | None) -> None:
    """What is not known counts as the worse of both."""
    found = refuse(reported, command)
    assert (found.key if found else None) == key


@pytest.mark.parametrize("command", ["device_format", "drone_format"])
def test_files_that_would_be_lost(command: str) -> None:
    """May be given up; nothing else may."""
    assert refuse(facts(pending=3), command, force=True) is None
    assert refuse(facts({"mode": 4}, pending=3), command, force=True) is not None


def test_force_is_for_formatting_only() -> None:
    """It opens no door."""
    assert refuse(facts(values={"rainfall": 2}), "cover_open", force=True) is not None
