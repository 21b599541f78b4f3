"""Notices when the last file of a flight is in the bucket."""

from collections.abc import Callable

from homeassistant.core import callback

from ..database import CompleteFlight, Ledger
from ..util.dock_event import COMPLETE, FLIGHT_MEDIA, DockEvent

_FLIGHTS = 5
"""Of a dock so many are looked at, those last heard of: whose file comes in is among them."""


class CompleteFlights:
    """Says of each flight once that its media are complete.

    That is so when as many files were found in the bucket as the dock expects of the flight, and it is
    over. What was complete before a run is not new.
    """

    def __init__(
        self,
        ledger: Ledger,
        flies: Callable[[str, str], bool],
        notify: Callable[[str, DockEvent], None],
    ) -> None:
        """`flies` says whether a flight of a dock goes on, `notify` takes what happens to a dock."""
        self._ledger = ledger
        self._flies = flies
        self._notify = notify
        self._known: dict[str, dict[str, None]] = {}

    def look(self, dock: str) -> list[CompleteFlight]:
        """Return the flights of a dock that are complete and were not before. Blocks."""
        return self._ledger.complete(dock, _FLIGHTS, tuple(self._known.get(dock, ())))

    @callback
    def show(self, dock: str, complete: list[CompleteFlight]) -> None:
        """Notify of what look() found; the first time of nothing, which was so before this run.

        Unless that ended before files of it were announced, which they are now.
        """
        begins = dock not in self._known
        known = self._known.setdefault(dock, {})
        for flight in complete:
            if flight.flight in known or self._flies(dock, flight.flight):
                continue
            if begins and not flight.announced:
                continue
            known[flight.flight] = None
            if not begins:
                self._notify(dock, _event(flight))
        for flight_id in tuple(known)[: -4 * _FLIGHTS]:
            del known[flight_id]

    @callback
    def forget(self, dock: str) -> None:
        """Let go of a dock."""
        self._known.pop(dock, None)


def _event(flight: CompleteFlight) -> DockEvent:
    return DockEvent(
        FLIGHT_MEDIA,
        COMPLETE,
        {"flight_id": flight.flight, "expected": flight.expected, "files": flight.files},
    )
