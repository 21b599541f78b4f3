"""A dock that moves from one entry to another: all of it or nothing, whatever happens meanwhile."""

import asyncio
from collections.abc import Generator
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.helpers.storage import Store
from homeassistant.util.file import WriteError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.database import DatabaseUnusable, Record, RecordTable, opened
from custom_components.dji_dock.docks.move import async_move_dock
from custom_components.dji_dock.docks.owners import async_load_owners
from custom_components.dji_dock.jobs.belongings import JOB_KINDS
from custom_components.dji_dock.jobs.store import jobs_database
from custom_components.dji_dock.repairs import belongings
from custom_components.dji_dock.util.dock_owners import dock_owners
from tests.cloud_api.wire import AIRCRAFT, DOCK
from tests.helpers.entries import CLOUD_INPUT

OTHER = "8UUXN0000000A9"
ALARM = {"code": "0x16100083"}
ROOF_FLIGHTS = {
    "flying": [DOCK, OTHER],
    "ids": {DOCK: "flight-1", OTHER: "flight-2"},
    "ended": {DOCK: "flight-0"},
    "alarms": {AIRCRAFT: [ALARM], OTHER: []},
    "passed_on": {DOCK: {"aircraft": AIRCRAFT, "alarms": [ALARM]}},
}


def made_entry(hass: HomeAssistant, title: str, docks: list[str], **saved: Any) -> MockConfigEntry:
    """Add an entry that has run before, with a bucket and a folder of its own."""
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=title,
        entry_id=title.ljust(32, "0"),
        data={
            **CLOUD_INPUT,
            "host": "127.0.0.1",
            "port": 1,
            "provider": "minio",
            "endpoint": "http://127.0.0.1:1",
            "region": "us-east-1",
            "bucket": "docks",
            "access_key_id": "key",
            "secret_access_key": "secret",
            "advanced": {"key_prefix": title, "credentials": "static"},
        },
    )
    entry.add_to_hass(hass)
    for serial in docks:
        dr.async_get(hass).async_get_or_create(
            config_entry_id=entry.entry_id, identifiers={(DOMAIN, serial)}, name=serial
        )
    return entry


@pytest.fixture
async def roof(hass: HomeAssistant, hass_storage: dict[str, Any]) -> MockConfigEntry:
    """Return an entry with two docks that fly."""
    entry = made_entry(hass, "roof", [DOCK, OTHER])
    docks = [{"serial": serial, "accepted": True} for serial in (DOCK, OTHER)]
    docks[0]["aircraft"] = {"serial": AIRCRAFT}
    hass_storage[name_of(entry)] = {
        "version": 1,
        "data": {"docks": docks, "flights": ROOF_FLIGHTS, "properties": {}},
    }
    await async_load_owners(hass)
    return entry


@pytest.fixture
def barn(hass: HomeAssistant) -> MockConfigEntry:
    """Return an entry without docks."""
    return made_entry(hass, "barn", [])


def name_of(entry: MockConfigEntry) -> str:
    """Return where the docks of an entry are saved."""
    return f"{DOMAIN}.{entry.entry_id}.docks"


def docks_of(hass_storage: dict[str, Any], entry: MockConfigEntry) -> list[str]:
    """Return which docks an entry has at its next start."""
    saved = hass_storage.get(name_of(entry), {"data": {"docks": []}})
    return [dock["serial"] for dock in saved["data"]["docks"] if dock["accepted"]]


async def test_a_flight_goes_on(
    hass: HomeAssistant, hass_storage: dict[str, Any], roof: MockConfigEntry, barn: MockConfigEntry
) -> None:
    """With its id, and with the one before of which the dock may still speak; and so back."""
    await async_move_dock(hass, barn, DOCK, belongings(hass))
    assert (docks_of(hass_storage, roof), docks_of(hass_storage, barn)) == ([OTHER], [DOCK])
    left, moved = (hass_storage[name_of(entry)]["data"]["flights"] for entry in (roof, barn))
    assert left == {
        "flying": [OTHER],
        "ids": {OTHER: "flight-2"},
        "ended": {},
        "alarms": {OTHER: []},
        "passed_on": {},
    }
    assert moved == {
        "flying": [DOCK],
        "ids": {DOCK: "flight-1"},
        "ended": {DOCK: "flight-0"},
        "alarms": {AIRCRAFT: [ALARM]},
        "passed_on": ROOF_FLIGHTS["passed_on"],
    }
    await async_move_dock(hass, roof, DOCK, belongings(hass))
    assert (docks_of(hass_storage, roof), docks_of(hass_storage, barn)) == ([OTHER, DOCK], [])
    assert hass_storage[name_of(roof)]["data"]["flights"] == ROOF_FLIGHTS
    assert dock_owners(hass).owner(DOCK) == roof.entry_id


