"""What the page is sent, over a real connection."""

from dataclasses import replace
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.jobs.models import Job, JobStatus
from custom_components.dji_dock.logs.models import UploadStatus
from custom_components.dji_dock.panel.board import board
from custom_components.dji_dock.panel.dock_view import dock_view
from custom_components.dji_dock.util.issues import Issues
from tests.helpers.home import device_id, wait_until
from tests.helpers.page import Page
from tests.helpers.told import AIRCRAFT, ALARM, DOCK, NEW_AIRCRAFT, OTHER, Told
from tests.helpers.upload_records import new
from tests.helpers.users import add_user, on_devices, token_of
from tests.lab.simulator import FlightPlan, SimulatedDock
from tests.lab.stack.mosquitto import Mosquitto


@pytest.fixture
async def page(hass: HomeAssistant, hass_ws_client: WebSocketGenerator, told: Told) -> Page:
    """Return the page of an administrator."""
    return await Page.open(hass, hass_ws_client)


async def test_everything_comes_first(hass: HomeAssistant, told: Told, page: Page) -> None:
    """The entry, and the dock with what it told."""
    told.say(
        DOCK,
        mode_code=0,
        cover_state=1,
        drone_in_dock=1,
        drone_charge_state={"state": 1, "capacity_percent": 87},
        environment_temperature=21.5,
        rainfall=0,
        latitude=52.12345678,
        longitude=4.1,
    )
    await hass.async_block_till_done()
    snapshot = await page.subscribe()
    assert snapshot["admin"] is True
    [entry] = snapshot["entries"]
    assert (entry["title"], entry["loaded"], entry["broker"]) == ("Home", True, {"connected": True})
    assert entry["bucket"]["configured"] is True
    [dock] = snapshot["docks"]
    assert dock["device_id"] == device_id(hass, DOCK)
    assert (dock["serial"], dock["mode"], dock["cover"], dock["in_dock"]) == (
        DOCK, "idle", "open", True,
    )  # fmt: skip
    assert dock["aircraft"]["serial"] == AIRCRAFT
    assert (dock["aircraft"]["battery"], dock["aircraft"]["charging"]) == (87, True)
    assert dock["weather"]["temperature"] == 21.5
    assert dock["position"] == {"latitude": 52.12346, "longitude": 4.1}
    assert dock["may"] == {"control": True, "administer": True}
    assert dock["attention"] == []
    assert snapshot["uploads"] == []


async def test_changes_follow_at_a_pace(hass: HomeAssistant, told: Told, page: Page) -> None:
    """What changes again and again comes once, as it is at the end; what does not change never."""
    await page.subscribe()
    for cover in (1, 2, 0, 1, 2):
        told.say(DOCK, cover_state=cover)
    await page.next("dock", lambda event: event["dock"]["cover"] == "half_open")
    for cover in (1, 0, 1):
        told.say(DOCK, cover_state=cover)
    event = await page.next("dock")
    assert event["dock"]["cover"] == "open"
    told.say(DOCK, cover_state=1)
    told.say(DOCK, mode_code=1)
    assert (await page.next("dock"))["dock"]["mode"] == "on_site_debug"
    assert not [event for event in page.events if event["type"] == "dock"]


async def test_a_reload_in_the_middle(
    hass: HomeAssistant, told: Told, page: Page, loaded: MockConfigEntry
) -> None:
    """The page is told that the entry is away, and that it is back; and hears its dock again."""
    await page.subscribe()
    assert await hass.config_entries.async_unload(loaded.entry_id)
    away = await page.next("snapshot", lambda event: not event["docks"])
    assert [(entry["loaded"], entry["broker"]) for entry in away["entries"]] == [
        (False, {"connected": False})
    ]
    assert await hass.config_entries.async_setup(loaded.entry_id)
    back = await page.next("snapshot", lambda event: event["docks"])
    assert back["entries"][0]["loaded"] is True
    Told(hass, loaded.runtime_data).say(DOCK, cover_state=1)
    await page.next("dock", lambda event: event["dock"]["cover"] == "open")


