"""The set-up, against a real broker and a real store."""

import asyncio
from collections.abc import Generator
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from ipaddress import IPv4Address
from pathlib import Path
import socket
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers.translation import async_get_translations
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.bucket import clients
from custom_components.dji_dock.cloud_api import check_broker
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.validate import tidy
from tests.bucket.test_errors import Answer, answering, s3_error, sts_error
from tests.stack.certificates import Authority
from tests.stack.mosquitto import Mosquitto
from tests.stack.s3 import Store

from .conftest import CLOUD_INPUT, broker_input, bucket_input

pytestmark = pytest.mark.usefixtures("socket_enabled")

PEM = "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----"


@pytest.fixture(autouse=True)
def set_up_nothing() -> Generator[None]:
    """Keep the entry from being set up: that is another test's matter."""
    with patch("custom_components.dji_dock.async_setup_entry", return_value=True):
        yield


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    """Open the first form."""
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})


async def answer(
    hass: HomeAssistant, result: ConfigFlowResult, data: dict[str, Any]
) -> ConfigFlowResult:
    """Answer a form, and see that everything about the next one has a text."""
    result = await hass.config_entries.flow.async_configure(result["flow_id"], data)
    await has_texts(hass, result)
    return result


async def choose(hass: HomeAssistant, result: ConfigFlowResult, step: str) -> ConfigFlowResult:
    """Choose from a menu."""
    assert step in result["menu_options"]
    return await answer(hass, result, {"next_step_id": step})


async def has_texts(hass: HomeAssistant, result: ConfigFlowResult) -> None:
    """See that a step, its fields, its errors and its choices can be read."""
    texts = await async_get_translations(hass, "en", "config", {DOMAIN})
    prefix = f"component.{DOMAIN}.config"
    for error in (result.get("errors") or {}).values():
        assert f"{prefix}.error.{error}" in texts
    if result["type"] is FlowResultType.ABORT:
        known = f"{prefix}.abort.{result['reason']}" in texts
        # These texts are Home Assistant's own.
        assert known or result["reason"] in ("reauth_successful", "reconfigure_successful")
    if result["type"] not in (FlowResultType.FORM, FlowResultType.MENU):
        return
    step = f"{prefix}.step.{result['step_id']}"
    assert f"{step}.title" in texts
    options = result.get("menu_options") or []
    assert isinstance(options, list)
    for option in options:
        assert f"{step}.menu_options.{option}" in texts
    if result["type"] is FlowResultType.MENU:
        return
    assert result["data_schema"] is not None
    for key, value in result["data_schema"].schema.items():
        if fields := getattr(value, "schema", None):
            assert f"{step}.sections.{key}.name" in texts
            for field in fields.schema:
                assert f"{step}.sections.{key}.data.{field}" in texts
                assert f"{step}.sections.{key}.data_description.{field}" in texts
        else:
            assert f"{step}.data.{key}" in texts
            assert f"{step}.data_description.{key}" in texts


def suggestions(result: ConfigFlowResult) -> dict[str, Any]:
    """Return what a form suggests."""
    schema = result["data_schema"]
    assert schema is not None
    found: dict[str, Any] = {}
    for key, value in schema.schema.items():
        if fields := getattr(value, "schema", None):
            found[str(key)] = {
                str(field): (field.description or {}).get("suggested_value")
                for field in fields.schema
            }
        else:
            found[str(key)] = (key.description or {}).get("suggested_value")
    return found


def warnings_in(result: ConfigFlowResult) -> str:
    """Return what a step warns of."""
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    return placeholders["warnings"]


async def to_bucket(hass: HomeAssistant, broker: Mosquitto) -> ConfigFlowResult:
    """Get as far as the second step."""
    result = await answer(hass, await begin(hass), broker_input(broker))
    assert result["step_id"] == "bucket"
    return result


