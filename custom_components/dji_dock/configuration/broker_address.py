"""What people paste into the field for the broker, taken apart."""

from collections.abc import Mapping
import ipaddress
import re
from typing import Any

from homeassistant.const import CONF_HOST, CONF_PORT

from ..const import CONF_ENABLED, CONF_TLS, DEFAULT_PORT

_TLS_PORT = 8883
_PLAIN, _WITH_TLS = ("mqtt", "tcp"), ("mqtts", "ssl", "tls")
_WEBSOCKETS = ("ws://", "wss://")
_HOST_AND_PORT = re.compile(
    r"(?:\[(?P<address>[^\[\]]+)\]|(?P<name>[^:/\[\]]+))(?::(?P<port>\d+))?"
)
_MAX_PORT = 65535


def take_apart(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return input with host, port and TLS from what was entered as the host.

    Docks are given `tcp://host:1883` in DJI Pilot 2. What cannot be taken apart stays as it is.
    """
    scheme, separator, rest = str(data[CONF_HOST]).lower().rpartition("://")
    if scheme not in ("", *_PLAIN, *_WITH_TLS) or (separator and not scheme):
        return {**data, CONF_HOST: f"{scheme}{separator}{rest}"}
    rest = rest.removesuffix("/") if separator else rest
    host, port = host_and_port(rest)
    if not host:
        return {**data, CONF_HOST: f"{scheme}{separator}{rest}"}
    changes: dict[str, Any] = {CONF_HOST: host}
    if scheme in _WITH_TLS:
        changes[CONF_TLS] = {**(data.get(CONF_TLS) or {}), CONF_ENABLED: True}
        if data.get(CONF_PORT) == DEFAULT_PORT:
            changes[CONF_PORT] = _TLS_PORT
    if port is not None:
        changes[CONF_PORT] = port
    return {**data, **changes}


def is_for_websockets(host: str) -> bool:
    """Return whether a host was entered as the address of a websocket."""
    return host.startswith(_WEBSOCKETS)


def host_and_port(text: str) -> tuple[str, int | None]:
    """Return host and port, the host blank where there is no such thing."""
    try:
        # Its colons separate no port.
        return str(ipaddress.IPv6Address(text)), None
    except ValueError:
        pass
    if (found := _HOST_AND_PORT.fullmatch(text)) is None:
        return "", None
    port = int(found["port"]) if found["port"] else None
    if port is not None and not 1 <= port <= _MAX_PORT:
        return "", None
    return found["address"] or found["name"], port
