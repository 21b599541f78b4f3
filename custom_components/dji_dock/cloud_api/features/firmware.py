"""Upgrading the firmware of a dock and its aircraft.

Source: "Firmware Upgrade" of DJI's Cloud API documentation: `ota_create` (service), `ota_progress`
(event, whose bid is that of the command). Pages and demonstrations disagree on the names of steps;
no recording of an upgrade is public.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
import re

from ..cloud import Cloud
from ..wire.envelope import Data, Message
from .remote_debug import JobProgress, job_progress

_VERSION = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9}){0,7}", re.ASCII)
_STEPS = {"1": "download_firmware", "2": "upgrade_firmware"}


class UpgradeKind(IntEnum):
    """What an upgrade is for; the numbers are DJI's `firmware_upgrade_type`."""

    CONSISTENCY = 2
    """Makes a dock and its aircraft fit each other; a device may have the package already."""
    NORMAL = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmwareOf:
    """What a device is to be upgraded to; a repr does not show the link."""

    sn: str
    product_version: str
    file_url: str = field(default="", repr=False)
    """Blank where the device has the package already, and with it the rest."""
    md5: str = ""
    """Of the whole package, in hexadecimal digits."""
    file_size: int = 0
    """Bytes."""
    file_name: str = ""
    kind: UpgradeKind = UpgradeKind.NORMAL

    def data(self) -> Data:
        """Return the device as `ota_create` has it."""
        data: Data = {
            "sn": self.sn,
            "product_version": self.product_version,
            "firmware_upgrade_type": int(self.kind),
        }
        if self.file_url:
            data |= {
                "file_url": self.file_url,
                "md5": self.md5,
                "file_size": self.file_size,
                "file_name": self.file_name,
            }
        return data


async def ota_create(cloud: Cloud, dock: str, devices: Sequence[FirmwareOf], bid: str) -> None:
    """Order a dock to fetch and install firmware, its own and that of its aircraft.

    No reply is waited for. There is no way to take it back.

    Raises:
        NotConnected, DockOffline, DockSilent: nothing was sent.
        BrokerError: it may have been sent.

    """
    await cloud.order(dock, "ota_create", {"devices": [each.data() for each in devices]}, bid)


def ota_progress(cloud: Cloud, message: Message) -> JobProgress:
    """Read how an upgrade goes on: one progress for both devices."""
    read = job_progress(cloud, message)
    step = _STEPS.get(read.step, read.step)
    return replace(read, step=step if step in _STEPS.values() else "")


def version_of(text: str) -> tuple[int, ...] | None:
    """Return a version to be compared, None for what is not of digits and dots only."""
    if not _VERSION.fullmatch(text):
        return None
    numbers = [int(number) for number in text.split(".")]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
