"""Moving a dock from one entry to another, with everything that is known of it."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
import logging
from typing import Any

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..database import DatabaseUnusable
from ..util.dock_owners import dock_owners
from .belongings import Belongings
from .memory import fleet_store
from .owners import saved_docks

_LOGGER = logging.getLogger(__name__)

_MOVING: HassKey[asyncio.Lock] = HassKey(f"{DOMAIN}_moving")
_OF_FLIGHTS = ("alarms", "passed_on", "ids", "ended")
"""What is kept of flights and alarms, each by device."""


async def async_move_dock(
    hass: HomeAssistant, target: ConfigEntry, serial: str, belongings: Iterable[Belongings]
) -> None:
    """Move a dock of another entry to one that is loaded; both run anew.

    Every step can be interrupted: what is in both then belongs to the one that has the device.

    Raises:
        HomeAssistantError: an entry could not be stopped; nothing was moved.
        DatabaseUnusable: the history could not be written; nothing was moved.

    """
    async with hass.data.setdefault(_MOVING, asyncio.Lock()):
        owner = dock_owners(hass).owner(serial)
        source = hass.config_entries.async_get_entry(owner) if owner else None
        if source is None:
            # It became free meanwhile.
            await target.runtime_data.docks.async_accept(serial)
            return
        if source.entry_id == target.entry_id:
            return
        # Nobody else sets them up, reloads or removes them meanwhile.
        async with source.setup_lock, target.setup_lock:
            for entry in (source, target):
                if hass.config_entries.async_get_entry(entry.entry_id) is None:
                    raise _not_stopped(entry)
            stopped: list[ConfigEntry] = []
            try:
                for entry in (source, target):
                    if entry.state in (ConfigEntryState.LOADED, ConfigEntryState.SETUP_RETRY):
                        if not await entry.async_unload(hass):
                            raise _not_stopped(entry)
                        stopped.append(entry)
                await _async_move(hass, source, target, serial, tuple(belongings))
            finally:
                for entry in stopped:
                    await entry.async_setup(hass)


def _not_stopped(entry: ConfigEntry) -> HomeAssistantError:
    return HomeAssistantError(
        translation_domain=DOMAIN,
        translation_key="entry_not_stopped",
        translation_placeholders={"cloud": entry.title},
    )


async def _async_move(
    hass: HomeAssistant,
    source: ConfigEntry,
    target: ConfigEntry,
    serial: str,
    belongings: Collection[Belongings],
) -> None:
    """Copy first, then change hands, and forget last."""
    stores = fleet_store(hass, source.entry_id), fleet_store(hass, target.entry_id)
    old, new = [_as_dict(await store.async_load()) for store in stores]
    dock = next((item for item in saved_docks(old) if item["serial"] == serial), {"serial": serial})
    aircraft = _aircraft_of(dock)
    if any(_aircraft_of(item) == aircraft for item in saved_docks(old) if item != dock):
        # Another dock has it, too, and stays.
        aircraft = ""
    serials = [serial, *([aircraft] if aircraft else [])]
    moved = {**dock, "accepted": True, "ignored": False}
    new["docks"] = [*(item for item in saved_docks(new) if item["serial"] != serial), moved]
    old["docks"] = [item for item in saved_docks(old) if item["serial"] != serial]
    old["properties"], new["properties"] = _moved(old, new, "properties", serials)
    _move_flights(old, new, serials)
    await hass.async_add_executor_job(_copy, belongings, source, target, serial)
    await _async_save_surely(hass, target, new)
    _hand_over(hass, source, target, serials)
    owners = dock_owners(hass)
    owners.release(serial, source.entry_id)
    owners.claim(serial, target.entry_id)
    try:
        await stores[0].async_save(old)
        await hass.async_add_executor_job(_drop, belongings, source, serial)
    except (HomeAssistantError, DatabaseUnusable, OSError) as err:
        _LOGGER.warning("%s still holds dock %s, which was moved: %s", source.title, serial, err)
    _LOGGER.info("Dock %s was moved from %s to %s", serial, source.title, target.title)


async def _async_save_surely(
    hass: HomeAssistant, entry: ConfigEntry, saved: dict[str, Any]
) -> None:
    """Save the docks of an entry, and look whether they are on disk: a Store only logs a full one.

    Raises:
        DatabaseUnusable

    """
    try:
        await fleet_store(hass, entry.entry_id).async_save(saved)
        found = await fleet_store(hass, entry.entry_id).async_load()
    except (HomeAssistantError, OSError) as err:
        raise DatabaseUnusable(str(err)) from err
    if saved_docks(found) != saved["docks"]:
        raise DatabaseUnusable("the docks could not be saved")


def _moved(
    old: Mapping[str, Any], new: Mapping[str, Any], name: str, serials: list[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what both hold of devices, by serial number, after some have changed sides."""
    theirs, ours = _as_dict(old.get(name)), _as_dict(new.get(name))
    ours |= {serial: theirs.pop(serial) for serial in serials if serial in theirs}
    return theirs, ours


