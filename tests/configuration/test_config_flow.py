"""The set-up as a whole, against a real broker and a real store."""

from http import HTTPStatus
from typing import Any

from homeassistant.config_entries import SOURCE_MQTT
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.mqtt import MqttServiceInfo
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.configuration.validation import tidy
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.util.dock_owners import dock_owners
from tests.helpers.entries import CLOUD_INPUT, broker_input, bucket_input
from tests.helpers.flow import (
    answer,
    begin,
    choose,
    has_texts,
    suggestions,
    to_bucket,
    to_cloud,
    to_provider,
    warnings_in,
)
from tests.lab.stack.home_assistant import fit
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

pytestmark = pytest.mark.usefixtures("socket_enabled", "set_up_nothing")


async def test_set_up(hass: HomeAssistant, mosquitto: Mosquitto, store: Store) -> None:
    """Broker, cloud server and bucket, each tried before the next, with a warning at the end."""
    result = await begin(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    await has_texts(hass, result)
    result = await answer(hass, result, broker_input(mosquitto))
    assert result["step_id"] == "cloud_server"
    assert "developer.dji.com" in (result["description_placeholders"] or {})["app_page"]
    suggested = suggestions(result)
    assert len(suggested["binding_code"]) == 8
    assert len(suggested["organization_id"]) == 6
    assert suggested["organization_name"] == hass.config.location_name
    result = await answer(hass, result, CLOUD_INPUT)
    assert (result["type"], result["step_id"]) == (FlowResultType.MENU, "provider")
    assert result["menu_options"] == ["aws", "ali", "minio", "later"]
    result = await choose(hass, result, "minio")
    bucket = bucket_input(store)
    result = await answer(hass, result, bucket)
    assert (result["type"], result["step_id"]) == (FlowResultType.MENU, "bucket_warnings")
    assert "this machine itself" in warnings_in(result)
    result = await choose(hass, result, "finish")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Home"
    assert result["data"] == {**broker_input(mosquitto), **bucket, **CLOUD_INPUT}
    # Another one may share the broker, but not the folder.
    result = await answer(hass, await to_bucket(hass, mosquitto), bucket)
    assert result["errors"] == {"base": "bucket_taken"}
    placeholders = result["description_placeholders"]
    assert placeholders
    assert placeholders["other"] == "Home"
    assert placeholders["folder"] == bucket["advanced"]["key_prefix"]
    result = await answer(hass, result, bucket_input(store))
    assert result["step_id"] == "bucket_warnings"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"binding_code": ""}, {"binding_code": "needed_for_binding"}),
        ({"organization_id": " "}, {"organization_id": "needed_for_binding"}),
        ({"app_license": ""}, {"base": "app_incomplete"}),
        (
            {"time": {"ntp_host": "ntp://pool.ntp.org", "ntp_port": 123}},
            {"time": "ntp_host_not_a_name"},
        ),
    ],
)
async def test_cloud_errors(
    hass: HomeAssistant,
    mosquitto: Mosquitto,
    changes: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """Each mistake has its own text, and can be mended."""
    result = await to_cloud(hass, mosquitto)
    result = await answer(hass, result, {**CLOUD_INPUT, **changes})
    assert result["errors"] == errors
    result = await answer(hass, result, CLOUD_INPUT)
    assert result["step_id"] == "provider"


async def test_beside_another_platform(hass: HomeAssistant, mosquitto: Mosquitto) -> None:
    """Where somebody else answers docks, nothing is needed for binding."""
    beside = {"answer_requests": False, "time": CLOUD_INPUT["time"]}
    result = await choose(hass, await to_provider(hass, mosquitto, beside), "later")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "127.0.0.1"


async def test_two_set_ups_at_once(
    hass: HomeAssistant, entry: MockConfigEntry, mosquitto: Mosquitto, store: Store
) -> None:
    """The second to finish is told that the folder is taken."""
    bucket = {key: entry.data[key] for key in bucket_input(store)}
    result = await answer(hass, await to_bucket(hass, mosquitto), bucket)
    entry.add_to_hass(hass)
    result = await choose(hass, result, "finish")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "bucket_taken")


async def test_copied_and_pasted(hass: HomeAssistant, mosquitto: Mosquitto, store: Store) -> None:
    """Blanks and line breaks around what was pasted do no harm."""
    result = await answer(
        hass, await begin(hass), {**broker_input(mosquitto), "host": " [127.0.0.1] "}
    )
    result = await answer(
        hass, result, {**CLOUD_INPUT, "binding_code": f"{CLOUD_INPUT['binding_code']} "}
    )
    result = await choose(hass, result, "minio")
    bucket = bucket_input(store)
    pasted = {key: f" {value}\n" for key, value in bucket.items() if isinstance(value, str)}
    pasted["provider"] = bucket["provider"]
    result = await answer(
        hass,
        result,
        {**pasted, "advanced": {**bucket["advanced"], "role_arn": f"{store.role_arn} "}},
    )
    result = await choose(hass, result, "finish")
    assert result["data"] == {**broker_input(mosquitto), **bucket, **CLOUD_INPUT}


def test_a_password_is_taken_as_it_is() -> None:
    """It may begin or end with a blank; names of hosts know no upper case."""
    given = {"host": "MQTT.Lan", "password": " secret ", "username": "home "}
    assert tidy(given) == {"host": "mqtt.lan", "password": " secret ", "username": "home"}


