"""Links straight into the bucket, where the owner has it so."""

from ..bucket import Bucket
from ..bucket_access.links import MediaLinks, choose_links
from ..const import CONF_MEDIA_LINKS, DOMAIN
from ..hub import Hub
from ..util.content_types import content_disposition, content_type

LINK_SECONDS = 6 * 3600
"""Long enough for a video that is paused; links to the bucket open one file, for reading."""


def leads_straight(hub: Hub) -> bool:
    """Return whether browsers get files from the bucket itself."""
    option = str(hub.entry.options.get(CONF_MEDIA_LINKS, MediaLinks.AUTO))
    return choose_links(option, hub.bucket.config).straight


def straight_link(bucket: Bucket, key: str, name: str, *, saved: bool = False) -> str:
    """Return a link to the bucket, which says of a file what our own view would. Blocks.

    Raises:
        BucketError

    """
    return bucket.link(
        key,
        LINK_SECONDS,
        content_type=content_type(name),
        disposition=content_disposition(name, saved=saved),
    )


def marked_link(bucket: Bucket, key: str, name: str) -> str:
    """Return the same for Home Assistant's media browser, which shows all it gets. Blocks.

    What browsers save has a mark that stays in them: no server receives what follows a hash.

    Raises:
        BucketError

    """
    link = straight_link(bucket, key, name)
    return f"{link}#{DOMAIN}" if content_disposition(name).startswith("attachment") else link
