"""Looks up in the bucket what docks reported: whether it is there, and how large."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
import logging

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, BucketError, BucketUnreachable
from ..database import DatabaseUnusable, IndexedObject, ObjectIndex
from ..util.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

MISSING_AFTER = timedelta(minutes=5)
"""A reported file may need so long to show up in a store that is only eventually consistent."""

_BATCH = 100
_REFUSED_IN_A_ROW = 10
_RETRY = Backoff(2.0, 300.0)


class Verifier:
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
        self._later: set[str] = set()
        """Keys that were looked up in vain: they wait for the next try."""
        self._put_off = ""
        """The dock of which one key after the other was refused: all of them wait for that."""

    def look_soon(self) -> None:
        """Say that there are new reports."""
        self._wanted.set()

    async def async_run(self) -> None:
        """Look until cancelled."""
        clock = asyncio.get_running_loop().time
        rounds = 0
        while True:
            usable = await self._async_look()
            if usable and not self._later:
                rounds = 0
                await self._wanted.wait()
                continue
            rounds += 1
            due = clock() + _RETRY.pause(rounds)
            # What cannot be looked up does not hold up what comes in.
            while usable and await self._is_wanted_before(due):
                usable = await self._async_look()
            if usable:
                self._later.clear()
            self._put_off = ""
            await asyncio.sleep(due - clock())

    async def _is_wanted_before(self, due: float) -> bool:
        try:
            async with asyncio.timeout_at(due):
                await self._wanted.wait()
        except TimeoutError:
            return False
        return True

    async def _async_look(self) -> bool:
        """Look up all that was not found yet and is not put off; False if the store does not answer."""
        self._wanted.clear()
        try:
            while waiting := await self._hass.async_add_executor_job(self._waiting):
                settled, usable = await self._hass.async_add_executor_job(self._settle, waiting)
                await self._refresh(*{file.dock for file in settled})
                if not usable:
                    return False
        except Exception as err:
            if not isinstance(err, DatabaseUnusable):
                _LOGGER.exception("Reported media could not be looked up")
            return False
        return True

    def _waiting(self) -> list[IndexedObject]:
        """Return what is to be looked up next. Blocks."""
        without = [self._put_off] if self._put_off else []
        found = self._objects.unsized(_BATCH + len(self._later), without)
        return [file for file in found if file.key not in self._later][:_BATCH]

    def _settle(self, waiting: list[IndexedObject]) -> tuple[list[IndexedObject], bool]:
        """Return those of which it is certain now whether they are there. Blocks.

        The others are put off, so that one that cannot be looked up stops no other, and a dock with
        many of them no other dock. The second value is False when it is the store that does not answer.
        """
        settled: list[IndexedObject] = []
        refused: Counter[str] = Counter()
        for file in waiting:
            if file.dock == self._put_off:
                continue
            try:
                stored = self._bucket.lookup(file.key)
            except BucketError as err:
                _LOGGER.debug("Reported media cannot be looked up: %s", err)
                if isinstance(err, BucketUnreachable):
                    return settled, False
                self._later.add(file.key)
                refused[file.dock] += 1
                if refused[file.dock] == _REFUSED_IN_A_ROW and not self._put_off:
                    self._put_off = file.dock
                elif _REFUSED_IN_A_ROW in (refused[file.dock], len(refused)):
                    return settled, False
                continue
            refused.clear()
            if stored is not None:
                self._objects.confirm(file.key, stored.size, stored.modified)
            elif file.reported and abs(dt_util.utcnow() - file.reported) > MISSING_AFTER:
                self._objects.miss(file.key)
            else:
                self._later.add(file.key)
                continue
            settled.append(file)
        return settled, True
