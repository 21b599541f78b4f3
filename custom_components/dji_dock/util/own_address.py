"""By which address others in the house reach this machine."""

import ipaddress
from urllib.parse import urlsplit

from homeassistant.components import network
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..bucket import DockPathWarning, endpoint_warnings


def host_warnings(host: str) -> list[DockPathWarning]:
    """Return what a name or an address alone says about who can reach it."""
    return endpoint_warnings(f"rtmp://{in_url(host)}")


def in_url(host: str) -> str:
    """Return a host as it stands in a URL: an IPv6 address in brackets."""
    try:
        return f"[{ipaddress.IPv6Address(host)}]"
    except ValueError:
        return host


async def async_own_address(hass: HomeAssistant, broker: str) -> str:
    """Return by which address docks most likely reach this machine, blank if there is none.

    The broker's is one if it is ours, too: docks use it already.
    """
    own = {str(address) for address in await network.async_get_enabled_source_ips(hass)}
    if broker in own and not host_warnings(broker):
        return broker
    named = urlsplit(hass.config.internal_url or "").hostname
    if named and not host_warnings(named):
        return named
    try:
        return await network.async_get_source_ip(hass)
    except HomeAssistantError:
        return ""
