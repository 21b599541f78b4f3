"""Actions on the camera of an aircraft that flies."""

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import probatio

from ..cloud_api import MAX_TARGET, MIN_TARGET
from ..util.action import Action
from ..util.rights import Right
from .manager import PayloadControl

ATTR_LATITUDE = "latitude"
ATTR_LONGITUDE = "longitude"
ATTR_HEIGHT = "height"

POINT_CAMERA = {
    probatio.Required(ATTR_LATITUDE): cv.latitude,
    probatio.Required(ATTR_LONGITUDE): cv.longitude,
    # Above the ellipsoid, as DJI counts.
    probatio.Required(ATTR_HEIGHT): probatio.All(
        probatio.Coerce(float), probatio.Range(min=MIN_TARGET, max=MAX_TARGET)
    ),
}


async def async_point_camera(
    payload: PayloadControl, dock: str, call: ServiceCall
) -> ServiceResponse:
    """Turn the camera to a point; the aircraft itself does not turn."""
    await payload.async_point(
        dock, call.data[ATTR_LATITUDE], call.data[ATTR_LONGITUDE], call.data[ATTR_HEIGHT]
    )
    return None


ACTIONS = {
    "point_camera": Action(async_point_camera, POINT_CAMERA, SupportsResponse.NONE, Right.CONTROL),
}
