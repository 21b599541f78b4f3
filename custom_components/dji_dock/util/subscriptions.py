"""Who is to be called when something happens."""

from collections.abc import Callable
import logging

from homeassistant.core import callback

_LOGGER = logging.getLogger(__name__)


class Subscriptions[*Arguments]:
    """Listeners that are called with the same arguments, in the order in which they came."""

    def __init__(self) -> None:
        """Begin without listeners."""
        self._listeners: list[Callable[[*Arguments], object]] = []

    @callback
    def add(self, listener: Callable[[*Arguments], object]) -> Callable[[], None]:
        """Add a listener; returns what removes it."""
        self._listeners.append(listener)

        def remove() -> None:
            self._listeners.remove(listener)

        return remove

    @callback
    def notify(self, *arguments: *Arguments) -> None:
        """Call all listeners, whoever of them fails; those that come or go meanwhile do not matter."""
        for listener in tuple(self._listeners):
            try:
                listener(*arguments)
            except Exception:
                _LOGGER.exception("A listener failed")
