"""Files through Home Assistant, byte by byte."""

import asyncio
from dataclasses import replace
from io import BytesIO
import os
import threading
from typing import Any
from unittest.mock import patch

from aiohttp.test_utils import TestClient
from homeassistant.core import HomeAssistant
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.bucket import BucketUnreachable
from custom_components.dji_dock.media_browser.views import media_path, thumbnail_path
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until
from tests.helpers.media import callback, credentials, write
from tests.helpers.pictures import jpeg, with_thumbnail
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.s3 import Store

DATA = os.urandom(1_000_000)


@pytest.fixture
async def key(dock: SimulatedDock, loaded: MockConfigEntry) -> str:
    """Return the key of a video that a dock has uploaded."""
    return await put(dock, loaded, "DJI_20261120160420_0001_V.MP4", DATA)


async def put(dock: SimulatedDock, entry: MockConfigEntry, name: str, data: bytes) -> str:
    """Upload a file."""
    output = await credentials(dock)
    key = f"{output['object_key_prefix']}/f/{name}"
    await asyncio.to_thread(write, output, key, data)
    await dock.emit("file_upload_callback", callback(key, "f"), need_reply=True).wait()
    browser = entry.runtime_data.catalog.browser
    await wait_until(lambda: (known := browser.get(key)) and known.size == len(data))
    return key


@pytest.mark.parametrize(
    ("wanted", "status", "expected", "content_range"),
    [
        (None, 200, slice(None), None),
        ("bytes=0-", 206, slice(None), "bytes 0-999999/1000000"),
        ("bytes=-2000000", 206, slice(None), "bytes 0-999999/1000000"),
        ("bytes=0-99", 206, slice(100), "bytes 0-99/1000000"),
        ("bytes=500000-", 206, slice(500_000, None), "bytes 500000-999999/1000000"),
        ("bytes=-100", 206, slice(-100, None), "bytes 999900-999999/1000000"),
        ("bytes=999999-2000000", 206, slice(-1, None), "bytes 999999-999999/1000000"),
        ("bytes=0-1,5-6", 200, slice(None), None),
        ("lines=1-2", 200, slice(None), None),
        ("bytes=1000000-", 416, None, "bytes */1000000"),
    ],
    ids=str,
)
async def test_any_part_can_be_asked_for(
    hass_client: ClientSessionGenerator,
    key: str,
    wanted: str | None,
    status: int,
    expected: slice | None,
    content_range: str | None,
) -> None:
    """Which is what lets a video be wound forward."""
    client = await hass_client()
    answer = await client.get(
        media_path(ENTRY_ID, key), headers={"Range": wanted} if wanted else {}
    )
    assert answer.status == status
    assert answer.headers.get("Content-Range") == content_range
    body = await answer.read()
    if expected is not None:
        assert body == DATA[expected]
        assert answer.headers["Content-Type"] == "video/mp4"
        assert answer.headers["Accept-Ranges"] == "bytes"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Disposition"].startswith("inline")


async def test_what_the_browser_has_is_not_sent_again(
    hass_client: ClientSessionGenerator, key: str
) -> None:
    """And HEAD tells without sending."""
    client = await hass_client()
    answer = await client.head(media_path(ENTRY_ID, key))
    assert answer.status == 200
    assert answer.headers["Content-Length"] == "1000000"
    tag = answer.headers["ETag"]
    answer = await client.get(media_path(ENTRY_ID, key), headers={"If-None-Match": tag})
    assert answer.status == 304
    assert await answer.read() == b""


async def test_parts_of_what_was_there_before_are_not_mixed(
    hass_client: ClientSessionGenerator, key: str
) -> None:
    """A browser that has the beginning of another file gets the whole one."""
    client = await hass_client()
    tag = (await client.head(media_path(ENTRY_ID, key))).headers["ETag"]
    for known, status in ((tag, 206), ('"other"', 200), ("Fri, 20 Nov 2026 16:00:00 GMT", 200)):
        answer = await client.get(
            media_path(ENTRY_ID, key), headers={"Range": "bytes=5-9", "If-Range": known}
        )
        assert answer.status == status
        assert await answer.read() == (DATA[5:10] if status == 206 else DATA)


async def test_a_file_that_changes_meanwhile_is_asked_for_again(
    loaded: MockConfigEntry, key: str, store: Store, hass_client: ClientSessionGenerator
) -> None:
    """Length and tag would be those of another one."""
    client = await hass_client()
    bucket = loaded.runtime_data.bucket
    lookup = bucket.lookup

    def changing(key: str) -> Any:
        stored = lookup(key)
        store.client().put_object(Bucket=store.bucket, Key=key, Body=DATA[::-1])
        return stored

    with patch.object(bucket, "lookup", changing):
        answer = await client.get(media_path(ENTRY_ID, key))
    assert answer.status == 503
    assert await (await client.get(media_path(ENTRY_ID, key))).read() == DATA[::-1]


