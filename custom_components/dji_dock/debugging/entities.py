"""The entities that let a dock do something; each shows what the dock reports, never what was asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from homeassistant.components.button import ButtonDeviceClass, ButtonEntityDescription
from homeassistant.components.cover import CoverDeviceClass, CoverEntityDescription
from homeassistant.components.light import LightEntityDescription
from homeassistant.components.select import SelectEntityDescription
from homeassistant.components.siren import SirenEntityDescription
from homeassistant.components.switch import SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.helpers.entity import ToggleEntityDescription

from ..cloud_api import Property, Values, dock_properties as dock
from ..telemetry.entity import PropertyDescription


class Command(NamedTuple):
    """A command of remote debugging."""

    method: str
    value: int | None = None


@dataclass(frozen=True, kw_only=True)
class ControlDescription(PropertyDescription):
    """A control, and the property that shows what it did.

    It is a setting, so that neither assistants nor actions on whole areas get at it by themselves.
    """

    entity_category: EntityCategory | None = EntityCategory.CONFIG
    # Whoever uses a control looks at it.
    priority: bool = True


@dataclass(frozen=True, kw_only=True)
class ControlCoverDescription(ControlDescription, CoverEntityDescription):
    """A cover."""


COVERS = (
    ControlCoverDescription(key="cover", source=dock.COVER, device_class=CoverDeviceClass.DOOR),
)


@dataclass(frozen=True, kw_only=True)
class OnOffDescription(ControlDescription, ToggleEntityDescription):
    """A control that is on or off, and which value of its property is on."""

    on: Command
    off: Command
    is_on: object = True


@dataclass(frozen=True, kw_only=True)
class ControlLightDescription(OnOffDescription, LightEntityDescription):
    """A light."""


LIGHTS = (
    ControlLightDescription(
        key="supplement_light",
        source=dock.SUPPLEMENT_LIGHT,
        on=Command("supplement_light_open"),
        off=Command("supplement_light_close"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class ControlSirenDescription(OnOffDescription, SirenEntityDescription):
    """A siren."""


SIRENS = (
    ControlSirenDescription(
        key="siren",
        source=dock.ALARM,
        on=Command("alarm_state_switch", 1),
        off=Command("alarm_state_switch", 0),
        entity_registry_enabled_default=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class ControlSwitchDescription(OnOffDescription, SwitchEntityDescription):
    """A switch."""


REMOTE_DEBUGGING = ControlSwitchDescription(
    key="remote_debugging",
    source=dock.MODE,
    is_on="remote_debug",
    on=Command("debug_mode_open"),
    off=Command("debug_mode_close"),
)
SWITCHES = (
    ControlSwitchDescription(
        key="aircraft_power",
        source=dock.AIRCRAFT_ON,
        on=Command("drone_open"),
        off=Command("drone_close"),
    ),
    ControlSwitchDescription(
        key="charging",
        source=dock.AIRCRAFT_CHARGING,
        on=Command("charge_open"),
        off=Command("charge_close"),
    ),
    ControlSwitchDescription(
        key="battery_maintenance",
        source=dock.BATTERY_MAINTENANCE,
        is_on="running",
        on=Command("battery_maintenance_switch", 1),
        off=Command("battery_maintenance_switch", 0),
        entity_registry_enabled_default=False,
    ),
    ControlSwitchDescription(
        key="mobile_link",
        source=dock.LINK_MODE,
        is_on="sdr_and_mobile",
        on=Command("sdr_workmode_switch", 1),
        off=Command("sdr_workmode_switch", 0),
        entity_registry_enabled_default=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class ControlSelectDescription(ControlDescription, SelectEntityDescription):
    """A select, what its options command, and which of them the values of its property are."""

    commands: Mapping[str, Command]
    shown: Mapping[str, str] = field(default_factory=dict)
    """What is not its own option; a value that is missing in both shows nothing."""


_AIR, _STORE = "air_conditioner_mode_switch", "battery_store_mode_switch"
SELECTS = (
    ControlSelectDescription(
        key="air_conditioner_mode",
        source=dock.AIR_CONDITIONER,
        options=["idle", "cool", "heat", "dehumidify"],
        commands={
            "idle": Command(_AIR, 0),
            "cool": Command(_AIR, 1),
            "heat": Command(_AIR, 2),
            "dehumidify": Command(_AIR, 3),
        },
        # What it prepares was chosen; what it leaves is no longer. Defogging is its own idea.
        shown={
            "preparing_cooling": "cool",
            "cooling": "cool",
            "preparing_air_cooling": "cool",
            "air_cooling": "cool",
            "preparing_heating": "heat",
            "heating": "heat",
            "preparing_dehumidifying": "dehumidify",
            "dehumidifying": "dehumidify",
            "leaving_cooling": "idle",
            "leaving_air_cooling": "idle",
            "leaving_heating": "idle",
            "leaving_dehumidifying": "idle",
            "leaving_defogging": "idle",
        },
        entity_registry_enabled_default=False,
    ),
    ControlSelectDescription(
        key="battery_store_mode",
        source=dock.BATTERY_STORE_MODE,
        options=["schedule", "standby"],
        commands={"schedule": Command(_STORE, 1), "standby": Command(_STORE, 2)},
        entity_registry_enabled_default=False,
    ),
)


@dataclass(frozen=True, kw_only=True)
class ControlButtonDescription(ControlDescription, ButtonEntityDescription):
    """A button, and whether it could work, by what the dock reports."""

    command: Command
    works: Callable[[Values], bool]
    depends_on: tuple[Property[object], ...]


_BUSY = frozenset({"upgrading", "working", "on_site_debug"})


def _is_idle(values: Values) -> bool:
    return dock.MODE.read(values) not in _BUSY


def _is_surely_gone(values: Values) -> bool:
    """Return whether the dock reports an open cover, and that the aircraft is neither in it nor on."""
    return (
        _is_idle(values)
        and dock.COVER.read(values) != "closed"
        and dock.AIRCRAFT_IN_DOCK.read(values) is False
        and dock.AIRCRAFT_ON.read(values) is False
    )


BUTTONS = (
    ControlButtonDescription(
        key="restart",
        source=dock.MODE,
        device_class=ButtonDeviceClass.RESTART,
        command=Command("device_reboot"),
        works=_is_idle,
        depends_on=(dock.MODE,),
    ),
    ControlButtonDescription(
        key="close_cover_by_force",
        source=dock.COVER,
        command=Command("cover_force_close"),
        works=_is_surely_gone,
        depends_on=(dock.MODE, dock.COVER, dock.AIRCRAFT_IN_DOCK, dock.AIRCRAFT_ON),
        entity_registry_enabled_default=False,
    ),
)
