"""Each invariant of jobs sees what breaks it, and nothing else."""

from typing import Any

import pytest

from .invariants import violations
from .job_invariants import JOB_INVARIANTS
from .record import Answer, Asked, Ordered, Record

DOCK, OTHER = "8UUX01", "8UUX02"
NOW = 1_800_000_000.0


def asked(kind: str = "open_cover", answer: Answer = Answer.DONE, dock: str = DOCK) -> Asked:
    """Return what a user did with a control."""
    return Asked(kind=kind, dock=dock, at=NOW, answered=NOW + 1, answer=answer)


def order(method: str = "cover_open", bid: str = "j1", late: float = 0.1) -> Ordered:
    """Return what came to the dock."""
    return Ordered(dock=DOCK, method=method, bid=bid, late=late)


def job(job_id: str = "j1", status: str = "succeeded") -> dict[str, Any]:
    """Return a job as Home Assistant tells of it."""
    return {"job_id": job_id, "command": "cover_open", "status": status}


def clean(**changes: Any) -> Record:
    """Return the record of a cover that was opened, but for the changes."""
    parts: dict[str, Any] = {
        "asked": [asked()],
        "orders": [order("debug_mode_open", "s1"), order(), order("debug_mode_close", "s2")],
        "jobs": {DOCK: [job()]},
        "restarted": True,
    }
    return Record(**(parts | changes))


@pytest.mark.parametrize(
    "record",
    [
        clean(),
        clean(asked=[asked(answer=Answer.MAYBE)]),
        clean(asked=[asked(answer=Answer.FAILED)], jobs={DOCK: [job(status="unknown")]}),
        # The second one joined the first.
        clean(asked=[asked(), asked()]),
        # The broker took it, and the dock was gone.
        clean(orders=[], jobs={DOCK: [job(status="timed_out")]}),
        # It is closed after a while.
        clean(left_open=[DOCK], restarted=False),
        # For the logs of an aircraft, whose switching off repeats until it is off.
        clean(
            asked=[asked(), asked("start", Answer.MAYBE)],
            assisted=[DOCK],
            orders=[
                order(),
                order("drone_open", "j2"),
                *(order("drone_close", f"j{number}") for number in (3, 4)),
            ],
            jobs={DOCK: [job(), *(job(f"j{number}") for number in (2, 3, 4))]},
        ),
        # Of the safe direction, each time a new one.
        clean(orders=[order(), *(order("debug_mode_close", f"s{number}") for number in range(3))]),
    ],
)
def test_what_may_happen_is_no_violation(record: Record) -> None:
    """An explanation is enough."""
    assert violations(record) == []


BROKEN = {
    "job sent twice": [
        clean(asked=[asked(), asked()], orders=[order(), order()]),
        clean(orders=[order(), order(bid="j2")], jobs={DOCK: [job(), job("j2")]}),
        clean(asked=[]),
        clean(asked=[asked(answer=Answer.REFUSED)]),
        clean(asked=[asked(answer=Answer.NEVER_SENT)]),
        clean(asked=[asked("close_cover")]),
        clean(asked=[asked(dock=OTHER)]),
        clean(orders=[order("debug_mode_close", "s1")] * 2),
        # Only where the aircraft is off for the logs.
        clean(asked=[asked(), asked("start")], orders=[order(), order("drone_open", "j2")]),
        clean(assisted=[DOCK], orders=[order(), order("drone_open", "j2")]),
    ],
    "job too late": [clean(orders=[order(late=31)])],
    "job without end": [
        clean(jobs={DOCK: [job(status=status)]}) for status in ("queued", "sent", "running")
    ],
    "job not saved": [clean(jobs={DOCK: []}), clean(jobs={DOCK: [job("other")]})],
    "left open": [clean(left_open=[DOCK])],
    "aircraft left on": [clean(left_on=[DOCK])],
    "damage": [clean(damage=["8UUX01: the cover was closed by force on the aircraft"])],
}


@pytest.mark.parametrize(
    ("invariant", "record"),
    [(invariant, record) for invariant, records in BROKEN.items() for record in records],
)
def test_what_must_not_happen_is_a_violation(invariant: str, record: Record) -> None:
    """Of that invariant, in words."""
    found = [violation for violation in violations(record) if violation.invariant == invariant]
    assert found
    assert str(found[0]).startswith(f"{invariant}: ")


def test_every_invariant_is_proven() -> None:
    """Whoever adds one adds a record that breaks it."""
    assert set(BROKEN) == set(JOB_INVARIANTS)
