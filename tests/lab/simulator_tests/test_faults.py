"""Misbehaviour, on purpose."""

from dataclasses import replace
from typing import Any

import pytest

from tests.lab.simulator import (
    Broker,
    DockProfile,
    Faults,
    Malformed,
    Model,
    Module,
    SimulatedDock,
    Simulator,
    UploadJob,
    fleet,
    parse_faults,
)
from tests.lab.stack.s3 import Store

from .cloud import Cloud, start_data

NOW = 0.5
"""Seconds in which something that does not happen would have happened."""


def _profile(**settings: Any) -> DockProfile:
    return fleet(1, Model.DOCK_3, **{"speed": 20, "archive_size": 100_000, **settings})[0]


async def _run(
    cloud: Cloud, broker: Broker, store: Store, faults: Faults, **settings: Any
) -> tuple[SimulatedDock, UploadJob]:
    """Upload the dock's logs to the end, with faults."""
    profile = _profile(**settings)
    dock = SimulatedDock(profile, broker, faults=faults)
    async with Simulator([dock]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321])
        await cloud.send(dock.serial, "fileupload_start", data, "job")
        job = await dock.wait_job_finished()
        await cloud.command(dock.serial, "barrier", {})
    return dock, job


async def test_offline_in_the_middle(cloud: Cloud, broker: Broker, store: Store) -> None:
    """The upload goes on, nobody hears of its end, and the dock comes back."""
    profile = _profile(bandwidth=200_000)
    faults = Faults(offline_at=40, offline_for=5.0)
    async with Simulator([dock := SimulatedDock(profile, broker, faults=faults)]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321])
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        job = await dock.wait_job(40)
        await dock.wait_job_finished()
        assert not dock.connected
        assert job.status == "ok"
        await dock.wait_online()
    assert cloud.ends() == []
    assert len(dock.uploads) == 1


async def test_offline_can_hold_the_upload(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Then it ends after the return, and is heard."""
    faults = Faults(offline_at=40, offline_for=1.0, offline_stops_upload=True)
    profile = _profile(bandwidth=200_000)
    async with Simulator([dock := SimulatedDock(profile, broker, faults=faults)]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321])
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        job = await dock.wait_job(40)
        await cloud.holds(lambda: not dock.connected)
        sent = job.percent
        with pytest.raises(TimeoutError):
            await dock.wait_job_finished(NOW)
        assert job.percent <= sent + 20
        await cloud.holds(lambda: cloud.ends() == ["ok"])


@pytest.mark.parametrize("reports", [True, False])
async def test_power_loss(cloud: Cloud, broker: Broker, store: Store, reports: bool) -> None:
    """The upload is over; it may be mentioned after the boot."""
    faults = Faults(power_loss_at=30, power_loss_reports=reports)
    profile = _profile(bandwidth=200_000)
    async with Simulator([dock := SimulatedDock(profile, broker, faults=faults)]):
        await dock.wait_online()
        before = dock.boot_indexes(Module.DOCK)
        data = start_data(store, profile, dock=[321])
        data["params"]["files"][0]["object_key"] = key = f"simulator/lost-{reports}.tar"
        # The power may go before the reply.
        await cloud.send(dock.serial, "fileupload_start", data, "job")
        await cloud.holds(lambda: cloud.sessions() == 2)
        await dock.wait_online()
        await cloud.command(dock.serial, "barrier", {})
        assert dock.boot_indexes(Module.DOCK) == [before[0] + 1, *before[:-1]]
    assert dock.uploads == []
    assert key not in store.keys("simulator/")
    assert cloud.ends() == (["failed"] if reports else [])
    if reports:
        assert cloud.progress()[-1]["data"]["result"] == 324021


async def test_percentages_that_are_jumped_over(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Happen before the end is told."""
    profile = _profile()
    dock = SimulatedDock(profile, broker, faults=Faults(power_loss_at=30))
    async with Simulator([dock]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321])
        await cloud.send(dock.serial, "fileupload_start", data, "job")
        await cloud.holds(lambda: cloud.ends() == ["failed"])
        dock.faults = Faults(offline_at=99.5, offline_for=0.2)
        data = start_data(store, profile, dock=[322])
        await cloud.send(dock.serial, "fileupload_start", data, "second")
        await cloud.holds(lambda: cloud.sessions() == 3)
        await dock.wait_online()
    assert cloud.ends() == ["failed"]
    assert len(dock.uploads) >= 1


