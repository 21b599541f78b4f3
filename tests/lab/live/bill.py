"""What docks pushed to us, and for whom: the seconds that nobody saw."""

from collections.abc import Iterable
from dataclasses import dataclass, field
import time


@dataclass(slots=True)
class Interest:
    """A time during which somebody wanted to see a camera. Of the monotonic clock."""

    camera: str
    began: float
    ended: float | None = None
    reads_on: float = 0.0
    """Seconds for which something reads on after that: Home Assistant's HLS does for 30."""


@dataclass(slots=True)
class Bill:
    """Who wanted to see what, and when."""

    allowance: float
    """Seconds for which a push may go on for nobody."""
    interests: list[Interest] = field(default_factory=list[Interest])

    def begin(self, camera: str, *, reads_on: float = 0.0) -> Interest:
        """Note that somebody begins to look."""
        interest = Interest(camera, time.monotonic(), reads_on=reads_on)
        self.interests.append(interest)
        return interest

    def end(self, interest: Interest) -> None:
        """Note that somebody looks no longer."""
        interest.ended = time.monotonic()

    def unseen(self, camera: str, began: float, ended: float) -> float:
        """Return the longest time in a push for which nobody had wanted it for the allowance."""
        wanted = [
            (item.began, (item.ended or ended) + item.reads_on + self.allowance)
            for item in self.interests
            if item.camera == camera
        ]
        return max((end - begin for begin, end in gaps(began, ended, wanted)), default=0.0)


def gaps(
    began: float, ended: float, covered: Iterable[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return what of an interval no other one covers."""
    found, at = [], began
    for begin, end in sorted(covered):
        if begin > at:
            found.append((at, min(begin, ended)))
        at = max(at, end)
        if at >= ended:
            break
    if at < ended:
        found.append((at, ended))
    return [(begin, end) for begin, end in found if end > begin]
