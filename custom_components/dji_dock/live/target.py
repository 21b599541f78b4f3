"""Where docks push, as what starts and stops them sees it."""

from typing import Protocol

from ..cloud_api import UrlType
from .models import CameraKey


class Target(Protocol):
    """Receives video: this Home Assistant, or the owner's own media server."""

    sees_readers: bool
    """Whether it is known here who watches."""

    def begin(self, camera: CameraKey) -> tuple[UrlType, str]:
        """Return how and where a dock is to push from now on."""

    def digest(self, camera: CameraKey) -> str:
        """Return by what a push of a camera is known again after a restart, blank if it cannot be."""

    def end(self, camera: CameraKey) -> None:
        """Let nothing of a camera in any more, and let go of whoever watches it."""

    async def async_arrived(self, camera: CameraKey) -> None:
        """Return when there is something to watch; at once where that cannot be seen."""

    def is_connected(self, camera: CameraKey) -> bool | None:
        """Return whether a dock has its line to it, None where that cannot be seen."""

    def is_arriving(self, camera: CameraKey) -> bool | None:
        """Return whether video comes in now, None where that cannot be seen."""

    def codec(self, camera: CameraKey) -> str:
        """Return what a dock sends that cannot be shown, blank if it can, or if that cannot be seen."""
