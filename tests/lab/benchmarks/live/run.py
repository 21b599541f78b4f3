"""One measurement each: so many streams with so many viewers, through the integration or FFmpeg."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
import json
from statistics import quantiles
import sys
import time
from typing import Any

import aiohttp
import imageio_ffmpeg

from tests.lab.benchmarks.telemetry.publisher import Publisher
from tests.lab.benchmarks.telemetry.stream import SimulatedFleet
from tests.lab.benchmarks.telemetry.usage import processor_seconds, resident_mebibytes
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import free_port

from .ends import Dock, Viewer
from .footage import MEGABITS, FlvReader, Tag

_REST = 3.0
_SETTLE = 3.0
_PATIENCE = 60.0
_DOCKS = 10
_MESSAGES = 200.0
_LINE = 1 << 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What was measured; seconds, and shares of a core."""

    name: str
    processor: float
    megabits: float
    memory: float
    """MiB beyond the same process without a stream."""
    delays: tuple[float, float]
    """Half, and 95 % of the pictures, were not later than this."""
    first: float
    """From the dock's connection to the first picture of a viewer who waits for it."""
    late: float | None = None
    """From the request of one who comes while it runs."""
    stall: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """How late telemetry was, and beside what."""

    name: str
    half: float
    most: float


class Subject:
    """The process that receives, and our orders to it."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Take it."""
        self.process = process

    async def answer(self) -> dict[str, Any]:
        """Return what it says next."""
        assert self.process.stdout
        async with asyncio.timeout(_PATIENCE):
            said: dict[str, Any] = json.loads(await self.process.stdout.readline())
        return said

    async def order(self, text: str) -> dict[str, Any]:
        """Order something, and return the answer."""
        assert self.process.stdin
        self.process.stdin.write(f"{text}\n".encode())
        return await self.answer()


@asynccontextmanager
async def _running(*command: str) -> AsyncGenerator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=_LINE,
    )
    try:
        yield process
    finally:
        # Nobody has asked it to end.
        failed = process.returncode is not None
        if not failed:
            process.kill()
        _, said = await process.communicate()
        if failed:
            print(said.decode(errors="replace"), file=sys.stderr)


@asynccontextmanager
async def _subject(cameras: int, broker: Mosquitto | None = None) -> AsyncGenerator[Subject]:
    command = [sys.executable, "-m", "tests.lab.benchmarks.live.subject", str(cameras)]
    command.append(str(free_port()))
    if broker:
        access = {"port": broker.port, "username": broker.username, "password": broker.password}
        command.append(json.dumps(access))
    async with _running(*command) as process:
        yield Subject(process)


@asynccontextmanager
async def _task(work: Any) -> AsyncGenerator[None]:
    task = asyncio.create_task(work)
    try:
        yield
        if task.done():
            task.result()
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, ConnectionError):
            await task


async def _watch(url: str, viewer: Viewer) -> None:
    tags = FlvReader()
    endless = aiohttp.ClientTimeout(total=None, sock_read=_PATIENCE)
    async with aiohttp.ClientSession(timeout=endless) as client:
        viewer.asked_at = time.monotonic()
        async with client.get(url) as response:
            response.raise_for_status()
            async for data in response.content.iter_any():
                viewer.see(tags.feed(data))


async def _first(viewers: Sequence[Viewer]) -> None:
    async with asyncio.timeout(_PATIENCE):
        while not all(viewer.first_at for viewer in viewers):
            await asyncio.sleep(0.02)


async def through_integration(
    footage: Sequence[Tag], cameras: int, viewers: int, seconds: float
) -> Cost:
    """Measure some cameras with some viewers each."""
    async with _subject(cameras) as subject, AsyncExitStack() as stack:
        where = await subject.answer()
        pid = subject.process.pid
        rest, memory = await _resting(pid)
        docks = [Dock(footage) for _ in range(cameras)]
        watching = [[Viewer(dock) for _ in range(viewers)] for dock in docks]
        for each, url in zip(watching, where["play"], strict=True):
            for viewer in each:
                await stack.enter_async_context(_task(_watch(url, viewer)))
        for dock, url in zip(docks, where["publish"], strict=True):
            await stack.enter_async_context(_task(dock.publish(url)))
        everybody = [viewer for each in watching for viewer in each]
        await _first(everybody)
        await asyncio.sleep(_SETTLE)
        for viewer in everybody:
            viewer.delays.clear()
        await subject.order("reset")
        used = await _used(pid, seconds)
        stall = (await subject.order("report"))["stall"]
        memory = resident_mebibytes(pid) - memory
        delays = [delay for viewer in everybody for delay in viewer.delays]
        late = Viewer(docks[0])
        await stack.enter_async_context(_task(_watch(where["play"][0], late)))
        await _first([late])
        firsts = [
            viewer.first_at - dock.connected_at
            for dock, each in zip(docks, watching, strict=True)
            for viewer in each
        ]
        return Cost(
            name=f"{_counted(cameras, viewers)}",
            processor=used - rest,
            megabits=cameras * MEGABITS,
            memory=memory,
            delays=_half_and_most(delays),
            first=max(firsts, default=0.0),
            late=late.first_at - late.asked_at,
            stall=stall,
        )


