"""A dock's log on its way into the bucket: real broker, real store, simulated dock."""

import hashlib

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.const import DOMAIN
from tests.simulator import SimulatedDock
from tests.stack.s3 import Store

from .conftest import ENTRY_ID, wait_until


def device_id(hass: HomeAssistant, serial: str) -> str:
    """Return the id of a device."""
    return dr.async_get_device_id_by_identifier(
        hass, (DOMAIN, serial), config_entry_id=ENTRY_ID
    )


async def test_from_list_to_bucket(
    hass: HomeAssistant, loaded: MockConfigEntry, dock: SimulatedDock, store: Store
) -> None:
    """List, start, progress, uploaded: and the bytes in the bucket are those of the dock."""
    listed = await hass.services.async_call(
        DOMAIN,
        "get_log_list",
        {"device_id": device_id(hass, dock.serial)},
        blocking=True,
        return_response=True,
    )
    assert listed is not None
    print(listed)
    started = await hass.services.async_call(
        DOMAIN,
        "start_log_upload",
        {"device_id": device_id(hass, dock.serial)},
        blocking=True,
        return_response=True,
    )
    print(started)
    await wait_until(
        lambda: hass.states.get("sensor.roof_log_upload_status").state == "uploaded"
    )
    for file in started["files"]:
        data = store.read(file["object_key"])
        assert any(
            item.key == file["object_key"] and item.md5 == hashlib.md5(data).hexdigest()
            for item in dock.uploads
        )
    print([(s.entity_id, s.state) for s in hass.states.async_all()])
    assert dock.complaints == []
    assert dock.starts == 1
