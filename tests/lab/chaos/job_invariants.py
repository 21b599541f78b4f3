"""What must hold of jobs at the end, whatever happened. Pure, as the others."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from .record import Answer, Record

JOB_ENDS = frozenset({"succeeded", "failed", "canceled", "timed_out", "unknown"})
METHOD_OF = {
    "open_cover": "cover_open",
    "close_cover": "cover_close",
    "light_on": "supplement_light_open",
    "light_off": "supplement_light_close",
    "aircraft_on": "drone_open",
    "aircraft_off": "drone_close",
    "charging_on": "charge_open",
    "charging_off": "charge_close",
    "restart": "device_reboot",
}
"""What a user does -> the command that a dock gets for it."""
_STARTS = frozenset({"start", "retry"})
_SESSION = frozenset({"debug_mode_open", "debug_mode_close"})
_PERHAPS_SENT = (Answer.DONE, Answer.FAILED, Answer.MAYBE)
_LATEST = 30.0
"""Seconds: what the broker has handed to a line that stalls cannot be called back, and a line
stalls for twenty at most."""


def no_job_is_sent_twice(record: Record) -> Iterator[str]:
    """No command comes to a dock twice, and none that nobody asked for."""
    times = Counter((one.dock, one.method, one.bid) for one in record.orders)
    for (dock, method, bid), count in times.items():
        if count > 1:
            yield f"{method} {bid} came to {dock} {count} times"
    asked = Counter(
        (one.dock, METHOD_OF.get(one.kind, "drone_open"))
        for one in record.asked
        if one.answer in _PERHAPS_SENT
        and (one.kind in METHOD_OF or (one.kind in _STARTS and one.dock in record.assisted))
    )
    came = Counter((one.dock, one.method) for one in record.orders if one.method not in _SESSION)
    for (dock, method), count in came.items():
        if method == "drone_close" and dock in record.assisted:
            # Of the safe direction: it repeats until the aircraft is off.
            continue
        if count > asked[dock, method]:
            yield f"{method} came to {dock} {count} times, and was wanted {asked[dock, method]} times"


def no_job_is_late(record: Record) -> Iterator[str]:
    """No command comes when nobody waits for it any more."""
    for one in record.orders:
        if one.late > _LATEST:
            yield f"{one.method} {one.bid} came to {one.dock} {one.late:.0f} s after it was sent"


def every_job_ends(record: Record) -> Iterator[str]:
    """No job without an end."""
    for dock, jobs in record.jobs.items():
        for job in jobs:
            if job["status"] not in JOB_ENDS:
                yield f"{job['command']} {job['job_id']} of {dock} is still {job['status']}"


def jobs_are_saved_before_they_are_sent(record: Record) -> Iterator[str]:
    """No command at a dock that is not in the history, however suddenly everything ended."""
    saved = {job["job_id"] for jobs in record.jobs.values() for job in jobs}
    for one in record.orders:
        if one.method not in _SESSION and one.bid not in saved:
            yield f"{one.method} {one.bid} came to {one.dock}, but is not in the history"


def what_was_opened_is_closed(record: Record) -> Iterator[str]:
    """No dock in remote debugging after Home Assistant has started anew: no flight would start."""
    if record.restarted:
        yield from (f"{dock} is still in remote debugging" for dock in record.left_open)


def aircraft_are_off_again(record: Record) -> Iterator[str]:
    """No aircraft stays on that was switched on for its logs."""
    yield from (f"the aircraft of {dock} is still on" for dock in record.left_on)


def nothing_breaks(record: Record) -> Iterator[str]:
    """No command that harms a dock or its aircraft."""
    yield from record.damage


JOB_INVARIANTS: Mapping[str, Callable[[Record], Iterator[str]]] = {
    "job sent twice": no_job_is_sent_twice,
    "job too late": no_job_is_late,
    "job without end": every_job_ends,
    "job not saved": jobs_are_saved_before_they_are_sent,
    "left open": what_was_opened_is_closed,
    "aircraft left on": aircraft_are_off_again,
    "damage": nothing_breaks,
}
