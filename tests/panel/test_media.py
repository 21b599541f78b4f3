"""What the page is told of media, over the websocket of a real browser's kind."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.auth.const import GROUP_ID_READ_ONLY
from homeassistant.const import CONF_DEVICE_ID
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.dji_dock.bucket_access.links import Reason
from custom_components.dji_dock.database import LOGS, MEDIA, DatabaseUnusable, StorageAccess
from custom_components.dji_dock.media.diagnosis import Link
from custom_components.dji_dock.panel import media_links
from tests.database.objects import NOON
from tests.helpers.home import device_id
from tests.helpers.media import fill, found, prefix_of, upload
from tests.helpers.users import add_user, on_devices, token_of
from tests.lab.simulator import SimulatedDock

type Ask = Callable[..., Awaitable[Any]]

PHOTO = "DJI_20261120160420_0001_V.JPG"
THERMAL = "DJI_20261120160420_0001_T.JPG"


@pytest.fixture
async def ask(hass: HomeAssistant, dock: SimulatedDock, hass_ws_client: WebSocketGenerator) -> Ask:
    """Return what asks a command about the dock; its result, or its error."""
    assert await async_setup_component(hass, "websocket_api", {})
    await hass.config.async_set_time_zone("Europe/Amsterdam")
    clients: dict[str | None, Any] = {}

    async def send(what: str, token: str | None = None, **data: Any) -> Any:
        if token not in clients:
            clients[token] = await hass_ws_client(hass, token) if token else await hass_ws_client()
        data = {CONF_DEVICE_ID: device_id(hass, dock.serial), **data}
        await clients[token].send_json_auto_id({"type": f"dji_dock/media/{what}", **data})
        answer = await clients[token].receive_json()
        return answer["result"] if answer["success"] else answer["error"]

    return send


async def three_days(entry: MockConfigEntry, dock: SimulatedDock) -> str:
    """Put files of three days into the index, and return the folder of the dock."""
    prefix = prefix_of(entry, dock, MEDIA)
    files = [
        found(prefix, f"f{day}", f"DJI_{NOON - timedelta(days=day):%Y%m%d%H%M%S}_{n:04}_V.{end}",
              NOON - timedelta(days=day) + timedelta(seconds=n), kind)
        for day in range(3)
        for n, (end, kind) in enumerate(
            (("JPG", "photo"), ("MP4", "video"), ("obs", "ppk"), ("JPG", "photo"), ("bin", "other"))
        )
    ]  # fmt: skip
    await fill(entry, dock, MEDIA, files)
    return prefix


async def test_days_with_their_flights(
    ask: Ask, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """With what was expected of each; also one of which nothing has arrived."""
    await three_days(loaded, dock)
    ledger = loaded.runtime_data.catalog.ledger
    await asyncio.to_thread(ledger.note_flight, dock.serial, "f0", NOON, expected=7)
    empty = NOON - timedelta(hours=20)
    await asyncio.to_thread(ledger.note_flight, dock.serial, "lost", empty, expected=3)
    await asyncio.to_thread(ledger.note_flight, dock.serial, "without", empty, expected=0)
    answer = await ask("days", limit=2)
    assert [day["day"] for day in answer["days"]] == ["2026-11-20", "2026-11-19"]
    assert answer["next"] == "2026-11-19"
    today, yesterday = answer["days"]
    assert today["files"] == 5
    assert today["size"] == 10_000_000
    assert today["flights"] == [
        {
            "flight_id": "f0",
            "first": "2026-11-20T12:00:00+00:00",
            "last": "2026-11-20T12:00:04+00:00",
            "files": 5,
            "size": 10_000_000,
            "expected": 7,
            "arrived": 5,
        }
    ]
    assert [(each["flight_id"], each["expected"], each["arrived"]) for each in yesterday["flights"]] == [
        ("lost", 3, 0),
        ("f1", None, 5),
    ]  # fmt: skip
    older = await ask("days", limit=2, before=answer["next"])
    assert [day["day"] for day in older["days"]] == ["2026-11-18"]
    assert older["next"] is None
    assert (await ask("days", before="yesterday"))["translation_key"] == "media_unknown"


async def test_every_file_is_on_one_page(
    ask: Ask, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Whatever is asked for: all, a day, a flight, a kind of file."""
    await three_days(loaded, dock)
    logs = [found(prefix_of(loaded, dock, LOGS), "f", "dock.tar", NOON, "other")]
    await asyncio.to_thread(
        loaded.runtime_data.catalog.objects.list_page, dock.serial, LOGS, 1, logs
    )

    async def all_of(**what: Any) -> list[dict[str, Any]]:
        shown: list[dict[str, Any]] = []
        after: dict[str, str] = {}
        while True:
            page = await ask("files", limit=2, **what, **after)
            assert len(page["files"]) <= 2
            shown += page["files"]
            if page["next"] is None:
                return shown
            after = {"after": page["next"]}

    everything = await all_of()
    assert len({file["key"] for file in everything}) == len(everything) == 15
    times = [file["taken_at"] for file in everything]
    assert times == sorted(times, reverse=True)
    for what, count in (
        ({"day": "2026-11-19"}, 5),
        ({"flight_id": "f2"}, 5),
        ({"flight_id": ""}, 0),
        ({"day": "2026-11-19", "flight_id": "f2"}, 0),
        ({"kind": "photo"}, 6),
        ({"kind": "video", "day": "2026-11-20"}, 1),
        ({"kind": "other"}, 6),
        ({"kind": "other", "flight_id": "f1"}, 2),
    ):
        files = await all_of(**what)
        assert len(files) == count, what
        assert all(file["kind"] == what.get("kind", file["kind"]) for file in files)
    [one] = (await ask("files", key=everything[7]["key"], day="2026-11-20"))["files"]
    assert one == everything[7]
    log = f"{prefix_of(loaded, dock, LOGS)}/f/dock.tar"
    for key in ("", "another/key", log):
        assert await ask("files", key=key) == {"files": [], "next": None}
    for after in ("", "now|key", "2026-11-20|key"):
        assert (await ask("files", after=after))["translation_key"] == "media_unknown"
    assert (await ask("files", limit=201))["code"] == "invalid_format"


