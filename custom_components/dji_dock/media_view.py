"""Media and logs through Home Assistant, for browsers that cannot get at the bucket."""

import asyncio
from collections import OrderedDict
from http import HTTPStatus
import logging
from urllib.parse import quote

from aiohttp import hdrs, web
from homeassistant.components.http import KEY_HASS, HomeAssistantView
from homeassistant.core import HomeAssistant, callback

from .bucket import Bucket, BucketBusy, BucketError, BucketUnreachable, ObjectMissing, ObjectReader
from .const import DOMAIN
from .hub import Hub
from .index import IndexedObject, IndexUnusable
from .media_types import content_type, opens_in_browser
from .pictures import PictureUnreadable, embedded_thumbnail, preview

_LOGGER = logging.getLogger(__name__)

MAX_STREAMS = 8
"""Files that are sent at once; a browser that gets none asks again."""

THUMBNAIL = 320
"""Pixels of the longer side."""

_CHUNK = 256 * 1024
_READ_SECONDS = 60
# A player that pauses stops reading. It asks anew for the rest.
_WRITE_SECONDS = 300
_HEAD = 128 * 1024
_MAX_PHOTO = 64 * 1024 * 1024
_MAX_CACHE = 8 * 1024 * 1024
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    hdrs.CACHE_CONTROL: "private, max-age=3600",
}


def media_path(entry_id: str, key: str) -> str:
    """Return the path of an object, which Home Assistant signs for those who asked."""
    return f"/api/{DOMAIN}/media/{entry_id}/{quote(key)}"


def thumbnail_path(entry_id: str, key: str) -> str:
    """Return the path of a photo's thumbnail, which the frontend asks for as the user."""
    return f"/api/{DOMAIN}/thumbnail/{entry_id}/{quote(key)}"


@callback
def async_setup_views(hass: HomeAssistant) -> None:
    """Register the views."""
    hass.http.register_view(MediaView())
    hass.http.register_view(ThumbnailView())


async def _async_find(hass: HomeAssistant, entry_id: str, key: str) -> tuple[Hub, IndexedObject]:
    """Return an object that is known to be in the folder of a dock of an entry.

    Raises:
        web.HTTPException: there is none.

    """
    entry = hass.config_entries.async_get_entry(entry_id)
    hub = getattr(entry, "runtime_data", None)
    if entry is None or entry.domain != DOMAIN or not isinstance(hub, Hub):
        raise web.HTTPNotFound
    try:
        found = await hass.async_add_executor_job(hub.media.browser.get, key)
    except IndexUnusable as err:
        raise web.HTTPServiceUnavailable from err
    if found is None or found.dock not in hub.coordinators:
        raise web.HTTPNotFound
    return hub, found


class MediaView(HomeAssistantView):
    """Sends an object, whole or in part."""

    url = f"/api/{DOMAIN}/media/{{entry_id}}/{{key:.+}}"
    name = f"api:{DOMAIN}:media"

    def __init__(self) -> None:
        """Start with nothing under way."""
        self._streams = 0

    async def head(self, request: web.Request, entry_id: str, key: str) -> web.StreamResponse:
        """Tell what would be sent."""
        return await self.get(request, entry_id, key)

    async def get(self, request: web.Request, entry_id: str, key: str) -> web.StreamResponse:
        """Send it."""
        hass = request.app[KEY_HASS]
        hub, found = await _async_find(hass, entry_id, key)
        if self._streams >= MAX_STREAMS:
            raise web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: "2"})
        self._streams += 1
        try:
            return await self._send(request, hass, hub.bucket, found)
        except BucketError as err:
            raise _http_error(err) from err
        finally:
            self._streams -= 1

    async def _send(
        self, request: web.Request, hass: HomeAssistant, bucket: Bucket, found: IndexedObject
    ) -> web.StreamResponse:
        stored = await hass.async_add_executor_job(bucket.lookup, found.key)
        if stored is None:
            raise web.HTTPNotFound
        response = web.StreamResponse(headers=_SAFE)
        response.content_type = content_type(found.name)
        response.headers[hdrs.CONTENT_DISPOSITION] = _disposition(found.name)
        response.headers[hdrs.ACCEPT_RANGES] = "bytes"
        response.last_modified = stored.modified
        if stored.etag:
            response.headers[hdrs.ETAG] = f'"{stored.etag}"'
            if any(tag.value in (stored.etag, "*") for tag in request.if_none_match or ()):
                response.set_status(HTTPStatus.NOT_MODIFIED)
                await response.prepare(request)
                return response
        start, end = _span(request, stored.size)
        if (start, end) != (0, stored.size):
            response.set_status(HTTPStatus.PARTIAL_CONTENT)
            response.headers[hdrs.CONTENT_RANGE] = f"bytes {start}-{end - 1}/{stored.size}"
        response.content_length = end - start
        if request.method == hdrs.METH_HEAD or start == end:
            await response.prepare(request)
            return response
        reader = await hass.async_add_executor_job(bucket.read, found.key, start, end - 1)
        await _async_stream(hass, request, response, reader)
        return response


