"""What happened to a dock: our own records and the recorder's history, without doubles."""

from datetime import timedelta
from typing import Any

from homeassistant.components.recorder import Recorder
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
)
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from custom_components.dji_dock.const import DOMAIN
from tests.helpers.home import call, device_id, wait_until
from tests.helpers.told import ALARM, DOCK, Told
from tests.lab.simulator import FlightPlan, SimulatedDock

PARKED: dict[str, Any] = {"mode_code": 0, "drone_in_dock": 1, "flighttask_step_code": 5}
FLYING: dict[str, Any] = {"mode_code": 4, "drone_in_dock": 0, "flighttask_step_code": 1}


class Page:
    """What the page of a dock asks."""

    def __init__(self, hass: HomeAssistant, client: Any) -> None:
        """Take the connection."""
        self._hass = hass
        self._client = client

    async def ask(self, serial: str = DOCK, **more: Any) -> dict[str, Any]:
        """Ask for the last day, and return the answer."""
        now = dt_util.utcnow()
        await self._client.send_json_auto_id(
            {
                "type": f"{DOMAIN}/timeline",
                "device_id": device_id(self._hass, serial),
                "start": (now - timedelta(days=1)).isoformat(),
                "end": (now + timedelta(minutes=1)).isoformat(),
                **more,
            }
        )
        answer: dict[str, Any] = await self._client.receive_json()
        return answer

    async def events(self, serial: str = DOCK, **more: Any) -> list[dict[str, Any]]:
        """Return what happened, newest first."""
        answer = await self.ask(serial, **more)
        assert answer["success"], answer
        events: list[dict[str, Any]] = answer["result"]["events"]
        return events

    async def all(self, limit: int) -> list[dict[str, Any]]:
        """Return what happened, page by page."""
        found: list[dict[str, Any]] = []
        following: dict[str, Any] = {}
        while True:
            answer = (await self.ask(limit=limit, **following))["result"]
            assert len(answer["events"]) <= limit
            found += answer["events"]
            if answer["next"] is None:
                return found
            following = {"before": answer["next"]}


@pytest.fixture
async def page(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_ws_client: WebSocketGenerator
) -> Page:
    """Return a page that a browser shows."""
    return Page(hass, await hass_ws_client(hass))


