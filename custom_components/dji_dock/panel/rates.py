"""How fast uploads are, and how long they still take, as far as it can be told from how they went on."""

from collections import deque
from collections.abc import Callable
import time

from ..logs.models import LogUpload, UploadFile, UploadStatus

_WINDOW = 60.0
"""Seconds over which is looked back; docks report whole percents, which take their time."""
_SHORTEST = 2.0
"""Seconds after which anything is said at all."""
_LONGEST = 48 * 3600
_WEIGHT = 0.3
"""Of what a dock reports now, among what it reported before."""

type _Samples = deque[tuple[float, float]]
"""When, by a clock of no date, and how many percent."""


class _Progress:
    """Of a file, or of the whole."""

    def __init__(self) -> None:
        self.samples: _Samples = deque()
        self.rate: float | None = None

    def take(self, now: float, percent: float | None, rate: int | None) -> None:
        """Take what is reported."""
        if rate is not None:
            before = rate if self.rate is None else self.rate
            self.rate = before + _WEIGHT * (rate - before)
        samples = self.samples
        if percent is None or (samples and percent == samples[-1][1]):
            return
        if samples and percent < samples[-1][1]:
            # Counted anew.
            samples.clear()
        samples.append((now, percent))
        while len(samples) > 2 and now - samples[1][0] > _WINDOW:
            samples.popleft()

    def eta(self, now: float) -> int | None:
        """Return seconds until it is done, None if nobody can tell."""
        if len(self.samples) < 2:
            return None
        (began, first), (_, last) = self.samples[0], self.samples[-1]
        # Until now, and not until it last went on: it may have come to a halt since.
        if (passed := now - began) < _SHORTEST:
            return None
        left = (100.0 - last) * passed / (last - first)
        return round(left) if left < _LONGEST else None


class Rates:
    """Of the uploads that run."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without any."""
        self._clock = clock
        self._known: dict[str, dict[str, _Progress]] = {}

    def note(self, upload: LogUpload) -> None:
        """Take note of how an upload is now; what is over is forgotten."""
        if upload.status.finished:
            self._known.pop(upload.upload_id, None)
            return
        known, now = self._known.setdefault(upload.upload_id, {}), self._clock()
        for file in upload.files:
            if file.status is UploadStatus.UPLOADING and upload.status is not UploadStatus.STALLED:
                progress = known.setdefault(file.module, _Progress())
                progress.take(now, file.progress, file.rate)
            else:
                known.pop(file.module, None)
        if _uploads_only(upload):
            known.setdefault("", _Progress()).take(now, upload.progress, None)
        else:
            known.pop("", None)

    def forget(self, upload_id: str) -> None:
        """Let go of an upload."""
        self._known.pop(upload_id, None)

    def of_file(self, upload: LogUpload, file: UploadFile) -> tuple[int | None, int | None]:
        """Return bytes per second of a file, and seconds until it is there."""
        progress = self._of(upload, file.module)
        if progress is None or file.status is not UploadStatus.UPLOADING:
            return None, None
        rate = progress.rate
        return (None if rate is None else round(rate)), progress.eta(self._clock())

    def of_upload(self, upload: LogUpload) -> tuple[int | None, int | None]:
        """Return bytes per second of all that is on its way, and seconds until the end."""
        rates = [
            rate for file in upload.files if (rate := self.of_file(upload, file)[0]) is not None
        ]
        whole = self._of(upload, "")
        eta = whole.eta(self._clock()) if whole and _uploads_only(upload) else None
        return (sum(rates) if rates else None), eta

    def _of(self, upload: LogUpload, module: str) -> _Progress | None:
        return self._known.get(upload.upload_id, {}).get(module)


def _uploads_only(upload: LogUpload) -> bool:
    """Return whether nothing but the way into the bucket is left."""
    open_files = upload.open_files
    return (
        bool(open_files)
        and upload.status is UploadStatus.UPLOADING
        and all(file.status is UploadStatus.UPLOADING for file in open_files)
    )
