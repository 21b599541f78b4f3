"""What was looked at, for an action and for the page."""

from collections.abc import Iterable
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr

from ..const import DOMAIN
from ..util.texts import text_of
from .models import Check


@callback
def of_entry(
    hass: HomeAssistant, entry: ConfigEntry, checks: Iterable[Check], serial: str = ""
) -> list[tuple[Check, dict[str, Any]]]:
    """Return each line with what it says of itself; with a serial number those of other docks are left out."""
    registry = dr.async_get(hass)
    lines: list[tuple[Check, dict[str, Any]]] = []
    for check in checks:
        if serial and check.dock not in ("", serial):
            continue
        device = check.dock and registry.async_get_device_by_identifier(
            (DOMAIN, check.dock), entry.entry_id
        )
        about = {
            "name": check.name.value,
            "passed": check.passed,
            "value": check.value,
            "entry_id": entry.entry_id,
            "device_id": device.id if device else None,
            # Of one that is not ours nothing is known but its serial number.
            "dock": (device and (device.name_by_user or device.name)) or check.dock or None,
        }
        lines.append((check, about))
    return lines


@callback
def reason(check: Check) -> str:
    """Return what a line says, in the language of the home."""
    return text_of(check.key, check.placeholders) or check.key
