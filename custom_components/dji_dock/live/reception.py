"""What receives video and hands it on, for all cameras: target, readers, and stills of what came last."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
import logging
import os
import secrets
from urllib.parse import urlsplit

from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.util import dt as dt_util

from ..util.issues import Issues
from ..video import Feed, KeyFrame, StillUnreadable, decode_still
from .errors import refusal
from .ingest import Ingest
from .models import STILL_FOR, CameraKey, LiveSettings, LiveTimings, Receiving
from .own_target import OwnTarget
from .readers import Readers
from .records import CameraId, camera_id
from .stream import CameraStream
from .target import Target
from .targets import OwnServer

_LOGGER = logging.getLogger(__name__)

_SECRET_BYTES = 16
_LOOPBACK = "127.0.0.1"
_PORT_ISSUE = "live_port"


class Reception:
    """Knows by which secret a camera is read here, and who receives what docks push."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry_id: str,
        settings: LiveSettings,
        stream: Callable[[CameraKey], CameraStream],
        *,
        line_changed: Callable[[CameraKey], None],
        stray: Callable[[CameraKey], None],
        timings: LiveTimings,
    ) -> None:
        """`stream` gives what starts and stops a camera; the others are called with what docks do."""
        self._hass, self._settings, self._stream = hass, settings, stream
        self._issues = Issues(hass, entry_id)
        self._ingest: Ingest | None = None
        self._own: OwnServer | None = None
        self.target: Target
        if settings.protocol == "builtin":
            self.target = self._ingest = Ingest(
                *(settings.address, settings.port),
                moved=line_changed,
                stray=stray,
                timings=timings,
            )
        else:
            self._own = OwnServer(settings.protocol, settings.publish_url, settings.play_url)
            self.target = OwnTarget(self._own)
        self._readers = Readers(self)
        self._receives = False
        self._secrets: dict[CameraId, str] = {}
        self._cameras: dict[str, CameraKey] = {}
        self._decoding = asyncio.Lock()
        self._stills: dict[CameraId, tuple[KeyFrame, int | None, bytes]] = {}

    @property
    def ready(self) -> bool:
        """Whether docks can push to it, as far as that can be known here."""
        return self._receives or self._own is not None

    async def async_start(self) -> None:
        """Open the ports, if live video is wanted; what cannot be opened is told the owner."""
        self._issues.clear(_PORT_ISSUE)
        if self._ingest is None or not self._settings.enabled:
            return
        base = self._settings.media_server_url
        host, read_port = (None, urlsplit(base).port or 80) if base else (_LOOPBACK, 0)
        port = self._settings.port
        try:
            await self._ingest.async_start()
            port = read_port
            await self._readers.start(host, port, base)
        except OSError as err:
            _LOGGER.warning("Live video cannot be received: %s", err)
            await self._ingest.async_stop()
            self._issues.show(_PORT_ISSUE, port=str(port), error=_reason(err))
        else:
            self._receives = True

    async def async_close(self) -> None:
        """Let nobody watch any more."""
        await self._readers.stop()

    async def async_stop(self) -> None:
        """Close everything."""
        self._receives = False
        await self._readers.stop()
        if self._ingest:
            await self._ingest.async_stop()

    @callback
    def add(self, camera: CameraKey, digest: str = "") -> None:
        """Take a camera, with the digest of its last key, and give it the secret by which it is read."""
        if self._ingest and digest:
            self._ingest.remember(camera, digest)
        if camera_id(camera) not in self._secrets:
            secret = secrets.token_hex(_SECRET_BYTES)
            self._secrets[camera_id(camera)] = secret
            self._cameras[secret] = camera

    @callback
    def forget(self, camera: CameraKey) -> None:
        """Let go of a camera."""
        if secret := self._secrets.pop(camera_id(camera), None):
            self._cameras.pop(secret, None)
        self._stills.pop(camera_id(camera), None)
        if self._ingest:
            self._ingest.forget(camera)

    def source(self, camera: CameraKey) -> str | None:
        """Return where a camera is read, None while that is nowhere."""
        if self._own:
            return self._own.play(camera)
        secret = self._secrets.get(camera_id(camera))
        if not (secret and self._receives):
            return None
        return self._readers.url(secret)

    # What readers ask.

    def find(self, secret: str) -> CameraKey | None:
        """Return which camera is read by a secret."""
        return self._cameras.get(secret)

    async def async_enter(self, camera: CameraKey) -> Feed:
        """Count a reader, and return what it reads; raises what a stream raises then."""
        if self._ingest is None:
            raise refusal("live_no_camera", camera=camera.index)
        stream = self._stream(camera)
        await stream.async_enter()
        return self._ingest.channel(stream.camera.key).feed

    @callback
    def leave(self, camera: CameraKey) -> None:
        """Count one reader less."""
        with suppress(HomeAssistantError):
            self._stream(camera).leave()

    def receiving(self, camera: CameraKey) -> Receiving | None:
        """Return what has come of a camera, None where that cannot be seen."""
        if self._ingest is None:
            return None
        channel = self._ingest.channel(camera)
        return Receiving(
            connected=self._ingest.is_connected(camera),
            codec=channel.codec,
            size=channel.mender.size,
            counts=channel.mender.counts,
        )

    # Stills.

    def taken_at(self, camera: CameraKey) -> datetime | None:
        """Return when the last key frame came."""
        frame = self._key_frame(camera)
        return frame.taken_at if frame else None

    async def async_still(self, camera: CameraKey, longest: int | None) -> bytes | None:
        """Return the last key frame as a JPEG, None without one of the last hour."""
        frame = self._key_frame(camera)
        if frame is None or dt_util.utcnow() - frame.taken_at > STILL_FOR:
            return None
        # One after the other: what many ask for at once is decoded once, and in the memory of one.
        async with self._decoding:
            known = self._stills.get(camera_id(camera))
            if known and known[0] is frame and known[1] == longest:
                return known[2]
            try:
                picture = await self._hass.async_add_executor_job(decode_still, frame, longest)
            except StillUnreadable as err:
                _LOGGER.debug("A still of camera %s cannot be shown: %s", camera.index, err)
                return None
            self._stills[camera_id(camera)] = frame, longest, picture
            return picture

    def _key_frame(self, camera: CameraKey) -> KeyFrame | None:
        return self._ingest.channel(camera).feed.key_frame if self._ingest else None


def _reason(err: OSError) -> str:
    """Return what the system says: asyncio puts the address and numbers around it."""
    return os.strerror(err.errno) if err.errno and err.errno > 0 else str(err)
