"""What only the user can mend, told once and taken back by itself."""

from datetime import timedelta
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.bucket import BucketConfig, Provider
from custom_components.dji_dock.bucket_access.endpoint_issue import EndpointIssue
from custom_components.dji_dock.cloud_api import BindingRefused, ClockChecked, Refusal
from custom_components.dji_dock.cloud_device.issues import rough
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.logs.lifecycle import NOT_WRITTEN
from custom_components.dji_dock.util.issues import MAX_ISSUES, issue_id_of
from tests.helpers.docks import dock_profile, leave
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import call, wait_until
from tests.lab.simulator import Broker, Faults, Module, SimulatedDock, Simulator

BINDING = "binding_refused"
CLOCK = "clock_wrong"
LICENSE = f"license_missing_{ENTRY_ID}"
ENDPOINT = f"endpoint_unreachable_by_docks_{ENTRY_ID}"
FAILS = Faults(fail={Module.DOCK: NOT_WRITTEN, Module.AIRCRAFT: NOT_WRITTEN})


def issue(hass: HomeAssistant, issue_id: str) -> ir.IssueEntry | None:
    """Return an open issue."""
    found = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    return found if found and found.active else None


def of_dock(kind: str, dock: str = "8UUXN0000000A1") -> str:
    """Return the id of an issue about a dock."""
    return issue_id_of(kind, ENTRY_ID, dock)


async def words(hass: HomeAssistant, raised: ir.IssueEntry | None) -> str:
    """Return what the user reads."""
    assert raised is not None
    texts = await async_get_translations(hass, "en", "issues", {DOMAIN})
    prefix = f"component.{DOMAIN}.issues.{raised.translation_key}"
    placeholders = raised.translation_placeholders or {}
    return "\n".join(
        texts[f"{prefix}.{part}"].format(**placeholders) for part in ("title", "description")
    )


def change(hass: HomeAssistant, entry: MockConfigEntry, **data: Any) -> None:
    """Change what is configured."""
    hass.config_entries.async_update_entry(entry, data={**entry.data, **data})


async def test_a_dock_that_needs_the_developer_app(
    hass: HomeAssistant, entry: MockConfigEntry, broker_of_docks: Broker, socket_enabled: None
) -> None:
    """It is told once a dock asks, until there is one."""
    app = {key: entry.data[key] for key in ("app_id", "app_key", "app_license")}
    entry.add_to_hass(hass)
    change(hass, entry, app_id="", app_key="", app_license="")
    assert await hass.config_entries.async_setup(ENTRY_ID)
    await wait_until(lambda: entry.runtime_data.server.connected)
    assert issue(hass, LICENSE) is None
    async with Simulator([SimulatedDock(dock_profile(), broker_of_docks)]):
        await wait_until(lambda: issue(hass, LICENSE))
    assert "developer app" in await words(hass, issue(hass, LICENSE))
    await hass.config_entries.async_reload(ENTRY_ID)
    assert issue(hass, LICENSE)
    await wait_until(lambda: entry.runtime_data.server.connected)
    change(hass, entry, **app)
    await hass.config_entries.async_reload(ENTRY_ID)
    assert issue(hass, LICENSE) is None
    await wait_until(lambda: entry.runtime_data.server.connected)
    await hass.config_entries.async_unload(ENTRY_ID)


