"""How each kind of fault begins and ends."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import fields, replace

from tests.lab.simulator import Faults, Malformed, Module
from tests.lab.stack.mqtt_proxy import Meddling
from tests.lab.stack.proxy import Weather
from tests.lab.stack.s3_proxy import Trouble

from .plan import Step, choose
from .world import ChaosDock, World

_JOBS = frozenset({"cover_open", "cover_close", "drone_open", "drone_close"})
MOODS = (
    Faults(duplicate_events=2),
    Faults(silent_at=40),
    Faults(no_final_event=True),
    Faults(ok_before_uploading=True),
    Faults(progress_before_reply=True),
    Faults(no_reply=frozenset({"fileupload_start"})),
    Faults(no_reply=frozenset({"fileupload_update"})),
    Faults(ignore=frozenset({"fileupload_start"})),
    Faults(ignore=frozenset({"fileupload_update"})),
    Faults(late_reply={"fileupload_start": 18.0, "fileupload_list": 4.0}),
    Faults(refuse={"fileupload_start": 325009}),
    Faults(refuse={"fileupload_list": 319015}),
    Faults(cancel_ignored=True),
    Faults(cancel_without_event=True),
    Faults(fail={Module.DOCK: 324012}),
    Faults(fail={Module.AIRCRAFT: 324013}),
    Faults(ok_without_object=True),
    Faults(offline_at=50, offline_for=6, duplicate_events=1),
    Faults(offline_at=30, offline_for=4, offline_stops_upload=True),
    Faults(power_loss_at=60),
    Faults(power_loss_at=100, power_loss_reports=False),
    Faults(percent_strings=True, prgress_typo=True, no_total_step=True),
    Faults(refuse=dict.fromkeys(("cover_open", "cover_close", "drone_open"), 514116)),
    Faults(reject=frozenset({"cover_open", "drone_close", "supplement_light_open"})),
    Faults(no_reply=_JOBS),
    Faults(ignore=_JOBS),
    Faults(ignore=frozenset({"debug_mode_open", "debug_mode_close"})),
    Faults(no_reply=frozenset({"debug_mode_open", "debug_mode_close"}), no_final_event=True),
    Faults(late_reply=dict.fromkeys(_JOBS, 12.0)),
    Faults(fail_job={"cover_open": 514107, "cover_close": 514108, "drone_open": 514109}),
    Faults(no_effect=_JOBS),
    Faults(leaves_debug_after=1.0),
    Faults(impossible_percents=True, duplicate_events=1, progress_before_reply=True),
    Faults(wrong_bid="of another job"),
    Faults(
        malformed=frozenset(
            {
                Malformed.INVALID_JSON,
                Malformed.EMPTY,
                Malformed.NON_OBJECT,
                Malformed.DATA_LIST,
                Malformed.WRONG_TYPES,
                Malformed.NO_IDS,
            }
        )
    ),
)
_LOSSY = Weather(delay=0.15, loss=0.15, resend=1.5)
_SLOW = Weather(delay=0.6, loss=0.3, resend=2.0)
_MESSAGES = (
    Meddling(drop_up=0.25),
    Meddling(drop_down=0.25),
    Meddling(double_up=0.4),
    Meddling(late_up=0.4, late_by=2.0),
    Meddling(drop_up=0.08, drop_down=0.08, double_up=0.15, late_up=0.15),
)

type Fault = Callable[[Chaos, Step], AbstractAsyncContextManager[None]]


class Chaos:
    """Lets faults happen, each in a task of its own."""

    def __init__(self, world: World) -> None:
        """Take what they happen to."""
        self.world = world
        self.count: Counter[str] = Counter()
        self.failed: list[str] = []
        """Faults that could not be ended: something did not come back."""
        self.home_turn = asyncio.Lock()
        self._over = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self, step: Step) -> None:
        """Let a fault begin; it ends after its time."""
        task = asyncio.create_task(self._happen(step))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def heal(self) -> None:
        """End all faults, and wait until that is done."""
        self._over.set()
        if self._tasks:
            await asyncio.wait(tuple(self._tasks))
        world = self.world
        world.store.resume()
        for proxy in (*world.links, *world.ways.values()):
            proxy.heal()
        for dock in world.docks:
            dock.faults = Faults()
            dock.come_back()

    def dock(self, step: Step) -> ChaosDock:
        """Return the dock that a step means."""
        return self.world.docks[int(step.target)]

    async def wait(self, seconds: float) -> None:
        """Wait for the end of a fault, or of everything."""
        try:
            await asyncio.wait_for(self._over.wait(), seconds)
        except TimeoutError:
            return

    async def _happen(self, step: Step) -> None:
        self.count[step.kind] += 1
        self.world.say(f"fault   {step}")
        try:
            async with FAULTS[step.kind](self, step):
                await self.wait(step.seconds)
        except Exception as err:  # noqa: BLE001 - whatever it is, it is reported at the end
            self.failed.append(f"{step} did not end: {type(err).__name__} {err}")
        else:
            self.world.say(f"over    {step.kind} {step.target}".rstrip())


@asynccontextmanager
async def _home(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    home = chaos.world.home
    # A stop takes longer than planned while an action waits for a dock.
    async with chaos.home_turn:
        await asyncio.to_thread(home.kill if step.kind == "home_kill" else home.stop)
        yield
        await chaos.world.start_home()


@asynccontextmanager
async def _broker(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    broker = chaos.world.broker
    await asyncio.to_thread(broker.kill if step.kind == "broker_kill" else broker.stop)
    yield
    broker.start()


@asynccontextmanager
async def _power(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    dock = chaos.dock(step)
    dock.faults = replace(dock.faults, power_loss_reports=step.kind == "dock_power")
    await dock.reboot(step.seconds)
    yield
    dock.faults = replace(dock.faults, power_loss_reports=True)


@asynccontextmanager
async def _offline(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    dock = chaos.dock(step)
    dock.go_offline()
    yield
    dock.come_back()


@asynccontextmanager
async def _mood(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    dock = chaos.dock(step)
    dock.faults = choose(MOODS, step.pick)
    chaos.world.say(f"mood    {step.target}: {_in_words(dock.faults)}")
    yield
    dock.faults = Faults()


def _in_words(mood: Faults) -> str:
    usual = Faults()
    return ", ".join(
        f"{item.name}={getattr(mood, item.name)}"
        for item in fields(mood)
        if getattr(mood, item.name) != getattr(usual, item.name)
    )


@asynccontextmanager
async def _aircraft(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    dock = chaos.dock(step)
    dock.set_aircraft(on=False)
    yield
    dock.set_aircraft(on=dock.profile.aircraft_on)


@asynccontextmanager
async def _link(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    link = chaos.world.links[int(step.target)]
    match step.kind:
        case "link_cut":
            link.cut()
        case "link_stall":
            link.stall()
        case "link_lossy":
            link.weather = _LOSSY
        case _:
            link.meddling = choose(_MESSAGES, step.pick)
    yield
    link.heal()


@asynccontextmanager
async def _store(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    way = chaos.world.ways[step.target]
    match step.kind:
        case "store_cut":
            way.cut()
        case "store_slow":
            way.weather = _SLOW
        case "store_unavailable":
            way.trouble = choose((Trouble.UNAVAILABLE, Trouble.SLOW_DOWN), step.pick)
        case "store_revoked":
            way.trouble = choose((Trouble.REVOKED, Trouble.EXPIRED), step.pick)
        case _:
            way.trouble = Trouble.MUTE
    yield
    way.heal()


@asynccontextmanager
async def _pause(chaos: Chaos, step: Step) -> AsyncGenerator[None]:
    chaos.world.store.pause()
    yield
    chaos.world.store.resume()


FAULTS: dict[str, Fault] = {
    "home_kill": _home,
    "home_restart": _home,
    "broker_kill": _broker,
    "broker_restart": _broker,
    "dock_power": _power,
    "dock_power_mute": _power,
    "dock_offline": _offline,
    "dock_mood": _mood,
    "aircraft_off": _aircraft,
    "link_cut": _link,
    "link_stall": _link,
    "link_lossy": _link,
    "link_messages": _link,
    "store_cut": _store,
    "store_slow": _store,
    "store_unavailable": _store,
    "store_revoked": _store,
    "store_mute": _store,
    "store_pause": _pause,
}
