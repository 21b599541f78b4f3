"""Uploads that wait: for the one before them, for a flight to end, for a dock to be back."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

from homeassistant.core import Context
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.dji_dock.cloud_api import DockRefused, Module, NotConnected
from custom_components.dji_dock.database import DatabaseUnusable, RecordTable
from custom_components.dji_dock.logs.models import LogUpload, UploadStatus
from custom_components.dji_dock.logs.queue import (
    MAX_QUEUED,
    QueuedUpload,
    QueueTimings,
    _from_record,
    _record,
)
from custom_components.dji_dock.logs.selection import LogSelection, Scope
from tests.cloud_api.wire import DOCK
from tests.helpers.home import wait_until
from tests.helpers.upload_rig import QUICK, Answer, Rig

OTHER = "8UUXN0000000A2"
DOCK_LOGS = LogSelection(modules=(Module.DOCK,))
EAGER = replace(QUICK, queue=QueueTimings(tick=0.05, retry_after=0.1, give_up_after=3600))


def jump(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Set the clock."""
    utcnow = dt_util.utcnow
    monkeypatch.setattr(dt_util, "utcnow", lambda: utcnow() + timedelta(days=days))


async def queue(rig: Rig, selection: LogSelection = DOCK_LOGS, dock: str = DOCK) -> QueuedUpload:
    """Start an upload that has to wait."""
    queued = await rig.manager.starts.async_start_or_queue(dock, selection, Context(user_id="me"))
    assert isinstance(queued, QueuedUpload)
    return queued


def begun(rig: Rig) -> list[str]:
    """Return the bids that the dock was told to begin."""
    return [command["bid"] for command in rig.commands if command["method"] == "fileupload_start"]


async def test_idle_docks_begin_at_once(rig: Rig) -> None:
    """There is nothing to wait for; and what cannot be is refused at once."""
    started = await rig.manager.starts.async_start_or_queue(DOCK, DOCK_LOGS)
    assert isinstance(started, LogUpload)
    unlisted = LogSelection(logs=((Module.DOCK, 99),))
    with pytest.raises(ServiceValidationError):
        await rig.manager.starts.async_start_or_queue(OTHER, unlisted)


async def test_one_after_the_other(rig: Rig) -> None:
    """In the order in which they were asked for; other docks do not wait."""
    await rig.restart(EAGER)
    first = await rig.start()
    second = await queue(rig)
    third = await queue(rig, LogSelection(scope=Scope.ALL))
    other = await rig.manager.starts.async_start_or_queue(OTHER, DOCK_LOGS)
    assert isinstance(other, LogUpload)
    assert begun(rig) == [first.upload_id, other.upload_id]
    rig.progress(first, "canceled")
    await wait_until(lambda: rig.upload().upload_id == second.upload_id)
    running = rig.upload()
    assert (running.user_id, running.context_id) == ("me", second.context_id)
    await wait_until(lambda: rig.manager.queue.of_dock(DOCK) == [third])
    await wait_until(lambda: rig.upload().accepted)
    rig.progress(running, "failed")
    await wait_until(lambda: rig.upload().upload_id == third.upload_id)
    await wait_until(lambda: begun(rig).count(third.upload_id) == 1)
    assert rig.upload().modules == ["aircraft", "dock"]


@pytest.mark.parametrize("telemetry", [{"mode_code": 4}, {"flighttask_step_code": 1}])
async def test_it_waits_for_the_end_of_a_flight(rig: Rig, telemetry: dict[str, int]) -> None:
    """Exporting logs and flying exclude each other."""
    await rig.restart(EAGER)
    rig.say("osd", telemetry)
    queued = await queue(rig)
    assert begun(rig) == []
    rig.say("osd", {"mode_code": 0})
    rig.say("osd", {"flighttask_step_code": 5})
    await wait_until(lambda: begun(rig) == [queued.upload_id])


@pytest.mark.parametrize("code", [319001, 319018, 319019, 325009])
async def test_it_waits_when_the_dock_says_so(rig: Rig, code: int) -> None:
    """Under its id there is one upload in the end, and no failure before it."""
    await rig.restart(EAGER)
    answers: list[Answer] = [{"result": code}, {"result": code}, {"result": 0}]
    rig.answers["fileupload_start"] = lambda command: answers.pop(0)
    queued = await queue(rig)
    assert rig.manager.registry.latest(DOCK) is None
    await wait_until(lambda: len(begun(rig)) == 3)
    await wait_until(lambda: rig.upload().accepted)
    assert rig.upload().upload_id == queued.upload_id
    assert rig.types() == ["started"]
    assert set(rig.saved()) == {queued.upload_id}


