"""What docks and aircraft report all the time, handed to entities at their pace."""

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
"""Ranks: in which order entities are notified of one change."""

_LONGEST_OF_FIRST = 1.0
_NEVER = float("-inf")

type DeviceKind = Literal["dock", "aircraft"]
type Notify = Callable[[], bool]
"""Shows the latest value; returns whether it was another one than before."""


class _Follower:
    """One entity that follows some properties."""

    __slots__ = ("interval", "notify", "rank", "written")

    def __init__(self, notify: Notify, rank: int, interval: float) -> None:
        self.notify = notify
        self.rank = rank
        self.interval = interval
        self.written = _NEVER


class DeviceFeed:
    """A dock or an aircraft, and the entities that show what it reports.

    An entity is notified at once, and then not again before the interval is over: it gets the latest
    value at its end. Without an interval it is notified every time.
    """

    def __init__(
        self, kind: DeviceKind, serial: str, dock: str, values: Values, interval: float
    ) -> None:
        """Take which device it is, at which dock, what it reported, and the interval in seconds."""
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
        self._followers: dict[str, list[_Follower]] = {}
        self._all: set[_Follower] = set()
        self._waiting: set[_Follower] = set()
        self._timer: asyncio.TimerHandle | None = None

    @callback
    def follow(
        self, first_keys: Iterable[str], notify: Notify, rank: int = ORDINARY
    ) -> Callable[[], None]:
        """Notify of changes below some first keys, lower ranks first; returns what ends that.

        Whether the device can be heard is notified in any case.
        """
        # However long the user wants to wait: not for an emergency stop.
        interval = min(self._interval, _LONGEST_OF_FIRST) if rank == FIRST else self._interval
        follower = _Follower(notify, rank, interval)
        self._all.add(follower)
        followed = [self._followers.setdefault(key, []) for key in set(first_keys)]
        for followers in followed:
            followers.append(follower)

        def remove() -> None:
            for followers in followed:
                followers.remove(follower)
            self._all.discard(follower)
            self._waiting.discard(follower)

        return remove

    @callback
    def changed(self, first_keys: Iterable[str]) -> None:
        """Handle that something below these first keys changed."""
        now = asyncio.get_running_loop().time()
        due: set[_Follower] = set()
        for key in first_keys:
            for follower in self._followers.get(key, ()):
                if now - follower.written >= follower.interval:
                    due.add(follower)
                else:
                    self._waiting.add(follower)
        self._notify(due, now)
        if self._waiting:
            self._wait(now)

    @callback
    def notify_all(self) -> None:
        """Let every entity look again: whether the device can be heard has changed.

        What it reports then is shown at once, however little ago that was written.
        """
        self._notify(self._all, _NEVER)

    @callback
    def stop(self) -> None:
        """Notify nobody any more."""
        self._followers.clear()
        self._all.clear()
        self._waiting.clear()
        if self._timer:
            self._timer.cancel()

    def _notify(self, followers: Collection[_Follower], now: float) -> None:
        for follower in sorted(followers, key=attrgetter("rank")):
            self._waiting.discard(follower)
            try:
                written = follower.notify()
            except Exception:
                # The others of the device, and what still waits, are not to suffer.
                _LOGGER.exception("What %s reports could not be shown", self.kind)
                written = True
            if written:
                follower.written = now

    def _wait(self, now: float) -> None:
        """Come back when the first of those that wait may be notified."""
        due = min(follower.written + follower.interval for follower in self._waiting)
        if self._timer:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(max(due, now), self._notify_waiting)

    def _notify_waiting(self) -> None:
        self._timer = None
        now = asyncio.get_running_loop().time()
        # Those that are nearly due come along.
        due = [
            follower
            for follower in self._waiting
            if now - follower.written >= follower.interval * 0.95
        ]
        self._notify(due, now)
        if self._waiting:
            self._wait(now)
