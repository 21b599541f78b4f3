"""Watches whether the bucket can be used, and informs the user while it cannot."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
import logging
import time
from typing import override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.start import async_at_started

from ..bucket import Bucket, BucketAuthFailed, BucketError, CredentialsExpired, check
from ..const import DOMAIN, FAILED, FAILED_BUCKET
from ..errors import reason_text
from ..util.backoff import Backoff
from ..util.feature import Feature
from ..util.issues import Issues
from ..util.subscriptions import Subscriptions

_LOGGER = logging.getLogger(__name__)

_UNAVAILABLE = "bucket_unavailable"
_NOT_SET = "bucket_not_set"
_INTERVAL = 3600
_RETRY = Backoff(5, 300)
_PAUSE = 60


class BucketHealth(Feature):
    """Checks the bucket at once, every hour, and when it refuses something; with back-off if it fails."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry, bucket: Bucket) -> None:
        """Take the bucket to watch."""
        self._hass = hass
        self._entry = entry
        self._bucket = bucket
        self._issues = Issues(hass, entry.entry_id)
        self._refused = asyncio.Event()
        self.usable: bool | None = None
        """How the last check went, None before the first."""
        self.error: BucketError | None = None
        """Why it cannot be used."""
        self._listeners = Subscriptions[()]()

    @callback
    def subscribe(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Call a listener after each check; returns what ends that."""
        return self._listeners.add(listener)

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Begin to watch when Home Assistant has started; returns what keeps it from that.

        Where there is no bucket yet there is nothing to watch: a repair says what is missing, and
        leads to where it is set up.
        """
        if not self._bucket.is_set:
            self._issues.clear(_UNAVAILABLE)
            self._issues.show(_NOT_SET, asks=True, cloud=self._entry.title)
            return []
        self._issues.clear(_NOT_SET)
        return [async_at_started(self._hass, self._begin)]

    @callback
    def _begin(self, _: HomeAssistant) -> None:
        self._entry.async_create_background_task(
            self._hass, self.async_run(), f"{DOMAIN} bucket health"
        )

    async def async_run(self) -> None:
        """Watch until cancelled."""
        loop = asyncio.get_running_loop()

        def refused() -> None:
            loop.call_soon_threadsafe(self._refused.set)

        self._bucket.refused = refused
        try:
            await self._async_watch()
        finally:
            self._bucket.refused = lambda: None

    async def _async_watch(self) -> None:
        failures, not_before = 0, 0.0
        while True:
            self._refused.clear()
            try:
                await self._hass.async_add_executor_job(check, self._bucket)
            except BucketError as err:
                failures += 1
                self.usable, self.error = False, err
                self._failed(err, first=failures == 1)
                self._listeners.notify()
                await asyncio.sleep(_RETRY.pause(failures))
                continue
            self.usable, self.error = True, None
            self._worked(after_failures=failures > 0)
            self._listeners.notify()
            failures = 0
            with suppress(TimeoutError):
                async with asyncio.timeout(_INTERVAL):
                    await self._refused.wait()
                    await asyncio.sleep(not_before - time.monotonic())
                # What is refused although the bucket can be used does not have it checked without end.
                not_before = time.monotonic() + _PAUSE

    def _failed(self, err: BucketError, *, first: bool) -> None:
        if first:
            _LOGGER.info("The bucket cannot be used: %s", err.reason)
        if isinstance(err, (BucketAuthFailed, CredentialsExpired)):
            self._entry.async_start_reauth(self._hass, data={FAILED: FAILED_BUCKET})
        self._issues.show(
            _UNAVAILABLE,
            severity=ir.IssueSeverity.ERROR,
            cloud=self._entry.title,
            reason=reason_text(err),
        )

    def _worked(self, *, after_failures: bool) -> None:
        if after_failures:
            _LOGGER.info("The bucket can be used again")
        self._issues.clear(_UNAVAILABLE)
