"""From the bucket's listing and from what docks report to entries of the index."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util

from ..bucket import Bucket, BucketConfig, StoredObject, lies_in, logs_prefix, media_prefix
from ..cloud_api import MediaFile, MediaUploaded, kind_of, taken_at, variant_of
from ..database import LOGS, MEDIA, Found, ObjectIndex, ReportedFile
from ..util.texts import shown

_EARLIEST = datetime(2010, 1, 1, tzinfo=dt_util.UTC)
# Clocks of stores differ from ours; what came so shortly before a listing is settled by the next.
_SLACK = timedelta(minutes=15)

AREAS = (MEDIA, LOGS)


def area_prefix(config: BucketConfig, area: str, dock: str) -> str:
    """Return the folder of a dock's media or logs, without a slash at the end."""
    return media_prefix(config, dock) if area == MEDIA else logs_prefix(config, dock)


def reported_file(
    event: MediaUploaded, prefix: str, zone: tzinfo, now: datetime
) -> ReportedFile | None:
    """Return what a dock reports as an entry, None for a key outside its own folder."""
    file = event.file
    if (place := place_of(file.object_key, prefix)) is None:
        return None
    folder, name = place
    variant = variant_of(name)
    return ReportedFile(
        dock=event.dock,
        key=file.object_key,
        folder=folder,
        name=name,
        kind=kind_of(name).value,
        variant=variant.value if variant else None,
        flight=file.flight_id,
        taken=_taken(file, zone, now),
        latitude=file.position.latitude if file.position else None,
        longitude=file.position.longitude if file.position else None,
        reported=now,
    )


async def async_list_area(
    hass: HomeAssistant, bucket: Bucket, objects: ObjectIndex, dock: str, area: str
) -> tuple[int, int]:
    """Bring the index in line with a dock's folder; returns how many were new and how many gone.

    Page by page, each a job of its own: no listing is held in memory, no thread for long. Several
    may run at the same time.

    Raises:
        BucketError, DatabaseUnusable: the index holds what was listed until then.

    """
    began = dt_util.utcnow()
    run = await hass.async_add_executor_job(objects.begin_listing)
    zone = dt_util.get_default_time_zone()
    prefix = area_prefix(bucket.config, area, dock)
    pages = bucket.pages(prefix)
    added = 0

    def next_page() -> int | None:
        page = next(pages, None)
        if page is None:
            return None
        return objects.list_page(dock, area, run, _found(page, prefix, zone))

    while (more := await hass.async_add_executor_job(next_page)) is not None:
        added += more
    recent = (began - _SLACK, dt_util.utcnow() + _SLACK)
    gone = await hass.async_add_executor_job(objects.end_listing, dock, area, run, recent)
    return added, gone


def _found(page: list[StoredObject], prefix: str, zone: tzinfo) -> Iterator[Found]:
    for stored in page:
        if (place := place_of(stored.key, prefix)) is None:
            continue
        folder, name = place
        variant = variant_of(name)
        yield Found(
            key=stored.key,
            folder=folder,
            name=name,
            kind=kind_of(name).value,
            variant=variant.value if variant else None,
            taken=_plausible(taken_at(name, zone), stored.modified),
            size=stored.size,
            modified=stored.modified,
        )


def place_of(key: str, prefix: str) -> tuple[str, str] | None:
    """Return folder and name of a key below a prefix, None for any other and for folders.

    The folder is a part of the key, the name is what people read.
    """
    if not lies_in(key, prefix):
        return None
    folder, _, name = key[len(prefix) + 1 :].rpartition("/")
    return (folder, shown(name) or "_") if name else None


def _taken(file: MediaFile, zone: tzinfo, now: datetime) -> datetime:
    when = file.taken_at
    if when is not None and when.tzinfo is None:
        when = when.replace(tzinfo=zone).astimezone(dt_util.UTC)
    return _plausible(_plausible_or_none(when, now) or taken_at(file.name, zone), now)


def _plausible(when: datetime | None, otherwise: datetime) -> datetime:
    return _plausible_or_none(when, otherwise) or otherwise


def _plausible_or_none(when: datetime | None, now: datetime) -> datetime | None:
    """Return a time unless the clock that it is from was plainly wrong."""
    if when is None or not _EARLIEST < when < now + timedelta(days=1):
        return None
    return when
