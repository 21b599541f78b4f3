"""What our own records say of a dock: uploads of logs, jobs, and files of flights."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..database import FlightEntry
from ..errors import describe_failure
from ..hub import Hub
from ..jobs.events import describe_reason
from ..jobs.models import Job, JobStatus
from ..logs.models import LogUpload
from .timeline_event import PAGE, Part, Span, TimelineEvent
from .words import Words, words

_LONGEST = timedelta(days=2)
"""Nothing takes longer: who began so long before a span has ended before it."""

_TEXTS = "config_panel.timeline"
_BAD_ENDS = frozenset({"partial", "failed"})
"""Of uploads, of which a reason is shown."""


async def async_names(hass: HomeAssistant, users: Iterable[str]) -> dict[str, str]:
    """Return the names of users, of those that are still there."""
    found = {user_id: await hass.auth.async_get_user(user_id) for user_id in {*users} - {""}}
    return {user_id: user.name for user_id, user in found.items() if user and user.name}


@callback
def uploads_in(hub: Hub, dock: str, span: Span) -> list[LogUpload]:
    """Return the uploads that may have begun or ended in a span."""
    return [*_since(hub.logs.newest(dock), span.start)]


@callback
def jobs_in(hub: Hub, dock: str, span: Span) -> list[Job]:
    """Return the jobs that may have begun or ended in a span."""
    return [*_since(hub.jobs.newest(dock), span.start)]


def _since[R: (LogUpload, Job)](records: Iterable[R], start: datetime) -> Iterator[R]:
    for record in records:
        if record.created < start - _LONGEST:
            return
        yield record


@callback
def upload_events(
    uploads: Iterable[LogUpload], names: dict[str, str], device_id: str, span: Span
) -> Part:
    """Return when uploads were asked for, by whom, and how they ended."""
    events = []
    for upload in uploads:
        link = f"{PAGE}/uploads/{device_id}/{quote(upload.upload_id, safe='')}"
        data = {"upload_id": upload.upload_id, "modules": upload.modules}
        if span.holds(upload.created):
            asked = "log_upload_found" if upload.adopted else "log_upload_asked"
            events.append(
                TimelineEvent(
                    when=upload.created,
                    event_id=f"asked {upload.upload_id}",
                    kind="log_upload",
                    what="found" if upload.adopted else "asked",
                    says=words(f"{_TEXTS}.{asked}")
                    if upload.adopted
                    else _by(asked, upload, names),
                    link=link,
                    data={**data, "user": names.get(upload.user_id)},
                )
            )
        if upload.finished and span.holds(upload.finished):
            what = "partial" if upload.partial else upload.status.value
            reason = describe_failure(upload.error, upload.error_code)
            events.append(
                TimelineEvent(
                    when=upload.finished,
                    event_id=f"ended {upload.upload_id}",
                    kind="log_upload",
                    what=what,
                    says=_because("log_upload", what, reason if what in _BAD_ENDS else None),
                    link=link,
                    data={**data, "stored": upload.stored},
                )
            )
    return newest(events, span)


@callback
def job_events(jobs: Iterable[Job], names: dict[str, str], span: Span) -> Part:
    """Return when jobs were asked for, by whom, and how they ended."""
    events = []
    for job in jobs:
        data: dict[str, Any] = {"job_id": job.job_id, "command": job.command, "value": job.value}
        if span.holds(job.created):
            events.append(
                TimelineEvent(
                    when=job.created,
                    event_id=f"asked {job.job_id}",
                    kind="job",
                    what="asked",
                    says=_by("job_asked", job, names, job=_command(job)),
                    data={**data, "user": names.get(job.user_id)},
                )
            )
        if job.status.finished and job.finished and span.holds(job.finished):
            events.append(
                TimelineEvent(
                    when=job.finished,
                    event_id=f"ended {job.job_id}",
                    kind="job",
                    what=job.status.value,
                    says=_because(
                        "job",
                        job.status.value,
                        None if job.status is JobStatus.SUCCEEDED else describe_reason(job),
                        job=_command(job),
                    ),
                    data=data,
                )
            )
    return newest(events, span)


def flights_in(hub: Hub, dock: str, span: Span) -> list[tuple[FlightEntry, str, datetime | None]]:
    """Return flights of which a file came in, the name of the newest and when it was taken. Blocks.

    Raises:
        DatabaseUnusable

    """
    found = []
    for flight in hub.catalog.ledger.flights_between(dock, span.start, span.end, span.limit):
        file = next(iter(hub.catalog.browser.latest(dock, flight.flight, 1)), None)
        found.append((flight, file.name if file else "", file.taken if file else None))
    return found


@callback
def media_events(
    flights: list[tuple[FlightEntry, str, datetime | None]], device_id: str, span: Span
) -> Part:
    """Return which files of which flights have come in, each flight when its last one did."""
    events = [
        TimelineEvent(
            when=flight.last_heard,
            event_id=f"media {flight.flight}",
            kind="media",
            what="complete" if flight.complete else "uploaded",
            says=_files(flight, name),
            link=_media_link(device_id, flight.flight, taken),
            data={
                "flight_id": flight.flight,
                "arrived": flight.arrived,
                "expected": flight.expected,
                "name": name,
            },
        )
        for flight, name, taken in flights
        if flight.arrived
    ]
    full = len(flights) >= span.limit
    return Part(events, flights[-1][0].last_heard if full else None)


def newest(events: list[TimelineEvent], span: Span) -> Part:
    """Return as many events as are asked for; nothing of the span is missing before them."""
    events.sort(key=lambda event: (event.when, event.event_id), reverse=True)
    more = len(events) > span.limit
    return Part(events[: span.limit], events[span.limit].when if more else None)


def _command(job: Job) -> str:
    text: str = words(f"entity.sensor.job.state.{job.command}")["text"]
    return job.command if text.startswith("entity.") else text


def _media_link(device_id: str, flight: str, taken: datetime | None) -> str:
    day = "" if taken is None else f"/{dt_util.as_local(taken).date()}/{quote(flight, safe='')}"
    return f"{PAGE}/media/{device_id}{day}"


def _by(key: str, record: LogUpload | Job, names: dict[str, str], **more: str) -> Words:
    """Return that something was asked for, by a user, or by what runs on its own."""
    key = f"{_TEXTS}.{key}"
    if user := names.get(record.user_id):
        return words(f"{key}_by", user=user, **more)
    if record.context_id and not record.user_id:
        return words(f"{key}_automatically", **more)
    return words(key, **more)


def _because(kind: str, end: str, reason: str | None, **more: str) -> Words:
    key = f"{_TEXTS}.{kind}_{end}"
    return words(f"{key}_why", reason=reason, **more) if reason else words(key, **more)


def _files(flight: FlightEntry, name: str) -> Words:
    files, expected = str(flight.arrived), str(flight.expected)
    if flight.complete:
        return words(f"{_TEXTS}.media_complete", files=files, name=name)
    if flight.expected:
        return words(f"{_TEXTS}.media_expected", files=files, expected=expected, name=name)
    return words(f"{_TEXTS}.media_uploaded", files=files, name=name)
