"""Logs of an aircraft that is off: real broker, real store, a dock that takes its time."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import dock_properties
from custom_components.dji_dock.hub import Hub
from tests.helpers.home import call, state, wait_until
from tests.lab.simulator import Faults, Module, SimulatedDock, expected_archive
from tests.lab.stack.s3 import Store

STATUS = "sensor.roof_log_upload_status"
BUTTON = "button.roof_upload_latest_logs"
ASKED: dict[str, Any] = {"modules": ["aircraft"], "power_aircraft": True}
WHOLE = ["debug_mode_open", "drone_open", "fileupload_start", "drone_close", "debug_mode_close"]


@pytest.fixture
async def off(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> AsyncGenerator[SimulatedDock]:
    """Return a dock whose aircraft is off, and which has said so."""
    hub: Hub = loaded.runtime_data
    dock.set_aircraft(on=False)
    values = hub.server.properties.of(dock.serial)
    await wait_until(lambda: dock_properties.AIRCRAFT_ON.read(values) is False)
    await wait_until(lambda: hub.debugging.sessions.is_open(dock.serial) is False)
    yield dock
    dock.faults = Faults()


def done(dock: SimulatedDock) -> list[str]:
    """Return what a dock was asked for, without questions for its logs."""
    return [each.method for each in dock.orders if each.method != "fileupload_list"]


async def at_rest(loaded: MockConfigEntry, dock: SimulatedDock) -> None:
    """Wait until the aircraft is off and remote debugging closed, and nothing is left to be done."""
    hub: Hub = loaded.runtime_data
    await wait_until(
        lambda: (
            not dock.aircraft_on
            and hub.debugging.sessions.is_open(dock.serial) is False
            and not hub.debugging.sessions.is_ours(dock.serial)
            and hub.assistant._powered.get(dock.serial) is None
        ),
        60,
    )
    assert not dock.repeated_orders()


async def arrived(dock: SimulatedDock, store: Store, file: dict[str, Any]) -> None:
    """See that the log of the aircraft is in the bucket."""
    await wait_until(lambda: dock.uploads, 30)
    data = store.read(file["object_key"])
    assert data == expected_archive(dock.profile, Module.AIRCRAFT, file["boot_indexes"])


async def test_from_off_to_off(
    hass: HomeAssistant, off: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """The log is in the bucket, and everything is as it was before; each command came once."""
    started = await call(hass, "start_log_upload", off.serial, **ASKED)
    [file] = started["files"]
    assert (file["module"], started["queued"]) == ("aircraft", False)
    assert off.aircraft_on
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 30)
    await arrived(off, store, file)
    await at_rest(loaded, off)
    assert done(off) == WHOLE
    assert not off.damage
    assert off.complaints == []


async def test_the_button(
    hass: HomeAssistant, off: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """Of this dock alone; whoever presses all buttons gets what there is."""
    press = ("button", "press")
    await hass.services.async_call(*press, {"entity_id": [BUTTON, BUTTON + "_2"]}, blocking=True)
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 30)
    assert done(off) == ["fileupload_start"]
    await hass.services.async_call(*press, {"entity_id": BUTTON}, blocking=True)
    assert off.aircraft_on
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 30)
    await at_rest(loaded, off)
    assert done(off)[1:] == WHOLE


@pytest.mark.parametrize(
    ("faults", "key"),
    [
        (Faults(refuse={"drone_open": 514123}), "code_514123"),
        (Faults(fail_job={"drone_open": 514109}), "code_514109"),
        (Faults(refuse={"debug_mode_open": 514148}), "code_514148"),
        (Faults(refuse={"fileupload_start": 324016}), "code_324016"),
    ],
    ids=["refused", "failed", "no debugging", "no start"],
)
async def test_what_goes_wrong_leaves_nothing(
    hass: HomeAssistant, off: SimulatedDock, loaded: MockConfigEntry, faults: Faults, key: str
) -> None:
    """The user reads why."""
    off.faults = faults
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "start_log_upload", off.serial, **ASKED)
    assert refused.value.translation_key == key
    await at_rest(loaded, off)
    assert len(off.orders_of("drone_open")) <= 1


@pytest.mark.parametrize(
    "faults",
    [
        Faults(fail={Module.AIRCRAFT: 324018}),
        Faults(leaves_debug_after=4),
    ],
    ids=["upload fails", "leaves debugging"],
)
async def test_whatever_happens_on_the_way(
    hass: HomeAssistant, off: SimulatedDock, loaded: MockConfigEntry, faults: Faults
) -> None:
    """The aircraft is switched off after the end of the upload, and that was begun once."""
    off.faults = faults
    off.profile = replace(off.profile, bandwidth=200_000)
    await call(hass, "start_log_upload", off.serial, **ASKED)
    await wait_until(lambda: state(hass, STATUS) in ("uploaded", "failed"), 60)
    off.faults = replace(faults, leaves_debug_after=None)
    await at_rest(loaded, off)
    assert off.starts == 1
    assert len(off.orders_of("drone_open")) == 1


async def test_jobs_whose_end_nobody_hears(
    hass: HomeAssistant, off: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """What the dock reports of the aircraft counts."""
    off.faults = Faults(no_final_event=True)
    await call(hass, "start_log_upload", off.serial, **ASKED)
    off.faults = Faults()
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 60)
    off.faults = Faults(no_final_event=True)
    await at_rest(loaded, off)
    assert done(off) == WHOLE


async def test_the_entry_is_reloaded_while_it_is_switched_on(
    hass: HomeAssistant, off: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Whoever asked is told, and the next run switches it off."""
    # The end comes after that; so much of the time of the dock is 20 s of ours.
    off.profile = replace(off.profile, job_seconds={"drone_open": 20 * off.profile.speed})
    asked = hass.async_create_task(call(hass, "start_log_upload", off.serial, **ASKED))
    await wait_until(lambda: off.orders_of("drone_open"))
    await hass.config_entries.async_reload(loaded.entry_id)
    with pytest.raises(HomeAssistantError) as told:
        await asked
    assert told.value.translation_key == "job_followed_later"
    await wait_until(lambda: off.aircraft_on)
    await at_rest(loaded, off)
    assert off.starts == 0
    assert len(off.orders_of("drone_open")) == 1


async def test_the_entry_is_reloaded_in_the_middle(
    hass: HomeAssistant, off: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """While the log is being uploaded: what follows is up to the next run."""
    off.profile = replace(off.profile, bandwidth=20_000)
    started = await call(hass, "start_log_upload", off.serial, **ASKED)
    await off.wait_job(percent=10)
    await hass.config_entries.async_reload(loaded.entry_id)
    off.profile = replace(off.profile, bandwidth=10_000_000)
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 60)
    await arrived(off, store, started["files"][0])
    await at_rest(loaded, off)
    assert off.starts == 1
    assert len(off.orders_of("drone_open")) == 1
