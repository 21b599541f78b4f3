"""The request with which a dock fetches the developer app and the time server.

Source: "Configuration Update" of DJI's Cloud API documentation, method `config`.
"""

from dataclasses import dataclass

from ..cloud import Cloud
from ..wire.envelope import Data, Message


@dataclass(frozen=True, slots=True)
class LicenseMissing:
    """A dock asked for the developer app, and there is none to name."""

    dock: str


async def config(cloud: Cloud, message: Message) -> Data:
    """Answer with the developer app and the time server; flat, without result and output."""
    settings = cloud.settings
    if not settings.licensed:
        cloud.listeners.notify(LicenseMissing(message.serial))
    return {
        "app_id": settings.app_id,
        "app_key": settings.app_key,
        "app_license": settings.app_license,
        "ntp_server_host": settings.ntp_host,
        "ntp_server_port": settings.ntp_port,
    }