async def test_an_entry_that_does_not_start_says_why(
    hass: HomeAssistant,
    hass_ws_client: WebSocketGenerator,
    entry: MockConfigEntry,
    mosquitto: Mosquitto,
    socket_enabled: None,
) -> None:
    """In words that the page can translate."""
    entry.add_to_hass(hass)
    mosquitto.kill()
    await hass.config_entries.async_setup(entry.entry_id)
    page = await Page.open(hass, hass_ws_client)
    [view] = (await page.subscribe())["entries"]
    assert (view["state"], view["loaded"]) == ("setup_retry", False)
    assert view["reason"]["key"] == "exceptions.broker_unreachable.message"
    assert "broker" in view["reason"]["text"].lower()


async def test_entries_come_and_go(
    hass: HomeAssistant, page: Page, loaded: MockConfigEntry, set_up_nothing: None
) -> None:
    """Also while nobody reloads the page."""
    await page.subscribe()
    other = MockConfigEntry(domain=DOMAIN, title="Harbour")
    await hass.config_entries.async_add(other)
    both = await page.next("snapshot", lambda event: len(event["entries"]) == 2)
    assert {entry["title"] for entry in both["entries"]} == {"Home", "Harbour"}
    hass.config_entries.async_update_entry(loaded, title="Roof")
    await page.next("entry", lambda event: event["entry"]["title"] == "Roof")
    await hass.config_entries.async_remove(other.entry_id)
    await page.next("snapshot", lambda event: len(event["entries"]) == 1)


async def test_docks_come_and_go(hass: HomeAssistant, told: Told, page: Page) -> None:
    """A new one is shown, one that was removed is taken away."""
    await page.subscribe()
    told.link(OTHER, NEW_AIRCRAFT)
    event = await page.next("dock", lambda event: event["dock"]["serial"] == OTHER)
    known_as = event["dock"]["device_id"]
    hub = hass.config_entries.async_loaded_entries(DOMAIN)[0].runtime_data
    hub.server.fleet.update(OTHER, online=False)
    await page.next("dock", lambda event: not event["dock"]["online"])
    assert await hub.async_forget_device(OTHER)
    dr.async_get(hass).async_remove_device(known_as)
    assert (await page.next("dock_gone"))["device_id"] == known_as


async def test_names_and_areas(hass: HomeAssistant, told: Told, page: Page) -> None:
    """As the user gives them."""
    await page.subscribe()
    area = ar.async_get(hass).async_create("Roof")
    registry = dr.async_get(hass)
    registry.async_update_device(device_id(hass, DOCK), name_by_user="Nest", area_id=area.id)
    event = await page.next("dock", lambda event: event["dock"]["name"] == "Nest")
    assert event["dock"]["area"] == "Roof"
    ar.async_get(hass).async_update(area.id, name="Top")
    await page.next("dock", lambda event: event["dock"]["area"] == "Top")


async def test_nothing_runs_while_nobody_looks(
    hass: HomeAssistant, told: Told, page: Page, loaded: MockConfigEntry
) -> None:
    """Nor while nothing changes; what has changed meanwhile is there at the next look."""
    hub = loaded.runtime_data
    listening = len(hub.coordinators[DOCK]._listeners)
    await page.subscribe()
    assert len(hub.coordinators[DOCK]._listeners) == listening + 1
    await wait_until(lambda: board(hass).idle)
    await page.unsubscribe()
    assert len(hub.coordinators[DOCK]._listeners) == listening
    told.say(DOCK, cover_state=1)
    assert board(hass).idle
    assert (await page.subscribe())["docks"][0]["cover"] == "open"


async def test_two_pages_share_the_work(
    hass: HomeAssistant,
    told: Told,
    page: Page,
    hass_ws_client: WebSocketGenerator,
    loaded: MockConfigEntry,
) -> None:
    """And one that leaves does not end what the other sees."""
    other = await Page.open(hass, hass_ws_client)
    await page.subscribe()
    listening = len(loaded.runtime_data.coordinators[DOCK]._listeners)
    await other.subscribe()
    assert len(loaded.runtime_data.coordinators[DOCK]._listeners) == listening
    with patch("custom_components.dji_dock.panel.views.dock_view", side_effect=dock_view) as made:
        told.say(DOCK, cover_state=1)
        for each in (page, other):
            await each.next("dock", lambda event: event["dock"]["cover"] == "open")
        assert made.call_count == 1
    await other.unsubscribe()
    told.say(DOCK, cover_state=2)
    await page.next("dock", lambda event: event["dock"]["cover"] == "half_open")


