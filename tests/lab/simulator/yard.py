"""What stands at a dock, and what a test can do to it: aircraft, alarms, settings."""

from abc import abstractmethod
from dataclasses import replace
from typing import Any

from . import properties
from .alarms import Alarm
from .faults import Faults
from .profile import DockProfile
from .properties import AIRCRAFT, Values
from .state import Aircraft, State
from .telemetry import Telemetry
from .voice import Voice
from .wire import Broker, topic


class Yard(Voice):
    """A dock with its aircraft, which can be switched, swapped and moved."""

    def __init__(
        self, profile: DockProfile, broker: Broker, *, faults: Faults | None = None
    ) -> None:
        """Stand idle; nothing is sent yet."""
        super().__init__(profile, broker)
        self.faults = faults or Faults()
        self.state = State.of(profile)
        self._telemetry = Telemetry(state=self.state, uplink=self._uplink)

    @property
    def aircraft_on(self) -> bool:
        """Whether the aircraft is switched on."""
        return self.state.aircraft_on

    def set_aircraft(self, *, on: bool) -> None:
        """Switch the aircraft on or off; only where there is one."""
        if on and not self.aircraft_serial:
            raise ValueError(f"{self.serial} has no aircraft")
        self.state.aircraft_on = on
        self._changed_aircraft()

    def swap_aircraft(self, serial: str, *, on: bool = True) -> None:
        """Put another aircraft in place of the present one, with the settings of the factory."""
        self._station(serial, Aircraft.fresh(self.profile.model), on=on)

    def move_aircraft(self, other: Yard) -> None:
        """Take the aircraft to another dock, in place of that one's; this one stays without."""
        if not self.aircraft_serial or self.state.moment.flying or other.state.moment.flying:
            raise ValueError(f"no aircraft of {self.serial} can be moved to {other.serial} now")
        serial, aircraft, on = self.aircraft_serial, self.state.aircraft, self.aircraft_on
        self._station("", Aircraft.fresh(self.profile.model), on=False)
        other._station(serial, aircraft, on=on)

    def raise_alarm(self, code: str, *, aircraft: bool = False, **fields: Any) -> Alarm:
        """Complain of something from the next `hms` on; fields are Alarm's."""
        model = self.profile.model
        kind = {"device_type": model.aircraft_key if aircraft else model.key}
        alarm = Alarm(code=code, **{**kind, **fields})
        alarms = self.state.aircraft.alarms if aircraft else self.state.alarms
        alarms.append(alarm)
        return alarm

    def clear_alarms(self, *codes: str) -> None:
        """Complain no longer of these, or of nothing at all, for the dock and its aircraft."""
        for alarms in (self.state.alarms, self.state.aircraft.alarms):
            alarms[:] = [alarm for alarm in alarms if codes and alarm.code not in codes]

    def set_aircraft_outside(self, outside: bool = True) -> None:
        """Put the aircraft beside its dock, or inside again; without a flight."""
        self.state.outside = outside
        self._telemetry.push_moment()

    def set_weather(self, **fields: float) -> None:
        """Have weather of choice, fields of Weather; what is not given is as it comes."""
        self.state.ordered_weather = fields
        self._telemetry.push_presence()

    def set_media_pending(self, count: int) -> None:
        """Set how many media files wait on the dock."""
        self._telemetry.media_pending = count

    def set_property(self, name: str, value: object) -> Values:
        """Take a property that the cloud sets, and tell it; return the result."""
        aircraft = name in AIRCRAFT
        results = properties.check(name, value, self.profile, aircraft_on=self.aircraft_on)
        wanted = properties.taken(value, results)
        if wanted is None or name in self.faults.keep_property:
            return results
        if aircraft:
            settings, shown = self.state.aircraft.settings, AIRCRAFT[name].shown
        else:
            settings, shown = self.state.settings, properties.DOCK[name].shown
        if isinstance(settings[name], dict) and isinstance(wanted, dict):
            settings[name] |= wanted
        else:
            # 1 is true, and told as such.
            settings[name] = type(settings[name])(wanted)
        if shown == "state":
            self.push_state({name: settings[name]}, aircraft=aircraft, need_reply=aircraft)
        return results

    def _station(self, serial: str, aircraft: Aircraft, *, on: bool) -> None:
        before = self.aircraft_serial
        self.profile = replace(self.profile, aircraft_serial=serial)
        self.state.profile = self.profile
        self.state.aircraft = aircraft
        self.state.aircraft_on = on
        if serial:
            self._spawn(self._link.subscribe(topic(serial, "state_reply")))
        if before:
            self._uplink.forget(before)
            self.say(f"aircraft {before} goes")
        if serial:
            self.say(f"aircraft {serial} comes")
        self._changed_aircraft()

    @abstractmethod
    def _changed_aircraft(self) -> None:
        """Tell, if it is online, that the aircraft is another one, or switched."""
