"""What happens to files of flights, as automations read it."""

from ..database import IndexedObject
from ..util.dock_event import DockEvent


def media_event(file: IndexedObject) -> DockEvent:
    """Return that a file came in."""
    position = None
    if file.latitude is not None and file.longitude is not None:
        position = {"latitude": file.latitude, "longitude": file.longitude}
    return DockEvent(
        "media",
        "uploaded",
        {
            "object_key": file.key,
            "name": file.name,
            "kind": file.kind,
            "variant": file.variant,
            "flight_id": file.flight or None,
            "taken_at": file.taken.isoformat(),
            "position": position,
        },
    )
