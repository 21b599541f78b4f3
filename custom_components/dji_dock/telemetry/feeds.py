"""The docks and aircraft of a cloud, as far as their telemetry goes."""

from collections.abc import Callable
from typing import override

from homeassistant.core import callback

from ..cloud_api import CloudServer, Dock, HmsAlarm, PropertiesChanged
from ..util.feature import Feature
from ..util.subscriptions import Subscriptions
from .feed import ALARMS, DeviceFeed, DeviceKind

type DeviceListener = Callable[[DeviceFeed], None]


class DeviceFeeds(Feature):
    """Follows which devices there are, and hands on what they report."""

    def __init__(
        self,
        server: CloudServer,
        interval: float,
        alarms_of: Callable[[str], tuple[HmsAlarm, ...]],
    ) -> None:
        """Take how often an entity may change, in seconds, and what was wrong with a device."""
        self._server = server
        self._interval = interval
        self._alarms_of = alarms_of
        self._devices: dict[str, DeviceFeed] = {}
        self._listeners = Subscriptions[DeviceFeed]()

    @callback
    def async_add_listener(self, listener: DeviceListener) -> Callable[[], None]:
        """Announce devices to a platform: those known, and each that appears later."""
        remove = self._listeners.add(listener)
        for device in tuple(self._devices.values()):
            listener(device)
        return remove

    @override
    @callback
    def start(self) -> list[Callable[[], None]]:
        """Listen; returns what ends that."""
        return [self._server.listeners.add(PropertiesChanged, self._properties_changed)]

    @callback
    def handle_dock(self, dock: Dock) -> None:
        """Follow how an accepted dock is now, and its aircraft."""
        reachable = self._server.connected and dock.online
        self._update("dock", dock.serial, dock, dock.model_key, reachable, online=reachable)
        aircraft = dock.aircraft
        owner = aircraft and self._server.fleet.dock_of(aircraft.serial)
        if aircraft and owner and owner.serial == dock.serial:
            # Flown by hand it speaks for itself, whatever its dock does or says.
            by_hand = self._server.connected and aircraft.controller != ""
            online = by_hand or (reachable and aircraft.online)
            self._update(
                "aircraft",
                aircraft.serial,
                dock,
                aircraft.model_key,
                reachable or by_hand,
                online=online,
            )
        for device in tuple(self._devices.values()):
            # It was taken out of this dock, and no other one has it.
            if (
                device.dock == dock.serial
                and device.serial not in (dock.serial, dock.aircraft_serial)
                and self._server.fleet.dock_of(device.serial) is None
            ):
                self._update(
                    "aircraft", device.serial, dock, device.model_key, reachable, online=False
                )

    @callback
    def _properties_changed(self, change: PropertiesChanged) -> None:
        """Hand on what a device reported."""
        if device := self._devices.get(change.device):
            device.changed(change.first_keys)

    @callback
    def handle_alarms(self, serial: str) -> None:
        """Show what is wrong with a device now."""
        if device := self._devices.get(serial):
            device.alarms = self._alarms_of(serial)
            device.changed((ALARMS,))

    @override
    async def async_forget(self, serial: str) -> None:
        """Let go of a device; an aircraft outlives its dock, which may come back."""
        if device := self._devices.pop(serial, None):
            device.stop()
        self._server.properties.forget(serial)

    @override
    async def async_stop(self) -> None:
        """Notify nobody any more."""
        for device in self._devices.values():
            device.stop()

    def _update(
        self,
        kind: DeviceKind,
        serial: str,
        dock: Dock,
        model_key: str,
        reachable: bool,
        *,
        online: bool,
    ) -> None:
        known = self._devices.get(serial)
        device = known or DeviceFeed(
            kind, serial, dock.serial, self._server.properties.of(serial), self._interval
        )
        # A device that was taken for a dock in between reports from the beginning.
        device.values = self._server.properties.of(serial)
        before = device.dock, device.model_key, device.online, device.reachable
        device.dock, device.model_key = dock.serial, model_key
        device.online, device.reachable = online, reachable
        if known is None:
            device.alarms = self._alarms_of(serial)
            self._devices[serial] = device
            self._listeners.notify(device)
        elif before != (dock.serial, model_key, online, reachable):
            device.notify_all()
