"""Uploads of logs into a real bucket."""

import asyncio
import json
from typing import Any

import boto3
import pytest

from tests.lab.simulator import (
    Broker,
    DockProfile,
    Model,
    Module,
    SimulatedDock,
    Simulator,
    expected_archive,
    fleet,
)
from tests.lab.simulator.command import Target
from tests.lab.simulator.uploader import s3_client
from tests.lab.stack.s3 import MotoStore, Store

from .cloud import Cloud, start_data

RUNNING = ["sent", "file_pull", "file_zip", "file_uploading"]


def _profile(**settings: Any) -> DockProfile:
    return fleet(1, Model.DOCK_3, **{"speed": 20, "archive_size": 200_000, **settings})[0]


async def test_upload_of_both_modules(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Real bytes under the keys that were asked for, progress by stages, with the bid."""
    profile = _profile(aircraft_archive_size=70_000, bandwidth=800_000)
    dock = SimulatedDock(profile, broker)
    async with Simulator([dock]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321, 320], aircraft=[321])
        assert await cloud.command(dock.serial, "fileupload_start", data, "job") == {"result": 0}
        again = await cloud.command(dock.serial, "fileupload_start", data, "second")
        job = await dock.wait_job_finished()
        await cloud.holds(lambda: bool(cloud.ends()))

    assert again == {"result": 325009}
    assert (job.status, job.percent) == ("ok", 100)
    assert dock.starts == 2
    for module, indexes in ((Module.DOCK, [321, 320]), (Module.AIRCRAFT, [321])):
        uploaded = next(item for item in dock.uploads if item.module is module)
        content = store.read(uploaded.key)
        assert content == expected_archive(profile, module, indexes)
        assert uploaded.size == len(content)
        statuses = [status for status in cloud.statuses(module) if status != "sent"]
        assert statuses == [*RUNNING[1:], "ok"]
    assert {message["bid"] for message in cloud.progress()} == {"job"}
    percents = [
        entry["progress"]["progress"]
        for message in cloud.progress()
        for entry in message["data"]["output"]["ext"]["files"]
        if entry["module"] == "3" and entry["progress"]["status"] == "file_uploading"
    ]
    assert percents == sorted(percents)
    assert any(0 < percent < 100 for percent in percents)
    last = cloud.progress()[-1]["data"]["output"]
    assert last["status"] == "ok"
    assert last["ext"]["files"][0]["fingerprint"] == dock.uploads[-1].md5
    assert dock.complaints == []


async def test_large_archives_go_in_parts(cloud: Cloud, broker: Broker, store: Store) -> None:
    """As multipart upload: the store's tag tells how many parts."""
    profile = _profile(archive_size=11_000_000)
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321])
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        job = await dock.wait_job_finished()
    assert job.status == "ok"
    key = dock.uploads[0].key
    assert store.read(key) == expected_archive(profile, Module.DOCK, [321])
    head = store.client().head_object(Bucket=store.bucket, Key=key)
    assert head["ETag"].strip('"').endswith("-3")


async def test_session_token_is_used(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Temporary credentials are worth nothing without it."""
    credentials = _temporary_credentials(store)
    profile = _profile()
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        data = {**start_data(store, profile, dock=[321]), "credentials": credentials}
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        job = await dock.wait_job_finished()
    assert job.status == "ok"
    assert store.read(dock.uploads[0].key) == expected_archive(profile, Module.DOCK, [321])


@pytest.mark.parametrize(
    ("provider", "endpoint", "address"),
    [
        ("aws", "https://s3.eu-west-1.amazonaws.com", "https://logs.s3.eu-west-1.amazonaws.com/k"),
        ("ali", "https://oss-cn-hangzhou.aliyuncs.com", "https://logs.oss-cn-hangzhou.aliyuncs"),
        ("minio", "https://store.example.com", "https://store.example.com/logs/k"),
        ("aws", "http://127.0.0.1:9000", "http://127.0.0.1:9000/logs/k"),
        ("aws", "http://[::1]:9000", "http://[::1]:9000/logs/k"),
        ("aws", "http://localhost:9000", "http://localhost:9000/logs/k"),
    ],
)
def test_where_the_bucket_stands(provider: str, endpoint: str, address: str) -> None:
    """In the path, or before the host."""
    target = Target(
        provider=provider,
        endpoint=endpoint,
        region="eu-west-1",
        bucket="logs",
        access_key_id="id",
        access_key_secret="secret",
        security_token="token",
    )
    client = s3_client(target, timeout=1)
    url = client.generate_presigned_url("put_object", Params={"Bucket": "logs", "Key": "k"})
    assert url.startswith(address)
    assert "X-Amz-Security-Token=token" in url


async def test_cancel(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Per module; the other one goes on, and nothing is left in the bucket of the first."""
    # Slow enough for the cancel to come in time where the cores are busy.
    profile = _profile(bandwidth=60_000)
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321], aircraft=[320])
        data["params"]["files"][0]["object_key"] = key = "simulator/canceled.tar"
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        await dock.wait_job(10)
        cancel = {"status": "cancel", "module_list": ["3"]}
        assert await cloud.command(dock.serial, "fileupload_update", cancel) == {"result": 0}
        await dock.wait_job_finished()
        await cloud.holds(lambda: cloud.ends() == ["ok"])
        again = await cloud.command(dock.serial, "fileupload_update", cancel)
    assert again == {"result": 314000}
    assert cloud.statuses(Module.DOCK)[-1] == "canceled"
    assert cloud.statuses(Module.AIRCRAFT)[-1] == "ok"
    assert [item.module for item in dock.uploads] == [Module.AIRCRAFT]
    assert key not in store.keys("simulator/")


