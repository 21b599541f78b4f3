"""How much comes in a time."""


class Meter:
    """A mean over some seconds, in constant memory: a bucket that leaks at the rate."""

    def __init__(self, rate: float, seconds: float) -> None:
        """Take what may come per second, and the seconds over which that is a mean."""
        self._rate = rate
        self._most = rate * seconds
        self._level = 0.0
        self._at = 0.0

    def exceeded(self, amount: float, now: float) -> bool:
        """Count what came; returns whether it is too much."""
        self._level = max(0.0, self._level - (now - self._at) * self._rate) + amount
        self._at = now
        return self._level > self._most
