"""Our session at the broker: one that does not last, and the one at the broker before."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.dji_dock.cloud_api import (
    BrokerLost,
    BrokerSessionUnusable,
    BrokerSettings,
    ConnectionChanged,
    MqttTransport,
)
from custom_components.dji_dock.cloud_api.wire.connection import connection
from custom_components.dji_dock.cloud_api.wire.transport import Backoff
from custom_components.dji_dock.cloud_device.broker_session import LASTS_AFTER
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.util.entry_data import session_client_id
from tests.helpers.entries import ENTRY_ID, broker_input
from tests.helpers.flow import answer, choose
from tests.helpers.home import wait_until
from tests.lab.stack.mosquitto import Mosquitto

BROKER = "binary_sensor.home_cloud_server_broker"


def issue(hass: HomeAssistant, kind: str) -> ir.IssueEntry | None:
    """Return an open issue."""
    return ir.async_get(hass).async_get_issue(DOMAIN, f"{kind}_{ENTRY_ID}")


def reason(hass: HomeAssistant) -> str | None:
    """Return why the broker is not connected, as people read it."""
    state = hass.states.get(BROKER)
    assert state is not None
    told: str | None = state.attributes["reason"]
    assert (told is None) is (state.state == "on")
    return told


def session(broker: Mosquitto) -> BrokerSettings:
    """Return how our session is reached, as by a second Home Assistant."""
    return BrokerSettings(
        host="127.0.0.1",
        port=broker.port,
        username=broker.username,
        password=broker.password,
        client_id=session_client_id(ENTRY_ID),
    )


@asynccontextmanager
async def second_home_assistant(broker: Mosquitto) -> AsyncGenerator[None]:
    """Run what a restored backup does: connect under the same client id, again and again."""
    transport = MqttTransport(session(broker), Backoff(first=0.05, limit=0.1))
    run = asyncio.create_task(transport.run(lambda *_: None, lambda *_: None))
    try:
        yield
    finally:
        run.cancel()
        await asyncio.gather(run, return_exceptions=True)


async def test_two_with_the_same_client_id(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """Told in words and by a repair, until a connection lasts."""
    transport = loaded.runtime_data.server._transport
    transport._backoff = Backoff(first=0.05, limit=30)
    reasons: list[str] = []
    loaded.runtime_data.server.listeners.add(
        ConnectionChanged,
        lambda change: reasons.append(change.reason.reason) if change.reason else None,
    )
    async with second_home_assistant(mosquitto):
        await wait_until(lambda: issue(hass, "broker_taken_over"))
    assert reasons[:4] == ["broker_lost"] * 3 + ["broker_taken_over"]
    raised = issue(hass, "broker_taken_over")
    assert raised is not None
    assert raised.translation_placeholders == {
        "cloud": "Home",
        "client_id": session_client_id(ENTRY_ID),
    }
    await wait_until(lambda: loaded.runtime_data.server.connected)
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=LASTS_AFTER - 5))
    await hass.async_block_till_done()
    assert issue(hass, "broker_taken_over")
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=LASTS_AFTER + 5))
    await hass.async_block_till_done()
    assert issue(hass, "broker_taken_over") is None


async def test_a_session_that_cannot_be_resumed(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Told until the connection is there; the entity says why it is not."""
    hub = loaded.runtime_data
    await hub.async_stop_serving()
    hub.server._transport._subscribed = False
    tell = hub.server.listeners.notify
    tell(ConnectionChanged(connected=False, reason=BrokerLost("cut")))
    await hass.async_block_till_done()
    assert reason(hass) == "The connection to the broker was lost; it is being made again"
    tell(ConnectionChanged(connected=False, reason=BrokerSessionUnusable("closed")))
    await hass.async_block_till_done()
    assert "cannot resume the session" in (reason(hass) or "")
    assert issue(hass, "broker_session")
    hub.serve()
    await wait_until(lambda: hub.server.connected)
    await hass.async_block_till_done()
    assert issue(hass, "broker_session") is None
    assert reason(hass) is None


@pytest.fixture
def another(tmp_path: Path) -> Mosquitto:
    """Return a second broker."""
    return Mosquitto(tmp_path / "another")


async def test_the_broker_before_keeps_no_session(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto, another: Mosquitto
) -> None:
    """It would collect what docks say for ever. The new one is entered as it is for docks."""
    before = loaded.runtime_data
    another.start()
    try:
        result = await choose(hass, await loaded.start_reconfigure_flow(hass), "reconfigure_broker")
        entered = {**broker_input(another), "host": f"tcp://127.0.0.1:{another.port}", "port": 1883}
        result = await answer(hass, result, entered)
        assert result["reason"] == "reconfigure_successful"
        await moved(hass, loaded, before)
        async with connection(session(mosquitto), clean=False) as client:
            assert not client.session_present
        await hass.config_entries.async_unload(ENTRY_ID)
    finally:
        another.stop()


async def test_the_same_broker_under_another_name_keeps_the_session(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """It is in use, with all that docks say while we reload."""
    before = loaded.runtime_data
    result = await choose(hass, await loaded.start_reconfigure_flow(hass), "reconfigure_broker")
    result = await answer(hass, result, {**broker_input(mosquitto), "host": "localhost"})
    assert result["reason"] == "reconfigure_successful"
    await moved(hass, loaded, before)
    await hass.config_entries.async_unload(ENTRY_ID)
    async with connection(session(mosquitto), clean=False) as client:
        assert client.session_present


async def moved(hass: HomeAssistant, entry: MockConfigEntry, before: object) -> None:
    """Wait until a reload is over, and all that it does at the broker before."""
    await wait_until(
        lambda: entry.state is ConfigEntryState.LOADED and entry.runtime_data is not before
    )
    await wait_until(lambda: entry.runtime_data.server.connected)
    await wait_until(lambda: not any("former broker" in str(t) for t in hass._background_tasks))
