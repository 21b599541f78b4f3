"""Live video of simulated docks, from who looks to what the dock pushes, over real wires."""

from collections.abc import AsyncGenerator, Generator
from functools import partial
from threading import enumerate as enumerate_threads
import time
from typing import Any
from unittest.mock import patch

from homeassistant.components.camera import async_get_image, async_request_stream
from homeassistant.components.camera.helper import get_camera_from_entity_id
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.live.models import LiveTimings
from tests.helpers.docks import dock_profile
from tests.helpers.entries import live_entry
from tests.helpers.home import wait_until
from tests.helpers.viewers import player, viewer
from tests.lab.simulator import (
    Broker,
    Faults,
    LiveQuirks,
    SimulatedDock,
    Simulator,
    clocks,
)
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

INDEX = "165-0-7"
_LINGER = 1.0
_QUICK = partial(
    LiveTimings, linger=_LINGER, retry=0.2, stop_again=0.5, restart=0.5, settled=2, reply=30
)
_IMPATIENT = partial(_QUICK, reply=5, first_media=60)
_MONEY = 20.0
"""Seconds that a stream may go on without anybody who watches."""


@pytest.fixture
def entry(mosquitto: Mosquitto, store: Store) -> MockConfigEntry:
    """Return an entry that receives live video."""
    return live_entry(mosquitto, store)


@pytest.fixture
def quick() -> Generator[None]:
    """Let it stop sooner than owners are used to, where that is not what a test is about."""
    with patch("custom_components.dji_dock.live.manager.LiveTimings", _QUICK):
        yield


@pytest.fixture
async def dock(
    hass: HomeAssistant, quick: None, loaded: MockConfigEntry, broker_of_docks: Broker
) -> AsyncGenerator[SimulatedDock]:
    """Run a dock whose cameras are known."""
    async with _running(hass, loaded, broker_of_docks) as dock:
        yield dock


class _running:  # noqa: N801 - used as a function
    """Run a dock until its camera can be watched."""

    def __init__(
        self, hass: HomeAssistant, entry: MockConfigEntry, broker: Broker, **changes: Any
    ) -> None:
        self._hass, self._entry = hass, entry
        self._dock = SimulatedDock(dock_profile(**changes), broker)
        self._simulator = Simulator([self._dock])

    async def __aenter__(self) -> SimulatedDock:
        await self._simulator.__aenter__()
        await self._dock.wait_online()
        await _watchable(self._hass, self._entry, self._dock)
        return self._dock

    async def __aexit__(self, *_: object) -> None:
        await self._simulator.__aexit__(None, None, None)


async def _watchable(hass: HomeAssistant, entry: MockConfigEntry, dock: SimulatedDock) -> None:
    """Wait until the camera of a dock can be watched."""

    def there() -> bool:
        state = hass.states.get(_camera(hass, dock))
        return state is not None and state.state != "unavailable"

    await wait_until(there)


def _camera(hass: HomeAssistant, dock: SimulatedDock) -> str:
    registry = er.async_get(hass)
    found = registry.async_get_entity_id("camera", DOMAIN, f"{dock.serial}_dock_camera")
    return found or "camera.none"


def _shown(hass: HomeAssistant, dock: SimulatedDock) -> State:
    state = hass.states.get(_camera(hass, dock))
    assert state
    return state


def _key(hub: Hub, dock: SimulatedDock) -> Any:
    return next(key for key in hub.live.cameras(dock.serial) if key.index == INDEX)


def _source(entry: MockConfigEntry, dock: SimulatedDock) -> str:
    hub: Hub = entry.runtime_data
    source = hub.live.source(_key(hub, dock))
    assert source
    return source


def _starts(dock: SimulatedDock) -> int:
    return len(dock.orders_of("live_start_push"))


def _stops(dock: SimulatedDock) -> int:
    return len(dock.orders_of("live_stop_push"))


async def _act(hass: HomeAssistant, dock: SimulatedDock, action: str) -> None:
    data = {"entity_id": _camera(hass, dock)}
    await hass.services.async_call("camera", action, data, blocking=True)


