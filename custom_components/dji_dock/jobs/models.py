"""What a job is."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import orjson


class JobStatus(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    """Nothing was sent: it waits for its turn, or for remote debugging to be opened."""
    SENT = "sent"
    """It was sent, or would have been, and nothing was heard of it."""
    RUNNING = "running"
    """The dock has accepted it."""
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    """It was refused, by us, by the dock at once, or by the dock later."""
    CANCELED = "canceled"
    """It was taken back before it was sent, or the dock gave it up."""
    TIMED_OUT = "timed_out"
    """The dock accepted it, and then neither reported its end nor anything that proves it."""
    UNKNOWN = "unknown"
    """Nothing was ever heard of it; the dock may have done it."""

    @property
    def finished(self) -> bool:
        """Whether it is over; only what a dock itself says later changes it."""
        return self not in _GOING_ON

    @property
    def settled(self) -> bool:
        """Whether nothing that is heard later changes it."""
        return self in _SETTLED

    @property
    def under_way(self) -> bool:
        """Whether the dock may be at it."""
        return self in _UNDER_WAY


_UNDER_WAY = frozenset({JobStatus.SENT, JobStatus.RUNNING})
_GOING_ON = _UNDER_WAY | {JobStatus.QUEUED}
_SETTLED = frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A command to a dock."""

    job_id: str
    """The bid of its command."""
    dock: str
    command: str
    """DJI's method."""
    value: int | str | None = None
    """What distinguishes it from others of its command, such as on and off."""
    is_job: bool = True
    """Whether events follow its reply; else the reply is its end."""
    status: JobStatus = JobStatus.QUEUED
    created: datetime
    sent: datetime | None = None
    finished: datetime | None = None
    percent: int | None = None
    step: str = ""
    """DJI's name of the step."""
    code: int = 0
    """Of the dock, 0 for none."""
    reason: str = ""
    """The key of a text of `exceptions`, for what has no code."""
    placeholders: Mapping[str, str] = field(default_factory=dict)
    """Of that text."""
    user_id: str = ""
    context_id: str = ""
    parent_id: str = ""
    shared: bool = False
    """Whether somebody else asked for the same before it was over."""

    @property
    def key(self) -> str:
        """Return what is the same for the same command."""
        return self.command if self.value is None else f"{self.command} {self.value}"

    def as_json(self) -> bytes:
        """Return what is saved."""
        return orjson.dumps(asdict(self))

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> Job:
        """Take back what as_json() gave.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: it is damaged.

        """
        value, percent = saved.get("value"), saved.get("percent")
        return cls(
            job_id=str(saved["job_id"]),
            dock=str(saved["dock"]),
            command=str(saved["command"]),
            value=value if isinstance(value, int | str) else None,
            is_job=bool(saved.get("is_job", True)),
            status=JobStatus(saved["status"]),
            created=_time(saved["created"]),
            sent=_time(saved["sent"]) if saved.get("sent") else None,
            finished=_time(saved["finished"]) if saved.get("finished") else None,
            percent=percent if isinstance(percent, int) else None,
            step=str(saved.get("step", "")),
            code=int(saved.get("code", 0)),
            reason=str(saved.get("reason", "")),
            placeholders={
                str(name): str(text) for name, text in (saved.get("placeholders") or {}).items()
            },
            user_id=str(saved.get("user_id", "")),
            context_id=str(saved.get("context_id", "")),
            parent_id=str(saved.get("parent_id", "")),
            shared=saved.get("shared") is True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsState:
    """What is known of the jobs of a dock at one moment."""

    job: Job | None = None
    """The one that runs, else the one whose turn is next."""
    latest: Job | None = None
    """The newest one, over or not."""


def _time(saved: str) -> datetime:
    return datetime.fromisoformat(saved).astimezone(UTC)
