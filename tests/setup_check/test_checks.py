"""Addresses as docks see them, texts, and that each look has an end."""

import asyncio
import re
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import DockPathWarning
from custom_components.dji_dock.setup_check import broker, run
from custom_components.dji_dock.setup_check.broker import async_check_address
from custom_components.dji_dock.setup_check.models import Check, Name
from custom_components.dji_dock.setup_check.store import async_check_store
from tests.bucket.servers import silent
from tests.helpers.entries import bucket_input
from tests.helpers.metadata import ENGLISH, INTEGRATION
from tests.lab.stack.process import free_port
from tests.lab.stack.s3 import Store

pytestmark = pytest.mark.usefixtures("socket_enabled")
OWN = "custom_components.dji_dock.setup_check.broker.async_own_address"


async def address(hass: HomeAssistant, host: str, port: int, own: str = "") -> Check:
    """Return what is said of the address of a broker; `own` is that of this machine."""
    with patch(OWN, return_value=own):
        [found, certificate] = await async_check_address(hass, {"host": host, "port": port}, None)
    assert (certificate.name, certificate.passed) == (Name.BROKER_CERTIFICATE, None)
    return found


@pytest.mark.parametrize(
    ("host", "warning"),
    [
        ("localhost", DockPathWarning.LOCALHOST),
        ("core-mosquitto", DockPathWarning.CONTAINER_NAME),
        ("broker.local", DockPathWarning.MDNS_NAME),
        ("172.30.33.2", DockPathWarning.CONTAINER_NETWORK),
        ("host.docker.internal", DockPathWarning.CONTAINER_NETWORK),
    ],
)
async def test_addresses_that_no_dock_reaches(
    hass: HomeAssistant, host: str, warning: DockPathWarning
) -> None:
    """Each is called what it is; where we have no better one, that stays so."""
    check = await address(hass, host, 1883)
    assert (check.passed, check.key) == (False, f"config_panel.setup.check_address_{warning}")
    assert check.value == f"tcp://{host}:1883"


async def test_an_address_at_which_somebody_is(hass: HomeAssistant) -> None:
    """Or nobody; by a name that only we know it is looked for at our own address."""
    server = await asyncio.start_server(lambda reader, writer: writer.close(), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    # The only address that a test may connect to is one that no dock reaches.
    with patch.object(broker, "host_warnings", return_value=[]):
        async with server:
            assert (await address(hass, "127.0.0.1", port)).key.endswith("check_address_ok")
            with patch(
                "custom_components.dji_dock.cloud_device.arrivals.host_warnings", return_value=[1]
            ):
                guessed = await address(hass, "core-mosquitto", port, own="127.0.0.1")
        closed = await address(hass, "127.0.0.1", free_port())
    assert (guessed.passed, guessed.value) == (True, f"tcp://127.0.0.1:{port}")
    assert guessed.placeholders["known"] == "core-mosquitto"
    assert (closed.passed, closed.key[-14:]) == (False, "address_closed")


async def test_a_store_that_says_nothing(hass: HomeAssistant, store: Store) -> None:
    """It is given up."""
    with silent() as url:
        data = {**bucket_input(store), "endpoint": url}
        bucket, *others = await async_check_store(hass, data, lambda: False, seconds=0.3)
    assert (bucket.passed, bucket.key) == (False, "exceptions.bucket_timed_out.message")
    assert {check.passed for check in others} == {None}


async def test_one_that_fails_does_not_spoil_the_others(
    hass: HomeAssistant, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever it is; and one that never ends is ended."""
    entry = MockConfigEntry(domain="dji_dock", data={"host": "127.0.0.1", "port": free_port()})

    async def hang(*_: Any) -> list[Check]:
        await asyncio.Event().wait()
        return []

    with (
        patch(OWN, return_value=""),
        patch.object(run, "async_check_store", side_effect=RuntimeError),
        patch.object(run, "async_check_time_server", hang),
        patch.object(run, "SECONDS", 1.0),
    ):
        checks = await run.async_check_setup(hass, entry, None)
    found = {check.name: check for check in checks}
    assert found[Name.BUCKET].key.endswith("check_unexpected")
    assert found.keys() == {*Name} - {Name.DOCK_CLOCK, Name.DOCK_UPLOADS, Name.DOCK_MEDIA}
    assert found[Name.TIME_SERVER].key.endswith("check_timed_out")
    assert found[Name.BROKER].passed is False
    assert found[Name.DOCK].key.endswith("check_not_running")
    assert "RuntimeError" in caplog.text
    caplog.clear()


def test_every_text_is_there() -> None:
    """What the code says, and each name; what else begins so is of the page."""
    texts = ENGLISH["config_panel"]["setup"]
    source = "".join(
        path.read_text() for path in sorted((INTEGRATION / "setup_check").glob("*.py"))
    )
    said = set(re.findall(r'said\(\s*[\w.]+,\s*[\w.]+,\s*"([a-z_]+)"', source))
    assert len(said) > 30
    said |= {f"name_{name}" for name in Name} | {"time_unknown", "time_silent"}
    said |= {"rights_read", "rights_write", "dock_ok", "dock_silent", "broker_again"}
    said |= {"address_localhost", "address_container_name"}
    said |= {"address_mdns_name", "address_container_network"}
    assert {f"check_{text}" for text in said} <= texts.keys()
