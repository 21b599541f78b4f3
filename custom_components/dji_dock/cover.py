"""The cover of a dock."""

from functools import partial
from typing import Any, override

from homeassistant.components.cover import CoverEntity, CoverEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .debugging.control import async_add_control_entities
from .debugging.entities import COVERS, Command, ControlCoverDescription
from .entity import DockControlEntity
from .hub import DjiDockConfigEntry

PARALLEL_UPDATES = 0

OPEN, CLOSE = Command("cover_open"), Command("cover_close")
_CLOSING = frozenset({CLOSE.method, "cover_force_close"})
_IS_CLOSED = {"closed": True, "open": False, "half_open": False}
"""A cover that is out of order is neither."""


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the cover of each dock that may be controlled."""
    hub = entry.runtime_data
    async_add_control_entities(
        entry, hub.devices, hub.debugging, async_add_entities, COVERS, partial(DockCover, hub)
    )


class DockCover(DockControlEntity, CoverEntity):
    """A cover, as the dock reports it; it opens and closes while a job does so. None can be stopped."""

    _attr_supported_features = CoverEntityFeature.OPEN | CoverEntityFeature.CLOSE
    entity_description: ControlCoverDescription

    @override
    def _read(self) -> tuple[str | None, str | None]:
        job = self.state_of_dock.jobs.job
        return super()._read(), job.command if job and job.status.under_way else None

    @override
    def _take(self, value: tuple[str | None, str | None]) -> None:
        reported, command = value
        self._attr_is_closed = _IS_CLOSED.get(reported or "")
        self._attr_is_opening = command == OPEN.method
        self._attr_is_closing = command in _CLOSING

    @override
    async def async_open_cover(self, **kwargs: Any) -> None:
        """Let the dock open it."""
        await self._async_do(OPEN)

    @override
    async def async_close_cover(self, **kwargs: Any) -> None:
        """Let the dock close it."""
        await self._async_do(CLOSE)
