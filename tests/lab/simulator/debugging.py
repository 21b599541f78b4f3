"""Remote debugging: its mode, and what may be commanded in it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol

from . import debug_job, effects
from .command import BadCommand
from .debug_data import read_value
from .debug_job import DebugJob, JobHooks
from .debug_methods import CHECKS, CLOSE_DEBUG, METHODS, OPEN_DEBUG, Method
from .effects import Workbench
from .equipment import Mode
from .faults import Faults

BAD_PARAMETER = 514171
BUSY = 514116
LEFT = 514153
"""Also: was never there."""
UNSUPPORTED = 314000
_INITIALISING, _ON_SITE, _UPGRADING, _WORKING = 514170, 514145, 514147, 514148
_EXPORTING = 325009


class Debugged(Workbench, Protocol):
    """The dock, as far as remote debugging sees it."""

    faults: Faults

    @property
    def online(self) -> bool:
        """Whether its topology was acknowledged since it connected."""

    @property
    def exporting(self) -> bool:
        """Whether an upload of logs runs."""

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something until it is done, or the dock is switched off."""

    def emit_job(self, method: str, bid: str, data: object, *, need_reply: bool = False) -> None:
        """Send an event of a job."""

    def lose_power(self) -> None:
        """Boot."""

    def lose_broker(self) -> None:
        """Leave the broker, and come back if the faults say so."""

    def restart(self) -> None:
        """Boot by command."""

    def say(self, text: str) -> None:
        """Tell what happens."""

    def complain(self, text: str) -> None:
        """Write down what the cloud did wrong."""


