"""`python -m tests.lab.benchmarks.live`: what it costs to receive video and to hand it on.

The same video goes, in real time and in packets, through all that it passes in Home Assistant and
through FFmpeg's own server, one after the other and round by round. Then telemetry is measured in
the process that receives video, and in one beside it.
"""

import argparse
import asyncio
from collections.abc import Sequence
import os
from pathlib import Path
from statistics import median
import tempfile

from tests.lab.stack.mosquitto import Mosquitto

from .footage import film
from .run import Cost, Latency, telemetry, through_ffmpeg, through_integration

_CASES = ((1, 0), (1, 1), (1, 4), (4, 1), (8, 1))
_STREAMS = 4
_COLUMNS = (
    *("CPU %", "CPU % per Mbit/s", "MiB", "delay p50 ms", "delay p95 ms"),
    *("first picture ms", "later viewer ms", "longest stall ms"),
)
_FILM_SECONDS = 20


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.lab.benchmarks.live", description=__doc__
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20, help="of each measurement")
    parser.add_argument("--quick", action="store_true", help="only see that it works")
    options = parser.parse_args()
    if options.quick:
        options.rounds, options.seconds = 1, 2.0
    with tempfile.TemporaryDirectory(prefix="dji-dock-benchmark-") as folder:
        asyncio.run(_run(Path(folder), options))


async def _run(folder: Path, options: argparse.Namespace) -> None:
    footage = await asyncio.to_thread(film, folder, 4 if options.quick else _FILM_SECONDS)
    cases = _CASES[1:2] if options.quick else _CASES
    costs: dict[object, list[Cost]] = {}
    for _ in range(options.rounds):
        for case in cases:
            cost = await through_integration(footage, *case, options.seconds)
            costs.setdefault(case, []).append(cost)
        costs.setdefault("ffmpeg", []).append(await through_ffmpeg(footage, options.seconds))
    print(_table(list(costs.values())), end="\n\n", flush=True)
    broker = Mosquitto(folder / "mosquitto", max_queued=0)
    await asyncio.to_thread(broker.start)
    try:
        found = await telemetry(footage, broker, _STREAMS, options.rounds, options.seconds)
    finally:
        await asyncio.to_thread(broker.stop)
    print(_latencies(found))
    print(f"\nLoad of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


def _table(costs: Sequence[Sequence[Cost]]) -> str:
    lines = [
        f"| | {' | '.join(_COLUMNS)} |",
        f"|---|{'---:|' * len(_COLUMNS)}",
    ]
    for rounds in costs:
        one = rounds[0]
        processor = median(each.processor for each in rounds) * 100
        late = [each.late for each in rounds if each.late is not None]
        stalls = [each.stall for each in rounds if each.stall is not None]
        cells = (
            one.name,
            f"{processor:.1f}",
            f"{processor / one.megabits:.2f}",
            f"{median(each.memory for each in rounds):.1f}",
            _ms([each.delays[0] for each in rounds]),
            _ms([each.delays[1] for each in rounds]),
            _ms([each.first for each in rounds]),
            _ms(late),
            f"{max(stalls) * 1000:.1f}" if stalls else "-",
        )
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _ms(values: Sequence[float]) -> str:
    return f"{median(values) * 1000:.1f}" if any(values) else "-"


def _latencies(found: Sequence[Latency]) -> str:
    lines = ["| telemetry beside | p50 ms | p95 ms |", "|---|---:|---:|"]
    lines += [
        f"| {each.name} | {each.half * 1000:.2f} | {each.most * 1000:.2f} |" for each in found
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
