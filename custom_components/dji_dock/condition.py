"""Where Home Assistant looks for the conditions of the integration."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.condition import Condition

from .automations.conditions import CONDITIONS


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
