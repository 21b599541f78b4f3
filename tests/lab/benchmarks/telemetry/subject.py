"""What is measured: something that takes in messages, and can be asked what it saw."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
import json
from pathlib import Path
import sys
from typing import Any, Protocol

from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import Process, ProcessFailed

from .alone import ORDERS
from .publisher import Publisher
from .stream import SimulatedFleet

_ROOT = Path(__file__).parents[4]
_START_SECONDS = 30
_ANSWER_SECONDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Stall:
    """A moment in which the loop stood still, in seconds."""

    late: float
    computed: float
    """Time of the processor that the loop's thread used in it."""
    collected: float
    """Time that the garbage collection took in it."""

    @property
    def own(self) -> bool:
        """Whether code of the loop computed that long; else it waited, or garbage was collected."""
        return self.collected < self.late / 2 < self.computed - self.collected


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen from inside."""

    arrivals: list[tuple[tuple[str, int], float]]
    """Carriers that became states: dock and value, and when."""
    changes: int = 0
    """States that were written."""
    collected: float = 0.0
    """Seconds that the garbage collector took."""
    stalls: list[Stall] = field(default_factory=list)


class Subject(Protocol):
    """One way of taking in the messages."""

    name: str
    title: str
    broker: Mosquitto

    @property
    def pid(self) -> int:
        """Return the id of its process."""

    def running(self) -> AbstractAsyncContextManager[None]:
        """Start it afresh; stop it whatever happens."""

    async def begin(self) -> None:
        """Forget what was seen, and look from now on."""

    async def seen(self) -> Seen:
        """Return what was seen."""

    async def expect(self, marker: int) -> None:
        """Look out for the time when every dock's carrier has this value."""

    async def arrived(self, seconds: float) -> float | None:
        """Return when that was, None if it does not happen for so long."""


class AloneSubject:
    """aiomqtt and orjson in a process of their own: what nothing can be below."""

    name = "alone"
    title = "aiomqtt and orjson alone"

    def __init__(self, folder: Path, fleet: SimulatedFleet, broker: Mosquitto) -> None:
        """Take its broker."""
        self.broker = broker
        self._folder = folder
        self._docks = len(fleet.docks)
        self._process = Process(self.title, folder / "alone.log")
        self._orders: Publisher | None = None

    @property
    def pid(self) -> int:
        """Return the id of its process."""
        return self._process.pid

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Start it, and wait until it listens."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process.start(
            [
                sys.executable,
                "-m",
                "tests.lab.benchmarks.telemetry.alone",
                str(self._folder),
                str(self.broker.port),
                str(self._docks),
            ],
            {
                "PYTHONPATH": str(_ROOT),
                "BROKER_USERNAME": self.broker.username,
                "BROKER_PASSWORD": self.broker.password,
            },
        )
        try:
            await self._answer("ready", _START_SECONDS)
            async with Publisher(self.broker).connected() as self._orders:
                yield
        finally:
            self._process.stop()

    async def begin(self) -> None:
        """Forget what was seen."""
        await self.seen()

    async def seen(self) -> Seen:
        """Return what was seen."""
        answer = await self._ask({"seen": True}, "seen")
        return Seen(arrivals=[((dock, value), at) for dock, value, at in answer["arrivals"]])

    async def expect(self, marker: int) -> None:
        """Look out for a carrier value of all docks."""
        await self._ask({"expect": marker}, "expecting")

    async def arrived(self, seconds: float) -> float | None:
        """Return when the last dock had it."""
        try:
            return float((await self._answer("arrived", seconds))["at"])
        except TimeoutError:
            return None

    async def _ask(self, order: dict[str, Any], answer: str) -> dict[str, Any]:
        assert self._orders is not None
        self._orders.order(ORDERS, json.dumps(order))
        return await self._answer(answer, _ANSWER_SECONDS)

    async def _answer(self, name: str, seconds: float) -> dict[str, Any]:
        path = self._folder / f"{name}.json"
        async with asyncio.timeout(seconds):
            while not path.exists():
                if not self._process.running:
                    raise ProcessFailed(f"It ended:\n{self._process.tail()}")
                await asyncio.sleep(0.05)
        answer: dict[str, Any] = json.loads(path.read_text())
        path.unlink()
        return answer
