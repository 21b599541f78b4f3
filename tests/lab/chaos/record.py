"""What is written down while everything goes wrong, by three who do not know each other."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Answer(StrEnum):
    """What came of a request."""

    DONE = "done"
    REFUSED = "refused"
    """As a mistake of the user's: nothing was done."""
    NEVER_SENT = "never sent"
    FAILED = "failed"
    """With an error that may have come after the dock was told."""
    MAYBE = "maybe"
    """Nobody answered; it may still be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a user asked Home Assistant for."""

    kind: str
    """`start`, `retry`, `cancel`, `delete`, `delete_with_objects`, or a control."""
    dock: str
    at: float
    answered: float
    answer: Answer
    upload_id: str = ""
    """The new upload's, or the one that was meant."""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A `fileupload_start` on the broker or on its way to a dock."""

    dock: str
    upload_id: str
    tid: str
    at: float
    access_key: str = field(repr=False)
    expires: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Began:
    """A dock begins an upload."""

    dock: str
    upload_id: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A dock has stored an archive."""

    dock: str
    upload_id: str
    module: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredObject:
    """What lies in the bucket."""

    key: str
    size: int
    md5: str
    first_seen: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Credentials that were used at the store, which did not look at their age."""

    access_key: str = field(repr=False)
    at: float
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered:
    """A command of remote debugging, or of firmware, came to a dock."""

    dock: str
    method: str
    bid: str
    late: float
    """Seconds between what stands in the message and its arrival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A dock's message was answered again at once."""

    dock: str
    kind: str
    """Of the answer, as in its topic."""
    tid: str


@dataclass(slots=True, kw_only=True)
class Record:
    """All of it."""

    asked: Sequence[Asked] = ()
    commands: Sequence[Command] = ()
    began: Sequence[Began] = ()
    sent: Sequence[Sent] = ()
    objects: Mapping[str, StoredObject] = field(default_factory=dict[str, StoredObject])
    vanished: Sequence[str] = ()
    """Keys that were in the bucket once."""
    uses: Sequence[Use] = ()
    credential_life: float = 3600.0
    history: Mapping[str, Sequence[Mapping[str, Any]]] = field(
        default_factory=dict[str, Sequence[Mapping[str, Any]]]
    )
    """Dock -> its uploads, as Home Assistant tells at the end."""
    told: Mapping[str, str] = field(default_factory=dict[str, str])
    """Upload -> the last status that Home Assistant told before."""
    md5: Callable[[str, str, tuple[int, ...]], str] = lambda *_: ""
    """Dock, module and boot indexes -> MD5 of what the dock uploads for these."""
    answered_twice: Sequence[Answered] = ()
    acknowledged: Mapping[str, str] = field(default_factory=dict[str, str])
    """Upload -> the end that its dock told, and that was acknowledged."""
    homes: Mapping[str, str] = field(default_factory=dict[str, str])
    """Dock -> the folder of its entry in the bucket, where there are several entries."""
    strangers: Sequence[str] = ()
    """What an entry has of another's docks."""
    orders: Sequence[Ordered] = ()
    jobs: Mapping[str, Sequence[Mapping[str, Any]]] = field(
        default_factory=dict[str, Sequence[Mapping[str, Any]]]
    )
    """Dock -> its jobs, as Home Assistant tells at the end."""
    left_open: Sequence[str] = ()
    """Docks that are in remote debugging."""
    assisted: Collection[str] = ()
    """Docks whose aircraft are off, and only switched on for their logs."""
    left_on: Sequence[str] = ()
    """Those of them whose aircraft is on."""
    damage: Sequence[str] = ()
    """What docks broke, because they were commanded to."""
    restarted: bool = False
    """Whether Home Assistant was started anew since the last wish: it has left nothing open then."""
    complaints: Sequence[str] = ()
    """What docks found wrong with what the cloud said."""
    log: str = ""
    """Home Assistant's."""
