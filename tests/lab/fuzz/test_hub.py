"""The same messages with all of Home Assistant behind the cloud server."""

from collections.abc import Generator, Mapping
import json
from random import Random
from typing import Any
from unittest.mock import PropertyMock, patch

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import CloudServer
from custom_components.dji_dock.const import CONF_UPDATE_INTERVAL, DOMAIN
from custom_components.dji_dock.jobs.models import Job, JobStatus
from custom_components.dji_dock.jobs.registry import JobRegistry
from custom_components.dji_dock.util.issues import MAX_ISSUES
from tests.cloud_api.wire import AIRCRAFT, DOCK
from tests.helpers.entries import ENTRY_ID, ORGANIZATION
from tests.helpers.home import wait_until

from .bench import Errors, Violation
from .damage import OTHER, OTHER_AIRCRAFT, all_changes, encode, examples, message
from .seeds import NOW

pytestmark = pytest.mark.slow

_MESSAGES = 700
_SHOWN = 45
_SAMPLE = 3


@pytest.fixture
def entry(entry: MockConfigEntry) -> MockConfigEntry:
    """Show every value, however soon after the last one."""
    return MockConfigEntry(
        domain=DOMAIN,
        title=entry.title,
        entry_id=entry.entry_id,
        data=entry.data,
        options={CONF_UPDATE_INTERVAL: 0},
    )


@pytest.fixture
def everything_enabled() -> Generator[None]:
    """Let a user have switched on all entities."""
    with patch(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default",
        PropertyMock(return_value=True),
    ):
        yield


@pytest.fixture
async def server(
    hass: HomeAssistant, everything_enabled: None, loaded: MockConfigEntry
) -> CloudServer:
    """Return a server with two accepted docks that told all about themselves."""
    server: CloudServer = loaded.runtime_data.server
    for serial, aircraft in ((DOCK, AIRCRAFT), (OTHER, OTHER_AIRCRAFT)):
        server.fleet.update(serial, accepted=True)
        for topic, body in examples():
            if topic.endswith(("/osd", "/state", "/status")):
                text = encode(body).decode().replace(DOCK, serial).replace(AIRCRAFT, aircraft)
                where = topic.replace(DOCK, serial).replace(AIRCRAFT, aircraft)
                server.receive(where, text.encode(), False)
    await hass.async_block_till_done()
    return server


@pytest.fixture
def registry(loaded: MockConfigEntry) -> JobRegistry:
    """Return the records of jobs."""
    registry: JobRegistry = loaded.runtime_data.jobs._registry
    return registry


def _run_jobs(registry: JobRegistry) -> None:
    """Let the dock be at what it speaks of, also when it just said that it is over."""
    for job_id, command in (("j1", "cover_open"), ("j2", "ota_create")):
        if (job := registry.get(job_id)) and not job.status.finished:
            continue
        registry.put(
            Job(
                job_id=job_id,
                dock=DOCK,
                command=command,
                status=JobStatus.RUNNING,
                created=dt_util.utcnow(),
            )
        )


def _states(hass: HomeAssistant, serial: str) -> Mapping[str, Any]:
    """Return what is shown of a device."""
    registry = er.async_get(hass)
    return {
        entry.entity_id: (state.state, dict(state.attributes))
        for entry in er.async_entries_for_config_entry(registry, ENTRY_ID)
        if entry.unique_id.startswith(serial) and (state := hass.states.get(entry.entity_id))
    }


