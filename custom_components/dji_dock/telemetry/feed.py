"""What docks and aircraft tell of themselves all the time, handed to entities at their pace."""

import asyncio
from collections.abc import Callable, Collection, Iterable
import logging
from operator import attrgetter
from typing import Literal

from homeassistant.core import callback

from ..cloud_api import HmsAlarm, Values

_LOGGER = logging.getLogger(__name__)

ALARMS = "alarms of hms"
"""Stands among the first keys of properties for the alarms, which come as events."""

FIRST, ORDINARY, LAST = range(3)
"""Ranks: in which order entities are told of one change."""

_LONGEST_OF_FIRST = 1.0
_NEVER = float("-inf")

type DeviceKind = Literal["dock", "aircraft"]
type Notify = Callable[[], bool]
"""Shows the latest value; returns whether it was another one than before."""


class _Follower:
    """One entity that follows some properties."""

    __slots__ = ("interval", "notify", "rank", "told")

    def __init__(self, notify: Notify, rank: int, interval: float) -> None:
        self.notify = notify
        self.rank = rank
        self.interval = interval
        self.told = _NEVER


class DeviceFeed:
    """A dock or an aircraft, and the entities that show what it tells.

    An entity is told at once, and then not again before the interval is over: it gets the latest
    value at its end. Without an interval it is told every time.
    """

    def __init__(
        self, kind: DeviceKind, serial: str, dock: str, values: Values, interval: float
    ) -> None:
        """Take which device it is, at which dock, what it told, and the interval in seconds."""
        self.kind = kind
        self.serial = serial
        self.dock = dock
        """Serial number of the dock through which it is reached; its own if it is one."""
        self.values = values
        self.model_key = ""
        self.online = False
        """Whether it can be heard now."""
        self.reachable = False
        """Whether the dock, or a remote controller, can be heard through which it would be."""
        self.alarms: tuple[HmsAlarm, ...] = ()
        self._interval = interval
        self._watches: dict[str, list[_Follower]] = {}
        self._all: set[_Follower] = set()
        self._waiting: set[_Follower] = set()
        self._timer: asyncio.TimerHandle | None = None

    @callback
    def watch(
        self, roots: Iterable[str], notify: Notify, rank: int = ORDINARY
    ) -> Callable[[], None]:
        """Tell of changes below some first keys, lower ranks first; returns what ends that.

        Whether the device can be heard is told in any case.
        """
        # However long the user wants to wait: not for an emergency stop.
        interval = min(self._interval, _LONGEST_OF_FIRST) if rank == FIRST else self._interval
        watch = _Follower(notify, rank, interval)
        self._all.add(watch)
        followed = [self._watches.setdefault(root, []) for root in set(roots)]
        for watches in followed:
            watches.append(watch)

        def remove() -> None:
            for watches in followed:
                watches.remove(watch)
            self._all.discard(watch)
            self._waiting.discard(watch)

        return remove

    @callback
    def changed(self, roots: Iterable[str]) -> None:
        """Take in that something below these first keys changed."""
        now = asyncio.get_running_loop().time()
        due: set[_Follower] = set()
        for root in roots:
            for watch in self._watches.get(root, ()):
                if now - watch.told >= watch.interval:
                    due.add(watch)
                else:
                    self._waiting.add(watch)
        self._notify(due, now)
        if self._waiting:
            self._wait(now)

    @callback
    def tell_all(self) -> None:
        """Let every entity look again: whether the device can be heard has changed.

        What it tells then is shown at once, however little ago that was written.
        """
        self._notify(self._all, _NEVER)

    @callback
    def stop(self) -> None:
        """Tell nobody any more."""
        self._watches.clear()
        self._all.clear()
        self._waiting.clear()
        if self._timer:
            self._timer.cancel()

    def _notify(self, watches: Collection[_Follower], now: float) -> None:
        for watch in sorted(watches, key=attrgetter("rank")):
            self._waiting.discard(watch)
            try:
                told = watch.notify()
            except Exception:
                # The others of the device, and what still waits, are not to suffer.
                _LOGGER.exception("What %s tells could not be shown", self.kind)
                told = True
            if told:
                watch.told = now

    def _wait(self, now: float) -> None:
        """Come back when the first of those that wait may be told."""
        due = min(watch.told + watch.interval for watch in self._waiting)
        if self._timer:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(max(due, now), self._tell_waiting)

    def _tell_waiting(self) -> None:
        self._timer = None
        now = asyncio.get_running_loop().time()
        # Those that are nearly due come along.
        due = [watch for watch in self._waiting if now - watch.told >= watch.interval * 0.95]
        self._notify(due, now)
        if self._waiting:
            self._wait(now)
