"""One run of one subject: an even pace, then as fast as it can."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
import statistics
import time
from typing import Any

from tests.lab.stack.process import ProcessFailed

from .home import Home
from .publisher import Publisher
from .stream import SimulatedFleet
from .subject import Seen, Subject
from .usage import processor_seconds, recorder_rows, resident_mebibytes

# No dock's carrier has these by itself.
_WARM, _PACED_END, _BURST_END = 9001, 9002, 9003
_FIRST_MARKER = _WARM
_ATTEMPTS = 10
_COALESCED = 1.5
"""Seconds after which what was held back is a state, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a run goes."""

    rate: float
    """Messages a second, at an even pace."""
    seconds: float
    burst: int
    """Messages as fast as possible."""
    idle: float
    """Seconds for what is used without messages."""
    settle: float
    profile: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What was measured; None is what a subject does not have."""

    subject: str
    title: str
    docks: int
    round: int
    start: float | None = None
    start_processor: float | None = None
    idle: float = 0.0
    """Processor seconds per second without messages."""
    paced: float | None = None
    """Processor microseconds per message, at an even pace."""
    burst: float | None = None
    """The same, as fast as possible."""
    throughput: float | None = None
    """Messages per second."""
    p50: float | None = None
    """Milliseconds from sent to shown."""
    p95: float | None = None
    changes: int | None = None
    """States written per message, at an even pace."""
    rows: int | None = None
    """The same, in the recorder."""
    stalls: list[dict[str, float]] = field(default_factory=list)
    own_stalls: int | None = None
    collected: float | None = None
    """Milliseconds that the garbage collector took per second, at an even pace."""
    memory: float | None = None
    """MiB at the end."""
    differences: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return it for a file."""
        return asdict(self)


async def measure(subject: Subject, docks: int, number: int, plan: Plan) -> Run:
    """Start a subject, measure it, stop it."""
    fleet = SimulatedFleet(docks)
    run: dict[str, Any] = {
        "subject": subject.name,
        "title": subject.title,
        "docks": docks,
        "round": number,
    }
    home = subject if isinstance(subject, Home) else None
    if home:
        # What is compared at the end is what this run sends.
        home.fleet = fleet
    window = (0.0, 0.0)
    async with subject.running():
        if home:
            run["start"], run["start_processor"] = home.start_seconds, home.start_processor_seconds
        if home is None or home.domain:
            async with Publisher(subject.broker).connected() as publisher:
                window = await _under_load(subject, home, fleet, publisher, plan, run)
        else:
            await asyncio.sleep(plan.settle)
            run["idle"] = await _idle(subject.pid, plan.idle)
        run["memory"] = resident_mebibytes(subject.pid)
        if home and home.domain:
            run["differences"] = await home.differences()
    if home and home.domain:
        run["rows"] = recorder_rows(home.database, *window)
    return Run(**run)


async def _under_load(
    subject: Subject,
    home: Home | None,
    fleet: SimulatedFleet,
    publisher: Publisher,
    plan: Plan,
    run: dict[str, Any],
) -> tuple[float, float]:
    """Measure with messages; returns when those of the even pace were sent and shown."""
    await subject.begin()
    await subject.expect(_WARM)
    # A subscription may follow the start of Home Assistant.
    for _ in range(_ATTEMPTS):
        await asyncio.to_thread(
            publisher.send, fleet.everything() + fleet.markers(_WARM), plan.rate
        )
        if await subject.arrived(2) is not None:
            break
    else:
        raise ProcessFailed(f"{subject.title}: nothing that is sent becomes a state")
    await asyncio.sleep(plan.settle)
    run["idle"] = idle = await _idle(subject.pid, plan.idle)
    if home and plan.profile:
        await home.profile()

    count = round(plan.rate * plan.seconds)
    messages, markers = fleet.take(count), fleet.markers(_PACED_END)
    await subject.begin()
    await subject.expect(_PACED_END)
    used, since = processor_seconds(subject.pid), time.monotonic()
    began = time.time()
    sent = await asyncio.to_thread(publisher.send, messages, plan.rate)
    await asyncio.to_thread(publisher.send, markers, plan.rate)
    await _arrival(subject)
    await asyncio.sleep(_COALESCED)
    used, since = processor_seconds(subject.pid) - used, time.monotonic() - since
    window = (began, time.time())
    seen = await subject.seen()
    await subject.begin()
    total = count + len(markers)
    # What is done after a start is no part of it: the quieter of before and after counts.
    run["idle"] = idle = min(idle, await _idle(subject.pid, plan.idle))
    run["paced"] = (used - idle * since) / total * 1e6
    run |= _latency(sent, seen)
    if home:
        run["changes"] = seen.changes
        run["stalls"] = [asdict(stall) for stall in seen.stalls]
        run["collected"] = seen.collected / since * 1000
        run["own_stalls"] = sum(stall.own for stall in seen.stalls)

    messages = fleet.take(plan.burst) + fleet.markers(_BURST_END)
    await subject.expect(_BURST_END)
    used, since = processor_seconds(subject.pid), time.monotonic()
    await asyncio.to_thread(publisher.send, messages)
    run["throughput"] = len(messages) / (await _arrival(subject) - since)
    await asyncio.sleep(_COALESCED)
    used, since = processor_seconds(subject.pid) - used, time.monotonic() - since
    run["burst"] = (used - idle * since) / len(messages) * 1e6
    if home and plan.profile:
        await home.profiled(plan.profile / f"{subject.name}-{len(fleet.docks)}.prof")
    return window


async def _arrival(subject: Subject) -> float:
    """Return when all had become states.

    Raises:
        ProcessFailed: it takes for ever.
    """
    for _ in range(_ATTEMPTS):
        if (at := await subject.arrived(60)) is not None:
            return at
    raise ProcessFailed(f"{subject.title}: not all that is sent becomes a state")


async def _idle(pid: int, seconds: float) -> float:
    used, since = processor_seconds(pid), time.monotonic()
    await asyncio.sleep(seconds)
    return (processor_seconds(pid) - used) / (time.monotonic() - since)


def _latency(sent: Mapping[tuple[str, int], list[float]], seen: Seen) -> dict[str, float]:
    """Return percentiles of the time from sent to shown, in milliseconds."""
    took = []
    for carrier, at in seen.arrivals:
        # A value comes again after a while: it is the latest that was sent before.
        before = [when for when in sent.get(carrier, ()) if when <= at]
        if before and carrier[1] < _FIRST_MARKER:
            took.append((at - before[-1]) * 1000)
    if len(took) < 2:
        return {}
    cuts = statistics.quantiles(took, n=100, method="inclusive")
    return {"p50": cuts[49], "p95": cuts[94]}
