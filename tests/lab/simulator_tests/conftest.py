"""Fixtures for tests of the simulated dock."""

from collections.abc import AsyncGenerator, Generator
from pathlib import Path

import pytest

from tests.lab.simulator import Broker
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import MotoStore, Store

from .cloud import Cloud


@pytest.fixture
def broker(socket_enabled: None, mosquitto: Mosquitto) -> Broker:
    """Return the broker as a dock has it."""
    return Broker(port=mosquitto.port, username=mosquitto.username, password=mosquitto.password)


@pytest.fixture
async def cloud(broker: Broker, mosquitto: Mosquitto) -> AsyncGenerator[Cloud]:
    """Run a cloud."""
    async with Cloud(mosquitto) as cloud:
        yield cloud


@pytest.fixture
def pausable_store(socket_enabled: None, store: Store, tmp_path: Path) -> Generator[MotoStore]:
    """Return a store that can be made deaf; one of our own if the common one is not."""
    if isinstance(store, MotoStore):
        yield store
        return
    own = MotoStore(tmp_path / "store")
    own.start()
    yield own
    own.stop()
