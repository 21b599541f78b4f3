"""An upload of logs: pulling, compressing, uploading, with its progress."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
import time
from typing import Any

from .command import Requested, Target
from .faults import Faults
from .logs import expected_archive
from .profile import DockProfile, Module
from .progress import STEPS, FileState, progress_data
from .uploader import Transfer, Uploader, UploadFailed, UploadStopped, md5
from .wire import now_ms

POWER_LOST = 324021

_STAGE_SECONDS = 2.0
_STAGE_TICKS = 4
_REPORT_SECONDS = 1.0
_WATCH_SECONDS = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Uploaded:
    """An object that is really in the bucket."""

    bid: str
    module: Module
    bucket: str
    key: str
    size: int
    md5: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hooks:
    """What a job needs of its dock."""

    report: Callable[[str, dict[str, Any]], None]
    """Bid and data of an event."""
    stored: Callable[[Uploaded], None]
    offline: Callable[[], None]
    power_loss: Callable[[], None]
    say: Callable[[str], None]
    faults: Callable[[], Faults]
    executor: Executor


class _File:
    """One archive of a job."""

    def __init__(self, requested: Requested, profile: DockProfile) -> None:
        self.boot_indexes = requested.boot_indexes
        blank = profile.quirks.blank_device_sn
        self.state = FileState(
            module=requested.module,
            key=requested.key,
            device_sn="" if blank else profile.device_serial(requested.module),
        )
        self.estimate = profile.log_size(requested.module) * len(requested.boot_indexes)
        self.transfer: Transfer | None = None
        self.stopped = asyncio.Event()
        self.began = 0.0

    @property
    def sent(self) -> int:
        return self.transfer.sent if self.transfer else 0

    @property
    def running(self) -> bool:
        return self.state.status not in {"ok", "failed", "canceled"}

    def stop(self, *, abandon: bool = False) -> None:
        self.stopped.set()
        if self.transfer:
            self.transfer.abandon = abandon
            self.transfer.stop.set()

    def refresh(self) -> None:
        """Take the state of the transfer over."""
        if self.transfer and self.state.status == "file_uploading":
            self.state.percent = self.transfer.percent
            elapsed = time.monotonic() - self.began
            self.state.rate = round(self.sent / elapsed) if elapsed > 0 else 0


class UploadJob:
    """The upload that one `fileupload_start` asked for."""

    def __init__(
        self,
        bid: str,
        target: Target,
        requested: Sequence[Requested],
        profile: DockProfile,
        hooks: Hooks,
    ) -> None:
        """Nothing happens before run()."""
        self.bid = bid
        self.status = "sent"
        """`sent`, `in_progress`, `ok`, `failed` or `canceled`."""
        self._target = target
        self._profile = profile
        self._hooks = hooks
        self._files = [_File(item, profile) for item in requested]
        self._silent = False
        self._fired: set[str] = set()

    @property
    def finished(self) -> bool:
        """Whether it is over for the dock, whatever the cloud heard."""
        return self.status in {"ok", "failed", "canceled"}

    @property
    def percent(self) -> float:
        """Bytes sent of all bytes, 0..100."""
        total = sum(file.state.size or file.estimate for file in self._files)
        return min(100.0, 100 * sum(file.sent for file in self._files) / total) if total else 0.0

    def report(self) -> None:
        """Send an event with the present state."""
        if self._silent:
            return
        for file in self._files:
            file.refresh()
        self._send(self.status, [file.state for file in self._files])

    async def run(self) -> None:
        """Do it all, to one end or another."""
        self.status = "in_progress"
        watch = asyncio.create_task(self._watch())
        try:
            await asyncio.gather(*(self._run_file(file) for file in self._files))
        finally:
            watch.cancel()
        self._finish()

    def cancel(self, modules: Sequence[Module], *, silent: bool = False) -> bool:
        """Cancel modules; False if none of them runs."""
        files = [file for file in self._files if file.state.module in modules and file.running]
        self._silent = self._silent or silent
        for file in files:
            file.stop()
        return bool(files)

    def abandon(self) -> None:
        """Stop at once and say nothing any more: the power is gone."""
        self._silent = True
        for file in self._files:
            file.stop(abandon=True)

    def lost_power(self) -> dict[str, Any]:
        """Return the data that reports the end by a power loss."""
        for file in self._files:
            if file.state.status != "ok":
                file.state.status, file.state.result = "failed", POWER_LOST
        states = [file.state for file in self._files]
        return self._data("failed", POWER_LOST, states)

    def hold(self, held: bool) -> None:
        """Let no byte out, or let them out again."""
        for file in self._files:
            if file.transfer and held:
                file.transfer.go.clear()
            elif file.transfer:
                file.transfer.go.set()

    async def _run_file(self, file: _File) -> None:
        state = file.state
        try:
            for status in ("file_pull", "file_zip"):
                await self._stage(file, status)
            await self._upload(file)
        except UploadStopped:
            state.status = "canceled"
        except UploadFailed as err:
            state.status, state.result = "failed", err.code
            self._hooks.say(f"upload of {state.module.name.lower()} logs failed: {err}")
        state.finished_ms = now_ms()
        state.rate = 0
        if any(other.running for other in self._files):
            self.report()

    async def _stage(self, file: _File, status: str) -> None:
        file.state.status, file.state.step = status, STEPS[status]
        for tick in range(_STAGE_TICKS):
            file.state.percent = 100 * tick / _STAGE_TICKS
            if tick == 0:
                self.report()
            pause = _STAGE_SECONDS / _STAGE_TICKS / self._profile.speed
            try:
                await asyncio.wait_for(file.stopped.wait(), pause)
            except TimeoutError:
                continue
            raise UploadStopped

    async def _upload(self, file: _File) -> None:
        state, faults = file.state, self._hooks.faults()
        loop = asyncio.get_running_loop()
        data = await loop.run_in_executor(
            self._hooks.executor, expected_archive, self._profile, state.module, file.boot_indexes
        )
        state.size = len(data)
        state.status, state.step, state.percent = "file_uploading", STEPS["file_uploading"], 0
        file.began = time.monotonic()
        file.transfer = Transfer(len(data))
        if file.stopped.is_set():
            raise UploadStopped
        self.report()
        if code := faults.fail.get(state.module):
            raise UploadFailed(f"as told, with {code}", code)
        key = state.key + faults.object_suffix
        if not faults.ok_without_object:
            await loop.run_in_executor(self._hooks.executor, self._store, key, data, file.transfer)
            state.fingerprint = md5(data)
            self._hooks.stored(
                Uploaded(
                    bid=self.bid,
                    module=state.module,
                    bucket=self._target.bucket,
                    key=key,
                    size=len(data),
                    md5=state.fingerprint,
                )
            )
        state.status, state.percent = "ok", 100

    def _store(self, key: str, data: bytes, transfer: Transfer) -> None:
        Uploader(self._target, self._profile).upload(key, data, transfer)

    def _finish(self) -> None:
        states = [file.state for file in self._files]
        ends = {state.status for state in states}
        result = next((state.result for state in states if state.result), 0)
        status = ends.pop() if len(ends) == 1 else "failed" if "failed" in ends else "ok"
        if status == "ok":
            self._check(100.0)
        self.status = status
        faults = self._hooks.faults()
        self._hooks.say(f"upload {self.bid}: {status}")
        if self._silent or faults.no_final_event:
            return
        self._send(status, states, result)
        if faults.ok_before_uploading and status == "ok":
            for state in states:
                state.status, state.percent = "file_uploading", 97
            self._send("in_progress", states)
            for state in states:
                state.status, state.percent = "ok", 100

    async def _watch(self) -> None:
        """Report from time to time, and let the faults happen that wait for a percentage."""
        reported = time.monotonic()
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            if any(file.sent for file in self._files):
                self._check(self.percent)
            # Between the last file and the end there is nothing to report: that is _finish's.
            due = time.monotonic() - reported >= _REPORT_SECONDS / self._profile.speed
            if due and any(file.running for file in self._files):
                reported = time.monotonic()
                self.report()

    def _check(self, percent: float) -> None:
        faults = self._hooks.faults()
        for name, at, action in (
            ("silent", faults.silent_at, self._fall_silent),
            ("offline", faults.offline_at, self._hooks.offline),
            ("power", faults.power_loss_at, self._hooks.power_loss),
        ):
            if at is not None and percent >= at and name not in self._fired:
                self._fired.add(name)
                action()

    def _fall_silent(self) -> None:
        self._silent = True

    def _send(self, status: str, states: list[FileState], result: int = 0) -> None:
        self._hooks.report(self.bid, self._data(status, result, states))

    def _data(self, status: str, result: int, states: list[FileState]) -> dict[str, Any]:
        return progress_data(
            status, result, states, self._hooks.faults(), self._profile.entries_per_module
        )
