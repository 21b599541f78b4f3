"""Remote logs, with every oddity that DJI's documents and docks are known for."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    DockOffline,
    DockRefused,
    FileStatus,
    LogEntry,
    LogFile,
    LogProgress,
    Module,
    ModuleLogs,
    NotConnected,
    StorageTarget,
    fileupload_list,
    fileupload_start,
    fileupload_update,
)
from custom_components.dji_dock.cloud_api.features.remote_log import MAX_LOGS

from .wire import AIRCRAFT, DOCK, Wire

TARGET = StorageTarget(
    provider="minio",
    endpoint="http://192.0.2.10:9000",
    region="us-east-1",
    bucket="dji",
    access_key_id="AK",
    access_key_secret="hush-secret",
    security_token="hush-token",
    expire_at=datetime(2026, 1, 1, tzinfo=UTC),
)


async def list_logs(wire: Wire, data: dict[str, Any]) -> tuple[ModuleLogs, ...]:
    """Ask for both lists, and let the dock answer with this."""
    task = asyncio.create_task(fileupload_list(wire.server, DOCK, [Module.AIRCRAFT, Module.DOCK]))
    command = await wire.transport.next("services")
    assert command["data"] == {"module_list": ["0", "3"]}
    wire.say("services_reply", data=data, tid=command["tid"], bid=command["bid"])
    return await task


async def test_list_with_every_oddity() -> None:
    """Misspelt keys, seconds and milliseconds, numbers as text, blanks and missing fields."""
    files = [
        {
            "module": "0", "device_sn": AIRCRAFT, "result": 0,
            "list": [
                {"boot_index": 321, "start_time": 1654070968000, "end_time": 1654071968000, "size": 18},
                {"boot_index": "322", "start_time": "1654070968", "end_ime": "1654071968", "size": "9"},
                {"boot_index": 323},
                {"start_time": 1654070968},
                None,
            ],
        },
        {"module": 3, "device_sn": "", "result": "324015"},
        {"module": "9", "list": []},
        "rubbish",
    ]  # fmt: skip
    start, end = (
        datetime(2022, 6, 1, 8, 9, 28, tzinfo=UTC),
        datetime(2022, 6, 1, 8, 26, 8, tzinfo=UTC),
    )
    expected = (
        ModuleLogs(
            module=Module.AIRCRAFT,
            device_sn=AIRCRAFT,
            result=0,
            logs=(
                LogEntry(boot_index=321, start=start, end=end, size=18),
                LogEntry(boot_index=322, start=start, end=end, size=9),
                LogEntry(boot_index=323, start=None, end=None, size=None),
            ),
        ),
        ModuleLogs(module=Module.DOCK, device_sn="", result=324015, logs=()),
    )
    wire = Wire()
    assert await list_logs(wire, {"result": 0, "files": files}) == expected
    assert await list_logs(wire, {"result": 0, "output": {"files": files}}) == expected


async def test_list_is_bounded() -> None:
    """A list of a million boots is cut."""
    entries = [{"boot_index": number} for number in range(MAX_LOGS + 10)]
    (logs,) = await list_logs(Wire(), {"result": 0, "files": {"module": "3", "list": entries}})
    assert len(logs.logs) == MAX_LOGS


@pytest.mark.parametrize("data", [{"result": 0}, {}, {"files": None}, {"files": "x"}])
async def test_empty_answers(data: dict[str, Any]) -> None:
    """A dock that says nothing has listed nothing."""
    assert await list_logs(Wire(), data) == ()


async def test_start() -> None:
    """The bid is the caller's, modules are text, and credentials expire at an epoch in ms."""
    wire = Wire()
    file = LogFile(
        module=Module.DOCK, object_key="p/dock.tar", boot_indexes=(321, 322), device_sn=DOCK
    )
    task = asyncio.create_task(
        fileupload_start(wire.server, DOCK, bid="job-1", target=TARGET, files=[file])
    )
    command = await wire.transport.next("services")
    wire.say("services_reply", data={"result": 0}, tid=command["tid"], bid="job-1")
    await task
    assert command["bid"] == "job-1"
    assert command["data"] == {
        "provider": "minio",
        "endpoint": "http://192.0.2.10:9000",
        "region": "us-east-1",
        "bucket": "dji",
        "credentials": {
            "access_key_id": "AK",
            "access_key_secret": "hush-secret",
            "security_token": "hush-token",
            "expire": 1767225600000,
        },
        "params": {
            "files": [
                {
                    "module": "3",
                    "object_key": "p/dock.tar",
                    "device_sn": DOCK,
                    "list": [{"boot_index": 321}, {"boot_index": 322}],
                }
            ]
        },
    }
    assert "hush" not in repr(TARGET)
    assert wire.server.credentials_handed_out == 1


async def test_credentials_count_once_they_may_have_left() -> None:
    """Also when the dock refuses; but not when nothing was sent."""
    wire = Wire()
    task = asyncio.create_task(
        fileupload_start(wire.server, DOCK, bid="job-1", target=TARGET, files=[])
    )
    command = await wire.transport.next("services")
    wire.say("services_reply", data={"result": 324015}, tid=command["tid"], bid="job-1")
    with pytest.raises(DockRefused):
        await task
    assert wire.server.credentials_handed_out == 1
    wire.accept(online=False)
    with pytest.raises(DockOffline):
        await fileupload_start(wire.server, DOCK, bid="job-2", target=TARGET, files=[])
    wire.transport.connected = False
    with pytest.raises(NotConnected):
        await fileupload_start(wire.server, DOCK, bid="job-3", target=TARGET, files=[])
    assert wire.server.credentials_handed_out == 1


