"""What a dock keeps: its list of logs, and the archives made of them."""

from collections.abc import Sequence
import io
import random
import tarfile
from typing import Any

from .profile import DockProfile, Module

_BLOCK_LINES = 400
_BOOT_SECONDS = 6 * 3600
_TAR_TIME = 1_700_000_000
_PARTS = ("cover", "charger", "rtk", "link", "wind", "battery", "camera", "hms", "net", "storage")

AIRCRAFT_OFF = 324015


def expected_archive(profile: DockProfile, module: Module, boot_indexes: Sequence[int]) -> bytes:
    """Return exactly the bytes that a dock uploads for these boot cycles, in this order."""
    serial = profile.device_serial(module)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for index in boot_indexes:
            text = _log_text(serial, index, profile.log_size(module))
            member = tarfile.TarInfo(f"{serial}/{index:06d}.log")
            member.size = len(text)
            member.mtime = _TAR_TIME + index
            archive.addfile(member, io.BytesIO(text))
    return packed.getvalue()


def log_list(
    profile: DockProfile, module: Module, boot_indexes: Sequence[int], newest_ms: tuple[int, int]
) -> dict[str, Any]:
    """Return a module's entry of the list. `newest_ms`: when the newest cycle began, and now."""
    quirks = profile.quirks
    scale = 1000 if quirks.seconds else 1

    def number(value: int) -> int | str:
        return str(value) if quirks.numbers_as_strings else value

    entries: list[dict[str, Any]] = []
    begin, end = newest_ms
    for position, index in enumerate([] if quirks.empty else boot_indexes):
        entry: dict[str, Any] = {
            "boot_index": number(index),
            "start_time": number(begin // scale),
            "size": number(profile.log_size(module)),
        }
        if not quirks.without_end:
            misspelt = quirks.end_ime and position % 2
            entry["end_ime" if misspelt else "end_time"] = number(end // scale)
        entries.append(entry)
        # A minute lies between two cycles.
        begin, end = begin - _BOOT_SECONDS * 1000, begin - 60_000
    return {
        "module": int(module) if quirks.module_as_number else str(module),
        "device_sn": "" if quirks.blank_device_sn else profile.device_serial(module),
        "result": 0,
        "list": entries,
    }


def refused_list(profile: DockProfile, module: Module, code: int) -> dict[str, Any]:
    """Return the entry of a module that gives no list."""
    return {
        "module": str(module),
        "device_sn": "" if profile.quirks.blank_device_sn else profile.device_serial(module),
        "result": code,
        "list": [],
    }


def _log_text(serial: str, boot_index: int, size: int) -> bytes:
    """Return log lines of exactly that many bytes, the same ones each time."""
    # S311: nothing secret, only the same text for the same log each time.
    numbers = random.Random(f"{serial}/{boot_index}")
    lines = [
        f"[{serial}] {numbers.choice(_PARTS)}: value={numbers.random():.6f} "
        f"code=0x{numbers.getrandbits(32):08x}\n"
        for _ in range(_BLOCK_LINES)
    ]
    block = "".join(lines).encode()
    text = bytearray()
    while len(text) < size:
        text += f"# boot {boot_index} offset {len(text)}\n".encode() + block
    return bytes(text[:size])
