"""What happened to a dock, newest first: `dji_dock/timeline`.

Our own records come first: they know who asked and why something failed. The recorder adds what they do
not have; without one there are only they.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util
import probatio

from ..util.rights import Right
from .commands import Asked, dock_command
from .timeline_event import KINDS, Part, Span, TimelineEvent
from .timeline_history import async_history
from .timeline_records import (
    async_names,
    flights_in,
    job_events,
    jobs_in,
    media_events,
    upload_events,
    uploads_in,
)

_MOST = 200
_LIMIT = 50
_FURTHER = 20
"""Pages of a source that are read for one of ours, where it holds nothing that is shown."""


@callback
def async_setup_timeline(hass: HomeAssistant) -> None:
    """Offer the command."""
    websocket_api.async_register_command(hass, async_timeline)


def _moment(value: object) -> datetime:
    """Read a time of the page.

    Raises:
        Invalid

    """
    moment = dt_util.parse_datetime(value) if isinstance(value, str) else None
    if moment is None:
        raise probatio.Invalid("not a time")
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _cursor(value: object) -> tuple[datetime, int]:
    """Read where the next page begins: a time, and how many events of it were shown.

    Raises:
        Invalid

    """
    time, _, shown = str(value).partition(" ")
    if not shown.isdecimal() or len(shown) > 4:
        raise probatio.Invalid("not a cursor")
    return _moment(time), int(shown)


_FIELDS = {
    probatio.Required("start"): _moment,
    probatio.Required("end"): _moment,
    probatio.Optional("before"): _cursor,
    probatio.Optional("kinds", default=[*KINDS]): [probatio.In(KINDS)],
    probatio.Optional("limit", default=_LIMIT): probatio.All(int, probatio.Range(min=1, max=_MOST)),
}


@dock_command("timeline", _FIELDS, Right.READ, unusable="index_unusable")
async def async_timeline(asked: Asked) -> dict[str, Any]:
    """Return a page of events, and where the next one begins."""
    data, hass = asked.data, asked.hass
    end, shown = data.get("before") or (data["end"], 0)
    limit: int = data["limit"]
    for _ in range(_FURTHER):
        span = Span(data["start"], min(end, data["end"]), limit + shown + 1, (*data["kinds"],))
        events, bound = _merge(await _async_parts(hass, asked, span))
        page = events[shown : shown + limit]
        if page or bound is None:
            break
        end, shown = bound, 0
    rest = len(events) > shown + limit
    following = None
    if page and (rest or bound):
        last = page[-1].when
        same = sum(event.when == last for event in events[: shown + len(page)])
        following = f"{last.isoformat()} {same}"
    elif bound:
        following = f"{bound.isoformat()} 0"
    return {"events": [event.as_dict() for event in page], "next": following}


async def _async_parts(hass: HomeAssistant, asked: Asked, span: Span) -> list[Part]:
    hub, dock, device_id = asked.hub, asked.dock, asked.device_id
    uploads, jobs = uploads_in(hub, dock, span), jobs_in(hub, dock, span)
    known = {upload.upload_id for upload in uploads} | {job.job_id for job in jobs}
    parts = [await async_history(hass, dock, device_id, span, known)]
    names = await async_names(
        hass, [*(each.user_id for each in uploads), *(each.user_id for each in jobs)]
    )
    if "log_upload" in span.kinds:
        parts.append(upload_events(uploads, names, device_id, span))
    if "job" in span.kinds:
        parts.append(job_events(jobs, names, span))
    if "media" in span.kinds:
        flights = await hass.async_add_executor_job(flights_in, hub, dock, span)
        parts.append(media_events(flights, device_id, span))
    return parts


@callback
def _merge(parts: Iterable[Part]) -> tuple[list[TimelineEvent], datetime | None]:
    """Return the newest of all sources, as far as none of them has more; and how far that is."""
    parts = list(parts)
    bound = max((part.complete_after for part in parts if part.complete_after), default=None)
    events = [
        event for part in parts for event in part.events if bound is None or event.when > bound
    ]
    events.sort(key=lambda event: (event.when, event.event_id), reverse=True)
    return events, bound
