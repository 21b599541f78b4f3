"""What the tests of firmware share: packages in the bucket."""

from collections.abc import AsyncGenerator, Iterator

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import Bucket
from tests.bucket.helpers import keys_in
from tests.bucket.servers import bucket_config
from tests.firmware.rig import FirmwareRig
from tests.helpers.told import Told
from tests.lab.stack.s3 import Store


@pytest.fixture
def bucket(store: Store, socket_enabled: None) -> Iterator[Bucket]:
    """Return a bucket with a folder of the test's own, which is emptied."""
    bucket = Bucket(bucket_config(store))
    yield bucket
    for key in keys_in(bucket):
        bucket.delete(key)


@pytest.fixture
async def rig(
    hass: HomeAssistant, told: Told, loaded: MockConfigEntry
) -> AsyncGenerator[FirmwareRig]:
    """Return a Dock 3 with its aircraft that is ready for firmware."""
    for component in ("homeassistant", "repairs"):
        await async_setup_component(hass, component, {})
    made = FirmwareRig(hass, told, loaded.runtime_data)
    made.begin()
    await hass.async_block_till_done()
    yield made
    made.end()
