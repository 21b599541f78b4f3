"""Changing what was set up: other credentials, another broker, another bucket."""

from pathlib import Path
from unittest.mock import patch

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.translation import async_get_translations
import probatio
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.configuration.bucket_form import DATA_KEYS
from custom_components.dji_dock.const import DOMAIN
from tests.bucket.servers import answering, s3_error
from tests.helpers.entries import CLOUD_INPUT, broker_input, bucket_input
from tests.helpers.flow import answer, choose, has_texts, suggestions
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

pytestmark = pytest.mark.usefixtures("socket_enabled", "set_up_nothing")


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


@pytest.mark.parametrize("inside", [False, True])
async def test_reconfigure_to_the_folder_of_another_entry(
    hass: HomeAssistant, entry: MockConfigEntry, store: Store, inside: bool
) -> None:
    """Refused, also below another name of the store, and inside the other one's folder."""
    entry.add_to_hass(hass)
    taken = bucket_input(store)
    endpoint = taken["endpoint"].replace("127.0.0.1", "LOCALHOST") + "/"
    other = {**entry.data, **taken, "endpoint": endpoint}
    MockConfigEntry(domain=DOMAIN, title="Barn", data=other).add_to_hass(hass)
    folder = taken["advanced"]["key_prefix"] + ("/inside" if inside else "")
    changed = {**taken, "advanced": {**taken["advanced"], "key_prefix": folder}}
    result, _ = await reconfigure(hass, entry, "bucket")
    result = await answer(hass, result, changed)
    assert result["errors"] == {"base": "bucket_taken"}
    placeholders = result["description_placeholders"]
    assert placeholders
    assert placeholders["other"] == "Barn"


async def test_reconfigure_the_bucket(
    hass: HomeAssistant, entry: MockConfigEntry, store: Store
) -> None:
    """Tried again, with the same warnings, before anything changes."""
    entry.add_to_hass(hass)
    result, shown = await reconfigure(hass, entry, "bucket")
    assert store.secret_key not in shown
    assert suggestions(result)["endpoint"] == store.endpoint
    changed = {**bucket_input(store), "secret_access_key": ""}
    result = await answer(hass, result, {**changed, "bucket": "no-such-bucket-here"})
    assert result["errors"] == {"bucket": "bucket_missing"}
    result = await answer(hass, result, changed)
    assert result["step_id"] == "reconfigure_warnings"
    result = await choose(hass, result, "reconfigure_bucket")
    shown = str(suggestions(result))
    assert changed["advanced"]["key_prefix"] in shown
    assert store.secret_key not in shown
    with patch(
        "custom_components.dji_dock.configuration.validation.check_dock_path", return_value=[]
    ):
        result = await answer(hass, result, changed)
    assert result["reason"] == "reconfigure_successful"
    assert entry.data["secret_access_key"] == store.secret_key
    assert entry.data["advanced"] == changed["advanced"]
    assert entry.data["host"] == "127.0.0.1"
    result, _ = await reconfigure(hass, entry, "bucket")
    result = await answer(hass, result, changed)
    result = await choose(hass, result, "reconfigure_done")
    assert result["reason"] == "reconfigure_successful"


async def test_a_first_bucket_is_asked_for_as_in_the_set_up(
    hass: HomeAssistant, entry: MockConfigEntry, store: Store
) -> None:
    """Nothing is said of one that there was, and no secret can be kept."""
    asked = bucket_input(store)
    left = {key: value for key, value in entry.data.items() if key not in DATA_KEYS}
    entry.add_to_hass(hass)
    hass.config_entries.async_update_entry(entry, data=left)
    result = await choose(hass, await entry.start_reconfigure_flow(hass), "reconfigure_provider")
    result = await choose(hass, result, "minio")
    assert result["step_id"] == "bucket"
    assert "later" not in suggestions(result)
    schema = result["data_schema"]
    assert schema
    required = {str(key) for key in schema.schema if isinstance(key, probatio.Required)}
    assert "secret_access_key" in required
    result = await answer(hass, result, {**asked, "bucket": "no-such-bucket-here"})
    assert (result["step_id"], result["errors"]) == ("bucket", {"bucket": "bucket_missing"})
    result = await answer(hass, result, asked)
    result = await choose(hass, result, "reconfigure_bucket")
    assert result["step_id"] == "bucket"
    result = await answer(hass, result, asked)
    result = await choose(hass, result, "reconfigure_done")
    assert result["reason"] == "reconfigure_successful"
    assert entry.data == {**left, **asked}


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "zh-Hans"])
async def test_the_forms_of_buckets_say_what_fits(hass: HomeAssistant, language: str) -> None:
    """No other store is spoken of where one is asked for, and only what there is can be kept."""
    texts = await async_get_translations(hass, language, "config", {DOMAIN})
    step = f"component.{DOMAIN}.config.step"
    for each in ("bucket", "reconfigure_bucket"):
        assert "Amazon" not in texts[f"{step}.{each}.data_description.endpoint"]
        assert "Amazon" in texts[f"{step}.{each}.sections.advanced.data_description.endpoint"]
    first = texts[f"{step}.bucket.data_description.secret_access_key"]
    changed = texts[f"{step}.reconfigure_bucket.data_description.secret_access_key"]
    assert changed.startswith(first)
    assert len(changed) > len(first)


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
