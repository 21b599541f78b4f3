"""All of it: side by side, each bounded in time, once at a time for an entry."""

import asyncio
from collections.abc import Awaitable
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..configuration.live import async_try_live
from ..configuration.settings import live_settings
from ..const import CONF_LIVE, DOMAIN
from ..util.entry_data import cloud_settings
from .broker import async_check_address, async_check_broker
from .docks import check_docks
from .models import Check, Name, Running, said
from .store import OF_DOCKS, async_check_store
from .time_server import async_check_time_server

_LOGGER = logging.getLogger(__name__)

SECONDS = 75.0
"""For any of them: each has an earlier end of its own."""

_ORDER = {name: place for place, name in enumerate(Name)}
_AT_WORK: HassKey[dict[str, asyncio.Task[list[Check]]]] = HassKey(f"{DOMAIN}_setup_check")


async def async_check_setup(
    hass: HomeAssistant, entry: ConfigEntry, running: Running | None
) -> list[Check]:
    """Walk the way of a dock; who asks meanwhile gets the same answer.

    `running` is None for an entry that does not run. Nothing is sent to a dock.
    """
    at_work = hass.data.setdefault(_AT_WORK, {})
    entry_id = entry.entry_id
    if (task := at_work.get(entry_id)) is None:
        task = hass.async_create_background_task(
            _async_look(hass, entry, running), f"{DOMAIN} setup check"
        )
        at_work[entry_id] = task
        task.add_done_callback(lambda _: at_work.pop(entry_id, None))
    # Who asked first may go away before it is answered.
    return await asyncio.shield(task)


async def _async_look(
    hass: HomeAssistant, entry: ConfigEntry, running: Running | None
) -> list[Check]:
    data = entry.data
    found = await asyncio.gather(
        _bounded((Name.BROKER, Name.BROKER_RIGHTS), async_check_broker(hass, data, running)),
        _bounded(
            (Name.BROKER_ADDRESS, Name.BROKER_CERTIFICATE),
            async_check_address(hass, data, running),
        ),
        _bounded((Name.TIME_SERVER,), async_check_time_server(data)),
        _bounded(
            (Name.BUCKET, *OF_DOCKS),
            async_check_store(hass, data, running.endpoint_proven if running else lambda: False),
        ),
        _bounded((Name.LIVE_ADDRESS,), _async_check_live(hass, entry)),
    )
    checks = [
        *(check for each in found for check in each),
        *_check_cloud(data),
        # Last: a dock may be heard meanwhile.
        *check_docks(hass, entry.entry_id, running),
    ]
    return sorted(checks, key=lambda check: _ORDER[check.name])


async def _bounded(names: tuple[Name, ...], work: Awaitable[list[Check]]) -> list[Check]:
    """Return what some work finds; whatever happens to it, the others are not lost."""
    try:
        async with asyncio.timeout(SECONDS):
            return await work
    except TimeoutError:
        return [said(name, False, "timed_out") for name in names]
    except Exception:
        _LOGGER.exception("Looking at the set-up failed unexpectedly")
        return [said(name, None, "unexpected") for name in names]


@callback
def _check_cloud(data: Any) -> list[Check]:
    """Look at what docks are answered with; only DJI knows whether a licence is valid."""
    settings = cloud_settings(data)
    if not settings.answer_requests:
        return [said(name, None, "other_platform") for name in (Name.BINDING, Name.LICENCE)]
    if settings.organization_id and settings.binding_code:
        binding = said(Name.BINDING, True, "binding_ok", settings.organization_id)
    else:
        binding = said(Name.BINDING, False, "binding_missing", settings.organization_id or None)
    if settings.licensed:
        return [binding, said(Name.LICENCE, True, "licence_ok", settings.app_id)]
    return [binding, said(Name.LICENCE, False, "licence_missing", settings.app_id or None)]


async def _async_check_live(hass: HomeAssistant, entry: ConfigEntry) -> list[Check]:
    settings = live_settings(entry.options)
    if not settings.enabled:
        return [said(Name.LIVE_ADDRESS, None, "live_off")]
    shown = (
        f"rtmp://{settings.address}:{settings.port}"
        if settings.protocol == "builtin"
        else settings.protocol
    )
    verdict = await async_try_live(hass, entry, settings)
    if not (reason := verdict.errors.get(CONF_LIVE)):
        return [said(Name.LIVE_ADDRESS, True, "live_ok", shown)]
    return [
        Check(
            name=Name.LIVE_ADDRESS,
            passed=False,
            key=f"options.error.{reason}",
            placeholders=verdict.placeholders,
            value=shown,
        )
    ]
