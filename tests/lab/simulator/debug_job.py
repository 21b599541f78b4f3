"""A job of remote debugging: its steps, one after the other, and the events that tell them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
import itertools
from typing import Any

from .debug_methods import CHECKS, Method
from .faults import Faults

_CHECK_SHARE = 0.1
_TICKS = 4
_HALF = 50
_IMPOSSIBLE = itertools.cycle((-5, 250, "abc", "NaN", None))

type Final = str
"""`ok` or `failed`."""


class JobFailed(Exception):
    """A step that cannot be done."""

    def __init__(self, code: int) -> None:
        """Take the code that the event has."""
        super().__init__(f"code {code}")
        self.code = code


@dataclass(slots=True, kw_only=True)
class DebugJob:
    """What one command asked for, and how far it is."""

    method: str
    bid: str
    data: dict[str, Any]
    status: str = "sent"
    """`sent`, `in_progress`, `ok` or `failed`; `lost` if the dock forgot it by a restart."""
    result: int = 0
    step: str = ""
    percent: float = 0.0
    silent: bool = False
    fired: set[str] = field(default_factory=set[str])

    @property
    def finished(self) -> bool:
        """Whether it is over for the dock, whatever the cloud heard."""
        return self.status in {"ok", "failed", "lost"}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobHooks:
    """What a job needs of its dock."""

    tell: Callable[[DebugJob], None]
    """Send an event with the present state."""
    begin_step: Callable[[DebugJob], None]
    """Let a step begin.

    Raises JobFailed if it cannot be done.
    """
    moved: Callable[[DebugJob], None]
    """Look at what waits for a percentage, and whether it may go on."""
    finish: Callable[[DebugJob], None]
    """Let the work have its effect; tell of nothing."""
    faults: Callable[[], Faults]


async def run(job: DebugJob, method: Method, seconds: float, hooks: JobHooks) -> None:
    """Do a job to its end; seconds are real ones."""
    # The reply goes out first; even an event right after it is a tick of the dock away.
    await asyncio.sleep(seconds * _CHECK_SHARE / _TICKS)
    job.status = "in_progress"
    try:
        for step, percent, pause in _schedule(method.steps):
            if step != job.step:
                job.step = step
                hooks.begin_step(job)
            job.percent = percent
            if not method.only_end:
                hooks.tell(job)
            await asyncio.sleep(seconds * pause)
            hooks.moved(job)
            code = hooks.faults().fail_job.get(job.method)
            if code and percent >= _HALF:
                raise JobFailed(code)
        job.percent = 100.0
        hooks.moved(job)
        hooks.finish(job)
    except JobFailed as err:
        job.status, job.result = "failed", err.code
    else:
        job.status = "ok"
    if not hooks.faults().no_final_event:
        hooks.tell(job)


def _schedule(steps: tuple[str, ...]) -> list[tuple[str, float, float]]:
    """Return step, percent 0..100 and the share of the time for each event before the last one."""
    checks = [step for step in steps if step in CHECKS]
    works = [step for step in steps if step not in CHECKS]
    check_share = _CHECK_SHARE / len(checks) if checks else 0
    work_share = (1 - _CHECK_SHARE * bool(checks)) / (len(works) * _TICKS)
    schedule: list[tuple[str, float, float]] = []
    percent = 0.0
    for step in steps:
        for _ in range(1 if step in CHECKS else _TICKS):
            share = check_share if step in CHECKS else work_share
            schedule.append((step, percent, share))
            percent += 100 * share
    return schedule


def event_data(job: DebugJob, method: Method, faults: Faults) -> dict[str, Any]:
    """Return the data of an event with the present state of a job."""
    output: dict[str, Any] = {"status": job.status}
    if method.only_end:
        return {"result": 0, "output": output | _calibrated(job)}
    if method.tells_progress:
        output["progress"] = {"percent": told_percent(job.percent, faults)}
        if method.tells_step:
            output["progress"]["step_key"] = job.step
    return {"result": job.result, "output": output}


def told_percent(percent: float, faults: Faults) -> object:
    """Return the percentage as it is told."""
    return next(_IMPOSSIBLE) if faults.impossible_percents else round(percent)


def _calibrated(job: DebugJob) -> dict[str, Any]:
    done = job.status == "ok"
    return {
        "progress": {"percent": 100 * done, "current_step": 1},
        "ext": {
            "devices": [
                {
                    "sn": device["sn"],
                    "type": device["type"],
                    "module": device["module"],
                    "result": job.result,
                    "status": job.status,
                }
                for device in job.data["devices"]
            ],
            "version": 1,
        },
    }
