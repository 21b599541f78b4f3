"""Strangers and bad viewers, all at once: nothing is left, nobody hears a key, and the dock stops."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from functools import partial
import logging
import os
from unittest.mock import patch
from urllib.parse import urlsplit

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.live.models import CameraKey, LiveTimings
from tests.helpers.docks import dock_profile
from tests.helpers.entries import live_entry
from tests.helpers.home import wait_until
from tests.helpers.viewers import viewer
from tests.lab.simulator import Broker, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store
from tests.rtmp.wire import HANDSHAKE, command, message, publish

_QUICK = partial(LiveTimings, linger=1.0, retry=0.2, stop_again=0.5, restart=0.5)
_MOST_READERS = 32


@pytest.fixture
def entry(mosquitto: Mosquitto, store: Store) -> MockConfigEntry:
    """Return an entry that receives live video."""
    return live_entry(mosquitto, store)


@pytest.fixture(autouse=True)
def quick() -> Generator[None]:
    """Let it stop soon."""
    with patch("custom_components.dji_dock.live.manager.LiveTimings", _QUICK):
        yield


@pytest.fixture
async def dock(loaded: MockConfigEntry, broker_of_docks: Broker) -> AsyncGenerator[SimulatedDock]:
    """Run a dock whose cameras are known."""
    dock = SimulatedDock(dock_profile(), broker_of_docks)
    async with Simulator([dock]):
        await dock.wait_online()
        hub: Hub = loaded.runtime_data
        camera = CameraKey(dock.serial, dock.serial, "165-0-7")
        await wait_until(lambda: hub.live.camera(camera) and hub.live.available(camera))
        yield dock


async def _look(source: str, how: str) -> None:
    """Be a viewer that no player would be."""
    address = urlsplit(source)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(f"GET {address.path}?{address.query} HTTP/1.1\r\nHost: ha\r\n\r\n".encode())
    match how:
        case "half closed":
            writer.write_eof()
            await reader.read()
        case "deaf":
            await asyncio.sleep(1)
        case "gone after a byte":
            await reader.read(1)
    writer.transport.abort()


async def _knock(port: int, said: bytes) -> None:
    """Be somebody at the port for docks, until it is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(said)
        while await reader.read(65536):
            pass
    except ConnectionError:
        pass
    finally:
        writer.transport.abort()


def _strangers(urls: list[str]) -> list[bytes]:
    """Return what they say; they have heard of each key that there was."""
    video = message(b"\x17\x01" + bytes(3000)) * 5
    return [
        os.urandom(5000),
        HANDSHAKE + command("releaseStream", 1, None, "a") * 1500,
        HANDSHAKE + publish(name=os.urandom(16).hex()) + video,
        *(HANDSHAKE + publish(name=url.rpartition("/")[2]) + video for url in urls),
    ]


async def test_a_siege(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    dock: SimulatedDock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Who watches sees it all the same, and at the end nothing is pushed."""
    caplog.set_level(logging.DEBUG)
    live = loaded.runtime_data.live
    source = live.source(CameraKey(dock.serial, dock.serial, "165-0-7"))
    port = loaded.options["live"]["port"]
    for _ in range(3):
        async with viewer(source) as watching:
            await watching.read(5000)
            bad = ["half closed", "deaf", "gone after a byte", "gone"] * 15
            strangers = _strangers(dock.live.urls)
            async with asyncio.TaskGroup() as all_at_once:
                for how in bad:
                    all_at_once.create_task(_look(source, how))
                for said in strangers * 5:
                    all_at_once.create_task(_knock(port, said))
            await watching.read(20_000)
            assert live._reception._readers.count <= _MOST_READERS
        await dock.live.wait_quiet()
    await wait_until(lambda: live._reception._readers.count == 0)
    assert live.state(CameraKey(dock.serial, dock.serial, "165-0-7")).viewers == 0
    # The line is cut and the key is revoked a moment after the dock has stopped by itself.
    await wait_until(lambda: live._reception._ingest._keys._keys == {})
    # A key of before lets a dock be told to stop once more, and not each time.
    assert len(dock.orders_of("live_start_push")) == 3
    assert 3 <= len(dock.orders_of("live_stop_push")) <= 12
    known = [source.rpartition("=")[2], *(url.rpartition("/")[2] for url in dock.live.urls)]
    assert not [key for key in known if key in caplog.text]
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR]
