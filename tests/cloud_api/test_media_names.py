"""What DJI's file names say."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from custom_components.dji_dock.cloud_api import (
    MediaKind,
    MediaVariant,
    kind_of,
    names_time,
    shot_of,
    taken_at,
    variant_of,
)


@pytest.mark.parametrize(
    ("name", "kind", "variant"),
    [
        ("DJI_20261120160420_0001_T.JPG", MediaKind.PHOTO, MediaVariant.THERMAL),
        ("DJI_20261120160420_0001_W.jpeg", MediaKind.PHOTO, MediaVariant.WIDE),
        ("jpg", MediaKind.OTHER, None),
        ("DJI_20261120160420_0001_Z.JPG", MediaKind.PHOTO, MediaVariant.ZOOM),
        ("DJI_20261120160420_0001_V.MP4", MediaKind.VIDEO, MediaVariant.VISIBLE),
        ("DJI_20261120160420_0001_V_Waypoint1.MP4", MediaKind.VIDEO, MediaVariant.VISIBLE),
        ("DJI_20261120160420_0001_V.SRT", MediaKind.SUBTITLES, MediaVariant.VISIBLE),
        ("DJI_20261120160420_0001.JPG", MediaKind.PHOTO, None),
        ("DJI_20261120160420_0001_D.DNG", MediaKind.PHOTO, None),
        ("DJI_20261120160420_0001_PPK.obs", MediaKind.PPK, None),
        ("DJI_20261120160420_0001_Timestamp.MRK", MediaKind.PPK, None),
        ("DJI_20261120160420_0001_PPKRAW.bin", MediaKind.PPK, None),
        ("DJI_20261120160420_0001_PPKRAW.sig", MediaKind.PPK, None),
        ("DJI_20261120160420_0001_EVENTLOG.bin", MediaKind.PPK, None),
        ("PPKRAW.BIN", MediaKind.PPK, None),
        ("DJI_20261120160420_0001_Rinex.obs", MediaKind.PPK, None),
        ("base.ubx", MediaKind.PPK, None),
        ("firmware.bin", MediaKind.OTHER, None),
        ("PPKRAW.bin.JPG", MediaKind.PHOTO, None),
        ("rtcm.dat", MediaKind.RTCM, None),
        ("photo.JPG", MediaKind.PHOTO, None),
        ("readme", MediaKind.OTHER, None),
        ("", MediaKind.OTHER, None),
    ],
)
def test_kind_and_camera(name: str, kind: MediaKind, variant: MediaVariant | None) -> None:
    """By the end of the name, and by the letter before it."""
    assert kind_of(name) is kind
    assert variant_of(name) is variant


def test_when_a_file_was_taken() -> None:
    """In the zone of the aircraft; nonsense is no time."""
    zone = ZoneInfo("Europe/Amsterdam")
    taken = taken_at("DJI_20260720160420_0001_T.JPG", zone)
    assert taken == datetime(2026, 7, 20, 14, 4, 20, tzinfo=UTC)
    assert taken_at("DJI_20261399160420_0001_T.JPG", zone) is None
    assert taken_at("photo.JPG", zone) is None


def test_what_was_taken_at_the_same_moment() -> None:
    """By several cameras; other names say nothing."""
    visible, thermal = ("DJI_20261120160420_0001_V.JPG", "DJI_20261120160420_0001_T.JPG")
    assert shot_of(visible) == shot_of(thermal) == "20261120160420_0001"
    assert shot_of("DJI_20261120160420_0002_T.JPG") != shot_of(thermal)
    assert shot_of("note.txt") is None
    assert names_time(visible)
    assert not names_time("note.txt")
