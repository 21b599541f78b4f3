"""Looks up in the bucket what docks reported: whether it is there, and how large."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
import logging

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from .bucket import Bucket, BucketError
from .index import IndexedObject, IndexUnusable, ObjectIndex

_LOGGER = logging.getLogger(__name__)

MISSING_AFTER = timedelta(minutes=5)
"""A reported file may need so long to show up in a store that is only eventually consistent."""

_BATCH = 100
_FIRST_RETRY = 2.0
_LAST_RETRY = 300.0


class MediaLookup:
    """One look at each reported file; a store that is down is asked again later."""

    def __init__(
        self,
        hass: HomeAssistant,
        bucket: Bucket,
        objects: ObjectIndex,
        refresh: Callable[..., Awaitable[None]],
    ) -> None:
        """`refresh` is called with the docks of which something is known now."""
        self._hass = hass
        self._bucket = bucket
        self._objects = objects
        self._refresh = refresh
        self._wanted = asyncio.Event()
        self._wanted.set()

    def look_soon(self) -> None:
        """Say that there are new reports."""
        self._wanted.set()

    async def async_run(self) -> None:
        """Look until cancelled."""
        pause = _FIRST_RETRY
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            try:
                again = await self._async_look()
            except Exception as err:
                if not isinstance(err, IndexUnusable):
                    _LOGGER.exception("Reported media could not be looked up")
                again = True
            if not again:
                pause = _FIRST_RETRY
                continue
            await asyncio.sleep(pause)
            pause = min(_LAST_RETRY, pause * 2)
            self._wanted.set()

    async def _async_look(self) -> bool:
        """Look up what was not found yet; True if something has to be looked up again."""
        waiting = await self._hass.async_add_executor_job(self._objects.unsized, _BATCH)
        if not waiting:
            return False
        settled = await self._hass.async_add_executor_job(self._settle, waiting)
        await self._refresh(*{file.dock for file in settled})
        if len(settled) == len(waiting) == _BATCH:
            self._wanted.set()
            return False
        return len(settled) < len(waiting)

    def _settle(self, waiting: list[IndexedObject]) -> list[IndexedObject]:
        """Return those of which it is certain now whether they are there. Blocks."""
        settled = []
        for file in waiting:
            try:
                stored = self._bucket.lookup(file.key)
            except BucketError as err:
                _LOGGER.debug("Reported media cannot be looked up: %s", err)
                break
            if stored is not None:
                self._objects.confirm(file.key, stored.size, stored.modified)
            elif file.reported and dt_util.utcnow() - file.reported > MISSING_AFTER:
                self._objects.miss(file.key)
            else:
                continue
            settled.append(file)
        return settled
