"""Telling docks to cancel: one command at a time, and again where it may have been lost."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
import logging

from ..cloud_api import CloudServer, DockRefused, NotConnected, ReplyTimeout, fileupload_update
from . import lifecycle
from .lifecycle import Step
from .models import MODULES, LogUpload, UploadStatus

_LOGGER = logging.getLogger(__name__)


class UploadCanceler:
    """Brings the user's cancels to the docks; the record says what has to be sent."""

    def __init__(
        self,
        server: CloudServer,
        *,
        current: Callable[[str], LogUpload | None],
        apply: Callable[[str, Step], Awaitable[None]],
        reachable: Callable[[str], bool],
    ) -> None:
        """Take where uploads and docks are found."""
        self._server = server
        self._current = current
        self._apply = apply
        self._reachable = reachable
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def async_cancel(self, upload: LogUpload, modules: Sequence[str]) -> None:
        """Note a cancel, and send it if the dock can be reached; a refusal takes it back.

        Except of an upload that is not heard of: then the dock has nothing to stop.

        Raises:
            DockRefused: the dock goes on.

        """
        upload_id, stalled = upload.upload_id, upload.status is UploadStatus.STALLED
        # Taken first, so that the watch does not send the same cancel at the same time.
        async with self._locks[upload.dock]:
            await self._apply(upload_id, partial(lifecycle.cancel_requested, modules=modules))
            try:
                await self._send(upload_id)
            except DockRefused as err:
                if stalled:
                    await self._close(upload_id, err)
                    return
                await self._apply(upload_id, partial(lifecycle.cancel_refused, modules=modules))
                raise

    async def async_send_again(self, upload_id: str) -> None:
        """Send a cancel that waited for its dock; one that is refused then has nothing to stop."""
        upload = self._current(upload_id)
        if upload is None or self._locks[upload.dock].locked():
            return
        async with self._locks[upload.dock]:
            try:
                await self._send(upload_id)
            except DockRefused as err:
                await self._close(upload_id, err)

    async def _close(self, upload_id: str, err: DockRefused) -> None:
        _LOGGER.info("%s, upload %s is closed all the same", err, upload_id)
        await self._apply(upload_id, lifecycle.canceled)

    async def _send(self, upload_id: str) -> None:
        """Tell a dock that can be reached; without a reply it may or may not have heard.

        Raises:
            DockRefused: the dock goes on.

        """
        upload = self._current(upload_id)
        if upload is None or not upload.cancel_modules or not self._reachable(upload.dock):
            return
        names = upload.cancel_modules
        sent = partial(lifecycle.cancel_sent, modules=names)
        try:
            await fileupload_update(self._server, upload.dock, [MODULES[name] for name in names])
        except NotConnected:
            return
        except ReplyTimeout as err:
            _LOGGER.debug("%s: whether upload %s is canceled will show", err, upload_id)
            await self._apply(upload_id, partial(sent, confirmed=False))
        else:
            await self._apply(upload_id, partial(sent, confirmed=True))
