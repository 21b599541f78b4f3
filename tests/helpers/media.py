"""What the tests of media share: a dock's own hands on the bucket, without a whole flight."""

import asyncio
from datetime import datetime
from typing import Any

import boto3
from botocore.config import Config
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.database import Found, IndexedObject
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until
from tests.lab.simulator import SimulatedDock


async def credentials(dock: SimulatedDock) -> dict[str, Any]:
    """Let a dock ask for credentials, and return what it was given."""
    answer = await dock.ask("storage_config_get", {"module": 0})
    assert answer["result"] == 0
    output: dict[str, Any] = answer["output"]
    return output


def write(output: dict[str, Any], key: str, data: bytes = b"x" * 1000) -> None:
    """Write an object with the credentials of a dock."""
    keys = output["credentials"]
    client = boto3.session.Session().client(
        "s3",
        endpoint_url=output["endpoint"],
        region_name=output["region"],
        aws_access_key_id=keys["access_key_id"],
        aws_secret_access_key=keys["access_key_secret"],
        aws_session_token=keys["security_token"] or None,
        config=Config(
            s3={"addressing_style": "path"}, request_checksum_calculation="when_required"
        ),
    )
    client.put_object(Bucket=output["bucket"], Key=key, Body=data)


def callback(key: str, flight_id: str = "flight-1", **changes: Any) -> dict[str, Any]:
    """Return the data of a callback as a Dock 2 sends it."""
    return {
        "file": {
            "object_key": key,
            "path": key.rpartition("/")[0],
            "name": key.rpartition("/")[2],
            "ext": {
                "flight_id": flight_id,
                "drone_model_key": "0-91-1",
                "payload_model_key": "1-81-0",
                "is_original": True,
            },
            "metadata": {
                "create_time": "2026-11-20 16:04:20",
                "gimbal_yaw_degree": "-91.40",
                "absolute_altitude": 56.311,
                "relative_altitude": 41.124,
                "shoot_position": {"lat": 52.37, "lng": 4.89},
            },
            "cloud_to_cloud_id": "DEFAULT",
        },
        "flight_task": {"expected_file_count": 4, "uploaded_file_count": 1, "flight_type": 0},
        **changes,
    }


async def upload(dock: SimulatedDock, name: str, flight_id: str = "flight-1") -> str:
    """Upload a file and have it acknowledged; returns its key."""
    output = await credentials(dock)
    key = f"{output['object_key_prefix']}/{flight_id}/{name}"
    await asyncio.to_thread(write, output, key)
    await dock.emit("file_upload_callback", callback(key, flight_id), need_reply=True).wait()
    return key


def found(prefix: str, folder: str, name: str, taken: datetime, kind: str = "photo") -> Found:
    """Return an object of a listing."""
    key = "/".join(filter(None, (prefix, folder, name)))
    return Found(key, folder, name, kind, None, taken, 2_000_000, taken)


async def fill(entry: MockConfigEntry, dock: SimulatedDock, area: str, objects: list[Found]) -> str:
    """Put objects into the index, and return the folder of the dock."""
    # The first listing of the bucket, where they are not, would take them out.
    await wait_until(lambda: dock.serial in entry.runtime_data.upkeep._listed)
    await asyncio.to_thread(
        entry.runtime_data.catalog.objects.list_page, dock.serial, area, 1, objects
    )
    return f"{ENTRY_ID}|{dock.serial}"


def prefix_of(entry: MockConfigEntry, dock: SimulatedDock, area: str) -> str:
    """Return the folder of a dock in the bucket."""
    return f"{entry.data['advanced']['key_prefix']}/{area}/{dock.serial}"


def indexed(key: str, *, flight: str, taken: datetime) -> IndexedObject:
    """Return a file as the index knows it."""
    folder, _, name = key.rpartition("/")
    return IndexedObject(
        key=key,
        dock="D",
        folder=folder,
        name=name,
        kind="photo",
        variant=None,
        flight=flight,
        taken=taken,
        latitude=None,
        longitude=None,
        size=10,
        modified=taken,
        reported=None,
    )
