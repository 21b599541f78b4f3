"""What docks ask and tell that only the user can mend: licence, binding, clocks."""

from collections.abc import Callable
from datetime import timedelta

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ..cloud_api import (
    BindingRefused,
    ClockChecked,
    CloudServer,
    DockChanged,
    LicenseMissing,
    UnknownDockForgotten,
)
from ..const import DOMAIN
from ..docks.unknown import MAX_ISSUES
from ..util.issue_ids import device_issue_id

_GIVES_WAY_AFTER = timedelta(minutes=10)
_BINDING = "binding_refused"
_CLOCK = "clock_wrong"
_LICENSE = "license_missing"


class CloudIssues:
    """The issues about how docks and the cloud server get on with each other."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        cloud: str,
        server: CloudServer,
        name_of: Callable[[str], str],
    ) -> None:
        """`name_of` gives the name by which users know a dock."""
        self._hass = hass
        self._entry_id = entry_id
        self._cloud = cloud
        self._server = server
        self._name_of = name_of

    @callback
    def start(self) -> list[Callable[[], None]]:
        """Take back what new settings have mended, and listen; returns what ends that."""
        settings, listeners = self._server.settings, self._server.listeners
        if settings.licensed or not settings.answer_requests:
            ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(_LICENSE))
        if not settings.answer_requests:
            # Another platform does all this, and tells docks of a time server.
            for issue_id in (*self._raised(_BINDING), *self._raised(_CLOCK)):
                ir.async_delete_issue(self._hass, DOMAIN, issue_id)
            return []
        return [
            listeners.add(LicenseMissing, self._license_missing),
            listeners.add(BindingRefused, self._binding_refused),
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(UnknownDockForgotten, lambda news: self.clear(news.dock)),
            listeners.add(ClockChecked, self._clock_told),
        ]

    @callback
    def clear(self, dock: str) -> None:
        """Take everything about a dock back."""
        self._server.clocks.forget(dock)
        for kind in (_CLOCK, _BINDING):
            ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(kind, dock))

    @callback
    def _license_missing(self, _: LicenseMissing) -> None:
        self._raise(_LICENSE, self._issue_id(_LICENSE), cloud=self._cloud)

    @callback
    def _binding_refused(self, news: BindingRefused) -> None:
        issue_id = self._issue_id(_BINDING, news.dock)
        if not self._has_room(_BINDING, issue_id):
            self._let_go_of_oldest(_BINDING)
        if self._has_room(_BINDING, issue_id):
            self._raise(f"binding_{news.reason}", issue_id, serial=news.dock, cloud=self._cloud)

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        answered = dock.accepted or dock.ignored
        if answered and not (before and (before.accepted or before.ignored)):
            ir.async_delete_issue(self._hass, DOMAIN, self._issue_id(_BINDING, dock.serial))

    @callback
    def _clock_told(self, news: ClockChecked) -> None:
        issue_id = self._issue_id(_CLOCK, news.dock)
        if not news.wrong:
            ir.async_delete_issue(self._hass, DOMAIN, issue_id)
        elif self._has_room(_CLOCK, issue_id):
            settings = self._server.settings
            self._raise(
                _CLOCK,
                issue_id,
                dock=self._name_of(news.dock),
                difference=rough(news.off),
                time_server=settings.ntp_host,
            )

    def _raise(self, text: str, issue_id: str, **placeholders: str) -> None:
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key=text,
            translation_placeholders=placeholders,
        )

    def _has_room(self, kind: str, issue_id: str) -> bool:
        raised = self._raised(kind)
        return issue_id in raised or len(raised) < MAX_ISSUES

    def _let_go_of_oldest(self, kind: str) -> None:
        """Make room for a dock that is there: docks that were invented once are not for ever."""
        registry = ir.async_get(self._hass)
        found = [registry.issues[DOMAIN, issue_id] for issue_id in self._raised(kind)]
        oldest = min(found, key=lambda issue: issue.created)
        if dt_util.utcnow() - oldest.created >= _GIVES_WAY_AFTER:
            ir.async_delete_issue(self._hass, DOMAIN, oldest.issue_id)

    def _raised(self, kind: str) -> list[str]:
        """Return the ids of the open issues of a kind."""
        prefix = self._issue_id(kind)
        return [
            issue_id
            for (domain, issue_id), issue in ir.async_get(self._hass).issues.items()
            if domain == DOMAIN and issue.active and issue_id.startswith(prefix)
        ]

    def _issue_id(self, kind: str, dock: str = "") -> str:
        if dock:
            return device_issue_id(kind, self._entry_id, dock)
        return f"{kind}_{self._entry_id}"


def rough(difference: timedelta) -> str:
    """Return a time span in its two largest units.

    Of more than an hour five minutes are not told apart: a wrong time zone is one of whole hours,
    or of quarters, whatever a clock and the way of a message add to it.
    """
    total = abs(difference).total_seconds()
    step = 300 if total >= 3600 - 150 else 1
    minutes, seconds = divmod(round(total / step) * step, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = [(days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s")]
    while len(units) > 2 and not units[0][0]:
        del units[0]
    shown = [unit for unit in units[:2] if unit[0]] or units[-1:]
    return " ".join(f"{count} {unit}" for count, unit in shown)
