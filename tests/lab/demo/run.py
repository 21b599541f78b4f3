"""The steps of the demo."""

import asyncio
import hashlib
import re
from typing import Any

from tests.lab.simulator import Module, expected_archive
from tests.lab.simulator.osd import LATITUDE, LONGITUDE

from .dashboard import add_dashboard, dashboard, entities_of
from .replay import ReplayedDock
from .stack import Stack, dock_profile
from .terminal import Terminal

_STEP = 60
_UPLOAD = 120
_MODULES = {"aircraft": Module.AIRCRAFT, "dock": Module.DOCK}
_RECORD = re.compile(r"^(?=\d{4}-\d\d-\d\d )", re.MULTILINE)
_SEVERE = re.compile(r"^\S+ \S+ (?:WARNING|ERROR|CRITICAL) ")
# What Home Assistant says of every custom integration is no fault of this one.
_OF_EVERY_CUSTOM_INTEGRATION = "We found a custom integration"


class DemoFailed(Exception):
    """Something did not happen as it should; the message says what."""


async def set_up(stack: Stack, terminal: Terminal) -> None:
    """Onboard a user, and add the integration through its config flow."""
    await stack.home.onboard()
    terminal.say("Home Assistant runs, a user is made")
    await stack.home.wait_started(_STEP * 2)
    # Where the dock stands, so that it is at home; and what Home Assistant wants to know of a home.
    await stack.home.command(
        "config/core/update", latitude=LATITUDE, longitude=LONGITUDE, country="NL"
    )
    entry_id = await stack.home.add_integration(stack.flow_input)
    terminal.say("The integration is added through its config flow: broker, bucket, cloud server")
    await stack.home.change_options(entry_id, {"live": stack.live_input})
    terminal.say(f"Live video is turned on in its options, at port {stack.live_input['port']}")


async def wait_for_dock(stack: Stack, terminal: Terminal) -> tuple[str, dict[str, str]]:
    """Wait until the dock has bound itself and is online; return its device and entities."""
    await stack.dock.wait_online(timeout=_STEP)
    return await _wait_for_device(stack, terminal, stack.dock.serial)


async def wait_for_replay(stack: Stack, terminal: Terminal, dock: ReplayedDock) -> None:
    """Wait until a recorded dock has bound itself and is online."""
    async with asyncio.timeout(_STEP):
        await dock.online.wait()
    await _wait_for_device(stack, terminal, dock.serial)
    recording = dock.recording
    terminal.say(f"It says {len(recording.lines)} recorded messages of {recording.seconds:.0f} s")


async def _wait_for_device(
    stack: Stack, terminal: Terminal, serial: str
) -> tuple[str, dict[str, str]]:
    device: dict[str, Any] | None = None
    async with asyncio.timeout(_STEP):
        while device is None:
            device = await stack.home.device(serial)
            await asyncio.sleep(0.2)
        while True:
            entities = await stack.home.entities(device["id"])
            if "online" in entities and await stack.home.state(entities["online"]) == "on":
                break
            await asyncio.sleep(0.2)
    terminal.say(f"{device['name']} ({device['model']}) bound itself and is online")
    return str(device["id"]), entities


async def show_dashboard(stack: Stack, terminal: Terminal) -> str:
    """Make the dashboard once everything on it is there; returns its path."""
    missing = wanted = entities_of(dashboard())
    try:
        async with asyncio.timeout(_STEP):
            while missing:
                states = await stack.home.get("/api/states")
                missing = wanted - {state["entity_id"] for state in states}
                await asyncio.sleep(0.2)
    except TimeoutError as err:
        raise DemoFailed(f"Missing on the dashboard: {', '.join(sorted(missing))}") from err
    path = await add_dashboard(stack.home)
    terminal.say(f"The dashboard of docs/dashboard.yaml shows {len(wanted)} of the entities")
    return path


async def upload_log(
    stack: Stack, terminal: Terminal, device_id: str, entities: dict[str, str]
) -> None:
    """List, upload, watch, and compare what arrived with what the dock sent."""
    listing = await stack.home.action("get_log_list", {"device_id": device_id})
    terminal.say(f"dji_dock.get_log_list: {len(listing['files'])} logs")
    for log in listing["files"][:6]:
        size = (log["size"] or 0) / 1e6
        terminal.detail(f"{log['module']:<9} {log['boot_index']:>5}  {log['start']}  {size:.1f} MB")
    started = await stack.home.action("start_log_upload", {"device_id": device_id})
    terminal.say(f"dji_dock.start_log_upload: {started['upload_id']}")
    await _watch(stack, terminal, entities)
    for file in started["files"]:
        expected = expected_archive(dock_profile(), _MODULES[file["module"]], file["boot_indexes"])
        data = await asyncio.to_thread(stack.store.read, file["object_key"])
        if data != expected:
            raise DemoFailed(f"{file['object_key']} does not hold what the dock sent")
        digest = hashlib.sha256(data).hexdigest()[:16]
        terminal.detail(f"{file['object_key']}")
        terminal.detail(f"  {len(data)} bytes, as sent by the dock (sha256 {digest}…)")
    if stack.dock.starts != 1:
        raise DemoFailed(f"The dock was told {stack.dock.starts} times to upload")


async def _watch(stack: Stack, terminal: Terminal, entities: dict[str, str]) -> None:
    """Follow the sensors until the upload has ended."""
    seen: set[str] = set()
    moved: set[str] = set()
    try:
        async with asyncio.timeout(_UPLOAD):
            while True:
                status = await stack.home.state(entities["log_upload_status"])
                progress = await stack.home.state(entities["log_upload_progress"])
                seen.add(status)
                if status == "uploaded":
                    break
                if status in ("failed", "canceled"):
                    raise DemoFailed(f"The upload is {status}")
                if progress not in ("unknown", "unavailable", ""):
                    moved.add(progress)
                    terminal.bar(float(progress), status)
                await asyncio.sleep(0.25)
    except TimeoutError as err:
        raise DemoFailed(f"The upload did not end within {_UPLOAD} s") from err
    terminal.bar(100.0, "uploaded")
    if len(moved) < 3 or "uploading" not in seen:
        raise DemoFailed(f"The sensors did not follow: {sorted(seen)}, {sorted(moved)}")
    terminal.say("The sensors say that the log is uploaded; in the bucket lies")


async def check_log(stack: Stack) -> None:
    """See that Home Assistant had nothing to complain about."""
    for record in _RECORD.split(stack.home.log_text()):
        if _OF_EVERY_CUSTOM_INTEGRATION in record or not _SEVERE.match(record):
            continue
        # A traceback through our files counts, whoever logged it; so does a blocking call.
        if "dji_dock" in record or "blocking call" in record:
            raise DemoFailed(f"Home Assistant's log complains:\n{record[:2000]}")
