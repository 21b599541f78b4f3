"""Firmware of the demo's dock and its aircraft: sent by the owner, and installed with one order."""

import asyncio
import os

from .run import DemoFailed
from .stack import Stack
from .terminal import Terminal

_INSTALL = 120
_NEW = "99.01.0001"
_SIZES = {"3-3-0": 6_000_000, "0-100-1": 3_000_000}
_NOTES = "# 99.01.0001\n- Made for this demo, and full of random bytes.\n"


async def install_firmware(stack: Stack, terminal: Terminal, job: str) -> None:
    """Send packages through Home Assistant, install both, and see that they were ordered once.

    `job` is the sensor that says what the dock is doing.
    """
    for product, size in _SIZES.items():
        place = f"/api/dji_dock/firmware/{product}/{_NEW}"
        package = b"PK\x03\x04" + await asyncio.to_thread(os.urandom, size)
        sent = await stack.home.put(f"{place}/package.zip", package)
        await stack.home.put(f"{place}/notes.md", _NOTES.encode())
        terminal.detail(f"{sent['key']}  {sent['size'] / 1e6:.1f} MB")
    entities = [await _entity(stack, serial) for serial in stack.dock.profile.serials]
    notes = await stack.home.command("update/release_notes", entity_id=entities[0])
    terminal.say(f"update.install: {notes.splitlines()[0]}")
    await stack.home.post("/api/services/update/install", {"entity_id": entities[0]})
    await _watch(stack, terminal, entities, job)
    if len(stack.dock.upgrades.all) != 1:
        raise DemoFailed(f"The dock was told {len(stack.dock.upgrades.all)} times to upgrade")
    [upgrade] = stack.dock.upgrades.all
    fetched = sum(download.received for download in upgrade.downloads)
    terminal.say(
        f"Dock and aircraft fetched {fetched / 1e6:.1f} MB, compared the MD5, and run {_NEW}"
    )


async def _entity(stack: Stack, serial: str) -> str:
    """Return the entity of a device, once there is something to install."""
    try:
        async with asyncio.timeout(_INSTALL):
            while True:
                device = await stack.home.device(serial)
                entities = await stack.home.entities(device["id"]) if device else {}
                entity = entities.get("update.firmware", "")
                if entity and await stack.home.state(entity) == "on":
                    return entity
                await asyncio.sleep(0.2)
    except TimeoutError as err:
        raise DemoFailed(f"No firmware is offered for {serial}") from err


async def _watch(stack: Stack, terminal: Terminal, entities: list[str], job: str) -> None:
    """Follow the entities until both show the new version."""
    note = ""
    try:
        async with asyncio.timeout(_INSTALL):
            while True:
                shown = [await stack.home.attributes(entity) for entity in entities]
                if not any(each["in_progress"] for each in shown):
                    break
                note = str((await stack.home.attributes(job)).get("step") or "")
                terminal.bar(float(shown[0]["update_percentage"] or 0), note)
                await asyncio.sleep(0.25)
    except TimeoutError as err:
        raise DemoFailed(f"The installation did not end within {_INSTALL} s: {note}") from err
    versions = {str(each["installed_version"]) for each in shown}
    if versions != {_NEW}:
        raise DemoFailed(f"The firmware is {', '.join(sorted(versions))} and not {_NEW}")
    terminal.bar(100.0, "both report the new version")
