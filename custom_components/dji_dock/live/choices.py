"""What the owner chooses of a camera: its lens, its quality, and what that of a dock looks at."""

import logging

from ..cloud_api import (
    CameraSide,
    CloudApiError,
    CloudServer,
    Lens,
    VideoQuality,
    live_camera_change,
    live_lens_change,
    live_set_quality,
)
from .models import Camera
from .records import CameraRecords

_LOGGER = logging.getLogger(__name__)


class Choices:
    """Asks the dock of a camera that streams for what was chosen."""

    def __init__(self, server: CloudServer, records: CameraRecords, patience: float) -> None:
        """Take how many seconds to wait for each reply."""
        self._server, self._records, self._patience = server, records, patience

    async def async_choose(
        self,
        camera: Camera,
        *,
        lens: str | None = None,
        quality: str | None = None,
        position: str | None = None,
    ) -> None:
        """Change what is shown.

        Raises:
            CloudApiError: the dock does not take it, or does not answer.

        """
        where = self._server, camera.key.dock, camera.video_id
        if lens is not None:
            await live_lens_change(*where, Lens(lens), self._patience)
        if quality is not None:
            await live_set_quality(*where, VideoQuality[quality.upper()], self._patience)
        if position is not None:
            await live_camera_change(*where, CameraSide[position.upper()], self._patience)

    async def async_prefer(self, camera: Camera) -> None:
        """Ask for what was chosen before it began; the picture is there without it."""
        record = self._records.get(camera.key)
        for name in ("lens", "position"):
            if record and (value := getattr(record, name)):
                try:
                    await self.async_choose(camera, **{name: value})
                except CloudApiError as err:
                    _LOGGER.debug("Camera %s takes no %s: %s", camera.key.index, name, err)
