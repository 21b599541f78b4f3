"""Work beside the reading of messages, within budgets: one dock's flood is nobody else's."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

MAX_TASKS = 2048
"""Messages at work at the same time, of all devices."""

MAX_OF_DOCK = 256
"""Of one dock and its aircraft; a whole flight's files may be reported at once."""

MAX_OF_STRANGER = 32
"""Of one device that is not ours."""

MAX_OF_STRANGERS = 512
"""Of all of those together: serial numbers are invented easily."""

_STRANGERS = ""


class Work:
    """Runs what messages ask for, and refuses what is too much: docks repeat it."""

    def __init__(self, failed: Callable[[BaseException], None]) -> None:
        """Take what is called with the error of work that failed."""
        self._failed = failed
        self._tasks: set[asyncio.Task[None]] = set()
        self._running: Counter[str] = Counter()

    def __len__(self) -> int:
        """Return how much of it there is."""
        return len(self._tasks)

    def has_room(self, serial: str, *, ours: bool) -> bool:
        """Return whether more would be run for a dock."""
        most = MAX_OF_DOCK if ours else MAX_OF_STRANGER
        return (
            len(self._tasks) < MAX_TASKS
            and self._running[serial] < most
            and (ours or self._running[_STRANGERS] < MAX_OF_STRANGERS)
        )

    def start(self, work: Coroutine[Any, Any, None], serial: str, *, ours: bool) -> bool:
        """Run work for a dock; False when there is too much of it."""
        purses = (serial,) if ours else (serial, _STRANGERS)
        if not self.has_room(serial, ours=ours):
            work.close()
            return False
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        self._running.update(purses)
        task.add_done_callback(lambda done: self._finished(done, purses))
        return True

    async def drain(self, seconds: float) -> None:
        """Wait until all of it is done, or the time is over."""
        if self._tasks:
            await asyncio.wait(tuple(self._tasks), timeout=seconds)

    async def cancel(self) -> None:
        """End all of it."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _finished(self, task: asyncio.Task[None], purses: tuple[str, ...]) -> None:
        self._tasks.discard(task)
        self._running.subtract(purses)
        for purse in purses:
            if not self._running[purse]:
                del self._running[purse]
        if not task.cancelled() and (err := task.exception()):
            self._failed(err)
