"""`python -m tests.lab.benchmarks.telemetry`: a fleet's telemetry as states of Home Assistant.

The same messages go to this integration, to Home Assistant's own MQTT integration with templates,
to the smallest custom integration that shows the same, and to aiomqtt and orjson alone; each in a
process of its own, with a broker of its own, one after the other and round by round.
"""

import argparse
import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
import json
import os
from pathlib import Path
import shutil
import signal
import sys
import tempfile

from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import ProcessFailed
from tests.lab.stack.s3 import MotoStore, Store

from . import report
from .home import Home
from .homes import DockHome, EagerDockHome, MinimalHome, MqttHome
from .run import Plan, Run, measure
from .stream import SimulatedFleet
from .subject import AloneSubject, Subject

_HOMES = {kind.name: kind for kind in (DockHome, EagerDockHome, MqttHome, MinimalHome, Home)}
_SUBJECTS = (*_HOMES, AloneSubject.name)


def main() -> int:
    """Measure, and print; returns 1 when not all did the same work."""
    options = _options()
    # As at a user's, modules are compiled at the first start, not at each.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    folder = Path(tempfile.mkdtemp(prefix="dji-dock-benchmark-"))
    try:
        runs = asyncio.run(_run(options, folder))
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 1
    except (ProcessFailed, TimeoutError) as err:
        print(f"The measurement failed: {err or 'a step took too long'}", file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return _print(runs, round(options.rate * options.seconds))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.lab.benchmarks.telemetry", description=__doc__
    )
    parser.add_argument("--docks", type=int, nargs="+", default=[1, 10, 100])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--subjects", nargs="+", choices=_SUBJECTS, default=_SUBJECTS)
    parser.add_argument("--rate", type=float, default=200, help="messages a second")
    parser.add_argument("--seconds", type=float, default=60, help="at that rate")
    parser.add_argument("--burst", type=int, default=10_000, help="messages at full speed")
    parser.add_argument("--quick", action="store_true", help="only see that it works")
    parser.add_argument("--json", type=Path, help="write each run to a file")
    parser.add_argument(
        "--profile", type=Path, help="profile the loops into a folder; slows them down"
    )
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds, options.burst = 1, 3.0, 300
    return options


async def _run(options: argparse.Namespace, folder: Path) -> list[Run]:
    if options.profile:
        options.profile.mkdir(parents=True, exist_ok=True)
    plan = Plan(
        rate=options.rate,
        seconds=options.seconds,
        burst=options.burst,
        idle=1 if options.quick else 10,
        settle=1 if options.quick else 8,
        profile=options.profile,
    )
    runs: list[Run] = []
    store = MotoStore(folder / "s3")
    try:
        store.start()
        for docks in options.docks:
            async with aclosing(
                _fleet(options, folder / str(docks), docks, plan, store)
            ) as measured:
                async for run in measured:
                    runs.append(run)
                    if options.json:
                        _write(options.json, runs)
    finally:
        store.stop()
    return runs


async def _fleet(
    options: argparse.Namespace, folder: Path, docks: int, plan: Plan, store: Store
) -> AsyncGenerator[Run]:
    """Prepare all subjects for a fleet, then measure them in turn."""
    brokers: list[Mosquitto] = []
    try:
        subjects: list[Subject] = []
        for name in options.subjects:
            broker = Mosquitto(folder / name / "mosquitto", max_queued=0)
            broker.start()
            brokers.append(broker)
            subjects.append(await _prepared(name, folder / name, docks, broker, store))
        for number in range(options.rounds):
            # Each is first once in a while: what comes later finds a warmer machine.
            turn = number % len(subjects)
            for subject in subjects[turn:] + subjects[:turn]:
                _say(f"{docks} docks, round {number + 1}: {subject.title}")
                yield await measure(subject, docks, number, plan)
    finally:
        for broker in brokers:
            broker.stop()


async def _prepared(
    name: str, folder: Path, docks: int, broker: Mosquitto, store: Store
) -> Subject:
    fleet = SimulatedFleet(docks)
    if name == AloneSubject.name:
        return AloneSubject(folder, fleet, broker)
    home = _HOMES[name](folder, fleet, broker, store)
    _say(f"{docks} docks: preparing {home.title}")
    await home.prepare()
    return home


def _write(path: Path, runs: Sequence[Run]) -> None:
    path.write_text(json.dumps([run.as_dict() for run in runs], indent=1))


def _print(runs: Sequence[Run], paced: int) -> int:
    print(report.table(runs, paced, markdown=False), end="\n\n")
    print(report.table(runs, paced, markdown=True), end="\n\n")
    print(report.targets(runs))
    if differences := report.differences(runs):
        print("\nNot all did the same work:", *differences, sep="\n- ")
    return 1 if differences else 0


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