async def to_cloud(hass: HomeAssistant, broker: Mosquitto, store: Store) -> ConfigFlowResult:
    """Get as far as the third step."""
    result = await answer(hass, await to_bucket(hass, broker), bucket_input(store))
    assert result["step_id"] == "bucket_warnings"
    return await choose(hass, result, "cloud_server")


async def test_set_up(hass: HomeAssistant, mosquitto: Mosquitto, store: Store) -> None:
    """Three steps, each tried before the next, with a warning in between."""
    result = await begin(hass)
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    await has_texts(hass, result)
    result = await answer(hass, result, broker_input(mosquitto))
    bucket = bucket_input(store)
    result = await answer(hass, result, bucket)
    assert (result["type"], result["step_id"]) == (FlowResultType.MENU, "bucket_warnings")
    warnings = warnings_in(result)
    assert "this machine itself" in warnings
    result = await choose(hass, result, "cloud_server")
    suggested = suggestions(result)
    assert len(suggested["binding_code"]) == 8
    assert len(suggested["organization_id"]) == 6
    assert suggested["organization_name"] == hass.config.location_name
    result = await answer(hass, result, CLOUD_INPUT)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Home"
    assert result["data"] == {**broker_input(mosquitto), **bucket, **CLOUD_INPUT}
    result = await answer(hass, await begin(hass), broker_input(mosquitto))
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"password": "wrong"}, {"base": "broker_auth"}),
        ({"username": "", "password": ""}, {"base": "broker_auth"}),
        ({"port": 9}, {"base": "broker_unreachable"}),
        ({"host": "mqtt://127.0.0.1"}, {"host": "host_not_a_name"}),
        ({"host": "127.0.0.1:1883"}, {"host": "host_not_a_name"}),
        ({"host": " "}, {"host": "host_not_a_name"}),
        *(
            (
                {"tls": {"enabled": True, "verify": True, "ca_certificate": text}},
                {"base": "invalid_certificate"},
            )
            for text in ("rubbish", "für mich", PEM.format("MIIB"), PEM.format("=MI"))
        ),
        # Longer than MQTT can say: the client library fails, not the broker.
        ({"username": "x" * 70_000}, {"base": "unknown"}),
    ],
)
async def test_broker_errors(
    hass: HomeAssistant, mosquitto: Mosquitto, changes: dict[str, Any], errors: dict[str, str]
) -> None:
    """Each mistake has its own text, and can be mended."""
    result = await answer(hass, await begin(hass), {**broker_input(mosquitto), **changes})
    assert result["errors"] == errors
    result = await answer(hass, result, broker_input(mosquitto))
    assert result["step_id"] == "bucket"


async def test_broker_with_an_unknown_name(hass: HomeAssistant, mosquitto: Mosquitto) -> None:
    """The error stands at the name. Only the name server is played, there is none in tests."""
    unknown = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    with patch("socket.getaddrinfo", side_effect=unknown):
        result = await answer(
            hass, await begin(hass), {**broker_input(mosquitto), "host": "mqtt.lan"}
        )
    assert result["errors"] == {"host": "broker_dns"}
    result = await answer(hass, result, broker_input(mosquitto))
    assert result["step_id"] == "bucket"


async def test_broker_that_denies(hass: HomeAssistant, restricted_mosquitto: Mosquitto) -> None:
    """A user without the right to the topics is told so."""
    result = await answer(hass, await begin(hass), broker_input(restricted_mosquitto))
    assert result["errors"] == {"base": "broker_denied"}


