"""Several cloud servers side by side: each dock belongs to one, and each message has one answer.

Servers may share a broker without knowing it, under two names of it. What one of them hears, the
others may hear, too, a moment earlier or later, or never.
"""

import asyncio
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from .cloud import Cloud
from .features.organization import named_organization, names_organization
from .listeners import Listeners
from .settings import CloudSettings
from .wire.envelope import Message

ANSWER_AFTER = 1.0
"""Seconds that a server leaves to those before it, of which it does not know whether they hear."""

NAMED_ANSWERS_AFTER = 2.5
"""The same, where the dock names the organization of another one."""

_MAX_EXCHANGES = 1000


@dataclass(frozen=True, slots=True)
class ForeignDockHeard:
    """A dock that belongs to another server speaks on the broker of this one."""

    dock: str
    named: bool
    """Whether it names this one's organization and binding code."""


@dataclass(frozen=True, slots=True)
class OwnerChanged:
    """A dock became a server's, or free."""

    dock: str
    owner: str | None
    """The name of the server to which it belongs now."""


@dataclass(slots=True)
class _Exchange:
    """A message with which a dock asks something; docks repeat it until it is answered."""

    seen: Counter[str] = field(default_factory=Counter)
    """How often, by server."""
    answered: int = 0


class Neighbours:
    """The cloud servers of one home, and which dock belongs to which, also while none runs."""

    def __init__(self, known: Callable[[], Mapping[str, CloudSettings]] = dict) -> None:
        """Take what returns the settings of all, by name, also of those that do not run now."""
        self._known = known
        self._owners: dict[str, str] = {}
        self._running: dict[str, Neighbour] = {}
        self._exchanges: OrderedDict[tuple[str, ...], _Exchange] = OrderedDict()
        self._listeners = Listeners()

    def register(self, name: str, cloud: Cloud) -> Neighbour:
        """Add a server, under a name that is its own for ever."""
        cloud.ownership = neighbour = Neighbour(self, name, cloud)
        return neighbour

    def join(self, neighbour: Neighbour) -> None:
        """Note that a server runs."""
        self._running[neighbour.name] = neighbour

    def owner(self, dock: str) -> str | None:
        """Return the name of the server to which a dock belongs."""
        return self._owners.get(dock)

    def claim(self, dock: str, name: str) -> bool:
        """Make a dock a server's, unless it is another's."""
        if self._owners.setdefault(dock, name) != name:
            return False
        self._listeners.notify(OwnerChanged(dock, name))
        return True

    def release(self, dock: str, name: str) -> None:
        """Let go of a dock."""
        if self._owners.get(dock) == name:
            del self._owners[dock]
            self._listeners.notify(OwnerChanged(dock, None))

    def release_all(self, name: str) -> None:
        """Let go of everything that belongs to a server: it is gone for good."""
        for dock in [dock for dock, owner in self._owners.items() if owner == name]:
            self.release(dock, name)

    def subscribe(self, listener: Callable[[OwnerChanged], None]) -> Callable[[], None]:
        """Call a listener with each change of an owner; returns what ends that."""
        return self._listeners.add(OwnerChanged, listener)

    def leave(self, neighbour: Neighbour) -> None:
        """Note that a server does not run any more; its docks stay its own."""
        if self._running.get(neighbour.name) is neighbour:
            del self._running[neighbour.name]

    def others(self, neighbour: Neighbour) -> Iterable[Neighbour]:
        """Return the other servers that run."""
        return [other for other in self._running.values() if other is not neighbour]

    def not_listening(self, neighbour: Neighbour) -> Iterable[CloudSettings]:
        """Return the settings of the others that hear nothing yet: they start, or have no broker."""
        for name, settings in self._known().items():
            if name != neighbour.name and name not in self._running:
                yield settings
        yield from (
            other.cloud.settings for other in self.others(neighbour) if not other.cloud.connected
        )

    def order(self, name: str) -> int:
        """Return the place of a server among those that run."""
        return [*self._running].index(name) if name in self._running else len(self._running)

    def exchange(self, message: Message) -> _Exchange:
        """Return what is known of a message; only the latest are remembered."""
        key = (*message.address, message.method, message.tid, message.bid)
        known = self._exchanges.setdefault(key, _Exchange())
        self._exchanges.move_to_end(key)
        if len(self._exchanges) > _MAX_EXCHANGES:
            self._exchanges.popitem(last=False)
        return known


