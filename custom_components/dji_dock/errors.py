"""Where errors of the protocol and of the bucket become Home Assistant's, in the language of the user."""

from collections.abc import Generator
from contextlib import contextmanager

from homeassistant.exceptions import HomeAssistantError

from .bucket import BucketError
from .cloud_api import (
    AnswerEmpty,
    BrokerError,
    CloudApiError,
    DockOffline,
    DockRefused,
    DockSilent,
    NotConnected,
    PropertyNotSet,
    ReplyTimeout,
)
from .const import DOMAIN
from .database import DatabaseUnusable
from .util.texts import exception_text

type LibraryError = CloudApiError | BucketError | DatabaseUnusable

KNOWN_CODES = frozenset(
    {
        312014, 312015, 312016, 312022, 312023, 312027, 312028, 312029, 312030, 312704,
        314000, 314004, 316034, 317001, 317002, 317003, 317004, 317006, 317007, 319001,
        319005, 319008, 319010, 319015, 319016, 319017, 319018, 319019, 319036, 319037,
        319038, 324001, 324012, 324013, 324014, 324015, 324016, 324017, 324018, 324019,
        324021, 324030, 325001, 325003, 325004, 325005, 325006, 325007, 325008, 325009,
        325010, 325011, 325012, 326002, 326003, 326004, 326005, 326006, 326007, 326008,
        326009, 326010, 326103, 326107, 327015, 341002, 513001, 513002, 513003, 513004,
        513005, 513006, 513008, 513010, 513011, 513012, 513013, 513014, 513015, 513016,
        513017, 513099, 514100, 514101, 514102, 514103, 514104, 514105, 514106, 514107,
        514108, 514109, 514110, 514111, 514112, 514113, 514114, 514116, 514117, 514118,
        514120, 514121, 514122, 514123, 514124, 514125, 514134, 514135, 514136, 514137,
        514138, 514139, 514140, 514141, 514142, 514143, 514144, 514145, 514146, 514147,
        514148, 514149, 514150, 514151, 514153, 514154, 514155, 514156, 514157, 514158,
        514162, 514163, 514164, 514165, 514168, 514170, 514171, 514174, 514180, 514181,
        514182, 514183, 514184, 514185, 514300, 514301, 514302, 514303, 514304,
    }
)  # fmt: skip
"""Codes of docks that have words of their own."""

FAMILIES = frozenset(
    {
        312, 314, 315, 316, 317, 319, 321, 322, 324, 325,
        326, 327, 328, 336, 337, 338, 341, 386, 513, 514,
    }
)  # fmt: skip
"""The first three digits of codes that at least say what it is about."""

BUCKETS_FAULT = frozenset({"store_full", "bucket_unusable"})
"""Of the reasons why an upload failed those that say more than the dock's code."""


_CONTROLLERS_LIVE, _LIVE = 613, 513


def code_key(code: int) -> str:
    """Return the translation key of what a dock's code means."""
    if code // 1000 == _CONTROLLERS_LIVE:
        # What remote controllers say of live video has the numbers of docks.
        code = _LIVE * 1000 + code % 1000
    if code in KNOWN_CODES:
        return f"code_{code}"
    family = code // 1000
    return f"code_family_{family}" if family in FAMILIES else "code_unknown"


def describe_code(code: int) -> str:
    """Return what a dock's code means, in words."""
    return exception_text(code_key(code), {"code": str(code)})


def failure_key(error: str, code: int) -> tuple[str, dict[str, str]] | None:
    """Return the translation key of why an upload failed, and its placeholders; None if it did not."""
    if code:
        key = f"upload_{error}" if error in BUCKETS_FAULT else code_key(code)
        return key, {"code": str(code)}
    return (f"upload_{error}", {}) if error else None


def describe_failure(error: str, code: int) -> str | None:
    """Return why an upload failed, in words; None if it did not."""
    failure = failure_key(error, code)
    return exception_text(*failure) if failure else None


def reason_text(err: LibraryError | HomeAssistantError) -> str:
    """Return what went wrong, to be a part of another text."""
    error = err if isinstance(err, HomeAssistantError) else translated(err)
    if error.translation_key is None:
        return str(error)
    return exception_text(error.translation_key, error.translation_placeholders)


def translated[E: HomeAssistantError = HomeAssistantError](
    err: LibraryError,
    # What E is without an argument; mypy compares the default with every E.
    kind: type[E] = HomeAssistantError,  # type: ignore[assignment]
    unusable: str = "history_unusable",
) -> E:
    """Return the error that a user reads, of a kind; `unusable` is the key for a database."""
    placeholders: dict[str, str] = {}
    match err:
        case DockRefused():
            key = code_key(err.code)
            placeholders = {"code": str(err.code)}
        case ReplyTimeout() | DockSilent():
            key = "no_reply" if isinstance(err, ReplyTimeout) else "dock_silent"
            placeholders = {"dock": err.dock, "seconds": f"{err.seconds:g}"}
        case DockOffline():
            key = "dock_offline"
            placeholders = {"dock": err.dock}
        case PropertyNotSet():
            key = "setting_timed_out" if err.timed_out else "setting_refused"
        case AnswerEmpty():
            key = err.reason
            placeholders = {"seconds": f"{err.seconds:g}"}
        case NotConnected() | BrokerError():
            key = err.reason
        case DatabaseUnusable():
            key = unusable
        case BucketError():
            key = err.reason
            placeholders = {"code": err.code or "-", "detail": err.detail or "-"}
        case _:
            key = "unexpected"
            placeholders = {"error": type(err).__name__}
    return kind(
        translation_domain=DOMAIN, translation_key=key, translation_placeholders=placeholders
    )


@contextmanager
def raise_translated(unusable: str = "history_unusable") -> Generator[None]:
    """Raise what goes wrong within as an error that a user can read; see translated()."""
    try:
        yield
    except (CloudApiError, BucketError, DatabaseUnusable) as err:
        raise translated(err, unusable=unusable) from err
