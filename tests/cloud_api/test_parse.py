"""Values from the wire, as wrong as docks send them."""

from datetime import UTC, datetime

import pytest

from custom_components.dji_dock.cloud_api.wire import parse


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, 3), ("3", 3), (3.0, 3), ("3.0", 3), (True, 1), (" 7 ", 7), ("-5", -5),
        ("", None), (None, None), ("three", None), ([], None), ({}, None), ("nan", None),
        (float("inf"), None), ("1e400", None), (2**60, None),
    ],
)  # fmt: skip
def test_integer(value: object, expected: int | None) -> None:
    """Numbers come as strings, floats and booleans; what is none is missing."""
    assert parse.integer(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("-91.40", -91.4), (1, 1), (float("nan"), None), ("", None)],
)
def test_decimal(value: object, expected: float | None) -> None:
    """A float may be text; what is not finite is missing."""
    assert parse.decimal(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1, True), (0, False), ("1", True), ("0", False), (True, True), ("false", False),
     ("TRUE", True), (None, None), ("x", None)],
)  # fmt: skip
def test_flag(value: object, expected: bool | None) -> None:
    """Booleans come as 0 and 1, as text or as booleans."""
    assert parse.flag(value) is expected


@pytest.mark.parametrize(
    "value", [1654070968, "1654070968", 1654070968000, "1654070968000", 1654070968000.0]
)
def test_moment_in_seconds_and_milliseconds(value: object) -> None:
    """The unit of log times changed twice in DJI's documents; the magnitude shows it."""
    assert parse.moment(value) == datetime(2022, 6, 1, 8, 9, 28, tzinfo=UTC)


@pytest.mark.parametrize("value", [0, -1, "", None, "soon", 9e15])
def test_moment_missing(value: object) -> None:
    """Impossible times are missing ones."""
    assert parse.moment(value) is None


@pytest.mark.parametrize(
    ("value", "expected"), [(40, 40.0), ("40%", 40.0), (-3, 0.0), (250, 100.0), ("", None)]
)
def test_percent(value: object, expected: float | None) -> None:
    """Percentages are clamped."""
    assert parse.percent(value) == expected


def test_text_is_bounded_and_printable() -> None:
    """No control character and no novel gets through."""
    assert parse.text("a\x00b\nc\u202e") == "abc"
    assert len(parse.text("x" * 5000)) == parse.MAX_TEXT
    assert parse.text(17) == "17"
    assert parse.text(["x"]) == ""
    assert parse.text(True) == ""


@pytest.mark.parametrize(
    "key",
    [
        *(
            "a/b c.tar",
            "航线\u3000一.jpg",
            "a\u00a0b",
            "می\u200cرود",
            "\u200fq",
            " a",
            "a ",
            "a\x00\n",
        ),
        *("e\u0301", "\u00e9", "x" * 1024, "é" * 512),
    ],
)
def test_a_key_is_not_altered(key: str) -> None:
    """Under another one, be it only written otherwise, lies another object."""
    assert parse.object_key(key) == key


@pytest.mark.parametrize("value", ["x" * 1025, "é" * 513, "\ud800", 17, None, ["x"]])
def test_what_no_store_has_is_no_key(value: object) -> None:
    """Stores count bytes, and know only what can be written in UTF-8."""
    assert parse.object_key(value) == ""


def test_items_of_lists_objects_and_others() -> None:
    """A lone object is a list of one, anything else is empty, and the count is bounded."""
    assert parse.items([{"a": 1}, 2, None, {"b": 1}], 10) == [{"a": 1}, {"b": 1}]
    assert parse.items({"a": 1}, 10) == [{"a": 1}]
    assert parse.items("x", 10) == []
    assert len(parse.items([{}] * 50, 10)) == 10


def test_size_is_never_negative() -> None:
    """A negative size is a missing one."""
    assert parse.size("1024") == 1024
    assert parse.size(-1) is None
