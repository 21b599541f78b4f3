"""Cameras and what is chosen of them, as people see them."""

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
import io
from pathlib import Path
import socket
from typing import Any, override

import av
from homeassistant.components.camera import (
    Camera,
    CameraWebRTCProvider,
    WebRTCSendMessage,
    async_get_image,
    async_register_webrtc_provider,
)
from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN, EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import area_registry as ar, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from PIL import Image
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator
from webrtc_models import RTCIceCandidateInit

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.diagnostics import async_get_config_entry_diagnostics
from custom_components.dji_dock.live.entities import CameraKind, key_of, kind_of
from custom_components.dji_dock.live.models import CameraKey
from custom_components.dji_dock.video import KeyFrame
from tests.helpers.docks import leave
from tests.helpers.entries import CLOUD_INPUT, ENTRY_ID, broker_input, bucket_input
from tests.helpers.home import device_of, issues, state, wait_until
from tests.helpers.told import AIRCRAFT, DOCK, OTHER, Told
from tests.helpers.video_streams import stream
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import free_port
from tests.lab.stack.s3 import Store

DOCK_CAMERA, MAIN, ASSIST, FPV = "165-0-7", "99-0-0", "176-0-0", "39-0-7"
LENSES = ["normal", "wide", "zoom", "ir"]
OWN = {
    "protocol": "rtmp",
    "publish_url": "rtmp://192.0.2.9/live/{camera}",
    "play_url": "rtsp://192.0.2.9:8554/{camera}",
}
STARTS = "http://127.0.0.1:9/live.flv"


def live_options(**changes: Any) -> dict[str, Any]:
    """Return options with live video on, at a port that nobody uses."""
    chosen = {"enabled": True, "protocol": "builtin", "address": "127.0.0.1", "port": free_port()}
    return {"live": chosen | changes}


@pytest.fixture
def options(socket_enabled: None) -> dict[str, Any]:
    """Return the options of the entry."""
    return live_options()


