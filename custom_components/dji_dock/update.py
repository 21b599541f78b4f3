"""Firmware of docks and aircraft for which a package lies in the bucket."""

import logging
from typing import Any, override

from homeassistant.components.update import (
    UpdateEntity,
    UpdateEntityDescription,
    UpdateEntityFeature,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .bucket import BucketError
from .cloud_api import model_name
from .errors import raise_translated, reason_text
from .firmware.entities import FIRMWARE
from .firmware.manager import Firmware
from .firmware.models import FirmwareState
from .firmware.plan import is_newer
from .hub import DjiDockConfigEntry
from .telemetry.entity import FeedEntity
from .telemetry.feed import DeviceFeed
from .util.entity_adder import EntityAdder
from .util.single_target import async_require_alone
from .util.texts import exception_text

_LOGGER = logging.getLogger(__name__)

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Have an entity for each device for which there is a package, for as long as there is one."""
    hub = entry.runtime_data
    firmware = hub.firmware
    adder = EntityAdder(entry.entry_id, async_add_entities)
    devices: dict[str, DeviceFeed] = {}
    shown: set[str] = set()

    def is_gone(device: DeviceFeed) -> bool:
        """Return whether it is certain that there is none, and not only not known yet."""
        may_have_any = hub.debugging.may_control(device.dock)
        return device.serial in shown or firmware.library.listed or not may_have_any

    @callback
    def look() -> None:
        for device in devices.values():
            there = firmware.state(device.dock, device.serial) is not None
            if there and device.serial not in shown:
                shown.add(device.serial)
                adder.add_enabled(device.serial, [FirmwareUpdate(device, firmware)])
            elif not there and is_gone(device):
                shown.discard(device.serial)
                if known := adder.registered(f"{device.serial}_{FIRMWARE.key}"):
                    # What people have changed about it is kept until it comes back.
                    er.async_get(hass).async_remove(known.entity_id)

    @callback
    def add(device: DeviceFeed) -> None:
        # One that was forgotten, and with it its entity, may have come back.
        shown.discard(device.serial)
        devices[device.serial] = device
        look()

    entry.async_on_unload(hub.devices.async_add_listener(add))
    entry.async_on_unload(firmware.subscribe(look))


class FirmwareUpdate(FeedEntity, UpdateEntity):
    """The firmware of a device."""

    entity_description: UpdateEntityDescription
    _attr_supported_features = (
        UpdateEntityFeature.INSTALL
        | UpdateEntityFeature.PROGRESS
        | UpdateEntityFeature.RELEASE_NOTES
    )

    def __init__(self, device: DeviceFeed, firmware: Firmware) -> None:
        """Take what installs it."""
        super().__init__(device, FIRMWARE)
        self._firmware = firmware
        self._attr_title = model_name(device.model_key)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the device, and what is installed on it."""
        await super().async_added_to_hass()
        self.async_on_remove(self._firmware.subscribe(self._show))

    @override
    def _read(self) -> FirmwareState | None:
        return self._firmware.state(self.device.dock, self.device.serial)

    @override
    def _take(self, value: FirmwareState | None) -> None:
        self._attr_installed_version = value.installed if value else None
        self._attr_latest_version = value.latest if value else None

    @override
    def _is_available(self) -> bool:
        # An aircraft is off most of the time: its dock switches it on. And docks restart meanwhile.
        return self.device.reachable or self.in_progress

    @property
    @override
    def in_progress(self) -> bool:
        """Return whether it is being installed; Home Assistant's own attribute ends with the call."""
        state = self._read()
        return state is not None and state.installing

    @property
    @override
    def update_percentage(self) -> int | None:
        """Return how far it is."""
        state = self._read()
        return state.percent if state else None

    @override
    def version_is_newer(self, latest_version: str, installed_version: str) -> bool:
        """Compare numbers: as texts 9 would be newer than 10."""
        return is_newer(latest_version, installed_version)

    @override
    async def async_install(self, version: str | None, backup: bool, **kwargs: Any) -> None:
        """Install what is newer on the dock and its aircraft; returns once the dock has accepted it."""
        await async_require_alone(self, self._context)
        with raise_translated():
            await self._firmware.async_install(self.device.dock, self._context)

    @override
    async def async_release_notes(self) -> str | None:
        """Return what people wrote beside the package, and what is installed with it."""
        notes, together = self._firmware.notes(self.device.dock, self.device.serial)
        if together:
            versions = ", ".join(f"{name} {version}" for name, version in together.items())
            both = exception_text("firmware_both", {"versions": versions})
            notes = f"{both}.\n\n{notes}"
        return notes or None

    async def async_update(self) -> None:
        """Look for packages now, when somebody asks for it."""
        try:
            await self._firmware.library.async_refresh()
        except BucketError as err:
            # Home Assistant would only log where it was raised.
            _LOGGER.warning("Packages of firmware cannot be listed: %s", reason_text(err))
