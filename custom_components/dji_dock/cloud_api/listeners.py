"""What the cloud server tells, and to whom."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import logging
from typing import Any

from .errors import BrokerError

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """The broker was reached or lost; told again for each failed attempt."""

    connected: bool
    reason: BrokerError | None
    """Why not connected."""


class Listeners:
    """Listeners by the type of what they want to hear."""

    def __init__(self) -> None:
        """Start without listeners."""
        self._listeners: dict[type, list[Callable[[Any], Awaitable[None] | None]]] = {}

    def add[E](
        self, kind: type[E], listener: Callable[[E], Awaitable[None] | None]
    ) -> Callable[[], None]:
        """Tell a listener of everything of one type; returns what ends that.

        What a listener returns to be awaited is awaited before the dock's message is acknowledged.
        """
        listeners = self._listeners.setdefault(kind, [])
        listeners.append(listener)

        def remove() -> None:
            listeners.remove(listener)

        return remove

    def notify(self, event: object) -> None:
        """Tell an event of which nothing has to be saved; a failing listener does not spread."""
        for listener in tuple(self._listeners.get(type(event), ())):
            try:
                listener(event)
            except Exception:
                _LOGGER.exception("A listener of %s failed", type(event).__name__)

    def has_listener(self, event: object) -> bool:
        """Return whether anybody listens to events of this type."""
        return bool(self._listeners.get(type(event)))

    def collect(self, event: object) -> tuple[Awaitable[None], ...]:
        """Tell an event and return what has to be done until it counts as saved."""
        waits = [listener(event) for listener in tuple(self._listeners.get(type(event), ()))]
        return tuple(wait for wait in waits if wait is not None)
