"""What alarms mean, in words."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.alarms.texts import alarm_text
from custom_components.dji_dock.cloud_api import HmsAlarm
from custom_components.dji_dock.const import DOMAIN


def alarm(code: str, **fields: Any) -> HmsAlarm:
    """Return an alarm."""
    return HmsAlarm(
        **{
            "code": code,
            "device_type": "0-100-1",
            "level": "warning",
            "module": "hms",
            "in_the_sky": False,
            "component_index": 0,
            "sensor_index": 0,
            **fields,
        }
    )


async def test_by_device_and_place(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """The same code may mean another thing at a dock, and other advice in the air."""
    assert "charge cycle" in alarm_text(alarm("0x160900BF"))
    assert "wind" in alarm_text(alarm("0x160900BF", device_type="3-3-0"))
    ground, sky = alarm_text(alarm("0x16050001")), alarm_text(alarm("0x16050001", in_the_sky=True))
    assert ground != sky
    assert "Return home" in sky


async def test_which_one(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """Batteries are counted from 1; an index that counts nothing is left out."""
    assert alarm_text(alarm("0x110b0002", sensor_index=1)).startswith("Aircraft battery 2 is")
    for index in (None, 63, -1):
        assert alarm_text(alarm("0x110b0002", sensor_index=index)).startswith("Aircraft battery is")


async def test_by_family(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    """The longest part of the code that is known says what it is about, or nothing does."""
    assert alarm_text(alarm("0x19114CFF")) == "Water in the dock"
    assert alarm_text(alarm("0x16ffffff")) == "Flight control"
    assert "not described" in alarm_text(alarm("0xffffffff"))
    assert "not described" in alarm_text(alarm("{code}"))


async def test_a_family_says_only_what_is_sure(
    hass: HomeAssistant, loaded: MockConfigEntry
) -> None:
    """As DJI's list has it for all of its codes."""
    expected = {
        # Two codes of the family are about the battery, the others about heights and more.
        "0x1B3100FF": "Navigation",
        "0x1B310009": "The aircraft flies higher than its safe height.",
        # Besides batteries what feeds and charges other things.
        "0x160900FF": "Power",
        "0x1643010B": "The aircraft has reached its distance limit.",
        "0x16430112": "Automatic filming",
        "0x16430012": "Target tracking",
        "0x16432417": "Obstacle sensing",
        "0x16439999": "Flight control",
        "0x16020001": "Gyroscope",
        "0x16020621": "Return to home",
        "0x1611002A": "Flight control",
        "0x11000029": "Payload",
        "0x1647C018": "Compass",
        "0x17000081": "Aircraft system",
        "0x17000013": "Radio link",
        "0x17010021": "Flight control",
        "0x19000801": "Cooling",
    }
    assert {code: alarm_text(alarm(code)) for code in expected} == expected


@pytest.mark.parametrize("index", [0, 1, None])
async def test_every_text_is_whole(
    hass: HomeAssistant, loaded: MockConfigEntry, index: int | None
) -> None:
    """With and without numbers."""
    words = await async_get_translations(hass, "en", "common", {DOMAIN})
    codes = {key.rpartition("_")[2] for key in words if "common.hms_" in key and "0x" in key}
    assert len(codes) > 200
    for code in codes:
        for device in ("0-100-1", "3-3-0"):
            text = alarm_text(alarm(code, sensor_index=index, device_type=device))
            assert not set("{}") & set(text)
            assert "  " not in text
