"""Uploads with a real store; the dock speaks to the real server from memory."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
import json
import logging
from pathlib import Path
import sqlite3
from typing import Any
from unittest.mock import patch

from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from custom_components.dji_dock.bucket import (
    Bucket,
    BucketConfig,
    Provider,
    StoredObject,
)
from custom_components.dji_dock.bucket.errors import BucketUnreachable
from custom_components.dji_dock.cloud_api import (
    DockRefused,
    LogProgress,
    LogsNotListed,
    Module,
    NotConnected,
    ReplyTimeout,
)
from custom_components.dji_dock.database import (
    RECORDS,
    Database,
    DatabaseUnusable,
    Record,
    RecordTable,
)
from custom_components.dji_dock.logs import lifecycle
from custom_components.dji_dock.logs.models import LogUpload
from custom_components.dji_dock.logs.selection import NOT_TOLD, LogSelection, Scope
from custom_components.dji_dock.logs.store import KEEP, UploadStore, history_database
from custom_components.dji_dock.logs.watchdog import UploadTimings
from tests.cloud_api.wire import AIRCRAFT, DOCK
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until
from tests.helpers.upload_rig import HURRIED, LIST, QUICK, Answer, Rig, logs

# Lists


async def test_list_of_both(rig: Rig) -> None:
    """Both modules are asked at once; serial numbers that the dock left out are known anyway."""
    listing = await rig.manager.starts.async_list(DOCK, tuple(Module))
    assert [command["module_list"] for command in rig.sent("fileupload_list")] == [["0", "3"]]
    assert [(item.module.name, item.device_sn) for item in listing.modules] == [
        ("AIRCRAFT", AIRCRAFT),
        ("DOCK", DOCK),
    ]
    assert [log.boot_index for item in listing.modules for log in item.logs] == [7, 6, 12, 11]
    assert listing.unavailable == {}


@pytest.mark.parametrize(
    "answer",
    [
        # In its own result, with the whole answer, or not at all until asked alone.
        lambda both: {"result": 0, "files": [logs("0", result=324015), logs("3", 12)]},
        lambda both: {"result": 324015} if both else {"result": 0, "files": [logs("3", 12)]},
        lambda both: {"result": 0, "files": [logs("3", 12)]},
    ],
    ids=["in its entry", "for the whole", "left out"],
)
async def test_list_with_aircraft_off(rig: Rig, answer: Callable[[bool], dict[str, Any]]) -> None:
    """However a dock says that the aircraft is off: its own logs are listed."""

    def list_logs(command: dict[str, Any]) -> Answer:
        asked = command["data"]["module_list"]
        return {"result": 324015} if asked == ["0"] else answer(len(asked) == 2)

    rig.answers["fileupload_list"] = list_logs
    listing = await rig.manager.starts.async_list(DOCK, tuple(Module))
    assert [(item.module, len(item.logs)) for item in listing.modules] == [(Module.DOCK, 1)]
    assert listing.unavailable == {Module.AIRCRAFT: 324015}


async def test_list_left_out_for_good(rig: Rig) -> None:
    """A module that is never mentioned did not say that it has no logs."""
    rig.listed = {"result": 0, "files": [logs("3", 12)]}
    listing = await rig.manager.starts.async_list(DOCK, tuple(Module))
    assert [(item.module, len(item.logs)) for item in listing.modules] == [(Module.DOCK, 1)]
    assert listing.unavailable == {Module.AIRCRAFT: NOT_TOLD}
    with pytest.raises(LogsNotListed):
        await rig.start(Module.AIRCRAFT)
    upload = await rig.manager.starts.async_start(DOCK, LogSelection())
    assert upload.modules == ["dock"]


@pytest.mark.parametrize("modules", [tuple(Module), (Module.DOCK,)])
@pytest.mark.parametrize("answer", [{}, {"files": None}, {"files": []}, {"output": {}}])
async def test_list_of_nothing(
    rig: Rig, modules: tuple[Module, ...], answer: dict[str, Any]
) -> None:
    """An answer without a word of any module is none."""
    rig.answers["fileupload_list"] = lambda command: {"result": 0, **answer}
    with pytest.raises(LogsNotListed):
        await rig.manager.starts.async_list(DOCK, modules)
    rig.answers["fileupload_list"] = lambda command: (
        {"result": 0} if command["data"]["module_list"] == ["0"] else {"result": 324013}
    )
    with pytest.raises(DockRefused):
        await rig.manager.starts.async_list(DOCK, tuple(Module))


async def test_list_of_a_module_without_logs(rig: Rig) -> None:
    """One that says so has none."""
    rig.listed = {"result": 0, "files": [logs("0"), logs("3")]}
    listing = await rig.manager.starts.async_list(DOCK, tuple(Module))
    assert [len(item.logs) for item in listing.modules] == [0, 0]
    assert listing.unavailable == {}


@pytest.mark.parametrize("modules", [tuple(Module), (Module.DOCK,)])
async def test_list_refused(rig: Rig, modules: tuple[Module, ...]) -> None:
    """When every module refuses, that is an error with its code."""
    rig.answers["fileupload_list"] = lambda command: {"result": 324013}
    with pytest.raises(DockRefused) as error:
        await rig.manager.starts.async_list(DOCK, modules)
    assert error.value.code == 324013


async def test_list_unanswered(rig: Rig) -> None:
    """A dock that does not answer is said to be silent, not empty."""
    rig.answers["fileupload_list"] = lambda command: None
    with pytest.raises(ReplyTimeout):
        await rig.manager.starts.async_list(DOCK, tuple(Module))


async def test_one_at_a_time(rig: Rig) -> None:
    """A dock is asked one thing at a time; waiting for it has an end. Other docks do not wait."""
    rig.answers["fileupload_list"] = lambda command: None
    first = asyncio.create_task(rig.manager.starts.async_list(DOCK, tuple(Module)))
    second = asyncio.create_task(rig.manager.starts.async_list(DOCK, tuple(Module)))
    other = asyncio.create_task(rig.manager.starts.async_list("8UUXN0000000A2", (Module.DOCK,)))
    third = asyncio.create_task(rig.manager.starts.async_list(DOCK, tuple(Module)))
    await wait_until(lambda: len(rig.commands) == 2)
    results = await asyncio.gather(first, second, other, third, return_exceptions=True)
    assert [type(result) for result in results[:3]] == [ReplyTimeout] * 3
    assert isinstance(results[3], ServiceValidationError)
    assert results[3].translation_key == "dock_busy"


# Start


async def test_saved_before_it_is_sent(rig: Rig) -> None:
    """When the dock hears of an upload it is on disk."""
    seen: list[dict[str, Any]] = []

    def start(command: dict[str, Any]) -> Answer:
        seen.append(rig.saved()[command["bid"]])
        return {"result": 0}

    rig.answers["fileupload_start"] = start
    upload = await rig.start(Module.AIRCRAFT, Module.DOCK)
    assert [entry["status"] for entry in seen] == ["requested"]
    assert rig.types() == ["started"]
    assert rig.saved()[upload.upload_id]["accepted"]


async def test_what_the_dock_is_told(rig: Rig) -> None:
    """Keys are in the dock's own folder, one per module, and the id is the bid."""
    upload = await rig.manager.starts.async_start(DOCK, LogSelection(scope=Scope.ALL))
    (command,) = [item for item in rig.commands if item["method"] == "fileupload_start"]
    assert command["bid"] == upload.upload_id
    folder = (
        f"{rig.bucket.config.key_prefix}/logs/{DOCK}/"
        f"{upload.created:%Y%m%dT%H%M%SZ}_{upload.upload_id}"
    )
    assert command["data"]["params"]["files"] == [
        {
            "module": "0",
            "object_key": f"{folder}/aircraft.tar",
            "device_sn": AIRCRAFT,
            "list": [{"boot_index": 7}, {"boot_index": 6}],
        },
        {
            "module": "3",
            "object_key": f"{folder}/dock.tar",
            "device_sn": DOCK,
            "list": [{"boot_index": 12}, {"boot_index": 11}],
        },
    ]
    assert command["data"]["endpoint"] == rig.store.endpoint
    assert command["data"]["credentials"]["security_token"]
    assert command["data"]["credentials"]["access_key_id"] != rig.store.access_key
    assert [file.listed_size for file in upload.files] == [2000, 2000]


