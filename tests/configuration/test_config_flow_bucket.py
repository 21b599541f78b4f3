"""The bucket in the set-up, against a real store and stores that refuse."""

import asyncio
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData, section
from homeassistant.requirements import RequirementsNotFound
import probatio
import pytest

from custom_components.dji_dock.bucket import ALIBABA_REQUIREMENTS, clients
from custom_components.dji_dock.const import DOMAIN
from tests.bucket.servers import Answer, answering, s3_error, sts_error
from tests.helpers.entries import CLOUD_INPUT, broker_input, bucket_input
from tests.helpers.flow import answer, choose, fit, suggestions, to_bucket, warnings_in
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.s3 import Store

NO_CERTIFICATE = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"

pytestmark = pytest.mark.usefixtures("socket_enabled", "set_up_nothing")


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"endpoint": ""}, {"endpoint": "endpoint_needed"}),
        ({"provider": "ali", "endpoint": "", "region": " "}, {"region": "region_needed"}),
        ({"endpoint": "127.0.0.1:9000"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1:nine"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1/bucket"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://127.0.0.1:9"}, {"base": "bucket_unreachable"}),
        ({"endpoint": "http://key:secret@127.0.0.1"}, {"endpoint": "endpoint_not_a_url"}),
        ({"endpoint": "http://a b"}, {"endpoint": "endpoint_not_a_url"}),
        ({"bucket": "no-such-bucket-here"}, {"bucket": "bucket_missing"}),
        ({"bucket": "NO/SUCH"}, {"base": "invalid_endpoint"}),
        ({"access_key_id": "schlüssel"}, {"access_key_id": "invalid_access_key"}),
        ({"advanced": {"dock_endpoint": "nas"}}, {"advanced": "dock_endpoint_not_a_url"}),
        (
            {"advanced": {"sts_endpoint": "sts.wasabisys.com"}},
            {"advanced": "sts_endpoint_not_a_url"},
        ),
        ({"advanced": {"sts_endpoint": "http://127.0.0.1:9"}}, {"advanced": "sts_unreachable"}),
        ({"advanced": {"ca_certificate": "none"}}, {"advanced": "invalid_authority"}),
        ({"advanced": {"ca_certificate": NO_CERTIFICATE}}, {"advanced": "invalid_authority"}),
        ({"advanced": {"key_prefix": "../up"}}, {"advanced": "invalid_key_prefix"}),
        ({"advanced": {"key_prefix": "/x/"}}, {"advanced": "invalid_key_prefix"}),
        ({"advanced": {"key_prefix": "a" * 200}}, {"advanced": "invalid_key_prefix"}),
        ({"advanced": {"role_arn": "dji-dock"}}, {"role_arn": "invalid_role"}),
        ({"provider": "aws", "advanced": {"role_arn": ""}}, {"role_arn": "role_required"}),
        ({"provider": "ali", "advanced": {"role_arn": ""}}, {"role_arn": "role_required"}),
        # One of AWS.
        ({"provider": "ali"}, {"role_arn": "invalid_role"}),
        (
            {"provider": "aws", "advanced": {"role_arn": "acs:ram::123456789012:role/dock"}},
            {"role_arn": "invalid_role"},
        ),
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
    result = await answer(hass, await to_bucket(hass, mosquitto, bad["provider"]), bad)
    assert result["errors"] == errors
    # What was typed is still there, so that only the mistake has to be mended.
    shown = suggestions(result)
    assert shown["bucket"] == bad["bucket"]
    assert shown["secret_access_key"] == bad["secret_access_key"]
    if bad["provider"] == "minio":
        result = await answer(hass, result, good)
        assert result["step_id"] == "bucket_warnings"


@pytest.mark.parametrize(
    ("from_store", "field", "error", "told"),
    [
        (s3_error("InvalidAccessKeyId", 403), "base", "bucket_auth", "InvalidAccessKeyId"),
        (s3_error("SignatureDoesNotMatch", 403), "base", "bucket_auth", "SignatureDoesNotMatch"),
        (s3_error("AccessDenied", 403), "base", "right_missing", "s3:PutObject"),
        (s3_error("QuotaExceeded", 403), "base", "store_full", "QuotaExceeded"),
        (s3_error("NotImplemented", 501), "base", "not_supported", "NotImplemented"),
        (s3_error("RequestTimeTooSkewed", 403), "base", "clock_skew", "RequestTimeTooSkewed"),
        (
            s3_error("AuthorizationHeaderMalformed", 400, **{"x-amz-bucket-region": "eu-west-1"}),
            "advanced",
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
    ("code", "status", "error", "place"),
    [
        ("AccessDenied", 403, "role_denied", "role_arn"),
        ("NoSuchEntity", 404, "role_missing", "role_arn"),
        ("MalformedPolicyDocument", 400, "policy_rejected", "base"),
        ("ValidationError", 400, "credential_lifetime", "advanced"),
        ("InvalidAction", 400, "sts_unavailable", "credentials"),
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
    place: str,
) -> None:
    """The bucket itself is fine, but docks would get no credentials."""
    result = await to_bucket(hass, mosquitto)
    with answering(sts_error(code, status)) as endpoint:
        real = clients.sts_client
        monkeypatch.setattr(
            "custom_components.dji_dock.bucket.clients.sts_client",
            lambda config: real(replace(config, endpoint=endpoint)),
        )
        result = await answer(hass, result, bucket_input(store))
    assert result["errors"] == {place: error}
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
    assert result["errors"] == {"base": "bucket_timed_out"}
    assert (result["description_placeholders"] or {})["detail"] == f"http://127.0.0.1:{port}"
    result = await answer(hass, result, bucket_input(store))
    assert result["step_id"] == "bucket_warnings"


async def test_bucket_that_takes_too_long(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """Nor for many answers that come late."""
    result = await to_bucket(hass, mosquitto)
    with patch("custom_components.dji_dock.configuration.validation.BUCKET_TIMEOUT", 0):
        result = await answer(hass, result, bucket_input(store))
    assert result["errors"] == {"base": "bucket_timed_out"}
    assert (result["description_placeholders"] or {})["detail"] == store.endpoint
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
    with patch(
        "custom_components.dji_dock.configuration.validation.check",
        side_effect=RuntimeError("surprise"),
    ):
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
    result = await choose(hass, result, "finish")
    assert result["data"] == {**broker_input(mosquitto), **good, **CLOUD_INPUT}


async def test_without_warnings_there_is_no_question(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """A bucket that is fine leads on at once."""
    with patch(
        "custom_components.dji_dock.configuration.validation.check_dock_path", return_value=[]
    ):
        result = await answer(hass, await to_bucket(hass, mosquitto), bucket_input(store))
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_lifetime_that_no_store_gives(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """The form itself refuses it."""
    result = await to_bucket(hass, mosquitto)
    data = bucket_input(store)
    with pytest.raises(InvalidData):
        await hass.config_entries.flow.async_configure(
            result["flow_id"],
            fit(
                result["data_schema"],
                {**data, "advanced": {**data["advanced"], "credential_lifetime": 60}},
            ),
        )


async def test_what_alibaba_needs_is_installed_when_it_is_chosen(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """And the user reads when that fails."""
    form = await to_bucket(hass, mosquitto, "ali")
    given = {**bucket_input(store), "provider": "ali", "region": "cn-hangzhou"}
    given["advanced"]["role_arn"] = "acs:ram::1234567890123456:role/dji-dock"
    where = "custom_components.dji_dock.util.entry_data.async_process_requirements"
    with patch(where, side_effect=RequirementsNotFound(DOMAIN, ALIBABA_REQUIREMENTS)) as install:
        form = await answer(hass, form, given)
    assert form["errors"] == {"base": "sdk_missing"}
    assert install.call_args.args[1:] == (DOMAIN, ALIBABA_REQUIREMENTS)


@pytest.mark.parametrize(
    ("provider", "top", "required"),
    [
        (
            "aws",
            ["region", "bucket", "access_key_id", "secret_access_key", "role_arn"],
            {"region", "bucket", "access_key_id", "secret_access_key"},
        ),
        (
            "ali",
            ["region", "bucket", "access_key_id", "secret_access_key", "role_arn"],
            {"region", "bucket", "access_key_id", "secret_access_key"},
        ),
        (
            "minio",
            [
                *("endpoint", "bucket", "access_key_id", "secret_access_key"),
                *("credentials", "role_arn"),
            ],
            {"endpoint", "bucket", "access_key_id", "secret_access_key", "credentials"},
        ),
    ],
)
async def test_only_the_fields_of_the_provider(
    hass: HomeAssistant, mosquitto: Mosquitto, provider: str, top: list[str], required: set[str]
) -> None:
    """What it requires is on top; what is folded up has a default, or is needed by few."""
    result = await to_bucket(hass, mosquitto, provider)
    schema = result["data_schema"]
    assert schema
    *fields, advanced = schema.schema
    assert [str(key) for key in fields] == top
    assert {str(key) for key in fields if isinstance(key, probatio.Required)} == required
    within = schema.schema[advanced]
    assert isinstance(within, section)
    assert within.options["collapsed"]
    asked = [key for key in within.schema.schema if isinstance(key, probatio.Required)]
    assert all(key.default is not probatio.UNDEFINED for key in asked)
    assert "```" in (result["description_placeholders"] or {})["snippet"]


async def test_who_does_not_get_on_with_a_store_gets_on_with_the_rest(
    hass: HomeAssistant, mosquitto: Mosquitto, store: Store
) -> None:
    """After a mistake the form offers to leave the bucket for later; nothing of it is kept."""
    result = await to_bucket(hass, mosquitto)
    assert "later" not in suggestions(result)
    bad = {**bucket_input(store), "bucket": "no-such-bucket-here"}
    result = await answer(hass, result, bad)
    assert result["errors"]
    result = await answer(hass, result, {**bad, "later": True})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["data"] == {**broker_input(mosquitto), **CLOUD_INPUT}