@pytest.fixture
def entry(mosquitto: Mosquitto, store: Store, options: dict[str, Any]) -> MockConfigEntry:
    """Return an entry with live video."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Home",
        entry_id=ENTRY_ID,
        data={**broker_input(mosquitto), **bucket_input(store), **CLOUD_INPUT},
        options=options,
    )


def capacity(**cameras: list[str]) -> dict[str, Any]:
    """Return what a dock reports of its cameras, by their index with underscores."""

    def device(serial: str, indexes: dict[str, list[str]]) -> dict[str, Any]:
        return {
            "sn": serial,
            "camera_list": [
                {
                    "camera_index": index,
                    "video_list": [
                        {
                            "video_index": "normal-0",
                            "video_type": lenses[0],
                            "switchable_video_types": lenses,
                        }
                    ],
                }
                for index, lenses in indexes.items()
            ],
        }

    of_aircraft = {name.strip("_").replace("_", "-"): lenses for name, lenses in cameras.items()}
    dock, aircraft = device(DOCK, {DOCK_CAMERA: ["normal"]}), device(AIRCRAFT, of_aircraft)
    return {"live_capacity": {"device_list": [dock, aircraft]}}


ALL = capacity(_99_0_0=LENSES, _176_0_0=["normal"], _39_0_7=["normal"], _53_0_1=["wide", "ir"])


@pytest.fixture
async def cameras(hass: HomeAssistant, loaded: MockConfigEntry, told: Told) -> Told:
    """Return a dock that has reported its cameras, of every kind; they are remembered."""
    told.say(DOCK, "state", **ALL)
    await hass.async_block_till_done()
    await wait_until(lambda: len([*loaded.runtime_data.live._records]) == 5)
    return told


@pytest.mark.parametrize(
    ("device", "index", "kind", "key"),
    [
        (DOCK, DOCK_CAMERA, CameraKind.DOCK, "dock_camera"),
        (DOCK, "166-0-7", CameraKind.OTHER, "camera_166-0-7"),
        (DOCK, "165-0-0", CameraKind.OTHER, "camera_165-0-0"),
        (AIRCRAFT, "99-0-0", CameraKind.MAIN, "camera_99-0-0"),
        (AIRCRAFT, "53-0-0", CameraKind.MAIN, "camera_53-0-0"),
        (AIRCRAFT, "53-0-1", CameraKind.OTHER, "camera_53-0-1"),
        (AIRCRAFT, "176-0-0", CameraKind.VISION_ASSIST, "camera_176-0-0"),
        (AIRCRAFT, "39-0-7", CameraKind.FPV, "camera_39-0-7"),
        (AIRCRAFT, "61-0-7", CameraKind.FPV, "camera_61-0-7"),
        (AIRCRAFT, "39", CameraKind.FPV, "camera_39"),
        (AIRCRAFT, "x", CameraKind.OTHER, "camera_x"),
    ],
)
def test_what_a_camera_is(device: str, index: str, kind: CameraKind, key: str) -> None:
    """By what DJI calls it."""
    camera = CameraKey(DOCK, device, index)
    assert (kind_of(camera), key_of(camera)) == (kind, key)


async def test_cameras_appear_with_what_the_dock_reports(
    hass: HomeAssistant, cameras: Told
) -> None:
    """Under the keys that stay, with names for people; one that few want is off."""
    registry = er.async_get(hass)
    found = {
        entity.unique_id: entity
        for entity in er.async_entries_for_config_entry(registry, ENTRY_ID)
        if entity.domain in ("camera", "select") and "camera" in entity.unique_id
    }
    assert set(found) == {
        f"{DOCK}_dock_camera",
        f"{DOCK}_dock_camera_quality",
        f"{DOCK}_dock_camera_position",
        *(f"{AIRCRAFT}_camera_{index}" for index in (MAIN, ASSIST, FPV, "53-0-1")),
        *(f"{AIRCRAFT}_camera_{index}_quality" for index in (MAIN, ASSIST, FPV, "53-0-1")),
        *(f"{AIRCRAFT}_camera_{index}_lens" for index in (MAIN, "53-0-1")),
    }
    assert {one for one, entity in found.items() if entity.disabled} == {
        f"{AIRCRAFT}_camera_{ASSIST}",
        f"{AIRCRAFT}_camera_{ASSIST}_quality",
    }
    for entity in found.values():
        setting = EntityCategory.CONFIG if entity.domain == "select" else None
        assert entity.entity_category is setting
        owner = DOCK if entity.unique_id.startswith(DOCK) else AIRCRAFT
        assert entity.device_id == device_of(hass, owner).id
    names = {
        (hass.states.get(entity.entity_id) or pytest.fail(one)).name.removeprefix("1581F0000000B2 ")
        for one, entity in found.items()
        if not entity.disabled
    }
    assert any(name.endswith("Dock camera") for name in names)
    assert any(name.endswith("Main camera lens") for name in names)
    assert any(name.endswith("Camera 53-0-1 quality") for name in names)
    assert cameras.shown("select", f"camera_{MAIN}_lens", AIRCRAFT)["options"] == LENSES
    assert cameras.shown("select", "camera_53-0-1_lens", AIRCRAFT)["options"] == ["wide", "ir"]


async def test_a_dock_1_sees_the_outside_only(hass: HomeAssistant, told: Told) -> None:
    """Its camera cannot be turned; those of others can."""
    told.say(DOCK, "state", **ALL)
    hub = hass.config_entries.async_get_known_entry(ENTRY_ID).runtime_data
    hub.server.fleet.update(OTHER, accepted=True, model_key="3-1-0")
    camera = {"camera_index": DOCK_CAMERA, "video_list": [{"video_index": "normal-0"}]}
    told.say(
        OTHER, "state", live_capacity={"device_list": [{"sn": OTHER, "camera_list": [camera]}]}
    )
    await hass.async_block_till_done()
    assert told.has("camera", "dock_camera", OTHER)
    assert not told.has("select", "dock_camera_position", OTHER)
    assert told.shown("select", "dock_camera_position")["options"] == ["inside", "outside"]


async def test_an_aircraft_that_is_off_shows_nothing(hass: HomeAssistant, cameras: Told) -> None:
    """What will be asked for can be chosen all the same, and is remembered."""
    main, quality = f"camera_{MAIN}", f"camera_{MAIN}_quality"
    assert await cameras.state(main, AIRCRAFT, "camera") == "idle"
    cameras.link(online=0)
    assert await cameras.state(main, AIRCRAFT, "camera") == STATE_UNAVAILABLE
    assert await cameras.state("dock_camera", DOCK, "camera") == "idle"
    assert await cameras.state(quality, AIRCRAFT, "select") == "auto"
    assert await cameras.state(f"camera_{MAIN}_lens", AIRCRAFT, "select") == STATE_UNKNOWN
    for key, option in ((quality, "smooth"), (f"camera_{MAIN}_lens", "ir")):
        entity_id = cameras.entity("select", key, AIRCRAFT)
        target = {"entity_id": entity_id, "option": option}
        await hass.services.async_call("select", "select_option", target, blocking=True)
        assert await cameras.state(key, AIRCRAFT, "select") == option
    await hass.config_entries.async_reload(ENTRY_ID)
    assert await cameras.state(quality, AIRCRAFT, "select") == "smooth"
    assert await cameras.state(f"camera_{MAIN}_lens", AIRCRAFT, "select") == "ir"


async def test_who_opens_one_of_an_aircraft_that_is_off_reads_why(
    hass: HomeAssistant, cameras: Told, hass_ws_client: WebSocketGenerator
) -> None:
    """The frontend asks for it all the same; nothing is tried, and no reason stays behind."""
    assert await async_setup_component(hass, "stream", {})
    entity_id = cameras.entity("camera", f"camera_{MAIN}", AIRCRAFT)
    cameras.link(online=0)
    await wait_until(lambda: state(hass, entity_id) == STATE_UNAVAILABLE)
    client = await hass_ws_client()
    await client.send_json_auto_id({"type": "camera/stream", "entity_id": entity_id})
    answer = await client.receive_json()
    assert "The aircraft is off" in answer["error"]["message"]
    assert hass.data["camera"].get_entity(entity_id).stream is None
    cameras.link(online=1)
    await wait_until(lambda: state(hass, entity_id) == "idle")
    found = hass.states.get(entity_id)
    assert found is not None
    assert found.attributes["error"] is None


async def test_cameras_are_there_again_after_a_restart(
    hass: HomeAssistant, loaded: MockConfigEntry, cameras: Told
) -> None:
    """Before their dock has said a word of them."""
    assert await hass.config_entries.async_unload(loaded.entry_id)
    assert await hass.config_entries.async_setup(loaded.entry_id)
    await hass.async_block_till_done()
    for key, serial in (("dock_camera", DOCK), (f"camera_{MAIN}", AIRCRAFT)):
        found = hass.states.get(cameras.entity("camera", key, serial))
        assert found is not None
        assert "restored" not in found.attributes
        assert "viewers" in found.attributes or found.state == STATE_UNAVAILABLE


@pytest.mark.parametrize(
    "changed",
    [
        {"options": {}},
        {"options": {"live": {"enabled": False}}},
        {"data": {"answer_requests": False}},
    ],
)
async def test_without_live_video_there_are_no_cameras(
    hass: HomeAssistant, loaded: MockConfigEntry, cameras: Told, changed: dict[str, Any]
) -> None:
    """And where another platform answers the docks, those only that the owner chose."""
    registry = er.async_get(hass)
    other = registry.async_get_or_create(
        "select", DOMAIN, f"{DOCK}_air_conditioner_mode", config_entry=loaded
    )
    data = {**loaded.data, **changed.get("data", {})}
    kept = changed.get("options", loaded.options)
    hass.config_entries.async_update_entry(loaded, data=data, options=kept)
    await hass.config_entries.async_reload(loaded.entry_id)
    cameras.say(DOCK, "state", **ALL)
    await hass.async_block_till_done()
    left = [
        entity.unique_id
        for entity in er.async_entries_for_config_entry(registry, ENTRY_ID)
        if "camera" in entity.unique_id and entity.domain in ("camera", "select")
    ]
    assert left == []
    assert registry.async_get(other.entity_id) is not None or "data" in changed
    if "data" not in changed:
        return
    chosen = {**loaded.options, "control": {"controlled_docks": [DOCK]}}
    hass.config_entries.async_update_entry(loaded, options=chosen)
    await hass.config_entries.async_reload(loaded.entry_id)
    Told(hass, loaded.runtime_data).say(DOCK, "state", **ALL)
    await hass.async_block_till_done()
    assert cameras.has("camera", "dock_camera")


async def turn(hass: HomeAssistant, action: str, **target: Any) -> None:
    """Turn a camera on or off."""
    await hass.services.async_call("camera", action, target, blocking=True)


async def test_who_means_many_starts_none(
    hass: HomeAssistant, cameras: Told, loaded: MockConfigEntry
) -> None:
    """An area, all, or two at once: a stream costs money. Everything may be turned off at once."""
    camera = cameras.entity("camera", "dock_camera")
    main = cameras.entity("camera", f"camera_{MAIN}", AIRCRAFT)
    area = ar.async_get(hass).async_create("Yard")
    er.async_get(hass).async_update_entity(camera, area_id=area.id)
    for target in (
        {"area_id": area.id},
        {"entity_id": "all"},
        {"entity_id": [camera, main]},
        {"device_id": device_of(hass, DOCK).id},
    ):
        with pytest.raises(ServiceValidationError) as refused:
            await turn(hass, "turn_on", **target)
        assert refused.value.translation_key == "live_not_named_alone"
    await turn(hass, "turn_off", entity_id="all")
    await turn(hass, "turn_off", area_id=area.id)
    assert not loaded.runtime_data.live.state(CameraKey(DOCK, DOCK, DOCK_CAMERA)).viewers


async def test_a_stream_that_broke_off_does_not_make_the_camera_unavailable(
    hass: HomeAssistant, cameras: Told
) -> None:
    """Home Assistant's own cameras are; the next viewer could not even ask for another."""
    assert await async_setup_component(hass, "stream", {})
    camera = hass.data["camera"].get_entity(cameras.entity("camera", "dock_camera"))
    assert isinstance(camera, Camera)
    stream = await camera.async_create_stream()
    assert stream is not None
    # Nobody listens there.
    stream.source = STARTS
    stream.add_provider("hls")
    await stream.start()
    await wait_until(lambda: not stream.available)
    assert await cameras.state("dock_camera", DOCK, "camera") == "idle"
    assert camera.available
    await stream.stop()


