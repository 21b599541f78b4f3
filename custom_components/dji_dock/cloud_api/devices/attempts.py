"""How often wrong binding codes may be tried."""

from collections import OrderedDict, deque
from collections.abc import Callable

_ATTEMPTS = 10
_ATTEMPTS_WINDOW = 60.0
# Anybody who may publish can invent docks; this still makes a code of six digits last for days.
_ATTEMPTS_OF_ALL = 2000
_WINDOW_OF_ALL = 600.0
_MAX_FAILING = 2000


class BindingAttempts:
    """Bounds how often wrong binding codes may be tried.

    By each dock, so that one that does not know the code keeps nobody else from binding, and over
    all of them, since serial numbers can be invented.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        """Take a monotonic clock in seconds."""
        self._clock = clock
        self._by_dock: OrderedDict[str, _Failures] = OrderedDict()
        self._all = _Failures(_ATTEMPTS_OF_ALL, _WINDOW_OF_ALL)

    def failed(self, dock: str) -> None:
        """Count a request with a wrong code, for however many devices."""
        now = self._clock()
        failures = self._by_dock.pop(dock, None) or _Failures(_ATTEMPTS, _ATTEMPTS_WINDOW)
        failures.count(now)
        self._by_dock[dock] = failures
        if len(self._by_dock) > _MAX_FAILING:
            self._by_dock.popitem(last=False)
        self._all.count(now)

    def reached(self, dock: str) -> bool:
        """Return whether no further code of a dock is looked at for now."""
        now, failures = self._clock(), self._by_dock.get(dock)
        return self._all.reached(now) or (failures is not None and failures.reached(now))


class _Failures:
    """The latest failures, as many as are allowed within a window of seconds."""

    def __init__(self, most: int, window: float) -> None:
        self._times: deque[float] = deque(maxlen=most)
        self._window = window

    def count(self, now: float) -> None:
        self._times.append(now)

    def reached(self, now: float) -> bool:
        return len(self._times) == self._times.maxlen and now - self._times[0] < self._window