async def test_everybody_sees_what_they_may(
    hass: HomeAssistant, told: Told, hass_ws_client: WebSocketGenerator
) -> None:
    """A dock that a user may not see is not there, and neither is what changes of it."""
    told.link(OTHER, NEW_AIRCRAFT)
    await hass.async_block_till_done()
    own = device_id(hass, DOCK)
    user = await add_user(hass, policy=on_devices(own, "read"))
    page = await Page.open(hass, hass_ws_client, await token_of(hass, user))
    snapshot = await page.subscribe()
    assert snapshot["admin"] is False
    assert [dock["device_id"] for dock in snapshot["docks"]] == [own]
    assert snapshot["docks"][0]["may"] == {"control": False, "administer": False}
    assert [entry["issues"] for entry in snapshot["entries"]] == [[]]
    told.say(OTHER, cover_state=1)
    told.say(DOCK, cover_state=1)
    assert (await page.next("dock"))["dock"]["device_id"] == own
    user.mock_policy(on_devices(device_id(hass, OTHER), "read", "control"))
    hass.bus.async_fire("user_updated", {"user_id": user.id})
    snapshot = await page.next("snapshot")
    assert [(dock["serial"], dock["may"]["control"]) for dock in snapshot["docks"]] == [
        (OTHER, True)
    ]


async def test_nobody_without_rights_sees_anything(
    hass: HomeAssistant, told: Told, hass_ws_client: WebSocketGenerator
) -> None:
    """Not even which clouds there are."""
    user = await add_user(hass, policy={"entities": {"domains": {"vacuum": True}}})
    page = await Page.open(hass, hass_ws_client, await token_of(hass, user))
    snapshot = await page.subscribe()
    assert (snapshot["entries"], snapshot["docks"], snapshot["uploads"]) == ([], [], [])


async def test_alarms_with_words_and_since_when(
    hass: HomeAssistant, told: Told, page: Page, loaded: MockConfigEntry
) -> None:
    """They are the first thing that needs somebody; a notice is none."""
    await page.subscribe()
    told.alarm(
        DOCK, ALARM | {"device_type": "3-3-0", "level": 2}, ALARM | {"level": 0, "code": "0x1"}
    )
    event = await page.next("dock", lambda event: event["dock"]["alarms"])
    worst, notice = event["dock"]["alarms"]
    assert (worst["level"], notice["level"]) == (2, 0)
    assert worst["text"]["key"].startswith("common.hms")
    assert worst["text"]["text"] != worst["text"]["key"]
    assert worst["since"] is not None
    [item] = event["dock"]["attention"]
    assert (item["kind"], item["level"], item["since"]) == ("alarm", "error", worst["since"])
    told.alarm(DOCK)
    await page.next("dock", lambda event: not event["dock"]["alarms"])


async def test_what_needs_somebody_comes_most_urgent_first(
    hass: HomeAssistant, told: Told, page: Page, loaded: MockConfigEntry
) -> None:
    """Issues lead to where they are mended; those about the cloud are at the entry."""
    await page.subscribe()
    issues = Issues(hass, loaded.entry_id)
    issues.show("cover_left_open", DOCK, dock="Roof", minutes="10")
    await page.next("dock", lambda event: event["dock"]["attention"])
    loaded.runtime_data.server.fleet.update(DOCK, online=False)
    event = await page.next("dock", lambda event: len(event["dock"]["attention"]) == 2)
    known_as = event["dock"]["device_id"]
    assert [(item["kind"], item["level"], item["link"]) for item in event["dock"]["attention"]] == [
        ("offline", "error", f"/dji-dock/dock/{known_as}"),
        ("cover_left_open", "warning", f"/dji-dock/dock/{known_as}"),
    ]
    assert event["dock"]["attention"][1]["words"]["text"] == "The cover of Roof is open"
    issues.show("license_missing", cloud="Home")
    event = await page.next("entry", lambda event: event["entry"]["issues"])
    [item] = event["entry"]["issues"]
    assert item["words"]["key"] == "issues.license_missing.title"
    assert item["link"] == f"/dji-dock/setup/{loaded.entry_id}"
    issues.clear("cover_left_open", DOCK)
    await page.next("dock", lambda event: len(event["dock"]["attention"]) == 1)


