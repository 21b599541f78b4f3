"""HTTP-FLV: whoever reads an address here watches a camera, and makes it film.

That somebody reads, and that nobody does any more, starts and stops a dock. So each reader is
counted once when it comes and once when it goes, however it goes: it closes, is killed, falls
silent, or is too slow.
"""

import asyncio
import logging
import socket
from typing import Protocol

from aiohttp import hdrs, web
from homeassistant.exceptions import HomeAssistantError

from ..video import Feed
from .models import CameraKey

_LOGGER = logging.getLogger(__name__)

_PATH = "/live.flv"
_SECRET = "auth"  # noqa: S105 - the name of a parameter, which Home Assistant's stream redacts
_HEADERS = {hdrs.CONTENT_TYPE: "video/x-flv", hdrs.CACHE_CONTROL: "no-store"}
_SEND_BUFFER = 256 * 1024
_STOP_SECONDS = 2.0


class Watch(Protocol):
    """Who knows the cameras."""

    def find(self, secret: str) -> CameraKey | None:
        """Return the camera of which this is the secret."""

    async def async_enter(self, camera: CameraKey) -> Feed:
        """Count a reader, and return what it reads, once there is something.

        Counts nobody if it raises or is canceled: `leave` does not follow then.

        Raises:
            HomeAssistantError: the camera does not film, and the reason

        """

    def leave(self, camera: CameraKey) -> None:
        """Count a reader less; once for each `async_enter` that returned."""


class Readers:
    """A server of its own, because it must be reachable without a login, and from here only."""

    def __init__(self, watch: Watch, *, most: int = 32, write_seconds: float = 8.0) -> None:
        """Take who counts readers, how many there may be, and how long one may take nothing."""
        self._watch = watch
        self._most = most
        self._write_seconds = write_seconds
        self._runner: web.AppRunner | None = None
        self._tasks: set[asyncio.Task[object]] = set()
        self._base = ""

    @property
    def count(self) -> int:
        """Return how many read, or wait for the first picture."""
        return len(self._tasks)

    async def start(self, host: str | None, port: int, base: str = "") -> int:
        """Listen, and return on which port.

        Args:
            host: None for all interfaces.
            port: 0 for any.
            base: How others reach this server; without it, it is reached from this host.

        Raises:
            OSError

        """
        app = web.Application()
        app.router.add_get(_PATH, self._async_get, allow_head=False)
        app.router.add_head(_PATH, self._async_head)
        # A reader that closes ends its handler at once, also while no picture comes.
        runner = web.AppRunner(
            app,
            access_log=None,
            handler_cancellation=True,
            keepalive_timeout=_STOP_SECONDS,
            shutdown_timeout=_STOP_SECONDS,
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except BaseException:
            await runner.cleanup()
            raise
        self._runner = runner
        port = int(runner.addresses[0][1])
        self._base = base.rstrip("/") or f"http://127.0.0.1:{port}"
        return port

    async def stop(self) -> None:
        """Send everybody away, and listen no longer."""
        if not (runner := self._runner):
            return
        self._runner = None
        for site in runner.sites:
            await site.stop()
        for task in self._tasks:
            task.cancel()
        await runner.cleanup()

    def url(self, secret: str) -> str:
        """Return the address at which the camera of this secret is read."""
        return f"{self._base}{_PATH}?{_SECRET}={secret}"

    def _find(self, request: web.Request) -> CameraKey:
        """Return whose secret was given.

        Raises:
            web.HTTPNotFound

        """
        camera = self._watch.find(request.query.get(_SECRET, ""))
        if camera is None:
            raise web.HTTPNotFound
        return camera

    async def _async_head(self, request: web.Request) -> web.StreamResponse:
        """Say what there would be: to look is to read."""
        self._find(request)
        return web.Response(headers=_HEADERS)

    async def _async_get(self, request: web.Request) -> web.StreamResponse:
        camera = self._find(request)
        task = asyncio.current_task()
        if self._runner is None or task is None or len(self._tasks) >= self._most:
            raise web.HTTPServiceUnavailable
        self._tasks.add(task)
        try:
            return await self._async_watch(request, camera)
        finally:
            self._tasks.discard(task)

    async def _async_watch(self, request: web.Request, camera: CameraKey) -> web.StreamResponse:
        try:
            feed = await self._watch.async_enter(camera)
        except HomeAssistantError as err:
            return web.Response(status=504, text=str(err))
        try:
            return await self._async_send(request, feed)
        finally:
            self._watch.leave(camera)

    async def _async_send(self, request: web.Request, feed: Feed) -> web.StreamResponse:
        """Send what is there and what comes, until either side ends."""
        _bound(request.transport, self._write_seconds)
        response = web.StreamResponse(headers=_HEADERS)
        response.force_close()
        reader = feed.read()
        try:
            await response.prepare(request)
            async for data in reader:
                async with asyncio.timeout(self._write_seconds):
                    await response.write(data)
        except (TimeoutError, ConnectionError) as err:
            _LOGGER.debug("A reader of live video is gone: %s", type(err).__name__)
            # What waits to be sent would keep the connection open.
            if request.transport:
                request.transport.abort()
        finally:
            reader.close()
        return response


def _bound(transport: asyncio.BaseTransport | None, seconds: float) -> None:
    """Keep the system from holding much for a reader, and from waiting long for one that is gone."""
    if not transport or not (sock := transport.get_extra_info("socket")):
        return
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(seconds * 1000))
