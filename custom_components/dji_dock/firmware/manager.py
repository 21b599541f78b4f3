"""Firmware of the docks and aircraft of an entry."""

from collections.abc import Callable, Coroutine
from typing import Any, override

from homeassistant.core import HomeAssistant, callback

from ..bucket import Bucket, BucketConfig
from ..cloud_api import CloudServer, DockChanged
from ..util.feature import Feature
from .library import PackageLibrary
from .receive import PackageReceiver


class Firmware(Feature):
    """Knows which packages there are, and what is installed."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        bucket: Bucket,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
    ) -> None:
        """Take the docks, and the bucket with the packages."""
        self._server = server
        self._bucket = bucket
        self.library = PackageLibrary(hass, entry_id, bucket, spawn, self._products, lambda: None)
        self.receiver = PackageReceiver(hass, bucket, self.library)

    @override
    async def async_load(self) -> None:
        """Take up what was known of packages."""
        await self.library.async_load()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen, and look for packages; returns what ends that."""
        return [
            self._server.listeners.add(DockChanged, self._dock_changed),
            *self.library.start(),
        ]

    @override
    async def async_stop(self) -> None:
        """Let go of packages that are being read."""
        await self.library.async_stop()

    @property
    def config(self) -> BucketConfig:
        """Return the bucket with the packages."""
        return self._bucket.config

    @property
    def installing(self) -> bool:
        """Whether a dock may be fetching a package."""
        return False

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        self.library.look_soon()

    def _products(self) -> set[str]:
        """Return the product keys of our docks and aircraft, as they report them."""
        docks = [dock for dock in self._server.fleet if dock.accepted]
        aircraft = {dock.aircraft.model_key for dock in docks if dock.aircraft}
        return {dock.model_key for dock in docks} | aircraft
