"""Jobs when things happen at the worst moment."""

import asyncio
from collections.abc import AsyncGenerator
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

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


def latest(rig: JobRig) -> Job:
    """Return the newest job."""
    job = rig.jobs.state(DOCK).latest
    assert job is not None
    return job


def sent_commands(rig: JobRig) -> list[str]:
    """Return what was published and nobody took."""
    topics = rig.wire.transport.published
    return [message["method"] for topic, message in topics if topic.endswith("/services")]


async def failure_of(asked: asyncio.Task[Job]) -> str | None:
    """Return the key of the error that somebody reads."""
    async with asyncio.timeout(10):
        with pytest.raises(HomeAssistantError) as caught:
            await asked
    return caught.value.translation_key


async def test_nobody_waits_for_a_run_that_is_over(rig: JobRig) -> None:
    """Neither whose command was sent, nor who waits behind it, nor who waits for its end."""
    asked = rig.run(rig.order("cover_open"))
    await rig.sent()
    job = latest(rig)
    waits = rig.run(rig.order("charge_open"))
    end = rig.hass.async_create_task(rig.jobs.async_finish(job.job_id))
    await rig.wire.settle()
    await rig.end()
    assert await failure_of(asked) == "job_followed_later"
    assert await failure_of(waits) == "job_unloaded"
    async with asyncio.timeout(10):
        assert (await end).status is JobStatus.SENT
    await rig.load()
    assert sent_commands(rig) == []


async def test_what_is_stopped_while_it_gets_ready(rig: JobRig) -> None:
    """Whoever asked reads so, also when nobody has said goodbye."""

    async def never() -> None:
        await asyncio.Event().wait()

    asked = rig.run(rig.order("cover_open", prepare=never))
    await rig.wire.settle()
    await rig.stop()
    assert await failure_of(asked) == "job_unloaded"
    assert latest(rig).status is JobStatus.CANCELED
    await rig.load()
    assert sent_commands(rig) == []


async def test_nothing_begins_after_the_end(rig: JobRig) -> None:
    """Who asks while all is being stopped is told so."""
    await rig.end()
    assert await failure_of(rig.run(rig.order("cover_open"))) == "job_unloaded"
    assert sent_commands(rig) == []
    await rig.load()


async def test_an_error_that_nobody_expects(rig: JobRig, caplog: pytest.LogCaptureFixture) -> None:
    """While it gets ready ends it; whoever asked reads so, and the next one has its turn."""
    over: list[JobStatus] = []

    async def stumble() -> None:
        raise KeyError("surprise")

    order = rig.order("cover_open", prepare=stumble, over=lambda job: over.append(job.status))
    assert await failure_of(rig.run(order)) == "job_broken"
    await wait_until(lambda: over)
    assert over == [JobStatus.FAILED]
    assert "could not be followed" in caplog.text
    caplog.clear()
    asked = rig.run(rig.order("charge_open"))
    rig.reply(await rig.sent())
    assert (await asked).status is JobStatus.RUNNING


async def test_once_more_right_after_it_failed(rig: JobRig) -> None:
    """It is a new command: what has ended is joined by nobody."""
    asked = rig.run(rig.order("cover_open"))
    command = await rig.sent()
    rig.reply(command, 514107)
    again = rig.run(rig.order("cover_open"))
    with pytest.raises(Exception, match="514107"):
        await asked
    rig.reply(await rig.sent())
    assert (await again).status is JobStatus.RUNNING
    assert (await again).job_id != command["bid"]


async def test_the_newest_wish_wins(rig: JobRig) -> None:
    """Open, close, open: whoever joins the first does not want the second any more."""
    opened = rig.run(rig.order("cover_open", opposite="cover_close"))
    command = await rig.sent()
    closes = rig.run(rig.order("cover_close", opposite="cover_open"))
    await rig.wire.settle()
    again = rig.run(rig.order("cover_open", opposite="cover_close"))
    assert await failure_of(closes) == "job_replaced"
    rig.reply(command)
    await asyncio.gather(opened, again)
    rig.progress(command, "ok")
    await wait_until(lambda: rig.jobs.state(DOCK).job is None)
    assert sent_commands(rig) == []


async def test_nobody_waits_any_more_while_it_is_saved(rig: JobRig) -> None:
    """A disk may take its time: what was taken back meanwhile is not sent."""
    save, saving, go_on = rig.jobs._registry.async_save, asyncio.Event(), asyncio.Event()

    async def slowly() -> None:
        saving.set()
        await go_on.wait()
        await save()

    with patch.object(rig.jobs._registry, "async_save", slowly):
        asked = rig.run(rig.order("cover_open"))
        await saving.wait()
        rig.wire.server.fleet.update(DOCK, online=False)
        rig.wire.server.fleet.update(DOCK, online=True)
        go_on.set()
        assert await failure_of(asked) == "job_dock_gone"
    await wait_until(lambda: rig.jobs.state(DOCK).job is None)
    assert sent_commands(rig) == []


async def test_a_disk_that_takes_too_long(hass: HomeAssistant) -> None:
    """What could only be sent late is not sent."""
    rig = JobRig(hass, JobTimings(calm=0, save=0.01))
    await rig.load()
    go_on = asyncio.Event()

    async def slowly() -> None:
        await go_on.wait()

    with patch.object(rig.jobs._registry, "async_save", slowly):
        with pytest.raises(DatabaseUnusable):
            await rig.run(rig.order("cover_open"))
        go_on.set()
        await wait_until(lambda: rig.jobs.state(DOCK).job is None)
    assert latest(rig).reason == "history_unusable"
    assert sent_commands(rig) == []
    await rig.end()


async def test_a_disk_that_fails_at_the_end(rig: JobRig) -> None:
    """Costs the record of the end until the next one, and nothing else."""
    over: list[JobStatus] = []
    asked = rig.run(rig.order("cover_open", over=lambda job: over.append(job.status)))
    command = await rig.sent()
    rig.reply(command)
    await asked
    with patch.object(rig.jobs.database, "writing", side_effect=DatabaseUnusable("full")):
        rig.progress(command, "ok")
        await wait_until(lambda: over)
    assert over == [JobStatus.SUCCEEDED]
    await rig.stop()
    await rig.load()
    assert latest(rig).status is JobStatus.SUCCEEDED


async def test_who_listens_and_fails_keeps_nobody_else_from_it(
    rig: JobRig, caplog: pytest.LogCaptureFixture
) -> None:
    """A job goes on whatever its entities do."""

    def fail(before: Job, job: Job) -> None:
        raise KeyError(job.command)

    rig.jobs._registry._listeners._listeners.insert(0, fail)
    asked = rig.run(rig.order("cover_open"))
    rig.reply(await rig.sent())
    async with asyncio.timeout(10):
        assert (await asked).status is JobStatus.RUNNING
    assert "KeyError" in caplog.text
    caplog.clear()
