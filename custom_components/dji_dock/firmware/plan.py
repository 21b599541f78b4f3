"""What would be installed on a dock and its aircraft: both in one order, and nothing older."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..cloud_api import Aircraft, Dock, UpgradeKind, version_of
from .packages import Package

CONSISTENCY = "consistency"
"""The value of a job that makes dock and aircraft fit each other."""

DOCK, AIRCRAFT = "dock", "aircraft"

type Newest = Callable[[str], Package | None]
"""Returns the newest package for a product key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A device, and what it is to run."""

    role: str
    """"dock" or "aircraft"."""
    serial: str
    version: str
    package: Package | None
    """None where the device is to use what it has."""
    kind: UpgradeKind = UpgradeKind.NORMAL


def is_newer(version: str, installed: str) -> bool:
    """Return whether a version is newer than what is installed; what cannot be compared is not."""
    wanted, there = version_of(version), version_of(installed)
    return wanted is not None and there is not None and wanted > there


def is_same(version: str, installed: str) -> bool:
    """Return whether two versions are the same number."""
    wanted = version_of(version)
    return wanted is not None and wanted == version_of(installed)


def upgrade(dock: Dock, newest: Newest) -> list[Target]:
    """Return what is newer in the bucket, for the dock, its aircraft, or both."""
    return [
        Target(role=role, serial=device.serial, version=package.version, package=package)
        for role, device in devices(dock)
        if (package := newest(device.model_key)) and is_newer(package.version, device.firmware)
    ]


def consistency(dock: Dock, newest: Newest) -> list[Target]:
    """Return what makes both fit each other: with the package of the bucket where there is one."""
    targets = []
    for role, device in devices(dock):
        package = newest(device.model_key)
        if package and is_newer(device.firmware, package.version):
            package = None
        version = package.version if package else device.firmware
        if version_of(version) is not None:
            targets.append(
                Target(
                    role=role,
                    serial=device.serial,
                    version=version,
                    package=package,
                    kind=UpgradeKind.CONSISTENCY,
                )
            )
    return targets


def value_of(targets: Iterable[Target]) -> str:
    """Return what a job keeps of its targets, which is what its proof needs after a restart."""
    return " ".join(f"{target.role}={target.version}" for target in targets)


def wanted(value: object) -> dict[str, str]:
    """Return the versions that a job brings about, by role; none of a consistency upgrade."""
    pairs = (part.partition("=") for part in str(value or "").split())
    return {role: version for role, equals, version in pairs if equals}


def is_installed(dock: Dock | None, versions: dict[str, str]) -> bool:
    """Return whether a dock and its aircraft report what they were to run."""
    there = {role: device.firmware for role, device in devices(dock)} if dock else {}
    return bool(versions) and all(
        is_same(version, there.get(role, "")) for role, version in versions.items()
    )


def devices(dock: Dock) -> list[tuple[str, Dock | Aircraft]]:
    """Return a dock and its aircraft, by role."""
    both: list[tuple[str, Dock | Aircraft]] = [(DOCK, dock)]
    return [*both, (AIRCRAFT, dock.aircraft)] if dock.aircraft else both
