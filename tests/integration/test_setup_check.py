"""What is wrong with a set-up, on a real broker and a real store: all is well, and each thing that is not."""

import asyncio
from collections.abc import Callable, Generator
from ipaddress import IPv4Address
import os
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.setup_check.models import Name
from tests.bucket.servers import Answer, Denying, answering, sts_error
from tests.helpers.docks import dock_profile
from tests.helpers.entries import CLOUD_INPUT, ENTRY_ID, ORGANIZATION, broker_input, bucket_input
from tests.helpers.home import call, device_id, wait_until
from tests.lab.simulator import Broker, SimulatedDock, Simulator
from tests.lab.stack.certificates import Authority
from tests.lab.stack.mosquitto import Mosquitto
from tests.lab.stack.process import free_port
from tests.lab.stack.s3 import Store
from tests.setup_check.helpers import TimeServer, by_name, line, look, time_server

pytestmark = pytest.mark.usefixtures("socket_enabled")


@pytest.fixture(autouse=True)
def own_address() -> Generator[None]:
    """Look for the broker where it was entered: no test may look beyond this machine."""
    with patch("custom_components.dji_dock.setup_check.broker.async_own_address", return_value=""):
        yield


@pytest.fixture
def clock_server() -> Generator[TimeServer]:
    """Run a time server."""
    with time_server() as server:
        yield server


@pytest.fixture
def changes() -> dict[str, Any]:
    """Return what is entered other than usual; tests take their own."""
    return {}


@pytest.fixture
def entry(
    mosquitto: Mosquitto, store: Store, clock_server: TimeServer, changes: dict[str, Any]
) -> MockConfigEntry:
    """Return an entry for the real broker, the real store and a time server."""
    time = {"ntp_host": "127.0.0.1", "ntp_port": clock_server.port}
    bucket = bucket_input(store)
    # Below the folder that the policies of docs/setup.md are about.
    bucket["advanced"]["key_prefix"] = f"dji_dock/{bucket['advanced']['key_prefix']}"
    data = {**broker_input(mosquitto), **bucket, **CLOUD_INPUT, "time": time}
    return MockConfigEntry(domain=DOMAIN, title="Home", entry_id=ENTRY_ID, data={**data, **changes})


async def test_all_is_well(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock, clock_server: TimeServer
) -> None:
    """From the broker to the file that a dock has written."""
    hub = loaded.runtime_data
    await call(hass, "start_log_upload", dock.serial)
    await wait_until(lambda: hub.logs.state(dock.serial).last_uploaded)
    await wait_until(lambda: hub.server.clocks.off(dock.serial) is not None)
    heard, dropped = hub.server.received, hub.server.dropped.total()
    sent = len(dock.received)
    checks = await look(hass)
    expected: dict[str, bool | None] = dict.fromkeys(Name, True)
    expected |= {Name.BROKER_CERTIFICATE: None, Name.LIVE_ADDRESS: None, Name.DOCK_MEDIA: None}
    if not os.environ.get("S3_ENFORCES_POLICY"):
        expected[Name.DOCK_RIGHTS] = False
    assert by_name(checks) == expected
    assert [check["name"] for check in checks] == [*Name]
    assert line(checks, "broker")["value"] == f"127.0.0.1:{loaded.data['port']}"
    assert line(checks, "binding")["value"] == ORGANIZATION
    assert line(checks, "dock")["device_id"] == device_id(hass, dock.serial)
    assert line(checks, "dock")["dock"] == "Roof"
    assert line(checks, "dock_clock")["value"].endswith(" s")
    assert {check["entry_id"] for check in checks} == {ENTRY_ID}
    # Neither did it cost the dock anything, nor was it taken for one.
    new = list(dock.received)[sent:]
    assert not [each for each in new if each.kind in ("services", "property/set")]
    assert hub.server.received > heard
    assert hub.server.dropped.total() == dropped
    assert len(list(hub.server.fleet)) == 1
    assert clock_server.asked


