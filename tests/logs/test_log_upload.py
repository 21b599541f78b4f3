"""A dock's log on its way into the bucket: real broker, real store, simulated dock."""

from dataclasses import replace
from datetime import datetime
import hashlib
import logging
import re
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events

from custom_components.dji_dock import errors
from tests.helpers.docks import dock_profile, leave
from tests.helpers.entries import BINDING_CODE, ENTRY_ID
from tests.helpers.home import call, state, wait_until
from tests.lab.simulator import Broker, Faults, LogQuirks, Module, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

STATUS = "sensor.roof_log_upload_status"
PROGRESS = "sensor.roof_log_upload_progress"


async def uploaded(hass: HomeAssistant) -> None:
    """Wait for the end of an upload."""
    await wait_until(lambda: state(hass, STATUS) == "uploaded", 30)


async def arrived(dock: SimulatedDock, store: Store, files: list[dict[str, Any]]) -> None:
    """See that what lies in the bucket is what the dock sent."""
    keys = {file["object_key"] for file in files}
    # The bucket may show an object before the dock has read the store's answer.
    await wait_until(lambda: keys <= {item.key for item in dock.uploads}, 30)
    sent = {item.key: item.md5 for item in dock.uploads}
    for file in files:
        data = store.read(file["object_key"])
        assert hashlib.md5(data).hexdigest() == sent[file["object_key"]]


async def test_from_list_to_bucket(hass: HomeAssistant, dock: SimulatedDock, store: Store) -> None:
    """List, start, progress, uploaded: and the bytes in the bucket are those of the dock."""
    changes = async_capture_events(hass, "state_changed")
    listed = await call(hass, "get_log_list", dock.serial)
    assert listed["unavailable"] == []
    assert {file["module"] for file in listed["files"]} == {"aircraft", "dock"}
    assert all(datetime.fromisoformat(file["start"]).tzinfo for file in listed["files"])
    started = await call(hass, "start_log_upload", dock.serial)
    assert {file["module"]: file["boot_indexes"] for file in started["files"]} == {
        "aircraft": [321],
        "dock": [321],
    }
    for file in started["files"]:
        assert re.fullmatch(
            rf"test-\w+/logs/{dock.serial}/\d{{8}}T\d{{6}}Z_{started['upload_id']}/"
            rf"{file['module']}\.tar",
            file["object_key"],
        )
    await uploaded(hass)
    await arrived(dock, store, started["files"])
    assert dock.complaints == []
    assert dock.starts == 1
    states = [
        event.data["new_state"].state for event in changes if event.data["entity_id"] == STATUS
    ]
    assert states[0] == "requested"
    assert states[-1] == "uploaded"
    assert "uploading" in states
    moved = [
        float(event.data["new_state"].state)
        for event in changes
        if event.data["entity_id"] == PROGRESS
        and event.data["new_state"].state not in ("unknown", "unavailable")
    ]
    assert moved == sorted(moved)
    assert len(set(moved)) > 3
    assert state(hass, PROGRESS) == "unknown"
    event = hass.states.get("event.roof_log_upload")
    assert event is not None
    assert event.attributes["event_type"] == "uploaded"
    assert event.attributes["upload_id"] == started["upload_id"]
    assert event.attributes["error"] is None
    assert state(hass, "sensor.roof_last_log_upload") not in ("unknown", "unavailable")


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ({"modules": ["dock"]}, {"dock": [321]}),
        ({"modules": "dock", "scope": "all"}, {"dock": [321, 320, 319, 318, 317, 316]}),
        (
            {"logs": [{"module": "dock", "boot_index": 319}]},
            {"dock": [319]},
        ),
    ],
)
async def test_selections(
    hass: HomeAssistant,
    dock: SimulatedDock,
    store: Store,
    selection: dict[str, Any],
    expected: dict[str, list[int]],
) -> None:
    """By module, by scope and by boot index."""
    started = await call(hass, "start_log_upload", dock.serial, **selection)
    assert {
        file["module"]: sorted(file["boot_indexes"], reverse=True) for file in started["files"]
    } == expected
    await uploaded(hass)
    await arrived(dock, store, started["files"])


