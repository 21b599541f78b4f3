"""Each invariant sees what breaks it, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest

from .invariants import INVARIANTS, violations
from .job_invariants import JOB_INVARIANTS
from .record import Answer, Answered, Asked, Began, Command, Record, Sent, StoredObject, Use

DOCK, OTHER = "8UUX01", "8UUX02"
ID, SECOND = "1a2b", "3c4d"
NOW = 1_800_000_000.0
LIFE = 900.0


def key(upload_id: str = ID, module: str = "dock", dock: str = DOCK) -> str:
    """Return where an archive is stored."""
    return f"dji_dock/logs/{dock}/20261121T110000Z_{upload_id}/{module}.tar"


def entry(status: str = "uploaded", **file: Any) -> dict[str, Any]:
    """Return an upload of one module, as Home Assistant tells of it."""
    there = status == "uploaded"
    return {
        "upload_id": ID,
        "status": status,
        "heard": "2026-11-21T11:00:00+00:00",
        "files": [
            {
                "module": "dock",
                "object_key": key(),
                "boot_indexes": [3],
                "status": status,
                "stored_size": 5 if there else None,
                "error": None,
                **file,
            }
        ],
    }


def asked(kind: str, answer: Answer = Answer.DONE, upload_id: str = ID, at: float = NOW) -> Asked:
    """Return a request."""
    return Asked(kind=kind, dock=DOCK, at=at, answered=at + 1, answer=answer, upload_id=upload_id)


def command(upload_id: str = ID, tid: str = "t", **changes: Any) -> Command:
    """Return a command as the broker saw it."""
    made = Command(
        dock=DOCK,
        upload_id=upload_id,
        tid=tid,
        at=NOW + 0.5,
        access_key=f"key of {upload_id}",
        expires=NOW + LIFE,
    )
    return replace(made, **changes)


def stored(upload_id: str = ID, module: str = "dock") -> dict[str, StoredObject]:
    """Return the bucket with one object."""
    where = key(upload_id, module)
    return {where: StoredObject(key=where, size=5, md5="right", first_seen=NOW + 9)}


def clean(**changes: Any) -> Record:
    """Return the record of an upload that went well, but for the changes."""
    parts: dict[str, Any] = {
        "asked": [asked("start")],
        "commands": [command()],
        "began": [Began(dock=DOCK, upload_id=ID, at=NOW + 0.6)],
        "sent": [Sent(dock=DOCK, upload_id=ID, module="dock", key=key())],
        "objects": stored(),
        "uses": [Use(access_key=f"key of {ID}", at=NOW + 5, what="PUT /x")],
        "credential_life": LIFE,
        "history": {DOCK: [entry()], OTHER: []},
        "told": {ID: "uploading"},
        "md5": lambda *_: "right",
    }
    return Record(**(parts | changes))


LOST_ANSWER = asked("start", Answer.MAYBE, upload_id="")
ANOTHER = Began(dock=DOCK, upload_id=SECOND, at=NOW + 30)
FAILED_UNSEEN = {DOCK: [entry("failed")]}
ERROR = "2026-11-21 11:00:00.000+00:00 ERROR (MainThread) [custom_components.dji_dock.hub] Oh\n"
FOREIGN = "2026-11-21 11:00:00.000+00:00 ERROR (MainThread) [haffmpeg.core] No ffmpeg\n"
ANSWERED = (
    "2026-11-21 11:00:00.000+00:00 ERROR (MainThread) [homeassistant.components.api]"
    " Error during service call to dji_dock.start_log_upload: no\n"
)
UNHEARD = (
    "2026-11-21 11:00:00.000+00:00 ERROR (MainThread) [homeassistant] Error doing job:"
    " HomeAssistantError exception in shielded future (task: None)\n"
    'Traceback (most recent call last):\n  File "/c/custom_components/dji_dock/errors.py", line 1\n'
)
UNEXPECTED = UNHEARD.replace("HomeAssistantError", "TypeError")
TRACE = (
    "2026-11-21 11:00:00.000+00:00 WARNING (MainThread) [homeassistant.core] Task failed\n"
    'Traceback (most recent call last):\n  File "/c/custom_components/dji_dock/hub.py", line 1\n'
)
ENVIRONMENT = 'Traceback\n  File "/x/dji_dock/.venv/lib/haffmpeg/core.py", line 130, in open\n'


@pytest.mark.parametrize(
    "record",
    [
        clean(),
        clean(asked=[LOST_ANSWER]),
        clean(asked=[asked("start", Answer.FAILED, upload_id="")]),
        clean(asked=[asked("start"), asked("delete")], history={DOCK: []}),
        clean(asked=[asked("start"), asked("delete", Answer.MAYBE)], history={DOCK: []}),
        clean(asked=[asked("start"), asked("delete_with_objects")], objects={}, vanished=[key()]),
        clean(history={DOCK: [entry("canceled", stored_size=5)]}, told={}),
        clean(history={DOCK: [entry("failed")]}, objects={}, sent=[]),
        clean(told={ID: "failed"}),
        clean(acknowledged={ID: "ok"}, homes={DOCK: "dji_dock/"}),
        clean(acknowledged={SECOND: "ok"}, asked=[asked("start"), asked("delete", upload_id=SECOND)]),
        # Refused as busy, it got a new name when its turn came.
        clean(commands=[command(), command(SECOND)]),
        # It was told twice, but did not hear it the first time.
        clean(commands=[command(at=NOW - 30, expires=NOW - 30 + LIFE), command(tid="another")]),
        clean(log=FOREIGN + ANSWERED),
        clean(log=UNHEARD),
        clean(log=FOREIGN + ENVIRONMENT),
        clean(asked=[asked("start"), asked("retry", upload_id=SECOND)], began=[ANOTHER],
              history={DOCK: [entry(), entry() | {"upload_id": SECOND}]}),
        clean(history={DOCK: [entry(), {"upload_id": SECOND, "status": "canceled", "files": []}]}),
    ],
)  # fmt: skip
def test_what_may_happen_is_no_violation(record: Record) -> None:
    """An explanation is enough."""
    assert violations(record) == []


BROKEN = {
    "no end": [
        clean(history={DOCK: [entry(), {"upload_id": SECOND, "status": "queued", "files": [],
                                        "heard": None}]}),
        clean(history={DOCK: [entry("stalled")]}),
        clean(history={DOCK: [entry() | {"status": "uploading"}]}),
    ],
    "uploaded without object": [
        clean(objects={}),
        clean(history={DOCK: [entry(stored_size=4)]}),
        clean(md5=lambda *_: "other"),
        clean(asked=[asked("start"), asked("delete")], objects={}),
    ],
    "unexplained object": [
        clean(history=FAILED_UNSEEN, told={}),
        clean(history={DOCK: [entry("canceled")]}, told={}),
        clean(objects=stored() | stored(module="aircraft")),
        clean(objects=stored() | stored("unknown")),
        clean(objects=stored() | {"dji_dock/logs/x": StoredObject(
            key="dji_dock/logs/x", size=1, md5="", first_seen=NOW)}),
    ],
    "unasked upload": [
        clean(commands=[command(), command(tid="another", at=NOW + 20, expires=NOW + 20 + LIFE)]),
        clean(began=[Began(dock=DOCK, upload_id=ID, at=NOW + at) for at in (1, 60)]),
        clean(sent=[Sent(dock=DOCK, upload_id=ID, module="dock", key=key())] * 2),
        clean(asked=[]),
        clean(asked=[asked("start", Answer.REFUSED, upload_id="")]),
        clean(asked=[asked("start", Answer.NEVER_SENT, upload_id="")]),
        # One lost answer explains one upload.
        clean(asked=[LOST_ANSWER], began=[Began(dock=DOCK, upload_id=ID, at=NOW + 1), ANOTHER],
              history={DOCK: [entry(), entry() | {"upload_id": SECOND}]}),
        # What failed for good explains nothing that comes later.
        clean(asked=[asked("start", Answer.FAILED, upload_id="", at=NOW - 60)]),
        # What is asked for later explains nothing.
        clean(asked=[asked("start", Answer.MAYBE, upload_id="", at=NOW + 100)]),
    ],
    "lost history": [
        clean(history={DOCK: []}, objects={}),
        clean(asked=[LOST_ANSWER], history={DOCK: []}, objects={}, told={}),
        clean(told={ID: "uploaded", SECOND: "failed"}),
        clean(told={ID: "canceled"}),
        clean(history={DOCK: [entry() | {"adopted": True}]}),
    ],
    "lost object": [clean(vanished=[key()])],
    "old credentials": [
        clean(commands=[command(expires=NOW - 1)]),
        clean(commands=[command(expires=NOW + LIFE / 2)]),
        clean(commands=[command(expires=NOW + 2 * LIFE)]),
        clean(uses=[Use(access_key=f"key of {ID}", at=NOW + LIFE + 60, what="PUT /x")]),
        clean(commands=[command(), command(SECOND, dock=OTHER, access_key=f"key of {ID}")],
              asked=[asked("start"), LOST_ANSWER],
              history={DOCK: [entry(), entry() | {"upload_id": SECOND}]}),
    ],
    "error in the log": [
        clean(log=FOREIGN + ERROR + FOREIGN), clean(log=TRACE), clean(log=UNEXPECTED),
    ],
    "answered twice": [clean(answered_twice=[Answered(dock=DOCK, kind="events_reply", tid="t")])],
    "acknowledged, not saved": [
        clean(acknowledged={ID: "ok"}, history={DOCK: [entry("uploading")]}),
        clean(acknowledged={ID: "ok", SECOND: "failed"}),
    ],
    "of another entry": [
        clean(homes={DOCK: "second/"}),
        clean(strangers=["8UUX01 is a device of two entries"]),
    ],
    "complaint of a dock": [clean(complaints=["8UUX01: services is retained"])],
}  # fmt: skip


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
    assert set(BROKEN) == INVARIANTS.keys() - JOB_INVARIANTS.keys()
