"""What happens to flights, as automations read it."""

from ..util.dock_event import Moment


def flight_moment(event_type: str, flight_id: str) -> Moment:
    """Return that a flight started or ended."""
    return Moment("flight", event_type, {"flight_id": flight_id or None})
