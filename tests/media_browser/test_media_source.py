"""The media browser, over the websocket that the frontend uses."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock, patch

from aiohttp import ClientSession
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)
from yarl import URL

from custom_components.dji_dock.bucket import BucketUnreachable
from custom_components.dji_dock.catalog.identifier import Identifier, NoIdentifier, PageKind
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.database import LOGS, MEDIA
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.media_browser.titles import Titles, human_size
from custom_components.dji_dock.media_browser.views import media_path, thumbnail_path
from tests.helpers.entries import ENTRY_ID
from tests.helpers.media import fill, found, prefix_of
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.s3 import Store

type Browse = Callable[..., Awaitable[Any]]

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
async def browse(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Browse:
    """Return what opens something in the media browser."""
    assert await async_setup_component(hass, "media_source", {})
    await hass.config.async_set_time_zone("Europe/Amsterdam")
    client = await hass_ws_client(hass)

    async def ask(what: str, kind: str = "browse_media") -> Any:
        await client.send_json_auto_id(
            {"type": f"media_source/{kind}", "media_content_id": f"media-source://dji_dock{what}"}
        )
        answer = await client.receive_json()
        return answer["result"] if answer["success"] else answer["error"]

    return ask


def titles(page: dict[str, Any]) -> list[str]:
    """Return the titles of what a page shows."""
    return [child["title"] for child in page["children"]]


async def test_media_by_day_flight_and_file(
    browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Newest first, with titles that people understand."""
    prefix = prefix_of(loaded, dock, MEDIA)
    early = NOON - timedelta(days=3)
    await fill(
        loaded,
        dock,
        MEDIA,
        [
            found(prefix, "f1", "DJI_1.JPG", early),
            found(prefix, "f2", "DJI_2.JPG", NOON),
            found(prefix, "f2", "DJI_3.MP4", NOON + timedelta(minutes=1), "video"),
            found(prefix, "f2", "DJI_3.obs", NOON + timedelta(minutes=2), "ppk"),
            found(prefix, "f3", "DJI_4.JPG", NOON + timedelta(hours=2)),
        ],
    )
    root = await browse("")
    assert root["title"] == "DJI Dock"
    assert titles(root) == ["Roof"]
    page = await browse(
        root["children"][0]["media_content_id"].removeprefix("media-source://dji_dock")
    )
    assert titles(page) == ["Media", "Logs"]

    async def opened(page: dict[str, Any], index: int) -> dict[str, Any]:
        where = page["children"][index]["media_content_id"]
        result: dict[str, Any] = await browse(where.removeprefix("media-source://dji_dock"))
        return result

    days = await opened(page, 0)
    assert titles(days) == ["2026-11-20 · 4 files", "2026-11-17 · 1 file"]
    flights = await opened(days, 0)
    assert titles(flights) == [
        "Flight at 15:00 · 1 file · 2.0 MB",
        "Flight at 13:00 · 3 files · 6.0 MB",
    ]
    files = await opened(flights, 1)
    assert titles(files) == [
        "13:02:00 · Satellite data .obs",
        "13:01:00 · Video",
        "13:00:00 · Photo",
    ]
    photo = files["children"][2]
    assert photo["media_class"] == "image"
    assert photo["can_play"]
    assert photo["thumbnail"].startswith(f"/api/dji_dock/thumbnail/{ENTRY_ID}/")
    assert files["children"][1]["media_content_type"] == "video/mp4"
    resolved = await browse(
        photo["media_content_id"].removeprefix("media-source://dji_dock"), "resolve_media"
    )
    assert resolved["mime_type"] == "image/jpeg"
    # The store of the tests is not encrypted: Home Assistant passes its files on.
    assert resolved["url"].startswith(f"/api/dji_dock/media/{ENTRY_ID}/")
    assert "authSig" in resolved["url"]
    again = await browse(photo["media_content_id"].removeprefix("media-source://dji_dock"))
    assert again["title"] == "13:00:00 · Photo"


