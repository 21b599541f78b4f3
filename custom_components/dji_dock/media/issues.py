"""Informs the user why media does not arrive, and takes it back when it does."""

from collections.abc import Callable
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
from .diagnosis import (
    FlightShortfall,
    Link,
    Problem,
    first_missing_link,
    is_stale,
    shortfall_of,
)

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
        name_of: Callable[[str], str],
        endpoint: EndpointIssue,
    ) -> None:
        """`name_of` returns the name by which users know a dock; `endpoint` is the issue of all."""
        self._hass = hass
        self._issues = Issues(hass, entry_id)
        self._catalog = catalog
        self._name_of = name_of
        self._endpoint = endpoint
        self._storage = storage_fingerprint(config)
        self._sts_url = config.sts_url
        self._lifetime = timedelta(seconds=config.credential_lifetime)
        self._waiting: dict[str, tuple[int, datetime]] = {}

    async def async_diagnose(self, dock: str, pending: int | None) -> Problem | None:
        """Return what is wrong with a dock's media; raises or clears what has one reason only.

        `pending` is how many files wait on the dock, None until it reported.
        """
        now = dt_util.utcnow()
        self._watch_waiting(dock, pending, now)
        problem, stale = await self._hass.async_add_executor_job(self._read, dock, now)
        self._show_stale(dock, stale=stale)
        return problem

    def explain(self, dock: str, flight: str) -> FlightShortfall:
        """Return what of a flight is not there, and why. Blocks.

        Raises:
            DatabaseUnusable

        """
        catalog = self._catalog
        now = dt_util.utcnow()
        known = catalog.ledger.flight(dock, flight, now)
        access = catalog.ledger.access(dock)
        unreported = catalog.objects.unreported_since(dock, known.first_heard)
        return FlightShortfall(
            expected=known.expected,
            arrived=known.arrived,
            reason=shortfall_of(known, access, unreported, self._lifetime, now),
            since=known.last_heard,
            refusal=access.refusal,
        )

    def show(self, dock: str, problem: Problem | None) -> None:
        """Raise the issue about a dock's media, or take it back."""
        # Where the address explains it, that is the one thing to mend.
        if problem is None or (
            problem.link is Link.NOT_WRITTEN and self._endpoint.could_not_write(dock)
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

    def wrote(self, dock: str) -> None:
        """Note that a dock has stored a file: it knows the way."""
        self._endpoint.could_write(dock)

    def clear(self, dock: str) -> None:
        """Take everything about a dock back."""
        self._waiting.pop(dock, None)
        self.show(dock, None)
        self._show_stale(dock, stale=False)

    def refusal_text(self, refusal: str) -> str:
        """Return why a dock got no credentials, in words."""
        # What was refused were temporary credentials.
        detail = {"code": "-", "detail": self._sts_url or "-"}
        return exception_text(refusal, detail) if refusal else "-"

    def _reason(self, problem: Problem) -> str:
        return self.refusal_text(problem.refusal) if problem.link is Link.REFUSED else "-"

    def _watch_waiting(self, dock: str, pending: int | None, now: datetime) -> None:
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
