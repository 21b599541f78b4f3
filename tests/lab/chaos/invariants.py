"""What must hold at the end, whatever happened. Pure: a record gives its violations."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
import re
from typing import Any

from .job_invariants import JOB_INVARIANTS
from .record import Answer, Asked, Began, Record

ENDS = frozenset({"uploaded", "failed", "canceled"})
_STARTS = frozenset({"start", "retry"})
_PERHAPS_DONE = (Answer.DONE, Answer.FAILED, Answer.MAYBE)
_DELETES = frozenset({"delete", "delete_with_objects"})
_KEY = re.compile(r".*/logs/(?P<dock>[^/]+)/[^/_]+_(?P<upload>[^/]+)/(?P<module>[^/]+)\.tar")
_LOG_RECORD = re.compile(r"^(?=(?:\x1b\[\d+m)?\d{4}-\d\d-\d\d )", re.MULTILINE)
_SEVERE = re.compile(r"^(?:\x1b\[\d+m)?\S+ \S+ (?:ERROR|CRITICAL) ")
# An action that fails is answered with an error, which Home Assistant writes down as one.
_ANSWERED = re.compile(
    r"\[homeassistant\.components\.api\] Error during service call"
    # Whoever asked had hung up before the answer: Home Assistant writes down what it would have been.
    r"|Error doing job: (HomeAssistantError|ServiceValidationError) exception in shielded future"
)
# The folder of the project may be called like the integration.
_ENVIRONMENT = re.compile(r"/\.(venv|cache)/")
_CLOCK_SLACK = 5.0
_HANDING_SLACK = 120.0
"""Seconds that may pass between getting credentials and handing them out."""


@dataclass(frozen=True, slots=True)
class Violation:
    """Something that must never happen."""

    invariant: str
    text: str

    def __str__(self) -> str:
        """Say it in a line."""
        return f"{self.invariant}: {self.text}"


def violations(record: Record) -> list[Violation]:
    """Return all that is wrong."""
    return [Violation(name, text) for name, check in INVARIANTS.items() for text in check(record)]


def every_upload_ends(record: Record) -> Iterator[str]:
    """No upload without an end."""
    for dock, upload in _uploads(record):
        states = [upload["status"], *(file["status"] for file in upload["files"])]
        if not ENDS.issuperset(states):
            yield f"upload {upload['upload_id']} of {dock} is still {upload['status']}" + _fate(
                record, upload
            )


def what_is_uploaded_is_there(record: Record) -> Iterator[str]:
    """No `uploaded` without its object."""
    doomed = _deleted(record, with_objects=True)
    for dock, upload in _uploads(record):
        upload_id = upload["upload_id"]
        for file in upload["files"]:
            if file["status"] != "uploaded" or upload_id in doomed:
                continue
            name = f"{file['module']} of upload {upload_id}"
            stored = record.objects.get(file["object_key"])
            if stored is None:
                yield f"{name} is uploaded, but {file['object_key']} is not in the bucket"
            elif file["stored_size"] != stored.size:
                yield f"{name} has {file['stored_size']} bytes, in the bucket are {stored.size}"
            elif file["boot_indexes"] and stored.md5 != record.md5(
                dock, file["module"], tuple(file["boot_indexes"])
            ):
                yield f"{name} is uploaded, but the object is not what the dock has"
        if upload["status"] == "uploaded" and all(
            file["status"] != "uploaded" for file in upload["files"]
        ):
            yield f"upload {upload_id} is uploaded, but none of its files"


def every_object_is_explained(record: Record) -> Iterator[str]:
    """No object with a `failed` or `canceled` entry that says nothing of it; none without one."""
    uploads = {upload["upload_id"]: upload for _, upload in _uploads(record)}
    gone = _deleted(record)
    for key, stored in record.objects.items():
        match = _KEY.fullmatch(key)
        if match is None:
            yield f"{key} is in the bucket, where nobody puts anything"
            continue
        if (upload := uploads.get(match["upload"])) is None:
            if match["upload"] not in gone:
                yield f"{key} is in the bucket, but there is no such upload"
            continue
        file = next((file for file in upload["files"] if file["object_key"] == key), None)
        if file is None:
            yield f"{key} is in the bucket, but is no file of its upload"
        elif file["status"] in ("failed", "canceled") and file["stored_size"] != stored.size:
            yield (
                f"{file['module']} of upload {match['upload']} is {file['status']}"
                f" ({file['error'] or 'no error'}) and says {file['stored_size']} bytes,"
                f" but {stored.size} bytes are in the bucket"
            )


def nothing_is_uploaded_unasked(record: Record) -> Iterator[str]:
    """No second upload nobody asked for."""
    first: dict[str, float] = {}
    for one in record.began:
        first[one.upload_id] = min(first.get(one.upload_id, one.at), one.at)
    told = Counter(command.upload_id for command in record.commands)
    for command in record.commands:
        begun = first.get(command.upload_id, command.at)
        if told[command.upload_id] > 1 and command.at > begun + _CLOCK_SLACK:
            yield f"{command.dock} was told again to begin upload {command.upload_id}"
    for began, count in Counter((one.dock, one.upload_id) for one in record.began).items():
        if count > 1:
            yield f"dock {began[0]} began upload {began[1]} {count} times"
    for sent, count in Counter((one.upload_id, one.module) for one in record.sent).items():
        if count > 1:
            yield f"{sent[1]} of upload {sent[0]} was stored {count} times"
    yield from _unasked(record)


def _unasked(record: Record) -> Iterator[str]:
    """Give each upload that no answer names a request whose answer names none."""
    answered = {
        asked.upload_id
        for asked in record.asked
        if asked.kind in _STARTS and asked.answer is Answer.DONE
    }
    nameless = [
        asked
        for asked in sorted(record.asked, key=lambda asked: asked.at)
        if asked.kind in _STARTS and asked.answer in (Answer.FAILED, Answer.MAYBE)
    ]
    for one in sorted(record.began, key=lambda one: one.at):
        if one.upload_id in answered:
            continue
        asked = next((asked for asked in nameless if _may_explain(asked, one)), None)
        if asked is None:
            yield f"nobody asked {one.dock} for upload {one.upload_id}"
        else:
            nameless.remove(asked)


def _may_explain(asked: Asked, began: Began) -> bool:
    if asked.dock != began.dock or asked.at > began.at + _CLOCK_SLACK:
        return False
    return asked.answer is Answer.MAYBE or began.at <= asked.answered + _CLOCK_SLACK


def no_history_is_lost(record: Record) -> Iterator[str]:
    """What was answered, begun, or shown once is in the history, and its end stays."""
    status = {upload["upload_id"]: upload["status"] for _, upload in _uploads(record)}
    gone = _deleted(record)
    known = {
        **dict.fromkeys(record.told, "was shown"),
        **{one.upload_id: "was begun by a dock" for one in record.began},
        **{
            asked.upload_id: "was answered"
            for asked in record.asked
            if asked.kind in _STARTS and asked.answer is Answer.DONE
        },
    }
    for upload_id, how in known.items():
        if upload_id not in status and upload_id not in gone:
            yield f"upload {upload_id} {how}, but is not in the history"
    for dock, upload in _uploads(record):
        # Taken up from what a dock says, because the entry of who asked for it was gone.
        if upload.get("adopted") and upload["upload_id"] not in gone:
            yield f"upload {upload['upload_id']} of {dock} was forgotten, and adopted again"
    for upload_id, before in record.told.items():
        after = status.get(upload_id, before)
        if before in ENDS and after != before and (before, after) != ("failed", "uploaded"):
            yield f"upload {upload_id} was {before} and is {after} now"


def what_was_stored_stays(record: Record) -> Iterator[str]:
    """Nothing leaves the bucket that nobody deleted."""
    doomed = _deleted(record, with_objects=True)
    for key in record.vanished:
        match = _KEY.fullmatch(key)
        if match and match["upload"] not in doomed:
            yield f"{key} was in the bucket, nobody deleted it, and it is gone"


def credentials_are_fresh(record: Record) -> Iterator[str]:
    """No credentials older than their life, handed out or used."""
    expires: dict[str, float] = {}
    owner: dict[str, str] = {}
    for command in record.commands:
        left = command.expires - command.at
        if (
            not record.credential_life - _HANDING_SLACK
            <= left
            <= (record.credential_life + _CLOCK_SLACK)
        ):
            yield (
                f"upload {command.upload_id} got credentials with {left:.0f} s left"
                f" of {record.credential_life:.0f} s"
            )
        if owner.setdefault(command.access_key, command.dock) != command.dock:
            yield f"{command.dock} got the credentials of {owner[command.access_key]}"
        expires[command.access_key] = command.expires
    for use in record.uses:
        if use.at > expires.get(use.access_key, use.at) + _CLOCK_SLACK:
            yield f"{use.what} with credentials that had expired"


def the_log_is_clean(record: Record) -> Iterator[str]:
    """No error of the integration in Home Assistant's log."""
    seen: Counter[str] = Counter()
    for entry in _LOG_RECORD.split(record.log):
        ours = [line for line in entry.splitlines() if not _ENVIRONMENT.search(line)]
        if "dji_dock" not in "\n".join(ours) or _ANSWERED.search(entry):
            continue
        if _SEVERE.match(entry) or "Traceback" in entry:
            seen[entry.strip()[24:1500]] += 1
    yield from (f"{count} times: {text}" for text, count in seen.items())


