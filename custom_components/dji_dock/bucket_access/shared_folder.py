"""Two entries with one folder of a bucket, as earlier releases let people set them up."""

import asyncio

from homeassistant.config_entries import (
    SIGNAL_CONFIG_ENTRY_CHANGED,
    ConfigEntry,
    ConfigEntryChange,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.dispatcher import async_dispatcher_connect

from ..const import DOMAIN
from ..util.entry_data import bucket_config
from .taken import async_older_entry_with_bucket


@callback
def watch_folder(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Tell people for as long as the folder of an entry belongs to an older one."""
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


def shared_folder_issue_id(entry_id: str) -> str:
    """Return the id of the issue about the folder of an entry."""
    return f"folder_shared_{entry_id}"


def _show(hass: HomeAssistant, entry: ConfigEntry, owner: ConfigEntry | None) -> None:
    issue_id = shared_folder_issue_id(entry.entry_id)
    if owner is None:
        ir.async_delete_issue(hass, DOMAIN, issue_id)
        return
    config = bucket_config(entry.data)
    ir.async_create_issue(
        hass,
        DOMAIN,
        issue_id,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key="folder_shared",
        translation_placeholders={
            "cloud": entry.title,
            "owner": owner.title,
            "bucket": config.bucket,
            "folder": config.key_prefix,
            "owners_folder": bucket_config(owner.data).key_prefix,
        },
    )
