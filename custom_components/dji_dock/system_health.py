"""The integration on Home Assistant's page of system information."""

from typing import Any

from homeassistant.components import system_health
from homeassistant.core import HomeAssistant, callback
from homeassistant.loader import async_get_integration

from .const import DOMAIN
from .hub import loaded_hubs


@callback
def async_register(hass: HomeAssistant, register: system_health.SystemHealthRegistration) -> None:
    """Register what the page shows of the integration."""
    register.async_register_info(
        async_system_health_info, "/config/integrations/integration/dji_dock"
    )


async def async_system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return how all clouds together are; nothing is asked for it."""
    integration = await async_get_integration(hass, DOMAIN)
    hubs = loaded_hubs(hass)
    states = [hub.cloud.now() for hub in hubs]
    usable = [hub.health.usable for hub in hubs if hub.bucket.is_set]
    online = sum(state.docks_online for state in states if state.connected)
    return {
        "version": str(integration.version),
        "broker_connected": _of_all([state.connected for state in states]),
        "docks_online": f"{online}/{sum(state.docks_known for state in states)}",
        "bucket_usable": _of_all(usable),
        "uploads_running": sum(hub.logs.running_count for hub in hubs),
    }


def _of_all(values: list[bool | None]) -> bool | str | None:
    """Return the value of the only cloud, or for how many of several it holds."""
    if len(values) == 1:
        return values[0]
    return f"{sum(value is True for value in values)}/{len(values)}"
