"""What is remembered of an aircraft that was switched on for its logs."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import orjson

from ..jobs.models import Job

OPEN, CLOSE = "drone_open", "drone_close"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantTimings:
    """In seconds."""

    listed: float = 60
    """From an aircraft being on until the dock has to list its logs."""
    ask_again: float = 5
    """Between two questions for the list."""
    settle: float = 30
    """How long an aircraft has to be reported off that might still come on."""
    linger: float = 90
    """After the last upload, for one that waits for its turn and needs the aircraft, too."""
    look: float = 10
    """Between two looks whether it may be switched off: not all that forbids it is heard of."""
    again: float = 15
    """After the first attempt to switch it off that failed; the pauses double."""
    longest_pause: float = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class PoweredOn:
    """An aircraft that is switched on by us, or is about to be."""

    dock: str
    context_id: str
    """Of the job that switches it on."""
    flights: float | None
    """How many flights its dock had counted."""

    def as_json(self) -> bytes:
        """Return what is saved."""
        return orjson.dumps(asdict(self))

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> PoweredOn:
        """Take back what as_json() gave.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: it is damaged.

        """
        flights = saved["flights"]
        return cls(
            dock=str(saved["dock"]),
            context_id=str(saved["context_id"]),
            flights=None if flights is None else float(flights),
        )


def own_job(powered: PoweredOn, newest: Iterable[Job]) -> Job | None:
    """Return the job that switched an aircraft on for us, None if it is not ours.

    It is not if nothing was sent, if another one did it, or if anybody else asked for it, too.
    """
    for job in newest:
        if job.command == OPEN and job.sent is not None:
            ours = job.context_id == powered.context_id and not job.shared
            return job if ours else None
    return None
