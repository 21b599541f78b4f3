"""Whether the archives of the history are still in the bucket: an end is not the end of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
import logging

from homeassistant.core import HomeAssistant

from ..bucket import Bucket, BucketBusy, BucketError, BucketUnreachable
from . import lifecycle
from .models import LogUpload
from .registry import UploadRegistry

_LOGGER = logging.getLogger(__name__)

_ENOUGH_REFUSED = 10


class UploadPresence:
    """Notes in the history what was deleted, by whomever."""

    def __init__(
        self,
        hass: HomeAssistant,
        bucket: Bucket,
        registry: UploadRegistry,
        is_listed: Callable[[str], bool],
    ) -> None:
        """Take the bucket, the history, and who knows, in a thread, whether a listing found a key."""
        self._hass = hass
        self._bucket = bucket
        self._registry = registry
        self._is_listed = is_listed

    async def async_look(self, upload: LogUpload) -> LogUpload:
        """Look whether the archives of an upload are there; return the record as it is then."""
        found = await self._hass.async_add_executor_job(self._look, _stored(upload))
        await self._async_note([upload], found.keys(), _missing(found))
        return self._registry.now(upload)

    async def async_listed(self, dock: str) -> None:
        """Compare the history with what a listing found; what it did not find is looked for.

        Raises:
            DatabaseUnusable

        """
        uploads = [upload for upload in self._registry.newest(dock) if upload.status.finished]
        known = {key for upload in uploads for key in upload.gone_keys}
        asked = [key for upload in uploads for key in _stored(upload)]
        absent = await self._hass.async_add_executor_job(self._absent, asked)
        unsure = absent - known
        found = await self._hass.async_add_executor_job(self._look, unsure)
        seen = set(asked).difference(unsure - found.keys())
        await self._async_note(uploads, seen, _missing(found) | (known & absent))

    async def async_deleted(self, dock: str, keys: Collection[str]) -> None:
        """Note that we deleted objects of a dock."""
        await self._async_note(self._registry.newest(dock), keys, set(keys))

    async def _async_note(
        self, uploads: Iterable[LogUpload], asked: Collection[str], gone: set[str]
    ) -> None:
        """Save of the keys that were asked about which are gone; of others nothing is known."""
        changed = False
        for upload in uploads:
            if not set(_stored(upload)).isdisjoint(asked):
                known = set(upload.gone_keys).difference(asked)
                step = partial(lifecycle.seen, gone=known | gone)
                changed |= self._registry.apply(upload.upload_id, step)
        if changed:
            await self._registry.async_keep()

    def _absent(self, keys: Iterable[str]) -> set[str]:
        """Return the keys that the index does not know. Blocks."""
        return {key for key in keys if not self._is_listed(key)}

    def _look(self, keys: Iterable[str]) -> dict[str, bool]:
        """Return which keys are in the bucket, as far as it answers. Blocks."""
        found: dict[str, bool] = {}
        refused = 0
        for key in keys:
            try:
                found[key] = self._bucket.lookup(key) is not None
            except (BucketUnreachable, BucketBusy) as err:
                _LOGGER.debug("Archives cannot be looked for: %s", err)
                break
            except BucketError as err:
                # That may be one key's trouble alone.
                _LOGGER.debug("An archive cannot be looked for: %s", err)
                refused += 1
                if refused == _ENOUGH_REFUSED:
                    break
        return found


def _missing(found: Mapping[str, bool]) -> set[str]:
    return {key for key, there in found.items() if not there}


def _stored(upload: LogUpload) -> list[str]:
    return [key for file in upload.files if not file.elsewhere for key in file.stored_keys]
