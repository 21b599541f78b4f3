"""Home Assistant's backups: what they copy is whole, and everything that was acknowledged is in it."""

import asyncio
from collections.abc import Awaitable
import logging

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from .cloud_api import NotSaved
from .database import DatabaseUnusable
from .hub import loaded_hubs

_LOGGER = logging.getLogger(__name__)

_PATIENCE = 30.0
"""Seconds after which a backup goes on without us."""


async def async_pre_backup(hass: HomeAssistant) -> None:
    """Save everything, and keep the files as they are; docks are served meanwhile."""
    hubs = loaded_hubs(hass)
    await _async_all(
        *(hub.memory.async_save() for hub in hubs),
        *(hub.logs.async_begin_backup() for hub in hubs),
        *(hub.media.async_begin_backup() for hub in hubs),
        *(hub.jobs.async_begin_backup() for hub in hubs),
    )


async def async_post_backup(hass: HomeAssistant) -> None:
    """Go on as before."""
    hubs = loaded_hubs(hass)
    await _async_all(
        *(hub.logs.async_end_backup() for hub in hubs),
        *(hub.media.async_end_backup() for hub in hubs),
        *(hub.jobs.async_end_backup() for hub in hubs),
    )


async def _async_all(*work: Awaitable[None]) -> None:
    await asyncio.gather(*map(_async_each, work))


async def _async_each(work: Awaitable[None]) -> None:
    """Do it, or say that it failed: the backup of all others does not depend on it."""
    try:
        async with asyncio.timeout(_PATIENCE):
            await work
    except TimeoutError:
        _LOGGER.warning("Files could not be prepared for a backup: it takes too long")
    except (DatabaseUnusable, NotSaved, HomeAssistantError, OSError) as err:
        _LOGGER.warning("Files could not be prepared for a backup: %s", err)
