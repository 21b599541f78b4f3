"""A dock's media: uploaded by itself with credentials it asks for, told until it is acknowledged."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
import time
from typing import Any, Protocol

from .command import Target
from .faults import Faults
from .flight import MediaFile
from .profile import DockProfile
from .uplink import Emitted, Uplink
from .uploader import Transfer, Uploader, UploadFailed, UploadStopped

_PAUSE = 10.0
_TICK = 0.02
_LONGEST = 43200
_FIELDS = ("bucket", "region", "endpoint", "provider", "object_key_prefix", "credentials")


class Place(Protocol):
    """The dock, as far as its media sees it."""

    profile: DockProfile
    faults: Faults

    @property
    def online(self) -> bool:
        """Whether its topology was acknowledged since it connected."""

    def say(self, text: str) -> None:
        """Tell what happens."""

    def complain(self, text: str) -> None:
        """Write down what the cloud did wrong."""


@dataclass(frozen=True, slots=True)
class _Access:
    target: Target
    prefix: str
    until: float


class BadStorage(Exception):
    """An answer with which a dock can do nothing."""


class MediaQueue:
    """Files that wait on the dock; they survive a reboot, credentials do not."""

    def __init__(self, dock: Place, uplink: Uplink, executor: Executor) -> None:
        """Start with nothing; run() works."""
        self.files: list[MediaFile] = []
        self.requests = 0
        """How often it asked for credentials."""
        self._dock = dock
        self._uplink = uplink
        self._executor = executor
        self._access: _Access | None = None
        self._told: dict[str, Emitted] = {}
        self._first = ""
        self._transfer: Transfer | None = None
        self._stopping = False

    @property
    def remaining(self) -> int:
        """Files that the cloud has not acknowledged."""
        return sum(not file.acknowledged for file in self.files)

    def add(self, files: list[MediaFile]) -> None:
        """Take the files of a flight."""
        self.files += files

    def prioritize(self, flight_id: str) -> bool:
        """Upload a flight first; False if nothing of it waits."""
        if not any(file.flight_id == flight_id and not file.stored for file in self.files):
            return False
        self._first = flight_id
        return True

    def forget(self) -> None:
        """Forget what a reboot forgets."""
        self._access = None
        self._told.clear()
        if self._transfer:
            self._transfer.stop.set()

    def erase(self) -> None:
        """Lose what was not acknowledged, as by formatting."""
        self.files = [file for file in self.files if file.acknowledged]
        if self._transfer:
            self._transfer.stop.set()

    def stop(self) -> None:
        """Give up for good."""
        self._stopping = True
        if self._transfer:
            self._transfer.stop.set()

    async def run(self) -> None:
        """Work until cancelled."""
        last = ""
        while not self._stopping:
            self._tell()
            file = self._next()
            if file is None or not self._dock.online:
                await asyncio.sleep(_TICK)
                continue
            if file.flight_id != last:
                last = file.flight_id
                self._uplink.emit(
                    "events",
                    {"flight_id": last},
                    method="highest_priority_upload_flighttask_media",
                    need_reply=True,
                )
            await self._upload(file)

    def _next(self) -> MediaFile | None:
        waiting = [file for file in self.files if not file.stored]
        return next((file for file in waiting if file.flight_id == self._first), None) or next(
            iter(waiting), None
        )

    async def _upload(self, file: MediaFile) -> None:
        try:
            access = await self._credentials()
        except BadStorage as err:
            self._dock.say(f"no storage: {err}")
            await self._pause()
            return
        quirks, faults = self._dock.profile.media_quirks, self._dock.faults
        folder = quirks.folder or file.flight_id
        prefix = "elsewhere" if faults.media_elsewhere else access.prefix
        key = f"{prefix}/{folder}/{file.name}"
        if faults.callback_without_file or faults.media_elsewhere:
            file.key, file.stored = key, True
            return
        self._transfer = Transfer(len(file.content))
        try:
            await asyncio.get_running_loop().run_in_executor(
                self._executor, self._put, access.target, key, file.content, self._transfer
            )
        except UploadStopped:
            return
        except UploadFailed as err:
            self._dock.say(f"{file.name}: {err}")
            self._access = None
            await self._pause()
            return
        finally:
            self._transfer = None
        file.key, file.stored = key, True
        file.acknowledged = faults.file_without_callback
        self._dock.say(f"stored {key}, {len(file.content)} bytes; {self.remaining} wait")

    def _put(self, target: Target, key: str, content: bytes, transfer: Transfer) -> None:
        Uploader(target, self._dock.profile).upload(key, content, transfer)

    async def _credentials(self) -> _Access:
        if self._access and self._access.until > time.monotonic():
            return self._access
        self.requests += 1
        module: object = "0" if self._dock.profile.media_quirks.numbers_as_strings else 0
        answer = await self._uplink.ask("storage_config_get", {"module": module}, repeat=True)
        if answer.get("result") != 0:
            raise BadStorage(f"result {answer.get('result')}")
        self._access = _read(answer.get("output"), self._dock.complain)
        return self._access

    def _tell(self) -> None:
        """Begin the callbacks of files that nobody was told of, and see which are acknowledged."""
        for file in self.files:
            if not file.stored or file.acknowledged:
                continue
            if (told := self._told.get(file.key)) is None:
                file.told += 1
                for _ in range(1 + self._dock.faults.duplicate_callbacks):
                    told = self._uplink.emit(
                        "events",
                        self._callback(file),
                        method="file_upload_callback",
                        need_reply=True,
                    )
                assert told is not None
                self._told[file.key] = told
            elif told.acknowledged.is_set():
                file.acknowledged = True

    def _callback(self, file: MediaFile) -> dict[str, Any]:
        quirks, model = self._dock.profile.media_quirks, self._dock.profile.model
        flight = [item for item in self.files if item.flight_id == file.flight_id]
        data: dict[str, Any] = {
            "file": {
                "object_key": file.key,
                "path": file.key.rpartition("/")[0],
                "name": file.name,
                "ext": {
                    "flight_id": "" if quirks.blank_flight_id else file.flight_id,
                    "drone_model_key": model.aircraft_key,
                    "payload_model_key": f"1-{model.camera.rpartition('-')[0]}",
                    "is_original": 1 if quirks.numbers_as_strings else True,
                },
                "cloud_to_cloud_id": "DEFAULT",
            }
        }
        if file.position and not quirks.without_metadata:
            data["file"]["metadata"] = _metadata(file, old=quirks.old)
        if quirks.old:
            data |= {"result": 0, "progress": 100}
        if not quirks.without_flight_task:
            uploaded = sum(item.stored for item in flight)
            counts: dict[str, Any] = {
                "uploaded_file_count": uploaded,
                "expected_file_count": len(flight),
                "flight_type": 0,
            }
            if quirks.numbers_as_strings:
                counts = {name: str(value) for name, value in counts.items()}
            data["flight_task"] = counts
        return data

    async def _pause(self) -> None:
        await asyncio.sleep(_PAUSE / self._dock.profile.speed)


def _metadata(file: MediaFile, *, old: bool) -> dict[str, Any]:
    assert file.position is not None
    metadata: dict[str, Any] = {
        # A string in DJI's example, a number in its table.
        "gimbal_yaw_degree": "-91.40",
        "absolute_altitude": 96.3,
        "relative_altitude": 50.1,
        "shoot_position": {"lat": file.position[0], "lng": file.position[1]},
    }
    if old:
        return {**metadata, "created_time": file.taken.astimezone().isoformat(timespec="seconds")}
    return {**metadata, "create_time": f"{file.taken:%Y-%m-%d %H:%M:%S}"}


def _read(output: object, complain: Callable[[str], None]) -> _Access:
    if not isinstance(output, dict) or any(not output.get(name) for name in _FIELDS):
        complain("storage_config_get: fields are missing")
        raise BadStorage("incomplete")
    keys, prefix = output["credentials"], output["object_key_prefix"]
    expire = keys.get("expire")
    if type(expire) is not int or not 60 <= expire <= _LONGEST:
        complain(f"storage_config_get: expire {expire!r} is no time to live in seconds")
        raise BadStorage("expire")
    if not str(output["endpoint"]).startswith(("http://", "https://")):
        complain("storage_config_get: the endpoint has no scheme")
        raise BadStorage("endpoint")
    if prefix.startswith("/") or prefix.endswith("/"):
        complain("storage_config_get: a slash around the prefix")
    target = Target(
        provider=output["provider"],
        endpoint=output["endpoint"],
        region=output["region"],
        bucket=output["bucket"],
        access_key_id=keys["access_key_id"],
        access_key_secret=keys["access_key_secret"],
        security_token=keys.get("security_token", ""),
    )
    return _Access(target, prefix, time.monotonic() + expire * 0.9)