async def test_it_waits_for_a_dock_that_is_away(rig: Rig) -> None:
    """And survives a restart meanwhile."""
    await rig.restart(EAGER)
    rig.server.fleet.update(DOCK, online=False)
    queued = await queue(rig, LogSelection(start=dt_util.utcnow() - timedelta(days=9999)))
    await rig.restart(EAGER)
    await wait_until(lambda: begun(rig))
    assert begun(rig) == [queued.upload_id]
    assert (rig.upload().user_id, rig.upload().context_id) == ("me", queued.context_id)
    await wait_until(lambda: rig.manager.queue.of_dock(DOCK) == [])


async def test_it_waits_for_a_dock_that_does_not_answer(rig: Rig) -> None:
    """It may be away before that is known."""
    await rig.restart(EAGER)
    listing = rig.answers["fileupload_list"]
    rig.answers["fileupload_list"] = lambda command: None
    queued = await queue(rig)
    rig.answers["fileupload_list"] = listing
    await wait_until(lambda: begun(rig) == [queued.upload_id])


async def test_killed_between_the_start_and_its_being_saved(rig: Rig) -> None:
    """It is not started twice."""
    await rig.restart(EAGER)
    rig.server.fleet.update(DOCK, online=False)
    queued = await queue(rig)
    record = rig.manager.queue.of_dock(DOCK)[0]
    rig.server.fleet.update(DOCK, online=True)
    rig.manager.queue.check_now()
    await wait_until(lambda: begun(rig) == [queued.upload_id])
    await wait_until(lambda: rig.manager.queue.of_dock(DOCK) == [])
    await rig.wait_for("requested")
    # As if that had not reached the disk, which it does a moment after it is known here.
    table = RecordTable(rig.manager._database, "queued")
    await wait_until(lambda: table.load() == [])
    table.save([_record(record)])
    # After the restart it waits only until the queue looks at it, which may be at once.
    assert [_from_record(saved) for saved in table.load()] == [record]
    await rig.restart(EAGER)
    rig.progress(rig.upload(), "canceled")
    await wait_until(lambda: rig.manager.queue.of_dock(DOCK) == [])
    assert begun(rig) == [queued.upload_id]


async def test_it_can_be_canceled(rig: Rig) -> None:
    """By its id, or as what is next when nothing runs; it stays in the history."""
    await rig.restart(EAGER)
    first = await rig.start()
    second, third = await queue(rig), await queue(rig)
    canceled = await rig.manager.async_cancel(DOCK, upload_id=third.upload_id)
    assert (canceled.upload_id, canceled.status) == (third.upload_id, "canceled")
    assert rig.events[-1] == ("canceled", third.upload_id)
    assert rig.upload().upload_id == first.upload_id
    rig.server.fleet.update(DOCK, online=False)
    rig.progress(first, "canceled")
    await rig.wait_for("canceled")
    rig.server.fleet.update(DOCK, online=False)
    assert (await rig.manager.async_cancel(DOCK)).upload_id == second.upload_id
    with pytest.raises(ServiceValidationError):
        await rig.manager.async_cancel(DOCK)
    assert begun(rig) == [first.upload_id]
    assert rig.manager.queue.of_dock(DOCK) == []


async def test_what_never_began_can_be_asked_for_again(rig: Rig) -> None:
    """With the logs that were wanted, also after a restart."""
    await rig.restart(EAGER)
    rig.server.fleet.update(DOCK, online=False)
    queued = await queue(rig, LogSelection(logs=((Module.DOCK, 11),)))
    await rig.manager.async_cancel(DOCK)
    await rig.restart(EAGER)
    again = await rig.manager.starts.async_retry(DOCK, queued.upload_id)
    assert again.upload_id != queued.upload_id
    assert [(file.module, file.boot_indexes) for file in again.files] == [("dock", (11,))]
    # One that somebody else started does not say which logs it holds.
    rig.manager.registry.put(
        replace(again, files=(), upload_id="foreign", status=UploadStatus.UPLOADED)
    )
    with pytest.raises(ServiceValidationError) as error:
        await rig.manager.starts.async_retry(DOCK, "foreign")
    assert error.value.translation_key == "logs_unknown"


async def test_nothing_waits_at_a_dock_that_is_no_longer_ours(rig: Rig) -> None:
    """It was removed."""
    rig.server.fleet.update(DOCK, online=False)
    await queue(rig)
    await rig.manager.async_forget(DOCK)
    await rig.restart(EAGER)
    assert rig.manager.queue.of_dock(DOCK) == []


