"""The methods of remote debugging: which there are, for which docks, their steps and their time."""

from collections.abc import Mapping
from dataclasses import dataclass

from .profile import Model

_NEWER = frozenset({Model.DOCK_2, Model.DOCK_3})

OPEN_DEBUG, CLOSE_DEBUG = "debug_mode_open", "debug_mode_close"

CHECK_STOP = "check_scram_state"
_CHECKS = ("get_bid", "check_work_mode", "check_task_state")
_MOVING = (*_CHECKS, CHECK_STOP)
_RESTART = ("get_bid", "check_ac_input_state", "upgrading_prevent_reboot", *_CHECKS[1:])
CHECKS = frozenset({*_MOVING, *_RESTART, "check_cover", "check_wired_connect_state"})
"""Steps that take hardly any time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method of remote debugging. Times in seconds of the dock."""

    job: bool = True
    """Answered at once and told by events; False: the answer is all."""
    seconds: float
    models: frozenset[Model] = frozenset(Model)
    steps: tuple[str, ...] = ("",)
    tells_step: bool = True
    tells_progress: bool = True
    only_end: bool = False
    """One event, which wants an answer."""
    output: bool = True
    """False: no dock answers with `output`."""


_SWITCH = Method(job=False, seconds=0.5)

METHODS: Mapping[str, Method] = {
    OPEN_DEBUG: Method(job=False, seconds=1),
    CLOSE_DEBUG: Method(job=False, seconds=1),
    "cover_open": Method(seconds=14, steps=(*_MOVING, "open_cover")),
    "cover_close": Method(
        # A real lid took 18.5 s after a landing.
        seconds=18.5,
        steps=(
            *_MOVING,
            "turn_on_drone",
            "drone_paddle_forward",
            "close_cover",
            "drone_paddle_reverse",
            "drone_paddle_stop",
        ),
    ),
    "cover_force_close": Method(seconds=12, steps=(*_MOVING, "close_cover"), tells_step=False),
    "drone_open": Method(
        seconds=45,
        steps=(
            "get_drone_power_state",
            "check_wired_connect_state",
            "open_drone",
            "check_drone_sdr_connect_state",
        ),
        tells_progress=False,
    ),
    "drone_close": Method(seconds=10, steps=(*_RESTART, CHECK_STOP, "close_drone")),
    "charge_open": Method(seconds=4, steps=(*_CHECKS, "check_cover", "start_charge")),
    "charge_close": Method(seconds=4, steps=(*_CHECKS, "stop_charge")),
    "putter_open": Method(
        seconds=8, steps=(*_MOVING, "free_putter"), models=frozenset({Model.DOCK_1})
    ),
    "putter_close": Method(
        seconds=8, steps=(*_MOVING, "close_putter"), models=frozenset({Model.DOCK_1})
    ),
    "supplement_light_open": _SWITCH,
    "supplement_light_close": _SWITCH,
    "alarm_state_switch": _SWITCH,
    "battery_store_mode_switch": _SWITCH,
    "battery_maintenance_switch": _SWITCH,
    "air_conditioner_mode_switch": _SWITCH,
    "sdr_workmode_switch": Method(job=False, seconds=3, output=False),
    "sim_slot_switch": Method(job=False, seconds=3, output=False, models=_NEWER),
    "esim_activate": Method(seconds=20, tells_step=False, models=_NEWER),
    "esim_operator_switch": Method(seconds=20, tells_step=False, output=False, models=_NEWER),
    "device_reboot": Method(seconds=8, steps=(*_RESTART, "write_reboot_param_file")),
    "drone_format": Method(seconds=15, tells_step=False),
    "device_format": Method(seconds=25, tells_step=False),
    "rtk_calibration": Method(seconds=20, only_end=True, models=frozenset({Model.DOCK_3})),
}
