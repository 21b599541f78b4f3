"""Custom flight areas and offline maps, of which this server has none.

Source: DJI's Cloud API FAQ: a dock that gets no answer waits about 40 seconds at each take-off.
"""

from ..cloud import Cloud
from ..wire.envelope import Data, Message


async def nothing_to_offer(cloud: Cloud, message: Message) -> Data:
    """Answer `flight_areas_get` and `offline_map_get`: there is nothing to fetch."""
    return {"result": 0}
