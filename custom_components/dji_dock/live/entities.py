"""The entities of cameras: what each camera is, and what can be chosen of it."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from homeassistant.components.camera import CameraEntityDescription
from homeassistant.components.select import SelectEntityDescription
from homeassistant.const import EntityCategory

from .manager import LiveVideo
from .models import LENSES, POSITIONS, QUALITIES, Camera, CameraKey, CameraState


class CameraKind(StrEnum):
    """What a camera is; the value is the translation key of its entity."""

    DOCK = "dock_camera"
    MAIN = "main_camera"
    FPV = "fpv_camera"
    VISION_ASSIST = "vision_assist"
    OTHER = "other_camera"


_OF_DOCK = "165-0-7"
_FPV_TYPE, _VISION_ASSIST_TYPE = "39", "176"
_FPV_POSITION, _MAIN_POSITION = "7", "0"


def kind_of(camera: CameraKey) -> CameraKind:
    """Return what a camera is, by DJI's `camera_index`: `{type}-{subtype}-{position}`."""
    kind, _, rest = camera.index.partition("-")
    position = rest.rpartition("-")[2]
    if camera.of_dock:
        return CameraKind.DOCK if camera.index == _OF_DOCK else CameraKind.OTHER
    if kind == _VISION_ASSIST_TYPE:
        return CameraKind.VISION_ASSIST
    if kind == _FPV_TYPE or position == _FPV_POSITION:
        return CameraKind.FPV
    return CameraKind.MAIN if position == _MAIN_POSITION else CameraKind.OTHER


def key_of(camera: CameraKey) -> str:
    """Return the key of the entity of a camera."""
    dock = kind_of(camera) is CameraKind.DOCK
    return CameraKind.DOCK.value if dock else f"camera_{camera.index}"


CAMERAS: Mapping[CameraKind, CameraEntityDescription] = {
    kind: CameraEntityDescription(
        key=kind.value,
        translation_key=kind.value,
        entity_registry_enabled_default=kind is not CameraKind.VISION_ASSIST,
    )
    for kind in CameraKind
}


@dataclass(frozen=True, kw_only=True)
class LiveSelectDescription(SelectEntityDescription):
    """Something to choose of a camera. The key is what follows that of the camera."""

    entity_category: EntityCategory | None = EntityCategory.CONFIG
    offered: Callable[[Camera], tuple[str, ...]]
    """What this camera has of the options."""
    chosen: Callable[[CameraState], str | None]
    choose: Callable[[LiveVideo, CameraKey, str], Awaitable[None]]


def _selects(kind: CameraKind) -> Iterator[LiveSelectDescription]:
    quality = LiveSelectDescription(
        key="quality",
        translation_key=f"{kind}_quality",
        entity_registry_enabled_default=kind is not CameraKind.VISION_ASSIST,
        options=list(QUALITIES),
        offered=lambda _: QUALITIES,
        chosen=lambda state: state.quality,
        choose=LiveVideo.async_set_quality,
    )
    yield quality
    if kind is CameraKind.DOCK:
        yield replace(
            quality,
            key="position",
            translation_key=f"{kind}_position",
            options=list(POSITIONS),
            offered=lambda camera: POSITIONS if camera.can_turn else (),
            chosen=lambda state: state.position,
            choose=LiveVideo.async_set_position,
        )
    elif kind in (CameraKind.MAIN, CameraKind.OTHER):
        yield replace(
            quality,
            key="lens",
            translation_key=f"{kind}_lens",
            options=list(LENSES),
            offered=lambda camera: tuple(lens for lens in LENSES if lens in camera.lenses),
            chosen=lambda state: state.lens,
            choose=LiveVideo.async_set_lens,
        )


SELECTS: Mapping[CameraKind, tuple[LiveSelectDescription, ...]] = {
    kind: tuple(_selects(kind)) for kind in CameraKind
}
