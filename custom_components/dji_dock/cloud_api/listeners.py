"""Who listens to what docks and the broker report."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
import logging
from typing import Any

from .errors import BrokerError

_LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConnectionChanged:
    """The broker was reached or lost; reported again for each failed attempt."""

    connected: bool
    reason: BrokerError | None
    """Why not connected."""
    again: bool = False
    """Whether it was so before: one more attempt has failed."""


class Listeners:
    """Listeners by the type of event that they want."""

    def __init__(self) -> None:
        """Start without listeners."""
        self._listeners: dict[type, list[Callable[[Any], Awaitable[None] | None]]] = {}

    def add[E](
        self, kind: type[E], listener: Callable[[E], Awaitable[None] | None]
    ) -> Callable[[], None]:
        """Call a listener with each event of one type; returns what ends that.

        What a listener returns to be awaited is awaited before the dock's message is acknowledged.
        """
        listeners = self._listeners.setdefault(kind, [])
        listeners.append(listener)

        def remove() -> None:
            listeners.remove(listener)

        return remove

    def notify(self, event: object) -> None:
        """Call the listeners of an event of which nothing has to be saved; one that fails is logged."""
        for listener in tuple(self._listeners.get(type(event), ())):
            try:
                listener(event)
            except Exception:
                _LOGGER.exception("A listener of %s failed", type(event).__name__)

    def has_listener(self, event: object) -> bool:
        """Return whether anybody listens to events of this type."""
        return bool(self._listeners.get(type(event)))

    def collect(self, event: object) -> tuple[Awaitable[None], ...]:
        """Call the listeners of an event and return what has to be awaited until it counts as saved."""
        waits = [listener(event) for listener in tuple(self._listeners.get(type(event), ()))]
        return tuple(wait for wait in waits if wait is not None)
