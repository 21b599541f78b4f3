"""A simulated dock that really fetches the package, compares its MD5, installs it and restarts."""

from collections.abc import AsyncGenerator
from dataclasses import replace
import os
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.jobs.models import Job, JobStatus
from tests.helpers.docks import dock_profile
from tests.helpers.home import state, wait_until
from tests.lab.simulator import Broker, Faults, Model, SimulatedDock, Simulator

NEW = "99.01.0001"
MODELS = {
    Model.DOCK_1: ("3-1-0", "0-67-1"),
    Model.DOCK_2: ("3-2-0", "0-91-1"),
    Model.DOCK_3: ("3-3-0", "0-100-1"),
}


class Yard:
    """A dock, and who installs its firmware."""

    def __init__(self, hass: HomeAssistant, hub: Hub, dock: SimulatedDock, client: Any) -> None:
        """Take the parts."""
        self.hass, self.hub, self.dock, self.client = hass, hub, dock, client

    async def upload(self, *, aircraft: bool = True) -> None:
        """Send packages for both, as an owner does."""
        known = self.hub.server.fleet.get(self.dock.serial)
        assert known
        assert known.aircraft
        keys = [known.model_key, known.aircraft.model_key] if aircraft else [known.model_key]
        for key in keys:
            place = f"/api/dji_dock/firmware/{key}/{NEW}/package.zip"
            answer = await self.client.put(place, data=b"PK\x03\x04" + os.urandom(300_000))
            assert answer.status == 201, await answer.text()
        await self.hass.async_block_till_done()

    def entity(self, serial: str = "") -> str:
        """Return the entity of the dock, or of its aircraft."""
        found = er.async_get(self.hass).async_get_entity_id(
            "update", DOMAIN, f"{serial or self.dock.serial}_firmware"
        )
        assert found
        return found

    async def install(self) -> None:
        """Press the button."""
        await self.hass.services.async_call(
            "update", "install", {"entity_id": self.entity()}, blocking=True
        )

    async def ended(self) -> Job:
        """Return the order when it is over."""
        await wait_until(lambda: self.hub.jobs.state(self.dock.serial).job is None, 120)
        latest = self.hub.jobs.state(self.dock.serial).latest
        assert latest
        return latest


@pytest.fixture
def model(request: pytest.FixtureRequest) -> Model:
    """Return which dock; a test may choose another."""
    return getattr(request, "param", Model.DOCK_3)


@pytest.fixture
def faults(request: pytest.FixtureRequest) -> Faults:
    """Return what the dock does wrong; a test may choose something."""
    return getattr(request, "param", Faults())


@pytest.fixture
async def yard(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    broker_of_docks: Broker,
    hass_client: ClientSessionGenerator,
    model: Model,
    faults: Faults,
) -> AsyncGenerator[Yard]:
    """Run a dock that has reported all that is needed."""
    profile = dock_profile(model=model, speed=50, job_seconds={"ota_create": 50})
    dock = SimulatedDock(profile, broker_of_docks, faults=faults)
    hub: Hub = loaded.runtime_data
    async with Simulator([dock]):
        await dock.wait_online()

        def reported() -> bool:
            known = hub.server.fleet.get(dock.serial)
            return bool(
                known
                and known.firmware
                and known.mode == 0
                and known.in_dock
                and known.aircraft
                and known.aircraft.firmware
            )

        await wait_until(reported)
        yield Yard(hass, hub, dock, await hass_client())


@pytest.mark.parametrize("model", MODELS, indirect=True)
async def test_from_the_upload_to_the_new_version(hass: HomeAssistant, yard: Yard) -> None:
    """On every model, with both devices in one order, and both entities telling the truth."""
    await yard.upload()
    entities = [yard.entity(), yard.entity(yard.dock.profile.aircraft_serial)]
    assert [state(hass, entity) for entity in entities] == ["on", "on"]
    seen: list[Any] = []

    def look() -> bool:
        shown = hass.states.get(entities[0])
        assert shown
        seen.append((shown.state, shown.attributes.get("update_percentage")))
        return shown.state == "off"

    await yard.install()
    await wait_until(look, 120)
    await wait_until(lambda: state(hass, entities[1]) == "off")
    assert (await yard.ended()).status is JobStatus.SUCCEEDED
    assert {shown for shown, _ in seen} == {"on", "off"}, "unavailable while it restarted"
    assert any(percent for _, percent in seen)
    [upgrade] = yard.dock.upgrades.all
    assert [len(upgrade.packages), *(download.received for download in upgrade.downloads)] == [
        *(2, 300_004, 300_004)
    ]


@pytest.mark.parametrize(
    "faults",
    [
        Faults(no_final_event=True),
        Faults(no_reply=frozenset({"ota_create"})),
        Faults(progress_before_reply=True),
        Faults(late_reply={"ota_create": 0.5}),
    ],
    indirect=True,
    ids=["no end", "no reply", "early event", "late reply"],
)
async def test_what_gets_lost_changes_nothing(yard: Yard) -> None:
    """What both report of themselves is the proof; nothing is sent again."""
    await yard.upload()
    await yard.install()
    assert (await yard.ended()).status is JobStatus.SUCCEEDED
    assert len(yard.dock.upgrades.all) == 1


@pytest.mark.parametrize(
    ("faults", "code"),
    [
        (Faults(download_breaks_at=50), 325003),
        (Faults(fail_job={"ota_create": 312028}), 312028),
    ],
    indirect=["faults"],
    ids=["download", "installation"],
)
async def test_what_fails_is_told_and_not_repeated(
    hass: HomeAssistant, yard: Yard, code: int
) -> None:
    """Whoever wants it tries again."""
    await yard.upload(aircraft=False)
    await yard.install()
    job = await yard.ended()
    assert (job.status, job.code) == (JobStatus.FAILED, code)
    await hass.async_block_till_done()
    shown = hass.states.get(yard.entity())
    assert shown
    assert (shown.state, shown.attributes["in_progress"]) == ("on", False)
    assert len(yard.dock.upgrades.all) == 1


@pytest.mark.parametrize("faults", [Faults(refuse={"ota_create": 312015})], indirect=True)
async def test_a_refusal_is_read_at_once(yard: Yard) -> None:
    """By whoever pressed the button."""
    await yard.upload(aircraft=False)
    with pytest.raises(HomeAssistantError) as raised:
        await yard.install()
    assert raised.value.translation_key == "code_312015"


async def test_a_package_that_changed_on_its_way(yard: Yard) -> None:
    """The dock compares size and MD5 itself."""
    await yard.upload(aircraft=False)
    measured = yard.hub.firmware.library.async_measured

    async def wrong(package: Any) -> Any:
        return replace(await measured(package), md5="0" * 32)

    yard.hub.firmware.library.async_measured = wrong  # type: ignore[method-assign]
    await yard.install()
    assert (await yard.ended()).status is JobStatus.FAILED
