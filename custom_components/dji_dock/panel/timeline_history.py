"""What Home Assistant's recorder knows of a dock, as far back as it keeps it.

It has what our own records do not: flights, alarms, and whether the dock could be heard. Of uploads and
jobs it has those that our records have let go of.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from homeassistant.core import HomeAssistant, State, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from .timeline_event import PAGE, Part, Span, TimelineEvent
from .words import words

_ONLINE = "online"
_KINDS = {
    "flight": "flight",
    "hms": "alarm",
    "log_upload": "log_upload",
    "job": "job",
    _ONLINE: "connection",
}
"""What is read, by the keys of entities."""
_SLACK = timedelta(seconds=5)
"""A row is written a little after its event; what is shown again after a restart much later."""
_AROUND_ALARM = timedelta(hours=1)
_OVERLAP = timedelta(milliseconds=1)
_GONE = ("unavailable", "unknown")

_FIRST = timedelta(hours=6)
"""So far is looked back at first; each time that this is not enough, twice as far."""

type Rows = dict[str, list[State]]
"""By what they show, oldest first."""


async def async_history(
    hass: HomeAssistant, serial: str, device_id: str, span: Span, known: Collection[str]
) -> Part:
    """Return what the recorder has of a span; `known` are ids of uploads and jobs to leave out."""
    if "recorder" not in hass.config.components:
        return Part([])
    if not (entities := _entities(hass, serial, span)):
        return Part([])
    rows: Rows = {key: [] for key in entities}
    width, begin = _FIRST, span.end + _SLACK
    while True:
        end, begin = begin, max(span.start, begin - width)
        older = await get_instance(hass).async_add_executor_job(_read, hass, entities, begin, end)
        rows = {key: older[key] + states for key, states in rows.items()}
        events = _connection(rows.get(_ONLINE, []), span)
        for key in _READERS.keys() & rows.keys():
            events += _events(key, rows[key], device_id, span, known)
        reached = begin <= span.start
        # Before its first row nobody knows how it was.
        events = [event for event in events if reached or event.when > begin]
        if reached or len(events) >= span.limit:
            return Part(events, None if reached else begin)
        width *= 2


@callback
def _entities(hass: HomeAssistant, serial: str, span: Span) -> dict[str, str]:
    """Return the ids of what is read; whoever renames an entity takes its history along."""
    registry = er.async_get(hass)
    found = {
        key: registry.async_get_entity_id(
            "binary_sensor" if key == _ONLINE else "event", DOMAIN, f"{serial}_{key}"
        )
        for key, kind in _KINDS.items()
        if kind in span.kinds
    }
    return {key: entity_id for key, entity_id in found.items() if entity_id}


def _read(hass: HomeAssistant, entities: dict[str, str], begin: datetime, end: datetime) -> Rows:
    """Read from the database. Blocks."""
    # The recorder is there, but for nobody who runs without it.
    from homeassistant.components.recorder import history

    # Several events within a millisecond are one state with several attributes: what changed only in
    # these has to be read, too.
    found = history.get_significant_states(
        hass,
        begin - _OVERLAP,
        end,
        [*entities.values()],
        include_start_time_state=True,
        significant_changes_only=False,
    )
    return {
        key: [state for state in found.get(entity_id, ()) if isinstance(state, State)]
        for key, entity_id in entities.items()
    }


@callback
def _events(
    key: str, states: list[State], device_id: str, span: Span, known: Collection[str]
) -> list[TimelineEvent]:
    events: dict[tuple[datetime, str], TimelineEvent] = {}
    begun: datetime | None = None
    for state in states:
        when = dt_util.parse_datetime(state.state)
        attributes = state.attributes
        since, begun = begun, when if attributes.get("event_type") == "started" else None
        if when is None or not span.holds(when) or state.last_updated - when > _SLACK:
            continue
        if attributes.get("upload_id" if key == "log_upload" else "job_id") in known:
            continue
        event = _READERS[key](when, attributes, device_id, since or when)
        events[event.when, event.event_id] = event
    return [*events.values()]


def _flight(when: datetime, attributes: Any, device_id: str, begun: datetime) -> TimelineEvent:
    what, flight_id = _text(attributes, "event_type"), attributes.get("flight_id")
    link = None
    if flight_id:
        # Its pictures begin there, also if it goes on over midnight.
        day = dt_util.as_local(begun).date()
        link = f"{PAGE}/media/{device_id}/{day}/{quote(str(flight_id), safe='')}"
    return TimelineEvent(
        when=when,
        event_id=f"flight {what}",
        kind="flight",
        what=what,
        says=words(f"config_panel.timeline.flight_{what}"),
        link=link,
        data={"flight_id": flight_id},
    )


def _alarm(when: datetime, attributes: Any, device_id: str, _: datetime) -> TimelineEvent:
    what = _text(attributes, "event_type")
    device = "aircraft" if attributes.get("device") == "aircraft" else "dock"
    begin, end = ((when - _AROUND_ALARM), when + _AROUND_ALARM)
    times = f"from={quote(begin.isoformat())}&to={quote(end.isoformat())}"
    return TimelineEvent(
        when=when,
        event_id=f"alarm {what} {device} {attributes.get('code')} {attributes.get('text')}",
        kind="alarm",
        what=what,
        says=words(f"config_panel.timeline.alarm_{what}_{device}", alarm=_text(attributes, "text")),
        # The logs of the time around it.
        link=f"{PAGE}/logs/{device_id}?{times}" if what == "raised" else None,
        data={name: attributes.get(name) for name in ("code", "level", "device", "in_the_sky")},
    )


def _gone_upload(when: datetime, attributes: Any, device_id: str, _: datetime) -> TimelineEvent:
    what, upload_id = _text(attributes, "event_type"), attributes.get("upload_id")
    return TimelineEvent(
        when=when,
        event_id=f"log_upload {upload_id} {what}",
        kind="log_upload",
        what=what,
        says=words(f"config_panel.timeline.log_upload_{what}"),
        data={"upload_id": upload_id, "modules": attributes.get("modules"), "gone": True},
    )


def _gone_job(when: datetime, attributes: Any, device_id: str, _: datetime) -> TimelineEvent:
    what, command = _text(attributes, "event_type"), _text(attributes, "command")
    shown = words(f"entity.sensor.job.state.{command}")["text"]
    return TimelineEvent(
        when=when,
        event_id=f"job {attributes.get('job_id')} {what}",
        kind="job",
        what=what,
        says=words(
            f"config_panel.timeline.job_{what}",
            job=command if shown.startswith("entity.") else shown,
        ),
        data={"job_id": attributes.get("job_id"), "command": command, "gone": True},
    )


_READERS: dict[str, Callable[[datetime, Any, str, datetime], TimelineEvent]] = {
    "flight": _flight,
    "hms": _alarm,
    "log_upload": _gone_upload,
    "job": _gone_job,
}
"""Take when it was, what the event had, the id of the device, and when what has ended began."""


@callback
def _connection(states: list[State], span: Span) -> list[TimelineEvent]:
    """Return when a dock left and was back, as far as somebody was there to notice.

    After a restart the first thing that is known of every dock is that it was not heard yet.
    """
    events, known, begins = [], None, True
    for state in states:
        if state.state in _GONE:
            begins = True
            continue
        if begins and state.state == "off":
            continue
        begins = False
        if known is not None and state.state != known and span.holds(state.last_changed):
            what = "back" if state.state == "on" else "offline"
            events.append(
                TimelineEvent(
                    when=state.last_changed,
                    event_id=f"connection {what}",
                    kind="connection",
                    what=what,
                    says=words(f"config_panel.timeline.connection_{what}"),
                )
            )
        known = state.state
    return events


def _text(attributes: Any, name: str) -> str:
    return str(attributes.get(name) or "")
