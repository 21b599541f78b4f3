"""Sending packages of firmware into the bucket through Home Assistant."""

import asyncio
from collections.abc import AsyncGenerator
import hashlib
import logging
import os
import tracemalloc
from typing import Any
from unittest.mock import patch

from aiohttp import ClientPayloadError, ServerDisconnectedError
from aiohttp.test_utils import TestClient
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.bucket import Bucket, StoreFull
from custom_components.dji_dock.bucket.upload import PART
from custom_components.dji_dock.firmware import receive
from custom_components.dji_dock.firmware.view import PackageView
from custom_components.dji_dock.hub import Hub
from tests.helpers.home import wait_until
from tests.helpers.told import DOCK, Told

PLACE = "/api/dji_dock/firmware/3-3-0/13.01.0512"
ZIP = b"PK\x03\x04"


@pytest.fixture
async def hub(hass: HomeAssistant, told: Told, loaded: MockConfigEntry) -> Hub:
    """Return what runs for an entry with a Dock 3."""
    hub: Hub = loaded.runtime_data
    hub.server.fleet.update(DOCK, model_key="3-3-0")
    await async_setup_component(hass, "http", {})
    return hub


@pytest.fixture
async def client(hub: Hub, hass_client: ClientSessionGenerator) -> Any:
    """Return the browser of an administrator."""
    return await hass_client()


def keys(bucket: Bucket) -> list[str]:
    """Return what lies below the folder of firmware."""
    folder = f"{bucket.config.key_prefix}/firmware"
    return [item.key[len(folder) :] for page in bucket.pages(folder) for item in page]


def uploads(bucket: Bucket) -> list[Any]:
    """Return what was begun and neither finished nor aborted."""
    answer = bucket.client.list_multipart_uploads(
        Bucket=bucket.config.bucket, Prefix=bucket.config.key_prefix
    )
    return list(answer.get("Uploads", ()))


async def test_a_package_is_taken(hub: Hub, client: TestClient[Any, Any]) -> None:
    """Of more than one part; it is offered at once, and its MD5 known without reading it again."""
    data = ZIP + os.urandom(2 * PART)
    with patch("custom_components.dji_dock.firmware.packages.md5_of", side_effect=AssertionError):
        answer = await client.put(f"{PLACE}/dock3.zip", data=data)
        assert answer.status == 201, await answer.text()
        found = hub.firmware.library.newest("3-3-0")
        assert found
        assert (found.size, found.md5) == (len(data), hashlib.md5(data).hexdigest())
    answer = await client.put(f"{PLACE}/notes.md", data=b"# News")
    assert answer.status == 201
    found = hub.firmware.library.newest("3-3-0")
    assert found
    assert found.notes == "# News"
    assert await asyncio.to_thread(keys, hub.bucket) == [
        "/3-3-0/13.01.0512/dock3.zip",
        "/3-3-0/13.01.0512/notes.md",
    ]


@pytest.mark.parametrize(
    ("place", "data", "status", "code"),
    [
        ("3-3-0/13.01.0512/dock.exe", ZIP, 400, "firmware_wrong_place"),
        ("3-3-0/13.01.0512/a%2Fb.zip", ZIP, 400, "firmware_wrong_place"),
        ("3-3-0%2F1.0/2.0/a.zip", ZIP, 400, "firmware_wrong_place"),
        ("3-3-0/latest/a.zip", ZIP, 400, "firmware_wrong_place"),
        ("dock3/1.0/a.zip", ZIP, 400, "firmware_wrong_place"),
        ("3-3-0/1.0/a.zip", b"<html>", 400, "firmware_no_zip"),
        ("3-3-0/1.0/a.zip", b"PK", 400, "firmware_no_zip"),
        ("3-3-0/1.0/a.zip", b"", 400, "firmware_no_zip"),
        ("3-3-0/1.0/notes.md", b"x" * 70_000, 413, "firmware_too_large"),
        ("3-3-0/1.0/a.zip?entry=other", ZIP, 404, "firmware_which_cloud"),
    ],
)
async def test_what_is_not_taken(
    hass: HomeAssistant, hub: Hub, client: TestClient[Any, Any],
    place: str, data: bytes, status: int, code: str,
) -> None:  # fmt: skip
    """Nothing of it is written, and the text says why."""
    answer = await client.put(f"/api/dji_dock/firmware/{place}", data=data)
    said = await answer.json()
    assert (answer.status, said["code"]) == (status, code)
    assert said["message"] not in ("", code)
    assert await asyncio.to_thread(keys, hub.bucket) == []
    assert await asyncio.to_thread(uploads, hub.bucket) == []


async def test_only_administrators(
    hub: Hub, hass_client: ClientSessionGenerator, hass_client_no_auth: ClientSessionGenerator,
    hass_read_only_access_token: str,
) -> None:  # fmt: skip
    """Whoever may write here decides what docks run."""
    nobody = await hass_client_no_auth()
    assert (await nobody.put(f"{PLACE}/a.zip", data=ZIP)).status == 401
    reader = await hass_client(hass_read_only_access_token)
    assert (await reader.put(f"{PLACE}/a.zip", data=ZIP)).status == 401
    assert await asyncio.to_thread(keys, hub.bucket) == []


async def test_two_packages_of_a_version(hub: Hub, client: TestClient[Any, Any]) -> None:
    """Nobody could say which is right; the same one may be sent again."""
    for name, status in (("a.zip", 201), ("b.zip", 400), ("a.zip", 201)):
        assert (await client.put(f"{PLACE}/{name}", data=ZIP + name.encode())).status == status
    assert await asyncio.to_thread(keys, hub.bucket) == ["/3-3-0/13.01.0512/a.zip"]


