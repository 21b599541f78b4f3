"""What starts an automation, and what does not."""

from datetime import UTC, datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    trigger as trigger_helper,
)
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.dji_dock.automations.triggers import RESULTS, TRIGGERS
from custom_components.dji_dock.logs.events import upload_event
from custom_components.dji_dock.logs.models import LogUpload, UploadFile, UploadStatus
from custom_components.dji_dock.util.dock_event import DockEvent
from tests.helpers.automations import AUTOMATION_ID, Automation
from tests.helpers.home import call, device_id, wait_until
from tests.helpers.told import ALARM, DOCK, OTHER, Told
from tests.lab.simulator import FlightPlan, SimulatedDock

PARKED: dict[str, Any] = {"mode_code": 0, "drone_in_dock": 1, "flighttask_step_code": 5}
FLYING: dict[str, Any] = {"mode_code": 4, "drone_in_dock": 0, "flighttask_step_code": 1}


@pytest.fixture
def automation(hass: HomeAssistant) -> Automation:
    """Return an automation that is not set up yet."""
    return Automation(hass)


def trigger(hass: HomeAssistant, name: str, serial: str = DOCK, **options: Any) -> dict[str, Any]:
    """Return a trigger for a dock, as the editor saves it."""
    target = {"device_id": device_id(hass, serial)}
    return {"trigger": f"dji_dock.{name}", "target": target, "options": options}


def ended(event_type: str, **modules: str) -> DockEvent:
    """Return that an upload has ended, with how that of each module did."""
    now = datetime(2026, 11, 21, 2, 30, tzinfo=UTC)
    files = tuple(
        UploadFile(
            module=module,
            object_key=f"logs/{module}.tar",
            boot_indexes=(1,),
            device_sn="",
            status=UploadStatus(status),
        )
        for module, status in modules.items()
    )
    upload = LogUpload(
        upload_id="u1",
        dock=DOCK,
        created=now,
        heard=now,
        status=UploadStatus(event_type),
        files=files,
        error="timed_out" if event_type == "failed" else "",
    )
    return upload_event(event_type, upload)


ENDS = {
    "uploaded": ("uploaded", {"dock": "uploaded", "aircraft": "uploaded"}),
    "partial": ("failed", {"dock": "uploaded", "aircraft": "failed"}),
    "failed": ("failed", {"dock": "failed", "aircraft": "failed"}),
    "canceled": ("canceled", {"dock": "canceled"}),
}


async def test_an_upload_that_ends(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, automation: Automation
) -> None:
    """However it ends, if nothing else is said; and what is known of it can be read."""
    await automation.begin(trigger(hass, "log_upload_ended"))
    fire = loaded.runtime_data.coordinators.fire
    for result, (event_type, modules) in ENDS.items():
        fire(DOCK, ended(event_type, **modules))
        [run] = await automation.started()
        assert (run["platform"], run["result"]) == ("dji_dock.log_upload_ended", result)
        assert (run["upload_id"], run["event_type"]) == ("u1", event_type)
        assert run["device_id"] == device_id(hass, DOCK)
        assert run["description"] == f"log upload ended of {run['dock']}"
        assert bool(run["reason"]) == (event_type == "failed")
    fire(DOCK, ended("uploaded", dock="uploaded")._replace(event_type="started"))
    fire(DOCK, DockEvent("job", "failed", {}))
    assert await automation.started() == []


