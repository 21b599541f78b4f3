"""The set-up, against a real broker and a real store."""

from collections.abc import Generator
from pathlib import Path
import shutil
import subprocess
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_USER, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from tests.stack.mosquitto import Mosquitto
from tests.stack.s3 import Store

from .conftest import CLOUD_INPUT, broker_input, bucket_input

pytestmark = pytest.mark.usefixtures("socket_enabled")


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
    for option in result.get("menu_options") or []:
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
    warnings = result["description_placeholders"]["warnings"]
    assert "this machine itself" in warnings
    result = await choose(hass, result, "cloud_server")
    suggested = {
        str(key): key.description["suggested_value"]
        for key in result["data_schema"].schema
        if key.description and "suggested_value" in key.description
    }
    assert len(suggested["binding_code"]) == 8
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
        ({"port": 9}, {"base": "broker_unreachable"}),
        ({"host": "mqtt://127.0.0.1"}, {"host": "host_not_a_name"}),
        ({"host": " "}, {"host": "host_not_a_name"}),
        (
            {"tls": {"enabled": True, "verify": True, "ca_certificate": "rubbish"}},
            {"base": "invalid_certificate"},
        ),
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


async def test_broker_that_denies(hass: HomeAssistant, restricted_mosquitto: Mosquitto) -> None:
    """A user without the right to the topics is told so."""
    result = await answer(hass, await begin(hass), broker_input(restricted_mosquitto))
    assert result["errors"] == {"base": "broker_denied"}


async def test_broker_with_tls(hass: HomeAssistant, tmp_path: Path) -> None:
    """An unknown authority is refused, unless it is given or the user insists."""
    certificate, key = self_signed(tmp_path)
    broker = Mosquitto(tmp_path / "tls", certificate=(certificate, key))
    broker.start()
    try:
        data = broker_input(broker)
        result = await answer(
            hass, await begin(hass), {**data, "tls": {"enabled": True, "verify": True}}
        )
        assert result["errors"] == {"base": "broker_tls"}
        known = {"enabled": True, "verify": True, "ca_certificate": certificate.read_text()}
        result = await answer(hass, result, {**data, "tls": known})
        assert result["step_id"] == "bucket"
        result = await answer(
            hass, await begin(hass), {**data, "tls": {"enabled": True, "verify": False}}
        )
        assert result["step_id"] == "bucket"
    finally:
        broker.stop()


def self_signed(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1, and return its file and that of its key."""
    certificate, key = folder / "server.crt", folder / "server.key"
    openssl = shutil.which("openssl")
    assert openssl
    subprocess.run(
        [
            openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
            "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
            "-keyout", str(key), "-out", str(certificate),
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    key.chmod(0o644)
    return certificate, key


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"endpoint": ""}, {"endpoint": "endpoint_needed"}),
        ({"endpoint": "127.0.0.1:9000"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1:nine"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1/bucket"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1:9"}, {"base": "bucket_unreachable"}),
        ({"bucket": "no-such-bucket-here"}, {"base": "bucket_missing"}),
        ({"bucket": "NO/SUCH"}, {"base": "invalid_endpoint"}),
        ({"advanced": {"dock_endpoint": "nas"}}, {"base": "dock_endpoint_not_a_url"}),
        ({"advanced": {"key_prefix": "../up"}}, {"base": "invalid_key_prefix"}),
        ({"advanced": {"key_prefix": "/x/"}}, {"base": "invalid_key_prefix"}),
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


async def test_bucket_that_never_answers(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user is not left waiting."""
    monkeypatch.setattr("custom_components.dji_dock.validate.BUCKET_TIMEOUT", 0)
    result = await answer(hass, await to_bucket(hass, mosquitto), bucket_input(store))
    assert result["errors"] == {"base": "bucket_unreachable"}


async def test_permanent_credentials_are_warned_of(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """In plain words, and the user can go back."""
    good = bucket_input(store)
    static = {**good, "advanced": {**good["advanced"], "credentials": "static"}}
    result = await answer(hass, await to_bucket(hass, mosquitto), static)
    assert "permanent access key" in result["description_placeholders"]["warnings"]
    result = await choose(hass, result, "bucket")
    assert result["step_id"] == "bucket"


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


async def test_the_broker_of_home_assistant_is_suggested(hass: HomeAssistant) -> None:
    """With its address and user, never with its password."""
    MockConfigEntry(domain="mqtt", data={"discovery": True}).add_to_hass(hass)
    MockConfigEntry(
        domain="mqtt", data={"broker": "10.0.0.2", "port": 1884, "username": "u", "password": "p"}
    ).add_to_hass(hass)
    schema = (await begin(hass))["data_schema"]
    assert schema is not None
    suggested = {
        str(key): (key.description or {}).get("suggested_value") for key in schema.schema
    }
    assert (suggested["host"], suggested["port"], suggested["username"]) == (
        "10.0.0.2",
        1884,
        "u",
    )
    assert suggested["password"] is None


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
    with patch("custom_components.dji_dock.validate.BUCKET_TIMEOUT", 0):
        result = await answer(hass, result, keys)
    assert result["errors"] == {"base": "bucket_unreachable"}
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


async def test_reconfigure_the_bucket(
    hass: HomeAssistant, entry: MockConfigEntry, store: Store
) -> None:
    """Tried again, with the same warnings, before anything changes."""
    entry.add_to_hass(hass)
    result, shown = await reconfigure(hass, entry, "bucket")
    assert store.secret_key not in shown
    changed = {**bucket_input(store), "secret_access_key": ""}
    result = await answer(hass, result, {**changed, "bucket": "no-such-bucket-here"})
    assert result["errors"] == {"base": "bucket_missing"}
    result = await answer(hass, result, changed)
    assert result["step_id"] == "reconfigure_warnings"
    result = await choose(hass, result, "reconfigure_bucket")
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