async def test_no_secret_in_the_log(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """What the dock is handed is in its command and in nothing else."""
    caplog.set_level(logging.DEBUG)
    upload = await rig.start()
    await rig.put(upload.object_keys[0])
    rig.progress(upload, "ok")
    await rig.wait_for("uploaded")
    (command,) = rig.sent("fileupload_start")
    written = caplog.text + json.dumps(rig.saved())
    for name in ("access_key_secret", "security_token"):
        assert command["credentials"][name] not in written
    assert rig.store.secret_key not in written


async def test_to_the_end(rig: Rig) -> None:
    """All stages are followed, and `ok` counts once the object is there."""
    upload = await rig.start(Module.AIRCRAFT, Module.DOCK)
    for status, percent in (("file_pull", 50), ("file_zip", 10), ("file_uploading", 40)):
        rig.progress(
            upload,
            "in_progress",
            rig.file(upload, "aircraft", status, percent),
            rig.file(upload, "dock", status, percent),
        )
    assert rig.upload().progress == pytest.approx(80.0)
    assert rig.upload().rate == 200
    rig.progress(upload, "ok", rig.file(upload, "aircraft", "ok"), rig.file(upload, "dock", "ok"))
    await rig.put(upload.object_keys[0])
    await asyncio.sleep(0.3)
    assert rig.upload().status == "uploading"
    await rig.put(upload.object_keys[1])
    done = await rig.wait_for("uploaded")
    assert [file.stored_size for file in done.files] == [2000, 2000]
    assert rig.statuses == ["requested", "pulling", "compressing", "uploading", "uploaded"]
    assert rig.types() == ["started", "uploaded"]
    assert rig.manager.registry.last_uploaded(DOCK) == done.finished
    await wait_until(lambda: rig.saved()[upload.upload_id]["status"] == "uploaded")


async def test_refused(rig: Rig) -> None:
    """A refusal fails the action and the upload, with its code; the next start is free."""
    rig.answers["fileupload_start"] = lambda command: {"result": 325009}
    with pytest.raises(DockRefused):
        await rig.start()
    assert (rig.upload().status, rig.upload().error_code) == ("failed", 325009)
    assert rig.types() == ["failed"]
    rig.answers["fileupload_start"] = lambda command: {"result": 0}
    assert (await rig.start()).status == "requested"
    assert len([*rig.manager.registry.newest(DOCK)]) == 2


async def test_no_reply_is_not_a_failure(rig: Rig) -> None:
    """Without a reply the outcome is unknown, and progress decides."""
    rig.answers["fileupload_start"] = lambda command: None
    upload = await rig.start()
    assert (upload.status, upload.accepted) == ("requested", False)
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"))
    assert (rig.upload().status, rig.upload().accepted) == ("compressing", True)
    assert len(rig.sent("fileupload_start")) == 1


async def test_progress_before_the_reply(rig: Rig) -> None:
    """Progress that overtakes the reply is not undone by it."""

    def start(command: dict[str, Any]) -> Answer:
        rig.progress(rig.upload(), "in_progress", rig.file(rig.upload(), "dock", "file_uploading"))
        return {"result": 0}

    rig.answers["fileupload_start"] = start
    assert (await rig.start()).status == "uploading"


async def test_broker_gone_before_the_start(rig: Rig) -> None:
    """What was never sent has failed, and does not block the dock."""

    def list_logs(command: dict[str, Any]) -> Answer:
        rig.hass.loop.call_soon(lambda: setattr(rig.transport, "connected", False))
        return LIST

    rig.answers["fileupload_list"] = list_logs
    with pytest.raises(NotConnected):
        await rig.start()
    assert (rig.upload().status, rig.upload().error) == ("failed", "not_sent")


async def test_one_upload_per_dock(rig: Rig) -> None:
    """A second start is refused before anything is sent; another dock is free."""
    upload = await rig.start()
    sent = len(rig.commands)
    with pytest.raises(ServiceValidationError) as error:
        await rig.start()
    assert error.value.translation_key == "upload_running"
    assert error.value.translation_placeholders == {"upload_id": upload.upload_id}
    assert len(rig.commands) == sent
    await rig.manager.starts.async_start("8UUXN0000000A2", LogSelection(modules=(Module.DOCK,)))


async def test_two_presses_of_a_button(rig: Rig) -> None:
    """Two starts at the same moment make one upload."""
    results = await asyncio.gather(rig.start(), rig.start(), return_exceptions=True)
    assert sorted(type(result).__name__ for result in results) == [
        "DockOccupied",
        "LogUpload",
    ]
    assert len(rig.sent("fileupload_start")) == 1


async def test_refused_at_once(rig: Rig) -> None:
    """A second start does not wait for the first one's reply to be refused."""
    rig.answers["fileupload_start"] = lambda command: None
    first = asyncio.create_task(rig.start())
    await wait_until(lambda: rig.sent("fileupload_start"))
    with pytest.raises(ServiceValidationError):
        await rig.start()
    assert not first.done()
    await first


async def test_log_that_is_not_listed(rig: Rig) -> None:
    """The list is fresh, and what is not on it is refused before anything is sent."""
    with pytest.raises(ServiceValidationError) as error:
        await rig.manager.starts.async_start(DOCK, LogSelection(logs=((Module.DOCK, 99),)))
    assert error.value.translation_key == "log_not_listed"
    assert rig.sent("fileupload_start") == []
    assert [*rig.manager.registry.newest(DOCK)] == []


async def test_aircraft_off(rig: Rig) -> None:
    """Unless the aircraft was named, the dock's logs are uploaded without it."""
    rig.listed = {"result": 0, "files": [logs("0", result=324015), logs("3", 12)]}
    with pytest.raises(DockRefused) as error:
        await rig.start(Module.AIRCRAFT, Module.DOCK)
    assert error.value.code == 324015
    upload = await rig.manager.starts.async_start(DOCK, LogSelection())
    assert upload.modules == ["dock"]


# What the bucket says


async def test_ok_without_object(rig: Rig) -> None:
    """`ok` alone is not enough; and an object that turns up later still counts."""
    await rig.restart(HURRIED)
    upload = await rig.start()
    rig.progress(upload, "ok")
    failed = await rig.wait_for("failed")
    assert failed.error == "object_missing"
    await rig.put(upload.object_keys[0])
    done = await rig.wait_for("uploaded")
    assert done.error == ""
    assert rig.types() == ["started", "failed", "uploaded"]


async def test_ok_of_a_piece(rig: Rig) -> None:
    """While the dock tells of further pieces their object is not missed."""
    await rig.restart(replace(QUICK, object_grace=1.5))
    upload = await rig.start()
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "ok"))
    for number in range(1, 18):
        await asyncio.sleep(0.1)
        key = f"{upload.object_keys[0]}_{number}"
        piece = rig.file(upload, "dock", "file_uploading", 50, key=key)
        rig.progress(upload, "in_progress", piece)
    assert rig.upload().status == "uploading"
    await rig.put(upload.object_keys[0])
    await rig.wait_for("uploaded")


