"""What a test can make a dock say, and what the dock has to say about the cloud."""

from abc import ABC, abstractmethod
import asyncio
from collections.abc import Collection, Coroutine
import logging
from typing import Any

from .link import Link
from .malformed import Malformed, malformed
from .profile import DockProfile
from .uplink import Emitted, Uplink
from .wire import Broker, topic

_LOGGER = logging.getLogger(__name__)

_UPLINK_KINDS = ("osd", "state", "events", "requests", "services_reply", "status")
_DOWNLINK_KINDS = (
    "services",
    "property/set",
    "events_reply",
    "requests_reply",
    "state_reply",
    "status_reply",
)


class Voice(ABC):
    """A dock's connection, and its mouth."""

    def __init__(self, profile: DockProfile, broker: Broker) -> None:
        """Build the connection; nothing is sent yet."""
        self.profile = profile
        self.complaints: list[str] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._link = Link(
            broker,
            [topic(profile.serial, kind) for kind in _DOWNLINK_KINDS]
            + [topic(serial, "state_reply") for serial in [profile.aircraft_serial] if serial],
            deliver=self._deliver,
            connected=self._connection_changed,
            say=self.say,
            speed=profile.speed,
            identifier=f"dock-{profile.serial}" if profile.persistent_session else "",
        )
        self._uplink = Uplink(
            profile,
            send=lambda where, payload, qos: self._link.send(where, payload, qos=qos),
            spawn=self._spawn,
            complain=self.complain,
        )

    @property
    def serial(self) -> str:
        """The dock's serial."""
        return self.profile.serial

    @property
    def aircraft_serial(self) -> str:
        """The aircraft's serial, blank where there is none."""
        return self.profile.aircraft_serial

    @property
    def connected(self) -> bool:
        """Whether the broker has it."""
        return self._link.connected

    def emit(
        self,
        method: str,
        data: object,
        *,
        need_reply: bool = False,
        bid: str | None = None,
        gateway: str | None = None,
    ) -> Emitted:
        """Send an event; repeated until acknowledged when it needs a reply."""
        return self._uplink.emit(
            "events", data, method=method, bid=bid, gateway=gateway, need_reply=need_reply
        )

    def push_state(
        self, data: dict[str, Any], *, aircraft: bool = False, need_reply: bool = False
    ) -> Emitted:
        """Send changed properties."""
        serial = self.aircraft_serial if aircraft else self.serial
        return self._uplink.emit("state", data, serial=serial, need_reply=need_reply)

    def push_osd(self, data: dict[str, Any], *, aircraft: bool = False) -> None:
        """Send properties."""
        serial = self.aircraft_serial if aircraft else self.serial
        self._uplink.properties("osd", data, serial=serial)

    def set_clock(self, ahead: float) -> None:
        """Set the clock wrong by so many seconds."""
        self._uplink.clock_off = ahead

    async def ask(self, method: str, data: object, timeout: float = 10.0) -> dict[str, Any]:
        """Send a request once and return the `data` of its answer.

        Raises:
            TimeoutError
        """
        return await self._uplink.ask(method, data, timeout=timeout)

    def send_raw(
        self, where: str, payload: bytes, *, qos: int | None = None, retain: bool = False
    ) -> None:
        """Publish bytes as they are."""
        self._link.send(where, payload, qos=self.profile.qos if qos is None else qos, retain=retain)

    def send_malformed(self, kinds: Collection[Malformed] = tuple(Malformed)) -> None:
        """Send one of each kind on each topic of a dock."""
        for kind in kinds:
            for name in _UPLINK_KINDS:
                method = {"events": "fileupload_progress", "requests": "config"}.get(name, "")
                self.send_raw(topic(self.serial, name), malformed(kind, self.serial, method))

    def say(self, text: str) -> None:
        """Tell what happens, for people who watch."""
        _LOGGER.info("%s %s", self.serial, text)

    def complain(self, text: str) -> None:
        """Write down what the cloud did against the protocol document."""
        self.complaints.append(text)
        _LOGGER.warning("%s the cloud breaks the protocol: %s", self.serial, text)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            _LOGGER.error("%s has a defect of its own", self.serial, exc_info=error)

    @abstractmethod
    def _deliver(self, where: str, payload: bytes, retained: bool) -> None:
        """Take a message from the cloud."""

    @abstractmethod
    def _connection_changed(self, connected: bool) -> None:
        """Hear that the broker is there, or gone."""
