"""When what failed is tried again."""

import asyncio

from ..util.backoff import Backoff

_LONGEST_PAUSE = 300.0


class Pace:
    """Of starts or of stops; times are those of the loop's clock, in seconds."""

    def __init__(self, first_pause: float) -> None:
        """Take the pause after the first failure; they double, up to five minutes."""
        self._pauses = Backoff(first_pause, _LONGEST_PAUSE)
        self.failures = 0
        """In a row."""
        self.due = float("-inf")
        """From when on it may be tried."""

    def failed(self) -> None:
        """Wait longer than the last time."""
        self.failures += 1
        self.due = loop_time() + self._pauses.pause(self.failures)

    def worked(self) -> None:
        """Begin anew."""
        self.failures = 0
        self.hurry()

    def hurry(self, at: float = float("-inf")) -> None:
        """Wait no longer than until then, however often it failed."""
        self.due = min(self.due, at)


def loop_time() -> float:
    """Return the time of the loop's clock."""
    return asyncio.get_running_loop().time()
