"""Fixtures for tests of the simulated dock."""

from collections.abc import AsyncGenerator

import pytest

from tests.simulator import Broker
from tests.stack.mosquitto import Mosquitto

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
