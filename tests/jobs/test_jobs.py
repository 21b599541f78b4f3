"""Jobs: each sent once, at once or never, and each with an end."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.dji_dock.cloud_api import (
    COMMANDS,
    BrokerUnreachable,
    DockRefused,
    DockSilent,
    NotConnected,
    ReplyTimeout,
)
from custom_components.dji_dock.database import DatabaseUnusable
from custom_components.dji_dock.jobs.models import Job, JobStatus
from custom_components.dji_dock.jobs.runner import JobTimings
from tests.cloud_api.wire import DOCK
from tests.helpers.home import wait_until
from tests.helpers.job_rig import JobRig


@pytest.fixture
async def rig(hass: HomeAssistant) -> AsyncGenerator[JobRig]:
    """Return jobs of a dock that is there."""
    made = JobRig(hass)
    await made.load()
    yield made
    await made.end()


@pytest.fixture
async def hasty(hass: HomeAssistant) -> AsyncGenerator[JobRig]:
    """Return jobs whose times are over at once."""
    made = JobRig(hass, JobTimings(wait=0.01, reply=0.01, calm=0, resume=0.01))
    await made.load()
    yield made
    await made.end()


def latest(rig: JobRig) -> Job:
    """Return the newest job."""
    job = rig.jobs.state(DOCK).latest
    assert job is not None
    return job


def sent_commands(rig: JobRig) -> list[str]:
    """Return what was published and nobody took."""
    topics = rig.wire.transport.published
    return [message["method"] for topic, message in topics if topic.endswith("/services")]


async def ended(rig: JobRig, status: JobStatus) -> Job:
    """Wait for the end of the newest job."""
    await wait_until(lambda: latest(rig).status.finished)
    assert latest(rig).status is status
    return latest(rig)


async def test_from_its_beginning_to_its_end(rig: JobRig) -> None:
    """Saved, sent, accepted, under way, done; whoever asked goes on once it is accepted."""
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    assert latest(rig).status is JobStatus.SENT
    assert command["bid"] == latest(rig).job_id
    rig.reply(command, status="in_progress")
    assert (await asked).status is JobStatus.RUNNING
    rig.progress(command, percent=70)
    state = rig.jobs.state(DOCK)
    assert state.job == state.latest
    assert state.job
    assert state.job.percent == 70
    rig.progress(command, "ok", percent=100)
    job = await ended(rig, JobStatus.SUCCEEDED)
    assert (job.percent, job.code, job.reason) == (100, 0, "")
    await wait_until(lambda: rig.jobs.state(DOCK).job is None)
    assert rig.told == ["started", "succeeded"]


async def test_it_is_saved_before_it_is_sent(rig: JobRig) -> None:
    """What cannot be saved is not sent."""
    full = patch.object(rig.jobs.database, "writing", side_effect=DatabaseUnusable("full"))
    with full, pytest.raises(DatabaseUnusable):
        await rig.run(rig.order("cover_open"))
    assert sent_commands(rig) == []
    assert latest(rig).status is JobStatus.FAILED


async def test_an_event_before_the_reply(rig: JobRig) -> None:
    """Counts; the reply changes nothing then."""
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    rig.progress(command, "ok")
    assert (await asked).status is JobStatus.SUCCEEDED
    rig.reply(command, 514116)
    assert latest(rig).status is JobStatus.SUCCEEDED


async def test_a_command_is_done_with_its_reply(rig: JobRig) -> None:
    """No event follows."""
    asked = rig.run(rig.order("supplement_light_open"))
    rig.reply(await rig.sent())
    assert (await asked).status is JobStatus.SUCCEEDED


@pytest.mark.parametrize("word", ["rejected", "failed", "timeout", "canceled"])
async def test_a_reply_that_ends_it(rig: JobRig, word: str) -> None:
    """Its result is 0, its status is not."""
    asked = rig.run(rig.order("cover_open"))
    rig.reply(await rig.sent(), status=word)
    with pytest.raises(HomeAssistantError):
        await asked
    assert latest(rig).status in (JobStatus.FAILED, JobStatus.TIMED_OUT, JobStatus.CANCELED)
    assert rig.told == ["started", "failed"]


async def test_a_dock_refuses(rig: JobRig) -> None:
    """With its code, in words."""
    asked = rig.run(rig.order("cover_open"))
    rig.reply(await rig.sent(), 514134)
    with pytest.raises(DockRefused):
        await asked
    assert latest(rig).code == 514134
    assert "514134" in rig.events[-1][1]["reason"]


async def test_a_job_that_fails_later(rig: JobRig) -> None:
    """The code comes with the last event."""
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    rig.reply(command)
    await asked
    rig.progress(command, "failed", result=514107)
    assert (await ended(rig, JobStatus.FAILED)).code == 514107


async def test_the_same_order_joins(rig: JobRig) -> None:
    """One command for two who ask."""
    first = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    assert not latest(rig).shared
    second = rig.run(rig.order("cover_open"))
    await rig.wire.settle()
    assert latest(rig).shared
    rig.reply(command)
    assert (await first).job_id == (await second).job_id
    assert sent_commands(rig) == []


async def test_one_at_a_time(rig: JobRig) -> None:
    """The next one is sent when the first one is over."""
    first = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    second = rig.run(rig.order("charge_open"))
    rig.reply(command)
    await first
    assert sent_commands(rig) == []
    rig.progress(command, "ok")
    rig.reply(await rig.sent())
    assert (await second).command == "charge_open"


async def test_nothing_late(hasty: JobRig) -> None:
    """What has waited for too long is refused in words."""
    order = hasty.order("cover_open")
    first = hasty.run(order)
    command = await hasty.sent()
    hasty.reply(command)
    await first
    with pytest.raises(HomeAssistantError) as caught:
        await hasty.run(hasty.order("charge_open"))
    assert caught.value.translation_key == "job_waited"
    hasty.progress(command, "ok")
    await wait_until(lambda: hasty.jobs.state(DOCK).job is None)
    assert sent_commands(hasty) == []


async def test_the_opposite_replaces_what_waits(rig: JobRig) -> None:
    """Of the two only the newer one is sent."""
    first = rig.run(rig.order("drone_open"))
    command = await rig.sent()
    waiting = rig.run(rig.order("cover_open", opposite="cover_close"))
    await rig.wire.settle()
    newer = rig.run(rig.order("cover_close", opposite="cover_open"))
    with pytest.raises(HomeAssistantError) as caught:
        await waiting
    assert caught.value.translation_key == "job_replaced"
    rig.progress(command, "ok")
    await first
    command = await rig.sent()
    assert command["method"] == "cover_close"
    rig.reply(command)
    await newer


async def test_the_opposite_of_what_runs_is_taken_back(rig: JobRig) -> None:
    """Opened, closed, and opened again: what was asked last is what happens."""
    opening = rig.run(rig.order("cover_open", opposite="cover_close"))
    command = await rig.sent()
    closing = rig.run(rig.order("cover_close", opposite="cover_open"))
    await rig.wire.settle()
    again = rig.run(rig.order("cover_open", opposite="cover_close"))
    with pytest.raises(HomeAssistantError) as caught:
        await closing
    assert caught.value.translation_key == "job_replaced"
    rig.progress(command, "ok")
    assert (await opening).job_id == (await again).job_id
    await wait_until(lambda: rig.jobs.state(DOCK).job is None)
    assert sent_commands(rig) == []


async def test_of_several_values_the_newest_is_sent(rig: JobRig) -> None:
    """The air conditioner has four, and no opposites."""
    first = rig.run(rig.order("drone_open"))
    command = await rig.sent()
    cool = rig.run(rig.order("air_conditioner_mode_switch", value=1))
    await rig.wire.settle()
    heat = rig.run(rig.order("air_conditioner_mode_switch", value=2))
    with pytest.raises(HomeAssistantError):
        await cool
    rig.progress(command, "ok")
    await first
    command = await rig.sent()
    assert command["data"] == {"action": 2}
    rig.reply(command)
    await heat


async def test_a_change_of_mind_at_once(rig: JobRig) -> None:
    """What was taken back is not joined, though it may not have left the line yet."""
    first = rig.run(rig.order("drone_open"))
    command = await rig.sent()
    asked = [
        rig.run(rig.order(one, opposite=other))
        for one, other in (
            ("cover_open", "cover_close"),
            ("cover_close", "cover_open"),
            ("cover_open", "cover_close"),
        )
    ]
    await asyncio.gather(*asked[:2], return_exceptions=True)
    rig.progress(command, "ok")
    await first
    command = await rig.sent()
    assert command["method"] == "cover_open"
    rig.reply(command)
    assert (await asked[2]).status is JobStatus.RUNNING


async def test_whoever_asked_is_gone(rig: JobRig) -> None:
    """What nobody waits for any more is not sent."""
    first = rig.run(rig.order("drone_open"))
    command = await rig.sent()
    waiting = rig.run(rig.order("cover_open"))
    await rig.wire.settle()
    waiting.cancel()
    await asyncio.wait([waiting])
    rig.progress(command, "ok")
    await first
    await wait_until(lambda: rig.jobs.state(DOCK).job is None)
    assert sent_commands(rig) == []


async def test_a_dock_that_goes_away_empties_the_queue(rig: JobRig) -> None:
    """Nothing waits for its return."""
    first = rig.run(rig.order("device_reboot"))
    rig.reply(await rig.sent())
    await first
    waiting = rig.run(rig.order("cover_open"))
    await rig.wire.settle()
    rig.wire.server.fleet.update(DOCK, online=False)
    with pytest.raises(HomeAssistantError) as caught:
        await waiting
    assert caught.value.translation_key == "job_dock_gone"


@pytest.mark.parametrize("error", [NotConnected(), DockSilent(DOCK, 12)])
async def test_what_was_not_sent(rig: JobRig, error: Exception) -> None:
    """Is failed, and says why."""
    with patch.object(rig.wire.server, "order", side_effect=error), pytest.raises(type(error)):
        await rig.run(rig.order("cover_open"))
    assert latest(rig).status is JobStatus.FAILED
    assert latest(rig).reason in ("not_connected", "dock_silent")


async def test_what_may_have_been_sent(rig: JobRig) -> None:
    """Is followed; the dock decides."""
    rig.wire.transport.fail = BrokerUnreachable("gone")
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    rig.progress(command, "ok")
    assert (await asked).status is JobStatus.SUCCEEDED


async def test_no_answer(hasty: JobRig) -> None:
    """Whoever asked reads that; what comes later counts, even after the end."""
    asked = hasty.run(hasty.order("cover_open", limit=0.05))
    command = await hasty.sent()
    with pytest.raises(ReplyTimeout):
        await asked
    await ended(hasty, JobStatus.UNKNOWN)
    hasty.reply(command)
    assert latest(hasty).status is JobStatus.UNKNOWN
    hasty.progress(command, "ok")
    assert latest(hasty).status is JobStatus.SUCCEEDED
    assert hasty.told == ["started", "failed", "succeeded"]


async def test_a_lost_end_without_a_proof(hasty: JobRig) -> None:
    """Is one in words."""
    asked = hasty.run(hasty.order("cover_open", limit=0.5))
    hasty.reply(await hasty.sent())
    await asked
    assert (await ended(hasty, JobStatus.TIMED_OUT)).reason == "job_timed_out"


async def test_a_lost_end_with_a_proof(rig: JobRig) -> None:
    """What the dock reports of itself settles it."""
    rig.osd(cover_state=0)
    asked = rig.run(rig.order("cover_open"))
    rig.reply(await rig.sent())
    await asked
    rig.osd(cover_state=2)
    assert not latest(rig).status.finished
    rig.osd(cover_state=1)
    await ended(rig, JobStatus.SUCCEEDED)


async def test_a_proof_that_was_there_before(rig: JobRig) -> None:
    """Proves nothing, until the limit is over."""
    rig.osd(cover_state=1)
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    rig.reply(command)
    await asked
    rig.osd(cover_state=1, wind_speed=1)
    await rig.wire.settle()
    assert not latest(rig).status.finished
    rig.progress(command, "failed", result=514107)
    await ended(rig, JobStatus.FAILED)


@pytest.mark.parametrize("percent", [-5, 250, "abc", None, "NaN", [], 1e300])
async def test_impossible_percents(rig: JobRig, percent: Any) -> None:
    """Are none, or the nearest that is."""
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    rig.progress(command, percent=percent)
    await asked
    assert latest(rig).percent in (None, 0, 100)
    rig.progress(command, "ok", percent=percent)
    await ended(rig, JobStatus.SUCCEEDED)


async def test_others_jobs(rig: JobRig) -> None:
    """Of another id, of another dock, of another method: not ours."""
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    rig.progress({**command, "bid": "another"}, "ok")
    rig.progress({**command, "method": "cover_close"}, "ok")
    rig.wire.server.fleet.update("8UUXN0000000A9", accepted=True)
    rig.progress(command, "ok", serial="8UUXN0000000A9")
    assert latest(rig).status is JobStatus.SENT
    rig.progress({**command, "bid": ""}, "ok")
    assert (await asked).status is JobStatus.SUCCEEDED


async def test_silence_for_too_long(hasty: JobRig) -> None:
    """Of what takes hours it is the silence that ends it."""
    asked = hasty.run(hasty.order("cover_open", patience=0.5))
    hasty.reply(await hasty.sent())
    await asked
    await ended(hasty, JobStatus.TIMED_OUT)


async def test_over_is_called_once(rig: JobRig) -> None:
    """When it is over, sent or refused; never for what did not get its turn."""
    over: list[JobStatus] = []

    async def refuse() -> None:
        raise HomeAssistantError(translation_domain="dji_dock", translation_key="debug_flying")

    order = rig.order("cover_open", prepare=refuse, over=lambda job: over.append(job.status))
    with pytest.raises(HomeAssistantError) as caught:
        await rig.run(order)
    assert caught.value.translation_key == "debug_flying"
    await wait_until(lambda: over)
    assert over == [JobStatus.FAILED]
    assert sent_commands(rig) == []


async def test_too_many_wait(rig: JobRig) -> None:
    """Of one dock; each of them would be late."""
    *waiting, last = list(COMMANDS)[:7]
    asked = [rig.run(rig.order(command)) for command in waiting]
    await rig.sent()
    with pytest.raises(HomeAssistantError) as caught:
        await rig.run(rig.order(last))
    assert caught.value.translation_key == "job_too_many"
    rig.jobs.empty(DOCK, "job_flight_due")
    for task in asked:
        task.cancel()
    await asyncio.wait(asked)


async def test_a_restart_in_the_middle(rig: JobRig) -> None:
    """Nothing is sent again; what the dock reports then counts, and its proof."""
    rig.osd(cover_state=0)
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    rig.reply(command)
    await asked
    waiting = rig.run(rig.order("charge_open"))
    await rig.wire.settle()
    waiting.cancel()
    await rig.stop()
    await rig.load()
    assert sent_commands(rig) == []
    statuses = {job.command: job.status for job in rig.jobs.newest(DOCK)}
    assert statuses == {"cover_open": JobStatus.RUNNING, "charge_open": JobStatus.CANCELED}
    rig.osd(cover_state=1)
    await wait_until(lambda: rig.jobs.state(DOCK).job is None)
    statuses = {job.command: job.status for job in rig.jobs.newest(DOCK)}
    assert statuses["cover_open"] is JobStatus.SUCCEEDED
    assert sent_commands(rig) == []


async def test_a_restart_after_its_limit(hass: HomeAssistant, rig: JobRig) -> None:
    """What an earlier run sent long ago comes to its end, too."""
    asked = rig.run(rig.order("cover_open"))
    rig.reply(await rig.sent())
    await asked
    await rig.stop()
    rig.timings = JobTimings(resume=0)
    later = dt_util.utcnow() + timedelta(hours=2)
    with patch("homeassistant.util.dt.utcnow", return_value=later):
        await rig.load()
        await ended(rig, JobStatus.TIMED_OUT)
    assert sent_commands(rig) == []


async def test_the_history_is_bounded(rig: JobRig) -> None:
    """The oldest ones make room."""
    for number in range(205):
        with pytest.raises(HomeAssistantError):
            await rig.jobs.async_run(rig.order("cover_open", value=number, prepare=_refuse))
    assert len([*rig.jobs.newest(DOCK)]) == 200
    await rig.stop()
    await rig.load()
    assert len([*rig.jobs.newest(DOCK)]) == 200


async def _refuse() -> None:
    raise HomeAssistantError(translation_domain="dji_dock", translation_key="debug_flying")


async def test_a_dock_that_is_at_it_by_an_earlier_command(rig: JobRig) -> None:
    """Whose reply was lost: that is no refusal, where the order says so."""
    order = replace(rig.order("cover_open"), at_it=frozenset({312014}))
    asked = rig.run(order)
    command = await rig.sent()
    rig.reply(command, 312014)
    assert (await asked).status is JobStatus.RUNNING
    rig.progress(command, "ok")
    await ended(rig, JobStatus.SUCCEEDED)
