"""What a dock is built of, as far as remote debugging and firmware change it."""

from dataclasses import dataclass, field
from enum import IntEnum
import math
import time
from typing import Any

DOCK_STORAGE = 410_000
AIRCRAFT_STORAGE = 1_200_000
FORMATTED = 12_000
"""KiB that a storage uses right after it was formatted."""


class Mode(IntEnum):
    """`mode_code` of a dock."""

    IDLE = 0
    ON_SITE_DEBUG = 1
    REMOTE_DEBUG = 2
    UPGRADING = 3
    WORKING = 4
    TO_BE_CALIBRATED = 5


CLOSED, OPEN, HALF_OPEN, ABNORMAL = range(4)
"""`cover_state`."""

NO_MAINTENANCE, MAINTENANCE_PENDING, MAINTENANCE = range(3)
"""`maintenance_state`."""


@dataclass(slots=True, kw_only=True)
class Equipment:
    """A dock that stands idle and closed; the values are those of the osd."""

    mode: Mode = Mode.IDLE
    """Without flights: they are WORKING."""
    cover: int = CLOSED
    putter: int = 0
    light: int = 0
    alarm: int = 0
    emergency_stop: int = 0
    battery_store_mode: int = 1
    maintenance: int = NO_MAINTENANCE
    maintenance_hours: int = 0
    air_conditioner: int = 0
    may_switch_at: float = 0.0
    """When the air conditioner may be switched again, of the monotonic clock."""
    link_mode: int = 0
    sim_slot: int = 1
    esim: int = 1
    calibrated: int = 1
    storage_used: int = DOCK_STORAGE
    firmware: str = ""
    compatible_status: int = 0
    propeller_turns: int = 0
    """How often the propellers were turned to let the cover close."""
    damage: list[str] = field(default_factory=list[str])
    """What was broken by a command that nobody should have given."""

    def switch_time(self, speed: float) -> int:
        """Return the seconds, as the dock counts them, until the air conditioner may be switched."""
        return max(0, math.ceil((self.may_switch_at - time.monotonic()) * speed))

    @property
    def dongle_infos(self) -> list[dict[str, Any]]:
        """Return the SIM and the eSIM of the dock's dongle."""
        return [
            {
                "imei": IMEI,
                "dongle_type": 6,
                "eid": "89086030202200000024000000000000",
                "esim_activate_state": self.esim,
                "sim_card_state": 1,
                "sim_slot": self.sim_slot,
                "esim_infos": [{"telecom_operator": 1, "enabled": True, "iccid": "8986000000"}],
                "sim_info": {"telecom_operator": 0, "sim_type": 0, "iccid": "8931000000"},
            }
        ]


IMEI = "860000000000001"
