"""The blueprints as users run them: real broker, real store, simulated dock."""

import asyncio
from collections.abc import AsyncGenerator, Mapping
from pathlib import Path
import shutil
from typing import Any
import urllib.request

from homeassistant.components.automation import DOMAIN as AUTOMATION
from homeassistant.components.blueprint.schemas import BLUEPRINT_SCHEMA
from homeassistant.const import EVENT_HOMEASSISTANT_STARTED
from homeassistant.core import CoreState, HomeAssistant, ServiceCall
from homeassistant.helpers import entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
from homeassistant.util.yaml import load_yaml_dict
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.logs.queue import QueueTimings
from custom_components.dji_dock.logs.watchdog import UploadTimings
from tests.helpers.docks import dock_profile
from tests.helpers.home import call, device_id, state, wait_until
from tests.lab.simulator import Broker, Faults, Module, SimulatedDock, Simulator, expected_archive

FOLDER = Path(__file__).parents[2] / "custom_components" / DOMAIN / "blueprints" / AUTOMATION
PULL, WARN = "pull_logs_after_flight.yaml", "warn_when_upload_stalls.yaml"
STATUS = "sensor.roof_log_upload_status"
AUTOMATION_ID = "automation.of_the_test"
MOMENT = 0.005
"""Minutes; what a user chooses in minutes is over at once."""

NOTIFY = [
    {
        "action": "test.tell",
        "data": {
            name: "{{ " + name + " }}"
            for name in ("title", "message", "status", "links", "upload_id")
        },
    }
]


def runs(hass: HomeAssistant) -> int:
    """Return how many runs of the automation are under way."""
    automation = hass.states.get(AUTOMATION_ID)
    assert automation
    current: int = automation.attributes["current"]
    return current


class Told:
    """What the user was told, and an automation that tells it."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Listen."""
        self.messages: list[dict[str, Any]] = []
        self._hass = hass
        hass.services.async_register("test", "tell", self._tell)

    async def _tell(self, called: ServiceCall) -> None:
        self.messages.append(dict(called.data))

    async def begin(self, blueprint: str, **inputs: Any) -> None:
        """Set up an automation from a blueprint, as it lies in a user's folder."""
        folder = Path(self._hass.config.path("blueprints", AUTOMATION, DOMAIN))

        def copy() -> None:
            folder.mkdir(parents=True)
            shutil.copy(FOLDER / blueprint, folder)

        await self._hass.async_add_executor_job(copy)
        config = {
            "alias": "of the test",
            "use_blueprint": {"path": f"{DOMAIN}/{blueprint}", "input": inputs},
        }
        assert await async_setup_component(self._hass, AUTOMATION, {AUTOMATION: [config]})
        assert state(self._hass, AUTOMATION_ID) == "on"

    async def heard(self, count: int = 1) -> dict[str, Any]:
        """Wait until the user was told so often, and return the last."""
        await wait_until(lambda: len(self.messages) >= count, 30)
        assert len(self.messages) == count
        return self.messages[-1]

    async def at_rest(self) -> None:
        """Wait until the automation does nothing."""
        await self._hass.async_block_till_done()
        await wait_until(lambda: runs(self._hass) == 0)


@pytest.fixture
async def told(hass: HomeAssistant) -> AsyncGenerator[Told]:
    """Listen to what the user is told."""
    yield Told(hass)
    if hass.services.has_service(AUTOMATION, "turn_off"):
        await hass.services.async_call(
            AUTOMATION, "turn_off", {"entity_id": AUTOMATION_ID}, blocking=True
        )


