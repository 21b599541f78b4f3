"""What files are called in an archive: of which flight and when, and so that any computer can unpack it."""

from collections.abc import Iterable
from datetime import datetime
import re
from typing import NamedTuple

from homeassistant.util import dt as dt_util

from ..cloud_api import names_time
from ..database import IndexedObject
from ..util.texts import shown

_MAX_STEM, _MAX_SUFFIX = 180, 10
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
# Windows keeps these for devices, whatever follows the first dot.
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|COM\d|LPT\d)(?:\.|$)", re.IGNORECASE)


class Named(NamedTuple):
    """A file, as it is called in an archive."""

    key: str
    name: str
    """With the folder of its flight."""
    when: datetime
    """As the home counts time."""


def name_files(dock: str, files: Iterable[IndexedObject]) -> list[Named]:
    """Return files under names of their own: `Roof_20261120_160420_flight-1/DJI_..._V.JPG`."""
    files = sorted(files, key=lambda file: (file.taken, file.key))
    folders: dict[str, str] = {}
    taken: set[str] = set()
    named = []
    for file in files:
        when = dt_util.as_local(file.taken)
        if (folder := folders.get(file.flight)) is None:
            # The flight's first file comes first.
            parts = (dock, f"{when:%Y%m%d_%H%M%S}", file.flight.rpartition("/")[2])
            folder = _unused(safe_name("_".join(filter(None, parts))), taken)
            folders[file.flight] = folder
        name = file.name if names_time(file.name) else f"{when:%Y%m%d%H%M%S}_{file.name}"
        named.append(Named(file.key, _unused(f"{folder}/{safe_name(name)}", taken), when))
    return named


def archive_name(dock: str, files: Iterable[IndexedObject]) -> str:
    """Return the name of an archive: of which dock, and since when."""
    first = dt_util.as_local(min(file.taken for file in files))
    return safe_name(f"{dock}_{first:%Y%m%d_%H%M%S}_media.zip")


def safe_name(name: str) -> str:
    """Return a name that every file system takes, and that leads nowhere else."""
    name = _UNSAFE.sub("_", shown(name))
    stem, dot, suffix = name.rpartition(".")
    if not dot or len(suffix) > _MAX_SUFFIX:
        stem, dot, suffix = name, "", ""
    # Counted as file systems do.
    stem = stem.encode()[:_MAX_STEM].decode(errors="ignore")
    name = f"{stem}{dot}{suffix}".strip(" .")
    if _DEVICES.match(name):
        name = f"_{name}"
    return name or "_"


def _unused(name: str, taken: set[str]) -> str:
    """Return a name that no other has, in whatever letters, and keep it."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or "/" in suffix:
        stem, suffix = name, ""
    unused, number = name, 1
    while unused.casefold() in taken:
        number += 1
        unused = f"{stem} ({number}){dot if suffix else ''}{suffix}"
    taken.add(unused.casefold())
    return unused
