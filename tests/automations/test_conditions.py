"""What lets an automation go on."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import condition as condition_helper
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.automations.conditions import CONDITIONS
from custom_components.dji_dock.jobs.models import Job, JobsState
from custom_components.dji_dock.logs.models import LogsState, UploadStatus
from tests.helpers.automations import Automation
from tests.helpers.home import device_id
from tests.helpers.told import DOCK, OTHER, Told
from tests.helpers.upload_records import new

PARKED: dict[str, Any] = {"mode_code": 0, "drone_in_dock": 1, "flighttask_step_code": 5}
FLYING: dict[str, Any] = {"mode_code": 4, "drone_in_dock": 0, "flighttask_step_code": 1}

type Check = Callable[..., Any]


@pytest.fixture
def check(hass: HomeAssistant) -> Check:
    """Return what tests a condition on docks, now."""

    async def holds(name: str, *serials: str, **options: Any) -> bool:
        assert await async_setup_component(hass, "automation", {})
        target = {"device_id": [device_id(hass, serial) for serial in serials or (DOCK,)]}
        config = {"condition": f"dji_dock.{name}", "target": target, "options": options}
        validated = await condition_helper.async_validate_condition_config(hass, config)
        checker = await condition_helper.async_from_config(hass, validated)
        try:
            return bool(checker.async_check())
        finally:
            checker.async_unload()

    return holds


async def test_a_dock_is_idle_while_nothing_runs(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, check: Check
) -> None:
    """Not in flight, not at work, and not while nobody can hear it."""
    told.say(DOCK, **PARKED)
    await hass.async_block_till_done()
    assert await check("is_idle")
    for busy in (FLYING, {**PARKED, "mode_code": 2}, {**PARKED, "mode_code": 3}):
        told.say(DOCK, **busy)
        await hass.async_block_till_done()
        assert not await check("is_idle"), busy
        told.say(DOCK, **PARKED)
        await hass.async_block_till_done()
        assert await check("is_idle")
    loaded.runtime_data.server.fleet.update(DOCK, online=False)
    await hass.async_block_till_done()
    assert not await check("is_idle")


async def test_a_job_keeps_a_dock_from_being_idle(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, check: Check
) -> None:
    """Also one that waits: its dock is at another, or is about to begin it."""
    told.say(DOCK, **PARKED)
    await hass.async_block_till_done()
    coordinator = loaded.runtime_data.coordinators[DOCK]
    job = Job(job_id="j1", dock=DOCK, command="cover_open", created=dt_util.utcnow())
    idle = coordinator.data
    coordinator.async_set_state(replace(idle, jobs=JobsState(job=job, latest=job)))
    assert not await check("is_idle")
    coordinator.async_set_state(replace(idle, jobs=JobsState(latest=job)))
    assert await check("is_idle")


async def test_any_or_each_of_several(hass: HomeAssistant, told: Told, check: Check) -> None:
    """A target that means no dock never passes."""
    told.link(OTHER, "1581F0000000E5")
    told.say(DOCK, **PARKED)
    told.say(OTHER, **FLYING)
    await hass.async_block_till_done()
    assert await check("is_idle", DOCK, OTHER)
    assert await check("is_idle", DOCK, behavior="all")
    assert not await check("is_idle", DOCK, OTHER, behavior="all")
    assert not await check("is_idle", OTHER)
    # The aircraft is no dock.
    assert not await check("is_idle", "1581F0000000B2", behavior="all")


@pytest.mark.parametrize("status", UploadStatus)
async def test_an_upload_runs(
    hass: HomeAssistant, loaded: MockConfigEntry, told: Told, check: Check, status: UploadStatus
) -> None:
    """Until it is over its dock is not idle; one that waits for its turn does not run."""
    told.say(DOCK, **PARKED)
    await hass.async_block_till_done()
    coordinator = loaded.runtime_data.coordinators[DOCK]
    logs = LogsState(upload=new("dock", status=status), queued=1)
    coordinator.async_set_state(replace(coordinator.data, logs=logs))
    over = status in ("uploaded", "failed", "canceled")
    assert await check("log_upload_is_running") is not over
    assert await check("is_idle") is over


async def test_an_automation_asks(hass: HomeAssistant, loaded: MockConfigEntry, told: Told) -> None:
    """In its own words, and only if the dock is idle it goes on."""
    told.say(DOCK, **PARKED)
    automation = Automation(hass)
    target = {"device_id": device_id(hass, DOCK)}
    await automation.begin(
        {"trigger": "event", "event_type": "now"},
        conditions=[{"condition": "dji_dock.is_idle", "target": target}],
    )
    hass.bus.async_fire("now")
    assert len(await automation.started()) == 1
    told.say(DOCK, **FLYING)
    hass.bus.async_fire("now")
    assert await automation.started() == []
    await hass.config_entries.async_unload(loaded.entry_id)
    hass.bus.async_fire("now")
    assert await automation.started() == []


async def test_the_editor_offers_them(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """With their fields and targets, as soon as the integration is there."""
    assert await async_setup_component(hass, "automation", {})
    shown = await condition_helper.async_get_all_descriptions(hass)
    for name in CONDITIONS:
        described = shown[f"dji_dock.{name}"]
        assert described
        assert described["target"]["entity"] == [{"integration": "dji_dock", "domain": ["event"]}]
        assert set(described["fields"]) == {"behavior"}
