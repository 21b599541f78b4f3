"""Letting go of devices while nothing runs that knows them."""

from collections.abc import Collection, Iterable
from contextlib import suppress
import time

from homeassistant.core import HomeAssistant

from ..cloud_api import Fleet
from ..database import DatabaseUnusable
from ..util.dock_owners import dock_owners
from .belongings import Belongings
from .memory import GoingOn, as_dict, fleet_store


async def async_forget_saved(
    hass: HomeAssistant,
    entry_id: str,
    serial: str,
    going_on: Collection[GoingOn],
    belongings: Iterable[Belongings],
) -> None:
    """Drop a dock or an aircraft from what the next start takes up; `going_on` reads its part."""
    store = fleet_store(hass, entry_id)
    saved = await store.async_load() or {}
    fleet = Fleet(lambda _: None, time.monotonic, accept_all=False)
    fleet.restore(saved.get("docks"))
    fleet.forget(serial)
    for dock in fleet:
        if dock.aircraft_serial == serial:
            fleet.update(dock.serial, aircraft=None)
    for each in going_on:
        each.restore(saved.get("flights"))
        each.forget(serial)
    properties = dict(saved.get("properties", {}))
    properties.pop(serial, None)
    await store.async_save(
        {
            **saved,
            "docks": fleet.as_dict(),
            "flights": as_dict(going_on),
            "properties": properties,
        }
    )
    dock_owners(hass).release(serial, entry_id)
    await hass.async_add_executor_job(_forget, belongings, entry_id, serial)


def _forget(belongings: Iterable[Belongings], entry_id: str, serial: str) -> None:
    """Drop what features know of a dock. Blocks."""
    for each in belongings:
        with suppress(DatabaseUnusable):
            # Perhaps the reason why nothing runs; then it is filled anew.
            each.forget_dock(entry_id, serial)
