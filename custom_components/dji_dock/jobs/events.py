"""What happens to jobs, as automations read it."""

from ..errors import describe_code
from ..util.dock_event import DockEvent
from ..util.texts import exception_text
from .models import Job, JobStatus

STARTED, SUCCEEDED, FAILED = "started", "succeeded", "failed"
EVENT_TYPES = (STARTED, SUCCEEDED, FAILED)


def job_event(before: Job | None, job: Job) -> DockEvent | None:
    """Return what has happened, None if nothing that anybody waits for."""
    was = before.status if before else JobStatus.QUEUED
    if job.status is was:
        return None
    if job.status is JobStatus.SENT:
        event_type = STARTED
    elif job.status.finished:
        event_type = SUCCEEDED if job.status is JobStatus.SUCCEEDED else FAILED
    else:
        return None
    return DockEvent(
        "job",
        event_type,
        {
            "job_id": job.job_id,
            "command": job.command,
            "value": job.value,
            "status": job.status.value,
            "code": job.code or None,
            "reason": describe_reason(job),
        },
    )


def describe_reason(job: Job) -> str | None:
    """Return why a job did not succeed, in words; None if it did, or goes on."""
    if job.code:
        return describe_code(job.code)
    return exception_text(job.reason, job.placeholders) if job.reason else None