async def test_what_has_to_be_undone_goes_with_it(
    hass: HomeAssistant, roof: MockConfigEntry, barn: MockConfigEntry
) -> None:
    """Whom a dock does not obey any more cannot close it, nor switch its aircraft off."""
    old, new = (jobs_database(hass, entry.entry_id) for entry in (roof, barn))
    with opened(old):
        for kind in JOB_KINDS:
            records = [Record(f"{kind} of {owner}", owner, 0) for owner in (DOCK, OTHER)]
            RecordTable(old, kind).save(records)
    await async_move_dock(hass, barn, DOCK, belongings(hass))
    for database, owner in ((old, OTHER), (new, DOCK)):
        with opened(database):
            for kind in JOB_KINDS:
                [record] = RecordTable(database, kind).load()
                assert (record.id, record.owner) == (f"{kind} of {owner}", owner)


async def test_cameras_of_what_is_removed_while_nothing_runs(
    hass: HomeAssistant, roof: MockConfigEntry
) -> None:
    """Go with their dock or their aircraft, those of others stay."""
    database = jobs_database(hass, roof.entry_id)
    cameras = [(DOCK, DOCK), (AIRCRAFT, DOCK), (OTHER, OTHER)]
    with opened(database):
        records = [Record(f"{device}/165-0-7", dock, 0) for device, dock in cameras]
        RecordTable(database, "camera").save(records)
    for serial, left in ((AIRCRAFT, [DOCK, OTHER]), (DOCK, [OTHER])):
        for each in belongings(hass):
            each.forget_dock(roof.entry_id, serial)
        with opened(database):
            owners = {record.owner for record in RecordTable(database, "camera").load()}
        assert owners == set(left)


@pytest.mark.parametrize("error", [WriteError("No space left on device"), OSError(28, "No space")])
async def test_a_full_disk(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    roof: MockConfigEntry,
    barn: MockConfigEntry,
    error: Exception,
) -> None:
    """What cannot be saved where the dock is to go stays where it is, with its device."""
    hass_storage[name_of(barn)] = {
        "version": 1,
        "data": {"docks": [{"serial": DOCK, "accepted": False, "ignored": True}]},
    }
    with (
        patch.object(Store, "_async_write_data", side_effect=error),
        pytest.raises(DatabaseUnusable),
    ):
        await async_move_dock(hass, barn, DOCK, belongings(hass))
    assert (docks_of(hass_storage, roof), docks_of(hass_storage, barn)) == ([DOCK, OTHER], [])
    assert dock_owners(hass).owner(DOCK) == roof.entry_id
    registry = dr.async_get(hass)
    assert registry.async_get_device_by_identifier((DOMAIN, DOCK), roof.entry_id)
    await async_move_dock(hass, barn, DOCK, belongings(hass))
    assert (docks_of(hass_storage, roof), docks_of(hass_storage, barn)) == ([OTHER], [DOCK])


async def test_what_was_saved_damaged(
    hass: HomeAssistant, hass_storage: dict[str, Any], roof: MockConfigEntry, barn: MockConfigEntry
) -> None:
    """The dock moves without what cannot be read, and is not lost half-way."""
    hass_storage[name_of(barn)] = {
        "version": 1,
        "data": {"docks": 3, "flights": {"flying": 5, "ids": []}, "properties": "none"},
    }
    await async_move_dock(hass, barn, DOCK, belongings(hass))
    assert (docks_of(hass_storage, roof), docks_of(hass_storage, barn)) == ([OTHER], [DOCK])
    assert hass_storage[name_of(barn)]["data"]["flights"]["flying"] == [DOCK]


@pytest.fixture
def held() -> Generator[tuple[asyncio.Event, asyncio.Event]]:
    """Let entries load without a broker, and the first one unload slowly.

    Gives what is set when it begins to, and what lets it go on.
    """
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def unload(hass: HomeAssistant, entry: MockConfigEntry) -> bool:
        begun.set()
        await go_on.wait()
        return True

    integration = "custom_components.dji_dock"
    with (
        patch(f"{integration}.async_setup_entry", return_value=True),
        patch(f"{integration}.async_unload_entry", unload),
        patch(f"{integration}.forget_session"),
    ):
        yield begun, go_on


async def test_removed_and_reloaded_while_it_moves(
    hass: HomeAssistant,
    hass_storage: dict[str, Any],
    roof: MockConfigEntry,
    barn: MockConfigEntry,
    held: tuple[asyncio.Event, asyncio.Event],
) -> None:
    """Whoever removes or reloads one of both entries waits; then all of it is at its new place."""
    assert await hass.config_entries.async_setup(roof.entry_id)
    await hass.async_block_till_done()
    assert (roof.state, barn.state) == (ConfigEntryState.LOADED, ConfigEntryState.LOADED)
    moving = hass.async_create_task(async_move_dock(hass, barn, DOCK, belongings(hass)))
    await held[0].wait()
    others = [
        hass.async_create_task(hass.config_entries.async_remove(roof.entry_id)),
        hass.async_create_task(hass.config_entries.async_reload(barn.entry_id)),
    ]
    await asyncio.sleep(0)
    held[1].set()
    await moving
    await asyncio.gather(*others)
    assert barn.state is ConfigEntryState.LOADED
    assert hass.config_entries.async_get_entry(roof.entry_id) is None
    assert docks_of(hass_storage, barn) == [DOCK]
    assert dock_owners(hass).owner(DOCK) == barn.entry_id
    registry = dr.async_get(hass)
    assert registry.async_get_device_by_identifier((DOMAIN, DOCK), barn.entry_id)
