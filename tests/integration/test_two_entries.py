"""Two entries that hear the same docks: each dock belongs to one of them, and moves as a whole."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
import json
from typing import Any

import aiomqtt
from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.cloud_api.features.organization import ALREADY_BOUND
from custom_components.dji_dock.cloud_api.wire.envelope import decode
from custom_components.dji_dock.cloud_api.wire.topics import parse
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.docks import foreign as foreign_docks
from custom_components.dji_dock.util.dock_owners import dock_owners
from custom_components.dji_dock.util.issues import issue_id_of
from tests.helpers.docks import dock_profile, leave
from tests.helpers.entries import CLOUD_INPUT, ENTRY_ID, broker_input, bucket_input
from tests.helpers.home import device_id, fix, issues, state, wait_until
from tests.lab.simulator import Broker, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

BARN_ID = "fedcba9876543210fedcba9876543210"
BARN_BINDING = {"organization_id": "barn", "binding_code": "BARNCODE"}


@pytest.fixture
def barn(mosquitto: Mosquitto, store: Store) -> MockConfigEntry:
    """Return a second entry: the same broker under another name, the same bucket, another folder."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Barn",
        entry_id=BARN_ID,
        data={
            **broker_input(mosquitto),
            **bucket_input(store),
            **CLOUD_INPUT,
            **BARN_BINDING,
            "host": "localhost",
        },
    )


@pytest.fixture
async def both(
    hass: HomeAssistant, loaded: MockConfigEntry, barn: MockConfigEntry
) -> AsyncGenerator[MockConfigEntry]:
    """Load the second entry beside the first."""
    barn.add_to_hass(hass)
    assert await hass.config_entries.async_setup(BARN_ID)
    await wait_until(lambda: barn.runtime_data.server.connected)
    await async_setup_component(hass, "repairs", {})
    yield barn
    if barn.state is ConfigEntryState.LOADED:
        await hass.config_entries.async_unload(BARN_ID)


class Ear:
    """Counts what docks ask and what they are answered, by exchange."""

    def __init__(self) -> None:
        """Start with nothing heard."""
        self.asked: Counter[tuple[str, str, str]] = Counter()
        self.answered: Counter[tuple[str, str, str]] = Counter()

    def hear(self, message: aiomqtt.Message) -> None:
        """Take one message of the broker."""
        _, _, serial, kind = str(message.topic).split("/", 3)
        assert isinstance(message.payload, bytes)
        tid = json.loads(message.payload).get("tid", "")
        if kind in ("requests", "status", "events"):
            self.asked[serial, kind, tid] += 1
        elif kind.removesuffix("_reply") in ("requests", "status", "events"):
            self.answered[serial, kind.removesuffix("_reply"), tid] += 1


@asynccontextmanager
async def listening(broker: Broker) -> AsyncGenerator[Ear]:
    """Listen to everything that goes over the broker."""
    ear = Ear()
    async with aiomqtt.Client(
        broker.host, broker.port, username=broker.username, password=broker.password
    ) as client:
        await client.subscribe("#")

        async def listen() -> None:
            async for message in client.messages:
                ear.hear(message)

        task = asyncio.create_task(listen())
        try:
            yield ear
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


