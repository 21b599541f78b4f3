"""Whether the bucket can be used is noticed where it is used, on a real store behind a proxy."""

from collections.abc import AsyncGenerator
from unittest.mock import patch
from urllib.parse import urlsplit

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import Bucket, BucketError, check
from custom_components.dji_dock.util.issues import issue_id_of
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import call, issues, wait_until
from tests.lab.simulator import SimulatedDock
from tests.lab.stack.s3 import Store
from tests.lab.stack.s3_proxy import S3Proxy, Trouble


@pytest.fixture
async def proxy(store: Store, socket_enabled: None) -> AsyncGenerator[S3Proxy]:
    """Run a proxy before the store."""
    made = S3Proxy(urlsplit(store.endpoint).port or 80)
    async with made.running():
        yield made


@pytest.fixture
def entry(entry: MockConfigEntry, hass: HomeAssistant, proxy: S3Proxy) -> MockConfigEntry:
    """Return an entry whose bucket is behind the proxy."""
    url = f"http://127.0.0.1:{proxy.port}"
    return MockConfigEntry(
        domain=entry.domain,
        title=entry.title,
        entry_id=ENTRY_ID,
        data={**entry.data, "endpoint": url},
    )


@pytest.mark.parametrize("trouble", [Trouble.REVOKED, Trouble.EXPIRED])
@pytest.mark.parametrize("use", ["lookup", "pages", "credentials"])
async def test_a_refused_key_is_asked_for_at_once(
    hass: HomeAssistant, loaded: MockConfigEntry, proxy: S3Proxy, use: str, trouble: Trouble
) -> None:
    """By whatever needs the bucket first, not by the next look an hour later."""
    hub = loaded.runtime_data
    await wait_until(lambda: hub.health.usable)
    bucket, prefix = hub.bucket, loaded.data["advanced"]["key_prefix"]
    uses = {
        "lookup": lambda: bucket.lookup("x"),
        "pages": lambda: next(bucket.pages(prefix)),
        "credentials": lambda: bucket.dock_credentials(prefix),
    }
    proxy.trouble = trouble
    with pytest.raises(BucketError):
        await hass.async_add_executor_job(uses[use])
    await wait_until(lambda: issue_id_of("bucket_unavailable", ENTRY_ID) in issues(hass))
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["step_id"] == "reauth_bucket"
    assert hub.health.usable is False


async def test_what_is_refused_alone_asks_for_no_key(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Of a bucket that can be used; and it is looked at once for many refusals."""
    hub = loaded.runtime_data
    await wait_until(lambda: hub.health.usable)
    looks: list[Bucket] = []

    def counted(bucket: Bucket) -> None:
        looks.append(bucket)
        check(bucket)

    with patch("custom_components.dji_dock.bucket_access.health.check", counted):
        hub.bucket.refused()
        await wait_until(lambda: looks)
        for _ in range(5):
            hub.bucket.refused()
            await hass.async_block_till_done()
    assert len(looks) == 1
    assert hub.health.usable is True
    assert hass.config_entries.flow.async_progress() == []
    assert issues(hass) == {}


async def test_an_action_that_needs_the_key(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry, proxy: S3Proxy
) -> None:
    """Fails in words, and has the user asked for the key."""
    await wait_until(lambda: loaded.runtime_data.health.usable)
    proxy.trouble = Trouble.REVOKED
    loaded.runtime_data.media.credentials.forget(dock.serial)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, "start_log_upload", dock.serial)
    assert caught.value.translation_key == "bucket_auth"
    await wait_until(hass.config_entries.flow.async_progress)
