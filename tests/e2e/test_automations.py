"""An automation with a trigger and a condition of ours, in the release of Home Assistant that users run."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.lab.simulator import Broker, DockProfile, FlightPlan, SimulatedDock, Simulator
from tests.lab.stack.home_assistant import HomeAssistant
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore

from .parts import BINDING_CODE, HASS, ORGANIZATION, flow_input, wait_for

pytestmark = [pytest.mark.usefixtures("socket_enabled"), pytest.mark.timeout(600)]

PROFILE = DockProfile(
    serial="8UUXE2E0000001",
    aircraft_serial="1581FE2E000001",
    callsign="Roof",
    binding_code=BINDING_CODE,
    organization_id=ORGANIZATION,
    archive_size=200_000,
    speed=10.0,
)


async def test_an_automation_runs_and_is_offered(tmp_path: Path) -> None:
    """Saved as the editor saves it, started by a real upload; the dock is offered all of ours."""
    broker = Mosquitto(tmp_path / "mosquitto")
    store = MotoStore(tmp_path / "s3")
    home = HomeAssistant(tmp_path / "home", HASS, minimal=True)
    with (home.folder / "configuration.yaml").open("a") as file:
        file.write("automation: !include automations.yaml\nrecorder:\n")
    dock = SimulatedDock(
        PROFILE,
        Broker(
            host="127.0.0.1",
            port=broker.port,
            username=broker.username,
            password=broker.password,
        ),
    )
    try:
        home.start()
        broker.start()
        store.start()
        await home.wait_ready(180)
        await home.onboard()
        await home.wait_started(180)
        await home.add_integration(flow_input(broker, store))
        async with Simulator([dock]):
            await dock.wait_online(timeout=120)
            await see(home)
            await dock.fly(FlightPlan(flight_id="flight-1", photos=1, videos=0, photo_width=320))
            await read_timeline(home)
    finally:
        home.kill()
        for part in (store, broker):
            await asyncio.to_thread(part.stop)


async def read_timeline(home: HomeAssistant) -> None:
    """See that it holds what our records know, and what the recorder does."""
    device = await home.device(PROFILE.serial)
    assert device
    now = datetime.now(UTC)
    expected = {
        ("log_upload", "asked"),
        ("log_upload", "uploaded"),
        ("flight", "started"),
        ("flight", "ended"),
        ("media", "complete"),
    }

    async def told() -> bool:
        got = await home.command(
            "dji_dock/timeline",
            device_id=device["id"],
            start=(now - timedelta(hours=1)).isoformat(),
            end=(now + timedelta(hours=1)).isoformat(),
        )
        return expected <= {(event["kind"], event["what"]) for event in got["events"]}

    # The recorder writes from time to time.
    await wait_for(told, 120)


async def see(home: HomeAssistant) -> None:
    """Save the automation, upload logs, and see that it ran."""

    async def known() -> bool:
        device = await home.device(PROFILE.serial)
        return device is not None and "log_upload" in await home.entities(device["id"])

    await wait_for(known, 120)
    device = await home.device(PROFILE.serial)
    assert device
    target = {"device_id": device["id"]}
    for kind, some in (
        ("triggers", {"log_upload_ended", "media_complete", "went_offline", "job_failed"}),
        ("conditions", {"is_idle", "log_upload_is_running"}),
    ):
        offered = await home.command(f"get_{kind}_for_target", target={"device_id": [device["id"]]})
        assert {f"dji_dock.{name}" for name in some} <= set(offered)
    await home.post(
        "/api/config/automation/config/e2e",
        {
            "alias": "of the test",
            "triggers": [
                {
                    "trigger": "dji_dock.log_upload_ended",
                    "target": target,
                    "options": {"result": ["uploaded"]},
                }
            ],
            "conditions": [{"condition": "dji_dock.is_idle", "target": target, "options": {}}],
            "actions": [{"variables": {"seen": "{{ trigger.stored }} of {{ trigger.dock }}"}}],
        },
    )

    async def ready() -> bool:
        return await home.state("automation.of_the_test") == "on"

    await wait_for(ready, 60)
    await home.action("start_log_upload", {"device_id": device["id"], "modules": ["dock"]})

    async def ran() -> bool:
        return bool((await home.attributes("automation.of_the_test"))["last_triggered"])

    await wait_for(ran, 120)
    [run] = await home.command("trace/list", domain="automation", item_id="e2e")
    trace: Any = await home.command(
        "trace/get", domain="automation", item_id="e2e", run_id=run["run_id"]
    )
    [step] = trace["trace"]["action/0"]
    assert step["changed_variables"]["seen"] == "['dock'] of Roof"
    log = home.log_text()
    assert [line for line in log.splitlines() if " ERROR " in line and "dji_dock" in line] == []
