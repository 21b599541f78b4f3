"""What can start an automation.

Triggers listen to what happens to docks, not to the event entities that show it: those can be disabled
and renamed, and nothing would say that an automation does not run any more. They outlive a reload of
the entry, and find out when something happens whether their target means that dock.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, ClassVar, cast, override

from homeassistant.const import ATTR_DEVICE_ID, CONF_FOR, CONF_OPTIONS, CONF_TARGET
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.device_registry import async_get as async_get_devices
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_call_later
from homeassistant.helpers.trigger import (
    Trigger,
    TriggerActionRunner,
    TriggerConfig,
    TriggerNotTriggeredReporter,
)
from homeassistant.helpers.typing import ConfigType
import probatio

from ..util.dock_event import (
    BACK,
    COMPLETE,
    CONNECTION,
    DOCK_EVENT,
    FLIGHT_MEDIA,
    OFFLINE,
    DockEvent,
)
from .targets import dock_device, targeted_devices, targeted_docks

CONF_RESULT, CONF_LEVEL = "result", "level"
RESULTS = ("uploaded", "partial", "failed", "canceled")
"""How an upload of logs ends; each end is one of them."""
LEVELS = ("notice", "reminder", "warning")
"""Of alarms, the worst last."""


def _schema(options: Mapping[Any, Any]) -> probatio.Schema:
    return probatio.Schema(
        {
            probatio.Required(CONF_TARGET): cv.TARGET_FIELDS,
            probatio.Required(CONF_OPTIONS, default={}): dict(options),
        }
    )


class DockTrigger(Trigger):
    """Starts when something of one kind happens to one of the docks that are meant."""

    key: ClassVar[str]
    """Of DockEvent, as the next."""
    event_types: ClassVar[frozenset[str]]
    schema: ClassVar[probatio.Schema] = _schema({})

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate target and options."""
        return cast("ConfigType", cls.schema(config))

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Take what was validated."""
        super().__init__(hass, config)
        self._name = config.key.partition(".")[2].replace("_", " ")
        self._target = config.target or {}
        self._options = config.options or {}

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Listen to all docks; returns what ends that."""

        @callback
        def happened(entry_id: str, serial: str, event: DockEvent) -> None:
            if event.key != self.key:
                return
            device_id = dock_device(self._hass, entry_id, serial)
            if device_id and device_id in targeted_devices(self._hass, self._target):
                self._happened(device_id, event, run_action)

        return async_dispatcher_connect(self._hass, DOCK_EVENT, happened)

    @callback
    def _happened(self, device_id: str, event: DockEvent, run_action: TriggerActionRunner) -> None:
        if event.event_type in self.event_types and self._wanted(event):
            self._run(device_id, event, run_action)

    def _wanted(self, event: DockEvent) -> bool:
        """Return whether the options let an event pass."""
        return True

    def _more(self, event: DockEvent) -> dict[str, Any]:
        """Return more of what templates read as `trigger.…`."""
        return {}

    def _run(self, device_id: str, event: DockEvent, run_action: TriggerActionRunner) -> None:
        device = async_get_devices(self._hass).async_get(device_id)
        dock = (device.name_by_user or device.name) if device else None
        run_action(
            {
                **event.attributes,
                **self._more(event),
                "event_type": event.event_type,
                ATTR_DEVICE_ID: device_id,
                "dock": dock,
            },
            f"{self._name} of {dock}",
        )


def upload_result(event: DockEvent) -> str:
    """Return how an upload of logs has ended: `partial` if only some of its archives are stored."""
    stored, modules = event.attributes["stored"], event.attributes["modules"]
    return "partial" if stored and len(stored) < len(modules) else event.event_type


class LogUploadEnded(DockTrigger):
    """An upload of logs is over."""

    key = "log_upload"
    event_types = frozenset({"uploaded", "failed", "canceled"})
    schema = _schema(
        {
            probatio.Optional(CONF_RESULT, default=list(RESULTS)): probatio.All(
                probatio.EnsureList(), probatio.NonEmpty(), [probatio.In(RESULTS)]
            )
        }
    )

    @override
    def _wanted(self, event: DockEvent) -> bool:
        return upload_result(event) in self._options[CONF_RESULT]

    @override
    def _more(self, event: DockEvent) -> dict[str, Any]:
        return {CONF_RESULT: upload_result(event)}