async def test_a_flight_is_shown(hass: HomeAssistant, told: Told, page: Page) -> None:
    """Since when, and how far."""
    await page.subscribe()
    told.say(DOCK, flighttask_step_code=1, mode_code=4)
    event = await page.next("dock", lambda event: event["dock"]["flight"])
    assert event["dock"]["flight"]["started"]
    told.say(
        DOCK,
        "events",
        "flighttask_progress",
        output={"status": "in_progress", "ext": {"flight_id": "f1"}, "progress": {"percent": 40}},
    )
    event = await page.next("dock", lambda event: event["dock"]["flight"]["progress"])
    assert (event["dock"]["flight"]["flight_id"], event["dock"]["flight"]["progress"]) == ("f1", 40)


async def test_a_hundred_docks(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    socket_enabled: None,
) -> None:
    """All of them are in one message, and each change is one of its own."""
    entry.add_to_hass(hass)
    with patch("custom_components.dji_dock.PLATFORMS", []):
        # Twenty thousand entities would take most of the time, and have no part in it.
        assert await hass.config_entries.async_setup(entry.entry_id)
        told, page = Told(hass, entry.runtime_data), await Page.open(hass, hass_ws_client)
        await _let_a_hundred_tell(entry.runtime_data, told, page)
        assert await hass.config_entries.async_unload(entry.entry_id)


async def _let_a_hundred_tell(hub: Hub, told: Told, page: Page) -> None:
    serials = [f"8UUXN00000{number:04}" for number in range(100)]
    for number, serial in enumerate(serials):
        told.link(serial, f"1581F00000{number:04}")
    await wait_until(lambda: hub.server.connected)
    snapshot = await page.subscribe()
    assert len(snapshot["docks"]) == 100
    for serial in serials:
        told.say(serial, cover_state=1)
    changed: set[str] = set()
    while len(changed) < 100:
        event = await page.next("dock", lambda event: event["dock"]["cover"] == "open")
        assert event["dock"]["serial"] not in changed
        changed.add(event["dock"]["serial"])


async def test_what_failed_says_why(
    hass: HomeAssistant, told: Told, page: Page, loaded: MockConfigEntry
) -> None:
    """The last upload and the last command, until something better came after them."""
    await page.subscribe()
    hub: Hub = loaded.runtime_data
    now = dt_util.utcnow()
    failed = replace(
        new("dock", finished=now, checked=True),
        status=UploadStatus.FAILED,
        error="dock_failed",
        error_code=324012,
    )
    hub.logs.registry.put(failed)
    hub.logs.registry.notify(failed, None)
    event = await page.next("dock", lambda event: event["dock"]["attention"])
    [item] = event["dock"]["attention"]
    assert (item["kind"], item["level"]) == ("upload_failed", "warning")
    assert item["reason"]["key"] == "exceptions.code_324012.message"
    assert item["link"] == f"/dji-dock/uploads/{event['dock']['device_id']}/{failed.upload_id}"
    job = Job(
        job_id="job",
        dock=DOCK,
        command="cover_open",
        status=JobStatus.FAILED,
        created=now,
        finished=now,
        reason="job_dock_gone",
    )
    hub.jobs._registry.put(job)
    hub.coordinators.refresh(DOCK)
    event = await page.next("dock", lambda event: len(event["dock"]["attention"]) == 2)
    assert [item["kind"] for item in event["dock"]["attention"]] == ["upload_failed", "job_failed"]
    assert event["dock"]["attention"][1]["reason"]["key"] == "exceptions.job_dock_gone.message"
    later = replace(failed, upload_id="later", status=UploadStatus.UPLOADED, error="", error_code=0)
    hub.logs.registry.put(later)
    hub.logs.registry.notify(later, None)
    event = await page.next("dock", lambda event: len(event["dock"]["attention"]) == 1)
    assert event["dock"]["attention"][0]["kind"] == "job_failed"


async def test_media_in_the_bucket(
    hass: HomeAssistant, dock: SimulatedDock, hass_ws_client: WebSocketGenerator
) -> None:
    """The page is told that there are more, and asks for them itself."""
    page = await Page.open(hass, hass_ws_client)
    await page.subscribe()
    await dock.fly(FlightPlan(photos=1, videos=0, ppk=False, photo_width=320))
    known_as = device_id(hass, dock.serial)
    event = await page.both(
        ("media", lambda event: event["device_id"] == known_as),
        ("dock", lambda event: event["dock"]["media"]["files"]),
    )
    assert event == {"type": "media", "device_id": known_as}
