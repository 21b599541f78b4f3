"""Setting a property of a dock or of its aircraft.

Source: "Properties" of DJI's Cloud API documentation: topic `property/set` of the dock, one
property for each message; the reply has a result for the property, at the same place.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from ..cloud import Cloud
from ..devices.models import PropertiesChanged
from ..devices.properties import Property
from ..errors import DockRefused, PropertyNotSet, PropertyUnproven, ReplyTimeout
from ..wire import parse
from ..wire.topics import PROPERTY_SET

# Seconds to wait for a reply; the dock asks its aircraft meanwhile.
_TIMEOUT = 15.0

_TIMED_OUT = 2


async def property_set(
    cloud: Cloud,
    dock: str,
    target: Property[Any],
    value: float | bool,
    device: str = "",
    timeout: float = _TIMEOUT,
) -> None:
    """Set a property of a dock, or of the `device` that it reaches.

    The device reports the new value by itself, as after any change. Where the reply does not say how
    it went, or none comes, that is the proof.

    Raises:
        NotConnected, DockOffline: nothing was sent.
        ReplyTimeout: no reply, the outcome is unknown.
        PropertyNotSet: the device did not take the value, or did not answer its dock.
        PropertyUnproven: the reply says nothing, and the device does not report the value.
        DockRefused: the reply carries another result code.

    """
    keys = [str(step) for step in target.path]
    data: Any = value
    if not target.boolean and float(value).is_integer():
        data = int(value)
    for key in reversed(keys):
        data = {key: data}

    def has_value() -> bool:
        value_now = target.read(cloud.properties.of(device or dock))
        return value_now is not None and value_now == target.convert(value)

    try:
        found: Any = await cloud.request(dock, PROPERTY_SET, data, timeout)
    except ReplyTimeout:
        if has_value():
            return
        raise
    match _result(found, keys):
        case 0:
            return
        case None:
            if not await _comes_true(cloud, device or dock, has_value, timeout):
                raise PropertyUnproven(dock, timeout)
        case (1 | 2) as result:
            raise PropertyNotSet(dock, ".".join(keys), timed_out=result == _TIMED_OUT)
        case code:
            raise DockRefused(dock, PROPERTY_SET, code)


def _result(answer: Any, keys: Sequence[str]) -> int | None:
    """Return the result at the place of a property, None where there is none."""
    for key in keys:
        struct = parse.mapping(answer)
        # Of a struct, a dock may answer for the whole of it.
        answer = struct.get(key, struct.get("result"))
    return parse.integer(parse.mapping(answer).get("result", answer))


async def _comes_true(
    cloud: Cloud, device: str, has_value: Callable[[], bool], timeout: float
) -> bool:
    """Wait until a device reports what it is to report; False when it does not."""
    reported = asyncio.Event()

    def changed(change: PropertiesChanged) -> None:
        if change.device == device and has_value():
            reported.set()

    remove = cloud.listeners.add(PropertiesChanged, changed)
    try:
        async with asyncio.timeout(timeout):
            return has_value() or await reported.wait()
    except TimeoutError:
        return False
    finally:
        remove()
