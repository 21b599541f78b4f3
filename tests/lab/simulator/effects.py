"""What commands of remote debugging do to a dock and its aircraft."""

import asyncio
from collections.abc import Callable, Mapping
import time
from typing import Any, Protocol

from .debug_job import DebugJob, JobFailed
from .equipment import (
    CLOSED,
    FORMATTED,
    HALF_OPEN,
    IMEI,
    MAINTENANCE,
    NO_MAINTENANCE,
    OPEN,
    Equipment,
)
from .profile import DockProfile
from .state import State

EMERGENCY_STOP = 514121
COVER_NOT_CLOSED = 514174
ALMOST_FULL = 514125
AIRCRAFT_OUTSIDE = 514156
POWER_ON_FAILED = 514109
NO_AIRCRAFT = 325012
TOO_COLD, TOO_WARM = 514184, 514185
NOT_YET = 514180
"""The first of four: of idle, cooling, heating, drying."""
NO_DONGLE = 326002
NO_SUCH_DONGLE = 326103

_ALMOST_FULL = 95
_FREEZING, _HOT = 0.0, 45.0
_TRANSITION_SECONDS = 5.0
_SWITCH_SECONDS = 60.0
_MAINTENANCE_HOURS = 3
_LEAVING, _PREPARING = 3, 6
"""From an active mode of the air conditioner to its transitions."""


class Workbench(Protocol):
    """The dock, as far as commands work on it."""

    profile: DockProfile
    state: State

    def set_aircraft(self, *, on: bool) -> None:
        """Switch the aircraft on or off."""

    def show(self) -> None:
        """Send osd with what changed."""

    def push_dongles(self) -> None:
        """Send the state of the dongles."""

    def lose_media(self) -> None:
        """Forget the media that waits."""


def begin_step(dock: Workbench, job: DebugJob) -> None:
    """Let a step do its part."""
    if _move(dock, job):
        dock.show()


def check(dock: Workbench, step: str) -> None:
    """Look at what a step needs.

    Raises:
        JobFailed
    """
    state = dock.state
    match step:
        case "check_scram_state":
            check_stop(dock)
        case "check_cover" if state.equipment.cover != CLOSED:
            raise JobFailed(COVER_NOT_CLOSED)
        case "check_cover" if state.charge > _ALMOST_FULL:
            raise JobFailed(ALMOST_FULL)
        case "get_drone_power_state" if not dock.profile.aircraft_serial:
            raise JobFailed(POWER_ON_FAILED)
        case "close_drone" | "open_drone" if not state.in_dock:
            raise JobFailed(AIRCRAFT_OUTSIDE)


def _move(dock: Workbench, job: DebugJob) -> bool:
    """Let a step do its part; return whether anything changed."""
    equipment, state = dock.state.equipment, dock.state
    match job.step:
        case "open_cover" if equipment.cover != OPEN:
            equipment.cover = HALF_OPEN
        case "turn_on_drone" if state.in_dock and not state.aircraft_on:
            dock.set_aircraft(on=True)
        case "drone_paddle_forward" if state.in_dock:
            equipment.propeller_turns += 1
        case "close_cover" if equipment.cover != CLOSED:
            if state.outside:
                equipment.damage.append("the cover was closed with the aircraft outside")
            if job.method == "cover_force_close" and state.in_dock:
                equipment.damage.append("the cover was closed by force on the aircraft")
            equipment.cover = HALF_OPEN
        case _:
            return False
    return True


def check_stop(dock: Workbench) -> None:
    """Let nothing move while the emergency stop is pressed.

    Raises:
        JobFailed
    """
    if dock.state.equipment.emergency_stop:
        raise JobFailed(EMERGENCY_STOP)


def finish(dock: Workbench, job: DebugJob) -> None:
    """Let a job come true.

    Raises:
        JobFailed
    """
    if work := _FINISH.get(job.method):
        work(dock)
    dock.show()


