"""Media and logs through Home Assistant, for browsers that cannot get at the bucket."""

import asyncio
from collections import Counter, OrderedDict
from http import HTTPStatus
from urllib.parse import quote, unquote

from aiohttp import hdrs, web
from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import Unauthorized

from ..bucket import Bucket, BucketBusy, BucketError, BucketUnreachable, ObjectMissing
from ..const import DOMAIN
from ..database import DatabaseUnusable, IndexedObject
from ..hub import Hub, loaded_hub
from ..media.pictures import PictureUnreadable, embedded_thumbnail, preview
from ..util.content_types import content_disposition, content_type
from ..util.rights import Right, may_on_dock
from .access import find_object, saved_name
from .stream import async_open, async_stream, requested_span
from .zip_view import ZipView

MAX_STREAMS = 8
"""Files of an entry that are sent at once; a browser that gets none asks again."""

SAVED = "save"

THUMBNAIL = 320
"""Pixels of the longer side."""

_HEAD = 128 * 1024
_MAX_PHOTO = 64 * 1024 * 1024
_MAX_CACHE = 8 * 1024 * 1024
_SAFE = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    hdrs.CACHE_CONTROL: "private, max-age=3600",
}


def media_path(entry_id: str, key: str, *, saved: bool = False) -> str:
    """Return the path of an object, which Home Assistant signs for those who asked.

    Browsers keep what is `saved`, whatever it is, in place of showing it.
    """
    return f"/api/{DOMAIN}/media/{entry_id}/{_escape(key)}" + (f"?{SAVED}=1" if saved else "")


def thumbnail_path(entry_id: str, key: str) -> str:
    """Return the path of a photo's thumbnail, which the frontend asks for as the user."""
    return f"/api/{DOMAIN}/thumbnail/{entry_id}/{_escape(key)}"


def has_thumbnail(name: str) -> bool:
    """Return whether there is a thumbnail of a file, by its name."""
    return content_type(name) == "image/jpeg"


def _escape(key: str) -> str:
    """Return a key in letters that survive: a signed path is taken apart and put together anew.

    What a URL writes with a percent sign comes out of that as something else, where it is a
    percent sign, a question mark or a hash itself.
    """
    return quote(key).replace("~", "~7E").replace("%", "~")


def _unescape(path: str) -> str:
    return unquote(path.replace("~", "%"))


@callback
def async_setup_views(hass: HomeAssistant) -> None:
    """Register the views."""
    hass.http.register_view(MediaView())
    hass.http.register_view(ThumbnailView())
    hass.http.register_view(ZipView())


async def _async_find(request: web.Request, entry_id: str, key: str) -> tuple[Hub, IndexedObject]:
    """Return an object that whoever asks may have.

    Raises:
        web.HTTPException: there is none.
        Unauthorized: of a dock that the user may not see.

    """
    hass = request.app[KEY_HASS]
    if (hub := loaded_hub(hass, entry_id)) is None:
        raise web.HTTPNotFound
    try:
        found = await hass.async_add_executor_job(find_object, hub, _unescape(key))
    except DatabaseUnusable as err:
        raise web.HTTPServiceUnavailable from err
    if found is None:
        raise web.HTTPNotFound
    if not may_on_dock(hass, request[KEY_HASS_USER], entry_id, found.dock, Right.READ):
        raise Unauthorized(permission=Right.READ)
    return hub, found


