"""A cloud server with two docks: one says anything, the other must never notice."""

import asyncio
from collections.abc import Callable, Coroutine
import contextlib
from datetime import UTC, datetime, timedelta
import logging
from types import ModuleType
from typing import Any, NamedTuple

import orjson

from custom_components.dji_dock.cloud_api import (
    CloudApiError,
    CommandReplied,
    FlightProgress,
    HmsReport,
    JobProgress,
    LogProgress,
    MediaUploaded,
    Module,
    Property,
    StorageTarget,
    fileupload_list,
    is_serial,
    property_set,
)
from custom_components.dji_dock.cloud_api.devices import aircraft_properties, dock_properties
from custom_components.dji_dock.cloud_api.devices.fleet import MAX_DOCKS
from custom_components.dji_dock.cloud_api.devices.properties import MAX_DEVICES, MAX_VALUES
from tests.cloud_api.wire import AIRCRAFT, DOCK, Wire

from .damage import OTHER, OTHER_AIRCRAFT, Sent, encode, examples
from .seeds import BID, TID

_PATIENCE = 200
_LONGEST_TEXT = 1024


class Violation(AssertionError):
    """A message had more consequences than it may."""


class _Storage:
    """Media storage of a dock, without a bucket behind it."""

    async def async_target(self, serial: str) -> tuple[StorageTarget, str]:
        return StorageTarget(
            provider="minio",
            endpoint="http://192.0.2.1",
            region="us-east-1",
            bucket="bucket",
            access_key_id="id",
            access_key_secret="secret",
            security_token="token",
            expire_at=datetime.now(UTC) + timedelta(hours=1),
        ), serial


class Errors(logging.Handler):
    """Keeps what is logged as an error."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record with its traceback."""
        self.said.append(logging.Formatter().format(record))

    @contextlib.contextmanager
    def listening(self, name: str = "custom_components.dji_dock") -> Any:
        """Listen to a logger."""
        logger = logging.getLogger(name)
        logger.addHandler(self)
        try:
            yield self
        finally:
            logger.removeHandler(self)


class _Command(NamedTuple):
    """A command of ours, and who waits for its reply."""

    task: asyncio.Task[None]
    message: dict[str, Any]


