"""Keys as pilots name routes: whatever the store takes is counted, shown and opened."""

import asyncio
from typing import Any
import urllib.request

from homeassistant.core import Event, EventStateChangedData, HomeAssistant
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component
from hypothesis import given, strategies as st
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import (
    ClientSessionGenerator,
    WebSocketGenerator,
)

from custom_components.dji_dock.catalog.identifier import Identifier, PageKind
from custom_components.dji_dock.util.texts import shown
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import call, state, wait_until
from tests.helpers.media import callback, credentials, upload
from tests.lab.simulator import SimulatedDock

NAMES = {
    "航线\u3000一/DJI_20261120160420_0001_V.JPG": "DJI_20261120160420_0001_V.JPG",
    "f/a\u00a0b.JPG": "a b.JPG",
    "f/می\u200cرود.JPG": "می\u200cرود.JPG",
    "f/क्\u200dष.JPG": "क्\u200dष.JPG",
    "f/\u200fq.JPG": "q.JPG",
    "f/trail.JPG ": "trail.JPG",
    "f/tab\t\x7f.JPG": "tab .JPG",
    "f/\u202egpj.exe": "gpj.exe",
    "f/e\u0301.JPG": "e\u0301.JPG",
    "f//double.JPG": "double.JPG",
    "f/~50%|a?b#c.JPG": "~50%|a?b#c.JPG",
    "f/\u3000": "_",
}


async def test_every_key_of_the_store_is_a_key(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_client: ClientSessionGenerator,
) -> None:
    """It stays as it is to the letter where it is passed on, and is cleaned where it is read."""
    assert await async_setup_component(hass, "media_source", {})
    events: list[dict[str, Any]] = []

    def note(event: Event[EventStateChangedData]) -> None:
        if event.data["new_state"] is not None:
            events.append(dict(event.data["new_state"].attributes))

    async_track_state_change_event(hass, "event.roof_media", note)
    keys = [await upload(dock, name, "flight-1") for name in NAMES]
    await wait_until(lambda: state(hass, "sensor.roof_media_files") == str(len(keys)))
    # What looks files up may count the last one before it is announced.
    await wait_until(lambda: len(events) == len(keys))
    assert [event["object_key"] for event in events] == keys
    assert [event["name"] for event in events] == list(NAMES.values())
    assert loaded.runtime_data.catalog.ledger.access(dock.serial).misplaced is None

    # The same when a listing finds them again.
    assert await loaded.runtime_data.upkeep.async_list(dock.serial)
    assert state(hass, "sensor.roof_media_files") == str(len(keys))

    answer = await call(hass, "get_media_links", dock.serial, object_keys=keys)
    assert [link["object_key"] for link in answer["links"]] == keys
    for link in answer["links"]:
        body = await asyncio.to_thread(_read, link["url"])
        assert body == b"x" * 1000

    socket, client = await hass_ws_client(hass), await hass_client()

    async def ask(kind: str, where: str) -> dict[str, Any]:
        await socket.send_json_auto_id({"type": f"media_source/{kind}", "media_content_id": where})
        answer: dict[str, Any] = (await socket.receive_json())["result"]
        return answer

    # One flight, on the day that the callbacks told.
    where = f"media-source://dji_dock/{ENTRY_ID}|{dock.serial}|flight|2026-11-20|flight-1"
    page = await ask("browse_media", where)
    assert len(page["children"]) == len(keys)
    for child in page["children"]:
        assert child["title"] == shown(child["title"])
        assert await ask("browse_media", child["media_content_id"])
        url = (await ask("resolve_media", child["media_content_id"]))["url"]
        opened = await client.get(url)
        assert (opened.status, await opened.read()) == (200, b"x" * 1000)
        assert opened.headers["Content-Disposition"].isprintable()


@pytest.mark.parametrize("name", ["f/../../x.JPG", "..", "f/./x.JPG", "f/"])
async def test_what_a_browser_would_look_for_elsewhere_is_none(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, name: str
) -> None:
    """Nor is a folder."""
    prefix = (await credentials(dock))["object_key_prefix"]
    dock.emit("file_upload_callback", callback(f"{prefix}/{name}"), need_reply=True)
    access = loaded.runtime_data.catalog.ledger.access
    await wait_until(lambda: access(dock.serial).misplaced)
    assert state(hass, "sensor.roof_media_files") == "0"


@given(st.text(max_size=200), st.sampled_from(PageKind))
def test_identifiers_carry_everything(rest: str, kind: PageKind) -> None:
    """In letters that an address carries."""
    known = Identifier(ENTRY_ID, "8UUXN0000000A1", kind, rest)
    text = str(known)
    assert text.isprintable()
    assert text == text.strip()
    assert Identifier.parse(text) == known


@given(st.text())
def test_what_people_read_stays_on_its_line(text: str) -> None:
    """And turns nothing around that comes after it."""
    cleaned = shown(text)
    assert cleaned.replace("\u200c", "").replace("\u200d", "").isprintable()
    assert cleaned == cleaned.strip()
    assert shown(cleaned) == cleaned


def _read(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        data: bytes = answer.read()
        return data
