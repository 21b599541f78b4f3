"""The credentials with which docks upload media, ready before a dock asks."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
import logging
from typing import Any, Protocol

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, BucketError, media_prefix
from ..bucket_access.target import storage_fingerprint, storage_target
from ..cloud_api import StorageRefused, StorageTarget
from ..util.backoff import Backoff

_LOGGER = logging.getLogger(__name__)

MIN_LEFT = timedelta(minutes=10)
"""Credentials with less time left are not handed out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialTimings:
    """Seconds."""

    answer_within: float = 2.5
    """A dock asks again after about three; later it would hear two answers."""
    look_every: float = 20.0
    first_retry: float = 5.0
    last_retry: float = 300.0


class NoteAccess(Protocol):
    """Writes down for the diagnosis how a dock gets at the bucket."""

    def __call__(self, dock: str, **changes: Any) -> None:
        """Take changed fields of StorageAccess."""


class MediaCredentials:
    """Keeps credentials for each dock at hand, so that a store that is down delays nobody."""

    def __init__(
        self,
        hass: HomeAssistant,
        bucket: Bucket,
        docks: Callable[[], Iterable[str]],
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
        note: NoteAccess,
        timings: CredentialTimings | None = None,
    ) -> None:
        """`docks` are those to be ready for; `note` takes what each was given."""
        self._hass = hass
        self._bucket = bucket
        self._docks = docks
        self._spawn = spawn
        self._note = note
        self._timings = timings or CredentialTimings()
        self._ready: dict[str, StorageTarget] = {}
        self._renewals: dict[str, asyncio.Future[StorageTarget]] = {}
        # Home Assistant's threads are for everybody: a store that hangs may hold only a few.
        self._threads = asyncio.Semaphore(4)
        self._failures = 0
        self._lifetime = timedelta(seconds=bucket.config.credential_lifetime)

    async def async_run(self) -> None:
        """Renew credentials in time, until cancelled."""
        while True:
            due = [dock for dock in self._docks() if self._left(dock) < self._lifetime / 2]
            renewals = [self._renewal(dock) for dock in due]
            if renewals:
                await asyncio.wait(renewals)
            await asyncio.sleep(self._pause() if self._failures else self._timings.look_every)

    async def async_target(self, dock: str) -> tuple[StorageTarget, str]:
        """Return where a dock uploads to, and the prefix of its keys; it is noted which it was given.

        Raises:
            StorageRefused: the store gives no credentials now.

        """
        now = dt_util.utcnow()
        try:
            target = await self._async_target(dock)
        except StorageRefused as err:
            _LOGGER.info("Dock %s asked for credentials and got none: %s", dock, err.reason)
            self._note(dock, asked=now, refused=now, refusal=err.reason)
            raise
        storage = storage_fingerprint(self._bucket.config)
        self._note(dock, asked=now, issued=now, storage=storage, misplaced=None)
        return target

    async def _async_target(self, dock: str) -> tuple[StorageTarget, str]:
        prefix = media_prefix(self._bucket.config, dock)
        if self._left(dock) >= min(MIN_LEFT, self._lifetime / 2):
            return self._ready[dock], prefix
        renewal = self._renewal(dock)
        done, _ = await asyncio.wait([renewal], timeout=self._timings.answer_within)
        if not done:
            raise StorageRefused("no_answer_in_time")
        if renewal.cancelled():
            raise StorageRefused("unexpected")
        if isinstance(err := renewal.exception(), BucketError):
            raise StorageRefused(err.reason) from err
        return renewal.result(), prefix

    def forget(self, dock: str) -> None:
        """Drop what was kept for a dock."""
        self._ready.pop(dock, None)

    def _left(self, dock: str) -> timedelta:
        target = self._ready.get(dock)
        return target.expire_at - dt_util.utcnow() if target else timedelta(0)

    def _pause(self) -> float:
        timings = self._timings
        return Backoff(timings.first_retry, timings.last_retry).pause(self._failures)

    def _renewal(self, dock: str) -> asyncio.Future[StorageTarget]:
        """Return the one renewal that runs for a dock."""
        if (running := self._renewals.get(dock)) is None:
            running = self._renewals[dock] = self._hass.loop.create_future()
            # Nobody may be waiting any more when it fails.
            running.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._spawn(self._async_renew(dock, running), f"credentials of {dock}")
        return running

    async def _async_renew(self, dock: str, renewal: asyncio.Future[StorageTarget]) -> None:
        began = dt_util.utcnow()
        try:
            async with self._threads:
                prefix = media_prefix(self._bucket.config, dock)
                target = await self._hass.async_add_executor_job(
                    storage_target, self._bucket, prefix, dock
                )
        except BucketError as err:
            self._failed(err, began)
            renewal.set_exception(err)
        else:
            self._failures = 0
            self._ready[dock] = target
            renewal.set_result(target)
        finally:
            self._renewals.pop(dock, None)
            renewal.cancel()

    def _failed(self, err: BucketError, began: datetime) -> None:
        self._failures += 1
        _LOGGER.debug("No credentials for media after %s: %s", dt_util.utcnow() - began, err.reason)
