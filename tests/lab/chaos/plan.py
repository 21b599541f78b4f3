"""What happens when: a seed gives the same steps, however fast the machine is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
import heapq
import random

HOME = "home"
STORE_SIDES = ("docks", "home")


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """A fault that begins, or something that a user wants."""

    at: float
    """Seconds since the start."""
    actor: str
    """`fault` or `user`."""
    kind: str
    target: str
    """A dock's number, a side of the store, or blank."""
    seconds: float = 0.0
    """How long a fault lasts."""
    pick: float = 0.0
    """0..1, for a choice among what there is by then."""

    def __str__(self) -> str:
        """Say it in a line."""
        lasting = f" for {self.seconds:.1f} s" if self.actor == "fault" else ""
        return " ".join(filter(None, (self.kind, self.target))) + lasting


@dataclass(frozen=True, slots=True)
class FaultKind:
    """How often a kind of fault happens, to what, and for how long."""

    weight: int
    resource: str
    """Two faults of one resource never overlap; `#` stands for the target."""
    targets: str = ""
    """`dock`, `store` or blank."""
    least: float = 2.0
    most: float = 12.0
    rest: float = 0.0
    """How long the resource is left alone afterwards."""


FAULTS = {
    "home_kill": FaultKind(3, HOME, least=0.5, most=8, rest=30),
    "home_restart": FaultKind(2, HOME, least=0.0, most=3, rest=30),
    "broker_kill": FaultKind(4, "broker", least=0.5, most=15, rest=5),
    "broker_restart": FaultKind(3, "broker", least=0.0, most=5, rest=5),
    "dock_power": FaultKind(7, "dock #", "dock", least=1, most=15, rest=10),
    "dock_power_mute": FaultKind(4, "dock #", "dock", least=1, most=15, rest=10),
    "dock_offline": FaultKind(6, "dock #", "dock", least=1, most=25, rest=5),
    "dock_mood": FaultKind(18, "mood #", "dock", least=8, most=45),
    "aircraft_off": FaultKind(3, "aircraft #", "dock", least=5, most=20),
    "link_cut": FaultKind(7, "link #", "dock", least=0.2, most=10),
    "link_stall": FaultKind(6, "link #", "dock", least=1, most=20),
    "link_lossy": FaultKind(8, "link #", "dock", least=5, most=25),
    "link_messages": FaultKind(14, "link #", "dock", least=5, most=25),
    "store_cut": FaultKind(4, "store #", "store", least=0.5, most=15),
    "store_slow": FaultKind(4, "store #", "store", least=3, most=15),
    "store_unavailable": FaultKind(5, "store #", "store", least=1, most=15),
    "store_revoked": FaultKind(4, "store #", "store", least=1, most=12),
    "store_mute": FaultKind(4, "store #", "store", least=1, most=8),
    "store_pause": FaultKind(3, "store", least=1, most=10, rest=5),
}
WISHES = {
    "start": 34,
    "start_dock_only": 6,
    "start_all": 6,
    "start_twice": 4,
    "start_when_idle": 10,
    "start_then_cancel": 12,
    "cancel": 10,
    "cancel_aircraft": 4,
    "retry": 9,
    "delete": 4,
    "delete_with_objects": 4,
    "look": 6,
}
CONTROLS = {
    "open_cover": 5,
    "close_cover": 5,
    "light_on": 4,
    "light_off": 3,
    "aircraft_on": 3,
    "aircraft_off": 3,
    "charging_off": 2,
    "charging_on": 2,
    "close_debugging": 2,
    "restart": 1,
    "look_at_jobs": 3,
}
"""What a user does with the controls of a dock."""
LONG = frozenset({"restart"})
"""What may take ten minutes to be given up: nothing for a short run."""
LONG_RUN = 300.0
"""Seconds from which on a run is long."""
_FAULT_GAP = 3.0
_WISH_GAP = 1.8
_CONTROL_GAP = 3.0


def plan(seed: int, docks: int) -> Iterator[Step]:
    """Yield steps without end, in the order of their times."""
    yield from heapq.merge(
        _faults(seed, docks),
        _wishes(f"{seed}/user", docks, WISHES, _WISH_GAP),
        _wishes(f"{seed}/controls", docks, CONTROLS, _CONTROL_GAP),
    )


def _faults(seed: int, docks: int) -> Iterator[Step]:
    numbers = random.Random(f"{seed}/faults")
    free_at: dict[str, float] = {}
    now = 5.0
    while True:
        now += _gap(numbers, _FAULT_GAP)
        kind = _weighted(numbers, {name: fault.weight for name, fault in FAULTS.items()})
        fault = FAULTS[kind]
        dock, side = str(numbers.randrange(docks)), numbers.choice(STORE_SIDES)
        target = {"dock": dock, "store": side}.get(fault.targets, "")
        # Long ones are rare, so that not everything is broken all the time.
        seconds = fault.least + (fault.most - fault.least) * numbers.random() ** 2
        pick = numbers.random()
        resource = fault.resource.replace("#", target)
        if free_at.get(resource, 0.0) > now:
            continue
        free_at[resource] = now + seconds + fault.rest
        yield Step(round(now, 2), "fault", kind, target, round(seconds, 2), pick)


def _wishes(seed: str, docks: int, kinds: dict[str, int], gap: float) -> Iterator[Step]:
    numbers = random.Random(seed)
    now = 0.0
    while True:
        now += _gap(numbers, gap)
        kind = _weighted(numbers, kinds)
        dock, pick = str(numbers.randrange(docks)), numbers.random()
        yield Step(round(now, 2), "user", kind, dock, pick=pick)


def _gap(numbers: random.Random, mean: float) -> float:
    return min(4 * mean, 0.05 + numbers.expovariate(1 / mean))


def _weighted(numbers: random.Random, weights: dict[str, int]) -> str:
    [chosen] = numbers.choices(list(weights), list(weights.values()))
    return chosen


def choose[Item](items: Sequence[Item], pick: float) -> Item:
    """Return the item that a step's pick means."""
    return items[min(len(items) - 1, int(pick * len(items)))]
