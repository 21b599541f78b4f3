"""The request with which a dock fetches the developer app and the time server.

Source: "Configuration Update" of DJI's Cloud API documentation, method `config`.
"""

from typing import TYPE_CHECKING

from .envelope import Message

if TYPE_CHECKING:
    from .server import CloudServer, Data


async def config(server: CloudServer, message: Message) -> Data:
    """Answer with the developer app and the time server; flat, without result and output."""
    settings = server.settings
    return {
        "app_id": settings.app_id,
        "app_key": settings.app_key,
        "app_license": settings.app_license,
        "ntp_server_host": settings.ntp_host,
        "ntp_server_port": settings.ntp_port,
    }
