"""The steady stream of a dock: osd in its partial messages, aircraft osd, hms, state."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
import itertools

from . import osd
from .profile import DockProfile
from .uplink import Uplink

_AB_SECONDS = 1.3
_C_SECONDS = 2.0
_AIRCRAFT_SECONDS = 2.0
_HMS_SECONDS = 2.0


@dataclass(slots=True, kw_only=True)
class Telemetry:
    """What a dock tells without being asked, at the rates of a real one."""

    profile: DockProfile
    uplink: Uplink
    aircraft_on: bool
    media_pending: int = 0
    flying: bool = False
    media_remaining: Callable[[], int] = int
    """How many files of flights wait, besides `media_pending`."""

    async def run(self) -> None:
        """Send until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._dock())
            tasks.create_task(self._dock_c())
            tasks.create_task(self._aircraft())
            tasks.create_task(self._hms())

    def push_presence(self) -> None:
        """Send the message that says whether the aircraft is on."""
        self._osd_a(0)

    def push_states(self) -> None:
        """Send what is told once; the aircraft wants answers."""
        for state in osd.dock_state(self.profile):
            self.uplink.emit("state", state)
        if self.aircraft_on:
            for state in osd.aircraft_state(self.profile):
                self.uplink.emit(
                    "state", state, serial=self.profile.aircraft_serial, need_reply=True
                )

    def _osd_a(self, tick: int) -> None:
        data = osd.dock_a(self.profile, aircraft_on=self.aircraft_on, tick=tick, flying=self.flying)
        self.uplink.properties("osd", data, serial=self.profile.serial)

    async def _dock(self) -> None:
        for tick in itertools.count():
            self._osd_a(tick)
            await self._pause(_AB_SECONDS / 2)
            data = osd.dock_b(self.profile, tick=tick)
            self.uplink.properties("osd", data, serial=self.profile.serial)
            await self._pause(_AB_SECONDS / 2)

    async def _dock_c(self) -> None:
        while True:
            data = osd.dock_c(
                media_pending=self.media_pending + self.media_remaining(), flying=self.flying
            )
            self.uplink.properties("osd", data, serial=self.profile.serial)
            await self._pause(_C_SECONDS)

    async def _aircraft(self) -> None:
        for tick in itertools.count():
            if self.aircraft_on:
                data = osd.aircraft_osd(self.profile, tick=tick)
                self.uplink.properties("osd", data, serial=self.profile.aircraft_serial)
            await self._pause(_AIRCRAFT_SECONDS)

    async def _hms(self) -> None:
        while True:
            self.uplink.emit("events", {"list": []}, method="hms")
            await self._pause(_HMS_SECONDS)

    async def _pause(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self.profile.speed)