def _move_flights(old: dict[str, Any], new: dict[str, Any], serials: list[str]) -> None:
    """Move what was going on: it is not new where it goes on."""
    theirs, ours = _as_dict(old.get("flights")), _as_dict(new.get("flights"))
    for name in _OF_FLIGHTS:
        if name in theirs:
            theirs[name], ours[name] = _moved(theirs, ours, name, serials)
    flying, own = _texts(theirs.get("flying")), _texts(ours.get("flying"))
    theirs["flying"] = sorted(flying.difference(serials))
    ours["flying"] = sorted(own | flying.intersection(serials))
    old["flights"], new["flights"] = theirs, ours


@callback
def _hand_over(
    hass: HomeAssistant, source: ConfigEntry, target: ConfigEntry, serials: list[str]
) -> None:
    """Move devices and their entities; whatever people gave them stays, names and areas and ids."""
    devices, entities = dr.async_get(hass), er.async_get(hass)
    via = devices.async_get_device_by_identifier((DOMAIN, target.entry_id), target.entry_id)
    for serial in serials:
        known = devices.async_get_device_by_identifier((DOMAIN, serial), source.entry_id)
        if known is None:
            continue
        if twin := devices.async_get_device_by_identifier((DOMAIN, serial), target.entry_id):
            devices.async_remove_device(twin.id)
        for entity in er.async_entries_for_device(
            entities, known.id, include_disabled_entities=True
        ):
            # Before the device: entities of an entry that a device leaves are removed.
            if entity.config_entry_id == source.entry_id:
                by_entry = entity.disabled_by is er.RegistryEntryDisabler.CONFIG_ENTRY
                entities.async_update_entity(
                    entity.entity_id,
                    config_entry_id=target.entry_id,
                    disabled_by=None if by_entry else entity.disabled_by,
                )
        devices.async_update_device(known.id, new_config_entry_id=target.entry_id)
        if via and serial == serials[0]:
            devices.async_update_device(known.id, via_device_id=via.id)


def _copy(
    belongings: Iterable[Belongings], source: ConfigEntry, target: ConfigEntry, serial: str
) -> None:
    """Copy what features have on disk. Blocks."""
    for each in belongings:
        each.copy_dock(source, target, serial)


def _drop(belongings: Iterable[Belongings], source: ConfigEntry, serial: str) -> None:
    """Drop what was copied. Blocks."""
    for each in belongings:
        each.drop_dock(source.entry_id, serial)


def _as_dict(saved: object) -> dict[str, Any]:
    return dict(saved) if isinstance(saved, Mapping) else {}


def _texts(saved: object) -> set[str]:
    return {str(item) for item in saved} if isinstance(saved, list) else set()


def _aircraft_of(dock: Mapping[str, Any]) -> str:
    """Return the aircraft of a saved dock, blank without one."""
    return str(_as_dict(dock.get("aircraft")).get("serial", ""))
