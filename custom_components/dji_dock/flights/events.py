"""What happens to flights, as automations read it."""

from ..util.dock_event import DockEvent


def flight_event(event_type: str, flight_id: str) -> DockEvent:
    """Return that a flight started or ended."""
    return DockEvent("flight", event_type, {"flight_id": flight_id or None})
