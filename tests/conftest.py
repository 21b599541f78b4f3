"""Fixtures of all tests: real parts where something crosses a wire."""

# First: the harness has a package of this name, too, which would hide ours.
from custom_components.dji_dock.const import DOMAIN  # noqa: F401  # isort: skip

from collections.abc import Generator
from pathlib import Path

import pytest
from pytest_socket import enable_socket

from tests.stack.mosquitto import Mosquitto
from tests.stack.s3 import MotoStore, Store, store_from_environment


@pytest.fixture(autouse=True)
def auto_enable_custom_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant load the integration, in tests that have one."""
    if "hass" in request.fixturenames:
        request.getfixturevalue("enable_custom_integrations")


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
    broker = Mosquitto(tmp_path / "restricted", acl="user home\ntopic read nothing/of/interest\n")
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
