"""Whether a bucket and a folder belong to another entry already."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..bucket import Bucket, BucketConfig, BucketError, holds_the_same
from ..const import DOMAIN
from ..util.entry_data import bucket_config, has_bucket
from ..util.same_place import common_folder, same_bucket


async def async_entry_with_bucket(
    hass: HomeAssistant, data: Mapping[str, Any], own: str | None
) -> ConfigEntry | None:
    """Return another entry whose folder is this one, lies in it, or holds it.

    `own` is the id of the entry that is changed.
    """
    entries = hass.config_entries.async_entries(DOMAIN)
    return await _async_first(hass, data, (item for item in entries if item.entry_id != own))


async def async_older_entry_with_bucket(
    hass: HomeAssistant, own: ConfigEntry
) -> ConfigEntry | None:
    """Return an entry that had the folder of another one before that, or one around or in it.

    Earlier releases let entries share one: it belongs to the oldest.
    """
    entries = hass.config_entries.async_entries(DOMAIN)
    return await _async_first(hass, own.data, (item for item in entries if _age(item) < _age(own)))


def _age(entry: ConfigEntry) -> tuple[datetime, str]:
    return entry.created_at, entry.entry_id


async def _async_first(
    hass: HomeAssistant, data: Mapping[str, Any], entries: Iterable[ConfigEntry]
) -> ConfigEntry | None:
    """Return the first one whose folder meets that of some settings.

    Addresses that are written differently may lead to the same store: then what is written at one
    can be seen at the other.
    """
    if not has_bucket(data):
        return None
    config = bucket_config(data)
    for entry in entries:
        try:
            other = bucket_config(entry.data)
        except BucketError, KeyError, ValueError:
            # What it has is no bucket, and so no dock can write there.
            continue
        folder = common_folder(config, other)
        if folder is None or config.bucket != other.bucket:
            continue
        if same_bucket(config, other) or await hass.async_add_executor_job(
            partial(_holds_the_same, config, other, folder)
        ):
            return entry
    return None


def _holds_the_same(one: BucketConfig, other: BucketConfig, folder: str) -> bool:
    try:
        return holds_the_same(Bucket(one), Bucket(other), folder)
    except BucketError:
        # A store that cannot be asked is distinguished by its address alone.
        return False
