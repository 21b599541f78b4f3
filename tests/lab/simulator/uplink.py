"""What a dock sends: requests with their answers, and events until they are acknowledged."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass, field
import itertools
from typing import Any

from .profile import DockProfile
from .wire import Received, encode, envelope, new_id, now_ms, topic

_REQUEST_PAUSES = (3.0, 3.0, 3.0, 10.0)
_REPEAT_PAUSES = (2.0, 4.0, 8.0, 8.2)
_MAX_OPEN = 200


@dataclass(slots=True)
class Emitted:
    """A message that is out, and perhaps acknowledged."""

    tid: str
    bid: str
    sent: int = 0
    """How often; repeated until acknowledged."""
    acknowledged: asyncio.Event = field(default_factory=asyncio.Event)

    async def wait(self, timeout: float = 60.0) -> None:
        """Wait for the acknowledgement.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            await self.acknowledged.wait()


@dataclass(frozen=True, slots=True)
class _Open:
    """What is out and not acknowledged."""

    emitted: Emitted
    method: str
    serial: str
    properties: frozenset[str]
    """Of a state."""


class Uplink:
    """Sends for one dock and its aircraft, and takes the replies."""

    def __init__(
        self,
        profile: DockProfile,
        *,
        send: Callable[[str, bytes, int], bool],
        spawn: Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]],
        complain: Callable[[str], None],
    ) -> None:
        """`send` takes topic, payload and QoS; `complain` hears what is wrong with a reply."""
        self._profile = profile
        self.clock_off = 0.0
        """Seconds that the clock of the dock is ahead."""
        self._send = send
        self._spawn = spawn
        self._complain = complain
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._open: dict[str, _Open] = {}
        self._repeats: dict[str, asyncio.Task[None]] = {}

    def forget(self, serial: str = "") -> None:
        """Forget what waits for a reply: everything, as a reboot does, or one device's."""
        self._drop(lambda opened: serial in {"", opened.serial})

    def properties(self, kind: str, data: dict[str, Any], *, serial: str) -> None:
        """Send osd or state."""
        message = self._envelope(data, gateway=self._profile.serial)
        self._send(topic(serial, kind), encode(message), 0)

    def reply(self, received: Received, data: dict[str, Any], *, kind: str, bid: str = "") -> None:
        """Answer a command; without `gateway`, as seen from a real dock."""
        message = self._envelope(
            data,
            tid=received.message.get("tid"),
            bid=bid or received.message.get("bid"),
            method=received.method or None,
        )
        self._send(topic(self._profile.serial, kind), encode(message), self._profile.qos)

    def emit(
        self,
        kind: str,
        data: object,
        *,
        method: str | None = None,
        bid: str | None = None,
        serial: str | None = None,
        gateway: str | None = None,
        need_reply: bool = False,
        copies: int = 1,
    ) -> Emitted:
        """Send an event or a state; repeated until acknowledged when it needs a reply."""
        emitted = Emitted(tid=new_id(), bid=bid or new_id())
        serial = serial or self._profile.serial
        message = self._envelope(
            data,
            tid=emitted.tid,
            bid=emitted.bid,
            gateway=gateway or self._profile.serial,
            need_reply=int(need_reply) if need_reply or kind == "events" else None,
            method=method,
        )
        payload = encode(message)
        where = topic(serial, kind)
        told = frozenset(data) if kind == "state" and isinstance(data, dict) else frozenset[str]()
        # A value that is no longer true is not repeated.
        self._drop(
            lambda opened: opened.serial == serial and not told.isdisjoint(opened.properties)
        )
        for _ in range(copies):
            emitted.sent += self._send(where, payload, self._profile.qos)
        if need_reply and len(self._open) < _MAX_OPEN:
            self._open[emitted.tid] = _Open(emitted, method or "", serial, told)
            self._repeats[emitted.tid] = self._spawn(self._repeat(emitted, where, payload))
        return emitted

    async def ask(
        self,
        method: str,
        data: object,
        *,
        kind: str = "requests",
        timeout: float = 10.0,
        repeat: bool = False,
    ) -> dict[str, Any]:
        """Send a request and return the `data` of its answer.

        With `repeat` it is sent again and again until there is one; the bid stays.

        Raises:
            TimeoutError: without `repeat`.
        """
        bid = new_id()
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        tids: list[str] = []
        pauses: Iterable[float] = (timeout,)
        if repeat:
            pauses = (
                pause / self._profile.speed
                for pause in itertools.chain(_REQUEST_PAUSES, itertools.repeat(_REQUEST_PAUSES[-1]))
            )
        try:
            for pause in pauses:
                message = self._envelope(data, bid=bid, method=method, gateway=self._profile.serial)
                tid = str(message["tid"])
                tids.append(tid)
                self._answers[tid] = answer
                self._send(topic(self._profile.serial, kind), encode(message), self._profile.qos)
                await asyncio.wait([answer], timeout=pause)
                if answer.done():
                    return answer.result()
            raise TimeoutError(f"no answer to {method}")
        finally:
            for tid in tids:
                del self._answers[tid]

    def take(self, received: Received) -> None:
        """Take an answer or an acknowledgement."""
        tid = received.message.get("tid")
        data = received.message.get("data")
        if not isinstance(tid, str):
            self._complain(f"{received.kind} without a tid")
        elif not isinstance(data, dict):
            self._complain(f"{received.kind} {received.method} without data")
        elif received.kind in {"requests_reply", "status_reply"}:
            answer = self._answers.get(tid)
            if answer and not answer.done():
                answer.set_result(data)
        elif opened := self._open.pop(tid, None):
            emitted, method = opened.emitted, opened.method
            if received.message.get("bid") != emitted.bid:
                self._complain(f"{received.kind} {received.method} with another bid")
            if received.kind == "events_reply" and received.method != method:
                self._complain(f"events_reply to {method} says {received.method or 'no method'}")
            if data.get("result") != 0:
                self._complain(f"{received.kind} to {method or 'state'} without result 0")
            emitted.acknowledged.set()
            self._repeats.pop(tid).cancel()

    def _drop(self, wanted: Callable[[_Open], bool]) -> None:
        """Repeat some messages no longer."""
        for tid, opened in tuple(self._open.items()):
            if wanted(opened):
                self._repeats.pop(tid).cancel()
                del self._open[tid]

    def _envelope(self, data: object, **fields: object) -> dict[str, object]:
        return envelope(data, timestamp=now_ms() + int(self.clock_off * 1000), **fields)

    async def _repeat(self, emitted: Emitted, where: str, payload: bytes) -> None:
        for pause in itertools.chain(_REPEAT_PAUSES, itertools.repeat(_REPEAT_PAUSES[-1])):
            await asyncio.sleep(pause / self._profile.speed)
            emitted.sent += self._send(where, payload, self._profile.qos)
