"""What docks ask for and report that only the user can mend: licence, binding, clocks."""

from collections.abc import Callable
from datetime import timedelta
from typing import override

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..cloud_api import (
    BindingRefused,
    ClockChecked,
    CloudServer,
    DockChanged,
    LicenseMissing,
    UnknownDockForgotten,
)
from ..util.feature import Feature
from ..util.issues import Issues

_GIVES_WAY_AFTER = timedelta(minutes=10)
_BINDING = "binding_refused"
_CLOCK = "clock_wrong"
_LICENSE = "license_missing"


class CloudIssues(Feature):
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
        self._issues = Issues(hass, entry_id)
        self._cloud = cloud
        self._server = server
        self._name_of = name_of

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Take back what new settings have mended, and listen; returns what ends that."""
        settings, listeners = self._server.settings, self._server.listeners
        if settings.licensed or not settings.answer_requests:
            self._issues.clear(_LICENSE)
        if not settings.answer_requests:
            # Another platform does all this, and gives docks a time server.
            self._issues.clear_kind(_BINDING)
            self._issues.clear_kind(_CLOCK)
            return []
        return [
            listeners.add(LicenseMissing, self._license_missing),
            listeners.add(BindingRefused, self._binding_refused),
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(UnknownDockForgotten, lambda event: self.clear(event.dock)),
            listeners.add(ClockChecked, self._clock_checked),
        ]

    @override
    async def async_forget(self, serial: str) -> None:
        """Take everything about a dock back."""
        self.clear(serial)

    @callback
    def clear(self, dock: str) -> None:
        """Take everything about a dock back."""
        self._server.clocks.forget(dock)
        for kind in (_CLOCK, _BINDING):
            self._issues.clear(kind, dock)

    @callback
    def _license_missing(self, _: LicenseMissing) -> None:
        self._issues.show(_LICENSE, cloud=self._cloud)

    @callback
    def _binding_refused(self, event: BindingRefused) -> None:
        if not self._issues.has_room(_BINDING, event.dock):
            self._make_room()
        if self._issues.has_room(_BINDING, event.dock):
            self._issues.show(
                _BINDING,
                event.dock,
                text=f"binding_{event.reason}",
                serial=event.dock,
                cloud=self._cloud,
            )

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        answered = dock.accepted or dock.ignored
        if answered and not (before and (before.accepted or before.ignored)):
            self._issues.clear(_BINDING, dock.serial)

    @callback
    def _clock_checked(self, event: ClockChecked) -> None:
        if not event.wrong:
            self._issues.clear(_CLOCK, event.dock)
        elif self._issues.has_room(_CLOCK, event.dock):
            self._issues.show(
                _CLOCK,
                event.dock,
                dock=self._name_of(event.dock),
                difference=rough(event.off),
                time_server=self._server.settings.ntp_host,
            )

    def _make_room(self) -> None:
        """Make room for a dock that is there: docks that were invented once are not for ever."""
        oldest = min(issue.created for issue in self._issues.shown(_BINDING))
        if dt_util.utcnow() - oldest >= _GIVES_WAY_AFTER:
            self._issues.clear_oldest(_BINDING)


def rough(difference: timedelta) -> str:
    """Return a time span in its two largest units.

    Of more than an hour five minutes are not distinguished: a wrong time zone is one of whole hours,
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
