"""Watches whether the bucket can be used, and tells the user while it cannot."""

import asyncio
import logging

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir

from .bucket import Bucket, BucketAuthFailed, BucketError, check
from .const import DOMAIN, FAILED, FAILED_BUCKET
from .errors import reason_in_words
from .runtime import DjiDockConfigEntry

_LOGGER = logging.getLogger(__name__)

_INTERVAL = 3600
_FIRST_RETRY = 5
_LAST_RETRY = 300


class BucketHealth:
    """Checks the bucket at once and every hour; while it fails, with back-off."""

    def __init__(self, hass: HomeAssistant, entry: DjiDockConfigEntry, bucket: Bucket) -> None:
        """Take the bucket to watch."""
        self._hass = hass
        self._entry = entry
        self._bucket = bucket
        self._issue_id = bucket_issue_id(entry.entry_id)
        self.usable: bool | None = None
        """How the last check went, None before the first."""

    async def async_run(self) -> None:
        """Watch until cancelled."""
        failures = 0
        while True:
            try:
                await self._hass.async_add_executor_job(check, self._bucket)
            except BucketError as err:
                failures += 1
                self.usable = False
                self._failed(err, first=failures == 1)
            else:
                self.usable = True
                self._worked(after_failures=failures > 0)
                failures = 0
            delay = min(_LAST_RETRY, _FIRST_RETRY * 2 ** min(failures - 1, 8))
            await asyncio.sleep(delay if failures else _INTERVAL)

    def _failed(self, err: BucketError, *, first: bool) -> None:
        if first:
            _LOGGER.info("The bucket cannot be used: %s", err.reason)
        if isinstance(err, BucketAuthFailed):
            self._entry.async_start_reauth(self._hass, data={FAILED: FAILED_BUCKET})
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            self._issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.ERROR,
            translation_key="bucket_unavailable",
            translation_placeholders={"cloud": self._entry.title, "reason": reason_in_words(err)},
        )

    def _worked(self, *, after_failures: bool) -> None:
        if after_failures:
            _LOGGER.info("The bucket can be used again")
        ir.async_delete_issue(self._hass, DOMAIN, self._issue_id)


def bucket_issue_id(entry_id: str) -> str:
    """Return the id of the repair issue about an entry's bucket."""
    return f"bucket_unavailable_{entry_id}"
