"""The commands about a set-up: who may, what they say, and that a knock is seen at once."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import WebSocketGenerator

from tests.helpers.docks import dock_profile
from tests.helpers.entries import BINDING_CODE, ENTRY_ID, ORGANIZATION
from tests.helpers.home import device_id
from tests.helpers.told import Told
from tests.lab.simulator import Broker, SimulatedDock, Simulator

_SECONDS = 40


async def until(client: Any, condition: Any) -> dict[str, Any]:
    """Return the first event that is as wanted."""
    async with asyncio.timeout(_SECONDS):
        while True:
            event = (await client.receive_json())["event"]
            if condition(event):
                return dict(event)


async def test_what_to_type_in(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    dock: SimulatedDock,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """All that a dock needs, with the docks that are there, and the password of the broker never."""
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "dji_dock/setup/pilot", "entry_id": ENTRY_ID})
    answer = await client.receive_json()
    pilot = answer["result"]
    assert pilot["organization_id"] == ORGANIZATION
    assert pilot["binding_code"] == BINDING_CODE
    assert pilot["username"] == loaded.data["username"]
    assert pilot["gateway"].endswith(f":{loaded.data['port']}")
    assert (pilot["loaded"], pilot["connected"], pilot["waiting"]) == (True, True, [])
    [bound] = pilot["bound"]
    assert bound["device_id"] == device_id(hass, dock.serial)
    assert (bound["serial"], bound["name"], bound["online"]) == (dock.serial, "Roof", True)
    rights = next(each for each in pilot["snippets"] if each["name"] == "mosquitto_acl")
    assert f"user {dock.serial}\n" in rights["text"]
    assert {each["name"] for each in pilot["snippets"]} >= {"ceph_role", "mosquitto_users"}
    for secret in ("password", "secret_access_key", "app_key", "app_license"):
        assert loaded.data[secret] not in str(answer), secret


async def test_a_knock_is_seen(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    broker_of_docks: Broker,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """With what it was refused for; then it is bound. A reload in between ends nothing."""
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "dji_dock/setup/subscribe", "entry_id": ENTRY_ID})
    assert (await client.receive_json())["success"]
    first = (await client.receive_json())["event"]
    assert (first["waiting"], first["bound"], first["loaded"]) == ([], [], True)
    async with Simulator([SimulatedDock(dock_profile(binding_code="WRONG"), broker_of_docks)]):
        refused = "config_panel.setup.knock_wrong_code"
        event = await until(
            client, lambda event: refused in [each["words"]["key"] for each in event["waiting"]]
        )
        [waiting] = event["waiting"]
        assert waiting["serial"] == dock_profile().serial
        assert "binding code" in waiting["words"]["text"]
    assert await hass.config_entries.async_unload(ENTRY_ID)
    gone = await until(client, lambda event: not event["loaded"])
    assert (gone["binding_code"], gone["connected"]) == (BINDING_CODE, False)
    assert await hass.config_entries.async_setup(ENTRY_ID)
    async with Simulator([SimulatedDock(dock_profile(), broker_of_docks)]):
        event = await until(client, lambda event: event["bound"])
    assert [each["name"] for each in event["bound"]] == ["Roof"]
    assert event["waiting"] == []


async def test_many_knocks_are_few_events(
    hass: HomeAssistant,
    told: Told,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Anybody on the broker can invent docks; the latest is always seen."""
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": "dji_dock/setup/subscribe", "entry_id": ENTRY_ID})
    assert (await client.receive_json())["success"]
    await client.receive_json()
    for number in range(20):
        told.say(f"8UUXN00000{number:04}", cover_state=0, mode_code=0)
    event = (await client.receive_json())["event"]
    assert len(event["waiting"]) == 20
    assert event["waiting"][0]["serial"] == "8UUXN000000019"


async def test_the_check_on_the_page(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    dock: SimulatedDock,
    hass_ws_client: WebSocketGenerator,
) -> None:
    """Each line with its text, and a way to where it is mended."""
    client = await hass_ws_client(hass)
    await client.send_json_auto_id(
        {
            "type": "dji_dock/setup/check",
            "entry_id": ENTRY_ID,
            "device_id": device_id(hass, dock.serial),
        }
    )
    checks = (await client.receive_json())["result"]["checks"]
    lines = {check["name"]: check for check in checks}
    assert lines["broker"]["passed"] is True
    assert lines["broker"]["words"]["key"] == "config_panel.setup.check_broker_ok"
    assert lines["broker"]["words"]["text"].startswith("Home Assistant reaches")
    assert lines["broker"]["link"] is None
    # Its address is one of this machine alone, as the address of the tests is.
    assert lines["dock_endpoint"]["passed"] is False
    assert lines["dock_endpoint"]["link"].startswith("/config/integrations/")
    assert lines["dock"]["device_id"] == device_id(hass, dock.serial)
    # Each text exists, whatever came out.
    assert not [check for check in checks if check["words"]["text"] == check["words"]["key"]]


@pytest.mark.parametrize("command", ["check", "pilot", "subscribe"])
async def test_who_may_not(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_read_only_access_token: str,
    command: str,
) -> None:
    """Only administrators may; an entry that is not there is said to be."""
    client = await hass_ws_client(hass, hass_read_only_access_token)
    asked = {"type": f"dji_dock/setup/{command}", "entry_id": ENTRY_ID}
    await client.send_json_auto_id(asked)
    assert (await client.receive_json())["error"]["code"] == "unauthorized"
    administrator = await hass_ws_client(hass)
    await administrator.send_json_auto_id({**asked, "entry_id": "nonsense"})
    error = (await administrator.receive_json())["error"]
    assert error["translation_key"] == "entry_not_here"
