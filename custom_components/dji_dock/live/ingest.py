"""Home Assistant itself receives: which push a publisher belongs to, and what becomes of its video."""

from collections.abc import Callable, Iterable
import logging
from typing import override

from homeassistant.core import callback

from ..cloud_api import UrlType
from ..rtmp import EndReason, MediaKind, Publisher, RtmpLimits, RtmpServer, Sink
from ..video import Feed, Mender, UnsupportedCodec
from .keys import PushKeys
from .models import CameraKey, LiveTimings
from .pace import loop_time
from .target import Target

_LOGGER = logging.getLogger(__name__)

_APP = "live"
_FRESH = 3.0
"""Seconds since the last bytes for which a dock counts as pushing."""
_SILENT = 2.0
"""Seconds without bytes after which a line gives way to another one with the same key."""


class Channel:
    """The video of one camera: mended, kept for those who come late, and given to who watches."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.feed = Feed()
        self.mender = Mender()
        self.publisher: Publisher | None = None
        self.last = float("-inf")
        """When the last bytes came, on the clock of the loop."""
        self.codec = ""
        """What it cannot show; blank while it can."""


class _Push(Sink):
    """What one publisher sends."""

    def __init__(self, ingest: Ingest, camera: CameraKey, key: str, publisher: Publisher) -> None:
        self._ingest, self._camera, self._key = ingest, camera, key
        self._publisher = publisher
        self._channel = ingest.channel(camera)

    @override
    def media(self, kind: MediaKind, timestamp: int, payload: bytes) -> None:
        channel = self._channel
        channel.last = loop_time()
        # Docks announce sound and never send any, and what stands beside the picture nobody reads.
        if kind is not MediaKind.VIDEO:
            return
        try:
            for tag in channel.mender.video(timestamp, payload):
                channel.feed.push(tag)
        except UnsupportedCodec as err:
            channel.codec = err.codec
            self._publisher.close()

    @override
    def ended(self, reason: EndReason) -> None:
        self._ingest.ended(self._camera, self._key, self._publisher, reason)


class Ingest(Target):
    """Receives RTMP from docks."""

    sees_readers = True

    def __init__(
        self,
        address: str,
        port: int,
        *,
        moved: Callable[[CameraKey], None],
        stray: Callable[[CameraKey], None],
        timings: LiveTimings,
        limits: RtmpLimits | None = None,
    ) -> None:
        """Take by which address docks reach it.

        `moved` is called when a dock comes or goes, `stray` when one pushes that was told to stop.
        """
        self._address, self._port = address, port
        self._moved, self._stray = moved, stray
        self._keys = PushKeys(loop_time, timings.key_valid, timings.come_back)
        self._channels: dict[CameraKey, Channel] = {}
        self._server = RtmpServer(self._accept, limits or RtmpLimits())

    async def async_start(self, port: int | None = None) -> None:
        """Open the port; the one of the address unless another is named.

        Raises:
            OSError: it cannot be.

        """
        await self._server.start(None, self._port if port is None else port)

    async def async_stop(self) -> None:
        """Close everything."""
        for camera in tuple(self._channels):
            self.end(camera)
        await self._server.stop()

    @callback
    def channel(self, camera: CameraKey) -> Channel:
        """Return the channel of a camera."""
        return self._channels.setdefault(camera, Channel())

    @callback
    def forget(self, camera: CameraKey) -> None:
        """Forget a camera."""
        self.end(camera)
        self._keys.forget(camera)
        self._channels.pop(camera, None)

    @override
    def begin(self, camera: CameraKey) -> tuple[UrlType, str]:
        channel = self.channel(camera)
        channel.codec = ""
        channel.feed.clear()
        channel.mender.restart()
        key = self._keys.issue(camera)
        if publisher := channel.publisher:
            # It came with the key of before.
            channel.publisher = None
            publisher.close()
        host = f"[{self._address}]" if ":" in self._address else self._address
        return UrlType.RTMP, f"rtmp://{host}:{self._port}/{_APP}/{key}"

    @override
    def digest(self, camera: CameraKey) -> str:
        return self._keys.digest(camera)

    @callback
    def remember(self, camera: CameraKey, digest: str) -> None:
        """Know again who comes with the key that an earlier run gave out for a camera."""
        self._keys.remember(camera, digest)

    @override
    def end(self, camera: CameraKey) -> None:
        channel = self.channel(camera)
        self._keys.revoke(camera)
        publisher, channel.publisher = channel.publisher, None
        if publisher:
            publisher.close()
        channel.last = float("-inf")
        channel.feed.end()
        channel.feed.clear()

    @override
    async def async_arrived(self, camera: CameraKey) -> None:
        await self.channel(camera).feed.wait_media()

    @override
    def is_arriving(self, camera: CameraKey) -> bool:
        channel = self._channels.get(camera)
        if channel is None or channel.publisher is None:
            return False
        return loop_time() - channel.last < _FRESH

    def is_connected(self, camera: CameraKey) -> bool:
        """Return whether a dock has its line to us, whatever comes over it."""
        channel = self._channels.get(camera)
        return channel is not None and channel.publisher is not None

    def codec(self, camera: CameraKey) -> str:
        """Return what a dock sends that cannot be shown, blank if it can."""
        channel = self._channels.get(camera)
        return channel.codec if channel else ""

    @callback
    def _accept(self, publisher: Publisher) -> Sink | None:
        """Let in who brings a key, wherever in its address it stands."""
        entered = self._enter(publisher.parts)
        if entered is None:
            _LOGGER.debug("Somebody at %s has no key to push with", publisher.address)
            return None
        key, camera = entered
        channel = self.channel(camera)
        channel.publisher = publisher
        channel.last = loop_time()
        channel.mender.restart()
        self._moved(camera)
        return _Push(self, camera, key, publisher)

    def _enter(self, parts: Iterable[str]) -> tuple[str, CameraKey] | None:
        for key in parts:
            if (camera := self._keys.find(key)) is not None:
                self._drop_silent(camera)
                return (key, camera) if self._keys.enter(key) else None
            if (former := self._keys.former(key)) is not None:
                self._stray(former)
                return None
        return None

    def _drop_silent(self, camera: CameraKey) -> None:
        """End a line over which nothing comes: a dock that is back has noticed before us that it broke."""
        channel = self.channel(camera)
        silent = loop_time() - channel.last > _SILENT
        if channel.publisher and silent:
            channel.publisher.close()

    @callback
    def ended(self, camera: CameraKey, key: str, publisher: Publisher, reason: EndReason) -> None:
        """Note that a publisher is gone."""
        _LOGGER.debug("The push of camera %s ended: %s", camera.index, reason)
        self._keys.left(key)
        channel = self._channels.get(camera)
        if channel and channel.publisher is publisher:
            channel.publisher = None
            self._moved(camera)