@pytest.mark.parametrize("seed", range(3))
async def test_damaged_messages(
    hass: HomeAssistant, server: CloudServer, registry: JobRegistry, seed: int
) -> None:
    """Nothing is logged as an error, and the other dock shows what it showed."""
    before = {serial: _states(hass, serial) for serial in (OTHER, OTHER_AIRCRAFT)}
    assert all(len(states) > _SHOWN for states in before.values())
    random = Random(seed)
    errors = Errors()
    with errors.listening(""):
        for _ in range(_MESSAGES):
            sent = message(random)
            _run_jobs(registry)
            server.receive(*sent)
            await hass.async_block_till_done()
            if errors.said or server.dropped["failed"]:
                raise Violation(f"{errors.said} after {sent.topic} {sent.payload[:2000]!r}")
        await wait_until(lambda: not server.at_work)
        await hass.async_block_till_done()
    assert not errors.said
    assert not server.dropped["failed"]
    assert {serial: _states(hass, serial) for serial in before} == before
    assert len(server.fleet.as_dict()) <= 4
    assert {job.job_id for job in registry} == {"j1", "j2"}
    for job in registry:
        assert job.percent is None or 0 <= job.percent <= 100
        assert Job.from_dict(json.loads(job.as_json())) == job
    # What is kept can be saved, and is shown by the diagnostics.
    await server.save()


async def test_every_value_in_every_field(
    hass: HomeAssistant, server: CloudServer, registry: JobRegistry
) -> None:
    """Each field of each message takes odd values in turn, or is missing: entities go on."""
    # East of Greenwich the first year is before the calendar, west of it the last one after.
    await hass.config.async_set_time_zone("Asia/Tokyo")
    errors = Errors()
    with errors.listening(""):
        for topic, body in examples():
            for number, payloads in enumerate(all_changes(body)):
                for payload in payloads[number % _SAMPLE :: _SAMPLE]:
                    _run_jobs(registry)
                    server.receive(topic, payload, False)
                    assert not errors.said, f"{errors.said} after {topic} {payload!r}"
            await hass.async_block_till_done()
        await wait_until(lambda: not server.at_work)
        await hass.async_block_till_done()
    assert not errors.said
    assert not server.dropped["failed"]


async def test_many_strangers(hass: HomeAssistant, server: CloudServer) -> None:
    """Docks that anybody invents become neither devices nor questions without an end."""
    devices = dr.async_get(hass)
    before = len(dr.async_entries_for_config_entry(devices, ENTRY_ID))
    for number in range(300):
        serial = f"8UUXSTRANGER{number}"
        bound = {"sn": serial, "device_binding_code": f"{number}", "organization_id": ORGANIZATION}
        for kind, method, data in (
            ("osd", "", {"cover_state": 0, "sub_device": {"device_sn": f"1581F{number}"}}),
            ("requests", "airport_organization_get", bound),
            ("requests", "airport_organization_bind", {"bind_devices": [bound]}),
            ("events", "hms", {"list": [{"code": "0x16100083"}]}),
        ):
            body = {"tid": "t", "bid": "b", "method": method, "timestamp": NOW, "data": data}
            server.receive(f"thing/product/{serial}/{kind}", json.dumps(body).encode(), False)
        await hass.async_block_till_done()
    await wait_until(lambda: not server.at_work)
    assert len(dr.async_entries_for_config_entry(devices, ENTRY_ID)) == before
    assert len(ir.async_get(hass).issues) <= 2 * MAX_ISSUES
    assert len(server.fleet.as_dict()) == 2


async def test_a_dock_with_ever_new_aircraft(hass: HomeAssistant, server: CloudServer) -> None:
    """Each would be a device with all its entities: there is an end to that."""
    before = len(dr.async_entries_for_config_entry(dr.async_get(hass), ENTRY_ID))
    for number in range(60):
        for kind in ("osd", "status"):
            serial = f"1581F{kind}{number}"
            data = (
                {"sub_device": {"device_sn": serial, "device_online_status": 1}}
                if kind == "osd"
                else {"domain": "3", "sub_devices": [{"sn": serial, "type": 100, "sub_type": 1}]}
            )
            root = "sys" if kind == "status" else "thing"
            body = {"tid": "t", "bid": "b", "method": "update_topo", "data": data}
            server.receive(f"{root}/product/{DOCK}/{kind}", json.dumps(body).encode(), False)
        await hass.async_block_till_done()
    after = len(dr.async_entries_for_config_entry(dr.async_get(hass), ENTRY_ID))
    assert after - before <= 16
    dock = server.fleet.get(DOCK)
    assert dock
    assert dock.online