async def test_cancel() -> None:
    """Cancelling names modules; it has no other way to say which upload."""
    wire = Wire()
    task = asyncio.create_task(fileupload_update(wire.server, DOCK, [Module.DOCK]))
    command = await wire.transport.next("services")
    wire.say("services_reply", data={"result": 0}, tid=command["tid"], bid=command["bid"])
    await task
    assert command["data"] == {"status": "cancel", "module_list": ["3"]}


def progress_of(data: object) -> LogProgress:
    """Let the dock report progress."""
    wire = Wire()
    wire.accept()
    events = wire.events(LogProgress)
    wire.say("events", "fileupload_progress", data, bid="job-1")
    (progress,) = events
    return progress


def test_progress() -> None:
    """The documented shape."""
    progress = progress_of(
        {
            "output": {
                "status": "in_progress",
                "ext": {
                    "files": [
                        {
                            "module": "3", "device_sn": DOCK, "key": "p/dock.tar", "size": 1024,
                            "fingerprint": "abc",
                            "progress": {
                                "current_step": 2, "total_step": 4, "progress": 40,
                                "status": "file_zip", "result": 0, "upload_rate": 17,
                            },
                        }
                    ]
                },
            }
        }
    )  # fmt: skip
    assert (progress.dock, progress.bid, progress.status) == (
        DOCK,
        "job-1",
        FileStatus.IN_PROGRESS,
    )
    (file,) = progress.files
    assert (file.module, file.key, file.status) == (
        Module.DOCK,
        "p/dock.tar",
        FileStatus.FILE_ZIP,
    )
    assert (file.percent, file.size, file.rate, file.fingerprint) == (35.0, 1024, 17, "abc")


@pytest.mark.parametrize(
    ("progress", "percent"),
    [
        ({"prgress": 40}, 40),
        ({"progress": 40}, 40),
        ({"progress": 40, "current_step": 2}, 40),
        ({"progress": 40, "current_step": 2, "total_step": 0}, 40),
        ({"progress": 40, "current_step": 0, "total_step": 3}, 40),
        ({"progress": "40", "current_step": "2", "total_step": "4"}, 35),
        ({"progress": 400, "current_step": 3, "total_step": 3}, 100),
        # Of three steps there is no nineteenth.
        ({"progress": 40, "current_step": 19, "total_step": 3}, 40),
        ({"current_step": 2, "total_step": 4}, 25),
        ({"status": "ok", "current_step": 19, "total_step": 30, "progress": 100}, 100),
        ({}, None),
        (None, None),
        ([], None),
    ],
)
def test_percent(progress: object, percent: float | None) -> None:
    """Stages where they are reported, the stage alone else, and 100 only because of `ok`."""
    (file,) = progress_of({"output": {"ext": {"files": [{"progress": progress}]}}}).files
    assert file.percent == percent


@pytest.mark.parametrize(
    ("progress", "stage"),
    [
        ({"current_step": 1, "total_step": 3, "upload_rate": 9}, FileStatus.FILE_PULL),
        ({"current_step": "2", "total_step": "3"}, FileStatus.FILE_ZIP),
        ({"current_step": 3, "total_step": 3}, FileStatus.FILE_UPLOADING),
        ({"current_step": 4, "total_step": 3}, None),
        ({"current_step": 19, "total_step": 30}, None),
        ({"current_step": 30, "total_step": 30}, FileStatus.FILE_UPLOADING),
        ({"current_step": 1, "total_step": 1}, None),
        ({"current_step": 2, "total_step": 5, "upload_rate": 9}, FileStatus.FILE_UPLOADING),
        ({"upload_rate": 9}, FileStatus.FILE_UPLOADING),
        ({"upload_rate": 0}, None),
        ({"current_step": 2}, None),
        (None, None),
    ],
)
def test_stage(progress: object, stage: FileStatus | None) -> None:
    """What is done is shown by the step or the rate, where the status is a general one."""
    (file,) = progress_of({"output": {"ext": {"files": [{"progress": progress}]}}}).files
    assert file.stage is stage


@pytest.mark.parametrize(
    ("text", "status", "final"),
    [
        ("ok", FileStatus.OK, True),
        ("OK", FileStatus.OK, True),
        ("failed", FileStatus.FAILED, True),
        ("timeout", FileStatus.TIMEOUT, True),
        ("rejected", FileStatus.REJECTED, True),
        ("canceled", FileStatus.CANCELED, True),
        ("paused", FileStatus.PAUSED, False),
        ("file_encrypting", FileStatus.UNKNOWN, False),
        ("", FileStatus.UNKNOWN, False),
        (7, FileStatus.UNKNOWN, False),
        (None, FileStatus.UNKNOWN, False),
    ],
)
def test_status(text: object, status: FileStatus, final: bool) -> None:
    """An unknown status still runs."""
    progress = progress_of({"output": {"status": text}})
    assert progress.status is status
    assert progress.status.final is final
    assert progress.files == ()


def test_several_entries_of_a_module_and_a_result() -> None:
    """All entries are kept; a result may stand beside or within the progress."""
    progress = progress_of(
        {
            "result": 324019,
            "output": {
                "status": "failed",
                "ext": {
                    "files": [
                        {"module": "3", "key": "a", "progress": {"status": "failed", "result": 324019}},
                        {"module": 3, "key": "b", "status": "ok", "result": 0},
                    ]
                },
            },
        }
    )  # fmt: skip
    assert progress.result == 324019
    assert [(file.key, file.status, file.result) for file in progress.files] == [
        ("a", FileStatus.FAILED, 324019),
        ("b", FileStatus.OK, 0),
    ]
