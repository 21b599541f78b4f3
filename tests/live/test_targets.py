"""Where docks push to, and where that is read, on a media server of the owner's own."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from custom_components.dji_dock.cloud_api import UrlType
from custom_components.dji_dock.live.models import CameraKey, Protocol
from custom_components.dji_dock.live.targets import (
    PLAY_URL,
    PUBLISH_URL,
    OwnServer,
    check_templates,
    needs_proxy,
)
from tests.helpers.metadata import ENGLISH

CAMERA = CameraKey("DOCK0001", "DRONE001", "99-0-0")
RTMP, RTSP = "rtmp://media.example:1935/live/{camera}", "rtsp://media.example:8554/live/{camera}"
WHIP = "http://media.example:1985/rtc/v1/whip/?app=live&stream={camera}"

GOOD: dict[str, tuple[Protocol, str, str, str, str]] = {
    "MediaMTX": (
        "rtmp",
        "rtmp://192.168.1.20:1935/{camera}?user=dock&pass=secret",
        "rtsp://192.168.1.20:8554/{camera}",
        "rtmp://192.168.1.20:1935/DRONE001-99-0-0?user=dock&pass=secret",
        "rtsp://192.168.1.20:8554/DRONE001-99-0-0",
    ),
    "SRS": (
        "whip",
        WHIP,
        "http://media.example:8080/live/{camera}.flv",
        "http://media.example:1985/rtc/v1/whip/?app=live&stream=DRONE001-99-0-0",
        "http://media.example:8080/live/DRONE001-99-0-0.flv",
    ),
    "go2rtc, by its IPv6 address": (
        "rtmp",
        "rtmp://[fd00::1]:1935/{camera}",
        "rtsp://127.0.0.1:8554/{camera}",
        "rtmp://[fd00::1]:1935/DRONE001-99-0-0",
        "rtsp://127.0.0.1:8554/DRONE001-99-0-0",
    ),
    "a folder for each dock": (
        "rtmp",
        "RTMP://media.example/{dock}/{serial}_{index}",
        "http://media.example/{dock}/{serial}_{index}/index.m3u8",
        "RTMP://media.example/DOCK0001/DRONE001_99-0-0",
        "http://media.example/DOCK0001/DRONE001_99-0-0/index.m3u8",
    ),
}

BAD_PUBLISH = {
    "publish_url_missing": ("rtmp", ""),
    "publish_placeholder": ("rtmp", "rtmp://media.example/live/{key}"),
    "publish_signs": ("rtmp", "rtmp://media.example/my live/{camera}"),
    "publish_scheme_missing": ("rtmp", "media.example:1935/live/{camera}"),
    "publish_host_missing": ("rtmp", "rtmp:///live/{camera}"),
    "publish_placeholder_in_host": ("rtmp", "rtmp://{serial}.media.example/live/{camera}"),
    "publish_not_per_camera": ("rtmp", "rtmp://media.example/live/{dock}"),
    "publish_http_for_rtmp": ("rtmp", "http://media.example:1935/live/{camera}"),
    "publish_rtmps": ("rtmp", "rtmps://media.example/live/{camera}"),
    "publish_not_rtmp": ("rtmp", "rtsp://media.example/live/{camera}"),
    "publish_rtmp_for_whip": ("whip", "rtmp://media.example/live/{camera}"),
    "publish_not_whip": ("whip", "webrtc://media.example/live/{camera}"),
    "publish_this_host": ("rtmp", "rtmp://localhost/live/{camera}"),
}
BAD_PLAY = {
    "play_url_missing": "",
    "play_placeholder": "rtsp://media.example/live/{key}",
    "play_signs": "rtsp://media.example/my live/{camera}",
    "play_scheme_missing": "media.example:8554/live/{camera}",
    "play_host_missing": "rtsp:///live/{camera}",
    "play_placeholder_in_host": "rtsp://{serial}.media.example/live/{camera}",
    "play_not_per_camera": "rtsp://media.example/live",
    "play_scheme": "webrtc://media.example/live/{camera}",
    "play_webrtc": "http://media.example:8889/{camera}/whep",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_camera_has_an_address_of_its_own(name: str) -> None:
    """At which its dock pushes, and one at which that is read."""
    protocol, publish, play, published, played = GOOD[name]
    assert check_templates(protocol, publish, play) == {}
    server = OwnServer(protocol, publish, play)
    url_type = UrlType.WHIP if protocol == "whip" else UrlType.RTMP
    assert server.publish(CAMERA) == (url_type, published)
    assert server.play(CAMERA) == played


@pytest.mark.parametrize("key", BAD_PUBLISH)
def test_where_docks_push_is_checked(key: str) -> None:
    """Each mistake has a sentence of its own."""
    protocol, publish = BAD_PUBLISH[key]
    assert {
        name: fault.key for name, fault in check_templates(protocol, publish, RTSP).items()
    } == {PUBLISH_URL: key}


@pytest.mark.parametrize("key", BAD_PLAY)
def test_where_it_is_read_is_checked(key: str) -> None:
    """Each mistake has a sentence of its own."""
    assert {
        name: fault.key for name, fault in check_templates("rtmp", RTMP, BAD_PLAY[key]).items()
    } == {PLAY_URL: key}


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("rtmp://media.example/live/{camera", "publish_signs"),
        ("rtmp://media.example/live/{camera}}", "publish_signs"),
        ("rtmp://media.example/live/{camera}#x", "publish_signs"),
        ("rtmp://media.example/live/{camera}\n", "publish_signs"),
        ("rtmp://médias.example/live/{camera}", "publish_signs"),
        ("rtmp://media.example/{camera}" + "x" * 512, "publish_signs"),
        ("rtmp://media.example:70000/live/{camera}", "publish_host_missing"),
        ("rtmp://media.example:port/live/{camera}", "publish_host_missing"),
        ("rtmp://media.example:0/live/{camera}", "publish_host_missing"),
        ("rtmp://[fd00::1/live/{camera}", "publish_host_missing"),
        ("rtmp://:1935/live/{camera}", "publish_host_missing"),
        ("rtmp://media.example:{index}/live/{camera}", "publish_placeholder_in_host"),
        ("rtmp://media.example/live/{serial}", "publish_not_per_camera"),
        ("rtmp://media.example/live/{index}", "publish_not_per_camera"),
        ("https://media.example/live/{camera}", "publish_http_for_rtmp"),
        ("rtmp://127.0.0.1/live/{camera}", "publish_this_host"),
        ("rtmp://[::1]:1935/live/{camera}", "publish_this_host"),
        ("rtmp://0.0.0.0/live/{camera}", "publish_this_host"),
        ("rtmp://LOCALHOST./live/{camera}", "publish_this_host"),
    ],
)
def test_no_mistake_gets_through(url: str, key: str) -> None:
    """However it is written, nothing is raised."""
    assert check_templates("rtmp", url, RTSP)[PUBLISH_URL].key == key


def test_both_are_checked_at_once() -> None:
    """So that nobody has to save twice."""
    assert set(check_templates("rtmp", "", "")) == {PUBLISH_URL, PLAY_URL}


def test_without_an_own_server_nothing_is_checked() -> None:
    """What was entered before is kept."""
    assert check_templates("builtin", "", "nonsense") == {}


def test_every_mistake_has_a_text() -> None:
    """And what it names is handed in; no text is left over."""
    texts = ENGLISH["options"]["error"]
    faults = [check_templates(*bad, RTSP)[PUBLISH_URL] for bad in BAD_PUBLISH.values()]
    faults += [check_templates("rtmp", RTMP, bad)[PLAY_URL] for bad in BAD_PLAY.values()]
    for fault in faults:
        assert set(re.findall(r"\{(\w+)\}", texts[fault.key])) <= set(fault.placeholders), fault
    ours = {key for key in texts if key.startswith(("publish_", "play_"))}
    # Not every dock minds: the options ask about that.
    ours.remove("publish_needs_proxy")
    assert ours == {fault.key for fault in faults}


@pytest.mark.parametrize(
    ("protocol", "url", "proxy"),
    [
        ("whip", WHIP, False),
        ("whip", "https://media.example/rtc/v1/whip/?app=live&stream={camera}", False),
        ("whip", "http://media.example:1985/rtc/v1/whip?app=live&stream={camera}", True),
        ("whip", "http://media.example:8889/{camera}/whip", True),
        ("whip", "http://media.example:1984/api/webrtc?dst={camera}", True),
        ("rtmp", "rtmp://media.example/{camera}", False),
    ],
)
def test_newer_docks_take_one_path_only(protocol: str, url: str, proxy: bool) -> None:
    """No mistake, since older ones take others."""
    assert check_templates(protocol, url, RTSP) == {}
    assert needs_proxy(protocol, url) is proxy


def test_a_serial_number_stays_where_it_is_put() -> None:
    """It comes from a device: it adds neither a folder, nor a field, nor a placeholder."""
    evil = CameraKey("D", "../{dock}?a=b&c#/é", "{serial}%2F")
    _, url = OwnServer("whip", WHIP, RTSP).publish(evil)
    parts = urlsplit(url)
    assert (parts.netloc, parts.path) == ("media.example:1985", "/rtc/v1/whip/")
    assert parse_qs(parts.query) == {"app": ["live"], "stream": ["../{dock}?a=b&c#/é-{serial}%2F"]}
    played = urlsplit(OwnServer("rtmp", RTMP, RTSP).play(evil))
    assert (played.path.count("/"), played.query, played.fragment) == (2, "", "")


def test_secrets_are_in_no_log() -> None:
    """They may stand in front of the host, in the path and behind it."""
    server = OwnServer(
        "rtmp",
        "rtmp://user:hunter2@media.example/hunter2/{camera}?pass=hunter2",
        "rtsp://user:hunter2@media.example:8554/{camera}",
    )
    assert repr(server) == "OwnServer(RTMP, rtmp://media.example/…, rtsp://media.example:8554/…)"
    assert "hunter2" not in str(server)
