"""A user at Home Assistant's API, who writes down what was asked and what was answered."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
import json
import time
from typing import Any

import aiohttp

from tests.lab.stack.home_assistant import HomeAssistant, Refused
from tests.lab.stack.process import ProcessFailed

from .plan import Step, choose
from .record import Answer, Asked

_MOST_UPLOADS = 200
_MOST_JOBS = 200
_SECOND_THOUGHTS = 10.0
"""Seconds until a user cancels what was just begun, at most."""
_STARTS: Mapping[str, Mapping[str, Any]] = {
    "start": {},
    "start_twice": {},
    "start_then_cancel": {},
    "start_when_idle": {"when_busy": "queue"},
    "start_dock_only": {"modules": ["dock"]},
    "start_all": {"scope": "all"},
}


CONTROLLED: Mapping[str, tuple[str, str, str]] = {
    "open_cover": ("cover", "open_cover", "cover"),
    "close_cover": ("cover", "close_cover", "cover"),
    "light_on": ("light", "turn_on", "supplement_light"),
    "light_off": ("light", "turn_off", "supplement_light"),
    "aircraft_on": ("switch", "turn_on", "aircraft_power"),
    "aircraft_off": ("switch", "turn_off", "aircraft_power"),
    "charging_on": ("switch", "turn_on", "charging"),
    "charging_off": ("switch", "turn_off", "charging"),
    "close_debugging": ("switch", "turn_off", "remote_debugging"),
    "restart": ("button", "press", "restart"),
}
"""Domain, service, and what stands after the serial in the unique id of the entity."""
_POWERING = frozenset({"aircraft_on", "aircraft_off", "open_cover", "close_cover"})
"""What switches an aircraft, or lets its dock switch it."""


class User:
    """Asks for one thing after the other, and does not wait for answers."""

    def __init__(
        self,
        home: HomeAssistant,
        devices: Mapping[str, str],
        say: Callable[[str], None],
        *,
        assisted: frozenset[str] = frozenset(),
    ) -> None:
        """`devices`: serial -> id of the device.

        The aircraft of `assisted` docks are off, and nobody but the assistant switches them on.
        """
        self.asked: list[Asked] = []
        self.told: dict[str, str] = {}
        """Upload -> the last status that was shown."""
        self._home = home
        self._devices = devices
        self._say = say
        self._assisted = assisted
        self._controls: dict[tuple[str, str, str], str] = {}
        """Entity by dock, domain and name."""
        self._known: defaultdict[str, list[str]] = defaultdict(list)
        self._tasks: set[asyncio.Task[None]] = set()

    def wish(self, step: Step, serial: str) -> None:
        """Begin to do what a step says."""
        task = asyncio.create_task(self._do(step, serial))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def wait_answers(self) -> None:
        """Wait until nothing is asked any more."""
        if self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def history(self) -> dict[str, list[dict[str, Any]]]:
        """Return the uploads of all docks, as the user is told of them.

        Raises:
            Refused, aiohttp.ClientError, TimeoutError
        """
        return {serial: await self._look(serial) for serial in self._devices}

    async def jobs(self) -> dict[str, list[dict[str, Any]]]:
        """Return the jobs of all docks.

        Raises:
            Refused, aiohttp.ClientError, TimeoutError
        """
        return {serial: await self._look_at_jobs(serial) for serial in self._devices}

    async def meet(self) -> None:
        """Find the controls of all docks.

        Raises:
            ProcessFailed: one is missing.
            Refused, aiohttp.ClientError, TimeoutError
        """
        docks = {device_id: serial for serial, device_id in self._devices.items()}
        for entry in await self._home.command("config/entity_registry/list"):
            if serial := docks.get(entry["device_id"] or ""):
                domain = entry["entity_id"].partition(".")[0]
                name = entry["unique_id"].removeprefix(f"{serial}_")
                self._controls[serial, domain, name] = entry["entity_id"]
        for serial in self._devices:
            for domain, _, name in CONTROLLED.values():
                if (serial, domain, name) not in self._controls:
                    raise ProcessFailed(f"{serial} has no {domain} {name}")

    async def _look_at_jobs(self, serial: str) -> list[dict[str, Any]]:
        answer = await self._home.action(
            "get_jobs", {"device_id": self._devices[serial], "limit": _MOST_JOBS}
        )
        jobs: list[dict[str, Any]] = answer["jobs"]
        return jobs

    async def _look(self, serial: str) -> list[dict[str, Any]]:
        uploads = await self._uploads(serial, {})
        if len(uploads) >= _MOST_UPLOADS:
            # More than one answer holds. What ends meanwhile is in two of these, right in the later.
            for status in ("failed", "canceled", "uploaded"):
                uploads += await self._uploads(serial, {"status": [status]})
        found = {upload["upload_id"]: upload for upload in uploads}
        for upload_id, upload in reversed(found.items()):
            self.told[upload_id] = upload["status"]
            self._learn(serial, upload_id)
        return list(found.values())

    async def _uploads(self, serial: str, wanted: Mapping[str, Any]) -> list[dict[str, Any]]:
        answer = await self._home.action(
            "get_log_uploads",
            {"device_id": self._devices[serial], "limit": _MOST_UPLOADS, **wanted},
        )
        uploads: list[dict[str, Any]] = answer["uploads"]
        return uploads

    async def _do(self, step: Step, serial: str) -> None:
        if step.kind in _STARTS:
            wanted = dict(_STARTS[step.kind])
            if serial in self._assisted and "modules" not in wanted:
                wanted["power_aircraft"] = True
            async with asyncio.TaskGroup() as group:
                for _ in range(2 if step.kind == "start_twice" else 1):
                    group.create_task(
                        self._ask("start", serial, "start_log_upload", wanted, answered=True)
                    )
            if step.kind == "start_then_cancel" and self._known[serial]:
                await asyncio.sleep(step.pick * _SECOND_THOUGHTS)
                await self._cancel(serial, self._known[serial][-1])
        elif step.kind == "look":
            await self._try(self._look(serial))
        elif step.kind == "look_at_jobs":
            await self._try(self._look_at_jobs(serial))
        elif step.kind in CONTROLLED:
            if serial not in self._assisted or step.kind not in _POWERING:
                await self._control(step.kind, serial)
        elif known := self._known[serial]:
            await self._change(step, serial, known)

    async def _change(self, step: Step, serial: str, known: list[str]) -> None:
        if step.kind in ("cancel", "cancel_aircraft"):
            # Who cancels means one of the last; the rest is over anyway.
            modules = {"modules": ["aircraft"]} if step.kind == "cancel_aircraft" else {}
            await self._cancel(serial, choose(known[-2:], step.pick), modules)
            return
        upload_id = choose(known, step.pick)
        if step.kind == "retry":
            again = {"upload_id": upload_id}
            await self._ask("retry", serial, "retry_log_upload", again, answered=True)
            return
        with_objects = step.kind == "delete_with_objects"
        wanted = {"upload_ids": [upload_id], "delete_objects": with_objects}
        await self._ask(step.kind, serial, "delete_log_uploads", wanted, upload_id=upload_id)

    async def _control(self, kind: str, serial: str) -> None:
        domain, service, name = CONTROLLED[kind]
        data = {"entity_id": self._controls[serial, domain, name]}
        asking = self._home.post(f"/api/services/{domain}/{service}", data)
        await self._write_down(kind, serial, asking)

    async def _cancel(
        self, serial: str, upload_id: str, modules: Mapping[str, Any] | None = None
    ) -> None:
        wanted = {"upload_id": upload_id, **(modules or {})}
        await self._ask("cancel", serial, "cancel_log_upload", wanted)

    async def _ask(
        self,
        kind: str,
        serial: str,
        action: str,
        data: Mapping[str, Any],
        *,
        upload_id: str = "",
        answered: bool = False,
    ) -> None:
        """Ask for something about uploads; `answered`: the answer names the upload."""
        asking = self._home.action(action, {"device_id": self._devices[serial], **data})
        upload_id = upload_id or ("" if answered else data["upload_id"])
        await self._write_down(kind, serial, asking, upload_id=upload_id, answered=answered)

    async def _write_down(
        self,
        kind: str,
        serial: str,
        asking: Awaitable[Any],
        *,
        upload_id: str = "",
        answered: bool = False,
    ) -> None:
        """Write it down before and after."""
        at = time.time()
        place = len(self.asked)
        open_one = Asked(
            kind=kind,
            dock=serial,
            at=at,
            answered=at,
            answer=Answer.MAYBE,
            upload_id=upload_id,
        )
        self.asked.append(open_one)
        answer, text = await self._try(asking)
        if answer is Answer.DONE and answered:
            upload_id = str(text["upload_id"])
            self._learn(serial, upload_id)
        self.asked[place] = Asked(
            kind=kind,
            dock=serial,
            at=at,
            answered=time.time(),
            answer=answer,
            upload_id=upload_id,
            text=str(text)[:300],
        )
        named = f" {upload_id}".rstrip()
        why = f": {str(text)[:90]}" if answer is not Answer.DONE else ""
        self._say(f"user    {kind}{named} at {serial}: {answer}{why}")

    async def _try(self, asking: Awaitable[Any]) -> tuple[Answer, Any]:
        try:
            return Answer.DONE, await asking
        except Refused as err:
            if err.status == 401:
                await self._log_in()
                return Answer.REFUSED, "logged out"
            # A 500 may have come to the dock before it failed.
            return Answer.REFUSED if err.status == 400 else Answer.FAILED, _reason(err)
        except aiohttp.ClientConnectorError:
            return Answer.NEVER_SENT, "Home Assistant is not there"
        except (aiohttp.ClientError, TimeoutError) as err:
            return Answer.MAYBE, f"no answer ({type(err).__name__})"

    async def _log_in(self) -> None:
        try:
            await self._home.log_in()
        except Refused, aiohttp.ClientError, TimeoutError:
            return

    def _learn(self, serial: str, upload_id: str) -> None:
        if upload_id not in self._known[serial]:
            self._known[serial].append(upload_id)


def _reason(err: Refused) -> str:
    text = str(err).partition(f": {err.status} ")[2]
    with suppress(ValueError, TypeError, KeyError):
        return str(json.loads(text)["message"])
    return text
