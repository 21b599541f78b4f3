"""Flights, their files, and how a dock uploads and tells of them."""

import asyncio
from io import BytesIO
import struct
from typing import Any

from PIL import ExifTags, Image
import pytest

from tests.lab.simulator import (
    Broker,
    DockProfile,
    FlightPlan,
    MediaQuirks,
    Model,
    SimulatedDock,
    Simulator,
    fleet,
)
from tests.lab.simulator.video import mp4
from tests.lab.stack.s3 import Store

from .cloud import Cloud, storage_of

PLAN = FlightPlan(flight_id="f1", photos=2, subtitles=True, photo_width=320)


def _profile(**settings: Any) -> DockProfile:
    return fleet(1, Model.DOCK_3, **{"speed": 20, **settings})[0]


async def _flown(cloud: Cloud, broker: Broker, **settings: Any) -> SimulatedDock:
    dock = SimulatedDock(_profile(**settings), broker)
    async with Simulator([dock]):
        await dock.wait_online()
        await dock.fly(PLAN)
        await dock.wait_media(30)
        await cloud.holds(lambda: bool(_over(cloud)))
    return dock


def _over(cloud: Cloud) -> list[dict[str, Any]]:
    return [
        message["data"]["output"]
        for message in cloud.of("events")
        if message["method"] == "flighttask_progress"
        and message["data"]["output"]["status"] == "ok"
    ]


def _callbacks(cloud: Cloud) -> list[dict[str, Any]]:
    return [
        message["data"]
        for message in cloud.of("events")
        if message["method"] == "file_upload_callback"
    ]


async def test_a_flight(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Real files under the prefix, told in order, counted at the end."""
    cloud.storage = storage_of(store)
    dock = await _flown(cloud, broker)
    files = dock.media.files
    assert len(files) == 8
    assert [output["ext"]["media_count"] for output in _over(cloud)] == [8]
    callbacks = _callbacks(cloud)
    # A busy cloud hears some of them again before it has answered.
    keys = dict.fromkeys(data["file"]["object_key"] for data in callbacks)
    assert list(keys) == [file.key for file in files]
    assert callbacks[-1]["flight_task"]["expected_file_count"] == 8
    for file in files:
        assert file.key == f"simulator/media/f1/{file.name}"
        assert store.read(file.key) == file.content
    assert dock.media.requests == 1
    assert dock.complaints == []
    with Image.open(BytesIO(files[0].content)) as photo:
        assert photo.size == (320, 240)
        exif = photo.getexif()
        assert exif[ExifTags.Base.Make] == "DJI"
        assert exif.get_ifd(ExifTags.IFD.IFD1)[ExifTags.Base.JpegIFByteCount] > 500
        assert exif.get_ifd(ExifTags.IFD.GPSInfo)[1] == "N"


@pytest.mark.parametrize(
    ("quirks", "key", "there"),
    [
        (MediaQuirks(old=True), "result", True),
        (MediaQuirks(), "result", False),
        (MediaQuirks(without_flight_task=True), "flight_task", False),
    ],
)
async def test_versions_differ(
    cloud: Cloud, broker: Broker, store: Store, quirks: MediaQuirks, key: str, there: bool
) -> None:
    """As documented for each."""
    cloud.storage = storage_of(store)
    await _flown(cloud, broker, media_quirks=quirks)
    assert all((key in data) is there for data in _callbacks(cloud))
    times = {name for data in _callbacks(cloud) for name in data["file"].get("metadata", {})}
    assert ("created_time" in times) is quirks.old


async def test_a_callback_comes_until_it_is_acknowledged(
    cloud: Cloud, broker: Broker, store: Store
) -> None:
    """Also after a reboot, which forgets the credentials."""
    cloud.storage = storage_of(store)
    cloud.acknowledges = False
    dock = SimulatedDock(_profile(), broker)
    async with Simulator([dock]):
        await dock.wait_online()
        await dock.fly(PLAN)
        await cloud.holds(lambda: len(_callbacks(cloud)) > 16)
        assert dock.media.remaining == 8
        await dock.reboot(0.1)
        cloud.acknowledges = True
        await dock.wait_media(30)
        await dock.fly(FlightPlan(photos=1, videos=0, ppk=False, photo_width=320))
        await dock.wait_media(30)
    assert dock.media.requests == 2


async def test_what_is_no_storage_is_complained_about(
    cloud: Cloud, broker: Broker, store: Store
) -> None:
    """And asked for again."""
    cloud.storage = storage_of(store, credentials={"access_key_id": "a", "expire": 1_900_000_000})
    dock = SimulatedDock(_profile(), broker)
    async with Simulator([dock]):
        await dock.wait_online()
        await dock.fly(PLAN)
        while dock.media.requests < 2:
            await asyncio.sleep(0.02)
        cloud.storage = storage_of(store)
        await dock.wait_media(30)
    assert any("expire" in complaint for complaint in dock.complaints)


def test_a_video_is_well_formed() -> None:
    """Boxes that add up, the index before the frames, as many frames as it says."""
    video = mp4(1, 2.0)
    boxes, at = [], 0
    while at < len(video):
        size, kind = struct.unpack_from(">L4s", video, at)
        boxes.append(kind)
        at += size
    assert at == len(video)
    assert boxes == [b"ftyp", b"moov", b"mdat"]
    sizes = video.index(b"stsz") + 8
    _, count = struct.unpack_from(">2L", video, sizes)
    assert count == 16
    lengths = struct.unpack_from(f">{count}L", video, sizes + 8)
    [offset] = struct.unpack_from(">L", video, video.index(b"stco") + 12)
    assert offset + sum(lengths) == len(video)
    assert mp4(1, 2.0) != mp4(2, 2.0)
