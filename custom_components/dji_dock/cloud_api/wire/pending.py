"""Commands that wait for their reply."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .envelope import Message


@dataclass(frozen=True, slots=True)
class _Waiting:
    dock: str
    bid: str
    reply: asyncio.Future[Any]


class PendingReplies:
    """Matches replies to commands by tid; the dock and the bid must agree with it."""

    def __init__(self) -> None:
        """Start without commands."""
        self._waiting: dict[str, _Waiting] = {}

    def __len__(self) -> int:
        """Return how many commands wait."""
        return len(self._waiting)

    @contextmanager
    def expect(self, dock: str, tid: str, bid: str) -> Generator[asyncio.Future[Any]]:
        """Give a future for the data of the reply; registered before the command leaves."""
        reply: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[tid] = _Waiting(dock, bid, reply)
        try:
            yield reply
        finally:
            del self._waiting[tid]
            reply.cancel()

    def resolve(self, message: Message) -> bool:
        """Hand a reply to its command; False when nobody waits for it (any more)."""
        waiting = self._waiting.get(message.tid)
        if (
            waiting is None
            or waiting.dock != message.serial
            or message.bid not in ("", waiting.bid)
            or waiting.reply.done()
        ):
            return False
        waiting.reply.set_result(message.data)
        return True
