"""The end of a run: in one order, with nothing acknowledged that is lost, and nothing written after."""

import asyncio
from datetime import timedelta
import json
import time
from typing import Any
from unittest.mock import patch

import aiomqtt
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.dji_dock import async_unload_entry
from custom_components.dji_dock.cloud_api import NotSaved
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.docks.memory import FleetMemory
from custom_components.dji_dock.flights.tracker import FlightTracker
from tests.cloud_api.wire import Wire
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until
from tests.helpers.media import callback
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.mosquitto import Mosquitto

DOCK = "8UUXN0000000A1"
RELOADS = 4


def told(key: str, serial: str = DOCK) -> bytes:
    """Return what a dock says of a file; its key is the id of the exchange, too."""
    return json.dumps(
        {
            "tid": key,
            "bid": key,
            "method": "file_upload_callback",
            "gateway": serial,
            "timestamp": time.time_ns() // 1_000_000,
            "need_reply": 1,
            "data": callback(key),
        }
    ).encode()


class Load:
    """A dock that tells of one file after the other, and remembers what was acknowledged."""

    def __init__(self, client: aiomqtt.Client, prefix: str) -> None:
        """Take the connection, and where files lie."""
        self.acknowledged: set[str] = set()
        self.sent = 0
        self._client = client
        self._prefix = prefix

    async def tell(self) -> None:
        """Tell until cancelled, a few dozen files a second."""
        while True:
            key = f"{self._prefix}/flight-1/DJI_202611201604{self.sent:05}_0001_V.JPG"
            self.sent += 1
            await self._client.publish(f"thing/product/{DOCK}/events", told(key), qos=1)
            await asyncio.sleep(0.01)

    async def acknowledges(self, more: int) -> None:
        """Wait until so many more are acknowledged."""
        enough = len(self.acknowledged) + more
        await wait_until(lambda: len(self.acknowledged) >= enough)

    async def hear(self) -> None:
        """Hear acknowledgements until cancelled."""
        await self._client.subscribe(f"thing/product/{DOCK}/events_reply", qos=1)
        async for message in self._client.messages:
            payload = message.payload
            assert isinstance(payload, bytes)
            reply = json.loads(payload)
            if reply["data"]["result"] == 0:
                self.acknowledged.add(reply["tid"])


async def test_reloads_under_load_lose_nothing_that_was_acknowledged(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """Each file that a dock may forget now is known to the index."""
    loaded.runtime_data.server.fleet.update(DOCK, accepted=True)
    prefix = f"{loaded.data['advanced']['key_prefix']}/media/{DOCK}"
    async with aiomqtt.Client(
        "127.0.0.1", mosquitto.port, username=mosquitto.username, password=mosquitto.password
    ) as client:
        load = Load(client, prefix)
        work = [asyncio.create_task(load.hear()), asyncio.create_task(load.tell())]
        try:
            for _ in range(RELOADS):
                await load.acknowledges(20)
                assert await hass.config_entries.async_reload(ENTRY_ID)
            await load.acknowledges(20)
        finally:
            for task in work:
                task.cancel()
            await asyncio.gather(*work, return_exceptions=True)
    browser = loaded.runtime_data.catalog.browser
    found = [await hass.async_add_executor_job(browser.get, key) for key in load.acknowledged]
    assert sum(file is None or file.reported is None for file in found) == 0


async def test_what_comes_while_it_unloads_is_neither_acknowledged_nor_lost(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Entities are gone by then: their events would be announced to nobody."""
    server = loaded.runtime_data.server
    unload = hass.config_entries.async_unload_platforms
    prefix = f"{loaded.data['advanced']['key_prefix']}/media/{dock.serial}"
    published: list[str] = []

    async def unload_slowly(*args: Any) -> bool:
        done = await unload(*args)
        topic = f"thing/product/{dock.serial}/events"
        server.receive(topic, told(f"{prefix}/f/late.jpg", dock.serial), False)
        return done

    publish = server._transport.publish

    async def note(topic: str, payload: bytes) -> None:
        published.append(topic)
        await publish(topic, payload)

    with (
        patch.object(hass.config_entries, "async_unload_platforms", unload_slowly),
        patch.object(server._transport, "publish", note),
    ):
        assert await hass.config_entries.async_unload(ENTRY_ID)
    assert not any(topic.endswith("events_reply") for topic in published)
    assert await hass.config_entries.async_setup(ENTRY_ID)
    assert loaded.runtime_data.catalog.browser.get(f"{prefix}/f/late.jpg") is None


async def test_platforms_that_stay_are_served_again(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """An entry that cannot be unloaded goes on answering its docks."""
    with patch.object(hass.config_entries, "async_unload_platforms", return_value=False):
        assert not await async_unload_entry(hass, loaded)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    answer = await dock.ask("config", {"config_type": "json"})
    assert answer["app_id"] == "123456"


async def test_home_assistant_ends_while_a_dock_speaks(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Nothing is read once everything that could save it ends."""
    server = loaded.runtime_data.server
    (job,) = [job for job in hass._shutdown_jobs if "stop_serving" in str(job.job.target)]
    await job.job.target()
    assert not server.connected
    received = server.received
    dock.emit("hms", {"list": []})
    server.receive(f"thing/product/{dock.serial}/osd", b"{}", False)
    assert server.received == received


@pytest.mark.parametrize("remove", [False, True])
async def test_nothing_is_written_after_the_end(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_storage: dict[str, Any],
    *,
    remove: bool,
) -> None:
    """What an entry meant to save later it saves at its end, and never again."""
    hub = loaded.runtime_data
    hub.server.fleet.update(DOCK, accepted=True)
    await (hass.config_entries.async_remove if remove else hass.config_entries.async_unload)(
        ENTRY_ID
    )
    name = f"{DOMAIN}.{ENTRY_ID}.docks"
    if remove:
        assert name not in hass_storage
    else:
        assert hass_storage[name]["data"]["docks"][0]["serial"] == DOCK
        hass_storage.pop(name)
    hub.memory.save_later()
    hub.memory.save_at_once()
    with pytest.raises(NotSaved):
        await hub.memory.async_save()
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=1))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert name not in hass_storage


async def test_what_changes_while_it_is_saved_for_the_last_time(
    hass: HomeAssistant, hass_storage: dict[str, Any]
) -> None:
    """It is not written when nothing else is there any more."""
    wire = Wire()
    memory = FleetMemory(hass, ENTRY_ID, lambda work, name: hass.async_create_task(work))
    memory.keep(wire.server, FlightTracker(lambda serial, moment: None))
    name = f"{DOMAIN}.{ENTRY_ID}.docks"
    memory.save_at_once()
    write = Store._async_write_data

    async def change_meanwhile(store: Store[Any], data: dict[str, Any]) -> None:
        memory.save_later()
        memory.save_at_once()
        await write(store, data)

    with patch.object(Store, "_async_write_data", change_meanwhile):
        await memory.async_stop()
    hass_storage.pop(name)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(minutes=1))
    await hass.async_block_till_done(wait_background_tasks=True)
    assert name not in hass_storage
