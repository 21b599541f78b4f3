"""Where jobs are kept."""

import asyncio
from collections.abc import Iterator
import logging
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import STORAGE_DIR
import orjson

from ..const import DOMAIN
from ..database import RECORDS, Database, Record, RecordTable
from .models import Job

_LOGGER = logging.getLogger(__name__)

KEEP = 200
"""Jobs kept per dock."""


def jobs_database(hass: HomeAssistant, entry_id: str) -> Database:
    """Return where an entry's jobs are saved, and what has to be undone after a restart."""
    return Database(Path(hass.config.path(STORAGE_DIR, f"{DOMAIN}.{entry_id}.jobs.db")), RECORDS)


class JobStore:
    """All jobs by dock, oldest first, and their records on disk."""

    def __init__(self, hass: HomeAssistant, database: Database, keep: int = KEEP) -> None:
        """Take where to save, and how many jobs of a dock to keep; loads nothing yet."""
        self._hass = hass
        self._table = RecordTable(database, "job")
        self._keep = keep
        self._jobs: dict[str, dict[str, Job]] = {}
        self._docks: dict[str, str] = {}
        self._changed: set[str] = set()
        self._saving = asyncio.Lock()
        self._last_rank = 0
        self._ranks: dict[str, int] = {}

    async def async_load(self) -> None:
        """Load what the file holds; a damaged record costs only itself.

        Raises:
            DatabaseUnusable

        """
        for record in await self._hass.async_add_executor_job(self._table.load):
            try:
                job = Job.from_dict(orjson.loads(record.body))
            except (AttributeError, KeyError, TypeError, ValueError) as err:
                _LOGGER.warning("A saved job could not be read: %r", err)
                continue
            self._last_rank = max(self._last_rank, record.rank)
            self._ranks[job.job_id] = record.rank
            self._docks[job.job_id] = job.dock
            self._jobs.setdefault(job.dock, {})[job.job_id] = job

    def __iter__(self) -> Iterator[Job]:
        """Iterate over all jobs as they are now."""
        return iter([job for jobs in self._jobs.values() for job in jobs.values()])

    def get(self, job_id: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(self._docks.get(job_id, ""), {}).get(job_id)

    def newest(self, dock: str) -> Iterator[Job]:
        """Return the jobs of a dock, newest first."""
        return reversed(tuple(self._jobs.get(dock, {}).values()))

    def latest(self, dock: str) -> Job | None:
        """Return the newest job of a dock."""
        return next(self.newest(dock), None)

    def put(self, job: Job) -> None:
        """Replace a job, or add it as the newest; the oldest of its dock make room."""
        own = self._jobs.setdefault(job.dock, {})
        if job.job_id not in own:
            self._last_rank += 1
            self._ranks[job.job_id] = self._last_rank
            self._docks[job.job_id] = job.dock
            old = [known for known in own.values() if known.status.finished]
            for each in old[: max(0, len(own) + 1 - self._keep)]:
                self._drop(each)
        own[job.job_id] = job
        self._changed.add(job.job_id)

    async def async_save(self) -> None:
        """Return when everything known now is on disk.

        Raises:
            DatabaseUnusable: it is not, and the next call tries again.

        """
        async with self._saving:
            changed, self._changed = self._changed, set()
            if not changed:
                return
            jobs = [job for job_id in changed if (job := self.get(job_id))]
            records = [Record(job.job_id, job.dock, self._ranks[job.job_id], job.as_json())
                       for job in jobs]  # fmt: skip
            gone = changed - {job.job_id for job in jobs}
            try:
                await self._hass.async_add_executor_job(self._table.save, records, gone)
            except BaseException:
                self._changed |= changed
                raise

    def _drop(self, job: Job) -> None:
        del self._jobs[job.dock][job.job_id]
        del self._docks[job.job_id]
        del self._ranks[job.job_id]
        self._changed.add(job.job_id)
