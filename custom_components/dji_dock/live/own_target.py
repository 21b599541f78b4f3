"""The owner's own media server receives: nothing of it can be seen from here."""

from typing import override

from ..cloud_api import UrlType
from .models import CameraKey
from .target import Target
from .targets import OwnServer


class OwnTarget(Target):
    """Where docks push; what runs is known by what they report."""

    sees_readers = False

    def __init__(self, server: OwnServer) -> None:
        """Take the server."""
        self._server = server

    @override
    def begin(self, camera: CameraKey) -> tuple[UrlType, str]:
        return self._server.publish(camera)

    @override
    def digest(self, camera: CameraKey) -> str:
        return ""

    @override
    def end(self, camera: CameraKey) -> None:
        pass

    @override
    async def async_arrived(self, camera: CameraKey) -> None:
        pass

    @override
    def is_connected(self, camera: CameraKey) -> None:
        return None

    @override
    def is_arriving(self, camera: CameraKey) -> None:
        return None

    @override
    def codec(self, camera: CameraKey) -> str:
        return ""
