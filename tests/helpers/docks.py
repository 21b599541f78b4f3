"""Simulated docks."""

import asyncio
from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry

from tests.helpers.entries import BINDING_CODE, ORGANIZATION
from tests.helpers.home import wait_until
from tests.lab.simulator import DockProfile, SimulatedDock


def dock_profile(**changes: Any) -> DockProfile:
    """Return a quick dock that binds itself."""
    fields: dict[str, Any] = {
        "serial": "8UUXN0000000A1",
        "aircraft_serial": "1581F0000000B2",
        "callsign": "Roof",
        "binding_code": BINDING_CODE,
        "organization_id": ORGANIZATION,
        "archive_size": 50_000,
        "speed": 20.0,
    }
    return DockProfile(**{**fields, **changes})


async def leave(loaded: MockConfigEntry, dock: SimulatedDock) -> None:
    """Let a dock go offline, and be taken for it as soon as its last words have arrived."""
    server = loaded.runtime_data.server
    dock.go_offline()
    await wait_until(lambda: not dock.connected)
    received = -1
    while received != server.received:
        received = server.received
        await asyncio.sleep(0.3)
    server.fleet.expire(0)
    assert not server.fleet.get(dock.serial).online


STRANGER = "8UUXSTRANGER01"
