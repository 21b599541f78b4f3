"""The page's commands about uploads of logs."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from homeassistant.components import websocket_api
from homeassistant.components.websocket_api import ActiveConnection
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.util import dt as dt_util
import probatio

from ..const import DOMAIN
from ..errors import raise_translated
from ..hub import Hub, loaded_hubs
from ..logs.actions import ATTR_DELETE_OBJECTS, ATTR_SINCE, ATTR_STATUS, ATTR_UPLOAD_ID, QUEUED
from ..logs.models import MAX_UPLOAD_ID, UploadStatus
from ..util.action import ATTR_EXPIRES_IN, ATTR_LIMIT, EXPIRES_IN
from ..util.rights import Right
from .board import board
from .commands import Asked, dock_command, find_dock, not_allowed, not_here, send_error
from .items import Rights, View, rights_on, upload_for
from .page import Place, Wanted, async_page
from .upload_view import find_upload
from .words import error_words

_MOST = 200
_MOST_LINKS = 50
_AT_ONCE = 8
"""Uploads about which the bucket is asked at the same time."""
_UPLOAD_ID = probatio.All(cv.string, probatio.Length(min=1, max=MAX_UPLOAD_ID))
_ONE = {probatio.Required(ATTR_DEVICE_ID): cv.string, probatio.Required(ATTR_UPLOAD_ID): _UPLOAD_ID}


def _several(most: int) -> dict[Any, Any]:
    return {probatio.Required("uploads"): probatio.All([_ONE], probatio.Length(min=1, max=most))}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/uploads/list",
        probatio.Optional(ATTR_DEVICE_ID): cv.string,
        probatio.Optional(ATTR_STATUS, default=[]): [
            probatio.In([QUEUED, *(status.value for status in UploadStatus)])
        ],
        probatio.Optional(ATTR_SINCE): cv.datetime,
        probatio.Optional("until"): cv.datetime,
        probatio.Optional("before"): probatio.All(cv.string, probatio.Length(max=200)),
        probatio.Optional(ATTR_LIMIT, default=50): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=_MOST)
        ),
    }
)
@websocket_api.async_response
async def uploads_list(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return uploads of all docks that the user may see, or of one."""
    try:
        docks = {
            (seen.hub, seen.dock): seen
            for seen in _docks(hass, connection, msg.get(ATTR_DEVICE_ID))
        }
        cursor = msg.get("before")
        wanted = Wanted(
            statuses=frozenset(msg[ATTR_STATUS]),
            since=_moment(msg.get(ATTR_SINCE)),
            until=_moment(msg.get("until")),
            before=Place.read(cursor) if cursor else None,
        )
        found, end = await async_page(docks, wanted, msg[ATTR_LIMIT])
    except HomeAssistantError as err:
        send_error(connection, msg["id"], err)
        return
    rates = board(hass).rates
    views = [
        upload_for(view, seen.rights)
        for each in found
        for seen in [docks[each.hub, each.dock]]
        # It may have been deleted just now.
        if (view := find_upload(each.hub, each.dock, seen.device_id, each.place.upload_id, rates))
    ]
    connection.send_result(msg["id"], {"uploads": views, "next": str(end) if end else None})


@dock_command("uploads/get", {probatio.Required(ATTR_UPLOAD_ID): _UPLOAD_ID}, Right.READ)
async def uploads_get(asked: Asked) -> View:
    """Return an upload."""
    upload_id = asked.data[ATTR_UPLOAD_ID]
    rates = board(asked.hass).rates
    view = find_upload(asked.hub, asked.dock, asked.device_id, upload_id, rates)
    if view is None:
        # Says that there is no such upload.
        asked.hub.logs.registry.require(asked.dock, upload_id)
    rights = Rights(asked.may(Right.CONTROL), asked.may(Right.ADMINISTER))
    return upload_for(view or {}, rights)


