"""Tables of what was measured, and whether it is what was promised."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
import statistics
from typing import Any

from .run import Run

type Number = Callable[[Run], float | None]

_OURS, _EAGER, _MQTT, _MINIMAL, _NONE = "dji_dock", "dji_dock_eager", "mqtt", "minimal", "none"
_MESSAGES_PER = 1000


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table."""

    title: str
    number: Number
    digits: int = 0


def columns(paced: int) -> list[Column]:
    """Return what is shown of runs with so many messages at an even pace."""

    def per_messages(count: int | None) -> float | None:
        return None if count is None else count / paced * _MESSAGES_PER

    return [
        Column("CPU µs/message", lambda run: run.paced),
        Column("at full speed", lambda run: run.burst),
        Column("messages/s", lambda run: run.throughput),
        Column("p50 ms", lambda run: run.p50, 1),
        Column("p95 ms", lambda run: run.p95, 1),
        Column("states/1000", lambda run: per_messages(run.changes)),
        Column("rows/1000", lambda run: per_messages(run.rows)),
        Column("stalls", lambda run: None if run.own_stalls is None else len(run.stalls)),
        Column("own", lambda run: run.own_stalls),
        Column("GC ms/s", lambda run: run.collected, 1),
        Column("MiB", lambda run: run.memory),
        Column("idle CPU %", lambda run: run.idle * 100, 1),
        Column("start s", lambda run: run.start, 1),
        Column("start CPU s", lambda run: run.start_processor, 1),
    ]


def table(runs: Sequence[Run], paced: int, *, markdown: bool) -> str:
    """Return medians of the rounds."""
    shown = columns(paced)
    rows = [["docks", "what", *(column.title for column in shown)]]
    for docks in sorted({run.docks for run in runs}):
        for name in dict.fromkeys(run.subject for run in runs):
            mine = [run for run in runs if (run.docks, run.subject) == (docks, name)]
            if mine:
                cells = (_cell(_median(column.number, mine), column.digits) for column in shown)
                rows.append([str(docks), mine[0].title, *cells])
    return _as_markdown(rows) if markdown else _as_text(rows)


def targets(runs: Sequence[Run]) -> str:
    """Return what was promised for the largest fleet, and what was measured of it."""
    docks = max(run.docks for run in runs)
    mine = [run for run in runs if run.docks == docks]
    rows = [["with", "what", "target", "median", "of the rounds", ""]]
    for name in (_OURS, _EAGER):
        if any(run.subject == name for run in mine):
            rows += [[f"{docks} docks, {name}", *cells] for cells in _checks(mine, name)]
    return _as_markdown(rows)


def _checks(runs: Sequence[Run], name: str) -> Iterable[list[str]]:
    yield _ratio(runs, name, _MQTT, "CPU, of mqtt's", lambda run: run.paced, 0.5)
    yield _ratio(runs, name, _MINIMAL, "CPU, of the smallest's", lambda run: run.paced, 1.2)
    yield _ratio(runs, name, _MQTT, "CPU at full speed, of mqtt's", lambda run: run.burst, 0.5)
    yield _ratio(
        runs, name, _MINIMAL, "CPU at full speed, of the smallest's", lambda run: run.burst, 1.2
    )
    yield _ratio(runs, name, _MQTT, "p50, of mqtt's", lambda run: run.p50, 1)
    yield _ratio(runs, name, _MQTT, "p95, of mqtt's", lambda run: run.p95, 1)
    yield _ratio(runs, name, _MQTT, "Rows of the recorder, of mqtt's", lambda run: run.rows, 1)
    more = [
        mine.start - other.start
        for mine, other in _pairs(runs, name, _NONE)
        if mine.start is not None and other.start is not None
    ]
    yield _check("Longer start, in seconds", more, 1.5)
    own = [
        float(run.own_stalls) for run in runs if run.subject == name and run.own_stalls is not None
    ]
    yield _check("Stalls of its own above 20 ms", own, 0)


def _ratio(
    runs: Sequence[Run], name: str, other: str, what: str, number: Number, limit: float
) -> list[str]:
    """Compare within each round, so that what disturbs the machine hits both."""
    ratios = []
    for mine, theirs in _pairs(runs, name, other):
        upper, lower = number(mine), number(theirs)
        if upper is not None and lower:
            ratios.append(upper / lower)
    return _check(what, ratios, limit)


def _check(what: str, found: list[float], limit: float) -> list[str]:
    if not found:
        return [what, f"≤ {limit:g}", "-", "-", "not measured"]
    median = statistics.median(found)
    spread = f"{min(found):.2f} to {max(found):.2f}"
    return [what, f"≤ {limit:g}", f"{median:.2f}", spread, "met" if median <= limit else "MISSED"]


def _pairs(runs: Sequence[Run], name: str, other: str) -> Iterable[tuple[Run, Run]]:
    by_round = {run.round: run for run in runs if run.subject == other}
    for run in runs:
        if run.subject == name and run.round in by_round:
            yield run, by_round[run.round]


def _median(number: Number, runs: Sequence[Run]) -> float | None:
    found = [value for run in runs if (value := number(run)) is not None]
    return statistics.median(found) if found else None


def _cell(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:,.{digits}f}"


def _as_text(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if index == 1 else cell.rjust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )


def _as_markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    line = "|" + "|".join("---" if index == 1 else "---:" for index in range(len(rows[0]))) + "|"
    return "\n".join([head, line, *body])


def differences(runs: Sequence[Run]) -> list[str]:
    """Return what was not shown as it was told: then not all did the same work."""
    found: dict[tuple[str, str], Any] = {}
    for run in runs:
        for text in run.differences:
            found.setdefault((run.title, text.partition(":")[0]), text)
    return [f"{title}: {text}" for (title, _), text in found.items()]
