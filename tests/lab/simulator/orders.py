"""What a dock was commanded: so that nothing comes twice or late unseen."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
import time
from typing import Any

from .wire import Received, now_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A command that came by `services`, whatever the dock made of it."""

    method: str
    bid: str
    tid: str
    data: dict[str, Any] = field(repr=False)
    """It may hold credentials."""
    sent_ms: int
    """The time that stands in the message; 0 without one."""
    received_ms: int
    at: float
    """When it came, of the monotonic clock."""

    @classmethod
    def of(cls, received: Received) -> Order:
        """Read a message as it came."""
        message = received.message
        data, sent = message.get("data"), message.get("timestamp")
        return cls(
            method=received.method,
            bid=str(message.get("bid", "")),
            tid=str(message.get("tid", "")),
            data=data if isinstance(data, dict) else {},
            sent_ms=sent if type(sent) is int else 0,
            received_ms=now_ms(),
            at=time.monotonic(),
        )


def repeated(orders: Iterable[Order]) -> set[tuple[str, str]]:
    """Return method and bid of each command that came more than once."""
    counted = Counter((order.method, order.bid) for order in orders)
    return {key for key, times in counted.items() if times > 1}
