"""What is wrong with a persistent session, concluded from how its connections end.

MQTT 3.1.1 gives no reasons: a broker just hangs up. Only the pattern shows it.
"""

from ..errors import (
    BrokerClosedOnSubscribe,
    BrokerError,
    BrokerIgnoresSubscribe,
    BrokerLost,
    BrokerMute,
    BrokerTakenOver,
    BrokerUnavailable,
)

_SUSPECT_AFTER = 3
"""Attempts in a row that reach the broker and get no further."""

_TAKEN_OVER_AFTER = 4
"""Connections in a row that end as soon as they are made."""

_HALF_WAY = (
    BrokerClosedOnSubscribe,
    BrokerIgnoresSubscribe,
    BrokerUnavailable,
    BrokerMute,
)


class SessionHealth:
    """Counts what happens again and again."""

    def __init__(self, settled_after: float) -> None:
        """Take after how many seconds a connection counts as one that lasts."""
        self._settled_after = settled_after
        self._half_way = 0
        self._short_lived = 0

    @property
    def suspect(self) -> bool:
        """Whether it is time to find out if others are served, and only this session is not."""
        return self._half_way >= _SUSPECT_AFTER

    def ended(self, reason: BrokerError, *, lasted: float | None, delivered: bool) -> BrokerError:
        """Count the end of an attempt and return its reason, as far as it is known.

        `lasted` are the seconds from the subscription on, None without one; `delivered` is whether
        the broker handed out what it wants confirmed: then it has a session that can be resumed.
        """
        if lasted is None:
            self._short_lived = 0
            if not isinstance(reason, _HALF_WAY):
                self._half_way = 0
            elif not delivered:
                self._half_way += 1
            return reason
        self._half_way = 0
        if not isinstance(reason, BrokerLost) or lasted >= self._settled_after:
            self._short_lived = 0
            return reason
        self._short_lived += 1
        if self._short_lived >= _TAKEN_OVER_AFTER:
            return BrokerTakenOver(str(reason))
        return reason
