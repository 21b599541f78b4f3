"""`python -m tests.lab.chaos`, which scripts/chaos runs."""

import argparse
import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
import json
import logging
from pathlib import Path
import shutil
import signal
import sys
import tempfile
import time

import aiohttp
from botocore.exceptions import BotoCoreError, ClientError

from tests.lab.stack.process import ProcessFailed

from .faults import Chaos
from .invariants import Violation, violations
from .plan import LONG, LONG_RUN, plan
from .record import Record
from .world import DOCKS, World

SETTLE_SECONDS = 1100
"""How long it may take until nothing is wrong any more, once everything works again: a dock whose
last word was lost may say nothing for a quarter of an hour until its upload counts as over."""
_MAY_PASS = frozenset(
    {"no end", "unexplained object", "job without end", "left open", "aircraft left on"}
)
"""What waiting can heal; everything else stays wrong."""
_AGAIN_SECONDS = 30
_ROUND = 3.0
_LONGEST_JOB = 60.0


def main() -> int:
    """Run it; returns the exit code: 1 after any violation."""
    parser = argparse.ArgumentParser(prog="scripts/chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same steps")
    parser.add_argument("--minutes", type=float, default=10, help="how long faults go on")
    parser.add_argument(
        "--broker-delay", type=float, default=0, help="ms between Home Assistant and the broker"
    )
    parser.add_argument(
        "--two-entries", action="store_true", help="two entries share the broker and the bucket"
    )
    parser.add_argument("--keep", action="store_true", help="keep the logs of a clean run, too")
    options = parser.parse_args()
    # A shell that starts us in the background has SIGINT ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGHUP, _interrupt)
    folder = Path(tempfile.mkdtemp(prefix="dji-dock-chaos-"))
    found: list[Violation] | None = None
    try:
        found = asyncio.run(_run(options, folder))
    except KeyboardInterrupt:
        print("\nStopped.")
    except (ProcessFailed, TimeoutError) as err:
        print(f"The run failed: {err or 'a step took too long'}", flush=True)
    if options.keep or found != []:
        print(f"The logs of this run are in {folder}")
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return 0 if found == [] else 1


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


async def _run(options: argparse.Namespace, folder: Path) -> list[Violation]:
    seed, minutes = options.seed, options.minutes
    began = time.monotonic()

    def say(text: str) -> None:
        line = f"{time.monotonic() - began:7.1f}  {text}"
        print(line, flush=True)
        with (folder / "steps.log").open("a") as steps:
            steps.write(line + "\n")

    logging.basicConfig(
        filename=folder / "docks.log", level=logging.INFO, format="%(asctime)s %(message)s"
    )
    world = World(
        folder,
        seed,
        say,
        broker_delay=options.broker_delay / 1000,
        two_entries=options.two_entries,
    )
    say("Starting Mosquitto, an S3 server, Home Assistant and docks")
    async with world.running():
        chaos = Chaos(world)
        began = time.monotonic()
        await _follow_plan(world, chaos, seed, minutes * 60)
        say("Everything is healed, and what runs may end")
        await chaos.heal()
        await world.user.wait_answers()
        record = await _settle(world, SETTLE_SECONDS)
        say("Home Assistant is killed once more: the history is on disk")
        await asyncio.to_thread(world.home.kill)
        await world.start_home()
        record = await _settle(world, _AGAIN_SECONDS, restarted=True)
        found = [Violation("not healed", text) for text in chaos.failed]
        found += violations(record) + _vacuous(record)
        _save(folder, record)
    _summarize(say, world, chaos, record)
    for violation in found:
        say(f"VIOLATION  {violation}")
    uploads = len(_all_uploads(record))
    print(
        f"seed {seed}, {minutes:g} min: {uploads} uploads, {chaos.count.total()} faults,"
        f" {len(found)} violations",
        flush=True,
    )
    return found


