"""Alarms as docks really list them."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import HmsReport

from .test_telemetry import AIRCRAFT, ALARM, Told

OTHER_ALARM = {**ALARM, "code": "0x16100084"}


@pytest.fixture
async def told(hass: HomeAssistant, loaded: MockConfigEntry) -> Told:
    """Return a dock with an aircraft."""
    made = Told(hass, loaded.runtime_data)
    made.link()
    await hass.async_block_till_done()
    return made


async def test_the_same_alarm_twice_is_one(told: Told) -> None:
    """Also the count says so."""
    told.alarm(AIRCRAFT, ALARM, ALARM, OTHER_ALARM)
    assert await told.state("alarms", AIRCRAFT) == "2"


async def test_another_order_is_no_news(loaded: MockConfigEntry, told: Told) -> None:
    """Nothing is written for it."""
    reports: list[HmsReport] = []
    loaded.runtime_data.server.listeners.add(HmsReport, reports.append)
    told.alarm(AIRCRAFT, ALARM, OTHER_ALARM)
    told.alarm(AIRCRAFT, OTHER_ALARM, ALARM)
    assert reports[0] == reports[1]
