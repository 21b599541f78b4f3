"""Ids of issues about devices: Home Assistant shows them in its diagnostics, to whoever gets those."""

import hashlib
import re

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir

from ..const import DOMAIN

_ABOUT_DEVICES = (
    *("binding_refused", "clock_wrong", "media_missing", "media_stale_credentials"),
    *("unknown_dock", "unknown_logs"),
)
_PSEUDONYM = re.compile(r"device-[0-9a-f]{8}")


def pseudonym(serial: str) -> str:
    """Return what is as good for comparing as a serial number, and is none."""
    return f"device-{hashlib.sha256(serial.encode()).hexdigest()[:8]}"


def device_issue_id(kind: str, entry_id: str, serial: str) -> str:
    """Return the id of an issue of an entry about a device."""
    return f"{kind}_{entry_id}_{pseudonym(serial)}"


@callback
def forget_serials(hass: HomeAssistant, entry_id: str) -> None:
    """Drop issues of an entry that earlier versions named after serial numbers."""
    prefixes = tuple(f"{kind}_{entry_id}_" for kind in _ABOUT_DEVICES)
    for domain, issue_id in tuple(ir.async_get(hass).issues):
        if domain == DOMAIN and issue_id.startswith(prefixes):
            if not _PSEUDONYM.fullmatch(issue_id.rpartition("_")[2]):
                ir.async_delete_issue(hass, DOMAIN, issue_id)
