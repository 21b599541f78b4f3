"""Handles what has changed at a pace: at once, and then not again before its interval is over."""

import asyncio
from collections.abc import Callable, Hashable
from dataclasses import dataclass
import logging

from homeassistant.core import callback

_LOGGER = logging.getLogger(__name__)
_NEVER = float("-inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceTimings:
    """In seconds."""

    soon: float = 0.05
    """For what happens at the same moment to be one change."""
    every: float = 1.0
    seldom: float = 5.0
    """For what is asked for anew when it changes."""


class Pace[K: Hashable]:
    """Nothing runs while nothing changes; the latest is always handled."""

    def __init__(
        self,
        handle: Callable[[K], None],
        is_seldom: Callable[[K], bool],
        timings: PaceTimings,
    ) -> None:
        """Take what handles one that has changed."""
        self._handle = handle
        self._is_seldom = is_seldom
        self._timings = timings
        self._handled: dict[K, float] = {}
        # In the order in which they came.
        self._waiting: dict[K, None] = {}
        self._timer: asyncio.TimerHandle | None = None

    @callback
    def changed(self, what: K) -> None:
        """Say that something has changed."""
        if what in self._waiting:
            return
        self._waiting[what] = None
        self._wait(self._due(what))

    @callback
    def stop(self) -> None:
        """Handle nothing more."""
        self._waiting.clear()
        self._handled.clear()
        if self._timer:
            self._timer.cancel()
            self._timer = None

    @property
    def idle(self) -> bool:
        """Return whether nothing waits."""
        return self._timer is None

    def _due(self, what: K) -> float:
        timings = self._timings
        interval = timings.seldom if self._is_seldom(what) else timings.every
        soon = asyncio.get_running_loop().time() + timings.soon
        return max(soon, self._handled.get(what, _NEVER) + interval)

    def _wait(self, due: float) -> None:
        if self._timer:
            if self._timer.when() <= due:
                return
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(due, self._handle_waiting)

    def _handle_waiting(self) -> None:
        self._timer = None
        now, timings = asyncio.get_running_loop().time(), self._timings
        for what, handled in tuple(self._handled.items()):
            if now - handled > timings.seldom + timings.every:
                del self._handled[what]
        for what in tuple(self._waiting):
            interval = timings.seldom if self._is_seldom(what) else timings.every
            # Those that are nearly due come along.
            if now - self._handled.get(what, _NEVER) < interval * 0.95:
                continue
            self._waiting.pop(what, None)
            self._handled[what] = now
            try:
                self._handle(what)
            except Exception:
                _LOGGER.exception("What has changed could not be shown: %s", what)
        if self._waiting:
            self._wait(min(map(self._due, self._waiting)))