def refusal(dock: Workbench, method: str, value: int, data: dict[str, Any]) -> int:
    """Return the code with which a command is refused in its reply, 0 if it is not."""
    equipment, weather = dock.state.equipment, dock.state.weather
    match method:
        case "air_conditioner_mode_switch":
            if value == 1 and weather.temperature < _FREEZING:
                return TOO_COLD
            if value == 2 and weather.temperature > _HOT:
                return TOO_WARM
            return NOT_YET + value if equipment.switch_time(dock.profile.speed) else 0
        case "sdr_workmode_switch" if value and not dock.profile.dongle:
            return NO_DONGLE
        case "sim_slot_switch" | "esim_activate" | "esim_operator_switch":
            return 0 if dock.profile.dongle and data.get("imei") == IMEI else NO_SUCH_DONGLE
        case "drone_format" if not dock.state.aircraft_on:
            return NO_AIRCRAFT
    return 0


async def switch(dock: Workbench, method: str, value: int) -> None:
    """Let a command that is no job come true."""
    equipment = dock.state.equipment
    match method:
        case "supplement_light_open" | "supplement_light_close":
            equipment.light = int(method.endswith("_open"))
        case "alarm_state_switch":
            equipment.alarm = value
        case "battery_store_mode_switch":
            equipment.battery_store_mode = value
        case "battery_maintenance_switch":
            equipment.maintenance = MAINTENANCE if value else NO_MAINTENANCE
            equipment.maintenance_hours = _MAINTENANCE_HOURS * value
        case "sdr_workmode_switch":
            equipment.link_mode = value
        case "sim_slot_switch":
            equipment.sim_slot = value
            dock.push_dongles()
        case "air_conditioner_mode_switch":
            await _switch_air(dock, equipment, value)
    dock.show()


async def _switch_air(dock: Workbench, equipment: Equipment, wanted: int) -> None:
    """Leave the present mode, and prepare the next one."""
    before, speed = equipment.air_conditioner, dock.profile.speed
    equipment.may_switch_at = time.monotonic() + _SWITCH_SECONDS / speed
    for transition in (
        before + _LEAVING if 1 <= before <= _LEAVING else 0,
        wanted + _PREPARING if wanted else 0,
    ):
        if transition and before != wanted:
            equipment.air_conditioner = transition
            dock.show()
            await asyncio.sleep(_TRANSITION_SECONDS / speed)
    equipment.air_conditioner = wanted


def _open_cover(dock: Workbench) -> None:
    dock.state.equipment.cover = OPEN


def _close_cover(dock: Workbench) -> None:
    dock.state.equipment.cover = CLOSED


def _switch_on(dock: Workbench) -> None:
    if not dock.state.in_dock:
        raise JobFailed(AIRCRAFT_OUTSIDE)
    if not dock.state.aircraft_on:
        dock.set_aircraft(on=True)


def _switch_off(dock: Workbench) -> None:
    if dock.state.aircraft_on:
        dock.set_aircraft(on=False)


def _charge(dock: Workbench) -> None:
    dock.state.may_charge = True


def _stop_charging(dock: Workbench) -> None:
    dock.state.may_charge = False


def _free_putter(dock: Workbench) -> None:
    dock.state.equipment.putter = 1


def _close_putter(dock: Workbench) -> None:
    dock.state.equipment.putter = 0


def _format_dock(dock: Workbench) -> None:
    dock.state.equipment.storage_used = FORMATTED
    dock.lose_media()


def _format_aircraft(dock: Workbench) -> None:
    dock.state.aircraft.storage_used = FORMATTED


def _calibrate(dock: Workbench) -> None:
    dock.state.equipment.calibrated = 1


def _activate_esim(dock: Workbench) -> None:
    dock.state.equipment.esim = 2
    dock.push_dongles()


_FINISH: Mapping[str, Callable[[Workbench], None]] = {
    "cover_open": _open_cover,
    "cover_close": _close_cover,
    "cover_force_close": _close_cover,
    "drone_open": _switch_on,
    "drone_close": _switch_off,
    "charge_open": _charge,
    "charge_close": _stop_charging,
    "putter_open": _free_putter,
    "putter_close": _close_putter,
    "drone_format": _format_aircraft,
    "device_format": _format_dock,
    "rtk_calibration": _calibrate,
    "esim_activate": _activate_esim,
}

MOVING = frozenset(
    {"cover_open", "cover_close", "cover_force_close", "putter_open", "putter_close"}
)
"""What stops half way when the emergency stop is pressed."""
