"""The jobs of a dock that speaks to the real server from memory."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.cloud_api import COMMANDS, new_id
from custom_components.dji_dock.jobs.manager import Jobs
from custom_components.dji_dock.jobs.models import Job
from custom_components.dji_dock.jobs.order import Order
from custom_components.dji_dock.jobs.runner import JobTimings
from tests.cloud_api.wire import DOCK, Wire

LONG = JobTimings(calm=0)
"""As it is, but a proof counts at once."""


class JobRig:
    """Jobs, and a dock that answers as it is told."""

    def __init__(self, hass: HomeAssistant, timings: JobTimings = LONG) -> None:
        """Build the parts; load() begins."""
        self.hass = hass
        self.timings = timings
        self.wire = Wire()
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.moved: list[str] = []
        self.tasks: list[asyncio.Task[Any]] = []
        self._remove: list[Callable[[], None]] = []
        self.jobs: Jobs
        self.wire.accept()
        self.wire.server.fleet.heard(DOCK)

    async def load(self) -> None:
        """Begin, or begin again as after a restart."""
        self.wire.server.takes_orders = True
        self.jobs = Jobs(
            self.hass,
            "rig",
            self.wire.server,
            self._spawn,
            changed=lambda dock: None,
            notify=lambda dock, event: self.events.append((event.event_type, event.attributes)),
            timings=self.timings,
        )
        self.jobs.revive(COMMANDS, lambda job: self.order(job.command, value=job.value))
        await self.jobs.async_load()
        self._remove = list(self.jobs.start())

    async def end(self) -> None:
        """Stop, with everything saved."""
        self.wire.server.takes_orders = False
        await self.jobs.async_end_sessions()
        await self.stop()

    async def stop(self) -> None:
        """Stop without a goodbye."""
        for remove in self._remove:
            remove()
        await self.jobs.async_stop()

    def _spawn(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        task = self.hass.async_create_background_task(work, name)
        self.tasks.append(task)
        return task

    def order(
        self,
        command: str,
        *,
        value: int | str | None = None,
        limit: float = 3600,
        patience: float | None = None,
        opposite: str = "",
        prepare: Callable[[], Awaitable[None]] | None = None,
        over: Callable[[Job], None] | None = None,
        proof: bool = True,
    ) -> Order:
        """Return an order for a command of remote debugging."""
        known = COMMANDS[command]
        number = value if isinstance(value, int) else None
        values = self.wire.server.properties.of(DOCK)
        reported = known.reported if proof else None

        async def send(job_id: str) -> None:
            await self.wire.server.order(DOCK, command, known.data(number), job_id)

        async def ready() -> None:
            """Need nothing."""

        return Order(
            dock=DOCK,
            command=command,
            value=value,
            limit=limit,
            patience=patience,
            is_job=known.is_job,
            send=send,
            prepare=prepare or ready,
            proof=(lambda: reported(values, number)) if reported else None,
            opposite=opposite,
            over=over or (lambda job: None),
        )

    def run(self, order: Order) -> asyncio.Task[Job]:
        """Let somebody ask."""
        return self.hass.async_create_task(self.jobs.async_run(order))

    async def sent(self) -> dict[str, Any]:
        """Return the next command that the dock gets."""
        return await self.wire.transport.next("services")

    def reply(self, command: dict[str, Any], result: int = 0, **output: Any) -> None:
        """Let the dock reply."""
        data: dict[str, Any] = {"result": result}
        if output:
            data["output"] = output
        ids = {"tid": command["tid"], "bid": command["bid"]}
        self.wire.say("services_reply", command["method"], data, **ids)

    def progress(self, command: dict[str, Any], status: str = "in_progress", **more: Any) -> None:
        """Let the dock report how the job goes on."""
        data = {
            "result": more.pop("result", 0),
            "output": {"status": status, "progress": {"percent": more.pop("percent", 50)}},
        }
        self.wire.say("events", command["method"], data, tid=new_id(), bid=command["bid"], **more)

    def osd(self, **values: Any) -> None:
        """Let the dock report of itself."""
        self.wire.say("osd", "", values)

    @property
    def told(self) -> list[str]:
        """Return what was fired."""
        return [event_type for event_type, _ in self.events]
