"""What docks do at the press of a button."""

from collections.abc import Iterable
from functools import partial
from typing import override

from homeassistant.components.button import ButtonEntity
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import DockCoordinator
from .debugging.control import ControlEntity, async_add_control_entities
from .debugging.entities import BUTTONS as CONTROL_BUTTONS, ControlButtonDescription
from .entity import DockEntity, async_add_for_each_dock
from .errors import raise_translated
from .hub import DjiDockConfigEntry
from .logs.entities import LOG_BUTTONS
from .payload.control import PayloadEntity, async_add_payload_entities
from .payload.entities import BUTTONS as PAYLOAD_BUTTONS, PayloadButtonDescription
from .util.descriptions import FeatureButtonDescription
from .util.single_target import async_is_alone

PARALLEL_UPDATES = 1


async def async_setup_entry(
    hass: HomeAssistant,
    entry: DjiDockConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Set up the buttons of each dock."""
    hub = entry.runtime_data
    async_add_for_each_dock(
        entry,
        async_add_entities,
        lambda coordinator: _buttons(
            coordinator, hub.logs, LOG_BUTTONS if hub.bucket.is_set else ()
        ),
    )
    async_add_control_entities(
        *(entry, hub.devices, hub.debugging, async_add_entities, CONTROL_BUTTONS),
        make=partial(ControlButton, hub.debugging),
    )
    async_add_payload_entities(
        *(entry, hub.devices, async_add_entities, PAYLOAD_BUTTONS),
        make=partial(PayloadButton, hub.payload),
    )


def _buttons[F](
    coordinator: DockCoordinator, feature: F, table: Iterable[FeatureButtonDescription[F]]
) -> list[DockButton[F]]:
    """Return the buttons of a feature, for one dock."""
    return [DockButton(coordinator, feature, description) for description in table]


class DockButton[F](DockEntity, ButtonEntity):
    """Something to do with a dock."""

    entity_description: FeatureButtonDescription[F]

    def __init__(
        self, coordinator: DockCoordinator, feature: F, description: FeatureButtonDescription[F]
    ) -> None:
        """Take what it does, with which feature."""
        super().__init__(coordinator, description)
        self._feature = feature
        self._available_offline = description.available_offline

    @override
    def _displayed(self) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Do it."""
        press, context = self.entity_description.press_fn, self._context
        alone = self.entity_description.alone_fn
        if alone and await async_is_alone(self, context):
            press = alone
        with raise_translated():
            await press(self._feature, self.coordinator.serial, context)


class ControlButton(ControlEntity, ButtonEntity):
    """Something that a dock does to itself; unavailable while it surely would refuse."""

    entity_description: ControlButtonDescription

    @property
    @override
    def first_keys(self) -> Iterable[str]:
        """Return the first keys of what decides whether it could work."""
        return [source.first_key for source in self.entity_description.depends_on]

    @override
    def _is_available(self) -> bool:
        return super()._is_available() and self.entity_description.works(self.device.values)

    @override
    def _read(self) -> None:
        return None

    @override
    def _take(self, value: None) -> None:
        """Show nothing."""

    @override
    async def async_press(self) -> None:
        """Let the dock do it."""
        await self._async_do(self.entity_description.command)


class PayloadButton(PayloadEntity, ButtonEntity):
    """Something to do with the camera of an aircraft."""

    entity_description: PayloadButtonDescription

    @override
    def _read(self) -> None:
        return None

    @override
    def _take(self, value: None) -> None:
        """Show nothing."""

    @override
    async def async_press(self) -> None:
        """Let the aircraft do it."""
        async with self._commanding() as dock:
            await self.entity_description.press(self._payload, dock)
