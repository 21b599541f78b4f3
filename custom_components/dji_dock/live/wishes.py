"""Who wants to see a camera: viewers, whoever turned it on, and for a moment those who just left."""

from dataclasses import dataclass


@dataclass(slots=True)
class Wishes:
    """Of one camera; all times are those of one clock, in seconds."""

    linger: float
    """How long a camera goes on after its last viewer: who changes the page comes back."""
    viewers: int = 0
    held_until: float | None = None
    proved: bool = False
    """Whether it streamed since it was turned on: then it is to come back by itself."""
    _left_at: float | None = None

    def enter(self) -> None:
        """Count a viewer."""
        self.viewers += 1
        self._left_at = None

    def leave(self, now: float) -> None:
        """Count one less."""
        self.viewers = max(0, self.viewers - 1)
        if not self.viewers:
            self._left_at = now

    def hold(self, now: float, until: float, *, streams: bool) -> None:
        """Let it stream without viewers."""
        self.proved = streams or (self.proved and self.held(now))
        self.held_until = until

    def release(self) -> None:
        """Let it stream for viewers only, and no longer than they watch."""
        self.held_until = None
        self._left_at = None

    def held(self, now: float) -> bool:
        """Return whether it is to stream without viewers."""
        return self.held_until is not None and now < self.held_until

    def wanted(self, now: float, *, streams: bool) -> bool:
        """Return whether it is to stream; nothing begins for somebody who just left."""
        left = self._left_at
        lingers = streams and left is not None and now < left + self.linger
        return self.viewers > 0 or self.held(now) or lingers

    def next_change(self, now: float) -> float | None:
        """Return when it may not be wanted any more though nobody moves, None for never."""
        ends = []
        if self.held_until is not None:
            ends.append(self.held_until)
        if self._left_at is not None:
            ends.append(self._left_at + self.linger)
        return min((end for end in ends if end > now), default=None)
