"""What a fleet of docks sends while logs are uploaded, the same in every run.

Shapes and rates are those of the simulated docks; the values wander as they do in the field: most
stay what they were. Every fourth aircraft flies.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import heapq
import itertools
import math
from random import Random
from typing import Any
import uuid

from tests.e2e.parts import BINDING_CODE, ORGANIZATION
from tests.lab.simulator import DockProfile, Module
from tests.lab.simulator.aircraft_osd import aircraft_osd
from tests.lab.simulator.faults import Faults
from tests.lab.simulator.osd import dock_a, dock_b, dock_c, topology
from tests.lab.simulator.profile import Model
from tests.lab.simulator.progress import FileState, progress_data
from tests.lab.simulator.sortie import moment
from tests.lab.simulator.state import State
from tests.lab.simulator.wire import encode, envelope, now_ms, topic

_PERIODS = {"a": 1.3, "b": 1.3, "c": 2.0, "aircraft": 2.0, "progress": 2.0}
_IN_THE_AIR = 15
_CEILING = 120
# Not finer than what is shown: rounding is nobody's advantage.
_EVEN = {
    "attitude_pitch": 0,
    "attitude_roll": 0,
    "attitude_head": 71,
    "height": 46.4,
    "home_distance": 0,
}
_CARRIER_BASE = 300
_CARRIER_VALUES = 997


@dataclass(frozen=True, slots=True)
class Message:
    """A message, ready to be sent."""

    topic: str
    payload: bytes
    qos: int
    carrier: tuple[str, int] | None = None
    """The dock and its carrier value, where the message holds one."""


class SimulatedFleet:
    """Docks whose messages are made up without running them."""

    def __init__(self, count: int) -> None:
        """Number them."""
        self.docks = [FleetDock(number) for number in range(count)]
        self._order = self._in_order()

    @property
    def serials(self) -> list[tuple[str, str]]:
        """Return the serial numbers of the docks, each with its aircraft's."""
        return [(dock.profile.serial, dock.profile.aircraft_serial) for dock in self.docks]

    def introductions(self) -> list[Message]:
        """Return what makes docks known: they bind themselves and tell their topology."""
        return [message for dock in self.docks for message in dock.introduction()]

    def everything(self) -> list[Message]:
        """Return one message of each kind from each dock."""
        return [dock.message(kind) for kind in reversed(_PERIODS) for dock in self.docks]

    def telemetry(self) -> list[Message]:
        """Return one message of each kind from each dock, but nothing of an upload."""
        kinds = [kind for kind in _PERIODS if kind != "progress"]
        return [dock.message(kind) for kind in kinds for dock in self.docks]

    def take(self, count: int) -> list[Message]:
        """Return the next messages of the fleet, in the order in which it sends them."""
        return [dock.message(kind) for dock, kind in itertools.islice(self._order, count)]

    def markers(self, value: int) -> list[Message]:
        """Return one message of each dock whose carrier is the value."""
        return [dock.message("a", carrier=value) for dock in self.docks]

    def _in_order(self) -> Iterator[tuple[FleetDock, str]]:
        random = Random(1)
        due = [
            (random.uniform(0, period), number, kind)
            for number in range(len(self.docks))
            for kind, period in _PERIODS.items()
        ]
        heapq.heapify(due)
        while True:
            when, number, kind = due[0]
            heapq.heapreplace(due, (when + _PERIODS[kind], number, kind))
            yield self.docks[number], kind


