"""Questions about docks of other entries end with what they ask about."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.cloud_api import ForeignDockHeard
from custom_components.dji_dock.const import DOMAIN
from custom_components.dji_dock.docks.foreign import (
    ForeignDocks,
    raise_dock_twice,
)
from custom_components.dji_dock.util.dock_owners import dock_owners
from custom_components.dji_dock.util.issues import issue_id_of
from tests.cloud_api.wire import DOCK, Wire


@pytest.fixture
def entries(hass: HomeAssistant) -> list[MockConfigEntry]:
    """Return the owner of a dock, and another entry; neither runs."""
    made = [
        MockConfigEntry(domain=DOMAIN, entry_id=name, title=name, data={"host": f"{name}.test"})
        for name in ("roof", "barn")
    ]
    for entry in made:
        entry.add_to_hass(hass)
    dock_owners(hass).claim(DOCK, "roof")
    return made


@pytest.mark.parametrize("owner", [None, "barn"])
async def test_a_dock_that_was_in_two_entries_and_is_in_one(
    hass: HomeAssistant, entries: list[MockConfigEntry], owner: str | None
) -> None:
    """Asked before either of them ran; nothing is left to be decided then."""
    roof, barn = entries
    owners = dock_owners(hass)
    ForeignDocks(hass, barn, Wire().server).start()
    raise_dock_twice(hass, barn, roof, DOCK)
    issue = DOMAIN, issue_id_of("foreign_dock", barn.entry_id, DOCK)
    owners.claim(DOCK, "roof")
    assert ir.async_get(hass).async_get_issue(*issue)
    if owner:
        owners._owners.pop(DOCK)
        owners.claim(DOCK, owner)
    else:
        owners.release_all("roof")
    assert ir.async_get(hass).async_get_issue(*issue) is None


@pytest.mark.parametrize("named", [False, True])
async def test_the_end_of_the_entry_that_asks(
    hass: HomeAssistant, entries: list[MockConfigEntry], *, named: bool
) -> None:
    """It asks again about what it hears; who named it once may not do it again."""
    _, barn = entries
    now = 0.0
    foreign = ForeignDocks(hass, barn, Wire().server, lambda: now)
    ends = foreign.start()
    for now in (0.0, 20.0):  # noqa: B007 - the clock
        foreign.heard(ForeignDockHeard(DOCK, named))
    issue = DOMAIN, issue_id_of("foreign_dock", barn.entry_id, DOCK)
    assert ir.async_get(hass).async_get_issue(*issue)
    for end in ends:
        end()
    assert (ir.async_get(hass).async_get_issue(*issue) is not None) is named
