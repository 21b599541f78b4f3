"""A dock that can be debugged and upgraded: what it was commanded, what it does, what went wrong."""

from abc import abstractmethod
import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

from . import orders
from .aircraft_osd import payloads
from .debug_job import DebugJob
from .debugging import Debugging
from .equipment import Mode
from .faults import Faults
from .live.live import Live
from .orders import Order
from .payload import Payload
from .profile import DockProfile
from .upgrade import Upgrade, Upgrades
from .wire import Broker
from .yard import Yard

_ORDERS_KEPT = 10_000
_POLL_SECONDS = 0.02


class Workshop(Yard):
    """Remote debugging and firmware of a dock."""

    def __init__(
        self, profile: DockProfile, broker: Broker, *, faults: Faults | None = None
    ) -> None:
        """Stand idle; nothing is sent yet."""
        super().__init__(profile, broker, faults=faults)
        self.online = False
        """Whether its topology was acknowledged since it connected."""
        self.orders: deque[Order] = deque(maxlen=_ORDERS_KEPT)
        """Every command that came by `services`, also those that were refused or ignored."""
        self._executor = ThreadPoolExecutor(3, thread_name_prefix=f"dock-{profile.serial}")
        self.debugging = Debugging(self)
        self.upgrades = Upgrades(self)
        self.live = Live(self)
        self._telemetry.live_states = self.live.states
        self.payload = Payload(self)
        self._after_boot: list[Callable[[], None]] = []

    @property
    def mode(self) -> Mode:
        """What it reports as `mode_code`."""
        return self.state.mode

    @property
    def damage(self) -> list[str]:
        """What was broken by commands that nobody should have given."""
        return self.state.equipment.damage

    @property
    def executor(self) -> Executor:
        """Where what blocks runs."""
        return self._executor

    def orders_of(self, method: str) -> list[Order]:
        """Return the commands with a method, in the order they came."""
        return [order for order in self.orders if order.method == method]

    def repeated_orders(self) -> set[tuple[str, str]]:
        """Return method and bid of each command that came more than once."""
        return orders.repeated(self.orders)

    def press_emergency_stop(self, pressed: bool = True) -> None:
        """Press or release the button on the dock; what moves stops half way."""
        self.state.equipment.emergency_stop = int(pressed)
        self.show()

    def debug_on_site(self, debugged: bool = True) -> None:
        """Let somebody stand at the dock with a cable."""
        self.state.equipment.mode = Mode.ON_SITE_DEBUG if debugged else Mode.IDLE
        self.show()

    def leave_debugging(self) -> None:
        """Leave remote debugging by itself."""
        self.debugging.leave()

    def set_cover(self, cover: int) -> None:
        """Open or close it by hand."""
        self.state.equipment.cover = cover
        self.show()

    def set_firmware(
        self, dock: str = "", aircraft: str = "", *, compatible_status: int | None = None
    ) -> None:
        """Have other versions, and tell them."""
        state = self.state
        state.equipment.firmware = dock or state.equipment.firmware
        state.aircraft.firmware = aircraft or state.aircraft.firmware
        if compatible_status is not None:
            state.equipment.compatible_status = compatible_status
        self.push_firmware()

    async def wait_mode(self, mode: Mode, timeout: float = 60.0) -> None:
        """Wait for a mode.

        Raises:
            TimeoutError
        """
        await _until(lambda: self.mode is mode, timeout)

    async def wait_debug_job(
        self, method: str, percent: float = 0.0, timeout: float = 60.0
    ) -> DebugJob:
        """Wait for a job of a method that is that far; it may be over.

        Raises:
            TimeoutError
        """

        def found() -> DebugJob | None:
            jobs = (job for job in self.debugging.jobs if job.method == method)
            return next((job for job in jobs if job.percent >= percent), None)

        await _until(found, timeout)
        job = found()
        assert job
        return job

    async def wait_debug_jobs_finished(self, timeout: float = 60.0) -> list[DebugJob]:
        """Wait until something was done and nothing is any more; return all jobs.

        Raises:
            TimeoutError
        """
        await _until(lambda: bool(self.debugging.jobs) and not self.debugging.job, timeout)
        return self.debugging.jobs

    async def wait_upgrade(self, percent: float = 0.0, timeout: float = 60.0) -> Upgrade:
        """Wait for an upgrade whose step is that far; it may be over.

        Raises:
            TimeoutError
        """
        await _until(
            lambda: bool(self.upgrades.all) and self.upgrades.all[-1].percent >= percent, timeout
        )
        return self.upgrades.all[-1]

    async def wait_upgrade_finished(self, timeout: float = 60.0) -> Upgrade:
        """Wait for the end of an upgrade, as the dock sees it.

        Raises:
            TimeoutError
        """
        await _until(lambda: bool(self.upgrades.all) and not self.upgrades.running, timeout)
        return self.upgrades.all[-1]

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run something until it is done, or the dock is switched off."""
        return self._spawn(work)

    def emit_job(self, method: str, bid: str, data: object, *, need_reply: bool = False) -> None:
        """Send an event of a job."""
        faults = self.faults
        self._uplink.emit(
            "events",
            data,
            method=method,
            bid=faults.wrong_bid or bid,
            gateway=faults.wrong_gateway or None,
            need_reply=need_reply,
            copies=1 + faults.duplicate_events,
        )

    def show(self) -> None:
        """Send osd with what changed, if anybody hears it."""
        if self.connected:
            self._telemetry.push_equipment()

    def push_dongles(self) -> None:
        """Send the state of the dongles."""
        self.push_state({"dongle_infos": self.state.equipment.dongle_infos})

    def push_firmware(self) -> None:
        """Send the states that tell versions and whether an upgrade runs."""
        self._telemetry.push_firmware()

    def tell_live(self) -> None:
        """Send what runs as live video, if anybody hears it."""
        if self.online:
            self.push_state(self.live.status())

    def push_payloads(self) -> None:
        """Send who holds the camera of the aircraft."""
        self.push_state(payloads(self.state), aircraft=True, need_reply=True)

    def show_camera(self) -> None:
        """Send osd of the aircraft, if anybody hears it."""
        if self.connected:
            self._telemetry.push_aircraft()

    def restart(self) -> None:
        """Boot by command; a Dock 3 never says that it is done."""
        job = self.debugging.jobs[-1]
        job.silent = True
        self.restart_for(lambda: self._tell_restarted(job))

    def restart_for(self, then: Callable[[], None]) -> None:
        """Boot, and do something when it is online again."""
        self._after_boot.append(then)
        self._restart(self.profile.reboot_seconds / self.profile.speed)

    def _tell_restarted(self, job: DebugJob) -> None:
        if self.profile.answers_with_output and not self.faults.no_final_event:
            data = {"result": 0, "output": {"status": "ok", "progress": {"percent": 100}}}
            self.emit_job(job.method, job.bid, data)

    def _lose_work(self) -> None:
        """Forget jobs and upgrades, as without power."""
        self.debugging.abandon()
        self.live.abandon()
        failed = self.upgrades.abandon()
        if failed and self.faults.power_loss_reports:
            self._after_boot.append(failed)

    @property
    @abstractmethod
    def exporting(self) -> bool:
        """Whether an upload of logs runs."""

    @abstractmethod
    def lose_power(self) -> None:
        """Boot in the middle of what it does."""

    @abstractmethod
    def lose_broker(self) -> None:
        """Leave the broker, and come back if the faults say so."""

    @abstractmethod
    def lose_media(self) -> None:
        """Forget the media that waits."""

    @abstractmethod
    def _restart(self, seconds: float) -> None:
        """Boot; real seconds until MQTT is back."""


async def _until(met: Callable[[], object], timeout: float) -> None:
    async with asyncio.timeout(timeout):
        while not met():
            await asyncio.sleep(_POLL_SECONDS)