async def test_there_is_no_picture_before_somebody_has_looked(
    hass: HomeAssistant,
    cameras: Told,
    hass_client: ClientSessionGenerator,
    tmp_path: Path,
) -> None:
    """The action says so; cards, which ask all the time, get nothing, and start nothing."""
    entity_id = cameras.entity("camera", "dock_camera")
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    target = {"entity_id": entity_id, "filename": str(tmp_path / "still.jpg")}
    with pytest.raises(HomeAssistantError) as missing:
        await hass.services.async_call("camera", "snapshot", target, blocking=True)
    assert missing.value.translation_key == "live_no_still"
    client = await hass_client()
    assert (await client.get(f"/api/camera_proxy/{entity_id}")).status == 500
    for query in ("", "?interval=1"):
        response = await client.get(f"/api/camera_proxy_stream/{entity_id}{query}")
        assert (response.status, await response.read()) == (200, b"")
    # Its icon is shown instead.
    assert "entity_picture" not in attributes(hass, entity_id)


class Provider(CameraWebRTCProvider):
    """Takes every camera for one that it could show."""

    def __init__(self) -> None:
        """Remember what was asked about."""
        self.asked: list[str] = []

    @property
    @override
    def domain(self) -> str:
        """Return a name."""
        return "test"

    @override
    def async_is_supported(self, stream_source: str) -> bool:
        """Say yes."""
        self.asked.append(stream_source)
        return True

    @override
    async def async_handle_async_webrtc_offer(
        self, camera: Camera, offer_sdp: str, session_id: str, send_message: WebRTCSendMessage
    ) -> None:
        """Show nothing."""

    @override
    async def async_on_webrtc_candidate(
        self, session_id: str, candidate: RTCIceCandidateInit
    ) -> None:
        """Take nothing."""

    @override
    def async_close_session(self, session_id: str) -> None:
        """Close nothing."""


