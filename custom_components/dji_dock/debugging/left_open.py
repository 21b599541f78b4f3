"""Issues about what was left open: remote debugging, and covers."""

import asyncio
from collections.abc import Callable, Iterable

from homeassistant.core import HomeAssistant, callback

from ..cloud_api import CloudServer, Dock, dock_properties
from ..util.issues import Issues
from .models import REMOTE_DEBUG, DebuggingTimings

_DEBUGGING, _COVER = "debugging_left_open", "cover_left_open"
_WORKING = 4


class LeftOpen:
    """Looks from time to time, and raises or takes back issues."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        server: CloudServer,
        *,
        may_control: Callable[[str], bool],
        closes_itself: Callable[[str], bool],
        busy: Callable[[str], bool],
        name_of: Callable[[str], str],
        timings: DebuggingTimings,
    ) -> None:
        """Take what is known of docks.

        `may_control` says whether its owner lets us close one, `closes_itself` whether we do unasked.
        """
        self._issues = Issues(hass, entry_id)
        self._server = server
        self._may_control, self._closes_itself = may_control, closes_itself
        self._busy, self._name_of = busy, name_of
        self._timings = timings
        self._since: dict[tuple[str, str], float] = {}

    @callback
    def look(self, docks: Iterable[Dock]) -> None:
        """See what is open at docks that can be heard."""
        for dock in docks:
            # What nobody can close here is not our business: perhaps another platform's people work.
            ours_to_close = self._may_control(dock.serial) and not self._closes_itself(dock.serial)
            is_so = dock.mode == REMOTE_DEBUG and ours_to_close
            self._note(_DEBUGGING, dock, self._timings.left_open, is_so=is_so)
            cover = dock_properties.COVER.read(self._server.properties.of(dock.serial))
            ajar = cover in ("open", "half_open") and dock.mode != _WORKING
            is_so = ajar and not self._busy(dock.serial)
            self._note(_COVER, dock, self._timings.cover_open, is_so=is_so)

    @callback
    def forget(self, dock: str) -> None:
        """Take back what was said of a dock."""
        for kind in (_DEBUGGING, _COVER):
            self._since.pop((kind, dock), None)
            self._issues.clear(kind, dock)

    def _note(self, kind: str, dock: Dock, patience: float, *, is_so: bool) -> None:
        now = asyncio.get_running_loop().time()
        if not is_so:
            # Of what was said in an earlier run, too.
            self._since.pop((kind, dock.serial), None)
            self._issues.clear(kind, dock.serial)
            return
        lasts = now - self._since.setdefault((kind, dock.serial), now)
        if lasts >= patience and dock.online:
            minutes = f"{patience / 60:.0f}"
            self._issues.show(kind, dock.serial, dock=self._name_of(dock.serial), minutes=minutes)
