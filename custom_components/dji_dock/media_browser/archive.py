"""A zip archive as it is sent: piece by piece, one file after the other, nothing on disk.

Stored, not compressed: photos and videos are already. What is not known before a file was read,
its checksum, follows it; sizes are known, so that the length of the whole is, too.
"""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from datetime import datetime
from typing import NamedTuple, Protocol
from zipfile import ZIP64_LIMIT, ZIP_FILECOUNT_LIMIT, ZipFile, ZipInfo

from ..bucket import BucketBusy

_CHUNK = 256 * 1024
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16

# Of "APPNOTE.TXT - .ZIP File Format Specification", sections 4.3.7 to 4.3.16 and 4.5.3.
_LOCAL, _CENTRAL, _END = 30, 46, 22
_DESCRIPTOR, _DESCRIPTOR_64 = 16, 24
_END_64 = 56 + 20
_EXTRA, _NUMBER_64 = 4, 8


class Readable(Protocol):
    """What is read from its beginning to its end. Blocks."""

    def read(self, amount: int) -> bytes:
        """Return up to so many bytes, none at the end."""

    def close(self) -> None:
        """Let go of it."""


class Member(NamedTuple):
    """A file of the archive."""

    name: str
    """With folders, divided by slashes."""
    when: datetime
    """As the home counts time; archives know no zones."""
    size: int
    open: Callable[[], Readable]


class ArchiveReader:
    """Gives an archive of members. Blocks; close it."""

    def __init__(self, members: Iterable[Member]) -> None:
        """Take the members; none is opened before its turn."""
        self._pieces = _pieces(members)

    def read(self, amount: int) -> bytes:
        """Return the next piece, of about 256 KiB at most, none at the end.

        Raises:
            BucketError: a member cannot be read, or is not what it was.

        """
        return next(self._pieces, b"")

    def close(self) -> None:
        """Let go of the member that is open."""
        self._pieces.close()


def archive_size(members: Iterable[Member]) -> int:
    """Return how many bytes an archive will have."""
    offset = directory = count = 0
    for member in members:
        name = len(_info(member).filename.encode())
        large = _is_large(member.size)
        numbers = 2 * (member.size > ZIP64_LIMIT) + (offset > ZIP64_LIMIT)
        directory += _CENTRAL + name + (_EXTRA + numbers * _NUMBER_64 if numbers else 0)
        offset += _LOCAL + name + (_EXTRA + 2 * _NUMBER_64 if large else 0)
        offset += member.size + (_DESCRIPTOR_64 if large else _DESCRIPTOR)
        count += 1
    end_64 = count > ZIP_FILECOUNT_LIMIT or offset > ZIP64_LIMIT or directory > ZIP64_LIMIT
    return offset + directory + (_END_64 if end_64 else 0) + _END


def _is_large(size: int) -> bool:
    """Return whether the numbers of a member have 64 bits: a little below where they must."""
    return size * 1.05 > ZIP64_LIMIT


class _Pieces:
    """Takes what is written, until it is sent; nothing can be written again."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._written.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def close(self) -> None:
        pass

    def take(self) -> bytes:
        """Return what was written since the last time."""
        piece = b"".join(self._written)
        self._written.clear()
        return piece


def _pieces(members: Iterable[Member]) -> Generator[bytes]:
    pieces = _Pieces()
    with ZipFile(pieces, "w") as archive:
        for member in members:
            left = member.size
            with closing(member.open()) as source, archive.open(_info(member), "w") as target:
                while data := source.read(_CHUNK):
                    left -= len(data)
                    if left < 0:
                        raise BucketBusy
                    target.write(data)
                    yield pieces.take()
                if left:
                    # It was written anew since it was looked up.
                    raise BucketBusy
    yield pieces.take()


def _info(member: Member) -> ZipInfo:
    info = ZipInfo(member.name, max(member.when.timetuple()[:6], _EARLIEST))
    info.file_size = member.size
    info.external_attr = _READABLE
    return info
