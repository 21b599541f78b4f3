"""Upgrades of firmware: what is sent, and what docks report of it."""

from typing import Any

import pytest

from custom_components.dji_dock.cloud_api import (
    DockOffline,
    FirmwareOf,
    JobProgress,
    JobWord,
    UpgradeKind,
    ota_create,
    version_of,
)

from .wire import DOCK, Wire

PACKAGE = FirmwareOf(
    sn=DOCK,
    product_version="13.01.0512",
    file_url="https://bucket.example/dock3.zip?X-Amz-Signature=secret",
    md5="0123456789abcdef0123456789abcdef",
    file_size=734003200,
    file_name="dock3.zip",
)


@pytest.fixture
def wire() -> Wire:
    """Return a server with one dock of ours."""
    wire = Wire()
    wire.accept()
    return wire


@pytest.mark.parametrize(
    ("progress", "step"),
    [
        ({"percent": 10, "step_key": "download_firmware"}, "download_firmware"),
        ({"percent": 10, "current_step": "upgrade_firmware"}, "upgrade_firmware"),
        ({"percent": "10", "current_step": 1, "ext": {"rate": 5}}, "download_firmware"),
        ({"percent": 10, "current_step": "2"}, "upgrade_firmware"),
        ({"percent": 10, "current_step": 7}, ""),
        ({"percent": 10, "step_key": "https://bucket.example/?X-Amz-Signature=secret"}, ""),
        ({"percent": 10}, ""),
    ],
)
def test_how_an_upgrade_goes_on(wire: Wire, progress: dict[str, Any], step: str) -> None:
    """In all the shapes that pages and demonstrations have."""
    events = wire.events(JobProgress)
    data = {"result": 0, "output": {"status": "in_progress", "progress": progress}}
    wire.say("events", "ota_progress", data, bid="o1")
    assert events == [
        JobProgress(
            dock=DOCK,
            bid="o1",
            method="ota_progress",
            result=0,
            status=JobWord.IN_PROGRESS,
            percent=10,
            step=step,
        )
    ]


async def test_both_are_ordered_at_once(wire: Wire) -> None:
    """In one message, sent once and at once, with the id of its job."""
    wire.server.fleet.heard(DOCK)
    aircraft = FirmwareOf(sn="1581F0000000B2", product_version="13.01.0512")
    await ota_create(wire.server, DOCK, [PACKAGE, aircraft], "o1")
    [(topic, message)] = wire.transport.published
    assert topic == f"thing/product/{DOCK}/services"
    assert (message["method"], message["bid"]) == ("ota_create", "o1")
    assert message["data"] == {"devices": [PACKAGE.data(), aircraft.data()]}


async def test_nothing_is_ordered_late(wire: Wire) -> None:
    """A dock that is silent may be flying by now."""
    wire.server.fleet.update(DOCK, online=False)
    with pytest.raises(DockOffline):
        await ota_create(wire.server, DOCK, [PACKAGE], "o1")
    assert wire.transport.published == []


def test_what_is_sent() -> None:
    """For the upgrade of documentation's example, and for one without a package."""
    assert PACKAGE.data() == {
        "sn": DOCK,
        "product_version": "13.01.0512",
        "firmware_upgrade_type": 3,
        "file_url": "https://bucket.example/dock3.zip?X-Amz-Signature=secret",
        "md5": "0123456789abcdef0123456789abcdef",
        "file_size": 734003200,
        "file_name": "dock3.zip",
    }
    bare = FirmwareOf(sn=DOCK, product_version="13.01.0512", kind=UpgradeKind.CONSISTENCY)
    assert bare.data() == {
        "sn": DOCK,
        "product_version": "13.01.0512",
        "firmware_upgrade_type": 2,
    }


def test_the_link_is_not_shown() -> None:
    """Whoever has it has the package, and with it the key's name."""
    assert "X-Amz" not in repr(PACKAGE)


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("13.01.0512", (13, 1, 512)),
        ("1.00.223", (1, 0, 223)),
        ("10.1.0.0", (10, 1)),
        ("0", (0,)),
        ("7", (7,)),
        ("", None),
        ("13.01.0512b", None),
        ("13..1", None),
        (".1", None),
        ("1.", None),
        ("v1.2", None),
        ("1.2\n", None),
        ("-1.2", None),
        ("1.²", None),
        ("1." * 8 + "1", None),
        ("1" * 10, None),
    ],
)
def test_versions(text: str, version: tuple[int, ...] | None) -> None:
    """Of digits and dots only, without what goes without saying at the end."""
    assert version_of(text) == version


def test_versions_are_numbers() -> None:
    """As texts 9 would be newer than 10."""
    older, newer = version_of("9.99.9999"), version_of("10.01.0001")
    assert older
    assert newer
    assert older < newer