async def test_wrong_size(rig: Rig) -> None:
    """An object of another size than the dock says is not its archive."""
    await rig.restart(HURRIED)
    upload = await rig.start()
    await rig.put(upload.object_keys[0], 1999)
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    failed = await rig.wait_for("failed")
    assert (failed.error, failed.files[0].stored_size) == ("size_mismatch", 1999)


async def test_wrong_size_at_first(rig: Rig) -> None:
    """The archive was stored anew, and the dock says so."""
    await rig.restart(HURRIED)
    upload = await rig.start()
    await rig.put(upload.object_keys[0], 100)
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    await rig.wait_for("failed")
    await rig.put(upload.object_keys[0], 2000)
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    await rig.wait_for("uploaded")


async def test_wrong_size_that_is_told_later(rig: Rig) -> None:
    """What was found before counts only until the dock tells of another archive."""
    await rig.restart(HURRIED)
    upload = await rig.start()
    rig.manager.observer.handle_dock(DOCK, False)
    await rig.put(upload.object_keys[0], 1999)
    await rig.wait_for("uploaded")
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    failed = await rig.wait_for("failed")
    assert (failed.error, failed.files[0].verified) == ("size_mismatch", "size_differs")


async def test_stored_anew_after_it_was_found(rig: Rig) -> None:
    """Then the dock told the size of what it stored last."""
    upload = await rig.start()
    rig.manager.observer.handle_dock(DOCK, False)
    await rig.put(upload.object_keys[0], 1999)
    await rig.wait_for("uploaded")
    await rig.put(upload.object_keys[0], 2000)
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    await wait_until(lambda: rig.upload().files[0].verified == "size" and rig.upload().checked)
    assert (rig.upload().status, rig.types()) == ("uploaded", ["started", "stalled", "uploaded"])


