"""The least that turns messages into states: parse, look up, write what changed."""

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant

from .feed import Feed, read_table

type MinimalEntry = ConfigEntry[Feed]

_PLATFORMS = [Platform.BINARY_SENSOR, Platform.DEVICE_TRACKER, Platform.SENSOR]


async def async_setup_entry(hass: HomeAssistant, entry: MinimalEntry) -> bool:
    """Make the entities, then listen."""
    entry.runtime_data = Feed(await hass.async_add_executor_job(read_table))
    await hass.config_entries.async_forward_entry_setups(entry, _PLATFORMS)
    entry.async_create_background_task(hass, entry.runtime_data.run(entry.data), "minimal")
    return True


async def async_unload_entry(hass: HomeAssistant, entry: MinimalEntry) -> bool:
    """Take the entities away."""
    return await hass.config_entries.async_unload_platforms(entry, _PLATFORMS)
