"""DJI Dock: Home Assistant as the cloud server of DJI's docks."""

import logging

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import (
    ConfigEntryAuthFailed,
    ConfigEntryError,
    ConfigEntryNotReady,
    UnsupportedStorageVersionError,
)
from homeassistant.helpers import (
    config_validation as cv,
    device_registry as dr,
)
from homeassistant.helpers.typing import ConfigType

from .alarms.tracker import AlarmTracker
from .bucket import BucketError
from .bucket_access.shared_folder import watch_folder
from .cloud_api import BrokerAuthFailed, BrokerError, check_broker, forget_session
from .const import DOMAIN
from .database import DatabaseUnusable, NewerVersion
from .debugging.registry import async_remove_control_entities
from .docks.forgotten import async_forget_saved
from .docks.memory import fleet_store
from .docks.owners import async_load_owners
from .errors import translated
from .firmware.library import firmware_store
from .firmware.view import PackageStore, PackageView
from .flights.tracker import FlightTracker
from .hub import DjiDockConfigEntry, Hub, loaded_hub, loaded_hubs
from .live.entity import async_remove_live_entities
from .media_browser.views import async_setup_views
from .panel.module import async_remove_page, async_setup_frontend, async_show_page
from .panel.registration import async_setup_commands
from .repairs import belongings
from .services import async_setup_services
from .util.dock_owners import dock_owners
from .util.entry_data import (
    async_broker_settings,
    async_require_sdk,
    bucket_of,
    cloud_settings,
    probe_client_id,
    session_client_id,
)
from .util.issues import Issues
from .util.single_target import async_note_calls

_LOGGER = logging.getLogger(__name__)

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)
PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CAMERA,
    Platform.COVER,
    Platform.DEVICE_TRACKER,
    Platform.EVENT,
    Platform.IMAGE,
    Platform.LIGHT,
    Platform.NUMBER,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SIREN,
    Platform.SWITCH,
    Platform.UPDATE,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Register the actions and what browsers ask for, and see which dock belongs to which entry."""
    await async_load_owners(hass)
    async_note_calls(hass)
    async_setup_services(hass)
    async_setup_views(hass)
    hass.http.register_view(PackageView(_package_stores))
    async_setup_commands(hass)
    await async_setup_frontend(hass)
    return True


async def async_setup_entry(hass: HomeAssistant, entry: DjiDockConfigEntry) -> bool:
    """Start the cloud server of an entry."""
    # Whether it starts or not: what is wrong with its set-up the page says, too.
    await async_show_page(hass)
    Issues(hass, entry.entry_id).clear_serials()
    broker = await async_broker_settings(hass, entry.data, session_client_id(entry.entry_id))
    try:
        # Under a name of its own: a clean session would erase what the broker kept for ours.
        await check_broker(await async_broker_settings(hass, entry.data, probe_client_id()))
    except BrokerAuthFailed as err:
        raise translated(err, ConfigEntryAuthFailed) from err
    except BrokerError as err:
        raise translated(err, ConfigEntryNotReady) from err
    try:
        await async_require_sdk(hass, entry.data)
        bucket = bucket_of(entry.data)
    except BucketError as err:
        raise translated(err, ConfigEntryNotReady) from err
    hub = Hub(hass, entry, broker, cloud_settings(entry.data), bucket)
    try:
        await hub.async_load()
    except NewerVersion as err:
        raise _newer_file(err.file, err.version, err.known) from err
    except UnsupportedStorageVersionError as err:
        raise _newer_file(err.storage_key, err.found_version, err.max_supported_version) from err
    except DatabaseUnusable as err:
        raise translated(err, ConfigEntryNotReady) from err
    entry.runtime_data = hub
    async_remove_control_entities(hass, entry.entry_id, hub.debugging.may_control)
    async_remove_live_entities(hass, entry.entry_id, hub.live)
    # Platforms first: the broker may deliver what it kept as soon as we are connected.
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    hub.start()
    watch_folder(hass, entry)
    return True


async def async_unload_entry(hass: HomeAssistant, entry: DjiDockConfigEntry) -> bool:
    """Stop the cloud server; the broker keeps what docks say until it is back."""
    hub = entry.runtime_data
    # Entities hear what was read last; nothing is read that they could not hear.
    await hub.async_stop_serving()
    if not await hass.config_entries.async_unload_platforms(entry, PLATFORMS):
        hub.serve()
        return False
    await hub.async_stop()
    return True


async def async_remove_entry(hass: HomeAssistant, entry: DjiDockConfigEntry) -> None:
    """Leave nothing behind: no page, no saved docks, no issues, no session in the broker."""
    async_remove_page(hass, entry.entry_id)
    dock_owners(hass).release_all(entry.entry_id)
    await fleet_store(hass, entry.entry_id).async_remove()
    await firmware_store(hass, entry.entry_id).async_remove()
    for each in belongings(hass):
        await hass.async_add_executor_job(each.remove, entry.entry_id)
    Issues(hass, entry.entry_id).clear_all()
    try:
        await forget_session(
            await async_broker_settings(hass, entry.data, session_client_id(entry.entry_id))
        )
    except BrokerError as err:
        _LOGGER.info("The broker keeps the session of the removed entry: %s", err)


async def async_remove_config_entry_device(
    hass: HomeAssistant, entry: DjiDockConfigEntry, device: dr.DeviceEntry
) -> bool:
    """Allow to remove docks and aircraft that are not there; never the cloud itself."""
    serial = next((value for domain, value in device.identifiers if domain == DOMAIN), None)
    if serial is None or serial == entry.entry_id:
        return False
    if (hub := loaded_hub(hass, entry.entry_id)) is None:
        going_on = FlightTracker(lambda *_: None), AlarmTracker(lambda *_: None)
        await async_forget_saved(hass, entry.entry_id, serial, going_on, belongings(hass))
        return True
    return await hub.async_forget_device(serial)


def _package_stores(hass: HomeAssistant) -> dict[str, PackageStore]:
    """Return where the packages of each loaded entry are."""
    return {hub.entry.entry_id: hub.firmware for hub in loaded_hubs(hass)}


def _newer_file(file: str, version: int, known: int) -> ConfigEntryError:
    """Return the error about a file of a newer release: trying again helps nobody."""
    return ConfigEntryError(
        translation_domain=DOMAIN,
        translation_key="database_newer",
        translation_placeholders={"file": file, "version": str(version), "known": str(known)},
    )