class Debugging:
    """One mode, and one job at a time."""

    def __init__(self, dock: Debugged) -> None:
        """Stand idle."""
        self.jobs: list[DebugJob] = []
        """All that ever began, the newest last."""
        self._dock = dock
        self._task: asyncio.Task[None] | None = None
        self._mode_task: asyncio.Task[None] | None = None

    @property
    def job(self) -> DebugJob | None:
        """The job that runs."""
        return self.jobs[-1] if self.jobs and not self.jobs[-1].finished else None

    def obey(self, name: str, bid: str, data: dict[str, Any]) -> dict[str, Any]:
        """Do what is commanded; return the data of the reply."""
        dock, method = self._dock, METHODS[name]
        if dock.profile.model not in method.models or name in dock.faults.reject:
            return self._rejected()
        try:
            value = read_value(name, data)
        except BadCommand as err:
            dock.complain(f"{name}: {err}")
            return {"result": BAD_PARAMETER}
        if code := self._refusal(name, value, data):
            return {"result": code}
        if name == OPEN_DEBUG:
            self._begin_mode(Mode.REMOTE_DEBUG, self._seconds(name))
        elif name == CLOSE_DEBUG:
            self._begin_mode(Mode.IDLE, self._seconds(name))
        elif method.job:
            self._begin(DebugJob(method=name, bid=bid, data=data), method)
        elif name not in dock.faults.no_effect:
            dock.spawn(self._switch(name, value))
        reply: dict[str, Any] = {"result": 0}
        if dock.profile.answers_with_output and method.output:
            reply["output"] = {"status": "in_progress" if method.job else "ok"}
        return reply

    def leave(self) -> None:
        """Leave remote debugging without being asked."""
        if self._dock.state.equipment.mode is Mode.REMOTE_DEBUG:
            self._set_mode(Mode.IDLE)

    def abandon(self) -> None:
        """Forget everything: the power is gone."""
        for task in (self._task, self._mode_task):
            if task:
                task.cancel()
        if job := self.job:
            job.status = "lost"
        equipment = self._dock.state.equipment
        if equipment.mode is Mode.REMOTE_DEBUG:
            equipment.mode = Mode.IDLE
        equipment.light = equipment.alarm = 0

    def _rejected(self) -> dict[str, Any]:
        if self._dock.profile.answers_with_output:
            return {"result": 0, "output": {"status": "rejected"}}
        return {"result": UNSUPPORTED}

    def _refusal(self, name: str, value: int, data: dict[str, Any]) -> int:
        dock = self._dock
        mode = dock.state.mode
        if name == OPEN_DEBUG:
            if dock.exporting:
                return _EXPORTING
            if not dock.online:
                return _INITIALISING
            codes = {
                Mode.ON_SITE_DEBUG: _ON_SITE,
                Mode.UPGRADING: _UPGRADING,
                Mode.WORKING: _WORKING,
            }
            return codes.get(mode, 0)
        if mode is not Mode.REMOTE_DEBUG:
            return 0 if name == CLOSE_DEBUG and mode is Mode.IDLE else LEFT
        if self.job:
            return BUSY
        return effects.refusal(dock, name, value, data)

    def _seconds(self, name: str) -> float:
        """Return how long a method takes, in real seconds."""
        profile = self._dock.profile
        return profile.job_seconds.get(name, METHODS[name].seconds) / profile.speed

    def _begin(self, job: DebugJob, method: Method) -> None:
        dock = self._dock
        dock.say(f"{job.method} {job.bid}")
        self.jobs.append(job)
        hooks = JobHooks(
            tell=self._tell,
            begin_step=self._begin_step,
            moved=self._moved,
            finish=self._finish,
            faults=lambda: dock.faults,
        )
        if dock.faults.progress_before_reply:
            job.status, job.step = "in_progress", method.steps[0]
            self._tell(job)
        seconds = self._seconds(job.method)
        self._task = dock.spawn(debug_job.run(job, method, seconds, hooks))

    async def _switch(self, name: str, value: int) -> None:
        await asyncio.sleep(self._seconds(name))
        await effects.switch(self._dock, name, value)

    def _begin_mode(self, mode: Mode, seconds: float) -> None:
        if self._mode_task:
            self._mode_task.cancel()
        self._mode_task = self._dock.spawn(self._change_mode(mode, seconds))

    async def _change_mode(self, mode: Mode, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._set_mode(mode)
        stays = self._dock.faults.leaves_debug_after
        if mode is Mode.REMOTE_DEBUG and stays is not None:
            await asyncio.sleep(stays)
            self.leave()

    def _set_mode(self, mode: Mode) -> None:
        self._dock.state.equipment.mode = mode
        self._dock.say(f"is in mode {mode.name.lower()}")
        self._dock.show()

    def _tell(self, job: DebugJob) -> None:
        if job.silent:
            return
        method, faults = METHODS[job.method], self._dock.faults
        data = debug_job.event_data(job, method, faults)
        self._dock.emit_job(job.method, job.bid, data, need_reply=method.only_end)
        if job.finished:
            self._dock.say(f"{job.method}: {job.status} {job.result or ''}".rstrip())

    def _begin_step(self, job: DebugJob) -> None:
        effects.check(self._dock, job.step)
        if job.method not in self._dock.faults.no_effect:
            effects.begin_step(self._dock, job)

    def _moved(self, job: DebugJob) -> None:
        dock = self._dock
        if job.method in effects.MOVING and job.step not in CHECKS:
            effects.check_stop(dock)
        happen(job, dock.faults, dock)

    def _finish(self, job: DebugJob) -> None:
        if job.method in self._dock.faults.no_effect:
            return
        effects.finish(self._dock, job)
        if job.method == "device_reboot":
            self._dock.restart()


def happen(job: DebugJob, faults: Faults, dock: Debugged) -> None:
    """Let the faults happen that wait for a percentage; each once."""
    for name, at in (
        ("silent", faults.silent_at),
        ("offline", faults.offline_at),
        ("power", faults.power_loss_at),
    ):
        if at is None or job.percent < at or name in job.fired:
            continue
        job.fired.add(name)
        match name:
            case "silent":
                job.silent = True
            case "offline":
                dock.lose_broker()
            case "power":
                dock.lose_power()