async def test_a_file_says_what_it_shows_and_where_it_is(
    ask: Ask, dock: SimulatedDock, hass_client_no_auth: ClientSessionGenerator
) -> None:
    """Thermal beside visible; whoever has a path needs nothing else, and it is the same again."""
    for name in (PHOTO, THERMAL, "note.txt"):
        key = await upload(dock, name, "flight-1")
    page = await ask("files")
    files = {file["name"]: file for file in page["files"]}
    photo, thermal, note = (files[name] for name in (PHOTO, THERMAL, "note.txt"))
    assert (photo["lens"], thermal["lens"], note["lens"]) == ("visible", "thermal", None)
    assert photo["shot"] == thermal["shot"] is not None
    assert note["shot"] is None
    assert note["thumbnail"] is None
    assert photo["position"] == {"latitude": 52.37, "longitude": 4.89, "height": None}
    assert photo["flight_id"] == "flight-1"
    assert note["key"] == key
    http = await hass_client_no_auth()
    shown, saved = [await http.get(photo[what]) for what in ("url", "download")]
    assert await shown.read() == await saved.read() == b"x" * 1000
    assert shown.headers["Content-Disposition"].startswith(f'inline; filename="Roof_{PHOTO}"')
    assert saved.headers["Content-Disposition"].startswith(f'attachment; filename="Roof_{PHOTO}"')
    saved = await http.get(note["download"])
    assert 'filename="Roof_20261120' in saved.headers["Content-Disposition"]
    assert (await http.get(photo["thumbnail"])).status == 404, "which is no picture"
    assert (await http.get(photo["url"].replace("JPG", "jpg"))).status == 401
    with patch.object(media_links, "async_sign_path", return_value="/later"):
        assert (await ask("files"))["files"] == page["files"]
        with patch.object(media_links, "_SAME_SECONDS", 0):
            assert {file["url"] for file in (await ask("files"))["files"]} == {"/later"}


async def test_links_lead_where_the_owner_has_it(
    hass: HomeAssistant, ask: Ask, dock: SimulatedDock, store: Any
) -> None:
    """Straight into the bucket only for those who may hand them on; thumbnails never."""
    await upload(dock, PHOTO)
    reader = await add_user(hass, policy=on_devices(device_id(hass, dock.serial), "read"))
    token = await token_of(hass, reader)
    with patch(
        "custom_components.dji_dock.media_browser.links.choose_links",
        return_value=Reason.CHOSEN_BUCKET,
    ):
        [file] = (await ask("files"))["files"]
        assert (await ask("files"))["files"] == [file]
        [looked_at] = (await ask("files", token))["files"]
    assert file["url"].startswith(store.endpoint)
    assert "attachment" in file["download"]
    assert store.secret_key not in file["url"]
    assert file["thumbnail"].startswith("/api/")
    assert looked_at["url"].startswith("/api/")
    assert looked_at["download"].startswith("/api/")


