"""The owner's own media server: a dock sends there while its camera is turned on."""

import asyncio
from collections.abc import AsyncGenerator, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.live.models import CameraKey
from custom_components.dji_dock.rtmp import EndReason, MediaKind, Publisher, RtmpServer
from tests.helpers.docks import dock_profile
from tests.helpers.entries import CLOUD_INPUT, ENTRY_ID, broker_input, bucket_input
from tests.helpers.home import wait_until
from tests.lab.simulator import Broker, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import free_port
from tests.lab.stack.s3 import Store

from .media_servers import HOST, node_media_server

_INDEX, _OF_AIRCRAFT = "165-0-7", "99-0-0"
_WHIP = "/rtc/v1/whip/?app=live&stream={camera}"


@dataclass(slots=True)
class Arriving:
    """What a server has got of a publisher."""

    name: str
    media: int = 0
    ended: bool = False


class Server:
    """A server that takes whatever is published."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.all: list[Arriving] = []
        self.rtmp = RtmpServer(self._accept)

    def now(self) -> list[str]:
        """Return what arrives now."""
        return sorted(each.name for each in self.all if each.media and not each.ended)

    def _accept(self, publisher: Publisher) -> Any:
        found = Arriving(f"{publisher.app}/{publisher.name}")
        self.all.append(found)

        class Taking:
            def media(self, kind: MediaKind, timestamp: int, payload: bytes) -> None:
                found.media += kind is MediaKind.VIDEO

            def ended(self, reason: EndReason) -> None:
                found.ended = True

        return Taking()


@pytest.fixture
async def server(socket_enabled: None) -> AsyncGenerator[Server]:
    """Run a server."""
    server = Server()
    yield server
    await server.rtmp.stop()


@pytest.fixture
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[dict[str, Any]]:
    """Return the options about a server: one of the test, unless it wants another."""
    match getattr(request, "param", "rtmp"):
        case "whip":
            yield _options("whip", f"http://192.0.2.9:1985{_WHIP}", "rtsp://192.0.2.9/{camera}")
        case "node-media-server":
            with node_media_server(tmp_path) as (port, _):
                yield _rtmp(port)
        case _:
            yield _rtmp(free_port())


def _rtmp(port: int) -> dict[str, Any]:
    url = f"rtmp://{HOST}:{port}/live/{{camera}}"
    return {**_options("rtmp", url, url), "port": port}


def _options(protocol: str, publish_url: str, play_url: str) -> dict[str, Any]:
    return {
        "enabled": True,
        "protocol": protocol,
        "publish_url": publish_url,
        "play_url": play_url,
    }


@pytest.fixture
def entry(mosquitto: Mosquitto, store: Store, own: dict[str, Any]) -> MockConfigEntry:
    """Return an entry with an own media server."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Home",
        entry_id=ENTRY_ID,
        data={**broker_input(mosquitto), **bucket_input(store), **CLOUD_INPUT},
        options={"live": own},
    )


@pytest.fixture
async def dock(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> AsyncGenerator[SimulatedDock]:
    """Run a dock whose cameras, and those of its aircraft, can be watched."""
    simulated = SimulatedDock(dock_profile(speed=20), broker_of_docks)
    hub: Hub = loaded.runtime_data
    async with Simulator([simulated]):
        await simulated.wait_online()
        await wait_until(
            lambda: all(hub.live.available(each) for each in cameras(simulated)),
        )
        yield simulated


def cameras(dock: SimulatedDock) -> tuple[CameraKey, CameraKey]:
    """Return the camera of the dock, and that of its aircraft."""
    return (
        CameraKey(dock.serial, dock.serial, _INDEX),
        CameraKey(dock.serial, dock.aircraft_serial, _OF_AIRCRAFT),
    )


@pytest.mark.timeout(300)
async def test_it_streams_while_it_is_turned_on(
    hass: HomeAssistant,
    server: Server,
    own: dict[str, Any],
    dock: SimulatedDock,
    loaded: MockConfigEntry,
) -> None:
    """Each camera to its place; nobody who reads there starts anything, or keeps it."""
    await server.rtmp.start(HOST, own["port"])
    live = loaded.runtime_data.live
    of_dock, of_aircraft = cameras(dock)
    names = [f"live/{dock.serial}-{_INDEX}", f"live/{dock.aircraft_serial}-{_OF_AIRCRAFT}"]
    assert live.sees_readers is False
    assert live.source(of_dock) == f"rtmp://{HOST}:{own['port']}/{names[0]}"
    assert dock.orders_of("live_start_push") == []
    await live.async_turn_on(of_dock)
    await live.async_turn_on(of_aircraft)
    await wait_until(lambda: server.now() == sorted(names))
    assert live.state(of_dock).streaming
    # Once more renews it, and starts nothing.
    await live.async_turn_on(of_dock)
    await live.async_turn_off(of_aircraft)
    await wait_until(lambda: server.now() == names[:1])
    await live.async_turn_off(of_dock)
    await wait_until(lambda: server.now() == [])
    await dock.live.wait_quiet()
    assert [order.data["url_type"] for order in dock.orders_of("live_start_push")] == [1, 1]
    assert len(dock.orders_of("live_stop_push")) == 2
    assert len(server.all) == 2


@pytest.mark.timeout(300)
async def test_a_restart_leaves_nothing_on(
    hass: HomeAssistant,
    server: Server,
    own: dict[str, Any],
    dock: SimulatedDock,
    loaded: MockConfigEntry,
) -> None:
    """What was turned on ends with it: no line of ours would."""
    await server.rtmp.start(HOST, own["port"])
    await loaded.runtime_data.live.async_turn_on(cameras(dock)[0])
    await wait_until(server.now)
    await hass.config_entries.async_reload(loaded.entry_id)
    await dock.live.wait_quiet()
    await wait_until(lambda: server.now() == [])


@pytest.mark.timeout(300)
@pytest.mark.parametrize("own", ["whip"], indirect=True)
async def test_a_dock_is_told_of_whip(dock: SimulatedDock, loaded: MockConfigEntry) -> None:
    """The address, and that it is one of WHIP; that is all, since simulated docks speak none."""
    live, (camera, _) = loaded.runtime_data.live, cameras(dock)
    await live.async_turn_on(camera)
    [order] = dock.orders_of("live_start_push")
    name = f"{dock.serial}-{_INDEX}"
    assert order.data["url_type"] == 4
    assert order.data["url"] == f"http://192.0.2.9:1985{_WHIP}".format(camera=name)
    assert live.source(camera) == f"rtsp://192.0.2.9/{name}"
    await live.async_turn_off(camera)
    await dock.live.wait_quiet()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("own", ["node-media-server"], indirect=True)
async def test_what_a_dock_sends_is_read(dock: SimulatedDock, loaded: MockConfigEntry) -> None:
    """From a server that is not ours, by what Home Assistant reads streams with."""
    live, (camera, _) = loaded.runtime_data.live, cameras(dock)
    await live.async_turn_on(camera)
    source = live.source(camera)
    assert source
    await asyncio.to_thread(_read, source)
    await live.async_turn_off(camera)
    await dock.live.wait_quiet()


def _read(url: str) -> None:
    with av.open(url, timeout=(30, 30)) as stream:
        pictures = stream.decode(video=0)
        first, later = next(pictures), next(pictures)
    assert first.time is not None
    assert later.time is not None
    assert later.time > first.time
