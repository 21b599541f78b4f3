"""A simulated dock with its aircraft."""

import asyncio
from collections import deque
from collections.abc import Collection, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
import logging
from typing import Any

from . import osd
from .boot import Boot, LicenceRefused
from .command import Requested, Target
from .faults import Faults
from .job import Hooks, Uploaded, UploadJob
from .link import Link
from .malformed import Malformed, malformed
from .profile import DockProfile, Module
from .services import Command, obey, set_properties
from .uplink import Emitted, Uplink
from .wire import UNREADABLE, Broker, Received, now_ms, read, topic

_LOGGER = logging.getLogger(__name__)

_AB_SECONDS = 1.3
_C_SECONDS = 2.0
_AIRCRAFT_SECONDS = 2.0
_HMS_SECONDS = 2.0
_BOOT_SECONDS = 5.0
_RECEIVED_KEPT = 2000
_UP_SINCE_MS = 2 * 3600 * 1000
_POLL_SECONDS = 0.02
_UPLINK_KINDS = ("osd", "state", "events", "requests", "services_reply", "status")


class SimulatedDock:
    """The other side of the wire, written from the protocol document alone."""

    def __init__(
        self, profile: DockProfile, broker: Broker, *, faults: Faults | None = None
    ) -> None:
        """Build it; start() switches it on."""
        self.profile = profile
        self.faults = faults or Faults()
        self.aircraft_on = profile.aircraft_on
        self.booted_ms = now_ms() - _UP_SINCE_MS
        self.online = False
        """Whether its topology was acknowledged since it connected."""
        self.bound = False
        self.starts = 0
        self.uploads: list[Uploaded] = []
        self.received: deque[Received] = deque(maxlen=_RECEIVED_KEPT)
        self.complaints: list[str] = []
        self.job: UploadJob | None = None
        self._media_pending = 0
        self._reboots = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: asyncio.Task[None] | None = None
        self._after_boot: list[tuple[str, dict[str, Any]]] = []
        self._executor = ThreadPoolExecutor(2, thread_name_prefix=f"dock-{profile.serial}")
        self._link = Link(
            broker,
            [topic(profile.serial, kind) for kind in _DOWNLINK_KINDS]
            + [topic(profile.aircraft_serial, "state_reply")],
            deliver=self._deliver,
            connected=self._connection_changed,
            say=self.say,
            speed=profile.speed,
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
        """The aircraft's serial."""
        return self.profile.aircraft_serial

    @property
    def connected(self) -> bool:
        """Whether the broker has it."""
        return self._link.connected

    def boot_indexes(self, module: Module) -> list[int]:
        """Return the boot cycles on the list of a module, newest first."""
        if self.profile.quirks.empty:
            return []
        newest = self.profile.newest_boot_index
        if module is Module.DOCK:
            newest += self._reboots
        return [newest - offset for offset in range(self.profile.boots)]

    def start(self) -> None:
        """Switch on; needs a running loop."""
        self._spawn(self._link.run())

    async def stop(self) -> None:
        """Switch off; afterwards no task and no thread is left."""
        if self.job:
            self.job.abandon()
        while self.job and not self.job.finished:
            await asyncio.sleep(_POLL_SECONDS)
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._executor.shutdown()

    async def wait_online(self, timeout: float = 20.0) -> None:
        """Wait until it is online.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while not self.online:
                await asyncio.sleep(_POLL_SECONDS)

    async def wait_job(self, percent: float = 0.0, timeout: float = 30.0) -> UploadJob:
        """Wait for an upload of which that much is sent.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while not self.job or self.job.percent < percent:
                await asyncio.sleep(_POLL_SECONDS)
        return self.job

    async def wait_job_finished(self, timeout: float = 30.0) -> UploadJob:
        """Wait for the end of an upload, as the dock sees it.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while not self.job or not self.job.finished:
                await asyncio.sleep(_POLL_SECONDS)
        return self.job

    def go_offline(self) -> None:
        """Leave the broker; an upload goes on, since the bucket is another way."""
        self.say("goes offline")
        self._link.disable()

    def come_back(self) -> None:
        """Connect again."""
        if self.job:
            self.job.hold(False)
        self._link.enable()

    async def reboot(self, seconds: float | None = None) -> None:
        """Lose power and boot; real seconds until MQTT is back."""
        self.say("loses power")
        job = self.job if self.job and not self.job.finished else None
        if job:
            job.abandon()
        self._link.disable()
        self._uplink.forget()
        await asyncio.sleep(_BOOT_SECONDS / self.profile.speed if seconds is None else seconds)
        while job and not job.finished:
            await asyncio.sleep(_POLL_SECONDS)
        self._reboots += 1
        self.booted_ms = now_ms()
        if job and self.faults.power_loss_reports:
            self._after_boot.append((job.bid, job.lost_power()))
        self._link.enable()

    def set_aircraft(self, *, on: bool) -> None:
        """Switch the aircraft on or off."""
        self.aircraft_on = on
        if self.online:
            self._spawn(self._announce())

    def set_media_pending(self, count: int) -> None:
        """Set how many media files wait on the dock."""
        self._media_pending = count

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

    def begin(self, bid: str, target: Target, requested: Sequence[Requested]) -> UploadJob:
        """Start an upload."""
        self.say(f"upload {bid} of {', '.join(item.module.name.lower() for item in requested)}")
        self.job = UploadJob(
            bid,
            target,
            requested,
            self.profile,
            Hooks(
                report=self._report,
                stored=self._stored,
                offline=self._offline_for_a_while,
                power_loss=self._lose_power,
                say=self.say,
                faults=lambda: self.faults,
                executor=self._executor,
            ),
        )
        if self.faults.progress_before_reply:
            self.job.report()
        self._spawn(self.job.run())
        return self.job

    def _report(self, bid: str, data: dict[str, Any]) -> None:
        faults = self.faults
        self._uplink.emit(
            "events",
            data,
            method="fileupload_progress",
            bid=bid,
            gateway=faults.wrong_gateway or None,
            copies=1 + faults.duplicate_events,
        )
        if faults.malformed:
            self.send_malformed(faults.malformed)
        for entry in data["output"]["ext"]["files"]:
            progress = entry["progress"]
            percent = progress.get("progress", progress.get("prgress"))
            self.say(
                f"module {entry['module']}: {progress['status']} {percent}% "
                f"{progress['upload_rate']} B/s" + ("" if self.connected else " (nobody hears it)")
            )

    def _stored(self, uploaded: Uploaded) -> None:
        self.uploads.append(uploaded)
        self.say(f"stored {uploaded.key}, {uploaded.size} bytes")

    def _offline_for_a_while(self) -> None:
        faults = self.faults
        if faults.offline_stops_upload and self.job:
            self.job.hold(True)
        self.go_offline()
        if faults.offline_for is not None:
            asyncio.get_running_loop().call_later(faults.offline_for, self.come_back)

    def _lose_power(self) -> None:
        self._spawn(self.reboot())
        if self.job:
            self.job.abandon()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _connection_changed(self, connected: bool) -> None:
        self.say("connected" if connected else "disconnected")
        self.online = False
        if self._session:
            self._session.cancel()
        if connected:
            self._session = self._spawn(self._run_session())

    async def _run_session(self) -> None:
        if self.profile.announces:
            boot = Boot(
                profile=self.profile, uplink=self._uplink, say=self.say, complain=self.complain
            )
            try:
                self.bound = await boot.ask_cloud()
            except LicenceRefused:
                self.say("no licence from the cloud: leaves the broker")
                self._link.drop()
                return
            await boot.announce(osd.topology(self.profile, aircraft_on=self.aircraft_on))
        self.online = True
        self.say("online")
        self._push_states()
        while self._after_boot:
            self._report(*self._after_boot.pop(0))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._osd())
            tasks.create_task(self._osd_c())
            tasks.create_task(self._aircraft_osd())
            tasks.create_task(self._hms())

    async def _announce(self) -> None:
        topology = osd.topology(self.profile, aircraft_on=self.aircraft_on)
        self.push_osd(osd.dock_a(self.profile, aircraft_on=self.aircraft_on, tick=0))
        if self.profile.announces:
            await self._uplink.ask("update_topo", topology, kind="status", repeat=True)
        self._push_states()

    def _push_states(self) -> None:
        for state in osd.dock_state(self.profile):
            self.push_state(state)
        if self.aircraft_on:
            for state in osd.aircraft_state(self.profile):
                self.push_state(state, aircraft=True, need_reply=True)

    async def _osd(self) -> None:
        tick = 0
        while True:
            self.push_osd(osd.dock_a(self.profile, aircraft_on=self.aircraft_on, tick=tick))
            await self._pause(_AB_SECONDS / 2)
            self.push_osd(osd.dock_b(self.profile, tick=tick))
            await self._pause(_AB_SECONDS / 2)
            tick += 1

    async def _osd_c(self) -> None:
        while True:
            self.push_osd(osd.dock_c(media_pending=self._media_pending))
            await self._pause(_C_SECONDS)

    async def _aircraft_osd(self) -> None:
        tick = 0
        while True:
            if self.aircraft_on:
                self.push_osd(osd.aircraft_osd(self.profile, tick=tick), aircraft=True)
            await self._pause(_AIRCRAFT_SECONDS)
            tick += 1

    async def _hms(self) -> None:
        while True:
            self._uplink.emit("events", {"list": []}, method="hms")
            await self._pause(_HMS_SECONDS)

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.profile.speed)

    def _deliver(self, where: str, payload: bytes, retained: bool) -> None:
        received = read(where, payload, retained=retained)
        self.received.append(received)
        if retained:
            self.complain(f"{received.kind} is retained")
        if received.method == UNREADABLE:
            self.complain(f"{received.kind} is no JSON object")
        elif received.kind in {"services", "property/set"}:
            self._command(received)
        else:
            self._uplink.take(received)

    def _command(self, received: Received) -> None:
        message, method = received.message, received.method or received.kind
        data = message.get("data")
        if not all(isinstance(message.get(name), str) and message[name] for name in ("tid", "bid")):
            self.complain(f"{method} without tid or bid")
            return
        if method == "fileupload_start":
            self.starts += 1
        if method in self.faults.ignore:
            self.say(f"ignores {method}")
            return
        values = data if isinstance(data, dict) else {}
        if received.kind == "property/set":
            if len(values) != 1:
                self.complain("property/set: one property for each message")
            answer, changed = set_properties(values)
            if changed:
                self.push_state(changed)
        else:
            answer = obey(self, Command(method, message["bid"], values))
        self.say(f"{method}: {answer.get('result', answer)}")
        if method not in self.faults.no_reply:
            late = self.faults.late_reply.get(method, 0.0)
            self._spawn(self._reply(received, answer, late))

    async def _reply(self, received: Received, answer: dict[str, Any], late: float) -> None:
        await asyncio.sleep(late)
        self._uplink.reply(received, answer, kind=f"{received.kind}_reply")


_DOWNLINK_KINDS = (
    "services",
    "property/set",
    "events_reply",
    "requests_reply",
    "state_reply",
    "status_reply",
)
