"""What a process costs: time of the processor, memory, rows in the recorder's database."""

from contextlib import closing
import os
from pathlib import Path
import sqlite3

_TICKS = os.sysconf("SC_CLK_TCK")


def processor_seconds(pid: int) -> float:
    """Return what a process has used so far, in its own code and in the kernel."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def resident_mebibytes(pid: int) -> float:
    """Return how much memory a process holds."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def recorder_rows(database: Path, began: float, ended: float) -> int:
    """Return how many states the recorder has written of a span of time."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        query = "SELECT COUNT(*) FROM states WHERE last_updated_ts BETWEEN ? AND ?"
        return int(connection.execute(query, (began, ended)).fetchone()[0])
