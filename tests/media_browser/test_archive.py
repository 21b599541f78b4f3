"""What an archive is, before it is sent anywhere."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import override
import zipfile
from zipfile import ZipFile

from homeassistant.core import HomeAssistant
import pytest

from custom_components.dji_dock.bucket import BucketBusy, BucketUnreachable
from custom_components.dji_dock.media_browser import archive as archive_module
from custom_components.dji_dock.media_browser.archive import (
    ArchiveReader,
    Member,
    Readable,
    archive_size,
)
from custom_components.dji_dock.media_browser.zip_names import archive_name, name_files, safe_name
from tests.helpers.media import indexed

NOON = datetime(2026, 11, 20, 12, 0, 2, tzinfo=UTC)


class Zeros:
    """So many zeros, of which memory holds one block."""

    def __init__(self, size: int) -> None:
        """Take how many there are."""
        self._left = size
        self.closed = False

    def read(self, amount: int) -> bytes:
        """Return some."""
        size = min(amount, self._left)
        self._left -= size
        return _BLOCK[:size]

    def close(self) -> None:
        """Note it."""
        self.closed = True


_BLOCK = bytes(256 * 1024)


def member(name: str, data: bytes, size: int | None = None) -> Member:
    """Return a member; `size` is what it says."""
    return Member(name, NOON, len(data) if size is None else size, lambda: BytesIO(data))


def read(members: list[Member]) -> bytes:
    """Return the whole archive."""
    reader = ArchiveReader(members)
    return b"".join(iter(lambda: reader.read(1), b""))


@pytest.mark.parametrize(
    "members",
    [
        [],
        [member("empty", b"")],
        [member("Dach/机场 ü.JPG", bytes(600_000)), member("Dach/note.txt", b"note")],
    ],
    ids=["none", "empty", "wide names"],
)
def test_any_program_opens_it(members: list[Member]) -> None:
    """Its length was known before, and every checksum is right."""
    data = read(members)
    assert len(data) == archive_size(members)
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == [each.name for each in members]
        assert archive.testzip() is None
        for each in members[:2]:
            assert archive.read(each.name) == each.open().read(each.size)
            assert archive.getinfo(each.name).date_time == (2026, 11, 20, 12, 0, 2)


def test_more_files_than_16_bits_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here than two bits do."""
    for module in (zipfile, archive_module):
        monkeypatch.setattr(module, "ZIP_FILECOUNT_LIMIT", 3)
    for count in (3, 4):
        members = [member(f"{number}.JPG", b"x") for number in range(count)]
        data = read(members)
        assert len(data) == archive_size(members)
        assert (b"PK\6\6" in data) == (count > 3)
        with ZipFile(BytesIO(data)) as archive:
            assert len(archive.namelist()) == count


def test_more_than_four_gigabytes(tmp_path: Path) -> None:
    """A file that large, and one that begins behind it."""
    size = 4 * 1024**3 + 5
    members = [
        Member("large.MP4", NOON, size, lambda: Zeros(size)),
        member("small.JPG", b"photo"),
    ]
    path = tmp_path / "large.zip"
    reader = ArchiveReader(members)
    largest = 0
    with path.open("wb") as file:
        while piece := reader.read(1):
            largest = max(largest, len(piece))
            # Blocks of zeros are not written: the file is full of holes.
            if piece == _BLOCK:
                file.seek(len(piece), 1)
            else:
                file.write(piece)
    assert path.stat().st_size == archive_size(members)
    assert largest < 2 * len(_BLOCK)
    with ZipFile(path) as archive:
        assert archive.getinfo("large.MP4").file_size == size
        assert archive.read("small.JPG") == b"photo"


@pytest.mark.parametrize("size", [0, 4, 6, 600_000])
def test_what_has_another_size_ends_it(size: int) -> None:
    """Nobody takes it for a whole one."""
    reader = ArchiveReader([member("a", b"first"), member("b", b"12345", size)])
    with pytest.raises(BucketBusy):
        b"".join(iter(lambda: reader.read(1), b""))


def test_members_are_open_one_at_a_time() -> None:
    """And none after it was closed, or has failed."""
    opened: list[Zeros] = []

    class Broken(Zeros):
        @override
        def read(self, amount: int) -> bytes:
            raise BucketUnreachable

    def made(kind: type[Zeros] = Zeros) -> Readable:
        assert all(before.closed for before in opened)
        opened.append(kind(600_000))
        return opened[-1]

    good = Member("a", NOON, 600_000, made)
    broken = Member("b", NOON, 600_000, lambda: made(Broken))
    reader = ArchiveReader([good, broken])
    with pytest.raises(BucketUnreachable):
        b"".join(iter(lambda: reader.read(1), b""))
    assert [each.closed for each in opened] == [True, True]
    reader = ArchiveReader([good, good])
    assert reader.read(1)
    reader.close()
    assert [each.closed for each in opened[2:]] == [True]
    assert reader.read(1) == b""


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("DJI_1.JPG", "DJI_1.JPG"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("a\\b:c*?.JPG", "a_b_c__.JPG"),
        ("机场.JPG", "机场.JPG"),
        ("NUL.JPG", "_NUL.JPG"),
        (" . ", "_"),
        ("end. ", "end"),
        ("\u202egpj.exe", "gpj.exe"),
        ("场" * 100 + ".JPG", "场" * 60 + ".JPG"),
    ],
)
def test_names_lead_nowhere_else(name: str, safe: str) -> None:
    """And every file system takes them."""
    assert safe_name(name) == safe


def test_names_say_when_and_of_which_flight(hass: HomeAssistant) -> None:
    """Each is there once, also where letters do not differ."""
    files = [
        indexed("p/f1/DJI_20261120130002_0001_V.JPG", flight="f1", taken=NOON),
        indexed("p/f1/b/dji_20261120130002_0001_v.jpg", flight="f1", taken=NOON),
        indexed("p/f2/note.txt", flight="x/f2", taken=NOON),
        indexed("p/f3", flight="", taken=NOON),
    ]
    named = name_files("Dach/Süd", files)
    assert [file.name for file in named] == [
        "Dach_Süd_20261120_040002_f1/DJI_20261120130002_0001_V.JPG",
        "Dach_Süd_20261120_040002_f1/dji_20261120130002_0001_v (2).jpg",
        "Dach_Süd_20261120_040002_f2/20261120040002_note.txt",
        "Dach_Süd_20261120_040002/20261120040002_f3",
    ]
    assert archive_name("Dach", files) == "Dach_20261120_040002_media.zip"
