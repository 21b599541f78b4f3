"""Two entries with one folder of a bucket, as earlier releases let people set them up."""

import asyncio

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import DOMAIN
from ..util.entry_data import bucket_config, has_bucket
from ..util.issues import Issues
from .taken import async_older_entry_with_bucket

_KIND = "folder_shared"


@callback
def watch_folder(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Notify people for as long as the folder of an entry belongs to an older one."""
    if not has_bucket(entry.data):
        Issues(hass, entry.entry_id).clear(_KIND)
        return
    changed = asyncio.Event()
    changed.set()

    @callback
    def entry_changed(_: ConfigEntryChange, other: ConfigEntry) -> None:
        if other.domain == DOMAIN and other.entry_id != entry.entry_id:
            changed.set()

    async def watch() -> None:
        while True:
            await changed.wait()
            changed.clear()
            _show(hass, entry, await async_older_entry_with_bucket(hass, entry))

    entry.async_on_unload(
        async_dispatcher_connect(hass, SIGNAL_CONFIG_ENTRY_CHANGED, entry_changed)
    )
    entry.async_create_background_task(hass, watch(), f"{DOMAIN} shared folder")


def _show(hass: HomeAssistant, entry: ConfigEntry, owner: ConfigEntry | None) -> None:
    issues = Issues(hass, entry.entry_id)
    if owner is None:
        issues.clear(_KIND)
        return
    config = bucket_config(entry.data)
    issues.show(
        _KIND,
        cloud=entry.title,
        owner=owner.title,
        bucket=config.bucket,
        folder=config.key_prefix,
        owners_folder=bucket_config(owner.data).key_prefix,
    )
