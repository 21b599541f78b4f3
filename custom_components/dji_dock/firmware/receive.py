"""A package on its way from a browser or curl into the bucket: whatever its size, memory stays small."""

import asyncio
from collections.abc import AsyncGenerator, Callable
import logging
from typing import Any

from aiohttp import StreamReader
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..bucket import Bucket, BucketError, ObjectMissing, ObjectWriter
from ..const import DOMAIN
from .library import PackageLibrary
from .packages import MAX_NOTES, MAX_PACKAGE, NOTES, in_version

_LOGGER = logging.getLogger(__name__)

_CHUNK = 256 * 1024
_SILENCE = 60.0
"""Seconds without a byte after which whoever sends is gone."""
_ZIP = b"PK\x03\x04"


class NotTaken(HomeAssistantError):
    """What is sent is not taken; the text says why."""

    def __init__(self, key: str, **placeholders: str) -> None:
        """Take the translation key."""
        super().__init__(
            translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
        )


class TooLarge(NotTaken):
    """It is larger than anything of its kind."""


class PackageReceiver:
    """Takes what is sent for one bucket, one after the other."""

    def __init__(self, hass: HomeAssistant, bucket: Bucket, library: PackageLibrary) -> None:
        """Take where it goes, and who is to know."""
        self._hass = hass
        self._bucket = bucket
        self._library = library
        self.busy = False
        """Whether something is being sent; it takes no second one."""

    async def async_receive(
        self, product_key: str, key: str, content: StreamReader, announced: int | None
    ) -> int:
        """Write what comes under a key, whole or not at all; returns its bytes.

        Raises:
            NotTaken: it is too large, no package, or not the only one of its version.
            BucketError: the store does not take it.
            TimeoutError: nothing came for a minute.

        """
        version, name = key.rsplit("/", 2)[1:]
        limit = MAX_NOTES if name == NOTES else MAX_PACKAGE
        if (announced or 0) > limit:
            raise TooLarge("firmware_too_large", limit=str(limit))
        self.busy = True
        try:
            if name != NOTES:
                there = await self._run(in_version, self._bucket, product_key, version)
                if other := next((item for item in there if item != name), None):
                    raise NotTaken("firmware_other_package", name=other)
            return await self._async_receive(key, content, limit, zipped=name != NOTES)
        finally:
            self.busy = False

    async def _async_receive(
        self, key: str, content: StreamReader, limit: int, *, zipped: bool
    ) -> int:
        first = await self._next(content)
        while zipped and first and len(first) < len(_ZIP) and (more := await self._next(content)):
            first += more
        if zipped and not first.startswith(_ZIP):
            raise NotTaken("firmware_no_zip")
        kind = "application/zip" if zipped else "text/markdown; charset=utf-8"
        writer = await self._run(ObjectWriter, self._bucket, key, kind)
        try:
            # Saved before anything is sent: stores keep, and charge for, parts that nobody sees.
            await self._library.async_begin_upload(key, writer.upload_id)
            async for data in self._pieces(first, content, limit):
                await self._run(writer.write, data)
            await self._run(writer.finish)
        except BaseException:
            # Also of whoever hangs up, and of a stop.
            await asyncio.shield(self._async_abort(writer))
            raise
        if (stored := await self._run(self._bucket.lookup, key)) is None:
            raise ObjectMissing
        await self._library.async_end_upload(key, stored, writer.md5)
        return writer.size

    async def _async_abort(self, writer: ObjectWriter) -> None:
        try:
            await self._run(writer.abort)
        except BucketError as err:
            # The next start tries again.
            _LOGGER.debug("An upload that was broken off cannot be aborted: %s", err)
        else:
            await self._library.async_end_upload(writer.key, None, "")

    async def _pieces(
        self, first: bytes, content: StreamReader, limit: int
    ) -> AsyncGenerator[bytes]:
        data, size = first, 0
        while data:
            size += len(data)
            if size > limit:
                raise TooLarge("firmware_too_large", limit=str(limit))
            yield data
            data = await self._next(content)

    @staticmethod
    async def _next(content: StreamReader) -> bytes:
        async with asyncio.timeout(_SILENCE):
            return await content.read(_CHUNK)

    async def _run[T](self, function: Callable[..., T], *arguments: Any) -> T:
        return await self._hass.async_add_executor_job(function, *arguments)
