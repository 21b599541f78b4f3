"""Receives WHIP with PyPI's aiortc, at the addresses of SRS, MediaMTX and go2rtc.

`python -m tests.lab.stack.whip_receiver PORT`, with aiortc on the PYTHONPATH. What it has seen of a
stream is at `/seen/<stream>`: frames, width and height of the last, and whether its sender said goodbye.
"""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from importlib import import_module
import sys
from typing import Any
from uuid import uuid4

from aiohttp import web

type Handler = Callable[[web.Request], Awaitable[web.Response]]


@dataclass(slots=True)
class Seen:
    """Of one stream."""

    frames: int = 0
    width: int = 0
    height: int = 0
    ended: bool = False


class Receiver:
    """Takes what is published, and decodes it."""

    def __init__(self) -> None:
        """Take nothing: streams need not exist before."""
        # No part of the environment of the tests.
        self._webrtc: Any = import_module("aiortc")
        self.seen: defaultdict[str, Seen] = defaultdict(Seen)
        self._connections: dict[str, tuple[str, Any]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def publish(self, request: web.Request, stream: str, place: str) -> web.Response:
        """Answer an offer; `place` is before the name of the session in its address."""
        if request.content_type != "application/sdp" or not stream:
            raise web.HTTPBadRequest
        connection = self._webrtc.RTCPeerConnection()

        def take(track: Any) -> None:
            if track.kind == "video":
                task = asyncio.get_running_loop().create_task(self._read(stream, track))
                self._tasks.add(task)

        connection.on("track", take)
        offer = self._webrtc.RTCSessionDescription(sdp=await request.text(), type="offer")
        await connection.setRemoteDescription(offer)
        await connection.setLocalDescription(await connection.createAnswer())
        session = uuid4().hex
        self._connections[session] = stream, connection
        return web.Response(
            status=201,
            text=connection.localDescription.sdp,
            content_type="application/sdp",
            headers={"Location": f"{place}{session}"},
        )

    async def end(self, session: str) -> web.Response:
        """Take the goodbye of a publisher."""
        if (found := self._connections.pop(session, None)) is None:
            raise web.HTTPNotFound
        stream, connection = found
        await connection.close()
        self.seen[stream].ended = True
        return web.Response()

    async def _read(self, stream: str, track: Any) -> None:
        seen = self.seen[stream]
        while True:
            try:
                frame = await track.recv()
            except self._webrtc.mediastreams.MediaStreamError:
                return
            seen.frames, seen.width, seen.height = seen.frames + 1, frame.width, frame.height


def routes(receiver: Receiver) -> list[web.RouteDef]:
    """Return the addresses, each as the server of its name has it."""

    async def srs(request: web.Request) -> web.Response:
        return await receiver.publish(
            request, request.query.get("stream", ""), "/rtc/v1/whip/?session="
        )

    async def srs_end(request: web.Request) -> web.Response:
        return await receiver.end(request.query.get("session", ""))

    async def mediamtx(request: web.Request) -> web.Response:
        stream = request.match_info["stream"]
        return await receiver.publish(request, stream, f"/{stream}/whip/")

    async def mediamtx_end(request: web.Request) -> web.Response:
        return await receiver.end(request.match_info["session"])

    async def go2rtc(request: web.Request) -> web.Response:
        return await receiver.publish(request, request.query.get("dst", ""), "webrtc?id=")

    async def go2rtc_end(request: web.Request) -> web.Response:
        return await receiver.end(request.query.get("id", ""))

    async def seen(request: web.Request) -> web.Response:
        return web.json_response(asdict(receiver.seen[request.match_info["stream"]]))

    return [
        web.post("/rtc/v1/whip/", srs),
        web.delete("/rtc/v1/whip/", srs_end),
        web.post("/{stream}/whip", mediamtx),
        web.delete("/{stream}/whip/{session}", mediamtx_end),
        web.post("/api/webrtc", go2rtc),
        web.delete("/api/webrtc", go2rtc_end),
        web.get("/seen/{stream}", seen),
    ]


def main(port: str) -> None:
    """Serve until the end."""
    application = web.Application()
    application.add_routes(routes(Receiver()))
    web.run_app(application, host="127.0.0.1", port=int(port), print=None, access_log=None)


if __name__ == "__main__":
    main(*sys.argv[1:])
