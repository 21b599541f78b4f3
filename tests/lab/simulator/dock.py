"""A simulated dock with its aircraft."""

import asyncio
from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Any

from . import osd
from .boot import Boot, LicenceRefused
from .command import Requested, Target
from .faults import Faults
from .flight import FLIGHT, FlightPlan, MediaFile, flight_progress
from .job import Hooks, Uploaded, UploadJob
from .media import MediaQueue
from .orders import Order
from .pilot import Pilot
from .profile import DockProfile, Module
from .progress import describe
from .services import PROPERTY_SET, method_of, obey
from .wire import UNREADABLE, Broker, Received, now_ms, read
from .workshop import Workshop

_BOOT_SECONDS = 5.0
_RECEIVED_KEPT = 2000
_UP_SINCE_MS = 2 * 3600 * 1000
_POLL_SECONDS = 0.02


class SimulatedDock(Workshop):
    """The other side of the wire, written from the protocol document alone."""

    def __init__(
        self, profile: DockProfile, broker: Broker, *, faults: Faults | None = None
    ) -> None:
        """Build it; start() switches it on."""
        super().__init__(profile, broker, faults=faults)
        self.booted_ms = now_ms() - _UP_SINCE_MS
        self.bound = False
        self.starts = 0
        self.uploads: list[Uploaded] = []
        self.received: deque[Received] = deque(maxlen=_RECEIVED_KEPT)
        self.job: UploadJob | None = None
        self._job_task: asyncio.Task[None] | None = None
        self._reboots = 0
        self._session: asyncio.Task[None] | None = None
        self.media = MediaQueue(self, self._uplink, self._executor)
        self._telemetry.media_remaining = lambda: self.media.remaining
        self._pilot = Pilot(self._telemetry, self._uplink, self.media, self._executor, self.say)

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
        self._spawn(self.media.run())

    async def stop(self) -> None:
        """Switch off; afterwards no task and no thread is left."""
        self.media.stop()
        if self.job and self._job_task:
            self.job.abandon()
            # Its thread may hang in a request for as long as http_timeout.
            await asyncio.wait([self._job_task])
        self._lose_work()
        await self.live.close()
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._executor.shutdown()

    async def wait_online(self, timeout: float = 60.0) -> None:
        """Wait until it is online.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while not self.online:
                await asyncio.sleep(_POLL_SECONDS)

    async def wait_job(self, percent: float = 0.0, timeout: float = 60.0) -> UploadJob:
        """Wait for an upload of which that much is sent.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while not self.job or self.job.percent < percent:
                await asyncio.sleep(_POLL_SECONDS)
        return self.job

    async def wait_job_finished(self, timeout: float = 60.0) -> UploadJob:
        """Wait for the end of an upload, as the dock sees it.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while not self.job or not self.job.finished:
                await asyncio.sleep(_POLL_SECONDS)
        return self.job

    async def fly(self, plan: FlightPlan | None = None) -> list[MediaFile]:
        """Fly, and return the files, which are uploaded from then on; none if it is refused."""
        plan = plan or FlightPlan()
        if code := self.state.flight_refusal:
            data = flight_progress(plan, 0, 0, status="failed") | {"result": code}
            self.emit(FLIGHT, data, bid=plan.flight_id)
            self.say(f"does not fly: {code}")
            return []
        return await self._pilot.fly(plan)

    async def wait_media(self, timeout: float = 60.0) -> None:
        """Wait until no file waits any more.

        Raises:
            TimeoutError
        """
        async with asyncio.timeout(timeout):
            while self.media.remaining:
                await asyncio.sleep(_POLL_SECONDS)

    def go_offline(self) -> None:
        """Leave the broker; an upload goes on, since the bucket is another way."""
        self.say("goes offline")
        self._link.disable()

    def come_back(self) -> None:
        """Connect again."""
        self._link.enable()

    @property
    def exporting(self) -> bool:
        """Whether an upload of logs runs."""
        return bool(self.job and not self.job.finished)

    def lose_media(self) -> None:
        """Forget the media that waits."""
        self.media.erase()
        self._telemetry.media_pending = 0

    async def reboot(self, seconds: float | None = None) -> None:
        """Lose power and boot; real seconds until MQTT is back."""
        await self._power_cycle(self.job if self.exporting else None, seconds)

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
                offline=self.lose_broker,
                power_loss=self.lose_power,
                say=self.say,
                faults=lambda: self.faults,
                executor=self._executor,
            ),
        )
        if self.faults.progress_before_reply:
            self.job.report()
        self._job_task = self._spawn(self.job.run())
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
        for line in describe(data):
            self.say(line if self.connected else f"{line} (nobody hears it)")

    def _stored(self, uploaded: Uploaded) -> None:
        self.uploads.append(uploaded)
        self.say(f"stored {uploaded.key}, {uploaded.size} bytes")

    def lose_broker(self) -> None:
        """Leave the broker, and come back if the faults say so."""
        faults = self.faults
        if faults.offline_stops_upload and self.job:
            self.job.hold(True)
        self.go_offline()
        if faults.offline_for is not None:
            self._spawn(self._come_back_after(faults.offline_for))

    async def _come_back_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self.come_back()

    def lose_power(self) -> None:
        """Boot in the middle of what it does."""
        if self.job:
            self.job.abandon()
        self._spawn(self._power_cycle(self.job, None))

    async def _power_cycle(self, interrupted: UploadJob | None, seconds: float | None) -> None:
        self.say("boots")
        if interrupted:
            interrupted.abandon()
        self._lose_work()
        self._link.disable()
        self._uplink.forget()
        self.media.forget()
        await asyncio.sleep(_BOOT_SECONDS / self.profile.speed if seconds is None else seconds)
        if interrupted and self._job_task:
            await asyncio.wait([self._job_task])
        self._reboots += 1
        self.booted_ms = now_ms()
        if interrupted and self.faults.power_loss_reports:
            self._after_boot.append(
                partial(self._report, interrupted.bid, interrupted.lost_power())
            )
        self._link.enable()

    def _restart(self, seconds: float) -> None:
        self._spawn(self._shut_down(seconds))

    async def _shut_down(self, seconds: float) -> None:
        """Boot as told; the last words still get out."""
        await self._link.flush()
        await self._power_cycle(self.job if self.exporting else None, seconds)

    def _connection_changed(self, connected: bool) -> None:
        self.say("connected" if connected else "disconnected")
        self.online = False
        if self._session:
            self._session.cancel()
        if connected:
            if self.job:
                self.job.hold(False)
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
        self._telemetry.push_states()
        while self._after_boot:
            self._after_boot.pop(0)()
        await self._telemetry.run()

    def _changed_aircraft(self) -> None:
        self.live.aircraft_switched()
        self.payload.reset()
        if self.online:
            self._spawn(self._announce())

    async def _announce(self) -> None:
        self._telemetry.push_presence()
        if self.profile.announces:
            topology = osd.topology(self.profile, aircraft_on=self.aircraft_on)
            await self._uplink.ask("update_topo", topology, kind="status", repeat=True)
        self._telemetry.push_states()

    def _deliver(self, where: str, payload: bytes, retained: bool) -> None:
        received = read(where, payload, retained=retained)
        self.received.append(received)
        if retained:
            self.complain(f"{received.kind} is retained")
        if received.method == UNREADABLE:
            self.complain(f"{received.kind} is no JSON object")
        elif received.kind in {"services", PROPERTY_SET}:
            self._command(received)
        else:
            self._uplink.take(received)

    def _command(self, received: Received) -> None:
        method = method_of(received)
        if received.kind == "services":
            self.orders.append(Order.of(received))
        if method == "fileupload_start":
            self.starts += 1
        answer = obey(self, received)
        if answer is None:
            return
        self.say(f"{method}: {answer.get('result', answer)}")
        if method not in self.faults.no_reply:
            late = self.faults.late_reply.get(method, 0.0)
            self._spawn(self._reply(received, answer, late))

    async def _reply(self, received: Received, answer: dict[str, Any], late: float) -> None:
        await asyncio.sleep(late)
        kind = f"{received.kind}_reply"
        self._uplink.reply(received, answer, kind=kind, bid=self.faults.wrong_bid)