async def test_another_platform_takes_over(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Then neither the developer app nor the binding nor the time is a matter of ours."""
    change(hass, loaded, app_id="", app_key="", app_license="")
    await hass.config_entries.async_reload(ENTRY_ID)
    server = loaded.runtime_data.server
    await wait_until(lambda: server.connected)
    server.receive("thing/product/ASKS/requests", b'{"method":"config","data":{}}', False)
    server.listeners.notify(BindingRefused(dock="BINDS", reason=Refusal.WRONG_CODE))
    wrong = ClockChecked(dock="LATE", wrong=True, off=timedelta(minutes=5))
    server.listeners.notify(wrong)
    await wait_until(lambda: issue(hass, LICENSE))
    assert issue(hass, of_dock(BINDING, "BINDS"))
    assert issue(hass, of_dock(CLOCK, "LATE"))
    change(hass, loaded, answer_requests=False)
    await hass.config_entries.async_reload(ENTRY_ID)
    assert issue(hass, LICENSE) is None
    assert issue(hass, of_dock(BINDING, "BINDS")) is None
    await wait_until(lambda: loaded.runtime_data.server.connected)
    loaded.runtime_data.server.listeners.notify(wrong)
    assert issue(hass, of_dock(CLOCK, "LATE")) is None


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"binding_code": "WRONG"}, "wrong binding code"),
        ({"organization_id": "other"}, "another organization"),
    ],
)
async def test_a_refused_binding_until_it_succeeds(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    broker_of_docks: Broker,
    wrong: dict[str, Any],
    reason: str,
) -> None:
    """The dock and the reason are named."""
    refused = SimulatedDock(dock_profile(**wrong), broker_of_docks)
    async with Simulator([refused]):
        await wait_until(lambda: issue(hass, of_dock(BINDING)))
    text = await words(hass, issue(hass, of_dock(BINDING)))
    assert reason in text
    assert refused.serial in text
    assert refused.profile.binding_code not in text
    mended = SimulatedDock(dock_profile(), broker_of_docks)
    async with Simulator([mended]):
        await wait_until(lambda: mended.serial in loaded.runtime_data.coordinators)
        assert issue(hass, of_dock(BINDING)) is None


@pytest.mark.parametrize("answer", ["async_accept", "async_ignore"])
async def test_a_refused_dock_that_the_user_knows(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker, answer: str
) -> None:
    """Whatever the user says of it, the binding does not matter any more."""
    change(hass, loaded, binding_code="")
    await hass.config_entries.async_reload(ENTRY_ID)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    dock = SimulatedDock(dock_profile(), broker_of_docks)
    async with Simulator([dock]):
        await wait_until(lambda: issue(hass, of_dock(BINDING)))
        assert "no binding code" in await words(hass, issue(hass, of_dock(BINDING)))
        await wait_until(lambda: loaded.runtime_data.server.fleet.get(dock.serial))
        await getattr(loaded.runtime_data.docks, answer)(dock.serial)
        assert issue(hass, of_dock(BINDING)) is None


async def test_a_flood_of_refused_docks(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """The user is told of a few of them, also after a restart of the integration."""
    for _ in range(2):
        listeners = loaded.runtime_data.server.listeners
        for number in range(MAX_ISSUES + 5):
            listeners.notify(BindingRefused(dock=f"FAKE{number}", reason=Refusal.WRONG_CODE))
        raised = [key for _, key in ir.async_get(hass).issues if key.startswith(BINDING)]
        assert len(raised) == MAX_ISSUES
        # One that is known may change its mind.
        listeners.notify(BindingRefused(dock="FAKE0", reason=Refusal.OTHER_ORGANIZATION))
        known = issue(hass, of_dock(BINDING, "FAKE0"))
        assert known is not None
        assert known.translation_key == "binding_other_organization"
        await hass.config_entries.async_reload(ENTRY_ID)
    await hass.config_entries.async_remove(ENTRY_ID)
    assert not [key for domain, key in ir.async_get(hass).issues if domain == DOMAIN]


async def test_refused_docks_that_were_invented_give_way(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """A real one is told of, later on."""
    listeners = loaded.runtime_data.server.listeners

    def refuse(dock: str) -> bool:
        listeners.notify(BindingRefused(dock=dock, reason=Refusal.WRONG_CODE))
        raised = [key for _, key in ir.async_get(hass).issues if key.startswith(BINDING)]
        assert len(raised) <= MAX_ISSUES
        return issue(hass, of_dock(BINDING, dock)) is not None

    assert all(refuse(f"FAKE{number}") for number in range(MAX_ISSUES))
    assert not refuse("REAL")
    with patch("custom_components.dji_dock.cloud_device.issues._GIVES_WAY_AFTER", timedelta(0)):
        assert refuse("REAL")
    assert issue(hass, of_dock(BINDING, "FAKE0")) is None
    assert issue(hass, of_dock(BINDING, "FAKE1")) is not None


async def test_a_wrong_clock_until_it_is_right(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """With the name of the dock, the difference and the time server that it should reach."""
    clocks = loaded.runtime_data.server.clocks
    with (
        patch("custom_components.dji_dock.cloud_api.wire.uptime._BACKLOG_SECONDS", 0.0),
        patch("custom_components.dji_dock.cloud_api.wire.clocks.SETTLED_SECONDS", 0.0),
    ):
        dock.set_clock(-(3600 * 26 + 300))
        await wait_until(lambda: issue(hass, of_dock(CLOCK)))
        text = await words(hass, issue(hass, of_dock(CLOCK)))
        assert "Roof" in text
        assert "1 d 2 h" in text
        assert "pool.ntp.org" in text
        # What an earlier run has said is taken back, too.
        await hass.config_entries.async_reload(ENTRY_ID)
        assert loaded.runtime_data.server.clocks is not clocks
        assert issue(hass, of_dock(CLOCK))
        dock.set_clock(0)
        await wait_until(lambda: issue(hass, of_dock(CLOCK)) is None)
        dock.set_clock(7200)
        await wait_until(lambda: issue(hass, of_dock(CLOCK)))
    await leave(loaded, dock)
    assert await loaded.runtime_data.async_forget_device(dock.serial)
    assert issue(hass, of_dock(CLOCK)) is None


async def test_a_dock_that_comes_with_a_wrong_clock(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> None:
    """It is bound, and learns of the time server, as any other."""
    dock = SimulatedDock(dock_profile(), broker_of_docks)
    dock.set_clock(-3600)
    with (
        patch("custom_components.dji_dock.cloud_api.wire.uptime._BACKLOG_SECONDS", 0.0),
        patch("custom_components.dji_dock.cloud_api.wire.clocks.SETTLED_SECONDS", 0.0),
    ):
        async with Simulator([dock]):
            await dock.wait_online()
            assert dock.bound
            await wait_until(lambda: issue(hass, of_dock(CLOCK)))
            await call(hass, "get_log_list", dock.serial)


async def test_many_wrong_clocks(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Where it is the clock of Home Assistant, a few docks are enough to say so."""
    for number in range(MAX_ISSUES + 5):
        loaded.runtime_data.server.listeners.notify(
            ClockChecked(dock=f"FAKE{number}", wrong=True, off=timedelta(minutes=5))
        )
    raised = [key for _, key in ir.async_get(hass).issues if key.startswith(CLOCK)]
    assert len(raised) == MAX_ISSUES


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (1.5, "1 min 30 s"),
        (-1.5, "1 min 30 s"),
        (125, "2 h 5 min"),
        (60 * 24 * 400, "400 d"),
        (0.25, "15 s"),
        (0, "0 s"),
        # Time zones of eight, of five and a half hours, of one day less; and what a clock adds.
        (8 * 60 - 0.1, "8 h"),
        (8 * 60 - 2.4, "8 h"),
        (-8 * 60 - 1.5, "8 h"),
        (5 * 60 + 31, "5 h 30 min"),
        (60 - 0.5, "1 h"),
        (24 * 60 - 1, "1 d"),
        (50, "50 min"),
    ],
)
def test_rough_differences(minutes: float, text: str) -> None:
    """In the two largest units."""
    assert rough(timedelta(minutes=minutes)) == text


