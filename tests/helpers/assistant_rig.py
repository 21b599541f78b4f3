"""Uploads, jobs and remote debugging together, with a dock in memory whose aircraft is off."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any, override

from homeassistant.core import HomeAssistant

from custom_components.dji_dock.cloud_api import Module
from custom_components.dji_dock.debugging.manager import RemoteDebugging
from custom_components.dji_dock.debugging.models import DebuggingTimings
from custom_components.dji_dock.jobs.manager import Jobs
from custom_components.dji_dock.jobs.runner import JobTimings
from custom_components.dji_dock.log_assistant.manager import LogAssistant
from custom_components.dji_dock.log_assistant.models import AssistantTimings
from custom_components.dji_dock.logs.models import LogUpload
from custom_components.dji_dock.logs.selection import LogSelection
from custom_components.dji_dock.logs.watchdog import UploadTimings
from tests.cloud_api.wire import AIRCRAFT, DOCK
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until
from tests.helpers.upload_rig import QUICK, Answer, Rig, logs
from tests.lab.stack.s3 import Store

OFF = 324015
OPEN_MODE, CLOSE_MODE = "debug_mode_open", "debug_mode_close"
ON, SWITCH_OFF, START = "drone_open", "drone_close", "fileupload_start"
WHOLE = [OPEN_MODE, ON, START, SWITCH_OFF, CLOSE_MODE]
"""What a dock is asked for from an aircraft that is off to one that is off again."""

HURRY = AssistantTimings(
    listed=2, ask_again=0.02, settle=0.1, linger=0.1, look=0.02, again=0.02, longest_pause=0.05
)


class AssistantRig(Rig):
    """The dock does what it is asked for, unless it is told otherwise."""

    def __init__(self, hass: HomeAssistant, store: Store) -> None:
        """Build the parts."""
        super().__init__(hass, store)
        self.timings = HURRY
        self.on = False
        self.mode = 0
        self.flights = 7
        self.flight_step = 5
        self.refuse: dict[str, int] = {}
        """Method -> code."""
        self.hold: set[str] = set()
        """Methods that are accepted, and whose end test and dock bring about with finish()."""
        self.lists_until_linked = 2
        self.listed_in_debugging = 0
        """The code with which logs are refused in remote debugging."""
        self.pending: int | None = 0
        self.looks = 0
        """How often was looked whether files of flights wait, with no upload under way."""
        self.due: datetime | None = None
        self.allowed = True
        self.held: list[dict[str, Any]] = []
        self.jobs: Jobs
        self.debugging: RemoteDebugging
        self.assistant: LogAssistant
        self._unlinked = 0
        self.answers |= dict.fromkeys((OPEN_MODE, CLOSE_MODE, ON, SWITCH_OFF), self._debug)
        self.answers[START] = self._start
        self._ends: list[Callable[[], None]] = []

    @override
    async def begin(self, timings: UploadTimings = QUICK) -> None:
        """Start everything on what is on disk."""
        await super().begin(timings)
        self.server.fleet.update(DOCK, model_key="3-3-0")
        loop = self.hass.loop
        self.jobs = Jobs(
            *(self.hass, ENTRY_ID, self.server, self._task),
            changed=lambda dock: None,
            notify=lambda dock, event: None,
            timings=JobTimings(calm=0),
        )
        self.debugging = RemoteDebugging(
            *(self.hass, ENTRY_ID, self.server, self.jobs, self._task),
            may_control=lambda dock: self.allowed,
            changed=lambda dock: None,
            name_of=str,
            exporting=lambda dock: self.manager.registry.running(dock) is not None,
            pending=lambda dock: self.pending,
            flight_due=lambda dock: self.due,
            timings=DebuggingTimings(idle=3600, close_again=0.05, look=0.05),
        )
        self.assistant = LogAssistant(
            *(self.hass, self.server, self.manager, self.jobs, self.debugging, self._task),
            pending=self._files,
            timings=self.timings,
        )
        for feature in (self.jobs, self.debugging, self.assistant):
            await feature.async_load()
        for started in (self.jobs, self.debugging, self.assistant):
            self._ends += started.start()
        loop.call_soon(self.osd)

    @override
    async def kill(self) -> None:
        """Stop everything at once."""
        await self.assistant.async_stop()
        for end in self._ends:
            end()
        self._ends.clear()
        await super().kill()
        await self.hass.async_add_executor_job(self.jobs.database.close)

    def _task(self, work: Any, name: str) -> asyncio.Task[Any]:
        task: asyncio.Task[Any] = self.hass.loop.create_task(work, name=name)
        self.tasks.append(task)
        return task

    def _files(self, dock: str) -> int | None:
        self.looks += 1
        return self.pending

    # What the dock does

    def osd(self, **more: Any) -> None:
        """Let dock and aircraft report of themselves."""
        self.say(
            "osd",
            {
                "mode_code": self.mode,
                "flighttask_step_code": self.flight_step,
                "drone_in_dock": 1,
                "cover_state": 0,
                "job_number": self.flights,
                "sub_device": {"device_sn": AIRCRAFT, "device_online_status": int(self.on)},
                **more,
            },
        )
        if self.on:
            self.say("osd", {"mode_code": 0}, AIRCRAFT, gateway=DOCK)

    def switch(self, *, on: bool) -> None:
        """Let somebody switch the aircraft on or off."""
        self.on = on
        self.osd()

    def leave_debugging(self) -> None:
        """Let the dock leave remote debugging by itself."""
        self.mode = 0
        self.osd()

    def finish(self, status: str = "ok", result: int = 0) -> None:
        """Let the job end that was held."""
        self._do(self.held.pop(), status, result)

    @override
    def list_logs(self, command: dict[str, Any]) -> Answer:
        """Answer as a dock whose aircraft has to be linked."""
        asked = command["data"]["module_list"]
        if self.mode == 2 and self.listed_in_debugging:
            return {"result": self.listed_in_debugging}
        if "0" in asked and (not self.on or self._unlinked):
            self._unlinked = max(0, self._unlinked - 1)
            dock = super().list_logs({"data": {"module_list": [m for m in asked if m != "0"]}})
            assert dock
            return {"result": 0, "files": [logs("0", result=OFF), *dock["files"]]}
        return super().list_logs(command)

    def _start(self, command: dict[str, Any]) -> Answer:
        return {"result": self.refuse.get(START, 0)}

    def _debug(self, command: dict[str, Any]) -> Answer:
        method = command["method"]
        if code := self.refuse.get(method):
            return {"result": code}
        if method in (ON, SWITCH_OFF) and self.mode != 2:
            return {"result": 514153}
        if method in self.hold:
            self.held.append(command)
        else:
            # After the reply.
            loop = self.hass.loop
            loop.call_soon(loop.call_soon, self._do, command, "ok", 0)
        return {"result": 0}

    def _do(self, command: dict[str, Any], status: str, result: int) -> None:
        method = command["method"]
        if method in (OPEN_MODE, CLOSE_MODE):
            self.mode = 2 if method == OPEN_MODE else 0
        else:
            if status == "ok":
                self.on = method == ON
                self._unlinked = self.lists_until_linked if self.on else 0
            self.say(
                "events",
                {"result": result, "output": {"status": status}},
                bid=command["bid"],
                method=method,
            )
        self.osd()

    # What tests ask and see

    def ask(self, *modules: Module, queue: bool = False, power: bool = True) -> asyncio.Task[Any]:
        """Let somebody start an upload, of the aircraft's logs if no module is named."""
        selection = LogSelection(modules=modules or (Module.AIRCRAFT,), power_aircraft=power)
        return self.ask_for(selection, queue=queue)

    def ask_for(self, selection: LogSelection, *, queue: bool = False) -> asyncio.Task[Any]:
        """Let somebody start an upload."""
        starts = self.manager.starts
        start = starts.async_start_or_queue if queue else starts.async_start
        return self.hass.async_create_task(start(DOCK, selection))

    async def uploaded(self, upload: LogUpload) -> None:
        """Let the dock upload everything."""
        for file in upload.files:
            await self.put(file.object_key)
        files = [self.file(upload, file.module, "ok", 100) for file in upload.files]
        self.progress(upload, "ok", *files)

    @property
    def done(self) -> list[str]:
        """Return what the dock was asked for, without questions for its logs."""
        return [each["method"] for each in self.commands if each["method"] != "fileupload_list"]

    @property
    def powered(self) -> bool:
        """Whether it is remembered that an aircraft has to be switched off."""
        return self.assistant._powered.get(DOCK) is not None

    async def stays_on(self) -> None:
        """See that the aircraft is not switched off after an upload, however often is looked."""
        await self.wait_for("uploaded")
        looks = self.looks
        await wait_until(lambda: self.looks >= looks + 5)
        assert SWITCH_OFF not in self.done

    async def at_rest(self) -> None:
        """Wait until nothing is left to be undone."""
        await wait_until(
            lambda: (
                not self.powered
                and not self.debugging.sessions.is_ours(DOCK)
                and self.jobs.running(DOCK) is None
            ),
            20,
        )
