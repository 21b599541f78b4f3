"""What happens to a job: pure functions from a job to the next one.

Every end is an end; but where nobody knew how a job ended, what the dock says later counts.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from ..cloud_api import CommandReplied, JobProgress, JobWord
from .models import Job, JobStatus

type Step = Callable[[Job, datetime], Job]

_ENDS = {
    JobWord.OK: JobStatus.SUCCEEDED,
    JobWord.FAILED: JobStatus.FAILED,
    JobWord.REJECTED: JobStatus.FAILED,
    JobWord.CANCELED: JobStatus.CANCELED,
    JobWord.TIMEOUT: JobStatus.TIMED_OUT,
}
_REASONS = {JobWord.REJECTED: "job_rejected", JobWord.TIMEOUT: "job_dock_timed_out"}
ALL = 100
"""Percent of what is done."""


def sent(job: Job, now: datetime) -> Job:
    """Note that it leaves now."""
    return replace(job, status=JobStatus.SENT, sent=now)


def not_sent(
    job: Job, now: datetime, *, reason: str, placeholders: Mapping[str, str], code: int = 0
) -> Job:
    """End what never left: something forbids it."""
    return replace(
        job,
        status=JobStatus.FAILED,
        finished=now,
        reason=reason,
        placeholders=placeholders,
        code=code,
    )


def taken_back(
    job: Job, now: datetime, *, left: bool, reason: str, placeholders: Mapping[str, str]
) -> Job:
    """End what waited, or was about to leave."""
    if job.status is not JobStatus.QUEUED and (left or job.status is not JobStatus.SENT):
        return job
    return replace(
        job,
        status=JobStatus.CANCELED,
        sent=None,
        finished=now,
        reason=reason,
        placeholders=placeholders,
    )


def shared(job: Job, now: datetime) -> Job:
    """Note that somebody else asks for the same."""
    return replace(job, shared=True)


def replied(job: Job, now: datetime, *, reply: CommandReplied) -> Job:
    """Take the dock's answer; it may come after events, and after the end."""
    if job.status.settled or job.status is JobStatus.QUEUED:
        return job
    if reply.result:
        return _ended(job, now, JobStatus.FAILED, code=reply.result)
    if reply.status and reply.status.final:
        return _ended_by(job, now, reply.status, 0)
    if not job.is_job and reply.status is None:
        return _ended(job, now, JobStatus.SUCCEEDED)
    return _runs(job)


def progressed(job: Job, now: datetime, *, event: JobProgress) -> Job:
    """Take what the dock reports of it; the status alone says that it is over."""
    if job.status.settled or job.status is JobStatus.QUEUED:
        return job
    percent = job.percent if event.percent is None else event.percent
    job = replace(job, percent=percent, step=event.step or job.step)
    if event.status and event.status.final:
        # An end in success with a code is none.
        if event.status is JobWord.OK and event.result:
            return _ended(job, now, JobStatus.FAILED, code=event.result)
        return _ended_by(job, now, event.status, event.result)
    if event.status is None and event.result:
        return _ended(job, now, JobStatus.FAILED, code=event.result)
    return _runs(job)


def proven(job: Job, now: datetime) -> Job:
    """End a job of whose end nothing was heard, but whose effect is there."""
    return job if job.status.settled else _ended(job, now, JobStatus.SUCCEEDED)


def given_up(job: Job, now: datetime) -> Job:
    """End a job of which too long nothing was heard."""
    if not job.status.under_way:
        return job
    heard = job.status is JobStatus.RUNNING
    status = JobStatus.TIMED_OUT if heard else JobStatus.UNKNOWN
    return replace(
        job, status=status, finished=now, reason="job_timed_out" if heard else "job_unknown"
    )


def _runs(job: Job) -> Job:
    return replace(job, status=JobStatus.RUNNING) if job.status is JobStatus.SENT else job


def _ended_by(job: Job, now: datetime, word: JobWord, code: int) -> Job:
    return _ended(job, now, _ENDS[word], code=code, reason=_REASONS.get(word, ""))


def _ended(job: Job, now: datetime, status: JobStatus, *, code: int = 0, reason: str = "") -> Job:
    done = status is JobStatus.SUCCEEDED
    if not (done or code or reason):
        reason = "job_failed"
    return replace(
        job,
        status=status,
        finished=now,
        code=code,
        reason="" if done or code else reason,
        percent=ALL if done else job.percent,
    )
