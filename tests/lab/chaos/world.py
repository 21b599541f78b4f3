"""Everything real, running: a broker, a store, Home Assistant and docks behind bad links."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import cache
import hashlib
from pathlib import Path
import time

from tests.e2e.parts import BINDING_CODE, ORGANIZATION, flow_input
from tests.lab.simulator import (
    METHODS,
    Broker,
    DockProfile,
    Mode,
    Module,
    SimulatedDock,
    Simulator,
    UploadJob,
    expected_archive,
    fleet,
)
from tests.lab.simulator.command import Requested, Target
from tests.lab.stack.home_assistant import HomeAssistant, Refused
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.mqtt_proxy import MqttProxy
from tests.lab.stack.proxy import Proxy, Weather
from tests.lab.stack.s3 import MotoStore
from tests.lab.stack.s3_proxy import S3Proxy

from .observer import Observer
from .record import Began, Ordered, Record, Sent
from .user import User

DOCKS = 6
LIFE = 900.0
"""Seconds for which a dock's credentials are good: the shortest that is possible."""
_HASS = Path(__file__).parents[3] / ".venv" / "home-assistant" / "bin" / "hass"
# The first start installs what the integration needs.
_FIRST_START = 420.0
_START = 120.0
_SECOND = ("shed", "9ZT4KWC3")
"""Organization and binding code of another entry."""
_MODULES = {"aircraft": Module.AIRCRAFT, "dock": Module.DOCK}


class ChaosDock(SimulatedDock):
    """A dock that remembers each upload that it began."""

    def __init__(self, profile: DockProfile, broker: Broker, began: list[Began]) -> None:
        """Take where to write it down."""
        super().__init__(profile, broker)
        self._began = began

    def begin(self, bid: str, target: Target, requested: Sequence[Requested]) -> UploadJob:
        """Start an upload."""
        self._began.append(Began(dock=self.serial, upload_id=bid, at=time.time()))
        return super().begin(bid, target, requested)


