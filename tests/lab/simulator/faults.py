"""How a simulated dock misbehaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args

from .malformed import Malformed
from .profile import Module

KeyFault = Literal["", "basename", "suffix", "begins"]
StepFault = Literal["", "step_key", "current_step", "number"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Everything off by default. Times in (real) seconds.

    Percentages are of the bytes of an upload of logs, of a job, or of the installation of firmware.
    """

    offline_at: float | None = None
    """MQTT goes away when this much is done."""
    offline_for: float | None = None
    """Until it is back; None = stays away."""
    offline_stops_upload: bool = False
    power_loss_at: float | None = None
    power_loss_reports: bool = True
    """After the boot an upload is reported failed with 324021, an upgrade with 312028.

    False = never mentioned again, as jobs always.
    """

    no_reply: frozenset[str] = frozenset()
    """Methods that are done, but not answered."""
    ignore: frozenset[str] = frozenset()
    """Methods that are neither done nor answered."""
    late_reply: Mapping[str, float] = field(default_factory=dict[str, float])
    """Method -> seconds (real ones) until the answer goes out; what it asks for is done at once."""
    refuse: Mapping[str, int] = field(default_factory=dict[str, int])
    """Method -> code."""

    key_in_progress: KeyFault = ""
    """Other file name; suffix after the name; or the key only begins with the requested one."""
    object_suffix: str = ""
    """The object really goes to the requested key with this appended."""
    ok_without_object: bool = False
    fail: Mapping[Module, int] = field(default_factory=dict[Module, int])
    """Module -> code with which it ends as failed."""

    silent_at: float | None = None
    """No event any more from here on, also not the last one."""
    no_final_event: bool = False
    duplicate_events: int = 0
    progress_before_reply: bool = False
    ok_before_uploading: bool = False
    """The last two kinds of events in the wrong order: ok first, uploading after it."""
    malformed: frozenset[Malformed] = frozenset()
    """Sent with every event of an upload."""
    prgress_typo: bool = False
    no_total_step: bool = False
    no_files: bool = False
    unknown_status: str = ""
    """In the place of `file_zip`."""
    percent_strings: bool = False
    doc_steps: bool = False
    """A finished file is at step 19 of 30, as in the documentation."""
    wrong_gateway: str = ""
    """Serial in the envelope of progress events, contradicting the topic."""

    keep_property: frozenset[str] = frozenset()
    """Properties whose new value is answered with 0 and does not come true."""

    cancel_without_event: bool = False
    cancel_ignored: bool = False
    """The cancel is answered with 0, and the upload goes on."""

    callback_without_file: bool = False
    file_without_callback: bool = False
    media_elsewhere: bool = False
    """Media is told to lie outside the folder that the dock was given."""
    duplicate_callbacks: int = 0
    """Each callback comes again as often, with other ids."""

    reject: frozenset[str] = frozenset()
    """Methods that are answered as those of another model."""
    fail_job: Mapping[str, int] = field(default_factory=dict[str, int])
    """Method -> code with which its job ends half way; `ota_create` is one of them."""
    no_effect: frozenset[str] = frozenset()
    """Methods that are reported done, and change nothing."""
    leaves_debug_after: float | None = None
    """Remote debugging ends by itself so long after it was opened."""
    impossible_percents: bool = False
    wrong_bid: str = ""
    """In events of jobs and in all replies."""
    step_shape: StepFault = ""
    """How `ota_progress` names its step, whatever the model does."""
    download_breaks_at: float | None = None
    """The download of a package ends when this much of it came."""
    incompatible_after: bool = False
    """After an upgrade `compatible_status` asks for a consistency upgrade."""

    camera_mode_matters: bool = False
    """Photos and recordings are refused outside of their mode."""

    live_fails_first: int = 0
    """The first starts of each camera that are refused, after a boot and after take-off."""
    live_fails_with: int = 513006
    live_downloading: bool = False
    """Media is fetched from the aircraft, whose cameras are refused meanwhile with 513017."""
    live_never_pushes: bool = False
    """A start is done, as far as anybody is told, and nothing comes."""
    live_wrong_key: bool = False
    """Pushed to another address than told."""
    live_dies_after: float | None = None
    """A push ends when it took so long, once for each start."""
    live_back_after: float | None = None
    """Until it is there again after that, at the same address; None = it is over."""
    live_retries_for_ever: bool = False
    """A server that is gone is tried again without an end."""
    live_ignores_stops: int = 0
    """How many stops are answered with 0, and nothing stops."""


_CHOICES = {"key_in_progress": get_args(KeyFault), "step_shape": get_args(StepFault)}


def parse_faults(texts: list[str]) -> Faults:
    """Read `name` and `name=value` from a command line; repeated names add up.

    Sets are written `a,b`, mappings `method:number`.

    Raises:
        ValueError: with a sentence for the user.
    """
    defaults = Faults()
    values: dict[str, Any] = {}
    known = {item.name for item in fields(Faults)}
    for text in texts:
        name, _, value = text.partition("=")
        name = name.replace("-", "_")
        if name not in known:
            raise ValueError(f"unknown fault {name}; there are: {', '.join(sorted(known))}")
        before = values.get(name, getattr(defaults, name))
        try:
            values[name] = _value(name, value, before)
        except (ValueError, KeyError) as err:
            raise ValueError(f"fault {name} does not take {value!r}: {err}") from err
    return Faults(**values)


def _value(name: str, value: str, before: object) -> object:
    if name == "malformed":
        names = value.split(",") if value else list(Malformed)
        return frozenset(Malformed(item) for item in names)
    if name in _CHOICES:
        if value not in _CHOICES[name]:
            raise ValueError(f"one of {', '.join(filter(None, _CHOICES[name]))} is needed")
        return value
    if isinstance(before, bool):
        return value.lower() not in {"0", "no", "off", "false"}
    if isinstance(before, frozenset):
        return before | frozenset(filter(None, value.split(",")))
    if isinstance(before, Mapping):
        key, _, number = value.partition(":")
        if name == "fail":
            return {**before, Module[key.upper()]: int(number)}
        return {**before, key: float(number) if name == "late_reply" else int(number)}
    if isinstance(before, int):
        return int(value or 1)
    if isinstance(before, str):
        return value
    return float(value)
