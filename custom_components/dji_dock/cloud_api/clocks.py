"""How old a message is, although clocks of docks may be off."""

from datetime import UTC, datetime, timedelta

from .envelope import Message

_MAX_CLOCKS = 2000


class DeviceClocks:
    """Learns from telemetry, which no broker keeps, how far the clock of a device is off."""

    def __init__(self) -> None:
        """Start without any."""
        self._off: dict[str, timedelta] = {}

    def learn(self, message: Message) -> None:
        """Take in a message that comes straight from the device."""
        if message.sent_at and (message.serial in self._off or len(self._off) < _MAX_CLOCKS):
            self._off[message.serial] = datetime.now(UTC) - message.sent_at

    def off(self, serial: str) -> timedelta | None:
        """Return how far a clock is behind ours, None while that is unknown."""
        return self._off.get(serial)

    def age(self, message: Message) -> timedelta:
        """Return how long ago a message was sent; a clock never heard counts as right."""
        if message.sent_at is None:
            return timedelta(0)
        return datetime.now(UTC) - message.sent_at - self._off.get(message.serial, timedelta(0))
