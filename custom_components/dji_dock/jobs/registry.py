"""The records of jobs: changed step by step, saved, and announced."""

from collections.abc import Callable
import logging

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..const import DOMAIN
from ..database import Database, DatabaseUnusable
from ..util.subscriptions import Subscriptions
from .lifecycle import Step
from .models import Job
from .store import JobStore

_LOGGER = logging.getLogger(__name__)

type Listener = Callable[[Job, Job], object]
"""Takes a job before and after it changed."""


class JobRegistry(JobStore):
    """Changes jobs through their lifecycle only, but for new ones."""

    def __init__(self, hass: HomeAssistant, database: Database) -> None:
        """Take where to save."""
        super().__init__(hass, database)
        self._listeners = Subscriptions[Job, Job]()
        self._working = True

    @callback
    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener with a job before and after each change; returns what ends that."""
        return self._listeners.add(listener)

    def require(self, job_id: str) -> Job:
        """Return a job that is known to be here.

        Raises:
            HomeAssistantError: so many came after it that it is not kept any more.

        """
        if (job := self.get(job_id)) is None:
            raise HomeAssistantError(translation_domain=DOMAIN, translation_key="job_gone")
        return job

    def apply(self, job_id: str, step: Step) -> bool:
        """Take a step, and notify listeners; False when nothing changed."""
        before = self.get(job_id)
        if before is None or (job := step(before, dt_util.utcnow())) == before:
            return False
        self.put(job)
        if job.status.finished and job.status is not before.status:
            _LOGGER.info("Job %s %s: %s", job.command, job_id, job.status)
        self._listeners.notify(before, job)
        return True

    async def async_keep(self) -> None:
        """Save; what cannot be saved now is saved with what comes next."""
        try:
            await self.async_save()
        except DatabaseUnusable as err:
            if self._working:
                _LOGGER.error("The history of jobs cannot be saved: %s", err)
            self._working = False
        else:
            if not self._working:
                _LOGGER.info("The history of jobs can be saved again")
            self._working = True