async def test_logs_by_upload(browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry) -> None:
    """The newest first."""
    prefix = prefix_of(loaded, dock, LOGS)
    where = await fill(
        loaded,
        dock,
        LOGS,
        [
            found(prefix, "20261120T110000Z_a", "dock.tar", NOON, "other"),
            found(prefix, "20261120T110000Z_a", "aircraft.tar", NOON, "other"),
            found(prefix, "20261119T110000Z_b", "dock.tar", NOON, "other"),
            found(prefix, "20261118T110000Z_c", "dock.tar", NOON, "other"),
            found(prefix, "20261118T110000Z_c", "notes.txt", NOON, "other"),
            found(prefix, "other", "dock.tar", NOON, "other"),
        ],
    )
    page = await browse(f"/{where}|logs|")
    assert titles(page) == [
        "2026-11-20 13:00 · Dock · 2.0 MB",
        "2026-11-20 12:00 · Aircraft, Dock · 4.0 MB",
        "2026-11-19 12:00 · Dock · 2.0 MB",
        "2026-11-18 12:00 · 2 files · 4.0 MB",
    ]
    inside = await browse(f"/{where}|upload|20261120T110000Z_a")
    assert inside["title"] == "2026-11-20 12:00"
    assert titles(inside) == ["Logs of the aircraft · 2.0 MB", "Logs of the dock · 2.0 MB"]