def nothing_is_answered_twice(record: Record) -> Iterator[str]:
    """No second answer to a dock that asked once."""
    for one in record.answered_twice:
        yield f"{one.kind} {one.tid} went to {one.dock} twice"


def what_is_acknowledged_is_saved(record: Record) -> Iterator[str]:
    """No upload without an end whose dock may forget that it told of it."""
    gone = _deleted(record)
    status = {upload["upload_id"]: upload["status"] for _, upload in _uploads(record)}
    for upload_id, told in record.acknowledged.items():
        if upload_id not in gone and status.get(upload_id) not in ENDS:
            yield f"{told} of upload {upload_id} was acknowledged, the history has {status.get(upload_id)}"


def entries_stay_apart(record: Record) -> Iterator[str]:
    """No dock, no upload and no object of one entry in another."""
    yield from record.strangers
    for key in record.objects:
        match = _KEY.fullmatch(key)
        if match and not key.startswith(record.homes.get(match["dock"], "")):
            yield f"{key} is not where the entry of {match['dock']} has its logs"


def docks_understand(record: Record) -> Iterator[str]:
    """No dock is sent something that it cannot read."""
    yield from record.complaints


INVARIANTS: Mapping[str, Callable[[Record], Iterator[str]]] = {
    "no end": every_upload_ends,
    "uploaded without object": what_is_uploaded_is_there,
    "unexplained object": every_object_is_explained,
    "unasked upload": nothing_is_uploaded_unasked,
    "lost history": no_history_is_lost,
    "lost object": what_was_stored_stays,
    "old credentials": credentials_are_fresh,
    "error in the log": the_log_is_clean,
    "answered twice": nothing_is_answered_twice,
    "acknowledged, not saved": what_is_acknowledged_is_saved,
    "of another entry": entries_stay_apart,
    "complaint of a dock": docks_understand,
    **JOB_INVARIANTS,
}


def _uploads(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for dock, uploads in record.history.items():
        for upload in uploads:
            yield dock, upload


def _deleted(record: Record, *, with_objects: bool = False) -> set[str]:
    """Return the uploads of which a user may have deleted the entry, or the objects."""
    kinds = {"delete_with_objects"} if with_objects else _DELETES
    return {
        asked.upload_id
        for asked in record.asked
        if asked.kind in kinds and asked.answer in _PERHAPS_DONE
    }


def _fate(record: Record, upload: Mapping[str, Any]) -> str:
    """Say what others know of an upload."""
    upload_id = upload["upload_id"]
    told = any(command.upload_id == upload_id for command in record.commands)
    began = any(one.upload_id == upload_id for one in record.began)
    stored = [one.module for one in record.sent if one.upload_id == upload_id]
    return (
        f" ({'told' if told else 'never told'} to the dock,"
        f" which {'began' if began else 'never began'}, stored {', '.join(stored) or 'nothing'};"
        f" last heard {upload['heard']})"
    )