class ThumbnailView(HomeAssistantView):
    """Sends a small picture of a photo."""

    url = f"/api/{DOMAIN}/thumbnail/{{entry_id}}/{{key:.+}}"
    name = f"api:{DOMAIN}:thumbnail"

    def __init__(self) -> None:
        """Start with an empty cache."""
        self._busy = asyncio.Semaphore(2)
        self._cache: OrderedDict[str, bytes] = OrderedDict()
        self._cached = 0

    async def get(self, request: web.Request, entry_id: str, key: str) -> web.Response:
        """Send it."""
        hass = request.app[KEY_HASS]
        hub, found = await _async_find(hass, entry_id, key)
        name = f"{entry_id} {key}"
        if (picture := self._cache.get(name)) is None:
            async with self._busy:
                try:
                    picture = await hass.async_add_executor_job(_thumbnail, hub.bucket, found.key)
                except BucketError as err:
                    raise _http_error(err) from err
                except PictureUnreadable as err:
                    raise web.HTTPNotFound from err
            self._keep(name, picture)
        else:
            self._cache.move_to_end(name)
        return web.Response(body=picture, content_type="image/jpeg", headers=_SAFE)

    def _keep(self, name: str, picture: bytes) -> None:
        self._cached += len(picture) - len(self._cache.pop(name, b""))
        self._cache[name] = picture
        while self._cached > _MAX_CACHE:
            _, dropped = self._cache.popitem(last=False)
            self._cached -= len(dropped)


async def _async_stream(
    hass: HomeAssistant, request: web.Request, response: web.StreamResponse, reader: ObjectReader
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
        ahead.add_done_callback(lambda done: _close(hass, done, reader))


def _close(hass: HomeAssistant, done: asyncio.Future[bytes], reader: ObjectReader) -> None:
    """Let go of the store's answer, after the thread that reads it."""
    if not done.cancelled():
        done.exception()
    hass.async_add_executor_job(reader.close)


def _thumbnail(bucket: Bucket, key: str) -> bytes:
    """Return a small picture: the one in the file, else one made from it. Blocks.

    Raises:
        BucketError, PictureUnreadable

    """
    if found := embedded_thumbnail(_read(bucket, key, _HEAD), THUMBNAIL):
        return found
    return preview(_read(bucket, key, _MAX_PHOTO), THUMBNAIL)


def _read(bucket: Bucket, key: str, size: int) -> bytes:
    reader = bucket.read(key, 0, size - 1)
    try:
        return reader.read(size)
    finally:
        reader.close()


def _span(request: web.Request, size: int) -> tuple[int, int]:
    """Return first byte and the one after the last that are asked for.

    Raises:
        web.HTTPRequestRangeNotSatisfiable

    """
    try:
        wanted = request.http_range
    except ValueError:
        # Several ranges, or other units: the whole is an answer, too.
        return 0, size
    start, stop = wanted.start, wanted.stop
    if start is None and stop is None:
        return 0, size
    if start is not None and start < 0:
        start = max(0, size + start)
    start, end = start or 0, size if stop is None else min(stop, size)
    if start >= end:
        raise web.HTTPRequestRangeNotSatisfiable(headers={hdrs.CONTENT_RANGE: f"bytes */{size}"})
    return start, end


def _disposition(name: str) -> str:
    """Return whether a file is shown or saved, and under which name."""
    kind = "inline" if opens_in_browser(name) else "attachment"
    plain = "".join(
        char if (char.isascii() and char.isalnum()) or char in "._-" else "_" for char in name
    )
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _http_error(err: BucketError) -> web.HTTPException:
    if isinstance(err, ObjectMissing):
        return web.HTTPNotFound()
    if isinstance(err, (BucketUnreachable, BucketBusy)):
        return web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: "10"})
    return web.HTTPBadGateway()
