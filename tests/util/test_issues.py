"""Which issues are whose."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.dji_dock.util.issues import Issues, is_of_entry, issue_id_of

ENTRY = "01JDENTRY0000000000000000A"
SERIAL = "8UUXN0000000A1"


@pytest.mark.parametrize("serial", ["", SERIAL])
def test_an_issue_is_of_its_entry(serial: str) -> None:
    """Not of one whose id is a part of its own, at either end."""
    issue_id = issue_id_of("cover_left_open", ENTRY, serial)
    assert is_of_entry(issue_id, ENTRY)
    for other in (ENTRY[1:], ENTRY[:-1], ENTRY[1:-1], f"{ENTRY}B"):
        assert not is_of_entry(issue_id, other)


def test_what_earlier_versions_named_after_serial_numbers_is_of_its_entry() -> None:
    """It goes with the entry."""
    assert is_of_entry(f"clock_wrong_{ENTRY}_{SERIAL}", ENTRY)


def test_entries_take_back_their_own_only(hass: HomeAssistant) -> None:
    """One kind, or all."""
    ours, longer = Issues(hass, ENTRY), Issues(hass, f"{ENTRY}B")
    for issues in (ours, longer):
        issues.show("clock_wrong", SERIAL, dock="Roof")
        issues.show("license_missing", cloud="Home")
    assert len(ours.shown("clock_wrong")) == len(ours.shown("license_missing")) == 1
    ours.clear_kind("license_missing")
    assert longer.find("license_missing")
    ours.clear_all()
    assert not ours.find("clock_wrong", SERIAL)
    assert longer.find("clock_wrong", SERIAL)
