"""Time stamps that only go forward, whatever a dock's do."""

_USUAL = 40
_FARTHEST_BACK = 200
_FARTHEST_AHEAD = 3000
_LONGEST_COMPOSITION = 2000
_ROUND = 1 << 32


class Clock:
    """Turns what a sender counts into milliseconds that grow with each picture.

    Small steps back are taken as what they mostly are, a slip of one picture. What jumps further,
    in either direction, or begins anew is continued at the pace of before: Home Assistant's stream
    drops pictures until the time of before is reached, and ends at gaps of 30 seconds.
    """

    def __init__(self) -> None:
        self._received: int | None = None
        self._position = 0
        self._sent = -1
        self._step = _USUAL
        self.bridged = 0

    @property
    def sent(self) -> int:
        """Return the time stamp of the last picture, -1 before any."""
        return self._sent

    def restart(self) -> None:
        """Go on where the last picture was, whatever the next time stamp says."""
        self._received = None

    def advance(self, timestamp: int, composition: int, in_order: bool) -> tuple[int, int]:
        """Return when to decode and how much later to show the next picture, in milliseconds.

        Pictures that are shown in the order of decoding are decoded when they are shown: go2rtc
        knows no other time, and what stood between them may have been dropped.
        """
        if not -_LONGEST_COMPOSITION <= composition <= _LONGEST_COMPOSITION:
            composition = 0
        if self._received is None:
            position = self._continued(composition, in_order)
        else:
            step = (timestamp - self._received + _ROUND // 2) % _ROUND - _ROUND // 2
            position = self._position + step
            due = position + (composition if in_order else 0)
            if step > _FARTHEST_AHEAD or due < self._sent - _FARTHEST_BACK:
                self.bridged += 1
                position = self._continued(composition, in_order)
            elif due <= self._sent:
                self.bridged += 1
            elif 0 < step <= _FARTHEST_BACK:
                self._step = step
        self._received, self._position = timestamp, position
        shown = position + composition
        self._sent = max(self._sent + 1, shown if in_order else position)
        return self._sent, min(max(0, shown - self._sent), _LONGEST_COMPOSITION)

    def _continued(self, composition: int, in_order: bool) -> int:
        """Return the position at which the next picture is due one step after the last."""
        due = 0 if self._sent < 0 else self._sent + self._step
        return due - (composition if in_order else 0)