async def test_long_lists_come_in_pages(
    browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Each file, flight, day and upload is on exactly one page."""
    prefix = prefix_of(loaded, dock, MEDIA)
    many = [found(prefix, "f", f"DJI_{number}.JPG", NOON) for number in range(250)]
    many += [
        found(prefix, f"g{number}", "DJI_1.JPG", NOON + timedelta(seconds=number))
        for number in range(120)
    ]
    many += [
        found(prefix, f"h{number}", "DJI_1.JPG", NOON - timedelta(days=number + 1))
        for number in range(130)
    ]
    where = await fill(loaded, dock, MEDIA, many)
    logs = prefix_of(loaded, dock, LOGS)
    await fill(
        loaded,
        dock,
        LOGS,
        [found(logs, f"20261120T110{n:03}Z_a", "dock.tar", NOON, "other") for n in range(205)],
    )

    async def count(start: str) -> tuple[int, int]:
        shown, pages, here = 0, 0, start
        while here:
            page = await browse(here)
            pages += 1
            older = page["children"][-1]["title"] == "Older …"
            shown += len(page["children"]) - older
            here = ""
            if older:
                there = page["children"][-1]["media_content_id"]
                here = there.removeprefix("media-source://dji_dock")
        return shown, pages

    assert await count(f"/{where}|flight|2026-11-20|f") == (250, 3)
    assert await count(f"/{where}|day|2026-11-20") == (121, 2)
    assert await count(f"/{where}|media|") == (131, 2)
    assert await count(f"/{where}|logs|") == (205, 3)


@pytest.mark.parametrize(
    "what",
    [
        "/nobody",
        "/..|x",
        f"/{ENTRY_ID}|NOBODY",
        f"/{ENTRY_ID}|../x|media|",
        f"/{ENTRY_ID}|8UUXN0000000A1|nothing|",
        f"/{ENTRY_ID}|8UUXN0000000A1|day|yesterday",
        f"/{ENTRY_ID}|8UUXN0000000A1|day|9999-12-31",
        f"/{ENTRY_ID}|8UUXN0000000A1|file|no/such/key",
        f"/{ENTRY_ID}|8UUXN0000000A1|more|2026-11-20|no/such/key",
        "/" + "a" * 3000,
    ],
)
async def test_what_is_not_there_is_said(
    browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry, what: str
) -> None:
    """In words, whatever was asked for."""
    error = await browse(what)
    assert error["code"] == "browse_media_failed"
    error = await browse(what, "resolve_media")
    assert error["code"] == "resolve_media_failed"


async def test_a_file_of_another_dock_is_not_opened(
    browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Its key alone is not enough."""
    await asyncio.to_thread(
        loaded.runtime_data.catalog.objects.list_page,
        "OTHER",
        MEDIA,
        1,
        [found("x/media/OTHER", "f", "a.JPG", NOON)],
    )
    error = await browse(f"/{ENTRY_ID}|{dock.serial}|file|x/media/OTHER/f/a.JPG", "resolve_media")
    assert error["code"] == "resolve_media_failed"


async def test_what_lies_elsewhere_now_is_not_opened(
    browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """The folder in the bucket can be changed; the index learns of that later."""
    where = await fill(loaded, dock, MEDIA, [found("before/media/x", "f", "DJI_1.JPG", NOON)])
    error = await browse(f"/{where}|file|before/media/x/f/DJI_1.JPG", "resolve_media")
    assert error["code"] == "resolve_media_failed"


async def test_each_cloud_is_a_level_where_there_are_several(
    hass: HomeAssistant, browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """And none where there is one; what is not loaded is not shown."""
    other = MockConfigEntry(domain=DOMAIN, title="Field", data={}, entry_id="second")
    other.add_to_hass(hass)
    other.mock_state(hass, ConfigEntryState.LOADED)
    other.runtime_data = Mock(spec=Hub, coordinators={}, entry=other)
    assert sorted(titles(await browse(""))) == ["Field", "Home"]
    assert titles(await browse(f"/{ENTRY_ID}")) == ["Roof"]
    assert (await browse("/second"))["title"] == "Field"
    other.mock_state(hass, ConfigEntryState.NOT_LOADED)
    assert titles(await browse("")) == ["Roof"]
    assert (await browse("/second"))["code"] == "browse_media_failed"


async def test_an_index_that_fails_is_said(
    browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """In words that help."""
    where = await fill(loaded, dock, MEDIA, [])
    await loaded.runtime_data.catalog.async_stop()
    for answer in (
        await browse(f"/{where}|media|"),
        await browse(f"/{where}|file|key", "resolve_media"),
    ):
        assert "disk full or read-only" in answer["message"]


async def test_links_lead_to_the_bucket_where_that_was_chosen(
    hass: HomeAssistant, browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> None:
    """They say of a file what Home Assistant would: an archive is saved, under its name."""
    prefix = prefix_of(loaded, dock, LOGS)
    where = await fill(loaded, dock, LOGS, [found(prefix, "f", "dock.tar", NOON, "other")])
    key = f"{prefix}/f/dock.tar"
    store.client().put_object(Bucket=store.bucket, Key=key, Body=b"logs", ContentType="text/html")
    hass.config_entries.async_update_entry(loaded, options={"media_links": "bucket"})
    resolved = await browse(f"/{where}|file|{key}", "resolve_media")
    assert resolved["mime_type"] == "application/octet-stream"
    assert resolved["url"].startswith(store.endpoint)
    assert store.secret_key not in resolved["url"]
    async with ClientSession() as session, session.get(resolved["url"]) as answer:
        assert await answer.read() == b"logs"
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith(
            'attachment; filename="Roof_f_dock.tar"'
        )
    with patch.object(loaded.runtime_data.bucket, "link", side_effect=BucketUnreachable):
        error = await browse(f"/{where}|file|{key}", "resolve_media")
    assert error["message"].startswith("No store answers at ")


@pytest.mark.parametrize(
    "name", ["a b.JPG", "ä#?%&+;=%2F.JPG", "~7E~~.JPG", "'\"|`$<>.tar", "100%.JPG"]
)
async def test_a_link_opens_one_file_for_anybody(
    browse: Browse,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    store: Store,
    hass_client_no_auth: ClientSessionGenerator,
    name: str,
) -> None:
    """Whatever it is called; and no other."""
    prefix = prefix_of(loaded, dock, MEDIA)
    other = f"{prefix}/f/other.JPG"
    where = await fill(
        loaded, dock, MEDIA, [found(prefix, "f", n, NOON) for n in (name, "other.JPG")]
    )
    for key in (f"{prefix}/f/{name}", other):
        store.client().put_object(Bucket=store.bucket, Key=key, Body=key.encode())
    resolved = await browse(f"/{where}|file|{prefix}/f/{name}", "resolve_media")
    path, _, signature = resolved["url"].partition("?")
    stranger = await hass_client_no_auth()
    answer = await stranger.get(URL(resolved["url"], encoded=True))
    assert answer.status == 200
    assert await answer.read() == f"{prefix}/f/{name}".encode()
    assert (await stranger.get(URL(path, encoded=True))).status == 401
    for path in (media_path(ENTRY_ID, other), thumbnail_path(ENTRY_ID, f"{prefix}/f/{name}")):
        assert (await stranger.get(URL(f"{path}?{signature}", encoded=True))).status == 401


async def test_days_are_those_of_the_home(
    browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """Also those of 25 hours, on which an hour comes twice."""
    prefix = prefix_of(loaded, dock, MEDIA)
    # The clock went from 03:00 back to 02:00 on 2026-10-25 at 01:00 UTC.
    moments = [
        datetime(2026, 10, 24, 21, 59, tzinfo=UTC),
        datetime(2026, 10, 24, 22, 0, tzinfo=UTC),
        datetime(2026, 10, 25, 22, 59, tzinfo=UTC),
        datetime(2026, 10, 25, 23, 0, tzinfo=UTC),
    ]
    objects = [found(prefix, "", f"DJI_{n}.JPG", when) for n, when in enumerate(moments)]
    where = await fill(loaded, dock, MEDIA, objects)
    days = await browse(f"/{where}|media|")
    assert titles(days) == ["2026-10-26 · 1 file", "2026-10-25 · 2 files", "2026-10-24 · 1 file"]
    day = await browse(f"/{where}|day|2026-10-25")
    assert titles(day) == ["Other files · 2 files · 4.0 MB"]
    files = await browse(f"/{where}|flight|2026-10-25|")
    assert titles(files) == ["23:59:00 · Photo", "00:00:00 · Photo"]


@pytest.mark.slow
async def test_a_hundred_thousand_files_are_opened_at_once(
    browse: Browse, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """All of one day, which is the hardest; the bucket is not asked."""
    prefix = prefix_of(loaded, dock, MEDIA)
    start = NOON - timedelta(hours=12)
    where = await fill(
        loaded,
        dock,
        MEDIA,
        [
            found(prefix, f"f{n // 500}", f"DJI_{n}.JPG", start + timedelta(milliseconds=800 * n))
            for n in range(100_000)
        ],
    )
    thousands: list[None] = []
    with loaded.runtime_data.catalog.database.reading() as connection:
        # Steps of the database, which are the same on a busy machine.
        connection.set_progress_handler(lambda: thousands.append(None), 1000)
    with (
        patch.object(loaded.runtime_data.bucket, "lookup", side_effect=AssertionError),
        patch.object(loaded.runtime_data.bucket, "pages", side_effect=AssertionError),
    ):
        for what, children in (
            ("media|", 1),
            ("day|2026-11-20", 101),
            ("flight|2026-11-20|f50", 101),
        ):
            page = await browse(f"/{where}|{what}")
            # 100 for each file: of all files none is looked at for each of them.
            assert len(thousands) < 10_000, what
            thousands.clear()
            assert len(page["children"]) >= children


def test_words_that_are_missing_do_not_hurt() -> None:
    """In a language that is not complete."""
    assert Titles({}).word("media") == "media"


def test_identifiers_say_what_they_said() -> None:
    """There and back; keys may hold anything."""
    where = Identifier(ENTRY_ID, "8UUX", PageKind.FILE, "a|b/c d.JPG")
    assert Identifier.parse(str(where)) == where
    assert Identifier.parse(ENTRY_ID) == Identifier(ENTRY_ID)
    with pytest.raises(NoIdentifier):
        Identifier.parse("a\nb")


@pytest.mark.parametrize(
    ("size", "text"),
    [(0, "0 B"), (999, "999 B"), (12_345, "12 KB"), (5_600_000, "5.6 MB"), (3e15, "3000.0 TB")],
)
def test_sizes_read_well(size: int, text: str) -> None:
    """In decimal units, as stores count."""
    assert human_size(size) == text
