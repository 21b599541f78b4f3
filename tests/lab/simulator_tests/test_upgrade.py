"""Firmware of a simulated dock: it downloads, compares, installs, restarts."""

from collections.abc import AsyncGenerator
from dataclasses import replace
import hashlib
from typing import Any

import pytest

from tests.lab.simulator import Broker, Faults, Mode, Model, SimulatedDock, Simulator, fleet
from tests.lab.stack.s3 import Store

from .cloud import Cloud

CONTENT = b"firmware" * 40_000
MD5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
VERSION = "99.01.0001"


def _dock(broker: Broker, model: Model = Model.DOCK_3, **settings: Any) -> SimulatedDock:
    profile = fleet(1, model, **{"speed": 100, "job_seconds": {"ota_create": 100}, **settings})[0]
    return SimulatedDock(profile, broker)


@pytest.fixture
async def dock(cloud: Cloud, broker: Broker) -> AsyncGenerator[SimulatedDock]:
    """Run a Dock 3."""
    simulated = _dock(broker)
    async with Simulator([simulated]):
        await simulated.wait_online()
        yield simulated


def _link(store: Store) -> str:
    store.client().put_object(Bucket=store.bucket, Key="simulator/firmware.zip", Body=CONTENT)
    return str(
        store.client().generate_presigned_url(
            "get_object",
            Params={"Bucket": store.bucket, "Key": "simulator/firmware.zip"},
            ExpiresIn=600,
        )
    )


def _device(serial: str, url: str, **changes: Any) -> dict[str, Any]:
    return {
        "sn": serial,
        "product_version": VERSION,
        "file_url": url,
        "md5": MD5,
        "file_size": len(CONTENT),
        "file_name": "firmware.zip",
        "firmware_upgrade_type": 3,
        **changes,
    }


async def _create(
    cloud: Cloud, dock: SimulatedDock, *devices: dict[str, Any], bid: str = "ota"
) -> int:
    reply = await cloud.command(dock.serial, "ota_create", {"devices": list(devices)}, bid)
    return int(reply["result"])


def _progress(cloud: Cloud) -> list[dict[str, Any]]:
    return [
        message["data"]["output"] | {"result": message["data"]["result"], "bid": message["bid"]}
        for message in cloud.of("events")
        if message.get("method") == "ota_progress"
    ]


def _ends(cloud: Cloud) -> list[str]:
    return [item["status"] for item in _progress(cloud) if item["status"] in {"ok", "failed"}]


def _told(cloud: Cloud, serial: str, name: str) -> list[Any]:
    """Return the values of a state in the order told."""
    return [
        message["data"][name] for message in cloud.of("state", serial) if name in message["data"]
    ]


SHAPES = {
    Model.DOCK_1: ({"step_key": "download_firmware"}, {"step_key": "upgrade_firmware"}),
    Model.DOCK_2: ({"current_step": "download_firmware"}, {"current_step": "upgrade_firmware"}),
    Model.DOCK_3: ({"current_step": 1}, {"current_step": 2}),
}


@pytest.mark.parametrize("model", list(Model))
async def test_both_devices(cloud: Cloud, broker: Broker, store: Store, model: Model) -> None:
    """One order, one stream of events in the shape of the model, and a restart."""
    dock = _dock(broker, model, aircraft_on=False, job_seconds={"ota_create": 400})
    url = _link(store)
    async with Simulator([dock]):
        await dock.wait_online()
        devices = [_device(serial, url) for serial in dock.profile.serials]
        assert await _create(cloud, dock, *devices) == 0
        await dock.wait_mode(Mode.UPGRADING)
        assert await _create(cloud, dock, *devices, bid="second") == 312014
        await cloud.holds(lambda: cloud.sessions() == 2)
        await cloud.holds(lambda: _ends(cloud) == ["ok"])
        await cloud.holds(lambda: _told(cloud, dock.serial, "firmware_version")[-1:] == [VERSION])
        await cloud.holds(
            lambda: _told(cloud, dock.aircraft_serial, "firmware_version")[-1:] == [VERSION]
        )
        # It was off before.
        await cloud.holds(lambda: not dock.aircraft_on)
    upgrading = _told(cloud, dock.serial, "firmware_upgrade_status")
    assert upgrading[0] == 0
    assert 1 in upgrading
    assert upgrading[-1] == 0
    modes = [message["data"].get("mode_code") for message in cloud.of("osd", dock.serial)]
    assert Mode.UPGRADING in modes
    steps = [
        {name: value for name, value in item["progress"].items() if name != "percent"}
        for item in _progress(cloud)
    ]
    assert [steps[0], steps[-1]] == list(SHAPES[model])
    assert {item["bid"] for item in _progress(cloud)} == {"ota"}
    assert dock.complaints == []
    assert [download.received for download in dock.upgrades.all[0].downloads] == [len(CONTENT)] * 2


async def test_aircraft_alone(cloud: Cloud, dock: SimulatedDock, store: Store) -> None:
    """Its dock does not restart."""
    assert await _create(cloud, dock, _device(dock.aircraft_serial, _link(store))) == 0
    await cloud.holds(lambda: _ends(cloud) == ["ok"])
    await cloud.holds(
        lambda: _told(cloud, dock.aircraft_serial, "firmware_version")[-1:] == [VERSION]
    )
    assert cloud.sessions() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"md5": "0" * 32},
        {"file_size": len(CONTENT) + 1},
        {"file_size": len(CONTENT) - 1},
        {"file_url": "http://127.0.0.1:9/nothing"},
    ],
)
async def test_another_package(
    cloud: Cloud, dock: SimulatedDock, store: Store, changes: dict[str, Any]
) -> None:
    """It is not installed."""
    before = dock.state.equipment.firmware
    assert await _create(cloud, dock, _device(dock.serial, _link(store), **changes)) == 0
    await cloud.holds(lambda: _ends(cloud) == ["failed"])
    await dock.wait_mode(Mode.IDLE)
    assert dock.state.equipment.firmware == before
    assert _progress(cloud)[-1]["result"] == 325003


