"""Where packages of firmware can be sent to; Home Assistant's own uploads end at 100 MB."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Protocol

from aiohttp import hdrs, web
from homeassistant.components.http import KEY_HASS, HomeAssistantView
from homeassistant.components.http.decorators import require_admin
from homeassistant.core import HomeAssistant

from ..bucket import BucketConfig, BucketError
from ..const import DOMAIN
from ..errors import reason_text
from ..util.texts import exception_text
from .library import PackageLibrary
from .packages import object_key
from .receive import NotTaken, PackageReceiver, TooLarge


class PackageStore(Protocol):
    """Where the packages of an entry are."""

    library: PackageLibrary
    receiver: PackageReceiver

    @property
    def config(self) -> BucketConfig:
        """Return which bucket it is."""

    @property
    def installing(self) -> bool:
        """Whether a dock may be fetching a package."""


class PackageView(HomeAssistantView):
    """Takes a package, or the notes beside it, of any size."""

    url = f"/api/{DOMAIN}/firmware/{{product_key}}/{{version}}/{{name}}"
    name = f"api:{DOMAIN}:firmware"

    def __init__(self, stores: Callable[[HomeAssistant], dict[str, PackageStore]]) -> None:
        """Take what finds the stores of all entries that are loaded, by the id of the entry."""
        self._stores = stores

    @require_admin
    async def put(
        self, request: web.Request, product_key: str, version: str, name: str
    ) -> web.Response:
        """Write it into the bucket; of several entries `entry` names one."""
        stores = self._stores(request.app[KEY_HASS])
        entry_id = request.query.get("entry")
        store = stores.get(entry_id) if entry_id else next(iter(stores.values()), None)
        if store is None or (not entry_id and len(stores) > 1):
            return self._refuse(request, HTTPStatus.NOT_FOUND, "firmware_which_cloud")
        if (key := object_key(store.config, product_key, version, name)) is None:
            return self._refuse(request, HTTPStatus.BAD_REQUEST, "firmware_wrong_place")
        if store.installing:
            return self._refuse(request, HTTPStatus.CONFLICT, "firmware_being_fetched")
        if store.receiver.busy:
            return self._refuse(request, HTTPStatus.SERVICE_UNAVAILABLE, "firmware_upload_busy")
        try:
            size = await store.receiver.async_receive(
                product_key, key, request.content, request.content_length
            )
            await store.library.async_refresh()
        except NotTaken as err:
            large = isinstance(err, TooLarge)
            status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if large else HTTPStatus.BAD_REQUEST
            return self._refuse_in(request, status, reason_text(err), err.translation_key)
        except BucketError as err:
            return self._refuse_in(request, HTTPStatus.BAD_GATEWAY, reason_text(err), err.reason)
        except TimeoutError:
            return self._refuse(request, HTTPStatus.REQUEST_TIMEOUT, "firmware_upload_silent")
        return self.json({"key": key, "size": size}, HTTPStatus.CREATED)

    def _refuse(self, request: web.Request, status: HTTPStatus, key: str) -> web.Response:
        return self._refuse_in(request, status, exception_text(key), key)

    def _refuse_in(
        self, request: web.Request, status: HTTPStatus, text: str, code: str | None
    ) -> web.Response:
        # What was not read would be taken for the next request of this connection.
        response = self.json_message(text, status, code, headers={hdrs.CONNECTION: "close"})
        response.force_close()
        return response
