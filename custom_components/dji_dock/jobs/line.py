"""The jobs of a dock that have not ended: one at a time, in the order in which they came."""

import asyncio
from collections.abc import Iterator

from .order import Order

MAX_WAITING = 5
"""Per dock; each of them waits for seconds only."""


class Live:
    """A job that has not ended, and who waits for it."""

    def __init__(self, order: Order, job_id: str, *, resumed: bool = False) -> None:
        """Take what is asked; `resumed` is whether an earlier run has sent it."""
        self.order = order
        self.job_id = job_id
        self.resumed = resumed
        self.prepared = False
        """Whether what it needs was made ready."""
        self.left = resumed
        """Whether it may be on its way to the dock."""
        self.accepted: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done when the dock has accepted or refused it, or does not answer."""
        self.accepted.add_done_callback(look_at)
        self.askers = 0
        """How many wait for it."""
        self.turn = asyncio.Event()
        """Whether it is its turn, or it does not wait any more."""
        self.wake = asyncio.Event()
        """Set when something has happened to it."""
        self.heard = 0.0
        """When anything was heard of it, by the loop's clock."""
        self.proof_before = False
        """Whether the dock reported the proof already when it was sent."""
        self.proven_at: float | None = None
        """Since when the dock reports the proof."""

    def succeed(self) -> None:
        """Let those go on who wait until it is accepted."""
        if not self.accepted.done():
            self.accepted.set_result(None)

    def fail(self, error: Exception) -> None:
        """Let those fail who wait until it is accepted."""
        if not self.accepted.done():
            self.accepted.set_exception(error)


def look_at(done: asyncio.Future[None]) -> None:
    """Look at how it ended. Perhaps nobody waits any more; that is no reason for a line in the log."""
    if not done.cancelled():
        done.exception()


class Line:
    """Who is at it at a dock, and who waits."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._lives: list[Live] = []

    def __iter__(self) -> Iterator[Live]:
        """Iterate over all as they are now, the one whose turn it is first."""
        return iter(tuple(self._lives))

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self._lives)

    @property
    def first(self) -> Live | None:
        """Return whose turn it is."""
        return self._lives[0] if self._lives else None

    @property
    def is_full(self) -> bool:
        """Whether nobody else may wait."""
        return len(self._lives) > MAX_WAITING

    def join(self, live: Live) -> None:
        """Wait behind all others."""
        self._lives.append(live)
        self._call()

    def leave(self, live: Live) -> None:
        """Make room for the next one."""
        if live in self._lives:
            self._lives.remove(live)
        live.turn.set()
        self._call()

    def _call(self) -> None:
        if self._lives:
            self._lives[0].turn.set()
