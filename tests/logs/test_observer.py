"""Uploads of somebody else, uploads whose dock was restarted, and what they leave behind."""

import asyncio
from dataclasses import replace
from datetime import timedelta
import json
from typing import Any
from unittest.mock import patch

from homeassistant.util import dt as dt_util
import pytest

from custom_components.dji_dock.bucket.errors import BucketDenied, BucketUnreachable
from custom_components.dji_dock.cloud_api import Module, TopologyReported
from custom_components.dji_dock.logs.models import LogUpload
from tests.cloud_api.wire import DOCK
from tests.helpers.home import wait_until
from tests.helpers.upload_rig import QUICK, Rig

IMPATIENT = replace(QUICK, lost_after=0.3, silent_after=0.9, recheck_for=0.3)
DEAF = replace(IMPATIENT, stall_after=0.2)


def foreign(rig: Rig, status: str, key: str, bid: str = "foreign", percent: int = 5) -> None:
    """Let the dock tell of an upload that nobody here asked for."""
    rig.say(
        "events",
        {
            "output": {
                "status": status,
                "ext": {
                    "files": [
                        {
                            "module": "3",
                            "device_sn": DOCK,
                            "key": key,
                            "size": 2000,
                            "fingerprint": "",
                            "progress": {"progress": percent, "status": status, "result": 0},
                        }
                    ]
                },
            }
        },
        bid=bid,
        method="fileupload_progress",
        need_reply=0,
    )


def own_key(rig: Rig, name: str = "dock.tar") -> str:
    """Return a key in the dock's own folder."""
    return f"{rig.bucket.config.key_prefix}/logs/{DOCK}/20260101T000000Z_foreign/{name}"


# Uploads of somebody else


async def test_one_of_a_lost_store_is_taken_up(rig: Rig) -> None:
    """Its archive lies where ours do, so the bucket has the last word."""
    foreign(rig, "file_uploading", own_key(rig))
    upload = rig.upload()
    assert (upload.upload_id, upload.status, upload.adopted) == ("foreign", "uploading", True)
    await rig.put(own_key(rig))
    foreign(rig, "ok", own_key(rig), percent=100)
    done = await rig.wait_for("uploaded")
    assert done.files[0].verified == "size"
    assert rig.types() == ["started", "uploaded"]
    await wait_until(lambda: rig.saved()["foreign"]["status"] == "uploaded")


async def test_one_of_another_platform_is_taken_up(rig: Rig) -> None:
    """Where it is stored nobody here can look: the dock's word is all there is."""
    foreign(rig, "file_uploading", "somewhere/else.tar")
    assert rig.upload().object_keys == []
    foreign(rig, "ok", "somewhere/else.tar", percent=100)
    done = await rig.wait_for("uploaded")
    assert done.files[0].verified == "elsewhere"
    await wait_until(lambda: rig.upload().checked)
    await rig.manager.async_delete(DOCK, "foreign", delete_objects=True)
    assert rig.manager.registry.latest(DOCK) is None


@pytest.mark.parametrize("name", ["../../B/logs/dock.tar", "..", "a/../../dock.tar"])
async def test_no_key_leads_out_of_the_folder(rig: Rig, name: str) -> None:
    """What a dock names outside of its own folder is not looked at, linked or deleted."""
    foreign(rig, "file_uploading", own_key(rig, name))
    assert rig.upload().files[0].elsewhere


@pytest.mark.parametrize(
    ("file", "status", "taken"),
    [
        ({}, "", False),
        ({"progress": {"progress": 40, "current_step": 19, "total_step": 3}}, "busy", False),
        ({"status": "file_encrypting", "size": 2000, "device_sn": DOCK}, "", False),
        ({"key": "somewhere/else.tar"}, "", True),
        ({"progress": {"status": "file_zip"}}, "", True),
        ({"progress": {"upload_rate": 900}}, "", True),
        ({}, "in_progress", True),
    ],
)
async def test_without_evidence_nobody_else_is_at_it(
    rig: Rig, file: dict[str, Any], status: str, taken: bool
) -> None:
    """What is taken for an upload keeps others from being started."""
    rig.say(
        "events",
        {"output": {"status": status, "ext": {"files": [{"module": "3", **file}]}}},
        bid="foreign",
        method="fileupload_progress",
        need_reply=0,
    )
    assert (rig.manager.registry.latest(DOCK) is not None) == taken
    if not taken:
        await rig.start()
        assert rig.upload().status == "requested"