async def test_it_can_be_deleted(rig: Rig) -> None:
    """Without a trace."""
    await rig.start()
    queued = await queue(rig)
    await rig.manager.async_delete(DOCK, queued.upload_id, delete_objects=True)
    assert rig.manager.queue.of_dock(DOCK) == []
    assert rig.manager.registry.get(queued.upload_id) is None


async def test_logs_that_are_gone_when_its_turn_comes(rig: Rig) -> None:
    """It fails with that reason, and the next one has its turn."""
    await rig.restart(EAGER)
    first = await rig.start()
    gone = await queue(rig, LogSelection(logs=((Module.DOCK, 99),)))
    after = await queue(rig)
    rig.progress(first, "canceled")
    await wait_until(lambda: rig.upload().upload_id == after.upload_id)
    record = rig.manager.registry.get(gone.upload_id)
    assert record
    assert (record.status, record.error) == ("failed", "nothing_to_upload")
    assert ("failed", gone.upload_id) in rig.events


async def test_refused_for_good_when_its_turn_comes(rig: Rig) -> None:
    """With the dock's code, whether it refuses the list or the upload."""
    await rig.restart(EAGER)
    first = await rig.start()
    second, third = await queue(rig), await queue(rig)
    rig.answers["fileupload_list"] = lambda command: {"result": 324013}
    rig.progress(first, "canceled")
    await wait_until(lambda: rig.manager.queue.of_dock(DOCK) == [])
    for queued in (second, third):
        record = rig.manager.registry.get(queued.upload_id)
        assert record
        assert (record.status, record.error_code) == ("failed", 324013)
    rig.answers["fileupload_list"] = rig.list_logs
    rig.answers["fileupload_start"] = lambda command: {"result": 324016}
    with pytest.raises(DockRefused):
        await rig.manager.starts.async_start_or_queue(DOCK, DOCK_LOGS)


async def test_nothing_waits_for_ever(rig: Rig) -> None:
    """As nothing that runs does."""
    await rig.restart(replace(EAGER, queue=replace(EAGER.queue, give_up_after=0.2)))
    rig.server.fleet.update(DOCK, online=False)
    queued = await queue(rig)
    await wait_until(lambda: rig.manager.registry.get(queued.upload_id))
    record = rig.upload()
    assert (record.status, record.error) == ("failed", "timed_out")
    assert rig.manager.queue.of_dock(DOCK) == []


async def test_not_too_many_wait(rig: Rig) -> None:
    """A mistake in an automation does not fill the disk."""
    await rig.start()
    for _ in range(MAX_QUEUED):
        await queue(rig)
    with pytest.raises(ServiceValidationError) as error:
        await queue(rig)
    assert error.value.translation_key == "queue_full"


# What happens just when it is its turn


class Slow:
    """A dock that answers a command when it is told to."""

    def __init__(self, rig: Rig, method: str) -> None:
        """Take what it is slow with."""
        self._rig = rig
        self._commands: list[dict[str, Any]] = []
        rig.answers[method] = self._hold

    def _hold(self, command: dict[str, Any]) -> Answer:
        self._commands.append(command)
        return None

    async def asked(self) -> None:
        """Wait until it was asked."""
        await wait_until(lambda: self._commands)

    def answer(self, data: dict[str, Any]) -> None:
        """Let it answer."""
        self._rig.reply(DOCK, self._commands[0], data)


async def its_turn(rig: Rig) -> QueuedUpload:
    """Let an upload wait for a dock that comes back."""
    rig.server.fleet.update(DOCK, online=False)
    queued = await queue(rig)
    rig.server.fleet.update(DOCK, online=True)
    rig.manager.queue.check_now()
    return queued


@pytest.mark.parametrize("delete", [False, True])
async def test_unwanted_while_the_dock_tells_its_logs(rig: Rig, delete: bool) -> None:
    """The dock never hears of it."""
    await rig.restart(EAGER)
    slow = Slow(rig, "fileupload_list")
    queued = await its_turn(rig)
    await slow.asked()
    if delete:
        await rig.manager.async_delete(DOCK, queued.upload_id, delete_objects=False)
    else:
        await rig.manager.async_cancel(DOCK, upload_id=queued.upload_id)
    slow.answer(rig.listed)
    await asyncio.sleep(0.3)
    assert begun(rig) == []
    record = rig.manager.registry.get(queued.upload_id)
    assert (record and record.status) == (None if delete else "canceled")