async def test_each_dock_has_one_cloud(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    both: MockConfigEntry,
    broker_of_docks: Broker,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Each binds itself to the one it names; that one answers, shows and commands it."""
    # Three that hurry, each heard twice, would be more than one command can wait for.
    roof = SimulatedDock(dock_profile(speed=1.0), broker_of_docks)
    barn = SimulatedDock(
        dock_profile(
            serial="8UUXBARN000001",
            aircraft_serial="1581FBARN00001",
            callsign="Barn",
            **BARN_BINDING,
        ),
        broker_of_docks,
    )
    stranger = SimulatedDock(
        dock_profile(
            serial="8UUXSTRANGER01", aircraft_serial=None, organization_id="", binding_code=""
        ),
        broker_of_docks,
    )
    async with listening(broker_of_docks) as ear, Simulator([roof, barn, stranger]):
        for dock in (roof, barn, stranger):
            await dock.wait_online()
        await wait_until(lambda: roof.serial in loaded.runtime_data.coordinators)
        await wait_until(lambda: barn.serial in both.runtime_data.coordinators)
        await uploaded_in(hass, BARN_ID, barn)
        # An answer is overtaken by nothing that is asked later.
        await wait_until(lambda: set(ear.asked) <= set(ear.answered) | unanswered(ear))
        for exchange, count in ear.answered.items():
            assert count <= ear.asked[exchange], exchange
    assert [*loaded.runtime_data.coordinators] == [roof.serial]
    assert [*both.runtime_data.coordinators] == [barn.serial]
    for dock in (roof, barn):
        assert dock.complaints == []
    registry = dr.async_get(hass)
    for entry_id, own in ((ENTRY_ID, roof), (BARN_ID, barn)):
        devices = dr.async_entries_for_config_entry(registry, entry_id)
        serials = {value for device in devices for _, value in device.identifiers}
        assert serials == {entry_id, own.serial, own.aircraft_serial}
    assert "does not generate unique IDs" not in caplog.text
    assert not any(issue_id.startswith("foreign_dock") for issue_id in issues(hass))


def unanswered(ear: Ear) -> set[tuple[str, str, str]]:
    """Return the events so far: most need no answer."""
    return {exchange for exchange in ear.asked if exchange[1] == "events"}


async def test_docks_of_an_entry_that_does_not_run_yet(
    hass: HomeAssistant, loaded: MockConfigEntry, barn: MockConfigEntry
) -> None:
    """While it starts, or tries again, the others refuse none of them; once disabled it is not to come."""
    barn.add_to_hass(hass)
    ownership = loaded.runtime_data.server.ownership
    named = {
        "organization_id": BARN_BINDING["organization_id"],
        "device_binding_code": BARN_BINDING["binding_code"],
    }
    asked = {"method": "airport_organization_get", "tid": "1", "bid": "1", "data": named}
    address = parse("thing/product/8UUXBARN000001/requests")
    assert address
    message = decode(address, json.dumps(asked).encode())
    assert barn.state is ConfigEntryState.NOT_LOADED
    assert not await ownership.may_answer(message)
    await hass.config_entries.async_set_disabled_by(BARN_ID, ConfigEntryDisabler.USER)
    assert await ownership.may_answer(message)


async def uploaded_in(hass: HomeAssistant, entry_id: str, dock: SimulatedDock) -> str:
    """Upload the newest logs of a dock of an entry."""
    device = dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, dock.serial), config_entry_id=entry_id
    )
    response: Any = await hass.services.async_call(
        DOMAIN, "start_log_upload", {"device_id": device}, blocking=True, return_response=True
    )
    entry = hass.config_entries.async_get_entry(entry_id)
    assert entry
    book = entry.runtime_data.logs.registry
    upload_id: str = response["upload_id"]
    await wait_until(lambda: book.require(dock.serial, upload_id).status == "uploaded", 120)
    await dock.wait_job_finished()
    return upload_id


async def bind_to_barn(dock: SimulatedDock) -> set[int]:
    """Let people bind a dock to the second entry, and return the codes that it is answered."""
    names = {
        "organization_id": BARN_BINDING["organization_id"],
        "device_binding_code": BARN_BINDING["binding_code"],
    }
    devices = [{"sn": serial, **names} for serial in dock.profile.serials]
    answer = await dock._uplink.ask(
        "airport_organization_bind", {"bind_devices": devices}, repeat=True
    )
    return {info["err_code"] for info in answer["output"]["err_infos"]}


async def test_a_dock_moves_with_all_that_is_its_own(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    both: MockConfigEntry,
    dock: SimulatedDock,
    hass_client: ClientSessionGenerator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Asked for by the entry that it wants to be bound to; nothing moves before the answer."""
    upload_id = await uploaded_in(hass, ENTRY_ID, dock)
    entities = er.async_get(hass)
    devices = dr.async_get(hass)
    roof_id = device_id(hass, dock.serial)
    entities.async_update_entity("sensor.roof_media_files", new_entity_id="sensor.my_files")
    entities.async_update_entity("sensor.my_files", name="Mine")
    await hass.async_block_till_done()
    before = {
        entity.entity_id: (entity.unique_id, entity.disabled_by)
        for entity in er.async_entries_for_config_entry(entities, ENTRY_ID)
        if ENTRY_ID not in entity.unique_id
    }
    issue_id = issue_id_of("foreign_dock", BARN_ID, dock.serial)
    assert await bind_to_barn(dock) == {ALREADY_BOUND}
    await wait_until(lambda: issue_id in issues(hass))
    placeholders = issues(hass)[issue_id].translation_placeholders
    assert placeholders
    assert (placeholders["owner"], placeholders["cloud"]) == ("Home", "Barn")
    assert dock.serial in loaded.runtime_data.coordinators
    assert not any("binding_" in issue_id for issue_id in issues(hass))
    result = await fix(hass, hass_client, issue_id, "move")
    assert result["type"] == "create_entry"
    await hass.async_block_till_done()
    assert (loaded.state, both.state) == (ConfigEntryState.LOADED, ConfigEntryState.LOADED)
    assert issue_id not in issues(hass)
    assert dock_owners(hass).owner(dock.serial) == BARN_ID
    assert [*loaded.runtime_data.coordinators] == []
    assert [*loaded.runtime_data.server.fleet] == []
    assert [*loaded.runtime_data.logs.registry.newest(dock.serial)] == []
    for serial in dock.profile.serials:
        assert devices.async_get_device_by_identifier((DOMAIN, serial), ENTRY_ID) is None
        assert devices.async_get_device_by_identifier((DOMAIN, serial), BARN_ID) is not None
    moved = devices.async_get(roof_id)
    assert isinstance(moved, dr.DeviceEntry)
    assert moved.config_entry_id == BARN_ID
    cloud = devices.async_get_device_by_identifier((DOMAIN, BARN_ID), BARN_ID)
    assert cloud
    assert moved.via_device_id == cloud.id
    assert before == {
        entity.entity_id: (entity.unique_id, entity.disabled_by)
        for entity in er.async_entries_for_config_entry(entities, BARN_ID)
        if BARN_ID not in entity.unique_id
    }
    await wait_until(lambda: state(hass, "binary_sensor.roof_online") == "on")
    await wait_until(lambda: state(hass, "sensor.my_files") == "0")
    for action, data, name in (
        ("get_log_uploads", {}, "uploads"),
        ("get_log_links", {"upload_id": upload_id}, "links"),
    ):
        response: Any = await hass.services.async_call(
            DOMAIN, action, {"device_id": roof_id, **data}, blocking=True, return_response=True
        )
        assert response[name], action
    assert await bind_to_barn(dock) == {0}
    await uploaded_in(hass, BARN_ID, dock)
    assert "does not generate unique IDs" not in caplog.text
    # Also for the next start.
    await hass.config_entries.async_reload(ENTRY_ID)
    await hass.config_entries.async_reload(BARN_ID)
    assert [*loaded.runtime_data.coordinators] == []
    assert [*both.runtime_data.coordinators] == [dock.serial]


async def test_a_dock_that_is_heard_elsewhere_only(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    both: MockConfigEntry,
    dock: SimulatedDock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a broker of its own people are asked; on a shared one, where both hear it, they are not."""
    monkeypatch.setattr(foreign_docks, "PATIENCE", 0.0)
    issue_id = issue_id_of("foreign_dock", BARN_ID, dock.serial)
    received = both.runtime_data.server.received
    dock.push_osd({"drone_in_dock": 1})
    await wait_until(lambda: both.runtime_data.server.received > received)
    assert issue_id not in issues(hass)
    await leave(loaded, dock)
    say = both.runtime_data.server.receive
    say(f"thing/product/{dock.serial}/osd", b'{"data":{"cover_state":0}}', False)
    assert issue_id in issues(hass)
    # It was not gone after all.
    dock.come_back()
    await wait_until(lambda: issue_id not in issues(hass))


async def test_a_removed_entry_leaves_its_docks_free(
    hass: HomeAssistant, both: MockConfigEntry, dock: SimulatedDock
) -> None:
    """The other one is asked about them as about any unknown dock."""
    assert await bind_to_barn(dock) == {ALREADY_BOUND}
    await wait_until(lambda: issue_id_of("foreign_dock", BARN_ID, dock.serial) in issues(hass))
    await hass.config_entries.async_remove(ENTRY_ID)
    assert issue_id_of("foreign_dock", BARN_ID, dock.serial) not in issues(hass)
    issue_id = issue_id_of("unknown_dock", BARN_ID, dock.serial)
    # Where the cores are busy, one of its repetitions may come now and bind it.
    await wait_until(
        lambda: issue_id in issues(hass) or dock.serial in both.runtime_data.coordinators
    )
    assert await bind_to_barn(dock) == {0}
    await wait_until(lambda: dock.serial in both.runtime_data.coordinators)


@pytest.mark.usefixtures("socket_enabled")
async def test_a_dock_that_was_in_two_entries(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    barn: MockConfigEntry,
    hass_storage: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It stays where its device is older, and people are told."""
    serial = "8UUXN0000000A1"
    for made in (barn, entry):
        made.add_to_hass(hass)
        dr.async_get(hass).async_get_or_create(
            config_entry_id=made.entry_id, identifiers={(DOMAIN, serial)}, name="Roof"
        )
        hass_storage[f"{DOMAIN}.{made.entry_id}.docks"] = {
            "version": 1,
            "data": {"docks": [{"serial": serial, "accepted": True}]},
        }
    assert await hass.config_entries.async_setup(ENTRY_ID)
    await wait_until(lambda: barn.state is ConfigEntryState.LOADED)
    assert dock_owners(hass).owner(serial) == BARN_ID
    assert [*barn.runtime_data.coordinators] == [serial]
    assert [*entry.runtime_data.coordinators] == []
    issue = ir.async_get(hass).async_get_issue(
        DOMAIN, issue_id_of("foreign_dock", ENTRY_ID, serial)
    )
    assert issue
    assert issue.translation_key == "dock_twice"
    assert issue.translation_placeholders
    assert issue.translation_placeholders["owner"] == "Barn"
    found = dr.async_get(hass).async_get_device_by_identifier((DOMAIN, serial), ENTRY_ID)
    assert found is None
    assert "does not generate unique IDs" not in caplog.text
    for made in (barn, entry):
        assert await hass.config_entries.async_unload(made.entry_id)
    saved = hass_storage[f"{DOMAIN}.{ENTRY_ID}.docks"]["data"]["docks"]
    assert saved == []
