"""Which logs are meant: the list of a dock, and what a user picks from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from homeassistant.exceptions import ServiceValidationError
import orjson

from ..cloud_api import DockRefused, LogEntry, LogsNotListed, Module
from ..const import DOMAIN
from .models import MODULE_NAMES

NOT_TOLD = 0
"""In place of the code of a module that was asked for its logs and is missing from the answer."""


class Scope(StrEnum):
    """How many boot cycles."""

    LATEST = "latest"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedModule:
    """The logs that a module offers."""

    module: Module
    device_sn: str
    logs: tuple[LogEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogList:
    """The logs of a dock, and which modules offer none and why."""

    modules: tuple[ListedModule, ...]
    unavailable: dict[Module, int]
    """The code with which a module refused, NOT_TOLD where the dock passed it over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSelection:
    """What a user wants; at most one of logs, a time and a scope."""

    modules: tuple[Module, ...] | None = None
    """None for whatever the dock offers."""
    logs: tuple[tuple[Module, int], ...] = ()
    """Boot indexes by module."""
    start: datetime | None = None
    end: datetime | None = None
    scope: Scope = Scope.LATEST
    power_aircraft: bool = False
    """Whether an aircraft that is off is switched on for its logs."""

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON types; one that needs no aircraft is saved as by earlier releases."""
        saved: dict[str, Any] = orjson.loads(orjson.dumps(self))
        if not self.power_aircraft:
            del saved["power_aircraft"]
        return saved

    @classmethod
    def from_dict(cls, saved: Mapping[str, Any]) -> LogSelection:
        """Take a selection back from as_dict().

        Raises:
            AttributeError, KeyError, TypeError, ValueError: it is damaged.

        """
        modules = saved["modules"]
        return cls(
            modules=None if modules is None else tuple(Module(module) for module in modules),
            logs=tuple((Module(module), int(index)) for module, index in saved["logs"]),
            start=datetime.fromisoformat(saved["start"]) if saved["start"] else None,
            end=datetime.fromisoformat(saved["end"]) if saved["end"] else None,
            scope=Scope(saved["scope"]),
            power_aircraft=saved.get("power_aircraft") is True,
        )

    @property
    def asked_modules(self) -> tuple[Module, ...]:
        """Return the modules whose lists are needed."""
        if self.logs:
            return tuple(module for module in Module if any(own is module for own, _ in self.logs))
        return self.modules or tuple(Module)

    @property
    def switches_on(self) -> bool:
        """Return whether the aircraft is to be switched on."""
        return self.power_aircraft and Module.AIRCRAFT in self.asked_modules

    @property
    def explicit(self) -> bool:
        """Return whether every module asked for has to be there."""
        return bool(self.logs or self.modules)


def choose(dock: str, listing: LogList, selection: LogSelection) -> list[ListedModule]:
    """Return the logs that are meant; a module that was named and refuses is an error.

    Raises:
        DockRefused, LogsNotListed: a module that was named refuses or is passed over, or the one that
            is not has nothing.
        ServiceValidationError: a log is not on the list, or nothing is left.

    """
    code = next(iter(listing.unavailable.values()), None)
    if code is not None and selection.explicit:
        raise unavailable(dock, code)
    try:
        return select(listing, selection)
    except ServiceValidationError as err:
        if code is not None:
            # What would be needed may be on the module that refuses: that is what to mend.
            raise unavailable(dock, code) from err
        raise


def unavailable(dock: str, code: int) -> DockRefused | LogsNotListed:
    """Return the error for a module that offers no logs."""
    return LogsNotListed(dock) if code == NOT_TOLD else DockRefused(dock, "fileupload_list", code)


def select(listing: LogList, selection: LogSelection) -> list[ListedModule]:
    """Return the logs that are meant, by module.

    Raises:
        ServiceValidationError: a log is not on the list, or nothing is left.

    """
    chosen = [
        ListedModule(module=listed.module, device_sn=listed.device_sn, logs=logs)
        for listed in listing.modules
        if (logs := tuple(filter(_wanted(listed, selection), listed.logs)))
    ]
    picked = {(listed.module, log.boot_index) for listed in chosen for log in listed.logs}
    for module, boot_index in selection.logs:
        if (module, boot_index) not in picked:
            raise ServiceValidationError(
                translation_domain=DOMAIN,
                translation_key="log_not_listed",
                translation_placeholders={
                    "module": MODULE_NAMES[module],
                    "boot_index": str(boot_index),
                },
            )
    if not chosen:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="no_logs_in_time" if selection.start or selection.end else "no_logs",
        )
    return chosen


def _wanted(listed: ListedModule, selection: LogSelection) -> Callable[[LogEntry], bool]:
    if selection.logs:
        return lambda log: (listed.module, log.boot_index) in selection.logs
    if selection.start or selection.end:
        return lambda log: _overlaps(log, selection.start, selection.end)
    if selection.scope is Scope.LATEST and listed.logs:
        latest = max(listed.logs, key=_age)
        return lambda log: log is latest
    return lambda log: True


def _overlaps(log: LogEntry, start: datetime | None, end: datetime | None) -> bool:
    """Return whether a log touches a time; one without times might, so it does."""
    if start and log.end and log.end < start:
        return False
    return not (end and log.start and log.start > end)


def _age(log: LogEntry) -> tuple[float, int]:
    """Return what grows from older to newer logs; indexes count where times are missing."""
    when = log.start or log.end
    return (when.timestamp() if when else 0.0, log.boot_index)
