"""Media servers that are not ours, and an ffmpeg that publishes to them.

`scripts/media_servers` fetches them, and names their folder in DJI_DOCK_MEDIA_SERVERS.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
import json
import os
from pathlib import Path
import sys
import time
from urllib.request import urlopen

import av
import imageio_ffmpeg
import pytest

from tests.lab.stack.process import Process, ProcessFailed, free_port

VARIABLE = "DJI_DOCK_MEDIA_SERVERS"
HOST = "127.0.0.1"
_SECONDS = 60


def part(name: str) -> Path:
    """Return the folder of a part; the test is skipped without it."""
    folder = Path(os.environ.get(VARIABLE, "missing")) / name
    if not folder.is_dir():
        pytest.skip(f"{name} is not there; scripts/media_servers fetches it")
    return folder


@contextmanager
def node_media_server(folder: Path) -> Generator[tuple[int, int]]:
    """Run npm's node-media-server; returns its ports for RTMP and HTTP."""
    package = part("node") / "node_modules" / "node-media-server"
    rtmp, http = free_port(), free_port()
    settings = folder / "node.json"
    settings.write_text(
        json.dumps(
            {
                "bind": HOST,
                "rtmp": {"port": rtmp},
                "http": {"port": http},
                "store": {"path": "./history", "maxHistory": 10},
                "auth": {"play": False, "publish": False, "secret": "unused"},
                "webadmin": {"enable": False},
            }
        )
    )
    server = Process("node-media-server", folder / "node.log")
    server.start(["node", str(package / "bin" / "app.js"), "-c", str(settings)])
    with _running(server, rtmp):
        server.wait_for_port(http, _SECONDS)
        yield rtmp, http


@contextmanager
def nginx(folder: Path, port: int, *, rtmp: str = "", http: str = "") -> Generator[None]:
    """Run Debian's nginx with what belongs to its RTMP module, or what it serves as a web server."""
    unpacked = part("nginx")
    folder.mkdir(exist_ok=True)
    (folder / "nginx.conf").write_text(
        f"""daemon off;
            user root;
            pid {folder}/pid;
            error_log stderr info;
            load_module {unpacked}/usr/lib/nginx/modules/ngx_rtmp_module.so;
            events {{ worker_connections 64; }}
            {rtmp.replace("rtmp {", "rtmp { access_log off;", 1)}
            http {{
                access_log off;
                {" ".join(f"{name}_temp_path {folder}/{name};" for name in _TEMPORARY)}
                {http}
            }}"""
    )
    libraries = ":".join(str(path) for path in unpacked.glob("usr/lib/*-linux-gnu*"))
    server = Process("nginx", folder / "nginx.log")
    server.start(
        [
            *(str(unpacked / "usr/sbin/nginx"), "-e", "stderr"),
            *("-p", str(folder), "-c", str(folder / "nginx.conf")),
        ],
        {"LD_LIBRARY_PATH": libraries},
    )
    with _running(server, port):
        yield


_TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True, slots=True)
class Received:
    """What a receiver of WHIP saw of a stream."""

    frames: int
    width: int
    height: int
    ended: bool


class WhipReceiver:
    """A receiver that runs."""

    def __init__(self, port: int) -> None:
        """Take its port."""
        self.port = port

    def received(self, stream: str) -> Received:
        """Return what it saw of a stream so far."""
        with urlopen(f"http://{HOST}:{self.port}/seen/{stream}", timeout=10) as answer:
            return Received(**json.load(answer))

    def wait_for(self, stream: str, *, frames: int = 0, ended: bool = False) -> Received:
        """Return what it saw of a stream, once that is so much."""
        deadline = time.monotonic() + _SECONDS
        while True:
            found = self.received(stream)
            if found.frames >= frames and found.ended >= ended:
                return found
            assert time.monotonic() < deadline, found
            time.sleep(0.1)


@contextmanager
def whip_receiver(folder: Path) -> Generator[WhipReceiver]:
    """Run a receiver of PyPI's aiortc."""
    libraries, port = part("aiortc"), free_port()
    server = Process("the receiver", folder / "whip.log")
    server.start(
        [sys.executable, "-m", "tests.lab.stack.whip_receiver", str(port)],
        {"PYTHONPATH": str(libraries)},
    )
    with _running(server, port):
        yield WhipReceiver(port)


@contextmanager
def _running(server: Process, port: int) -> Generator[None]:
    try:
        server.wait_for_port(port, _SECONDS)
        yield
    finally:
        server.stop()


@contextmanager
def publishing(folder: Path, url: str, form: str, size: str) -> Generator[Process]:
    """Let ffmpeg publish a moving picture, as `flv` or `whip`."""
    ffmpeg = Process(f"ffmpeg {size}", folder / f"ffmpeg-{size}.log")
    ffmpeg.start(
        [
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-loglevel", "warning", "-re"),
            *("-f", "lavfi", "-i", f"testsrc=size={size}:rate=10"),
            *("-c:v", "libx264", "-profile:v", "baseline", "-preset", "ultrafast"),
            *("-tune", "zerolatency", "-g", "10", "-bf", "0", "-pix_fmt", "yuv420p"),
            *("-f", form, url),
        ]
    )
    try:
        yield ffmpeg
    finally:
        ffmpeg.stop()


def picture_size(url: str, publisher: Process, frames: int = 5) -> str:
    """Return the size of what is read at a URL, once so many pictures were decoded.

    A server may not know the stream yet: it is asked until it does.
    """
    deadline = time.monotonic() + _SECONDS
    while True:
        if not publisher.running:
            raise ProcessFailed(f"{publisher.name} ended:\n{publisher.tail()}")
        try:
            with av.open(url, timeout=(10, 10)) as stream:
                for number, frame in enumerate(stream.decode(video=0), 1):
                    if number == frames:
                        return f"{frame.width}x{frame.height}"
        except OSError, av.FFmpegError:
            if time.monotonic() > deadline:
                raise
        time.sleep(0.1)
