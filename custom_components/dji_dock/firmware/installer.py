"""Ordering a dock to install firmware: once, when everything is ready, and followed to its end."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError

from ..bucket import Bucket
from ..cloud_api import (
    CloudServer,
    DockChanged,
    FirmwareOf,
    UpgradeKind,
    aircraft_properties,
    dock_properties,
    ota_create,
)
from ..const import DOMAIN
from ..errors import raise_translated
from ..jobs.manager import Jobs
from ..jobs.models import Job
from ..jobs.order import Order
from . import plan
from .library import PackageLibrary
from .packages import Package, mark_of
from .plan import CONSISTENCY, Target

COMMAND = "ota_create"

LINK_SECONDS = 6 * 3600
"""How long a dock may take to begin, and begin again, to fetch a package."""

_LIMIT = 4 * 3600.0
_PATIENCE = 1800.0
"""Seconds without a sign: a dock restarts, and an aircraft does, while nothing is reported."""
_CLOSING_SECONDS = 20.0
_UPGRADING = frozenset({312014})
_IDLE = 0


class Installer:
    """Sends packages to docks."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: CloudServer,
        bucket: Bucket,
        library: PackageLibrary,
        jobs: Jobs,
        *,
        require: Callable[[str], None],
        close_debugging: Callable[[str], Awaitable[None]],
    ) -> None:
        """`require` raises unless a dock is ready, or only remote debugging of ours is open."""
        self._hass = hass
        self._server = server
        self._bucket = bucket
        self._library = library
        self._jobs = jobs
        self._require = require
        self._close_debugging = close_debugging
        jobs.revive((COMMAND,), lambda job: self._order(job.dock, job.value, ()))

    async def async_install(
        self, dock: str, targets: Sequence[Target], context: Context | None
    ) -> Job:
        """Order it, and return when the dock has accepted it.

        Raises:
            HomeAssistantError: it was refused, or a package is not what it was.
            BucketError: a package cannot be read.
            CloudApiError: the dock refused it, was not reached, or does not answer: then it goes on.
            DatabaseUnusable: it could not be saved, and was not sent.

        """
        ready = [
            replace(target, package=await self._async_measured(target.package))
            if target.package
            else target
            for target in targets
        ]
        consistent = any(target.kind is UpgradeKind.CONSISTENCY for target in ready)
        value = CONSISTENCY if consistent else plan.value_of(ready)
        return await self._jobs.async_run(self._order(dock, value, ready), context)

    def _order(self, dock: str, value: int | str | None, targets: Sequence[Target]) -> Order:
        """Return the order; without targets it is one of an earlier run, which is not sent again."""

        async def send(job_id: str) -> None:
            with raise_translated():
                devices = await self._hass.async_add_executor_job(self._linked, targets)
            await ota_create(self._server, dock, devices, job_id)

        return Order(
            dock=dock,
            command=COMMAND,
            value=value,
            limit=_LIMIT,
            patience=_PATIENCE,
            at_it=_UPGRADING,
            send=send,
            prepare=lambda: self._async_prepare(dock),
            proof=lambda: self._is_there(dock, value),
        )

    def is_done(self, job: Job) -> bool:
        """Return whether the devices report what a job was to bring about."""
        return self._is_there(job.dock, job.value)

    def _is_there(self, dock: str, value: int | str | None) -> bool:
        if value == CONSISTENCY:
            return self._fits(dock)
        return plan.is_installed(self._server.fleet.get(dock), plan.wanted(value))

    def is_mismatched(self, dock: str) -> bool:
        """Return whether a dock or its aircraft says that they do not fit each other."""
        known = self._server.fleet.get(dock)
        of = self._server.properties.of
        return dock_properties.UPGRADE_NEEDED.read(of(dock)) is True or (
            known is not None
            and known.aircraft is not None
            and aircraft_properties.UPGRADE_NEEDED.read(of(known.aircraft.serial)) is True
        )

    def _fits(self, dock: str) -> bool:
        """Return whether a dock and its aircraft have said that they fit each other; silence is no word."""
        known = self._server.fleet.get(dock)
        of = self._server.properties.of
        said = [dock_properties.UPGRADE_NEEDED.read(of(dock))]
        if known is not None and known.aircraft is not None:
            said.append(aircraft_properties.UPGRADE_NEEDED.read(of(known.aircraft.serial)))
        return False in said and True not in said

    async def _async_prepare(self, dock: str) -> None:
        """See once more that it may be sent: it may have waited."""
        self._require(dock)
        known = self._server.fleet.get(dock)
        if known is not None and known.mode != _IDLE:
            await self._close_debugging(dock)
            await self._async_idle(dock)
            self._require(dock)

    async def _async_idle(self, dock: str) -> None:
        idle = asyncio.Event()

        def look(change: DockChanged) -> None:
            if change.dock.serial == dock and change.dock.mode == _IDLE:
                idle.set()

        remove = self._server.listeners.add(DockChanged, look)
        try:
            known = self._server.fleet.get(dock)
            if known is None or known.mode != _IDLE:
                async with asyncio.timeout(_CLOSING_SECONDS):
                    await idle.wait()
        finally:
            remove()

    async def _async_measured(self, package: Package) -> Package:
        package = await self._library.async_measured(package)
        stored = await self._hass.async_add_executor_job(self._bucket.lookup, package.key)
        if stored is None or mark_of(stored) != package.mark:
            await self._library.async_refresh()
            raise HomeAssistantError(
                translation_domain=DOMAIN, translation_key="firmware_package_changed"
            )
        return package

    def _linked(self, targets: Sequence[Target]) -> list[FirmwareOf]:
        """Return what the dock is sent. Blocks."""
        return [self._device(target) for target in targets]

    def _device(self, target: Target) -> FirmwareOf:
        device = FirmwareOf(sn=target.serial, product_version=target.version, kind=target.kind)
        if (package := target.package) is None:
            return device
        return replace(
            device,
            file_url=self._bucket.link_for_dock(package.key, LINK_SECONDS),
            md5=package.md5,
            file_size=package.size,
            file_name=package.name,
        )
