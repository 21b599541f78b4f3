"""Packages of firmware: reading `ota_create`, downloading, comparing size and MD5."""

from collections.abc import Collection
from dataclasses import dataclass, field
import hashlib
from http.client import HTTPException
import re
import threading
import time
from typing import Any
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from .command import BadCommand

CONSISTENCY, NORMAL, PAYLOAD = 2, 3, 4
"""`firmware_upgrade_type`."""
DOWNLOAD_FAILED = 325003

_SLICE = 64 * 1024
_TICK = 0.02
_VERSION = re.compile(r"\d+(\.\d+)+")
_MD5 = re.compile(r"[0-9a-f]{32}")
_FILE = ("file_url", "md5", "file_size", "file_name")


class DownloadFailed(Exception):
    """The package did not come, or is another one; the text holds no link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """What one device is to install; without a file where the device has it already."""

    serial: str
    version: str
    kind: int
    url: str = field(default="", repr=False)
    md5: str = ""
    size: int = 0
    name: str = ""


@dataclass(slots=True, kw_only=True)
class Download:
    """What the thread and the dock share about a download."""

    size: int
    received: int = 0
    breaks_at: float | None = None
    """Percent."""
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def percent(self) -> float:
        """Return how much came."""
        return min(100.0, 100 * self.received / self.size) if self.size else 100.0


def read_packages(data: dict[str, Any], serials: Collection[str]) -> list[Package]:
    """Read the data of `ota_create` for these devices.

    Raises:
        BadCommand
    """
    devices = data.get("devices")
    if not isinstance(devices, list) or not 1 <= len(devices) <= 2:
        raise BadCommand("devices: one or two")
    packages = [_package(device, serials) for device in devices]
    if len({package.serial for package in packages}) < len(packages):
        raise BadCommand("a device appears more than once")
    return packages


def fetch(package: Package, download: Download, bandwidth: int | None, timeout: float) -> str:
    """Download a package and throw it away; blocking. Return what went wrong, blank for nothing."""
    try:
        _fetch(package, download, bandwidth, timeout)
    except DownloadFailed as err:
        return str(err)
    return ""


def _fetch(package: Package, download: Download, bandwidth: int | None, timeout: float) -> None:
    digest = hashlib.md5(usedforsecurity=False)
    due = time.monotonic()
    try:
        opener = build_opener(ProxyHandler({}))
        with opener.open(package.url, timeout=timeout) as answer:
            while block := answer.read(_SLICE):
                digest.update(block)
                download.received += len(block)
                if download.received > package.size:
                    raise DownloadFailed("more came than was announced")
                if download.breaks_at is not None and download.percent >= download.breaks_at:
                    raise DownloadFailed("broke off, as told")
                due = max(due, time.monotonic()) + (len(block) / bandwidth if bandwidth else 0)
                while (left := due - time.monotonic()) > 0 and not download.stop.is_set():
                    download.stop.wait(min(left, _TICK))
                if download.stop.is_set():
                    raise DownloadFailed("stopped")
    except (URLError, HTTPException, OSError, ValueError) as err:
        code = getattr(err, "code", None)
        raise DownloadFailed(f"{type(err).__name__} {code or ''}".rstrip()) from err
    if download.received != package.size:
        raise DownloadFailed(f"{download.received} bytes came of {package.size}")
    if digest.hexdigest() != package.md5:
        raise DownloadFailed("another MD5")


def _package(device: object, serials: Collection[str]) -> Package:
    if not isinstance(device, dict):
        raise BadCommand("a device is no object")
    serial, version = _text(device, "sn"), _text(device, "product_version")
    if serial not in serials:
        raise BadCommand("sn is none of this dock")
    if not _VERSION.fullmatch(version):
        raise BadCommand("product_version is no version")
    kind = device.get("firmware_upgrade_type")
    if type(kind) is not int or kind not in {CONSISTENCY, NORMAL, PAYLOAD}:
        raise BadCommand("firmware_upgrade_type is unknown")
    if kind == CONSISTENCY and not any(name in device for name in _FILE):
        return Package(serial=serial, version=version, kind=kind)
    size, md5, url = device.get("file_size"), _text(device, "md5"), _text(device, "file_url")
    if type(size) is not int or size <= 0:
        raise BadCommand("file_size is no number of bytes")
    if not _MD5.fullmatch(md5):
        raise BadCommand("md5 is no MD5 in hexadecimal digits")
    if not url.startswith(("http://", "https://")):
        raise BadCommand("file_url has no scheme")
    return Package(
        serial=serial,
        version=version,
        kind=kind,
        url=url,
        md5=md5,
        size=size,
        name=_text(device, "file_name"),
    )


def _text(device: dict[str, Any], name: str) -> str:
    value = device.get(name)
    if not isinstance(value, str) or not value:
        raise BadCommand(f"{name} is no text, or empty")
    return value
