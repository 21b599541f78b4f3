"""Tells the user why media does not arrive, and takes it back when it does."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..bucket import BucketConfig
from ..bucket_access.endpoint_issue import EndpointIssue
from ..bucket_access.target import storage_fingerprint
from ..catalog.catalog import Catalog
from ..database import StorageAccess
from ..util.issues import Issues
from ..util.texts import exception_text
from .diagnosis import Link, Problem, first_missing_link, is_stale

_MISSING = "media_missing"
_STALE = "media_stale_credentials"
_FLIGHTS = 5


class MediaIssues:
    """The issues about the media of an entry's docks."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        config: BucketConfig,
        catalog: Catalog,
        pending: Callable[[str], int | None],
        name_of: Callable[[str], str],
        endpoint: EndpointIssue,
        list_again: Callable[[str, datetime], Awaitable[bool]],
    ) -> None:
        """`pending` returns how many files wait on a dock, `name_of` the name that users know.

        `endpoint` is the issue of all docks. `list_again` lists what a dock has in the bucket unless
        that was done since a moment, and returns whether it was done now.
        """
        self._hass = hass
        self._issues = Issues(hass, entry_id)
        self._catalog = catalog
        self._pending = pending
        self._list_again = list_again
        self._name_of = name_of
        self._endpoint = endpoint
        self._storage = storage_fingerprint(config)
        self._sts_url = config.sts_url
        self._lifetime = timedelta(seconds=config.credential_lifetime)
        self._waiting: dict[str, tuple[int, datetime]] = {}

    async def async_look(self, dock: str) -> None:
        """Raise what is wrong with a dock's media, and take back what is not.

        Raises:
            DatabaseUnusable

        """
        problem = await self._async_diagnose(dock)
        # It may all be there, and only nobody reported it.
        if problem and await self._list_again(dock, problem.since):
            problem = await self._async_diagnose(dock)
        self._show(dock, problem)

    async def _async_diagnose(self, dock: str) -> Problem | None:
        """Return what is wrong with a dock's media; raises or clears what has one reason only."""
        now = dt_util.utcnow()
        self._watch_waiting(dock, now)
        problem, stale = await self._hass.async_add_executor_job(self._read, dock, now)
        self._show_stale(dock, stale=stale)
        return problem

    def _show(self, dock: str, problem: Problem | None) -> None:
        """Raise the issue about a dock's media, or take it back."""
        # Where the address explains it, that is the one thing to mend.
        if problem is None or (
            problem.link is Link.NOT_WRITTEN and self._endpoint.not_written(dock)
        ):
            self._issues.clear(_MISSING, dock)
            return
        self._issues.show(
            _MISSING,
            dock,
            text=f"media_{problem.link}",
            dock=self._name_of(dock),
            flight=problem.flight or "-",
            since=dt_util.as_local(problem.since).strftime("%Y-%m-%d %H:%M"),
            expected=str(problem.expected),
            arrived=str(problem.arrived),
            missing=str(max(0, problem.expected - problem.arrived)),
            reason=self._reason(problem),
        )

    def clear(self, dock: str) -> None:
        """Take everything about a dock back."""
        self._waiting.pop(dock, None)
        self._show(dock, None)
        self._show_stale(dock, stale=False)

    def _reason(self, problem: Problem) -> str:
        if problem.link is not Link.REFUSED or not problem.refusal:
            return "-"
        # What was refused were temporary credentials.
        return exception_text(problem.refusal, {"code": "-", "detail": self._sts_url or "-"})

    def _watch_waiting(self, dock: str, now: datetime) -> None:
        pending = self._pending(dock)
        if pending is None:
            self._waiting.pop(dock, None)
        elif (known := self._waiting.get(dock)) is None or known[0] != pending:
            self._waiting[dock] = pending, now

    def _read(self, dock: str, now: datetime) -> tuple[Problem | None, bool]:
        """Return what is wrong, and whether the dock uses old credentials. Blocks."""
        catalog = self._catalog
        access: StorageAccess = catalog.ledger.access(dock)
        flights = catalog.ledger.flights(dock, _FLIGHTS)
        waiting = self._waiting.get(dock)
        began = min(
            [flight.first_heard for flight in flights[:1]] + ([waiting[1]] if waiting else []),
            default=now,
        )
        problem = first_missing_link(
            flights,
            access,
            waiting,
            catalog.objects.unreported_since(dock, began),
            self._lifetime,
            now,
        )
        return problem, is_stale(access, self._storage, catalog.objects.missing_since(dock))

    def _show_stale(self, dock: str, *, stale: bool) -> None:
        if not stale:
            self._issues.clear(_STALE, dock)
            return
        self._issues.show(_STALE, dock, dock=self._name_of(dock))