async def _follow_plan(world: World, chaos: Chaos, seed: int, seconds: float) -> None:
    began = time.monotonic()
    for step in plan(seed, DOCKS):
        if step.at > seconds:
            break
        await asyncio.sleep(began + step.at - time.monotonic())
        if step.actor == "fault":
            chaos.begin(step)
        elif seconds >= LONG_RUN or step.kind not in LONG:
            world.user.wish(step, world.docks[int(step.target)].serial)
    await asyncio.sleep(began + seconds - time.monotonic())


async def _settle(world: World, seconds: float, *, restarted: bool = False) -> Record:
    """Wait until nothing is wrong any more, or nothing better is to be expected."""
    began = time.monotonic()
    for dock in world.docks:
        with suppress(TimeoutError):
            await dock.wait_online(_LONGEST_JOB)
    record: Record | None = None
    told: Counter[str] = Counter()
    while True:
        with suppress(ProcessFailed, aiohttp.ClientError, BotoCoreError, ClientError, TimeoutError):
            record = await world.record(restarted=restarted)
            wrong = Counter(violation.invariant for violation in violations(record))
            if wrong != told:
                world.say(f"settles {_counted(wrong) or 'nothing is wrong'}")
                told = wrong
            busy = any(dock.exporting or dock.debugging.job for dock in world.docks)
            if not busy and (
                time.monotonic() - began > seconds or not _MAY_PASS.intersection(wrong)
            ):
                return record
        if time.monotonic() - began > seconds + _LONGEST_JOB:
            if record is None:
                raise ProcessFailed("Home Assistant or the store does not answer any more")
            return record
        await asyncio.sleep(_ROUND)


def _all_uploads(record: Record) -> set[str]:
    return {command.upload_id for command in record.commands} | {
        upload["upload_id"] for uploads in record.history.values() for upload in uploads
    }


def _vacuous(record: Record) -> list[Violation]:
    """Return a violation when nothing got through: then nothing was tested."""
    missing = {
        "no upload came into the bucket": not record.objects,
        "no command came to a dock": not record.orders,
    }
    return [Violation("nothing tested", text) for text, is_so in missing.items() if is_so]


def _summarize(say: Callable[[str], None], world: World, chaos: Chaos, record: Record) -> None:
    ends = Counter(upload["status"] for uploads in record.history.values() for upload in uploads)
    answers = Counter(f"{asked.kind} {asked.answer}" for asked in record.asked)
    jobs = Counter(
        f"{job['command']} {job['status']}" for jobs in record.jobs.values() for job in jobs
    )
    links = world.links
    say(f"uploads: {_counted(ends)}; {len(record.objects)} objects in the bucket")
    if probes := world.observer.probes:
        say(f"{probes} probes were left in the bucket")
    say(f"jobs: {_counted(jobs)}")
    say(f"requests: {_counted(answers)}")
    say(f"faults: {_counted(chaos.count)}")
    say(
        f"messages: {sum(link.dropped for link in links)} dropped,"
        f" {sum(link.doubled for link in links)} doubled,"
        f" {sum(link.reordered for link in links)} reordered;"
        f" {sum(way.refused for way in world.ways.values())} requests to the store refused"
    )


def _counted(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.most_common())


def _save(folder: Path, record: Record) -> None:
    """Write down what the verdict is drawn from, without keys."""
    (folder / "record.json").write_text(
        json.dumps(
            {
                "history": record.history,
                "told": record.told,
                "asked": [asdict(asked) for asked in record.asked],
                "commands": [
                    {"dock": one.dock, "upload_id": one.upload_id, "tid": one.tid, "at": one.at}
                    for one in record.commands
                ],
                "began": [asdict(one) for one in record.began],
                "sent": [asdict(one) for one in record.sent],
                "objects": {key: asdict(one) for key, one in record.objects.items()},
                "vanished": list(record.vanished),
                "acknowledged": dict(record.acknowledged),
                "answered_twice": [asdict(one) for one in record.answered_twice],
                "jobs": record.jobs,
                "orders": [asdict(one) for one in record.orders],
                "left_open": list(record.left_open),
                "left_on": list(record.left_on),
                "damage": list(record.damage),
                "complaints": list(record.complaints),
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
