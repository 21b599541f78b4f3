"""Uploads at the press of a button."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import DockCoordinator
from .entity import DockEntity, async_add_for_each_dock
from .errors import raise_translated
from .hub import DjiDockConfigEntry
from .logs.manager import LogUploads
from .logs.selection import LogSelection

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class DockButtonDescription(ButtonEntityDescription):
    """A button and what it does."""

    press_fn: Callable[[LogUploads, str, Context | None], Awaitable[object]]
    available_offline: bool = False
    """Whether it works also while the dock cannot be reached."""


BUTTONS = (
    DockButtonDescription(
        key="upload_latest_logs",
        translation_key="upload_latest_logs",
        press_fn=lambda uploads, dock, context: uploads.starts.async_start(
            dock, LogSelection(), context
        ),
    ),
    DockButtonDescription(
        key="cancel_log_upload",
        translation_key="cancel_log_upload",
        press_fn=lambda uploads, dock, _: uploads.async_cancel(dock),
        available_offline=True,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the buttons of each dock."""
    async_add_for_each_dock(
        entry,
        async_add_entities,
        lambda coordinator: [DockButton(coordinator, description) for description in BUTTONS],
    )


class DockButton(DockEntity, ButtonEntity):
    """Something to do with a dock."""

    entity_description: DockButtonDescription

    def __init__(self, coordinator: DockCoordinator, description: DockButtonDescription) -> None:
        """Take what it does."""
        super().__init__(coordinator, description)
        self._kept_here = description.available_offline

    @override
    def _displayed(self) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Do it."""
        uploads = self.coordinator.config_entry.runtime_data.uploads
        with raise_translated():
            await self.entity_description.press_fn(uploads, self.coordinator.serial, self._context)