class Bench:
    """Takes messages and looks at what they did; inside a running loop."""

    def __init__(self, errors: Errors) -> None:
        """Make both docks known, with all that they tell."""
        self._errors = errors
        self._now = 0.0
        self._wire = Wire(clock=lambda: self._now)
        self.server = self._wire.server
        self.server.media_storage = _Storage()
        for kind in (LogProgress, MediaUploaded, HmsReport, FlightProgress):
            self.server.listeners.add(kind, self._heard)
        self.server.listeners.add(JobProgress, self._progressed)
        self.server.listeners.add(CommandReplied, self._replied)
        self._commands: dict[str, _Command] = {}
        for serial in (DOCK, OTHER):
            self.server.fleet.update(serial, accepted=True, online=True)
        for topic, body in examples():
            if topic.endswith(("/osd", "/state", "/status")):
                text = encode(body).decode().replace(DOCK, OTHER).replace(AIRCRAFT, OTHER_AIRCRAFT)
                topic = topic.replace(DOCK, OTHER).replace(AIRCRAFT, OTHER_AIRCRAFT)
                self.server.receive(topic, text.encode(), False)
        self._before = self._bystander()

    async def feed(self, sent: Sent) -> None:
        """Let the first dock say something.

        Raises:
            Violation

        """
        self._now += 1
        for kind, work in (("services", self._ask_for_logs), ("property/set", self._set_property)):
            if kind not in self._commands or self._commands[kind].task.done():
                self._commands[kind] = await self._command(work)
        answered = "property/set" if sent.topic.endswith("set_reply") else "services"
        payload = sent.payload
        for name in (TID, BID):
            wanted = str(self._commands[answered].message[name[1:]])
            payload = payload.replace(name.encode(), wanted.encode())
        self.server.receive(sent.topic, payload, sent.retain)
        await self._settle()
        self._check(sent)

    def forget_answers(self) -> None:
        """Forget what the server answered: a broker would have taken it."""
        self._wire.transport.published.clear()

    async def close(self) -> None:
        """See that the other dock still gets its answers, and end.

        Raises:
            Violation

        """
        tasks = [command.task for command in self._commands.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.forget_answers()
        answer = await self._wire.ask("config", {}, serial=OTHER)
        _demand(answer["app_id"] == "123456", "the other dock got no answer")
        _demand(not self.server.pending, "commands wait that nobody waits for")

    async def _command(self, work: Callable[[], Coroutine[Any, Any, None]]) -> _Command:
        """Send a command that waits for its reply."""
        self.forget_answers()
        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        return _Command(task, self._wire.transport.published.pop()[1])

    async def _ask_for_logs(self) -> None:
        with contextlib.suppress(CloudApiError):
            await fileupload_list(self.server, DOCK, tuple(Module))

    async def _set_property(self) -> None:
        with contextlib.suppress(CloudApiError):
            await property_set(self.server, DOCK, dock_properties.SILENT_MODE, True)

    async def _heard(self, event: object) -> None:
        """Save what is told, as all that listens does before a dock gets its acknowledgement."""
        await asyncio.sleep(0)

    async def _progressed(self, event: JobProgress) -> None:
        """See that what is shown of a job can be shown."""
        _demand(event.percent is None or 0 <= event.percent <= 100, "an impossible percentage")
        _demand(len(event.step) <= _LONGEST_TEXT, "a step is too long")
        await self._heard(event)

    def _replied(self, event: CommandReplied) -> None:
        _demand(event.dock != OTHER, "another dock has replied")

    async def _settle(self) -> None:
        for _ in range(_PATIENCE):
            # A reply takes a few rounds of the loop to those who wait for it.
            for _ in range(4):
                await asyncio.sleep(0)
            if not self.server.at_work:
                break
        else:
            raise Violation("work goes on and on")
        for command in self._commands.values():
            if command.task.done() and (error := command.task.exception()):
                raise Violation("a command fails in a way that nobody expects") from error

    def _check(self, sent: Sent) -> None:
        server = self.server
        _demand(not self._errors.said, "\n".join(self._errors.said))
        _demand(not server.dropped["failed"], "a message failed")
        _demand(len(list(server.fleet)) <= MAX_DOCKS, "too many docks")
        _demand(len(server._unknown) <= 1000, "too many methods are remembered")
        _demand(len(server.clocks._known) <= 2000, "too many clocks")
        _demand(
            len(server.properties._devices) <= MAX_DEVICES, "too many devices tell of themselves"
        )
        _demand(server.pending <= 2, "too many commands wait")
        told = server.properties._devices
        for serial in (DOCK, AIRCRAFT):
            for root, values in told.get(serial, {}).items():
                _demand(_size(values) <= MAX_VALUES, f"{root} of {serial} grows")
        for dock in server.fleet:
            texts = (dock.callsign, dock.model_key, dock.firmware, dock.aircraft_serial)
            _demand(max(map(len, texts)) <= _LONGEST_TEXT, "a text is too long")
            _demand(is_serial(dock.serial), "a dock with an impossible serial number")
        # What is shown and what is saved, as Home Assistant does.
        for serial, table in ((DOCK, dock_properties), (AIRCRAFT, aircraft_properties)):
            _read_all(table, told.get(serial, {}))
        orjson.dumps([server.fleet.as_dict(), told])
        _demand(self._bystander() == self._before, f"another dock changed by {sent.topic}")

    def _bystander(self) -> Any:
        properties = self.server.properties
        return (
            self.server.fleet.get(OTHER),
            orjson.dumps([properties._devices.get(serial) for serial in (OTHER, OTHER_AIRCRAFT)]),
        )


def _read_all(table: ModuleType, values: Any) -> None:
    for value in vars(table).values():
        if isinstance(value, Property):
            value.read(values)


def _size(values: Any) -> int:
    """Count what is kept, at any depth."""
    count, waiting = 0, [values]
    while waiting:
        item = waiting.pop()
        count += 1
        if isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)
    return count


def _demand(fulfilled: object, text: str) -> None:
    if not fulfilled:
        raise Violation(text)
