"""What to type into DJI Pilot 2, and how far a dock is on its way to us."""

from typing import Any

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import BindingRefused, ForeignDockHeard, Refusal
from custom_components.dji_dock.cloud_device.arrivals import MOST, Arrivals, Knock, gateway_of
from tests.helpers.docks import dock_profile
from tests.helpers.entries import BINDING_CODE, ORGANIZATION
from tests.helpers.home import wait_until
from tests.helpers.told import Told
from tests.lab.simulator import Broker, SimulatedDock, Simulator


@pytest.mark.parametrize(
    ("data", "gateway", "guessed"),
    [
        ({"host": "broker.example.org"}, "tcp://broker.example.org:1883", False),
        ({"host": "192.168.1.7", "port": 1884}, "tcp://192.168.1.7:1884", False),
        (
            {"host": "broker.lan", "port": 8883, "tls": {"enabled": True}},
            "ssl://broker.lan:8883",
            False,
        ),
        ({"host": "core-mosquitto", "port": 1883}, "tcp://192.168.1.2:1883", True),
        ({"host": "localhost", "port": 1883}, "tcp://192.168.1.2:1883", True),
        ({"host": "fd00::7", "port": 1883}, "tcp://[fd00::7]:1883", False),
    ],
)
def test_the_gateway_is_as_docks_reach_it(
    data: dict[str, Any], gateway: str, guessed: bool
) -> None:
    """With scheme and port; a name that only this machine knows gives way to our address."""
    assert gateway_of(data, "192.168.1.2") == (gateway, guessed)


def test_without_an_own_address_the_broker_stays_as_it_was_entered() -> None:
    """It is better than nothing."""
    assert gateway_of({"host": "localhost"}, "") == ("tcp://localhost:1883", False)


async def test_a_dock_binds_itself(
    hass: HomeAssistant, loaded: MockConfigEntry, broker_of_docks: Broker
) -> None:
    """It knocks, is refused, says why, and is bound with the right code."""
    arrivals: Arrivals = loaded.runtime_data.arrivals
    info = arrivals.info()
    assert info.organization_id == ORGANIZATION
    assert info.binding_code == BINDING_CODE
    assert info.username == broker_of_docks.username
    assert info.answer_requests
    assert info.connected
    assert (info.waiting, info.bound) == ((), ())
    heard: list[int] = []
    remove = arrivals.async_add_listener(lambda: heard.append(len(arrivals.info().waiting)))
    profile = dock_profile(binding_code="WRONG")
    async with Simulator([SimulatedDock(profile, broker_of_docks)]):
        await wait_until(
            lambda: any(each.knock is Knock.WRONG_CODE for each in arrivals.info().waiting)
        )
    assert heard[-1] == 1
    async with Simulator([SimulatedDock(dock_profile(), broker_of_docks)]):
        await wait_until(lambda: arrivals.info().bound)
    [bound] = arrivals.info().bound
    assert bound.serial == profile.serial
    assert bound.online
    assert arrivals.info().waiting == ()
    assert heard[-1] == 0
    remove()


async def test_who_is_refused_stays_until_it_is_ours(
    hass: HomeAssistant, told: Told, loaded: MockConfigEntry
) -> None:
    """What it was refused for last counts; what it reports of itself later changes nothing of that."""
    hub = loaded.runtime_data
    dock = "8UUXN0000000Z9"
    told.say(dock, cover_state=0, mode_code=0)
    await hass.async_block_till_done()
    [waiting] = hub.arrivals.info().waiting
    assert (waiting.serial, waiting.knock) == (dock, Knock.UNBOUND)
    hub.server.listeners.notify(BindingRefused(dock=dock, reason=Refusal.OTHER_ORGANIZATION))
    hub.server.fleet.update(dock, model_key="3-3-0")
    [waiting] = hub.arrivals.info().waiting
    assert (waiting.knock, waiting.model) == (Knock.OTHER_ORGANIZATION, "DJI Dock 3")
    await hub.docks.async_accept(dock)
    assert hub.arrivals.info().waiting == ()
    assert dock in [bound.serial for bound in hub.arrivals.info().bound]


async def test_a_dock_of_another_entry(told: Told, loaded: MockConfigEntry) -> None:
    """Only one that names us waits for us."""
    hub = loaded.runtime_data
    hub.server.listeners.notify(ForeignDockHeard(dock="8UUXN0000000Z9", named=False))
    assert hub.arrivals.info().waiting == ()
    hub.server.listeners.notify(ForeignDockHeard(dock="8UUXN0000000Z9", named=True))
    [waiting] = hub.arrivals.info().waiting
    assert waiting.knock is Knock.OTHER_ENTRY


async def test_invented_docks_have_an_end(told: Told, loaded: MockConfigEntry) -> None:
    """The first ones give way."""
    hub = loaded.runtime_data
    for number in range(MOST + 5):
        hub.server.listeners.notify(
            BindingRefused(dock=f"8UUXN{number:09}", reason=Refusal.WRONG_CODE)
        )
    waiting = hub.arrivals.info().waiting
    assert len(waiting) == MOST
    assert waiting[0].serial == f"8UUXN{MOST + 4:09}"