async def test_where_files_were_taken(
    ask: Ask, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Of those that say so; it is told if there are more."""
    prefix = await three_days(loaded, dock)
    key = await upload(dock, PHOTO, "flight-1")
    assert await ask("positions") == {
        "points": [{"key": key, "latitude": 52.37, "longitude": 4.89, "kind": "photo"}],
        "complete": True,
    }
    assert prefix in key
    assert (await ask("positions", flight_id="f1"))["points"] == []
    await upload(dock, THERMAL, "flight-1")
    with patch("custom_components.dji_dock.panel.media._MAX_POINTS", 1):
        answer = await ask("positions", day="2026-11-20")
    assert len(answer["points"]) == 1
    assert not answer["complete"]


async def test_what_is_missing_of_a_flight(
    hass: HomeAssistant, ask: Ask, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Each reason in words, and where it is mended."""
    await three_days(loaded, dock)
    catalog = loaded.runtime_data.catalog

    async def note(flight: str, when: datetime, expected: int) -> dict[str, Any]:
        await asyncio.to_thread(
            catalog.ledger.note_flight, dock.serial, flight, when, expected=expected
        )
        answer: dict[str, Any] = await ask("missing", flight_id=flight)
        return answer

    unknown = await ask("missing", flight_id="f2")
    assert unknown["expected"] is None
    assert unknown["arrived"] == 5
    assert unknown["words"]["key"] == "config_panel.media.missing_not_counted"
    assert unknown["words"]["text"].startswith("Roof did not say how many")
    now = datetime.fromisoformat("2026-11-30T12:00:00+00:00")
    with patch("homeassistant.util.dt.utcnow", return_value=now):
        coming = await note("f0", now - timedelta(minutes=5), 6)
        assert coming["words"]["key"].endswith("missing_coming")
        assert coming["words"]["placeholders"]["missing"] == "1"
        assert "5 of 6 files" in coming["words"]["text"]
        assert coming["remedy"] is None
        never = await note("gone", now - timedelta(days=20), 4)
        assert never["words"]["key"].endswith(f"missing_{Link.NEVER_ASKED}")
        assert never["remedy"] == f"/dji-dock/setup/{loaded.entry_id}"
        silent = await note("f1", now - timedelta(days=20), 5)
        assert silent["words"]["key"].endswith(f"missing_{Link.NOT_REPORTED}")
    # Reasons of a dock's access are as the repairs have them.
    refused = StorageAccess(refused=now, refusal="sts_denied")
    with patch.object(catalog.ledger, "access", return_value=refused):
        answer = await ask("missing", flight_id="gone")
    assert answer["words"]["key"].endswith(f"missing_{Link.REFUSED}")
    assert "{" not in answer["words"]["text"]


async def test_others_are_refused(
    hass: HomeAssistant, ask: Ask, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """In words, and as if the dock was not there; one who may look, may."""
    own, other = device_id(hass, dock.serial), device_id(hass, dock.aircraft_serial or "")
    await upload(dock, PHOTO)
    stranger = await token_of(
        hass, await add_user(hass, policy=on_devices(other, "read", "control"))
    )
    for what in ("days", "files", "positions", "missing"):
        error = await ask(what, stranger, **({"flight_id": "f"} if what == "missing" else {}))
        assert error["translation_key"] == "dock_not_here", what
        assert error["message"].startswith("This dock is no longer there")
    for device in (other, "0" * 32):
        assert (await ask("days", device_id=device))["translation_key"] == "dock_not_here"
    reader = await token_of(hass, await add_user(hass, group=GROUP_ID_READ_ONLY))
    assert len((await ask("files", reader, device_id=own))["files"]) == 1
    with patch.object(
        loaded.runtime_data.catalog.gallery, "days", side_effect=DatabaseUnusable("disk")
    ):
        error = await ask("days")
    assert error["translation_key"] == "index_unusable"
    with patch.object(loaded.runtime_data.bucket, "is_set", new=False):
        assert (await ask("files"))["translation_key"] == "bucket_not_set"
    assert await hass.config_entries.async_unload(loaded.entry_id)
    assert (await ask("days"))["translation_key"] == "dock_not_here"
