"""What a loaded config entry holds."""

from typing import TYPE_CHECKING

from homeassistant.config_entries import ConfigEntry

if TYPE_CHECKING:
    from .hub import Hub

type DjiDockConfigEntry = ConfigEntry[Hub]