async def test_broker_with_tls(hass: HomeAssistant, tmp_path: Path) -> None:
    """An unknown authority is refused, unless it is given or the user insists."""
    authority = Authority(tmp_path)
    broker = Mosquitto(tmp_path / "tls", certificate=authority.certify(IPv4Address("127.0.0.1")))
    broker.start()
    try:
        data = broker_input(broker)
        tls = {"enabled": True, "verify": True}
        result = await answer(hass, await begin(hass), {**data, "tls": tls})
        assert result["errors"] == {"base": "broker_tls"}
        with patch(
            "custom_components.dji_dock.validate.check_broker", partial(check_broker, timeout=1)
        ):
            result = await answer(hass, result, data)
        assert result["errors"] == {"base": "broker_unreachable"}
        texts = (
            authority.pem,
            f"# Behörde für daheim\n{Authority(tmp_path, 'Other').pem}\n{authority.pem}\nEnde",
            authority.pem.replace("\n", " "),
        )
        for text in texts:
            result = await answer(
                hass, await begin(hass), {**data, "tls": {**tls, "ca_certificate": text}}
            )
            assert result["step_id"] == "bucket"
        result = await answer(
            hass, await begin(hass), {**data, "tls": {"enabled": True, "verify": False}}
        )
        assert result["step_id"] == "bucket"
    finally:
        broker.stop()


async def test_broker_with_the_certificate_of_another(hass: HomeAssistant, tmp_path: Path) -> None:
    """A certificate for another address is none."""
    authority = Authority(tmp_path)
    broker = Mosquitto(tmp_path / "other", certificate=authority.certify(IPv4Address("127.0.0.2")))
    broker.start()
    try:
        tls = {"enabled": True, "verify": True, "ca_certificate": authority.pem}
        result = await answer(hass, await begin(hass), {**broker_input(broker), "tls": tls})
        assert result["errors"] == {"base": "broker_tls"}
    finally:
        broker.stop()


