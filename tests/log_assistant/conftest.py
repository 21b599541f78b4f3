"""A dock whose aircraft is off."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant
import pytest

from tests.helpers.assistant_rig import AssistantRig
from tests.lab.stack.s3 import Store


@pytest.fixture
async def rig(
    hass: HomeAssistant, store: Store, socket_enabled: None
) -> AsyncGenerator[AssistantRig]:
    """Return it with everything that runs for it."""
    made = await hass.async_add_executor_job(AssistantRig, hass, store)
    await made.begin()
    await hass.async_block_till_done()
    yield made
    await made.kill()