async def test_by_time(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """Every log that overlaps the time, and none when there is none."""
    listed = (await call(hass, "get_log_list", dock.serial, modules=["dock"]))["files"]
    third = listed[2]
    started = await call(
        hass,
        "start_log_upload",
        dock.serial,
        modules=["dock"],
        start=third["start"],
        end=third["end"],
    )
    assert third["boot_index"] in started["files"][0]["boot_indexes"]
    assert len(started["files"][0]["boot_indexes"]) < len(listed)
    await uploaded(hass)
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "start_log_upload", dock.serial, end="2001-01-01T00:00:00Z")
    assert refused.value.translation_key == "no_logs_in_time"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"scope": "all", "start": "2026-01-01T00:00:00Z"}, "ambiguous_selection"),
        (
            {"modules": ["dock"], "logs": [{"module": "dock", "boot_index": 1}]},
            "ambiguous_selection",
        ),
        ({"start": "2026-01-02T00:00:00Z", "end": "2026-01-01T00:00:00Z"}, "end_before_start"),
        ({"logs": [{"module": "dock", "boot_index": 1}]}, "log_not_listed"),
    ],
)
async def test_mistakes(
    hass: HomeAssistant, dock: SimulatedDock, data: dict[str, Any], key: str
) -> None:
    """The user reads what is wrong, and the dock is not told to do anything."""
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "start_log_upload", dock.serial, **data)
    assert refused.value.translation_key == key
    assert dock.starts == 0