async def test_tls_to_a_broker_without(hass: HomeAssistant, mosquitto: Mosquitto) -> None:
    """Whether the broker hangs up in the middle of a handshake or resets is its own matter."""
    tls = {"enabled": True, "verify": True}
    result = await answer(hass, await begin(hass), {**broker_input(mosquitto), "tls": tls})
    errors = result["errors"]
    assert errors is not None
    assert errors["base"] in ("broker_tls", "broker_unreachable")
    result = await answer(hass, result, broker_input(mosquitto))
    assert result["step_id"] == "bucket"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"endpoint": ""}, {"endpoint": "endpoint_needed"}),
        ({"endpoint": "127.0.0.1:9000"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1:nine"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1/bucket"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1:9"}, {"base": "bucket_unreachable"}),
        ({"endpoint": "http://key:secret@127.0.0.1"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://a b"}, {"endpoint": "endpoint_not_a_url"}),
        ({"bucket": "no-such-bucket-here"}, {"bucket": "bucket_missing"}),
        ({"bucket": "NO/SUCH"}, {"base": "invalid_endpoint"}),
        ({"access_key_id": "schlüssel"}, {"access_key_id": "invalid_access_key"}),
        ({"advanced": {"dock_endpoint": "nas"}}, {"base": "dock_endpoint_not_a_url"}),
        ({"advanced": {"key_prefix": "../up"}}, {"base": "invalid_key_prefix"}),
        ({"advanced": {"key_prefix": "/x/"}}, {"base": "invalid_key_prefix"}),
        ({"advanced": {"key_prefix": "a" * 200}}, {"base": "invalid_key_prefix"}),
        ({"advanced": {"role_arn": "dji-dock"}}, {"base": "invalid_role"}),
        ({"provider": "aws", "advanced": {"role_arn": ""}}, {"base": "role_required"}),
    ],
)
async def test_bucket_errors(
    hass: HomeAssistant,
    mosquitto: Mosquitto,
    store: Store,
    changes: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """Each mistake has its own text, and can be mended."""
    good = bucket_input(store)
    bad = {**good, **changes, "advanced": {**good["advanced"], **changes.get("advanced", {})}}
    result = await answer(hass, await to_bucket(hass, mosquitto), bad)
    assert result["errors"] == errors
    result = await answer(hass, result, good)
    assert result["step_id"] == "bucket_warnings"


@pytest.mark.parametrize(
    ("from_store", "field", "error", "told"),
    [
        (s3_error("InvalidAccessKeyId", 403), "base", "bucket_auth", "InvalidAccessKeyId"),
        (s3_error("SignatureDoesNotMatch", 403), "base", "bucket_auth", "SignatureDoesNotMatch"),
        (s3_error("AccessDenied", 403), "base", "bucket_denied", "AccessDenied"),
        (s3_error("RequestTimeTooSkewed", 403), "base", "clock_skew", "RequestTimeTooSkewed"),
        (
            s3_error("AuthorizationHeaderMalformed", 400, **{"x-amz-bucket-region": "eu-west-1"}),
            "region",
            "wrong_region",
            "eu-west-1",
        ),
        ((200, "<html>Welcome</html>", {}), "base", "not_s3", "-"),
        (s3_error("OutOfCheese", 400), "base", "bucket_error", "OutOfCheese"),
    ],
)
async def test_what_a_store_says(
    hass: HomeAssistant,
    mosquitto: Mosquitto,
    store: Store,
    from_store: Answer,
    field: str,
    error: str,
    told: str,
) -> None:
    """It reaches the user, with the store's own word."""
    result = await to_bucket(hass, mosquitto)
    with answering(from_store) as endpoint:
        result = await answer(hass, result, {**bucket_input(store), "endpoint": endpoint})
    assert result["errors"] == {field: error}
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert told in placeholders.values()
    result = await answer(hass, result, bucket_input(store))
    assert result["step_id"] == "bucket_warnings"


@pytest.mark.parametrize(
    ("code", "status", "error"),
    [
        ("AccessDenied", 403, "role_denied"),
        ("NoSuchEntity", 404, "role_missing"),
        ("MalformedPolicyDocument", 400, "policy_rejected"),
        ("ValidationError", 400, "credential_lifetime"),
        ("InvalidAction", 400, "sts_unavailable"),
    ],
)
async def test_what_a_store_says_of_credentials_for_docks(
    hass: HomeAssistant,
    mosquitto: Mosquitto,
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    code: str,
    status: int,
    error: str,
) -> None:
    """The bucket itself is fine, but docks would get no credentials."""
    result = await to_bucket(hass, mosquitto)
    with answering(sts_error(code, status)) as endpoint:
        real = clients.sts_client
        monkeypatch.setattr(
            "custom_components.dji_dock.bucket.store.sts_client",
            lambda config: real(replace(config, endpoint=endpoint)),
        )
        result = await answer(hass, result, bucket_input(store))
    assert result["errors"] == {"base": error}
    monkeypatch.undo()
    result = await answer(hass, result, bucket_input(store))
    assert result["step_id"] == "bucket_warnings"


async def test_bucket_that_never_answers(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user is not left waiting for an answer that does not come."""
    monkeypatch.setattr("custom_components.dji_dock.bucket.clients.READ_TIMEOUT", 0.2)
    held: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(lambda _, writer: held.append(writer), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    try:
        result = await answer(
            hass,
            await to_bucket(hass, mosquitto),
            {**bucket_input(store), "endpoint": f"http://127.0.0.1:{port}"},
        )
    finally:
        for writer in held:
            writer.close()
        silent.close()
        await silent.wait_closed()
    assert held
    assert result["errors"] == {"base": "bucket_unreachable"}
    result = await answer(hass, result, bucket_input(store))
    assert result["step_id"] == "bucket_warnings"


async def test_bucket_that_takes_too_long(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """Nor for many answers that come late."""
    result = await to_bucket(hass, mosquitto)
    with patch("custom_components.dji_dock.validate.BUCKET_TIMEOUT", 0):
        result = await answer(hass, result, bucket_input(store))
    assert result["errors"] == {"base": "bucket_unreachable"}
    result = await answer(hass, result, bucket_input(store))
    assert result["step_id"] == "bucket_warnings"


async def test_bucket_with_a_surprise(
    hass: HomeAssistant,
    mosquitto: Mosquitto,
    store: Store,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What nobody foresaw is in the log, and the form stays open."""
    result = await to_bucket(hass, mosquitto)
    with patch("custom_components.dji_dock.validate.check", side_effect=RuntimeError("surprise")):
        result = await answer(hass, result, bucket_input(store))
    assert result["errors"] == {"base": "unknown"}
    assert "surprise" in caplog.text
    result = await answer(hass, result, bucket_input(store))
    assert result["step_id"] == "bucket_warnings"


async def test_permanent_credentials_are_warned_of(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """In plain words, and the user can go back."""
    good = bucket_input(store)
    static = {**good, "advanced": {**good["advanced"], "credentials": "static"}}
    result = await answer(hass, await to_bucket(hass, mosquitto), static)
    assert "permanent access key" in warnings_in(result)
    result = await choose(hass, result, "bucket")
    assert result["step_id"] == "bucket"
    assert suggestions(result)["bucket"] == store.bucket
    del good["region"]
    result = await answer(hass, result, good)
    assert "permanent access key" not in warnings_in(result)
    result = await answer(hass, await choose(hass, result, "cloud_server"), CLOUD_INPUT)
    assert result["data"] == {**broker_input(mosquitto), **good, **CLOUD_INPUT}


async def test_without_warnings_there_is_no_question(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """A bucket that is fine leads on at once."""
    with patch("custom_components.dji_dock.validate.check_dock_path", return_value=[]):
        result = await answer(hass, await to_bucket(hass, mosquitto), bucket_input(store))
    assert result["step_id"] == "cloud_server"


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"binding_code": ""}, {"binding_code": "needed_for_binding"}),
        ({"organization_id": " "}, {"organization_id": "needed_for_binding"}),
        ({"app_license": ""}, {"base": "app_incomplete"}),
        (
            {"time": {"ntp_host": "ntp://pool.ntp.org", "ntp_port": 123}},
            {"base": "ntp_host_not_a_name"},
        ),
    ],
)
async def test_cloud_errors(
    hass: HomeAssistant,
    mosquitto: Mosquitto,
    store: Store,
    changes: dict[str, Any],
    errors: dict[str, str],
) -> None:
    """Each mistake has its own text, and can be mended."""
    result = await to_cloud(hass, mosquitto, store)
    result = await answer(hass, result, {**CLOUD_INPUT, **changes})
    assert result["errors"] == errors
    result = await answer(hass, result, CLOUD_INPUT)
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_beside_another_platform(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """Where somebody else answers docks, nothing is needed for binding."""
    result = await to_cloud(hass, mosquitto, store)
    result = await answer(hass, result, {"answer_requests": False, "time": CLOUD_INPUT["time"]})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "127.0.0.1"


async def test_two_set_ups_at_once(
    hass: HomeAssistant, entry: MockConfigEntry, mosquitto: Mosquitto, store: Store
) -> None:
    """The second to finish is told that the broker is taken."""
    result = await to_cloud(hass, mosquitto, store)
    entry.add_to_hass(hass)
    result = await answer(hass, result, CLOUD_INPUT)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_configured")


async def test_copied_and_pasted(hass: HomeAssistant, mosquitto: Mosquitto, store: Store) -> None:
    """Blanks and line breaks around what was pasted do no harm."""
    result = await answer(
        hass, await begin(hass), {**broker_input(mosquitto), "host": " [127.0.0.1] "}
    )
    bucket = bucket_input(store)
    pasted = {key: f" {value}\n" for key, value in bucket.items() if isinstance(value, str)}
    pasted["provider"] = bucket["provider"]
    result = await answer(
        hass,
        result,
        {**pasted, "advanced": {**bucket["advanced"], "role_arn": f"{store.role_arn} "}},
    )
    result = await answer(
        hass,
        await choose(hass, result, "cloud_server"),
        {**CLOUD_INPUT, "binding_code": f"{CLOUD_INPUT['binding_code']} "},
    )
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
            {"broker": "mqtt.lan", "port": 443, "transport": "websockets"},
            (None, None, None, {"enabled": None, "verify": None, "ca_certificate": None}),
        ),
    ],
)
async def test_the_broker_of_home_assistant_is_suggested(
    hass: HomeAssistant, data: dict[str, Any], suggested: tuple[Any, ...]
) -> None:
    """With its address and user, never with its password."""
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
    assert await async_setup_component(hass, "config", {})
    client = await hass_client()
    url = "/api/config/config_entries/flow"
    response = await client.post(url, json={"handler": DOMAIN})
    for step, data in (
        ("user", broker_input(mosquitto)),
        ("bucket", bucket_input(store)),
        ("bucket_warnings", {"next_step_id": "cloud_server"}),
        ("cloud_server", CLOUD_INPUT),
    ):
        assert response.status == HTTPStatus.OK
        result = await response.json()
        assert result["step_id"] == step
        for field in result["data_schema"] if result["type"] == "form" else []:
            assert "selector" in field or field["type"] == "expandable", field["name"]
        response = await client.post(f"{url}/{result['flow_id']}", json=data)
    assert response.status == HTTPStatus.OK
    assert (await response.json())["type"] == "create_entry"
    entry = hass.config_entries.async_entries(DOMAIN)[0]
    assert type(entry.data["port"]) is int
    assert type(entry.data["advanced"]["credential_lifetime"]) is int


