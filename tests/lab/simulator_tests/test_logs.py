"""Log lists in all the ways in which docks may write them, and the archives."""

import io
import tarfile
from typing import Any

import pytest

from tests.lab.simulator import (
    Broker,
    DockProfile,
    LogQuirks,
    Model,
    Module,
    SimulatedDock,
    Simulator,
    expected_archive,
    fleet,
)

from .cloud import Cloud

BOTH = {"module_list": ["0", "3"]}


async def _list(
    cloud: Cloud, broker: Broker, data: dict[str, Any] = BOTH, **settings: Any
) -> dict[str, Any]:
    dock = SimulatedDock(fleet(1, Model.DOCK_2, speed=20, **settings)[0], broker)
    async with Simulator([dock]):
        await dock.wait_online()
        return await cloud.command(dock.serial, "fileupload_list", data)


async def test_list(cloud: Cloud, broker: Broker) -> None:
    """Both modules, newest first, milliseconds, and the misspelling of the documentation."""
    reply = await _list(cloud, broker, boots=4, archive_size=1234)
    assert reply["result"] == 0
    assert [file["module"] for file in reply["files"]] == ["0", "3"]
    for file in reply["files"]:
        entries = file["list"]
        assert [entry["boot_index"] for entry in entries] == [321, 320, 319, 318]
        assert ["end_time" in entry for entry in entries] == [True, False, True, False]
        assert all("end_ime" in entry for entry in entries[1::2])
        assert all(entry["start_time"] > 1e11 and entry["size"] == 1234 for entry in entries)
        ends = [entry.get("end_time", entry.get("end_ime")) for entry in entries]
        assert all(end > entry["start_time"] for end, entry in zip(ends, entries, strict=True))


async def test_quirks(cloud: Cloud, broker: Broker) -> None:
    """Seconds, strings, blanks, the other place."""
    quirks = LogQuirks(
        seconds=True,
        end_ime=False,
        numbers_as_strings=True,
        module_as_number=True,
        blank_device_sn=True,
        files_in_output=True,
    )
    reply = await _list(cloud, broker, quirks=quirks)
    assert "files" not in reply
    aircraft, dock = reply["output"]["files"]
    assert (aircraft["module"], dock["module"]) == (0, 3)
    assert dock["device_sn"] == ""
    entry = dock["list"][1]
    assert entry["boot_index"] == "320"
    assert int(entry["end_time"]) < 1e11


async def test_empty_list_and_no_end(cloud: Cloud, broker: Broker) -> None:
    """Nothing to list; or no end of a cycle."""
    reply = await _list(cloud, broker, quirks=LogQuirks(empty=True))
    assert [file["list"] for file in reply["files"]] == [[], []]
    reply = await _list(cloud, broker, quirks=LogQuirks(without_end=True))
    assert set(reply["files"][1]["list"][1]) == {"boot_index", "start_time", "size"}


async def test_aircraft_off(cloud: Cloud, broker: Broker) -> None:
    """324015, at the module or for the whole."""
    reply = await _list(cloud, broker, aircraft_on=False)
    assert [file["result"] for file in reply["files"]] == [324015, 0]
    assert reply["files"][1]["list"]
    quirks = LogQuirks(aircraft_off="reply")
    assert await _list(cloud, broker, aircraft_on=False, quirks=quirks) == {"result": 324015}
    dock_only = {"module_list": ["3"]}
    reply = await _list(cloud, broker, dock_only, aircraft_on=False, quirks=quirks)
    assert reply["result"] == 0


@pytest.mark.parametrize("modules", [[], [3], ["1"], "3", None])
async def test_bad_module_list_is_refused(cloud: Cloud, broker: Broker, modules: object) -> None:
    """Modules travel as strings."""
    assert await _list(cloud, broker, {"module_list": modules}) == {"result": 325001}


def test_archive_is_a_tar_and_always_the_same() -> None:
    """One member for each boot cycle, exactly as large as listed."""
    profile = DockProfile(serial="7CTDX", archive_size=150_001, aircraft_archive_size=0)
    data = expected_archive(profile, Module.DOCK, [321, 320])
    assert data == expected_archive(profile, Module.DOCK, [321, 320])
    assert data != expected_archive(profile, Module.DOCK, [320, 321])
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        members = archive.getmembers()
        first = archive.extractfile(members[0])
        assert first is not None
        assert first.read().startswith(b"# boot 321 offset 0\n[7CTDX] ")
    assert [member.size for member in members] == [150_001, 150_001]
    assert len(expected_archive(profile, Module.AIRCRAFT, [321])) == 10240