def kinds(events: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return what kind of thing happened."""
    return [(event["kind"], event["what"]) for event in events]


async def live(hass: HomeAssistant, loaded: MockConfigEntry, told: Told) -> None:
    """Let a dock fly, raise an alarm, leave and be back."""
    told.say(DOCK, **PARKED)
    told.say(DOCK, **FLYING)
    await hass.async_block_till_done()
    told.alarm(DOCK, ALARM, {**ALARM, "code": "0x16100084"})
    await hass.async_block_till_done()
    told.alarm(DOCK, {**ALARM, "code": "0x16100084"})
    await hass.async_block_till_done()
    told.alarm(DOCK)
    await hass.async_block_till_done()
    told.say(DOCK, **PARKED)
    await hass.async_block_till_done()
    for online in (False, True):
        loaded.runtime_data.server.fleet.update(DOCK, online=online)
        await hass.async_block_till_done()


SEEN = [
    ("connection", "back"),
    ("connection", "offline"),
    ("flight", "ended"),
    ("alarm", "cleared"),
    ("alarm", "cleared"),
    # Two within a millisecond.
    ("alarm", "raised"),
    ("alarm", "raised"),
    ("flight", "started"),
]


async def test_what_the_recorder_keeps(
    recorder_mock: Recorder, hass: HomeAssistant, loaded: MockConfigEntry, told: Told, page: Page
) -> None:
    """Flights, alarms, and whether the dock was there; also under other names."""
    await live(hass, loaded, told)
    er.async_get(hass).async_update_entity(
        told.entity("event", "flight"), new_entity_id="event.renamed"
    )
    await async_wait_recording_done(hass)
    events = await page.events()
    assert sorted(kinds(events)) == sorted(SEEN)
    texts = [event["words"]["text"] for event in events]
    assert texts[:2] == ["Dock is back online", "Dock went offline"]
    raised = [event for event in events if event["what"] == "raised"]
    for event in raised:
        text = event["words"]["placeholders"]["alarm"]
        assert event["words"]["text"] == f"Alarm of the aircraft: {text}"
        assert event["link"].startswith(f"/dji-dock/logs/{device_id(hass, DOCK)}?from=")
    assert {event["data"]["code"] for event in raised} == {ALARM["code"], "0x16100084"}
    times = [event["when"] for event in events]
    assert times == sorted(times, reverse=True)


async def test_a_flight_over_midnight_leads_to_the_day_on_which_it_began(
    recorder_mock: Recorder, hass: HomeAssistant, loaded: MockConfigEntry, told: Told, page: Page
) -> None:
    """There its pictures begin; also where nobody knows when it did."""
    told.say(DOCK, **PARKED)
    await hass.async_block_till_done()
    now = dt_util.utcnow()
    entity_id = told.entity("event", "flight")
    for when, what, flight_id in (
        (now - timedelta(days=1), "started", "night"),
        (now, "ended", "night"),
        (now + timedelta(seconds=1), "ended", "alone"),
    ):
        attributes = {"event_type": what, "flight_id": flight_id}
        hass.states.async_set(entity_id, when.isoformat(timespec="milliseconds"), attributes)
    await async_wait_recording_done(hass)
    links = {
        event["data"]["flight_id"]: event["link"]
        for event in await page.events(kinds=["flight"])
        if event["what"] == "ended"
    }
    media = f"/dji-dock/media/{device_id(hass, DOCK)}"
    assert links == {
        "night": f"{media}/{dt_util.as_local(now - timedelta(days=1)).date()}/night",
        "alone": f"{media}/{dt_util.as_local(now + timedelta(seconds=1)).date()}/alone",
    }


async def test_a_reload_is_nothing_that_happened_to_the_dock(
    recorder_mock: Recorder, hass: HomeAssistant, loaded: MockConfigEntry, told: Told, page: Page
) -> None:
    """Entities go, come back, and show their last event again."""
    await live(hass, loaded, told)
    for _ in range(2):
        await hass.config_entries.async_reload(loaded.entry_id)
        await hass.async_block_till_done()
        again = Told(hass, loaded.runtime_data)
        again.say(DOCK, **PARKED)
        await hass.async_block_till_done()
    await async_wait_recording_done(hass)
    assert sorted(kinds(await page.events())) == sorted(SEEN)


@pytest.mark.parametrize("limit", [1, 2, 5])
async def test_page_by_page_nothing_is_missing_and_nothing_twice(
    recorder_mock: Recorder,
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    told: Told,
    page: Page,
    limit: int,
) -> None:
    """However small the pages are."""
    for _ in range(3):
        await live(hass, loaded, told)
    await hass.config_entries.async_reload(loaded.entry_id)
    await async_wait_recording_done(hass)
    whole = await page.events(limit=200)
    assert len(whole) == 3 * len(SEEN)
    assert await page.all(limit) == whole


async def test_only_some_kinds(
    recorder_mock: Recorder, hass: HomeAssistant, loaded: MockConfigEntry, told: Told, page: Page
) -> None:
    """For who looks for one of them, so that others do not fill the page."""
    await live(hass, loaded, told)
    await async_wait_recording_done(hass)
    for wanted in (["alarm"], ["flight", "connection"], ["job", "media", "log_upload"], []):
        seen = kinds(await page.events(kinds=wanted))
        assert sorted(seen) == sorted(each for each in SEEN if each[0] in wanted)


async def test_uploads_and_who_asked(
    recorder_mock: Recorder,
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    dock: SimulatedDock,
    page: Page,
    hass_admin_user: MockUser,
) -> None:
    """From our own records; the recorder has them, too, and is heard only where those are gone."""
    uploads = []
    logs = loaded.runtime_data.logs
    for user in (hass_admin_user.id, None):
        response: Any = await hass.services.async_call(
            DOMAIN,
            "start_log_upload",
            {"device_id": device_id(hass, dock.serial), "modules": ["dock"]},
            blocking=True,
            return_response=True,
            context=Context(user_id=user),
        )
        uploads.append(response["upload_id"])
        await wait_until(lambda: logs.registry.running(dock.serial) is None)
    await hass.async_block_till_done()
    await async_wait_recording_done(hass)
    events = await page.events(dock.serial)
    shown = [event for event in events if event["kind"] == "log_upload"]
    assert [event["words"]["text"] for event in shown] == [
        "Logs uploaded",
        "Log upload asked for by an automation",
        "Logs uploaded",
        f"Log upload asked for by {hass_admin_user.name}",
    ]
    link = f"/dji-dock/uploads/{device_id(hass, dock.serial)}/{uploads[0]}"
    assert [event["link"] for event in shown[2:]] == [link, link]
    await call(hass, "delete_log_uploads", dock.serial, upload_ids=uploads)
    events = await page.events(dock.serial)
    gone = [event for event in events if event["kind"] == "log_upload"]
    assert [event["what"] for event in gone] == ["uploaded", "started"] * 2
    assert {event["data"]["upload_id"] for event in gone} == set(uploads)


async def test_files_of_a_flight(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock, page: Page
) -> None:
    """As one, with the name of the newest; there is no recorder, and it is not needed."""
    plan = FlightPlan(flight_id="flight-1", photos=2, videos=0, ppk=False, photo_width=320)
    files = await dock.fly(plan)

    def arrived() -> bool:
        flight = loaded.runtime_data.media.state(dock.serial).flight
        return flight is not None and flight.arrived == len(files)

    await wait_until(arrived)
    [event] = await page.events(dock.serial)
    assert (event["kind"], event["what"]) == ("media", "complete")
    assert event["words"]["text"].startswith(f"Files of a flight in the bucket: all {len(files)},")
    assert event["data"]["flight_id"] == "flight-1"
    assert event["link"].startswith(f"/dji-dock/media/{device_id(hass, dock.serial)}/20")
    assert event["link"].endswith("/flight-1")


async def test_who_may_not_see_the_dock(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    told: Told,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    hass_read_only_user: MockUser,
) -> None:
    """Gets nothing; who may read gets it."""
    page = Page(hass, await hass_ws_client(hass, hass_read_only_access_token))
    assert (await page.ask())["success"]
    hass_read_only_user.mock_policy({"entities": {"entity_ids": {"sensor.other": {"read": True}}}})
    refused = await page.ask()
    assert not refused["success"]
    assert refused["error"]["translation_key"] == "dock_not_here"


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": "yesterday"},
        {"before": "2026-11-01T00:00:00"},
        {"before": "now 1"},
        {"before": "2026-11-01T00:00:00 99999"},
        {"kinds": ["lock"]},
        {"limit": 0},
        {"limit": 201},
    ],
)
async def test_what_cannot_be_asked(told: Told, page: Page, wrong: dict[str, Any]) -> None:
    """Is refused."""
    refused = await page.ask(**wrong)
    assert refused["error"]["code"] == "invalid_format"
