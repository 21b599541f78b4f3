"""How long ago something was."""

from dataclasses import dataclass
from datetime import datetime
import time

from homeassistant.util import dt as dt_util


@dataclass(slots=True)
class ElapsedTime:
    """Says how long ago a moment was that a record holds, whatever happens to the clock.

    What is drawn from it cannot be taken back, so a clock that is set must not decide.
    """

    moment: datetime | None = None
    started: float = 0

    def since(self, moment: datetime) -> float:
        """Return the seconds since then; of a moment before the first look only the clock knows."""
        now = time.monotonic()
        if self.moment != moment:
            before = max(0.0, seconds_since(moment)) if self.moment is None else 0.0
            self.moment, self.started = moment, now - before
        return now - self.started


def seconds_since(when: datetime) -> float:
    """Return the seconds since then by the clock; negative when it was set back."""
    return (dt_util.utcnow() - when).total_seconds()
