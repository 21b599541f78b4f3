"""Many files as one archive, from a real store to a browser."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from io import BytesIO
from typing import Any, cast, override
from unittest.mock import patch
from zipfile import ZipFile

from aiohttp import ClientError
from aiohttp.test_utils import TestClient
from homeassistant.const import CONF_DEVICE_ID
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.dji_dock.bucket import BucketUnreachable, ObjectReader
from custom_components.dji_dock.database import LOGS
from custom_components.dji_dock.media_browser import zip_view
from custom_components.dji_dock.media_browser.zip_view import zip_orders
from tests.helpers.home import device_id, wait_until
from tests.helpers.media import callback, credentials, prefix_of, write
from tests.helpers.users import add_user, on_devices, token_of
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.s3 import Store

type Browser = TestClient[Any, Any]
type Order = Callable[..., Awaitable[Any]]

LARGE = bytes(range(256)) * 8000
NAMES = ("DJI_20261120160420_0001_V.JPG", "DJI_20261120160430_0002_V.MP4", "机场 ü.txt")
SIZE = 3 * len(LARGE)


@pytest.fixture
async def keys(dock: SimulatedDock, loaded: MockConfigEntry) -> list[str]:
    """Return the keys of three files of a flight that a dock has uploaded."""
    output = await credentials(dock)
    keys = [f"{output['object_key_prefix']}/f/{name}" for name in NAMES]
    for key in keys:
        await asyncio.to_thread(write, output, key, LARGE)
        await dock.emit("file_upload_callback", callback(key, "f"), need_reply=True).wait()
    browser = loaded.runtime_data.catalog.browser
    await wait_until(lambda: all((known := browser.get(key)) and known.size for key in keys))
    return keys


@pytest.fixture
async def order(
    hass: HomeAssistant, dock: SimulatedDock, hass_ws_client: WebSocketGenerator
) -> Order:
    """Return what asks for an archive; the result, or the error."""
    assert await async_setup_component(hass, "websocket_api", {})

    async def send(token: str | None = None, **what: Any) -> Any:
        client = await hass_ws_client(hass, token) if token else await hass_ws_client()
        data = {CONF_DEVICE_ID: device_id(hass, dock.serial), **what}
        await client.send_json_auto_id({"type": "dji_dock/media/zip", **data})
        answer = await client.receive_json()
        return answer["result"] if answer["success"] else answer["error"]

    return send


@pytest.fixture
async def browser(hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator) -> Browser:
    """Return a browser without a token: signed paths need none."""
    return await hass_client_no_auth()


async def test_an_archive_of_a_flight(
    order: Order, keys: list[str], browser: Browser, hass: HomeAssistant
) -> None:
    """Whatever chose its files; it is whole, and its length is said before."""
    for what, count in (
        ({"flight_id": "f"}, 3),
        ({"day": "2026-11-20"}, 3),
        ({"keys": [keys[0], keys[2], keys[0]]}, 2),
    ):
        wanted = await order(**what)
        assert wanted["files"] == count, what
        assert wanted["size"] == count * len(LARGE)
        assert wanted["name"] == "Roof_20261120_160420_media.zip"
        answer = await browser.get(wanted["url"])
        assert answer.status == 200
        assert answer.content_type == "application/zip"
        assert answer.headers["Content-Disposition"].startswith(
            f'attachment; filename="{wanted["name"]}"'
        )
        data = await answer.read()
        assert len(data) == int(answer.headers["Content-Length"])
        with ZipFile(BytesIO(data)) as archive:
            assert archive.testzip() is None
            assert len(archive.namelist()) == count
            folders = {name.partition("/")[0] for name in archive.namelist()}
            assert folders == {"Roof_20261120_160420_f"}
            assert all(archive.read(name) == LARGE for name in archive.namelist())
    # A browser that begins anew gets it again.
    assert (await browser.get(wanted["url"])).status == 200
    await wait_until(lambda: not zip_orders(hass).running.total())


async def test_what_is_gone_is_named(
    order: Order,
    keys: list[str],
    browser: Browser,
    loaded: MockConfigEntry,
    store: Store,
) -> None:
    """Also what is gone from the index; an archive of nothing there is not."""
    wanted = await order(keys=keys)
    bucket, objects = loaded.runtime_data.bucket, loaded.runtime_data.catalog.objects
    await asyncio.to_thread(bucket.delete, keys[2])
    await asyncio.to_thread(objects.forget, keys[2:])
    for url in (wanted["url"], (await order(keys=keys))["url"]):
        answer = await browser.get(url)
        with ZipFile(BytesIO(await answer.read())) as archive:
            assert len(archive.namelist()) == 3
            note = archive.read("missing.txt").decode()
            assert note.startswith("These files were no longer in the bucket")
            assert "机场 ü.txt" in note
            assert NAMES[0] not in note
    for key in keys:
        await asyncio.to_thread(bucket.delete, key)
    assert (await browser.get(wanted["url"])).status == 404


async def test_a_file_that_fails_breaks_the_connection(
    order: Order, keys: list[str], browser: Browser, loaded: MockConfigEntry, hass: HomeAssistant
) -> None:
    """Nobody takes the beginning for the whole."""
    wanted = await order(keys=keys)
    bucket = loaded.runtime_data.bucket
    read, started = bucket.read, []

    def breaks(key: str, *span: int) -> ObjectReader:
        started.append(key)
        if len(started) == 2:
            raise BucketUnreachable
        return cast("ObjectReader", read(key, *span))

    with patch.object(bucket, "read", breaks):
        answer = await browser.get(wanted["url"])
        assert answer.status == 200
        with pytest.raises(ClientError):
            await answer.read()
    assert started == keys[:2]
    # What is written anew between looking and reading is another file.
    found = await asyncio.to_thread(bucket.lookup, keys[0])
    assert found
    with patch.object(bucket, "lookup", return_value=replace(found, etag="0" * 32)):
        answer = await browser.get(wanted["url"])
        with pytest.raises(ClientError):
            await answer.read()
    await wait_until(lambda: not zip_orders(hass).running.total())


async def test_who_leaves_ends_it(
    order: Order, keys: list[str], browser: Browser, loaded: MockConfigEntry, hass: HomeAssistant
) -> None:
    """The store's answer is let go of, and another may have the place."""
    wanted = await order(keys=keys)
    bucket = loaded.runtime_data.bucket
    read = bucket.read

    class Endless(ObjectReader):
        closed = False

        @override
        def read(self, amount: int) -> bytes:
            return bytes(amount)

        @override
        def close(self) -> None:
            self.closed = True
            super().close()

    readers: list[Endless] = []

    def endless(key: str, *span: int) -> ObjectReader:
        reader = read(key, *span)
        readers.append(Endless(reader._body, reader.size, reader.etag))
        return readers[-1]

    with patch.object(bucket, "read", endless):
        answer = await browser.get(wanted["url"])
        await answer.content.readexactly(1000)
        answer.close()
        await wait_until(lambda: not zip_orders(hass).running.total())
        await wait_until(lambda: bool(readers) and readers[-1].closed)