class Neighbour:
    """One server among its neighbours."""

    def __init__(self, neighbours: Neighbours, name: str, cloud: Cloud) -> None:
        """Take all of them, the name of this one, and its cloud."""
        self.name = name
        self.cloud = cloud
        self._neighbours = neighbours

    def claim(self, dock: str) -> bool:
        """Make a dock this server's; False when it is another's."""
        return self._neighbours.claim(dock, self.name)

    def release(self, dock: str) -> None:
        """Let go of a dock."""
        self._neighbours.release(dock, self.name)

    def join(self) -> Callable[[], None]:
        """Note that this server runs; returns what ends that."""
        self._neighbours.join(self)
        return lambda: self._neighbours.leave(self)

    def is_foreign(self, serial: str) -> bool:
        """Return whether a dock, or the aircraft of one, belongs to another server."""
        if (owner := self._neighbours.owner(serial)) is not None:
            return owner != self.name
        fleet = self.cloud.fleet
        if fleet.get(serial) or fleet.dock_of(serial):
            return False
        return any(other.cloud.fleet.dock_of(serial) for other in self._neighbours.others(self))

    def names_another(self, message: Message) -> bool:
        """Return whether a dock names the organization and the code of a neighbour."""
        return any(
            names_organization(other.cloud.settings, message)
            for other in self._neighbours.others(self)
            if other.cloud.settings.answer_requests
        )

    def waits_for_another(self, message: Message) -> bool:
        """Return whether a dock names a server that hears nothing yet: it is to ask again then.

        Refused by one that knows better only later, it would not.
        """
        own = self.cloud.settings
        organization, _ = named_organization(message)
        if not organization or names_organization(own, message):
            return False
        return any(
            settings.organization_id == organization
            and (organization != own.organization_id or names_organization(settings, message))
            for settings in self._neighbours.not_listening(self)
            if settings.answer_requests
        )

    async def may_answer(self, message: Message) -> bool:
        """Return whether it is this server that answers; may wait for the others to do it.

        The owner of a dock answers it. A dock that nobody owns is answered by the one whose
        organization and code it names, else by the first of those that hear it.
        """
        if self.waits_for_another(message):
            return False
        neighbours = [*self._neighbours.others(self)]
        if not neighbours:
            return True
        fleet = self.cloud.fleet
        if fleet.accepted(message.serial) or fleet.dock_of(message.serial):
            exchange = self._neighbours.exchange(message)
            exchange.seen[self.name] += 1
            exchange.answered = max(exchange.answered, exchange.seen[self.name])
            return True
        others = [other for other in neighbours if other.would_answer(message.serial)]
        exchange = self._neighbours.exchange(message)
        exchange.seen[self.name] += 1
        turn = exchange.seen[self.name]
        before = [other for other in others if other.rank(message) < self.rank(message)]
        if before and exchange.answered < turn:
            is_named = any(names_organization(other.cloud.settings, message) for other in before)
            await asyncio.sleep(NAMED_ANSWERS_AFTER if is_named else ANSWER_AFTER)
        heard = any(exchange.seen[other.name] >= turn for other in before)
        if heard or exchange.answered >= turn or self.is_foreign(message.serial):
            return False
        exchange.answered = turn
        return True

    async def may_refuse(self, message: Message) -> bool:
        """Return whether this server refuses another's dock: its owner does not hear it."""
        exchange = self._neighbours.exchange(message)
        exchange.seen[self.name] += 1
        turn = exchange.seen[self.name]
        await asyncio.sleep(ANSWER_AFTER)
        owner = self._neighbours.owner(message.serial)
        heard = any(
            other.name == owner and (dock := other.cloud.fleet.get(message.serial)) and dock.online
            for other in self._neighbours.others(self)
        )
        if heard or exchange.answered >= turn or not self.is_foreign(message.serial):
            return False
        exchange.answered = turn
        return True

    def would_answer(self, serial: str) -> bool:
        """Return whether this server would answer a dock that nobody owns."""
        dock = self.cloud.fleet.get(serial)
        return self.cloud.settings.answer_requests and not (dock and dock.ignored)

    def rank(self, message: Message) -> tuple[bool, bool, int]:
        """Return who comes first among servers of which none is named; the least is first."""
        settings = self.cloud.settings
        order = self._neighbours.order(self.name)
        return (not names_organization(settings, message), not settings.licensed, order)