class World:
    """All parts, and what was written down of them."""

    def __init__(
        self,
        folder: Path,
        seed: int,
        say: Callable[[str], None],
        *,
        broker_delay: float = 0.0,
        two_entries: bool = False,
    ) -> None:
        """Prepare them; nothing runs yet.

        `broker_delay`: seconds that everything takes between Home Assistant and the broker.
        `two_entries`: every other dock belongs to another entry with the same broker and bucket.
        """
        self.say = say
        self.homes: dict[str, str] = {}
        self.entries: dict[str, str] = {}
        """Dock -> the id of its entry."""
        self._two_entries = two_entries
        self.broker = Mosquitto(folder / "mosquitto")
        self.store = MotoStore(folder / "s3", smallest_part=1000)
        self.home = HomeAssistant(folder / "home", _HASS, minimal=True)
        self.observer = Observer(self.broker, self.store, folder / "observer.jsonl")
        self.links = [
            MqttProxy(self.broker.port, seed=f"{seed}/link/{number}", heard=self.observer.heard)
            for number in range(DOCKS)
        ]
        self.ways = {
            "docks": S3Proxy(
                self.store.port, seed=f"{seed}/store/docks", passed=self.observer.passed
            ),
            "home": S3Proxy(self.store.port, seed=f"{seed}/store/home"),
        }
        self.line = Proxy(self.broker.port)
        self.line.weather = Weather(delay=broker_delay)
        self.docks: list[ChaosDock] = []
        self.began: list[Began] = []
        self.user = User(self.home, {}, say)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Start everything; stop everything, whatever happens."""
        try:
            self.home.start()
            self.broker.start()
            self.store.start()
            async with AsyncExitStack() as stack:
                for proxy in (*self.links, *self.ways.values(), self.line):
                    await stack.enter_async_context(proxy.running())
                observing = asyncio.create_task(self.observer.run())
                stack.callback(observing.cancel)
                await self._set_up()
                self.docks = [
                    ChaosDock(profile, self._broker_behind(link), self.began)
                    for profile, link in zip(_profiles(self._two_entries), self.links, strict=True)
                ]
                await stack.enter_async_context(Simulator(self.docks))
                await self._meet()
                yield
        finally:
            self.store.resume()
            for part in (self.home, self.store, self.broker):
                await asyncio.to_thread(part.stop)

    async def start_home(self) -> None:
        """Start Home Assistant again, and wait until it has set up everything.

        Raises:
            ProcessFailed, TimeoutError: it does not start.
        """
        self.home.start()
        await self.home.wait_ready(_START)
        try:
            await self.home.wait_started(_START)
        except Refused:
            await self.home.log_in()
            await self.home.wait_started(_START)

    async def record(self, *, restarted: bool = False) -> Record:
        """Return what everybody has written down, and what the history says now."""
        # What comes to a dock meanwhile is in no job that was read before.
        orders = [
            Ordered(
                dock=dock.serial,
                method=order.method,
                bid=order.bid,
                late=(order.received_ms - order.sent_ms) / 1000,
            )
            for dock in self.docks
            for order in dock.orders
            if order.method in METHODS
        ]
        history, jobs = await self.user.history(), await self.user.jobs()
        await self.observer.look()
        return Record(
            asked=tuple(self.user.asked),
            commands=self.observer.commands,
            began=tuple(self.began),
            sent=[
                Sent(
                    dock=dock.serial,
                    upload_id=one.bid,
                    module=next(name for name, module in _MODULES.items() if module is one.module),
                    key=one.key,
                )
                for dock in self.docks
                for one in dock.uploads
            ],
            objects=dict(self.observer.objects),
            vanished=tuple(self.observer.vanished),
            uses=tuple(self.observer.uses),
            credential_life=LIFE,
            history=history,
            told=dict(self.user.told),
            md5=_md5,
            answered_twice=tuple(self.observer.answered_twice),
            acknowledged=dict(self.observer.acknowledged),
            homes=dict(self.homes),
            strangers=await self._strangers(),
            orders=orders,
            jobs=jobs,
            left_open=[dock.serial for dock in self.docks if dock.mode is Mode.REMOTE_DEBUG],
            assisted=self._assisted,
            left_on=[dock.serial for dock in self._assisted_docks if dock.aircraft_on],
            damage=[f"{dock.serial}: {text}" for dock in self.docks for text in dock.damage],
            restarted=restarted,
            complaints=[
                f"{dock.serial}: {text}" for dock in self.docks for text in dock.complaints
            ],
            # The file begins anew with each start, what the process prints does not.
            log=(self.home.folder / "output.log").read_text(errors="replace"),
        )

    @property
    def _assisted_docks(self) -> list[ChaosDock]:
        """Return the docks whose aircraft is only switched on for its logs."""
        return [dock for dock in self.docks if not dock.profile.aircraft_on]

    @property
    def _assisted(self) -> frozenset[str]:
        return frozenset(dock.serial for dock in self._assisted_docks)

    def _broker_behind(self, link: MqttProxy) -> Broker:
        return Broker(port=link.port, username=self.broker.username, password=self.broker.password)

    async def _set_up(self) -> None:
        home = self.home
        await home.wait_ready(_FIRST_START)
        await home.onboard()
        await home.wait_started(_FIRST_START)
        entries = [await self._add(ORGANIZATION, BINDING_CODE, "127.0.0.1", "dji_dock")]
        if self._two_entries:
            # Under another name, as somebody would who does not know that it is the same.
            entries.append(await self._add(*_SECOND, "localhost", "dji_dock_second"))
        for number, profile in enumerate(_profiles(self._two_entries)):
            entry_id, folder = entries[number % len(entries)]
            self.entries[profile.serial] = entry_id
            self.homes[profile.serial] = f"{folder}/"

    async def _add(self, organization: str, code: str, host: str, folder: str) -> tuple[str, str]:
        """Add an entry, and return its id and its folder in the bucket."""
        home, store = self.home, self.store
        steps = flow_input(self.broker, store, f"http://127.0.0.1:{self.ways['home'].port}")
        steps["user"] |= {"host": host}
        if self.line.weather.delay:
            steps["user"] |= {"port": self.line.port}
        steps["bucket"]["advanced"] |= {
            "dock_endpoint": f"http://127.0.0.1:{self.ways['docks'].port}",
            "credential_lifetime": int(LIFE),
            "key_prefix": folder,
        }
        steps["cloud_server"] |= {"organization_id": organization, "binding_code": code}
        entry_id = await home.add_integration(steps)
        await home.change_options(entry_id, {"keep_uploads": 1000})
        return entry_id, folder

    async def _strangers(self) -> list[str]:
        """Return what is wrong about whose the docks are."""
        found: list[str] = []
        for dock in self.docks:
            device = await self.home.device(dock.serial) or {}
            entries = device.get("config_entries", [])
            if entries != [self.entries[dock.serial]]:
                found.append(f"{dock.serial} is a device of the entries {entries}")
        return found

    async def _meet(self) -> None:
        """Wait until Home Assistant knows every dock."""
        devices: dict[str, str] = {}
        async with asyncio.timeout(_START):
            for dock in self.docks:
                await dock.wait_online(_START)
                while (device := await self.home.device(dock.serial)) is None:
                    await asyncio.sleep(0.2)
                devices[dock.serial] = str(device["id"])
        self.user = User(self.home, devices, self.say, assisted=self._assisted)
        await self.user.meet()


def _profiles(two_entries: bool = False) -> list[DockProfile]:
    """Return docks that are busy for some seconds with little; one of them uploads in parts."""
    profiles = fleet(
        DOCKS,
        binding_code=BINDING_CODE,
        organization_id=ORGANIZATION,
        archive_size=120_000,
        bandwidth=20_000,
        boots=4,
        speed=3.0,
        patience=15.0,
        job_seconds={"drone_open": 15.0},
    )
    if two_entries:
        organization, code = _SECOND
        profiles[1::2] = [
            replace(profile, organization_id=organization, binding_code=code)
            for profile in profiles[1::2]
        ]
    profiles[-1] = replace(profiles[-1], multipart_threshold=100_000, part_size=100_000)
    # For these the broker keeps what comes with QoS 1 while they are away.
    profiles[1::4] = [replace(profile, aircraft_on=False) for profile in profiles[1::4]]
    profiles[::3] = [replace(profile, persistent_session=True) for profile in profiles[::3]]
    return profiles


@cache
def _md5(serial: str, module: str, boot_indexes: tuple[int, ...]) -> str:
    """Return the MD5 of what a dock uploads."""
    profile = next(profile for profile in _profiles() if profile.serial == serial)
    archive = expected_archive(profile, _MODULES[module], boot_indexes)
    return hashlib.md5(archive, usedforsecurity=False).hexdigest()
