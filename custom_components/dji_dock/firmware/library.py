"""Which packages of firmware there are for our docks and aircraft, over restarts."""

import asyncio
from collections.abc import Callable, Collection, Coroutine, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
import logging
import threading
from typing import Any, override

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.start import async_at_started
from homeassistant.helpers.storage import Store

from ..bucket import Bucket, BucketError, StoredObject
from ..const import DOMAIN
from ..util.backoff import Backoff
from ..util.feature import Feature
from . import packages
from .packages import Package, mark_of

_LOGGER = logging.getLogger(__name__)

_LIST_SECONDS = 24 * 3600.0
_RETRY = Backoff(30, 3600)
_MAX_KNOWN = 32


def firmware_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return where is saved what an entry knows of packages."""
    return Store(hass, 1, f"{DOMAIN}.{entry_id}.firmware", private=True, atomic_writes=True)


class PackageLibrary(Feature):
    """The newest package for each product, as the bucket was listed last."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        bucket: Bucket,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
        products: Callable[[], Collection[str]],
        changed: Callable[[], None],
        list_every: float = _LIST_SECONDS,
    ) -> None:
        """Take for which product keys is looked, and what to call when there are other packages."""
        self._hass = hass
        self._bucket = bucket
        self._spawn = spawn
        self._products = products
        self._changed = changed
        self._list_every = list_every
        self._store = firmware_store(hass, entry_id)
        self._newest: dict[str, Package] = {}
        # By key: the mark of what was read, and its MD5.
        self._read: dict[str, tuple[str, str]] = {}
        self._unfinished: dict[str, str] = {}
        self._seen: frozenset[str] = frozenset()
        self.listed = False
        """Whether the bucket was listed since the start."""
        self._listing, self._reading = asyncio.Lock(), asyncio.Lock()
        self._wake = asyncio.Event()
        self._stop = threading.Event()

    @override
    async def async_load(self) -> None:
        """Take up what was known: whoever has a package is not to wait for the bucket at each start."""
        saved = await self._store.async_load() or {}
        # Whoever has edited the file has what can be listed and read again.
        with suppress(AttributeError, KeyError, TypeError, ValueError):
            self._unfinished = dict(saved["unfinished"])
            self._read = {key: (mark, md5) for key, (mark, md5) in saved["read"].items()}
            found = [Package(**known) for known in saved["packages"]]
            self._newest = {package.product_key: package for package in found}

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Begin to list when Home Assistant has started; returns what keeps it from that."""
        if not self._bucket.is_set:
            return []
        return [async_at_started(self._hass, self._begin)]

    @override
    async def async_stop(self) -> None:
        """Let go of what is being read."""
        self._stop.set()

    def newest(self, product_key: str) -> Package | None:
        """Return the newest package for a product, None if none is known."""
        return self._newest.get(product_key)

    def overview(self) -> list[dict[str, Any]]:
        """Return what is known, without what people wrote and how they name things."""
        return [
            {
                "product_key": package.product_key,
                "version": package.version,
                "size": package.size,
                "measured": package.md5 != "",
            }
            for package in self._newest.values()
        ]

    @callback
    def look_soon(self) -> None:
        """Say that there may be products for which was never looked."""
        if new := self._wanted() - self._seen:
            self._seen |= new
            self._wake.set()

    async def async_refresh(self) -> None:
        """List the bucket now; what it does not say stays as it was.

        Raises:
            BucketError

        """
        async with self._listing:
            found: dict[str, Package] = {}
            for product_key in self._wanted():
                package = await self._hass.async_add_executor_job(
                    packages.newest, self._bucket, product_key
                )
                if package:
                    found[product_key] = package
            found = {key: self._with_md5(package) for key, package in found.items()}
            if found != self._newest or not self.listed:
                self._newest, self.listed = found, True
                await self._async_save()
                self._changed()

    async def async_measured(self, package: Package) -> Package:
        """Return a package with its MD5, for which all of it is read if that was never done.

        Raises:
            BucketError: it cannot be read, or is another one by now.

        """
        async with self._reading:
            package = self._with_md5(package)
            if not package.md5:
                _LOGGER.debug("Reading %s for its MD5", package.key)
                md5 = await self._hass.async_add_executor_job(
                    packages.md5_of, self._bucket, package, self._stop
                )
                package = replace(package, md5=md5)
                await self._async_note(package.key, package.mark, md5)
        return package

    async def async_begin_upload(self, key: str, upload_id: str) -> None:
        """Remember an upload of ours: one that a kill ends is aborted at the next start."""
        self._unfinished[key] = upload_id
        await self._async_save()

    async def async_end_upload(self, key: str, stored: StoredObject | None, md5: str) -> None:
        """Forget an upload that is over, and know its MD5 if it is there."""
        self._unfinished.pop(key, None)
        if stored is None:
            await self._async_save()
        else:
            await self._async_note(key, mark_of(stored), md5)

    async def async_run(self) -> None:
        """List at once, and every day; until cancelled."""
        await self._async_abort_unfinished()
        failures = 0
        while True:
            self._wake.clear()
            try:
                await self.async_refresh()
                for package in tuple(self._newest.values()):
                    await self.async_measured(package)
            except BucketError as err:
                failures += 1
                pause = _RETRY.pause(failures)
                _LOGGER.debug("Packages of firmware cannot be listed: %s", err)
            except Exception:
                failures += 1
                pause = _RETRY.last
                _LOGGER.exception("Packages of firmware could not be looked after")
            else:
                failures, pause = 0, self._list_every
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._wake.wait()

    @callback
    def _begin(self, _: HomeAssistant) -> None:
        self._spawn(self.async_run(), "firmware packages")

    async def _async_abort_unfinished(self) -> None:
        for key, upload_id in tuple(self._unfinished.items()):
            try:
                await self._hass.async_add_executor_job(self._bucket.abort, key, upload_id)
            except BucketError as err:
                _LOGGER.debug("An upload that was broken off cannot be aborted: %s", err)
                continue
            await self.async_end_upload(key, None, "")

    def _wanted(self) -> frozenset[str]:
        return frozenset(filter(packages.is_product_key, self._products()))

    def _with_md5(self, package: Package) -> Package:
        mark, md5 = self._read.get(package.key, ("", ""))
        return replace(package, md5=md5) if mark == package.mark else package

    async def _async_note(self, key: str, mark: str, md5: str) -> None:
        self._read.pop(key, None)
        self._read[key] = mark, md5
        for oldest in list(self._read)[:-_MAX_KNOWN]:
            del self._read[oldest]
        for product_key, package in self._newest.items():
            self._newest[product_key] = self._with_md5(package)
        await self._async_save()

    async def _async_save(self) -> None:
        saved: Mapping[str, Any] = {
            "packages": [asdict(package) for package in self._newest.values()],
            "read": {key: list(known) for key, known in self._read.items()},
            "unfinished": self._unfinished,
        }
        await self._store.async_save(dict(saved))
