"""What docks, and Home Assistant itself, do wrong."""

from collections import Counter
from collections.abc import Callable
import random

from tests.lab.simulator import Faults, SimulatedDock

from .world import World

_FAULTS: dict[str, Callable[[random.Random], Faults]] = {
    "never pushes": lambda _: Faults(live_never_pushes=True),
    "pushes to the wrong key": lambda _: Faults(live_wrong_key=True),
    "dies": lambda rng: Faults(live_dies_after=rng.uniform(0.5, 8)),
    "dies and comes back": lambda rng: Faults(
        live_dies_after=rng.uniform(0.5, 8), live_back_after=rng.uniform(0.2, 35)
    ),
    "ignores stops": lambda rng: Faults(live_ignores_stops=rng.randint(1, 4)),
    "is not ready": lambda rng: Faults(live_fails_first=rng.randint(1, 5)),
    "has no network": lambda _: Faults(refuse={"live_start_push": 513010}),
    "does not answer a start": lambda _: Faults(no_reply=frozenset({"live_start_push"})),
    "does not hear a start": lambda _: Faults(ignore=frozenset({"live_start_push"})),
    "does not answer a stop": lambda _: Faults(no_reply=frozenset({"live_stop_push"})),
    "does not hear a stop": lambda _: Faults(ignore=frozenset({"live_stop_push"})),
    "answers late": lambda rng: Faults(late_reply={"live_start_push": rng.uniform(1, 20)}),
    "tries for ever": lambda _: Faults(live_retries_for_ever=True),
    "fetches media": lambda _: Faults(live_downloading=True),
}


class Misbehaviour:
    """Does one thing after the other."""

    def __init__(self, world: World, rng: random.Random) -> None:
        """Take whom to disturb."""
        self._world, self._rng = world, rng
        self.count: Counter[str] = Counter()

    async def happen(self) -> str:
        """Let something go wrong; returns what."""
        rng = self._rng
        dock = rng.choice(self._world.docks)
        draw = rng.random()
        if draw < 0.5:
            what = rng.choice(sorted(_FAULTS))
            dock.faults = _FAULTS[what](rng)
        elif draw < 0.6:
            what = "behaves again"
            dock.faults = Faults()
        else:
            what = await self._shake(dock)
        self.count[what] += 1
        return f"{dock.serial} {what}"

    async def _shake(self, dock: SimulatedDock) -> str:
        rng = self._rng
        match rng.randrange(6):
            case 0:
                dock.live.cut_line(back_after=rng.uniform(0.2, 35))
                return "loses its line"
            case 1 if dock.connected:
                await dock.reboot(rng.uniform(0.5, 5))
                return "boots"
            case 2:
                dock.go_offline()
                return "leaves the broker"
            case 3:
                dock.come_back()
                return "comes back to the broker"
            case 4 if dock.aircraft_serial:
                dock.set_aircraft(on=not dock.aircraft_on)
                return "switches its aircraft"
            case 5 if rng.random() < 0.4:
                await self._world.restart_home(rng.uniform(0, 5))
                return "and Home Assistant restarts"
        dock.come_back()
        return "is left alone"
