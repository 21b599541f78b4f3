"""Many files of a dock as one archive: chosen ones, those of a flight, or of a day."""

from datetime import timedelta
import time
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.components.http.auth import async_sign_path
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util
import probatio

from ..bucket import media_prefix
from ..catalog.listing import place_of
from ..cloud_api import kind_of, taken_at
from ..const import DOMAIN
from ..database import IndexedObject
from ..media_browser.zip_names import archive_name, name_files
from ..media_browser.zip_view import ORDER_SECONDS, ZipOrder, zip_orders, zip_path
from .commands import Asked
from .media import OF_WHAT, TEXT, find_media, media_command, span_of, unknown

_MAX_KEYS = 2000
_MAX_FILES = 5000


@media_command(
    "zip",
    {
        **OF_WHAT,
        probatio.Optional("keys"): probatio.All([TEXT], probatio.Length(min=1, max=_MAX_KEYS)),
    },
)
async def media_zip(asked: Asked) -> dict[str, Any]:
    """Return where a browser finds the archive, once; its bytes pass through Home Assistant."""
    hass, hub = asked.hass, asked.hub
    orders = zip_orders(hass)
    if orders.is_busy(hub.entry.entry_id):
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="zip_busy")
    if not asked.data.keys() & {"keys", "day", "flight_id"}:
        raise unknown()
    span = span_of(asked, "day")

    def read() -> list[IndexedObject]:
        if keys := asked.data.get("keys"):
            return [_find(asked, key) for key in dict.fromkeys(keys)]
        return hub.catalog.gallery.files(
            asked.dock, flight=asked.data.get("flight_id"), span=span, limit=_MAX_FILES + 1
        )

    files = await hass.async_add_executor_job(read)
    if not files:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key="no_such_media")
    if len(files) > _MAX_FILES:
        raise HomeAssistantError(
            translation_domain=DOMAIN,
            translation_key="zip_too_many",
            translation_placeholders={"limit": str(_MAX_FILES)},
        )
    dock = hub.docks.name_of(asked.dock)
    order = ZipOrder(
        asked.connection.user.id,
        hub.entry.entry_id,
        asked.dock,
        archive_name(dock, files),
        name_files(dock, files),
        time.monotonic(),
    )
    return {
        "url": async_sign_path(
            hass,
            zip_path(orders.add(order)),
            timedelta(seconds=ORDER_SECONDS),
            refresh_token_id=asked.connection.refresh_token_id,
        ),
        "name": order.name,
        "files": len(files),
        "size": sum(file.size or 0 for file in files),
    }


@callback
def async_setup_zip(hass: HomeAssistant) -> None:
    """Register the command."""
    websocket_api.async_register_command(hass, media_zip)


def _find(asked: Asked, key: str) -> IndexedObject:
    """Return a file of the dock; one that was deleted meanwhile is named in the archive.

    Raises:
        HomeAssistantError: it is not the dock's.

    """
    if (file := find_media(asked, key)) is not None:
        return file
    if (place := place_of(key, media_prefix(asked.hub.bucket.config, asked.dock))) is None:
        raise unknown()
    folder, name = place
    return IndexedObject(
        key=key,
        dock=asked.dock,
        folder=folder,
        name=name,
        kind=kind_of(name).value,
        variant=None,
        flight=folder,
        taken=taken_at(name, dt_util.get_default_time_zone()) or dt_util.utcnow(),
        latitude=None,
        longitude=None,
        size=None,
        modified=None,
        reported=None,
    )