@pytest.mark.parametrize(
    "changes",
    [
        {"sn": "other"},
        {"product_version": "new"},
        {"md5": MD5.upper()},
        {"file_size": str(len(CONTENT))},
        {"file_url": "ftp://host/x"},
        {"firmware_upgrade_type": 1},
        {"file_name": ""},
    ],
)
async def test_bad_orders(cloud: Cloud, dock: SimulatedDock, changes: dict[str, Any]) -> None:
    """They are refused, and complained about without the link."""
    device = _device(dock.serial, "http://127.0.0.1/secret", **changes)
    assert await _create(cloud, dock, device) == 325001
    [complaint] = dock.complaints
    assert "secret" not in complaint


async def test_preconditions(cloud: Cloud, dock: SimulatedDock) -> None:
    """Each has its code."""
    device = _device(dock.aircraft_serial, "http://127.0.0.1:9/nothing")
    dock.state.aircraft.charge = 19
    dock.state.may_charge = False
    assert await _create(cloud, dock, device) == 312704
    dock.state.aircraft.charge = 90
    dock.state.equipment.link_mode = 1
    assert await _create(cloud, dock, device) == 312030
    dock.state.equipment.link_mode = 0
    dock.set_aircraft_outside()
    assert await _create(cloud, dock, device) == 312022
    dock.set_aircraft_outside(False)
    await cloud.command(dock.serial, "debug_mode_open", {})
    await dock.wait_mode(Mode.REMOTE_DEBUG)
    assert await _create(cloud, dock, device) == 312015
    assert dock.upgrades.all == []


async def test_consistency(cloud: Cloud, dock: SimulatedDock, store: Store) -> None:
    """The device that has its package needs no file; both are compatible afterwards."""
    dock.set_firmware(aircraft="01.00.0000", compatible_status=1)
    await cloud.holds(lambda: _told(cloud, dock.serial, "compatible_status")[-1:] == [1])
    without_file = {
        "sn": dock.serial,
        "product_version": dock.profile.model.firmware,
        "firmware_upgrade_type": 2,
    }
    aircraft = _device(dock.aircraft_serial, _link(store), firmware_upgrade_type=2)
    assert await _create(cloud, dock, aircraft, without_file) == 0
    await cloud.holds(lambda: _told(cloud, dock.serial, "compatible_status")[-1:] == [0])


async def test_restart_in_the_middle(cloud: Cloud, dock: SimulatedDock, store: Store) -> None:
    """It is told after the boot, and the old version stays."""
    before = dock.state.equipment.firmware
    dock.faults = Faults(power_loss_at=50)
    # Its reply may be lost with the power.
    devices = {"devices": [_device(dock.serial, _link(store))]}
    await cloud.send(dock.serial, "ota_create", devices, "ota")
    await cloud.holds(lambda: _ends(cloud) == ["failed"])
    assert _progress(cloud)[-1]["result"] == 312028
    await cloud.holds(lambda: _told(cloud, dock.serial, "firmware_upgrade_status")[-1:] == [0])
    assert dock.state.equipment.firmware == before
    assert cloud.sessions() == 2


async def test_faults(cloud: Cloud, dock: SimulatedDock, store: Store) -> None:
    """A broken download, a failure, a lost end, an end without effect, another shape."""
    device = _device(dock.serial, _link(store))
    before = dock.state.equipment.firmware
    dock.faults = Faults(download_breaks_at=50)
    assert await _create(cloud, dock, device) == 0
    await cloud.holds(lambda: _ends(cloud) == ["failed"])
    assert dock.upgrades.all[-1].downloads[0].percent < 100
    dock.faults = Faults(fail_job={"ota_create": 312016}, step_shape="step_key")
    assert await _create(cloud, dock, device) == 0
    await cloud.holds(lambda: _ends(cloud) == ["failed"] * 2)
    assert _progress(cloud)[-1]["result"] == 312016
    assert _progress(cloud)[-1]["progress"]["step_key"] == "upgrade_firmware"
    dock.faults = Faults(no_effect=frozenset({"ota_create"}))
    assert await _create(cloud, dock, device) == 0
    await cloud.holds(lambda: _ends(cloud) == ["failed", "failed", "ok"])
    await cloud.holds(lambda: cloud.sessions() == 2)
    await dock.wait_online()
    assert dock.state.equipment.firmware == before
    dock.faults = replace(Faults(), no_final_event=True, incompatible_after=True)
    assert await _create(cloud, dock, device) == 0
    await cloud.holds(lambda: _told(cloud, dock.serial, "firmware_version")[-1:] == [VERSION])
    assert _told(cloud, dock.serial, "compatible_status")[-1:] == [1]
    assert len(_ends(cloud)) == 3


async def test_switched_off_in_the_middle(cloud: Cloud, broker: Broker, store: Store) -> None:
    """Nothing is left running."""
    dock = _dock(broker, bandwidth=100_000)
    async with Simulator([dock]):
        await dock.wait_online()
        assert await _create(cloud, dock, _device(dock.serial, _link(store))) == 0
        await dock.wait_upgrade(10)
    assert dock.upgrades.running is None