async def test_only_ends_of_some_kind(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, automation: Automation
) -> None:
    """Each end is one of four."""
    await automation.begin(trigger(hass, "log_upload_ended", result=["failed", "partial"]))
    for event_type, modules in ENDS.values():
        loaded.runtime_data.coordinators.fire(DOCK, ended(event_type, **modules))
    assert [run["result"] for run in await automation.started()] == ["partial", "failed"]
    assert set(ENDS) == set(RESULTS)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("log_upload_ended", {"result": ["lost"]}),
        ("log_upload_ended", {"result": []}),
        ("alarm_raised", {"level": "loud"}),
        ("flight_ended", {"for": "00:00:05"}),
        ("went_offline", {"for": "soon"}),
    ],
)
async def test_what_nobody_can_choose_is_refused(
    hass: HomeAssistant, told: Told, name: str, options: dict[str, Any]
) -> None:
    """And so is a trigger without a target."""
    wrong = trigger(hass, name, **options)
    for config in (wrong, {"trigger": f"dji_dock.{name}"}):
        with pytest.raises(Exception, match=r"."):
            await trigger_helper.async_validate_trigger_config(hass, [config])


async def test_a_real_upload(
    hass: HomeAssistant, dock: SimulatedDock, automation: Automation
) -> None:
    """Over the broker, into the store."""
    await automation.begin(trigger(hass, "log_upload_ended", dock.serial))
    upload = await call(hass, "start_log_upload", dock.serial, modules=["dock"])
    await wait_until(lambda: automation.runs)
    [run] = await automation.started()
    assert run["upload_id"] == upload["upload_id"]
    assert (run["result"], run["modules"], run["stored"]) == ("uploaded", ["dock"], ["dock"])


async def test_media_of_a_flight_are_complete_when_the_last_file_is_in_the_bucket(
    hass: HomeAssistant, dock: SimulatedDock, automation: Automation
) -> None:
    """Once for each flight."""
    await automation.begin(trigger(hass, "media_complete", dock.serial))
    for flight_id in ("flight-1", "flight-2"):
        plan = FlightPlan(flight_id=flight_id, photos=2, videos=0, ppk=False, photo_width=320)
        files = await dock.fly(plan)
        await wait_until(lambda: automation.runs)
        [run] = await automation.started()
        assert (run["flight_id"], run["files"]) == (flight_id, len(files))
        assert run["expected"] == len(files)


async def test_flights(hass: HomeAssistant, told: Told, automation: Automation) -> None:
    """Their beginning and their end."""
    await automation.begin(trigger(hass, "flight_started"), trigger(hass, "flight_ended"))
    told.say(DOCK, **PARKED)
    told.say(DOCK, **FLYING)
    [run] = await automation.started()
    assert (run["platform"], run["event_type"]) == ("dji_dock.flight_started", "started")
    told.say(DOCK, **PARKED)
    [run] = await automation.started()
    assert run["platform"] == "dji_dock.flight_ended"


@pytest.mark.parametrize(("level", "heard"), [("notice", 4), ("reminder", 3), ("warning", 2)])
async def test_alarms_from_a_level_on(
    hass: HomeAssistant, told: Told, automation: Automation, level: str, heard: int
) -> None:
    """One of a level without a name is as grave as its number."""
    await automation.begin(trigger(hass, "alarm_raised", level=level))
    for number in range(4):
        told.alarm(DOCK, {**ALARM, "code": f"0x1610008{number}", "level": number})
    runs = await automation.started()
    assert [run["code"] for run in runs] == [f"0x1610008{n}" for n in range(4 - heard, 4)]
    told.alarm(DOCK)
    assert await automation.started() == []


async def test_a_dock_that_leaves_and_comes_back(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, automation: Automation
) -> None:
    """That it is heard for the first time in a run is no news."""
    fleet = loaded.runtime_data.server.fleet
    await automation.begin(trigger(hass, "went_offline"), trigger(hass, "came_back"))
    names = []
    for online in (False, True, True, False):
        fleet.update(DOCK, online=online)
        names += [run["platform"] for run in await automation.started()]
    assert names == ["dji_dock.went_offline", "dji_dock.came_back", "dji_dock.went_offline"]
    await hass.config_entries.async_reload(loaded.entry_id)
    loaded.runtime_data.server.fleet.update(DOCK, online=True)
    assert await automation.started() == []


