"""Who or what asked for something, as it is kept with a record of that."""

from typing import TypedDict

from homeassistant.core import Context


class AskedBy(TypedDict):
    """The fields of a record that say who or what asked."""

    user_id: str
    context_id: str
    parent_id: str


def asked_by(context: Context | None) -> AskedBy:
    """Return who or what asked."""
    return {
        "user_id": (context.user_id if context else None) or "",
        "context_id": context.id if context else "",
        "parent_id": (context.parent_id if context else None) or "",
    }
