"""Many files as one archive, through Home Assistant: asked for by the page, fetched by the browser."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
import secrets
import time
from typing import NamedTuple

from aiohttp import hdrs, web
from homeassistant.components.http import KEY_HASS, KEY_HASS_USER, HomeAssistantView
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import Unauthorized
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from ..bucket import Bucket, BucketBusy, BucketError, ObjectReader, StoredObject
from ..const import DOMAIN
from ..hub import Hub, loaded_hub
from ..util.content_types import content_disposition
from ..util.rights import Right, may_on_dock
from ..util.texts import common_text
from .archive import ArchiveReader, Member, Readable, archive_size
from .stream import async_stream, is_same
from .zip_names import Named

MAX_ARCHIVES = 2
"""Archives of an entry that are sent at once."""

ORDER_SECONDS = 600
"""Within this a download begins."""

_MAX_ORDERS, _MAX_ORDERS_OF_USER = 50, 5
_LOOKUPS = 8
_MISSING = "missing.txt"


class ZipOrder(NamedTuple):
    """What somebody wants in an archive."""

    user_id: str
    entry_id: str
    dock: str
    name: str
    """Of the archive."""
    files: Sequence[Named]
    made: float
    """Seconds of the monotonic clock."""


class ZipOrders:
    """What is wanted, under tokens that nobody guesses, for some minutes."""

    def __init__(self) -> None:
        """Start with nothing wanted and nothing under way."""
        self._orders: dict[str, ZipOrder] = {}
        self.running: Counter[str] = Counter()
        """Archives that are being sent, by entry."""

    def add(self, order: ZipOrder) -> str:
        """Keep an order and return its token; a user's oldest goes for more than a few."""
        self._drop_old()
        own = [token for token, known in self._orders.items() if known.user_id == order.user_id]
        for token in (*own[: len(own) + 1 - _MAX_ORDERS_OF_USER], *self._surplus()):
            self._orders.pop(token, None)
        token = secrets.token_urlsafe(24)
        self._orders[token] = order
        return token

    def get(self, token: str, user_id: str) -> ZipOrder | None:
        """Return what a user wanted; as often as a browser asks for it again."""
        self._drop_old()
        order = self._orders.get(token)
        return order if order and order.user_id == user_id else None

    def is_busy(self, entry_id: str) -> bool:
        """Return whether no other archive of an entry can be sent now."""
        return self.running[entry_id] >= MAX_ARCHIVES

    def _surplus(self) -> list[str]:
        return list(self._orders)[: max(0, len(self._orders) + 1 - _MAX_ORDERS)]

    def _drop_old(self) -> None:
        limit = time.monotonic() - ORDER_SECONDS
        self._orders = {token: known for token, known in self._orders.items() if known.made > limit}


_ORDERS: HassKey[ZipOrders] = HassKey(f"{DOMAIN}_archives")


@callback
def zip_orders(hass: HomeAssistant) -> ZipOrders:
    """Return what is wanted of all entries."""
    return hass.data.setdefault(_ORDERS, ZipOrders())


def zip_path(token: str) -> str:
    """Return the path of an archive, to be signed for those who asked."""
    return f"/api/{DOMAIN}/zip/{token}"


class ZipView(HomeAssistantView):
    """Sends an archive."""

    url = f"/api/{DOMAIN}/zip/{{token}}"
    name = f"api:{DOMAIN}:zip"

    async def get(self, request: web.Request, token: str) -> web.StreamResponse:
        """Send it; what fails after the first byte breaks the connection."""
        hass, user = request.app[KEY_HASS], request[KEY_HASS_USER]
        orders = zip_orders(hass)
        order = orders.get(token, user.id)
        hub = loaded_hub(hass, order.entry_id) if order else None
        if order is None or hub is None or order.dock not in hub.coordinators:
            raise web.HTTPNotFound
        if not may_on_dock(hass, user, order.entry_id, order.dock, Right.READ):
            raise Unauthorized(permission=Right.READ)
        if orders.is_busy(order.entry_id):
            raise web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: "30"})
        orders.running[order.entry_id] += 1
        try:
            return await _send(hass, request, hub, order)
        except BucketError as err:
            raise web.HTTPServiceUnavailable(headers={hdrs.RETRY_AFTER: "30"}) from err
        finally:
            orders.running[order.entry_id] -= 1


async def _send(
    hass: HomeAssistant, request: web.Request, hub: Hub, order: ZipOrder
) -> web.StreamResponse:
    stored = await _look_up(hass, hub.bucket, order.files)
    members = [
        _member(hub.bucket, file, there)
        for file, there in zip(order.files, stored, strict=True)
        if there is not None
    ]
    if not members:
        raise web.HTTPNotFound
    gone = [file.name for file, there in zip(order.files, stored, strict=True) if there is None]
    if gone:
        members.insert(0, _note(gone))
    response = web.StreamResponse(
        headers={
            hdrs.CONTENT_DISPOSITION: content_disposition(order.name, saved=True),
            hdrs.CACHE_CONTROL: "no-store",
            hdrs.ACCEPT_RANGES: "none",
            "X-Content-Type-Options": "nosniff",
        }
    )
    response.content_type = "application/zip"
    response.content_length = archive_size(members)
    await async_stream(hass, request, response, ArchiveReader(members))
    return response


async def _look_up(
    hass: HomeAssistant, bucket: Bucket, files: Sequence[Named]
) -> list[StoredObject | None]:
    """Return what is in the bucket now, some at a time.

    Raises:
        BucketError

    """
    places = asyncio.Semaphore(_LOOKUPS)

    async def look(file: Named) -> StoredObject | None:
        async with places:
            return await hass.async_add_executor_job(bucket.lookup, file.key)

    try:
        async with asyncio.TaskGroup() as group:
            looks = [group.create_task(look(file)) for file in files]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from failed
    return [done.result() for done in looks]


def _member(bucket: Bucket, file: Named, stored: StoredObject) -> Member:
    def opened() -> ObjectReader:
        reader = bucket.read(file.key)
        if not is_same(reader, stored, stored.size):
            reader.close()
            raise BucketBusy
        return reader

    return Member(file.name, file.when, stored.size, opened)


def _note(gone: Sequence[str]) -> Member:
    """Return a text that names what is not in the archive."""
    title = common_text("zip_missing") or "missing"
    text = "\r\n".join((title, "", *gone, "")).encode()

    def opened() -> Readable:
        return BytesIO(text)

    return Member(_MISSING, dt_util.as_local(dt_util.utcnow()), len(text), opened)
