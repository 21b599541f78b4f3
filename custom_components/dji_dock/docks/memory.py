"""What of docks and aircraft survives a restart."""

from collections.abc import Callable, Coroutine, Iterable, Mapping
from typing import Any, Protocol, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store

from ..cloud_api import (
    CloudServer,
    DockChanged,
    NotSaved,
    PropertiesChanged,
    aircraft_properties,
    dock_properties,
)
from ..const import DOMAIN
from ..util.feature import Feature

STORAGE_VERSION = 1
REPORTED_ON_CHANGE = frozenset(
    (*dock_properties.REPORTED_ON_CHANGE, *aircraft_properties.REPORTED_ON_CHANGE)
)
"""First keys of properties that a device would not report again after our restart."""

_SAVE_DELAY = 10


class GoingOn(Protocol):
    """Something that goes on at docks, and is not new when it still does after a restart."""

    def as_dict(self) -> dict[str, Any]:
        """Return what is saved; no two use the same names."""

    def restore(self, saved: object) -> None:
        """Take back what was saved, by whomever; what is damaged is left out."""

    def forget(self, device: str) -> None:
        """Let go of a dock or an aircraft."""


class FleetMemory(Feature):
    """Saves which docks there are, what goes on at them, and what they reported once."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
    ) -> None:
        """Take what runs work in the background; nothing is kept yet."""
        self._hass = hass
        self._entry_id = entry_id
        self._store = fleet_store(hass, entry_id)
        self._spawn = spawn
        self._saves = False
        self._closed = False

    def keep(self, server: CloudServer, *going_on: GoingOn) -> None:
        """Take what is to be kept."""
        self._server = server
        self._going_on = going_on

    @override
    async def async_load(self) -> None:
        """Take up everything where the last run left it."""
        saved = await self._store.async_load()
        known: Mapping[str, Any] = saved if isinstance(saved, Mapping) else {}
        self._server.fleet.restore(known.get("docks"))
        self._server.properties.restore(known.get("properties"))
        for each in self._going_on:
            each.restore(known.get("flights"))

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen; returns what ends that."""
        listeners = self._server.listeners
        return [
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(PropertiesChanged, self._properties_changed),
        ]

    async def async_save(self) -> None:
        """Save; done when it is on disk.

        Raises:
            NotSaved: it was closed.

        """
        if self._closed:
            raise NotSaved("docks")
        await self._store.async_save(self.as_dict())

    async def async_save_surely(self) -> None:
        """Save, and look whether the accepted docks are on disk: a Store only logs a full one.

        Raises:
            NotSaved

        """
        wanted = _accepted(self._server.fleet.as_dict())
        try:
            await self.async_save()
            # One of its own: that above would return what is to be written next.
            saved = await fleet_store(self._hass, self._entry_id).async_load()
        except (HomeAssistantError, OSError) as err:
            raise NotSaved(str(err)) from err
        if not wanted <= _accepted(saved["docks"] if saved else ()):
            raise NotSaved("docks")

    @override
    async def async_stop(self) -> None:
        """Save for the last time: what comes later may belong to an entry that is gone."""
        self._closed = True
        await self._store.async_save(self.as_dict())

    @override
    async def async_forget(self, serial: str) -> None:
        """Save what the fleet, and all that goes on, have let go of."""
        await self.async_save()

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        if change.dock.accepted:
            self.save_later()

    @callback
    def _properties_changed(self, change: PropertiesChanged) -> None:
        if not REPORTED_ON_CHANGE.isdisjoint(change.first_keys):
            self.save_later()

    @callback
    def save_later(self) -> None:
        """Save what can wait, together with what else comes."""
        if not self._closed:
            self._store.async_delay_save(self.as_dict, _SAVE_DELAY)

    @callback
    def save_at_once(self) -> None:
        """Save what was reported: it is not to be reported again after a kill."""
        if not (self._saves or self._closed):
            self._saves = True
            self._spawn(self._async_save_reports(), "save docks")

    def as_dict(self) -> dict[str, Any]:
        """Return what is saved."""
        fleet = self._server.fleet
        return {
            "docks": fleet.as_dict(),
            "flights": as_dict(self._going_on),
            "properties": {
                serial: values
                for serial, values in self._server.properties.as_dict(REPORTED_ON_CHANGE).items()
                if (dock := fleet.get(serial)) is None or dock.accepted
            },
        }

    async def _async_save_reports(self) -> None:
        # What comes while this waits for its turn is saved with it.
        self._saves = False
        if not self._closed:
            await self.async_save()


def _accepted(docks: Iterable[Mapping[str, Any]]) -> set[str]:
    return {dock["serial"] for dock in docks if dock["accepted"]}


def as_dict(going_on: Iterable[GoingOn]) -> dict[str, Any]:
    """Return what is saved of everything that goes on."""
    return {name: value for each in going_on for name, value in each.as_dict().items()}


def fleet_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return where an entry's docks are saved."""
    return Store(
        hass, STORAGE_VERSION, f"{DOMAIN}.{entry_id}.docks", private=True, atomic_writes=True
    )