async def test_secrets_are_in_none_of_it(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """Whoever gets it gets no key."""
    text = str(await look(hass))
    for key in ("password", "secret_access_key", "app_key", "app_license", "binding_code"):
        assert loaded.data[key] not in text, key


async def test_one_dock_alone(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock, broker_of_docks: Broker
) -> None:
    """With what is the same for all docks."""
    stranger = dock_profile(serial="8UUXSTRANGER01", binding_code="WRONG")
    async with Simulator([SimulatedDock(stranger, broker_of_docks)]):
        await wait_until(lambda: loaded.runtime_data.arrivals.info().waiting)
        checks = await look(hass)
        [refused] = [check for check in checks if check["dock"] == stranger.serial]
        assert (refused["name"], refused["passed"]) == ("dock", False)
        assert refused["device_id"] is None
        alone = await look(hass, device_id=device_id(hass, dock.serial))
        assert {check["dock"] for check in alone} == {None, "Roof"}
        cloud = await look(hass, device_id=device_id(hass, ENTRY_ID))
        assert {check["dock"] for check in cloud} == {None, "Roof", stranger.serial}


@pytest.mark.parametrize("changes", [{"app_license": ""}])
async def test_no_licence(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """A real dock would leave."""
    licence = line(await look(hass), "licence")
    assert licence["passed"] is False
    assert "Cloud API" in licence["reason"]


@pytest.mark.parametrize("changes", [{"binding_code": ""}])
async def test_no_binding_code(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """No dock can bind itself."""
    assert line(await look(hass), "binding")["passed"] is False


@pytest.mark.parametrize("changes", [{"answer_requests": False}])
async def test_another_platform_answers(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """What is its business is not ours, and it gets no messages of no dock."""
    received = loaded.runtime_data.server.received
    checks = await look(hass)
    names = ("broker_rights", "binding", "licence", "time_server")
    assert {line(checks, name)["passed"] for name in names} == {None}
    assert loaded.runtime_data.server.received == received


async def test_a_wrong_clock_of_a_dock(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """Said with its difference, and where docks take the time from."""
    clocks = loaded.runtime_data.server.clocks
    dock.set_clock(-7200)
    await wait_until(lambda: (off := clocks.off(dock.serial)) and off.total_seconds() > 7000)
    clock = line(await look(hass), "dock_clock")
    assert clock["passed"] is False
    assert clock["value"].startswith("-7200")
    assert "127.0.0.1" in clock["reason"]


async def test_a_wrong_clock_of_home(
    hass: HomeAssistant, loaded: MockConfigEntry, clock_server: TimeServer
) -> None:
    """The time server shows it."""
    clock_server.ahead = 3600
    found = line(await look(hass), "time_server")
    assert found["passed"] is False
    assert found["value"].startswith("-3600")


async def test_a_wrong_endpoint(
    hass: HomeAssistant, loaded: MockConfigEntry, entry: MockConfigEntry
) -> None:
    """Nothing is there; what follows of it is not blamed."""
    _change(hass, entry, endpoint=f"http://127.0.0.1:{free_port()}")
    checks = await look(hass)
    assert line(checks, "bucket")["passed"] is False
    assert line(checks, "bucket")["value"].startswith("http://127.0.0.1:")
    names = ("dock_credentials", "dock_rights", "dock_endpoint")
    assert {line(checks, name)["passed"] for name in names} == {None}


async def test_a_wrong_endpoint_for_docks(
    hass: HomeAssistant, loaded: MockConfigEntry, entry: MockConfigEntry
) -> None:
    """The bucket works for us, and nobody is where docks are sent."""
    _advanced(hass, entry, dock_endpoint=f"http://127.0.0.1:{free_port()}")
    checks = await look(hass)
    assert line(checks, "bucket")["passed"] is True
    endpoint = line(checks, "dock_endpoint")
    assert endpoint["passed"] is False
    assert endpoint["value"] == entry.data["advanced"]["dock_endpoint"]
    assert line(checks, "dock_credentials")["passed"] is None


async def test_an_endpoint_that_only_this_machine_knows(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """Until a dock has written there."""
    endpoint = line(await look(hass), "dock_endpoint")
    assert endpoint["passed"] is False
    assert "machine" in endpoint["reason"]


async def test_no_bucket_yet(
    hass: HomeAssistant, loaded: MockConfigEntry, entry: MockConfigEntry
) -> None:
    """It is no fault."""
    data = {key: value for key, value in entry.data.items() if key != "bucket"}
    hass.config_entries.async_update_entry(entry, data=data)
    checks = await look(hass)
    names = ("bucket", "dock_credentials", "dock_rights", "dock_endpoint")
    assert {line(checks, name)["passed"] for name in names} == {None}


async def test_the_broker_is_away(
    hass: HomeAssistant, loaded: MockConfigEntry, mosquitto: Mosquitto
) -> None:
    """Also of an entry that cannot be set up because of it."""
    assert await hass.config_entries.async_unload(ENTRY_ID)
    mosquitto.kill()
    await hass.config_entries.async_setup(ENTRY_ID)
    assert loaded.state is ConfigEntryState.SETUP_RETRY
    checks = await look(hass)
    assert line(checks, "broker")["passed"] is False
    assert line(checks, "broker")["value"] == f"127.0.0.1:{loaded.data['port']}"
    assert line(checks, "broker_rights")["passed"] is None
    assert line(checks, "dock")["passed"] is None
    assert line(checks, "bucket")["passed"] is True


async def test_a_password_that_is_wrong(
    hass: HomeAssistant, loaded: MockConfigEntry, entry: MockConfigEntry
) -> None:
    """Said in the words of the set-up, and without the password."""
    _change(hass, entry, password="another-secret")
    checks = await look(hass)
    assert line(checks, "broker")["passed"] is False
    assert "refuses the user" in line(checks, "broker")["reason"]
    assert "another-secret" not in str(checks)


@pytest.mark.parametrize(
    ("rules", "lacking"),
    [
        ("topic readwrite thing/product/#\ntopic write sys/product/#", "sys/product/+/status"),
        ("topic readwrite sys/product/#\ntopic read thing/product/#", "thing/product/+/services"),
    ],
    ids=["reading", "writing"],
)
async def test_rules_of_the_broker_that_are_too_narrow(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    entry: MockConfigEntry,
    tmp_path: Path,
    rules: str,
    lacking: str,
) -> None:
    """The broker accepts everything, and stays mute."""
    narrow = Mosquitto(tmp_path / "narrow", rights=f"user home\n{rules}")
    narrow.start()
    try:
        _change(hass, entry, port=narrow.port, password=narrow.password)
        checks = await look(hass)
    finally:
        narrow.kill()
    assert line(checks, "broker")["passed"] is True
    assert line(checks, "broker_rights")["passed"] is False
    assert lacking in line(checks, "broker_rights")["reason"]


async def test_a_certificate_that_docks_do_not_trust(
    hass: HomeAssistant, loaded: MockConfigEntry, entry: MockConfigEntry, tmp_path: Path
) -> None:
    """Home Assistant was given its authority, docks were not."""
    authority = Authority(tmp_path)
    certificate = authority.certify(IPv4Address("127.0.0.1"))
    encrypted = Mosquitto(tmp_path / "encrypted", certificate=certificate)
    encrypted.start()
    tls = {"enabled": True, "verify": True, "ca_certificate": authority.pem}
    try:
        _change(hass, entry, port=encrypted.port, password=encrypted.password, tls=tls)
        checks = await look(hass)
    finally:
        encrypted.kill()
    assert line(checks, "broker")["passed"] is True
    assert line(checks, "broker_certificate")["passed"] is False
    assert line(checks, "broker_address")["value"] == f"ssl://127.0.0.1:{encrypted.port}"


async def test_a_role_that_is_denied(
    hass: HomeAssistant, loaded: MockConfigEntry, entry: MockConfigEntry
) -> None:
    """The keys open the bucket, and docks get none."""
    with answering((500, "", {}), choose=_denies_roles()) as url:
        _change(hass, entry, endpoint=url)
        checks = await look(hass)
    assert line(checks, "bucket")["passed"] is True
    credentials = line(checks, "dock_credentials")
    assert credentials["passed"] is False
    assert "role" in credentials["reason"]
    assert {line(checks, name)["passed"] for name in ("dock_rights", "dock_endpoint")} == {None}


async def test_who_asks_meanwhile_gets_the_same_answer(
    hass: HomeAssistant, loaded: MockConfigEntry, clock_server: TimeServer
) -> None:
    """Nobody tries a bucket twice at a time; who gives up does not end it for the others."""
    impatient = hass.async_create_task(look(hass))
    await wait_until(lambda: clock_server.asked)
    first, second = asyncio.gather(look(hass), look(hass)), hass.async_create_task(look(hass))
    await asyncio.sleep(0)
    impatient.cancel()
    [one, other], third = await first, await second
    assert one == other == third
    assert len(clock_server.asked) == 1
    await look(hass)
    assert len(clock_server.asked) == 2


async def test_only_administrators(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_read_only_user: MockUser
) -> None:
    """It says where everything is."""
    context = Context(user_id=hass_read_only_user.id)
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN, "check_setup", {}, blocking=True, return_response=True, context=context
        )


async def test_what_is_no_dock(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> None:
    """An aircraft is none."""
    await wait_until(lambda: loaded.runtime_data.server.fleet.get(dock.serial).aircraft_serial)
    await hass.async_block_till_done()
    for wrong in (device_id(hass, dock.profile.aircraft_serial), "nonsense"):
        with pytest.raises(ServiceValidationError) as err:
            await look(hass, device_id=wrong)
        assert err.value.translation_key == "not_a_dock"


def _denies_roles() -> Callable[[str, str], Answer | None]:
    """Let a store do everything but give temporary credentials."""
    able = Denying("")

    def answer(method: str, path: str) -> Answer | None:
        if method == "POST" and path in ("", "/"):
            return sts_error("AccessDenied", 403)
        return able.answer(method, path)

    return answer


def _change(hass: HomeAssistant, entry: MockConfigEntry, **data: Any) -> None:
    hass.config_entries.async_update_entry(entry, data={**entry.data, **data})


def _advanced(hass: HomeAssistant, entry: MockConfigEntry, **advanced: Any) -> None:
    _change(hass, entry, advanced={**entry.data["advanced"], **advanced})
