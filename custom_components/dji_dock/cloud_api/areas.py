"""Custom flight areas and offline maps, of which this server has none.

Source: DJI's Cloud API FAQ: a dock that gets no answer waits about 40 seconds at each take-off.
"""

from typing import TYPE_CHECKING

from .envelope import Message

if TYPE_CHECKING:
    from .server import CloudServer, Data


async def nothing_to_offer(server: CloudServer, message: Message) -> Data:
    """Answer `flight_areas_get` and `offline_map_get`: there is nothing to fetch."""
    return {"result": 0}