class TestOwnServer:
    """With a media server of the owner, where no viewer can be seen."""

    @pytest.fixture
    def options(self, socket_enabled: None) -> dict[str, Any]:
        """Return the options of the entry."""
        return live_options(**OWN)

    async def test_it_has_to_be_turned_on_first(
        self, hass: HomeAssistant, cameras: Told, hass_ws_client: WebSocketGenerator
    ) -> None:
        """A viewer reads it; what is to be loaded in advance keeps no other camera waiting."""
        assert await async_setup_component(hass, "stream", {})
        entity_id = cameras.entity("camera", "dock_camera")
        client = await hass_ws_client()
        await client.send_json_auto_id({"type": "camera/stream", "entity_id": entity_id})
        answer = await client.receive_json()
        assert "turn the camera on first" in answer["error"]["message"]
        preload = {"type": "camera/update_prefs", "entity_id": entity_id, "preload_stream": True}
        await client.send_json_auto_id(preload)
        assert (await client.receive_json())["success"]
        camera = hass.data["camera"].get_entity(entity_id)
        stream = await camera.async_create_stream()
        assert stream.source == f"rtsp://192.0.2.9:8554/{DOCK}-{DOCK_CAMERA}"

    async def test_nothing_of_it_is_in_diagnostics(
        self, hass: HomeAssistant, cameras: Told, loaded: MockConfigEntry
    ) -> None:
        """No address, and no serial number."""
        told = await async_get_config_entry_diagnostics(hass, loaded)
        assert "192.0.2.9" not in str(told)
        assert DOCK not in str(told["docks"][0]["live"])
        assert [one["index"] for one in told["docks"][0]["live"]]


