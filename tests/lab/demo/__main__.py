"""`python -m tests.lab.demo`, which scripts/demo and scripts/develop run."""

import argparse
import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
import shutil
import signal
import sys
import tempfile

from tests.lab.stack.home_assistant import PASSWORD, USERNAME
from tests.lab.stack.process import ProcessFailed

from .cover import move_cover
from .firmware import install_firmware
from .flight import fly
from .live import Watch
from .recording import BadRecording, Recording
from .run import (
    DemoFailed,
    check_log,
    set_up,
    show_dashboard,
    upload_log,
    wait_for_dock,
    wait_for_replay,
)
from .stack import ROOT, Stack
from .terminal import Terminal


def main() -> int:
    """Run the demo; returns the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument(
        "--once",
        action="store_true",
        help="exit when the log and the media have arrived and the firmware is installed",
    )
    parser.add_argument(
        "--port", type=int, default=8123, help="port of Home Assistant; another if it is taken"
    )
    parser.add_argument("--screenshot", type=Path, help="save a picture of the device page")
    parser.add_argument(
        "--replay",
        type=Path,
        metavar="FILE",
        help="play a recorded dock, besides the simulated one",
    )
    parser.add_argument(
        "--speed",
        type=_positive,
        default=1.0,
        help="how many times faster it is played (default 1)",
    )
    parser.add_argument("--develop", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    try:
        options.recording = Recording.read(options.replay) if options.replay else None
    except BadRecording as err:
        print(f"The demo failed: {err}", flush=True)
        return 1
    # A shell that starts us in the background has SIGINT ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    try:
        asyncio.run(_run(options))
    except KeyboardInterrupt:
        print("\nStopped.")
        return 1 if options.once else 0
    except (DemoFailed, ProcessFailed, TimeoutError) as err:
        print(f"The demo failed: {err or 'a step took too long'}", flush=True)
        return 1
    return 0


def _positive(text: str) -> float:
    value = float(text)
    if value <= 0:
        raise argparse.ArgumentTypeError("has to be more than 0")
    return value


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


async def _run(options: argparse.Namespace) -> None:
    terminal = Terminal()
    folder = Path(tempfile.mkdtemp(prefix="dji-dock-demo-"))
    keep = False
    stack = Stack(folder, port=options.port, develop=options.develop)
    try:
        terminal.say("Starting Mosquitto, an S3 server and Home Assistant")
        async with stack.running():
            await set_up(stack, terminal)
            async with stack.dock_running(), AsyncExitStack() as more:
                device_id, entities = await wait_for_dock(stack, terminal)
                replayed = None
                if options.recording:
                    replayed = stack.replayed(options.recording, options.speed)
                    await more.enter_async_context(replayed)
                    await wait_for_replay(stack, terminal, replayed)
                dashboard = await show_dashboard(stack, terminal)
                watch = Watch(stack, terminal, entities["camera.dock_camera"])
                if not options.develop:
                    await watch.look(dashboard, options.screenshot)
                    await upload_log(stack, terminal, device_id, entities)
                    await fly(stack, terminal, entities)
                    await move_cover(stack, terminal, entities)
                    await watch.check_quiet()
                    await install_firmware(stack, terminal, entities["sensor.job"])
                    await check_log(stack)
                if options.screenshot:
                    await _take_picture(stack, device_id, dashboard, options.screenshot)
                if replayed and options.once:
                    await replayed.over.wait()
                    terminal.say(f"{replayed.played} recorded messages were played")
                if not options.once:
                    _invite(stack, terminal, device_id, dashboard)
                    await asyncio.Event().wait()
        await check_log(stack)
        terminal.say(
            "Done: the log and the media arrived, the camera was seen, the firmware is installed,"
            " and the sensors said so"
        )
    except DemoFailed, ProcessFailed, TimeoutError:
        keep = True
        terminal.say(f"The logs of this run are in {folder}")
        raise
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


async def _take_picture(stack: Stack, device_id: str, dashboard: str, picture: Path) -> None:
    """Save pictures of the device page, in the middle of another upload, and of the rest."""
    # Only for this: a browser is no part of the demo.
    from .screenshot import MediaBrowser, device_page, open_page

    async with device_page(stack.home, f"/config/devices/device/{device_id}") as page:
        await stack.home.action("start_log_upload", {"device_id": device_id, "scope": "all"})
        await stack.dock.wait_job(percent=20, timeout=120)
        await asyncio.sleep(1)
        await page.screenshot(path=picture)
        await stack.home.action("cancel_log_upload", {"device_id": device_id})
    async with open_page(stack.home, dashboard) as page:
        await page.set_viewport_size({"width": 1700, "height": 1000})
        await page.get_by_text("Log upload status").first.wait_for()
        await page.wait_for_timeout(5000)
        await page.screenshot(path=picture.with_stem("dashboard"), full_page=True)
    async with open_page(stack.home, "/media-browser/browser") as page:
        browser = MediaBrowser(page)
        await browser.open("DJI Dock", stack.dock.profile.callsign, "Media")
        await browser.open((await browser.titles())[0])
        await browser.open("Flight at")
        await browser.thumbnails()
        await browser.picture(picture.with_stem("media"))


def _invite(stack: Stack, terminal: Terminal, device_id: str, dashboard: str) -> None:
    terminal.say("Have a look:")
    terminal.detail(f"{stack.home.url}{dashboard}")
    terminal.detail(f"{stack.home.url}/config/devices/device/{device_id}")
    terminal.detail(f"User {USERNAME}, password {PASSWORD}")
    terminal.detail(
        f"Log: {stack.home.log.relative_to(ROOT) if stack.home.log.is_relative_to(ROOT) else stack.home.log}"
    )
    terminal.detail("Ctrl-C ends everything")


if __name__ == "__main__":
    sys.exit(main())