async def test_a_dock_has_to_be_away_for_some_time(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, automation: Automation
) -> None:
    """If it is back before, or the automation is switched off, nothing happens."""
    fleet = loaded.runtime_data.server.fleet
    await automation.begin({**trigger(hass, "went_offline"), "options": {"for": {"minutes": 10}}})
    later = dt_util.utcnow()
    for away, back in ((5, True), (11, False)):
        fleet.update(DOCK, online=False)
        await hass.async_block_till_done()
        later += timedelta(minutes=away)
        async_fire_time_changed(hass, later)
        assert len(await automation.started()) == (0 if back else 1)
        fleet.update(DOCK, online=True)
        await hass.async_block_till_done()
        later += timedelta(minutes=20)
        async_fire_time_changed(hass, later)
        assert await automation.started() == []
    fleet.update(DOCK, online=False)
    await hass.async_block_till_done()
    await hass.services.async_call(
        "automation", "turn_off", {"entity_id": AUTOMATION_ID}, blocking=True
    )
    async_fire_time_changed(hass, later + timedelta(minutes=30))
    assert await automation.started() == []


async def test_a_job_that_fails(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, automation: Automation
) -> None:
    """With its command and the reason."""
    await automation.begin(trigger(hass, "job_failed"))
    attributes = {"job_id": "j1", "command": "cover_open", "status": "timed_out", "reason": "why"}
    for event_type in ("started", "succeeded", "failed"):
        loaded.runtime_data.coordinators.fire(DOCK, DockEvent("job", event_type, attributes))
    [run] = await automation.started()
    assert {name: run[name] for name in attributes} == attributes


async def test_entities_may_be_renamed_and_disabled_and_the_entry_reloaded(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, automation: Automation
) -> None:
    """The trigger listens to the dock."""
    await automation.begin(trigger(hass, "flight_started"))
    entities = er.async_get(hass)
    entities.async_update_entity(
        told.entity("event", "flight"), disabled_by=er.RegistryEntryDisabler.USER
    )
    entities.async_update_entity(told.entity("event", "hms"), new_entity_id="event.other")
    await hass.config_entries.async_reload(loaded.entry_id)
    again = Told(hass, loaded.runtime_data)
    again.say(DOCK, **PARKED)
    again.say(DOCK, **FLYING)
    assert len(await automation.started()) == 1


async def test_whatever_means_the_dock(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, automation: Automation
) -> None:
    """Its device, its events, its area; also when it is moved there later. Not another dock."""
    told.link(OTHER, "1581F0000000E5")
    await hass.async_block_till_done()
    roof = ar.async_get(hass).async_create("Roof")
    targets: dict[str, Any] = {
        "event": {"entity_id": told.entity("event", "hms")},
        "sensor": {"entity_id": told.entity("sensor", "log_upload_status")},
        "area": {"area_id": roof.id},
        "other": {"device_id": device_id(hass, OTHER)},
    }
    await automation.begin(
        *(
            {"id": name, "trigger": "dji_dock.flight_started", "target": target}
            for name, target in targets.items()
        )
    )
    told.say(DOCK, **PARKED)
    told.say(DOCK, **FLYING)
    assert [run["id"] for run in await automation.started()] == ["event"]
    dr.async_get(hass).async_update_device(device_id(hass, DOCK), area_id=roof.id)
    told.say(DOCK, **PARKED)
    told.say(DOCK, **FLYING)
    assert {run["id"] for run in await automation.started()} == {"event", "area"}


async def test_the_editor_offers_them(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """With their fields and targets, as soon as the integration is there."""
    assert await async_setup_component(hass, "automation", {})
    shown = await trigger_helper.async_get_all_descriptions(hass)
    for name in TRIGGERS:
        described = shown[f"dji_dock.{name}"]
        assert described
        assert described["target"]["entity"] == [{"integration": "dji_dock", "domain": ["event"]}]