@pytest.mark.parametrize("delete", [False, True])
async def test_unwanted_while_the_dock_begins(rig: Rig, delete: bool) -> None:
    """It is one that runs already: the dock is told, and the record stays whole."""
    await rig.restart(EAGER)
    slow = Slow(rig, "fileupload_start")
    queued = await its_turn(rig)
    await slow.asked()
    if delete:
        await rig.manager.async_delete(DOCK, queued.upload_id, delete_objects=False)
        assert rig.manager.registry.get(queued.upload_id) is None
    else:
        await rig.manager.async_cancel(DOCK, upload_id=queued.upload_id)
        assert rig.upload().modules == ["dock"]
    assert len(rig.sent("fileupload_update")) == 1


@pytest.mark.parametrize("waited", [False, True])
async def test_canceled_while_the_dock_refuses_for_now(rig: Rig, waited: bool) -> None:
    """It is not begun another time."""
    await rig.restart(EAGER)
    slow = Slow(rig, "fileupload_start")
    rig.answers["fileupload_update"] = lambda command: None
    start = None
    if waited:
        await its_turn(rig)
    else:
        start = asyncio.create_task(rig.manager.starts.async_start_or_queue(DOCK, DOCK_LOGS))
    await slow.asked()
    cancel = asyncio.create_task(rig.manager.async_cancel(DOCK))
    await wait_until(lambda: rig.sent("fileupload_update"))
    slow.answer({"result": 319019})
    await cancel
    if start:
        assert isinstance(await start, LogUpload)
    await wait_until(lambda: rig.manager.queue.of_dock(DOCK) == [])
    assert rig.upload().status == "canceled"
    assert len(begun(rig)) == 1


async def test_deleted_while_the_dock_refuses_for_now(rig: Rig) -> None:
    """Nothing is left of it."""
    await rig.restart(EAGER)
    slow = Slow(rig, "fileupload_start")
    start = asyncio.create_task(rig.manager.starts.async_start_or_queue(DOCK, DOCK_LOGS))
    await slow.asked()
    await rig.manager.async_delete(DOCK, rig.upload().upload_id, delete_objects=False)
    slow.answer({"result": 319019})
    await start
    assert rig.manager.registry.latest(DOCK) is None
    assert rig.manager.queue.of_dock(DOCK) == []


async def test_the_broker_goes_when_its_turn_comes(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes on waiting: nothing was sent."""
    await rig.restart(EAGER)
    request = rig.server.request

    async def gone(dock: str, method: str, *args: Any, **more: Any) -> dict[str, Any]:
        if method != "fileupload_start":
            return await request(dock, method, *args, **more)
        monkeypatch.setattr(rig.server, "request", request)
        raise NotConnected

    monkeypatch.setattr(rig.server, "request", gone)
    queued = await its_turn(rig)
    await wait_until(lambda: begun(rig) == [queued.upload_id])
    await wait_until(lambda: rig.upload().accepted)
    assert rig.types() == ["started"]


async def test_a_disk_that_is_full_when_its_turn_comes(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It goes on waiting: what is not saved is not begun."""
    await rig.restart(EAGER)
    save = rig.manager.registry._save

    def full(*args: Any) -> None:
        monkeypatch.setattr(rig.manager.registry, "_save", save)
        raise DatabaseUnusable("full")

    monkeypatch.setattr(rig.manager.registry, "_save", full)
    queued = await its_turn(rig)
    await wait_until(lambda: begun(rig) == [queued.upload_id])


async def test_whoever_asked_is_gone_before_it_is_sent(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An automation that is restarted leaves nothing that would keep its dock busy."""
    save, saving = rig.manager.registry.async_save, asyncio.Event()

    async def slow() -> None:
        saving.set()
        await asyncio.sleep(0.1)
        await save()

    monkeypatch.setattr(rig.manager.registry, "async_save", slow)
    start = asyncio.create_task(rig.start())
    await saving.wait()
    start.cancel()
    await asyncio.wait([start])
    assert (rig.upload().status, rig.upload().error) == ("failed", "not_sent")
    assert begun(rig) == []


@pytest.mark.parametrize("days", [-2, 2])
async def test_a_clock_that_jumps_while_it_waits(
    rig: Rig, days: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As that of a small machine does some time after its start."""
    await rig.restart(replace(EAGER, queue=replace(EAGER.queue, give_up_after=24 * 3600)))
    rig.server.fleet.update(DOCK, online=False)
    queued = await queue(rig)
    jump(monkeypatch, days)
    await asyncio.sleep(0.3)
    assert rig.manager.queue.of_dock(DOCK) == [queued]


async def test_a_clock_that_is_slow_at_start(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waited goes on waiting."""
    rig.server.fleet.update(DOCK, online=False)
    queued = await queue(rig)
    jump(monkeypatch, -2)
    await rig.restart(replace(EAGER, queue=replace(EAGER.queue, give_up_after=24 * 3600)))
    await wait_until(lambda: begun(rig) == [queued.upload_id])
