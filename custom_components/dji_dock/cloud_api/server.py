"""The cloud server: what happens to a message between the broker and the features."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
import logging
import time
from typing import Any

from . import handlers
from .cloud import OFFLINE_AFTER, Cloud
from .errors import BrokerError, CloudApiError, EventRefused, MessageError, NotSaved
from .features import topology
from .features.organization import names_organization, refuse_foreign
from .features.remote_debug import command_replied
from .listeners import ConnectionChanged
from .neighbours import ForeignDockHeard
from .settings import CloudSettings
from .wire import rights, topics
from .wire.envelope import Data, Message, decode, encode_reply
from .wire.topics import Kind
from .wire.transport import Transport
from .work import Work

_LOGGER = logging.getLogger(__name__)

DRAIN_SECONDS = 3.0
"""Seconds for what was read before the end; docks repeat what takes longer."""

_UNKNOWN_REQUEST = 314000
# A dock has asked again since, and would take a late answer for that to its newer question.
_STALE_AFTER = timedelta(seconds=30)


class CloudServer(Cloud):
    """Reads what docks send, answers it, and notifies listeners."""

    def __init__(
        self,
        transport: Transport,
        settings: CloudSettings,
        save: Callable[[], Awaitable[None]],
        clock: Callable[[], float] = time.monotonic,
        offline_after: float = OFFLINE_AFTER,
    ) -> None:
        """Take the connection, the settings and what saves the fleet for good."""
        super().__init__(transport, settings, save, clock, offline_after)
        self.dropped: Counter[str] = Counter()
        """Messages that were not read, by reason."""
        self.received = 0
        """Messages, read or not."""
        self._offline_after = offline_after
        self._work = Work(self._work_failed)
        self._unknown: set[str] = set()
        self._answering = True
        self._reported: bool | None = None
        """Whether listeners were told last that the broker is connected."""

    @property
    def answering(self) -> bool:
        """Whether what docks report is acknowledged: not any more once the end has begun."""
        return self._answering

    @property
    def at_work(self) -> int:
        """How many messages are being answered."""
        return len(self._work)

    async def run(self) -> None:
        """Serve until cancelled."""
        self._reading = self._answering = self.takes_orders = True
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._transport.run(self.receive, self._connection_changed))
                group.create_task(self._watch_silence())
        finally:
            await self._work.cancel()

    async def finish(self, seconds: float = DRAIN_SECONDS) -> None:
        """Read no more, let what was read be saved and answered, and answer nothing after that.

        What ends the serving itself comes next: until then the connection carries the answers.
        """
        self._reading = False
        self._transport.pause()
        await self._work.drain(seconds)
        self._answering = False

    def receive(self, topic: str, payload: bytes, retain: bool) -> None:
        """Take one message from the broker; whatever it holds, it costs only itself."""
        if not self._reading:
            return
        self.received += 1
        try:
            self._route(topic, payload, retain=retain)
        except MessageError as err:
            self._drop("malformed", f"{err} on {topic[:128]!r}")
        except Exception:
            self._drop("failed", f"error on {topic[:128]!r}")
            _LOGGER.exception("A message could not be handled")

    def _route(self, topic: str, payload: bytes, *, retain: bool) -> None:
        if (address := topics.parse(topic)) is None:
            if rights.is_probe(topic):
                return None
            return self._drop("topic", f"unusable topic {topic[:128]!r}")
        if retain:
            return self._drop("retained", f"retained {address.kind} of {address.serial}")
        message = self._dated(decode(address, payload))
        if self.ownership and self.ownership.is_foreign(address.serial):
            return self._foreign(message)
        return self._take(message)

    def _take(self, message: Message) -> None:
        """Handle what a device sends that is ours, or nobody's yet."""
        address = message.address
        if address.kind in (Kind.OSD, Kind.STATE):
            return self._telemetry(message)
        if message.gateway not in ("", message.serial) and not self.fleet.passes_on(
            message.gateway, message.serial
        ):
            return self._drop("gateway", f"{address.serial} speaks as another device")
        match address.kind:
            case Kind.SERVICES_REPLY | Kind.PROPERTY_SET_REPLY:
                self._reply(message)
            case Kind.REQUESTS:
                if self._may_be_kept() and self.clocks.age(message) > _STALE_AFTER:
                    return self._drop("stale", f"old {message.method} of {message.serial}")
                handler = handlers.REQUESTS.get(message.method, self._unknown_request)
                self._serve(message, handler)
            case Kind.STATUS:
                self._serve(message, handlers.STATUS.get(message.method, self._unknown_request))
            case Kind.EVENTS:
                self._event(message)
        return None

    def _telemetry(self, message: Message) -> None:
        # What a device reports only when it changes is the latest of it, however old.
        if not message.alive and message.address.kind is Kind.OSD:
            return self._drop("stale", f"old osd of {message.serial}")
        topology.telemetry(self, message)
        if self.fleet.accepted(message.serial):
            if message.alive and (not self._may_be_kept() or self.clocks.keeps_pace(message)):
                self.clocks.learn(message)
            for handler in handlers.TELEMETRY:
                handler(self, message)
        if message.need_reply and self._is_ours(message.serial):
            self._spawn(message, self._answer(message, {"result": 0}))
        return None

    def _dated(self, message: Message) -> Message:
        """Return a message with whether it is a sign of life: what the broker kept is none."""
        if not self._may_be_kept() or self.clocks.keeps_pace(message):
            return message
        kept = self.clocks.is_late(message, self._dock_of(message.serial))
        ago = max(0.0, self.clocks.age(message).total_seconds())
        return replace(message, alive=not kept, ago=ago)

    def _dock_of(self, serial: str) -> str:
        """Return the dock to which a device belongs, or which it is."""
        owner = self.fleet.dock_of(serial)
        return owner.serial if owner else serial

    def _foreign(self, message: Message) -> None:
        """Leave a dock to the server that it belongs to, but notify that it is here."""
        named = (
            message.address.kind is Kind.REQUESTS
            and self.settings.answer_requests
            and names_organization(self.settings, message)
        )
        self.listeners.notify(ForeignDockHeard(message.serial, named))
        if named:
            self._spawn(message, self._refuse(message))

    async def _refuse(self, message: Message) -> None:
        if self.ownership and await self.ownership.may_refuse(message):
            await self._answer(message, refuse_foreign(message))

    async def _may_answer(self, message: Message) -> bool:
        return self.ownership is None or await self.ownership.may_answer(message)

    def _may_be_kept(self) -> bool:
        """Return whether the broker may have kept what comes in."""
        return not self.connected or self._uptime.may_be_kept()

    def _is_ours(self, serial: str) -> bool:
        """Return whether a device is an accepted dock or the aircraft of one."""
        return self.fleet.accepted(serial) or self.fleet.dock_of(serial) is not None

    def _heard(self, message: Message) -> None:
        if message.alive:
            self.fleet.heard(message.serial, message.ago)

    def _reply(self, message: Message) -> None:
        self._heard(message)
        if self._pending.resolve(message):
            return
        if (
            message.address.kind is Kind.SERVICES_REPLY
            and (message.bid or message.method)
            and self.fleet.accepted(message.serial)
        ):
            # To an order, for whose reply nobody waits, or to a command from before a restart.
            self.listeners.notify(command_replied(message))
        else:
            self.dropped["late_reply"] += 1
            _LOGGER.debug("Nobody waits for %s of %s", message.method, message.serial)

    def _serve(self, message: Message, handler: handlers.RequestHandler) -> None:
        dock = self.fleet.get(message.serial)
        if dock is not None and dock.ignored:
            return
        self._heard(message)
        self._spawn(message, self._serve_request(message, handler))

    async def _serve_request(self, message: Message, handler: handlers.RequestHandler) -> None:
        try:
            if message.address.kind is Kind.STATUS:
                answer = await handler(self, message)
                if not (self.settings.answer_requests and await self._may_answer(message)):
                    return
            elif self.settings.answer_requests and await self._may_answer(message):
                answer = await handler(self, message)
            else:
                return
        except NotSaved as err:
            _LOGGER.debug("Not saved: %s of %s: %s", message.method, message.serial, err)
            return
        await self._answer(message, answer)

    async def _unknown_request(self, cloud: Cloud, message: Message) -> Data:
        self._note_unknown("request", message)
        return {"result": _UNKNOWN_REQUEST}

    def _event(self, message: Message) -> None:
        if not self._is_ours(message.serial):
            return None
        self._heard(message)
        dock = self._dock_of(message.serial)
        if message.need_reply and not self._work.has_room(dock, ours=True):
            # Before listeners are called: what they know already is not saved the next time.
            return self._overload(message)
        saved: tuple[Awaitable[None], ...] = ()
        # Aircraft have events of their own, on their own topics; uploads are the dock's.
        if self.fleet.accepted(message.serial):
            handler = handlers.EVENTS.get(message.method)
        elif self.fleet.dock_of(message.serial):
            handler = handlers.AIRCRAFT_EVENTS.get(message.method)
        else:
            handler = None
        if handler:
            if (event := handler(self, message)) is not None:
                if not self.listeners.has_listener(event):
                    # Nobody can save it, as while we start or stop: the dock is to say it again.
                    return self._drop("unheard", f"{message.method} of {message.serial}")
                saved = self.listeners.collect(event)
        else:
            self._note_unknown("event", message)
        if saved or message.need_reply:
            self._spawn(message, self._acknowledge(message, saved))
        return None

    async def _acknowledge(self, message: Message, saved: tuple[Awaitable[None], ...]) -> None:
        """Acknowledge an event, after everything that it said is saved; else the dock repeats it."""
        result = 0
        for done in saved:
            try:
                await done
            except EventRefused as err:
                _LOGGER.debug("Refused %s of %s: %s", message.method, message.serial, err)
                result = err.code
            except NotSaved as err:
                _LOGGER.debug("Not saved: %s of %s: %s", message.method, message.serial, err)
                return
        if message.need_reply:
            await self._answer(message, {"result": result})

    async def _answer(self, message: Message, data: Data) -> None:
        if not (self.settings.answer_requests and self._answering):
            return
        try:
            await self._transport.publish(
                topics.reply_to(message.address), encode_reply(message, data)
            )
        except CloudApiError as err:
            _LOGGER.debug("Could not answer %s of %s: %s", message.method, message.serial, err)

    def _note_unknown(self, kind: str, message: Message) -> None:
        """Write an unknown method to the log, once; the methods remembered are bounded."""
        if message.method not in self._unknown and len(self._unknown) < 1000:
            self._unknown.add(message.method)
            _LOGGER.debug("Unknown %s %r of %s", kind, message.method, message.serial)

    def _drop(self, reason: str, what: str) -> None:
        self.dropped[reason] += 1
        _LOGGER.debug("Dropped: %s", what)

    def _spawn(self, message: Message, work: Coroutine[Any, Any, None]) -> None:
        """Run work beside the reading of messages; too much of it is dropped, docks repeat."""
        dock = self._dock_of(message.serial)
        if not self._work.start(work, dock, ours=self.fleet.accepted(dock)):
            self._overload(message)

    def _overload(self, message: Message) -> None:
        self._drop("overload", f"too much work at once, {message.method} of {message.serial}")

    def _work_failed(self, err: BaseException) -> None:
        self.dropped["failed"] += 1
        _LOGGER.error("A message could not be handled", exc_info=err)

    def _connection_changed(self, connected: bool, reason: BrokerError | None) -> None:
        self._uptime.changed(connected=connected)
        again, self._reported = connected is self._reported, connected
        self.listeners.notify(ConnectionChanged(connected, reason, again))

    async def _watch_silence(self) -> None:
        """Take docks for offline that fell silent; not while the broker itself is away."""
        while True:
            await asyncio.sleep(self._offline_after / 12)
            # One after the other: each has dozens of entities, and a fleet may fall silent at once.
            while (
                self.connected
                and self._uptime.may_be_silent()
                and self.fleet.expire(self._offline_after, most=1)
            ):
                await asyncio.sleep(0)