class _Named(NamedTuple):
    """An upload that is named in a command."""

    device_id: str
    upload_id: str

    def as_view(self, **more: Any) -> View:
        """Return it as it was named."""
        return {"device_id": self.device_id, "upload_id": self.upload_id, **more}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/uploads/links",
        **_several(_MOST_LINKS),
        **dict[Any, Any](EXPIRES_IN),
    }
)
@websocket_api.async_response
async def uploads_links(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Return links to the archives of several uploads, and why there are none of others."""

    async def links_of(named: _Named, hub: Hub, dock: str) -> list[View]:
        upload = await hub.logs.async_look(dock, named.upload_id)
        links = await hub.logs.downloads.async_links(upload, msg[ATTR_EXPIRES_IN])
        return [
            named.as_view(module=link.module, url=link.url, name=link.name, size=link.size)
            for link in links
        ]

    links, failed = await _async_each(hass, connection, msg, Right.CONTROL, links_of)
    connection.send_result(
        msg["id"], {"links": [link for each in links for link in each], "failed": failed}
    )


@websocket_api.websocket_command(
    {
        probatio.Required("type"): f"{DOMAIN}/uploads/delete",
        **_several(_MOST),
        probatio.Required(ATTR_DELETE_OBJECTS): bool,
    }
)
@websocket_api.async_response
async def uploads_delete(
    hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]
) -> None:
    """Delete uploads, each for itself: one that cannot be deleted does not keep the others."""

    async def delete(named: _Named, hub: Hub, dock: str) -> View:
        await hub.logs.async_delete(dock, named.upload_id, delete_objects=msg[ATTR_DELETE_OBJECTS])
        return named.as_view()

    deleted, failed = await _async_each(hass, connection, msg, Right.ADMINISTER, delete)
    connection.send_result(msg["id"], {"deleted": deleted, "failed": failed})


class _Failed(NamedTuple):
    view: View


async def _async_each[T](
    hass: HomeAssistant,
    connection: ActiveConnection,
    msg: dict[str, Any],
    right: Right,
    work: Callable[[_Named, Hub, str], Awaitable[T]],
) -> tuple[list[T], list[View]]:
    """Do something with each upload that is named; returns what came of it, and what went wrong."""
    slots = asyncio.Semaphore(_AT_ONCE)

    async def one(named: _Named) -> T | _Failed:
        async with slots:
            return await _async_try(hass, connection, named, right, work)

    results, failed = [], []
    for each in await asyncio.gather(*map(one, _named(msg))):
        if isinstance(each, _Failed):
            failed.append(each.view)
        else:
            results.append(each)
    return results, failed


async def _async_try[T](
    hass: HomeAssistant,
    connection: ActiveConnection,
    named: _Named,
    right: Right,
    work: Callable[[_Named, Hub, str], Awaitable[T]],
) -> T | _Failed:
    """Do something with an upload; what goes wrong is a part of the answer."""
    try:
        with raise_translated():
            found = find_dock(hass, named.device_id)
            rights = rights_on(hass, connection.user, named.device_id)
            if found is None or rights is None:
                raise not_here()
            if not (rights.administer if right is Right.ADMINISTER else rights.control):
                raise not_allowed()
            return await work(named, *found)
    except HomeAssistantError as err:
        return _Failed(named.as_view(words=error_words(err)))


def _named(msg: dict[str, Any]) -> Iterable[_Named]:
    """Return the uploads that are named, without repetitions."""
    named = (_Named(each[ATTR_DEVICE_ID], each[ATTR_UPLOAD_ID]) for each in msg["uploads"])
    return dict.fromkeys(named)


class _Dock(NamedTuple):
    """A dock that the user may see."""

    hub: Hub
    dock: str
    device_id: str
    rights: Rights


@callback
def _docks(
    hass: HomeAssistant, connection: ActiveConnection, device_id: str | None
) -> Iterable[_Dock]:
    """Return the docks that the user may see, or the one that is named.

    Raises:
        HomeAssistantError: that one is not there.

    """
    found = _all_docks(hass) if device_id is None else _one_dock(hass, device_id)
    for hub, dock, known_as in found:
        if rights := rights_on(hass, connection.user, known_as):
            yield _Dock(hub, dock, known_as, rights)
        elif device_id is not None:
            raise not_here()


def _one_dock(hass: HomeAssistant, device_id: str) -> Iterable[tuple[Hub, str, str]]:
    if (found := find_dock(hass, device_id)) is None:
        raise not_here()
    yield (*found, device_id)


def _all_docks(hass: HomeAssistant) -> Iterable[tuple[Hub, str, str]]:
    registry = dr.async_get(hass)
    for hub in loaded_hubs(hass):
        find = partial(registry.async_get_device_by_identifier, config_entry_id=hub.entry.entry_id)
        for dock in hub.coordinators:
            if device := find((DOMAIN, dock)):
                yield hub, dock, device.id


def _moment(time: datetime | None) -> int | None:
    """Return milliseconds since 1970; a time without a zone is in Home Assistant's own."""
    return None if time is None else round(dt_util.as_utc(time).timestamp() * 1000)
