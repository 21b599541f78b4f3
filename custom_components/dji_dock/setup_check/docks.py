"""The docks themselves: what is known of them, without a word to them."""

from datetime import timedelta

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from ..cloud_api import CLOCK_TOLERANCE, Dock
from ..errors import failure_key
from ..logs.models import UploadStatus
from ..util.issues import Issues
from .models import Check, Name, Running, said

_MEDIA = "media_missing"
_STALE = "media_stale_credentials"


@callback
def check_docks(hass: HomeAssistant, entry_id: str, running: Running | None) -> list[Check]:
    """Look at each dock that is ours, and at each that knocks."""
    if running is None:
        return [said(Name.DOCK, None, "not_running")]
    if not running.server.connected:
        return [said(Name.DOCK, None, "broker_first")]
    issues = Issues(hass, entry_id)
    checks = [
        Check(
            name=Name.DOCK,
            passed=False,
            key=waiting.knock.text_key,
            value=waiting.since.isoformat(),
            dock=waiting.serial,
        )
        for waiting in running.arrivals.info().waiting
    ]
    for dock in running.server.fleet:
        if dock.accepted:
            checks += [
                _heard(running, dock),
                _clock(running, dock.serial),
                _uploads(running, dock.serial),
                _media(running, issues, dock.serial),
            ]
    return checks or [said(Name.DOCK, None, "no_dock")]


def _heard(running: Running, dock: Dock) -> Check:
    silence = running.server.fleet.silence(dock.serial)
    heard = None if silence is None else dt_util.utcnow() - timedelta(seconds=silence)
    value = heard.isoformat(timespec="seconds") if heard else None
    text = "dock_ok" if dock.online else "dock_silent"
    return said(Name.DOCK, dock.online, text, value, dock.serial)


def _clock(running: Running, serial: str) -> Check:
    settings = running.server.settings
    off = running.server.clocks.off(serial)
    if off is None:
        return said(Name.DOCK_CLOCK, None, "clock_unknown", dock=serial)
    # How far it is ahead, as people say it.
    shown = f"{-off.total_seconds():+.1f} s"
    if abs(off) <= CLOCK_TOLERANCE:
        return said(Name.DOCK_CLOCK, True, "clock_ok", shown, serial)
    server = f"{settings.ntp_host}:{settings.ntp_port}"
    return said(
        Name.DOCK_CLOCK, False, "clock_wrong", shown, serial, difference=shown, server=server
    )


def _uploads(running: Running, serial: str) -> Check:
    state = running.logs(serial)
    upload = state.upload
    value = state.last_uploaded.isoformat(timespec="seconds") if state.last_uploaded else None
    if upload and upload.status is UploadStatus.FAILED:
        failure = failure_key(upload.error, upload.error_code)
        if failure is None:
            return said(Name.DOCK_UPLOADS, False, "uploads_failed", value, serial)
        key, placeholders = failure
        return Check(
            name=Name.DOCK_UPLOADS,
            passed=False,
            key=f"exceptions.{key}.message",
            placeholders=placeholders,
            value=value,
            dock=serial,
        )
    if value is None:
        return said(Name.DOCK_UPLOADS, None, "uploads_none", dock=serial)
    return said(Name.DOCK_UPLOADS, True, "uploads_ok", value, serial)


def _media(running: Running, issues: Issues, serial: str) -> Check:
    media = running.media(serial)
    value = str(media.files)
    issue = issues.find(_MEDIA, serial) or issues.find(_STALE, serial)
    if issue and issue.active:
        return _from_issue(issue, value, serial)
    if media.pending:
        return said(Name.DOCK_MEDIA, None, "media_pending", value, serial, files=str(media.pending))
    if not media.files:
        return said(Name.DOCK_MEDIA, None, "media_none", value, serial)
    return said(Name.DOCK_MEDIA, True, "media_ok", value, serial)


def _from_issue(issue: ir.IssueEntry, value: str, serial: str) -> Check:
    return Check(
        name=Name.DOCK_MEDIA,
        passed=False,
        key=f"issues.{issue.translation_key}.description",
        placeholders=issue.translation_placeholders or {},
        value=value,
        dock=serial,
    )