class TestPortTaken:
    """With another program at the port."""

    @pytest.fixture
    def taken(self, socket_enabled: None) -> Generator[socket.socket]:
        """Return what listens there."""
        with socket.socket() as other:
            other.bind(("0.0.0.0", 0))
            other.listen()
            yield other

    @pytest.fixture
    def options(self, taken: socket.socket) -> dict[str, Any]:
        """Return the options of the entry."""
        return live_options(port=taken.getsockname()[1])

    async def test_a_repair_says_so(
        self, hass: HomeAssistant, cameras: Told, loaded: MockConfigEntry, taken: socket.socket
    ) -> None:
        """And so does whoever is asked for a picture; until the port is free, and it is tried again."""
        issue = issues(hass)[f"live_port_{ENTRY_ID}"]
        assert issue.translation_placeholders is not None
        assert issue.translation_placeholders["port"] == str(taken.getsockname()[1])
        with pytest.raises(HomeAssistantError) as refused:
            await turn(hass, "turn_on", entity_id=cameras.entity("camera", "dock_camera"))
        assert refused.value.translation_key == "live_port_used"
        taken.close()
        await hass.config_entries.async_reload(ENTRY_ID)
        assert not issues(hass)
        await wait_until(lambda: loaded.runtime_data.server.connected)