async def test_a_lifetime_that_no_store_gives(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """The form itself refuses it."""
    result = await to_bucket(hass, mosquitto)
    data = bucket_input(store)
    with pytest.raises(InvalidData):
        await hass.config_entries.flow.async_configure(
            result["flow_id"],
            {**data, "advanced": {**data["advanced"], "credential_lifetime": 60}},
        )


async def test_reauth_of_the_broker(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Only user and password are asked for."""
    good = entry.data["password"]
    entry.add_to_hass(hass)
    result = await entry.start_reauth_flow(hass)
    assert result["step_id"] == "reauth_broker"
    await has_texts(hass, result)
    result = await answer(hass, result, {"username": "demo", "password": "wrong"})
    assert result["errors"] == {"base": "broker_auth"}
    user = entry.data["username"]
    result = await answer(hass, result, {"username": user, "password": good})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")
    assert entry.data["password"] == good


async def test_reauth_of_the_bucket(
    hass: HomeAssistant, entry: MockConfigEntry, store: Store
) -> None:
    """Only the keys are asked for."""
    entry.add_to_hass(hass)
    keys = {"access_key_id": store.access_key, "secret_access_key": store.secret_key}
    result = await entry.start_reauth_flow(hass, data={"failed": "bucket"})
    assert result["step_id"] == "reauth_bucket"
    await has_texts(hass, result)
    with answering(s3_error("NoSuchBucket", 404)) as endpoint:
        hass.config_entries.async_update_entry(entry, data={**entry.data, "endpoint": endpoint})
        result = await answer(hass, result, keys)
    # The form has no field for the bucket.
    assert result["errors"] == {"base": "bucket_missing"}
    hass.config_entries.async_update_entry(entry, data={**entry.data, "endpoint": store.endpoint})
    result = await answer(hass, result, keys)
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "reauth_successful")


async def reconfigure(
    hass: HomeAssistant, entry: MockConfigEntry, what: str
) -> tuple[ConfigFlowResult, str]:
    """Open the form to change something, and return it with what it shows."""
    result = await entry.start_reconfigure_flow(hass)
    await has_texts(hass, result)
    result = await choose(hass, result, f"reconfigure_{what}")
    schema = result["data_schema"]
    assert schema is not None
    return result, str([(key, key.description) for key in schema.schema])


async def test_reconfigure_the_broker(
    hass: HomeAssistant, entry: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """A blank password is the one that is there; what is left out otherwise is gone."""
    entry.add_to_hass(hass)
    result, shown = await reconfigure(hass, entry, "broker")
    assert mosquitto.password not in shown
    changed = {**broker_input(mosquitto), "password": ""}
    result = await answer(hass, result, {**changed, "port": 9})
    assert result["errors"] == {"base": "broker_unreachable"}
    result = await answer(hass, result, changed)
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["password"] == mosquitto.password


async def test_reconfigure_to_a_broker_without_users(
    hass: HomeAssistant, entry: MockConfigEntry, tmp_path: Path
) -> None:
    """Who removes the user removes its password, too."""
    entry.add_to_hass(hass)
    result, _ = await reconfigure(hass, entry, "broker")
    broker = Mosquitto(tmp_path / "open", anonymous=True)
    broker.start()
    try:
        result = await answer(
            hass,
            result,
            {"host": "127.0.0.1", "port": broker.port, "tls": broker_input(broker)["tls"]},
        )
    finally:
        broker.stop()
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["port"] == broker.port
    assert not {"username", "password"} & set(entry.data)


async def test_reconfigure_to_the_broker_of_another_entry(
    hass: HomeAssistant, entry: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """Two entries cannot share a broker."""
    entry.add_to_hass(hass)
    other = {**entry.data, "port": mosquitto.port + 1}
    MockConfigEntry(domain=DOMAIN, data=other).add_to_hass(hass)
    result, _ = await reconfigure(hass, entry, "broker")
    result = await answer(hass, result, {**broker_input(mosquitto), "port": mosquitto.port + 1})
    assert result["reason"] == "already_configured"
    assert entry.data["port"] == mosquitto.port


async def test_reconfigure_the_bucket(
    hass: HomeAssistant, entry: MockConfigEntry, store: Store
) -> None:
    """Tried again, with the same warnings, before anything changes."""
    entry.add_to_hass(hass)
    result, shown = await reconfigure(hass, entry, "bucket")
    assert store.secret_key not in shown
    changed = {**bucket_input(store), "secret_access_key": ""}
    result = await answer(hass, result, {**changed, "bucket": "no-such-bucket-here"})
    assert result["errors"] == {"bucket": "bucket_missing"}
    result = await answer(hass, result, changed)
    assert result["step_id"] == "reconfigure_warnings"
    result = await choose(hass, result, "reconfigure_bucket")
    shown = str(suggestions(result))
    assert changed["advanced"]["key_prefix"] in shown
    assert store.secret_key not in shown
    with patch("custom_components.dji_dock.validate.check_dock_path", return_value=[]):
        result = await answer(hass, result, changed)
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["secret_access_key"] == store.secret_key
    assert entry.data["advanced"] == changed["advanced"]
    assert entry.data["host"] == "127.0.0.1"
    result, _ = await reconfigure(hass, entry, "bucket")
    result = await answer(hass, result, changed)
    result = await choose(hass, result, "reconfigure_done")
    assert result["reason"] == "reconfigure_successful"


async def test_reconfigure_the_cloud_server(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Secrets stay where they are left blank."""
    entry.add_to_hass(hass)
    result, shown = await reconfigure(hass, entry, "cloud_server")
    assert "app-key-of-the-tests" not in shown
    blank = {**CLOUD_INPUT, "app_key": "", "app_license": "", "binding_code": ""}
    result = await answer(hass, result, {**blank, "organization_id": ""})
    assert result["errors"] == {"organization_id": "needed_for_binding"}
    result = await answer(hass, result, {**blank, "organization_name": "New"})
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["organization_name"] == "New"
    assert entry.data["app_key"] == "app-key-of-the-tests"
    assert entry.data["binding_code"] == CLOUD_INPUT["binding_code"]


async def test_reconfigure_without_an_app(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Who removes the app removes its secrets, too."""
    entry.add_to_hass(hass)
    result, _ = await reconfigure(hass, entry, "cloud_server")
    left = {
        key: value for key, value in CLOUD_INPUT.items() if not key.startswith(("app_", "binding"))
    }
    result = await answer(hass, result, left)
    assert result["reason"] == "reconfigure_successful"
    assert not {"app_id", "app_key", "app_license"} & set(entry.data)
    assert entry.data["binding_code"] == CLOUD_INPUT["binding_code"]
