"""Remote debugging of each dock: opened when it is needed, shared, and always closed again."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
import logging
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..cloud_api import (
    BrokerError,
    CloudApiError,
    CloudServer,
    CommandReplied,
    DockChanged,
    DockRefused,
    NotConnected,
    new_id,
)
from ..const import DOMAIN
from ..database import Database, DatabaseUnusable
from ..util.backoff import Backoff
from .dock_session import DockSession
from .flags import Flags
from .models import REMOTE_DEBUG, DebuggingTimings

_LOGGER = logging.getLogger(__name__)

_LONGEST_PAUSE = 300.0
_LAST_SECONDS = 2.0
_MAX_REFUSALS = 8
_OPEN, _CLOSE = "debug_mode_open", "debug_mode_close"
OWNER = "owner"
"""Who opened it by hand."""


class DebugSessions:
    """Opens and closes remote debugging. What it has opened is saved before, and closed for sure."""

    def __init__(
        self,
        hass: HomeAssistant,
        server: CloudServer,
        database: Database,
        spawn: Callable[[Coroutine[Any, Any, None], str], asyncio.Task[Any]],
        *,
        busy: Callable[[str], bool],
        changed: Callable[[str], None],
        timings: DebuggingTimings,
    ) -> None:
        """`busy` says whether a dock is at a job, `changed` is called with a dock that moved."""
        self._server = server
        self._spawn = spawn
        self._busy, self._changed = busy, changed
        self._timings = timings
        self._ours = Flags(hass, database, "session")
        self._sessions: dict[str, DockSession] = {}
        self._backoff = Backoff(timings.close_again, _LONGEST_PAUSE)
        self._stopped = False

    async def async_load(self) -> None:
        """Take up what the last run has left open.

        Raises:
            DatabaseUnusable

        """
        await self._ours.async_load()

    @callback
    def start(self) -> list[Callable[[], None]]:
        """Close what was left open, and listen; returns what ends that."""
        for dock in self._ours:
            # The last run may have ended between the command and its effect.
            self.close(dock, sure=False)
        listeners = self._server.listeners
        return [
            listeners.add(DockChanged, self._dock_changed),
            listeners.add(CommandReplied, self._replied),
            self._stop,
        ]

    def is_open(self, dock: str) -> bool | None:
        """Return whether a dock is in remote debugging; None until it reported, and while it is away."""
        known = self._server.fleet.get(dock)
        if known is None or not known.online or known.mode is None:
            return None
        return known.mode == REMOTE_DEBUG

    def is_ours(self, dock: str) -> bool:
        """Return whether it was opened by us, or may have been."""
        return dock in self._ours

    def closes_itself(self, dock: str) -> bool:
        """Return whether it will be closed without anybody asking: somebody else holds it, or nobody."""
        session = self._sessions.get(dock)
        by_hand = session is not None and not session.users and session.holders == {OWNER}
        return self.is_ours(dock) and not by_hand

    def _has_closed(self, dock: str, session: DockSession, asked_at: float) -> bool:
        """Return whether a dock reported since it was asked that it is closed.

        What it reported before proves nothing: it may have opened since, unheard.
        """
        if self.is_open(dock) is not False:
            return False
        age = self._server.fleet.mode_age(dock)
        heard_at = float("-inf") if age is None else _now() - age
        return session.left_at >= asked_at or heard_at >= asked_at + self._timings.settled

    def _is_surely_closed(self, dock: str) -> bool:
        """Return whether a dock has reported just now that it is closed."""
        age = self._server.fleet.mode_age(dock)
        return self.is_open(dock) is False and age is not None and age <= self._timings.fresh

    def closes_at(self, dock: str) -> datetime | None:
        """Return when it is closed, None while it is in use or not ours."""
        session = self._sessions.get(dock)
        return session.closes_at if session else None

    async def async_enter(self, dock: str) -> None:
        """Return when a dock is in remote debugging, which it stays in until leave().

        Raises:
            CloudApiError: the dock refuses, or nothing could be sent.
            HomeAssistantError: it does not report that it is open.
            DatabaseUnusable: that it is ours could not be saved, and nothing was sent.

        """
        session = self._of(dock)
        async with session.lock:
            self._stop_timer(session)
            await self._async_settle_closing(session)
            session.users += 1
            try:
                if not self.is_open(dock):
                    await self._async_open(dock, session)
            except BaseException:
                session.users -= 1
                if self.is_ours(dock):
                    # It may open yet.
                    self.close(dock, sure=False)
                raise
        self._changed(dock)

    @callback
    def leave(self, dock: str) -> None:
        """Need it no longer: it is closed after a while, if it is ours."""
        session = self._of(dock)
        session.users = max(0, session.users - 1)
        unused = not (session.users or session.holders or self._stopped)
        if unused and self.is_ours(dock):
            self._stop_timer(session)
            idle = self._timings.idle
            session.closes_at = dt_util.utcnow() + timedelta(seconds=idle)
            session.timer = asyncio.get_running_loop().call_later(idle, self.close, dock)
        session.changed.set()
        self._changed(dock)

    async def async_hold(self, dock: str, holder: str = OWNER) -> None:
        """Keep it open until its holder lets go of it, whether a job needs it or not.

        A flight that is due, and the end of what runs for an entry, close it all the same.

        Raises:
            CloudApiError, HomeAssistantError, DatabaseUnusable: as async_enter().

        """
        await self.async_enter(dock)
        self._of(dock).holders.add(holder)
        self.leave(dock)

    @callback
    def let_go(self, dock: str, holder: str) -> bool:
        """Hold it no longer; returns whether it is closed by that, as soon as no job needs it."""
        session = self._sessions.get(dock)
        if session is None or holder not in session.holders:
            return False
        session.holders.discard(holder)
        if session.holders or not self.is_ours(dock):
            return False
        self.close(dock)
        return True

    async def async_let_go(self, dock: str, holder: str) -> bool:
        """Hold it no longer, and return whether it is closed by that."""
        if not self.let_go(dock, holder):
            return False
        if closing := self._of(dock).closing:
            await asyncio.wait([closing], timeout=self._timings.close)
        return self.is_open(dock) is False

    async def async_release(self, dock: str) -> None:
        """Close it, whoever opened it, and return when the dock reports so.

        Raises:
            DatabaseUnusable: nothing was sent.
            HomeAssistantError: the dock does not report it yet; it is asked again until it does.

        """
        session = self._of(dock)
        session.holders.clear()
        await self._ours.async_set(dock)
        self.close(dock)
        if session.closing:
            await asyncio.wait([session.closing], timeout=self._timings.close)
        if self.is_open(dock) is not False:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="debug_not_closed")

    @callback
    def close(self, dock: str, *, sure: bool = True) -> None:
        """Close it as soon as no job needs it, and ask until the dock reports so.

        `sure` is whether the dock has opened it; else it may be about to.
        """
        session = self._of(dock)
        session.holders.clear()
        self._stop_timer(session)
        session.urged.set()
        if self._stopped:
            # The next run closes it.
            return
        if session.closing is None or session.closing.done():
            session.closing = self._spawn(
                self._async_close(dock, session, sure=sure), "closing remote debugging"
            )
        self._changed(dock)

    @callback
    def poke(self, dock: str) -> None:
        """Look again: a job of the dock has moved."""
        if session := self._sessions.get(dock):
            session.changed.set()

    async def async_end(self) -> None:
        """Close what is ours and not in use, for an end of ours; what is left the next run closes."""
        docks = [dock for dock in self._ours if not self._busy(dock)]
        await asyncio.gather(*map(self._async_end, docks))

    async def _async_end(self, dock: str) -> None:
        session = self._of(dock)
        closed = partial(self._has_closed, dock, session, _now())
        # Of a dock that cannot be heard nobody knows whether it is closed.
        if await self._async_ask_to_close(dock):
            if await self._async_until(session, closed, _LAST_SECONDS):
                with suppress(DatabaseUnusable):
                    await self._ours.async_clear(dock)

    async def async_forget(self, dock: str) -> None:
        """Let go of a dock that is no longer ours."""
        if session := self._sessions.pop(dock, None):
            self._stop_timer(session)
            if session.closing:
                session.closing.cancel()
        with suppress(DatabaseUnusable):
            await self._ours.async_clear(dock)

    def _of(self, dock: str) -> DockSession:
        return self._sessions.setdefault(dock, DockSession())

    async def _async_open(self, dock: str, session: DockSession) -> None:
        await self._ours.async_set(dock)
        session.refusals.clear()
        command = new_id()
        try:
            await self._server.order(dock, _OPEN, {}, command)
        except NotConnected:
            await self._ours.async_clear(dock)
            raise
        except BrokerError as err:
            _LOGGER.debug("The broker did not confirm that it opens: %s", err)
        opened = await self._async_until(
            session,
            lambda: self.is_open(dock) is True or command in session.refusals,
            self._timings.open,
        )
        code = session.refusals.get(command, 0)
        if code:
            # If it is open all the same, somebody else has opened it.
            await self._ours.async_clear(dock)
        if code and not self.is_open(dock):
            raise DockRefused(dock, _OPEN, code)
        if not opened:
            raise HomeAssistantError(
                translation_domain=DOMAIN,
                translation_key="debug_not_opened",
                translation_placeholders={"seconds": f"{self._timings.open:g}"},
            )

    async def _async_settle_closing(self, session: DockSession) -> None:
        """Wait for the end of what is being closed: the dock would leave what is opened now."""
        if session.closing and not session.closing.done():
            session.changed.set()
            await asyncio.wait([session.closing], timeout=self._timings.close)

    async def _async_close(self, dock: str, session: DockSession, *, sure: bool) -> None:
        """Close what is ours: it is asked for again and again, until the dock reports it."""

        def may_close() -> bool:
            in_use = session.users > 0 or self._busy(dock)
            return not in_use and self.is_open(dock) is not None

        failures = 0
        while self.is_ours(dock):
            await self._async_until(session, may_close, None)
            if sure and self._is_surely_closed(dock):
                break
            session.urged.clear()
            asked_at = _now()
            sent = await self._async_ask_to_close(dock)
            if sent and await self._async_until_closed(dock, session, asked_at):
                break
            failures += 1
            with suppress(TimeoutError):
                async with asyncio.timeout(self._backoff.pause(failures)):
                    await session.urged.wait()
        with suppress(DatabaseUnusable):
            await self._ours.async_clear(dock)
        self._changed(dock)

    async def _async_until_closed(self, dock: str, session: DockSession, asked_at: float) -> bool:
        """Wait until a dock that was asked to close has closed; False when it takes too long."""
        closed = partial(self._has_closed, dock, session, asked_at)
        while not closed() and (left := asked_at + self._timings.close - _now()) > 0:
            # That it goes on as it is is no event.
            await self._async_until(session, closed, min(left, self._timings.settled))
        return closed()

    async def _async_ask_to_close(self, dock: str) -> bool:
        """Send it; of the safe direction, it may be sent again. False when it did not leave."""
        try:
            await self._server.order(dock, _CLOSE, {}, new_id(), urgent=True)
        except CloudApiError as err:
            _LOGGER.debug("Remote debugging of %s cannot be closed yet: %s", dock, err)
            return False
        return True

    async def _async_until(
        self, session: DockSession, condition: Callable[[], bool], seconds: float | None
    ) -> bool:
        """Wait until something holds; False when the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not condition():
                    session.changed.clear()
                    await session.changed.wait()
        return condition()

    def _stop_timer(self, session: DockSession) -> None:
        if session.timer:
            session.timer.cancel()
        session.timer = session.closes_at = None

    @callback
    def _stop(self) -> None:
        self._stopped = True
        for session in self._sessions.values():
            self._stop_timer(session)

    @callback
    def _dock_changed(self, change: DockChanged) -> None:
        dock, before = change.dock, change.before
        session = self._sessions.get(dock.serial)
        if session and before and before.mode == REMOTE_DEBUG != dock.mode:
            session.left_at = _now()
        self.poke(dock.serial)
        if before is None or before.mode != dock.mode:
            self._changed(dock.serial)
            if before and before.mode == REMOTE_DEBUG:
                self._left(dock.serial)
        if session := self._sessions.get(dock.serial):
            if dock.online and not (before and before.online):
                session.urged.set()

    def _left(self, dock: str) -> None:
        """Handle that a dock left it: what somebody opens after that is not ours to close."""
        if self.is_ours(dock):
            self.close(dock)
        elif session := self._sessions.get(dock):
            # Nor is what we open after that held by who held what is over.
            session.holders.clear()

    @callback
    def _replied(self, reply: CommandReplied) -> None:
        session = self._sessions.get(reply.dock)
        if session and reply.result and reply.method in ("", _OPEN):
            if session.lock.locked() and len(session.refusals) < _MAX_REFUSALS:
                session.refusals[reply.bid] = reply.result
                session.changed.set()


def _now() -> float:
    return asyncio.get_running_loop().time()