def _counted(cameras: int, viewers: int) -> str:
    streams = "1 stream" if cameras == 1 else f"{cameras} streams"
    if not viewers:
        return f"{streams}, nobody watches"
    each = " each" if cameras > 1 else ""
    return f"{streams}, {viewers} viewer{'s' if viewers > 1 else ''}{each}"


async def through_ffmpeg(footage: Sequence[Tag], seconds: float) -> Cost:
    """Measure FFmpeg, which receives one stream and hands it on to one viewer over a pipe."""
    url = f"rtmp://127.0.0.1:{free_port()}/live/benchmark"
    command = (
        *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error"),
        *("-fflags", "nobuffer", "-analyzeduration", "0", "-listen", "1", "-i", url),
        *("-c", "copy", "-flush_packets", "1", "-f", "flv", "pipe:1"),
    )
    async with _running(*command) as process, AsyncExitStack() as stack:
        _, memory = await _resting(process.pid)
        dock = Dock(footage)
        viewer = Viewer(dock)
        await stack.enter_async_context(_task(dock.publish(url)))
        assert process.stdout
        await stack.enter_async_context(_task(_read_pipe(process.stdout, viewer)))
        await _first([viewer])
        await asyncio.sleep(_SETTLE)
        viewer.delays.clear()
        used = await _used(process.pid, seconds)
        return Cost(
            name="`ffmpeg -listen 1`, 1 stream, 1 viewer",
            processor=used,
            megabits=MEGABITS,
            memory=resident_mebibytes(process.pid) - memory,
            delays=_half_and_most(viewer.delays),
            first=viewer.first_at - dock.connected_at,
        )


async def _read_pipe(pipe: asyncio.StreamReader, viewer: Viewer) -> None:
    tags = FlvReader()
    while data := await pipe.read(1 << 20):
        viewer.see(tags.feed(data))


async def telemetry(
    footage: Sequence[Tag], broker: Mosquitto, streams: int, rounds: int, seconds: float
) -> list[Latency]:
    """Measure telemetry beside streams that its own process receives, or another one, in turns.

    So the machine has the same to do, and what differs is what they cost each other.
    """
    fleet = SimulatedFleet(_DOCKS)
    async with (
        _subject(streams, broker) as subject,
        _subject(streams) as other,
        Publisher(broker).connected() as publisher,
    ):
        receivers = {f"{streams} streams, in another process": other}
        receivers[f"{streams} streams, in the same process"] = subject
        plays = {name: (await each.answer())["play"] for name, each in receivers.items()}
        late: dict[str, list[float]] = {name: [] for name in receivers}
        await subject.order(" ".join(["accept", *(dock for dock, _ in fleet.serials)]))
        for _ in range(rounds):
            for name, receiver in receivers.items():
                async with AsyncExitStack() as stack:
                    for camera, play in enumerate(plays[name]):
                        dock = Dock(footage)
                        viewer = Viewer(dock)
                        url = (await receiver.order(f"key {camera}"))["publish"]
                        await stack.enter_async_context(_task(dock.publish(url)))
                        await stack.enter_async_context(_task(_watch(play, viewer)))
                        await _first([viewer])
                    late[name] += await _latencies(subject, publisher, fleet, seconds)
    return [
        Latency(name=name, half=half, most=most)
        for name, (half, most) in ((name, _half_and_most(each)) for name, each in late.items())
    ]


async def _latencies(
    subject: Subject, publisher: Publisher, fleet: SimulatedFleet, seconds: float
) -> list[float]:
    await asyncio.to_thread(publisher.send, fleet.take(int(_MESSAGES)), _MESSAGES)
    await subject.order("reset")
    messages = fleet.take(int(_MESSAGES * seconds))
    sent = await asyncio.to_thread(publisher.send, messages, _MESSAGES)
    await asyncio.sleep(1)
    found = []
    for device, value, at in (await subject.order("report"))["arrivals"]:
        if before := [when for when in sent.get((device, value), ()) if when <= at]:
            found.append(at - before[-1])
    return found


async def _resting(pid: int) -> tuple[float, float]:
    """Return which share of a core a process uses without a stream, and its memory."""
    await asyncio.sleep(1)
    return await _used(pid, _REST), resident_mebibytes(pid)


async def _used(pid: int, seconds: float) -> float:
    """Return which share of a core a process uses for some seconds."""
    began, before = time.monotonic(), processor_seconds(pid)
    await asyncio.sleep(seconds)
    return (processor_seconds(pid) - before) / (time.monotonic() - began)


def _half_and_most(values: Sequence[float]) -> tuple[float, float]:
    if len(values) < 2:
        return 0.0, 0.0
    parts = quantiles(values, n=20)
    return parts[9], parts[18]
