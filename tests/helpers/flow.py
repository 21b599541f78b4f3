"""Walking through the set-up as a user does, seeing that all of it can be read."""

from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntry, ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, section
from homeassistant.helpers.translation import async_get_translations
import probatio

from custom_components.dji_dock.const import DOMAIN
from tests.helpers.entries import CLOUD_INPUT, broker_input, bucket_input
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store


async def begin(hass: HomeAssistant) -> ConfigFlowResult:
    """Open the first form."""
    return await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})


async def answer(
    hass: HomeAssistant, result: ConfigFlowResult, data: dict[str, Any]
) -> ConfigFlowResult:
    """Answer a form, and see that everything about the next one has a text.

    A bucket is answered as the data of an entry has it, whatever its provider asks for where.
    """
    if result["type"] is FlowResultType.FORM and "access_key_id" in data:
        data = fit(result["data_schema"], data)
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
    for place, error in (result.get("errors") or {}).items():
        assert f"{prefix}.error.{error}" in texts
        form = result["data_schema"]
        if form and isinstance(within := form.schema.get(place), section):
            assert not within.options["collapsed"], place
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


def fit(schema: probatio.Schema | None, data: dict[str, Any]) -> dict[str, Any]:
    """Return answers in the fields of a form, on top or in a section, and without any others."""
    assert schema is not None
    flat = {key: value for key, value in data.items() if not isinstance(value, dict)}
    flat |= {
        key: value
        for given in data.values()
        if isinstance(given, dict)
        for key, value in given.items()
    }
    fitted: dict[str, Any] = {}
    for key, value in schema.schema.items():
        if isinstance(value, section):
            fitted[str(key)] = {
                str(field): flat[str(field)] for field in value.schema.schema if str(field) in flat
            }
        elif str(key) in flat:
            fitted[str(key)] = flat[str(key)]
    return fitted


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


async def to_cloud(hass: HomeAssistant, broker: Mosquitto) -> ConfigFlowResult:
    """Get as far as the second step."""
    result = await answer(hass, await begin(hass), broker_input(broker))
    assert result["step_id"] == "cloud_server"
    return result


async def to_provider(
    hass: HomeAssistant, broker: Mosquitto, cloud: dict[str, Any] | None = None
) -> ConfigFlowResult:
    """Get as far as the question where docks upload to."""
    result = await answer(hass, await to_cloud(hass, broker), cloud or CLOUD_INPUT)
    assert result["step_id"] == "provider"
    return result


async def to_bucket(
    hass: HomeAssistant, broker: Mosquitto, provider: str = "minio"
) -> ConfigFlowResult:
    """Get as far as the bucket."""
    result = await choose(hass, await to_provider(hass, broker), provider)
    assert result["step_id"] == "bucket"
    return result


async def to_warnings(hass: HomeAssistant, broker: Mosquitto, store: Store) -> ConfigFlowResult:
    """Get as far as what may be wrong with the bucket."""
    result = await answer(hass, await to_bucket(hass, broker), bucket_input(store))
    assert result["step_id"] == "bucket_warnings"
    return result


async def open_settings(hass: HomeAssistant, entry: ConfigEntry) -> Any:
    """Open the options, and choose the form from the menu."""
    flows = hass.config_entries.options
    menu: Any = await flows.async_init(entry.entry_id)
    assert (menu["type"], menu["step_id"]) == (FlowResultType.MENU, "init")
    return await flows.async_configure(menu["flow_id"], {"next_step_id": "settings"})
