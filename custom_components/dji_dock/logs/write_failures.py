"""Looks at the bucket before a dock's failure to write into it is reported.

A dock knows only that it could not write. If the bucket takes nothing from us either, then that is
why, and nobody has to look at the dock's connection.
"""

import asyncio
from collections.abc import Callable, Coroutine
import logging
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, BucketError, RightMissing, StoreFull, check
from ..bucket_access.endpoint_issue import EndpointIssue
from ..util.dock_event import DockEvent
from .events import upload_event
from .lifecycle import blamed_on_bucket, could_not_write
from .models import LogUpload, UploadError
from .registry import UploadRegistry

_LOGGER = logging.getLogger(__name__)

type Notify = Callable[[str, DockEvent], None]
"""Takes the serial number of a dock, and what happened to it."""

_PATIENCE = 60
"""Seconds for which the report waits for the bucket."""


class WriteFailures:
    """Finds out whether it is the bucket's fault that docks cannot write."""

    def __init__(
        self,
        hass: HomeAssistant,
        bucket: Bucket,
        registry: UploadRegistry,
        spawn: Callable[[Coroutine[Any, Any, object], str], object],
        endpoint: EndpointIssue | None = None,
    ) -> None:
        """Take the bucket, the records to note it in, and what runs in the background.

        `endpoint` is the issue about the address that docks are given from now on.
        """
        self._hass = hass
        self._bucket = bucket
        self._registry = registry
        self._spawn = spawn
        self._endpoint = endpoint
        self._since = dt_util.utcnow()
        self._looking: asyncio.Future[UploadError | None] | None = None

    @callback
    def report(self, upload: LogUpload, event_type: str, notify: Notify) -> None:
        """Tell of an upload: at once, or when it is known why the dock could not write."""
        if event_type == "failed" and could_not_write(upload):
            self._spawn(self._async_report(upload, notify), "look why a dock cannot write")
        else:
            notify(upload.dock, upload_event(event_type, upload))
        if self._endpoint and not upload.adopted and upload.created >= self._since:
            if any(file.stored_size is not None for file in upload.files):
                self._endpoint.could_write(upload.dock)
            elif could_not_write(upload):
                self._endpoint.could_not_write(upload.dock)

    async def _async_report(self, upload: LogUpload, notify: Notify) -> None:
        """Note what the bucket says, and report the upload; whatever happens, it is reported."""
        try:
            async with asyncio.timeout(_PATIENCE):
                fault = await self._async_fault()
            if fault is not None:
                self._registry.apply(
                    upload.upload_id, lambda now, _: blamed_on_bucket(now, error=fault)
                )
                await self._registry.async_keep()
        except TimeoutError:
            _LOGGER.debug("The bucket does not say in time why a dock cannot write")
        finally:
            notify(upload.dock, upload_event("failed", self._registry.now(upload)))

    async def _async_fault(self) -> UploadError | None:
        """Return what is wrong with the bucket; docks that fail at once share one look at it."""
        if self._looking is None or self._looking.done():
            self._looking = self._hass.async_add_executor_job(self._fault)
        return await asyncio.shield(self._looking)

    def _fault(self) -> UploadError | None:
        try:
            check(self._bucket)
        except BucketError as err:
            # Whoever watches the bucket would look again within the hour only.
            self._bucket.refused()
            if isinstance(err, RightMissing) and not err.to_write:
                # Docks do nothing but write.
                return None
            _LOGGER.info("A dock cannot write, and neither can we: %s", err.reason)
            full = isinstance(err, StoreFull)
            return UploadError.STORE_FULL if full else UploadError.BUCKET_UNUSABLE
        return None
