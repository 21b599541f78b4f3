"""What is known of a dock's media at one moment."""

from dataclasses import dataclass
from datetime import datetime

from ..database import FlightEntry, IndexedObject


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaState:
    """Counts, and the newest of everything."""

    files: int = 0
    """In the bucket."""
    size: int = 0
    """Bytes of those."""
    newest: datetime | None = None
    """When the newest one was taken."""
    pending: int | None = None
    """Files that wait on the dock; None until it reported."""
    flight: FlightEntry | None = None
    """The flight that was heard of last."""
    photo: IndexedObject | None = None
    """The newest photo that can be shown: not those that only a camera's own software opens."""
    deleted: int = 0
    """Files, of logs too, that were deleted because of their age."""

    @property
    def progress(self) -> float | None:
        """Return how much of the latest flight arrived, 0..100."""
        flight = self.flight
        if flight is None or not flight.expected:
            return None
        return min(100.0, 100 * flight.arrived / flight.expected)
