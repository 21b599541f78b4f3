"""The owner's own media server, with servers that are not ours: what was published can be read."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from custom_components.dji_dock.live.models import CameraKey
from custom_components.dji_dock.live.targets import OwnServer, check_templates, needs_proxy
from tests.helpers.metadata import ROOT
from tests.lab.stack.process import free_port
from tests.project.documents import examples

from .media_servers import (
    HOST,
    nginx,
    node_media_server,
    picture_size,
    publishing,
    whip_receiver,
)

CAMERAS = {
    CameraKey("DOCK0001", "DOCK0001", "165-0-7"): "160x120",
    CameraKey("DOCK0001", "DRONE001", "99-0-0"): "240x180",
}

DOCUMENT = (ROOT / "docs" / "media_servers.md").read_text()
WHIP = "/rtc/v1/whip/?app=live&stream={camera}"


def _nginx_lines(part: str) -> str:
    """Return the lines for nginx in the document that contain something."""
    [found] = [
        body for language, body in examples(DOCUMENT) if language == "nginx" and part in body
    ]
    return found


def _read_back(folder: Path, publish_url: str, play_url: str) -> None:
    """Publish each camera where a dock is told to, and read each where Home Assistant is told to."""
    assert check_templates("rtmp", publish_url.replace(HOST, "192.0.2.1"), play_url) == {}
    server = OwnServer("rtmp", publish_url, play_url)
    with ExitStack() as running:
        publishers = {
            camera: running.enter_context(
                publishing(folder, server.publish(camera)[1], "flv", size)
            )
            for camera, size in CAMERAS.items()
        }
        found = {
            camera: picture_size(server.play(camera), publisher)
            for camera, publisher in publishers.items()
        }
    assert found == CAMERAS


@pytest.mark.timeout(300)
@pytest.mark.parametrize("over", ["rtmp", "http"])
def test_node_media_server(tmp_path: Path, over: str) -> None:
    """It takes RTMP, and hands on RTMP or FLV."""
    with node_media_server(tmp_path) as (rtmp, http):
        publish_url = f"rtmp://{HOST}:{rtmp}/live/{{camera}}"
        flv = f"http://{HOST}:{http}/live/{{camera}}.flv"
        _read_back(tmp_path, publish_url, flv if over == "http" else publish_url)


@pytest.mark.timeout(300)
def test_nginx(tmp_path: Path) -> None:
    """With its RTMP module, and the lines of the document."""
    port = free_port()
    lines = _nginx_lines("rtmp {").replace("listen 1935", f"listen {HOST}:{port}")
    with nginx(tmp_path / "nginx", port, rtmp=lines):
        url = f"rtmp://{HOST}:{port}/live/{{camera}}"
        _read_back(tmp_path, url, url)


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("path", [WHIP, "/{camera}/whip", "/api/webrtc?dst={camera}"])
def test_whip(tmp_path: Path, path: str) -> None:
    """Each camera arrives where it belongs, at the addresses of SRS, MediaMTX and go2rtc."""
    with whip_receiver(tmp_path) as receiver:
        url = f"http://{HOST}:{receiver.port}{path}"
        assert needs_proxy("whip", url) is (path != WHIP)
        server = OwnServer("whip", url, "rtsp://unused/{camera}")
        for camera, size in CAMERAS.items():
            stream = f"{camera.device}-{camera.index}"
            with publishing(tmp_path, server.publish(camera)[1], "whip", size):
                received = receiver.wait_for(stream, frames=5)
            assert f"{received.width}x{received.height}" == size
            receiver.wait_for(stream, ended=True)


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("socket_enabled")
@pytest.mark.parametrize("upstream", ["127.0.0.1:8889", "127.0.0.1:1984"])
def test_whip_through_a_proxy(tmp_path: Path, upstream: str) -> None:
    """The lines of the document give MediaMTX and go2rtc the path that newer docks want."""
    port = free_port()
    with whip_receiver(tmp_path) as receiver:
        lines = _nginx_lines(upstream).replace(upstream, f"{HOST}:{receiver.port}")
        lines = lines.replace("listen 1985", f"listen {HOST}:{port}")
        with nginx(tmp_path / "nginx", port, http=lines):
            url = f"http://{HOST}:{port}{WHIP}"
            assert not needs_proxy("whip", url)
            [(camera, size)] = list(CAMERAS.items())[:1]
            _, address = OwnServer("whip", url, "rtsp://unused/{camera}").publish(camera)
            with publishing(tmp_path, address, "whip", size):
                received = receiver.wait_for("DOCK0001-165-0-7", frames=5)
            assert f"{received.width}x{received.height}" == size
            receiver.wait_for("DOCK0001-165-0-7", ended=True)
