"""What is remembered of cameras: what they are, what the owner has chosen, and what docks push for us."""

import asyncio
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
import logging
from typing import Any

from homeassistant.core import HomeAssistant
import orjson

from ..cloud_api import LiveStream, is_serial
from ..database import Database, Record, RecordTable
from .models import LENSES, POSITIONS, QUALITIES, Camera, CameraKey, CameraState
from .pace import loop_time

_LOGGER = logging.getLogger(__name__)

_BETWEEN_SAVES = 600.0

type CameraId = tuple[str, str]
"""Serial number of what has the camera, and DJI's `camera_index`: an aircraft may move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraRecord:
    """Of a camera."""

    camera: Camera
    ours: bool = False
    """Whether its dock pushes, or may push, because of us."""
    digest: str = ""
    """Of the key of its last push, by which one that goes on is known again; blank without one."""
    lens: str | None = None
    quality: str | None = None
    position: str | None = None

    def as_json(self) -> bytes:
        """Return it as it is saved."""
        camera = asdict(self.camera) | {"key": None}
        return orjson.dumps(asdict(self) | {"camera": camera})

    @classmethod
    def of(cls, record: Record) -> CameraRecord:
        """Return what was saved.

        Raises:
            AttributeError, KeyError, TypeError, ValueError: it is damaged.

        """
        device, _, index = record.id.partition("/")
        saved: dict[str, Any] = orjson.loads(record.body)
        camera = saved["camera"]
        if not (is_serial(device) and is_serial(record.owner) and index):
            raise ValueError("no camera")
        return cls(
            camera=Camera(
                key=CameraKey(record.owner, device, index),
                video_index=str(camera["video_index"]),
                lenses=tuple(lens for lens in camera["lenses"] if lens in LENSES),
                can_turn=bool(camera["can_turn"]),
            ),
            ours=bool(saved["ours"]),
            digest=str(saved["digest"]),
            lens=_one_of(saved["lens"], LENSES),
            quality=_one_of(saved["quality"], QUALITIES),
            position=_one_of(saved["position"], POSITIONS),
        )


def _one_of(value: object, known: tuple[str, ...]) -> str | None:
    return value if isinstance(value, str) and value in known else None


class CameraRecords:
    """All cameras that were ever reported, in memory and on disk."""

    def __init__(self, hass: HomeAssistant, database: Database) -> None:
        """Take where to save; loads nothing yet."""
        self._hass = hass
        self._table = RecordTable(database, "camera")
        self._records: dict[CameraId, CameraRecord] = {}
        self._saved_at: dict[CameraId, float] = {}
        """When a description was; of cameras that are known, on the clock of the loop."""
        self._saving = asyncio.Lock()

    async def async_load(self) -> None:
        """Load what the file holds; a damaged record costs only itself.

        Raises:
            DatabaseUnusable

        """
        for saved in await self._hass.async_add_executor_job(self._table.load):
            try:
                record = CameraRecord.of(saved)
            except (AttributeError, KeyError, TypeError, ValueError) as err:
                _LOGGER.warning("A saved camera could not be read: %r", err)
                continue
            self._records[camera_id(record.camera.key)] = record

    def __iter__(self) -> Iterator[CameraRecord]:
        """Iterate over the records as they are now."""
        return iter(tuple(self._records.values()))

    def get(self, camera: CameraKey) -> CameraRecord | None:
        """Return what is remembered of a camera."""
        return self._records.get(camera_id(camera))

    async def async_note(self, camera: Camera, /, **changes: Any) -> None:
        """Change what is remembered of a camera, or begin with that; returns when it is on disk.

        Raises:
            DatabaseUnusable: it is not, and is not remembered either.

        """
        async with self._saving:
            known = self.get(camera.key)
            changed = replace(known or CameraRecord(camera=camera), **changes)
            if changed != known:
                await self._async_save(changed)

    async def async_describe(self, camera: Camera) -> None:
        """Remember what a camera is now; raises as async_note().

        A dock may say something else with each message: it is on disk at once only if nothing of
        the camera was saved lately or if it is another dock's now, else with what is saved next.
        """
        async with self._saving:
            if (known := self.get(camera.key)) is None or known.camera == camera:
                return
            changed = replace(known, camera=camera)
            now = loop_time()
            lately = (
                now < self._saved_at.get(camera_id(camera.key), -_BETWEEN_SAVES) + _BETWEEN_SAVES
            )
            if lately and known.camera.key == camera.key:
                self._records[camera_id(camera.key)] = changed
            else:
                await self._async_save(changed)
                self._saved_at[camera_id(camera.key)] = now

    async def async_change(self, key: CameraKey, /, **changes: Any) -> None:
        """Change what is remembered of a camera, if anything is; raises as async_note()."""
        async with self._saving:
            known = self.get(key)
            if known and any(getattr(known, name) != value for name, value in changes.items()):
                await self._async_save(replace(known, **changes))

    async def _async_save(self, record: CameraRecord) -> None:
        key = record.camera.key
        saved = Record("/".join(camera_id(key)), key.dock, 0, record.as_json())
        saving = self._hass.async_add_executor_job(self._table.save, [saved])
        try:
            await asyncio.shield(saving)
        except asyncio.CancelledError:
            # It is on disk in a moment, whoever waits for that.
            await asyncio.wait([saving])
            if not saving.cancelled() and saving.exception() is None:
                self._records[camera_id(key)] = record
            raise
        self._records[camera_id(key)] = record

    async def async_forget(self, serial: str) -> None:
        """Forget the cameras of an aircraft, or those of a dock unless it has yet to stop.

        Raises:
            DatabaseUnusable: they are on disk still.

        """
        async with self._saving:
            gone = [
                camera
                for camera, record in self._records.items()
                if serial in (record.camera.key.dock, record.camera.key.device)
                and not (record.ours and serial == record.camera.key.dock)
            ]
            for camera in gone:
                del self._records[camera]
                self._saved_at.pop(camera, None)
            if gone:
                ids = ["/".join(camera) for camera in gone]
                await self._hass.async_add_executor_job(self._table.save, [], ids)


def chosen(record: CameraRecord | None, seen: LiveStream | None) -> CameraState:
    """Return what a camera shows as its dock reports it, else what it will be asked for."""
    return CameraState(
        lens=(seen and seen.lens) or (record and record.lens) or None,
        quality=(
            seen.quality.name.lower()
            if seen and seen.quality is not None
            else (record and record.quality) or "auto"
        ),
        position=record.position if record else None,
    )


def camera_id(camera: CameraKey) -> CameraId:
    """Return what identifies a camera, whichever dock its aircraft belongs to."""
    return camera.device, camera.index
