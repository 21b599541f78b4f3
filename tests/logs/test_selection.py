"""Which logs are meant, and what is refused."""

from datetime import UTC, datetime
from typing import Any

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.dji_dock.cloud_api import DockRefused, LogEntry, Module
from custom_components.dji_dock.logs.selection import (
    ListedModule,
    LogList,
    LogSelection,
    Scope,
    choose,
)

DOCK = "8UUXN0000000A1"


def at(hour: int) -> datetime:
    """Return an hour of a day."""
    return datetime(2026, 11, 21, hour, tzinfo=UTC)


def log(index: int, start: int | None = None, end: int | None = None) -> LogEntry:
    """Return a boot cycle, between hours."""
    return LogEntry(
        boot_index=index,
        start=None if start is None else at(start),
        end=None if end is None else at(end),
        size=1000,
    )


def listing(
    *,
    dock: list[LogEntry] | None = None,
    aircraft: list[LogEntry] | None = None,
    **refused: int,
) -> LogList:
    """Return a list; a module that is not given is not on it."""
    given = {Module.AIRCRAFT: aircraft, Module.DOCK: dock}
    return LogList(
        modules=tuple(
            ListedModule(module=module, device_sn=f"sn-{module.name}", logs=tuple(logs))
            for module, logs in given.items()
            if logs is not None
        ),
        unavailable={Module[name]: code for name, code in refused.items()},
    )


DAY = listing(
    dock=[log(12, 6, 9), log(11, 3, 6), log(10, 0, 3)],
    aircraft=[log(7, 7, 8), log(6, 1, 2)],
)


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ({}, {"DOCK": [12], "AIRCRAFT": [7]}),
        ({"scope": Scope.ALL}, {"DOCK": [12, 11, 10], "AIRCRAFT": [7, 6]}),
        ({"logs": ((Module.DOCK, 10),)}, {"DOCK": [10]}),
        (
            {"logs": ((Module.DOCK, 10), (Module.AIRCRAFT, 6), (Module.DOCK, 12))},
            {"DOCK": [12, 10], "AIRCRAFT": [6]},
        ),
        ({"start": at(4)}, {"DOCK": [12, 11], "AIRCRAFT": [7]}),
        ({"end": at(2)}, {"DOCK": [10], "AIRCRAFT": [6]}),
        ({"start": at(4), "end": at(5)}, {"DOCK": [11]}),
        # A log that only touches the time counts.
        ({"start": at(9)}, {"DOCK": [12]}),
        ({"start": at(2), "end": at(3)}, {"DOCK": [11, 10], "AIRCRAFT": [6]}),
    ],
)
def test_what_is_meant(selection: dict[str, Any], expected: dict[str, list[int]]) -> None:
    """Each way to select finds its logs, and keeps the modules apart."""
    chosen = choose(DOCK, DAY, LogSelection(**selection))
    assert {
        listed.module.name: [entry.boot_index for entry in listed.logs] for listed in chosen
    } == expected


@pytest.mark.parametrize(
    ("logs", "latest"),
    [
        # The order on the list says nothing.
        ([log(10, 0, 3), log(12, 6, 9), log(11, 3, 6)], 12),
        # Indexes begin again after a factory reset: times count more.
        ([log(300, 0, 3), log(1, 6, 9)], 1),
        # The running boot cycle may have no end, or docks may leave the start out.
        ([log(10, 0, 3), log(11, 4)], 11),
        ([log(10, None, 3), log(11, None, 6)], 11),
        # Without any times the highest index is the newest.
        ([log(10), log(12), log(11)], 12),
        ([log(10, 4, 4), log(11, 4, 4)], 11),
    ],
)
def test_latest(logs: list[LogEntry], latest: int) -> None:
    """The newest boot cycle is found by time, by index where times do not tell."""
    chosen = choose(DOCK, listing(dock=logs), LogSelection())
    assert [entry.boot_index for entry in chosen[0].logs] == [latest]


def test_times_missing() -> None:
    """A log without times may be of the time asked for, so it is."""
    logs = [log(12, None, None), log(11, 3, None), log(10, None, 1)]
    chosen = choose(DOCK, listing(dock=logs), LogSelection(start=at(2), end=at(4)))
    assert [entry.boot_index for entry in chosen[0].logs] == [12, 11]


@pytest.mark.parametrize(
    ("listed", "selection", "key", "placeholders"),
    [
        (
            DAY,
            LogSelection(logs=((Module.DOCK, 12), (Module.AIRCRAFT, 12))),
            "log_not_listed",
            {"module": "aircraft", "boot_index": "12"},
        ),
        (DAY, LogSelection(start=at(20)), "no_logs_in_time", None),
        (listing(dock=[], aircraft=[]), LogSelection(), "no_logs", None),
        (listing(dock=[], aircraft=[]), LogSelection(scope=Scope.ALL), "no_logs", None),
    ],
)
def test_refused(
    listed: LogList, selection: LogSelection, key: str, placeholders: dict[str, str] | None
) -> None:
    """What is not there is refused, with what it was."""
    with pytest.raises(ServiceValidationError) as error:
        choose(DOCK, listed, selection)
    assert error.value.translation_key == key
    assert error.value.translation_placeholders == placeholders


AIRCRAFT_OFF = listing(dock=[log(12, 6, 9)], AIRCRAFT=324015)


@pytest.mark.parametrize("selection", [{}, {"scope": Scope.ALL}, {"start": at(7)}])
def test_one_module_off(selection: dict[str, Any]) -> None:
    """Nobody named the aircraft: the dock's logs are what there is."""
    chosen = choose(DOCK, AIRCRAFT_OFF, LogSelection(**selection))
    assert [listed.module for listed in chosen] == [Module.DOCK]


@pytest.mark.parametrize(
    "selection",
    [
        LogSelection(modules=(Module.AIRCRAFT, Module.DOCK)),
        LogSelection(logs=((Module.DOCK, 12), (Module.AIRCRAFT, 7))),
        # Nothing of the dock fits: only the aircraft could help, and it is off.
        LogSelection(start=at(20)),
    ],
)
def test_named_module_off(selection: LogSelection) -> None:
    """Where the aircraft is needed, its code is the answer."""
    with pytest.raises(DockRefused) as error:
        choose(DOCK, AIRCRAFT_OFF, selection)
    assert error.value.code == 324015


def test_asked_modules() -> None:
    """Only lists that are needed are asked for."""
    assert LogSelection().asked_modules == (Module.AIRCRAFT, Module.DOCK)
    assert LogSelection(modules=(Module.DOCK,)).asked_modules == (Module.DOCK,)
    twice = LogSelection(logs=((Module.DOCK, 1), (Module.DOCK, 2)))
    assert twice.asked_modules == (Module.DOCK,)