async def test_it_can_be_canceled(rig: Rig) -> None:
    """As one of ours."""
    foreign(rig, "file_uploading", own_key(rig))
    await rig.manager.async_cancel(DOCK)
    assert rig.sent("fileupload_update") == [{"status": "cancel", "module_list": ["3"]}]
    await rig.wait_for("canceled")


async def test_what_was_deleted_does_not_come_back(rig: Rig) -> None:
    """The dock may go on telling of it."""
    upload = await rig.start()
    await rig.manager.async_delete(DOCK, upload.upload_id, delete_objects=False)
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"))
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    assert rig.manager.registry.latest(DOCK) is None
    await rig.restart()
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    assert rig.manager.registry.latest(DOCK) is None


async def test_a_dock_cannot_invent_a_history(rig: Rig) -> None:
    """One unknown upload at a time is enough for every honest dock."""
    for number in range(20):
        foreign(rig, "ok", own_key(rig), bid=f"foreign-{number}")
        foreign(rig, "ok", own_key(rig), bid="")
    assert len([*rig.manager.registry.newest(DOCK)]) == 1


async def test_it_takes_the_place_of_one_that_is_not_heard_of(rig: Rig) -> None:
    """A dock is at one upload at a time; one that is heard of stays."""
    upload = await rig.start()
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"))
    foreign(rig, "file_uploading", "somewhere/else.tar")
    assert rig.upload().upload_id == upload.upload_id
    rig.manager.observer.handle_dock(DOCK, False)
    foreign(rig, "failed", "somewhere/else.tar")
    assert rig.upload().upload_id == upload.upload_id
    foreign(rig, "file_uploading", "somewhere/else.tar")
    assert rig.upload().upload_id == "foreign"
    before = rig.manager.registry.get(upload.upload_id)
    assert before
    assert (before.status, before.error) == ("failed", "replaced")
    # If it was stored all the same, the bucket tells.
    await rig.put(upload.object_keys[0])
    await wait_until(lambda: _status(rig, upload) == "uploaded")


def _status(rig: Rig, upload: LogUpload) -> str:
    return str(rig.manager.registry.now(upload).status)


# Docks that were restarted


async def test_a_dock_that_is_back_and_silent(rig: Rig) -> None:
    """A restart ends what a dock was at, without a word."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"))
    rig.manager.observer.handle_dock(DOCK, False)
    await asyncio.sleep(0.6)
    assert rig.upload().status == "stalled"
    rig.manager.observer.handle_dock(DOCK, True)
    failed = await rig.wait_for("failed")
    assert failed.error == "dock_restarted"
    # Its archive may come in all the same.
    await rig.put(upload.object_keys[0])
    rig.progress(upload, "ok")
    await rig.wait_for("uploaded")
    assert rig.types() == ["started", "stalled", "failed", "uploaded"]


async def test_a_dock_that_is_back_and_goes_on(rig: Rig) -> None:
    """One word is enough, and being away again is no time of silence."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    rig.manager.observer.handle_dock(DOCK, False)
    rig.manager.observer.handle_dock(DOCK, True)
    rig.server.fleet.update(DOCK, online=False)
    await asyncio.sleep(0.6)
    assert rig.upload().status == "stalled"
    rig.server.fleet.update(DOCK, online=True)
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"))
    await asyncio.sleep(0.6)
    assert rig.upload().status == "compressing"