@pytest.mark.parametrize(
    ("data", "suggested"),
    [
        (
            {"broker": "10.0.0.2", "port": 1884, "username": "u", "password": "p"},
            ("10.0.0.2", 1884, "u", {"enabled": False, "verify": True, "ca_certificate": ""}),
        ),
        (
            {"broker": "mqtt.lan", "certificate": "auto", "tls_insecure": True},
            ("mqtt.lan", 1883, "", {"enabled": True, "verify": False, "ca_certificate": ""}),
        ),
        (
            {"broker": "mqtt.lan", "port": 8883, "certificate": "PEM"},
            ("mqtt.lan", 8883, "", {"enabled": True, "verify": True, "ca_certificate": "PEM"}),
        ),
        (
            {"broker": "mqtt.lan", "port": "?", "username": None, "certificate": {"pem": 1}},
            ("mqtt.lan", 1883, "", {"enabled": True, "verify": True, "ca_certificate": ""}),
        ),
        (
            {"broker": {"host": "mqtt.lan"}},
            (None, None, None, {"enabled": None, "verify": None, "ca_certificate": None}),
        ),
        (
            {"broker": "mqtt.lan", "port": 443, "transport": "websockets"},
            (None, None, None, {"enabled": None, "verify": None, "ca_certificate": None}),
        ),
    ],
)
async def test_the_broker_of_home_assistant_is_suggested(
    hass: HomeAssistant, data: dict[str, Any], suggested: tuple[Any, ...]
) -> None:
    """With its address and user, never with its password; what is not as expected is left out."""
    MockConfigEntry(domain="mqtt", data={"discovery": True}).add_to_hass(hass)
    MockConfigEntry(domain="mqtt", data=data).add_to_hass(hass)
    shown = suggestions(await begin(hass))
    assert (shown["host"], shown["port"], shown["username"], shown["tls"]) == suggested
    assert shown["password"] is None


async def test_the_forms_reach_a_browser(
    hass: HomeAssistant,
    hass_client: ClientSessionGenerator,
    mosquitto: Mosquitto,
    store: Store,
) -> None:
    """The whole set-up over the interface that the frontend uses, with JSON on both sides."""
    # Routes are made before the first request.
    assert await async_setup_component(hass, "websocket_api", {})
    assert await async_setup_component(hass, "config", {})
    client = await hass_client()
    url = "/api/config/config_entries/flow"
    response = await client.post(url, json={"handler": DOMAIN})
    for step, data in (
        ("user", broker_input(mosquitto)),
        ("cloud_server", CLOUD_INPUT),
        ("provider", {"next_step_id": "minio"}),
        ("bucket", bucket_input(store)),
        ("bucket_warnings", {"next_step_id": "finish"}),
    ):
        assert response.status == HTTPStatus.OK
        result = await response.json()
        assert result["step_id"] == step
        for field in result["data_schema"] if result["type"] == "form" else []:
            assert "selector" in field or field["type"] == "expandable", field["name"]
        given = fit(result["data_schema"], data) if step == "bucket" else data
        response = await client.post(f"{url}/{result['flow_id']}", json=given)
    assert response.status == HTTPStatus.OK
    assert (await response.json())["type"] == "create_entry"
    entry = hass.config_entries.async_entries(DOMAIN)[0]
    assert type(entry.data["port"]) is int
    assert type(entry.data["advanced"]["credential_lifetime"]) is int


def found(serial: str = "8UUXN0000000A1") -> MqttServiceInfo:
    """Return what Home Assistant's MQTT integration passes on of a dock that appears."""
    topic = f"sys/product/{serial}/status"
    return MqttServiceInfo(
        topic=topic,
        payload="{}",
        qos=0,
        retain=False,
        subscribed_topic="sys/product/+/status",
        timestamp=0.0,
    )


async def discover(hass: HomeAssistant, info: MqttServiceInfo) -> Any:
    """Let a dock be discovered."""
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_MQTT}, data=info
    )


async def test_a_dock_on_the_broker_of_home_assistant_is_discovered(
    hass: HomeAssistant, mosquitto: Mosquitto
) -> None:
    """One card for all docks, with the broker filled in; once it is set up there is none."""
    own = {"broker": "127.0.0.1", "port": mosquitto.port, "username": mosquitto.username}
    MockConfigEntry(domain="mqtt", data=own).add_to_hass(hass)
    result = await discover(hass, found())
    assert result["step_id"] == "user"
    assert suggestions(result)["port"] == mosquitto.port
    [card] = hass.config_entries.flow.async_progress()
    assert card["context"]["title_placeholders"] == {"name": "8UUXN0000000A1"}
    again = await discover(hass, found("8UUXN0000000B2"))
    assert (again["type"], again["reason"]) == (FlowResultType.ABORT, "already_in_progress")
    result = await answer(hass, result, broker_input(mosquitto))
    result = await choose(hass, await answer(hass, result, CLOUD_INPUT), "later")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    again = await discover(hass, found())
    assert (again["type"], again["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_a_dock_of_ours_is_not_discovered(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """Wherever it speaks; nor is any on a broker that an entry has, nor what is no dock."""
    entry.add_to_hass(hass)
    # Of the one broker of Home Assistant nothing is known here.
    assert (await discover(hass, found()))["step_id"] == "user"
    hass.config_entries.flow.async_abort(hass.config_entries.flow.async_progress()[0]["flow_id"])
    dock_owners(hass).claim("8UUXN0000000A1", entry.entry_id)
    for info in (found(), found("a/b")):
        result = await discover(hass, info)
        assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")
    own = {"broker": entry.data["host"], "port": entry.data["port"]}
    MockConfigEntry(domain="mqtt", data=own).add_to_hass(hass)
    assert (await discover(hass, found("8UUXN0000000B2")))["reason"] == "already_configured"
