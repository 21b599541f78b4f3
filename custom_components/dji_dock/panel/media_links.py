"""Where the page finds files: paths that Home Assistant signs for who asks, or links to the bucket.

The same for an hour, so that browsers keep what they have loaded.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from datetime import timedelta
import time
from typing import NamedTuple

from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..database import IndexedObject
from ..hub import Hub
from ..media_browser.access import saved_name
from ..media_browser.links import LINK_SECONDS, leads_straight, straight_link
from ..media_browser.views import has_thumbnail, media_path, thumbnail_path
from ..util.rights import Right
from .commands import Asked

_SAME_SECONDS = 3600
_MAX_KEPT = 12_000
"""Links: a gallery of two thousand pictures, of two people."""
_AT_ONCE = 20
"""Files whose paths are signed before others have their turn."""


class FileLinks(NamedTuple):
    """Where a file is found."""

    url: str
    """Shows it."""
    thumbnail: str | None
    download: str
    """Saves it."""


class _KeptLinks:
    """Links, as long as they stay the same."""

    def __init__(self) -> None:
        self._links: OrderedDict[Hashable, tuple[str, float]] = OrderedDict()

    def get(self, name: Hashable) -> str | None:
        """Return a link that was made within the hour."""
        link, made = self._links.get(name, ("", float("-inf")))
        return link if time.monotonic() - made < _SAME_SECONDS else None

    def put(self, name: Hashable, link: str) -> str:
        """Keep a link and return it; the oldest goes if there are too many."""
        self._links.pop(name, None)
        self._links[name] = link, time.monotonic()
        while len(self._links) > _MAX_KEPT:
            self._links.popitem(last=False)
        return link


_KEPT: HassKey[_KeptLinks] = HassKey(f"{DOMAIN}_panel_links")


async def async_links(asked: Asked, files: Sequence[IndexedObject]) -> list[FileLinks]:
    """Return where files are found: in the bucket only for those who may hand such links on.

    Raises:
        BucketError

    """
    entry_id = asked.hub.entry.entry_id
    straight = None
    if leads_straight(asked.hub) and asked.may(Right.CONTROL):
        straight = await _async_straight(asked.hass, asked.hub, files)
    links = []
    for index, file in enumerate(files):
        key = file.key
        thumbnail = None
        if has_thumbnail(file.name):
            thumbnail = sign(asked, thumbnail_path(entry_id, key))
        if straight is not None:
            links.append(FileLinks(straight[key, False], thumbnail, straight[key, True]))
        else:
            shown, saved = (media_path(entry_id, key, saved=saved) for saved in (False, True))
            links.append(FileLinks(sign(asked, shown), thumbnail, sign(asked, saved)))
        if index % _AT_ONCE == _AT_ONCE - 1:
            await asyncio.sleep(0)
    return links


@callback
def sign(asked: Asked, path: str) -> str:
    """Return a path that the browser of who asks may open."""
    kept = asked.hass.data.setdefault(_KEPT, _KeptLinks())
    token_id = asked.connection.refresh_token_id
    name = (token_id, path)
    return kept.get(name) or kept.put(
        name,
        async_sign_path(
            asked.hass, path, timedelta(seconds=LINK_SECONDS), refresh_token_id=token_id
        ),
    )


async def _async_straight(
    hass: HomeAssistant, hub: Hub, files: Sequence[IndexedObject]
) -> dict[tuple[str, bool], str]:
    """Return links into the bucket by key, and by whether they are saved."""
    kept = hass.data.setdefault(_KEPT, _KeptLinks())
    bucket = hub.bucket
    # Other keys make other links.
    names = {
        (file.key, saved): (bucket.config, file.key, saved)
        for file in files
        for saved in (False, True)
    }
    links = {what: link for what, name in names.items() if (link := kept.get(name))}
    saved_as = {file.key: saved_name(hub, file) for file in files}
    wanted = [what for what in names if what not in links]

    def make() -> list[str]:
        return [straight_link(bucket, key, saved_as[key], saved=saved) for key, saved in wanted]

    made = await hass.async_add_executor_job(make) if wanted else []
    return links | {
        what: kept.put(names[what], link) for what, link in zip(wanted, made, strict=True)
    }