async def test_nothing_is_given_up_while_the_bucket_cannot_be_asked(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The archive may be there."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    with monkeypatch.context() as away:

        def lookup(key: str) -> None:
            raise BucketUnreachable

        away.setattr(rig.bucket, "lookup", lookup)
        rig.manager.observer.handle_dock(DOCK, False)
        rig.manager.observer.handle_dock(DOCK, True)
        await asyncio.sleep(0.6)
        assert rig.upload().status == "stalled"
    await rig.put(upload.object_keys[0])
    await rig.wait_for("uploaded")


async def test_a_dock_that_never_took_it_on(rig: Rig) -> None:
    """The command was lost on the way, and the dock was there all the time."""
    await rig.restart(DEAF)
    rig.answers["fileupload_start"] = lambda command: None
    upload = await rig.start()
    assert (await rig.wait_for("failed")).error == "dock_silent"
    assert rig.types() == ["stalled", "failed"]
    rig.answers["fileupload_start"] = lambda command: {"result": 0}
    assert (await rig.start()).upload_id != upload.upload_id


async def test_a_dock_whose_last_word_was_lost(rig: Rig) -> None:
    """It may be at something that takes long, so more patience is needed."""
    await rig.restart(replace(DEAF, silent_after=3))
    upload = await rig.start()
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_pull"))
    await rig.wait_for("stalled")
    await asyncio.sleep(DEAF.lost_after + 0.1)
    assert rig.upload().status == "stalled"
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"))
    assert rig.upload().status == "compressing"
    assert (await rig.wait_for("failed")).error == "dock_silent"


async def test_a_dock_that_says_nothing_of_the_other_module(rig: Rig) -> None:
    """One is stored, and that stays; of the other the last word was lost."""
    await rig.restart(DEAF)
    upload = await rig.start(Module.DOCK, Module.AIRCRAFT)
    stored = upload.file("dock")
    assert stored
    await rig.put(stored.object_key)
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "ok", size=2000))
    failed = await rig.wait_for("failed")
    assert (failed.error, failed.stored, failed.partial) == ("dock_silent", ["dock"], True)


async def test_cancel_of_what_the_dock_is_not_at(rig: Rig) -> None:
    """It says that there is nothing to cancel, and that is an end, too."""
    await rig.restart(replace(DEAF, lost_after=60, silent_after=60))
    rig.answers["fileupload_start"] = lambda command: None
    rig.answers["fileupload_update"] = lambda command: {"result": 314000}
    upload = await rig.start()
    await rig.wait_for("stalled")
    await rig.put(upload.object_keys[0])
    canceled = await rig.manager.async_cancel(DOCK)
    assert canceled.status == "canceled"
    # What is stored all the same is noted.
    await wait_until(lambda: rig.upload().files[0].stored_size)
    assert rig.upload().status == "canceled"
    rig.answers["fileupload_start"] = lambda command: {"result": 0}
    await rig.start()


async def test_a_dock_that_was_restarted_quickly(rig: Rig) -> None:
    """It was never seen to be away, but tells what is linked, as after each boot."""
    await rig.restart(replace(DEAF, silent_after=60))
    await rig.start()
    rig.server.listeners.add(TopologyReported, rig.manager.observer.handle_topology)
    message = {"tid": "t", "bid": "b", "method": "update_topo", "data": {"sub_devices": []}}
    rig.server.receive(f"sys/product/{DOCK}/status", json.dumps(message).encode(), False)
    assert (await rig.wait_for("failed")).error == "dock_restarted"


async def test_the_broker_was_away_while_the_dock_was_restarted(rig: Rig) -> None:
    """Nobody saw the dock go."""
    await rig.restart(IMPATIENT)
    await rig.start()
    rig.manager.observer.handle_broker(False)
    rig.manager.observer.handle_broker(True)
    assert (await rig.wait_for("failed")).error == "dock_restarted"


# What is left behind


def parts(rig: Rig, key: str) -> int:
    """Return how many uploads in parts under a key were never finished."""
    client = rig.store.client()
    found = client.list_multipart_uploads(Bucket=rig.store.bucket, Prefix=key)
    return len(found.get("Uploads", ()))


def begin_parts(rig: Rig, key: str) -> None:
    """Begin an upload in parts, as a dock that is interrupted later."""
    client = rig.store.client()
    made = client.create_multipart_upload(Bucket=rig.store.bucket, Key=key)
    client.upload_part(
        Bucket=rig.store.bucket, Key=key, UploadId=made["UploadId"], PartNumber=1, Body=b"x" * 100
    )