async def test_a_general_status_to_the_end(rig: Rig) -> None:
    """The steps tell where it is, and the rate that is told is shown."""
    upload = await rig.start()
    for step, status in ((1, "pulling"), (2, "compressing"), (3, "uploading")):
        progress = {"current_step": step, "total_step": 3, "progress": 50, "upload_rate": 900}
        file = rig.file(upload, "dock", "in_progress", progress=progress)
        rig.progress(upload, "in_progress", file)
        assert (rig.upload().status, rig.upload().rate) == (status, 900)
    await rig.put(upload.object_keys[0])
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    await rig.wait_for("uploaded")


async def test_other_key(rig: Rig) -> None:
    """An archive under a longer key is found where the dock says it is."""
    upload = await rig.start()
    key = f"{upload.object_keys[0]}_0001"
    await rig.put(key)
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok", key=key))
    assert (await rig.wait_for("uploaded")).object_keys == [key]


async def test_failed_but_stored(rig: Rig) -> None:
    """What is in the bucket is uploaded, whatever the dock says."""
    upload = await rig.start()
    await rig.put(upload.object_keys[0])
    rig.progress(upload, "failed", rig.file(upload, "dock", "failed"))
    assert rig.upload().status == "failed"
    await rig.wait_for("uploaded")


async def test_late_ok_after_a_failure(rig: Rig) -> None:
    """A late word is reason to look again, however long ago the end was."""
    await rig.restart(UploadTimings(tick=0.05, recheck_for=0, first_lookup=0.05))
    upload = await rig.start()
    rig.progress(upload, "failed")
    await wait_until(lambda: rig.upload().checked)
    await rig.put(upload.object_keys[0])
    await asyncio.sleep(0.3)
    assert rig.upload().status == "failed"
    rig.progress(upload, "ok")
    await rig.wait_for("uploaded")
    # And nothing after that changes it.
    rig.progress(upload, "failed")
    assert rig.upload().status == "uploaded"


async def test_store_out_of_reach(rig: Rig) -> None:
    """While the store does not answer nothing is decided; when it is back, all is."""
    upload = await rig.start()
    away = Bucket(
        BucketConfig(
            provider=Provider.MINIO,
            endpoint="http://127.0.0.1:9",
            region="us-east-1",
            bucket=rig.store.bucket,
            access_key_id="none",
            secret_access_key="none",
        )
    )
    nobody = await rig.hass.async_add_executor_job(lambda: away.client)
    with patch.object(Bucket, "client", nobody):
        rig.progress(upload, "ok")
        await rig.put(upload.object_keys[0])
        await asyncio.sleep(1)
        assert rig.upload().status == "uploading"
    await rig.wait_for("uploaded")


