"""Who wants to see a camera: viewers, whoever turned it on, and for a moment those who just left."""

from dataclasses import dataclass


@dataclass(slots=True)
class Wishes:
    """Of one camera; all times are those of one clock, in seconds."""

    linger: float
    """How long a camera goes on after its last viewer: who changes the page comes back."""
    pause: float
    """How long one that was turned off under the eyes of viewers is not begun after the last attempt."""
    viewers: int = 0
    held_until: float | None = None
    proved: bool = False
    """Whether it streamed since it was turned on: then it is to come back by itself."""
    _left_at: float | None = None
    _off_until: float = float("-inf")

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
        self._off_until = float("-inf")

    def release(self) -> None:
        """Let it stream for viewers only, and no longer than they watch."""
        self.held_until = None
        self._left_at = None

    def turn_off(self, now: float) -> None:
        """Let it stream for nobody. Players try again by themselves, so those who watch wait for a while."""
        self.release()
        if self.viewers:
            self._off_until = now + self.pause

    def is_off(self, now: float) -> bool:
        """Return whether it was turned off under the eyes of viewers."""
        return now < self._off_until

    def refuses(self, now: float) -> bool:
        """Return whether a viewer is refused; each attempt begins the wait anew."""
        if self.is_off(now):
            self._off_until = now + self.pause
        return self.is_off(now)

    def held(self, now: float) -> bool:
        """Return whether it is to stream without viewers."""
        return self.held_until is not None and now < self.held_until

    def wanted(self, now: float, *, streams: bool) -> bool:
        """Return whether it is to stream; nothing begins for somebody who just left."""
        left = self._left_at
        lingers = streams and left is not None and now < left + self.linger
        watched = self.viewers > 0 and not self.is_off(now)
        return watched or self.held(now) or lingers

    def next_change(self, now: float) -> float | None:
        """Return when it may not be wanted any more though nobody moves, None for never."""
        ends = []
        if self.held_until is not None:
            ends.append(self.held_until)
        if self._left_at is not None:
            ends.append(self._left_at + self.linger)
        return min((end for end in ends if end > now), default=None)
