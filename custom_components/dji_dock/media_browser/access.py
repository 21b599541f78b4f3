"""What people may have of the bucket: what the index knows to be in a folder of one of the docks.

Entries, keys and everything else that is asked for come from any user and any browser.
"""

from homeassistant.util import dt as dt_util

from ..bucket import logs_prefix
from ..catalog.listing import AREAS, area_prefix
from ..cloud_api import names_time
from ..database import IndexedObject
from ..hub import Hub
from ..util import content_types


def find_object(hub: Hub, key: str) -> IndexedObject | None:
    """Return an object that people may have. Blocks.

    Raises:
        DatabaseUnusable

    """
    found = hub.catalog.browser.get(key)
    if found is None or found.dock not in hub.coordinators:
        return None
    # The folder may have been changed since the index learned of the object.
    folders = tuple(f"{area_prefix(hub.bucket.config, area, found.dock)}/" for area in AREAS)
    return found if key.startswith(folders) else None


def saved_name(hub: Hub, file: IndexedObject) -> str:
    """Return the name under which browsers save a file of a dock: it says of which dock, and when."""
    when = "" if names_time(file.name) else f"{dt_util.as_local(file.taken):%Y%m%d%H%M%S}"
    return content_types.saved_name(
        hub.docks.name_of(file.dock), file.key, logs_prefix(hub.bucket.config, file.dock), when
    )