async def upload(hass: HomeAssistant, entry: MockConfigEntry, dock: SimulatedDock) -> str:
    """Upload a log, and return how that ended."""
    started = await call(hass, "start_log_upload", dock.serial)
    registry = entry.runtime_data.logs.registry
    await wait_until(lambda: registry.get(started["upload_id"]).status.finished)
    return str(registry.get(started["upload_id"]).status)


async def test_a_dock_cannot_write_to_this_machine(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """An address that only we know is told when a dock failed to write there, until one writes."""
    await wait_until(lambda: loaded.runtime_data.health.usable)
    dock.faults = FAILS
    assert await upload(hass, loaded, dock) == "failed"
    raised = issue(hass, ENDPOINT)
    text = await words(hass, raised)
    assert "Roof" in text
    assert loaded.data["endpoint"].rstrip("/") in text
    await hass.config_entries.async_reload(ENTRY_ID)
    assert issue(hass, ENDPOINT)
    server = loaded.runtime_data.server
    await wait_until(lambda: server.connected and server.fleet.get(dock.serial).online)
    dock.faults = Faults()
    assert await upload(hass, loaded, dock) == "uploaded"
    assert issue(hass, ENDPOINT) is None
    # It knows the way, so this has another reason.
    dock.faults = FAILS
    assert await upload(hass, loaded, dock) == "failed"
    assert issue(hass, ENDPOINT) is None


async def test_another_endpoint_begins_anew(
    hass: HomeAssistant, dock: SimulatedDock, loaded: MockConfigEntry
) -> None:
    """What was told of the old one is taken back."""
    await wait_until(lambda: loaded.runtime_data.health.usable)
    dock.faults = FAILS
    await upload(hass, loaded, dock)
    assert issue(hass, ENDPOINT)
    advanced = {**loaded.data["advanced"], "dock_endpoint": "http://192.0.2.10:9000"}
    change(hass, loaded, advanced=advanced)
    await hass.config_entries.async_reload(ENTRY_ID)
    assert issue(hass, ENDPOINT) is None


@pytest.mark.parametrize(
    ("endpoint", "usable", "told"),
    [
        ("http://localhost:9000", True, True),
        ("http://127.0.0.1:9000", True, True),
        ("http://[::1]:9000", True, True),
        ("http://0.0.0.0:9000", True, True),
        ("http://minio:9000", True, True),
        ("https://nas.local", True, True),
        ("http://172.17.0.2:9000", True, True),
        ("http://localhost:9000", False, False),
        ("http://192.168.1.5:9000", True, False),
        ("https://s3.example.com", True, False),
        (None, True, False),
    ],
)
async def test_which_addresses_explain_it(
    hass: HomeAssistant, endpoint: str | None, usable: bool, told: bool
) -> None:
    """Those that nobody else knows, while the bucket itself works."""
    config = BucketConfig(
        provider=Provider.AWS,
        bucket="dji",
        region="eu-central-1",
        access_key_id="id",
        secret_access_key="secret",
        endpoint="http://192.168.1.5:9000" if endpoint else None,
        dock_endpoint=endpoint,
    )
    one = EndpointIssue(hass, ENTRY_ID, config, lambda: usable, lambda serial: serial)
    assert [one.could_not_write(f"D{number}") for number in range(7)] == [told] * 7
    assert bool(issue(hass, ENDPOINT)) is told
    if told:
        assert "D0, D1, D2, D3, D4 … could" in await words(hass, issue(hass, ENDPOINT))
    for number in range(6):
        one.clear(f"D{number}")
    assert bool(issue(hass, ENDPOINT)) is told
    one.could_write("D6")
    assert issue(hass, ENDPOINT) is None