async def test_when_a_picture_was_taken(
    hass: HomeAssistant, cameras: Told, loaded: MockConfigEntry
) -> None:
    """Whoever gets one finds the time of that one at the camera, not that of the first."""
    entity_id = cameras.entity("camera", "dock_camera")
    target = loaded.runtime_data.live._reception.target
    channel = target.channel(CameraKey(DOCK, DOCK, DOCK_CAMERA))
    for message in stream(3):
        for tag in channel.mender.video(*message):
            channel.feed.push(tag)
    for ago in (20, 10):
        taken_at = dt_util.utcnow() - timedelta(minutes=ago)
        channel.feed.key_frame = KeyFrame(channel.feed.key_frame.tag, taken_at)
        await async_get_image(hass, entity_id)
        assert attributes(hass, entity_id)["taken_at"] == taken_at


async def test_diagnostics_say_how_cameras_are(
    hass: HomeAssistant, cameras: Told, loaded: MockConfigEntry
) -> None:
    """Where nothing is secret."""
    source = loaded.runtime_data.live.source(CameraKey(DOCK, DOCK, DOCK_CAMERA))
    told = await async_get_config_entry_diagnostics(hass, loaded)
    assert source.partition("auth=")[2] not in str(told)
    assert told["options"]["live"]["address"] == "**REDACTED**"
    [camera] = [one for one in told["docks"][0]["live"] if one["index"] == DOCK_CAMERA]
    assert (camera["status"], camera["viewers"], camera["error"]) == ("idle", 0, None)
    receiving = camera["receiving"]
    assert (receiving["connected"], receiving["codec"], receiving["size"]) == (False, "", None)
    assert receiving["counts"]["passed"] == 0


