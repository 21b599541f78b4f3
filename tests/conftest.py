"""Fixtures of all tests: real parts where something crosses a wire."""

# First: the harness has a package of this name, too, which would hide ours.
from custom_components.dji_dock.const import DOMAIN  # isort: skip

import asyncio
from collections.abc import AsyncGenerator, Generator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_socket import enable_socket
from xdist.scheduler import LoadFileScheduling

from custom_components.dji_dock.configuration.pilot_page import PilotPage
from tests.helpers.docks import STRANGER, dock_profile
from tests.helpers.entries import CLOUD_INPUT, ENTRY_ID, broker_input, bucket_input
from tests.helpers.home import wait_until
from tests.helpers.logs import Left
from tests.helpers.speed import check_threads, share_descriptions
from tests.helpers.told import Told
from tests.helpers.upload_rig import Rig
from tests.lab.simulator import Broker, SimulatedDock, Simulator
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore, Store, store_from_environment

_LONGEST = "tests/e2e/"
_BROKERS = {"mosquitto", "restricted_mosquitto"}
_USUAL_SECONDS = 200


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a broker or long, and order: the longest beside what waits, short ones last."""
    for item in items:
        if _BROKERS & set(getattr(item, "fixturenames", ())):
            item.add_marker("broker")
        if (limit := item.get_closest_marker("timeout")) and limit.args[0] > _USUAL_SECONDS:
            item.add_marker("slow")
    items.sort(
        key=lambda item: (
            not item.nodeid.startswith(_LONGEST),
            not item.get_closest_marker("broker"),
            not item.get_closest_marker("slow"),
        )
    )


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
    if "recorder_mock" in request.fixturenames:
        # Its database has to be there before Home Assistant.
        request.getfixturevalue("recorder_db_url")
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
def hass(hass: HomeAssistant) -> HomeAssistant:
    """Give each test a media folder of its own: the harness has one for all, in its own package."""
    hass.config.media_dirs = {"local": hass.config.path("media")}
    return hass


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Give each test a folder of its own: the index of the bucket is a file."""
    return hass_tmp_config_dir


@pytest.fixture
def mosquitto(tmp_path: Path) -> Generator[Mosquitto]:
    """Run a broker of the test's own, which takes 40 ms: one for all has to be cleaned as long.

    It is killed at the end: what it would save takes longer, and nobody reads it.
    """
    broker = Mosquitto(tmp_path / "mosquitto")
    broker.start()
    yield broker
    broker.kill()


@pytest.fixture
def restricted_mosquitto(tmp_path: Path) -> Generator[Mosquitto]:
    """Run a broker whose user may not subscribe to what docks say."""
    broker = Mosquitto(tmp_path / "restricted", deny_subscriptions=True)
    broker.start()
    yield broker
    broker.kill()


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
    with (
        patch("custom_components.dji_dock.async_setup_entry", return_value=True),
        # What follows the making of an entry needs one that runs.
        patch.object(PilotPage, "_arrivals", return_value=None),
    ):
        yield


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


@pytest.fixture
async def stranger(loaded: MockConfigEntry, broker_of_docks: Broker) -> Any:
    """Run a dock that was never bound here."""
    profile = dock_profile(serial=STRANGER, callsign="", binding_code="", organization_id="")
    dock = SimulatedDock(profile, broker_of_docks)
    async with Simulator([dock]):
        yield dock


@pytest.fixture
async def told(hass: HomeAssistant, loaded: MockConfigEntry) -> Told:
    """Return a dock with an aircraft that have told nothing else."""
    made = Told(hass, loaded.runtime_data)
    made.link()
    await hass.async_block_till_done()
    return made


@pytest.fixture
async def left(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, store: Store
) -> Left:
    """Return the folder of a dock that was online once."""
    await async_setup_component(hass, "repairs", {})
    return Left(hass, loaded.runtime_data, store, dock.serial)


@pytest.fixture
async def rig(hass: HomeAssistant, store: Store, socket_enabled: None) -> AsyncGenerator[Rig]:
    """Return a manager that runs."""
    made = await hass.async_add_executor_job(Rig, hass, store)
    await made.begin()
    yield made
    await made.kill()
