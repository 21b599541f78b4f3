"""What the timeline of a dock is made of."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from .words import Words

PAGE = "/dji-dock"
KINDS = ("flight", "log_upload", "media", "alarm", "job", "connection")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEvent:
    """Something that happened to a dock."""

    when: datetime
    event_id: str
    """Distinguishes it from all others; orders those of the same moment."""
    kind: str
    what: str
    """The event type."""
    says: Words
    link: str | None = None
    """Path of the page."""
    data: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return it as the page reads it."""
        return {
            "when": self.when.isoformat(),
            "kind": self.kind,
            "what": self.what,
            "words": self.says,
            "link": self.link,
            "data": self.data,
        }


class Span(NamedTuple):
    """Which part of a source is asked for, newest first."""

    start: datetime
    end: datetime
    """Both belong to it."""
    limit: int
    kinds: tuple[str, ...] = KINDS

    def holds(self, when: datetime | None) -> bool:
        """Return whether a moment belongs to it."""
        return when is not None and self.start <= when <= self.end


class Part(NamedTuple):
    """What a source has of a span."""

    events: list[TimelineEvent]
    complete_after: datetime | None = None
    """Later than this nothing is missing; None if nothing is missing at all."""
