"""Setting a property of a dock or of its aircraft.

Source: "Properties" of DJI's Cloud API documentation: topic `property/set` of the dock, one
property for each message; the reply has a result for the property, at the same place.
"""

from typing import TYPE_CHECKING, Any

from . import parse
from .errors import DockRefused, PropertyNotSet
from .properties import Property
from .topics import PROPERTY_SET

if TYPE_CHECKING:
    from .server import CloudServer

# Seconds to wait for a reply; the dock asks its aircraft meanwhile.
_TIMEOUT = 15.0

_TIMED_OUT = 2


async def property_set(
    server: CloudServer,
    dock: str,
    target: Property[Any],
    value: float | bool,
    timeout: float = _TIMEOUT,
) -> None:
    """Set a property; the device tells the new value by itself, as it does after any change.

    Raises:
        NotConnected, DockOffline: nothing was sent.
        ReplyTimeout: no reply, the outcome is unknown.
        PropertyNotSet: the device did not take the value, or did not answer its dock.
        DockRefused: the reply carries another result code.

    """
    keys = [str(step) for step in target.path]
    data: Any = value
    if not target.boolean and float(value).is_integer():
        data = int(value)
    for key in reversed(keys):
        data = {key: data}
    found: Any = await server.request(dock, PROPERTY_SET, data, timeout)
    for key in keys:
        struct = parse.mapping(found)
        # Of a struct, a dock may answer for the whole of it.
        found = struct.get(key, struct.get("result"))
    match parse.integer(parse.mapping(found).get("result", found)):
        case None | 0:
            return
        case (1 | 2) as result:
            raise PropertyNotSet(dock, ".".join(keys), timed_out=result == _TIMED_OUT)
        case code:
            raise DockRefused(dock, PROPERTY_SET, code)
