"""Fixtures of all tests: real parts where something crosses a wire."""

# First: the harness has a package of this name, too, which would hide ours.
from custom_components.dji_dock.const import DOMAIN  # isort: skip

import asyncio
from collections.abc import AsyncGenerator, Callable, Generator
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_socket import enable_socket
from xdist.scheduler import LoadFileScheduling

from tests.helpers.speed import check_threads, share_descriptions
from tests.lab.simulator import Broker, DockProfile, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore, Store, store_from_environment

_LONGEST = "tests/e2e/"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, beside which another process gets through the others."""
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


class Scheduling(LoadFileScheduling):
    """Gives a file to one process, and so what uses the environment of Home Assistant.

    That installs what the integration needs at its first start, and may do it once at a time.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _LONGEST if nodeid.startswith(_LONGEST) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Scheduling | None:
    """Distribute the tests, by file."""
    return Scheduling(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load the integration, in tests that have one."""
    if "hass" in request.fixturenames:
        # Without it the harness saves into its own package, and tests see what others left.
        request.getfixturevalue("hass_storage")
        request.getfixturevalue("enable_custom_integrations")


@pytest.fixture(autouse=True)
async def enable_event_loop_debug() -> None:
    """Take the place of the harness's own, which costs a third of the time."""
    check_threads(asyncio.get_running_loop())


@pytest.fixture(scope="session", autouse=True)
def shared_descriptions() -> None:
    """Read what boto3 knows of a service once."""
    share_descriptions()


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Give each test a folder of its own: the index of the bucket is a file."""
    return hass_tmp_config_dir


@pytest.fixture
def mosquitto(tmp_path: Path) -> Generator[Mosquitto]:
    """Run a broker."""
    broker = Mosquitto(tmp_path / "mosquitto")
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture
def restricted_mosquitto(tmp_path: Path) -> Generator[Mosquitto]:
    """Run a broker whose user may not subscribe to what docks say."""
    broker = Mosquitto(tmp_path / "restricted", deny_subscriptions=True)
    broker.start()
    yield broker
    broker.stop()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Generator[Store]:
    """Provide a store: the one that the environment names, else moto's server."""
    enable_socket()
    if named := store_from_environment():
        yield named
        return
    moto = MotoStore(tmp_path_factory.mktemp("s3"))
    moto.start()
    yield moto
    moto.stop()


@pytest.fixture
def set_up_nothing() -> Generator[None]:
    """Keep entries from being set up, where the making of an entry is all that matters."""
    with patch("custom_components.dji_dock.async_setup_entry", return_value=True):
        yield


ENTRY_ID = "0123456789abcdef0123456789abcdef"
BINDING_CODE = "7KQ2MXP4"
ORGANIZATION = "roof"


def bucket_input(store: Store) -> dict[str, Any]:
    """Return what a user enters for the store of the tests."""
    return {
        "provider": "minio",
        "endpoint": store.endpoint,
        "region": store.region,
        "bucket": store.bucket,
        "access_key_id": store.access_key,
        "secret_access_key": store.secret_key,
        "advanced": {
            "key_prefix": f"test-{uuid4().hex[:8]}",
            "credentials": "sts",
            "role_arn": store.role_arn,
            "credential_lifetime": 3600,
            "addressing": "auto",
        },
    }


def broker_input(broker: Mosquitto) -> dict[str, Any]:
    """Return what a user enters for the broker of the tests."""
    return {
        "host": "127.0.0.1",
        "port": broker.port,
        "username": broker.username,
        "password": broker.password,
        "tls": {"enabled": False, "verify": True},
    }


CLOUD_INPUT: dict[str, Any] = {
    "answer_requests": True,
    "app_id": "123456",
    "app_key": "app-key-of-the-tests",
    "app_license": "app-license-of-the-tests",
    "organization_id": ORGANIZATION,
    "organization_name": "Home",
    "binding_code": BINDING_CODE,
    "time": {"ntp_host": "pool.ntp.org", "ntp_port": 123},
}


@pytest.fixture
def entry(mosquitto: Mosquitto, store: Store) -> MockConfigEntry:
    """Return an entry for the real broker and the real store."""
    return MockConfigEntry(
        domain=DOMAIN,
        title="Home",
        entry_id=ENTRY_ID,
        data={**broker_input(mosquitto), **bucket_input(store), **CLOUD_INPUT},
    )


@pytest.fixture
async def loaded(
    hass: HomeAssistant, entry: MockConfigEntry, socket_enabled: None
) -> AsyncGenerator[MockConfigEntry]:
    """Load the integration, connected to the broker."""
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await wait_until(lambda: entry.runtime_data.server.connected)
    yield entry
    if hass.config_entries.async_get_entry(entry.entry_id):
        await hass.config_entries.async_unload(entry.entry_id)


@pytest.fixture
def broker_of_docks(mosquitto: Mosquitto) -> Broker:
    """Return the broker as docks know it."""
    return Broker(
        host="127.0.0.1",
        port=mosquitto.port,
        username=mosquitto.username,
        password=mosquitto.password,
    )


def dock_profile(**changes: Any) -> DockProfile:
    """Return a quick dock that binds itself."""
    fields: dict[str, Any] = {
        "serial": "8UUXN0000000A1",
        "aircraft_serial": "1581F0000000B2",
        "callsign": "Roof",
        "binding_code": BINDING_CODE,
        "organization_id": ORGANIZATION,
        "archive_size": 50_000,
        "speed": 20.0,
    }
    return DockProfile(**{**fields, **changes})


@pytest.fixture
async def dock(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> AsyncGenerator[SimulatedDock]:
    """Run a dock that has bound itself and has become a device."""
    simulated = SimulatedDock(dock_profile(), broker_of_docks)
    async with Simulator([simulated]):
        await simulated.wait_online()
        await wait_until(lambda: simulated.serial in loaded.runtime_data.coordinators)
        await hass.async_block_till_done()
        yield simulated


async def wait_until(condition: Callable[[], object], seconds: float = 40) -> None:
    """Wait until something holds."""
    try:
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.02)
    except TimeoutError:
        pytest.fail(f"did not happen within {seconds} s")


async def set_up(hass: HomeAssistant, entry: MockConfigEntry) -> ConfigEntryState:
    """Set an entry up, and return how it went."""
    entry.add_to_hass(hass)
    await hass.config_entries.async_setup(entry.entry_id)
    return entry.state


async def leave(loaded: MockConfigEntry, dock: SimulatedDock) -> None:
    """Let a dock go offline, and be taken for it as soon as its last words have arrived."""
    server = loaded.runtime_data.server
    dock.go_offline()
    await wait_until(lambda: not dock.connected)
    received = -1
    while received != server.received:
        received = server.received
        await asyncio.sleep(0.3)
    server.fleet.expire(0)
    assert not server.fleet.get(dock.serial).online


def device_id(hass: HomeAssistant, serial: str) -> str:
    """Return the id of a device."""
    return dr.async_get_device_id_by_identifier(hass, (DOMAIN, serial), config_entry_id=ENTRY_ID)


async def call(hass: HomeAssistant, action: str, serial: str, **data: Any) -> dict[str, Any]:
    """Call an action for a dock, and return its response."""
    response: Any = await hass.services.async_call(
        DOMAIN,
        action,
        {"device_id": device_id(hass, serial), **data},
        blocking=True,
        return_response=True,
    )
    assert isinstance(response, dict)
    return response


def state(hass: HomeAssistant, entity_id: str) -> str:
    """Return the state of an entity."""
    found = hass.states.get(entity_id)
    assert found is not None, entity_id
    return found.state
