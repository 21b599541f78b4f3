"""Installing firmware: download, installation, restart, and the events of all that."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, Protocol

from .command import BAD_PARAMETER, BadCommand
from .debug_job import DebugJob, told_percent
from .debugging import Debugged, happen
from .equipment import Mode
from .package import (
    CONSISTENCY,
    DOWNLOAD_FAILED,
    Download,
    DownloadFailed,
    Package,
    fetch,
    read_packages,
)
from .profile import Model

OTA_CREATE, OTA_PROGRESS = "ota_create", "ota_progress"
ALREADY, NOT_IDLE, NOT_INSIDE, RODS, MOBILE_LINK, LOW_BATTERY = (
    312014,
    312015,
    312022,
    312023,
    312030,
    312704,
)
RESTARTED = 312028

_LOWEST_BATTERY = 20
_INSTALL_SECONDS = 60.0
_TICKS = 10
_WATCH_SECONDS = 0.02
_REPORT_SECONDS = 1.0
_OFF_AGAIN_SECONDS = 6.0
_DOWNLOAD_SHARE = 0.4
"""Of the percentage, on docks whose percentage is of the whole."""
_HALF = 50
DOWNLOADING, INSTALLING = "download_firmware", "upgrade_firmware"


class Upgraded(Debugged, Protocol):
    """The dock, as far as firmware sees it."""

    @property
    def executor(self) -> Executor:
        """Where what blocks runs."""

    def restart_for(self, then: Callable[[], None]) -> None:
        """Boot, and do something when it is online again."""

    def push_firmware(self) -> None:
        """Send the states that tell versions and whether an upgrade runs."""


@dataclass(slots=True, kw_only=True)
class Upgrade(DebugJob):
    """One `ota_create`, and how far it is."""

    packages: Sequence[Package]
    downloads: list[Download] = field(default_factory=list[Download])


class Upgrades:
    """One at a time."""

    def __init__(self, dock: Upgraded) -> None:
        """Nothing runs."""
        self.all: list[Upgrade] = []
        """All that ever began, the newest last."""
        self._dock = dock
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> Upgrade | None:
        """The one that runs."""
        return self.all[-1] if self.all and not self.all[-1].finished else None

    def obey(self, bid: str, data: dict[str, Any]) -> dict[str, Any]:
        """Begin; return the data of the reply."""
        dock = self._dock
        try:
            packages = read_packages(data, dock.profile.serials)
        except BadCommand as err:
            dock.complain(f"{OTA_CREATE}: {err}")
            return {"result": BAD_PARAMETER}
        if code := self._refusal(packages):
            return {"result": code}
        upgrade = Upgrade(method=OTA_CREATE, bid=bid, data={}, packages=packages, step=DOWNLOADING)
        self.all.append(upgrade)
        if dock.faults.progress_before_reply:
            self._tell(upgrade, "in_progress")
        self._task = dock.spawn(self._run(upgrade))
        reply: dict[str, Any] = {"result": 0}
        if dock.profile.answers_with_output:
            reply["output"] = {"status": "sent"}
        return reply

    def abandon(self) -> Callable[[], None] | None:
        """Forget everything: the power is gone. Return what is told after the boot."""
        if self._task:
            self._task.cancel()
        equipment = self._dock.state.equipment
        if equipment.mode is Mode.UPGRADING:
            equipment.mode = Mode.IDLE
        upgrade = self.running
        if not upgrade:
            return None
        for download in upgrade.downloads:
            download.stop.set()
        upgrade.status, upgrade.result = "failed", RESTARTED
        return lambda: self._tell(upgrade, "failed")

    def _refusal(self, packages: Sequence[Package]) -> int:
        dock, state = self._dock, self._dock.state
        if self.running:
            return ALREADY
        if state.mode is not Mode.IDLE or dock.exporting or not dock.online:
            return NOT_IDLE
        if not state.in_dock and any(item.serial != state.profile.serial for item in packages):
            return NOT_INSIDE
        if state.equipment.putter:
            return RODS
        if state.equipment.link_mode:
            return MOBILE_LINK
        return LOW_BATTERY if state.charge < _LOWEST_BATTERY else 0

    async def _run(self, upgrade: Upgrade) -> None:
        dock, equipment = self._dock, self._dock.state.equipment
        for package in upgrade.packages:
            dock.say(f"installs {package.version} on {package.serial}, {package.size} bytes")
        # The reply goes out first.
        await asyncio.sleep(_WATCH_SECONDS)
        equipment.mode = Mode.UPGRADING
        upgrade.status = "in_progress"
        self._show()
        was_on = dock.state.aircraft_on
        try:
            await self._download(upgrade)
            if self._has_aircraft(upgrade) and not was_on:
                dock.set_aircraft(on=True)
            await self._install(upgrade)
        except DownloadFailed as err:
            dock.say(f"firmware: {err}")
            self._fail(upgrade, dock.faults.fail_job.get(OTA_CREATE, DOWNLOAD_FAILED))
            return
        if OTA_CREATE not in dock.faults.no_effect:
            self._take(upgrade)
        self._end(upgrade, was_on)

    async def _download(self, upgrade: Upgrade) -> None:
        loop = asyncio.get_running_loop()
        profile, faults = self._dock.profile, self._dock.faults
        wanted = [package for package in upgrade.packages if package.url]
        total = sum(package.size for package in wanted)
        for package in wanted:
            download = Download(size=package.size, breaks_at=faults.download_breaks_at)
            upgrade.downloads.append(download)
            work = loop.run_in_executor(
                self._dock.executor,
                fetch,
                package,
                download,
                profile.bandwidth,
                profile.http_timeout,
            )
            due = loop.time()
            while not work.done():
                received = sum(item.received for item in upgrade.downloads)
                self._advance(upgrade, 100 * received / total)
                if loop.time() >= due:
                    self._tell(upgrade, "in_progress")
                    due = loop.time() + _REPORT_SECONDS / profile.speed
                await asyncio.wait([work], timeout=_WATCH_SECONDS)
            if problem := work.result():
                raise DownloadFailed(problem)
        self._advance(upgrade, 100)
        self._tell(upgrade, "in_progress")

    async def _install(self, upgrade: Upgrade) -> None:
        profile = self._dock.profile
        upgrade.step = INSTALLING
        seconds = profile.job_seconds.get(OTA_CREATE, _INSTALL_SECONDS) / profile.speed
        for tick in range(_TICKS):
            self._advance(upgrade, 100 * tick / _TICKS)
            self._tell(upgrade, "in_progress")
            await asyncio.sleep(seconds / _TICKS)
            if OTA_CREATE in self._dock.faults.fail_job and tick >= _TICKS / 2:
                raise DownloadFailed("fails, as told")
        self._advance(upgrade, 100)

    def _advance(self, upgrade: Upgrade, percent: float) -> None:
        """Set how far a step is; what is told is of the step or of the whole, by the model."""
        if self._dock.profile.model is Model.DOCK_3:
            upgrade.percent = percent
        elif upgrade.step == DOWNLOADING:
            upgrade.percent = percent * _DOWNLOAD_SHARE
        else:
            upgrade.percent = 100 * _DOWNLOAD_SHARE + percent * (1 - _DOWNLOAD_SHARE)
        happen(upgrade, self._dock.faults, self._dock)

    def _has_aircraft(self, upgrade: Upgrade) -> bool:
        return any(item.serial != self._dock.profile.serial for item in upgrade.packages)

    def _take(self, upgrade: Upgrade) -> None:
        """Have the new versions from the next states on."""
        state, faults = self._dock.state, self._dock.faults
        for package in upgrade.packages:
            if package.serial == state.profile.serial:
                state.equipment.firmware = package.version
            else:
                state.aircraft.firmware = package.version
        kinds = {package.kind for package in upgrade.packages}
        if faults.incompatible_after:
            state.equipment.compatible_status = 1
        elif len(upgrade.packages) > 1 or CONSISTENCY in kinds:
            state.equipment.compatible_status = 0

    def _end(self, upgrade: Upgrade, was_on: bool) -> None:
        """Restart what got new firmware, and tell the end before or after it, by the model."""
        dock = self._dock
        upgrade.status = "ok"
        early = dock.profile.model is Model.DOCK_3
        if early:
            self._tell_end(upgrade)

        def back() -> None:
            if not early:
                self._tell_end(upgrade)
            if self._has_aircraft(upgrade) and not was_on:
                dock.spawn(self._switch_off_again())

        dock.state.equipment.mode = Mode.IDLE
        if any(package.serial == dock.profile.serial for package in upgrade.packages):
            dock.restart_for(back)
            return
        # The aircraft alone restarts without its dock.
        dock.set_aircraft(on=False)
        dock.set_aircraft(on=True)
        self._show()
        back()

    async def _switch_off_again(self) -> None:
        dock = self._dock
        await asyncio.sleep(_OFF_AGAIN_SECONDS / dock.profile.speed)
        if dock.state.mode is Mode.IDLE and dock.state.aircraft_on:
            dock.set_aircraft(on=False)

    def _fail(self, upgrade: Upgrade, code: int) -> None:
        upgrade.status, upgrade.result = "failed", code
        self._dock.state.equipment.mode = Mode.IDLE
        self._show()
        self._tell_end(upgrade)

    def _show(self) -> None:
        self._dock.show()
        self._dock.push_firmware()

    def _tell_end(self, upgrade: Upgrade) -> None:
        self._dock.say(f"firmware: {upgrade.status} {upgrade.result or ''}".rstrip())
        if not self._dock.faults.no_final_event:
            self._tell(upgrade, upgrade.status)

    def _tell(self, upgrade: Upgrade, status: str) -> None:
        if upgrade.silent:
            return
        dock = self._dock
        percent = told_percent(upgrade.percent, dock.faults)
        output: dict[str, Any] = {
            "status": status,
            "progress": {"percent": percent, **_step(dock, upgrade.step)},
        }
        if dock.profile.model is Model.DOCK_3:
            output["ext"] = {"rate": dock.profile.bandwidth or 2_000_000}
        data = {"result": upgrade.result, "output": output}
        dock.emit_job(OTA_PROGRESS, upgrade.bid, data)


def _step(dock: Upgraded, step: str) -> dict[str, object]:
    """Return the step in one of its three shapes."""
    shapes = {Model.DOCK_1: "step_key", Model.DOCK_2: "current_step", Model.DOCK_3: "number"}
    match dock.faults.step_shape or shapes[dock.profile.model]:
        case "step_key":
            return {"step_key": step}
        case "current_step":
            return {"current_step": step}
    return {"current_step": 1 if step == DOWNLOADING else 2}