@pytest.mark.parametrize("status", ["failed", "canceled"])
async def test_unfinished_parts_are_aborted(rig: Rig, status: str) -> None:
    """When nothing of it can come any more; not those of others."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    key = upload.object_keys[0]
    run = rig.hass.async_add_executor_job
    await run(begin_parts, rig, key)
    other = f"{rig.bucket.config.key_prefix}/other/dock.tar"
    await run(begin_parts, rig, other)
    rig.progress(upload, status)
    await wait_until(lambda: rig.upload().checked)
    assert await run(parts, rig, key) == 0
    assert await run(parts, rig, other) == 1


async def test_parts_are_looked_for_again_when_the_store_is_back(rig: Rig) -> None:
    """What was found meanwhile counts nevertheless."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    key = upload.object_keys[0]
    await rig.hass.async_add_executor_job(begin_parts, rig, key)
    abort = rig.bucket.abort_leftovers
    with patch.object(rig.bucket, "abort_leftovers", side_effect=BucketUnreachable):
        rig.progress(upload, "failed")
        await rig.put(key)
        await rig.wait_for("uploaded")
        await asyncio.sleep(0.6)
        assert not rig.upload().checked
    assert rig.bucket.abort_leftovers == abort
    await wait_until(lambda: rig.upload().checked)
    assert await rig.hass.async_add_executor_job(parts, rig, key) == 0


async def test_without_the_right_to_abort(rig: Rig) -> None:
    """Nothing can be done, and nobody asks for ever."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    with patch.object(rig.bucket, "abort_leftovers", side_effect=BucketDenied) as abort:
        rig.progress(upload, "failed")
        await wait_until(lambda: rig.upload().checked)
        assert abort.call_count == 1


async def test_what_ended_in_the_last_run_is_still_looked_for(rig: Rig) -> None:
    """However long the pause was."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    with patch.object(rig.bucket, "abort_leftovers", side_effect=BucketUnreachable):
        rig.progress(upload, "failed")
        await rig.wait_for("failed")
        await rig.kill()
    await rig.put(upload.object_keys[0])
    await rig.begin(IMPATIENT)
    await rig.wait_for("uploaded")


async def test_a_clock_that_is_set_forward(rig: Rig) -> None:
    """As after a sleep of the machine: silence, but the dock has the last word."""
    upload = await rig.start()
    rig.manager.registry.put(
        replace(rig.upload(), heard=dt_util.utcnow() - timedelta(seconds=QUICK.stall_after + 1))
    )
    await rig.wait_for("stalled")
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"))
    assert rig.upload().status == "compressing"


async def test_a_clock_that_is_set_right(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was heard a moment ago is not given up, by however many days the clock is set."""
    await rig.restart(replace(QUICK, give_up_after=24 * 3600))
    upload = await rig.start()
    utcnow = dt_util.utcnow
    monkeypatch.setattr(dt_util, "utcnow", lambda: utcnow() + timedelta(days=2))
    await rig.wait_for("stalled")
    await asyncio.sleep(0.3)
    assert rig.upload().status == "stalled"
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_uploading", 5))
    assert rig.upload().status == "uploading"


@pytest.mark.parametrize(
    ("file_status", "rate"),
    [("in_progress", 0), ("", 0), ("busy", 900)],
)
async def test_what_was_given_up_and_goes_on_in_general_words(
    rig: Rig, file_status: str, rate: int
) -> None:
    """Not every dock tells the stage that it is at."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    rig.manager.observer.handle_broker(False)
    rig.manager.observer.handle_broker(True)
    assert (await rig.wait_for("failed")).error == "dock_restarted"
    file = rig.file(upload, "dock", file_status, 50)
    file["progress"] |= {"current_step": 19, "total_step": 30, "upload_rate": rate}
    rig.progress(upload, "in_progress", file)
    assert not rig.upload().status.finished
    assert rig.upload().error == ""


async def test_what_was_given_up_and_goes_on(rig: Rig) -> None:
    """The dock is at it after all: it is not taken from under its hands."""
    await rig.restart(IMPATIENT)
    upload = await rig.start()
    key = upload.object_keys[0]
    await rig.hass.async_add_executor_job(begin_parts, rig, key)
    rig.manager.observer.handle_broker(False)
    rig.manager.observer.handle_broker(True)
    assert (await rig.wait_for("failed")).error == "dock_restarted"
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_uploading", 50))
    assert (rig.upload().status, rig.upload().error) == ("uploading", "")
    await asyncio.sleep(0.6)
    assert rig.upload().status == "uploading"
    assert await rig.hass.async_add_executor_job(parts, rig, key) == 1
    await rig.put(key)
    rig.progress(upload, "ok")
    await rig.wait_for("uploaded")