async def test_cancel_of_all_while_a_multipart_runs(
    cloud: Cloud, broker: Broker, store: Store
) -> None:
    """The parts are removed."""
    profile = _profile(archive_size=9_000_000, bandwidth=10_000_000)
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321])
        data["params"]["files"][0]["object_key"] = key = "simulator/parts.tar"
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        await dock.wait_job(20)
        cancel = {"status": "cancel", "module_list": ["0", "3"]}
        await cloud.command(dock.serial, "fileupload_update", cancel)
        job = await dock.wait_job_finished()
        await cloud.holds(lambda: cloud.ends() == ["canceled"])
    assert job.status == "canceled"
    assert dock.uploads == []
    left = store.client().list_multipart_uploads(Bucket=store.bucket)
    assert key not in [upload["Key"] for upload in left.get("Uploads", [])]


async def test_wrong_credentials_end_in_a_failure(
    cloud: Cloud, broker: Broker, store: Store
) -> None:
    """A bucket that refuses is not tried again."""
    profile = _profile()
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        data = {**start_data(store, profile, dock=[321]), "bucket": "there-is-no-such-bucket"}
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        job = await dock.wait_job_finished()
        await cloud.holds(lambda: cloud.ends() == ["failed"])
    assert job.status == "failed"
    file = cloud.progress()[-1]["data"]["output"]["ext"]["files"][0]
    assert file["progress"]["result"] == 324019
    assert dock.uploads == []


async def test_a_store_that_is_cut_off_is_waited_for(
    cloud: Cloud, broker: Broker, pausable_store: MotoStore
) -> None:
    """One start, one object, although the store was deaf in between."""
    store = pausable_store
    profile = _profile(bandwidth=400_000, http_timeout=0.5)
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        data = start_data(store, profile, dock=[321])
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        await dock.wait_job(30)
        store.pause()
        try:
            await asyncio.sleep(1.5)
        finally:
            store.resume()
        job = await dock.wait_job_finished()
    assert job.status == "ok"
    assert len(dock.uploads) == dock.starts == 1
    assert store.read(dock.uploads[0].key) == expected_archive(profile, Module.DOCK, [321])


async def test_patience_ends(cloud: Cloud, broker: Broker, store: Store) -> None:
    """A store that stays away is given up."""
    profile = _profile(patience=0.5, http_timeout=0.3)
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        data = {**start_data(store, profile, dock=[321]), "endpoint": "http://127.0.0.1:9"}
        await cloud.command(dock.serial, "fileupload_start", data, "job")
        job = await dock.wait_job_finished(10)
    assert job.status == "failed"


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "127.0.0.1:9000"},
        {"provider": "dropbox"},
        {"region": ""},
        {"credentials": {"access_key_id": "a", "access_key_secret": "b", "expire": 3600}},
        {"params": {"files": []}},
        {"params": {"files": [{"module": 3, "object_key": "k", "list": [{"boot_index": 321}]}]}},
        {"params": {"files": [{"module": "3", "object_key": "/k", "list": [{"boot_index": 1}]}]}},
        {"params": {"files": [{"module": "3", "object_key": "k", "list": [{"boot_index": "1"}]}]}},
        {"params": {"files": [{"module": "3", "object_key": "k", "list": []}]}},
    ],
)
async def test_bad_start_is_refused(
    cloud: Cloud, broker: Broker, store: Store, change: dict[str, Any]
) -> None:
    """And what is wrong with it is written down, without secrets."""
    profile = _profile()
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        data = {**start_data(store, profile, dock=[321]), **change}
        reply = await cloud.command(dock.serial, "fileupload_start", data, "job")
    assert reply == {"result": 325001}
    assert len(dock.complaints) == 1
    assert store.secret_key not in dock.complaints[0]
    assert dock.job is None


async def test_stale_boot_index_and_aircraft_off(
    cloud: Cloud, broker: Broker, store: Store
) -> None:
    """Refused, without being a mistake of the cloud."""
    profile = _profile(aircraft_on=False)
    async with Simulator([dock := SimulatedDock(profile, broker)]):
        await dock.wait_online()
        stale = start_data(store, profile, dock=[1])
        off = start_data(store, profile, aircraft=[321])
        assert await cloud.command(dock.serial, "fileupload_start", stale) == {"result": 325001}
        assert await cloud.command(dock.serial, "fileupload_start", off) == {"result": 324015}
    assert dock.complaints == []


def _temporary_credentials(store: Store) -> dict[str, Any]:
    sts = boto3.session.Session().client(
        "sts",
        endpoint_url=store.endpoint,
        region_name=store.region,
        aws_access_key_id=store.access_key,
        aws_secret_access_key=store.secret_key,
    )
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["s3:PutObject"],
                "Resource": f"arn:aws:s3:::{store.bucket}/simulator/*",
            }
        ],
    }
    credentials = sts.assume_role(
        RoleArn=store.role_arn,
        RoleSessionName="dock",
        # Some stores do not read a policy with spaces.
        Policy=json.dumps(policy, separators=(",", ":")),
    )["Credentials"]
    sts.close()
    return {
        "access_key_id": credentials["AccessKeyId"],
        "access_key_secret": credentials["SecretAccessKey"],
        "security_token": credentials["SessionToken"],
        "expire": int(credentials["Expiration"].timestamp() * 1000),
    }
