"""A dock that cannot write: the bucket is looked at before anybody is sent to look at the dock."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from unittest.mock import Mock, patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import RightMissing
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.logs.lifecycle import NOT_WRITTEN
from custom_components.dji_dock.logs.models import UploadError
from custom_components.dji_dock.logs.write_failures import WriteFailures
from custom_components.dji_dock.util import issues
from tests.bucket.servers import Answer, Denying, answering, s3_error
from tests.helpers.docks import dock_profile
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import call, wait_until
from tests.lab.simulator import Broker, Faults, Module, SimulatedDock, Simulator

EVENT = "event.roof_log_upload"
FAILS = Faults(fail={Module.DOCK: NOT_WRITTEN, Module.AIRCRAFT: NOT_WRITTEN})


@asynccontextmanager
async def failing(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    broker: Broker,
    endpoint: str,
    ready: Callable[[], bool] = lambda: True,
) -> AsyncGenerator[str]:
    """Let a dock fail to write into a bucket when that is ready; return what the event says."""
    entry.add_to_hass(hass)
    advanced = {**entry.data["advanced"], "credentials": "static"}
    hass.config_entries.async_update_entry(
        entry, data={**entry.data, "endpoint": endpoint, "advanced": advanced}
    )
    assert await hass.config_entries.async_setup(ENTRY_ID)
    await wait_until(lambda: entry.runtime_data.server.connected)
    dock = SimulatedDock(dock_profile(), broker)
    async with Simulator([dock]):
        await dock.wait_online()
        await wait_until(lambda: dock.serial in entry.runtime_data.coordinators)
        await hass.async_block_till_done()
        await wait_until(ready)
        dock.faults = FAILS
        await call(hass, "start_log_upload", dock.serial)
        await wait_until(lambda: told(hass, "event_type") == "failed")
        yield str(told(hass, "reason"))
    await hass.config_entries.async_unload(ENTRY_ID)


def told(hass: HomeAssistant, attribute: str) -> object:
    """Return what the event entity says."""
    found = hass.states.get(EVENT)
    return found.attributes.get(attribute) if found else None


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        # As Ceph and MinIO answer when a quota is used up.
        (s3_error("QuotaExceeded", 403), "the bucket is full"),
        (s3_error("XMinioAdminBucketQuotaExceeded", 400), "the bucket is full"),
        (s3_error("AccessDenied", 403), "Home Assistant cannot use the bucket either"),
    ],
)
async def test_the_bucket_is_why(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    broker_of_docks: Broker,
    socket_enabled: None,
    answer: Answer,
    words: str,
) -> None:
    """The event says so, the sensor and the history too, with the dock's code."""
    with answering(answer) as url:
        async with failing(hass, entry, broker_of_docks, url) as reason:
            assert words in reason
            assert str(NOT_WRITTEN) in reason
            assert "internet" not in reason
            status = hass.states.get("sensor.roof_log_upload_status")
            assert status is not None
            assert status.attributes["reason"] == reason
            registry = entry.runtime_data.logs.registry
            upload = registry.latest("8UUXN0000000A1")
            assert {file.result for file in upload.files} == {NOT_WRITTEN}
            assert told(hass, "error") == NOT_WRITTEN


async def test_a_bucket_that_fills_up(
    hass: HomeAssistant, entry: MockConfigEntry, broker_of_docks: Broker, socket_enabled: None
) -> None:
    """The repair about it is there with the news, not at the next look at the bucket."""
    store, full = Denying(""), asyncio.Event()

    def answer(method: str, path: str) -> Answer | None:
        if full.is_set() and method == "PUT":
            return s3_error("QuotaExceeded", 403)
        return store.answer(method, path)

    def fill() -> bool:
        if entry.runtime_data.health.usable:
            full.set()
        return full.is_set()

    with answering((500, "", {}), choose=answer) as url:
        async with failing(hass, entry, broker_of_docks, url, ready=fill) as reason:
            assert "the bucket is full" in reason
            issue_id = issues.issue_id_of("bucket_unavailable", ENTRY_ID)
            await wait_until(lambda: ir.async_get(hass).async_get_issue(DOMAIN, issue_id))


async def test_the_bucket_is_not_why(
    hass: HomeAssistant, entry: MockConfigEntry, broker_of_docks: Broker, socket_enabled: None
) -> None:
    """Then the dock's connection is to be looked at."""
    async with failing(hass, entry, broker_of_docks, entry.data["endpoint"]) as reason:
        assert "internet" in reason


@pytest.mark.parametrize(
    ("lacking", "why"), [("PutObject", True), ("ListBucketMultipartUploads", False)]
)
def test_a_right_that_lacks_us(hass: HomeAssistant, lacking: str, why: bool) -> None:
    """Only the one to write keeps docks from writing; the others are told in a repair."""
    missing = RightMissing("AccessDenied", f"s3:{lacking}")
    look = WriteFailures(hass, Mock(), Mock(), Mock())
    with patch("custom_components.dji_dock.logs.write_failures.check", side_effect=missing):
        assert look._fault() == (UploadError.BUCKET_UNUSABLE if why else None)


async def test_the_bucket_does_not_answer(
    hass: HomeAssistant, entry: MockConfigEntry, broker_of_docks: Broker, socket_enabled: None
) -> None:
    """The news does not wait for it for ever."""
    asked = asyncio.Event()

    async def never(_: object) -> None:
        asked.set()
        await asyncio.Event().wait()

    where = "custom_components.dji_dock.logs.write_failures"
    with (
        patch(f"{where}._PATIENCE", 0.1),
        patch(f"{where}.WriteFailures._async_fault", never),
    ):
        async with failing(hass, entry, broker_of_docks, entry.data["endpoint"]) as reason:
            assert asked.is_set()
            assert str(NOT_WRITTEN) in reason
