"""How old a message is although clocks of docks may be off, and which clocks are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .envelope import Message

TOLERANCE = timedelta(seconds=60)
"""Signatures and the check of a licence bear more, but a clock that is set is never as far off."""

SETTLED_MESSAGES = 5
SETTLED_SECONDS = 30.0
"""What was held up and comes all at once is no sign of a wrong clock."""

_PACE_SECONDS = 1.0
_PACE_TOLERANCE = timedelta(seconds=1)
"""Within these, messages come as far apart as they were sent: nothing held them up."""

_MAX_CLOCKS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockChecked:
    """The clock of a dock turned out to be right or wrong."""

    dock: str
    wrong: bool
    off: timedelta
    """How far it is behind ours."""


@dataclass(slots=True)
class _Clock:
    off: timedelta
    wrong: bool | None = None
    """None until it was heard for long enough."""
    suspected: bool = False
    in_a_row: int = 0
    """Messages that say otherwise, all the same."""
    since: float = 0.0


class DeviceClocks:
    """Learns from telemetry that no broker kept how far the clock of a device is off."""

    def __init__(self, notify: Callable[[ClockChecked], None], clock: Callable[[], float]) -> None:
        """Take what is called when a clock turns out right or wrong, and a monotonic clock in seconds."""
        self._notify = notify
        self._clock = clock
        self._known: dict[str, _Clock] = {}
        self._first: dict[str, tuple[timedelta, float]] = {}

    def learn(self, message: Message) -> None:
        """Learn from a message that comes straight from the device."""
        if (sent_at := message.sent_at) is None:
            return
        off = datetime.now(UTC) - sent_at
        if (known := self._known.get(message.serial)) is None:
            if len(self._known) >= _MAX_CLOCKS:
                return
            known = self._known[message.serial] = _Clock(off)
        known.off = off
        if (wrong := abs(off) > TOLERANCE) is known.wrong:
            known.in_a_row = 0
        else:
            self._suspect(message.serial, known, wrong=wrong)

    def forget(self, serial: str) -> None:
        """Drop what is known of a device."""
        self._known.pop(serial, None)
        self._first.pop(serial, None)

    def off(self, serial: str) -> timedelta | None:
        """Return how far a clock is behind ours, None while that is unknown."""
        known = self._known.get(serial)
        return known.off if known else None

    def age(self, message: Message) -> timedelta:
        """Return how long ago a message was sent; a clock never heard counts as right."""
        if (sent_at := message.sent_at) is None:
            return timedelta(0)
        return datetime.now(UTC) - sent_at - (self.off(message.serial) or timedelta(0))

    def keeps_pace(self, message: Message) -> bool:
        """Return whether what a device says comes as fast as it was sent.

        What a broker kept comes all at once; from a device itself also wrong times come in step.
        """
        if (sent_at := message.sent_at) is None:
            return False
        off, now = datetime.now(UTC) - sent_at, self._clock()
        if (first := self._first.get(message.serial)) is None:
            if len(self._first) < _MAX_CLOCKS:
                self._first[message.serial] = off, now
            return False
        if now - first[1] < _PACE_SECONDS:
            return False
        if abs(off - first[0]) <= _PACE_TOLERANCE:
            return True
        self._first[message.serial] = off, now
        return False

    def is_late(self, message: Message, dock: str) -> bool:
        """Return whether a message is older than the clock of its dock allows."""
        if (sent_at := message.sent_at) is None or self.keeps_pace(message):
            return False
        return datetime.now(UTC) - sent_at - (self.off(dock) or timedelta(0)) > TOLERANCE

    def _suspect(self, serial: str, known: _Clock, *, wrong: bool) -> None:
        """Count a message that says otherwise; enough of them, for long enough, are believed."""
        now = self._clock()
        if not known.in_a_row or wrong is not known.suspected:
            known.suspected, known.in_a_row, known.since = wrong, 0, now
        known.in_a_row += 1
        if known.in_a_row >= SETTLED_MESSAGES and now - known.since >= SETTLED_SECONDS:
            known.wrong, known.in_a_row = wrong, 0
            self._notify(ClockChecked(dock=serial, wrong=wrong, off=known.off))
