"""`python -m tests.lab.live`, which scripts/live runs."""

import argparse
import asyncio
from collections.abc import Coroutine
import ctypes
from dataclasses import dataclass
import gc
import logging
from pathlib import Path
import random
import resource
import shutil
import sys
import tempfile
import threading
import time

from .bill import Bill
from .misbehaviour import Misbehaviour
from .viewers import Viewers
from .world import World

_C_LIBRARY = ctypes.CDLL(None)
_ALLOWANCE = 20.0
"""Seconds for which a dock may push for nobody."""
_QUIET = 240.0
"""How long it may take until nothing is pushed any more, once everything works again."""
_CLOSED = 20.0
"""How long connections may take to close after that."""
_LONGEST_VIEW = 25.0
_WARM_UP = 0.2
"""Of the run, until what it holds is taken for what it needs."""
_MORE_MEMORY = 60_000
"""KiB that a run may need more than after its warm-up: decoders and caches of FFmpeg, too."""
_MINUTE = 60.0
_MORE = 12
"""Descriptors, threads and tasks that may be there more at the end than at the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What a process holds."""

    memory: int
    """KiB."""
    descriptors: int
    threads: int
    tasks: int

    @classmethod
    def now(cls) -> Held:
        """Count it; what was given back stays with the C library until it is asked for."""
        gc.collect()
        if hasattr(_C_LIBRARY, "malloc_trim"):
            _C_LIBRARY.malloc_trim(0)
        status = Path("/proc/self/status").read_text()
        memory = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return cls(
            memory=int(memory.split()[1]),
            descriptors=len(list(Path("/proc/self/fd").iterdir())),
            threads=threading.active_count(),
            tasks=len(asyncio.all_tasks()),
        )


def main() -> int:
    """Run it; returns the exit code: 1 after any violation."""
    parser = argparse.ArgumentParser(prog="scripts/live", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same steps")
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="dji-dock-live-"))
    logging.basicConfig(
        filename=folder / "run.log", level=logging.INFO, format="%(asctime)s %(name)s %(message)s"
    )
    violations = asyncio.run(_run(folder, options.seed, options.minutes * 60))
    for violation in violations:
        print(f"VIOLATION  {violation}", flush=True)
    if violations:
        print(f"The log of this run is in {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if violations else 0


async def _run(folder: Path, seed: int, seconds: float) -> list[str]:
    # S311 does not matter: the seed is the point.
    rng = random.Random(seed)
    world = World(folder, rng)
    bill = Bill(_ALLOWANCE)
    viewers, wrong = Viewers(world, bill, rng), Misbehaviour(world, rng)
    began = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - began:7.1f}  {text}", flush=True)

    async with world.running():
        say(f"{len(world.cameras())} cameras of {len(world.docks)} docks, seed {seed}")
        before = Held.now()
        until = time.monotonic() + seconds
        warm_until = time.monotonic() + seconds * _WARM_UP
        warm = before
        looking: set[asyncio.Task[None]] = set()
        told = time.monotonic()
        while time.monotonic() < until:
            if rng.random() < 0.7:
                if work := _somebody(viewers, world, rng):
                    task = asyncio.create_task(work)
                    looking.add(task)
                    task.add_done_callback(looking.discard)
            else:
                say(await wrong.happen())
            await asyncio.sleep(rng.uniform(0.2, 4))
            if time.monotonic() > told + _MINUTE:
                told = time.monotonic()
                say(f"{Held.now()}")
            if warm is before and time.monotonic() > warm_until:
                warm = Held.now()
        say("Everybody goes, and docks behave")
        world.heal()
        await asyncio.gather(*looking)
        found = await _settle(world)
        found += _unseen(world, bill)
        found += await _left(world)
        after = Held.now()
        found += _grown(before, warm, after)
        found += world.complaints.lines
        pushed = sum(dock.live.pushed_seconds() for dock in world.docks)
        starts = sum(len(dock.orders_of("live_start_push")) for dock in world.docks)
        stops = sum(len(dock.orders_of("live_stop_push")) for dock in world.docks)
        say(f"Came: {dict(viewers.came)}; saw something: {dict(viewers.saw)}")
        say(f"Went wrong: {dict(wrong.count)}")
        say(f"{starts} starts, {stops} stops, {pushed:.0f} s pushed")
        say(f"At first {before}, warm {warm}, in the end {after}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        say(f"{len(found)} violations; at most {peak // 1024} MiB")
        if not viewers.saw["read"]:
            found.append("nobody saw anything")
        if viewers.saw["guess"]:
            found.append("a wrong secret was let in")
    return found


def _somebody(
    viewers: Viewers, world: World, rng: random.Random
) -> Coroutine[object, object, None] | None:
    """Return what somebody does, None if there is nothing to see."""
    if not (cameras := world.cameras()):
        return None
    camera = rng.choice(cameras)
    seconds = rng.uniform(0.5, _LONGEST_VIEW)
    match rng.randrange(10):
        case 0 | 1 | 2:
            return viewers.read(camera, seconds)
        case 3 | 4:
            return viewers.be_killed(camera, seconds)
        case 5:
            return viewers.stall(camera, seconds)
        case 6:
            return viewers.browse(camera, seconds)
        case 7:
            return viewers.hold(camera, seconds)
        case 8:
            return viewers.choose(camera)
    return viewers.guess(camera)


async def _settle(world: World) -> list[str]:
    """Wait until nothing is pushed any more; returns what still is."""
    deadline = time.monotonic() + _QUIET
    while time.monotonic() < deadline:
        running = [name for dock in world.docks for name in dock.live.streams]
        ours = any(
            state.streaming or state.viewers or state.held_until
            for dock in world.docks
            for state in world.hub.live.cameras(dock.serial).values()
        )
        if not running and not ours:
            return []
        await asyncio.sleep(0.5)
    return [f"{name} is still to be pushed {_QUIET:g} s after everybody went" for name in running]


def _unseen(world: World, bill: Bill) -> list[str]:
    """Return the pushes that nobody saw for longer than allowed."""
    found = []
    for dock in world.docks:
        for stream in dock.live.history:
            for push in stream.pushes:
                if not push.url.startswith(world.receives):
                    continue
                ended = push.ended or time.monotonic()
                seconds = bill.unseen(stream.camera, push.began, ended)
                if seconds > 0:
                    found.append(
                        f"{stream.camera} was pushed for {seconds + bill.allowance:.1f} s to nobody"
                    )
    return found


async def _left(world: World) -> list[str]:
    """Wait until nothing is open any more for docks that push nothing; returns what still is."""
    ingest = world.hub.live._reception._ingest
    assert ingest
    left = {"connections of docks": 1}
    deadline = time.monotonic() + _CLOSED
    while any(left.values()) and time.monotonic() < deadline:
        await asyncio.sleep(0.5)
        left = {
            "connections of docks": ingest._server.connections,
            "keys": len(ingest._keys._keys),
        }
    return [f"{count} {what} are left" for what, count in left.items() if count]


def _grown(before: Held, warm: Held, after: Held) -> list[str]:
    found = []
    if after.memory - warm.memory > _MORE_MEMORY:
        found.append(f"memory grew by {(after.memory - warm.memory) // 1024} MiB")
    for what in ("descriptors", "threads", "tasks"):
        more = getattr(after, what) - getattr(before, what)
        if more > _MORE:
            found.append(f"there are {more} {what} more than at the beginning")
    return found


if __name__ == "__main__":
    sys.exit(main())
