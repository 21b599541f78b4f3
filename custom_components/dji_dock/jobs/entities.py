"""The entities of jobs."""

from typing import Any

from homeassistant.components.event import EventEntityDescription
from homeassistant.components.sensor import SensorDeviceClass

from ..cloud_api import COMMANDS
from ..util.descriptions import StateSensorDescription
from .events import EVENT_TYPES, describe_reason
from .models import JobsState

IDLE = "idle"
_OTHERS = ("ota_create",)
_NO_JOBS = frozenset({"debug_mode_open", "debug_mode_close", "putter_open", "putter_close"})
"""Remote debugging is no job; the rods of Dock 1 move with the cover, and alone help nobody."""

JOB_COMMANDS = (*(method for method in COMMANDS if method not in _NO_JOBS), *_OTHERS)
"""What a job can be."""


def _command(state: JobsState) -> str | None:
    if state.job is None:
        return IDLE
    return state.job.command if state.job.command in JOB_COMMANDS else None


def _attributes(state: JobsState) -> dict[str, Any]:
    """Return how far the job is; while there is none, how the last one ended."""
    job = state.job or state.latest
    return {
        "job_id": job.job_id if job else None,
        "status": job.status.value if job else None,
        "value": job.value if job else None,
        "percent": state.job.percent if state.job else None,
        "step": state.job.step or None if state.job else None,
        "reason": describe_reason(job) if job else None,
    }


JOB_SENSORS: tuple[StateSensorDescription[JobsState], ...] = (
    StateSensorDescription(
        key="job",
        translation_key="job",
        device_class=SensorDeviceClass.ENUM,
        options=[IDLE, *JOB_COMMANDS],
        value_fn=_command,
        attributes_fn=_attributes,
        available_offline=True,
    ),
)

JOB_EVENTS = (EventEntityDescription(key="job", translation_key="job", event_types=[*EVENT_TYPES]),)