async def test_store_out_of_reach_on_return(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """A look that is due when a dock is back is made up for when the store is back."""
    upload = await rig.start()
    lookup = rig.bucket.lookup

    def unreachable(key: str) -> StoredObject | None:
        raise BucketUnreachable

    monkeypatch.setattr(rig.bucket, "lookup", unreachable)
    rig.manager.observer.handle_dock(DOCK, False)
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_uploading", 99))
    await asyncio.sleep(0.3)
    await rig.put(upload.object_keys[0])
    monkeypatch.setattr(rig.bucket, "lookup", lookup)
    await rig.wait_for("uploaded")


async def test_one_upload_that_cannot_be_watched(
    rig: Rig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What goes wrong with one upload is told once, and keeps no other from its end."""
    await rig.restart(replace(QUICK, last_lookup=60))
    broken = await rig.start()
    whole = await rig.manager.starts.async_start(
        "8UUXN0000000A2", LogSelection(modules=(Module.DOCK,))
    )
    lookup = rig.bucket.lookup

    def look(key: str) -> StoredObject | None:
        if broken.upload_id in key:
            raise RuntimeError("unforeseen")
        return lookup(key)

    monkeypatch.setattr(rig.bucket, "lookup", look)
    rig.manager.observer.handle_broker(False)
    await rig.put(whole.object_keys[0])
    await wait_until(lambda: rig.manager.registry.last_uploaded("8UUXN0000000A2"))
    await asyncio.sleep(0.3)
    assert caplog.text.count(f"Watching upload {broken.upload_id} failed") == 1
    assert rig.upload().status == "stalled"


# Whose progress it is


async def test_progress_of_another_dock(rig: Rig) -> None:
    """No dock can speak of another dock's upload, by its id or by its key."""
    upload = await rig.start()
    for bid in (upload.upload_id, "some-other-bid"):
        rig.progress(
            upload, "failed", rig.file(upload, "dock", "failed"), dock="8UUXN0000000A2", bid=bid
        )
    assert rig.upload().status == "requested"


async def test_progress_under_another_bid(rig: Rig) -> None:
    """Where the bid is lost the key tells; without either it is somebody else's upload."""
    upload = await rig.start()
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"), bid="other")
    assert rig.upload().status == "compressing"
    stranger = rig.file(upload, "dock", "failed", key="elsewhere/dock.tar")
    rig.progress(upload, "failed", stranger, bid="other")
    rig.progress(upload, "failed", bid="other")
    assert rig.upload().status == "compressing"


async def test_saved_before_it_is_acknowledged(rig: Rig) -> None:
    """What handle_progress returns is done when it is on disk."""
    upload = await rig.start()
    seen: list[str] = []
    rig.server.listeners.add(
        LogProgress,
        lambda news: seen.append(rig.saved()[upload.upload_id]["status"]),
    )
    rig.say(
        "events",
        {"output": {"status": "file_zip"}},
        bid=upload.upload_id,
        method="fileupload_progress",
        need_reply=1,
    )
    assert seen == ["requested"]
    await rig.transport.next("events_reply")
    assert rig.saved()[upload.upload_id]["status"] == "compressing"


# Silence


async def test_silence(rig: Rig) -> None:
    """Silence stalls, a word revives, and each is told once."""
    upload = await rig.start()
    await rig.restart(UploadTimings(tick=0.05, stall_after=0.4, last_lookup=0.2))
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_pull"))
    await rig.wait_for("stalled")
    await asyncio.sleep(0.3)
    assert rig.types() == ["started", "stalled"]
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_uploading", 10))
    assert rig.upload().status == "uploading"
    await rig.wait_for("stalled")
    assert rig.types() == ["started", "stalled", "stalled"]


async def test_stalled_by_the_broker_and_the_dock(rig: Rig) -> None:
    """Without broker or dock nothing can be heard: that is known at once, and saved."""
    upload = await rig.start()
    rig.manager.observer.handle_broker(False)
    assert rig.upload().status == "stalled"
    await wait_until(lambda: rig.saved()[upload.upload_id]["status"] == "stalled")
    rig.manager.observer.handle_broker(True)
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_pull"))
    assert rig.upload().status == "pulling"
    rig.manager.observer.handle_dock("8UUXN0000000A2", False)
    assert rig.upload().status == "pulling"
    rig.manager.observer.handle_dock(DOCK, False)
    assert rig.upload().status == "stalled"


async def test_stalled_and_stored(rig: Rig) -> None:
    """No word ever comes, but the object does."""
    upload = await rig.start(Module.AIRCRAFT, Module.DOCK)
    rig.manager.observer.handle_dock(DOCK, False)
    await rig.put(upload.object_keys[1])
    await wait_until(lambda: rig.upload().files[1].status == "uploaded")
    assert rig.upload().status == "stalled"
    await rig.put(upload.object_keys[0])
    await rig.wait_for("uploaded")
    assert rig.types() == ["started", "stalled", "uploaded"]


async def test_looked_up_on_return(rig: Rig) -> None:
    """When a stalled upload is heard of again the bucket is asked, too."""
    # The next look by itself is minutes away.
    await rig.restart(UploadTimings(tick=0.05, first_lookup=300))
    upload = await rig.start()
    rig.manager.observer.handle_dock(DOCK, False)
    await asyncio.sleep(0.2)
    await rig.put(upload.object_keys[0])
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_uploading", 99))
    await rig.wait_for("uploaded")


async def test_given_up(rig: Rig) -> None:
    """Nothing hangs for ever."""
    await rig.restart(UploadTimings(tick=0.05, stall_after=0.1, give_up_after=0.5, last_lookup=0.2))
    upload = await rig.start()
    failed = await rig.wait_for("failed")
    assert failed.error == "timed_out"
    await rig.put(upload.object_keys[0])
    await rig.wait_for("uploaded")


async def test_restart_in_the_middle(rig: Rig) -> None:
    """Killed and started again: nothing is lost, nothing is started twice, and it ends."""
    upload = await rig.start()
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_uploading", 40))
    await wait_until(lambda: rig.saved()[upload.upload_id]["status"] == "uploading")
    await rig.restart()
    assert rig.upload().status == "stalled"
    with pytest.raises(ServiceValidationError):
        await rig.start()
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_uploading", 70))
    assert rig.upload().status == "uploading"
    await rig.restart()
    await rig.put(upload.object_keys[0])
    await rig.wait_for("uploaded")
    await wait_until(lambda: rig.upload().checked)
    done = rig.upload()
    assert done.upload_id == upload.upload_id
    assert len(rig.sent("fileupload_start")) == 1
    await wait_until(lambda: rig.saved()[done.upload_id]["checked"])
    await rig.restart()
    assert rig.upload() == done


async def test_killed_before_the_reply(rig: Rig) -> None:
    """An upload of which the reply was lost in a restart is followed all the same."""
    rig.answers["fileupload_start"] = lambda command: None
    starting = asyncio.create_task(rig.start())
    await wait_until(lambda: rig.sent("fileupload_start"))
    starting.cancel()
    await rig.restart()
    upload = rig.upload()
    assert upload.status == "stalled"
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_pull"))
    assert rig.upload().status == "pulling"


async def test_nothing_moves_backwards_on_disk(rig: Rig) -> None:
    """Many changes at once are written together, and the last one is what stays."""
    upload = await rig.start()
    for status in ("file_pull", "file_zip", "file_uploading"):
        rig.progress(upload, "in_progress", rig.file(upload, "dock", status))
    await rig.put(upload.object_keys[0])
    rig.progress(upload, "ok")
    await rig.wait_for("uploaded")
    await wait_until(lambda: rig.upload().checked)
    await rig.manager.async_stop()
    assert rig.saved()[upload.upload_id] == json.loads(json.dumps(rig.upload().as_dict()))


# Cancel


async def test_cancel_with_a_word(rig: Rig) -> None:
    """The dock confirms, and says when it is done."""
    upload = await rig.start(Module.AIRCRAFT, Module.DOCK)
    canceling = await rig.manager.async_cancel(DOCK)
    assert canceling.status == "canceling"
    assert rig.sent("fileupload_update") == [{"status": "cancel", "module_list": ["0", "3"]}]
    rig.progress(upload, "canceled")
    assert rig.upload().status == "canceled"
    assert rig.types() == ["started", "canceled"]
    with pytest.raises(ServiceValidationError) as error:
        await rig.manager.async_cancel(DOCK)
    assert error.value.translation_key == "nothing_to_cancel"


async def test_cancel_without_a_word(rig: Rig) -> None:
    """The dock confirms and says nothing more: it is over after a while, asked only once."""
    await rig.start()
    await rig.manager.async_cancel(DOCK)
    await rig.wait_for("canceled")
    assert len(rig.sent("fileupload_update")) == 1


async def test_cancel_unanswered(rig: Rig) -> None:
    """The dock is there but does not answer: the user's word counts."""
    await rig.start()
    rig.answers["fileupload_update"] = lambda command: None
    assert (await rig.manager.async_cancel(DOCK)).status == "canceling"
    await rig.wait_for("canceled")
    assert len(rig.sent("fileupload_update")) == 1


async def test_cancel_refused(rig: Rig) -> None:
    """The dock goes on, and so does the upload; the refusal is the action's error."""
    upload = await rig.start()
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_zip"))
    rig.answers["fileupload_update"] = lambda command: {"result": 314000}
    with pytest.raises(DockRefused):
        await rig.manager.async_cancel(DOCK)
    assert rig.upload().status == "compressing"
    await rig.put(upload.object_keys[0])
    rig.progress(upload, "ok")
    await rig.wait_for("uploaded")


async def test_cancel_refused_because_it_is_done(rig: Rig) -> None:
    """What was stored before the cancel is uploaded, since nothing was canceled."""
    upload = await rig.start()
    await rig.put(upload.object_keys[0])

    def update(command: dict[str, Any]) -> Answer:
        rig.progress(upload, "ok")
        rig.hass.loop.call_later(0.2, rig.reply, DOCK, command, {"result": 314000})
        return None

    rig.answers["fileupload_update"] = update
    rig.server.patience = 20
    with pytest.raises(DockRefused):
        await rig.manager.async_cancel(DOCK)
    await rig.wait_for("uploaded")


async def test_cancel_refused_of_what_is_stored(rig: Rig) -> None:
    """A refusal is reason to look: no word of the dock may ever have come."""
    upload = await rig.start()
    await rig.put(upload.object_keys[0])
    rig.answers["fileupload_update"] = lambda command: {"result": 314000}
    with pytest.raises(DockRefused):
        await rig.manager.async_cancel(DOCK)
    await rig.wait_for("uploaded")


async def test_cancel_refused_of_what_is_not_heard_of(rig: Rig) -> None:
    """The start was lost on the way, or the dock was restarted: there is nothing to stop."""
    await rig.restart(replace(QUICK, stall_after=0.3))
    rig.answers["fileupload_start"] = lambda command: None
    await rig.start()
    await rig.wait_for("stalled")
    rig.answers["fileupload_update"] = lambda command: {"result": 325001}
    assert (await rig.manager.async_cancel(DOCK)).status == "canceled"


async def test_slow_answer_to_a_cancel(rig: Rig) -> None:
    """While the dock thinks about a cancel it is not sent a second one."""
    await rig.start()

    def update(command: dict[str, Any]) -> Answer:
        rig.hass.loop.call_later(0.15, rig.reply, DOCK, command, {"result": 314000})
        return None

    rig.answers["fileupload_update"] = update
    rig.server.patience = 20
    with pytest.raises(DockRefused):
        await rig.manager.async_cancel(DOCK)
    assert len(rig.sent("fileupload_update")) == 1
    assert rig.upload().status == "requested"


async def test_cancel_while_the_dock_is_away(rig: Rig) -> None:
    """The cancel waits for the dock, over a restart too, and is final."""
    upload = await rig.start()
    rig.server.fleet.update(DOCK, online=False)
    rig.manager.observer.handle_dock(DOCK, False)
    assert (await rig.manager.async_cancel(DOCK)).status == "canceling"
    await asyncio.sleep(0.6)
    assert rig.upload().status == "canceling"
    assert rig.sent("fileupload_update") == []
    await rig.kill()
    rig.connect()
    await rig.begin()
    rig.manager.observer.handle_dock(DOCK, True)
    await wait_until(lambda: rig.sent("fileupload_update"))
    rig.progress(upload, "in_progress", rig.file(upload, "dock", "file_uploading", 90))
    await rig.wait_for("canceled")
    assert len(rig.sent("fileupload_update")) == 1


async def test_cancel_refused_by_a_dock_that_was_away(rig: Rig) -> None:
    """A dock that is back and knows of no upload has nothing to stop."""
    await rig.start()
    rig.server.fleet.update(DOCK, online=False)
    await rig.manager.async_cancel(DOCK)
    rig.answers["fileupload_update"] = lambda command: {"result": 314000}
    rig.server.fleet.update(DOCK, online=True)
    rig.manager.observer.handle_dock(DOCK, True)
    await rig.wait_for("canceled")


async def test_cancel_of_a_dock_that_stays_away(rig: Rig) -> None:
    """The user's word counts in the end also for a dock that never comes back."""
    await rig.restart(UploadTimings(tick=0.05, cancel_give_up=0.4))
    await rig.start()
    rig.server.fleet.update(DOCK, online=False)
    await rig.manager.async_cancel(DOCK)
    await rig.wait_for("canceled")


async def test_cancel_that_was_lost_on_the_way(rig: Rig) -> None:
    """A dock that went away without answering is told again."""
    await rig.start()
    rig.answers["fileupload_update"] = lambda command: None
    await rig.manager.async_cancel(DOCK)
    rig.manager.observer.handle_dock(DOCK, False)
    rig.server.fleet.update(DOCK, online=False)
    await asyncio.sleep(0.6)
    assert rig.upload().status == "canceling"
    rig.answers["fileupload_update"] = lambda command: {"result": 0}
    rig.server.fleet.update(DOCK, online=True)
    rig.manager.observer.handle_dock(DOCK, True)
    await wait_until(lambda: len(rig.sent("fileupload_update")) == 2)
    await rig.wait_for("canceled")


async def test_cancel_at_the_moment_the_broker_goes(rig: Rig) -> None:
    """A cancel that could not be published is sent later."""
    await rig.start()
    publish = rig.transport.publish
    gone: list[str] = []

    async def lose(topic: str, payload: bytes) -> None:
        gone.append(topic)
        raise NotConnected

    rig.transport.publish = lose  # type: ignore[method-assign] # as a connection that has just gone
    await rig.manager.async_cancel(DOCK)
    assert rig.upload().status == "canceling"
    assert gone
    rig.transport.publish = publish  # type: ignore[method-assign] # it is back
    await wait_until(lambda: rig.sent("fileupload_update"))
    await rig.wait_for("canceled")


async def test_cancel_of_one_module(rig: Rig) -> None:
    """The other module goes on to its end."""
    upload = await rig.start(Module.AIRCRAFT, Module.DOCK)
    assert (await rig.manager.async_cancel(DOCK, (Module.AIRCRAFT,))).status == "requested"
    assert rig.sent("fileupload_update")[0]["module_list"] == ["0"]
    await wait_until(lambda: rig.upload().files[0].status == "canceled")
    await rig.put(upload.object_keys[1])
    rig.progress(upload, "ok", rig.file(upload, "dock", "ok"))
    done = await rig.wait_for("uploaded")
    assert [file.status for file in done.files] == ["canceled", "uploaded"]
    with pytest.raises(ServiceValidationError):
        await rig.manager.async_cancel(DOCK, (Module.AIRCRAFT,))


async def test_cancel_of_a_module_that_does_not_run(rig: Rig) -> None:
    """There is nothing of the aircraft to cancel."""
    await rig.start(Module.DOCK)
    with pytest.raises(ServiceValidationError):
        await rig.manager.async_cancel(DOCK, (Module.AIRCRAFT,))
    assert rig.sent("fileupload_update") == []


async def test_cancel_during_the_request(rig: Rig) -> None:
    """A start that waits for its reply can be canceled."""
    rig.answers["fileupload_start"] = lambda command: None
    starting = asyncio.create_task(rig.start())
    await wait_until(lambda: rig.sent("fileupload_start"))
    await rig.manager.async_cancel(DOCK)
    rig.progress(rig.upload(), "canceled")
    assert (await starting).status == "canceled"


async def test_cancel_before_it_is_sent(rig: Rig) -> None:
    """Canceled while it is being saved: the dock never hears of it."""
    async with rig.manager.registry._saving:
        starting = asyncio.create_task(rig.start())
        await wait_until(lambda: rig.manager.registry.latest(DOCK))
        canceling = asyncio.create_task(rig.manager.async_cancel(DOCK))
        await wait_until(lambda: rig.upload().cancel_modules)
    assert (await starting).status == "canceled"
    assert (await canceling).status == "canceled"
    assert rig.sent("fileupload_start") == []
    assert rig.sent("fileupload_update") == []


async def test_late_ok_does_not_revive(rig: Rig) -> None:
    """An object that arrives after the cancel is noted, and it stays canceled."""
    upload = await rig.start()
    await rig.manager.async_cancel(DOCK)
    rig.progress(upload, "canceled")
    await rig.put(upload.object_keys[0])
    rig.progress(upload, "ok")
    await wait_until(lambda: rig.upload().files[0].stored_size == 2000)
    assert rig.upload().status == "canceled"
    assert rig.types() == ["started", "canceled"]


# History


async def test_history_is_bounded(rig: Rig, tmp_path: Path) -> None:
    """The oldest of a dock make room; those of other docks and the newest do not."""
    database = Database(tmp_path / "bounded.db", RECORDS)
    database.open()
    history = UploadStore(rig.hass, database)
    template = await rig.start()
    now = dt_util.utcnow()
    other = lifecycle.not_sent(_copy(template, "other", "8UUXN0000000A2"), now)
    history.put(other)
    for number in range(KEEP + 50):
        history.put(lifecycle.not_sent(_copy(template, f"id-{number}", DOCK), now))
        history.put(lifecycle.checked(history.get(f"id-{number}") or template, now))
    history.put(_copy(template, "running", DOCK))
    assert history.get("other") == other
    assert history.get("id-49") is None
    assert history.is_forgotten("id-49")
    assert not history.is_forgotten("id-50")
    newest = [upload.upload_id for upload in history.newest(DOCK)]
    assert newest == ["running", *(f"id-{number}" for number in range(KEEP + 49, 49, -1))]
    await history.async_save()
    again = UploadStore(rig.hass, database)
    await again.async_load()
    assert [*again.newest(DOCK)] == [*history.newest(DOCK)]
    assert [*again.newest(other.dock)] == [other]
    assert again.is_forgotten("id-49")
    assert [upload.upload_id for upload in again.running_uploads()] == ["running"]
    database.close()


async def test_what_never_began_is_bounded_too(rig: Rig, tmp_path: Path) -> None:
    """The queue of a dock that is away for long comes to its end again and again."""
    database = Database(tmp_path / "never.db", RECORDS)
    database.open()
    history = UploadStore(rig.hass, database, keep=10)
    template, now = await rig.start(), dt_util.utcnow()
    for number in range(20):
        history.put_old(lifecycle.not_sent(_copy(template, f"id-{number}", DOCK), now))
    assert len([*history.newest(DOCK)]) == 11
    database.close()


async def test_all_that_was_not_looked_at_is(rig: Rig, tmp_path: Path) -> None:
    """Also what is older than another that is done with."""
    database = Database(tmp_path / "unchecked.db", RECORDS)
    database.open()
    history = UploadStore(rig.hass, database)
    template, now = await rig.start(), dt_util.utcnow()
    failed = lifecycle.not_sent(_copy(template, "failed", DOCK), now)
    history.put(failed)
    history.put(lifecycle.checked(lifecycle.not_sent(_copy(template, "after", DOCK), now), now))
    await history.async_save()
    again = UploadStore(rig.hass, database)
    await again.async_load()
    assert [*again.unchecked()] == [failed]
    database.close()


async def test_what_is_older_takes_its_place(rig: Rig, tmp_path: Path) -> None:
    """By its time; whatever the clock says, what was started last is the newest."""
    database = Database(tmp_path / "order.db", RECORDS)
    database.open()
    history = UploadStore(rig.hass, database)
    template, now = await rig.start(), dt_util.utcnow()

    def over(upload_id: str, hours: float) -> LogUpload:
        created = now + timedelta(hours=hours)
        return replace(
            lifecycle.not_sent(_copy(template, upload_id, DOCK), now), created=created, checked=True
        )

    history.put(over("first", 0))
    history.put(over("clock set back", -5))
    history.put(replace(_copy(template, "runs", DOCK), created=now - timedelta(hours=6)))
    history.put_old(over("before", -1))
    history.put_old(over("from tomorrow", 24))
    expected = ["before", "first", "clock set back", "from tomorrow", "runs"]
    assert [upload.upload_id for upload in history.newest(DOCK)] == expected[::-1]
    await history.async_save()
    again = UploadStore(rig.hass, database)
    await again.async_load()
    assert [upload.upload_id for upload in again.newest(DOCK)] == expected[::-1]
    assert again.running(DOCK) == history.get("runs")
    database.close()


def _copy(upload: LogUpload, upload_id: str, dock: str) -> LogUpload:
    return LogUpload.from_dict({**upload.as_dict(), "upload_id": upload_id, "dock": dock})


async def test_damaged_entry(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """A damaged entry costs only itself."""
    upload = await rig.start()
    await rig.kill()
    database = history_database(rig.hass, ENTRY_ID)
    database.open()
    damaged = [None, {"upload_id": "x"}, {**upload.as_dict(), "status": "?"}]
    RecordTable(database, "upload").save(
        [
            Record(f"damaged-{number}", DOCK, number, json.dumps(entry).encode())
            for number, entry in enumerate(damaged)
        ]
    )
    database.close()
    await rig.begin()
    newest = [item.upload_id for item in rig.manager.registry.newest(DOCK)]
    assert newest == [upload.upload_id]
    assert caplog.text.count("A saved upload could not be read") == 3


async def test_a_file_that_cannot_be_written(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing is sent that could not be saved; what runs is saved when that is possible again."""
    running = await rig.start()
    other = sqlite3.connect(history_database(rig.hass, ENTRY_ID)._path, isolation_level=None)
    with rig.manager._database.reading() as connection:
        connection.execute("PRAGMA busy_timeout = 20")
    other.execute("BEGIN EXCLUSIVE")
    rig.progress(running, "canceled")
    await rig.wait_for("canceled")
    await wait_until(lambda: "The history of uploads cannot be saved" in caplog.text)
    commands = len(rig.sent("fileupload_start"))
    with pytest.raises(DatabaseUnusable):
        await rig.start()
    assert len(rig.sent("fileupload_start")) == commands
    assert rig.upload().upload_id == running.upload_id
    other.rollback()
    other.close()
    started = await rig.start()
    assert set(rig.saved()) == {running.upload_id, started.upload_id}
    assert rig.saved()[running.upload_id]["status"] == "canceled"


async def test_clock_that_jumps(rig: Rig) -> None:
    """A clock that was set back does not make an upload wait for it to catch up."""
    upload = await rig.start()
    rig.manager.registry.put(replace(upload, heard=dt_util.utcnow() + timedelta(days=2)))
    await rig.wait_for("stalled")
    await rig.put(upload.object_keys[0])
    await rig.wait_for("uploaded")


async def test_listeners_can_leave(rig: Rig) -> None:
    """Who has left hears nothing any more."""
    heard: list[str | None] = []
    remove = rig.manager.registry.subscribe(lambda upload, event_type: heard.append(event_type))
    remove()
    upload = await rig.start()
    assert heard == []
    assert rig.manager.registry.get(upload.upload_id) == upload
    assert rig.manager.registry.get("unknown") is None
    assert rig.manager.registry.latest("unknown") is None
