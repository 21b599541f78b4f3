"""What needs the owner, of a dock and of a cloud: each kind is a small function, most urgent first."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ..alarms.texts import alarm_key
from ..coordinator import DockState
from ..errors import code_key
from ..firmware.plan import is_newer
from ..hub import Hub
from ..jobs.models import Job, JobStatus
from ..logs.models import UploadStatus
from .items import View
from .words import Words, exception_words, failure_words, issue_words, words

ERROR, WARNING, INFO = "error", "warning", "info"
_LEVELS = (ERROR, WARNING, INFO)
_MOST = 20
_UPLOAD_FOR = timedelta(days=7)
"""For how long a failed upload needs somebody, if nothing came after it."""
_JOB_FOR = timedelta(days=1)
_UNSUCCESSFUL = frozenset({JobStatus.FAILED, JobStatus.TIMED_OUT, JobStatus.UNKNOWN})
_REPAIRS = "/config/repairs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known of a dock."""

    hub: Hub
    state: DockState
    device_id: str
    stopped: bool
    """Whether its emergency stop is pressed."""
    issues: tuple[ir.IssueEntry, ...]
    """Those about this dock."""

    @property
    def serial(self) -> str:
        """Return its serial number."""
        return self.state.dock.serial

    @property
    def page(self) -> str:
        """Return the path of its page."""
        return f"/dji-dock/dock/{self.device_id}"


def _item(
    kind: str,
    level: str,
    text: Words,
    link: str | None,
    *,
    since: datetime | None = None,
    reason: Words | None = None,
) -> View:
    return {
        "kind": kind,
        "level": level,
        "words": text,
        "reason": reason,
        "since": since.isoformat(timespec="seconds") if since else None,
        "link": link,
    }


def _own(kind: str) -> Words:
    return words(f"config_panel.attention.{kind}")


def _emergency_stop(seen: Seen) -> Iterator[View]:
    if seen.stopped:
        yield _item("emergency_stop", ERROR, _own("emergency_stop"), seen.page)


def _alarms(seen: Seen) -> Iterator[View]:
    dock = seen.state.dock
    for serial in filter(None, (dock.serial, dock.aircraft_serial)):
        for alarm in seen.hub.alarms.of(serial):
            if alarm.is_problem:
                key, placeholders = alarm_key(alarm)
                yield _item(
                    "alarm",
                    ERROR if alarm.severity > 1 else WARNING,
                    words(f"common.{key}", **placeholders),
                    seen.page,
                    since=seen.hub.alarms.since(serial, alarm),
                )


def _offline(seen: Seen) -> Iterator[View]:
    # Without the broker that is what is wrong, and the entry says so.
    if seen.state.connected and not seen.state.dock.online:
        silence = seen.hub.server.fleet.silence(seen.serial)
        since = None if silence is None else dt_util.utcnow() - timedelta(seconds=silence)
        yield _item("offline", ERROR, _own("offline"), seen.page, since=since)


def _upload(seen: Seen) -> Iterator[View]:
    if (upload := seen.state.logs.upload) is None:
        return
    link = f"/dji-dock/uploads/{seen.device_id}/{upload.upload_id}"
    if upload.status is UploadStatus.STALLED:
        text = _own("upload_stalled")
        yield _item("upload_stalled", WARNING, text, link, since=upload.heard)
    elif upload.status is UploadStatus.FAILED and _is_recent(upload.finished, _UPLOAD_FOR):
        reason = failure_words(upload.error, upload.error_code)
        text = _own("upload_failed")
        yield _item("upload_failed", WARNING, text, link, since=upload.finished, reason=reason)


def _job(seen: Seen) -> Iterator[View]:
    job = seen.state.jobs.latest
    if job and job.status in _UNSUCCESSFUL and _is_recent(job.finished, _JOB_FOR):
        yield _item(
            "job_failed",
            WARNING,
            _own("job_failed"),
            seen.page,
            since=job.finished,
            reason=_reason(job),
        )


def _issues(seen: Seen) -> Iterator[View]:
    pages = {"media": f"/dji-dock/media/{seen.device_id}"}
    for issue in seen.issues:
        key = issue.translation_key or ""
        page = pages.get(key.partition("_")[0], seen.page)
        yield _of_issue(issue, _REPAIRS if issue.is_fixable else page)


def _firmware(seen: Seen) -> Iterator[View]:
    dock = seen.state.dock
    for serial in filter(None, (dock.serial, dock.aircraft_serial)):
        state = seen.hub.firmware.state(dock.serial, serial)
        newer = state and state.latest and is_newer(state.latest, state.installed or "")
        if state and newer and not state.installing:
            yield _item("firmware_update", INFO, _own("firmware_update"), seen.page)
            return


_CHECKS: tuple[Callable[[Seen], Iterator[View]], ...] = (
    *(_emergency_stop, _alarms, _offline, _upload, _issues, _job, _firmware),
)


def attention_of(seen: Seen) -> list[View]:
    """Return what needs the owner at a dock."""
    return _sorted(view for check in _CHECKS for view in check(seen))


def attention_of_entry(entry_id: str, issues: Iterable[ir.IssueEntry]) -> list[View]:
    """Return what needs the owner about a cloud itself, and about docks that are not ours."""
    page = f"/dji-dock/setup/{entry_id}"
    return _sorted(_of_issue(issue, _REPAIRS if issue.is_fixable else page) for issue in issues)


def _sorted(views: Iterable[View]) -> list[View]:
    return sorted(views, key=lambda view: _LEVELS.index(view["level"]))[:_MOST]


def _of_issue(issue: ir.IssueEntry, link: str) -> View:
    level = WARNING if issue.severity is ir.IssueSeverity.WARNING else ERROR
    kind = issue.translation_key or ""
    return _item(kind, level, issue_words(issue), link, since=issue.created)


def _reason(job: Job) -> Words | None:
    if job.code:
        return exception_words(code_key(job.code), {"code": str(job.code)})
    return exception_words(job.reason, job.placeholders) if job.reason else None


def _is_recent(moment: datetime | None, limit: timedelta) -> bool:
    return moment is not None and dt_util.utcnow() - moment < limit