class Flights:
    """Flies a dock's aircraft and raises alarms, over the broker as docks do."""

    def __init__(self, hass: HomeAssistant, dock: SimulatedDock) -> None:
        """Take the dock."""
        self._hass = hass
        self._dock = dock
        self._raised = 0

    async def take_off(self) -> None:
        """Fly, until that is known."""
        await self._fly(True, "started")

    async def land(self) -> None:
        """Be back, until that is known."""
        await self._fly(False, "ended")

    async def alarm(self, *levels: int, in_the_sky: bool = False) -> None:
        """Raise alarms of these levels, until they are known."""
        alarms = [
            {
                "code": f"0x1610{self._raised + number:04X}",
                "device_type": "3-3-0",
                "imminent": 1,
                "in_the_sky": int(in_the_sky),
                "level": level,
                "module": 3,
            }
            for number, level in enumerate(levels)
        ]
        self._raised += len(alarms)
        self._dock._uplink.emit("events", {"list": alarms}, method="hms")
        await wait_until(lambda: self._last("hms").get("code") == alarms[-1]["code"])

    async def _fly(self, flying: bool, event_type: str) -> None:
        # With its step, which a dock that takes off again at once would not tell otherwise.
        self._dock._telemetry.flying = flying
        self._dock._telemetry.push_moment()
        await wait_until(lambda: self._last("flight")["event_type"] == event_type)

    def _last(self, key: str) -> Mapping[str, Any]:
        """Return what is known of the last event."""
        unique_id = f"{self._dock.serial}_{key}"
        entity_id = er.async_get(self._hass).async_get_entity_id("event", DOMAIN, unique_id)
        assert entity_id is not None
        last = self._hass.states.get(entity_id)
        assert last is not None
        return last.attributes


@pytest.fixture
def flights(hass: HomeAssistant, dock: SimulatedDock) -> Flights:
    """Return what flies and raises alarms."""
    return Flights(hass, dock)


def quick(hass: HomeAssistant, dock: SimulatedDock, **inputs: Any) -> dict[str, Any]:
    """Return inputs of the first blueprint, with little patience."""
    return {
        "dock": device_id(hass, dock.serial),
        "wait_after_landing": MOMENT,
        "notify": NOTIFY,
        **inputs,
    }


def lost(loaded: MockConfigEntry, dock: SimulatedDock) -> bool:
    """Count a dock as offline that has left; what it said before may still come in."""
    fleet = loaded.runtime_data.server.fleet
    fleet.expire(0)
    return not dock.online and not fleet.get(dock.serial).online


async def fetch(url: str) -> bytes:
    """Return what a link leads to."""

    def read() -> bytes:
        with urllib.request.urlopen(url) as answer:
            data: bytes = answer.read()
        return data

    return await asyncio.to_thread(read)


@pytest.mark.parametrize("name", [PULL, WARN])
async def test_a_blueprint_can_be_imported(hass: HomeAssistant, name: str) -> None:
    """It is valid, names where it comes from, and every input has a name and a way to choose."""
    data = await hass.async_add_executor_job(load_yaml_dict, str(FOLDER / name))
    blueprint = BLUEPRINT_SCHEMA(data)["blueprint"]
    assert blueprint["domain"] == AUTOMATION
    assert blueprint["source_url"].endswith(f"/{FOLDER.relative_to(FOLDER.parents[3])}/{name}")
    assert blueprint["homeassistant"]["min_version"] == "2026.10.0"
    inputs: dict[str, Any] = {}
    for key, value in blueprint["input"].items():
        inputs |= value.get("input", {key: value})
    for value in inputs.values():
        assert value["name"]
        assert value["selector"]


async def test_after_a_flight_the_links_lead_to_the_logs(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, told: Told, flights: Flights
) -> None:
    """Not at its start, and not again when the last event is restored."""
    await told.begin(PULL, **quick(hass, dock))
    await flights.take_off()
    await told.at_rest()
    assert dock.starts == 0
    await flights.land()
    message = await told.heard()
    assert (message["status"], message["title"]) == ("uploaded", "Logs of Roof")
    assert message["message"].startswith("After the flight that ended at ")
    assert {link["module"] for link in message["links"]} == {"aircraft", "dock"}
    for link in message["links"]:
        module = Module.DOCK if link["module"] == "dock" else Module.AIRCRAFT
        assert await fetch(link["url"]) == expected_archive(dock.profile, module, [321])
        assert link["url"] in message["message"]
    uploads = (await call(hass, "get_log_uploads", dock.serial))["uploads"]
    assert [upload["upload_id"] for upload in uploads] == [message["upload_id"]]
    await told.at_rest()
    await hass.config_entries.async_reload(loaded.entry_id)
    await wait_until(lambda: loaded.runtime_data.server.fleet.get(dock.serial).online)
    assert state(hass, "event.roof_log_upload") not in ("unknown", "unavailable")
    await told.at_rest()
    assert dock.starts == 1
    assert len(told.messages) == 1


