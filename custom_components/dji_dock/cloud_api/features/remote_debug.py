"""Commands of remote debugging: doors, power, lights, air, restart; and how a job goes on.

Source: "Remote Debugging" of DJI's Cloud API documentation for Dock 1, 2 and 3. A command answers at
once; a job answers that it has begun, and then sends events whose method and bid are the command's.
The limits in seconds are guesses: nobody has published a recording of any job.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ..cloud import Cloud
from ..devices import dock_properties as dock_has
from ..devices.properties import Property, Values
from ..wire import parse
from ..wire.envelope import Data, Message

_MAX_STEP = 64
_MAX_DEVICES = 4


class JobWord(StrEnum):
    """How a job goes on, in DJI's words."""

    SENT = "sent"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    OK = "ok"
    FAILED = "failed"
    REJECTED = "rejected"
    CANCELED = "canceled"
    TIMEOUT = "timeout"

    @property
    def final(self) -> bool:
        """Whether nothing comes after it."""
        return self not in _RUNNING


_RUNNING = frozenset({JobWord.SENT, JobWord.IN_PROGRESS, JobWord.PAUSED})
# What the documentation and firmware write instead.
_OTHERWISE = {
    "fail": JobWord.FAILED,
    "success": JobWord.OK,
    "cancelled": JobWord.CANCELED,
    "cancel": JobWord.CANCELED,
    "reject": JobWord.REJECTED,
    "timed_out": JobWord.TIMEOUT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandReplied:
    """A dock replied to a command for whose reply nobody waits."""

    dock: str
    bid: str
    method: str
    """Blank where the dock leaves it out."""
    result: int
    """0 for accepted; it decides, whatever the status says."""
    status: JobWord | None
    """None where it is missing or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobProgress:
    """How a job of a dock goes on."""

    dock: str
    bid: str
    method: str
    result: int
    status: JobWord | None
    percent: int | None
    """0 to 100."""
    step: str
    """DJI's name of the step, to be shown as it is; blank where it is missing."""


def command_replied(message: Message) -> CommandReplied:
    """Read a reply; `output` may be missing where it is documented."""
    data = parse.mapping(message.data)
    return CommandReplied(
        dock=message.serial,
        bid=message.bid,
        method=message.method,
        result=parse.integer(data.get("result")) or 0,
        status=job_word(parse.mapping(data.get("output")).get("status")),
    )


def job_progress(cloud: Cloud, message: Message) -> JobProgress:
    """Read how a job goes on."""
    data = parse.mapping(message.data)
    output = parse.mapping(data.get("output")) or data
    progress = parse.mapping(output.get("progress"))
    return JobProgress(
        dock=message.serial,
        bid=message.bid,
        method=message.method,
        result=parse.integer(data.get("result")) or 0,
        status=job_word(output.get("status")),
        percent=job_percent(progress.get("percent")),
        step=parse.text(progress.get("step_key") or progress.get("current_step"), _MAX_STEP),
    )


def rtk_calibration(cloud: Cloud, message: Message) -> JobProgress:
    """Read how a calibration ended: its own result is always 0, that of a device is the true one."""
    progress = job_progress(cloud, message)
    output = parse.mapping(parse.mapping(message.data).get("output"))
    devices = parse.items(parse.mapping(output.get("ext")).get("devices"), _MAX_DEVICES)
    results = [parse.integer(device.get("result")) or 0 for device in devices]
    result = progress.result or next((result for result in results if result), 0)
    return JobProgress(
        dock=progress.dock,
        bid=progress.bid,
        method=progress.method,
        result=result,
        status=JobWord.FAILED if result else progress.status,
        percent=progress.percent,
        # A number here, and always the same.
        step="",
    )


def job_word(value: object) -> JobWord | None:
    """Return a status, None for what is missing or was never seen."""
    word = parse.text(value, _MAX_STEP).lower()
    return _OTHERWISE.get(word) or (JobWord(word) if word in _WORDS else None)


_WORDS = frozenset(JobWord)


def job_percent(value: object) -> int | None:
    """Return a percentage from 0 to 100, None for what is none."""
    read = parse.percent(value)
    return None if read is None else int(read)


type Reported = Callable[[Values, int | None], bool]
"""Whether what a dock reports of itself is what a command, with its value, was to bring about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebugCommand:
    """A command of remote debugging."""

    method: str
    limit: float
    """Seconds after which it has failed if nothing was heard of it."""
    is_job: bool = True
    """Whether events follow its reply."""
    docks: str = "123"
    """Generations of docks that have it."""
    argument: str = ""
    """The key of its value; blank if it has none."""
    reported: Reported | None = None
    """None where nothing that a dock reports shows that it was done."""

    def data(self, value: int | None) -> Data:
        """Return the `data` of the command."""
        return {self.argument: value} if self.argument and value is not None else {}


def _is(source: Property[Any], wanted: object) -> Reported:
    return lambda values, _: source.read(values) == wanted


def _by_value(source: Property[Any], wanted: Mapping[int, frozenset[object]]) -> Reported:
    return lambda values, value: source.read(values) in wanted.get(value or 0, ())


def _on_off(source: Property[Any], off: object, *on: object) -> Reported:
    return _by_value(source, {0: frozenset({off}), 1: frozenset(on)})


def _closed(values: Values, _: int | None) -> bool:
    return dock_has.MODE.read(values) not in (None, "remote_debug")


_COMMANDS = (
    DebugCommand(
        method="debug_mode_open",
        limit=15,
        is_job=False,
        reported=_is(dock_has.MODE, "remote_debug"),
    ),
    DebugCommand(method="debug_mode_close", limit=15, is_job=False, reported=_closed),
    DebugCommand(method="cover_open", limit=60, reported=_is(dock_has.COVER, "open")),
    DebugCommand(method="cover_close", limit=60, reported=_is(dock_has.COVER, "closed")),
    DebugCommand(method="cover_force_close", limit=60, reported=_is(dock_has.COVER, "closed")),
    DebugCommand(method="drone_open", limit=120, reported=_is(dock_has.AIRCRAFT_ON, True)),
    DebugCommand(method="drone_close", limit=60, reported=_is(dock_has.AIRCRAFT_ON, False)),
    DebugCommand(method="charge_open", limit=30, reported=_is(dock_has.AIRCRAFT_CHARGING, True)),
    DebugCommand(method="charge_close", limit=30, reported=_is(dock_has.AIRCRAFT_CHARGING, False)),
    DebugCommand(method="putter_open", limit=30, docks="1", reported=_is(dock_has.RODS, "open")),
    DebugCommand(method="putter_close", limit=30, docks="1", reported=_is(dock_has.RODS, "closed")),
    DebugCommand(
        method="supplement_light_open",
        limit=10,
        is_job=False,
        reported=_is(dock_has.SUPPLEMENT_LIGHT, True),
    ),
    DebugCommand(
        method="supplement_light_close",
        limit=10,
        is_job=False,
        reported=_is(dock_has.SUPPLEMENT_LIGHT, False),
    ),
    DebugCommand(
        method="alarm_state_switch",
        limit=10,
        is_job=False,
        argument="action",
        reported=_on_off(dock_has.ALARM, False, True),
    ),
    DebugCommand(
        method="battery_store_mode_switch",
        limit=10,
        is_job=False,
        argument="action",
        reported=_by_value(
            dock_has.BATTERY_STORE_MODE, {1: frozenset({"schedule"}), 2: frozenset({"standby"})}
        ),
    ),
    DebugCommand(
        method="battery_maintenance_switch",
        limit=10,
        is_job=False,
        argument="action",
        reported=_on_off(dock_has.BATTERY_MAINTENANCE, "none", "pending", "running"),
    ),
    DebugCommand(
        method="air_conditioner_mode_switch",
        limit=10,
        is_job=False,
        argument="action",
        reported=_by_value(
            dock_has.AIR_CONDITIONER,
            {
                0: frozenset(
                    {
                        *("idle", "leaving_cooling", "leaving_heating", "leaving_dehumidifying"),
                        *("leaving_air_cooling", "leaving_defogging"),
                    }
                ),
                1: frozenset(
                    {"cooling", "preparing_cooling", "air_cooling", "preparing_air_cooling"}
                ),
                2: frozenset({"heating", "preparing_heating"}),
                3: frozenset({"dehumidifying", "preparing_dehumidifying"}),
            },
        ),
    ),
    DebugCommand(
        method="sdr_workmode_switch",
        limit=10,
        is_job=False,
        argument="link_workmode",
        reported=_on_off(dock_has.LINK_MODE, "sdr", "sdr_and_mobile"),
    ),
    DebugCommand(method="device_reboot", limit=600),
    DebugCommand(method="device_format", limit=300),
    DebugCommand(method="drone_format", limit=300),
    DebugCommand(
        method="rtk_calibration",
        limit=300,
        docks="3",
        reported=_is(dock_has.CALIBRATED, True),
    ),
)

COMMANDS: Mapping[str, DebugCommand] = {command.method: command for command in _COMMANDS}
"""By method. SIM cards and eSIM are not among them: they are sold with docks in China."""

JOBS = frozenset(command.method for command in _COMMANDS if command.is_job) - {"rtk_calibration"}
"""Methods whose events are read by job_progress()."""
