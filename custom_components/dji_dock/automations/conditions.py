"""What can let an automation go on, or keep it."""

from abc import abstractmethod
from typing import Any, Unpack, cast, override

from homeassistant.const import CONF_OPTIONS, CONF_TARGET
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.condition import (
    ATTR_BEHAVIOR,
    BEHAVIOR_ALL,
    BEHAVIOR_ANY,
    Condition,
    ConditionCheckParams,
    ConditionConfig,
)
from homeassistant.helpers.typing import ConfigType
import probatio

from ..coordinator import DockCoordinator
from ..hub import loaded_hub
from .targets import targeted_docks

_SCHEMA = probatio.Schema(
    {
        probatio.Required(CONF_TARGET): cv.TARGET_FIELDS,
        probatio.Required(CONF_OPTIONS, default={}): {
            probatio.Required(ATTR_BEHAVIOR, default=BEHAVIOR_ANY): probatio.In(
                [BEHAVIOR_ANY, BEHAVIOR_ALL]
            )
        },
    }
)


class DockCondition(Condition):
    """Holds for any, or for each, of the docks that are meant; never for none."""

    @classmethod
    @override
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate target and options."""
        return cast("ConfigType", _SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Take what was validated."""
        super().__init__(hass, config)
        options: dict[str, Any] = config.options or {}
        self._target = config.target or {}
        self._all = options[ATTR_BEHAVIOR] == BEHAVIOR_ALL

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        found = [self._holds(dock) for dock in targeted_docks(self._hass, self._target)]
        return any(found) and (not self._all or all(found))

    @abstractmethod
    def _holds(self, dock: DockCoordinator) -> bool:
        """Return whether it holds for a dock."""


class DockIsIdle(DockCondition):
    """Nothing runs: no flight, no job, no upload or other export of logs.

    Of a dock that cannot be heard nobody knows. Files of flights that wait on a dock leave it idle:
    it sends them when it can.
    """

    @override
    def _holds(self, dock: DockCoordinator) -> bool:
        state = dock.data
        hub = loaded_hub(self._hass, dock.config_entry.entry_id)
        upload = state.logs.upload
        return (
            state.reachable
            and state.dock.mode in (None, _IDLE)
            and not state.dock.working
            and state.jobs.job is None
            and (upload is None or upload.status.finished)
            and hub is not None
            and not hub.flights.tracker.flies(dock.serial)
        )


_IDLE = 0
"""`mode_code` of a dock at which nobody works; not remote debugging either."""


class LogUploadRuns(DockCondition):
    """An upload of logs is under way; one that waits for its turn is not."""

    @override
    def _holds(self, dock: DockCoordinator) -> bool:
        upload = dock.data.logs.upload
        return upload is not None and not upload.status.finished


CONDITIONS: dict[str, type[Condition]] = {
    "is_idle": DockIsIdle,
    "log_upload_is_running": LogUploadRuns,
}
