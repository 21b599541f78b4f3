"""Firmware of the docks and aircraft of an entry."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, override

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.event import async_call_later
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, BucketConfig
from ..cloud_api import CloudServer, Dock, DockChanged, DockOffline
from ..const import DOMAIN
from ..debugging.manager import RemoteDebugging
from ..jobs.manager import Jobs
from ..jobs.models import Job, JobStatus
from ..util.feature import Feature
from ..util.subscriptions import Subscriptions
from . import plan
from .checks import FRESH, Situation, require_ready
from .installer import COMMAND, Installer
from .library import PackageLibrary
from .mismatch import MismatchIssue
from .models import FirmwareState
from .packages import Package
from .plan import AIRCRAFT, CONSISTENCY, Target
from .receive import PackageReceiver

_RESTART = timedelta(minutes=15)
"""In which a dock that has reported the end has to report what it runs."""


def _never(dock: str) -> datetime | None:
    """Plan no flights."""
    return None


class Firmware(Feature):
    """Knows which packages there are and what is installed, and installs what is newer."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        bucket: Bucket,
        spawn: Callable[[Coroutine[Any, Any, None], str], object],
        jobs: Jobs,
        debugging: RemoteDebugging,
        *,
        name_of: Callable[[str], str],
        exporting: Callable[[str], bool],
        pending: Callable[[str], int | None],
        flight_due: Callable[[str], datetime | None] = _never,
    ) -> None:
        """Take what other features know of a dock.

        `exporting` is whether an upload of its logs runs, `pending` how many files wait on it,
        `flight_due` when its next flight is planned.
        """
        self._hass, self._server, self._bucket = hass, server, bucket
        self._jobs, self._debugging = jobs, debugging
        self._name_of = name_of
        self._exporting, self._pending, self._flight_due = exporting, pending, flight_due
        self._listeners = Subscriptions[()]()
        self._stop: Callable[[], None] | None = None
        self._asked: set[str] = set()
        """Docks for which somebody asks right now: packages may have to be read first."""
        self.library = PackageLibrary(
            hass, entry_id, bucket, spawn, self._products, self._listeners.notify
        )
        self.receiver = PackageReceiver(hass, bucket, self.library)
        self._installer = Installer(
            *(hass, server, bucket, self.library, jobs),
            require=self._require,
            close_debugging=debugging.async_close,
        )
        self._issue = MismatchIssue(
            *(hass, entry_id, server), is_mismatched=self._installer.is_mismatched, name_of=name_of
        )

    @override
    async def async_load(self) -> None:
        """Take up what was known of packages."""
        await self.library.async_load()

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen, and look for packages; returns what ends that."""
        # Orders of the last run go on from here.
        self._listeners.notify()
        return [
            self._server.listeners.add(DockChanged, self._dock_changed),
            self._jobs.subscribe(self._job_moved),
            *self._issue.start(),
            *self.library.start(),
        ]

    @override
    async def async_stop(self) -> None:
        """Let go of packages that are being read."""
        if self._stop:
            self._stop()
        await self.library.async_stop()

    @override
    async def async_forget(self, serial: str) -> None:
        """Take everything about a dock back."""
        self._issue.clear(serial)

    @property
    def config(self) -> BucketConfig:
        """Return the bucket with the packages."""
        return self._bucket.config

    @property
    def installing(self) -> bool:
        """Whether a dock may be fetching a package."""
        return any(self._is_installing(dock.serial) for dock in self._server.fleet)

    @callback
    def subscribe(self, listener: Callable[[], object]) -> Callable[[], None]:
        """Call a listener when packages, versions or jobs have changed; returns what ends that."""
        return self._listeners.add(listener)

    def state(self, dock: str, device: str) -> FirmwareState | None:
        """Return what is known of a dock, or of its aircraft; None if there is no package for it."""
        if (found := self._find(dock, device)) is None:
            return None
        _, role, installed, package = found
        job = self._job(dock)
        meant = job is not None and (job.value == CONSISTENCY or role in plan.wanted(job.value))
        older = plan.is_newer(installed, package.version)
        return FirmwareState(
            installed=installed or None,
            latest=installed if older else package.version,
            installing=meant or (job is None and dock in self._asked),
            percent=job.percent if job and meant else None,
        )

    def notes(self, dock: str, device: str) -> tuple[str, dict[str, str]]:
        """Return what people wrote beside the package, and which versions are installed together."""
        found = self._find(dock, device)
        if found is None:
            return "", {}
        known, _, _, package = found
        targets = plan.upgrade(known, self.library.newest)
        together = {self._name(known, target): target.version for target in targets}
        return package.notes, together if len(together) > 1 else {}

    async def async_install(self, dock: str, context: Context | None = None) -> Job:
        """Install what is newer on a dock and its aircraft; returns when the dock has accepted it.

        Raises:
            HomeAssistantError: something forbids it, or nothing is newer; nothing was sent.
            BucketError: a package cannot be read.
            CloudApiError: the dock refuses, cannot be reached, or does not answer: then it goes on.
            DatabaseUnusable: it could not be saved; nothing was sent.

        """
        return await self._async_order(dock, plan.upgrade, "firmware_nothing_newer", context)

    async def async_make_fit(self, dock: str, context: Context | None = None) -> Job:
        """Make a dock and its aircraft fit each other; raises as async_install()."""
        if not self._installer.is_mismatched(dock):
            raise self._error("firmware_fits", dock)
        return await self._async_order(dock, plan.consistency, "firmware_unknown", context)

    async def _async_order(
        self,
        dock: str,
        choose: Callable[[Dock, plan.Newest], list[Target]],
        nothing: str,
        context: Context | None,
    ) -> Job:
        self._require(dock, asked=True)
        known = self._server.fleet.get(dock)
        if not known or not (targets := choose(known, self.library.newest)):
            raise self._error(nothing, dock)
        self._asked.add(dock)
        self._listeners.notify()
        try:
            return await self._installer.async_install(dock, targets, context)
        finally:
            self._asked.discard(dock)
            self._listeners.notify()

    def _require(self, dock: str, *, asked: bool = False) -> None:
        """See that firmware may be sent to a dock; `asked` is whether it is asked for just now."""
        if (known := self._server.fleet.get(dock)) is None:
            raise DockOffline(dock)
        if not self._debugging.may_control(dock):
            raise self._error("firmware_not_allowed", dock)
        of = self._server.properties.of
        require_ready(
            Situation(
                dock=known,
                name=self._name_of(dock),
                connected=self._server.connected,
                values=of(dock),
                of_aircraft=of(known.aircraft_serial) if known.aircraft else {},
                flight=self._flight_due(dock),
                exporting=self._exporting(dock),
                transferring=bool(self._pending(dock)),
                ours=self._debugging.state(dock).ours,
                fresh=self._is_fresh(dock),
                installing=asked and self._is_installing(dock),
            )
        )

    def _is_fresh(self, dock: str) -> bool:
        fleet = self._server.fleet
        ages = fleet.mode_age(dock), fleet.place_age(dock)
        return all(age is not None and age <= FRESH for age in ages)

    def _is_installing(self, dock: str) -> bool:
        return dock in self._asked or self._job(dock) is not None

    def _job(self, dock: str) -> Job | None:
        """Return the order for firmware that waits or runs at a dock.

        Or that has just ended well: a dock may say so, and restart then.
        """
        state = self._jobs.state(dock)
        if state.job:
            return state.job if state.job.command == COMMAND else None
        latest = state.latest
        settles = (
            latest is not None
            and latest.command == COMMAND
            and latest.status is JobStatus.SUCCEEDED
            and latest.finished is not None
            and timedelta(0) <= dt_util.utcnow() - latest.finished < _RESTART
        )
        return latest if latest and settles and not self._installer.is_done(latest) else None

    def _find(self, dock: str, device: str) -> tuple[Dock, str, str, Package] | None:
        known = self._server.fleet.get(dock)
        if known is None or not self._debugging.may_control(dock):
            return None
        for role, each in plan.devices(known):
            if each.serial == device and (package := self.library.newest(each.model_key)):
                return known, role, each.firmware, package
        return None

    def _name(self, dock: Dock, target: Target) -> str:
        return self._name_of(target.serial if target.role == AIRCRAFT else dock.serial)

    def _error(self, key: str, dock: str) -> ServiceValidationError:
        return ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key=key,
            translation_placeholders={"dock": self._name_of(dock)},
        )

    @callback
    def _job_moved(self, before: Job, job: Job) -> None:
        if job.command != COMMAND:
            return
        self._listeners.notify()
        if job.status is JobStatus.SUCCEEDED and self._stop is None:
            self._stop = async_call_later(self._hass, _RESTART, self._restarted)

    @callback
    def _restarted(self, _: datetime) -> None:
        self._stop = None
        self._listeners.notify()

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        if change.dock.accepted:
            self.library.look_soon()
            self._listeners.notify()

    def _products(self) -> set[str]:
        """Return the product keys of our docks and aircraft, as they report them."""
        docks = [dock for dock in self._server.fleet if dock.accepted]
        aircraft = {dock.aircraft.model_key for dock in docks if dock.aircraft}
        return {dock.model_key for dock in docks} | aircraft