async def test_only_docks_have_logs(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """Neither the aircraft nor the cloud is a target."""
    assert dock.aircraft_serial is not None
    for identifier in (dock.aircraft_serial, ENTRY_ID):
        with pytest.raises(ServiceValidationError) as refused:
            await call(hass, "get_log_list", identifier)
        assert refused.value.translation_key == "not_a_dock"


async def test_one_upload_at_a_time_and_cancel(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """A second start is refused before anything is sent; the first can be canceled."""
    dock.faults = Faults(no_final_event=True, silent_at=10)
    # It is not to be over before it is canceled, however slow this machine is.
    dock.profile = replace(dock.profile, bandwidth=500)
    started = await call(hass, "start_log_upload", dock.serial)
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "start_log_upload", dock.serial)
    assert refused.value.translation_key == "upload_running"
    assert dock.starts == 1
    canceled = await call(hass, "cancel_log_upload", dock.serial)
    assert canceled["upload_id"] == started["upload_id"]
    assert canceled["status"] in ("canceling", "canceled")
    with pytest.raises(ServiceValidationError) as refused:
        await hass.services.async_call(
            "button", "press", {"entity_id": "button.roof_cancel_log_upload"}, blocking=True
        ) if state(hass, STATUS) == "canceled" else await call(
            hass, "start_log_upload", dock.serial
        )
    assert refused.value.translation_key in ("nothing_to_cancel", "upload_running")


async def test_buttons(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """Upload and cancel at the press of a button."""
    with pytest.raises(ServiceValidationError) as refused:
        await hass.services.async_call(
            "button", "press", {"entity_id": "button.roof_cancel_log_upload"}, blocking=True
        )
    assert refused.value.translation_key == "nothing_to_cancel"
    await hass.services.async_call(
        "button", "press", {"entity_id": "button.roof_upload_latest_logs"}, blocking=True
    )
    await uploaded(hass)
    assert dock.starts == 1


async def test_aircraft_off(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """The dock's own logs are still there, and the user reads what to do about the aircraft."""
    dock.set_aircraft(on=False)
    listed = await call(hass, "get_log_list", dock.serial)
    assert {file["module"] for file in listed["files"]} == {"dock"}
    (missing,) = listed["unavailable"]
    assert (missing["module"], missing["code"]) == ("aircraft", 324015)
    assert "Start the upload with power_aircraft" in missing["reason"]
    started = await call(hass, "start_log_upload", dock.serial)
    assert [file["module"] for file in started["files"]] == ["dock"]
    await uploaded(hass)
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "start_log_upload", dock.serial, modules=["aircraft"])
    assert refused.value.translation_key == "code_324015"
    assert dock.starts == 1


async def test_a_refusal_for_both_modules(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> None:
    """A dock that refuses everything because of its aircraft is asked for itself alone."""
    profile = dock_profile(aircraft_on=False, quirks=LogQuirks(aircraft_off="reply"))
    dock = SimulatedDock(profile, broker_of_docks)
    async with Simulator([dock]):
        await dock.wait_online()
        await wait_until(lambda: dock.serial in loaded.runtime_data.coordinators)
        listed = await call(hass, "get_log_list", dock.serial)
    assert {file["module"] for file in listed["files"]} == {"dock"}
    assert [missing["code"] for missing in listed["unavailable"]] == [324015]


async def test_no_answer(
    hass: HomeAssistant, dock: SimulatedDock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The action ends after its time, with a message that says so."""
    monkeypatch.setattr(
        "custom_components.dji_dock.cloud_api.features.remote_log.LIST_TIMEOUT", 0.5
    )
    dock.faults = Faults(ignore=frozenset({"fileupload_list"}))
    with pytest.raises(HomeAssistantError) as failure:
        await call(hass, "get_log_list", dock.serial)
    assert failure.value.translation_key == "no_reply"
    assert "did not answer within 0.5 seconds" in str(failure.value)


async def test_refused_start(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """The user reads why, the upload is failed, and the next one may start."""
    dock.faults = Faults(refuse={"fileupload_start": 319018})
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "start_log_upload", dock.serial)
    assert refused.value.translation_key == "code_319018"
    assert state(hass, STATUS) == "failed"
    dock.faults = Faults(refuse={"fileupload_start": 399999})
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "start_log_upload", dock.serial)
    assert "399999" in str(refused.value)
    dock.faults = Faults()
    await call(hass, "start_log_upload", dock.serial)
    await uploaded(hass)


@pytest.mark.parametrize(
    "faults",
    [
        Faults(late_reply={"fileupload_start": 0.3}),
        Faults(progress_before_reply=True),
        Faults(ok_before_uploading=True),
        Faults(duplicate_events=3),
        Faults(key_in_progress="basename"),
        Faults(key_in_progress="suffix"),
        Faults(key_in_progress="begins"),
        Faults(prgress_typo=True, no_total_step=True),
        Faults(percent_strings=True, doc_steps=True),
        Faults(unknown_status="file_encrypting"),
        Faults(no_files=True),
    ],
    ids=str,
)
async def test_misbehaving_docks(
    hass: HomeAssistant, dock: SimulatedDock, store: Store, faults: Faults
) -> None:
    """Whatever a dock does to its messages, the log arrives and is said to have arrived."""
    dock.faults = faults
    started = await call(hass, "start_log_upload", dock.serial)
    await uploaded(hass)
    await arrived(dock, store, started["files"])
    assert dock.starts == 1


async def test_a_module_that_fails(hass: HomeAssistant, dock: SimulatedDock) -> None:
    """The result of each module is kept apart."""
    dock.faults = Faults(fail={Module.AIRCRAFT: 324018})
    started = await call(hass, "start_log_upload", dock.serial)
    await wait_until(lambda: state(hass, STATUS) == "failed", 30)
    hub = hass.config_entries.async_get_entry(ENTRY_ID).runtime_data  # type: ignore[union-attr]
    upload = hub.logs.registry.get(started["upload_id"])
    assert {file.module: file.status.value for file in upload.files} == {
        "aircraft": "failed",
        "dock": "uploaded",
    }
    event = hass.states.get("event.roof_log_upload")
    assert event is not None
    assert event.attributes["error"] == 324018


async def test_availability(
    hass: HomeAssistant, dock: SimulatedDock, mosquitto: Mosquitto, loaded: MockConfigEntry
) -> None:
    """Without the dock its live values are gone, without the broker everything live is."""
    assert state(hass, "binary_sensor.roof_online") == "on"
    await leave(loaded, dock)
    await hass.async_block_till_done()
    assert state(hass, "binary_sensor.roof_online") == "off"
    assert state(hass, PROGRESS) == "unavailable"
    assert state(hass, "button.roof_upload_latest_logs") == "unavailable"
    assert state(hass, "button.roof_cancel_log_upload") != "unavailable"
    assert state(hass, STATUS) == "idle"
    dock.come_back()
    await wait_until(lambda: state(hass, "binary_sensor.roof_online") == "on")
    await wait_until(lambda: state(hass, PROGRESS) == "unknown")
    mosquitto.kill()
    await wait_until(lambda: state(hass, "binary_sensor.roof_online") == "unavailable")
    await wait_until(lambda: state(hass, PROGRESS) == "unavailable")
    with pytest.raises(HomeAssistantError) as failure:
        await call(hass, "get_log_list", dock.serial)
    assert failure.value.translation_key == "not_connected"
    mosquitto.start()
    await wait_until(lambda: state(hass, PROGRESS) == "unknown", 40)


def test_words_for_codes() -> None:
    """Codes without words of their own are shown as they are."""
    assert errors.code_key(324015) == "code_324015"
    assert errors.code_key(1) == "code_unknown"
    # Of some it is known at least what they are about.
    assert errors.code_key(514999) == "code_family_514"
    assert errors.code_key(999001) == "code_unknown"


async def test_no_secret_in_any_log(
    hass: HomeAssistant,
    dock: SimulatedDock,
    loaded: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Also when everything is logged at debug level, and also what was handed to the dock."""
    caplog.set_level(logging.DEBUG)
    await hass.config_entries.async_reload(ENTRY_ID)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    await wait_until(lambda: loaded.runtime_data.server.fleet.get(dock.serial).online)
    await call(hass, "start_log_upload", dock.serial)
    await uploaded(hass)
    handed = [
        message.message["data"]["credentials"]
        for message in dock.received
        if message.method == "fileupload_start"
    ]
    assert len(handed) == 1
    secrets = [
        loaded.data[key]
        for key in ("password", "secret_access_key", "access_key_id", "app_key", "app_license")
    ]
    secrets += [BINDING_CODE, handed[0]["security_token"], handed[0]["access_key_secret"]]
    assert "AssumeRole" in caplog.text
    for secret in secrets:
        assert secret
        assert secret not in caplog.text
