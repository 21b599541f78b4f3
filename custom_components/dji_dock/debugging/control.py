"""What entities share that let a dock do something."""

from collections.abc import Callable, Iterable
from typing import Any, override

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import Context, callback
from homeassistant.helpers.entity import Entity, ToggleEntity
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..errors import raise_translated
from ..telemetry.entity import PropertyDescription, PropertyEntity, async_add_telemetry
from ..telemetry.feed import DeviceFeed
from ..telemetry.feeds import DeviceFeeds
from ..util.single_target import async_require_alone
from .entities import Command, ControlDescription, OnOffDescription
from .manager import RemoteDebugging


class ControlEntity(PropertyEntity):
    """Lets a dock do something, if it is named alone."""

    def __init__(
        self, debugging: RemoteDebugging, device: DeviceFeed, description: ControlDescription
    ) -> None:
        """Take who sends commands, and to which dock."""
        self.debugging = debugging
        super().__init__(device, description)

    @override
    async def async_added_to_hass(self) -> None:
        """Follow the dock."""
        await super().async_added_to_hass()
        # Jobs wait for each other, not for long, and the opposite replaces one that waits.
        self.parallel_updates = None

    @override
    def _is_available(self) -> bool:
        return self.device.reachable

    async def _async_named_alone(self) -> Context | None:
        """Return the context of the action by which this was called.

        Raises:
            ServiceValidationError: the action names others, too.

        """
        context = self._context
        await async_require_alone(self, context)
        return context

    async def _async_do(self, command: Command) -> None:
        """Let the dock do something.

        Raises:
            HomeAssistantError: it did not, or nobody knows.

        """
        context = await self._async_named_alone()
        with raise_translated():
            await self.debugging.async_do(
                self.device.serial, command.method, command.value, context=context
            )


class OnOffControl(ControlEntity, ToggleEntity):
    """Something that a dock switches on and off."""

    entity_description: OnOffDescription

    @override
    def _take(self, value: object) -> None:
        self._attr_is_on = None if value is None else value == self.entity_description.is_on

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Let the dock switch it on."""
        await self._async_do(self.entity_description.on)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Let the dock switch it off."""
        await self._async_do(self.entity_description.off)


@callback
def async_add_control_entities[D: ControlDescription](
    entry: ConfigEntry,
    devices: DeviceFeeds,
    debugging: RemoteDebugging,
    async_add_entities: AddConfigEntryEntitiesCallback,
    table: Iterable[D],
    make: Callable[[DeviceFeed, D], Entity],
) -> None:
    """Add the controls that each dock has, if it may be controlled."""

    async_add_telemetry(
        entry,
        devices,
        async_add_entities,
        {"dock": table},
        make,
        offered=lambda device, _: debugging.may_control(device.serial),
    )


def unless_replaced(
    debugging: RemoteDebugging,
) -> Callable[[DeviceFeed, PropertyDescription], bool]:
    """Return what says whether to show a property that a control may show, too."""
    return lambda device, description: (
        not (description.replaced and debugging.may_control(device.serial))
    )
