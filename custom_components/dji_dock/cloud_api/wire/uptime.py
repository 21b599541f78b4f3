"""Since when the broker is there, and what that says of docks."""

from collections.abc import Callable

_BACKLOG_SECONDS = 30.0


class BrokerUptime:
    """How long, and for how long already, docks could be heard."""

    def __init__(
        self, clock: Callable[[], float], offline_after: float, *, connected: bool
    ) -> None:
        """Take a monotonic clock in seconds, and after how much silence a dock is offline."""
        self._clock = clock
        self._offline_after = offline_after
        self._since = clock() if connected else None
        self._before = 0.0

    def changed(self, *, connected: bool) -> None:
        """Note that the broker is there, or is not."""
        self._before = self.seconds()
        self._since = self._clock() if connected else None

    def seconds(self) -> float:
        """Return for how long docks could be heard in all: only then can they be silent."""
        return self._before + (self._now() or 0.0)

    def may_be_kept(self) -> bool:
        """Return whether the broker may have kept what comes in: it delivers that first.

        Later a time of long ago means a wrong clock, and its dock needs the answer to set it.
        """
        now = self._now()
        return now is None or now < _BACKLOG_SECONDS

    def may_be_silent(self) -> bool:
        """Return whether docks have had the time to be heard since the broker is back.

        The end of a connection is noticed late: what seemed to be their silence was the broker's.
        """
        now = self._now()
        return now is not None and now >= self._offline_after / 3

    def _now(self) -> float | None:
        """Return for how long the broker is there this time, None without it."""
        return None if self._since is None else self._clock() - self._since