class FleetDock:
    """One of them, with its aircraft."""

    def __init__(self, number: int) -> None:
        """Begin with a profile and its first values."""
        self.profile = DockProfile(
            serial=f"8UUXNBENCH{number:04}",
            model=Model.DOCK_3,
            aircraft_serial=f"1581FNBENCH{number:06}",
            binding_code=BINDING_CODE,
            organization_id=ORGANIZATION,
        )
        self._flying = number % 4 == 0
        self._random = Random(number)
        self._sent = self._random.randrange(_CARRIER_VALUES)
        self._bid = str(uuid.UUID(int=number + 1))
        self._percent = float(number % 50)
        state = State.of(self.profile)
        if self._flying:
            state.moment = moment(_IN_THE_AIR, _PERIODS["aircraft"], _CEILING)
        self._data: dict[str, dict[str, Any]] = {
            "a": dock_a(state),
            "b": dock_b(state),
            "c": dock_c(state, media_pending=0),
            "aircraft": aircraft_osd(state) | _EVEN,
        }
        self._way = self._random.uniform(0, math.tau)

    def introduction(self) -> list[Message]:
        """Return how it binds itself and tells its topology."""
        serial = self.profile.serial
        bind = envelope(
            {
                "bind_devices": [
                    {
                        "sn": serial,
                        "device_binding_code": BINDING_CODE,
                        "organization_id": ORGANIZATION,
                        "device_callsign": f"Dock {serial[-4:]}",
                        "device_model_key": self.profile.model.key,
                    }
                ]
            },
            method="airport_organization_bind",
            gateway=serial,
        )
        topo = envelope(topology(self.profile, aircraft_on=True), method="update_topo")
        return [
            Message(topic(serial, "requests"), encode(bind), 1),
            Message(topic(serial, "status"), encode(topo), 1),
        ]

    def told(self, owner: str) -> dict[str, Any]:
        """Return all that was told last, merged as far as it belongs to one device."""
        if owner == "aircraft":
            return self._data["aircraft"]
        if owner == "dock":
            return self._data["a"] | self._data["b"] | self._data["c"]
        progress = {"progress": {"progress": round(self._percent)}}
        return {"output": {"status": "file_uploading", "ext": {"files": [progress]}}}

    def message(self, kind: str, *, carrier: int | None = None) -> Message:
        """Return the next message of a kind."""
        if kind == "progress":
            return self._progress()
        data = self._data[kind]
        getattr(self, f"_wander_{kind}")(data)
        carried = None
        if kind == "a":
            self._sent += 1
            value = carrier or _CARRIER_BASE + self._sent % _CARRIER_VALUES
            data["network_state"]["rate"] = value
            carried = (self.profile.serial, value)
        sender = self.profile.aircraft_serial if kind == "aircraft" else self.profile.serial
        payload = encode(self._envelope(data, gateway=self.profile.serial))
        return Message(topic(sender, "osd"), payload, 0, carried)

    def _progress(self) -> Message:
        self._percent = min(99.0, self._percent + 0.2)
        file = FileState(
            module=Module.DOCK,
            key=f"elsewhere/{self._bid}.tar",
            device_sn=self.profile.serial,
            status="file_uploading",
            percent=self._percent,
            size=120_000_000,
            rate=self._random.randrange(900_000, 1_100_000),
        )
        # Without the number of steps the percentage is that of the whole.
        data = progress_data("file_uploading", 0, [file], Faults(no_total_step=True))
        message = self._envelope(
            data,
            bid=self._bid,
            method="fileupload_progress",
            gateway=self.profile.serial,
            need_reply=0,
        )
        return Message(topic(self.profile.serial, "events"), encode(message), 1)

    def _envelope(self, data: object, **fields: object) -> dict[str, object]:
        return envelope(
            data,
            tid=str(uuid.UUID(int=self._random.getrandbits(128))),
            timestamp=now_ms(),
            **({"bid": str(uuid.UUID(int=self._random.getrandbits(128)))} | fields),
        )

    def _wander_a(self, data: dict[str, Any]) -> None:
        self._step(data, "environment_temperature", 0.1, 0.05, -10, 30, digits=1)
        self._step(data, "temperature", 0.1, 0.05, 10, 30, digits=1)
        self._step(data, "humidity", 1, 0.03, 30, 80)
        self._step(data, "wind_speed", 0.1, 0.4, 0, 12, digits=1)
        self._step(data["position_state"], "gps_number", 1, 0.1, 12, 24)
        self._step(data["position_state"], "rtk_number", 1, 0.05, 20, 34)
        self._step(data["drone_charge_state"], "capacity_percent", 1, 0.02, 40, 100)
        self._step(data["storage"], "used", 512, 0.02, 400_000, 900_000)
        self._step(data, "rainfall", 1, 0.002, 0, 3)

    def _wander_b(self, data: dict[str, Any]) -> None:
        self._step(data, "electric_supply_voltage", 1, 0.1, 222, 236)
        self._step(data, "working_voltage", 10, 0.2, 47_000, 48_500)
        self._step(data, "working_current", 10, 0.7, 800, 1600)
        self._step(data["backup_battery"], "voltage", 10, 0.05, 26_000, 27_000)
        self._step(data["backup_battery"], "temperature", 0.1, 0.05, 15, 35, digits=1)
        data["acc_time"] += 1

    def _wander_c(self, data: dict[str, Any]) -> None:
        self._step(data["wireless_link"], "sdr_quality", 1, 0.03, 2, 5)

    def _wander_aircraft(self, data: dict[str, Any]) -> None:
        battery = data["battery"]["batteries"][0]
        self._step(data["position_state"], "gps_number", 1, 0.1, 12, 28)
        self._step(battery, "temperature", 0.1, 0.05, 15, 45, digits=1)
        if not self._flying:
            return
        self._way += self._random.uniform(-0.1, 0.1)
        data["latitude"] = round(data["latitude"] + 1e-4 * math.sin(self._way), 7)
        data["longitude"] = round(data["longitude"] + 1e-4 * math.cos(self._way), 7)
        data["attitude_head"] = round(math.degrees(self._way) % 360 - 180)
        self._step(data, "attitude_pitch", 1, 0.8, -15, 15, digits=0)
        self._step(data, "attitude_roll", 1, 0.8, -15, 15, digits=0)
        self._step(data, "horizontal_speed", 0.2, 0.8, 0, 15, digits=1)
        self._step(data, "vertical_speed", 0.1, 0.5, -3, 3, digits=1)
        self._step(data, "elevation", 0.3, 0.6, 30, 120, digits=1)
        self._step(data, "height", 0.3, 0.6, 76, 166, digits=1)
        self._step(data, "home_distance", 4, 0.9, 0, 2000, digits=0)
        self._step(data, "wind_speed", 1, 0.4, 0, 120)
        self._step(data["battery"], "remain_flight_time", 1, 0.8, 300, 2400)
        self._step(data["battery"], "capacity_percent", 1, 0.02, 20, 100)
        self._step(battery, "voltage", 10, 0.6, 22_000, 26_000)

    def _step(
        self,
        data: dict[str, Any],
        key: str,
        size: float,
        chance: float,
        low: float,
        high: float,
        *,
        digits: int | None = None,
    ) -> None:
        """Let a value wander by a step, with a chance, within limits."""
        if self._random.random() < chance:
            moved = data[key] + self._random.choice((-size, size))
            data[key] = round(min(high, max(low, moved)), digits)
