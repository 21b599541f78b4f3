"""Actions on media: what came of flights, links to it, and what comes first."""

from homeassistant.core import ServiceCall, ServiceResponse, SupportsResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import probatio

from ..const import DOMAIN
from ..util.action import ATTR_EXPIRES_IN, ATTR_LIMIT, EXPIRES_IN, LIMIT, Action
from ..util.rights import Right
from .manager import MediaUploads

ATTR_FLIGHT_ID = "flight_id"
ATTR_OBJECT_KEYS = "object_keys"

MAX_LINKS = 200

PRIORITIZE_MEDIA = {
    probatio.Required(ATTR_FLIGHT_ID): probatio.All(cv.string, probatio.Length(min=1, max=128))
}
GET_MEDIA_LINKS = {
    probatio.Exclusive(ATTR_FLIGHT_ID, "files"): probatio.All(
        cv.string, probatio.Length(min=1, max=1024)
    ),
    probatio.Exclusive(ATTR_OBJECT_KEYS, "files"): probatio.All(
        probatio.EnsureList(), probatio.Length(min=1, max=MAX_LINKS), [cv.string]
    ),
    **EXPIRES_IN,
}


async def async_prioritize_media(media: MediaUploads, dock: str, call: ServiceCall) -> None:
    """Let a dock upload the files of a flight first."""
    await media.async_prioritize(dock, call.data[ATTR_FLIGHT_ID])


async def async_get_flight_media(
    media: MediaUploads, dock: str, call: ServiceCall
) -> ServiceResponse:
    """Return what was expected of each flight and what arrived."""
    flights = await call.hass.async_add_executor_job(media.flights, dock, call.data[ATTR_LIMIT])
    return {
        "flights": [
            {
                "flight_id": flight.flight,
                "first_heard": flight.first_heard.isoformat(),
                "last_heard": flight.last_heard.isoformat(),
                "over": flight.over.isoformat() if flight.over else None,
                "expected": flight.expected,
                "arrived": flight.arrived,
                "kinds": dict(flight.by_kind),
                "without_callback": flight.without_report,
                "without_file": flight.without_file,
            }
            for flight in flights
        ]
    }


async def async_get_media_links(
    media: MediaUploads, dock: str, call: ServiceCall
) -> ServiceResponse:
    """Return links to files in the bucket: those of a flight, named ones, or the newest."""
    data = call.data
    files = await call.hass.async_add_executor_job(
        media.find, dock, data.get(ATTR_FLIGHT_ID), data.get(ATTR_OBJECT_KEYS), MAX_LINKS
    )
    if not files:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_such_media")
    links = await call.hass.async_add_executor_job(
        media.links, [file.key for file in files], data[ATTR_EXPIRES_IN]
    )
    return {
        "links": [
            {
                "object_key": file.key,
                "name": file.name,
                "kind": file.kind,
                "flight_id": file.flight or None,
                "taken_at": file.taken.isoformat(),
                "size": file.size,
                "url": url,
            }
            for file, url in zip(files, links, strict=True)
        ]
    }


ACTIONS = {
    "prioritize_media": Action(
        async_prioritize_media, PRIORITIZE_MEDIA, SupportsResponse.NONE, Right.CONTROL
    ),
    "get_flight_media": Action(async_get_flight_media, LIMIT, SupportsResponse.ONLY, Right.READ),
    "get_media_links": Action(
        async_get_media_links, GET_MEDIA_LINKS, SupportsResponse.ONLY, Right.CONTROL
    ),
}