async def test_replies(cloud: Cloud, broker: Broker, store: Store) -> None:
    """None, none and nothing done, a late one, a refusal."""
    profile = _profile()
    dock = SimulatedDock(profile, broker)
    module_list = {"module_list": ["3"]}
    async with Simulator([dock]):
        await dock.wait_online()
        dock.faults = Faults(ignore=frozenset({"fileupload_start"}))
        data = start_data(store, profile, dock=[321])
        tids = [await cloud.send(dock.serial, "fileupload_start", data, "ignored")]
        await cloud.command(dock.serial, "barrier", {})
        assert dock.starts == 1
        assert dock.job is None
        dock.faults = Faults(no_reply=frozenset({"fileupload_start"}))
        tids.append(await cloud.send(dock.serial, "fileupload_start", data, "done"))
        await dock.wait_job_finished()
        await cloud.command(dock.serial, "barrier", {})
        assert not [message for message in cloud.of("services_reply") if message["tid"] in tids]
        dock.faults = Faults(late_reply={"fileupload_list": NOW})
        tid = await cloud.send(dock.serial, "fileupload_list", module_list)
        await cloud.command(dock.serial, "barrier", {})
        assert tid not in [message["tid"] for message in cloud.of("services_reply")]
        await cloud.until(lambda heard: tid.encode() in heard.payload and "reply" in heard.kind)
        dock.faults = Faults(refuse={"fileupload_list": 319018})
        reply = await cloud.command(dock.serial, "fileupload_list", module_list)
        assert reply == {"result": 319018}


@pytest.mark.parametrize(
    ("fault", "shown"),
    [("basename", "text_log_0001.log"), ("suffix", "dock.tar_0001"), ("begins", "000001.log")],
)
async def test_other_keys_in_progress(
    cloud: Cloud, broker: Broker, store: Store, fault: Any, shown: str
) -> None:
    """The object is where it should be; the events say otherwise."""
    dock, _ = await _run(cloud, broker, store, Faults(key_in_progress=fault))
    entry = cloud.progress()[-1]["data"]["output"]["ext"]["files"][0]
    assert entry["key"].endswith(shown)
    assert dock.uploads[0].key.endswith("/dock.tar")


async def test_object_elsewhere_or_nowhere(cloud: Cloud, broker: Broker, store: Store) -> None:
    """What is said is not what is stored."""
    dock, _ = await _run(cloud, broker, store, Faults(object_suffix=".gz"))
    assert store.read(dock.uploads[0].key)
    assert dock.uploads[0].key.endswith(".tar.gz")
    dock, job = await _run(cloud, broker, store, Faults(ok_without_object=True))
    assert job.status == "ok"
    assert dock.uploads == []


async def test_silence(cloud: Cloud, broker: Broker, store: Store) -> None:
    """No end, or nothing at all from a point on; the object is there."""
    dock, _ = await _run(cloud, broker, store, Faults(no_final_event=True))
    assert len(dock.uploads) == 1
    assert cloud.statuses(Module.DOCK)[-1] == "file_uploading"
    dock, _ = await _run(cloud, broker, store, Faults(silent_at=50), bandwidth=200_000)
    assert len(dock.uploads) == 1
    assert cloud.ends() == []


async def test_duplicates_and_order(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Twice, and the last before the one before it."""
    faults = Faults(duplicate_events=1, ok_before_uploading=True, progress_before_reply=True)
    await _run(cloud, broker, store, faults)
    tids = [message["tid"] for message in cloud.progress()]
    assert tids[::2] == tids[1::2]
    assert cloud.statuses(Module.DOCK)[-2:] == ["ok", "file_uploading"]
    kinds = [
        heard.kind
        for heard in cloud.heard
        if heard.kind == "services_reply" or b"fileupload_progress" in heard.payload
    ]
    assert kinds[0] == "events"


async def test_fields(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Misspelt, missing, unknown and contradicting ones."""
    faults = Faults(
        prgress_typo=True,
        no_total_step=True,
        unknown_status="file_compressing",
        percent_strings=True,
        doc_steps=True,
        wrong_gateway="8UUXOTHER",
    )
    await _run(cloud, broker, store, faults)
    last = cloud.progress()[-1]
    progress = last["data"]["output"]["ext"]["files"][0]["progress"]
    assert last["gateway"] == "8UUXOTHER"
    assert progress["prgress"] == "100"
    assert progress["current_step"] == "19"
    assert "total_step" not in progress
    assert "file_compressing" in cloud.statuses(Module.DOCK)
    cloud.heard.clear()
    await _run(cloud, broker, store, Faults(no_files=True))
    assert cloud.statuses(Module.DOCK) == []
    assert cloud.ends() == ["ok"]


async def test_several_entries_for_a_module(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Finished one after the other, with keys that begin with the requested one."""
    await _run(cloud, broker, store, Faults(), entries_per_module=3, bandwidth=200_000)
    lists = [message["data"]["output"]["ext"]["files"] for message in cloud.progress()]
    assert {len(entries) for entries in lists} == {3}
    assert all(entry["key"].startswith(lists[0][0]["key"]) for entry in lists[0])
    mixed = [[entry["progress"]["status"] for entry in entries] for entries in lists]
    assert any(set(statuses) == {"ok", "file_uploading"} for statuses in mixed)


async def test_one_module_fails(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Each module has its own end."""
    profile = _profile()
    faults = Faults(fail={Module.AIRCRAFT: 324018})
    async with Simulator([dock := SimulatedDock(profile, broker, faults=faults)]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321], aircraft=[321])
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        await dock.wait_job_finished()
        await cloud.holds(lambda: cloud.ends() == ["failed"])
    assert cloud.statuses(Module.DOCK)[-1] == "ok"
    entries = cloud.progress()[-1]["data"]["output"]["ext"]["files"]
    results = {entry["module"]: entry["progress"]["result"] for entry in entries}
    assert results == {"0": 324018, "3": 0}


@pytest.mark.parametrize(
    ("faults", "status", "ends", "objects"),
    [
        (Faults(cancel_without_event=True), "canceled", [], 0),
        (Faults(cancel_ignored=True), "ok", ["ok"], 1),
    ],
)
async def test_cancels(
    cloud: Cloud,
    broker: Broker,
    store: Store,
    faults: Faults,
    status: str,
    ends: list[str],
    objects: int,
) -> None:
    """Without an event, or without any effect."""
    # What is canceled is slow enough to be canceled in time on any machine.
    profile = _profile(bandwidth=150_000 if objects else 15_000)
    async with Simulator([dock := SimulatedDock(profile, broker, faults=faults)]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321])
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        await dock.wait_job(10)
        cancel = {"status": "cancel", "module_list": ["3"]}
        assert await cloud.command(dock.serial, "fileupload_update", cancel) == {"result": 0}
        job = await dock.wait_job_finished()
        await cloud.command(dock.serial, "barrier", {})
    assert (job.status, cloud.ends(), len(dock.uploads)) == (status, ends, objects)