async def test_a_file_without_content_is_sent(
    dock: SimulatedDock, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """And of nothing there are no parts."""
    key = await put(dock, loaded, "DJI_1.JPG", b"")
    client = await hass_client()
    answer = await client.get(media_path(ENTRY_ID, key))
    assert (answer.status, await answer.read()) == (200, b"")
    answer = await client.get(media_path(ENTRY_ID, key), headers={"Range": "bytes=0-"})
    assert answer.status == 416


async def test_what_cannot_be_shown_is_saved(
    dock: SimulatedDock, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """Under its own name; never as a page."""
    key = await put(dock, loaded, "evil ä.html", b"<script>alert(1)</script>")
    answer = await (await hass_client()).get(media_path(ENTRY_ID, key))
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"Roof_20261120160420_evil__.html\"; filename*=UTF-8''Roof_20261120160420_evil%20%C3%A4.html"
    )


async def test_strangers_get_nothing(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    key: str,
    store: Store,
    hass_client: ClientSessionGenerator,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    """Nor does anybody get what is not media of a dock."""
    stranger = await hass_client_no_auth()
    assert (await stranger.get(media_path(ENTRY_ID, key))).status == 401
    assert (await stranger.get(thumbnail_path(ENTRY_ID, key))).status == 401
    client = await hass_client()
    other = f"{loaded.data['advanced']['key_prefix']}/secret.txt"
    store.client().put_object(Bucket=store.bucket, Key=other, Body=b"x")
    for entry_id, name in (
        (ENTRY_ID, other),
        (ENTRY_ID, f"{key}/../../secret.txt"),
        ("nobody", key),
        (ENTRY_ID, key + "x"),
    ):
        assert (await client.get(media_path(entry_id, name))).status == 404
    await hass.config_entries.async_unload(loaded.entry_id)
    assert (await client.get(media_path(ENTRY_ID, key))).status in (404, 503)


async def test_a_store_that_is_away_is_told_apart(
    loaded: MockConfigEntry, key: str, store: Store, hass_client: ClientSessionGenerator
) -> None:
    """From a file that is gone."""
    client = await hass_client()
    with patch.object(loaded.runtime_data.bucket, "lookup", side_effect=BucketUnreachable):
        answer = await client.get(media_path(ENTRY_ID, key))
    assert answer.status == 503
    assert answer.headers["Retry-After"]
    store.client().delete_object(Bucket=store.bucket, Key=key)
    assert (await client.get(media_path(ENTRY_ID, key))).status == 404


class Slow:
    """Lets the bucket give a first piece and then wait; counts what was opened and closed."""

    def __init__(self, bucket: Any) -> None:
        """Take the place of reading."""
        self._read = bucket.read
        self.go_on = threading.Event()
        self.opened = self.closed = self.pieces = 0

    def __call__(self, *parameters: Any) -> Any:
        """Open an object."""
        reader = self._read(*parameters)
        self.opened += 1
        piece, close = reader.read, reader.close

        def read(amount: int) -> Any:
            if self.pieces:
                self.go_on.wait(20)
            self.pieces += 1
            return piece(amount)

        def closing() -> None:
            self.closed += 1
            close()

        reader.read, reader.close = read, closing
        return reader


async def test_only_so_many_files_are_sent_at_once(
    loaded: MockConfigEntry, key: str, hass_client: ClientSessionGenerator
) -> None:
    """The others are told to come back; those who leave make room."""
    client: TestClient[Any, Any] = await hass_client()
    bucket = loaded.runtime_data.bucket
    slow = Slow(bucket)
    with (
        patch("custom_components.dji_dock.media_browser.views.MAX_STREAMS", 1),
        patch.object(bucket, "read", slow),
    ):
        first = await client.get(media_path(ENTRY_ID, key))
        assert first.status == 200
        second = await client.get(media_path(ENTRY_ID, key))
        assert second.status == 503
        assert second.headers["Retry-After"]
        first.close()
        slow.go_on.set()
        await wait_until(lambda: slow.closed == slow.opened == 1)
        third = await client.get(media_path(ENTRY_ID, key))
        assert await third.read() == DATA
        await wait_until(lambda: slow.closed == slow.opened == 2)


async def test_nothing_stays_open_for_who_leaves_early(
    loaded: MockConfigEntry, key: str, hass_client: ClientSessionGenerator
) -> None:
    """While the bucket has not even answered."""
    client = await hass_client()
    bucket = loaded.runtime_data.bucket
    slow, asked, answer = Slow(bucket), threading.Event(), threading.Event()
    slow.go_on.set()

    def late(*parameters: Any) -> Any:
        asked.set()
        answer.wait(20)
        return slow(*parameters)

    with patch.object(bucket, "read", late):
        getting = asyncio.create_task(client.get(media_path(ENTRY_ID, key)))
        await wait_until(asked.is_set)
        getting.cancel()
        await asyncio.wait([getting])
        # Until the server has noticed.
        await asyncio.sleep(0.3)
        answer.set()
        await wait_until(lambda: slow.closed == 1)
    assert slow.pieces == 0


class Endless:
    """An object of many gigabytes; counts what is read of it."""

    size = 50 * 1024**3
    etag = ""

    def __init__(self) -> None:
        """Begin."""
        self.read_bytes = 0
        self.closed = False

    def read(self, amount: int) -> bytes:
        """Return some of it."""
        self.read_bytes += amount
        return bytes(amount)

    def close(self) -> None:
        """End."""
        self.closed = True


async def test_no_more_is_read_than_the_browser_takes(
    loaded: MockConfigEntry, key: str, hass_client: ClientSessionGenerator
) -> None:
    """Of a file that no memory holds; and it ends with the browser."""
    client = await hass_client()
    bucket, endless = loaded.runtime_data.bucket, Endless()
    stored = replace(bucket.lookup(key), size=endless.size)
    with (
        patch.object(bucket, "lookup", return_value=stored),
        patch.object(bucket, "read", return_value=endless),
    ):
        answer = await client.get(media_path(ENTRY_ID, key))
        assert answer.content_length == endless.size
        before = -1
        while before != endless.read_bytes:
            before = endless.read_bytes
            await asyncio.sleep(0.3)
        # What lies in the buffers of both ends of the connection.
        assert 0 < endless.read_bytes < 40 * 1024**2
        answer.close()
        await wait_until(lambda: endless.closed)


async def test_a_broken_stream_ends_the_connection(
    loaded: MockConfigEntry, key: str, hass_client: ClientSessionGenerator
) -> None:
    """What is not whole does not look whole."""
    client = await hass_client()
    bucket = loaded.runtime_data.bucket
    read = bucket.read

    def breaking(*parameters: Any) -> Any:
        reader = read(*parameters)
        whole = reader.read
        calls = iter((whole, None))

        def piece(amount: int) -> bytes:
            if (real := next(calls, None)) is None:
                raise BucketUnreachable
            data: bytes = real(amount)
            return data

        reader.read = piece
        return reader

    with patch.object(bucket, "read", breaking):
        answer = await client.get(media_path(ENTRY_ID, key))
        assert answer.status == 200
        with pytest.raises(Exception, match=r"payload is not completed|disconnected|closed"):
            await answer.read()


async def test_thumbnails_come_from_the_header_or_are_made(
    dock: SimulatedDock, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """Small either way, and fetched from the bucket once."""
    client = await hass_client()
    own = await put(dock, loaded, "DJI_1.JPG", with_thumbnail(jpeg(160, 120, "blue")))
    none = await put(dock, loaded, "DJI_2.JPG", jpeg())
    bad = await put(dock, loaded, "DJI_3.JPG", b"no picture at all")
    for key, size, index in ((own, (160, 120), 2), (none, (320, 240), 0)):
        answer = await client.get(thumbnail_path(ENTRY_ID, key))
        assert answer.status == 200
        with Image.open(BytesIO(await answer.read())) as picture:
            assert picture.size == size
            pixel = picture.getpixel((10, 10))
            assert isinstance(pixel, tuple)
            assert pixel[index] > 200
    assert (await client.get(thumbnail_path(ENTRY_ID, bad))).status == 404
    other = await put(dock, loaded, "DJI_4.MP4", jpeg())
    assert (await client.get(thumbnail_path(ENTRY_ID, other))).status == 404
    with patch.object(loaded.runtime_data.bucket, "read", side_effect=BucketUnreachable):
        assert (await client.get(thumbnail_path(ENTRY_ID, own))).status == 200


async def test_a_thumbnail_is_made_once(
    dock: SimulatedDock, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """However many ask for it at the same time; only so many are kept, the last ones longest."""
    client = await hass_client()
    keys = [await put(dock, loaded, f"DJI_{number}.JPG", jpeg()) for number in range(3)]
    bucket = loaded.runtime_data.bucket
    with patch.object(bucket, "read", wraps=bucket.read) as read:
        answers = await asyncio.gather(
            *(client.get(thumbnail_path(ENTRY_ID, keys[0])) for _ in range(6))
        )
        assert {answer.status for answer in answers} == {200}
        first = await answers[0].read()
        # The beginning, and the whole.
        assert read.call_count <= 4
        before = read.call_count
        with patch("custom_components.dji_dock.media_browser.views._MAX_CACHE", len(first) + 10):
            await client.get(thumbnail_path(ENTRY_ID, keys[1]))
            await client.get(thumbnail_path(ENTRY_ID, keys[1]))
            assert read.call_count == before + 2
            await client.get(thumbnail_path(ENTRY_ID, keys[0]))
            assert read.call_count == before + 4


async def test_photos_that_are_too_large_have_no_thumbnail(
    dock: SimulatedDock, loaded: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """Unless they bring it along; a store that is away is told apart from that."""
    client = await hass_client()
    own = await put(dock, loaded, "DJI_1.JPG", with_thumbnail(jpeg(160, 120, "blue")))
    none = await put(dock, loaded, "DJI_2.JPG", jpeg())
    with patch.object(loaded.runtime_data.bucket, "read", side_effect=BucketUnreachable):
        assert (await client.get(thumbnail_path(ENTRY_ID, none))).status == 503
    with patch("custom_components.dji_dock.media_browser.views._MAX_PHOTO", 1000):
        assert (await client.get(thumbnail_path(ENTRY_ID, own))).status == 200
        assert (await client.get(thumbnail_path(ENTRY_ID, none))).status == 404