class LogUploadStalled(DockTrigger):
    """Nothing is heard any more of a running upload of logs."""

    key = "log_upload"
    event_types = frozenset({"stalled"})


class AlarmRaised(DockTrigger):
    """An alarm of the dock or its aircraft, from a level on."""

    key = "hms"
    event_types = frozenset({"raised"})
    schema = _schema({probatio.Optional(CONF_LEVEL, default=LEVELS[0]): probatio.In(LEVELS)})

    @override
    def _wanted(self, event: DockEvent) -> bool:
        return severity(event.attributes[CONF_LEVEL]) >= LEVELS.index(self._options[CONF_LEVEL])


def severity(level: str) -> int:
    """Return the level of an alarm as a number; those that have no name are numbers already."""
    if level in LEVELS:
        return LEVELS.index(level)
    return int(level) if level.isdecimal() else 0


class WentOffline(DockTrigger):
    """A dock that could be heard cannot any more, for some time if wanted."""

    key = CONNECTION
    event_types = frozenset({OFFLINE})
    schema = _schema({probatio.Optional(CONF_FOR): cv.positive_time_period})

    def __init__(self, hass: HomeAssistant, config: TriggerConfig) -> None:
        """Take what was validated."""
        super().__init__(hass, config)
        self._waiting: dict[str, CALLBACK_TYPE] = {}

    @override
    async def async_attach_runner(
        self,
        run_action: TriggerActionRunner,
        did_not_trigger: TriggerNotTriggeredReporter | None = None,
    ) -> CALLBACK_TYPE:
        """Listen to all docks; returns what ends that."""
        detach = await super().async_attach_runner(run_action, did_not_trigger)

        @callback
        def remove() -> None:
            detach()
            for cancel in self._waiting.values():
                cancel()
            self._waiting.clear()

        return remove

    @override
    @callback
    def _happened(self, device_id: str, event: DockEvent, run_action: TriggerActionRunner) -> None:
        if cancel := self._waiting.pop(device_id, None):
            cancel()
        time: timedelta | None = self._options.get(CONF_FOR)
        if event.event_type != OFFLINE or not time:
            super()._happened(device_id, event, run_action)
            return

        @callback
        def over(_: datetime) -> None:
            del self._waiting[device_id]
            # After a reload of its entry nobody says that it is back: it is there, as others are.
            docks = targeted_docks(self._hass, {ATTR_DEVICE_ID: [device_id]})
            if not any(dock.data.dock.online for dock in docks):
                self._run(device_id, event, run_action)

        self._waiting[device_id] = async_call_later(self._hass, time, over)


class CameBack(DockTrigger):
    """A dock can be heard again."""

    key = CONNECTION
    event_types = frozenset({BACK})


class MediaComplete(DockTrigger):
    """All files of a flight are in the bucket."""

    key = FLIGHT_MEDIA
    event_types = frozenset({COMPLETE})


class FlightStarted(DockTrigger):
    """The aircraft starts a flight."""

    key = "flight"
    event_types = frozenset({"started"})


class FlightEnded(DockTrigger):
    """A flight has ended."""

    key = "flight"
    event_types = frozenset({"ended"})


class JobFailed(DockTrigger):
    """A command to a dock did not succeed."""

    key = "job"
    event_types = frozenset({"failed"})


TRIGGERS: dict[str, type[Trigger]] = {
    "log_upload_ended": LogUploadEnded,
    "log_upload_stalled": LogUploadStalled,
    "media_complete": MediaComplete,
    "flight_started": FlightStarted,
    "flight_ended": FlightEnded,
    "alarm_raised": AlarmRaised,
    "went_offline": WentOffline,
    "came_back": CameBack,
    "job_failed": JobFailed,
}
