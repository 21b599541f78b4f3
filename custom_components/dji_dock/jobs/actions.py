"""The action on jobs: what became of them."""

from itertools import islice

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.util.json import JsonObjectType
import probatio

from ..util.action import ATTR_LIMIT, LIMIT, Action
from ..util.rights import Right
from .events import describe_reason
from .manager import Jobs
from .models import Job, JobStatus

ATTR_STATUS = "status"

GET_JOBS = {
    probatio.Optional(ATTR_STATUS): probatio.All(
        probatio.EnsureList(), [probatio.In([status.value for status in JobStatus])]
    ),
    **LIMIT,
}


async def async_get_jobs(jobs: Jobs, dock: str, call: ServiceCall) -> ServiceResponse:
    """Return the jobs of a dock, newest first."""
    wanted = call.data.get(ATTR_STATUS)
    found = (job for job in jobs.newest(dock) if not wanted or job.status in wanted)
    return {"jobs": [job_report(job) for job in islice(found, call.data[ATTR_LIMIT])]}


def job_report(job: Job) -> JsonObjectType:
    """Return a job as an action returns it; times ISO 8601 UTC."""
    return {
        "job_id": job.job_id,
        "command": job.command,
        "value": job.value,
        "status": job.status.value,
        "created": job.created.isoformat(),
        "sent": job.sent.isoformat() if job.sent else None,
        "finished": job.finished.isoformat() if job.finished else None,
        "percent": job.percent,
        "step": job.step or None,
        "code": job.code or None,
        "reason": describe_reason(job),
        "asked_by": {
            "user_id": job.user_id or None,
            "context_id": job.context_id or None,
            "parent_id": job.parent_id or None,
        },
    }


ACTIONS = {
    "get_jobs": Action(async_get_jobs, GET_JOBS, SupportsResponse.ONLY, Right.READ),
}
