"""Actions on media: what came of flights, links to it, and what comes first."""

from homeassistant.core import ServiceCall, ServiceResponse
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv
import probatio

from ..const import DOMAIN
from ..errors import raise_translated
from ..service_target import DOCK, dock_of

ATTR_FLIGHT_ID = "flight_id"
ATTR_LIMIT = "limit"
ATTR_OBJECT_KEYS = "object_keys"
ATTR_EXPIRES_IN = "expires_in"

MAX_LINKS = 200
# Stores sign links for a week at most.
MAX_EXPIRES = 7 * 24 * 3600

EXPIRES_IN = probatio.All(probatio.Coerce(int), probatio.Range(min=60, max=MAX_EXPIRES))

PRIORITIZE_MEDIA = probatio.Schema(
    {
        **DOCK,
        probatio.Required(ATTR_FLIGHT_ID): probatio.All(cv.string, probatio.Length(min=1, max=128)),
    }
)
GET_FLIGHT_MEDIA = probatio.Schema(
    {
        **DOCK,
        probatio.Optional(ATTR_LIMIT, default=20): probatio.All(
            probatio.Coerce(int), probatio.Range(min=1, max=200)
        ),
    }
)

GET_MEDIA_LINKS = probatio.Schema(
    {
        **DOCK,
        probatio.Exclusive(ATTR_FLIGHT_ID, "files"): probatio.All(
            cv.string, probatio.Length(min=1, max=1024)
        ),
        probatio.Exclusive(ATTR_OBJECT_KEYS, "files"): probatio.All(
            probatio.EnsureList(), probatio.Length(min=1, max=MAX_LINKS), [cv.string]
        ),
        probatio.Optional(ATTR_EXPIRES_IN, default=3600): EXPIRES_IN,
    }
)


async def async_prioritize_media(call: ServiceCall) -> None:
    """Let a dock upload the files of a flight first."""
    hub, dock = dock_of(call)
    with raise_translated():
        await hub.media.async_prioritize(dock, call.data[ATTR_FLIGHT_ID])


async def async_get_flight_media(call: ServiceCall) -> ServiceResponse:
    """Return what was expected of each flight and what arrived."""
    hub, dock = dock_of(call)
    with raise_translated(unusable="index_unusable"):
        flights = await call.hass.async_add_executor_job(
            hub.media.ledger.flights, dock, call.data[ATTR_LIMIT]
        )
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


async def async_get_media_links(call: ServiceCall) -> ServiceResponse:
    """Return links to files in the bucket: those of a flight, named ones, or the newest."""
    hub, dock = dock_of(call)
    data = call.data
    with raise_translated(unusable="index_unusable"):
        files = await call.hass.async_add_executor_job(
            hub.media.find, dock, data.get(ATTR_FLIGHT_ID), data.get(ATTR_OBJECT_KEYS), MAX_LINKS
        )
    if not files:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key="no_such_media")
    with raise_translated():
        links = await call.hass.async_add_executor_job(
            hub.media.links, [file.key for file in files], data[ATTR_EXPIRES_IN]
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