async def test_malformed_messages(cloud: Cloud, broker: Broker, store: Store) -> None:
    """One of each kind on each topic; the upload is none the worse."""
    faults = Faults(malformed=frozenset({Malformed.NAN, Malformed.INVALID_JSON}))
    _, job = await _run(cloud, broker, store, faults)
    assert job.status == "ok"
    assert sum(heard.message is None for heard in cloud.heard) >= 6
    cloud.answers = False
    async with Simulator([dock := SimulatedDock(_profile(announces=False), broker)]):
        await dock.wait_online()
        cloud.heard.clear()
        dock.send_malformed()
        await cloud.command(dock.serial, "barrier", {})
        sizes = [len(heard.payload) for heard in cloud.heard]
    assert max(sizes) > 1_000_000
    assert min(sizes) == 0
    kinds = {heard.kind for heard in cloud.heard}
    assert kinds >= {"osd", "state", "events", "requests", "services_reply", "status"}


async def test_broken_commands_are_complained_about(cloud: Cloud, broker: Broker) -> None:
    """A cloud has to keep to the protocol, too."""
    async with Simulator([dock := SimulatedDock(_profile(), broker)]):
        await dock.wait_online()
        base = f"thing/product/{dock.serial}"
        await cloud.publish(f"{base}/services", {"method": "fileupload_list", "data": {}})
        await cloud.publish(f"{base}/services", ["no", "object"])
        await cloud.publish(f"{base}/events_reply", {"data": {"result": 0}})
        await cloud.publish(f"{base}/property/set", {"tid": "t", "bid": "b", "data": {}})
        await cloud.command(dock.serial, "barrier", {})
    assert len(dock.complaints) == 4


def test_faults_from_the_command_line() -> None:
    """Every kind of value; sets and mappings add up."""
    faults = parse_faults(
        [
            "offline_at=50",
            "offline-for=2.5",
            "offline_stops_upload",
            "power_loss_reports=no",
            "no_reply=fileupload_list,fileupload_update",
            "no_reply=fileupload_start",
            "refuse=fileupload_start:325009",
            "late_reply=fileupload_list:5",
            "key_in_progress=suffix",
            "fail=dock:324018",
            "duplicate_events",
            "unknown_status=odd",
            "malformed=nan,huge",
        ]
    )
    assert faults == replace(
        Faults(),
        offline_at=50,
        offline_for=2.5,
        offline_stops_upload=True,
        power_loss_reports=False,
        no_reply=frozenset({"fileupload_list", "fileupload_update", "fileupload_start"}),
        refuse={"fileupload_start": 325009},
        late_reply={"fileupload_list": 5},
        key_in_progress="suffix",
        fail={Module.DOCK: 324018},
        duplicate_events=1,
        unknown_status="odd",
        malformed=frozenset({Malformed.NAN, Malformed.HUGE}),
    )
    assert parse_faults(["malformed"]).malformed == frozenset(Malformed)


@pytest.mark.parametrize(
    "text", ["nonsense", "offline_at=soon", "key_in_progress=odd", "fail=roof:1", "malformed=x"]
)
def test_bad_faults_are_explained(text: str) -> None:
    """In a sentence."""
    with pytest.raises(ValueError, match="fault"):
        parse_faults([text])
