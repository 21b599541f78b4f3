"""One order for the life of every feature, also of those that are made up here."""

import asyncio
from collections.abc import Callable
from typing import Any, override
from unittest.mock import patch

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.dji_dock.hub import Hub
from custom_components.dji_dock.util.feature import Feature
from tests.helpers.entries import ENTRY_ID
from tests.helpers.home import wait_until

DOCK = "8UUXN0000000A1"


class MadeUp(Feature):
    """Writes down what is done with it."""

    def __init__(self, name: str, log: list[str], hub: Hub) -> None:
        """Take where to write."""
        self._name = name
        self._log = log
        self._hub = hub
        self.hangs = self.fails = False

    def _note(self, what: str) -> None:
        self._log.append(f"{self._name} {what}")

    @override
    async def async_load(self) -> None:
        self._note("loads")

    @override
    def start(self) -> list[Callable[[], None]]:
        self._note("starts")
        return [lambda: self._note("hears no more")]

    @override
    async def async_end_sessions(self) -> None:
        if self.hangs:
            await asyncio.Event().wait()
        assert self._hub.server.connected
        self._note("ends sessions")

    @override
    async def async_stop(self) -> None:
        self._note("stops" if not self._hub.server.connected else "stops too early")
        if self.fails:
            raise OSError("No space left on device")

    @override
    async def async_forget(self, serial: str) -> None:
        assert self._hub.server.fleet.get(serial) is None
        self._note(f"forgets {serial}")


@pytest.fixture
async def log(hass: HomeAssistant, loaded: MockConfigEntry) -> list[str]:
    """Return what happens to two features, one before and one behind all others."""
    found: list[str] = []

    class FullHub(Hub):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args)
            first, last = (MadeUp(name, found, self) for name in ("first", "last"))
            self.features = (first, *self.features, last)

    with patch("custom_components.dji_dock.Hub", FullHub):
        await hass.config_entries.async_reload(ENTRY_ID)
    await wait_until(lambda: loaded.runtime_data.server.connected)
    return found


async def test_the_order_of_a_life(
    hass: HomeAssistant, loaded: MockConfigEntry, log: list[str]
) -> None:
    """Forwards to the middle, and backwards from there."""
    loaded.runtime_data.server.fleet.update(DOCK, accepted=True)
    assert await loaded.runtime_data.async_forget_device(DOCK)
    assert await hass.config_entries.async_unload(ENTRY_ID)
    assert log == [
        *("first loads", "last loads", "first starts", "last starts"),
        *(f"last forgets {DOCK}", f"first forgets {DOCK}"),
        *("first ends sessions", "last ends sessions", "last stops", "first stops"),
        *("last hears no more", "first hears no more"),
    ]


async def test_what_goes_wrong_at_the_end(
    hass: HomeAssistant, loaded: MockConfigEntry, log: list[str]
) -> None:
    """One that hangs or fails keeps no other from ending its sessions, and from saving."""
    last = loaded.runtime_data.features[-1]
    last.hangs = last.fails = True
    with patch("custom_components.dji_dock.hub._LEAVE_SECONDS", 0.1):
        assert await hass.config_entries.async_unload(ENTRY_ID)
    assert loaded.state is ConfigEntryState.NOT_LOADED
    assert log[4:8] == ["first ends sessions", "last stops", "first stops", "last hears no more"]