async def test_an_aircraft_that_is_off_is_switched_on(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """If that is chosen, and off again."""
    await told.begin(PULL, **quick(hass, dock, power_aircraft=True))
    await flights.take_off()
    await flights.land()
    dock.set_aircraft(on=False)
    message = await told.heard()
    assert message["status"] == "uploaded"
    assert {link["module"] for link in message["links"]} == {"aircraft", "dock"}
    await wait_until(lambda: dock.orders_of("debug_mode_close"))
    assert not dock.aircraft_on
    assert len(dock.orders_of("drone_open")) == 1


async def test_an_aircraft_that_stays_off(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """The logs of the dock come alone, and the message says why; it is switched on once at most."""
    dock.faults = Faults(refuse={"drone_open": 514123})
    await told.begin(PULL, **quick(hass, dock, power_aircraft=True))
    await flights.take_off()
    await flights.land()
    dock.set_aircraft(on=False)
    message = await told.heard()
    assert message["status"] == "uploaded"
    assert {link["module"] for link in message["links"]} == {"dock"}
    assert "There were no logs of the aircraft to upload: it could not be" in message["message"]
    assert len(dock.orders_of("drone_open")) == 1


async def test_a_whole_flight(hass: HomeAssistant, dock: SimulatedDock, told: Told) -> None:
    """With its media, which the dock uploads at the same time."""
    await told.begin(PULL, **quick(hass, dock, modules=["dock"]))
    await dock.fly()
    message = await told.heard()
    assert message["status"] == "uploaded"
    data = await fetch(message["links"][0]["url"])
    assert data == expected_archive(dock.profile, Module.DOCK, [321])


async def test_without_a_word_about_it_home_assistant_itself_tells(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """The default is a notification with the links, for the dock's logs alone if so chosen."""
    inputs = quick(hass, dock, modules=["dock"])
    del inputs["notify"]
    await told.begin(PULL, **inputs)
    shown: list[ServiceCall] = []
    hass.services.async_register("persistent_notification", "create", shown.append)
    await flights.take_off()
    await flights.land()
    await wait_until(lambda: shown, 30)
    [upload] = (await call(hass, "get_log_uploads", dock.serial))["uploads"]
    assert upload["modules"] == ["dock"]
    assert shown[0].data["notification_id"] == f"dji_dock_logs_{upload['upload_id']}"
    assert "http" in shown[0].data["message"]
    assert "aircraft" not in shown[0].data["message"]


async def test_flights_wait_for_each_other(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """Two that end at once are two uploads, one after the other."""
    await told.begin(PULL, **quick(hass, dock, modules=["dock"]))
    for _ in range(2):
        await flights.take_off()
        await flights.land()
    await told.heard(2)
    assert [message["status"] for message in told.messages] == ["uploaded", "uploaded"]
    assert len({message["upload_id"] for message in told.messages}) == 2
    assert dock.starts == 2


async def test_an_alarm_pulls_the_logs_from_before_it(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """Every log that reaches into that time; a lesser alarm, or a second one, pulls nothing."""
    listed = (await call(hass, "get_log_list", dock.serial, modules=["dock"]))["files"]
    since = min(dt_util.parse_datetime(log["end"], raise_on_error=True) for log in listed[:3])
    minutes = (dt_util.utcnow() - since).total_seconds() / 60 + 1
    await told.begin(PULL, **quick(hass, dock, modules=["dock"], minutes_before=minutes))
    await flights.alarm(0, 1)
    await told.at_rest()
    assert dock.starts == 0
    await flights.alarm(2, 2)
    message = await told.heard()
    assert "After the alarm at" in message["message"]
    assert "(0x16100002 of the dock: Flight readiness)" in message["message"]
    [upload] = (await call(hass, "get_log_uploads", dock.serial))["uploads"]
    [file] = upload["files"]
    assert sorted(file["boot_indexes"]) == [319, 320, 321]
    data = await fetch(message["links"][0]["url"])
    assert data == expected_archive(dock.profile, Module.DOCK, file["boot_indexes"])
    await told.at_rest()
    assert dock.starts == 1


async def test_an_alarm_in_the_air_is_left_to_the_end_of_the_flight(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """Which pulls its log anyway."""
    await told.begin(PULL, **quick(hass, dock))
    await flights.take_off()
    await flights.alarm(2, in_the_sky=True)
    await told.at_rest()
    await flights.land()
    message = await told.heard()
    assert message["message"].startswith("After the flight")
    await told.at_rest()
    assert dock.starts == 1


async def test_an_alarm_in_the_air_waits_for_the_landing(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """Where flights alone pull nothing."""
    await told.begin(PULL, **quick(hass, dock, after_flights=False, minutes_before=1440))
    await flights.take_off()
    await flights.alarm(2, in_the_sky=True)
    await wait_until(lambda: runs(hass) == 1)
    assert dock.starts == 0
    await flights.land()
    message = await told.heard()
    assert message["message"].startswith("After the alarm")
    await told.at_rest()
    await flights.take_off()
    await flights.land()
    await told.at_rest()
    assert dock.starts == 1


async def test_a_failure_is_told_with_its_reason(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """In words, for each module; what did arrive is linked all the same."""
    await told.begin(PULL, **quick(hass, dock))
    dock.faults = Faults(fail={Module.AIRCRAFT: 324018})
    await flights.take_off()
    await flights.land()
    message = await told.heard()
    assert (message["status"], message["title"]) == (
        "failed",
        "Logs of Roof: the upload failed",
    )
    assert "- aircraft: Pulling the logs from the aircraft failed" in message["message"]
    [link] = message["links"]
    assert link["module"] == "dock"
    assert await fetch(link["url"]) == expected_archive(dock.profile, Module.DOCK, [321])
    dock.faults = Faults(fail={Module.AIRCRAFT: 324018, Module.DOCK: 324019})
    await flights.take_off()
    await flights.land()
    message = await told.heard(2)
    assert "- dock: The dock could not upload to the bucket" in message["message"]
    assert message["links"] == []
    assert "http" not in message["message"]


async def test_a_cancel_is_told(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """Whoever it was."""
    await told.begin(PULL, **quick(hass, dock))
    dock.faults = Faults(silent_at=1)
    await flights.take_off()
    await flights.land()
    await dock.wait_job()
    await call(hass, "cancel_log_upload", dock.serial)
    dock.faults = Faults()
    message = await told.heard()
    assert (message["status"], message["title"]) == (
        "canceled",
        "Logs of Roof: the upload was canceled",
    )
    assert "- dock: canceled" in message["message"]


async def test_an_upload_that_does_not_end_is_told(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """After the time that the user chose, with what is known of it."""
    await told.begin(PULL, **quick(hass, dock, longest=0.0003))
    dock.faults = Faults(silent_at=1, ok_without_object=True)
    await flights.take_off()
    await flights.land()
    message = await told.heard()
    assert (message["status"], message["title"]) == (
        "running",
        "Logs of Roof: the upload has not ended",
    )
    assert "was last heard of at" in message["message"]
    assert message["links"] == []


@pytest.mark.usefixtures("watchful")
@pytest.mark.parametrize("code", [319019, 319017])
async def test_a_dock_that_is_busy_is_waited_for(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    told: Told,
    flights: Flights,
    code: int,
) -> None:
    """The upload begins when it is ready, such as with the media of the flight."""
    await told.begin(PULL, **quick(hass, dock))
    dock.faults = Faults(refuse={"fileupload_start": code})
    await flights.take_off()
    await flights.land()
    await wait_until(lambda: loaded.runtime_data.logs.queue.of_dock(dock.serial))
    [waiting] = loaded.runtime_data.logs.queue.of_dock(dock.serial)
    dock.faults = Faults()
    message = await told.heard()
    assert (message["status"], message["upload_id"]) == ("uploaded", waiting.upload_id)
    assert len(message["links"]) == 2


@pytest.mark.usefixtures("watchful")
async def test_what_never_gets_its_turn_is_told(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, told: Told, flights: Flights
) -> None:
    """As any upload that does not end, or that somebody cancels."""
    await told.begin(PULL, **quick(hass, dock))
    dock.faults = Faults(refuse={"fileupload_start": 319019})
    await flights.take_off()
    await flights.land()
    await wait_until(lambda: loaded.runtime_data.logs.queue.of_dock(dock.serial))
    [waiting] = loaded.runtime_data.logs.queue.of_dock(dock.serial)
    await call(hass, "cancel_log_upload", dock.serial, upload_id=waiting.upload_id)
    message = await told.heard()
    assert (message["status"], message["upload_id"]) == ("canceled", waiting.upload_id)
    assert message["links"] == []


async def test_a_dock_that_refuses_is_told(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """With what its code means; or where to look, if nothing could be asked of it."""
    await told.begin(PULL, **quick(hass, dock))
    dock.faults = Faults(refuse={"fileupload_start": 324016})
    await flights.take_off()
    await flights.land()
    message = await told.heard()
    assert (message["status"], message["title"]) == ("not_started", "Logs of Roof: no upload")
    assert message["upload_id"] == ""
    assert "The dock has too little storage left" in message["message"]
    dock.faults = Faults(refuse={"fileupload_list": 324013})
    await flights.take_off()
    await flights.land()
    message = await told.heard(2)
    assert message["status"] == "not_started"
    assert "the trace of this automation tells which" in message["message"]


async def test_an_aircraft_that_is_off_is_told(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """The dock's own logs are linked."""
    await told.begin(PULL, **quick(hass, dock))
    dock.set_aircraft(on=False)
    await flights.take_off()
    await flights.land()
    message = await told.heard()
    assert message["status"] == "uploaded"
    assert [link["module"] for link in message["links"]] == ["dock"]
    assert "no logs of the aircraft" in message["message"]


async def test_it_can_be_run_by_hand(
    hass: HomeAssistant, dock: SimulatedDock, told: Told, flights: Flights
) -> None:
    """To try it out; then nothing is waited for."""
    await told.begin(PULL, **quick(hass, dock, modules=["dock"], wait_after_landing=600))
    await hass.services.async_call(AUTOMATION, "trigger", {"entity_id": AUTOMATION_ID})
    message = await told.heard()
    assert message["status"] == "uploaded"
    assert message["message"].startswith("As you asked at ")


WARN_AFTER_A_MOMENT: dict[str, Any] = {
    "status_sensors": [STATUS, "sensor.yard_log_upload_status"],
    "after": MOMENT,
    "notify": NOTIFY,
}
NEVER_STORED = Faults(silent_at=1, ok_without_object=True)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let uploads stall soon."""
    monkeypatch.setattr(
        "custom_components.dji_dock.hub.upload_timings",
        lambda options: UploadTimings(tick=0.1, stall_after=0.5),
    )


@pytest.fixture
def watchful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look into the bucket often, and ask a busy dock often."""
    monkeypatch.setattr(
        "custom_components.dji_dock.hub.upload_timings",
        lambda options: UploadTimings(
            tick=0.1, last_lookup=0.5, queue=QueueTimings(tick=0.1, retry_after=0.2)
        ),
    )


@pytest.fixture
async def slow_dock(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> AsyncGenerator[SimulatedDock]:
    """Run a dock whose uploads take a while."""
    simulated = SimulatedDock(dock_profile(bandwidth=10_000), broker_of_docks)
    async with Simulator([simulated]):
        await simulated.wait_online()
        await wait_until(lambda: simulated.serial in loaded.runtime_data.coordinators)
        await hass.async_block_till_done()
        yield simulated


@pytest.mark.usefixtures("impatient")
async def test_silence_is_warned_of(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, told: Told
) -> None:
    """Once, and what becomes of it is told, too."""
    await told.begin(WARN, **WARN_AFTER_A_MOMENT)
    dock.faults = NEVER_STORED
    started = await call(hass, "start_log_upload", dock.serial)
    message = await told.heard()
    assert (message["status"], message["title"]) == ("stalled", "Upload of Roof has stalled")
    assert message["message"].startswith("Since 20")
    assert "nothing has been heard of the upload of logs of Roof" in message["message"]
    assert message["upload_id"] == started["upload_id"]
    await told.at_rest()
    assert len(told.messages) == 1
    dock.go_offline()
    await wait_until(lambda: lost(loaded, dock))
    await call(hass, "cancel_log_upload", dock.serial)
    message = await told.heard(2)
    assert message["status"] == "canceling"
    assert "is being canceled" in message["message"]


async def lose_in_the_middle(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, told: Told
) -> None:
    """Start an upload, lose its dock, and hear the warning."""
    await told.begin(WARN, **WARN_AFTER_A_MOMENT)
    await call(hass, "start_log_upload", dock.serial)
    await dock.wait_job(percent=1)
    dock.go_offline()
    await wait_until(lambda: lost(loaded, dock) and told.messages)
    assert (await told.heard())["status"] == "stalled"


async def test_an_upload_that_goes_on_is_told(
    hass: HomeAssistant, slow_dock: SimulatedDock, loaded: MockConfigEntry, told: Told
) -> None:
    """When the dock is back."""
    await lose_in_the_middle(hass, slow_dock, loaded, told)
    slow_dock.come_back()
    message = await told.heard(2)
    assert (message["status"], message["title"]) == ("uploading", "Upload of Roof goes on")


@pytest.mark.usefixtures("watchful")
async def test_what_arrives_in_silence_is_told(
    hass: HomeAssistant, slow_dock: SimulatedDock, loaded: MockConfigEntry, told: Told
) -> None:
    """The bucket shows it, without a word of the dock."""
    await lose_in_the_middle(hass, slow_dock, loaded, told)
    message = await told.heard(2)
    assert (message["status"], message["title"]) == ("uploaded", "Upload of Roof has ended")
    assert "is in the bucket" in message["message"]


async def test_a_short_silence_is_not_told(
    hass: HomeAssistant, slow_dock: SimulatedDock, loaded: MockConfigEntry, told: Told
) -> None:
    """Neither that it was, nor that it is over."""
    await told.begin(WARN, **{**WARN_AFTER_A_MOMENT, "after": 15})
    await call(hass, "start_log_upload", slow_dock.serial)
    await slow_dock.wait_job(percent=1)
    slow_dock.go_offline()
    await wait_until(lambda: lost(loaded, slow_dock) and state(hass, STATUS) == "stalled")
    slow_dock.come_back()
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 40)
    await told.at_rest()
    assert told.messages == []


@pytest.mark.usefixtures("impatient")
async def test_what_stalled_before_a_start_is_warned_of(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker, told: Told
) -> None:
    """Of each dock; nobody saw how it came about."""
    docks = [
        SimulatedDock(profile, broker_of_docks)
        for profile in (
            dock_profile(),
            dock_profile(
                serial="8UUXN0000000A2", aircraft_serial="1581F0000000B3", callsign="Yard"
            ),
        )
    ]
    async with Simulator(docks):
        for dock in docks:
            dock.faults = NEVER_STORED
            await dock.wait_online()
        serials = {dock.serial for dock in docks}
        await wait_until(lambda: serials <= loaded.runtime_data.coordinators.keys())
        await hass.async_block_till_done()
        uploads = {
            (await call(hass, "start_log_upload", dock.serial))["upload_id"] for dock in docks
        }
        sensors = WARN_AFTER_A_MOMENT["status_sensors"]
        await wait_until(lambda: {state(hass, sensor) for sensor in sensors} == {"stalled"})
        hass.set_state(CoreState.starting)
        await told.begin(WARN, **WARN_AFTER_A_MOMENT)
        hass.set_state(CoreState.running)
        hass.bus.async_fire(EVENT_HOMEASSISTANT_STARTED)
        await told.heard(2)
        await told.at_rest()
    assert {message["title"] for message in told.messages} == {
        "Upload of Roof has stalled",
        "Upload of Yard has stalled",
    }
    assert {message["upload_id"] for message in told.messages} == uploads
