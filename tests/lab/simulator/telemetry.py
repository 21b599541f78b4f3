"""The steady stream of a dock: osd in its partial messages, aircraft osd, hms, state."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import osd
from .aircraft_osd import aircraft_osd, aircraft_state
from .alarms import hms
from .sortie import LANDED, Moment, moment
from .state import State
from .uplink import Uplink

_AB_SECONDS = 1.3
_C_SECONDS = 2.0
_AIRCRAFT_SECONDS = 2.0
_HMS_SECONDS = 2.0
_CRUISE = moment(16, 0.5, 120)


@dataclass(slots=True, kw_only=True)
class Telemetry:
    """What a dock tells without being asked, at the rates of a real one."""

    state: State
    uplink: Uplink
    media_pending: int = 0
    media_remaining: Callable[[], int] = int
    """How many files of flights wait, besides `media_pending`."""
    live_states: Callable[[], list[dict[str, Any]]] = list
    """What can be pushed as live video, and what is."""

    @property
    def flying(self) -> bool:
        """Whether the dock works on a flight; set it to be on the way, or back, at once."""
        return self.state.moment.flying

    @flying.setter
    def flying(self, flying: bool) -> None:
        self.state.moment = _CRUISE if flying else LANDED

    async def run(self) -> None:
        """Send until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._dock())
            tasks.create_task(self._dock_c())
            tasks.create_task(self._aircraft())
            tasks.create_task(self._hms())

    def show(self, now: Moment) -> None:
        """Go on with a flight; a new phase of it is told at once."""
        before, self.state.moment = self.state.moment, now
        if before.phase is not now.phase:
            self.push_moment()

    def push_moment(self) -> None:
        """Send how far a flight is, which is spread over several messages."""
        self.push_presence()
        self._osd_c()
        self._osd_aircraft()

    def push_presence(self) -> None:
        """Send the message that says whether the aircraft is on."""
        self._osd(osd.dock_a(self.state))

    def push_aircraft(self) -> None:
        """Send the osd of the aircraft."""
        self._osd_aircraft()

    def push_equipment(self) -> None:
        """Send all groups of the dock's osd."""
        self.state.update_charging()
        self.push_presence()
        self._osd(osd.dock_b(self.state))
        self._osd_c()

    def push_firmware(self) -> None:
        """Send versions, and whether they are changed."""
        state = self.state
        for data in osd.firmware_state(state, state.equipment.firmware):
            self.uplink.emit("state", data)
        if state.aircraft_on:
            serial = state.profile.aircraft_serial
            [version, _] = osd.firmware_state(state, state.aircraft.firmware)
            self.uplink.emit("state", version, serial=serial, need_reply=True)

    def push_states(self) -> None:
        """Send what is told once; the aircraft wants answers."""
        for state in [*osd.dock_state(self.state), *self.live_states()]:
            self.uplink.emit("state", state)
        if self.state.aircraft_on:
            serial = self.state.profile.aircraft_serial
            for state in aircraft_state(self.state):
                self.uplink.emit("state", state, serial=serial, need_reply=True)

    def _osd(self, data: dict[str, Any]) -> None:
        self.uplink.properties("osd", data, serial=self.state.profile.serial)

    def _osd_c(self) -> None:
        waiting = self.media_pending + self.media_remaining()
        self._osd(osd.dock_c(self.state, media_pending=waiting))

    def _osd_aircraft(self) -> None:
        if self.state.aircraft_on:
            serial = self.state.profile.aircraft_serial
            self.uplink.properties("osd", aircraft_osd(self.state), serial=serial)

    async def _dock(self) -> None:
        while True:
            self.push_presence()
            await self._pause(_AB_SECONDS / 2)
            self._osd(osd.dock_b(self.state))
            await self._pause(_AB_SECONDS / 2)
            self.state.next_tick()

    async def _dock_c(self) -> None:
        while True:
            self._osd_c()
            await self._pause(_C_SECONDS)

    async def _aircraft(self) -> None:
        while True:
            self._osd_aircraft()
            await self._pause(_AIRCRAFT_SECONDS)

    async def _hms(self) -> None:
        state = self.state
        while True:
            self.uplink.emit("events", hms(state.alarms), method="hms")
            if state.aircraft_on:
                self.uplink.emit(
                    "events",
                    hms(state.aircraft.alarms),
                    method="hms",
                    serial=state.profile.aircraft_serial,
                )
            await self._pause(_HMS_SECONDS)

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.state.profile.speed)
