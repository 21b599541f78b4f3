"""What is known of remote debugging at one moment."""

from dataclasses import dataclass
from datetime import datetime

REMOTE_DEBUG = 2
"""`mode_code` of a dock in remote debugging."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebuggingState:
    """Of a dock."""

    allowed: bool = False
    """Whether the owner lets Home Assistant control it."""
    open: bool | None = None
    """As the dock reports; None until it did."""
    ours: bool = False
    """Whether Home Assistant opened it, and closes it."""
    closes_at: datetime | None = None
    """When Home Assistant closes it; None while it is in use, or not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebuggingTimings:
    """In seconds."""

    open: float = 15
    """Until the dock has to report that remote debugging is open."""
    close: float = 10
    """Until the dock has to report that it is closed; then it is asked again."""
    settled: float = 3
    """After it was asked to close: what a dock reports from then on is how it will stay."""
    close_again: float = 10
    """After the first attempt that failed; the pauses double, up to five minutes."""
    idle: float = 300
    """After the last command, until it is closed."""
    before_flight: float = 600
    """How long before a planned flight nothing begins any more."""
    look: float = 10
    """Between two looks at what was left open."""
    left_open: float = 1800
    """Until a repair says that remote debugging was left open."""
    cover_open: float = 900
    """Until a repair says that the cover is open."""
    media_quiet: float = 120
    """After the last file of a dock until it counts as not uploading any more."""
    fresh: float = 10
    """How old a report may be on which the safety of propellers depends."""