async def test_limits(
    order: Order, keys: list[str], browser: Browser, hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """So many at once, so many orders of a user, so long, so many files; a store that is down."""
    first = await order(keys=keys)
    orders = zip_orders(hass)
    orders.running[loaded.entry_id] = zip_view.MAX_ARCHIVES
    assert (await browser.get(first["url"])).status == 503
    assert (await order(keys=keys))["translation_key"] == "zip_busy"
    orders.running.clear()
    with patch.object(loaded.runtime_data.bucket, "lookup", side_effect=BucketUnreachable):
        assert (await browser.get(first["url"])).status == 503
    for _ in range(5):
        last = await order(keys=keys)
    assert (await browser.get(first["url"])).status == 404
    assert (await browser.get(last["url"])).status == 200
    with patch.object(zip_view, "ORDER_SECONDS", -1):
        assert (await browser.get(last["url"])).status == 404
    assert (await order(keys=keys * 1000))["code"] == "invalid_format"
    with patch("custom_components.dji_dock.panel.media_zip._MAX_FILES", 2):
        assert (await order(flight_id="f"))["translation_key"] == "zip_too_many"
    assert (await order(flight_id="g"))["translation_key"] == "no_such_media"
    assert (await order())["translation_key"] == "media_unknown"


async def test_only_what_may_be_looked_at(
    hass: HomeAssistant,
    order: Order,
    keys: list[str],
    browser: Browser,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
) -> None:
    """No file of another dock, no log, no archive of another user, none without a signature."""
    for key in (
        f"{prefix_of(loaded, dock, LOGS)}/f/dock.tar",
        keys[0].replace(dock.serial, "8UUXN0000000ZZ"),
        "../secret",
        "",
    ):
        assert (await order(keys=[keys[0], key]))["translation_key"] == "media_unknown", key
    own, other = device_id(hass, dock.serial), device_id(hass, dock.aircraft_serial or "")
    reader = await add_user(hass, policy=on_devices(own, "read"))
    stranger = await add_user(hass, policy=on_devices(other, "read", "control"))
    wanted = await order(await token_of(hass, reader), keys=keys)
    assert (await browser.get(wanted["url"])).status == 200
    path = wanted["url"].partition("?")[0]
    assert (await browser.get(path)).status == 401
    as_stranger = {"Authorization": f"Bearer {await token_of(hass, stranger)}"}
    assert (await browser.get(path, headers=as_stranger)).status == 404
    error = await order(await token_of(hass, stranger), keys=keys)
    assert error["translation_key"] == "dock_not_here"
    # A right that was taken away since.
    reader.mock_policy(on_devices(other, "read"))
    assert (await browser.get(wanted["url"])).status == 401
