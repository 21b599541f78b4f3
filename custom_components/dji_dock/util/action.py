"""What an action of a feature is: its fields, what it does, and the right on the dock that it needs."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, NamedTuple

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
import probatio

from .rights import Right

type Handler[F] = Callable[[F, str, ServiceCall], Coroutine[Any, Any, ServiceResponse]]
"""Takes the feature, the serial number of the dock, and the call."""

MAX_EXPIRES = 7 * 24 * 3600
"""Seconds; stores sign links for a week at most."""

ATTR_LIMIT = "limit"
ATTR_EXPIRES_IN = "expires_in"

LIMIT = {
    probatio.Optional(ATTR_LIMIT, default=20): probatio.All(
        probatio.Coerce(int), probatio.Range(min=1, max=200)
    )
}
"""The field of actions that return the newest of something."""
EXPIRES_IN = {
    probatio.Optional(ATTR_EXPIRES_IN, default=3600): probatio.All(
        probatio.Coerce(int), probatio.Range(min=60, max=MAX_EXPIRES)
    )
}
"""The field of actions that return links."""


class Action[F](NamedTuple):
    """An action on a dock."""

    handler: Handler[F]
    fields: Mapping[Any, Any]
    """Beside the device."""
    response: SupportsResponse
    right: Right
