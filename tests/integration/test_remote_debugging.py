"""Remote debugging over a real broker, with a dock that takes its time and misbehaves."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import COMMANDS, DockRefused
from custom_components.dji_dock.debugging.manager import RemoteDebugging
from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.jobs.models import Job, JobStatus
from tests.helpers.home import wait_until
from tests.lab.simulator import Faults, SimulatedDock


@pytest.fixture
async def hub(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock
) -> AsyncGenerator[Hub]:
    """Return what runs, with a dock that has reported what it does."""
    hub: Hub = loaded.runtime_data
    await wait_until(lambda: hub.debugging.sessions.is_open(dock.serial) is False)
    known = hub.server.fleet
    await wait_until(lambda: (each := known.get(dock.serial)) and each.in_dock)
    yield hub
    dock.faults = Faults()


@pytest.fixture
def debugging(hub: Hub) -> RemoteDebugging:
    """Return remote debugging."""
    return hub.debugging


async def over(hub: Hub, job: Job) -> Job:
    """Wait until a job has ended."""
    return await hub.jobs.async_finish(job.job_id)


async def test_the_cover(hub: Hub, debugging: RemoteDebugging, dock: SimulatedDock) -> None:
    """Opened and closed: three commands, one session, nothing twice."""
    job = await debugging.async_do(dock.serial, "cover_open")
    assert job.status in (JobStatus.RUNNING, JobStatus.SUCCEEDED)
    assert (await over(hub, job)).status is JobStatus.SUCCEEDED
    job = await debugging.async_do(dock.serial, "cover_close")
    assert (await over(hub, job)).status is JobStatus.SUCCEEDED
    methods = [order.method for order in dock.orders]
    assert methods == ["debug_mode_open", "cover_open", "cover_close"]
    await debugging.async_close(dock.serial)
    assert dock.orders_of("debug_mode_close")
    assert not dock.repeated_orders()
    assert not dock.damage


async def test_the_power_of_the_aircraft(
    hub: Hub, debugging: RemoteDebugging, dock: SimulatedDock
) -> None:
    """Off and on again."""
    fleet = hub.server.fleet

    def is_on() -> bool:
        known = fleet.get(dock.serial)
        return bool(known and known.aircraft and known.aircraft.online)

    await wait_until(is_on)
    # Until the aircraft says that it stands by, nobody switches it off.
    await wait_until(lambda: _allowed(debugging, dock, "drone_close"))
    job = await debugging.async_do(dock.serial, "drone_close")
    assert (await over(hub, job)).status is JobStatus.SUCCEEDED
    await wait_until(lambda: not is_on())
    job = await debugging.async_do(dock.serial, "drone_open")
    assert (await over(hub, job)).status is JobStatus.SUCCEEDED
    await wait_until(is_on)


def _allowed(debugging: RemoteDebugging, dock: SimulatedDock, command: str) -> bool:
    try:
        debugging.check(dock.serial, COMMANDS[command])
    except HomeAssistantError:
        return False
    return True


async def test_a_lost_end(hub: Hub, debugging: RemoteDebugging, dock: SimulatedDock) -> None:
    """What the dock reports of itself settles it."""
    dock.faults = Faults(no_final_event=True)
    job = await debugging.async_do(dock.serial, "cover_open")
    assert (await over(hub, job)).status is JobStatus.SUCCEEDED
    assert len(dock.orders_of("cover_open")) == 1


async def test_a_reply_after_the_event(
    hub: Hub, debugging: RemoteDebugging, dock: SimulatedDock
) -> None:
    """The order does not matter."""
    dock.faults = Faults(progress_before_reply=True)
    job = await debugging.async_do(dock.serial, "cover_open")
    assert (await over(hub, job)).status is JobStatus.SUCCEEDED


async def test_a_refusal(hub: Hub, debugging: RemoteDebugging, dock: SimulatedDock) -> None:
    """With its code, which is kept."""
    dock.faults = Faults(refuse={"cover_open": 514116})
    with pytest.raises(DockRefused):
        await debugging.async_do(dock.serial, "cover_open")
    job = next(hub.jobs.newest(dock.serial))
    assert (job.status, job.code) == (JobStatus.FAILED, 514116)


async def test_restarting(hub: Hub, debugging: RemoteDebugging, dock: SimulatedDock) -> None:
    """It is done when the dock is back."""
    job = await debugging.async_do(dock.serial, "device_reboot")
    assert (await over(hub, job)).status is JobStatus.SUCCEEDED
    assert len(dock.orders_of("device_reboot")) == 1
    await wait_until(lambda: not debugging.sessions.is_ours(dock.serial))
