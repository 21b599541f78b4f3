"""Remote debugging of a dock that speaks to the real server from memory."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.debugging.manager import RemoteDebugging
from custom_components.dji_dock.debugging.models import DebuggingTimings
from custom_components.dji_dock.jobs.models import Job
from custom_components.dji_dock.jobs.runner import JobTimings
from tests.cloud_api.wire import AIRCRAFT, DOCK
from tests.helpers.job_rig import JobRig

PATIENT = DebuggingTimings(look=0.02, idle=3600)
"""As it is, but it looks often, and closes nothing by itself."""

INSIDE: dict[str, Any] = {
    "mode_code": 0,
    "flighttask_step_code": 5,
    "drone_in_dock": 1,
    "cover_state": 0,
    "sub_device": {"device_sn": AIRCRAFT, "device_online_status": 0},
}
"""What an idle dock reports."""


class DebugRig(JobRig):
    """Remote debugging, and a dock that opens and closes it as it is told."""

    def __init__(
        self,
        hass: HomeAssistant,
        timings: DebuggingTimings = PATIENT,
        job_timings: JobTimings | None = None,
    ) -> None:
        """Build the parts; load() begins."""
        super().__init__(hass, job_timings or JobTimings(calm=0))
        self.debug_timings = timings
        self.allowed = True
        self.exporting = False
        self.pending: int | None = 0
        self.due: datetime | None = None
        self.obeys = True
        """Whether the dock opens and closes."""
        self.seen: list[str] = []
        """All commands that the dock got."""
        self.debugging: RemoteDebugging
        self._end_debugging: list[Callable[[], None]] = []
        self._answering: asyncio.Task[None] | None = None
        self.wire.server.fleet.update(DOCK, model_key="3-3-0")

    async def load(self) -> None:
        """Begin, or begin again as after a restart."""
        await super().load()
        self.debugging = RemoteDebugging(
            *(self.hass, "rig", self.wire.server, self.jobs, self._spawn),
            may_control=lambda dock: self.allowed,
            changed=lambda dock: None,
            name_of=str,
            exporting=lambda dock: self.exporting,
            pending=lambda dock: self.pending,
            flight_due=lambda dock: self.due,
            timings=self.debug_timings,
        )
        await self.debugging.async_load()
        self._end_debugging = list(self.debugging.start())
        if self._answering is None:
            self._answering = self.hass.async_create_background_task(self._obey(), "dock")

    async def stop(self) -> None:
        """Stop without a goodbye."""
        for remove in self._end_debugging:
            remove()
        for task in self.tasks:
            task.cancel()
        await super().stop()

    async def end(self) -> None:
        """Stop, with remote debugging closed."""
        self.wire.server.takes_orders = False
        await self.jobs.async_end_sessions()
        await self.debugging.async_end_sessions()
        await self.stop()
        if self._answering:
            self._answering.cancel()

    async def _obey(self) -> None:
        """Open and close remote debugging; other commands are the test's to answer."""
        published = self.wire.transport.published
        while True:
            for topic, message in tuple(published):
                if topic.endswith("/services"):
                    published.remove((topic, message))
                    self._take(message)
            await asyncio.sleep(0)
            await self.wire.transport.anything()

    def _take(self, command: dict[str, Any]) -> None:
        self.seen.append(command["method"])
        if command["method"] in ("debug_mode_open", "debug_mode_close"):
            self.opening = command
            if self.obeys:
                self.reply(command)
                self.osd(mode_code=2 if command["method"] == "debug_mode_open" else 0)
        else:
            self.last = command

    opening: dict[str, Any] | None = None
    """The last of those."""
    last: dict[str, Any] | None = None
    """The last command other than those of remote debugging itself."""

    @property
    def mode(self) -> int | None:
        """Return the mode of the dock, as the server knows it."""
        dock = self.wire.server.fleet.get(DOCK)
        return dock.mode if dock else None

    def ask(self, command: str, value: int | None = None, **more: Any) -> asyncio.Task[Job]:
        """Let somebody ask."""
        return self.hass.async_create_task(self.debugging.async_do(DOCK, command, value, **more))