class MediaView(HomeAssistantView):
    """Sends an object, whole or in part."""

    url = f"/api/{DOMAIN}/media/{{entry_id}}/{{key:.+}}"
    name = f"api:{DOMAIN}:media"

    def __init__(self) -> None:
        """Start with nothing under way."""
        self._streams: Counter[str] = Counter()

    async def head(self, request: web.Request, entry_id: str, key: str) -> web.StreamResponse:
        """Tell what would be sent."""
        return await self.get(request, entry_id, key)

    async def get(self, request: web.Request, entry_id: str, key: str) -> web.StreamResponse:
        """Send it."""
        hub, found = await _async_find(request, entry_id, key)
        if self._streams[entry_id] >= MAX_STREAMS:
            raise web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: "2"})
        self._streams[entry_id] += 1
        try:
            return await self._send(request, hub, found)
        except BucketError as err:
            raise _http_error(err) from err
        finally:
            self._streams[entry_id] -= 1

    async def _send(
        self, request: web.Request, hub: Hub, found: IndexedObject
    ) -> web.StreamResponse:
        hass, bucket = request.app[KEY_HASS], hub.bucket
        stored = await hass.async_add_executor_job(bucket.lookup, found.key)
        if stored is None:
            raise web.HTTPNotFound
        response = web.StreamResponse(headers=_SAFE)
        response.content_type = content_type(found.name)
        response.headers[hdrs.CONTENT_DISPOSITION] = content_disposition(
            saved_name(hub, found), saved=SAVED in request.query
        )
        response.headers[hdrs.ACCEPT_RANGES] = "bytes"
        response.last_modified = stored.modified
        if stored.etag:
            response.headers[hdrs.ETAG] = f'"{stored.etag}"'
            if any(tag.value in (stored.etag, "*") for tag in request.if_none_match or ()):
                response.set_status(HTTPStatus.NOT_MODIFIED)
                await response.prepare(request)
                return response
        start, end = 0, stored.size
        if span := requested_span(request, stored):
            # Also where it is all of it: Safari plays nothing that is not sent as a part.
            start, end = span
            response.set_status(HTTPStatus.PARTIAL_CONTENT)
            response.headers[hdrs.CONTENT_RANGE] = f"bytes {start}-{end - 1}/{stored.size}"
        response.content_length = end - start
        if request.method == hdrs.METH_HEAD or start == end:
            await response.prepare(request)
            return response
        reader = await async_open(hass, bucket, stored, start, end)
        await async_stream(hass, request, response, reader)
        return response


class ThumbnailView(HomeAssistantView):
    """Sends a small picture of a photo."""

    url = f"/api/{DOMAIN}/thumbnail/{{entry_id}}/{{key:.+}}"
    name = f"api:{DOMAIN}:thumbnail"

    def __init__(self) -> None:
        """Start with an empty cache."""
        self._busy = asyncio.Semaphore(2)
        self._cache: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0

    async def get(self, request: web.Request, entry_id: str, key: str) -> web.Response:
        """Send it."""
        hass = request.app[KEY_HASS]
        hub, found = await _async_find(request, entry_id, key)
        if not has_thumbnail(found.name):
            raise web.HTTPNotFound
        name = f"{entry_id} {key} {found.modified}"
        # Asked again by whoever had to wait: the one before may have wanted the same.
        if (picture := self._cached(name)) is None:
            async with self._busy:
                if (picture := self._cached(name)) is None:
                    picture = await self._make(hass, hub.bucket, found)
                    self._keep(name, picture)
        return web.Response(body=picture, content_type="image/jpeg", headers=_SAFE)

    async def _make(self, hass: HomeAssistant, bucket: Bucket, found: IndexedObject) -> bytes:
        try:
            return await hass.async_add_executor_job(_thumbnail, bucket, found)
        except BucketError as err:
            raise _http_error(err) from err
        except PictureUnreadable as err:
            raise web.HTTPNotFound from err

    def _cached(self, name: str) -> bytes | None:
        if name in self._cache:
            self._cache.move_to_end(name)
        return self._cache.get(name)

    def _keep(self, name: str, picture: bytes) -> None:
        # Two may have made the same at the same time.
        self._size += len(picture) - len(self._cache.pop(name, b""))
        self._cache[name] = picture
        while self._size > _MAX_CACHE:
            _, dropped = self._cache.popitem(last=False)
            self._size -= len(dropped)


def _thumbnail(bucket: Bucket, found: IndexedObject) -> bytes:
    """Return a small picture: the one in the file, else one made from it. Blocks.

    Raises:
        BucketError, PictureUnreadable

    """
    if picture := embedded_thumbnail(_read(bucket, found.key, _HEAD), THUMBNAIL):
        return picture
    if (found.size or 0) > _MAX_PHOTO:
        raise PictureUnreadable("too large")
    return preview(_read(bucket, found.key, _MAX_PHOTO), THUMBNAIL)


def _read(bucket: Bucket, key: str, size: int) -> bytes:
    reader = bucket.read(key, 0, size - 1)
    try:
        return reader.read(size)
    finally:
        reader.close()


def _http_error(err: BucketError) -> web.HTTPException:
    if isinstance(err, ObjectMissing):
        return web.HTTPNotFound()
    if isinstance(err, (BucketUnreachable, BucketBusy)):
        return web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: "10"})
    return web.HTTPBadGateway()
