"""Actions of remote debugging: what is rare, or cannot be brought back."""

from enum import StrEnum
from typing import Any

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import probatio

from ..const import DOMAIN
from ..jobs.models import Job
from ..util.action import Action
from ..util.rights import Right
from .manager import RemoteDebugging

ATTR_TARGET = "target"
ATTR_CONFIRM = "confirm"
ATTR_FORCE = "force"
ATTR_LATITUDE = "latitude"
ATTR_LONGITUDE = "longitude"
ATTR_HEIGHT = "height"

_DOCK_MODULE, _BY_HAND = "3", 1
"""In DJI's numbers: which part is calibrated, and that its position was measured otherwise."""


class Storage(StrEnum):
    """Whose storage is formatted."""

    DOCK = "dock"
    AIRCRAFT = "aircraft"


_FORMAT = {Storage.DOCK: "device_format", Storage.AIRCRAFT: "drone_format"}

FORMAT_STORAGE = {
    probatio.Required(ATTR_TARGET): probatio.All(
        probatio.In([storage.value for storage in Storage]), probatio.Coerce(Storage)
    ),
    probatio.Required(ATTR_CONFIRM): cv.boolean,
    probatio.Optional(ATTR_FORCE, default=False): cv.boolean,
}
CALIBRATE_RTK = {
    probatio.Required(ATTR_LATITUDE): cv.latitude,
    probatio.Required(ATTR_LONGITUDE): cv.longitude,
    # Above the ellipsoid; the lowest and the highest land, and some more.
    probatio.Required(ATTR_HEIGHT): probatio.All(
        probatio.Coerce(float), probatio.Range(min=-500, max=9000)
    ),
}


async def async_format_storage(
    debugging: RemoteDebugging, dock: str, call: ServiceCall
) -> ServiceResponse:
    """Erase what is stored on a dock or its aircraft, for a person who confirms it."""
    if not call.context.user_id:
        raise _refusal("format_needs_person")
    if not call.data[ATTR_CONFIRM]:
        raise _refusal("format_not_confirmed")
    job = await debugging.async_do(
        dock,
        _FORMAT[call.data[ATTR_TARGET]],
        context=call.context,
        force=call.data[ATTR_FORCE],
    )
    return _begun(job)


async def async_calibrate_rtk(
    debugging: RemoteDebugging, dock: str, call: ServiceCall
) -> ServiceResponse:
    """Give a dock its exact position, in degrees and meters above the ellipsoid."""
    position = {each: call.data[each] for each in (ATTR_LONGITUDE, ATTR_LATITUDE, ATTR_HEIGHT)}
    device: dict[str, Any] = {
        "sn": dock,
        "type": _BY_HAND,
        "module": _DOCK_MODULE,
        "data": position,
    }
    job = await debugging.async_do(
        dock, "rtk_calibration", data={"devices": [device]}, context=call.context
    )
    return _begun(job)


def _begun(job: Job) -> ServiceResponse:
    return {"job_id": job.job_id, "status": job.status.value}


def _refusal(key: str) -> ServiceValidationError:
    return ServiceValidationError(translation_domain=DOMAIN, translation_key=key)


ACTIONS = {
    "format_storage": Action(
        async_format_storage, FORMAT_STORAGE, SupportsResponse.OPTIONAL, Right.ADMINISTER
    ),
    "calibrate_rtk": Action(
        async_calibrate_rtk, CALIBRATE_RTK, SupportsResponse.OPTIONAL, Right.ADMINISTER
    ),
}
