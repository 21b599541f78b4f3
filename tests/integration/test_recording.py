"""A flight of a real dock: what it sent leaves no warning, and gets the answers it asks for."""

import asyncio
import json
import logging
import os
from pathlib import Path
import time
from typing import Any

import aiomqtt
from homeassistant.core import Event, EventStateChangedData, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from tests.helpers.home import state, wait_until
from tests.lab.stack.mosquitto import Mosquitto

DOCK = "SN_DOCK_FIXTURE"
AIRCRAFT = "SN_DRONE_FIXTURE"

NOTHING = ("unknown", "unavailable")
# In the shape of what a Dock 3 sends, written by hand: partial osd, lists as data, events that
# ask for a reply and come again under new ids, methods that no document mentions.
OWN: list[tuple[str, dict[str, Any]]] = [
    (
        f"thing/product/{DOCK}/osd",
        {"data": {"cover_state": 1, "drone_in_dock": 0, "environment_temperature": 21.5,
                  "network_state": {"type": 2, "quality": 0, "rate": 12.5},
                  "sub_device": {"device_sn": AIRCRAFT, "device_model_key": "0-100-1",
                                 "device_online_status": 1, "device_paired": 1}}},
    ),
    (f"thing/product/{DOCK}/osd", {"data": {"working_voltage": 24010, "backup_battery": {}}}),
    (f"thing/product/{DOCK}/osd", {"data": {"flighttask_step_code": 1, "media_file_detail": None}}),
    (f"thing/product/{AIRCRAFT}/osd",
     {"gateway": DOCK, "data": {"mode_code": 5, "wind_speed": 16, "99-0-0": {"gimbal_yaw": 35.8}}}),
    (f"thing/product/{AIRCRAFT}/state",
     {"gateway": DOCK, "need_reply": 1, "data": {"payloads": [{"payload_index": "99-0-0"}]}}),
    (f"thing/product/{DOCK}/state", {"data": {"live_status": []}}),
    (f"thing/product/{DOCK}/events", {"method": "hms", "data": {"list": []}}),
    (f"thing/product/{DOCK}/events", {"method": "airsense_warning", "need_reply": 1, "data": []}),
    (f"thing/product/{DOCK}/events",
     {"method": "release_terminal_control_area", "need_reply": 1, "data": {"x": 1}}),
    (f"thing/product/{DOCK}/events",
     {"method": "flighttask_progress", "need_reply": 0,
      "data": {"result": 0, "output": {"status": "in_progress", "progress": {"percent": 88}}}}),
    (f"thing/product/{DOCK}/services_reply", {"method": "fly_to_point", "data": {"result": 0}}),
]  # fmt: skip


def recorded() -> bool:
    """Return whether it is a recording, and not our own messages."""
    return "DJI_DOCK_RECORDING" in os.environ


def messages() -> list[tuple[str, dict[str, Any]]]:
    """Return our own messages, or those of the recording that the environment names."""
    if not (name := os.environ.get("DJI_DOCK_RECORDING")):
        return [
            (topic, {"tid": f"t{number}", "bid": f"b{number}", "timestamp": 1779352083545, **body})
            for number, (topic, body) in enumerate(OWN)
        ]
    lines = Path(name).read_text().splitlines()
    recorded = [json.loads(line) for line in lines]
    return [(line["topic"], line["payload"]) for line in recorded if line["direction"] == "up"]


async def test_replay(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    mosquitto: Mosquitto,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As an accepted dock: no warning, no exception, every acknowledgement that is asked for."""
    server = loaded.runtime_data.server
    server.fleet.update(DOCK, accepted=True)
    # Twice: what an aircraft tells before its dock has named it is of nobody.
    replayed = messages() * 2
    wanted = {body["tid"] for _, body in replayed if body.get("need_reply") == 1}
    assert wanted
    answered: set[str] = set()
    caplog.set_level(logging.WARNING)
    caplog.clear()
    flapped: list[str] = []

    @callback
    def watch(event: Event[EventStateChangedData]) -> None:
        old, new = event.data["old_state"], event.data["new_state"]
        if old and new and old.state not in NOTHING and new.state in NOTHING:
            flapped.append(f"{new.entity_id}: {old.state} to {new.state}")

    hass.bus.async_listen("state_changed", watch)
    async with aiomqtt.Client(
        "127.0.0.1", mosquitto.port, username=mosquitto.username, password=mosquitto.password
    ) as client:
        await client.subscribe(
            [("thing/product/+/events_reply", 1), ("thing/product/+/state_reply", 1)]
        )
        for topic, body in replayed:
            # Told now: right after a start, what is old is taken for kept by the broker.
            now = time.time_ns() // 1_000_000
            await client.publish(topic, json.dumps({**body, "timestamp": now}), qos=1)
        async with asyncio.timeout(30):
            async for message in client.messages:
                reply = json.loads(bytes(message.payload))
                assert reply["data"] == {"result": 0}
                answered.add(reply["tid"])
                if answered >= wanted:
                    break
    assert answered == wanted
    await wait_until(lambda: server.properties.of(AIRCRAFT))
    await hass.async_block_till_done()
    online = er.async_get(hass).async_get_entity_id("binary_sensor", DOMAIN, f"{DOCK}_online")
    assert online is not None
    assert state(hass, online) == "on"
    dock = server.fleet.get(DOCK)
    assert dock.aircraft.serial == AIRCRAFT
    assert dock.model_key == "3-3-0"
    assert set(server.dropped) <= {"late_reply"}
    assert flapped == []
    # The aircraft counts wind in tenths of a metre per second, Home Assistant shows it in km/h.
    expected = {f"{AIRCRAFT}_mode": "wayline", f"{AIRCRAFT}_wind_speed": "5.76"}
    if recorded():
        expected |= {f"{DOCK}_wind_speed": "0.0", f"{DOCK}_working_voltage": "47.46"}
    else:
        expected |= {f"{DOCK}_wind_speed": "unknown", f"{DOCK}_environment_temperature": "21.5"}
    for unique_id, value in expected.items():
        found = er.async_get(hass).async_get_entity_id("sensor", DOMAIN, unique_id)
        assert found, unique_id
        if entry := er.async_get(hass).async_get(found):
            assert entry.disabled or state(hass, found) == value, unique_id
    ours = [record for record in caplog.records if "dji_dock" in record.name]
    assert ours == []