async def test_more_than_was_announced(hub: Hub, client: TestClient[Any, Any]) -> None:
    """Without a length it ends where the limit is, and what was sent is let go of."""

    async def endless() -> AsyncGenerator[bytes]:
        yield ZIP
        while True:
            yield bytes(1 << 20)

    with patch.object(receive, "MAX_PACKAGE", PART + 1):
        try:
            answer = await client.put(f"{PLACE}/a.zip", data=endless())
            assert answer.status == 413
        except ServerDisconnectedError, ConnectionError, ClientPayloadError:
            # The answer may be lost with the connection, which ends at once.
            pass
    await wait_until(lambda: not hub.firmware.receiver.busy)
    assert await asyncio.to_thread(keys, hub.bucket) == []
    assert await asyncio.to_thread(uploads, hub.bucket) == []


async def test_whoever_hangs_up(
    hub: Hub, client: TestClient[Any, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Leaves nothing behind, and the next one is taken."""
    hung = asyncio.Event()

    async def some() -> AsyncGenerator[bytes]:
        yield ZIP + bytes(PART)
        await hung.wait()

    sending = asyncio.create_task(client.put(f"{PLACE}/a.zip", data=some()))
    await wait_until(lambda: hub.firmware.receiver.busy)
    assert (await client.put(f"{PLACE}/a.zip", data=ZIP)).status == 503
    sending.cancel()
    await asyncio.wait([sending])
    await wait_until(lambda: not hub.firmware.receiver.busy)
    assert await asyncio.to_thread(keys, hub.bucket) == []
    assert await asyncio.to_thread(uploads, hub.bucket) == []
    assert (await client.put(f"{PLACE}/a.zip", data=ZIP)).status == 201
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


async def test_a_store_that_takes_no_more(hub: Hub, client: TestClient[Any, Any]) -> None:
    """Is named, and what it has is let go of."""
    with patch("custom_components.dji_dock.bucket.upload.ObjectWriter.finish") as finish:
        finish.side_effect = StoreFull("QuotaExceeded")
        answer = await client.put(f"{PLACE}/a.zip", data=ZIP)
    said = await answer.json()
    assert (answer.status, said["code"]) == (502, "store_full")
    assert "QuotaExceeded" in said["message"]
    assert await asyncio.to_thread(uploads, hub.bucket) == []


async def test_silence_ends_it(hub: Hub, client: TestClient[Any, Any]) -> None:
    """Whoever sends nothing does not keep others away."""
    hung = asyncio.Event()

    async def some() -> AsyncGenerator[bytes]:
        yield ZIP
        await hung.wait()

    with patch.object(receive, "_SILENCE", 0.2):
        answer = await client.put(f"{PLACE}/a.zip", data=some())
    hung.set()
    assert (answer.status, (await answer.json())["code"]) == (408, "firmware_upload_silent")
    assert await asyncio.to_thread(uploads, hub.bucket) == []


async def test_memory_stays_small(hub: Hub, client: TestClient[Any, Any]) -> None:
    """Whatever the size: a part on its way, and what came meanwhile."""
    size = 16 * PART

    async def large() -> AsyncGenerator[bytes]:
        yield ZIP
        for _ in range(size // (1 << 20)):
            yield bytes(1 << 20)

    tracemalloc.start()
    try:
        answer = await client.put(f"{PLACE}/a.zip", data=large())
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert answer.status == 201
    assert peak < size / 2


async def test_what_a_kill_left_is_aborted(
    hass: HomeAssistant, hub: Hub, loaded: MockConfigEntry
) -> None:
    """At the next start: stores keep, and charge for, parts that nobody sees."""
    key = f"{hub.bucket.config.key_prefix}/firmware/3-3-0/1.0/a.zip"
    answer = await asyncio.to_thread(
        lambda: hub.bucket.client.create_multipart_upload(Bucket=hub.bucket.config.bucket, Key=key)
    )
    await hub.firmware.library.async_begin_upload(key, answer["UploadId"])
    assert await hass.config_entries.async_reload(loaded.entry_id)
    again: Hub = loaded.runtime_data

    async def gone() -> bool:
        return not await asyncio.to_thread(uploads, again.bucket)

    async with asyncio.timeout(40):
        while not await gone():
            await asyncio.sleep(0.05)


async def test_of_several_clouds_one_is_named(
    hass: HomeAssistant, hub: Hub, hass_client: ClientSessionGenerator
) -> None:
    """Nobody else chooses into which bucket it goes."""

    class Another(PackageView):
        url = "/api/another/{product_key}/{version}/{name}"
        name = "api:another"

    hass.http.register_view(Another(lambda hass: {"a": hub.firmware, "b": hub.firmware}))
    client = await hass_client()
    for query, status in (("", 404), ("?entry=c", 404), ("?entry=b", 201)):
        answer = await client.put(f"/api/another/3-3-0/1.0/a.zip{query}", data=ZIP)
        assert answer.status == status


async def test_not_while_a_dock_fetches_one(hub: Hub, client: TestClient[Any, Any]) -> None:
    """It would get parts of two."""
    with patch.object(type(hub.firmware), "installing", True):
        answer = await client.put(f"{PLACE}/a.zip", data=ZIP)
    assert (answer.status, (await answer.json())["code"]) == (409, "firmware_being_fetched")