async def test_who_looks_lets_it_push(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """The first one starts it, once for all, and the last one ends it."""
    source = _source(loaded, dock)
    assert _starts(dock) == 0
    async with viewer(source) as first:
        await first.read()
        async with viewer(source) as second:
            await second.read(5000)
            assert second.received.startswith(b"FLV")
            await wait_until(lambda: _shown(hass, dock).state == "streaming")
            assert _shown(hass, dock).attributes["viewers"] == 2
        await first.read(20_000)
        assert _starts(dock) == 1
        assert _stops(dock) == 0
    await dock.live.wait_quiet()
    assert (_starts(dock), _stops(dock)) == (1, 1)
    await wait_until(lambda: _shown(hass, dock).state == "idle")
    assert _source(loaded, dock) == source
    assert dock.complaints == []


@pytest.mark.timeout(260)
async def test_what_nobody_sees_costs_little(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> None:
    """With the timings of owners: the seconds that it pushes for nobody are few."""
    async with _running(hass, loaded, broker_of_docks) as dock:
        before = time.monotonic()
        async with viewer(_source(loaded, dock)) as watching:
            await watching.read(10_000)
        left = time.monotonic()
        await dock.live.wait_quiet(timeout=120)
        [push] = dock.live.pushes()
        assert push.ended is not None
        assert push.began > before
        assert push.ended - left < _MONEY
        # Who changes the page does not start it anew.
        assert push.ended - left > 10
        assert dock.live.pushed_seconds() == push.seconds


async def test_a_player_that_is_killed(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """It counts no longer, though it never said that it goes."""
    async with player(_source(loaded, dock)) as process:
        assert process.stdout
        await dock.live.wait_pushing()
        await process.stdout.readline()
        process.kill()
        await process.wait()
        await dock.live.wait_quiet()
    assert (_starts(dock), _stops(dock)) == (1, 1)


async def test_a_line_that_breaks(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """The dock comes back to the same address, and who watches sees it again."""
    async with viewer(_source(loaded, dock)) as watching:
        await watching.read(10_000)
        dock.live.cut_line(back_after=1.0)
        await wait_until(lambda: len(dock.live.pushes()) == 2)
        await watching.read(10_000)
        assert _starts(dock) == 1
    shown = clocks(bytes(watching.received), kind="flv")
    assert len(shown) > 5
    assert shown == sorted(shown)


async def test_one_that_goes_on(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """It says that it stops, and does not: it is told again, and its line is cut meanwhile."""
    dock.faults = Faults(live_ignores_stops=2)
    async with viewer(_source(loaded, dock)) as watching:
        await watching.read(5000)
    await wait_until(lambda: _stops(dock) >= 1)
    await wait_until(lambda: not dock.live.pushing)
    pushed = dock.live.pushed_seconds()
    await dock.live.wait_quiet()
    assert _stops(dock) >= 3
    assert dock.live.pushed_seconds() == pushed
    assert _starts(dock) == 1


async def test_one_that_comes_to_nothing(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """Who turned it on is told, and the dock is told to stop."""
    dock.faults = Faults(live_never_pushes=True)
    with pytest.raises(HomeAssistantError):
        await _act(hass, dock, "turn_on")
    await dock.live.wait_quiet()
    assert _stops(dock) >= 1
    assert _shown(hass, dock).attributes["error"]


async def test_a_browser_that_left(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """Home Assistant would try a camera that failed for ever, and film when it works: it does not."""
    await async_setup_component(hass, "stream", {})
    camera = get_camera_from_entity_id(hass, _camera(hass, dock))
    dock.faults = Faults(refuse={"live_start_push": 513013})
    await async_request_stream(hass, _camera(hass, dock), "hls")
    stream = camera.stream
    assert stream
    await wait_until(lambda: _shown(hass, dock).attributes["error"])
    await wait_until(lambda: not stream.outputs())
    await wait_until(lambda: not any("stream_worker" in each.name for each in enumerate_threads()))
    assert _starts(dock) == 1
    # Who comes later is served.
    dock.faults = Faults()
    async with viewer(_source(loaded, dock)) as watching:
        await watching.read()


async def test_it_is_held(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """Without anybody who watches, until it is let go; a still is made of what came."""
    await _act(hass, dock, "turn_on")
    assert dock.live.pushing
    attributes = _shown(hass, dock).attributes
    assert attributes["held_until"] is not None
    assert attributes["viewers"] == 0
    image = await async_get_image(hass, _camera(hass, dock))
    assert image.content.startswith(b"\xff\xd8")
    await _act(hass, dock, "turn_off")
    await dock.live.wait_quiet()
    assert (_starts(dock), _stops(dock)) == (1, 1)
    still = await async_get_image(hass, _camera(hass, dock))
    assert still.content
    assert _starts(dock) == 1


async def test_somebody_else_watches(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """What another platform started is left alone, and said."""
    # What it pushed to would refuse it at once, and it would say that it does not run.
    dock.faults = Faults(live_never_pushes=True)
    dock.live.start_alone(f"{dock.serial}/{INDEX}", "rtmp://127.0.0.1:9/live/other")
    dock.tell_live()
    await wait_until(lambda: _shown(hass, dock).attributes["streams_elsewhere"])
    with pytest.raises(HomeAssistantError) as refused:
        await _act(hass, dock, "turn_on")
    assert refused.value.translation_key == "live_elsewhere"
    assert _stops(dock) == 0
    assert f"{dock.serial}/{INDEX}" in dock.live.streams


async def test_home_assistant_restarts(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """A dock that could not be told to stop is told by the next run, without anybody who looks."""
    dock.faults = Faults(live_retries_for_ever=True)
    async with viewer(_source(loaded, dock)) as watching:
        await watching.read(5000)
        dock.go_offline()
        await hass.config_entries.async_unload(loaded.entry_id)
    pushed = dock.live.pushed_seconds()
    assert dock.live.streams
    await hass.config_entries.async_setup(loaded.entry_id)
    dock.come_back()
    await dock.live.wait_quiet()
    assert _starts(dock) == 1
    assert dock.live.pushed_seconds() - pushed < _MONEY


async def test_already_live_because_of_us(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """A push of before is stopped and started again when somebody looks."""
    dock.faults = Faults(live_retries_for_ever=True)
    async with viewer(_source(loaded, dock)) as watching:
        await watching.read(5000)
        dock.go_offline()
        await hass.config_entries.async_unload(loaded.entry_id)
    dock.faults = Faults(ignore=frozenset({"live_stop_push"}))
    with patch("custom_components.dji_dock.live.manager.LiveTimings", _IMPATIENT):
        await hass.config_entries.async_setup(loaded.entry_id)
    dock.come_back()
    # The first stop is lost, and who comes then does not wait for the next one.
    await wait_until(lambda: _stops(dock) == 1)
    dock.faults = Faults()
    await _watchable(hass, loaded, dock)
    async with viewer(_source(loaded, dock)) as watching:
        await watching.read(5000)
    assert [order.method for order in dock.orders if order.method.startswith("live_st")] == [
        *("live_start_push", "live_stop_push"),
        # Refused, since it is live already.
        "live_start_push",
        *("live_stop_push", "live_start_push"),
    ]
    await dock.live.wait_quiet()
    assert len(set(dock.live.urls)) == 3


async def test_a_wrong_secret_films_nothing(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """Other programs of the host cannot look."""
    source = _source(loaded, dock)
    for wrong in (source[:-1] + ("0" if source[-1] != "0" else "1"), source.partition("?")[0]):
        async with viewer(wrong) as refused:
            assert refused.status == 404
    assert _starts(dock) == 0


async def test_the_worst_video(
    hass: HomeAssistant, quick: None, loaded: MockConfigEntry, broker_of_docks: Broker
) -> None:
    """What would freeze a browser is mended: the pictures come in order, and all can be read."""
    quirks = LiveQuirks.worst()
    async with _running(hass, loaded, broker_of_docks, live_quirks=quirks) as dock:
        async with viewer(_source(loaded, dock)) as watching:
            while len(clocks(bytes(watching.received), kind="flv")) < 30:
                await watching.read(20_000)
        shown = clocks(bytes(watching.received), kind="flv")
        assert shown == sorted(shown)
