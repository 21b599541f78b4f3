"""From the bucket to a browser, piece by piece: whatever the size of a file, memory stays small."""

import asyncio
import logging

from aiohttp import hdrs, web
from homeassistant.core import HomeAssistant

from ..bucket import Bucket, BucketBusy, BucketError, ObjectReader, StoredObject
from .archive import Readable

_LOGGER = logging.getLogger(__name__)

_CHUNK = 256 * 1024
_READ_SECONDS = 60
# A player that pauses stops reading. It asks anew for the rest.
_WRITE_SECONDS = 300


def requested_span(request: web.Request, stored: StoredObject) -> tuple[int, int] | None:
    """Return first byte and the one after the last that are asked for, None for the whole.

    Raises:
        web.HTTPRequestRangeNotSatisfiable

    """
    size = stored.size
    if (known := request.headers.get(hdrs.IF_RANGE)) and known != f'"{stored.etag}"':
        # The browser has parts of what was there before: they do not fit to what is there now.
        return None
    try:
        wanted = request.http_range
    except ValueError:
        # Several ranges, or other units: the whole is an answer, too.
        return None
    start, stop = wanted.start, wanted.stop
    if start is None and stop is None:
        return None
    if start is not None and start < 0:
        start = max(0, size + start)
    start, end = start or 0, size if stop is None else min(stop, size)
    if start >= end:
        raise web.HTTPRequestRangeNotSatisfiable(headers={hdrs.CONTENT_RANGE: f"bytes */{size}"})
    return start, end


async def async_open(
    hass: HomeAssistant, bucket: Bucket, stored: StoredObject, start: int, end: int
) -> ObjectReader:
    """Open a part of an object; nothing stays open if the browser leaves meanwhile.

    Raises:
        BucketError

    """
    opening = hass.async_add_executor_job(bucket.read, stored.key, start, end - 1)
    try:
        reader = await asyncio.shield(opening)
    except asyncio.CancelledError:
        opening.add_done_callback(lambda done: _close_opened(hass, done))
        raise
    if not is_same(reader, stored, end - start):
        hass.async_add_executor_job(reader.close)
        raise BucketBusy
    return reader


def is_same(reader: ObjectReader, stored: StoredObject, size: int) -> bool:
    """Return whether so many bytes of an object come, as it was looked up: it may be written anew."""
    return reader.size == size and (not stored.etag or reader.etag in ("", stored.etag))


async def async_stream(
    hass: HomeAssistant, request: web.Request, response: web.StreamResponse, reader: Readable
) -> None:
    """Send what a reader gives; reads one piece ahead while the one before is sent."""
    ahead = hass.async_add_executor_job(reader.read, _CHUNK)
    try:
        await response.prepare(request)
        while True:
            async with asyncio.timeout(_READ_SECONDS):
                data = await asyncio.shield(ahead)
            if not data:
                break
            ahead = hass.async_add_executor_job(reader.read, _CHUNK)
            async with asyncio.timeout(_WRITE_SECONDS):
                await response.write(data)
    except (BucketError, TimeoutError, ConnectionError) as err:
        # The status is out already: to break off is all that can be said.
        _LOGGER.debug("A file was not sent to its end: %s", type(err).__name__)
        if request.transport:
            request.transport.abort()
    finally:
        ahead.add_done_callback(lambda done: _close_read(hass, done, reader))


def _close_read(hass: HomeAssistant, done: asyncio.Future[bytes], reader: Readable) -> None:
    """Let go of the store's answer, after the thread that reads it."""
    if not done.cancelled():
        done.exception()
    hass.async_add_executor_job(reader.close)


def _close_opened(hass: HomeAssistant, done: asyncio.Future[ObjectReader]) -> None:
    """Let go of an answer that nobody waits for any more."""
    if not done.cancelled() and done.exception() is None:
        hass.async_add_executor_job(done.result().close)
