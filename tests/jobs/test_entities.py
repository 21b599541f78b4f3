"""Jobs, as people see them: the sensor, the event and the history."""

import json
from typing import Any

from homeassistant.core import Context, HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import COMMANDS, CloudServer, DockRefused
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.jobs.entities import JOB_COMMANDS
from custom_components.dji_dock.jobs.models import Job
from custom_components.dji_dock.jobs.order import Order
from tests.helpers.home import call, wait_until
from tests.helpers.metadata import ENGLISH
from tests.helpers.told import DOCK, Told


class Sent:
    """What was sent to a dock that is not there."""

    def __init__(self, hub: Hub) -> None:
        """Take who sends."""
        self._hub = hub
        self.job_id = ""

    async def keep(self, job_id: str) -> None:
        """Send nothing, but know it."""
        self.job_id = job_id

    def order(self, command: str = "cover_open", value: int | None = None) -> Order:
        """Return an order."""
        known = COMMANDS[command]
        return Order(
            dock=DOCK,
            command=command,
            value=value,
            limit=3600,
            is_job=known.is_job,
            send=self.keep,
        )

    def say(self, told: Told, kind: str, command: str, **data: Any) -> None:
        """Let the dock say something about it."""
        body = {"bid": self.job_id, "tid": "t", "method": command, "timestamp": 0, "data": data}
        server: CloudServer = self._hub.server
        server.receive(f"thing/product/{DOCK}/{kind}", json.dumps(body).encode(), False)


@pytest.fixture
def sent(told: Told, loaded: MockConfigEntry) -> Sent:
    """Return what is sent to a dock that is there."""
    told.link()
    return Sent(loaded.runtime_data)


async def test_a_job_is_shown_from_its_beginning_to_its_end(
    hass: HomeAssistant, told: Told, sent: Sent, loaded: MockConfigEntry
) -> None:
    """By the command's name, and how far it is."""
    assert await told.state("job") == "idle"
    assert told.shown("sensor", "job")["job_id"] is None
    jobs = loaded.runtime_data.jobs
    work = jobs.async_run(sent.order(), Context(user_id="anybody"))
    asked = hass.async_create_background_task(work, "asked")
    await wait_until(lambda: sent.job_id)
    assert await told.state("job") == "cover_open"
    assert told.shown("event", "job")["event_type"] == "started"
    sent.say(told, "services_reply", "cover_open", result=0)
    job: Job = await asked
    progress = {"percent": 70, "step_key": "open_cover"}
    sent.say(
        told,
        "events",
        "cover_open",
        result=0,
        output={"status": "in_progress", "progress": progress},
    )
    assert await told.state("job") == "cover_open"
    shown = told.shown("sensor", "job")
    assert (shown["job_id"], shown["status"]) == (job.job_id, "running")
    assert (shown["percent"], shown["step"]) == (70, "open_cover")
    sent.say(told, "events", "cover_open", result=514107, output={"status": "failed"})
    await wait_until(lambda: jobs.state(DOCK).job is None)
    assert await told.state("job") == "idle"
    shown = told.shown("sensor", "job")
    assert (shown["status"], shown["percent"]) == ("failed", None)
    assert "does not open" in shown["reason"]
    event = told.shown("event", "job")
    assert (event["event_type"], event["command"], event["code"]) == (
        "failed",
        "cover_open",
        514107,
    )
    assert event["reason"] == shown["reason"]


async def test_the_history_says_who_asked_for_what(
    hass: HomeAssistant, told: Told, sent: Sent, loaded: MockConfigEntry
) -> None:
    """Newest first, and only what is asked for."""
    jobs = loaded.runtime_data.jobs
    for command, value, result in (
        ("alarm_state_switch", 1, 0),
        ("air_conditioner_mode_switch", 2, 514185),
    ):
        sent.job_id = ""
        context = Context(user_id="anybody", parent_id="other")
        asked = hass.async_create_task(jobs.async_run(sent.order(command, value), context))
        await wait_until(lambda: sent.job_id)
        sent.say(told, "services_reply", command, result=result)
        if result:
            with pytest.raises(DockRefused, match=str(result)):
                await asked
        else:
            await asked
    await wait_until(lambda: jobs.state(DOCK).job is None)
    history = (await call(hass, "get_jobs", DOCK))["jobs"]
    assert [each["command"] for each in history] == [
        "air_conditioner_mode_switch",
        "alarm_state_switch",
    ]
    failed, done = history
    assert (failed["status"], failed["code"], failed["value"]) == ("failed", 514185, 2)
    assert "45 °C" in failed["reason"]
    assert (done["status"], done["reason"], done["code"]) == ("succeeded", None, None)
    assert done["asked_by"]["user_id"] == "anybody"
    assert done["asked_by"]["parent_id"] == "other"
    assert done["created"] <= done["sent"] <= done["finished"]
    only = (await call(hass, "get_jobs", DOCK, status=["failed"]))["jobs"]
    assert [each["status"] for each in only] == ["failed"]
    assert len((await call(hass, "get_jobs", DOCK, limit=1))["jobs"]) == 1


def test_every_command_has_a_name() -> None:
    """Of those that are offered: rods are not, and remote debugging is no job."""
    assert set(JOB_COMMANDS) == COMMANDS.keys() - {
        "debug_mode_open", "debug_mode_close", "putter_open", "putter_close",
    } | {"ota_create"}  # fmt: skip
    states = ENGLISH["entity"]["sensor"]["job"]["state"]
    assert set(states) == {"idle", *JOB_COMMANDS}
