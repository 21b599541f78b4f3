"""How long to wait after failures."""

from dataclasses import dataclass

_DOUBLINGS = 32
"""Enough for any pause; a larger power is no number that a clock knows."""


@dataclass(frozen=True, slots=True)
class Backoff:
    """Pauses that double; in seconds."""

    first: float
    last: float

    def pause(self, failures: int) -> float:
        """Return how long to wait after so many failures in a row, at least one."""
        return min(self.last, self.first * 2.0 ** min(failures - 1, _DOUBLINGS))