class TestFilming:
    """With a simulated dock that really films."""

    @pytest.fixture
    async def filming(self, hass: HomeAssistant, dock: SimulatedDock) -> SimulatedDock:
        """Return a dock whose camera is known."""
        assert await async_setup_component(hass, "stream", {})
        await wait_until(lambda: camera_of(hass, dock))
        return dock

    async def test_nothing_starts_by_being_asked_for_its_source(
        self, hass: HomeAssistant, filming: SimulatedDock, hass_ws_client: WebSocketGenerator
    ) -> None:
        """Home Assistant asks without a viewer, again whenever a provider of WebRTC comes or goes."""
        entity_id = camera_of(hass, filming)
        providers = [Provider(), Provider()]
        for provider in providers:
            remove = async_register_webrtc_provider(hass, provider)
            await hass.async_block_till_done()
            remove()
            await hass.async_block_till_done()
        client = await hass_ws_client()
        await client.send_json_auto_id({"type": "camera/capabilities", "entity_id": entity_id})
        assert (await client.receive_json())["result"]["frontend_stream_types"] == ["hls"]
        first, second = (set(provider.asked) for provider in providers)
        assert first == second
        assert all(source.startswith("http://127.0.0.1:") for source in first)
        assert filming.live.urls == []
        assert state(hass, entity_id) == "idle"

    async def test_it_is_watched_recorded_and_turned_off(
        self,
        hass: HomeAssistant,
        filming: SimulatedDock,
        hass_ws_client: WebSocketGenerator,
        hass_client: ClientSessionGenerator,
        tmp_path: Path,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """By HLS, by a recording, and by hand: the dock is told to push once, and no log says how."""
        entity_id = camera_of(hass, filming)
        await turn(hass, "turn_on", entity_id=entity_id)
        assert state(hass, entity_id) == "streaming"
        assert attributes(hass, entity_id)["held_until"] is not None
        assert attributes(hass, entity_id)["error"] is None
        assert filming.live.pushing
        socket_client, client = await hass_ws_client(), await hass_client()
        await socket_client.send_json_auto_id({"type": "camera/stream", "entity_id": entity_id})
        answer = await socket_client.receive_json()
        playlist = await client.get(answer["result"]["url"])
        assert playlist.status == 200
        assert "playlist.m3u8" in await playlist.text()
        hass.config.allowlist_external_dirs = {str(tmp_path)}
        video = tmp_path / "record.mp4"
        target = {"entity_id": entity_id, "filename": str(video), "duration": 3, "lookback": 0}
        await hass.services.async_call("camera", "record", target, blocking=True)
        await wait_until(video.exists)
        frames = await hass.async_add_executor_job(frames_of, video)
        assert frames
        await wait_until(lambda: attributes(hass, entity_id)["taken_at"])
        assert entity_id in attributes(hass, entity_id)["entity_picture"]
        picture = tmp_path / "still.jpg"
        target = {"entity_id": entity_id, "filename": str(picture)}
        await hass.services.async_call("camera", "snapshot", target, blocking=True)
        whole = Image.open(io.BytesIO(picture.read_bytes())).size
        small = await async_get_image(hass, entity_id, width=100, height=100)
        assert max(Image.open(io.BytesIO(small.content)).size) == 100 < max(whole)
        assert len(filming.live.urls) == 1
        await turn(hass, "turn_off", entity_id="all")
        await wait_until(lambda: attributes(hass, entity_id)["held_until"] is None)
        source = await hass.data["camera"].get_entity(entity_id).stream_source()
        secrets = [source.partition("auth=")[2], filming.live.urls[0].rpartition("/")[2]]
        assert [len(bytes.fromhex(secret)) for secret in secrets] == [16, 16]
        assert "Started stream" in caplog.text
        for record in caplog.records:
            assert not any(secret in record.getMessage() for secret in secrets), record.name

    async def test_why_it_does_not_start_is_told(
        self, hass: HomeAssistant, filming: SimulatedDock
    ) -> None:
        """By the action, and by the entity until it does."""
        entity_id = camera_of(hass, filming, filming.aircraft_serial, f"camera_{MAIN}")
        filming.faults = replace(filming.faults, live_downloading=True)
        with pytest.raises(HomeAssistantError) as refused:
            await turn(hass, "turn_on", entity_id=entity_id)
        assert refused.value.translation_key == "code_513017"
        assert "fetches photos and videos" in attributes(hass, entity_id)["error"]
        filming.faults = replace(filming.faults, live_downloading=False)
        await turn(hass, "turn_on", entity_id=entity_id)
        await wait_until(lambda: attributes(hass, entity_id)["error"] is None)

    async def test_a_dock_that_is_away_is_unavailable(
        self, hass: HomeAssistant, loaded: MockConfigEntry, filming: SimulatedDock
    ) -> None:
        """And nobody can turn its camera on."""
        entity_id = camera_of(hass, filming)
        await leave(loaded, filming)
        await wait_until(lambda: state(hass, entity_id) == STATE_UNAVAILABLE)

    async def test_what_reads_it_ends_with_the_entry(
        self, hass: HomeAssistant, loaded: MockConfigEntry, filming: SimulatedDock
    ) -> None:
        """Also if it is to be kept loaded; whether it is stays as it was."""
        entity_id = camera_of(hass, filming)
        camera = hass.data["camera"].get_entity(entity_id)
        stream = await camera.async_create_stream()
        stream.dynamic_stream_settings.preload_stream = True
        stream.add_provider("hls")
        await stream.start()
        await filming.live.wait_pushing()
        await hass.config_entries.async_unload(loaded.entry_id)
        await hass.async_block_till_done()
        await wait_until(lambda: stream._thread is None)
        assert stream.dynamic_stream_settings.preload_stream
        await filming.live.wait_quiet()


def camera_of(
    hass: HomeAssistant, dock: SimulatedDock, serial: str = "", key: str = "dock_camera"
) -> str:
    """Return the id of a camera, blank while there is none."""
    unique_id = f"{serial or dock.serial}_{key}"
    return er.async_get(hass).async_get_entity_id("camera", DOMAIN, unique_id) or ""


def attributes(hass: HomeAssistant, entity_id: str) -> Any:
    """Return the attributes of an entity."""
    found = hass.states.get(entity_id)
    assert found is not None
    return found.attributes


def frames_of(video: Path) -> int:
    """Count the pictures of a video. Blocks."""
    with av.open(str(video)) as container:
        return sum(1 for _ in container.decode(video=0))
